"""Typing: two tabs, two people, a resend, a row that is gone, and what no form accepts."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.layanan.actions.bantu import beri_izin_bantu
from kinerja.organisasi.models import TimKerja
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.rentang import sejak
from skp import access
from skp.actions import isi, komentar, susun
from skp.actions.dasar import Bentrok
from skp.models import IKI, MPPH, RHK, BarisMPPH, KolomMPPH, LiniRHK, SelMPPH, VersiSKP
from skp.queries_isi import isi_versi
from tests.skp import pabrik as p


@pytest.fixture
def versi(dunia):
    return p.skp_kosong(dunia, dunia.k.kasi)


@pytest.fixture
def saya(dunia):
    return dunia.akun(dunia.k.kasi)


@pytest.fixture
def rhk(versi, saya):
    return isi.tambah_rhk(versi, by=saya, jenis="UTAMA", uraian="Meningkatnya mutu layanan")


def baca(baris):
    return type(baris).objects.get(pk=baris.pk)


def test_output_kendali_tinggi_hanya_bagi_jf(dunia, rhk, saya):
    with pytest.raises(Ditolak, match="pejabat fungsional"):
        isi.ubah_rhk(rhk, {"kendali": "OUTPUT_KENDALI_TINGGI"}, by=saya)
    with pytest.raises(Ditolak, match="pejabat fungsional"):
        isi.tambah_rhk(rhk.versi, by=saya, jenis="UTAMA", kendali="OUTPUT_KENDALI_TINGGI")
    assert isi.ubah_rhk(rhk, {"kendali": "OUTPUT_KENDALI_RENDAH"}, by=saya).kendali == "OUTPUT_KENDALI_RENDAH"
    milik_jf = p.skp_kosong(dunia, dunia.k.jf)
    assert isi.tambah_rhk(milik_jf, by=None, jenis="UTAMA", kendali="OUTPUT_KENDALI_TINGGI").kendali == "OUTPUT_KENDALI_TINGGI"


# -- two at once


def test_dua_tab_yang_kedua_mendapat_kedua_isian(rhk, saya):
    isi.ubah_rhk(rhk, {"uraian": "Dari tab satu"}, by=saya, sunting=0)
    with pytest.raises(Bentrok) as galat:
        isi.ubah_rhk(rhk, {"uraian": "Dari tab dua"}, by=saya, sunting=0)
    assert galat.value.milik_kini == {"uraian": "Dari tab satu"}
    assert galat.value.kiriman == {"uraian": "Dari tab dua"}
    assert baca(rhk).uraian == "Dari tab satu"
    isi.ubah_rhk(rhk, {"uraian": "Dari tab dua"}, by=saya, sunting=galat.value.sunting)
    assert baca(rhk).uraian == "Dari tab dua"


def test_kiriman_yang_sama_dua_kali_tiba_sekali(rhk, saya):
    for _ in range(2):
        isi.ubah_rhk(rhk, {"uraian": "Satu kalimat"}, by=saya, sunting=0)
    assert (baca(rhk).uraian, baca(rhk).sunting) == ("Satu kalimat", 1)


def test_dua_orang_pada_isian_berbeda_tidak_bentrok(rhk, saya):
    """With the value that the page showed only the very field is compared."""
    isi.ubah_rhk(rhk, {"penugasan_dari": "Bupati"}, by=saya, sunting=0)
    isi.ubah_rhk(rhk, {"uraian": "Kalimat baru"}, by=saya, sunting=0, semula={"uraian": rhk.uraian})
    assert (baca(rhk).uraian, baca(rhk).penugasan_dari) == ("Kalimat baru", "Bupati")
    with pytest.raises(Bentrok):
        isi.ubah_rhk(rhk, {"uraian": "Lain lagi"}, by=saya, semula={"uraian": rhk.uraian})


def test_bentrok_juga_pada_iki_perilaku_dan_lampiran(rhk, saya, versi):
    iki = isi.tambah_iki(rhk, by=saya, uraian="Indeks", target_teks="80")
    perilaku = versi.perilaku.first()
    lampiran = isi.tambah_lampiran(versi, "KONSEKUENSI", "Teguran", by=saya)
    isi.ubah_iki(iki, {"target_teks": "85"}, by=saya, sunting=0)
    isi.ubah_perilaku(perilaku, "Ramah", by=saya, sunting=0)
    isi.ubah_lampiran(lampiran, "Penghargaan", by=saya, sunting=0)
    for lakukan in (
        lambda: isi.ubah_iki(iki, {"target_teks": "90"}, by=saya, sunting=0),
        lambda: isi.ubah_perilaku(perilaku, "Tegas", by=saya, sunting=0),
        lambda: isi.ubah_lampiran(lampiran, "Lain", by=saya, semula="Teguran"),
    ):
        with pytest.raises(Bentrok):
            lakukan()


def test_baris_luring_tiba_sekali(versi, saya):
    satu = isi.tambah_rhk(versi, by=saya, jenis="UTAMA", kunci="peramban-1", uraian="A")
    dua = isi.tambah_rhk(versi, by=saya, jenis="UTAMA", kunci="peramban-1", uraian="A")
    assert satu.pk == dua.pk
    iki = {isi.tambah_iki(satu, by=saya, kunci="i1", uraian="x").pk for _ in range(2)}
    assert len(iki) == 1


def test_baris_yang_sudah_dihapus_dikatakan(rhk, saya):
    isi.hapus_rhk(rhk, by=saya)
    isi.hapus_rhk(rhk, by=saya)
    with pytest.raises(SudahBerubah, match="sudah dihapus"):
        isi.ubah_rhk(rhk, {"uraian": "x"}, by=saya)


def test_setiap_suntingan_dihitung(rhk, saya, versi):
    sebelum = baca(versi).sunting
    isi.ubah_rhk(rhk, {"uraian": "x"}, by=saya)
    isi.ubah_rhk(rhk, {"uraian": "x"}, by=saya)
    assert baca(versi).sunting == sebelum + 1


# -- who


def test_orang_lain_tidak_mengetik_kecuali_diizinkan(dunia, rhk, saya):
    rekan = dunia.akun(dunia.k.rekan)
    for orang in (dunia.k.rekan, dunia.k.kabid, dunia.k.petugas_bkpsdm, dunia.k.orang_luar):
        with pytest.raises(TidakBoleh):
            isi.ubah_rhk(rhk, {"uraian": "x"}, by=dunia.akun(orang))
    beri_izin_bantu(dunia.k.rekan, sampai=dt.date(2026, 12, 31), lingkup="skp", by=saya)
    isi.ubah_rhk(rhk, {"uraian": "Dari pembantu"}, by=rekan)
    assert baca(rhk).uraian == "Dari pembantu"


# -- what no form accepts


def test_teks_terlalu_panjang_ditolak_dengan_kalimat(rhk, saya):
    with pytest.raises(Ditolak, match=r"paling panjang 5\.000 huruf; ini 20\.000"):
        isi.ubah_rhk(rhk, {"uraian": "x" * 20000}, by=saya)


def test_html_disimpan_sebagai_teks_dan_tanda_kendali_dibuang(rhk, saya):
    isi.ubah_rhk(rhk, {"uraian": "<script>alert(1)</script>\r\nbaris\x00 dua\u0007"}, by=saya)
    assert baca(rhk).uraian == "<script>alert(1)</script>\nbaris dua"


def test_rhk_ke_61_ditolak(versi, saya):
    for _ in range(60):
        RHK.objects.create(versi=versi, lini=LiniRHK.objects.create(skp=versi.skp), jenis="UTAMA", urut=1)
    with pytest.raises(Ditolak, match="Paling banyak 60 RHK"):
        isi.tambah_rhk(versi, by=saya, jenis="UTAMA")


def test_pilihan_dan_isian_asing_ditolak(rhk, saya):
    with pytest.raises(Ditolak, match="Pilih salah satu"):
        isi.ubah_rhk(rhk, {"metode": "ENTAH"}, by=saya)
    with pytest.raises(KeyError):
        isi.ubah_rhk(rhk, {"isi_sejak": 9}, by=saya)


def test_formulir_menentukan_aspek_atau_perspektif(dunia, rhk, saya):
    with pytest.raises(Ditolak, match="bukan perspektif"):
        isi.tambah_iki(rhk, by=saya, uraian="x", perspektif="ANGGARAN")
    jpt = p.skp_kosong(dunia, dunia.k.kadis)
    r = isi.tambah_rhk(jpt, by=None, jenis="UTAMA", uraian="x")
    with pytest.raises(Ditolak, match="bukan aspek"):
        isi.tambah_iki(r, by=None, uraian="x", aspek="WAKTU")
    with pytest.raises(Ditolak, match="Manual indikator hanya"):
        isi.simpan_manual(isi.tambah_iki(rhk, by=saya, uraian="x"), {"tujuan": "x"}, by=saya)


def test_manual_baru_memakai_satuan_indikatornya(dunia):
    """The form shows the unit of the IKI before the manual is there; what is shown is also what is demanded and printed."""
    iki = isi.tambah_iki(
        isi.tambah_rhk(p.skp_kosong(dunia, dunia.k.kadis), by=None, jenis="UTAMA", uraian="x"),
        by=None, uraian="Indeks kepuasan", satuan="indeks", perspektif="ANGGARAN",
    )  # fmt: skip
    assert isi.simpan_manual(iki, {"tujuan": "x"}, by=None).satuan == "indeks"
    assert isi.simpan_manual(iki, {"satuan": "poin"}, by=None).satuan == "poin"


def test_kualitatif_melepas_aspek(rhk, saya, versi):
    iki = isi.tambah_iki(rhk, by=saya, uraian="x", aspek="WAKTU", target_teks="3 hari")
    isi.ubah_versi(versi, {"pendekatan": "KUALITATIF"}, by=saya)
    assert baca(iki).aspek == ""
    with pytest.raises(Ditolak, match="tidak memakai aspek"):
        isi.ubah_iki(iki, {"aspek": "WAKTU"}, by=saya)


def test_tanggal_dialog_belum_tiba(versi, saya):
    with pytest.raises(Ditolak, match="belum tiba"):
        isi.ubah_versi(versi, {"tanggal_dialog": jam.hari_ini() + dt.timedelta(days=1)}, by=saya)


def test_angka_target_mengikuti_tulisannya(rhk, saya):
    iki = isi.tambah_iki(rhk, by=saya, uraian="x", target_teks="1.250 orang")
    assert iki.target_angka == 1250
    assert isi.ubah_iki(iki, {"target_teks": "BB"}, by=saya).target_angka is None


def test_melingkar_ditolak(dunia, rhk, saya):
    """Two who are each other's leader by the data: the second link would close the ring."""
    from kinerja.organisasi.models import HubunganPenilai

    kabid = p.skp_kosong(dunia, dunia.k.kabid)
    atas = isi.tambah_rhk(kabid, by=None, jenis="UTAMA", uraian="Atas")
    isi.ubah_rhk(rhk, {"induk_lini": atas.lini_id}, by=None)
    HubunganPenilai.objects.filter(pegawai=dunia.k.kabid).update(penilai=dunia.k.kasi, atasan_penilai=None)
    with pytest.raises(Ditolak, match="berputar"):
        isi.ubah_rhk(atas, {"induk_lini": rhk.lini_id}, by=None)


def test_indikator_pimpinan_hanya_dari_rhk_yang_dipilih(dunia, rhk, saya):
    kabid = p.skp_kosong(dunia, dunia.k.kabid)
    satu, dua = (isi.tambah_rhk(kabid, by=None, jenis="UTAMA", uraian=u) for u in "AB")
    iki = isi.tambah_iki(dua, by=None, uraian="x")
    hasil = isi.ubah_rhk(rhk, {"induk_lini": satu.lini_id, "induk_iki": iki.lini_id}, by=None)
    assert baca(hasil).induk_iki_id is None
    hasil = isi.ubah_rhk(rhk, {"induk_lini": dua.lini_id, "induk_iki": iki.lini_id}, by=None)
    assert baca(hasil).induk_iki_id == iki.lini_id


def test_standar_unggul_dua_tangan(dunia, rhk, saya):
    penilai = dunia.akun(dunia.k.kabid)
    isi.simpan_standar(rhk, "PEGAWAI", "Selesai sebelum tenggat", by=saya)
    isi.simpan_standar(rhk, "PIMPINAN", "Dipakai unit lain", by=penilai)
    with pytest.raises(TidakBoleh):
        isi.simpan_standar(rhk, "PIMPINAN", "x", by=saya)
    with pytest.raises(TidakBoleh):
        isi.simpan_standar(rhk, "PEGAWAI", "x", by=penilai)
    isi.simpan_standar(rhk, "PEGAWAI", " ", by=saya)
    assert list(rhk.standar.values_list("penulis", "uraian")) == [("PIMPINAN", "Dipakai unit lain")]


def test_strategi_dan_urutan(versi, rhk, saya):
    isi.simpan_strategi(rhk, ["Satu", "", " Dua "], by=saya)
    assert list(rhk.strategi.values_list("uraian", flat=True)) == ["Satu", "Dua"]
    lain = isi.tambah_rhk(versi, by=saya, jenis="UTAMA", uraian="B")
    isi.urutkan(versi, [lain.pk, rhk.pk], by=saya)
    assert [b.rhk.pk for b in isi_versi(versi).rhk] == [lain.pk, rhk.pk]


# -- comments


def test_komentar_dan_selesai(dunia, rhk, saya, versi):
    penilai = dunia.akun(dunia.k.kabid)
    ada = komentar.tambah_komentar(versi, rhk.lini, "Perjelas hasilnya", by=penilai)
    with pytest.raises(TidakBoleh):
        komentar.tambah_komentar(versi, rhk.lini, "x", by=dunia.akun(dunia.k.orang_luar))
    with pytest.raises(Ditolak):
        komentar.tambah_komentar(versi, rhk.lini, "  ", by=saya)
    assert isi_versi(versi).komentar == {(rhk.lini_id, None): (1, 1)}
    komentar.selesaikan_komentar(ada, by=saya)
    assert isi_versi(versi).komentar == {(rhk.lini_id, None): (1, 0)}
    with pytest.raises(SudahBerubah):
        komentar.selesaikan_komentar(ada, by=penilai)


def test_saran_diabaikan_dengan_alasan(rhk, saya, versi, dunia):
    with pytest.raises(Ditolak, match="mengapa"):
        komentar.abaikan_saran(versi, rhk.lini, "KEGIATAN", " ", by=saya)
    with pytest.raises(TidakBoleh):
        komentar.abaikan_saran(versi, rhk.lini, "KEGIATAN", "Istilah", by=dunia.akun(dunia.k.kabid))
    for alasan in ("Istilah resmi", "Istilah resmi Renstra"):
        komentar.abaikan_saran(versi, rhk.lini, "KEGIATAN", alasan, by=saya)
    assert isi_versi(versi).abaikan == {(rhk.lini_id, None): {"KEGIATAN": "Istilah resmi Renstra"}}


# -- 80 % on arrival


def matriks(dunia, **baris):
    """The kabid's agreed matrix with one cell for ``baris`` (a person or a team)."""
    atas = p.skp_ditetapkan(dunia, dunia.k.kabid)
    m = MPPH.objects.create(skp=atas.skp, dibuat_pada=jam.sekarang())
    kolom = KolomMPPH.objects.create(mpph=m, lini_rhk=atas.rhk.get().lini, lini_iki=atas.rhk.get().iki.get().lini, urut=1)
    b = BarisMPPH.objects.create(mpph=m, urut=1, **baris)
    sel = SelMPPH.objects.create(baris=b, kolom=kolom, urut=1, uraian="Terselenggaranya pelatihan kader", keluaran="OUTPUT")
    MPPH.objects.filter(pk=m.pk).update(status="DISEPAKATI", tanggal_dialog=jam.hari_ini())
    return sel


def test_isi_awal_dari_matriks_terhubung_dengan_pimpinan(dunia):
    sel = matriks(dunia, pegawai=dunia.k.kasi)
    versi = susun.buka_skp(dunia.k.kasi, dunia.siklus, by=dunia.akun(dunia.k.kasi))
    rhk = versi.rhk.get()
    assert (rhk.uraian, rhk.sel, rhk.induk_lini_id, rhk.keluaran) == (sel.uraian, sel, sel.kolom.lini_rhk_id, "OUTPUT")
    assert rhk.induk_iki_id == sel.kolom.lini_iki_id
    assert rhk.iki.get().uraian == "Indeks kepuasan masyarakat"
    assert isi.ambil_calon(versi, "sel", sel.pk, by=None).pk == rhk.pk


def test_matriks_membuka_jalan_kepada_pimpinan_unit_lain(dunia):
    """Lent to another unit: the row of the matrix is what allows the link."""
    sel = matriks(dunia, pegawai=dunia.k.orang_luar, lintas_unit=True)
    versi = susun.buka_skp(dunia.k.orang_luar, dunia.siklus, by=None)
    assert versi.rhk.get().induk_lini_id == sel.kolom.lini_rhk_id


def test_anggota_tim_mengintervensi_rhk_ketua(dunia):
    """The second level: below the ketua tim's row."""
    tim = TimKerja.objects.create(unit=dunia.k.bidang, nama="Tim Kader", ketua=dunia.k.kasi, berlaku=sejak(dt.date(2026, 1, 1)))
    sel = matriks(dunia, tim=tim)
    ketua = p.skp_kosong(dunia, dunia.k.kasi)
    induk = isi.tambah_rhk(ketua, by=None, jenis="UTAMA", uraian="Ketua")
    versi = p.skp_kosong(dunia, dunia.k.sekretaris)
    rhk = isi.tambah_rhk(versi, by=None, jenis="UTAMA", uraian="x")
    with pytest.raises(Ditolak, match="bukan milik pimpinan"):
        isi.ubah_rhk(rhk, {"induk_lini": induk.lini_id}, by=None)
    MPPH.objects.filter(pk=sel.baris.mpph_id).update(status="DRAF")
    BarisMPPH.objects.create(mpph=sel.baris.mpph, induk=sel.baris, pegawai=dunia.k.sekretaris, urut=2)
    isi.ubah_rhk(rhk, {"induk_lini": induk.lini_id}, by=None)


def test_isi_awal_dari_tahun_lalu_dan_perilakunya(dunia):
    from skp.models import TemplatLampiran

    with jam.pada(dt.datetime(2025, 1, 6, 9, tzinfo=jam.WITA)):
        lalu = p.KabupatenSKP(dunia.k, p.siklus(2025))
        lama = p.skp_draf(lalu, dunia.k.kadis)
        isi.ubah_perilaku(lama.perilaku.get(nilai="LOYAL"), "Hadir tepat waktu", by=None)
        p.tetapkan(lalu, p.penetapan.ajukan(lama, by=dunia.akun(dunia.k.kadis)))
    TemplatLampiran.objects.create(unit=dunia.k.dinas, jenis="KONSEKUENSI", urut=1, uraian="Teguran lisan")
    TemplatLampiran.objects.create(unit=dunia.k.akar, jenis="KONSEKUENSI", urut=1, uraian="Dari kabupaten")
    versi = susun.buka_skp(dunia.k.kadis, dunia.siklus, by=None)
    assert versi.rhk.get().uraian == lama.rhk.get().uraian
    assert versi.rhk.get().lini_id != lama.rhk.get().lini_id
    assert versi.rhk.get().iki.get().manual.definisi
    assert versi.perilaku.get(nilai="LOYAL").ekspektasi == "Hadir tepat waktu"
    assert list(versi.lampiran.values_list("uraian", flat=True)) == ["Teguran lisan"]


def test_isi_awal_dari_pustaka_jabatan(dunia):
    from skp.models import PustakaIKI, PustakaRHK

    pus = PustakaRHK.objects.create(
        nama_jabatan="Perawat Ahli Muda", nama_urut="perawat ahli muda", uraian="Meningkatnya mutu asuhan", keluaran="OUTPUT"
    )
    PustakaIKI.objects.create(pustaka=pus, urut=1, aspek="KUALITAS", uraian="Kepatuhan asuhan", target_teks="95", satuan="%")
    versi = susun.buka_skp(dunia.k.jf, dunia.siklus, by=None)
    assert (versi.rhk.get().uraian, versi.rhk.get().iki.get().target) == ("Meningkatnya mutu asuhan", "95%")


def test_calon_rekan_hanya_yang_terbuka(dunia):
    milik_rekan = p.skp_ditetapkan(dunia, dunia.k.rekan).rhk.get()
    draf = p.skp_kosong(dunia, dunia.k.pelaksana)
    baru = isi.ambil_calon(draf, "rekan", milik_rekan.pk, by=dunia.akun(dunia.k.pelaksana))
    assert (baru.uraian, baru.induk_lini_id) == (milik_rekan.uraian, None)
    jauh = p.skp_kosong(dunia, dunia.k.orang_luar)
    with pytest.raises(TidakBoleh):
        isi.ambil_calon(jauh, "rekan", milik_rekan.pk, by=dunia.akun(dunia.k.orang_luar))


# -- cost


def _query(lakukan):
    with CaptureQueriesContext(connection) as tangkap:
        lakukan()
    return [q["sql"] for q in tangkap if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]


def test_menyimpan_satu_isian_paling_banyak_enam_query(dunia, rhk, saya):
    iki = isi.tambah_iki(rhk, by=saya, uraian="x", target_teks="1")

    def simpan_rhk():
        baris = access.get_rhk(saya, rhk.pk, "isi")
        isi.ubah_rhk(baris, {"uraian": "Kalimat baru"}, by=saya, sunting=baris.sunting)

    def simpan_iki():
        baris = access.get_iki(saya, iki.pk, "isi")
        isi.ubah_iki(baris, {"target_teks": "9"}, by=saya, sunting=baris.sunting)

    assert len(_query(simpan_rhk)) <= 6
    assert len(_query(simpan_iki)) <= 6


def test_isi_versi_tetap_berapa_pun_barisnya(dunia, saya):
    atas = p.skp_ditetapkan(dunia, dunia.k.kabid).rhk.get()
    versi = p.skp_kosong(dunia, dunia.k.kasi)
    p.isi_rhk(versi, induk=atas)
    satu = len(_query(lambda: isi_versi(versi)))
    for _ in range(11):
        r = p.isi_rhk(versi, induk=atas)
        for _ in range(3):
            p.isi_iki(r)
    banyak = _query(lambda: isi_versi(versi))
    assert len(banyak) == satu <= 8
    assert len(isi_versi(versi).rhk) == 12
    assert IKI.objects.filter(rhk__versi=versi).count() == 12 * 4 - 3
    assert VersiSKP.objects.get(pk=versi.pk).sunting > 0

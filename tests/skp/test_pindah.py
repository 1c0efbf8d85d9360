"""People who move, leave and come back: what closes, what opens, what goes with them, and who is not chased."""

import datetime as dt

import pytest

from kinerja.layanan.models import Berkas, Pekerjaan
from kinerja.organisasi.models import HubunganPenilai, Pegawai, Penugasan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, TidakBoleh
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.rentang import sejak
from kinerja.siklus.models import Tenggat
from skp.actions import calon, isi, pindah, susun
from skp.enums import BentukSKP, KeadaanPerencanaan, SebabSKP
from skp.models import SKP, BerkasSKP, VersiSKP
from skp.queries import keadaan_orang
from tests import pabrik
from tests.skp import pabrik as p

D = dt.date
JULI = dt.datetime(2026, 7, 6, 9, tzinfo=jam.WITA)


def pindahkan(orang, ke, jabatan="Analis Kesehatan", jenis="PELAKSANA", **lain):
    """Another definitive post from July on."""
    tanggal = D(2026, 7, 1)
    lama = Penugasan.objects.get(pegawai=orang, sifat="DEFINITIF", berlaku__contains=tanggal)
    lama.berlaku = sejak(lama.berlaku.lower, tanggal)
    lama.save()
    return pabrik.penugasan(orang, ke, jabatan, jenis, sejak=tanggal, **lain)


def skp_milik(orang):
    return list(SKP.objects.filter(pegawai=orang).order_by("rentang"))


# -- where an SKP begins


def test_skp_setahun_penuh_dengan_jam(dunia):
    versi = susun.buka_skp(dunia.k.pelaksana, dunia.siklus, by=dunia.akun(dunia.k.pelaksana))
    skp = versi.skp
    assert (skp.mulai, skp.sampai, skp.sebab, skp.bentuk) == (D(2026, 1, 1), D(2026, 12, 31), "AWAL_TAHUN", "JA_JF")
    assert versi.perilaku.count() == 7
    assert Tenggat.objects.get(jenis="skp_ajukan", objek_id=skp.pk).batas == D(2026, 1, 15)
    assert susun.buka_skp(dunia.k.pelaksana, dunia.siklus, by=None).pk == versi.pk


def test_cpns_dan_pppk_sejak_spmt(dunia):
    for status in ("CPNS", "PPPK"):
        orang = pabrik.pegawai(status=status)
        pabrik.penugasan(orang, dunia.k.seksi, sejak=D(2026, 4, 1))
        with jam.pada(JULI):
            versi = susun.buka_skp(orang, dunia.siklus, by=None)
        assert (versi.skp.mulai, versi.skp.sebab) == (D(2026, 4, 1), "MASUK")
        assert Tenggat.objects.get(jenis="skp_ajukan", objek_id=versi.skp_id).batas == D(2026, 4, 15)


@pytest.mark.parametrize(
    ("siapa", "kata"),
    [
        ("guru", "Ruang GTK"),
        ("kepsek", "Ruang GTK"),
        ("bupati", "Kepala daerah"),
        ("tubel", "Tugas belajar"),
        ("tanpa", "penugasan"),
    ],
)
def test_yang_tidak_menyusun_ditolak_dengan_sebab(dunia, siapa, kata):
    if siapa == "tubel":
        orang = dunia.k.rekan
        pabrik.masa_khusus(orang, "TUBEL", sejak=D(2025, 9, 1))
    else:
        orang = pabrik.pegawai() if siapa == "tanpa" else getattr(dunia.k, siapa)
    with pytest.raises(Ditolak, match=kata):
        susun.buka_skp(orang, dunia.siklus, by=None)
    hasil = keadaan_orang([orang.pk], dunia.siklus, jam.hari_ini())[orang.pk]
    assert hasil.nilai in (KeadaanPerencanaan.DIKECUALIKAN, KeadaanPerencanaan.DI_RUANG_GTK)


def test_cuti_tidak_mengecualikan(dunia):
    pabrik.masa_khusus(dunia.k.rekan, "CUTI", sejak=D(2025, 12, 1))
    assert susun.buka_skp(dunia.k.rekan, dunia.siklus, by=None).pk


def test_guru_menyusun_bila_parameternya_tidak(dunia):
    from kinerja.siklus.models import Parameter

    nilai = Parameter.objects.get(definisi__nama="guru_dikelola_ruang_gtk")
    Parameter.objects.filter(pk=nilai.pk).update(dicabut_pada=jam.sekarang())
    Parameter.objects.create(
        definisi=nilai.definisi, nilai=False, satuan=nilai.satuan, dasar_hukum="x", keyakinan="RANCANGAN", alasan="uji",
        berlaku=sejak(D(2026, 1, 1)), dibuat_pada=jam.sekarang(),
    )  # fmt: skip
    assert susun.buka_skp(dunia.k.guru, dunia.siklus, by=None).skp.bentuk == BentukSKP.JA_JF


def test_yang_boleh_membuka(dunia):
    for orang in (dunia.k.rekan, dunia.k.orang_luar):
        with pytest.raises(TidakBoleh):
            susun.buka_skp(dunia.k.pelaksana, dunia.siklus, by=dunia.akun(orang))
    assert not SKP.objects.filter(pegawai=dunia.k.pelaksana).exists()
    susun.buka_skp(dunia.k.pelaksana, dunia.siklus, by=dunia.akun(dunia.k.kasi))
    susun.buka_skp(dunia.k.jf, dunia.siklus, by=p.petugas(dunia))


# -- moving


def test_pindah_menutup_yang_lama_dan_membuka_yang_baru(dunia):
    lama = p.skp_ditetapkan(dunia, dunia.k.pelaksana)
    with jam.pada(JULI):
        pindahkan(dunia.k.pelaksana, dunia.k.bidang)
        assert pindah.ikuti_pindah() == 1
        assert pindah.ikuti_pindah() == 0
    satu, dua = skp_milik(dunia.k.pelaksana)
    assert (satu.sampai, dua.mulai, dua.sampai) == (D(2026, 6, 30), D(2026, 7, 1), D(2026, 12, 31))
    assert (dua.sebab, dua.asal_id, dua.penugasan.unit) == (SebabSKP.PINDAH, satu.pk, dunia.k.bidang)
    lama.refresh_from_db()
    assert (lama.status, lama.penilai) == ("DITETAPKAN", dunia.k.kasi)
    assert Tenggat.objects.get(jenis="skp_ajukan", objek_id=dua.pk).batas == D(2026, 7, 15)
    assert "Analis Kesehatan" in Peristiwa.objects.get(nama="skp.ditutup").data["sebab"]


def test_rhk_yang_dipilih_ikut_dengan_indikatornya(dunia):
    lama = p.skp_ditetapkan(dunia, dunia.k.pelaksana)
    with jam.pada(JULI):
        pindahkan(dunia.k.pelaksana, dunia.k.bidang)
        pindah.ikuti_pindah()
        baru = VersiSKP.objects.get(skp__asal=lama.skp)
        rhk = lama.rhk.get()
        akun = dunia.akun(dunia.k.pelaksana)
        hasil = calon.ambil(baru, calon.SEBELUMNYA, rhk.pk, by=akun)
        assert calon.ambil(baru, calon.SEBELUMNYA, rhk.pk, by=akun) == hasil
        with pytest.raises(Ditolak, match="sudah tidak ada"):
            calon.ambil(baru, calon.SEBELUMNYA, p.rhk_utama(dunia.k.kasi).pk, by=akun)
    assert [(c.label, c.sudah) for c in calon.semua(baru) if c.sumber == "sebelumnya"] == [("Dari SKP sebelum pindah", True)]
    assert hasil.uraian == rhk.uraian
    assert (hasil.induk_lini_id, hasil.lini.skp_id) == (None, baru.skp_id)
    assert hasil.iki.get().uraian == rhk.iki.get().uraian


def test_jabatan_sama_unit_sama_tidak_menutup(dunia):
    versi = p.skp_kosong(dunia, dunia.k.pelaksana)
    with jam.pada(JULI):
        baru = pindahkan(dunia.k.pelaksana, dunia.k.seksi, "Pengadministrasi Perkantoran")
        pindah.ikuti_pindah()
    assert skp_milik(dunia.k.pelaksana) == [versi.skp]
    assert SKP.objects.get(pk=versi.skp_id).penugasan == baru


def test_naik_menjadi_jpt_berganti_formulir(dunia):
    p.skp_kosong(dunia, dunia.k.kabid)
    with jam.pada(JULI):
        pindahkan(dunia.k.kabid, dunia.k.dinas_lain, "Kepala Dinas", "JPT_PRATAMA")
        pindah.ikuti_pindah()
    assert [s.bentuk for s in skp_milik(dunia.k.kabid)] == ["JA_JF", "JPT"]


def test_pergi_dan_kembali(dunia):
    p.skp_ditetapkan(dunia, dunia.k.pelaksana)
    masa = pabrik.masa_khusus(dunia.k.pelaksana, "CLTN", sejak=D(2026, 5, 1), sampai=D(2026, 7, 1))
    with jam.pada(dt.datetime(2026, 5, 4, 9, tzinfo=jam.WITA)):
        assert pindah.ikuti_pindah() == 1
        assert [s.sampai for s in skp_milik(dunia.k.pelaksana)] == [D(2026, 4, 30)]
        assert pindah.ikuti_pindah() == 0
    assert masa.get_jenis_display() in Peristiwa.objects.get(nama="skp.ditutup").data["sebab"]
    with jam.pada(JULI):
        assert pindah.ikuti_pindah() == 1
        assert pindah.ikuti_pindah() == 0
    _, dua = skp_milik(dunia.k.pelaksana)
    assert (dua.mulai, dua.sebab) == (D(2026, 7, 1), "KEMBALI")


def test_berhenti_menutup_tanpa_membuka(dunia):
    p.skp_kosong(dunia, dunia.k.pelaksana)
    Pegawai.objects.filter(pk=dunia.k.pelaksana.pk).update(berhenti_sejak=D(2026, 6, 1))
    with jam.pada(JULI):
        assert pindah.ikuti_pindah() == 1
        assert pindah.ikuti_pindah() == 0
    assert [s.sampai for s in skp_milik(dunia.k.pelaksana)] == [D(2026, 5, 31)]
    assert not Tenggat.objects.filter(pemegang=dunia.k.pelaksana, selesai_pada=None).exists()


def test_plt_menjadi_rhk_bertanda_dalam_skp_definitif(dunia):
    versi = p.skp_kosong(dunia, dunia.k.sekretaris)
    plt = pabrik.penugasan(dunia.k.sekretaris, dunia.k.bidang, "Kepala Bidang", "ADMINISTRATOR", sifat="PLT")
    rhk = pindah.tambah_tugas_plt(versi, plt, "Terselenggaranya layanan bidang", by=dunia.akun(dunia.k.sekretaris))
    assert (rhk.untuk_plt, rhk.jenis) == (True, "TAMBAHAN")
    assert rhk.penugasan_dari == f"surat {plt.sk} sebagai Plt. Kepala Bidang"
    pindah.ikuti_pindah()
    assert len(skp_milik(dunia.k.sekretaris)) == 1
    with pytest.raises(Ditolak, match="Plt"):
        pindah.tambah_tugas_plt(versi, Penugasan.objects.get(pegawai=dunia.k.kabid), "x", by=None)


def test_pindahan_instansi_menyimpan_berkas_evaluasinya(dunia):
    versi = p.skp_kosong(dunia, dunia.k.pelaksana, sebab=SebabSKP.PINDAH_INSTANSI)
    berkas = Berkas.objects.create(
        isi="x.pdf", nama="evaluasi.pdf", jenis="application/pdf", ukuran=1, sha256="0" * 64, untuk=pindah.UNTUK_BERKAS,
        dibuat_pada=jam.sekarang(),
    )  # fmt: skip
    with pytest.raises(TidakBoleh):
        pindah.lampirkan_berkas(versi.skp, berkas, "Evaluasi", by=dunia.akun(dunia.k.rekan))
    with pytest.raises(Ditolak, match="berkas apa"):
        pindah.lampirkan_berkas(versi.skp, berkas, " ", by=dunia.akun(dunia.k.pelaksana))
    pindah.lampirkan_berkas(versi.skp, berkas, "Dokumen Evaluasi Kemenkes", by=dunia.akun(dunia.k.pelaksana))
    assert BerkasSKP.objects.get(skp=versi.skp).berkas == berkas
    from kinerja.plumbing.daftar import JENIS_BERKAS

    boleh = JENIS_BERKAS[pindah.UNTUK_BERKAS].boleh
    assert boleh(dunia.akun(dunia.k.kasi), berkas)
    assert not boleh(dunia.akun(dunia.k.orang_luar), berkas)


# -- for everybody, and by the unit


def test_pekerjaan_membuka_bagi_semua_yang_wajib_dan_dapat_diulang(dunia):
    pabrik.masa_khusus(dunia.k.rekan, "TUBEL", sejak=D(2025, 9, 1))
    kerja = Pekerjaan.objects.create(jenis=susun.BUKA_SIKLUS, masukan={"siklus": dunia.siklus.pk}, dibuat_pada=jam.sekarang())
    susun.jalankan_buka_siklus(kerja, lambda *_: None)
    punya = set(SKP.objects.values_list("pegawai_id", flat=True))
    assert {dunia.k.kadis.pk, dunia.k.kasi.pk, dunia.k.pelaksana.pk, dunia.k.sekda.pk} <= punya
    assert not {dunia.k.rekan.pk, dunia.k.guru.pk, dunia.k.bupati.pk} & punya
    assert kerja.hasil["dibuka"] == len(punya)
    susun.jalankan_buka_siklus(kerja, lambda *_: None)
    assert SKP.objects.count() == len(punya)
    assert kerja.hasil["dibuka"] == 0


def test_skp_pengganti_mati_sampai_diaktifkan(dunia):
    from kinerja.siklus.models import Parameter

    admin = pabrik.akun(dunia.k.sekretaris, "ADMIN_UNIT", di=dunia.k.dinas)
    with jam.pada(dt.datetime(2026, 1, 20, 9, tzinfo=jam.WITA)), pytest.raises(Ditolak, match="tidak dipakai"):
        susun.susun_pengganti(dunia.k.pelaksana, dunia.siklus, by=admin)
    Parameter.objects.filter(definisi__nama="skp_pengganti_aktif").update(dicabut_pada=jam.sekarang())
    nilai = Parameter.objects.filter(definisi__nama="skp_pengganti_aktif").first()
    Parameter.objects.create(
        definisi=nilai.definisi, nilai=True, satuan=nilai.satuan, dasar_hukum="x", keyakinan="RANCANGAN", alasan="uji",
        berlaku=sejak(D(2026, 1, 1)), dibuat_pada=jam.sekarang(),
    )  # fmt: skip
    with pytest.raises(Ditolak, match="15 Januari"):
        susun.susun_pengganti(dunia.k.pelaksana, dunia.siklus, by=admin)
    with jam.pada(dt.datetime(2026, 1, 20, 9, tzinfo=jam.WITA)):
        versi = susun.susun_pengganti(dunia.k.pelaksana, dunia.siklus, by=admin)
        assert versi.pengganti
        isi.tambah_rhk(versi, by=admin, jenis="UTAMA", uraian="Oleh unit")
        with pytest.raises(TidakBoleh):
            p.penetapan.ajukan(versi, by=admin)
        p.skp_kosong(dunia, dunia.k.jf)
        with pytest.raises(Ditolak, match="sudah menyusun"):
            susun.susun_pengganti(dunia.k.jf, dunia.siklus, by=admin)


def test_meja_mengikuti_penilai_baru(dunia):
    versi = p.skp_draf(dunia, dunia.k.pelaksana)
    HubunganPenilai.objects.filter(pegawai=dunia.k.pelaksana).update(penilai=dunia.k.kabid, atasan_penilai=None)
    pindah.dengar_penilai_berubah(Peristiwa(objek_id=dunia.k.pelaksana.pk))
    assert VersiSKP.objects.get(pk=versi.pk).penilai == dunia.k.kabid
    HubunganPenilai.objects.filter(pegawai=dunia.k.pelaksana).delete()
    pindah.dengar_penilai_berubah(Peristiwa(objek_id=dunia.k.pelaksana.pk))
    assert VersiSKP.objects.get(pk=versi.pk).penilai is None


# -- the screens


def test_layar_membuka_siklus_melalui_pekerjaan(dunia):
    from skp.langkah_awal import langkah_skp
    from tests.pemeran import masuk

    assert langkah_skp()[0] is False
    klien = masuk(p.petugas(dunia))
    assert klien.post("/skp/buka/", {"siklus": ""}).status_code == 422
    jawab = klien.post("/skp/buka/", {"siklus": dunia.siklus.pk})
    kerja = Pekerjaan.objects.get(jenis=susun.BUKA_SIKLUS)
    assert jawab.status_code == 302
    assert kerja.masukan == {"siklus": dunia.siklus.pk}
    klien.post("/skp/buka/", {"siklus": dunia.siklus.pk})
    assert Pekerjaan.objects.filter(jenis=susun.BUKA_SIKLUS).count() == 1
    susun.jalankan_buka_siklus(kerja, lambda *_: None)
    assert langkah_skp()[0] is True


def test_layar_plt_dan_berkas(dunia):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.pemeran import masuk

    versi = p.skp_kosong(dunia, dunia.k.sekretaris)
    plt = pabrik.penugasan(dunia.k.sekretaris, dunia.k.bidang, "Kepala Bidang", "ADMINISTRATOR", sifat="PLT")
    klien = masuk(dunia.akun(dunia.k.sekretaris))
    jawab = klien.post(f"/skp/versi/{versi.pk}/plt/", {"penugasan": plt.pk, "uraian": "Terselenggaranya layanan bidang"})
    assert jawab.url == f"/skp/versi/{versi.pk}/sunting/"
    assert versi.rhk.get().untuk_plt
    pdf = SimpleUploadedFile("evaluasi.pdf", b"%PDF-1.4 isi %%EOF", content_type="application/pdf")
    jawab = klien.post(f"/skp/{versi.skp_id}/berkas/", {"keterangan": "Dokumen Evaluasi", "berkas": pdf})
    assert jawab.status_code == 302
    assert b"evaluasi.pdf" in klien.get(f"/skp/{versi.skp_id}/berkas/").content


def test_pindahan_instansi_ditandai_bersama_berkasnya(dunia):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.pemeran import masuk

    klien = masuk(p.petugas(dunia))
    masuknya = p.skp_kosong(dunia, dunia.k.pelaksana, mulai=D(2026, 3, 1)).skp
    assert masuknya.sebab == SebabSKP.MASUK
    awal = p.skp_kosong(dunia, dunia.k.jf).skp

    def kirim(skp):
        pdf = SimpleUploadedFile("evaluasi.pdf", b"%PDF-1.4 isi %%EOF", content_type="application/pdf")
        isian = {"keterangan": "Dokumen Evaluasi", "berkas": pdf, "pindah_instansi": "on"}
        assert klien.post(f"/skp/{skp.pk}/berkas/", isian).status_code == 302
        return SKP.objects.get(pk=skp.pk).sebab

    assert b"pindahan dari instansi lain" in klien.get(f"/skp/{masuknya.pk}/berkas/").content
    assert kirim(masuknya) == SebabSKP.PINDAH_INSTANSI
    assert b"pindahan dari instansi lain" not in klien.get(f"/skp/{awal.pk}/berkas/").content
    assert kirim(awal) == SebabSKP.AWAL_TAHUN
    with pytest.raises(Ditolak, match="mulai karena awal tahun"):
        pindah.tandai_pindah_instansi(awal, by=p.petugas(dunia))
    with pytest.raises(TidakBoleh):
        pindah.tandai_pindah_instansi(masuknya, by=dunia.akun(dunia.k.rekan))


def test_layar_pengganti_menyebut_mengapa_tidak(dunia):
    from tests.pemeran import masuk

    admin = pabrik.akun(dunia.k.sekretaris, "ADMIN_UNIT", di=dunia.k.dinas)
    jawab = masuk(admin).post(f"/skp/pegawai/{dunia.k.pelaksana.pk}/pengganti/", {"siklus": dunia.siklus.pk})
    assert jawab.status_code == 422
    assert "tidak dipakai" in jawab.content.decode()

"""Acts on a matrix through the real tables: opening, rows, columns, cells, paste, steps, and what a leader's change does."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from kinerja.layanan.models import Pesan
from kinerja.organisasi.actions.tim import bentuk_tim
from kinerja.organisasi.enums import Peran
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import Peristiwa
from skp import access
from skp.actions import calon, isi, penetapan, susun
from skp.actions import mpph as tindakan
from skp.actions.dasar import Bentrok
from skp.actions.mpph_sel import tempel, tulis_sel, tulis_silang, ubah_sel
from skp.daftar_mpph import kabari_matriks
from skp.enums import StatusMPPH
from skp.models import MPPH, RHK, BarisMPPH, KolomMPPH, LangkahMPPH, PerjanjianKinerja, SelMPPH, Simpul
from skp.mpph_calon import calon_dari_mpph
from skp.queries_mpph import calon_pk, skp_matriks, susun_matriks
from tests import pabrik
from tests.skp.pabrik import AWAL, isi_iki, isi_rhk, petugas, skp_diajukan, skp_draf, tetapkan

HARI = AWAL.date()


@pytest.fixture
def versi(dunia):
    """The draft of the kasi with two RHK utama."""
    v = skp_draf(dunia, dunia.k.kasi, penuh=False)
    RHK.objects.filter(versi=v).delete()
    isi_rhk(v, "Meningkatnya mutu layanan kesehatan primer")
    isi_rhk(v, "Menurunnya angka stunting")
    return v


@pytest.fixture
def pimpinan(dunia):
    return dunia.akun(dunia.k.kasi)


@pytest.fixture
def mpph(versi, pimpinan):
    return tindakan.buka_mpph(versi.skp, by=pimpinan)


def kunci(mpph, nomor=0) -> str:
    return matriks(mpph).kolom[nomor].kunci


def matriks(mpph):
    return susun_matriks(skp_matriks().get(pk=mpph.skp_id))


def baris(mpph, orang, **lain) -> BarisMPPH:
    return BarisMPPH.objects.get(mpph=mpph, pegawai=orang, **lain)


def teks(mpph, orang, nomor=0) -> list[str]:
    m = matriks(mpph)
    return [i.uraian for i in m.sel(baris(mpph, orang).pk, m.kolom[nomor].kunci)]


def penuhi(mpph, by):
    """Everybody gets a role, every column a cell."""
    for b in mpph.baris.all():
        tulis_silang(b, kunci(mpph), f"Tersusunnya laporan {b.pk}", by=by)
    tulis_silang(mpph.baris.first(), kunci(mpph, 1), "Terlaksananya pemantauan", by=by)


# -- opening


def test_kolom_dari_rhk_utama_dan_baris_dari_bawahan_hari_ini(dunia, mpph):
    m = matriks(mpph)
    assert [k.judul for k in m.kolom] == ["Meningkatnya mutu layanan kesehatan primer", "Menurunnya angka stunting"]
    assert {b.orang for b in m.baris} == {dunia.k.jf.pk, dunia.k.pelaksana.pk, dunia.k.rekan.pk}
    assert baris(mpph, dunia.k.jf).penugasan.jabatan.nama == "Perawat Ahli Muda"
    assert LangkahMPPH.objects.get(mpph=mpph).tindakan == "buka"


def test_matriks_dibuka_sekali(mpph, versi, pimpinan):
    assert tindakan.buka_mpph(versi.skp, by=pimpinan) == mpph
    assert LangkahMPPH.objects.filter(mpph=mpph).count() == 1


def test_tanpa_rhk_utama_matriks_belum_dapat_dibuka(dunia, versi, pimpinan):
    RHK.objects.filter(versi=versi).update(jenis="TAMBAHAN")
    with pytest.raises(Ditolak, match="Isi RHK utama"):
        tindakan.buka_mpph(versi.skp, by=pimpinan)


def test_orang_lain_tidak_membuka_matriks(dunia, versi):
    with pytest.raises(TidakBoleh):
        tindakan.buka_mpph(versi.skp, by=dunia.akun(dunia.k.jf))


def test_tim_di_unit_pimpinan_menjadi_baris_dengan_anggotanya(dunia, versi, pimpinan):
    k = dunia.k
    bentuk_tim(k.seksi, "Tim Stunting", k.jf, mulai=HARI, sampai=None, sk="800/1", anggota=[k.rekan, k.orang_luar], by=None)
    m = matriks(tindakan.buka_mpph(versi.skp, by=pimpinan))
    tim = next(b for b in m.baris if b.tim)
    assert (tim.nama, tim.orang) == ("Tim Stunting", k.jf.pk)
    anggota = [b for b in m.baris if b.induk == tim.id]
    assert {(b.orang, b.lintas_unit) for b in anggota} == {(k.rekan.pk, False), (k.orang_luar.pk, True)}
    posisi = [b.id for b in m.baris]
    assert posisi.index(anggota[0].id) == posisi.index(tim.id) + 1


# -- rows


def test_pegawai_unit_lain_ditandai_lintas_unit(dunia, mpph, pimpinan):
    (b,) = tindakan.tambah_baris(mpph, [dunia.k.orang_luar, dunia.k.jf], by=pimpinan)
    assert (b.pegawai, b.lintas_unit) == (dunia.k.orang_luar, True)


def test_pimpinan_sendiri_dan_yang_berhenti_tidak_menjadi_baris(dunia, mpph, pimpinan):
    with pytest.raises(Ditolak, match="Anda sendiri"):
        tindakan.tambah_baris(mpph, [dunia.k.kasi], by=pimpinan)
    pergi = pabrik.staf(dunia.k.seksi, "Sudah Pensiun", berhenti_sejak=HARI)
    with pytest.raises(Ditolak, match="sudah berhenti"):
        tindakan.tambah_baris(mpph, [pergi], by=pimpinan)


def test_menghapus_baris_tim_membawa_anggota_dan_selnya(dunia, versi, pimpinan):
    k = dunia.k
    bentuk_tim(k.seksi, "Tim", k.jf, mulai=HARI, sampai=None, sk="800/1", anggota=[k.rekan], by=None)
    mpph = tindakan.buka_mpph(versi.skp, by=pimpinan)
    tim = BarisMPPH.objects.get(mpph=mpph, tim__isnull=False)
    tulis_sel(BarisMPPH.objects.get(induk=tim), kunci(mpph), "Tersusunnya data", by=pimpinan)
    tindakan.hapus_baris(tim, by=pimpinan)
    assert not BarisMPPH.objects.filter(mpph=mpph, induk__isnull=False).exists()
    assert SelMPPH.objects.count() == 0
    assert LangkahMPPH.objects.filter(mpph=mpph, tindakan="hapus_baris", catatan__contains="1 peran").exists()


def test_ketua_tim_hanya_mengisi_baris_anggotanya(dunia, versi, pimpinan):
    k = dunia.k
    bentuk_tim(k.seksi, "Tim", k.jf, mulai=HARI, sampai=None, sk="800/1", anggota=[k.rekan], by=None)
    mpph = tindakan.buka_mpph(versi.skp, by=pimpinan)
    tim, ketua = BarisMPPH.objects.get(mpph=mpph, tim__isnull=False), dunia.akun(k.jf)
    anggota = BarisMPPH.objects.get(induk=tim)
    assert tulis_silang(anggota, kunci(mpph), "Tersusunnya data", by=ketua)[0].uraian == "Tersusunnya data"
    assert tindakan.tambah_baris(mpph, [k.orang_luar], by=ketua, induk=tim)[0].induk == tim
    for lain in (tim, baris(mpph, k.jf), baris(mpph, k.pelaksana)):
        with pytest.raises(TidakBoleh):
            tulis_silang(lain, kunci(mpph), "Bukan haknya", by=ketua)
    with pytest.raises(TidakBoleh):
        tindakan.tambah_baris(mpph, [k.guru], by=ketua)


# -- columns


def test_kolom_iki_di_samping_rhk_nya(versi, mpph, pimpinan):
    iki = versi.rhk.get(uraian__startswith="Meningkatnya").iki.get()
    tindakan.tambah_kolom(mpph, iki, by=pimpinan)
    tindakan.tambah_kolom(mpph, iki, by=pimpinan)
    m = matriks(mpph)
    assert [k.lini_iki for k in m.kolom] == [None, iki.lini_id, None]
    tulis_silang(mpph.baris.first(), m.kolom[1].kunci, "Tersurveinya 200 responden", by=pimpinan)
    assert [k.nomor for k in matriks(mpph).tanpa_pendukung] == ["RHK 2"]
    tindakan.hapus_kolom(mpph, m.kolom[1].kunci, by=pimpinan)
    assert len(matriks(mpph).kolom) == 2


def test_kolom_rhk_utama_tidak_dihapus_melainkan_ditandai_sendiri(mpph, pimpinan):
    with pytest.raises(Ditolak, match="dikerjakan sendiri"):
        tindakan.hapus_kolom(mpph, kunci(mpph), by=pimpinan)
    tindakan.tandai_sendiri(mpph, kunci(mpph), True, by=pimpinan)
    assert [k.nomor for k in matriks(mpph).tanpa_pendukung] == ["RHK 2"]
    tindakan.tandai_sendiri(mpph, kunci(mpph), False, by=pimpinan)
    assert len(matriks(mpph).tanpa_pendukung) == 2


def test_iki_milik_orang_lain_ditolak(dunia, mpph, pimpinan):
    lain = isi_rhk(skp_draf(dunia, dunia.k.kabid, penuh=False)).iki.get()
    with pytest.raises(Ditolak, match="tidak ada pada RHK utama"):
        tindakan.tambah_kolom(mpph, lain, by=pimpinan)


# -- the leader's SKP changes


def test_rhk_baru_pimpinan_tampak_tanpa_menulis_dan_dapat_diisi(versi, mpph, pimpinan):
    isi_rhk(versi, "Terkendalinya penyakit menular")
    assert KolomMPPH.objects.filter(mpph=mpph).count() == 2
    m = matriks(mpph)
    assert (m.kolom[2].judul, m.kolom[2].id) == ("Terkendalinya penyakit menular", None)
    tulis_silang(mpph.baris.first(), m.kolom[2].kunci, "Terlaksananya surveilans", by=pimpinan)
    assert KolomMPPH.objects.filter(mpph=mpph).count() == 3


def test_rhk_yang_dihapus_dicoret_dan_isinya_menunggu_putusan(dunia, versi, mpph, pimpinan):
    b = baris(mpph, dunia.k.jf)
    lama, lain = kunci(mpph, 1), kunci(mpph, 0)
    tulis_silang(b, lama, "Terlaksananya pemantauan", by=pimpinan)
    isi.hapus_rhk(versi.rhk.get(uraian="Menurunnya angka stunting"), by=None)
    m = matriks(mpph)
    assert [(k.judul, k.hilang) for k in m.kolom][-1] == ("RHK ini sudah dihapus dari SKP", True)
    assert [i.uraian for i in m.sel(b.pk, lama)] == ["Terlaksananya pemantauan"]
    with pytest.raises(Ditolak, match="tidak ada lagi di SKP"):
        tulis_silang(b, lama, "Yang lain", by=pimpinan)
    assert tindakan.pindah_kolom(mpph, lama, lain, by=pimpinan) == 1
    assert teks(mpph, dunia.k.jf) == ["Terlaksananya pemantauan"]
    assert len(matriks(mpph).kolom) == 1


def test_perubahan_rhk_yang_ditetapkan_tampak_dan_tidak_mengganti_sel(dunia):
    k = dunia.k
    v1 = tetapkan(dunia, skp_diajukan(dunia, k.kasi))
    by = dunia.akun(k.kasi)
    mpph = tindakan.buka_mpph(v1.skp, by=by)
    b = baris(mpph, k.jf)
    for x in mpph.baris.all():
        tulis_silang(x, kunci(mpph), f"Tersusunnya bagian {x.pk}", by=by)
    tindakan.sepakati(mpph, HARI, by=by)
    v2 = susun.buka_versi(v1.skp, "Target berubah", by=by)
    r = v2.rhk.first()
    isi.ubah_rhk(r, {"uraian": "Meningkatnya mutu layanan rawat jalan"}, by=by, sunting=r.sunting)
    skp = skp_matriks().get(pk=v1.skp_id)
    assert skp.versi_nanti is True
    assert matriks(mpph).kolom[0].judul != "Meningkatnya mutu layanan rawat jalan"
    tetapkan(dunia, penetapan.ajukan(v2, by=by))
    kolom = matriks(mpph).kolom[0]
    assert (kolom.judul, kolom.berubah) == ("Meningkatnya mutu layanan rawat jalan", True)
    assert teks(mpph, k.jf) == [f"Tersusunnya bagian {b.pk}"]


# -- cells


def test_beberapa_peran_dalam_satu_sel_dan_identitasnya_bertahan(dunia, mpph, pimpinan):
    b = baris(mpph, dunia.k.jf)
    dua = tulis_silang(b, kunci(mpph), "Tersusunnya A\nTersusunnya B", by=pimpinan)
    lagi = tulis_silang(b, kunci(mpph), "Tersusunnya C\nTersusunnya B\nTersusunnya A2", by=pimpinan)
    assert [s.uraian for s in lagi] == ["Tersusunnya C", "Tersusunnya B", "Tersusunnya A2"]
    assert lagi[1].pk == dua[1].pk
    assert lagi[0].pk == dua[0].pk
    assert [s.urut for s in lagi] == [1, 2, 3]
    assert tulis_silang(b, kunci(mpph), "", by=pimpinan) == []


def test_urutan_baris_dapat_ditukar(dunia, mpph, pimpinan):
    b = baris(mpph, dunia.k.jf)
    satu, dua = tulis_silang(b, kunci(mpph), "A\nB", by=pimpinan)
    assert [s.pk for s in tulis_silang(b, kunci(mpph), "B\nA", by=pimpinan)] == [dua.pk, satu.pk]


def test_layar_yang_tertinggal_mendapat_kedua_isian(dunia, mpph, pimpinan):
    b = baris(mpph, dunia.k.jf)
    tulis_silang(b, kunci(mpph), "Versi pertama", by=pimpinan, dikenal="")
    with pytest.raises(Bentrok) as bentrok:
        tulis_silang(b, kunci(mpph), "Versi lain", by=pimpinan, dikenal="")
    assert (bentrok.value.milik_kini, bentrok.value.kiriman) == ({"teks": "Versi pertama"}, {"teks": "Versi lain"})
    assert teks(mpph, dunia.k.jf) == ["Versi pertama"]


def test_isian_yang_sama_dua_kali_tiba_sekali(dunia, mpph, pimpinan):
    b = baris(mpph, dunia.k.jf)
    (satu,) = tulis_silang(b, kunci(mpph), "Tersusunnya A", by=pimpinan, dikenal="")
    (lagi,) = tulis_silang(b, kunci(mpph), "Tersusunnya A", by=pimpinan, dikenal="")
    assert (lagi.pk, lagi.sunting) == (satu.pk, 0)


def test_satu_sel_diubah_dan_dihapus_dengan_hitungannya(dunia, mpph, pimpinan):
    s = tulis_sel(baris(mpph, dunia.k.jf), kunci(mpph), "Tersusunnya A", by=pimpinan, keluaran="OUTPUT")
    s = ubah_sel(s, {"uraian": "Tersusunnya  B"}, by=pimpinan, sunting=0)
    assert (s.uraian, s.keluaran, s.sunting) == ("Tersusunnya B", "OUTPUT", 1)
    with pytest.raises(Bentrok):
        ubah_sel(s, {"uraian": "Tersusunnya C"}, by=pimpinan, sunting=0)
    for bukan in ("RAPAT", "OUTCOME"):
        with pytest.raises(Ditolak, match="Pilih salah satu"):
            ubah_sel(s, {"keluaran": bukan}, by=pimpinan)
    assert tulis_silang(s.baris, kunci(mpph), "", by=pimpinan) == []
    with pytest.raises(SudahBerubah):
        ubah_sel(s, {"uraian": "Tersusunnya D"}, by=pimpinan)


def test_sel_terlalu_panjang_atau_terlalu_banyak_ditolak(dunia, mpph, pimpinan):
    b = baris(mpph, dunia.k.jf)
    with pytest.raises(Ditolak, match="huruf"):
        tulis_silang(b, kunci(mpph), "x" * 20_000, by=pimpinan)
    with pytest.raises(Ditolak, match="paling banyak"):
        tulis_silang(b, kunci(mpph), "\n".join(f"Peran {i}" for i in range(30)), by=pimpinan)


# -- paste


def test_tempel_mengisi_blok_dan_mencatat_langkahnya(dunia, mpph, pimpinan):
    m = matriks(mpph)
    assert tempel(mpph, m.baris[0].id, m.kolom[0].kunci, 'A\t"B1\nB2"\nC\t\n', by=pimpinan) == 3
    m = matriks(mpph)
    isinya = [[[i.uraian for i in m.sel(b.id, k.kunci)] for k in m.kolom] for b in m.baris[:2]]
    assert isinya == [[["A"], ["B1", "B2"]], [["C"], []]]
    assert LangkahMPPH.objects.get(mpph=mpph, tindakan="tempel").catatan == "3 sel"


def test_tempel_semua_atau_tidak_sama_sekali(dunia, mpph, pimpinan):
    m = matriks(mpph)
    for blok in ("A\tB\tC", "A\n" + "x" * 3000, "A\n" * 9):
        with pytest.raises(Ditolak):
            tempel(mpph, m.baris[0].id, m.kolom[0].kunci, blok, by=pimpinan)
    assert SelMPPH.objects.count() == 0


def test_tempel_atas_sel_yang_baru_diubah_orang_lain_dibatalkan_seluruhnya(dunia, mpph, pimpinan):
    m = matriks(mpph)
    tulis_silang(BarisMPPH.objects.get(pk=m.baris[1].id), m.kolom[0].kunci, "Milik layar lain", by=pimpinan)
    dikenal = {f"{b.id}:{k.kunci}": "" for b in m.baris for k in m.kolom}
    with pytest.raises(Bentrok):
        tempel(mpph, m.baris[0].id, m.kolom[0].kunci, "A\nB", by=pimpinan, dikenal=dikenal)
    assert [s.uraian for s in SelMPPH.objects.all()] == ["Milik layar lain"]


def test_orang_lain_tidak_menempel(dunia, mpph):
    m = matriks(mpph)
    with pytest.raises(TidakBoleh):
        tempel(mpph, m.baris[0].id, m.kolom[0].kunci, "A", by=dunia.akun(dunia.k.jf))


# -- steps


def test_matriks_yang_kurang_belum_dapat_disepakati(mpph, pimpinan):
    with pytest.raises(Ditolak, match="RHK 1 belum didukung siapa pun"):
        tindakan.sepakati(mpph, HARI, by=pimpinan)


def test_perjalanan_draf_disepakati_final_dan_dibuka_kembali(dunia, mpph, pimpinan):
    penuhi(mpph, pimpinan)
    with pytest.raises(Ditolak, match="belum terjadi"):
        tindakan.sepakati(mpph, HARI + dt.timedelta(days=1), by=pimpinan)
    with pytest.raises(TidakBoleh):
        tindakan.sepakati(mpph, HARI, by=dunia.akun(dunia.k.jf))
    tindakan.sepakati(mpph, HARI, by=pimpinan, catatan="Rapat awal tahun")
    mpph.refresh_from_db()
    assert (mpph.status, mpph.tanggal_dialog, mpph.catatan) == (StatusMPPH.DISEPAKATI, HARI, "Rapat awal tahun")
    assert Peristiwa.objects.filter(nama="mpph.disepakati", objek_id=mpph.pk).count() == 1
    with pytest.raises(SudahBerubah):
        tindakan.sepakati(mpph, HARI, by=pimpinan)
    with pytest.raises(SudahBerubah, match="Buka kembali"):
        tulis_silang(baris(mpph, dunia.k.jf), kunci(mpph), "Terlambat", by=pimpinan)
    tindakan.finalkan(mpph, by=pimpinan)
    with pytest.raises(Ditolak, match="alasannya"):
        tindakan.buka_kembali(mpph, " ", by=pimpinan)
    tindakan.buka_kembali(mpph, "Ada pegawai baru", by=pimpinan)
    langkah = list(LangkahMPPH.objects.filter(mpph=mpph).values_list("dari", "tindakan", "ke"))
    assert langkah[1:] == [
        ("DRAF", "sepakati", "DISEPAKATI"), ("DISEPAKATI", "finalkan", "FINAL"), ("FINAL", "buka_kembali", "DRAF"),
    ]  # fmt: skip


def test_yang_tercantum_dikabari_sekali_tiap_kesepakatan(dunia, mpph, pimpinan):
    k = dunia.k
    penerima = {dunia.akun(p) for p in (k.jf, k.rekan)}
    penuhi(mpph, pimpinan)
    tindakan.sepakati(mpph, HARI, by=pimpinan)
    kabar = Peristiwa.objects.get(nama="mpph.disepakati")
    for _ in range(2):
        kabari_matriks(kabar)
    pesan = {p.penerima: p for p in Pesan.objects.filter(kunci=f"mpph-disepakati-{kabar.pk}")}
    assert set(pesan) == penerima
    banyak = SelMPPH.objects.filter(baris__pegawai=k.jf).count()
    assert f"memberi Anda {banyak} peran" in pesan[dunia.akun(k.jf)].isi


def test_basis_data_menolak_lompatan_status(mpph):
    with pytest.raises(Exception, match=r"mpph_langkah|transition"), transaction.atomic():
        MPPH.objects.filter(pk=mpph.pk).update(status="FINAL", tanggal_dialog=jam.hari_ini())
    with pytest.raises(IntegrityError, match="mpph_disepakati_bertanggal"), transaction.atomic():
        MPPH.objects.filter(pk=mpph.pk).update(status="DISEPAKATI")


# -- cells become candidates


def test_sel_menjadi_usulan_setelah_disepakati_dan_mengisi_skp(dunia, mpph, versi, pimpinan):
    k = dunia.k
    penuhi(mpph, pimpinan)
    assert calon_dari_mpph(k.jf, dunia.siklus) == []
    tindakan.sepakati(mpph, HARI, by=pimpinan)
    (c,) = [x for x in calon_dari_mpph(k.jf, dunia.siklus) if x.rhk_pimpinan.startswith("Meningkatnya")]
    assert (c.pimpinan, c.lini_rhk) == (k.kasi, versi.rhk.get(uraian__startswith="Meningkatnya").lini_id)
    draf = skp_draf(dunia, k.jf, penuh=False)
    rhk = calon.ambil(draf, "sel", c.sel, by=dunia.akun(k.jf))
    assert (rhk.uraian, rhk.induk_lini_id) == (c.uraian, c.lini_rhk)


def test_peran_tim_diusulkan_kepada_ketuanya(dunia, versi, pimpinan):
    k = dunia.k
    bentuk_tim(k.seksi, "Tim Stunting", k.jf, mulai=HARI, sampai=None, sk="800/1", anggota=[k.rekan], by=None)
    mpph = tindakan.buka_mpph(versi.skp, by=pimpinan)
    penuhi(mpph, pimpinan)
    tindakan.sepakati(mpph, HARI, by=pimpinan)
    assert "Tim Stunting" in {c.tim for c in calon_dari_mpph(k.jf, dunia.siklus)}
    assert {c.tim for c in calon_dari_mpph(k.rekan, dunia.siklus)} == {"", "Tim Stunting"}


def test_sel_yang_sudah_ditandatangani_tidak_dihapus_dan_draf_hanya_kehilangan_kaitan(dunia):
    k = dunia.k
    v = tetapkan(dunia, skp_diajukan(dunia, k.kasi))
    by = dunia.akun(k.kasi)
    mpph = tindakan.buka_mpph(v.skp, by=by)
    for b in mpph.baris.all():
        tulis_silang(b, kunci(mpph), f"Tersusunnya bagian {b.pk}", by=by)
    tindakan.sepakati(mpph, HARI, by=by)
    draf = skp_draf(dunia, k.jf, penuh=False)
    rhk = calon.ambil(draf, "sel", SelMPPH.objects.get(baris__pegawai=k.jf).pk, by=dunia.akun(k.jf))
    tindakan.buka_kembali(mpph, "Pembagian berubah", by=by)
    b = baris(mpph, k.jf)
    RHK.objects.filter(versi=draf).exclude(pk=rhk.pk).delete()
    if not rhk.iki.exists():
        isi_iki(rhk)
    penetapan.ajukan(draf, by=dunia.akun(k.jf))
    with pytest.raises(Ditolak, match="sudah menjadi RHK di SKP"):
        tulis_silang(b, kunci(mpph), "", by=by)
    with pytest.raises(Ditolak, match="sudah menjadi RHK di SKP"):
        tindakan.hapus_baris(b, by=by)
    penetapan.tarik(draf, by=dunia.akun(k.jf))
    tindakan.hapus_baris(b, by=by)
    rhk.refresh_from_db()
    assert (rhk.sel_id, rhk.uraian) == (None, f"Tersusunnya bagian {b.pk}")


# -- who sees what


def test_siapa_melihat_matriks(dunia, mpph, pimpinan):
    k = dunia.k
    admin = pabrik.akun(k.sekretaris, Peran.ADMIN_UNIT, di=k.dinas)
    auditor = pabrik.akun(None, Peran.AUDITOR)
    boleh = lambda akun, izin="lihat_mpph": access.boleh(akun, izin, MPPH.objects.get(pk=mpph.pk))  # noqa: E731
    for akun in (pimpinan, dunia.akun(k.kabid), dunia.akun(k.kadis), admin, auditor, petugas(dunia)):
        assert boleh(akun), akun
        assert boleh(akun, "lihat_seluruh_mpph"), akun
    jf, luar = dunia.akun(k.jf), dunia.akun(k.orang_luar)
    assert boleh(jf)
    assert not boleh(jf, "lihat_seluruh_mpph")
    assert not boleh(luar)
    penuhi(mpph, pimpinan)
    tindakan.sepakati(mpph, HARI, by=pimpinan)
    assert boleh(jf, "lihat_seluruh_mpph")
    assert not boleh(luar)


# -- suggestions


def test_usulan_dari_simpul_perjanjian_kinerja(dunia, versi):
    k = dunia.k
    pk = PerjanjianKinerja.objects.create(unit=k.dinas, tahun=dunia.siklus.tahun, dibuat_pada=jam.sekarang())
    atas = Simpul.objects.create(pk_unit=pk, urut=1, level="ES3", uraian="Menurunnya  angka stunting")
    Simpul.objects.create(pk_unit=pk, induk=atas, urut=2, level="PELAKSANA", jabatan="Perawat", uraian="Terpantaunya balita")
    Simpul.objects.create(pk_unit=pk, urut=3, level="ES3", uraian="Terkelolanya aset")
    stunting = versi.rhk.get(uraian="Menurunnya angka stunting").lini_id
    mutu = versi.rhk.get(uraian__startswith="Meningkatnya").lini_id
    assert calon_pk(versi.skp, stunting) == []
    PerjanjianKinerja.objects.filter(pk=pk.pk).update(status="BERLAKU", berlaku_sejak=jam.sekarang())
    assert [c.uraian for c in calon_pk(versi.skp, stunting)] == ["Terpantaunya balita"]
    assert [c.uraian for c in calon_pk(versi.skp, mutu)] == ["Menurunnya  angka stunting", "Terkelolanya aset"]

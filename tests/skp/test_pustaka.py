"""The library per position and a unit's template of the lampiran: who types them, and that they reach a new SKP."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from skp.actions import calon, susun
from skp.actions import pustaka as pus
from skp.actions import templat as tem
from skp.models import PustakaIKI, PustakaRHK, TemplatLampiran
from tests import pabrik
from tests.pemeran import masuk
from tests.skp import pabrik as p

IKI = {"uraian": "Kepatuhan asuhan", "aspek": "KUALITAS", "target_teks": "95", "satuan": "%", "bukti": "Laporan audit"}
JF = "Perawat Ahli Muda"


@pytest.fixture
def bkpsdm(dunia):
    return p.petugas(dunia)


@pytest.fixture
def klien(bkpsdm):
    return masuk(bkpsdm)


def entri(uraian="Meningkatnya mutu asuhan", jabatan=JF, iki=(IKI,), **lain):
    return pus.tambah_pustaka(jabatan, {"uraian": uraian, **lain}, iki, by=None)


def kiriman(iki=(), **isi):
    """The form as a browser without JavaScript sends it."""
    baris = {f"form-{n}-{k}": v for n, x in enumerate(iki) for k, v in x.items()}
    kepala = {"form-TOTAL_FORMS": len(iki), "form-INITIAL_FORMS": 0}
    return {"jabatan": JF, "uraian": "Meningkatnya mutu asuhan"} | kepala | baris | isi


# -- the library


def test_entri_yang_diketik_bkpsdm_mengisi_skp_baru_jabatan_itu(dunia, klien):
    jawab = klien.post("/skp/pustaka/baru/", kiriman([IKI, {}], jabatan="  perawat AHLI muda ", sumber="Standar 2026"))
    assert jawab.status_code == 302, jawab.content
    assert PustakaRHK.objects.get().nama_jabatan == JF
    versi = susun.buka_skp(dunia.k.jf, dunia.siklus, by=None)
    iki = versi.rhk.get().iki.get()
    assert (iki.rhk.uraian, iki.target, iki.bukti_disepakati) == ("Meningkatnya mutu asuhan", "95%", "Laporan audit")
    assert not susun.buka_skp(dunia.k.pelaksana, dunia.siklus, by=None).rhk.exists()


def test_entri_ditawarkan_dan_yang_nonaktif_tidak(dunia, klien):
    versi = p.skp_kosong(dunia, dunia.k.jf)
    satu = entri()
    assert [(c.sumber, c.pk) for c in calon.semua(versi)] == [("pustaka", satu.pk)]
    assert klien.post(f"/skp/pustaka/{satu.pk}/aktif/", {"aktif": "tidak"}).status_code == 302
    assert calon.semua(versi) == []
    with pytest.raises(Ditolak):
        calon.ambil(versi, "pustaka", satu.pk, by=None)
    klien.post(f"/skp/pustaka/{satu.pk}/aktif/", {"aktif": "ya"})
    assert len(calon.semua(versi)) == 1


def test_mengubah_entri_mengganti_indikatornya_dan_tidak_menyentuh_skp(dunia, klien):
    satu = entri(iki=[IKI, {"uraian": "Lama tunggu"}])
    versi = susun.buka_skp(dunia.k.jf, dunia.siklus, by=None)
    isi = kiriman([IKI | {"target_teks": "97"}, {"uraian": ""}], sidik=pus.sidik_pustaka(satu), keluaran="OUTPUT")
    assert klien.post(f"/skp/pustaka/{satu.pk}/", isi).status_code == 302
    iki = PustakaIKI.objects.filter(pustaka=satu)
    assert [(i.uraian, i.target_teks, i.urut) for i in iki] == [("Kepatuhan asuhan", "97", 1)]
    assert sorted(versi.rhk.get().iki.values_list("target_teks", flat=True)) == ["", "95"]


def test_dua_orang_menyunting_entri_yang_sama(dunia, klien):
    satu = entri()
    lama = pus.sidik_pustaka(satu)
    pus.ubah_pustaka(satu, JF, {"uraian": satu.uraian}, [IKI | {"target_teks": "96"}], by=None)
    jawab = klien.post(f"/skp/pustaka/{satu.pk}/", kiriman([IKI], sidik=lama))
    assert jawab.status_code == 422 and "sudah diubah orang lain" in jawab.content.decode()
    assert PustakaIKI.objects.get().target_teks == "96"


def test_tombol_tambah_indikator_menyimpan_yang_sudah_diketik_di_layar(dunia, klien):
    jawab = klien.post("/skp/pustaka/baru/", kiriman([IKI, {"uraian": ""}], uraian="", tambah="ya"))
    isi = jawab.content.decode()
    assert (
        jawab.status_code == 200
        and "Indikator 4</legend>" in isi
        and "Indikator 5" not in isi
        and "Kepatuhan asuhan" in isi
        and 'role="alert"' not in isi
    )
    assert not PustakaRHK.objects.exists()


def test_baris_setengah_terisi_ditolak_di_sampingnya(dunia, klien):
    jawab = klien.post("/skp/pustaka/baru/", kiriman([{"uraian": "", "target_teks": "95"}]))
    assert jawab.status_code == 422 and "Tulis indikatornya" in jawab.content.decode()


@pytest.mark.parametrize(
    ("jabatan", "isi", "kalimat"),
    [
        ("Perawat", {"uraian": "A"}, "Yang mirip: Perawat Ahli Muda"),
        ("Juru Terbang", {"uraian": "A"}, "Tulis seperti di SIASN"),
        (JF, {"uraian": "  "}, "masih kosong"),
        (JF, {"uraian": "ADA  lebih dahulu"}, "sudah ada"),
        ("pelaksana", {"uraian": "A", "kendali": "OUTPUT_KENDALI_TINGGI"}, "pejabat fungsional"),
    ],
)
def test_yang_tidak_dapat_dipakai_skp_tidak_masuk_pustaka(dunia, jabatan, isi, kalimat):
    entri("Ada lebih dahulu")
    if jabatan == "pelaksana":
        jabatan = dunia.k.pelaksana.penugasan.get().jabatan.nama
    with pytest.raises(Ditolak, match=kalimat):
        pus.tambah_pustaka(jabatan, isi, [], by=None)


def test_satu_jabatan_tidak_melebihi_muatnya_draf(dunia):
    semua = [entri(f"RHK {n}", iki=()) for n in range(pus.PUSTAKA_MAKS)]
    with pytest.raises(Ditolak, match="paling banyak"):
        entri("Satu lagi")
    pus.aktifkan_pustaka(semua[0], False, by=None)
    entri("Satu lagi")
    with pytest.raises(Ditolak, match="paling banyak"):
        pus.aktifkan_pustaka(semua[0], True, by=None)


def test_pustaka_hanya_oleh_bkpsdm(dunia):
    satu = entri()
    for orang in (dunia.akun(dunia.k.kadis), pabrik.akun(dunia.k.sekretaris, "ADMIN_UNIT", di=dunia.k.dinas)):
        for lakukan in (
            lambda by: pus.tambah_pustaka(JF, {"uraian": "B"}, [], by=by),
            lambda by: pus.ubah_pustaka(satu, JF, {"uraian": "B"}, [], by=by),
            lambda by: pus.aktifkan_pustaka(satu, False, by=by),
        ):
            with pytest.raises(TidakBoleh):
                lakukan(orang)
    assert [x.uraian for x in PustakaRHK.objects.filter(aktif=True)] == [satu.uraian]


def test_daftar_mencari_jabatan_dan_menyaring(dunia, klien):
    jabatan = dunia.k.pelaksana.penugasan.get().jabatan.nama
    entri("RHK perawat")
    pus.aktifkan_pustaka(entri("RHK lama"), False, by=None)
    entri("RHK lain", jabatan)
    isi = klien.get("/skp/pustaka/?q=MUDA+perawat").content.decode()
    assert "RHK perawat" in isi and "RHK lama" in isi and "RHK lain" not in isi
    assert "RHK lama" not in klien.get("/skp/pustaka/?keadaan=aktif").content.decode()
    assert klien.get("/skp/pustaka/?q=%00").status_code == 200


def test_jumlah_kueri_daftar_tetap(dunia, klien):
    def kueri():
        with CaptureQueriesContext(connection) as tercatat:
            assert klien.get("/skp/pustaka/").status_code == 200
        return len(tercatat)

    entri("RHK 1", iki=[IKI, IKI])
    kueri()
    satu = kueri()
    entri("RHK 2")
    entri("RHK 3", dunia.k.pelaksana.penugasan.get().jabatan.nama)
    assert (satu, kueri()) == (7, 7)


# -- the template


@pytest.fixture
def unit(dunia):
    return dunia.k.dinas


def test_baris_templat_ada_di_lampiran_skp_baru(dunia, unit):
    klien = masuk(dunia.akun(dunia.k.kadis))
    lama = p.skp_kosong(dunia, dunia.k.rekan)
    for jenis, uraian in (("dukungan_sumber_daya", "Laptop dan jaringan"), ("konsekuensi", "Bimbingan kinerja")):
        jawab = klien.post(f"/skp/templat/unit/{unit.pk}/tambah/{jenis}/", {"uraian": uraian})
        assert jawab["Location"] == f"/skp/templat/unit/{unit.pk}/#blok-{jenis}"
    versi = susun.buka_skp(dunia.k.pelaksana, dunia.siklus, by=None)
    assert list(versi.lampiran.order_by("jenis").values_list("jenis", "uraian")) == [
        ("DUKUNGAN_SUMBER_DAYA", "Laptop dan jaringan"),
        ("KONSEKUENSI", "Bimbingan kinerja"),
    ]
    assert not lama.lampiran.exists()


def test_ubah_dan_hapus_baris_templat_tidak_mengubah_skp(dunia, unit):
    klien = masuk(dunia.akun(dunia.k.kadis))
    baris = tem.tambah_templat(unit, "KONSEKUENSI", "Teguran", by=None)
    versi = susun.buka_skp(dunia.k.pelaksana, dunia.siklus, by=None)
    klien.post(f"/skp/templat/{baris.pk}/", {"uraian": "Bimbingan", "semula": "Teguran"})
    assert TemplatLampiran.objects.get().uraian == "Bimbingan"
    jawab = klien.post(f"/skp/templat/{baris.pk}/", {"uraian": "Ketikan lama", "semula": "Teguran"})
    assert jawab.status_code == 422 and TemplatLampiran.objects.get().uraian == "Bimbingan"
    klien.post(f"/skp/templat/{baris.pk}/hapus/")
    assert not TemplatLampiran.objects.exists()
    with pytest.raises(SudahBerubah):
        tem.ubah_templat(baris, "Kembali", by=None)
    assert [x.uraian for x in versi.lampiran.all()] == ["Teguran"]


def test_templat_diatur_pimpinan_admin_unit_dan_bkpsdm(dunia, unit, bkpsdm):
    k = dunia.k
    admin = pabrik.akun(k.sekretaris, "ADMIN_UNIT", di=k.dinas)
    for n, by in enumerate((dunia.akun(k.kadis), admin, bkpsdm)):
        tem.tambah_templat(unit, "KONSEKUENSI", f"Baris {n}", by=by)
    baris = TemplatLampiran.objects.order_by("pk").first()
    for by in (dunia.akun(k.pelaksana), dunia.akun(k.kasi), dunia.akun(k.kadis_lain)):
        for lakukan in (
            lambda by: tem.tambah_templat(unit, "KONSEKUENSI", "X", by=by),
            lambda by: tem.ubah_templat(baris, "X", by=by),
            lambda by: tem.hapus_templat(baris, by=by),
        ):
            with pytest.raises(TidakBoleh):
                lakukan(by)
    assert TemplatLampiran.objects.count() == 3


@pytest.mark.parametrize(
    ("jenis", "uraian"), [("KONSEKUENSI", "  "), ("KONSEKUENSI", "Ada"), ("LAIN", "X"), ("KONSEKUENSI", "x" * 5001)]
)
def test_baris_templat_yang_ditolak(dunia, unit, jenis, uraian):
    tem.tambah_templat(unit, "KONSEKUENSI", "Ada", by=None)
    with pytest.raises(Ditolak):
        tem.tambah_templat(unit, jenis, uraian, by=None)


def test_halaman_unit_menyebut_templat_siapa_yang_dipakai(dunia, unit, klien):
    seksi = dunia.k.seksi
    assert "disalin dari SKP tahun lalu" in klien.get(f"/skp/templat/unit/{seksi.pk}/").content.decode()
    tem.tambah_templat(dunia.k.akar, "KONSEKUENSI", "Dari kabupaten", by=None)
    tem.tambah_templat(unit, "KONSEKUENSI", "Dari dinas", by=None)
    isi = klien.get(f"/skp/templat/unit/{seksi.pk}/").content.decode()
    assert f'<a href="/skp/templat/unit/{unit.pk}/">' in isi and "Dari dinas" not in isi
    assert klien.get(f"/skp/templat/unit/{seksi.pk}/tambah/lain/").status_code == 404
    tem.tambah_templat(seksi, "KONSEKUENSI", "Dari seksi", by=None)
    assert "menggantikan seluruh templat" in klien.get(f"/skp/templat/unit/{seksi.pk}/").content.decode()

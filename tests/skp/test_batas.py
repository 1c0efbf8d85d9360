"""Every constraint and trigger of an SKP, broken once, past every action; those of the matrix and of papers stand beside."""

import datetime as dt
from pathlib import Path

import pgtrigger
import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from kinerja.layanan.models import Berkas
from kinerja.plumbing import jam
from kinerja.plumbing.rentang import sejak
from skp.enums import NilaiBerAKHLAK
from skp.models import (
    IKI,
    RHK,
    SKP,
    AbaikanSaran,
    BerkasSKP,
    Komentar,
    Lampiran,
    LangkahSKP,
    LiniIKI,
    LiniRHK,
    ManualIndikator,
    PerilakuSKP,
    StandarUnggul,
    Strategi,
    VersiSKP,
)
from tests.skp import pabrik as p
from tests.skp.batas import ditolak, sel_matriks, sql

D = dt.date


@pytest.fixture
def draf(dunia):
    return p.skp_kosong(dunia, dunia.k.kadis)


@pytest.fixture
def isi(draf):
    return p.isi_rhk(draf)


@pytest.fixture
def tetap(dunia):
    """A set version of the head, with one RHK, its IKI and manual."""
    return p.skp_ditetapkan(dunia, dunia.k.kadis)


def skp(dunia, orang=None, **lain):
    orang = orang or dunia.k.kadis
    isi = {
        "penugasan": orang.penugasan.first(), "siklus": dunia.siklus, "rentang": sejak(D(2026, 1, 1), D(2027, 1, 1)),
        "sebab": "AWAL_TAHUN", "bentuk": "JPT", "dibuat_pada": jam.sekarang(),
    } | lain  # fmt: skip
    return SKP.objects.create(pegawai=orang, **isi)


def versi(s, **lain):
    kini = jam.sekarang()
    isi = {"nomor": 1, "pendekatan": "KUANTITATIF", "status_pada": kini, "dibuat_pada": kini} | lain
    return VersiSKP.objects.create(skp=s, **isi)


# -- SKP


@pytest.mark.parametrize(
    ("kendala", "lain"),
    [
        ("skp_sebab", {"sebab": "LAIN"}),
        ("skp_bentuk", {"bentuk": "LAIN"}),
        ("skp_rentang_berisi", {"rentang": DateRange(None, D(2027, 1, 1), "[)")}),
        ("skp_rentang_berakhir", {"rentang": sejak(D(2026, 1, 1))}),
    ],
)
def test_skp(dunia, kendala, lain):
    with ditolak(kendala):
        skp(dunia, **lain)


def test_skp_tak_bertumpuk(dunia):
    skp(dunia, rentang=sejak(D(2026, 1, 1), D(2026, 7, 1)))
    with ditolak("skp_tak_bertumpuk"):
        skp(dunia, rentang=sejak(D(2026, 6, 30), D(2027, 1, 1)))


@pytest.mark.parametrize(
    "kolom", ["pegawai_id = (SELECT max(id) FROM organisasi_pegawai)", "bentuk = 'JA_JF'", "siklus_id = 0"]
)
def test_skp_tetap(draf, kolom):
    with ditolak("skp_tetap|Cannot update", DatabaseError):
        sql(f"UPDATE skp_skp SET {kolom} WHERE id = %s", draf.skp_id)


# -- versions


@pytest.mark.parametrize(
    ("kendala", "lain"),
    [
        ("versiskp_nomor_sekali", {"nomor": 1}),
        ("versiskp_satu_terbuka", {"nomor": 2, "alasan": "x"}),
        ("versiskp_perubahan_beralasan", {"nomor": 2}),
        ("versiskp_pendekatan", {"nomor": 2, "alasan": "x", "pendekatan": "LAIN"}),
        ("versiskp_lahir_draf|Cannot insert", {"nomor": 2, "alasan": "x", "status": "DIAJUKAN"}),
    ],
)
def test_versi_baru(draf, kendala, lain):
    with ditolak(kendala, DatabaseError):
        versi(draf.skp, **lain)


def test_versiskp_status(draf):
    with ditolak("versiskp_langkah|versiskp_status|transition", DatabaseError), transaction.atomic():
        sql("UPDATE skp_versiskp SET status = 'LAIN' WHERE id = %s", draf.pk)
    with ditolak("versiskp_status"), pgtrigger.ignore("skp.VersiSKP:versiskp_langkah"), transaction.atomic():
        sql("UPDATE skp_versiskp SET status = 'LAIN' WHERE id = %s", draf.pk)


def test_versiskp_satu_ditetapkan(dunia, tetap):
    kedua = versi(tetap.skp, nomor=2, alasan="x", penilai=tetap.penilai)
    with (
        ditolak("versiskp_satu_ditetapkan"),
        pgtrigger.ignore(*(f"skp.VersiSKP:{t.name}" for t in VersiSKP._meta.triggers)),
        transaction.atomic(),
    ):
        sql(
            "UPDATE skp_versiskp k SET status = 'DITETAPKAN', penetap_id = v.penetap_id, ditetapkan_pada = v.ditetapkan_pada,"
            " ditetapkan_oleh_id = v.ditetapkan_oleh_id, diajukan_pada = v.diajukan_pada,"
            " diajukan_oleh_id = v.diajukan_oleh_id,"
            " snapshot = v.snapshot, sha256 = v.sha256 FROM skp_versiskp v WHERE v.id = %s AND k.id = %s",
            tetap.pk, kedua.pk,
        )  # fmt: skip


@pytest.mark.parametrize(
    "kolom", ["penetap_id = NULL", "sha256 = 'x'", "snapshot = ''", "ditetapkan_oleh_id = NULL", "diajukan_pada = NULL"]
)
def test_versiskp_ditetapkan_utuh(tetap, kolom):
    with ditolak("versiskp_ditetapkan_utuh"), pgtrigger.ignore("skp.VersiSKP:versiskp_terkunci"), transaction.atomic():
        sql(f"UPDATE skp_versiskp SET {kolom} WHERE id = %s", tetap.pk)


def test_versiskp_belum_ditetapkan_tanpa_snapshot(draf):
    with ditolak("versiskp_belum_ditetapkan_tanpa_snapshot"):
        sql("UPDATE skp_versiskp SET snapshot = '{}' WHERE id = %s", draf.pk)


def test_versiskp_diajukan_bertanda_tangan(draf):
    with ditolak("versiskp_diajukan_bertanda_tangan"):
        sql("UPDATE skp_versiskp SET status = 'DIAJUKAN' WHERE id = %s", draf.pk)


def test_versiskp_langkah(draf):
    with ditolak("versiskp_langkah|transition", DatabaseError):
        sql("UPDATE skp_versiskp SET status = 'DIKEMBALIKAN' WHERE id = %s", draf.pk)


def test_versiskp_tak_terhapus(tetap):
    with ditolak("versiskp_tak_terhapus|Cannot delete", DatabaseError):
        sql("DELETE FROM skp_versiskp WHERE id = %s", tetap.pk)


@pytest.mark.parametrize(
    "kolom",
    [
        "snapshot = snapshot || ' '", "sha256 = ''", "penilai_id = NULL", "penetap_id = NULL", "pendekatan = 'KUALITATIF'",
        "ditetapkan_pada = ditetapkan_pada + interval '1 day'", "diajukan_pada = NULL", "lain = '{\"a\": 1}'",
        "keputusan_id = NULL", "diajukan_oleh_id = ditetapkan_oleh_id", "ditetapkan_oleh_id = diajukan_oleh_id",
        "alasan = 'x'", "catatan_dialog = 'x'", "tanggal_dialog = '2026-01-02'",
    ],
)  # fmt: skip
def test_versiskp_terkunci(tetap, kolom):
    with ditolak("versiskp_terkunci|Cannot update", DatabaseError):
        sql(f"UPDATE skp_versiskp SET {kolom} WHERE id = %s", tetap.pk)


@pytest.mark.parametrize(
    ("rusak", "kata"),
    [
        ("DELETE FROM skp_rhk WHERE versi_id = %s", "SKP tanpa RHK utama"),
        ("DELETE FROM skp_iki WHERE rhk_id IN (SELECT id FROM skp_rhk WHERE versi_id = %s)", "RHK tanpa IKI"),
        ("UPDATE skp_iki SET perspektif = '' WHERE rhk_id IN (SELECT id FROM skp_rhk WHERE versi_id = %s)", "Aspek atau"),
        ("DELETE FROM skp_perilakuskp WHERE versi_id = %s AND nilai = 'LOYAL'", "tujuh perilaku"),
    ],
)  # fmt: skip
def test_versiskp_formulir_utuh(dunia, draf, isi, rusak, kata):
    ManualIndikator.objects.all().delete()
    if "DELETE FROM skp_rhk" in rusak:
        sql("DELETE FROM skp_iki")
    sql(rusak, draf.pk)
    akun = dunia.akun(dunia.k.kadis)
    sql(
        "UPDATE skp_versiskp SET status = 'DIAJUKAN', diajukan_pada = now(), diajukan_oleh_id = %s WHERE id = %s",
        akun.pk,
        draf.pk,
    )
    with ditolak(kata, DatabaseError):
        sql("UPDATE skp_versiskp SET status = 'DITETAPKAN' WHERE id = %s", draf.pk)


@pytest.mark.parametrize("kolom", ["nomor = 2, alasan = 'x'", "skp_id = (SELECT max(id) FROM skp_skp)"])
def test_versiskp_tetap(dunia, draf, kolom):
    skp(dunia, dunia.k.kabid, bentuk="JA_JF")
    with ditolak("versiskp_tetap|Cannot update", DatabaseError):
        sql(f"UPDATE skp_versiskp SET {kolom} WHERE id = %s", draf.pk)


# -- the lock on the content

_TERKUNCI = {
    "rhk_terkunci": (RHK, "uraian = 'x'"),
    "iki_terkunci": (IKI, "uraian = 'x'"),
    "manualindikator_terkunci": (ManualIndikator, "tujuan = 'x'"),
    "strategi_terkunci": (Strategi, "uraian = 'x'"),
    "standarunggul_terkunci": (StandarUnggul, "uraian = 'x'"),
    "perilakuskp_terkunci": (PerilakuSKP, "ekspektasi = 'x'"),
    "lampiran_terkunci": (Lampiran, "uraian = 'x'"),
}


@pytest.fixture
def penuh(dunia):
    """A version handed in, with a row in every table of the content."""
    v = p.skp_draf(dunia, dunia.k.kadis)
    r = v.rhk.get()
    Strategi.objects.create(rhk=r, urut=1, uraian="Strategi")
    StandarUnggul.objects.create(rhk=r, penulis="PEGAWAI", uraian="Standar")
    Lampiran.objects.create(versi=v, jenis="KONSEKUENSI", urut=1, uraian="Teguran")
    return p.penetapan.ajukan(v, by=dunia.akun(dunia.k.kadis))


@pytest.mark.parametrize("pemicu", _TERKUNCI)
def test_isi_yang_diajukan_terkunci(penuh, pemicu):
    model, ubah = _TERKUNCI[pemicu]
    baris = model.objects.first()
    tabel = model._meta.db_table
    for perintah in (f"UPDATE {tabel} SET {ubah} WHERE id = %s", f"DELETE FROM {tabel} WHERE id = %s"):
        with ditolak("terkunci", DatabaseError), transaction.atomic():
            sql(perintah, baris.pk)
    baris.pk, baris.id = None, None
    with ditolak("terkunci", DatabaseError), transaction.atomic():
        baris.save()


def test_baris_terkunci_tidak_dapat_dipindah_ke_draf(dunia, tetap):
    lain = p.skp_kosong(dunia, dunia.k.kadis_lain)
    with ditolak("terkunci", DatabaseError):
        sql("UPDATE skp_rhk SET versi_id = %s WHERE versi_id = %s", lain.pk, tetap.pk)


def test_hanya_versi_yang_disepakati_boleh_ditulis_sesudah_ditetapkan(tetap):
    assert RHK.objects.filter(versi=tetap).update(induk_versi_disepakati=tetap) == 1
    with ditolak("terkunci", DatabaseError):
        RHK.objects.filter(versi=tetap).update(induk_versi_disepakati=None, uraian="x")


# -- append-only


def test_langkahskp_tetap(tetap):
    for perintah in ("UPDATE skp_langkahskp SET catatan = 'x'", "DELETE FROM skp_langkahskp"):
        with ditolak("langkahskp_tetap|Cannot", DatabaseError), transaction.atomic():
            sql(perintah)
    assert LangkahSKP.objects.filter(versi=tetap).count() == 2


def test_berkasskp_tetap(dunia, draf):
    berkas = Berkas.objects.create(
        isi="x.pdf", nama="x.pdf", jenis="application/pdf", ukuran=1, sha256="0" * 64, untuk="skp.berkas",
        dibuat_pada=jam.sekarang(),
    )  # fmt: skip
    BerkasSKP.objects.create(skp=draf.skp, berkas=berkas, keterangan="Dokumen evaluasi", pada=jam.sekarang())
    for perintah in ("UPDATE skp_berkasskp SET keterangan = 'x'", "DELETE FROM skp_berkasskp"):
        with ditolak("berkasskp_tetap|Cannot", DatabaseError), transaction.atomic():
            sql(perintah)


def test_lini_tetap(dunia, isi):
    lain = p.skp_kosong(dunia, dunia.k.kadis_lain)
    with ditolak("linirhk_tetap|Cannot update", DatabaseError), transaction.atomic():
        sql("UPDATE skp_linirhk SET skp_id = %s WHERE id = %s", lain.skp_id, isi.lini_id)
    lini = LiniRHK.objects.create(skp=isi.versi.skp)
    with ditolak("liniiki_tetap|Cannot update", DatabaseError):
        sql("UPDATE skp_liniiki SET lini_rhk_id = %s WHERE lini_rhk_id = %s", lini.pk, isi.lini_id)


def test_kunci_lini_sekali(isi):
    LiniRHK.objects.create(skp=isi.versi.skp, kunci="a")
    with ditolak("linirhk_kunci_sekali"), transaction.atomic():
        LiniRHK.objects.create(skp=isi.versi.skp, kunci="a")
    LiniIKI.objects.create(lini_rhk=isi.lini, kunci="a")
    with ditolak("liniiki_kunci_sekali"):
        LiniIKI.objects.create(lini_rhk=isi.lini, kunci="a")


# -- rows of the content


def rhk_baru(isi, **lain):
    nilai = {"versi": isi.versi, "jenis": "UTAMA", "urut": 9, "uraian": "x"} | lain
    nilai.setdefault("lini", LiniRHK.objects.create(skp=isi.versi.skp))
    return RHK.objects.create(**nilai)


def test_rhk_kendala(dunia, isi):
    sel = sel_matriks(dunia, isi)
    rhk_baru(isi, sel=sel)
    lini_lain = LiniRHK.objects.create(skp=isi.versi.skp)
    for kendala, lain in (
        ("rhk_lini_sekali", {"lini": isi.lini}),
        ("rhk_sel_sekali", {"sel": sel}),
        ("rhk_jenis", {"jenis": "LAIN"}),
        ("rhk_metode", {"metode": "LAIN"}),
        ("rhk_keluaran", {"keluaran": "LAIN"}),
        ("rhk_kendali", {"kendali": "LAIN"}),
        ("rhk_induk_bukan_diri", {"lini": lini_lain, "induk_lini": lini_lain}),
        ("rhk_porsi_berinduk", {"induk_iki": LiniIKI.objects.first()}),
    ):
        with ditolak(kendala), transaction.atomic():
            rhk_baru(isi, **lain)


def test_iki_kendala(isi):
    ada = isi.iki.get()
    with ditolak("iki_lini_sekali"), transaction.atomic():
        IKI.objects.create(rhk=isi, lini=ada.lini, urut=2)
    for kendala, lain in (
        ("iki_aspek", {"aspek": "LAIN", "perspektif": ""}),
        ("iki_perspektif", {"perspektif": "LAIN"}),
        ("iki_arah", {"arah": ""}),
        ("iki_pola_ukur", {"pola_ukur": "LAIN"}),
    ):
        with ditolak(f'"{kendala}"'), transaction.atomic():
            IKI.objects.filter(pk=ada.pk).update(**lain)
    for kendala, lain in (("manualindikator_kendali", {"kendali": "LAIN"}), ("manualindikator_periode", {"periode": "LAIN"})):
        with ditolak(kendala), transaction.atomic():
            ManualIndikator.objects.filter(iki=ada).update(**lain)
    with ditolak("iki_aspek_atau_perspektif"):
        IKI.objects.create(
            rhk=isi, lini=LiniIKI.objects.create(lini_rhk=isi.lini), urut=2, aspek="WAKTU", perspektif="ANGGARAN"
        )


def test_standarunggul_kendala(isi):
    StandarUnggul.objects.create(rhk=isi, penulis="PEGAWAI", uraian="x")
    with ditolak("standarunggul_sekali"), transaction.atomic():
        StandarUnggul.objects.create(rhk=isi, penulis="PEGAWAI", uraian="y")
    with ditolak("standarunggul_penulis"):
        StandarUnggul.objects.create(rhk=isi, penulis="LAIN", uraian="y")


def test_perilaku_dan_lampiran(draf):
    with ditolak("perilakuskp_sekali"), transaction.atomic():
        PerilakuSKP.objects.create(versi=draf, nilai=NilaiBerAKHLAK.LOYAL)
    with ditolak("perilakuskp_nilai"), transaction.atomic():
        PerilakuSKP.objects.create(versi=draf, nilai="LAIN")
    with ditolak("lampiran_jenis"):
        Lampiran.objects.create(versi=draf, jenis="LAIN", urut=1)


def komentar(rhk, **lain):
    nilai = {
        "versi": rhk.versi, "lini_rhk": rhk.lini, "penulis": rhk.versi.skp.pegawai, "isi": "Perjelas.", "pada": jam.sekarang(),
    } | lain  # fmt: skip
    return Komentar.objects.create(**nilai)


def test_komentar_kendala(isi):
    with ditolak("komentar_berisi"), transaction.atomic():
        komentar(isi, isi="")
    with ditolak("komentar_selesai_berpelaku"), transaction.atomic():
        komentar(isi, selesai_pada=jam.sekarang())
    ada = komentar(isi)
    with ditolak("komentar_tetap|Cannot update", DatabaseError), transaction.atomic():
        sql("UPDATE skp_komentar SET isi = 'lain' WHERE id = %s", ada.pk)
    with ditolak("komentar_tak_terhapus|Cannot delete", DatabaseError):
        sql("DELETE FROM skp_komentar WHERE id = %s", ada.pk)


def test_abaikansaran_kendala(isi):
    nilai = {"lini_rhk": isi.lini, "aturan": "KEGIATAN", "alasan": "Istilah resmi", "pada": jam.sekarang()}
    AbaikanSaran.objects.create(**nilai)
    with ditolak("abaikansaran_sekali"), transaction.atomic():
        AbaikanSaran.objects.create(**nilai)
    with ditolak("abaikansaran_beralasan"):
        AbaikanSaran.objects.create(**nilai | {"aturan": "LAIN", "alasan": ""})


def test_setiap_kendala_dan_pemicu_diuji():
    """A new constraint or trigger without a test that breaks it fails here. Those of the history keep themselves."""
    naskah = "".join(p.read_text() for p in Path(__file__).parent.glob("test_batas*.py"))
    semua = {c.name for m in apps.get_app_config("skp").get_models() for c in m._meta.constraints}
    for m in apps.get_app_config("skp").get_models():
        if m.__name__.endswith("Event"):
            continue
        semua |= {t.name for t in getattr(m._meta, "triggers", []) if not t.name.endswith(("_insert", "_update", "_delete"))}
    assert {n for n in semua if n not in naskah} == set()

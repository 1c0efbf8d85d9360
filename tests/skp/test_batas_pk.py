"""Every constraint and trigger of the Perjanjian Kinerja, of the library, and of counts, broken once, past every action."""

import datetime as dt

import pgtrigger
import pytest
from django.db import DatabaseError, transaction

from kinerja.plumbing import jam
from skp.models import (
    IndikatorPK,
    LiniIndikator,
    LiniSasaran,
    PerjanjianKinerja,
    Program,
    PustakaRHK,
    RingkasanPerencanaan,
    RujukanPK,
    Sasaran,
    Simpul,
    TemplatLampiran,
)
from tests.skp.batas import ditolak, sql

D = dt.date


# -- Perjanjian Kinerja


def pk(dunia, **lain):
    nilai = {"unit": dunia.k.dinas, "tahun": 2026, "dibuat_pada": jam.sekarang()} | lain
    return PerjanjianKinerja.objects.create(**nilai)


def berlaku(dunia, **lain):
    ada = pk(dunia, **lain)
    PerjanjianKinerja.objects.filter(pk=ada.pk).update(status="BERLAKU", berlaku_sejak=jam.sekarang())
    return PerjanjianKinerja.objects.get(pk=ada.pk)


@pytest.mark.parametrize(
    ("kendala", "lain"),
    [
        ("perjanjiankinerja_versi_sekali", {"versi": 1}),
        ("perjanjiankinerja_satu_draf", {"versi": 2, "alasan": "x"}),
        ("perjanjiankinerja_tahun", {"tahun": 1999}),
        ("perjanjiankinerja_revisi_beralasan", {"versi": 2}),
        ("perjanjiankinerja_lahir_draf|Cannot insert", {"versi": 2, "alasan": "x", "status": "BERLAKU"}),
    ],
)
def test_pk_baru(dunia, kendala, lain):
    pk(dunia)
    with ditolak(kendala, DatabaseError):
        pk(dunia, **lain)


def test_pk_keadaan(dunia):
    ada = pk(dunia)
    with ditolak("perjanjiankinerja_berlaku_berwaktu"), transaction.atomic():
        sql("UPDATE skp_perjanjiankinerja SET status = 'BERLAKU' WHERE id = %s", ada.pk)
    with ditolak("perjanjiankinerja_langkah|transition", DatabaseError), transaction.atomic():
        sql("UPDATE skp_perjanjiankinerja SET status = 'DIGANTI', berlaku_sejak = now() WHERE id = %s", ada.pk)
    with (
        ditolak("perjanjiankinerja_status"),
        pgtrigger.ignore("skp.PerjanjianKinerja:perjanjiankinerja_langkah"),
        transaction.atomic(),
    ):
        sql("UPDATE skp_perjanjiankinerja SET status = 'LAIN', berlaku_sejak = now() WHERE id = %s", ada.pk)


def test_perjanjiankinerja_satu_berlaku(dunia):
    berlaku(dunia)
    kedua = pk(dunia, versi=2, alasan="x")
    with ditolak("perjanjiankinerja_satu_berlaku"):
        sql("UPDATE skp_perjanjiankinerja SET status = 'BERLAKU', berlaku_sejak = now() WHERE id = %s", kedua.pk)


def test_pk_berlaku_terkunci(dunia):
    ada = berlaku(dunia)
    with ditolak("perjanjiankinerja_tak_terhapus|Cannot delete", DatabaseError), transaction.atomic():
        sql("DELETE FROM skp_perjanjiankinerja WHERE id = %s", ada.pk)
    with ditolak("perjanjiankinerja_terkunci|Cannot update", DatabaseError), transaction.atomic():
        sql("UPDATE skp_perjanjiankinerja SET nomor = 'x' WHERE id = %s", ada.pk)
    with ditolak("perjanjiankinerja_tetap|Cannot update", DatabaseError):
        sql("UPDATE skp_perjanjiankinerja SET tahun = 2027 WHERE id = %s", ada.pk)


def _isi_pk(ada):
    lini = LiniSasaran.objects.create(unit=ada.unit, tahun=ada.tahun)
    sasaran = Sasaran.objects.create(pk_unit=ada, lini=lini, urut=1, uraian="Sasaran")
    program = Program.objects.create(pk_unit=ada, urut=1, nama="Program")
    simpul = Simpul.objects.create(pk_unit=ada, urut=1, level="PROGRAM", uraian="Simpul")
    lini_i = LiniIndikator.objects.create(unit=ada.unit, tahun=ada.tahun)
    indikator = IndikatorPK.objects.create(lini=lini_i, sasaran=sasaran, urut=1, uraian="Indikator")
    rujukan = RujukanPK.objects.create(pk_unit=ada, jenis="RENSTRA", judul="Renstra", urut=1)
    return {
        "sasaran_terkunci": sasaran, "program_terkunci": program, "simpul_terkunci": simpul,
        "indikatorpk_terkunci": indikator, "rujukanpk_terkunci": rujukan,
    }  # fmt: skip


@pytest.mark.parametrize(
    "pemicu", ["sasaran_terkunci", "program_terkunci", "simpul_terkunci", "indikatorpk_terkunci", "rujukanpk_terkunci"]
)
def test_isi_pk_terkunci(dunia, pemicu):
    ada = pk(dunia)
    baris = _isi_pk(ada)[pemicu]
    sql("UPDATE skp_perjanjiankinerja SET status = 'BERLAKU', berlaku_sejak = now() WHERE id = %s", ada.pk)
    for perintah in (
        f"UPDATE {baris._meta.db_table} SET urut = 9 WHERE id = %s",
        f"DELETE FROM {baris._meta.db_table} WHERE id = %s",
    ):
        with ditolak("terkunci", DatabaseError), transaction.atomic():
            sql(perintah, baris.pk)


def test_isi_pk_kendala(dunia):
    isi = _isi_pk(pk(dunia))
    sasaran, program, simpul, indikator = (
        isi["sasaran_terkunci"], isi["program_terkunci"], isi["simpul_terkunci"], isi["indikatorpk_terkunci"],
    )  # fmt: skip
    ada = sasaran.pk_unit
    for kendala, buat in (
        ("sasaran_lini_sekali", lambda: Sasaran.objects.create(pk_unit=ada, lini=sasaran.lini, urut=2, uraian="x")),
        ("program_anggaran_wajar", lambda: Program.objects.create(pk_unit=ada, urut=2, nama="x", anggaran=-1)),
        ("simpul_level", lambda: Simpul.objects.create(pk_unit=ada, urut=2, level="LAIN", uraian="x")),
        ("simpul_bukan_induk_sendiri", lambda: Simpul.objects.filter(pk=simpul.pk).update(induk=simpul)),
        (
            "simpul_paling_banyak_satu_induk",
            lambda: Simpul.objects.filter(pk=simpul.pk).update(induk_sasaran=sasaran, induk_program=program),
        ),
        ("indikatorpk_satu_pemilik", lambda: IndikatorPK.objects.filter(pk=indikator.pk).update(program=program)),
        (
            "indikatorpk_lini_sekali",
            lambda: IndikatorPK.objects.create(lini=indikator.lini, sasaran=sasaran, urut=2, uraian="x"),
        ),
        ("indikatorpk_arah", lambda: IndikatorPK.objects.filter(pk=indikator.pk).update(arah="LAIN")),
        ("indikatorpk_pola_ukur", lambda: IndikatorPK.objects.filter(pk=indikator.pk).update(pola_ukur="LAIN")),
        ("rujukanpk_jenis", lambda: RujukanPK.objects.create(pk_unit=ada, jenis="ENTAH", judul="x", urut=2)),
    ):
        with ditolak(kendala), transaction.atomic():
            buat()


# -- library


def test_pustaka_dan_templat(dunia):
    with ditolak("pustakarhk_berisi"), transaction.atomic():
        PustakaRHK.objects.create(nama_jabatan="Perawat", nama_urut="perawat", uraian="")
    model = PustakaRHK.objects.create(nama_jabatan="Perawat", nama_urut="perawat", uraian="Terlaksananya asuhan")
    for kendala, lain in (("pustakarhk_keluaran", {"keluaran": "LAIN"}), ("pustakarhk_kendali", {"kendali": "LAIN"})):
        with ditolak(kendala), transaction.atomic():
            PustakaRHK.objects.filter(pk=model.pk).update(**lain)
    for kendala, lain in (("pustakaiki_aspek", {"aspek": "LAIN"}), ("pustakaiki_perspektif", {"perspektif": "LAIN"})):
        with ditolak(kendala), transaction.atomic():
            model.iki.create(urut=1, uraian="x", **lain)
    with ditolak("templatlampiran_jenis"), transaction.atomic():
        TemplatLampiran.objects.create(unit=dunia.k.dinas, jenis="LAIN", urut=1, uraian="x")
    with ditolak("templatlampiran_berisi"):
        TemplatLampiran.objects.create(unit=dunia.k.dinas, jenis="KONSEKUENSI", urut=1, uraian="")


# -- what the worker keeps


def test_ringkasan_satu_per_unit_dan_tahun(dunia):
    nilai = {
        "unit": dunia.k.dinas, "tahun": 2026, "tanggal": D(2026, 1, 2), "dihitung_pada": jam.sekarang(), "kedalaman": 2,
        "wajib": 1, "berlaku": 0, "bagian_belum": 1,
    }  # fmt: skip
    RingkasanPerencanaan.objects.create(**nilai)
    with ditolak("ringkasanperencanaan_satu"):
        RingkasanPerencanaan.objects.create(**nilai)

"""What the database itself refuses: nothing below a Perjanjian Kinerja that is no draft changes, by whatever hand."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from skp.actions import pk as aksi
from skp.actions import pk_baris as ketik
from skp.enums import StatusPK
from skp.models import IndikatorPK, LiniIndikator, LiniSasaran, PerjanjianKinerja, Program, RujukanPK, Sasaran, Simpul
from tests import pabrik

pytestmark = pytest.mark.django_db
KEADAAN = (StatusPK.BERLAKU, StatusPK.DIGANTI, StatusPK.BATAL)


def penuh() -> PerjanjianKinerja:
    pk = aksi.buat_pk(pabrik.unit("Dinas Kesehatan"), 2026, by=None)
    sasaran = ketik.tambah_sasaran(pk, {"uraian": "Sasaran"}, by=None)
    program = ketik.tambah_program(pk, {"nama": "Program", "sasaran": sasaran}, by=None)
    simpul = ketik.tambah_simpul(pk, {"uraian": "Simpul", "level": "ES3", "induk_sasaran": sasaran}, by=None)
    for pemilik in (sasaran, program, simpul):
        ketik.tambah_indikator(pemilik, {"uraian": "Indikator"}, by=None)
    ketik.tambah_rujukan(pk, {"jenis": "RENJA", "judul": "Renja"}, by=None)
    return pk


def dalam(status: StatusPK) -> PerjanjianKinerja:
    pk = penuh()
    if status == StatusPK.BATAL:
        return aksi.batalkan_pk(pk, "Salah.", by=None)
    aksi.berlakukan_pk(pk, by=None)
    if status == StatusPK.DIGANTI:
        aksi.berlakukan_pk(aksi.revisi_pk(pk, "Perubahan", by=None), by=None)
    pk.refresh_from_db()
    assert pk.status == status
    return pk


def sisipan(pk: PerjanjianKinerja) -> dict[str, Callable[[], Any]]:
    lini = {"unit": pk.unit, "tahun": 2026}
    return {
        "sasaran": lambda: Sasaran.objects.create(pk_unit=pk, lini=LiniSasaran.objects.create(**lini), urut=9, uraian="x"),
        "program": lambda: Program.objects.create(pk_unit=pk, urut=9, nama="x"),
        "simpul": lambda: Simpul.objects.create(pk_unit=pk, urut=9, level="ES3", uraian="x"),
        "indikator": lambda: IndikatorPK.objects.create(
            lini=LiniIndikator.objects.create(**lini), simpul=pk.simpul.first(), urut=9, uraian="x"
        ),
        "rujukan": lambda: RujukanPK.objects.create(pk_unit=pk, urut=9, jenis="RENJA", judul="x"),
    }


def baris(pk: PerjanjianKinerja) -> dict[str, Any]:
    return {
        "sasaran": Sasaran.objects.filter(pk_unit=pk),
        "program": Program.objects.filter(pk_unit=pk),
        "simpul": Simpul.objects.filter(pk_unit=pk),
        "indikator sasaran": IndikatorPK.objects.filter(sasaran__pk_unit=pk),
        "indikator program": IndikatorPK.objects.filter(program__pk_unit=pk),
        "indikator simpul": IndikatorPK.objects.filter(simpul__pk_unit=pk),
        "rujukan": RujukanPK.objects.filter(pk_unit=pk),
    }


def ditolak(lakukan: Callable[[], Any]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        lakukan()


@pytest.mark.parametrize("status", KEADAAN)
def test_isi_terkunci(status: StatusPK) -> None:
    pk = dalam(status)
    for lakukan in sisipan(pk).values():
        ditolak(lakukan)
    for semua in baris(pk).values():
        assert semua.exists()
        ditolak(lambda semua=semua: semua.update(urut=77))
        ditolak(lambda semua=semua: semua._raw_delete(using="default"))


def test_draf_terbuka() -> None:
    pk = penuh()
    for lakukan in sisipan(pk).values():
        lakukan()
    for semua in baris(pk).values():
        assert semua.update(urut=77)


def test_baris_tidak_dapat_keluar_atau_masuk() -> None:
    berlaku = dalam(StatusPK.BERLAKU)
    draf = aksi.revisi_pk(berlaku, "Perubahan", by=None)
    ditolak(lambda: RujukanPK.objects.filter(pk_unit=berlaku).update(pk_unit=draf))
    ditolak(lambda: RujukanPK.objects.filter(pk_unit=draf).update(pk_unit=berlaku))
    ditolak(lambda: IndikatorPK.objects.filter(sasaran__pk_unit=draf).update(sasaran=berlaku.sasaran.get()))


@pytest.mark.parametrize("status", KEADAAN)
def test_kepala_terkunci(status: StatusPK) -> None:
    satu = PerjanjianKinerja.objects.filter(pk=dalam(status).pk)
    for isi in (
        {"nomor": "x"},
        {"catatan": "x"},
        {"lain": {"x": 1}},
        {"alasan": "x"},
        {"jabatan_kepala": "x"},
        {"tahun": 2027},
    ):
        ditolak(lambda isi=isi: satu.update(**isi))
    ditolak(lambda: satu._raw_delete(using="default"))


def test_draf_boleh_dihapus_tetapi_tidak_pindah_tahun() -> None:
    satu = PerjanjianKinerja.objects.filter(pk=penuh().pk)
    ditolak(lambda: satu.update(tahun=2027))
    satu.delete()
    assert not Sasaran.objects.exists()


def test_lahir_sebagai_draf_dan_hanya_satu_yang_berlaku() -> None:
    pk = dalam(StatusPK.BERLAKU)
    isi = {"unit": pk.unit, "tahun": 2026, "dibuat_pada": pk.dibuat_pada}
    ditolak(
        lambda: PerjanjianKinerja.objects.create(**isi, versi=2, alasan="x", status="BERLAKU", berlaku_sejak=pk.dibuat_pada)
    )
    ditolak(lambda: PerjanjianKinerja.objects.create(**isi, versi=2))
    kedua = PerjanjianKinerja.objects.create(**isi, versi=2, alasan="x")
    ditolak(lambda: PerjanjianKinerja.objects.filter(pk=kedua.pk).update(status="BERLAKU", berlaku_sejak=pk.dibuat_pada))
    ditolak(lambda: PerjanjianKinerja.objects.create(**isi, versi=3, alasan="x"))
    ditolak(lambda: PerjanjianKinerja.objects.filter(pk=pk.pk).update(status="DRAF"))

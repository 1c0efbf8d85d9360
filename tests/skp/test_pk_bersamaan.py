"""Two people on one Perjanjian Kinerja at the same moment: one of them wins, the other is told."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from kinerja.organisasi.models import UnitKerja
from kinerja.plumbing.galat import Ditolak, Galat, SudahBerubah
from skp.actions import pk as aksi
from skp.actions import pk_baris as ketik
from skp.enums import StatusPK
from skp.models import PerjanjianKinerja, Sasaran
from tests import pabrik

pytestmark = pytest.mark.django_db(transaction=True)


def serentak(lakukan: Callable[[], Any]) -> tuple[threading.Thread, list[Any]]:
    """Start ``lakukan`` in another connection; what it gives or raises is the one item of the list."""
    hasil: list[Any] = []

    def jalan() -> None:
        try:
            hasil.append(lakukan())
        except Galat as galat:
            hasil.append(galat)
        finally:
            connection.close()

    utas = threading.Thread(target=jalan)
    utas.start()
    return utas, hasil


def menunggu_kunci() -> bool:
    """Whether another connection waits for a lock of this one."""
    with connection.cursor() as kursor:
        # Not pg_stat_activity: what it says is kept until the transaction ends.
        kursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))")
        return bool(kursor.fetchone()[0])


def draf() -> PerjanjianKinerja:
    pk = aksi.buat_pk(pabrik.unit("Dinas Kesehatan"), 2026, by=None)
    sasaran = ketik.tambah_sasaran(pk, {"uraian": "Semula"}, by=None)
    ketik.tambah_indikator(sasaran, {"uraian": "Indikator"}, by=None)
    return pk


def test_ketikan_yang_berpapasan_dengan_pemberlakuan(tunggu_sampai: Callable[..., None]) -> None:
    pk = draf()
    sasaran = pk.sasaran.get()
    with transaction.atomic():
        aksi.berlakukan_pk(pk, by=None)
        utas, hasil = serentak(lambda: ketik.ubah_baris(sasaran, {"uraian": "Terlambat"}, by=None))
        tunggu_sampai(menunggu_kunci)
    utas.join(20)
    assert isinstance(hasil[0], SudahBerubah)
    assert "revisi" in hasil[0].kalimat
    assert Sasaran.objects.get().uraian == "Semula"


def test_sisipan_tanpa_tindakan_pun_menunggu_lalu_ditolak(tunggu_sampai: Callable[..., None]) -> None:
    """The trigger reads the state ``FOR SHARE``: not even a raw write slips past."""
    pk = draf()

    def sisip() -> str:
        try:
            Sasaran.objects.filter(pk_unit=pk).update(uraian="Terlambat")
        except Exception as galat:
            return str(galat)
        return ""

    with transaction.atomic():
        aksi.berlakukan_pk(pk, by=None)
        utas, hasil = serentak(sisip)
        tunggu_sampai(menunggu_kunci)
    utas.join(20)
    assert "terkunci" in hasil[0]


def test_dua_orang_memulai_serentak(tunggu_sampai: Callable[..., None]) -> None:
    unit = pabrik.unit("Dinas Kesehatan")
    with transaction.atomic():
        aksi.buat_pk(unit, 2026, by=None)
        utas, hasil = serentak(lambda: aksi.buat_pk(UnitKerja.objects.get(pk=unit.pk), 2026, by=None))
        tunggu_sampai(menunggu_kunci)
    utas.join(20)
    assert isinstance(hasil[0], Ditolak)
    assert PerjanjianKinerja.objects.count() == 1


def test_dua_revisi_serentak(tunggu_sampai: Callable[..., None]) -> None:
    pk = aksi.berlakukan_pk(draf(), by=None)
    with transaction.atomic():
        aksi.revisi_pk(pk, "Pertama", by=None)
        utas, hasil = serentak(lambda: aksi.revisi_pk(pk, "Kedua", by=None))
        tunggu_sampai(menunggu_kunci)
    utas.join(20)
    assert isinstance(hasil[0], Ditolak)
    assert list(PerjanjianKinerja.objects.order_by("versi").values_list("status", flat=True)) == [
        StatusPK.BERLAKU,
        StatusPK.DRAF,
    ]

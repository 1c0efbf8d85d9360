"""Every constraint and trigger of the matrix, broken once, past every action."""

import datetime as dt

import pgtrigger
import pytest
from django.db import DatabaseError, transaction

from kinerja.plumbing import jam
from kinerja.plumbing.rentang import sejak
from skp.models import MPPH, BarisMPPH, KolomMPPH, LangkahMPPH, SelMPPH
from tests.skp import pabrik as p
from tests.skp.batas import ditolak, matriks, sel_matriks, sql

D = dt.date


@pytest.fixture
def draf(dunia):
    return p.skp_kosong(dunia, dunia.k.kadis)


@pytest.fixture
def isi(draf):
    return p.isi_rhk(draf)


def test_mpph_kendala(isi):
    m = matriks(isi)
    with ditolak("mpph_disepakati_bertanggal"), transaction.atomic():
        sql("UPDATE skp_mpph SET status = 'DISEPAKATI' WHERE id = %s", m.pk)
    with ditolak("mpph_langkah|transition", DatabaseError), transaction.atomic():
        sql("UPDATE skp_mpph SET status = 'FINAL' WHERE id = %s", m.pk)
    with ditolak("mpph_status"), pgtrigger.ignore("skp.MPPH:mpph_langkah"), transaction.atomic():
        sql("UPDATE skp_mpph SET status = 'LAIN', tanggal_dialog = '2026-01-02' WHERE id = %s", m.pk)


def test_mpph_lahir_draf(draf):
    with ditolak("mpph_lahir_draf|Cannot insert", DatabaseError):
        MPPH.objects.create(skp=draf.skp, status="DISEPAKATI", tanggal_dialog=D(2026, 1, 2), dibuat_pada=jam.sekarang())


def test_isi_mpph_kendala(dunia, isi):
    from kinerja.organisasi.models import TimKerja

    sel = sel_matriks(dunia, isi)
    m, kolom, baris = sel.kolom.mpph, sel.kolom, sel.baris
    tim = TimKerja.objects.create(unit=dunia.k.dinas, nama="Tim", ketua=dunia.k.kabid, berlaku=sejak(D(2026, 1, 1)))
    BarisMPPH.objects.create(mpph=m, tim=tim, urut=2)
    for kendala, buat in (
        ("kolommpph_sekali", lambda: KolomMPPH.objects.create(mpph=m, lini_rhk=isi.lini, urut=2)),
        ("barismpph_orang_atau_tim", lambda: BarisMPPH.objects.create(mpph=m, urut=3)),
        ("barismpph_orang_atau_tim", lambda: BarisMPPH.objects.create(mpph=m, urut=3, tim=tim, pegawai=dunia.k.kasi)),
        ("barismpph_orang_sekali", lambda: BarisMPPH.objects.create(mpph=m, urut=3, pegawai=dunia.k.kabid)),
        ("barismpph_tim_sekali", lambda: BarisMPPH.objects.create(mpph=m, urut=3, tim=tim)),
        ("barismpph_bukan_induk_sendiri", lambda: BarisMPPH.objects.filter(pk=baris.pk).update(induk=baris)),
        ("selmpph_urut_sekali", lambda: SelMPPH.objects.create(baris=baris, kolom=kolom, urut=1, uraian="y")),
        ("selmpph_berisi", lambda: SelMPPH.objects.create(baris=baris, kolom=kolom, urut=2, uraian="")),
        ("selmpph_keluaran", lambda: SelMPPH.objects.filter(pk=sel.pk).update(keluaran="OUTCOME")),
    ):
        with ditolak(kendala), transaction.atomic():
            buat()


@pytest.mark.parametrize(
    ("pemicu", "ubah"),
    [
        ("kolommpph_terkunci", "dikerjakan_sendiri = true"),
        ("barismpph_terkunci", "lintas_unit = true"),
        ("selmpph_terkunci", "uraian = 'x'"),
    ],
)
def test_isi_mpph_terkunci_sesudah_disepakati(dunia, isi, pemicu, ubah):
    sel = sel_matriks(dunia, isi)
    baris = {"kolommpph_terkunci": sel.kolom, "barismpph_terkunci": sel.baris, "selmpph_terkunci": sel}[pemicu]
    tabel = baris._meta.db_table
    sql("UPDATE skp_mpph SET status = 'DISEPAKATI', tanggal_dialog = '2026-01-02'")
    for perintah in (f"UPDATE {tabel} SET {ubah} WHERE id = %s", f"DELETE FROM {tabel} WHERE id = %s"):
        with ditolak("terkunci", DatabaseError), transaction.atomic():
            sql(perintah, baris.pk)
    lama, (baris.pk, baris.id) = baris.pk, (None, None)
    with ditolak("terkunci", DatabaseError), transaction.atomic():
        baris.save()
    sql("UPDATE skp_mpph SET status = 'DRAF'")
    sql(f"UPDATE {tabel} SET {ubah} WHERE id = %s", lama)


def test_langkahmpph_tetap(isi):
    LangkahMPPH.objects.create(mpph=matriks(isi), dari="DRAF", tindakan="x", ke="DRAF", pada=jam.sekarang(), nama_oleh="x")
    for perintah in ("UPDATE skp_langkahmpph SET catatan = 'x'", "DELETE FROM skp_langkahmpph"):
        with ditolak("langkahmpph_tetap|Cannot", DatabaseError), transaction.atomic():
            sql(perintah)

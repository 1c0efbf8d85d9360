"""Every constraint and trigger of ``models/evaluasi.py`` is broken once: no database shell can type a predikat."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from kinerja.plumbing import jam
from kinerja.plumbing.rentang import sejak
from predikat.aturan import KUADRAN
from predikat.enums import Predikat, Rating
from predikat.models import BagianEvaluasi, Evaluasi, LangkahEvaluasi, RatingDiberikan, SelKuadran
from tests.predikat.pabrik_dokumen import ATAS, SESUAI, ditetapkan, diusulkan, periode, predikat_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def d(dunia_dokumen):
    return dunia_dokumen


def melanggar(nama, lakukan):
    with pytest.raises(DatabaseError, match=nama), transaction.atomic():
        lakukan()


def baru(d, **lain):
    isi = {"pegawai": d.k.pelaksana, "periode": periode(d), "unit_hitung": d.k.dinas, "penilai": d.k.kasi, **lain}
    return Evaluasi.objects.create(**isi)


def ubah(e, **isi):
    return lambda: Evaluasi.objects.filter(pk=e.pk).update(**isi)


def test_satu_evaluasi_per_orang_dan_periode(d):
    baru(d)
    melanggar("evaluasi_sekali", lambda: baru(d))


def test_nilai_di_luar_daftar(d):
    melanggar("evaluasi_sumber", lambda: baru(d, sumber="DINAS_LAIN"))
    melanggar("evaluasi_status", lambda: baru(d, status="SELESAI"))
    melanggar("evaluasi_tidak_dievaluasi_beralasan", lambda: baru(d, status="TIDAK_DIEVALUASI"))


def test_predikat_tidak_dapat_diketik_dari_konsol(d):
    """All 9 x 5 combinations: only the nine cells are taken, whatever tool writes them."""
    predikat_unit(d)
    e = diusulkan(d)
    benar = {(h, p, KUADRAN[h, p]) for h in Rating for p in Rating}
    with connection.cursor() as kursor:
        for h in Rating:
            for p in Rating:
                for nilai in Predikat:
                    sql = "UPDATE predikat_evaluasi SET hasil=%s, perilaku=%s, predikat=%s, status='DITETAPKAN' WHERE id=%s"
                    kunci = transaction.savepoint()
                    try:
                        kursor.execute(sql, [h, p, nilai, e.pk])
                        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                        diterima = True
                    except DatabaseError:
                        diterima = False
                    transaction.savepoint_rollback(kunci)
                    assert diterima == ((h, p, nilai) in benar), (h, p, nilai)
    assert {(s.hasil, s.perilaku, s.predikat) for s in SelKuadran.objects.all()} == benar


def test_rating_dan_predikat_terisi_bersama(d):
    predikat_unit(d)
    e = diusulkan(d)
    tetap = {"status": "DITETAPKAN"}
    melanggar("evaluasi_lokal_tiga_atau_tiada", ubah(e, predikat="BAIK", **tetap))
    melanggar("evaluasi_lokal_tiga_atau_tiada", ubah(e, hasil=SESUAI, perilaku=SESUAI))
    melanggar("evaluasi_predikat_bila_ditetapkan", ubah(e, hasil=SESUAI, perilaku=SESUAI, predikat="BAIK"))
    melanggar("evaluasi_predikat_bila_ditetapkan", ubah(e, **tetap))


def test_yang_dinilai_di_luar_boleh_tanpa_rating(d):
    guru = baru(d, pegawai=d.k.guru, sumber="RUANG_GTK", predikat="BAIK", status="DITETAPKAN", penilai=None)
    melanggar("evaluasi_luar_tanpa_rating_sebagian", ubah(guru, hasil=SESUAI))
    Evaluasi.objects.filter(pk=guru.pk).update(predikat="SANGAT_BAIK")


def test_predikat_menunggu_predikat_organisasi(d):
    e = diusulkan(d)
    isi = {"hasil": SESUAI, "perilaku": SESUAI, "predikat": "BAIK", "status": "DITETAPKAN"}
    melanggar("belum ditetapkan", ubah(e, **isi))
    melanggar("belum ditetapkan", lambda: baru(d, pegawai=d.k.rekan, **isi))
    predikat_unit(d)
    Evaluasi.objects.filter(pk=e.pk).update(**isi)


def test_kepala_menunggu_predikat_unitnya_sendiri(d):
    predikat_unit(d, d.k.akar)
    e = diusulkan(d, d.k.kadis, unit=d.k.akar, unit_dipimpin=d.k.dinas)
    isi = {"hasil": SESUAI, "perilaku": SESUAI, "predikat": "BAIK", "status": "DITETAPKAN"}
    melanggar("belum ditetapkan", ubah(e, **isi))


def test_langkah_menurut_tabel_transisi(d):
    e = baru(d)
    predikat_unit(d)
    isi = {"hasil": SESUAI, "perilaku": SESUAI, "predikat": "BAIK", "status": "DITETAPKAN"}
    melanggar("evaluasi_lokal_lewat_rating", ubah(e, **isi))
    melanggar("Invalid transition", ubah(e, **isi | {"status": "DIDOKUMENKAN"}))


def test_yang_dibekukan_tidak_berubah(d):
    e = baru(d)
    for kolom, nilai in {"pegawai": d.k.rekan, "periode": periode(d, "AKHIR", 1), "unit_hitung": d.k.setda}.items():
        melanggar("Cannot update", ubah(e, **{kolom: nilai}))
    melanggar("Cannot update", ubah(e, unit_dipimpin=d.k.dinas))
    melanggar("Cannot delete", e.delete)


def test_bagian(d):
    e = baru(d)
    juli, agustus = dt.date(2026, 7, 1), dt.date(2026, 8, 1)
    BagianEvaluasi.objects.create(evaluasi=e, rentang=sejak(juli, agustus), penilai=d.k.kasi)

    def lagi(mulai, sampai):
        return lambda: BagianEvaluasi.objects.create(evaluasi=e, rentang=sejak(mulai, sampai), penilai=d.k.kabid)

    melanggar("bagianevaluasi_tak_bertumpuk", lagi(dt.date(2026, 7, 31), agustus))
    melanggar("bagianevaluasi_berisi", lagi(agustus, agustus))
    lagi(agustus, dt.date(2026, 10, 1))()


def test_rating_tak_berubah_dan_perubahan_beralasan(d):
    e = baru(d)

    def rating(**lain):
        isi = {"evaluasi": e, "tahap": "USULAN", "hasil": ATAS, "perilaku": ATAS, "penilai": d.k.kasi, "pada": jam.sekarang()}
        return RatingDiberikan.objects.create(**isi | lain)

    melanggar("ratingdiberikan_tahap", lambda: rating(tahap="AKHIR", alasan="x"))
    melanggar("ratingdiberikan_hasil", lambda: rating(hasil="BAIK"))
    melanggar("ratingdiberikan_perilaku", lambda: rating(perilaku="BAIK"))
    melanggar("ratingdiberikan_perubahan_beralasan", lambda: rating(tahap="KALIBRASI"))
    melanggar("ratingdiberikan_perubahan_beralasan", lambda: rating(tahap="KEBERATAN"))
    r = rating()
    melanggar("Cannot update or delete", lambda: RatingDiberikan.objects.update(hasil=SESUAI))
    melanggar("Cannot update or delete", r.delete)


def test_langkah_hanya_ditambah(d):
    e = ditetapkan(d)
    langkah = LangkahEvaluasi.objects.create(
        evaluasi=e, dari="BELUM", tindakan="usulkan_rating", ke="DIUSULKAN", pada=jam.sekarang(), nama_oleh="A"
    )
    melanggar("Cannot update or delete", lambda: LangkahEvaluasi.objects.update(catatan="x"))
    melanggar("Cannot update or delete", langkah.delete)

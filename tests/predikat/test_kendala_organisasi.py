"""Every constraint and trigger of ``models/organisasi.py`` is broken once."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from kinerja.plumbing import jam
from predikat.models import AlasanPola, KriteriaUnggul, PembekuanPopulasi, PredikatUnit, RekomendasiUnit, SelKuadran
from tests.predikat.pabrik_dokumen import ditetapkan, periode, predikat_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def d(dunia_dokumen):
    return dunia_dokumen


def melanggar(nama, lakukan):
    with pytest.raises(DatabaseError, match=nama), transaction.atomic():
        lakukan()


def unit_baru(d, **lain):
    isi = {"unit": d.k.dinas, "periode": periode(d), "nilai": "BAIK", "penetap": d.k.sekda, "oleh": d.akun(d.k.sekda),
           "ditetapkan_pada": jam.sekarang(), **lain}  # fmt: skip
    return PredikatUnit.objects.create(**isi)


def test_predikat_unit(d):
    melanggar("predikatunit_nilai", lambda: unit_baru(d, nilai="SANGAT_BAIK"))
    melanggar("predikatunit_menyimpang_beralasan", lambda: unit_baru(d, usulan="ISTIMEWA"))
    ada = unit_baru(d, usulan="ISTIMEWA", alasan="Anggaran dialihkan.")
    melanggar("predikatunit_sekali", lambda: unit_baru(d))
    lain = periode(d, urut=1, jenis="AKHIR")
    melanggar("Cannot update", lambda: PredikatUnit.objects.filter(pk=ada.pk).update(periode=lain))
    melanggar("Cannot update", lambda: PredikatUnit.objects.filter(pk=ada.pk).update(unit=d.k.setda))
    PredikatUnit.objects.filter(pk=ada.pk).update(nilai="ISTIMEWA")


def test_predikat_unit_tetap_selama_ada_yang_berpijak(d):
    ditetapkan(d)
    pu = PredikatUnit.objects.get(unit=d.k.dinas)
    melanggar("sudah ditetapkan menurut", lambda: PredikatUnit.objects.filter(pk=pu.pk).update(nilai="KURANG"))
    melanggar("sudah ditetapkan menurut", pu.delete)
    PredikatUnit.objects.filter(pk=pu.pk).update(alasan="Boleh dilengkapi.")


def test_predikat_unit_kepala_berpijak_pada_unit_yang_dipimpinnya(d):
    predikat_unit(d, d.k.akar)
    ditetapkan(d, d.k.kadis, unit=d.k.akar, unit_dipimpin=d.k.dinas)
    melanggar("sudah ditetapkan menurut", PredikatUnit.objects.get(unit=d.k.dinas).delete)
    PredikatUnit.objects.get(unit=d.k.akar).delete()


def test_rekomendasi(d):
    def baru(**lain):
        isi = {"unit": d.k.dinas, "periode": periode(d), "bidang": "PERENCANAAN", "isi": "Capaian program baik.",
               "oleh": d.akun(d.k.sekda), "pada": jam.sekarang(), **lain}  # fmt: skip
        return RekomendasiUnit.objects.create(**isi)

    melanggar("rekomendasiunit_bidang", lambda: baru(bidang="KEUANGAN"))
    melanggar("rekomendasiunit_nilai", lambda: baru(nilai="SANGAT_BAIK"))
    melanggar("rekomendasiunit_berisi", lambda: baru(isi=""))
    baru()
    melanggar("rekomendasiunit_sekali", baru)


def test_pembekuan(d):
    def baru():
        return PembekuanPopulasi.objects.create(periode=periode(d), tanggal=dt.date(2026, 9, 30), jumlah=3, pada=jam.sekarang())

    beku = baru()
    melanggar("periode_id", baru)
    melanggar("Cannot update or delete", lambda: PembekuanPopulasi.objects.update(jumlah=4))
    melanggar("Cannot update or delete", beku.delete)


def test_alasan_pola(d):
    def baru(**lain):
        isi = {"unit": d.k.dinas, "periode": periode(d), "baris": "Baik paling banyak 70 %", "alasan": "Unit baru.",
               "oleh": d.akun(d.k.sekda), "nama_oleh": "S", "pada": jam.sekarang(), **lain}  # fmt: skip
        return AlasanPola.objects.create(**isi)

    melanggar("alasanpola_berisi", lambda: baru(alasan=""))
    melanggar("alasanpola_berisi", lambda: baru(baris=""))
    a = baru()
    melanggar("Cannot update or delete", lambda: AlasanPola.objects.update(alasan="x"))
    melanggar("Cannot update or delete", a.delete)


def test_kriteria(db):
    def baru(**lain):
        return KriteriaUnggul.objects.create(**{"kelompok": "JF", "aspek": "HASIL", "urut": 1, "uraian": "Inovasi", **lain})

    melanggar("kriteriaunggul_kelompok", lambda: baru(kelompok="JPT"))
    melanggar("kriteriaunggul_aspek", lambda: baru(aspek="WAKTU"))
    melanggar("kriteriaunggul_berisi", lambda: baru(uraian=""))
    baru()


def test_sembilan_sel_tidak_berubah(db):
    assert SelKuadran.objects.count() == 9
    for sql in (
        "INSERT INTO predikat_selkuadran (hasil, perilaku, predikat) VALUES ('X', 'Y', 'SANGAT_BAIK')",
        "UPDATE predikat_selkuadran SET predikat = 'SANGAT_BAIK'",
        "DELETE FROM predikat_selkuadran",
        "TRUNCATE predikat_selkuadran CASCADE",
    ):
        with pytest.raises(IntegrityError, match="Sembilan sel"), transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(sql)

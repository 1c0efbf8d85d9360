"""A unit ends or gets another name: what is refused, what stays written."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from kinerja.organisasi.actions.unit import akhiri_unit, ubah_nama_unit
from kinerja.organisasi.models import MasaUnit, Penugasan, UnitKerja
from kinerja.organisasi.queries import unit_berlaku
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.rentang import sejak
from tests import pabrik

pytestmark = pytest.mark.django_db
HARI = dt.date(2026, 4, 1)


@pytest.fixture(autouse=True)
def waktu():
    with jam.pada(HARI):
        yield


@pytest.fixture
def k():
    return pabrik.kabupaten()


def masa(unit):
    return [(m.nama, m.berlaku.lower, m.berlaku.upper) for m in MasaUnit.objects.filter(unit=unit).order_by("berlaku")]


def test_unit_kosong_berakhir_dan_riwayatnya_tetap(k):
    kosong = pabrik.unit("Seksi Lama", k.bidang, "SEKSI")
    akhiri_unit(kosong, HARI, by=None)
    assert masa(kosong) == [("Seksi Lama", pabrik.SEJAK, HARI)]
    assert kosong not in unit_berlaku(HARI)
    assert kosong in unit_berlaku(HARI - dt.timedelta(days=1))
    with pytest.raises(SudahBerubah, match="tidak berlaku pada 1 April 2026"):
        akhiri_unit(kosong, HARI, by=None)


def test_unit_yang_masih_berisi_tidak_berakhir_dan_yang_ada_disebut(k):
    with pytest.raises(Ditolak, match="unit di bawahnya: Seksi Pelayanan Kesehatan Primer"):
        akhiri_unit(k.bidang, HARI, by=None)
    with pytest.raises(Ditolak, match=r"bertugas di sini: .*Rahmat Hidayatullah"):
        akhiri_unit(k.seksi, HARI, by=None)
    Penugasan.objects.filter(unit=k.seksi).update(berlaku=sejak(pabrik.SEJAK, HARI))
    with pytest.raises(Ditolak, match="bertugas di sini"):
        akhiri_unit(k.seksi, HARI - dt.timedelta(days=1), by=None)
    akhiri_unit(k.seksi, HARI, by=None)
    with pytest.raises(Ditolak, match="Unit teratas"):
        akhiri_unit(k.akar, HARI, by=None)


def test_nama_baru_berlaku_sejak_tanggalnya(k):
    ubah_nama_unit(k.dinas, "Dinas  Kesehatan dan KB", dt.date(2026, 1, 1), by=None)
    baru = dt.date(2026, 1, 1)
    assert masa(k.dinas) == [("Dinas Kesehatan", pabrik.SEJAK, baru), ("Dinas Kesehatan dan KB", baru, None)]
    assert UnitKerja.objects.get(pk=k.dinas.pk).nama_kini == "Dinas Kesehatan dan KB"
    assert MasaUnit.objects.pada(HARI).get(unit=k.dinas).organisasi
    ubah_nama_unit(k.dinas, "Dinas Kesehatan dan P2KB", baru, by=None)
    assert [m[0] for m in masa(k.dinas)] == ["Dinas Kesehatan", "Dinas Kesehatan dan P2KB"]
    for nama, sejak_, kalimat in (
        ("Dinas Kesehatan dan P2KB", HARI, "sudah bernama"),
        (" ", HARI, "Tuliskan nama"),
        ("Lain", HARI + dt.timedelta(days=1), "pada hari berlakunya"),
    ):
        with pytest.raises(Ditolak, match=kalimat):
            ubah_nama_unit(k.dinas, nama, sejak_, by=None)


def test_hanya_bkpsdm(k):
    admin = pabrik.akun(k.sekretaris, "ADMIN_UNIT", di=k.dinas)
    for lakukan in (lambda: akhiri_unit(k.seksi, HARI, by=admin), lambda: ubah_nama_unit(k.seksi, "X", HARI, by=admin)):
        with pytest.raises(TidakBoleh):
            lakukan()


def test_layar_bkpsdm_dari_halaman_unit(k):
    klien = Client()
    klien.force_login(pabrik.akun(k.petugas_bkpsdm, "ADMIN_BKPSDM"))
    kosong = pabrik.unit("Seksi Lama", k.bidang, "SEKSI")
    halaman = klien.get(reverse("layanan:unit", args=[kosong.pk])).content.decode()
    akhiri, nama = (reverse(f"layanan:{x}", args=[kosong.pk]) for x in ("akhiri_unit", "nama_unit"))
    assert akhiri in halaman
    assert nama in halaman
    assert klien.post(nama, {"nama": "Seksi Baru", "sejak": "2026-04-01"}).status_code == 302
    gagal = klien.post(akhiri, {"sejak": "2026-04-01"})
    assert gagal.status_code == 422
    assert "baru mulai 1 April 2026" in gagal.content.decode()
    assert klien.post(akhiri, {"sejak": "2026-04-02"}).status_code == 302
    assert masa(kosong)[-1] == ("Seksi Baru", HARI, dt.date(2026, 4, 2))

"""Heads of schools and puskesmas: taken with their letter, replaced, refused."""

import datetime as dt

import pytest

from kinerja.organisasi.models import HubunganPenilai, Penugasan, UnitKerja
from kinerja.plumbing.impor import BARU, BERUBAH, HILANG
from tests import pabrik
from tests.siasn import impor, tulis_xlsx

pytestmark = pytest.mark.django_db
ACUAN = dt.date(2026, 1, 31)


@pytest.fixture
def sekolah():
    akar = pabrik.unit("Pemerintah", jenis="PEMDA")
    hasil = []
    for i in (1, 2):
        s = pabrik.unit(f"SDN {i}", akar, "UPTD_SATPEN")
        UnitKerja.objects.filter(pk=s.pk).update(siasn_id=f"S{i}")
        s.guru = [pabrik.staf(s, f"Guru {i}{n}", "Guru Ahli Muda", jenis="JF") for n in (1, 2)]
        hasil.append(s)
    pabrik.hitung_penilai(dt.date(2026, 1, 1), by=None)
    return hasil


def baris(orang, unit, **lain):
    isi = {"NO": 1, "NIP": orang.nip, "NAMA": orang.nama, "UNOR ID": unit, "UNOR NAMA": "Sekolah"}
    return (
        isi | {"TUGAS TAMBAHAN": "Kepala Sekolah", "NOMOR SK": "800/1", "TANGGAL SK": "28-12-2025", "TMT": "01-01-2026"} | lain
    )


@pytest.fixture
def jalankan(tmp_path):
    return lambda *isi: impor("tugas_tambahan", tulis_xlsx(tmp_path / "t.xlsx", list(isi)), ACUAN)


def hitungan(h):
    return h.jumlah(BARU), h.jumlah(BERUBAH), h.tetap, h.jumlah(HILANG), len(h.ditolak), len(h.ganda)


def memimpin(unit):
    kini = Penugasan.objects.pada(ACUAN).filter(unit__siasn_id=unit, memimpin=True).select_related("pegawai")
    return [(p.pegawai.nama, p.sifat, p.sk) for p in kini]


def test_diterapkan_menjadi_penilai_dan_tetap_bila_diulang(jalankan, sekolah):
    kepala, guru = sekolah[0].guru
    assert hitungan(jalankan(baris(kepala, "S1"))) == (1, 0, 0, 0, 0, 0)
    assert memimpin("S1") == [("Guru 11", "TUGAS_TAMBAHAN", "800/1")]
    assert HubunganPenilai.objects.pada(ACUAN).get(pegawai=guru).penilai == kepala
    assert hitungan(jalankan(baris(kepala, "S1"))) == (0, 0, 1, 0, 0, 0)


def test_kepala_berganti(jalankan, sekolah):
    lama, baru = sekolah[0].guru
    jalankan(baris(lama, "S1"))
    assert hitungan(jalankan(baris(baru, "S1", TMT="15-01-2026"))) == (1, 0, 0, 0, 0, 0)
    assert memimpin("S1") == [("Guru 12", "TUGAS_TAMBAHAN", "800/1")]
    assert Penugasan.objects.get(pegawai=lama, sifat="TUGAS_TAMBAHAN").berlaku.upper == dt.date(2026, 1, 15)
    assert HubunganPenilai.objects.pada(ACUAN).get(pegawai=lama).penilai == baru


def test_kepala_pindah_sekolah(jalankan, sekolah):
    kepala = sekolah[0].guru[0]
    jalankan(baris(kepala, "S1"))
    assert hitungan(jalankan(baris(kepala, "S2", TMT="15-01-2026"))) == (0, 1, 0, 0, 0, 0)
    assert (memimpin("S1"), memimpin("S2")) == ([], [("Guru 11", "TUGAS_TAMBAHAN", "800/1")])


def test_sk_diperbaiki_di_tempat_dan_yang_hilang_dihitung(jalankan, sekolah):
    kepala, lain = sekolah[0].guru[0], sekolah[1].guru[0]
    jalankan(baris(kepala, "S1"), baris(lain, "S2"))
    assert hitungan(jalankan(baris(kepala, "S1", **{"NOMOR SK": "800/2"}))) == (0, 1, 0, 1, 0, 0)
    assert memimpin("S1") == [("Guru 11", "TUGAS_TAMBAHAN", "800/2")]
    assert len(memimpin("S2")) == 1


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"NIP": "123"}, "NIP bukan 18 angka"),
        ({"NIP": 1.98e17}, "disimpan sebagai angka"),
        ({"NIP": "199003172014021001"}, "belum terdaftar"),
        ({"NAMA": "Orang Lain"}, "tidak cocok dengan pemilik NIP"),
        ({"UNOR ID": "X9"}, "tidak ada di pohon unit"),
        ({"NOMOR SK": None}, "NOMOR SK kosong"),
        ({"TMT": "31-02-2026"}, "tanggal tidak dapat dibaca"),
        ({"TMT": "01-02-2026"}, "melewati tanggal acuan"),
    ],
)
def test_ditolak(jalankan, sekolah, ubah, kata):
    h = jalankan(baris(sekolah[0].guru[0], "S1", **ubah))
    assert hitungan(h)[:5] == (0, 0, 0, 0, 1)
    assert kata in h.ditolak[0].alasan


def test_unit_berpejabat_definitif_ditolak(jalankan, sekolah):
    orang = sekolah[0].guru
    Penugasan.objects.filter(pegawai=orang[1]).update(memimpin=True)
    assert "pejabat definitif" in jalankan(baris(orang[0], "S1")).ditolak[0].alasan


def test_dua_kepala_satu_unit_atau_dua_unit_satu_orang_ditahan(jalankan, sekolah):
    a, b = sekolah[0].guru
    assert hitungan(jalankan(baris(a, "S1"), baris(b, "S1"))) == (0, 0, 0, 0, 0, 2)
    assert hitungan(jalankan(baris(a, "S1"), baris(a, "S2"))) == (0, 0, 0, 0, 0, 2)
    assert hitungan(jalankan(baris(a, "S1"), baris(a, "S1"))) == (1, 0, 0, 0, 0, 2)

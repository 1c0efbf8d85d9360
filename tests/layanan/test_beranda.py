"""Beranda: the name as it is, tasks of every app by deadline, the year, the team, the first steps of BKPSDM."""

import datetime as dt
from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kinerja.layanan.beranda import langkah_awal, salam
from kinerja.organisasi.actions.penilai import hitung_penilai
from kinerja.organisasi.enums import Peran
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import LANGKAH_AWAL, SUMBER_TUGAS, LangkahAwal, SumberTugas, Tugas
from kinerja.siklus.actions import buka_siklus
from tests import pabrik
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db
SELASA = dt.datetime(2026, 11, 24, 9, 30)


@pytest.fixture
def kab() -> Kabupaten:
    return pabrik.kabupaten()


def masuk(orang: object, *peran: str) -> Client:
    klien = Client()
    klien.force_login(pabrik.akun(orang, *peran))  # type: ignore[arg-type]
    return klien


@pytest.fixture
def sumber(monkeypatch: pytest.MonkeyPatch) -> list[Tugas]:
    """Tasks of two apps for whoever asks."""
    isi: list[Tugas] = []
    monkeypatch.setattr(SUMBER_TUGAS, "_isi", {
        "satu": SumberTugas("satu", lambda akun: (t for t in isi[:1])),
        "dua": SumberTugas("dua", lambda akun: (t for t in isi[1:])),
    })  # fmt: skip
    return isi


def tugas(judul: str, batas: dt.date | None = None) -> Tugas:
    return Tugas(judul, "Keterangan.", "Kerjakan", "/unit/", batas)


@pytest.mark.parametrize(
    ("pukul", "kata"), [(0, "pagi"), (10, "pagi"), (11, "siang"), (14, "siang"), (15, "sore"), (17, "sore"), (18, "malam")]
)
def test_salam_menurut_waktu(pukul: int, kata: str) -> None:
    assert salam(dt.datetime(2026, 11, 24, pukul, 59)) == f"Selamat {kata}"


def test_nama_persis_seperti_tercatat(kab: Kabupaten) -> None:
    kab.jf.gelar_depan = "Ns."
    kab.jf.nama = "Rahmat Hidayatullah d'Alba"
    kab.jf.save()
    isi = masuk(kab.jf).get("/").content.decode()
    assert "Rahmat Hidayatullah d&#x27;Alba</h1>" in isi


def test_akun_tanpa_pegawai_tetap_punya_beranda(kab: Kabupaten) -> None:
    klien = Client()
    klien.force_login(pabrik.akun(None, Peran.AUDITOR, nama="Auditor Inspektorat"))
    isi = klien.get("/").content.decode()
    assert "Auditor Inspektorat</h1>" in isi
    assert "Kinerja saya" not in isi


def test_tugas_semua_aplikasi_urut_batas_yang_tanpa_batas_terakhir(kab: Kabupaten, sumber: list[Tugas]) -> None:
    sumber += [tugas("Nanti", dt.date(2026, 12, 4)), tugas("Tanpa batas"), tugas("Besok", dt.date(2026, 11, 25))]
    with jam.pada(SELASA):
        tampil = masuk(kab.jf).get("/").context["tugas"]
    assert [(t.tugas.judul, t.sisa) for t in tampil] == [("Besok", 1), ("Nanti", 8), ("Tanpa batas", None)]


def test_sisa_dihitung_menurut_pekan_kantornya(kab: Kabupaten, sumber: list[Tugas]) -> None:
    kab.sekolah.masa.update(hari_kerja=6)
    sumber.append(tugas("Senin depan", dt.date(2026, 11, 30)))
    with jam.pada(SELASA):
        assert masuk(kab.jf).get("/").context["tugas"][0].sisa == 4
        assert masuk(kab.guru).get("/").context["tugas"][0].sisa == 5


def test_sisa_memakai_pekan_yang_disimpan_tenggatnya_seperti_pengingatnya(kab: Kabupaten, sumber: list[Tugas]) -> None:
    sumber.append(replace(tugas("Senin depan", dt.date(2026, 11, 30)), hari_kerja=6))
    with jam.pada(SELASA):
        assert masuk(kab.jf).get("/").context["tugas"][0].sisa == 5


def test_tugas_lewat_batas_tetap_di_depan(kab: Kabupaten, sumber: list[Tugas]) -> None:
    sumber += [tugas("Nanti", dt.date(2026, 12, 4)), tugas("Terlambat", dt.date(2026, 11, 20))]
    with jam.pada(SELASA):
        isi = masuk(kab.jf).get("/").content.decode()
    assert isi.index("Terlambat") < isi.index("Nanti")
    assert "hari kerja lewat" in isi


def test_tanpa_tugas_dikatakan_apa_yang_berikutnya(kab: Kabupaten, sumber: list[Tugas]) -> None:
    with jam.pada(SELASA):
        klien = masuk(kab.jf)
        assert "Siklus tahun ini belum dibuka BKPSDM" in klien.get("/").content.decode()
        buka_siklus(tahun=2026, by=None)
        konteks = klien.get("/").context
    assert konteks["berikut"].startswith("Berikutnya:")


def test_perjalanan_tahun_ini_dengan_satu_tempat_berdiri(kab: Kabupaten) -> None:
    with jam.pada(SELASA):
        buka_siklus(tahun=2026, by=None)
        konteks = masuk(kab.jf).get("/").context
    assert konteks["tahun"] == 2026
    assert [t["keadaan"] for t in konteks["tahap"]].count("kini") == 1


def test_di_awal_tahun_perjalanan_tahun_lalu_masih_tampil(kab: Kabupaten) -> None:
    with jam.pada(SELASA):
        buka_siklus(tahun=2026, by=None)
    with jam.pada(dt.date(2027, 1, 12)):
        assert masuk(kab.jf).get("/").context["tahun"] == 2026


def test_kartu_saya_menyebut_penilai_dan_alasannya(kab: Kabupaten) -> None:
    saya = masuk(kab.jf).get("/").context["saya"]
    assert (saya.penilai, saya.atasan) == (kab.kasi, kab.kabid)
    assert saya.jabatan_penilai == "Kepala Seksi Pelayanan Kesehatan Primer"
    assert saya.alasan[0].kalimat == "Bertugas di Seksi Pelayanan Kesehatan Primer."
    assert saya.alasan[0].fakta == {}


def test_kartu_saya_menyebut_masalahnya(kab: Kabupaten) -> None:
    baru = pabrik.pegawai("Belum Bertugas")
    hitung_penilai(pabrik.SEJAK, [baru.pk], by=None)
    assert masuk(baru).get("/").context["saya"].masalah == "Belum ada penugasan di unit mana pun"


def test_tim_saya_hanya_yang_saya_nilai(kab: Kabupaten) -> None:
    assert [p.nama for p in masuk(kab.kasi).get("/").context["tim"]] == ["Ernawati", "Hendra Maulana", "Rahmat Hidayatullah"]
    assert "Tim saya" not in masuk(kab.jf).get("/").content.decode()


def test_langkah_awal_hanya_bagi_bkpsdm_dan_hilang_bila_selesai(kab: Kabupaten, monkeypatch: pytest.MonkeyPatch) -> None:
    klien = masuk(kab.petugas_bkpsdm, Peran.ADMIN_BKPSDM)
    assert klien.get("/").context["langkah"]
    assert "langkah" not in masuk(kab.jf).get("/").context
    monkeypatch.setattr(LANGKAH_AWAL, "_isi", {"a": LangkahAwal("a", "A", lambda: (True, "Selesai."), "layanan:beranda")})
    assert klien.get("/").context["langkah"] == []


def test_langkah_sesudah_yang_belum_selesai_menunggu(monkeypatch: pytest.MonkeyPatch) -> None:
    keadaan = {"a": True, "b": False, "c": False, "d": True}
    monkeypatch.setattr(
        LANGKAH_AWAL, "_isi", {k: LangkahAwal(k, k, lambda s=s: (s, ""), "tidak:ada") for k, s in keadaan.items()}
    )
    assert [(x.keadaan, x.url) for x in langkah_awal()] == [("selesai", ""), ("kini", ""), ("nanti", ""), ("selesai", "")]


def test_langkah_landasan_menurut_datanya() -> None:
    def keadaan() -> dict[str, bool]:
        return {x.nama: x.keadaan()[0] for x in LANGKAH_AWAL if x.nama in dasar}

    dasar = ("unit", "pegawai", "kepala_daerah", "tugas_tambahan", "penilai")
    assert keadaan() == dict.fromkeys(dasar, False)
    kab = pabrik.kabupaten()
    assert keadaan() == dict.fromkeys(dasar, True)
    kab.jf.hubungan_penilai.all().delete()
    assert keadaan()["penilai"] is False


@pytest.mark.parametrize("jumlah", [1, 3, 60])
def test_biaya_tetap_berapa_pun_anggota_timnya(
    kab: Kabupaten, jumlah: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    unit = pabrik.unit("Dinas Baru", kab.akar)
    kepala = pabrik.kepala(unit)
    for _ in range(jumlah):
        pabrik.staf(unit)
    hitung_penilai(pabrik.SEJAK, by=None)
    klien = masuk(kepala)
    with jam.pada(SELASA):
        buka_siklus(tahun=2026, by=None)
        with django_assert_num_queries(BIAYA):
            assert len(klien.get("/").context["tim"]) == jumlah


#: session, account, roles (2); the year (3) and its holidays; news; my position, assessor, his position; team (3); unread;
#: tasks: a first question of all sources together, and a second of those that have one
BIAYA = 18

"""What a rating must rest on, what would change the predikat, and the table of clocks: pure."""

import pytest

from predikat.aturan import KUADRAN, capaian_pk
from predikat.aturan_jangka import JANGKA, akibat_diam, boleh_dilaporkan, boleh_keberatan, jangka_keberatan, resmi
from predikat.aturan_rating import Dicentang, bila_maka, kurang_usulan
from predikat.enums import AspekKriteria, Jangka, Rating, StatusDokumen

ATAS, SESUAI, BAWAH = Rating
D = StatusDokumen
HASIL, PERILAKU = AspekKriteria


def kurang(hasil=SESUAI, perilaku=SESUAI, *, bukti=1, alasan="", kriteria=(), kepala=False):
    semua = kurang_usulan(hasil, perilaku, bukti=bukti, alasan_tanpa_bukti=alasan, kriteria=kriteria, kepala=kepala)
    return [a.fakta["di"] for a in semua]


def test_tanpa_bukti_perlu_alasan():
    assert kurang() == []
    assert kurang(bukti=0) == ["alasan_tanpa_bukti"]
    assert kurang(bukti=0, alasan="  ") == ["alasan_tanpa_bukti"]
    assert kurang(bukti=0, alasan="Layanan tanpa dokumen.") == []


def test_di_atas_ekspektasi_perlu_kriteria_bersandaran():
    h, p = Dicentang(HASIL, "Inovasi", "Surat edaran"), Dicentang(PERILAKU, "Teladan", "Umpan balik dua pihak")
    assert kurang(ATAS) == [HASIL]
    assert kurang(ATAS, ATAS) == [HASIL, PERILAKU]
    assert kurang(ATAS, kriteria=[p]) == [HASIL]
    assert kurang(ATAS, ATAS, kriteria=[h, p]) == []
    assert kurang(kriteria=[Dicentang(HASIL, "Inovasi", " ")]) == [HASIL]


def test_yang_bukan_kepala_adalah_bawaan():
    kurang_nya = kurang_usulan(ATAS, SESUAI, bukti=1, alasan_tanpa_bukti="", kriteria=())
    assert [a.fakta["di"] for a in kurang_nya] == [HASIL]


def test_hasil_kepala_tidak_perlu_kriteria():
    assert kurang(ATAS, kepala=True) == []
    assert kurang(ATAS, ATAS, kepala=True) == [PERILAKU]


@pytest.mark.parametrize("hasil", Rating)
@pytest.mark.parametrize("perilaku", Rating)
def test_bila_maka_satu_langkah(hasil, perilaku):
    semua = bila_maka(hasil, perilaku)
    for b in semua:
        sel = (b.rating, perilaku) if b.aspek is HASIL else (hasil, b.rating)
        assert KUADRAN[sel] is b.predikat
        assert b.berubah == (b.predikat is not KUADRAN[hasil, perilaku])
    assert [b.berubah for b in semua] == sorted((b.berubah for b in semua), reverse=True)
    assert len(semua) == (hasil is SESUAI) + (perilaku is SESUAI) + 2


def test_bila_maka_yang_mengubah_dahulu_naik_sebelum_turun():
    assert [(b.aspek, b.rating, b.predikat, b.naik, b.berubah) for b in bila_maka(SESUAI, BAWAH)] == [
        (PERILAKU, SESUAI, "BAIK", True, True),
        (HASIL, BAWAH, "SANGAT_KURANG", False, True),
        (HASIL, ATAS, "KURANG_MISCONDUCT", True, False),
    ]
    assert [(b.aspek, b.rating, b.naik) for b in bila_maka(ATAS, ATAS)] == [(HASIL, SESUAI, False), (PERILAKU, SESUAI, False)]


def test_bila_maka_kepala_hanya_perilaku():
    assert {b.aspek for b in bila_maka(SESUAI, SESUAI, kepala=True)} == {PERILAKU}


@pytest.mark.parametrize(
    ("tercapai", "melampaui", "jumlah", "nilai"),
    [
        (0, 0, 0, None),
        (4, 2, 4, "DI_ATAS"),
        (4, 1, 4, "SESUAI"),
        (3, 3, 4, "SESUAI"),
        (2, 2, 4, "DI_BAWAH"),
        (7, 7, 10, "DI_BAWAH"),
        (8, 8, 10, "SESUAI"),
        (10, 4, 10, "SESUAI"),
        (10, 6, 10, "DI_ATAS"),
        (0, 0, 3, "DI_BAWAH"),
        (1, 1, 1, "DI_ATAS"),
    ],
)
def test_capaian_pk(tercapai, melampaui, jumlah, nilai):
    assert capaian_pk(tercapai, melampaui, jumlah).nilai == nilai


# -- clocks


def test_setiap_jangka_ada_satu_kali_dan_lengkap():
    assert set(JANGKA) == set(Jangka)
    assert all(x.mulai and x.parameter and x.pemegang and x.diam and x.dasar_hukum for x in JANGKA.values())


def test_parameter_jangka_ada():
    from kinerja.siklus.bawaan import baca_bawaan

    assert {x.parameter for x in JANGKA.values()} <= {b.nama for b in baca_bawaan()}


def test_empat_belas_hari_dua_parameter():
    hari, hari_kerja = (JANGKA[jangka_keberatan(x)].parameter for x in ("hari_kalender", "hari_kerja"))
    assert (hari, hari_kerja) == ("keberatan_batas_hari", "keberatan_batas_hari_kerja")


def boleh(status, **lain):
    isi = {"periodik": False, "atas_periodik": True, "masih_masa": True, **lain}
    return boleh_keberatan(status, **isi).nilai


def test_yang_sudah_menandatangani_diberi_tahu_haknya_tetap():
    isi = {"periodik": False, "atas_periodik": True, "masih_masa": True}
    assert "Tanda tangan" in boleh_keberatan(D.DITANDATANGANI, **isi).alasan[0].kalimat
    assert "Tanda tangan" not in boleh_keberatan(D.DITERIMA, **isi).alasan[0].kalimat


def test_keberatan_sesudah_tanda_tangan_sampai_masanya_lewat():
    assert [s for s in D if boleh(s)] == [D.DISERAHKAN, D.DITERIMA, D.DITANDATANGANI]
    assert not boleh(D.DITANDATANGANI, masih_masa=False)
    assert not boleh(D.DITERIMA, pernah=True)
    assert not boleh(D.DITERIMA, periodik=True, atas_periodik=False)
    assert boleh(D.DITERIMA, periodik=True)


def test_diam():
    assert akibat_diam(dianggap_menerima=True).nilai
    assert not akibat_diam(dianggap_menerima=False).nilai


def test_kapan_predikat_resmi():
    def apa(status, lewat=True, dianggap=True):
        return resmi(status, masa_keberatan_lewat=lewat, dianggap_menerima=dianggap).nilai

    assert [s for s in D if apa(s)] == [D.DITANDATANGANI, D.DIPUTUS, D.DIAM]
    assert apa(D.DITANDATANGANI, lewat=False)
    assert not apa(D.DIAM, lewat=False)
    assert not apa(D.DIAM, dianggap=False)


def test_laporan_tidak_menunggu_keberatan():
    assert boleh_dilaporkan(D.KEBERATAN).nilai == "dalam keberatan"
    assert boleh_dilaporkan(D.DISUSUN).nilai == "belum diserahkan"
    assert boleh_dilaporkan(D.DITANDATANGANI).nilai == ""

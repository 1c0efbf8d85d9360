"""Predikat from elsewhere: Ruang GTK by import, tugas belajar by transcript. Locked, counted, official with their source."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from dialog.models import LaporanStudi
from kinerja.layanan.impor import mesin
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, TidakBoleh
from predikat import listeners
from predikat.actions import luar
from predikat.aturan_luar import BarisKonversi, periksa_konversi, predikat_dari_ipk, tahunan_dari_semester
from predikat.enums import Predikat
from predikat.impor_gtk import RUANG_GTK
from predikat.models import Evaluasi, KonversiIPK, LangkahEvaluasi, PredikatResmi
from predikat.queries import pola_unit
from tests import pabrik
from tests.predikat.pabrik_dokumen import berkas, bkpsdm, periode, predikat_unit
from tests.siasn import tulis_xlsx

HARI = dt.date(2027, 2, 1)
SB, B, BP = Predikat.SANGAT_BAIK, Predikat.BAIK, Predikat.BUTUH_PERBAIKAN


@pytest.fixture
def dunia(dunia_dokumen):
    return dunia_dokumen


def pratinjau(tempat, *baris):
    return mesin.pratinjau(RUANG_GTK, mesin.baca(RUANG_GTK, tulis_xlsx(tempat / "gtk.xlsx", list(baris))), HARI)


def terapkan(hasil):
    with transaction.atomic():
        mesin.kunci_impor()
        mesin.terapkan(RUANG_GTK, hasil, HARI, None)


def baris(orang, tahun="2025", predikat="Baik", periode="", **lain):
    nip = orang if isinstance(orang, str) else orang.nip
    return {"NIP": nip, "TAHUN": tahun, "PERIODE": periode, "PREDIKAT": predikat} | lain


def luar_(dunia, orang, sumber, **lain):
    return Evaluasi.objects.create(
        pegawai=orang,
        unit_hitung=dunia.k.dinas_lain,
        periode=lain.pop("periode", None) or periode(dunia),
        sumber=sumber,
        **lain,
    )


def resmi(orang):
    return set(PredikatResmi.objects.filter(pegawai=orang, pengganti=None).values_list("tahun", "nilai", "sumber"))


# -- rules


def test_dua_semester_menjadi_tahun_hanya_bila_sama():
    assert tahunan_dari_semester({1: B, 2: B}).nilai is B
    beda = tahunan_dari_semester({1: SB, 2: B})
    assert (beda.nilai, "Tahunan" in beda.alasan[0].kalimat) == (None, True)
    for satu in (1, 2):
        kurang = tahunan_dari_semester({satu: B})
        assert kurang.nilai is None
        assert ("Semester II belum" if satu == 1 else "Semester I belum") in kurang.alasan[0].kalimat


def test_ipk_menurut_baris_tertinggi_yang_dicapainya():
    tabel = [BarisKonversi(Decimal("3.00"), B, "Perbup"), BarisKonversi(Decimal("3.51"), SB, "Perbup")]
    kata = {"3.51": SB, "3.50": B, "3": B, "2.99": None}
    assert {n: predikat_dari_ipk(Decimal(n), tabel).nilai for n in kata} == kata
    assert predikat_dari_ipk(Decimal("3.6"), tabel).alasan[0].dasar_hukum == "Perbup"
    kosong = predikat_dari_ipk(Decimal(4), [])
    assert (kosong.nilai, "belum ditetapkan" in kosong.alasan[0].kalimat) == (None, True)


def test_tabel_konversi_menurun_dan_di_antara_nol_dan_empat():
    assert periksa_konversi([(SB, Decimal("3.5")), (B, Decimal(3))]) == ""
    assert "Baik harus di bawah" in periksa_konversi([(SB, Decimal(3)), (B, Decimal(3))])
    assert "antara 0 dan 4" in periksa_konversi([(SB, Decimal("4.1"))])
    assert periksa_konversi([])


# -- Ruang GTK


def test_setiap_alasan_penolakan(dunia, tmp_path):
    guru, lokal = dunia.k.guru, dunia.k.pelaksana
    luar_(dunia, lokal, "LOKAL")
    luar_(dunia, dunia.k.kepsek, "RUANG_GTK", status="TIDAK_DIEVALUASI", alasan_tidak_dievaluasi="CLTN.")
    hasil = pratinjau(
        tmp_path,
        baris("123"),
        baris(guru, periode="Catur wulan"),
        baris(guru, "2027"),
        baris(guru, "2025", periode="Semester I"),
        baris(guru, "2025", "Istimewa"),
        baris("198501012010011999"),
        baris(lokal, "2026", periode="Triwulan III"),
        baris(dunia.k.kepsek, "2026", periode="Triwulan III"),
        baris(guru, "2026", periode="Triwulan II"),
        baris(guru, "2024", periode="Semester I"),
        baris(dunia.k.rekan, "2024", periode="Semester I"),
        baris(dunia.k.rekan, "2024", "Cukup", periode="Semester II"),
        baris(guru),
        baris(guru, periode="tahunan"),
    )
    assert (hasil.data, hasil.jumlah("BARU"), len(hasil.ganda)) == (14, 1, 1)
    kata = [t.alasan for t in sorted(hasil.ditolak, key=lambda t: t.baris)]
    awal = ("NIP harus", "Periode tidak", "Tahun antara", "Ruang GTK menilai", "Predikat tidak", "Tidak ada pegawai",
            "Predikatnya pada Triwulan III 2026 bukan", "Dinyatakan tidak", "Evaluasi periode itu", "Semester II belum",
            "Semester I Baik", "Semester I Baik")  # fmt: skip
    assert len(kata) == len(awal)
    assert all(k.startswith(a) for k, a in zip(kata, awal, strict=True)), kata


def test_guru_terkunci_dihitung_pada_dinasnya_dan_resmi_dengan_sumbernya(dunia, tmp_path):
    guru, p = dunia.k.guru, periode(dunia)
    predikat_unit(dunia, dunia.k.dinas_lain, di=p)
    e = luar_(dunia, guru, "RUANG_GTK")
    isi = baris(guru, "2026", "Sangat Baik", "Triwulan III", KETERANGAN="GTK/9")
    terapkan(pratinjau(tmp_path, isi))
    e.refresh_from_db()
    assert (e.status, e.predikat, e.hasil, e.penetap) == ("DITETAPKAN", "SANGAT_BAIK", None, None)
    pola = pola_unit([dunia.k.dinas_lain.pk], p)[dunia.k.dinas_lain.pk]
    assert (pola.jumlah[SB], pola.terkunci[SB]) == (1, 1)
    dengar(e)
    assert resmi(guru) == {(2026, "SANGAT_BAIK", "RUANG_GTK")}
    assert "GTK/9" in PredikatResmi.objects.get(pegawai=guru).keterangan
    hasil = pratinjau(tmp_path, isi)
    assert (hasil.tetap, hasil.rencana) == (1, [])
    terapkan(pratinjau(tmp_path, baris(guru, "2026", "Baik", "Triwulan III")))
    e.refresh_from_db()
    dengar(e)
    assert resmi(guru) == {(2026, "BAIK", "RUANG_GTK")}
    assert LangkahEvaluasi.objects.filter(evaluasi=e, tindakan="terima_predikat").count() == 2


def dengar(e):
    from kinerja.plumbing.models import Peristiwa

    listeners.dokumenkan(Peristiwa.objects.filter(nama="predikat.ditetapkan", objek_id=e.pk).latest("pk"))


def test_tahun_dari_dua_semester_atau_dari_baris_tahunannya(dunia, tmp_path):
    guru, kepsek = dunia.k.guru, dunia.k.kepsek
    isi = [
        baris(guru, "2024", periode="Semester I"),
        baris(guru, "2024", periode="Semester II"),
        baris(kepsek, "2024", "Baik", "Semester I"),
        baris(kepsek, "2024", "Sangat Baik", "Semester II"),
        baris(kepsek, "2024", "Sangat Baik", "Tahunan", KETERANGAN="SK 3"),
    ]
    terapkan(pratinjau(tmp_path, *isi))
    assert (resmi(guru), resmi(kepsek)) == ({(2024, "BAIK", "RUANG_GTK")}, {(2024, "SANGAT_BAIK", "RUANG_GTK")})
    ket = PredikatResmi.objects.get(pegawai=kepsek).keterangan
    assert ket == "Semester I: Baik; Semester II: Sangat Baik; SK 3"
    hasil = pratinjau(tmp_path, *isi)
    assert (hasil.tetap, len(hasil.beda)) == (5, 0)


@pytest.mark.parametrize("banyak", [1, 3])
def test_impor_hemat(dunia, tmp_path, banyak, django_assert_num_queries):
    orang = (dunia.k.guru, dunia.k.kepsek, dunia.k.rekan)[:banyak]
    for o in orang:
        luar_(dunia, o, "RUANG_GTK")
    data = mesin.baca(RUANG_GTK, tulis_xlsx(tmp_path / "g.xlsx", [baris(o, "2026", periode="Triwulan III") for o in orang]))
    with django_assert_num_queries(4):
        hasil = mesin.pratinjau(RUANG_GTK, data, HARI)
    assert len(hasil.rencana) == banyak
    with django_assert_num_queries(8):
        luar.terima_banyak({t.evaluasi.pk: luar.Diterima(t.predikat) for t in hasil.rencana}, by=None)


def test_yang_dinilai_di_sini_tidak_diambil_dari_luar_juga_tidak_di_basis_data(dunia):
    e = luar_(dunia, dunia.k.pelaksana, "LOKAL")
    with pytest.raises(Ditolak, match="dinilai di aplikasi ini"):
        luar.terima_banyak({e.pk: luar.Diterima(SB)}, by=None)
    predikat_unit(dunia, dunia.k.dinas_lain)
    isi = {"status": "DITETAPKAN", "hasil": "DI_ATAS_EKSPEKTASI", "perilaku": "DI_ATAS_EKSPEKTASI", "predikat": "SANGAT_BAIK"}
    for langsung in (isi, {"sumber": "LUAR"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Evaluasi.objects.filter(pk=e.pk).update(**langsung)


# -- tugas belajar


@pytest.fixture
def tubel(dunia):
    e = luar_(dunia, dunia.k.jf, "TUBEL")
    masa = pabrik.masa_khusus(dunia.k.jf, sejak=dt.date(2025, 8, 1))
    return e, masa


def khs(masa, ipk="3.60", semester=2):
    b = berkas(nama="khs.pdf")
    b.save()
    return LaporanStudi.objects.create(masa_khusus=masa, semester=semester, ipk=Decimal(ipk), khs=b, pada=jam.sekarang())


def test_tanpa_konversi_dipilih_bkpsdm_dengan_transkrip_dan_dasar(dunia, tubel):
    e, masa = tubel
    admin = bkpsdm(dunia)
    with pytest.raises(Ditolak, match="Transkrip"):
        luar.tetapkan_studi(e, "BAIK", "Surat kampus.", by=admin)
    laporan = khs(masa)
    for siapa in (dunia.akun(dunia.k.kadis), dunia.akun(dunia.k.jf)):
        with pytest.raises(TidakBoleh):
            luar.tetapkan_studi(e, "BAIK", "Surat kampus.", by=siapa)
    with pytest.raises(Ditolak, match="Pilih predikat"):
        luar.tetapkan_studi(e, "", "Surat kampus.", by=admin)
    with pytest.raises(Ditolak, match="dasar"):
        luar.tetapkan_studi(e, "BAIK", " ", by=admin)
    e = luar.tetapkan_studi(e, "BAIK", "Surat kampus 12/2026.", by=admin)
    assert (e.status, e.predikat, e.penetap, e.parameter["laporan_studi"]) == ("DITETAPKAN", "BAIK", admin.pegawai, laporan.pk)
    assert e.catatan == "IPK 3,60, KHS semester 2. Surat kampus 12/2026."
    dengar(e)
    assert resmi(dunia.k.jf) == {(2026, "BAIK", "KINERJA")}


def test_dengan_konversi_predikat_mengikuti_tabel_hari_itu(dunia, tubel):
    e, masa = tubel
    khs(masa)
    admin = bkpsdm(dunia)
    luar.atur_konversi([(SB, Decimal("3.51")), (B, Decimal("2.75"))], "Perbup 9/2026", dt.date(2026, 1, 1), by=admin)
    e = luar.tetapkan_studi(e, "SANGAT_KURANG", "", by=admin)
    assert (e.predikat, e.catatan) == ("SANGAT_BAIK", "IPK 3,60, KHS semester 2. Perbup 9/2026")


def test_tabel_baru_mengakhiri_yang_lama_dan_tidak_mundur(dunia):
    admin, awal, nanti = bkpsdm(dunia), dt.date(2026, 1, 1), dt.date(2026, 7, 1)
    with pytest.raises(TidakBoleh):
        luar.atur_konversi([(B, Decimal(3))], "Perbup", awal, by=dunia.akun(dunia.k.kadis))
    with pytest.raises(Ditolak, match="dasar hukum"):
        luar.atur_konversi([(B, Decimal(3))], "", awal, by=admin)
    luar.atur_konversi([(B, Decimal(3))], "Perbup 1", awal, by=admin)
    luar.atur_konversi([(B, Decimal("2.5"))], "Perbup 2", nanti, by=admin)
    assert [b.dasar_hukum for b in KonversiIPK.objects.pada(awal)] == ["Perbup 1"]
    assert [b.dasar_hukum for b in KonversiIPK.objects.pada(nanti)] == ["Perbup 2"]
    with pytest.raises(Ditolak, match="sesudahnya"):
        luar.atur_konversi([(B, Decimal(3))], "Perbup 3", nanti, by=admin)

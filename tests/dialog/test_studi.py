"""Tugas belajar: reports, notes, the extension with its table, clocks, desks and rights."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from dialog import tugas_studi
from dialog.actions import perpanjangan as panjang
from dialog.actions import studi
from dialog.actions.tenggat_studi import AKHIR, AKHIR_PANJANG, PROSES, akhir_berjalan, jaga_akhir
from dialog.aturan_studi import (
    boleh_diperpanjang,
    kemajuan,
    laporan_ditagih,
    periksa_nilai,
    periksa_sampai,
    semester_berjalan,
    tambah_tahun,
)
from dialog.enums import PERPANJANGAN_BERJALAN
from dialog.enums import StatusPerpanjanganStudi as S
from dialog.models import LangkahStudi, LaporanStudi, PerpanjanganStudi
from dialog.queries_studi import hari_terakhir
from dialog.transitions import KEPEGAWAIAN, PEGAWAI, PERPANJANGAN_STUDI, UNIT_ASAL
from kinerja.layanan.models import BarisPengingat, Berkas, KeputusanTercatat
from kinerja.layanan.pengingat import catat
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.serempak import kumpulkan
from kinerja.siklus.models import Tenggat
from tests.dialog.pabrik_studi import berstatus, lapor, petugas, sk

D = dt.date
TINDAKAN = sorted({x.tindakan for x in PERPANJANGAN_STUDI} - {"terbitkan"})


# -- pure


def test_semester_mengikuti_kalender_akademik():
    satu, dua, tiga = semester_berjalan(D(2025, 9, 10), D(2026, 8, 1))
    assert (satu.mulai, satu.selesai, satu.tahun_ajaran) == (D(2025, 8, 1), D(2026, 1, 31), "2025/2026 ganjil")
    assert (dua.mulai, dua.selesai, dua.tahun_ajaran) == (D(2026, 2, 1), D(2026, 7, 31), "2025/2026 genap")
    assert tiga.mulai == D(2026, 8, 1)
    assert semester_berjalan(D(2026, 1, 15), D(2026, 1, 31)) == [], "SK bertanggal sebelum kuliah"
    assert [s.mulai for s in semester_berjalan(D(2026, 1, 15), D(2026, 2, 1))] == [D(2026, 2, 1)]
    assert [s.mulai for s in semester_berjalan(D(2025, 12, 31), D(2026, 1, 1))] == [D(2025, 8, 1)]
    assert len(semester_berjalan(D(2000, 8, 1), D(2026, 1, 1))) == 20


def test_laporan_ditagih_sesudah_semester_lewat():
    mulai = D(2025, 9, 1)
    assert laporan_ditagih(mulai, None, (), D(2026, 1, 31), 30) == []
    satu = laporan_ditagih(mulai, None, (), D(2026, 2, 1), 30)
    assert [(x.semester.nomor, x.batas) for x in satu] == [(1, D(2026, 3, 2))]
    assert laporan_ditagih(mulai, None, {1}, D(2026, 2, 1), 30) == []
    akhir = laporan_ditagih(mulai, D(2026, 5, 31), {1}, D(2026, 6, 1), 30)
    assert [(x.semester.nomor, x.batas) for x in akhir] == [(2, D(2026, 6, 30))]


@pytest.mark.parametrize(
    ("selesai", "ditagih", "berjalan", "kata"),
    [
        (D(2026, 8, 31), (), False, ""),
        (D(2026, 1, 5), (), False, ""),
        (D(2026, 1, 4), (), False, "berakhir 4 Januari 2026"),
        (None, (), False, "belum tercatat"),
        (D(2026, 8, 31), (), True, "masih berjalan"),
        (D(2026, 8, 31), laporan_ditagih(D(2025, 2, 1), None, (), D(2026, 1, 5), 30), False, "laporan semester 1"),
    ],
)
def test_syarat_perpanjangan(selesai, ditagih, berjalan, kata):
    putusan = boleh_diperpanjang(selesai, D(2026, 1, 5), ditagih, berjalan=berjalan)
    assert putusan.nilai is (kata == "")
    assert putusan.nilai or kata in putusan.alasan[0].kalimat


def test_batas_perpanjangan_dan_nilai():
    assert "sesudah" in periksa_sampai(D(2026, 8, 31), D(2026, 8, 31), 1)
    assert periksa_sampai(D(2026, 8, 31), D(2027, 8, 31), 1) == ""
    assert "paling lama 1 tahun" in periksa_sampai(D(2026, 8, 31), D(2027, 9, 1), 1)
    assert tambah_tahun(D(2028, 2, 29), 1) == D(2029, 2, 28)
    assert "IPK" in periksa_nilai(None, None) and "IPS" in periksa_nilai(Decimal("4.01"), Decimal(3))
    assert periksa_nilai(None, Decimal(4)) == ""
    assert [kemajuan([Decimal(x) for x in y]) for y in ([], ["3"], ["3", "3.25"], ["3", "2.9"], ["3", "3"])] == [
        "", "", "naik 0,25", "turun 0,1", "tetap",
    ]  # fmt: skip


# -- reports


def test_laporan_semester_sekali_dan_berkhs(dunia, belajar, saya):
    with pytest.raises(Ditolak, match="KHS"):
        studi.laporkan_semester(belajar, 1, studi.IsiLaporan(ipk=Decimal("3.5")), by=saya)
    with pytest.raises(Ditolak, match="belum berjalan"):
        lapor(belajar, 2, by=saya)
    x = lapor(belajar, 1, by=saya)
    assert (x.khs.untuk, x.khs.untuk_id) == ("dialog.studi", x.pk)
    with pytest.raises(SudahBerubah):
        lapor(belajar, 1, by=saya)
    assert Berkas.objects.filter(untuk="dialog.studi").count() == 1, "yang ditolak tidak meninggalkan berkas"
    with pytest.raises(TidakBoleh):
        lapor(belajar, 1, by=dunia.akun(dunia.k.rekan))


def test_diperbaiki_sampai_unit_mencatat(dunia, belajar, saya, unit):
    x = lapor(belajar, 1, by=saya)
    lama = x.khs_id
    x = studi.ubah_laporan(x, studi.IsiLaporan(ipk=Decimal("3.7"), catatan_kampus=" Baik.\x00 "), by=saya)
    assert (x.ipk, x.khs_id, x.catatan_kampus) == (Decimal("3.7"), lama, "Baik.")
    with pytest.raises(TidakBoleh):
        studi.catat_unit(x, "Bagus", by=saya)
    with pytest.raises(Ditolak):
        studi.catat_unit(x, "  ", by=unit)
    x = studi.catat_unit(x, "Bidangnya sesuai.", by=unit)
    with pytest.raises(TidakBoleh):
        studi.ubah_laporan(x, studi.IsiLaporan(ipk=Decimal("3.9")), by=saya)
    assert studi.ubah_laporan(x, studi.IsiLaporan(ipk=Decimal("3.6")), by=unit).ipk == Decimal("3.6")
    with pytest.raises(Ditolak, match="antara 0 dan 4"):
        studi.ubah_laporan(x, studi.IsiLaporan(ipk=Decimal("4.5")), by=unit)


@pytest.mark.parametrize("isi", [{"ipk": "4.01"}, {"ips": "-1"}, {"semester": 0}, {"semester": 21}])
def test_kendala_laporan(belajar, isi):
    nilai = {"semester": 1, "ipk": "3", "pada": jam.sekarang()} | isi
    with pytest.raises(IntegrityError), transaction.atomic():
        LaporanStudi.objects.create(masa_khusus=belajar, **nilai)


# -- the extension: every pair of state and act


def lakukan(dunia, p, tindakan, by=None):
    siapa = {"tarik": dunia.akun(dunia.k.pelaksana), "minta_lagi": dunia.akun(dunia.k.pelaksana)}
    return panjang.langkahkan(p, tindakan, "Sudah diperiksa", by=by or siapa.get(tindakan) or petugas(dunia))


@pytest.mark.parametrize("status", list(S))
def test_setiap_status_dan_tindakan(dunia, parameter, status):
    p = berstatus(dunia, status)
    for tindakan in TINDAKAN:
        ke = next((x.ke for x in PERPANJANGAN_STUDI if (x.dari, x.tindakan) == (status, tindakan)), None)
        titik = transaction.savepoint()
        if ke is None:
            with pytest.raises(SudahBerubah):
                lakukan(dunia, p, tindakan)
        else:
            assert lakukan(dunia, p, tindakan).status == ke
            assert LangkahStudi.objects.filter(perpanjangan=p).last().tindakan == tindakan
        transaction.savepoint_rollback(titik)


@pytest.mark.parametrize("langkah", list(PERPANJANGAN_STUDI), ids=lambda x: f"{x.dari}-{x.tindakan}")
def test_hanya_pemilik_langkah_dan_dengan_catatan(dunia, parameter, unit, langkah):
    p = berstatus(dunia, langkah.dari)
    siapa = {PEGAWAI: dunia.akun(dunia.k.pelaksana), UNIT_ASAL: unit, KEPEGAWAIAN: petugas(dunia)}
    for nama, by in siapa.items():
        tombol = {x.tindakan for x in panjang.langkah_saya(by, p)}
        # BKPSDM looks after everybody, so it may act for a unit that is silent.
        boleh = nama == langkah.siapa or (langkah.siapa == UNIT_ASAL and nama == KEPEGAWAIAN)
        assert (langkah.tindakan in tombol) is boleh, nama
        if not boleh and langkah.tindakan != "terbitkan":
            with pytest.raises(TidakBoleh, match=langkah.siapa):
                panjang.langkahkan(p, langkah.tindakan, "x", by=by)
    if langkah.wajib_catatan:
        with pytest.raises(Ditolak):
            panjang.langkahkan(p, langkah.tindakan, " ", by=siapa[langkah.siapa])


def test_tidak_seorang_pun_memutus_tentang_dirinya(dunia, parameter):
    """A member of BKPSDM who studies himself: his own desk is not his."""
    by = petugas(dunia)
    p = berstatus(dunia, S.DIMINTA, orang=dunia.k.petugas_bkpsdm)
    assert {x.tindakan for x in panjang.langkah_saya(by, p)} == {"tarik"}
    assert kumpulkan([tugas_studi.tugas_perpanjangan(by)]) == []


@pytest.mark.parametrize("status", list(S))
def test_setiap_yang_menunggu_bermeja_dan_berjam(dunia, parameter, status):
    p = berstatus(dunia, status)
    langkah = LangkahStudi.objects.filter(perpanjangan=p).values("pk")
    jalan = Tenggat.objects.filter(jenis=PROSES, objek_id__in=langkah, selesai_pada__isnull=True)
    assert jalan.count() == (status in PERPANJANGAN_BERJALAN)
    if status not in PERPANJANGAN_BERJALAN:
        return
    t = jalan.get()
    assert t.batas > jam.hari_ini()
    meja = (t.pemegang, t.pemegang_unit)
    harap = {S.DIKEMBALIKAN: (dunia.k.pelaksana, None)}.get(status, (None, dunia.k.akar))
    assert meja == harap
    assert "tarik" in {x.tindakan for x in PERPANJANGAN_STUDI.tindakan(status)}, "selalu ada jalan keluar"


def test_meja_unit_asal_bila_beradmin_dan_tugasnya_di_beranda(dunia, parameter, unit, saya):
    berstatus(dunia, S.DIMINTA)
    assert Tenggat.objects.get(jenis=PROSES).pemegang_unit == dunia.k.dinas
    assert [t.tombol for t in kumpulkan([tugas_studi.tugas_perpanjangan(unit)])] == ["Beri catatan"]
    assert kumpulkan([tugas_studi.tugas_perpanjangan(saya)]) == []
    p = PerpanjanganStudi.objects.get()
    panjang.langkahkan(p, "kembalikan", "Lampirkan surat kampus", by=unit)
    assert kumpulkan([tugas_studi.tugas_perpanjangan(unit)]) == []
    (balik,) = kumpulkan([tugas_studi.tugas_perpanjangan(saya)])
    assert (balik.tombol, balik.url) == ("Lengkapi", f"/dialog/studi/{p.masa_khusus_id}/")
    panjang.langkahkan(p, "minta_lagi", "Sudah dilampirkan", by=saya, sampai=D(2026, 12, 31))
    p.refresh_from_db()
    assert (p.status, p.sampai_diminta, p.alasan) == (S.DIMINTA, D(2026, 12, 31), "Sudah dilampirkan")
    assert [t.tombol for t in kumpulkan([tugas_studi.tugas_perpanjangan(unit)])] == ["Beri catatan"], "jamnya mulai lagi"


@pytest.mark.parametrize(
    ("status", "tombol"), [(S.DICATAT_UNIT, "Beri rekomendasi"), (S.DIREKOMENDASIKAN, "Catat SK"), (S.DITERBITKAN, "")]
)
def test_meja_bkpsdm_mendapat_tugasnya(dunia, parameter, unit, status, tombol):
    berstatus(dunia, status)
    assert [t.tombol for t in kumpulkan([tugas_studi.tugas_perpanjangan(petugas(dunia))])] == ([tombol] if tombol else [])
    assert kumpulkan([tugas_studi.tugas_perpanjangan(unit)]) == []


def test_yang_dikembalikan_melupakan_rekomendasi_lama(dunia, parameter, saya):
    p = berstatus(dunia, S.DIREKOMENDASIKAN)
    assert p.catatan_unit and p.rekomendasi
    panjang.langkahkan(p, "kembalikan", "Kurang surat", by=petugas(dunia))
    p = panjang.langkahkan(p, "minta_lagi", "Lengkap", by=saya)
    assert (p.catatan_unit, p.rekomendasi) == ("", "")


def test_sk_memperpanjang_masa_dan_tersimpan_dengan_suratnya(dunia, parameter):
    p = berstatus(dunia, S.DITERBITKAN)
    m = p.masa_khusus
    m.refresh_from_db()
    assert hari_terakhir(m) == p.sampai == D(2027, 1, 31)
    k = p.keputusan
    assert (k.nomor, k.objek_jenis, k.objek_id) == (p.nomor_sk, "dialog.perpanjanganstudi", p.pk)
    assert k.berkas.untuk == "layanan.keputusan"


def test_sk_yang_keliru_tidak_menyisakan_apa_pun(dunia, parameter):
    p = berstatus(dunia, S.DIREKOMENDASIKAN)
    for sampai, tanggal in ((D(2026, 8, 31), None), (D(2028, 1, 1), None), (D(2027, 1, 31), D(2026, 1, 4))):
        with pytest.raises(Ditolak):
            sk(dunia, p, sampai, tanggal)
    with pytest.raises(Ditolak, match="suratnya"):
        panjang.langkahkan(p, "terbitkan", "x", by=petugas(dunia))
    p.refresh_from_db()
    assert p.status == S.DIREKOMENDASIKAN
    assert not KeputusanTercatat.objects.exists() and not Berkas.objects.filter(untuk="layanan.keputusan").exists()


def test_permintaan_kedua_ditolak_selama_yang_pertama_berjalan(dunia, parameter, saya):
    p = berstatus(dunia, S.DIMINTA)
    with pytest.raises(Ditolak, match="masih berjalan"):
        panjang.minta_perpanjangan(p.masa_khusus, D(2027, 1, 31), "Lagi", by=saya)
    with pytest.raises(IntegrityError), transaction.atomic():
        PerpanjanganStudi.objects.create(
            masa_khusus=p.masa_khusus, sampai_diminta=D(2027, 1, 1), alasan="x", diminta_pada=jam.sekarang(),
            status_pada=jam.sekarang(),
        )  # fmt: skip


def test_basis_data_menjaga_langkah(dunia, parameter):
    p = berstatus(dunia, S.DIMINTA)
    for ubah in (
        lambda: PerpanjanganStudi.objects.filter(pk=p.pk).update(status=S.DIREKOMENDASIKAN),
        lambda: PerpanjanganStudi.objects.filter(pk=p.pk).delete(),
        lambda: LangkahStudi.objects.filter(perpanjangan=p).update(catatan="lain"),
        lambda: LangkahStudi.objects.filter(perpanjangan=p).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            ubah()
    siap = berstatus(dunia, S.DIREKOMENDASIKAN, orang=dunia.k.rekan)
    with pytest.raises(IntegrityError), transaction.atomic():
        PerpanjanganStudi.objects.filter(pk=siap.pk).update(
            status=S.DITERBITKAN, nomor_sk="1", tanggal_sk=D(2026, 1, 5), sampai=D(2027, 1, 1)
        )


# -- the end of the study


def test_jam_akhir_mulai_pada_waktunya_dan_mengikuti_meja(dunia, belajar, saya, unit):
    with jam.pada(dt.datetime(2026, 6, 1, 8, tzinfo=jam.WITA)):
        assert jaga_akhir() == 0, "91 hari sebelum 31 Agustus"
    with jam.pada(dt.datetime(2026, 6, 2, 8, tzinfo=jam.WITA)):
        assert jaga_akhir() == 1
        assert jaga_akhir() == 0, "dua kali sama dengan sekali"
        t = Tenggat.objects.get(jenis=AKHIR)
        assert (t.batas, t.pemegang) == (D(2026, 8, 31), dunia.k.pelaksana)
        lapor(belajar, 1, by=saya)
        p = panjang.minta_perpanjangan(belajar, D(2027, 1, 31), "Menunggu data", by=saya)
        t.refresh_from_db()
        assert (t.pemegang, t.pemegang_unit) == (None, dunia.k.dinas)
        panjang.langkahkan(p, "tolak", "Kuota penuh", by=unit)
        t.refresh_from_db()
        assert t.pemegang == dunia.k.pelaksana, "keputusan ada padanya lagi"
        p = panjang.minta_perpanjangan(belajar, D(2027, 1, 31), "Menunggu data", by=saya)
        panjang.langkahkan(panjang.langkahkan(p, "catat_unit", "Ya", by=unit), "rekomendasikan", "Ya", by=petugas(dunia))
        sk(dunia, p)
        assert akhir_berjalan(belajar) is None
    with jam.pada(dt.datetime(2026, 11, 20, 8, tzinfo=jam.WITA)):
        assert jaga_akhir() == 1
        assert akhir_berjalan(belajar).jenis == AKHIR_PANJANG
        assert akhir_berjalan(belajar).batas == D(2027, 1, 31)
    with jam.pada(dt.datetime(2027, 2, 1, 8, tzinfo=jam.WITA)):
        assert jaga_akhir() == 1, "lewat: berhenti"
        assert akhir_berjalan(belajar) is None


def test_akhir_diingatkan_dan_menjadi_tugas(dunia, belajar, saya):
    lapor(belajar, 1, by=saya)
    with jam.pada(dt.datetime(2026, 6, 1, 8, tzinfo=jam.WITA)):
        assert not [t for t in kumpulkan([tugas_studi.tugas_studi(saya)]) if "berakhir" in t.judul]
    with jam.pada(dt.datetime(2026, 8, 26, 8, tzinfo=jam.WITA)):
        assert [t.batas for t in kumpulkan([tugas_studi.tugas_studi(saya)]) if "berakhir" in t.judul] == [D(2026, 8, 31)]
        jaga_akhir()
        catat(jam.hari_ini())
        assert BarisPengingat.objects.filter(tenggat__jenis=AKHIR, penerima=saya).exists()


def test_laporan_terlambat_menjadi_tugas_dan_ajakan(dunia, belajar, saya):
    with jam.pada(dt.datetime(2026, 2, 2, 8, tzinfo=jam.WITA)):
        assert [t.judul for t in kumpulkan([tugas_studi.tugas_studi(saya)])] == ["Laporkan semester 1 tugas belajar"]
        (ajakan,) = tugas_studi.ajakan_laporan(jam.hari_ini(), [saya.pk])
        assert ajakan[:2] == (saya.pk, belajar.pk)
        lapor(belajar, 1, by=saya)
        assert kumpulkan([tugas_studi.tugas_studi(saya)]) == []
        assert list(tugas_studi.ajakan_laporan(jam.hari_ini(), [saya.pk])) == []

"""What somebody with an account tries around evaluation: a lock that is not his, his own name, what is not his to see yet."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.layanan.dokumen.actions import terbitkan_dokumen
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.layanan.dokumen.queries import keadaan_revisi
from kinerja.layanan.keputusan import OBJEK
from kinerja.organisasi import peran
from kinerja.organisasi.enums import Peran
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.impor import HasilBanding
from kinerja.plumbing.models import Peristiwa
from predikat import impor_gtk, impor_riwayat
from predikat.access_dokumen import boleh
from predikat.actions import dokumen as aksi_dokumen
from predikat.actions import keberatan as aksi_keberatan
from predikat.actions import luar as aksi_luar
from predikat.actions import penetapan
from predikat.actions import sesi as aksi_sesi
from predikat.enums import Predikat, SumberResmi
from predikat.impor_riwayat import bukan_nama_sendiri
from predikat.models import DokumenEvaluasi, Evaluasi, PredikatResmi
from predikat.queries_dokumen import dokumen_terlihat
from predikat.queries_organisasi import penetap_unit
from predikat.reports import dokumen as cetak
from predikat.reports import laporan
from predikat.reports.isi import isi_penetapan
from predikat.tampilan_evaluasi import susun_mengapa
from predikat.tampilan_organisasi import susun_pola
from tests import pabrik
from tests.predikat.pabrik_dokumen import (
    ATAS,
    BAWAH,
    SESUAI,
    D,
    baca,
    berstatus,
    bkpsdm,
    ditetapkan,
    diusulkan,
    periode,
    predikat_unit,
)
from tests.predikat.pabrik_kalibrasi import sesi
from tests.predikat.test_layar_dokumen import masuk


@pytest.fixture
def dunia(dunia_dokumen):
    return dunia_dokumen


def dikunci(dunia):
    s = sesi(dunia)
    aksi_sesi.kunci(s, {}, by=dunia.akun(dunia.k.kadis))
    return s


# -- who locks, and what stands while he does


def test_fasilitator_tidak_menunjuk_dirinya_atau_siapa_pun_sebagai_pengunci(dunia):
    s = sesi(dunia)
    kadis = dunia.akun(dunia.k.kadis)
    for bukan in (dunia.k.petugas_bkpsdm, dunia.k.orang_luar):
        with pytest.raises(Ditolak, match="bukan pimpinan"):
            aksi_sesi.atur_peserta(s, bukan, "PENGUNCI", by=kadis)
    penetap = penetap_unit([s.unit], jam.hari_ini())[s.unit_id]
    aksi_sesi.atur_peserta(s, penetap, "PENGUNCI", by=kadis)
    aksi_sesi.atur_peserta(s, dunia.k.petugas_bkpsdm, "PENGAMAT", by=kadis)


def test_rating_ditahan_sebelum_dibaca_saat_mengunci(dunia):
    s = sesi(dunia)
    with CaptureQueriesContext(connection) as semua:
        aksi_sesi.kunci(s, {}, by=dunia.akun(dunia.k.kadis))
    sql = [q["sql"] for q in semua]
    tahan = next(n for n, x in enumerate(sql) if 'FROM "predikat_evaluasi"' in x and "FOR NO KEY UPDATE" in x)
    assert tahan < next(n for n, x in enumerate(sql) if 'FROM "predikat_ratingdiberikan"' in x)


def test_penilai_tidak_melepas_hasil_sesi_yang_dikunci(dunia):
    dikunci(dunia)
    e = Evaluasi.objects.get(pegawai=dunia.k.pelaksana)
    with pytest.raises(Ditolak, match="sudah dikunci"):
        penetapan.buka_kembali(e, "Saya berubah pikiran", by=dunia.akun(e.penilai))
    assert Evaluasi.objects.get(pk=e.pk).predikat == "BAIK"


def test_dokumen_yang_terselip_saat_sesi_dibuka_kembali_ikut_gugur(dunia, monkeypatch):
    s = dikunci(dunia)
    asli, panggilan = aksi_sesi._dokumen_hidup, []

    def sebelum_pekerja(s):
        """The first reading sees none: the worker makes them right after it."""
        panggilan.append(1)
        if len(panggilan) > 1:
            return asli(s)
        aksi_dokumen.buat_dokumen(list(Evaluasi.objects.values_list("pk", flat=True)), by=None)
        return []

    monkeypatch.setattr(aksi_sesi, "_dokumen_hidup", sebelum_pekerja)
    aksi_sesi.buka_kembali(s, "Salah", "800/1", by=dunia.akun(dunia.k.kadis))
    assert set(DokumenEvaluasi.objects.values_list("status", flat=True)) == {"DIBUKA_KEMBALI"}


def test_yang_sudah_memegang_dokumen_dikabari_saat_sesi_dibuka_kembali(dunia):
    s = dikunci(dunia)
    aksi_dokumen.buat_dokumen(list(Evaluasi.objects.values_list("pk", flat=True)), by=None)
    d = DokumenEvaluasi.objects.get(evaluasi__pegawai=dunia.k.pelaksana)
    aksi_dokumen.serahkan(d, by=dunia.akun(dunia.k.kasi))
    aksi_sesi.buka_kembali(s, "Salah", "800/1", by=dunia.akun(dunia.k.kadis))
    assert list(Peristiwa.objects.filter(nama=aksi_dokumen.DIBUKA_KEMBALI).values_list("objek_id", flat=True)) == [d.pk]


def test_yang_pernah_ditandatangani_tetap_resmi_walau_keberatannya_ditarik(dunia):
    d = berstatus(dunia, D.DITANDATANGANI)
    saya = dunia.akun(d.evaluasi.pegawai)
    aksi_keberatan.tarik(aksi_keberatan.ajukan(d, "Target terlampaui.", by=saya), by=saya)
    with pytest.raises(SudahBerubah, match="pernah ditandatangani"):
        aksi_dokumen.buka_kembali(baca(d), "Salah", "800/1", by=bkpsdm(dunia))


def test_evaluasi_orang_lain_dalam_kiriman_tidak_memberi_tahu_keadaannya(dunia):
    predikat_unit(dunia)
    milik, lain = diusulkan(dunia), diusulkan(dunia, dunia.k.kasi)
    penetapan.tetapkan_predikat([lain.pk], by=dunia.akun(lain.penilai))
    with pytest.raises(TidakBoleh, match="pejabat penilai pegawai itu"):
        penetapan.tetapkan_predikat([milik.pk, lain.pk], by=dunia.akun(milik.penilai))
    assert Evaluasi.objects.get(pk=milik.pk).predikat is None


# -- his own predikat before it is handed over


def test_yang_menilai_tidak_membaca_predikatnya_sendiri_dari_sisa_hitungan(dunia):
    predikat_unit(dunia)
    for o, rating in ((dunia.k.pelaksana, SESUAI), (dunia.k.kasi, BAWAH)):
        diusulkan(dunia, o, rating, SESUAI)
    hitung = lambda saya: susun_pola([dunia.k.dinas], periode(dunia), saya)[0].pola  # noqa: E731
    assert (dict(hitung(dunia.k.kasi.pk).sementara), hitung(dunia.k.kasi.pk).tanpa_saya) == ({"BAIK": 1}, True)
    assert (hitung(dunia.k.kabid.pk).n, hitung(None).n) == (2, 2)
    isi = masuk(dunia.akun(dunia.k.kasi)).get(reverse("predikat:daftar")).content.decode()
    assert "Anda sendiri tidak dihitung di sini" in isi


def test_sesudah_diserahkan_ia_dihitung_lagi(dunia):
    d = berstatus(dunia, D.DISERAHKAN)
    saya = d.evaluasi.pegawai_id
    assert susun_pola([dunia.k.dinas], periode(dunia), saya)[0].pola.n == 1


def test_pengawas_tidak_melihat_namanya_sendiri_pada_halaman_unit(dunia):
    akun = bkpsdm(dunia)
    e = diusulkan(dunia, akun.pegawai, ATAS, ATAS, penilai=dunia.k.kadis)
    diusulkan(dunia)
    url = f"{reverse('predikat:unit', args=[dunia.k.dinas.pk])}?periode={e.periode_id}"
    tabel = masuk(akun).get(url).context["tabel"]
    baris = {r.record.pegawai_id: tabel.baris(r.record).predikat for r in tabel.page.object_list}
    assert baris == {akun.pegawai_id: "", dunia.k.pelaksana.pk: "Baik"}


def test_inspektorat_membaca_dokumen_sesudah_diserahkan_dan_bukan_miliknya_sebelum_itu(dunia):
    inspektorat = dunia.akun(dunia.k.orang_luar)
    pabrik.peran(inspektorat, Peran.AUDITOR)
    peran.lupakan(inspektorat)
    milik = berstatus(dunia, orang=dunia.k.orang_luar, unit=dunia.k.dinas_lain)
    belum, sudah = berstatus(dunia), berstatus(dunia, D.DISERAHKAN, orang=dunia.k.kasi)
    terlihat = set(dokumen_terlihat(inspektorat).values_list("pk", flat=True))
    for d, boleh_ in ((milik, False), (belum, False), (sudah, True)):
        assert (boleh(inspektorat, "lihat_dokumen", d), d.pk in terlihat) == (boleh_, boleh_)


def test_penetapan_yang_memuat_namanya_tertutup_baginya_dan_bagi_inspektorat(dunia):
    akun = bkpsdm(dunia)
    inspektorat = dunia.akun(dunia.k.orang_luar)
    pabrik.peran(inspektorat, Peran.AUDITOR)
    peran.lupakan(inspektorat)
    d = berstatus(dunia)
    kunci = cetak.kunci_penetapan(dunia.k.dinas.pk, d.evaluasi.periode_id)
    f14 = terbitkan_dokumen(cetak.PENETAPAN, kunci, by=akun)
    lihat = lambda a: Dokumen.objects.filter(cetak._terlihat_penetapan(a), pk=f14.pk).exists()  # noqa: E731
    assert (lihat(akun), lihat(inspektorat)) == (True, False)
    diusulkan(dunia, akun.pegawai, penilai=dunia.k.kadis)
    assert (lihat(akun), cetak._boleh_penetapan(akun, kunci)) == (False, False)


def test_lembar_cetak_gugur_bila_dokumennya_dibuka_kembali(dunia):
    d = berstatus(dunia, D.DITERIMA)
    kunci = str(d.pk)
    lembar = terbitkan_dokumen(cetak.DOKUMEN, kunci, by=None)
    assert keadaan_revisi(lembar).gugur == ""
    aksi_dokumen.buka_kembali(d, "Salah", "800/1", by=bkpsdm(dunia))
    assert "dibuka kembali" in keadaan_revisi(lembar).gugur


def test_predikat_triwulan_yang_belum_diserahkan_tidak_tampak_pada_evaluasi_tahunannya(dunia):
    tahunan = berstatus(dunia, D.DISERAHKAN, di=periode(dunia, "AKHIR", 1))
    ditetapkan(dunia, hasil=BAWAH)  # the quarter, not handed over
    for siapa, tampak in ((tahunan.evaluasi.pegawai, []), (tahunan.evaluasi.penilai, ["BUTUH_PERBAIKAN"])):
        m = susun_mengapa(dunia.akun(siapa), tahunan.evaluasi)
        assert (m.boleh_rating, [p.predikat for p in m.fakta.periodik]) == (True, tampak)


def test_predikat_dari_luar_terbuka_bagi_orangnya_sejak_diterima(dunia):
    isi = {"pegawai": dunia.k.guru, "periode": periode(dunia), "unit_hitung": dunia.k.dinas, "sumber": "RUANG_GTK"}
    e = Evaluasi.objects.create(**isi)
    url = reverse("predikat:mengapa", args=[e.pk])
    guru = masuk(dunia.akun(dunia.k.guru))
    assert "Ruang GTK" not in guru.get(url).content.decode().split("<aside")[1]
    aksi_luar.terima_banyak({e.pk: aksi_luar.Diterima(Predikat.BAIK)}, by=None)
    assert "<b>Baik</b>" in guru.get(url).content.decode()


def test_tidak_seorang_pun_mengimpor_predikatnya_sendiri(dunia):
    saya = dunia.akun(dunia.k.petugas_bkpsdm)
    bukan_nama_sendiri([(dunia.k.pelaksana, 2)], saya)
    with pytest.raises(Ditolak, match="Baris 3 atas nama Anda sendiri"):
        bukan_nama_sendiri([(dunia.k.pelaksana, 2), (dunia.k.petugas_bkpsdm, 3)], saya)
    for modul in (impor_riwayat, impor_gtk):
        with pytest.raises(Ditolak, match="nama Anda sendiri"):
            modul.terapkan(_rencana(modul, dunia.k.petugas_bkpsdm), jam.hari_ini(), by=saya)
    assert not PredikatResmi.objects.exists()


def _rencana(modul, orang):
    if modul is impor_gtk:
        baris = impor_gtk.BarisGTK(3, orang.nip, 2025, "Tahunan", Predikat.SANGAT_BAIK, "", {})
        return HasilBanding(1, rencana=[impor_gtk.Tujuan([baris], orang, 2025, None, Predikat.SANGAT_BAIK, "")])
    baris = impor_riwayat.Riwayat(3, orang.nip, 2025, Predikat.SANGAT_BAIK, SumberResmi.EKINERJA_BKN, "", {})
    return HasilBanding(1, rencana=[(orang, None, baris)])


def test_surat_yang_memuat_ratingnya_tertutup_baginya_dan_bagi_admin_unit_sebelum_diserahkan(dunia):
    d = berstatus(dunia)
    admin = pabrik.akun(dunia.k.sekretaris, Peran.ADMIN_UNIT, di=dunia.k.dinas)
    lihat = lambda a: OBJEK["predikat.evaluasi"].terlihat(a).filter(pk=d.evaluasi_id).exists()  # noqa: E731
    saya = dunia.akun(d.evaluasi.pegawai)
    siapa = (saya, admin, dunia.akun(d.evaluasi.penilai), dunia.akun(dunia.k.kadis))
    assert [lihat(a) for a in siapa] == [False, False, True, True]
    aksi_dokumen.serahkan(d, by=dunia.akun(d.evaluasi.penilai))
    assert lihat(saya)


def test_surat_penguncian_tertutup_bagi_peserta_yang_dinilai_di_dalamnya(dunia):
    s = sesi(dunia)
    lihat = lambda o: OBJEK["predikat.sesikalibrasi"].terlihat(dunia.akun(o)).filter(pk=s.pk).exists()  # noqa: E731
    assert (lihat(dunia.k.kasi), lihat(dunia.k.kabid), lihat(dunia.k.kadis)) == (False, True, True)


def test_lembar_cetak_digantikan_bila_diputus_sesudahnya_tanpa_menyebut_keberatan(dunia):
    d = berstatus(dunia, D.KEBERATAN)
    lembar = terbitkan_dokumen(cetak.DOKUMEN, str(d.pk), by=None)
    kabid = dunia.akun(d.atasan_penilai)
    aksi_keberatan.jelaskan(d.keberatan, "Bukti belum diunggah.", by=dunia.akun(d.evaluasi.penilai))
    aksi_keberatan.putus(d.keberatan, ATAS, ATAS, "Buktinya ada.", by=kabid)
    kata = keadaan_revisi(lembar).gugur
    assert "lebih baru" in kata
    assert "keberatan" not in kata.lower()


def test_admin_tidak_mencatat_putusan_atas_ratingnya_atau_membuka_sesi_tentang_dirinya(dunia):
    admin = bkpsdm(dunia)
    d = berstatus(dunia, D.KEBERATAN, orang=dunia.k.rekan, penilai=admin.pegawai)
    k = d.keberatan
    k.status = "DIJELASKAN"
    assert d.atasan_penilai is None
    assert not boleh(admin, "catat_putusan", k)
    s = sesi(dunia, orang=(dunia.k.pelaksana, admin.pegawai))
    s.status = "DIKUNCI"
    assert not boleh(admin, "buka_kembali_sesi", s)
    assert boleh(dunia.akun(dunia.k.kadis), "buka_kembali_sesi", s)


# -- what the law says of a report


def test_predikat_dalam_keberatan_dilaporkan_dengan_tandanya(dunia):
    berstatus(dunia, D.KEBERATAN)
    berstatus(dunia, D.DISERAHKAN, orang=dunia.k.kasi)
    kadis = dunia.akun(dunia.k.kadis)
    utama, _ = laporan.peringkat(dunia.k.dinas, periode(dunia), kadis)
    tanda = {b[1]: b[5] for b in utama.baris}
    f14 = {p["nama"]: p["sumber"] for p in isi_penetapan(predikat_unit(dunia))["pegawai"]}
    for per, biasa in ((tanda, "Dinilai di sini"), (f14, "")):
        assert (per[dunia.k.pelaksana.nama_gelar], per[dunia.k.kasi.nama_gelar]) == ("dalam keberatan", biasa)

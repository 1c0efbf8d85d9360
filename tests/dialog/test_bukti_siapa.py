"""Evidence afterwards: shared, found twice, taken off, removed; who reads it."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction

from dialog.access_bukti import tempat_terbaca
from dialog.actions.bukti import IsiBukti, hapus_bukti, lekatkan_bukti, lepas_bukti, tambah_bukti
from dialog.actions.realisasi import pastikan_realisasi
from dialog.kembar import sidik_kembar
from dialog.models import Bukti, Realisasi, TautBukti
from dialog.queries_bukti import bukti_kembar, bukti_realisasi, pilihan_iki, semua_kembar, taut_dari, tersisa, visible_to
from dialog.reports.realisasi import kunci_realisasi
from dialog.rules_bukti import IZIN_BUKTI, pembaca_realisasi
from dialog.rules_realisasi import IZIN_REALISASI
from kinerja.layanan.dokumen.actions import terbitkan_dokumen
from kinerja.layanan.dokumen.queries import visible_to as dokumen_terlihat
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import AnggotaTim, TimKerja
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.rentang import sejak
from kinerja.siklus.actions import buka_periode, tutup_periode
from skp.models import IKI, LiniIKI
from tests import pabrik
from tests.dialog import berkas_contoh as c
from tests.dialog.pabrik_bukti import foto, unggahan
from tests.dialog.pabrik_realisasi import MEI
from tests.dialog.pabrik_studi import petugas as petugas_bkpsdm
from tests.pemeran import masuk


@pytest.fixture
def s(panggung_modul, dunia):
    with jam.pada(MEI):
        yield panggung_modul


# -- shared, and found twice


@pytest.fixture
def tim(dunia):
    t = TimKerja.objects.create(
        unit=dunia.k.seksi, nama="Tim Stunting", ketua=dunia.k.kasi, berlaku=sejak(dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    )
    for orang in (dunia.k.pelaksana, dunia.k.rekan):
        AnggotaTim.objects.create(tim=t, pegawai=orang, berlaku=t.berlaku)
    return t


def test_bukti_tim_dipakai_anggotanya_dan_bukan_orang_lain(s, dunia, tim):
    b = tambah_bukti(foto(tim=tim.pk), by=dunia.akun(dunia.k.rekan))
    assert b.bersama and b in visible_to(s.akun)
    lekatkan_bukti(b, s.hitung, s.tw2, by=s.akun)
    luar = dunia.akun(dunia.k.jf)
    assert not IZIN_BUKTI["lihat_bukti"].test(luar, b) and b not in visible_to(luar)
    with pytest.raises(TidakBoleh):
        hapus_bukti(b, "bukan milik saya", by=s.akun)
    assert bukti_kembar([b]) == set()


def test_bukti_sendiri_tidak_dilekatkan_orang_lain(s, dunia):
    b = tambah_bukti(foto(), by=dunia.akun(dunia.k.rekan))
    with pytest.raises(TidakBoleh):
        lekatkan_bukti(b, s.hitung, s.tw2, by=s.akun)


def test_berkas_yang_sama_pada_dua_orang_ditandai_tanpa_nama(s, dunia):
    b = tambah_bukti(foto(), by=s.akun, lini_iki=s.hitung, periode=s.tw2)
    assert bukti_kembar([b]) == set()
    lain = tambah_bukti(foto(), by=dunia.akun(dunia.k.rekan))
    assert bukti_kembar([b, lain]) == {b.pk, lain.pk}
    (kelompok,), lebih = semua_kembar()
    assert ({x.bukti.pk for x in kelompok.baris}, lebih) == ({b.pk, lain.pk}, False)
    hapus_bukti(lain, "Bukan foto saya.", by=dunia.akun(dunia.k.rekan))
    assert bukti_kembar([b]) == set()


def test_bukti_yang_dipakai_lagi_di_periode_lain_ditandai(s):
    b = tambah_bukti(foto(), by=s.akun, lini_iki=s.hitung, periode=s.tw2)
    with jam.pada(dt.datetime(2026, 7, 2, 9, tzinfo=jam.WITA)):
        tw3 = buka_periode(s.periode[2], by=None)
        lekatkan_bukti(b, s.hitung, tw3, by=s.akun)
    assert bukti_kembar([b]) == {b.pk}
    assert [k.baris[0].bukti.pk for k in semua_kembar()[0]] == [b.pk]


# -- taken off, removed


def test_dilepas_sebelum_lengkap_saja(s):
    b = tambah_bukti(foto(), by=s.akun, lini_iki=s.hitung, periode=s.tw2)
    taut = b.taut.get()
    pastikan_realisasi(s.hitung, s.tw2, by=s.akun)
    taut.realisasi.dikirim_pada = jam.sekarang()
    taut.realisasi.save(update_fields=["dikirim_pada"])
    with pytest.raises(Ditolak, match="hapus dengan alasan"):
        lepas_bukti(taut, by=s.akun)
    taut.realisasi.dikirim_pada = None
    taut.realisasi.save(update_fields=["dikirim_pada"])
    with pytest.raises(TidakBoleh):
        lepas_bukti(taut, by=s.penilai)
    lepas_bukti(taut, by=s.akun)
    with pytest.raises(SudahBerubah):
        lepas_bukti(taut, by=s.akun)
    assert Bukti.objects.filter(pk=b.pk, dihapus_pada=None).exists()
    assert Peristiwa.objects.filter(nama="bukti.dilepas", objek_id=b.pk).exists()


def test_dihapus_dengan_alasan_meninggalkan_nisan_tanpa_isi(s, django_capture_on_commit_callbacks):
    b = tambah_bukti(foto(), by=s.akun, lini_iki=s.hitung, periode=s.tw2)
    with pytest.raises(Ditolak, match="mengapa"):
        hapus_bukti(b, "  ", by=s.akun)
    with pytest.raises(TidakBoleh):
        hapus_bukti(b, "x", by=s.penilai)
    with django_capture_on_commit_callbacks(execute=True):
        hapus_bukti(b, "Memuat data pasien.", by=s.akun)
    b.refresh_from_db()
    assert not default_storage.exists(b.berkas.isi.name)
    baris = bukti_realisasi([b.taut.get().realisasi_id], s.orang.pk)
    (nisan,) = next(iter(baris.values()))
    assert (nisan.bukti.alasan_hapus, nisan.ada_isi) == ("Memuat data pasien.", False)
    with pytest.raises(SudahBerubah):
        hapus_bukti(b, "lagi", by=s.akun)
    with pytest.raises(SudahBerubah):
        lekatkan_bukti(b, s.posisi, s.tw2, by=s.akun)


def test_setelah_periode_ditutup_isinya_tinggal_untuk_inspektorat(s, dunia, django_capture_on_commit_callbacks):
    b = tambah_bukti(foto(), by=s.akun, lini_iki=s.hitung, periode=s.tw2)
    with jam.pada(dt.datetime(2026, 7, 9, 9, tzinfo=jam.WITA)):
        tutup_periode(s.tw2, by=None)
        with pytest.raises(Ditolak, match="sudah ditutup"):
            lepas_bukti(b.taut.get(), by=s.akun)
        with django_capture_on_commit_callbacks(execute=True):
            b = hapus_bukti(b, "Salah unggah.", by=s.akun)
    assert default_storage.exists(b.berkas.isi.name)
    auditor = pabrik.akun(dunia.k.guru)
    assert not IZIN_BUKTI["isi_bukti"].test(s.akun, b)
    assert not IZIN_BUKTI["isi_bukti"].test(s.penilai, b)
    pabrik.peran(auditor, Peran.AUDITOR)
    auditor = type(auditor).objects.get(pk=auditor.pk)
    assert IZIN_BUKTI["isi_bukti"].test(auditor, b)
    assert [x.bukti for x in tersisa()] == [b]


def test_basis_data_tidak_mengubah_isi_dan_tidak_menghapus_bukti(s):
    b = tambah_bukti(foto(), by=s.akun)
    for ubah in (lambda: Bukti.objects.filter(pk=b.pk).update(nomor="x"), b.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            ubah()


# -- who


def test_siapa_melihat_dan_membuka(s, dunia):
    b = tambah_bukti(foto(), by=s.akun)
    atasan = dunia.akun(dunia.k.kabid)
    for izin in ("lihat_bukti", "isi_bukti"):
        assert IZIN_BUKTI[izin].test(s.akun, b)
        assert not IZIN_BUKTI[izin].test(s.penilai, b), "belum dilekatkan, belum dibaca penilai"
    lekatkan_bukti(b, s.hitung, s.tw2, by=s.akun)
    for akun in (s.penilai, atasan):
        assert IZIN_BUKTI["isi_bukti"].test(akun, b)
        assert not IZIN_BUKTI["hapus_bukti"].test(akun, b)
    for orang in (dunia.k.rekan, dunia.k.guru):
        assert not IZIN_BUKTI["lihat_bukti"].test(dunia.akun(orang), b)


def test_pilihan_iki_hanya_milik_sendiri_pada_periode_terbuka(s):
    assert {(p.iki.lini_id, p.periode.pk) for p in pilihan_iki(s.akun, MEI.date())} == {
        (x, s.tw2.pk) for x in IKI.objects.filter(rhk__versi=s.versi).values_list("lini", flat=True)
    }
    assert pilihan_iki(s.penilai, MEI.date()) != pilihan_iki(s.akun, MEI.date())


@pytest.mark.parametrize("banyak", [1, 3])
def test_bukti_banyak_iki_tiga_query(s, banyak, django_assert_num_queries):
    b = [tambah_bukti(foto(judul=f"b{i}"), by=s.akun, lini_iki=s.hitung, periode=s.tw2) for i in range(banyak)]
    realisasi = [b[0].taut.get().realisasi_id]
    with django_assert_num_queries(2):
        hasil = bukti_realisasi(realisasi, s.orang.pk)
    assert len(hasil[realisasi[0]]) == banyak


# -- nobody else: an office is no reason


@pytest.fixture
def petugas(dunia):
    """BKPSDM, the admin of the unit, an auditor: each an account of his own."""
    return {
        "bkpsdm": petugas_bkpsdm(dunia),
        "admin": pabrik.akun(dunia.k.sekretaris, Peran.ADMIN_UNIT, di=dunia.k.dinas),
        "auditor": pabrik.akun(None, Peran.AUDITOR),
    }


@pytest.mark.parametrize("peran", ["bkpsdm", "admin", "auditor"])
def test_jabatan_tidak_membuka_isi_realisasi_dan_bukti(s, petugas, peran):
    b, akun = tambah_bukti(foto(), by=s.akun, lini_iki=s.hitung, periode=s.tw2), petugas[peran]
    objek = b.taut.get().realisasi
    for izin in ("lihat_bukti", "isi_bukti", "semua_tempat", "tanda_kembar"):
        assert not IZIN_BUKTI[izin].test(akun, b), izin
    for izin in ("lihat_realisasi", "lihat_rencana"):
        assert not IZIN_REALISASI[izin].test(akun, objek), izin
    klien = masuk(akun)
    for alamat in (f"/dialog/bukti/{b.pk}/", f"/dialog/bukti/{b.pk}/isi/", f"/berkas/{b.berkas_id}/"):
        assert klien.get(alamat).status_code == 404, alamat
    assert masuk(s.penilai).get(f"/dialog/bukti/{b.pk}/gambar/kecil/").status_code == 200


def test_inspektorat_membaca_keduanya_setelah_isinya_dipakai_dua_kali(s, dunia, petugas):
    satu = tambah_bukti(foto(), by=s.akun, lini_iki=s.hitung, periode=s.tw2)
    dua = tambah_bukti(foto(), by=dunia.akun(dunia.k.rekan))
    for b in (satu, dua):
        assert IZIN_BUKTI["isi_bukti"].test(petugas["auditor"], b) and IZIN_BUKTI["semua_tempat"].test(petugas["auditor"], b)
        assert not IZIN_BUKTI["isi_bukti"].test(petugas["bkpsdm"], b)
        assert not IZIN_REALISASI["lihat_realisasi"].test(petugas["auditor"], satu.taut.get().realisasi)
    hapus_bukti(dua, "Bukan foto saya.", by=dunia.akun(dunia.k.rekan))
    assert IZIN_BUKTI["isi_bukti"].test(petugas["auditor"], satu), "menghapus satu salinan tidak menutup pemeriksaan"


def test_dokumen_realisasi_hanya_bagi_pihaknya_dan_pimpinan_di_atasnya(s, dunia, petugas):
    s.tulis(nilai_teks="6", alasan_tanpa_bukti="Dicetak")
    d = terbitkan_dokumen("realisasi", kunci_realisasi(s.versi.skp, s.tw2), by=s.akun, antrekan=False)
    for akun in (s.akun, s.penilai, dunia.akun(dunia.k.kadis)):
        assert d in dokumen_terlihat(akun)
    for akun in (*petugas.values(), dunia.akun(dunia.k.rekan), dunia.akun(dunia.k.kadis_lain)):
        assert d not in dokumen_terlihat(akun)


@pytest.mark.parametrize("banyak", [1, 3])
def test_bukti_bersama_ditanyakan_tanpa_bergantung_banyaknya_orang(s, dunia, tim, banyak, django_assert_num_queries):
    """The places, then the chain of all of them at once; who one is was read before."""
    b = tambah_bukti(foto(tim=tim.pk), by=dunia.akun(dunia.k.rekan), lini_iki=None)
    semua = LiniIKI.objects.exclude(lini_rhk__skp__pegawai=s.orang).order_by("lini_rhk__skp_id", "pk")
    for x in [s.hitung, *semua.distinct("lini_rhk__skp_id")][:banyak]:
        r = Realisasi.objects.get_or_create(lini_iki=x, periode=s.tw2, defaults={"pada": jam.sekarang()})[0]
        TautBukti.objects.create(realisasi=r, bukti=b, pada=jam.sekarang())
    akun = type(s.penilai).objects.get(pk=s.penilai.pk)
    assert hak(akun).menilai
    assert TautBukti.objects.filter(bukti=b).values("realisasi__lini_iki__lini_rhk__skp").distinct().count() == banyak
    with django_assert_num_queries(2 if banyak == 1 else 3):
        assert pembaca_realisasi.test(akun, b)
    taut = taut_dari([b.pk])[b.pk]
    with django_assert_num_queries(1 if banyak == 1 else 2):
        assert [t.realisasi.lini_iki_id for t in tempat_terbaca(akun, taut)] == [s.hitung.pk]


def test_kembar_dipotong_menurut_isi_bukan_di_tengahnya(s, dunia):
    """One content with many copies: the next ones are still listed, and the copies that are not shown are counted."""
    lain = dunia.akun(dunia.k.rekan)
    tua = [tambah_bukti(IsiBukti("BERKAS", unggahan=unggahan(c.foto(sisi=(31, 31)))), by=a) for a in (s.akun, lain)]
    banyak = [tambah_bukti(foto(), by=a) for a in (s.akun, lain, s.akun, lain)]
    kelompok, lebih = semua_kembar(2, salinan=2)
    assert [{x.bukti.pk for x in k.baris} for k in kelompok] == [{b.pk for b in banyak[2:]}, {b.pk for b in tua}]
    assert ([k.lebih for k in kelompok], lebih) == ([2, 0], False)
    assert semua_kembar(1)[1] is True
    assert masuk(pabrik.akun(None, Peran.AUDITOR)).get("/dialog/bukti/kembar/").status_code == 200


def test_sidik_kembar_sama_dengan_aturannya(s, dunia, tim):
    """The condition in the database and the pure rule agree: of one team is no copy, of two or of none is."""
    rekan = dunia.akun(dunia.k.rekan)
    satu = [tambah_bukti(foto(tim=tim.pk), by=a) for a in (s.akun, rekan)]
    assert (sidik_kembar(9), bukti_kembar(satu)) == ([], set())
    sendiri = tambah_bukti(foto(), by=rekan)
    assert sidik_kembar(9) == [sendiri.berkas.sha256]
    assert bukti_kembar([*satu, sendiri]) == {b.pk for b in [*satu, sendiri]}

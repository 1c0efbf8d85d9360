"""What Beranda asks, what messages say, and the desk of a decision on paper."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.layanan import peristiwa
from kinerja.layanan.keputusan import keputusan_terlihat, objek_keputusan
from kinerja.layanan.models import Pesan
from kinerja.plumbing.serempak import kumpulkan
from skp import tugas
from skp.actions import isi, komentar, penetapan, susun
from skp.aturan import FaktaInduk
from skp.enums import KeadaanInduk
from skp.models import RHK
from skp.queries_isi import isi_versi
from tests.skp import pabrik as p


def judul(sumber, akun):
    return [t.judul for t in kumpulkan([sumber(akun)])]


def segar(dunia, orang):
    """An account as the next request has it."""
    from kinerja.organisasi.models import Akun

    return Akun.objects.get(pk=dunia.akun(orang).pk)


def query(sumber, akun):
    with CaptureQueriesContext(connection) as tangkap:
        hasil = kumpulkan([sumber(akun)])
    return len(tangkap), hasil


def test_draf_dan_yang_dikembalikan_menjadi_tugas_dengan_tenggat(dunia):
    p.skp_ditetapkan(dunia, dunia.k.kasi)
    versi = p.skp_draf(dunia, dunia.k.pelaksana)
    [t] = kumpulkan([tugas.tugas_saya(segar(dunia, dunia.k.pelaksana))])
    assert (t.judul, t.batas) == ("Susun SKP 2026", dt.date(2026, 1, 15))
    versi = penetapan.ajukan(versi, by=dunia.akun(dunia.k.pelaksana))
    assert judul(tugas.tugas_saya, segar(dunia, dunia.k.pelaksana)) == []
    penetapan.kembalikan(versi, "Perbaiki", by=dunia.akun(dunia.k.kasi))
    [t] = kumpulkan([tugas.tugas_saya(segar(dunia, dunia.k.pelaksana))])
    assert (t.judul, t.batas) == ("Perbaiki SKP 2026", dt.date(2026, 1, 12))


def test_yang_diajukan_di_meja_penilai_satu_per_satu_lalu_satu_daftar(dunia):
    p.skp_diajukan(dunia, dunia.k.pelaksana)
    p.skp_diajukan(dunia, dunia.k.rekan)
    kasi = segar(dunia, dunia.k.kasi)
    jumlah, hasil = query(tugas.tugas_periksa, kasi)
    assert [t.judul for t in hasil] == ["Tetapkan SKP Ernawati", "Tetapkan SKP Hendra Maulana"]
    assert all(t.batas == dt.date(2026, 1, 12) for t in hasil)
    p.skp_diajukan(dunia, dunia.k.jf)
    from tests import pabrik

    tambahan = pabrik.staf(dunia.k.seksi)
    pabrik.hubungan(tambahan, dunia.k.kasi)
    p.skp_diajukan(dunia, tambahan)
    banyak, hasil = query(tugas.tugas_periksa, segar(dunia, dunia.k.kasi))
    assert [t.judul for t in hasil] == ["4 SKP menunggu penetapan"]
    assert banyak == jumlah <= 2
    assert judul(tugas.tugas_periksa, segar(dunia, dunia.k.kabid)) == ["Tetapkan SKP Noorlaila Azizah"]


def test_tugas_saya_satu_query(dunia):
    p.skp_draf(dunia, dunia.k.pelaksana)
    jumlah, _ = query(tugas.tugas_saya, segar(dunia, dunia.k.pelaksana))
    assert jumlah == 1


def _ubah_atas(dunia):
    versi = p.rhk_utama(dunia.k.kasi).versi
    baru = susun.buka_versi(versi.skp, "Arah baru", by=dunia.akun(dunia.k.kasi))
    isi.ubah_rhk(baru.rhk.get(), {"uraian": "Kalimat lain"}, by=dunia.akun(dunia.k.kasi))
    return p.tetapkan(dunia, penetapan.ajukan(baru, by=dunia.akun(dunia.k.kasi)))


def test_perubahan_pimpinan_menjadi_tugas_dan_pesan(dunia):
    anak = p.skp_ditetapkan(dunia, dunia.k.pelaksana)
    assert judul(tugas.tugas_konfirmasi, segar(dunia, dunia.k.pelaksana)) == []
    _ubah_atas(dunia)
    assert judul(tugas.tugas_konfirmasi, segar(dunia, dunia.k.pelaksana)) == ["Konfirmasi 1 RHK pimpinan yang berubah"]
    peristiwa.antar()
    assert Pesan.objects.filter(penerima=dunia.akun(dunia.k.pelaksana), judul="RHK Noorlaila Azizah berubah").count() == 1
    penetapan.konfirmasi_induk(anak.rhk.get(), by=dunia.akun(dunia.k.pelaksana))
    assert judul(tugas.tugas_konfirmasi, segar(dunia, dunia.k.pelaksana)) == []


def test_tugas_dan_aturan_menilai_sama(dunia):
    """The one query of Beranda repeats ``aturan.keadaan_induk``; every combination of numbers must agree."""
    atas = p.skp_ditetapkan(dunia, dunia.k.kasi).rhk.get()
    anak = p.skp_ditetapkan(dunia, dunia.k.pelaksana)
    dua = _ubah_atas(dunia)
    for disepakati in (None, atas.versi, dua):
        RHK.objects.filter(versi=anak).update(induk_versi_disepakati=disepakati)
        baris = isi_versi(anak).rhk[0]
        assert baris.induk.fakta == FaktaInduk(2, None)
        menunggu = baris.keadaan.nilai is KeadaanInduk.MENUNGGU_KONFIRMASI
        assert bool(judul(tugas.tugas_konfirmasi, segar(dunia, dunia.k.pelaksana))) is menunggu, disepakati


def test_pesan_setiap_langkah(dunia):
    versi = p.skp_diajukan(dunia, dunia.k.kasi)
    saya, penilai = dunia.akun(dunia.k.kasi), dunia.akun(dunia.k.kabid)
    rhk = versi.rhk.get()
    komentar.tambah_komentar(versi, rhk.lini, "Mengapa 85?", by=penilai)
    peristiwa.antar()
    assert Pesan.objects.filter(penerima=penilai, judul="Noorlaila Azizah mengajukan SKP 2026").exists()
    assert Pesan.objects.filter(penerima=saya, judul="Gunawan Santosa mengomentari SKP 2026", isi="Mengapa 85?").exists()
    versi = penetapan.kembalikan(versi, "Targetnya belum jelas", {f"rhk:{rhk.lini_id}": "Naikkan"}, by=penilai)
    peristiwa.antar()
    assert "Ada 1 catatan" in Pesan.objects.get(penerima=saya, judul="SKP 2026 Anda dikembalikan").isi
    versi = penetapan.tetapkan(penetapan.ajukan(versi, by=saya), by=penilai)
    peristiwa.antar()
    assert Pesan.objects.filter(penerima=saya, judul="SKP 2026 Anda ditetapkan").exists()
    assert not peristiwa.tertunda().exclude(galat="").exists()


def test_yang_ditarik_sebelum_pesan_tiba_tidak_dikabarkan(dunia):
    p.skp_ditetapkan(dunia, dunia.k.kabid)
    peristiwa.antar()
    versi = p.skp_diajukan(dunia, dunia.k.kasi)
    penetapan.tarik(versi, by=dunia.akun(dunia.k.kasi))
    peristiwa.antar()
    assert not Pesan.objects.filter(judul="Noorlaila Azizah mengajukan SKP 2026").exists()


def test_keputusan_tercatat_menunjuk_skp_dan_terlihat_oleh_yang_melihatnya(dunia):
    versi = p.skp_ditetapkan(dunia, dunia.k.kadis)
    versi.refresh_from_db()
    kata, url = objek_keputusan(versi.keputusan)
    assert "Akhmad Fauzi" in kata
    assert url.endswith(f"/versi/{versi.pk}/")
    assert keputusan_terlihat(segar(dunia, dunia.k.kadis)).filter(pk=versi.keputusan_id).exists()
    assert not keputusan_terlihat(segar(dunia, dunia.k.orang_luar)).filter(pk=versi.keputusan_id).exists()


@pytest.mark.parametrize("jenis", ["skp_ajukan", "skp_periksa", "skp_perbaiki"])
def test_tenggat_mengantar_ke_tempatnya(dunia, jenis):
    from kinerja.plumbing.daftar import JENIS_TENGGAT
    from kinerja.siklus.models import Tenggat

    versi = p.skp_diajukan(dunia, dunia.k.kasi)
    penetapan.kembalikan(versi, "Perbaiki", by=dunia.akun(dunia.k.kabid))
    t = Tenggat.objects.filter(jenis=jenis).order_by("-pk").first()
    url = JENIS_TENGGAT[jenis].url(t.objek_id)
    assert url.startswith("/skp/")

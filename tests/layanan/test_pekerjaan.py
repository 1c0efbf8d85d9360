"""Jobs: asked for twice, stopped, failed, held by one worker only, taken up again after a kill."""

import os
import signal
import subprocess
import sys
import urllib.parse

import pytest
from django.db import connection, transaction

from kinerja.layanan import pekerjaan as jobs
from kinerja.layanan.actions import impor as aksi
from kinerja.layanan.models import Impor, Pekerjaan, Pesan
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Pegawai, UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_PEKERJAAN, JenisPekerjaan
from kinerja.plumbing.galat import SudahBerubah
from tests import pabrik
from tests.siasn import AKAR, UNIT, orang, tulis_xlsx


@pytest.fixture
def jenis():
    """A kind of job for one test: set ``jenis.kerja``."""

    class Jenis:
        kerja = staticmethod(lambda pekerjaan, laporkan: None)

    JENIS_PEKERJAAN.daftarkan(JenisPekerjaan("uji.kerja", "Pekerjaan uji", lambda p, lapor: Jenis.kerja(p, lapor)))
    yield Jenis
    JENIS_PEKERJAAN._isi.pop("uji.kerja")


def buat(by=None, kunci=None):
    return jobs.buat_pekerjaan("uji.kerja", {}, by=by, kunci=kunci)


def keadaan(p):
    p.refresh_from_db()
    return p.status


@pytest.mark.django_db
def test_kemajuan_catatan_dan_pesan(jenis):
    jenis.kerja = staticmethod(lambda p, lapor: (lapor(1, 3, "Satu."), lapor(3, 3)))
    akun = pabrik.akun()
    p = buat(akun)
    jobs.jalankan(p.pk)
    assert keadaan(p) == "SELESAI"
    assert Pesan.objects.get(penerima=akun).judul == "Pekerjaan uji selesai"
    jobs.jalankan(p.pk)
    p.refresh_from_db()
    assert p.percobaan == 1


@pytest.mark.django_db
def test_diminta_dua_kali_satu_pekerjaan(jenis):
    p = buat(kunci="k")
    assert buat(kunci="k").pk == p.pk
    jobs.jalankan(p.pk)
    assert buat(kunci="k").pk != p.pk


@pytest.mark.django_db
def test_gagal_dengan_kalimat(jenis):
    def rusak(p, lapor):
        Pegawai.objects.create(nama="Sisa", status="NON_ASN")
        raise RuntimeError("rahasia")

    jenis.kerja = staticmethod(rusak)
    p = buat(pabrik.akun())
    jobs.jalankan(p.pk)
    assert keadaan(p) == "GAGAL"
    assert "tidak terduga" in p.catatan
    assert "rahasia" not in p.catatan


@pytest.mark.django_db
def test_dihentikan_sebelum_mulai(jenis):
    jenis.kerja = staticmethod(lambda p, lapor: pytest.fail("tidak boleh berjalan"))
    p = buat()
    jobs.hentikan_pekerjaan(p, by=None)
    jobs.jalankan(p.pk)
    assert keadaan(p) == "DIBATALKAN"
    with pytest.raises(SudahBerubah):
        jobs.hentikan_pekerjaan(p, by=None)


@pytest.mark.django_db
def test_berhenti_mencoba_sesudah_tiga_kali(jenis):
    p = buat()
    Pekerjaan.objects.filter(pk=p.pk).update(status="BERJALAN", percobaan=3)
    jobs.jalankan(p.pk)
    assert keadaan(p) == "GAGAL"


@pytest.mark.django_db(transaction=True)
def test_dihentikan_di_tengah_membatalkan_tulisannya(jenis):
    from django.db import transaction

    def kerja(p, lapor):
        with transaction.atomic():
            Pegawai.objects.create(nama="Tidak tersisa", status="NON_ASN")
            lain = connection.copy()
            try:
                with lain.cursor() as k:
                    k.execute("UPDATE layanan_pekerjaan SET minta_batal = true WHERE id = %s", [p.pk])
            finally:
                lain.close()
            lapor(1, 2)

    jenis.kerja = staticmethod(kerja)
    p = buat()
    jobs.jalankan(p.pk)
    assert keadaan(p) == "DIBATALKAN"
    assert not Pegawai.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_kemajuan_terlihat_dari_luar_transaksi(jenis):
    from django.db import transaction

    terlihat = []

    def kerja(p, lapor):
        lain = connection.copy()
        try:
            with transaction.atomic():
                lapor(1, 2)
                with lain.cursor() as k:
                    k.execute("SELECT selesai, jumlah FROM layanan_pekerjaan WHERE id = %s", [p.pk])
                    terlihat.append(k.fetchone())
        finally:
            lain.close()

    jenis.kerja = staticmethod(kerja)
    jobs.jalankan(buat().pk)
    assert terlihat == [(1, 2)]


@pytest.mark.django_db(transaction=True)
def test_hanya_satu_pekerja_per_pekerjaan_dan_sapuan_membiarkannya(jenis, monkeypatch):
    monkeypatch.setattr(jobs, "DIAM_DETIK", -1)
    antre = []
    monkeypatch.setattr("kinerja.layanan.tasks.jalankan_pekerjaan.delay", antre.append)
    lain = connection.copy()
    try:
        with transaction.atomic(), lain.cursor() as k:  # locked before the commit hands the job to a worker
            p = buat()
            k.execute("SELECT pg_advisory_lock(%s, %s)", [jobs._KELAS_KUNCI, p.pk])
        jobs.jalankan(p.pk)
        assert keadaan(p) == "ANTRE"
        assert (jobs.sapu(), antre) == (0, [])
    finally:
        lain.close()
    assert (jobs.sapu(), antre) == (1, [p.pk])


# -- a real worker, and one that is killed


def _lingkungan():
    b = connection.settings_dict
    tuan = urllib.parse.quote(b["HOST"] or b["OPTIONS"].get("host", ""), safe="")
    alamat = (
        f"postgres://{b['USER']}@/{b['NAME']}?host={tuan}" if "%2F" in tuan else f"postgres://{b['USER']}@{tuan}/{b['NAME']}"
    )
    if b["PASSWORD"] or b["PORT"]:
        sandi = f":{urllib.parse.quote(b['PASSWORD'])}" if b["PASSWORD"] else ""
        alamat = f"postgres://{b['USER']}{sandi}@{tuan}:{b['PORT'] or 5432}/{b['NAME']}"
    return os.environ | {"DATABASE_URL": alamat, "DJANGO_SETTINGS_MODULE": "config.settings"}


@pytest.fixture
def impor_siap(transactional_db, tmp_path):
    """An import that was read and waits for being applied, and its job."""
    akar = pabrik.unit("Pemerintah", jenis="PEMDA")
    satu = pabrik.unit("Dinas Contoh", akar)
    UnitKerja.objects.filter(pk=satu.pk).update(siasn_id=UNIT)
    admin = pabrik.akun(pabrik.staf(satu), Peran.ADMIN_BKPSDM)
    from django.core.files.uploadedfile import SimpleUploadedFile

    isi = tulis_xlsx(tmp_path / "x.xlsx", [orang(n) for n in range(1, 21)]).read_bytes()
    impor = aksi.unggah_impor("siasn", SimpleUploadedFile("x.xlsx", isi), jam.hari_ini(), by=admin)
    jobs.jalankan(Pekerjaan.objects.get().pk)
    p = Pekerjaan.objects.create(jenis=aksi.TERAPKAN, masukan={"impor": impor.pk}, pemilik=admin, dibuat_pada=jam.sekarang())
    return impor, p


def test_pekerja_mati_di_tengah_lalu_dilanjutkan_sekali_saja(impor_siap, pekerja, tunggu_sampai, monkeypatch):
    impor, p = impor_siap
    penahan = connection.copy()
    try:
        with penahan.cursor() as k:
            k.execute("SELECT pg_advisory_lock(%s)", [7_301_001])
        perintah = f"import django; django.setup(); from kinerja.layanan.pekerjaan import jalankan; jalankan({p.pk})"
        anak = subprocess.Popen([sys.executable, "-c", perintah], cwd=AKAR, env=_lingkungan())
        tunggu_sampai(lambda: keadaan(p) == "BERJALAN" and p.detak_pada and "Membaca" in p.catatan, 60)
        anak.send_signal(signal.SIGKILL)
        anak.wait()
    finally:
        penahan.close()
    monkeypatch.setattr(jobs, "DIAM_DETIK", -1)
    tunggu_sampai(lambda: jobs.sapu() == 1, 30)
    tunggu_sampai(lambda: keadaan(p) == "SELESAI", 60)
    assert p.percobaan == 2
    assert "Dilanjutkan setelah terhenti." in p.catatan
    assert Impor.objects.get(pk=impor.pk).status == "DITERAPKAN"
    assert Pegawai.objects.filter(pns_id__isnull=False).count() == 20


def test_pekerja_sungguhan_membaca_unggahan(impor_siap, pekerja, tunggu_sampai):
    impor, p = impor_siap
    aksi.baca_ulang_impor(impor, by=p.pemilik)
    baru = Pekerjaan.objects.order_by("-pk")[0]
    tunggu_sampai(lambda: keadaan(baru) not in jobs.BERJALAN, 60)
    assert (baru.status, baru.catatan.splitlines()[-1][6:]) == ("SELESAI", "Selesai.")
    assert Impor.objects.get(pk=impor.pk).ringkasan["baru"] == 20

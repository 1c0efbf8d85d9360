"""Killed half way: 200 documents and a digest with mails. Each document ends once, each mail once or openly uncertain."""

import datetime as dt
import signal

import pytest

from kinerja.layanan import pengingat, pengiriman
from kinerja.layanan.dokumen import actions
from kinerja.layanan.dokumen.surat_pendelegasian import NAMA as SURAT
from kinerja.layanan.models import BarisPengingat, Dokumen, Pekerjaan, Pengiriman, Pesan, StatusPekerjaan, StatusPengiriman
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.siklus.actions import buka_tenggat
from tests import pabrik
from tests.layanan.test_dokumen_banyak import buat_surat, periksa_semua_sekali
from tests.layanan.test_pengiriman import kotak  # noqa: F401
from tests.pekerja_sendiri import proses_pekerja

pytestmark = pytest.mark.django_db(transaction=True)

#: Said by a process at its end: it never held more than the 350 MB that a worker may.
HEMAT = "import resource; assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 350 * 1024"

MULAI = dt.date(2026, 3, 2)
H_1 = dt.date(2026, 3, 6)
ORANG = 120


def test_dua_ratus_dokumen_dibunuh_di_tengah_masing_masing_jadi_satu(tunggu_sampai):
    surat, akun = buat_surat(200)
    pekerjaan = Pekerjaan.objects.create(
        jenis=actions.CETAK_BANYAK, masukan={"jenis": SURAT, "kunci": surat}, pemilik=akun, dibuat_pada=jam.sekarang()
    )
    jalankan = f"from kinerja.layanan.pekerjaan import jalankan; jalankan({pekerjaan.pk})"
    terbunuh = proses_pekerja(jalankan)
    tunggu_sampai(lambda: Dokumen.objects.filter(berkas__isnull=False).count() >= 60, 300)
    terbunuh.send_signal(signal.SIGKILL)
    terbunuh.wait()
    tercetak = Dokumen.objects.filter(berkas__isnull=False).count()
    assert 60 <= tercetak < 200
    pks = list(Dokumen.objects.order_by("-pk").values_list("pk", flat=True))
    bantu = f"from kinerja.layanan.dokumen.actions import bantu_cetak; bantu_cetak({pekerjaan.pk}, {pks})"
    assert [p.wait(600) for p in (proses_pekerja(f"{jalankan}; {HEMAT}"), proses_pekerja(f"{bantu}; {HEMAT}"))] == [0, 0]
    periksa_semua_sekali(surat)
    selesai = Pekerjaan.objects.get(pk=pekerjaan.pk)
    assert (selesai.status, selesai.selesai) == (StatusPekerjaan.SELESAI, 200)


def _tenggat_banyak_orang() -> list[Akun]:
    unit = pabrik.unit("Dinas Kesehatan", pabrik.unit("Pemerintah Kabupaten Contoh", jenis="PEMDA"))
    akun = [pabrik.akun(pabrik.staf(unit)) for _ in range(ORANG)]
    with jam.pada(MULAI):
        for a in akun:
            buka_tenggat(a.pegawai, "laporan_data", pemegang=a.pegawai, kantor=unit, by=None)
    return akun


def _kirim_ringkasan(surel: tuple[str, int], titik: str = "") -> int:
    perintah = f"import datetime as dt; from kinerja.layanan import pengingat; pengingat.kirim(dt.date.fromisoformat('{H_1}'))"
    lingkungan = {"EMAIL_HOST": surel[0], "EMAIL_PORT": str(surel[1]), "KINERJA_TITIK_GAGAL": titik}
    return proses_pekerja(perintah, **lingkungan).wait(120)


def test_ringkasan_dan_surelnya_dibunuh_di_tengah_setiap_orang_mendengar_sekali(kotak, settings, tunggu_sampai):  # noqa: F811
    akun = _tenggat_banyak_orang()
    surel = settings.EMAIL_HOST, settings.EMAIL_PORT
    assert _kirim_ringkasan(surel, "pengingat_setelah_dicatat") == -signal.SIGKILL
    assert BarisPengingat.objects.count() == ORANG
    assert not Pesan.objects.exists()
    assert _kirim_ringkasan(surel) == 0
    assert _kirim_ringkasan(surel) == 0
    assert Pesan.objects.count() == ORANG

    sapu = "from kinerja.layanan import pengiriman; pengiriman.sapu()"
    lingkungan = {"EMAIL_HOST": surel[0], "EMAIL_PORT": str(surel[1])}
    terbunuh = proses_pekerja(sapu, **lingkungan)
    tunggu_sampai(lambda: len(kotak.surat) >= ORANG // 4, 60)
    terbunuh.send_signal(signal.SIGKILL)
    terbunuh.wait()
    assert [p.wait(120) for p in (proses_pekerja(sapu, **lingkungan), proses_pekerja(sapu, **lingkungan))] == [0, 0]
    with jam.pada(jam.sekarang() + dt.timedelta(minutes=11)):
        pengiriman.sapu()

    status = dict(Pengiriman.objects.values_list("pesan__penerima", "status"))
    assert set(status.values()) <= {StatusPengiriman.TERKIRIM, StatusPengiriman.TAK_PASTI}
    assert list(status.values()).count(StatusPengiriman.TAK_PASTI) <= 1
    for a in akun:
        sampai = sum(a.email in s for s in kotak.surat)
        assert sampai == 1 if status[a.pk] == StatusPengiriman.TERKIRIM else sampai <= 1
    assert pengingat.kirim(H_1) == 0

"""Background jobs: one row each, run by a worker, seen by poll, cancelled on request, taken up again after a crash.

Whoever runs a job holds an advisory lock on its number. The lock ends with the database connection, so a killed worker frees
its job at once, and two workers never run the same one.
"""

import datetime as dt
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import Q
from django.urls import reverse

from kinerja.layanan.models import Pekerjaan, StatusPekerjaan
from kinerja.layanan.pesan import kirim_pesan
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_PEKERJAAN
from kinerja.plumbing.galat import Galat, SudahBerubah
from kinerja.plumbing.kunci import memegang
from kinerja.plumbing.tulisan import pukul

log = structlog.get_logger(__name__)

_KELAS_KUNCI = 7_302
PERCOBAAN_MAKS = 3
BERJALAN = (StatusPekerjaan.ANTRE.value, StatusPekerjaan.BERJALAN.value)
DIAM_DETIK = 20
_TAK_TERDUGA = (
    "Terjadi kesalahan yang tidak terduga. Coba sekali lagi; bila berulang, sampaikan nomor pekerjaan ini kepada BKPSDM."
)
_BERHENTI = "Pekerjaan ini terhenti di tengah sebanyak tiga kali. Sampaikan nomornya kepada BKPSDM."


class Dibatalkan(Exception):
    """The owner asked to stop; whatever the job was writing is rolled back."""


def buat_pekerjaan(jenis: str, masukan: dict[str, Any], *, by: Akun | None, kunci: str | None = None) -> Pekerjaan:
    """Queue a job in the caller's transaction. With ``kunci`` a second request while it waits or runs gives the same job.

    Raises ``LookupError`` for a kind that no app declared.
    """
    if jenis not in JENIS_PEKERJAAN:
        raise LookupError(f"Jenis pekerjaan {jenis} belum terdaftar.")
    if kunci:
        lama = Pekerjaan.objects.select_for_update().filter(kunci=kunci).first()
        if lama and lama.status in BERJALAN:
            return lama
        if lama:
            Pekerjaan.objects.filter(pk=lama.pk).update(kunci=None)
    pekerjaan = Pekerjaan.objects.create(jenis=jenis, kunci=kunci, masukan=masukan, pemilik=by, dibuat_pada=jam.sekarang())
    antrekan(pekerjaan.pk)
    return pekerjaan


def antrekan(pk: int) -> None:
    """Hand the job to a worker after the commit; a broker that is down loses nothing, ``sapu`` finds the row."""
    from kinerja.layanan.tasks import jalankan_pekerjaan

    def kirim() -> None:
        # A pooled connection to the broker may have gone stale: try again at once, but never keep a person waiting.
        jalankan_pekerjaan.apply_async([pk], retry_policy={"max_retries": 2, "interval_start": 0, "interval_step": 0.2})

    transaction.on_commit(kirim, robust=True)


def jalankan(pk: int) -> None:
    """Run a job unless another worker runs it, it is over, or it was cancelled while it waited."""
    with memegang(_KELAS_KUNCI, pk) as dapat:
        pekerjaan = _mulai(pk) if dapat else None
        if pekerjaan is None:
            return
        laporkan = Pelapor(pekerjaan.pk)
        try:
            JENIS_PEKERJAAN[pekerjaan.jenis].jalankan(pekerjaan, laporkan)
        except Dibatalkan:
            _akhiri(pk, StatusPekerjaan.DIBATALKAN, "Dihentikan atas permintaan.")
        except Galat as galat:
            _akhiri(pk, StatusPekerjaan.GAGAL, galat.kalimat)
        except Exception:
            log.exception("pekerjaan_gagal", pekerjaan=pk, jenis=pekerjaan.jenis)
            _akhiri(pk, StatusPekerjaan.GAGAL, _TAK_TERDUGA)
        else:
            _akhiri(pk, StatusPekerjaan.SELESAI, "Selesai.")
        finally:
            laporkan.tutup()


@transaction.atomic
def _mulai(pk: int) -> Pekerjaan | None:
    pekerjaan = Pekerjaan.objects.select_for_update().filter(pk=pk).first()
    if pekerjaan is None or pekerjaan.status not in BERJALAN:
        return None
    if pekerjaan.minta_batal:
        _tutup(pekerjaan, StatusPekerjaan.DIBATALKAN, "Dihentikan atas permintaan.")
        return None
    if pekerjaan.percobaan >= PERCOBAAN_MAKS:
        _tutup(pekerjaan, StatusPekerjaan.GAGAL, _BERHENTI)
        return None
    kini = jam.sekarang()
    pekerjaan.status = StatusPekerjaan.BERJALAN
    pekerjaan.percobaan += 1
    pekerjaan.mulai_pada = pekerjaan.mulai_pada or kini
    pekerjaan.detak_pada = kini
    if pekerjaan.percobaan > 1:
        pekerjaan.catatan += f"{pukul(kini)} Dilanjutkan setelah terhenti.\n"
    pekerjaan.save()
    return pekerjaan


@transaction.atomic
def _akhiri(pk: int, status: StatusPekerjaan, kalimat: str) -> None:
    pekerjaan = Pekerjaan.objects.select_for_update().get(pk=pk)
    if pekerjaan.status == StatusPekerjaan.BERJALAN:
        _tutup(pekerjaan, status, kalimat)


def _tutup(pekerjaan: Pekerjaan, status: StatusPekerjaan, kalimat: str) -> None:
    """The end of a job, told to its owner in the same transaction."""
    kini = jam.sekarang()
    pekerjaan.status = status
    pekerjaan.selesai_pada = kini
    pekerjaan.catatan += f"{pukul(kini)} {kalimat}\n"
    if status is StatusPekerjaan.SELESAI:
        pekerjaan.selesai = pekerjaan.jumlah
    pekerjaan.save()
    if pekerjaan.pemilik:
        judul = JENIS_PEKERJAAN[pekerjaan.jenis].judul
        akhir = {StatusPekerjaan.SELESAI: "selesai", StatusPekerjaan.GAGAL: "gagal"}.get(status, "dihentikan")
        isi = "" if status is StatusPekerjaan.SELESAI else kalimat
        kirim_pesan(pekerjaan.pemilik, f"pekerjaan:{pekerjaan.pk}", f"{judul} {akhir}", isi, url_pekerjaan(pekerjaan))


def url_pekerjaan(pekerjaan: Pekerjaan) -> str:
    """Where the result is looked at, else the page of the job."""
    tujuan = JENIS_PEKERJAAN[pekerjaan.jenis].url(pekerjaan) if pekerjaan.jenis in JENIS_PEKERJAAN else ""
    return tujuan or reverse("layanan:pekerjaan", args=[pekerjaan.pk])


@transaction.atomic
def hentikan_pekerjaan(pekerjaan: Pekerjaan, *, by: Akun | None) -> Pekerjaan:
    """Cancel: at once while it waits, at its next report while it runs. Raises ``SudahBerubah`` when it is over."""
    terkunci = Pekerjaan.objects.select_for_update().get(pk=pekerjaan.pk)
    if terkunci.status not in BERJALAN:
        raise SudahBerubah("Pekerjaan ini sudah selesai, jadi tidak dapat dihentikan lagi. Muat ulang halaman.")
    terkunci.minta_batal = True
    terkunci.save(update_fields=["minta_batal"])
    if terkunci.status == StatusPekerjaan.ANTRE:
        _tutup(terkunci, StatusPekerjaan.DIBATALKAN, "Dihentikan sebelum mulai.")
    return terkunci


class Pelapor:
    """``laporkan(selesai, jumlah, catatan)``: progress that others see at once, also from inside a transaction.

    Raises ``Dibatalkan`` when the owner asked to stop.
    """

    def __init__(self, pk: int) -> None:
        self._pk = pk
        self._kabel: Any = None

    def __call__(self, selesai: int, jumlah: int, catatan: str = "") -> None:
        """Save ``selesai`` of ``jumlah``; ``catatan`` is one line of the log."""
        kini = jam.sekarang()
        baris = f"{pukul(kini)} {catatan}\n" if catatan else ""
        with self._sambungan().cursor() as kursor:
            kursor.execute(
                "UPDATE layanan_pekerjaan SET selesai = %s, jumlah = %s, detak_pada = %s, catatan = catatan || %s"
                " WHERE id = %s RETURNING minta_batal",
                [min(selesai, jumlah), jumlah, kini, baris, self._pk],
            )
            hasil = kursor.fetchone()
        if hasil and hasil[0]:
            raise Dibatalkan

    def _sambungan(self) -> Any:
        """A connection of its own inside a transaction: what is written there is visible only at its end."""
        if not connection.in_atomic_block:
            return connection
        if self._kabel is None:
            self._kabel = connection.copy()
        return self._kabel

    def tutup(self) -> None:
        """Give the extra connection back."""
        if self._kabel is not None:
            self._kabel.close()
            self._kabel = None


def sapu() -> int:
    """Queue again what waits or runs without a sign of life and without anybody holding it; returns how many."""
    from kinerja.layanan.tasks import jalankan_pekerjaan

    batas = jam.sekarang() - dt.timedelta(seconds=DIAM_DETIK)
    diam = Q(detak_pada__lt=batas) | Q(detak_pada__isnull=True, dibuat_pada__lt=batas)
    terlantar = []
    for pk in Pekerjaan.objects.filter(diam, status__in=BERJALAN).order_by("pk").values_list("pk", flat=True):
        with memegang(_KELAS_KUNCI, pk) as bebas:
            if bebas:
                terlantar.append(pk)
    for pk in terlantar:
        jalankan_pekerjaan.delay(pk)
    return len(terlantar)


def sisa_detik(pekerjaan: Pekerjaan) -> float | None:
    """Seconds left at the pace so far; None before there is a pace."""
    if pekerjaan.status != StatusPekerjaan.BERJALAN or not pekerjaan.selesai or not pekerjaan.mulai_pada:
        return None
    lewat = (jam.sekarang() - pekerjaan.mulai_pada).total_seconds()
    return lewat / pekerjaan.selesai * (pekerjaan.jumlah - pekerjaan.selesai)

"""The outbox's other end: brings each event to each listener exactly once, in order per object, in the worker.

An event and one open ``Konsumsi`` per listener are written in the transaction of the act. A listener runs in a transaction
that first locks its ``Konsumsi`` and marks it done last: what it wrote and "done" become true together, or not at all. A
failure is written down and tried again later; only the object concerned waits, and the page of events shows it.
"""

import datetime as dt
from collections.abc import Iterator

import structlog
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kinerja.plumbing import jam
from kinerja.plumbing.daftar import PENDENGAR
from kinerja.plumbing.models import Konsumsi
from kinerja.plumbing.titik_gagal import titik

log = structlog.get_logger(__name__)

#: From so many failures on an event counts as stuck and is shown as such; it is still tried every six hours.
MACET = 5
JEDA_TERLAMA = dt.timedelta(hours=6)
SEKALI_JALAN = 500


def tertunda() -> QuerySet[Konsumsi]:
    """What listeners still owe, whether or not it is due."""
    return Konsumsi.objects.filter(selesai_pada__isnull=True)


def macet() -> QuerySet[Konsumsi]:
    """What has failed so often that a person should look."""
    return tertunda().filter(percobaan__gte=MACET)


def siap() -> QuerySet[Konsumsi]:
    """What may be consumed now: due, with a listener that exists, and nothing earlier of the same object still open."""
    lebih_dulu = tertunda().filter(
        konsumen=OuterRef("konsumen"),
        peristiwa__objek_jenis=OuterRef("peristiwa__objek_jenis"),
        peristiwa__objek_id=OuterRef("peristiwa__objek_id"),
        peristiwa_id__lt=OuterRef("peristiwa_id"),
    )
    jatuh_waktu = Q(coba_lagi_pada__isnull=True) | Q(coba_lagi_pada__lte=jam.sekarang())
    return tertunda().filter(jatuh_waktu, ~Exists(lebih_dulu), konsumen__in=[p.nama for p in PENDENGAR])


def antar(paling_banyak: int = SEKALI_JALAN) -> int:
    """Consume what is ready, oldest first, until nothing is left or ``paling_banyak`` are done; returns how many.

    Any number of workers may run this at once.
    """
    selesai = 0
    for pk in _berikut():
        selesai += konsumsi(pk)
        if selesai >= paling_banyak:
            break
    return selesai


def _berikut() -> Iterator[int]:
    """Ready rows, asked for anew when a round is through: finishing one makes the next of its object ready."""
    dilihat: set[int] = set()
    while True:
        putaran = list(siap().exclude(pk__in=dilihat).order_by("peristiwa_id", "pk").values_list("pk", flat=True)[:100])
        if not putaran:
            return
        dilihat.update(putaran)
        yield from putaran


def konsumsi(pk: int) -> bool:
    """Let the listener of one ``Konsumsi`` hear its event. False: another worker has it, it is not its turn, or it failed."""
    try:
        with transaction.atomic():
            baris = siap().filter(pk=pk).select_for_update(skip_locked=True, of=("self",)).first()
            if baris is None:
                return False
            PENDENGAR[baris.konsumen].dengar(baris.peristiwa)
            titik("peristiwa_sebelum_dicatat")
            Konsumsi.objects.filter(pk=pk).update(selesai_pada=jam.sekarang(), galat="", coba_lagi_pada=None)
    except Exception as galat:
        _catat_gagal(pk, galat)
        return False
    return True


def _catat_gagal(pk: int, galat: Exception) -> None:
    log.exception("pendengar_gagal", konsumsi=pk)
    percobaan = Konsumsi.objects.values_list("percobaan", flat=True).get(pk=pk)
    jeda = min(dt.timedelta(minutes=2**percobaan), JEDA_TERLAMA)
    tertunda().filter(pk=pk).update(
        percobaan=F("percobaan") + 1,
        coba_lagi_pada=jam.sekarang() + jeda,
        galat=f"{type(galat).__name__}: {galat}"[:2000],
    )


def coba_lagi(pk: int) -> int:
    """A person looked at a failed event and wants it tried at once; returns 1, or 0 when it was done meanwhile."""
    return tertunda().filter(pk=pk).update(coba_lagi_pada=None)


def bangunkan() -> None:
    """Ask a worker to look now. When the broker is away the sweep finds the events a minute later."""
    from kinerja.layanan.tasks import antar_peristiwa

    antar_peristiwa.apply_async(retry=False)

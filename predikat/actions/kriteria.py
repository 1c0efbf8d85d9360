"""The list of criteria of a kind of position, written by BKPSDM in place of the shipped one."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from kinerja.organisasi.models import Akun
from kinerja.plumbing.galat import Ditolak
from predikat.actions.dasar import pastikan, teks
from predikat.enums import AspekKriteria, KelompokKriteria
from predikat.models import KriteriaUnggul

PALING_BANYAK = 12
_PISAH = "|"


@transaction.atomic
def atur_kriteria(
    kelompok: KelompokKriteria, baris: Mapping[AspekKriteria, Iterable[str]], *, by: Akun | None
) -> list[KriteriaUnggul]:
    """Replace the list of ``kelompok``: one criterion per line, help after ``|``. Without any line the shipped list counts.

    What was ticked before keeps its words: a rating stores them. Raises ``TidakBoleh`` for everybody but BKPSDM, ``Ditolak``
    for too many or when only one of the two aspects has criteria.
    """
    pastikan(by, "atur_periode", None, "Kriteria diatur oleh BKPSDM.")
    baru = [
        KriteriaUnggul(kelompok=kelompok, aspek=aspek, urut=urut, **_urai(isi))
        for aspek, semua in baris.items()
        for urut, isi in enumerate((x for x in semua if x.strip()), start=1)
    ]
    ada = {k.aspek for k in baru}
    if baru and ada != set(AspekKriteria):
        raise Ditolak("Isi kriteria hasil kerja dan perilaku kerja, atau kosongkan keduanya untuk memakai bawaan.")
    if any(sum(1 for k in baru if k.aspek == aspek) > PALING_BANYAK for aspek in ada):
        raise Ditolak(f"Paling banyak {PALING_BANYAK} kriteria untuk tiap rating.")
    KriteriaUnggul.objects.filter(kelompok=kelompok).delete()
    return KriteriaUnggul.objects.bulk_create(baru)


def _urai(isi: str) -> dict[str, str]:
    uraian, _, bantuan = isi.partition(_PISAH)
    return {"uraian": teks(uraian, "Kriteria", 250), "bantuan": teks(bantuan, "Penjelasan", 250)}

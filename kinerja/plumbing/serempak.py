"""What many ask of the database at the same time goes there together: one round trip instead of one for each.

Beranda asks some twenty small questions; on a busy server it is the way there and back that costs, not the answer.
"""

from collections.abc import Generator, Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet, Value

#: Yields a ``QuerySet`` to be given its rows (``rows = yield queryset``), and anything else as a result.
Penanya = Generator[Any, Any, None]


def kumpulkan(penanya: Iterable[Penanya]) -> list[Any]:
    """Results of all generators, one generator after the other. As many round trips as the longest of them asks questions."""
    giliran: list[tuple[int, Penanya, Any]] = [(i, p, None) for i, p in enumerate(penanya)]
    hasil: list[list[Any]] = [[] for _ in giliran]
    while giliran:
        bertanya = [(i, p, q) for i, p, jawaban in giliran if (q := _sampai_bertanya(p, jawaban, hasil[i])) is not None]
        jawaban_semua = sekaligus([q for _, _, q in bertanya])
        giliran = [(i, p, j) for (i, p, _), j in zip(bertanya, jawaban_semua, strict=True)]
    return [x for milik in hasil for x in milik]


def _sampai_bertanya(penanya: Penanya, jawaban: Any, hasil: list[Any]) -> QuerySet[Any] | None:
    """Let it go on until it asks (returns the question) or ends (None); what it yields on the way is a result."""
    while True:
        try:
            keluar = penanya.send(jawaban)
        except StopIteration:
            return None
        if isinstance(keluar, QuerySet):
            return keluar
        hasil.append(keluar)
        jawaban = None


def sekaligus(kueri: Sequence[QuerySet[Any]]) -> list[list[Any]]:
    """Rows of each queryset, as ``list(queryset)`` gives them; all statements in one round trip.

    Without ``prefetch_related``.
    """
    siap = [_Siap(q) for q in kueri]
    if siap:
        with connection.cursor() as kursor:
            kursor.execute(";\n".join(s.sql for s in siap), [x for s in siap for x in s.params])
            for ke, s in enumerate(siap):
                kursor.set_result(ke)  # the record of history leaves the cursor at the last one
                s.baris = kursor.fetchall()
    return [s.hasil() for s in siap]


def ringkas(kueri: QuerySet[Any], **hitungan: Any) -> QuerySet[Any, Any]:
    """``kueri.aggregate(**hitungan)`` as a question: its only row is the dictionary."""
    return kueri.order_by().annotate(_semua=Value(1)).values("_semua").annotate(**hitungan).values(*hitungan)


def jumlah(kueri: QuerySet[Any]) -> QuerySet[Any, Any]:
    """``kueri.count()`` as a question: its only row is ``(n,)``."""
    return ringkas(kueri, n=Count("pk")).values_list("n")


class _Siap:
    """A queryset with its statement; its rows become objects by Django's own iterator."""

    def __init__(self, kueri: QuerySet[Any]) -> None:
        self.kueri: Any = kueri.all()
        # A count of nothing is a row, too: so what can match nothing is asked all the same.
        self.kompilator: Any = self.kueri.query.get_compiler(kueri.db, elide_empty=False)
        self.sql, self.params = self.kompilator.as_sql()
        self.baris: list[Any] = []

    def hasil(self) -> list[Any]:
        """Objects, dictionaries or tuples, as the queryset was written."""
        self.kompilator.execute_sql = lambda *args, **kwargs: [self.baris]
        self.kueri.query.get_compiler = lambda *args, **kwargs: self.kompilator
        return list(self.kueri._iterable_class(self.kueri))

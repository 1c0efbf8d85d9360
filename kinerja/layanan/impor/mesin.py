"""Run a declared kind of import over a file: preview, and apply what was previewed."""

import datetime as dt
from pathlib import Path

from django.db import connection
from django.db.models import Min

from kinerja.organisasi.models import Akun
from kinerja.plumbing.daftar import JenisImpor
from kinerja.plumbing.impor import HasilBanding, pengenal
from kinerja.plumbing.lembar import Lembar, baca_lembar
from kinerja.siklus.enums import JenisPeriode, StatusPeriode
from kinerja.siklus.models import Periode

#: Two imports that are applied at once would compare with a state that the other one is changing.
_KUNCI_IMPOR = 7_301_001


def baca(jenis: JenisImpor, berkas: Path) -> Lembar:
    """The sheet with the headings of ``jenis``. Raises ``Ditolak`` with one sentence for a wrong file."""
    return baca_lembar(berkas, pengenal(jenis.kolom).__contains__, min(3, len(jenis.kolom)))


def pratinjau(jenis: JenisImpor, lembar: Lembar, acuan: dt.date) -> HasilBanding:
    """What the sheet would do as of ``acuan``; writes nothing."""
    return jenis.bandingkan(jenis.uraikan(lembar, acuan, jenis.rujukan()), acuan)


def kunci_impor() -> None:
    """One import at a time, until the end of the caller's transaction."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(%s)", [_KUNCI_IMPOR])


def terapkan(jenis: JenisImpor, hasil: HasilBanding, acuan: dt.date, by: Akun | None) -> None:
    """Write ``hasil`` in the caller's transaction, which must hold ``kunci_impor`` since before it was compared."""
    jenis.terapkan(hasil, acuan, by=by, terbuka_sejak=tahun_terbuka(acuan))


def tahun_terbuka(acuan: dt.date) -> dt.date:
    """The first day of the earliest year whose final period is not closed, at the latest of the year of ``acuan``."""
    terbuka = Periode.objects.filter(jenis=JenisPeriode.AKHIR.value).exclude(status=StatusPeriode.DITUTUP.value)
    tahun = terbuka.aggregate(awal=Min("siklus__tahun"))["awal"]
    return dt.date(min(tahun or acuan.year, acuan.year), 1, 1)

"""PredikatResmi: the one official predikat of a person, year and period. Written by listeners and by imports only.

Which system's predikat counts is a parameter; another one supersedes, nothing is overwritten.
"""

import datetime as dt
from typing import Any

from django.db import connection, transaction

from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.models import catat_peristiwa
from kinerja.siklus.models import Periode
from kinerja.siklus.queries import parameter
from predikat.enums import SumberEvaluasi, SumberResmi
from predikat.models import Evaluasi, PredikatResmi

DICATAT = "predikat_resmi.dicatat"
PARAMETER = "predikat_resmi_sumber"
#: Where an evaluation comes from -> as what its predikat is official. What is judged here: as the parameter says.
_SUMBER = {
    SumberEvaluasi.RUANG_GTK: SumberResmi.RUANG_GTK,
    SumberEvaluasi.LUAR: SumberResmi.LUAR,
    SumberEvaluasi.TUBEL: SumberResmi.KINERJA,
    SumberEvaluasi.LOKAL: SumberResmi.KINERJA,
}


def berlaku_dari_sini(sumber: str, hari: dt.date | None = None) -> bool:
    """Whether an evaluation of ``sumber`` may become official by itself: not, when e-Kinerja BKN is the official source."""
    if _SUMBER.get(SumberEvaluasi(sumber)) is not SumberResmi.KINERJA:
        return sumber in _SUMBER
    return parameter(PARAMETER, hari).teks == SumberResmi.KINERJA


@transaction.atomic
def dari_evaluasi(evaluasi: Evaluasi, *, by: Akun | None, keterangan: str = "") -> PredikatResmi | None:
    """The predikat of an evaluation as it stands becomes official; None when another system's counts.

    Told again, the row of before is given back.
    """
    if not evaluasi.predikat or not berlaku_dari_sini(evaluasi.sumber):
        return None
    return tulis(
        evaluasi.pegawai,
        evaluasi.periode.siklus.tahun,
        evaluasi.periode,
        nilai=evaluasi.predikat,
        sumber=_SUMBER[SumberEvaluasi(evaluasi.sumber)],
        evaluasi=evaluasi,
        keterangan=keterangan,
        by=by,
    )


@transaction.atomic
def tulis(
    pegawai: Pegawai,
    tahun: int,
    periode: Periode | None,
    *,
    nilai: str,
    sumber: str,
    by: Akun | None,
    evaluasi: Evaluasi | None = None,
    keterangan: str = "",
) -> PredikatResmi:
    """Write the official predikat; a different one that was there is superseded, an equal one stays."""
    Pegawai.objects.select_for_update(no_key=True).get(pk=pegawai.pk)
    ada = PredikatResmi.objects.filter(pegawai=pegawai, tahun=tahun, periode=periode, pengganti__isnull=True)
    lama = ada.select_for_update(of=("self",), no_key=True).first()
    if lama is not None and (lama.nilai, lama.sumber, lama.evaluasi_id) == (nilai, sumber, evaluasi.pk if evaluasi else None):
        return lama
    isi: dict[str, Any] = {"nilai": nilai, "sumber": sumber, "evaluasi": evaluasi, "keterangan": keterangan[:250]}
    baru = PredikatResmi(
        pk=_nomor_baru() if lama else None,
        pegawai=pegawai,
        tahun=tahun,
        periode=periode,
        berlaku_sejak=jam.hari_ini(),
        dicatat_pada=jam.sekarang(),
        oleh=by,
        **isi,
    )
    if lama is not None:
        # Only one may hold, and the old one names the new: so it does before the new one is there (the key is deferred).
        PredikatResmi.objects.filter(pk=lama.pk).update(pengganti_id=baru.pk)
    baru.save(force_insert=True)
    catat_peristiwa(DICATAT, baru, by=by, pegawai=pegawai.pk, tahun=tahun, nilai=nilai, menggantikan=lama.pk if lama else None)
    return baru


def _nomor_baru() -> int:
    with connection.cursor() as kursor:
        kursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [PredikatResmi._meta.db_table])
        return int(kursor.fetchone()[0])

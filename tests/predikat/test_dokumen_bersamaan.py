"""Two at once on a move, on locking, on a document, on a case; and a process killed in rate, set, move, lock, hand-over.

In a file of its own, with one made-up kabupaten per test: these commit.
"""

import contextlib
import datetime as dt
import itertools
import os
import signal

import pytest
from django.db import connection

from kinerja.plumbing import jam
from kinerja.plumbing.galat import Galat
from kinerja.plumbing.models import Peristiwa
from kinerja.siklus.actions import muat_parameter
from predikat.actions import dokumen as aksi_dokumen
from predikat.actions import kalibrasi as aksi
from predikat.actions import keberatan as kasus
from predikat.actions import sesi as aksi_sesi
from predikat.actions.evaluasi import IsiRating, usulkan_rating
from predikat.actions.penetapan import tetapkan_predikat
from predikat.enums import StatusDokumen as D
from predikat.models import DokumenEvaluasi, Evaluasi, Geseran, Keberatan, LangkahEvaluasi, RatingDiberikan, SesiKalibrasi
from tests.predikat.pabrik_dokumen import ATAS, BAWAH, SAAT, SESUAI, baca, diusulkan, predikat_unit
from tests.predikat.pabrik_kalibrasi import sesi
from tests.serentak import serentak as bersamaan
from tests.skp.pabrik import kabupaten_skp

#: Every clock of a thread or a process starts anew; each of them is later than the one before.
_JAM = itertools.count(1)


def nanti() -> dt.datetime:
    """An hour later than anything before."""
    return SAAT + dt.timedelta(hours=next(_JAM))


@pytest.fixture
def dunia(transactional_db):
    """The kabupaten committed, so that two connections see it."""
    with jam.pada(SAAT):
        d = kabupaten_skp()
        muat_parameter()
        yield d


def serentak(*kerja):
    return bersamaan(*kerja, saat=nanti())


def test_serentak_satu_menang_dan_yang_lain_diberi_tahu(dunia):
    s = sesi(dunia)
    kasi, kabid, kadis = (dunia.akun(x) for x in (dunia.k.kasi, dunia.k.kabid, dunia.k.kadis))
    pk = Evaluasi.objects.get(pegawai=dunia.k.pelaksana).pk

    dua = serentak(
        lambda: aksi.geser(s, pk, ATAS, ATAS, "Rujukan kolega.", by=kasi, urut=0),
        lambda: aksi.geser(s, pk, BAWAH, SESUAI, "Belum berbukti.", by=kabid, urut=0),
    )
    (kalah,) = [x for x in dua if isinstance(x, aksi.SudahDigeser)]
    (menang,) = Geseran.objects.all()
    assert menang.alasan in kalah.kalimat and menang.oleh.nama_tampil in kalah.kalimat

    # Locking while somebody moves: either the move is in what was locked, or it is refused.
    hasil = serentak(
        lambda: aksi_sesi.kunci(s, {}, "Dikunci.", by=kadis),
        lambda: aksi.geser(s, pk, SESUAI, ATAS, "Sesaat sebelum dikunci.", by=kasi),
    )
    e = Evaluasi.objects.get(pk=pk)
    akhir = Geseran.objects.order_by("-urut").first()
    assert not isinstance(hasil[0], Galat)
    assert (e.hasil, e.perilaku) == (akhir.ke_hasil, akhir.ke_perilaku)
    assert Peristiwa.objects.filter(nama="predikat.ditetapkan").count() == 4

    # Signing and objecting at once: both may happen in that order, never the other way round.
    aksi_dokumen.buat_dokumen([pk], by=None)
    d = DokumenEvaluasi.objects.get(evaluasi=pk)
    with jam.pada(nanti()):
        aksi_dokumen.serahkan(d, by=kasi)
    saya = dunia.akun(dunia.k.pelaksana)
    serentak(lambda: aksi_dokumen.tanda_tangani(d, by=saya), lambda: kasus.ajukan(d, "Alasan", by=saya))
    assert baca(d).status == D.KEBERATAN
    k = Keberatan.objects.get(dokumen=d)
    kasus.jelaskan(k, "Penjelasan", by=kasi)
    putusan = serentak(*(lambda h=h: kasus.putus(k, h, SESUAI, "Pertimbangan", by=kabid) for h in (ATAS, BAWAH)))
    assert sum(isinstance(x, Galat) for x in putusan) == 1
    assert Peristiwa.objects.filter(nama=kasus.DIPUTUS).count() == 1
    assert Keberatan.objects.get(pk=k.pk).putusan_hasil == Evaluasi.objects.get(pk=pk).hasil


def _bunuh(titik, kerja):
    """Do it in a process of its own that dies at ``titik``; returns how that ended."""
    saat = nanti()
    anak = os.fork()
    if not anak:
        connection.connection = None  # the parent's own stays open
        os.environ["KINERJA_TITIK_GAGAL"] = titik
        with contextlib.suppress(BaseException), jam.pada(saat):
            kerja()
            os._exit(0)
        os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(anak, 0)[1])


def _bunuh_jalan_ringan(dunia):
    """Rate and set: what was not answered left no trace, neither rating nor predikat nor anything announced."""
    predikat_unit(dunia)
    e, kasi = diusulkan(dunia), dunia.akun(dunia.k.kasi)
    isi = IsiRating(BAWAH, SESUAI, alasan_tanpa_bukti="Lisan.")
    assert _bunuh("evaluasi.rating", lambda: usulkan_rating(e, isi, by=kasi)) == -signal.SIGKILL
    assert RatingDiberikan.objects.get(evaluasi=e).hasil == SESUAI
    assert _bunuh("evaluasi.penetapan", lambda: tetapkan_predikat([e.pk], by=kasi)) == -signal.SIGKILL
    assert Evaluasi.objects.get(pk=e.pk).predikat is None
    assert not LangkahEvaluasi.objects.exists() and not Peristiwa.objects.filter(nama__startswith="predikat.").exists()


def test_dibunuh_di_tengah_tidak_ada_yang_setengah(dunia):
    _bunuh_jalan_ringan(dunia)
    s = sesi(dunia, orang=(dunia.k.rekan, dunia.k.jf, dunia.k.kasi))
    pk, kasi, kadis = Evaluasi.objects.get(pegawai=dunia.k.pelaksana).pk, dunia.akun(dunia.k.kasi), dunia.akun(dunia.k.kadis)

    def geser():
        aksi.geser(s, pk, ATAS, ATAS, "Alasan", by=kasi, urut=0)

    def kunci():
        aksi_sesi.kunci(s, {}, "", by=kadis)

    def serah():
        aksi_dokumen.serahkan_banyak(ids, by=kasi)

    assert _bunuh("kalibrasi.geser", geser) == -signal.SIGKILL
    assert not Geseran.objects.exists()
    assert SesiKalibrasi.objects.get(pk=s.pk).sunting == 0
    assert _bunuh("", geser) == 0
    assert Geseran.objects.count() == 1

    assert _bunuh("kalibrasi.sesudah_tulis", kunci) == -signal.SIGKILL
    assert not Evaluasi.objects.exclude(predikat=None).exists()
    assert not Peristiwa.objects.filter(nama="predikat.ditetapkan").exists()
    assert _bunuh("", kunci) == 0
    assert Evaluasi.objects.filter(predikat="SANGAT_BAIK").count() == 1

    aksi_dokumen.buat_dokumen(list(Evaluasi.objects.values_list("pk", flat=True)), by=None)
    ids = list(DokumenEvaluasi.objects.filter(evaluasi__penilai=dunia.k.kasi).values_list("pk", flat=True))
    assert _bunuh("dokumen_evaluasi.sebelum_jam", serah) == -signal.SIGKILL
    assert not DokumenEvaluasi.objects.filter(status="DISERAHKAN").exists()
    assert _bunuh("", serah) == 0
    assert _bunuh("", serah) == 0
    assert Peristiwa.objects.filter(nama=aksi_dokumen.DISERAHKAN).count() == len(ids) == 3

"""Issue a document, print and seal it, withdraw it; for one object or for thousands.

Issuing writes the snapshot. Printing belongs to the worker: it renders the snapshot, seals it and records the file, once. Who
prints a document holds an advisory lock on its number; a killed worker frees it with its connection.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from django.core.files.base import ContentFile
from django.db import connection, transaction

from kinerja.layanan.berkas import PDF, simpan_berkas
from kinerja.layanan.dokumen import cetak, queries, segel, susun
from kinerja.layanan.dokumen.models import Dokumen, PihakDokumen
from kinerja.layanan.models import Berkas, Pekerjaan
from kinerja.layanan.pekerjaan import buat_pekerjaan
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_DOKUMEN, JenisDokumen, Rakitan
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.kunci import memegang
from kinerja.plumbing.titik_gagal import titik
from kinerja.plumbing.tulisan import angka

log = structlog.get_logger(__name__)

CETAK_BANYAK = "cetak_dokumen"
UNTUK = "layanan.dokumen"
TERBESAR = 50 * 1024 * 1024
_KELAS_KUNCI = 7_303
#: One waiting helper task per so many documents; a free worker process takes one.
_PER_PEMBANTU = 5
_PEMBANTU_MAKS = 16


@transaction.atomic
def terbitkan_dokumen(
    jenis: str, kunci: str, *, by: Akun | None, rakitan: Rakitan | None = None, antrekan: bool = True
) -> Dokumen:
    """Freeze what is true now as a new revision; a latest revision with the very same content is returned instead.

    ``rakitan`` takes the place of the kind's own reading. Printing is queued after commit. Raises ``LookupError`` for an
    unknown kind, and whatever the kind's ``rakit`` refuses.
    """
    if jenis not in JENIS_DOKUMEN:
        raise LookupError(f"Jenis dokumen {jenis} belum terdaftar.")
    _antre_penerbitan(jenis, kunci)
    macam = JENIS_DOKUMEN[jenis]
    rakitan = rakitan or macam.rakit(kunci)
    snapshot = susun.kanonik(rakitan.isi, macam.skema)
    lama = Dokumen.objects.filter(jenis=jenis, kunci_objek=kunci).order_by("-revisi").first()
    if lama is not None and lama.ditarik_pada is None and lama.snapshot == snapshot:
        return lama
    baru = _tulis(macam, kunci, rakitan, snapshot, lama.revisi + 1 if lama else 1, by)
    if antrekan:
        _antrekan_cetak(baru.pk)
    return baru


def _antre_penerbitan(jenis: str, kunci: str) -> None:
    """Two people who issue the same document get two revisions, one after the other."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_KELAS_KUNCI + 1, f"{jenis}:{kunci}"])


def _tulis(macam: JenisDokumen, kunci: str, r: Rakitan, snapshot: str, revisi: int, by: Akun | None) -> Dokumen:
    dokumen = Dokumen.objects.create(
        jenis=macam.nama,
        kunci_objek=kunci,
        revisi=revisi,
        skema=macam.skema,
        judul=r.judul[:250],
        nomor=r.nomor,
        tanggal=r.tanggal or jam.hari_ini(),
        snapshot=snapshot,
        sha256=susun.sidik(snapshot),
        kode=susun.kode_baru(),
        rahasia=macam.rahasia,
        unit_id=r.unit_id,
        oleh=by,
        dibuat_pada=jam.sekarang(),
    )
    PihakDokumen.objects.bulk_create(
        PihakDokumen(dokumen=dokumen, pegawai_id=p, sebagai=sebagai) for p, sebagai in dict(r.pihak).items()
    )
    return dokumen


def _antrekan_cetak(pk: int) -> None:
    from kinerja.layanan.tasks import cetak_dokumen

    def kirim() -> None:
        cetak_dokumen.apply_async([pk], retry=False)

    transaction.on_commit(kirim, robust=True)


@transaction.atomic
def tarik_dokumen(dokumen: Dokumen, alasan: str, *, by: Akun | None) -> Dokumen:
    """Say that an issued document no longer holds; it stays readable, and its public page says so.

    Raises ``Ditolak`` without a reason, ``SudahBerubah`` when it was withdrawn before.
    """
    if not alasan.strip():
        raise Ditolak("Tuliskan alasan penarikannya. Alasan itu tercatat bersama dokumen.")
    terkunci = Dokumen.objects.select_for_update(of=("self",)).get(pk=dokumen.pk)
    if terkunci.ditarik_pada is not None:
        raise SudahBerubah("Dokumen ini sudah ditarik. Muat ulang halaman.")
    terkunci.ditarik_pada, terkunci.alasan_tarik = jam.sekarang(), alasan.strip()[:250]
    terkunci.save(update_fields=["ditarik_pada", "alasan_tarik"])
    log.info("dokumen_ditarik", dokumen=terkunci.pk, oleh=getattr(by, "pk", None))
    return terkunci


# -- printing, in the worker


def cetak_dan_segel(pk: int, *, tunggu: bool = False) -> bool:
    """Print, seal and store one document. False: it is done already, or somebody else is at it (``tunggu`` waits for him)."""
    with memegang(_KELAS_KUNCI, pk, tunggu=tunggu) as dapat:
        dokumen = Dokumen.objects.belum_tercetak().select_related("oleh").filter(pk=pk).first() if dapat else None
        if dokumen is None:
            return False
        titik("dokumen.sesudah_klaim")
        hasil = render(dokumen)
        bersegel = segel.penyegel().segel(hasil.isi, alasan=f"{dokumen.judul}, kode {dokumen.kode_tampil}")
        _catat_berkas(dokumen, bersegel, hasil.halaman)
    return True


def render(dokumen: Dokumen) -> cetak.HasilCetak:
    """The PDF of a document from its snapshot alone, with the form of the schema it was written in."""
    isi, skema = susun.uraikan(dokumen.snapshot)
    template = JENIS_DOKUMEN[dokumen.jenis].template[skema]
    return cetak.cetak(cetak.susun_html(template, isi, queries.ket_cetak(dokumen)))


def _catat_berkas(dokumen: Dokumen, pdf: bytes, halaman: int) -> None:
    unggahan = ContentFile(pdf, name=nama_berkas(dokumen))
    with (
        simpan_berkas(unggahan, untuk=UNTUK, by=dokumen.oleh, jenis={PDF}, terbesar=TERBESAR) as berkas,
        transaction.atomic(),
    ):
        titik("dokumen.sebelum_catat")
        _tautkan(dokumen, berkas, halaman)


def _tautkan(dokumen: Dokumen, berkas: Berkas, halaman: int) -> None:
    berkas.untuk_id = dokumen.pk
    berkas.save()
    dokumen.berkas = berkas
    dokumen.halaman = halaman
    dokumen.sha256_pdf = berkas.sha256
    dokumen.segel = segel.penyegel().nama
    dokumen.disegel_pada = jam.sekarang()
    dokumen.save(update_fields=["berkas", "halaman", "sha256_pdf", "segel", "disegel_pada"])


def nama_berkas(dokumen: Dokumen, akhiran: str = "pdf") -> str:
    """A file name that sorts and that every system takes."""
    polos = "".join(c if c.isalnum() and c.isascii() else "-" for c in dokumen.judul)
    inti = "-".join(x for x in polos.split("-") if x)[:110]
    return f"{inti}{f'-revisi-{dokumen.revisi}' if dokumen.revisi > 1 else ''}.{akhiran}"


def sapu_cetak(paling_banyak: int = 200) -> int:
    """Print what a lost queue left behind; returns how many."""
    tertinggal = Dokumen.objects.belum_tercetak().filter(jenis__in=[j.nama for j in JENIS_DOKUMEN])
    return sum(
        _cetak_atau_catat(pk) is True for pk in list(tertinggal.order_by("pk").values_list("pk", flat=True)[:paling_banyak])
    )


def _cetak_atau_catat(pk: int, *, tunggu: bool = False) -> bool | None:
    """As ``cetak_dan_segel``; None when it failed, which is logged and does not stop the others."""
    try:
        return cetak_dan_segel(pk, tunggu=tunggu)
    except Exception:
        log.exception("dokumen_gagal_dicetak", dokumen=pk)
        return None


# -- many at once


def terbitkan_banyak(jenis: str, kunci: Sequence[str], *, by: Akun | None) -> Pekerjaan:
    """A job that issues and prints one document for each key. Raises ``Ditolak`` for none."""
    if not kunci:
        raise Ditolak("Pilih sedikitnya satu dokumen untuk dicetak.")
    return buat_pekerjaan(CETAK_BANYAK, {"jenis": jenis, "kunci": list(dict.fromkeys(kunci))}, by=by)


def jalankan_cetak_banyak(pekerjaan: Pekerjaan, laporkan: Any) -> None:
    """Issue all, then print together with every worker process that is free; may be run again from the start."""
    kunci = pekerjaan.masukan["kunci"]
    laporkan(0, len(kunci), "Menyusun naskah.")
    semua = [_terbitkan_sekali(pekerjaan, k) for k in kunci]
    belum = _tersisa(semua)
    laporkan(len(semua) - len(belum), len(semua), f"Mencetak {angka(len(belum))} dokumen.")
    _panggil_pembantu(pekerjaan.pk, belum)
    for pk in belum:
        if _cetak_atau_catat(pk) is not False:
            laporkan(len(semua) - _sisa(semua), len(semua))
    for pk in _tersisa(semua):
        _cetak_atau_catat(pk, tunggu=True)
        laporkan(len(semua) - _sisa(semua), len(semua))
    if gagal := _sisa(semua):
        raise Ditolak(f"{angka(gagal)} dokumen gagal dicetak; sisanya selesai. Sampaikan nomor pekerjaan ini kepada BKPSDM.")


def _terbitkan_sekali(pekerjaan: Pekerjaan, kunci: str) -> int:
    """A second run of the job finds what the first one issued."""
    jenis = pekerjaan.masukan["jenis"]
    sudah = Dokumen.objects.filter(jenis=jenis, kunci_objek=kunci, dibuat_pada__gte=pekerjaan.dibuat_pada)
    pk = sudah.order_by("revisi").values_list("pk", flat=True).first()
    return pk or terbitkan_dokumen(jenis, kunci, by=pekerjaan.pemilik, antrekan=False).pk


def _tersisa(pks: Sequence[int]) -> list[int]:
    return list(Dokumen.objects.belum_tercetak().filter(pk__in=pks).order_by("pk").values_list("pk", flat=True))


def _sisa(pks: Sequence[int]) -> int:
    return Dokumen.objects.belum_tercetak().filter(pk__in=pks).count()


def _panggil_pembantu(pekerjaan_id: int, belum: Sequence[int]) -> None:
    from kinerja.layanan.tasks import bantu_cetak

    jumlah = min(_PEMBANTU_MAKS, len(belum) // _PER_PEMBANTU)
    for bagian in range(jumlah):
        # Each starts elsewhere in the list, so that they seldom ask for the same document.
        mulai = (bagian + 1) * len(belum) // (jumlah + 1)
        bantu_cetak.apply_async([pekerjaan_id, [*belum[mulai:], *belum[:mulai]]], retry=False)


def bantu_cetak(pekerjaan_id: int, pks: Sequence[int]) -> int:
    """What a free worker process does for a bulk job: take what nobody has taken, until all is done or the job was stopped."""
    selesai = 0
    for pk in pks:
        if Pekerjaan.objects.filter(pk=pekerjaan_id, minta_batal=True).exists():
            break
        selesai += _cetak_atau_catat(pk) is True
    return selesai


# -- a sheet with secrets


def cetak_sekali(dokumen: Dokumen, rahasia: Mapping[str, Any]) -> bytes:
    """The sheet that goes from memory to the printer: ``rahasia`` is in no snapshot, file, queue or log."""
    isi, _ = susun.uraikan(dokumen.snapshot)
    html = cetak.susun_html(JENIS_DOKUMEN[dokumen.jenis].sekali, isi, queries.ket_cetak(dokumen), **rahasia)
    return cetak.cetak(html).isi

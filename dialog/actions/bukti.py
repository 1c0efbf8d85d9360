"""Evidence: handed in, attached, taken off a measure, removed with a tombstone.

One act, one evidence: the browser's name for it (``kunci``) makes the second arrival of the same form harmless.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from dialog.actions.dasar import penulis, teks_wajib
from dialog.actions.realisasi import kunci_periode, pastikan_realisasi
from dialog.actions.unggahan import JENIS_TAK_DITERIMA, batalkan_unggahan, buang_unggahan, rangkai
from dialog.aturan_bukti import (
    ALASAN_MAKS,
    JUDUL_MAKS,
    NOMOR_MAKS,
    UKURAN_MAKS,
    isi_disimpan,
    judul_dari_nama,
    kunci_sah,
    kurang_isi,
    nama_aman,
    tolak_lepas,
    tolak_ukuran,
)
from dialog.enums import JenisBukti
from dialog.models import Bukti, TautBukti, Unggahan
from dialog.rules_bukti import IZIN_BUKTI, tim_dari
from kinerja.layanan.berkas import buang_berkas, simpan_berkas
from kinerja.layanan.isi_berkas import GAMBAR, OFFICE, PDF, jenis_utuh
from kinerja.layanan.models import Berkas
from kinerja.organisasi.models import Akun, TimKerja
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import catat_peristiwa
from kinerja.plumbing.titik_gagal import titik
from kinerja.siklus.enums import StatusPeriode
from kinerja.siklus.models import Periode
from skp.actions.dasar import periksa_panjang, rapikan
from skp.models import LiniIKI

UNTUK = "dialog.bukti"
JENIS_DITERIMA = GAMBAR | OFFICE | {PDF}


@dataclass(frozen=True, slots=True)
class IsiBukti:
    """What was filled in. A file comes as ``unggahan`` (with the form) or was sent before in pieces (``kunci_unggahan``)."""

    jenis: str
    judul: str = ""
    tautan: str = ""
    nomor: str = ""
    tim: int | None = None
    unggahan: "UploadedFile[bytes] | None" = None
    kunci_unggahan: str = ""
    kunci: str = ""


def tambah_bukti(isi: IsiBukti, *, by: Akun, lini_iki: LiniIKI | None = None, periode: Periode | None = None) -> Bukti:
    """Hand in an evidence, and attach it to a measure in a period when both are given: both happen or neither.

    Raises ``Ditolak`` with what is wrong, ``TidakBoleh`` for somebody else's measure, and what the storage or the scanner
    raises. The same ``kunci`` again gives the evidence back that came of it.
    """
    saya = penulis(by)
    isi = _rapi(isi)
    if ada := _sudah(isi, saya.pk):
        return _lekatkan_bila(ada, lini_iki, periode, by)
    tim = _tim(isi.tim, saya.pk)
    ada_berkas = isi.unggahan is not None or bool(isi.kunci_unggahan)
    if kurang := kurang_isi(isi.jenis, ada_berkas=ada_berkas, tautan=isi.tautan, nomor=isi.nomor):
        raise Ditolak(kurang)
    if isi.jenis != JenisBukti.BERKAS and not isi.judul:
        raise Ditolak("Beri judul yang menerangkan apa yang dibuktikannya.")
    try:
        with _isi_berkas(isi, by) as berkas, transaction.atomic():
            titik("bukti_setelah_isi")
            return _lekatkan_bila(_tulis(isi, berkas, tim, by), lini_iki, periode, by)
    except IntegrityError:  # the same form came twice at once; the other one was first
        if ada := _sudah(isi, saya.pk):
            return _lekatkan_bila(ada, lini_iki, periode, by)
        raise


def _rapi(isi: IsiBukti) -> IsiBukti:
    kunci = isi.kunci_unggahan or isi.kunci
    return replace(
        isi,
        judul=periksa_panjang("Judul", rapikan(isi.judul), JUDUL_MAKS),
        tautan=isi.tautan.strip() if isi.jenis == JenisBukti.TAUTAN else "",
        nomor=periksa_panjang("Nomor dokumen", rapikan(isi.nomor), NOMOR_MAKS),
        kunci=kunci if kunci_sah(kunci) else "",
    )


def _sudah(isi: IsiBukti, pemilik: int) -> Bukti | None:
    return Bukti.objects.filter(pemilik=pemilik, kunci=isi.kunci).first() if isi.kunci else None


def _tim(pk: int | None, saya: int) -> TimKerja | None:
    if pk is None:
        return None
    tim: TimKerja | None = tim_dari(saya, jam.hari_ini()).filter(pk=pk).first()
    if tim is None:
        raise Ditolak("Anda hari ini bukan anggota tim itu. Pilih tim Anda, atau simpan sebagai bukti sendiri.")
    return tim


@contextmanager
def _isi_berkas(isi: IsiBukti, by: Akun) -> Iterator[Berkas | None]:
    """The stored content of a file, gone again when the act fails. Pieces of a refused one are not kept either."""
    if isi.jenis != JenisBukti.BERKAS:
        yield None
        return
    with ExitStack() as tumpukan:
        try:
            berkas = tumpukan.enter_context(_terima(isi, by))
        except Ditolak:
            batalkan_unggahan(isi.kunci_unggahan, by=by)
            raise
        yield berkas


@contextmanager
def _terima(isi: IsiBukti, by: Akun) -> Iterator[Berkas]:
    sumber = nullcontext(isi.unggahan) if isi.unggahan is not None else rangkai(isi.kunci_unggahan, by=by)
    with sumber as unggahan:
        unggahan.name = nama_aman(unggahan.name or "")
        if kalimat := tolak_ukuran(unggahan.size or 0):
            raise Ditolak(kalimat)
        if jenis_utuh(unggahan, unggahan.name) not in JENIS_DITERIMA:
            raise Ditolak(JENIS_TAK_DITERIMA)
        with simpan_berkas(unggahan, untuk=UNTUK, by=by, jenis=JENIS_DITERIMA, terbesar=UKURAN_MAKS) as berkas:
            yield berkas


def _tulis(isi: IsiBukti, berkas: Berkas | None, tim: TimKerja | None, by: Akun) -> Bukti:
    if berkas is not None:
        berkas.save()
    b = Bukti.objects.create(
        pemilik=penulis(by),
        jenis=isi.jenis,
        judul=isi.judul or judul_dari_nama(berkas.nama if berkas else ""),
        berkas=berkas,
        tautan=isi.tautan,
        nomor=isi.nomor,
        bersama=tim is not None,
        tim=tim,
        kunci=isi.kunci or None,
        oleh=by,
        pada=jam.sekarang(),
    )
    if berkas is not None:
        berkas.untuk_id = b.pk
        berkas.save(update_fields=["untuk_id"])
    for u in Unggahan.objects.filter(pemilik=b.pemilik_id, kunci=isi.kunci_unggahan):
        buang_unggahan(u)
    catat_peristiwa("bukti.ditambahkan", b, by=by, pemilik=b.pemilik_id, jenis=b.jenis)
    return b


# -- attached


def _lekatkan_bila(b: Bukti, lini_iki: LiniIKI | None, periode: Periode | None, by: Akun) -> Bukti:
    if lini_iki is not None and periode is not None:
        lekatkan_bukti(b, lini_iki, periode, by=by)
    return b


@transaction.atomic
def lekatkan_bukti(bukti: Bukti, lini_iki: LiniIKI, periode: Periode, *, by: Akun) -> TautBukti:
    """Attach an evidence, one's own or one of the team, to one's own measure. A second time is no second row.

    Raises ``TidakBoleh`` for a stranger's, ``SudahBerubah`` for a removed one, ``Ditolak`` where the period takes nothing.
    """
    kini = _kunci(bukti)
    if kini.dihapus_pada is not None:
        raise SudahBerubah("Bukti ini sudah dihapus. Unggah lagi bila diperlukan.")
    if not IZIN_BUKTI["taut_bukti"].test(by, kini):
        raise TidakBoleh("Bukti dilekatkan oleh pemiliknya, atau oleh tim yang memilikinya bersama.")
    realisasi = pastikan_realisasi(lini_iki, periode, by=by)
    taut, baru = TautBukti.objects.get_or_create(realisasi=realisasi, bukti=kini, defaults={"oleh": by, "pada": jam.sekarang()})
    if baru:
        catat_peristiwa("bukti.dilekatkan", kini, by=by, realisasi=realisasi.pk)
    return taut


@transaction.atomic
def lepas_bukti(taut: TautBukti, *, by: Akun) -> None:
    """Take an evidence off one's measure again, before the realisasi is declared complete; the evidence itself stays.

    Raises ``Ditolak`` with the way out when it is complete or the period is closed.
    """
    kini = TautBukti.objects.select_related("bukti", "realisasi__lini_iki__lini_rhk__skp", "realisasi__periode")
    baris = kini.select_for_update(of=("self",)).filter(pk=taut.pk).first()
    if baris is None:
        raise SudahBerubah("Bukti ini sudah dilepas. Muat ulang halaman.")
    if not IZIN_BUKTI["lepas_bukti"].test(by, baris):
        raise TidakBoleh("Bukti dilepas oleh pemilik realisasinya.")
    periode = kunci_periode(baris.realisasi.periode)
    ditutup = periode.status == StatusPeriode.DITUTUP
    if kalimat := tolak_lepas(dikirim=baris.realisasi.dikirim_pada is not None, ditutup=ditutup):
        raise Ditolak(kalimat)
    catat_peristiwa("bukti.dilepas", baris.bukti, by=by, realisasi=baris.realisasi_id)
    baris.delete()


# -- removed


@transaction.atomic
def hapus_bukti(bukti: Bukti, alasan: str, *, by: Akun) -> Bukti:
    """Remove one's evidence everywhere, and why: the row stays as a tombstone where it was attached.

    The content goes too; where a period is closed it stays for the Inspektorat, because an evaluation may rest upon it.
    Raises ``Ditolak`` without a reason, ``SudahBerubah`` the second time.
    """
    kini = _kunci(bukti)
    if kini.dihapus_pada is not None:
        raise SudahBerubah("Bukti ini sudah dihapus. Muat ulang halaman.")
    if not IZIN_BUKTI["hapus_bukti"].test(by, kini):
        raise TidakBoleh("Bukti dihapus oleh pemiliknya.")
    kini.alasan_hapus = teks_wajib(alasan, "Tuliskan mengapa bukti ini dihapus.", maks=ALASAN_MAKS)
    kini.dihapus_pada, kini.dihapus_oleh = jam.sekarang(), by
    kini.save(update_fields=["alasan_hapus", "dihapus_pada", "dihapus_oleh"])
    ditutup = TautBukti.objects.filter(bukti=kini, realisasi__periode__status=StatusPeriode.DITUTUP).exists()
    if kini.berkas is not None and not isi_disimpan(ditutup):
        buang_berkas(kini.berkas)
    catat_peristiwa("bukti.dihapus", kini, by=by, pemilik=kini.pemilik_id)
    return kini


def _kunci(bukti: Bukti) -> Bukti:
    """The evidence as it is now, locked: it is not attached while it is removed."""
    kini: Bukti = Bukti.objects.select_for_update(of=("self",)).select_related("berkas", "tim").get(pk=bukti.pk)
    return kini

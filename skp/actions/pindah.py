"""People who move: the old SKP closes on that day, a new one opens, and what the owner chooses goes with him.

Postings change in many ways (an appointment, an import, a letter), so nobody has to announce it: ``ikuti_pindah`` compares
every running SKP with the posting of today and mends what differs. Running it twice changes nothing the second time.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import structlog
from django.core.files.base import File
from django.db import transaction

from kinerja.layanan.berkas import simpan_berkas
from kinerja.layanan.models import Berkas
from kinerja.organisasi.enums import SifatPenugasan
from kinerja.organisasi.models import Akun, MasaKhusus, Pegawai, Penugasan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, Galat
from kinerja.plumbing.models import Peristiwa, catat_peristiwa
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.plumbing.tulisan import tanggal
from kinerja.siklus.models import Siklus
from skp.actions import isi, susun, tenggat
from skp.actions.dasar import pastikan, periksa_panjang, rapikan
from skp.aturan import DIKECUALIKAN, bentuk_skp
from skp.enums import TERBUKA, JenisRHK, SebabSKP
from skp.models import RHK, SKP, BerkasSKP, VersiSKP
from skp.queries import penilai_kini, tugas_rencana

log = structlog.get_logger(__name__)

DITUTUP = "skp.ditutup"
UNTUK_BERKAS = "skp.berkas"


@transaction.atomic
def tutup_skp(skp: SKP, sejak: dt.date, sebab: str, *, by: Akun | None) -> SKP:
    """End an SKP: ``sejak`` is the first day that it no longer covers. What is written stays.

    Raises ``Ditolak`` for a day that lies not within it.
    """
    kini = (
        SKP.objects.select_for_update(of=("self",), no_key=True).select_related("pegawai", "siklus", "penugasan").get(pk=skp.pk)
    )
    if not kini.mulai < sejak <= kini.sampai:
        raise Ditolak(f"SKP ini berlaku {tanggal(kini.mulai)} sampai {tanggal(kini.sampai)}. Pilih tanggal di dalamnya.")
    kini.rentang = rentang(kini.mulai, sejak)
    kini.save(update_fields=["rentang"])
    catat_peristiwa(DITUTUP, kini, by=by, pegawai=kini.pegawai_id, sejak=sejak.isoformat(), sebab=sebab)
    return kini


@transaction.atomic
def pindahkan(skp: SKP, penugasan: Penugasan, *, by: Akun | None) -> VersiSKP | None:
    """The owner holds another post: close the old SKP on the day it began and open one for the new post (5.11).

    The same position in the same unit, or a post that began before the SKP did, only changes the post that the SKP names; then
    None. Rows are carried over by the owner's own choice (``calon.ambil``).
    """
    mulai = penugasan.berlaku.lower
    lama = (
        SKP.objects.select_for_update(of=("self",), no_key=True).select_related("penugasan", "siklus", "pegawai").get(pk=skp.pk)
    )
    tetap = (lama.penugasan.jabatan_id, lama.penugasan.unit_id) == (penugasan.jabatan_id, penugasan.unit_id)
    if tetap or mulai <= lama.mulai:
        if bentuk_skp(penugasan.jabatan.jenis) != lama.bentuk:
            raise Ditolak(
                f"Jabatan {lama.pegawai} berganti formulir sejak sebelum SKP-nya mulai. Batalkan draf itu, lalu buka lagi."
            )
        lama.penugasan = penugasan
        lama.save(update_fields=["penugasan"])
        return None
    tutup_skp(lama, mulai, f"Jabatan baru: {penugasan.nama_jabatan} di {penugasan.unit} sejak {tanggal(mulai)}.", by=by)
    return susun.buka_skp(
        lama.pegawai, lama.siklus, by=None, penugasan=penugasan, mulai=mulai, sebab=SebabSKP.PINDAH, asal=lama, isi=True
    )


@transaction.atomic
def tambah_tugas_plt(versi: VersiSKP, penugasan: Penugasan, uraian: str, *, by: Akun | None) -> RHK:
    """A Plt. duty as a marked RHK in the definitive SKP: the predikat is per person, not per chair (5.11).

    Raises ``Ditolak`` for a post that is not a temporary one of the owner.
    """
    sementara = {SifatPenugasan.PLT, SifatPenugasan.PLH, SifatPenugasan.PJ}
    if penugasan.pegawai_id != versi.skp.pegawai_id or penugasan.sifat not in sementara:
        raise Ditolak("Pilih penugasan Plt., Plh., atau Pj. milik pegawai ini.")
    dari = f"surat {penugasan.sk} sebagai {penugasan.nama_jabatan}"[:200]
    return isi.tambah_rhk(versi, by=by, jenis=JenisRHK.TAMBAHAN, uraian=uraian, untuk_plt=True, penugasan_dari=dari)


@transaction.atomic
def lampirkan_berkas(skp: SKP, berkas: Berkas, keterangan: str, *, by: Akun) -> BerkasSKP:
    """Keep a paper with an SKP, such as the evaluation of the instansi that a person came from."""
    pastikan(by, "lampirkan", skp, "Berkas dilampirkan oleh pemilik SKP atau admin unitnya.")
    keterangan = periksa_panjang("Keterangan", rapikan(keterangan), 250)
    if not keterangan:
        raise Ditolak("Tuliskan berkas apa ini.")
    return BerkasSKP.objects.create(skp=skp, berkas=berkas, keterangan=keterangan, oleh=by, pada=jam.sekarang())


def lampirkan_unggahan(
    skp: SKP, unggahan: "File[Any]", keterangan: str, *, by: Akun, pindah_instansi: bool = False
) -> BerkasSKP:
    """The same with a file as it comes from the screen: paper and row in one transaction.

    ``pindah_instansi``: it shows that the owner came from another instansi, which is why his SKP begins in the year.
    """
    with simpan_berkas(unggahan, untuk=UNTUK_BERKAS, by=by) as berkas, transaction.atomic():
        berkas.untuk_id = skp.pk
        berkas.save()
        baris = lampirkan_berkas(skp, berkas, keterangan, by=by)
        if pindah_instansi:
            tandai_pindah_instansi(skp, by=by)
        return baris


@transaction.atomic
def tandai_pindah_instansi(skp: SKP, *, by: Akun) -> SKP:
    """Not new in office, but from another instansi. Raises ``Ditolak`` for an SKP that began for another reason."""
    pastikan(by, "lampirkan", skp, "Asal SKP dicatat oleh pemilik SKP atau admin unitnya.")
    kini: SKP = SKP.objects.select_for_update(no_key=True).get(pk=skp.pk)
    if kini.sebab not in (SebabSKP.MASUK, SebabSKP.PINDAH_INSTANSI):
        kata = SebabSKP(kini.sebab).label.lower()
        raise Ditolak(f"SKP ini mulai karena {kata}, bukan karena pindah dari instansi lain. Kosongkan tanda itu.")
    kini.sebab = SebabSKP.PINDAH_INSTANSI
    kini.save(update_fields=["sebab"])
    return kini


# -- following everybody


def ikuti_pindah(hari: dt.date | None = None) -> int:
    """Compare every running SKP with what holds on ``hari`` (default: today), and mend; returns how many were mended."""
    hari = hari or jam.hari_ini()
    siklus = Siklus.objects.filter(tahun=hari.year).first()
    if siklus is None:
        return 0
    berjalan = list(SKP.objects.filter(siklus=siklus, rentang__contains=hari).select_related("pegawai", "penugasan"))
    jumlah = sum(_coba(_ikuti_satu, skp, tugas, masa, hari) for skp, tugas, masa in _pasangkan(berjalan, hari))
    return jumlah + sum(_coba(_buka_kembali, p, siklus, hari) for p in _yang_kembali(siklus, hari))


def _pasangkan(berjalan: list[SKP], hari: dt.date) -> Iterable[tuple[SKP, Penugasan | None, MasaKhusus | None]]:
    """Each running SKP that no longer fits, with the main posting and the time away of its owner. Three queries."""
    orang = [s.pegawai_id for s in berjalan]
    tugas = tugas_rencana(orang, hari)
    masa = {m.pegawai_id: m for m in MasaKhusus.objects.pada(hari).filter(pegawai__in=orang, jenis__in=DIKECUALIKAN)}
    for skp in berjalan:
        kini, pergi = tugas.get(skp.pegawai_id), masa.get(skp.pegawai_id)
        berhenti = skp.pegawai.berhenti_sejak is not None and skp.pegawai.berhenti_sejak <= hari
        if pergi or berhenti or (kini is not None and kini.pk != skp.penugasan_id):
            yield skp, kini, pergi


def _ikuti_satu(skp: SKP, tugas: Penugasan | None, masa: MasaKhusus | None, hari: dt.date) -> bool:
    berhenti = skp.pegawai.berhenti_sejak
    if berhenti is not None and berhenti <= hari:
        return _tutup_bila_dalam(skp, berhenti, f"Berhenti sejak {tanggal(berhenti)}.")
    if masa is not None:
        return _tutup_bila_dalam(skp, masa.berlaku.lower, f"{masa.get_jenis_display()} sejak {tanggal(masa.berlaku.lower)}.")
    if tugas is not None:
        pindahkan(skp, tugas, by=None)
    return tugas is not None


def _tutup_bila_dalam(skp: SKP, sejak: dt.date, sebab: str) -> bool:
    """From before it began nothing is left to close: who is away all the time is shown as exempt."""
    if not skp.mulai < sejak <= skp.sampai:
        return False
    tutup_skp(skp, sejak, sebab, by=None)
    for v in VersiSKP.objects.filter(skp=skp, status__in=TERBUKA):
        tenggat.hentikan_semua(v, by=None)
    return True


def _yang_kembali(siklus: Siklus, hari: dt.date) -> list[Pegawai]:
    """Who had an SKP in the year that ended, works today, and has none that covers today."""
    ada = SKP.objects.filter(siklus=siklus)
    orang = Pegawai.objects.filter(pk__in=ada.filter(rentang__endswith__lte=hari).values("pegawai_id"))
    return list(orang.exclude(pk__in=ada.filter(rentang__contains=hari).values("pegawai_id")).exclude(berhenti_sejak__lte=hari))


def _buka_kembali(pegawai: Pegawai, siklus: Siklus, hari: dt.date) -> bool:
    """Back from a time away: from the day after it, else from the day his post began."""
    akhir = SKP.objects.filter(pegawai=pegawai, siklus=siklus, rentang__endswith__lte=hari).order_by("-rentang").first()
    tugas = tugas_rencana([pegawai.pk], hari).get(pegawai.pk)
    if akhir is None or tugas is None:
        return False
    pergi = MasaKhusus.objects.filter(pegawai=pegawai, jenis__in=DIKECUALIKAN, berlaku__endswith__lte=hari)
    kembali = max((m.berlaku.upper for m in pergi), default=akhir.rentang.upper)
    mulai = max(kembali, akhir.rentang.upper, tugas.berlaku.lower)
    susun.buka_skp(pegawai, siklus, by=None, penugasan=tugas, mulai=mulai, sebab=SebabSKP.KEMBALI, asal=akhir)
    return True


def _coba(tindakan: object, *argumen: object) -> bool:
    """One person's refusal is no other's."""
    try:
        return bool(tindakan(*argumen))  # type: ignore[operator]
    except Galat as galat:
        log.info("skp_tidak_diikuti", sebab=galat.kalimat)
        return False


# -- the desk


def dengar_penilai_berubah(peristiwa: Peristiwa) -> None:
    """What lies on the desk of the former assessor moves to that of today's."""
    penilai = penilai_kini(peristiwa.objek_id)
    for versi in VersiSKP.objects.filter(skp__pegawai=peristiwa.objek_id, status__in=TERBUKA):
        pindah_meja(versi, penilai)


@transaction.atomic
def pindah_meja(versi: VersiSKP, penilai: Pegawai | None) -> None:
    """Name the assessor of today on an open version; its clock stands on his desk from now on."""
    kini = VersiSKP.objects.select_for_update(no_key=True).get(pk=versi.pk)
    if kini.status not in TERBUKA or kini.penilai_id == (penilai.pk if penilai else None):
        return
    kini.penilai = penilai
    kini.save(update_fields=["penilai"])
    if penilai is not None:
        tenggat.pindah_meja(kini, penilai, by=None)

"""Record a decision on paper of somebody who does not sign in: the named official decides, the recorder records."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.files.base import File
from django.db import transaction

from kinerja.layanan.berkas import simpan_berkas
from kinerja.layanan.models import Berkas, KeputusanTercatat
from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.organisasi.queries import penugasan_pada
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.tulisan import tanggal as tulis_tanggal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class IsiKeputusan:
    """The signed paper of an official who does not sign in."""

    pejabat: Pegawai
    nomor: str
    tanggal: dt.date
    unggahan: "File[Any]"


def menurut_surat(
    tindakan: str, keputusan: IsiKeputusan | None, by: Akun, lakukan: Callable[[KeputusanTercatat | None], T]
) -> T:
    """Do ``lakukan`` with the recorded decision, paper and deed in one transaction; without ``keputusan`` plainly."""
    if keputusan is None:
        return lakukan(None)
    with simpan_berkas(keputusan.unggahan, untuk="layanan.keputusan", by=by) as berkas, transaction.atomic():
        berkas.save()
        isi = keputusan
        tercatat = catat_keputusan(tindakan, isi.pejabat, nomor=isi.nomor, tanggal=isi.tanggal, berkas=berkas, by=by)
        berkas.untuk_id = tercatat.pk
        berkas.save(update_fields=["untuk_id"])
        return lakukan(tercatat)


@transaction.atomic
def catat_keputusan(
    tindakan: str, pejabat: Pegawai, *, nomor: str, tanggal: dt.date, berkas: Berkas, by: Akun
) -> KeputusanTercatat:
    """Record the signed paper; the deciding action then links it to what was decided (``tautkan``).

    The official's position on the day of the letter is copied. Raises ``Ditolak``: no number, a date to come, an official
    without a position on that day, or the recorder naming himself.
    """
    if not nomor.strip():
        raise Ditolak("Tuliskan nomor surat keputusannya.")
    if tanggal > jam.hari_ini():
        raise Ditolak("Tanggal surat belum tiba. Catat keputusan setelah suratnya ditandatangani.")
    if by.pegawai_id == pejabat.pk:
        raise Ditolak("Anda pejabatnya sendiri. Ambil keputusan ini dengan akun Anda, tanpa pencatatan.")
    jabatan = penugasan_pada(tanggal).filter(pegawai=pejabat, memimpin=True).first()
    if jabatan is None:
        kata = "tidak memegang jabatan kepala daerah" if pejabat.status == StatusPegawai.NON_ASN else "tidak memimpin unit"
        raise Ditolak(f"{pejabat} {kata} pada {tulis_tanggal(tanggal)}. Periksa pejabat dan tanggal suratnya.")
    return KeputusanTercatat.objects.create(
        objek_jenis="",
        tindakan=tindakan,
        pejabat=pejabat,
        jabatan_pejabat=jabatan.nama_jabatan,
        nomor=nomor.strip(),
        tanggal=tanggal,
        berkas=berkas,
        oleh=by,
        dicatat_pada=jam.sekarang(),
    )

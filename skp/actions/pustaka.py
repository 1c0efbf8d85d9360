"""BKPSDM's library per position: model RHK with their IKI, offered to every new SKP of that position.

``by`` None is the application. What is refused here could not be taken into an SKP later: a whole draft would fail on it.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from kinerja.organisasi.models import Akun, Jabatan
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.tulisan import angka
from skp.actions.dasar import bersihkan, pastikan, periksa_panjang, rapikan
from skp.aturan import IKI_MAKS, tingkat_kendali
from skp.enums import TingkatKendali
from skp.kalimat import bentuk_baku, lipat
from skp.models import PustakaIKI, PustakaRHK

FIELD_PUSTAKA = ("uraian", "keluaran", "kendali", "sumber")
FIELD_PUSTAKA_IKI = ("uraian", "aspek", "perspektif", "target_teks", "satuan", "bukti")
#: Active ones per position: an empty draft takes all of them at once.
PUSTAKA_MAKS = 20
_SERUPA = 4
_BERUBAH = "Entri ini sudah diubah orang lain sejak halaman dibuka. Muat ulang halaman, lalu ketik lagi perubahan Anda."
_WEWENANG = "Pustaka jabatan diatur oleh BKPSDM."


@transaction.atomic
def tambah_pustaka(jabatan: str, isi: Mapping[str, Any], iki: Iterable[Mapping[str, Any]], *, by: Akun | None) -> PustakaRHK:
    """A model RHK of a position with its measures, at the end of that position's list.

    Raises ``Ditolak`` for an unknown position, an empty sentence, one that is there already, or a list that is full.
    """
    pastikan(by, "atur_pustaka", None, _WEWENANG)
    baru = PustakaRHK(oleh=by)
    _tulis(baru, jabatan, isi, _baris_iki(iki))
    return baru


@transaction.atomic
def ubah_pustaka(
    pustaka: PustakaRHK,
    jabatan: str,
    isi: Mapping[str, Any],
    iki: Iterable[Mapping[str, Any]],
    *,
    by: Akun | None,
    sidik: str = "",
) -> PustakaRHK:
    """Write a model RHK anew, its measures with it; SKP that took it stay as they are.

    Raises like ``tambah_pustaka``; ``SudahBerubah`` when ``sidik`` is not what stands there now.
    """
    pastikan(by, "atur_pustaka", None, _WEWENANG)
    kini = _kunci(pustaka)
    if sidik and sidik != sidik_pustaka(kini):
        raise SudahBerubah(_BERUBAH)
    _tulis(kini, jabatan, isi, _baris_iki(iki))
    return kini


@transaction.atomic
def aktifkan_pustaka(pustaka: PustakaRHK, aktif: bool, *, by: Akun | None) -> PustakaRHK:
    """Offer it again, or no longer. SKP that took it keep their row. Raises ``Ditolak`` when the list is full."""
    pastikan(by, "atur_pustaka", None, _WEWENANG)
    kini = _kunci(pustaka)
    if kini.aktif == aktif:
        return kini
    if aktif:
        _periksa_muat(kini, kini.nama_urut)
    kini.aktif = aktif
    kini.save(update_fields=["aktif"])
    return kini


def sidik_pustaka(pustaka: PustakaRHK) -> str:
    """What a form was filled with: another one later means that somebody else has changed it meanwhile."""
    iki = PustakaIKI.objects.filter(pustaka=pustaka).values_list(*FIELD_PUSTAKA_IKI)
    isi = [pustaka.nama_jabatan, *(getattr(pustaka, k) for k in FIELD_PUSTAKA), *(x for baris in iki for x in baris)]
    return hashlib.sha256("\x1f".join(isi).encode()).hexdigest()[:16]


def _kunci(pustaka: PustakaRHK) -> PustakaRHK:
    kini = PustakaRHK.objects.select_for_update(no_key=True).filter(pk=pustaka.pk).first()
    if kini is None:
        raise SudahBerubah("Entri pustaka itu sudah tidak ada. Muat ulang daftarnya.")
    return kini


def _tulis(pustaka: PustakaRHK, jabatan: str, isi: Mapping[str, Any], iki: Sequence[dict[str, Any]]) -> None:
    nama, jenis = _jabatan(jabatan)
    bersih = bersihkan(PustakaRHK, isi, FIELD_PUSTAKA)
    if not bersih.get("uraian", pustaka.uraian):
        raise Ditolak("Kalimat RHK masih kosong. Isi dahulu, lalu simpan.")
    for k, v in bersih.items():
        setattr(pustaka, k, v)
    _periksa_kendali(pustaka.kendali, jenis)
    pindah = pustaka.nama_urut != lipat(nama)
    pustaka.nama_jabatan, pustaka.nama_urut = nama, lipat(nama)
    _periksa_kembar(pustaka)
    if pindah:
        if pustaka.aktif:
            _periksa_muat(pustaka, pustaka.nama_urut)
        akhir = PustakaRHK.objects.filter(nama_urut=pustaka.nama_urut).aggregate(n=Max("urut"))["n"]
        pustaka.urut = (akhir or 0) + 1
    pustaka.save()
    pustaka.iki.all().delete()
    PustakaIKI.objects.bulk_create(PustakaIKI(pustaka=pustaka, urut=n, **x) for n, x in enumerate(iki, 1))


def _baris_iki(iki: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    baris = [bersihkan(PustakaIKI, x, FIELD_PUSTAKA_IKI) for x in iki]
    if len(baris) > IKI_MAKS:
        raise Ditolak(f"Satu RHK memuat paling banyak {angka(IKI_MAKS)} indikator. Satukan sebagian, lalu simpan lagi.")
    if not all(x.get("uraian") for x in baris):
        raise Ditolak("Kalimat indikator masih kosong. Isi dahulu, atau kosongkan seluruh barisnya.")
    return baris


def _jabatan(teks: str) -> tuple[str, set[str]]:
    """The name as SIASN writes it, and the kinds of the positions that bear it; the rows stay locked, so counts below hold."""
    cari = lipat(periksa_panjang("Nama jabatan", rapikan(teks), 200))
    if not cari:
        raise Ditolak("Nama jabatan masih kosong. Tulis seperti di SIASN.")
    semua = list(Jabatan.objects.values_list("pk", "nama", "jenis").order_by("nama", "pk"))
    sama = [j for j in semua if lipat(j[1]) == cari]
    if not sama:
        serupa = sorted({nama for _, nama, _ in semua if cari in lipat(nama)})[:_SERUPA]
        saran = f" Yang mirip: {'; '.join(serupa)}." if serupa else " Tulis seperti di SIASN."
        raise Ditolak(f"Tidak ada jabatan bernama itu.{saran}")
    list(Jabatan.objects.select_for_update(no_key=True).filter(pk__in=[j[0] for j in sama]).order_by("pk"))
    return " ".join(sama[0][1].split()), {j[2] for j in sama}


def _periksa_kendali(kendali: str, jenis: set[str]) -> None:
    if kendali and any(TingkatKendali(kendali) not in tingkat_kendali(j) for j in jenis):
        raise Ditolak("Output kendali tinggi hanya untuk pejabat fungsional. Pilih tingkat kendali yang lain.")


def _periksa_kembar(pustaka: PustakaRHK) -> None:
    lain = PustakaRHK.objects.filter(nama_urut=pustaka.nama_urut).exclude(pk=pustaka.pk).values_list("uraian", flat=True)
    if bentuk_baku(pustaka.uraian) in {bentuk_baku(x) for x in lain}:
        raise Ditolak("RHK yang sama sudah ada di pustaka jabatan ini. Ubah atau aktifkan kembali yang sudah ada.")


def _periksa_muat(pustaka: PustakaRHK, nama_urut: str) -> None:
    if PustakaRHK.objects.filter(nama_urut=nama_urut, aktif=True).exclude(pk=pustaka.pk).count() >= PUSTAKA_MAKS:
        raise Ditolak(f"Satu jabatan memuat paling banyak {angka(PUSTAKA_MAKS)} RHK aktif. Nonaktifkan dahulu sebagian.")

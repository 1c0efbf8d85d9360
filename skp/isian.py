"""What a browser types into an SKP: fields named by row, written row by row, each row whole or not at all.

Names: ``f.<kind>.<row>.<field>`` a text, ``o.<kind>.<row>.<field>`` the text that the page showed, ``s.<kind>.<row>`` the
counter that it knew, ``i.<kind>.<row>`` where a new row belongs, ``p.<kind>.<row>.<field>`` = ``tersimpan``: leave it.
A row is its number, or ``k`` and the browser's own name of a row that it added: sent twice, it is there once.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404

from kinerja.organisasi.models import Akun
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.isian import bidang_tanggal
from skp.actions import isi as aksi
from skp.actions.dasar import Bentrok, kunci_versi, rapikan
from skp.enums import JenisRHK, Penulis
from skp.models import IKI, RHK, Lampiran, ManualIndikator, PerilakuSKP, StandarUnggul, Strategi, VersiSKP

_NAMA = re.compile(r"^(?P<apa>[fsoip])\.(?P<jenis>[a-z]+)\.(?P<id>\d{1,18}|k[0-9a-f-]{8,36})(?:\.(?P<kolom>[A-Za-z_]+))?$")
_CENTANG = ("untuk_plt",)
_TANGGAL = ("tanggal_dialog",)
TERSIMPAN = "tersimpan"


@dataclass(slots=True)
class Baris:
    """The fields of one row as they came. ``sunting`` and ``semula``: what the page knew; ``induk``: for a new row."""

    jenis: str
    id: str
    isi: dict[str, str] = field(default_factory=dict)
    sunting: int | None = None
    semula: dict[str, str] = field(default_factory=dict)
    induk: str = ""

    @property
    def nama(self) -> str:
        """``<kind>.<row>``."""
        return f"{self.jenis}.{self.id}"

    @property
    def kunci(self) -> str | None:
        """The browser's own name of a new row."""
        return self.id[1:] if self.id.startswith("k") else None

    @property
    def pk(self) -> int:
        """Of a row that the server knows. Raises ``Http404`` for one that it does not."""
        if not self.id.isdecimal():
            raise Http404
        return int(self.id)


@dataclass(slots=True)
class Hasil:
    """What became of each row, by its name: its counter and number; or both texts; or why it was refused."""

    sunting: dict[str, int] = field(default_factory=dict)
    pk: dict[str, int] = field(default_factory=dict)
    bentrok: dict[str, Bentrok] = field(default_factory=dict)
    tolak: dict[str, str] = field(default_factory=dict)

    @property
    def utuh(self) -> bool:
        """Everything was written."""
        return not self.bentrok and not self.tolak


def baca(kiriman: Mapping[str, Any]) -> list[Baris]:
    """The rows that a form names, in the order of its fields."""
    hasil: dict[str, Baris] = {}
    lepas: set[tuple[str, str]] = set()
    for nama, nilai in kiriman.items():
        cocok = _NAMA.match(nama)
        if cocok is None:
            continue
        b = hasil.setdefault(f"{cocok['jenis']}.{cocok['id']}", Baris(cocok["jenis"], cocok["id"]))
        _isi(b, cocok["apa"], cocok["kolom"] or "", str(nilai), lepas)
    for nama, kolom in lepas:
        hasil[nama].isi.pop(kolom, None)
    return [b for b in hasil.values() if b.isi]


def _isi(b: Baris, apa: str, kolom: str, nilai: str, lepas: set[tuple[str, str]]) -> None:
    match apa:
        case "f" if kolom:
            b.isi[kolom] = nilai
        case "o" if kolom:
            b.semula[kolom] = nilai
        case "s" if nilai.isdecimal() and len(nilai) < 10:
            b.sunting = int(nilai)
        case "i":
            b.induk = nilai
        case "p" if nilai == TERSIMPAN:
            lepas.add((b.nama, kolom))


def simpan(versi_pk: int, baris: Iterable[Baris], *, by: Akun) -> Hasil:
    """Write the rows, each in its own transaction: one that cannot be written does not hold back the others.

    Raises ``SudahBerubah`` when the form is not a draft any more, ``TidakBoleh``, ``Http404`` for a row of another form.
    """
    hasil = Hasil()
    for b in baris:
        if b.jenis not in _TULIS:
            raise Http404
        try:
            kini = _TULIS[b.jenis](VersiSKP(pk=versi_pk), b, by)
        except Bentrok as bentrok:
            hasil.bentrok[b.nama] = bentrok
        except Ditolak as galat:
            hasil.tolak[b.nama] = galat.kalimat
        except (KeyError, ValueError) as sebab:
            raise Http404 from sebab
        else:
            if kini is not None and hasattr(kini, "sunting"):
                hasil.sunting[b.nama] = kini.sunting
            if kini is not None and b.kunci:
                hasil.pk[b.nama] = kini.pk
    return hasil


def _bersih(b: Baris) -> dict[str, Any]:
    return {k: _nilai(k, v) for k, v in b.isi.items()}


def _nilai(kolom: str, nilai: str) -> Any:
    if kolom in _CENTANG:
        return nilai in ("on", "ya", "true", "1")
    if kolom in _TANGGAL:
        return _tanggal(nilai)
    return nilai


def _tanggal(nilai: str) -> Any:
    try:
        return bidang_tanggal("", required=False).clean(nilai)
    except ValidationError as galat:
        raise Ditolak("Tanggal itu tidak terbaca. Pilih dari kalender, atau tulis seperti 15/1/2026.") from galat


def _semula(b: Baris) -> dict[str, Any] | None:
    """A page that says what it showed is asked field by field; else the row's counter decides."""
    return {k: _nilai(k, v) for k, v in b.semula.items() if k in b.isi} if set(b.isi) <= set(b.semula) else None


# -- each kind of row


def _tulis_rhk(versi: VersiSKP, b: Baris, by: Akun) -> RHK:
    if not b.kunci:
        return aksi.ubah_rhk(RHK(pk=b.pk, versi=versi), _bersih(b), by=by, sunting=b.sunting, semula=_semula(b))
    jenis = JenisRHK.TAMBAHAN if b.induk == JenisRHK.TAMBAHAN else JenisRHK.UTAMA
    with transaction.atomic():
        baru = aksi.tambah_rhk(versi, by=by, jenis=jenis, kunci=b.kunci)
        return aksi.ubah_rhk(baru, _bersih(b), by=by, semula=_semula(b))


def _tulis_iki(versi: VersiSKP, b: Baris, by: Akun) -> IKI:
    if not b.kunci:
        return aksi.ubah_iki(IKI(pk=b.pk, rhk=RHK(versi=versi)), _bersih(b), by=by, sunting=b.sunting, semula=_semula(b))
    with transaction.atomic():
        baru = aksi.tambah_iki(rhk_dari(versi, b.induk, by=by), by=by, kunci=b.kunci)
        return aksi.ubah_iki(baru, _bersih(b), by=by, semula=_semula(b))


def rhk_dari(versi: VersiSKP, id: str, *, by: Akun | None) -> RHK:
    """The RHK that a form names, by number or by the browser's own name. Raises ``Http404``, ``SudahBerubah``."""
    if id.startswith("k") and by is not None and _NAMA.match(f"i.rhk.{id}"):
        return aksi.tambah_rhk(versi, by=by, jenis=JenisRHK.UTAMA, kunci=id[1:])
    if not id.isdecimal() or len(id) > 18:
        raise Http404
    rhk = RHK.objects.filter(pk=int(id), versi=versi.pk).select_related("versi__skp").first()
    if rhk is None:
        raise SudahBerubah("RHK ini sudah dihapus di layar lain. Muat ulang halaman.")
    return rhk


def _tulis_perilaku(versi: VersiSKP, b: Baris, by: Akun) -> PerilakuSKP:
    semula = b.semula.get("ekspektasi")
    return aksi.ubah_perilaku(PerilakuSKP(pk=b.pk, versi=versi), b.isi["ekspektasi"], by=by, sunting=b.sunting, semula=semula)


def _tulis_lampiran(versi: VersiSKP, b: Baris, by: Akun) -> Lampiran:
    semula = b.semula.get("uraian")
    return aksi.ubah_lampiran(Lampiran(pk=b.pk, versi=versi), b.isi["uraian"], by=by, sunting=b.sunting, semula=semula)


def _tulis_versi(versi: VersiSKP, b: Baris, by: Akun) -> VersiSKP:
    return aksi.ubah_versi(versi, _bersih(b), by=by, semula=_semula(b))


@transaction.atomic
def _tulis_standar(versi: VersiSKP, b: Baris, by: Akun) -> StandarUnggul | None:
    kunci_versi(versi)
    rhk, hasil = rhk_dari(versi, b.id, by=None), None
    for penulis, teks in b.isi.items():
        ada = StandarUnggul.objects.filter(rhk=rhk, penulis=Penulis(penulis)).first()
        _periksa_beda(b, penulis, ada.uraian if ada else "", teks)
        hasil = aksi.simpan_standar(rhk, Penulis(penulis), teks, by=by)
    return hasil


@transaction.atomic
def _tulis_strategi(versi: VersiSKP, b: Baris, by: Akun) -> None:
    kunci_versi(versi)
    rhk = rhk_dari(versi, b.id, by=None)
    kini = "\n".join(Strategi.objects.filter(rhk=rhk).order_by("urut", "pk").values_list("uraian", flat=True))
    _periksa_beda(b, "uraian", kini, b.isi["uraian"])
    aksi.simpan_strategi(rhk, b.isi["uraian"].splitlines(), by=by)


@transaction.atomic
def _tulis_manual(versi: VersiSKP, b: Baris, by: Akun) -> ManualIndikator:
    kunci_versi(versi)
    iki = IKI.objects.filter(pk=b.pk, rhk__versi=versi.pk).select_related("rhk__versi").first()
    if iki is None:
        raise SudahBerubah("Indikator ini sudah dihapus di layar lain. Muat ulang halaman.")
    ada = ManualIndikator.objects.filter(iki=iki).first() or ManualIndikator(iki=iki)
    for kolom, teks in b.isi.items():
        _periksa_beda(b, kolom, str(getattr(ada, kolom)), teks)
    return aksi.simpan_manual(iki, b.isi, by=by)


def _periksa_beda(b: Baris, kolom: str, kini: str, kiriman: str) -> None:
    """Rows without a counter: somebody else wrote here when what is stored is not what the page showed."""
    semula = b.semula.get(kolom)
    if semula is not None and rapikan(semula) != kini and rapikan(kiriman) != kini:
        raise Bentrok({kolom: kini}, {kolom: kiriman}, 0)


_TULIS: dict[str, Any] = {
    "rhk": _tulis_rhk,
    "iki": _tulis_iki,
    "perilaku": _tulis_perilaku,
    "lampiran": _tulis_lampiran,
    "versi": _tulis_versi,
    "standar": _tulis_standar,
    "strategi": _tulis_strategi,
    "manual": _tulis_manual,
}

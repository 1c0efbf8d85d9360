"""Fields that several forms share: dates, a person, several people, a unit of one's own area."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.db.models import Q

from kinerja.layanan.privasi import sebagian_nip
from kinerja.organisasi import queries
from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Pegawai, UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.isian import bidang_tanggal as bidang_tanggal
from kinerja.plumbing.tulisan import angka as tulis_angka

_DISEBUT = 4
#: People whom one list names; more is sent in parts.
BARIS_TERBANYAK = 500
_SATU_HARI = dt.timedelta(days=1)


def awal_tidak_berlaku(sampai: dt.date | None) -> dt.date | None:
    """People write the last day; a range ends on the day after."""
    return sampai + _SATU_HARI if sampai else None


class BidangPegawai(forms.CharField):
    """One person by NIP, or by a name that only one person bears. Works without JavaScript."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Ketik NIP atau nama.")
        super().__init__(*args, max_length=150, **kwargs)

    def clean(self, value: Any) -> Any:
        """The person; an error names those among whom to choose."""
        teks = str(super().clean(value) or "")
        if not teks:
            return None
        return cari_satu(teks)


def cari_satu(teks: str) -> Pegawai:
    """The one person whom ``teks`` means. Raises ``ValidationError`` for none or several."""
    angka = re.sub(r"[\s.\-]", "", teks)
    orang = Pegawai.objects.exclude(status=StatusPegawai.NON_ASN)
    if angka.isascii() and angka.isdigit():
        ada = orang.filter(nip=angka).first()
        if ada is None:
            raise forms.ValidationError("Tidak ada pegawai dengan NIP itu. Periksa kembali 18 angkanya.")
        return ada
    if sebagian_nip(teks):
        raise forms.ValidationError("Ketik NIP lengkap, 18 angka, atau namanya saja.")
    persis = list(orang.filter(nama_urut=teks.strip().lower()).order_by("pk")[: _DISEBUT + 1])
    ketemu = persis or list(queries.cari_pegawai(orang, teks).order_by("nama_urut", "pk")[: _DISEBUT + 1])
    if len(ketemu) == 1:
        return ketemu[0]
    if not ketemu:
        raise forms.ValidationError("Tidak ada pegawai dengan nama itu. Coba potongan nama yang lebih pendek, atau NIP-nya.")
    raise forms.ValidationError(
        f"Lebih dari satu orang cocok: {_sebut(ketemu[:_DISEBUT])}. Tambahkan jabatannya, atau ketik NIP-nya."
    )


def _sebut(orang: list[Pegawai]) -> str:
    """Names with position and unit: a NIP is not for everybody who fills in a form."""
    tugas = queries.jabatan_utama([p.pk for p in orang], jam.hari_ini())
    return "; ".join(f"{p} ({tugas[p.pk].nama_jabatan}, {tugas[p.pk].unit})" if p.pk in tugas else str(p) for p in orang)


class BidangBanyakPegawai(forms.CharField):
    """Several people, one NIP or whole name a line."""

    widget = forms.Textarea

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 5}))
        super().__init__(*args, **kwargs)

    def clean(self, value: Any) -> Any:
        """The people in the order typed, each once; errors name the line. One query for any number of lines."""
        baris = [b.strip() for b in str(super().clean(value) or "").splitlines() if b.strip()]
        if len(baris) > BARIS_TERBANYAK:
            raise forms.ValidationError(
                f"Daftar ini memuat {tulis_angka(len(baris))} baris, paling banyak {tulis_angka(BARIS_TERBANYAK)}. "
                "Kirim sebagian dahulu, lalu sisanya."
            )
        cocok = _cari_semua(baris)
        orang: dict[int, Pegawai] = {}
        galat = []
        for b in baris:
            ketemu = cocok[_kunci(b)]
            if len(ketemu) == 1:
                orang[ketemu[0].pk] = ketemu[0]
            else:
                galat.append(f"{b}: {_mengapa_tidak(b, len(ketemu))}")
        if galat:
            raise forms.ValidationError(galat)
        return list(orang.values())


def _kunci(teks: str) -> str:
    """A NIP without its gaps, or a name as it is sorted."""
    angka = re.sub(r"[\s.\-]", "", teks)
    return angka if angka.isascii() and angka.isdigit() else " ".join(teks.lower().split())


def _cari_semua(baris: list[str]) -> dict[str, list[Pegawai]]:
    """The people of each key: by the whole NIP, or the whole name without titles."""
    kunci = {_kunci(b) for b in baris}
    cocok: dict[str, list[Pegawai]] = {k: [] for k in kunci}
    orang = Pegawai.objects.exclude(status=StatusPegawai.NON_ASN)
    for p in orang.filter(Q(nip__in=kunci) | Q(nama_urut__in=kunci)).order_by("pk") if kunci else ():
        for k in {p.nip, p.nama_urut} & kunci:
            cocok[k].append(p)
    return cocok


def _mengapa_tidak(baris: str, banyak: int) -> str:
    if banyak:
        return f"{tulis_angka(banyak)} orang bernama sama. Ketik NIP-nya."
    if _kunci(baris).isdigit():
        return "Tidak ada pegawai dengan NIP itu. Periksa kembali 18 angkanya."
    return "Tidak ada pegawai dengan nama itu. Ketik nama lengkapnya tanpa gelar, atau NIP-nya."


class BidangUnit(forms.ModelChoiceField):
    """A unit of today within ``wilayah`` (path prefixes), indented as the tree."""

    def __init__(self, *, wilayah: tuple[str, ...], **kwargs: Any) -> None:
        unit = queries.unit_berlaku(jam.hari_ini())
        if "" not in wilayah:
            di_wilayah = UnitKerja.objects.none()
            for path in wilayah:
                di_wilayah |= UnitKerja.objects.filter(path__startswith=path)
            unit = unit & di_wilayah
        super().__init__(queryset=unit.order_by("path"), **kwargs)

    def label_from_instance(self, obj: UnitKerja) -> str:
        """Deeper units stand to the right."""
        return f"{'  ' * (obj.depth - 1)}{obj.nama_kini}"

"""What belongs to the whole form: behaviour, lampiran, approach and dialogue."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from skp.actions.dasar import bersihkan, kunci_untuk_isi, naikkan, rapikan, terapkan
from skp.actions.isi.dasar import baris_kini, periksa_penuh, polos, urut_berikut
from skp.aturan import LAMPIRAN_MAKS
from skp.enums import JenisLampiran, Pendekatan
from skp.models import IKI, Lampiran, PerilakuSKP, VersiSKP

FIELD_VERSI = ("pendekatan", "catatan_dialog", "tanggal_dialog")


@transaction.atomic
def ubah_perilaku(
    perilaku: PerilakuSKP, teks: str, *, by: Akun | None, sunting: int | None = None, semula: str | None = None
) -> PerilakuSKP:
    """Write the Ekspektasi Khusus of a value: one bullet per line."""
    versi = kunci_untuk_isi(perilaku.versi, by)
    kini = baris_kini(PerilakuSKP.objects.filter(versi=versi), perilaku.pk, "Perilaku")
    isi = bersihkan(PerilakuSKP, {"ekspektasi": teks}, ("ekspektasi",))
    ubah = terapkan(kini, isi, sunting=sunting, semula=None if semula is None else {"ekspektasi": rapikan(semula)})
    if ubah:
        kini.save(update_fields=ubah)
        naikkan(versi)
    return kini


@transaction.atomic
def tambah_lampiran(versi: VersiSKP, jenis: JenisLampiran | str, uraian: str, *, by: Akun | None) -> Lampiran:
    """A row of the lampiran at the end of its block."""
    versi = kunci_untuk_isi(versi, by)
    isi = bersihkan(Lampiran, {"jenis": jenis, "uraian": uraian}, ("jenis", "uraian"))
    blok = Lampiran.objects.filter(versi=versi, jenis=isi["jenis"])
    periksa_penuh(blok.count(), LAMPIRAN_MAKS, "baris pada satu bagian lampiran")
    baru = Lampiran.objects.create(versi=versi, urut=urut_berikut(blok), **isi)
    naikkan(versi)
    return baru


@transaction.atomic
def ubah_lampiran(
    lampiran: Lampiran, uraian: str, *, by: Akun | None, sunting: int | None = None, semula: str | None = None
) -> Lampiran:
    """Write a row of the lampiran."""
    versi = kunci_untuk_isi(lampiran.versi, by)
    kini = baris_kini(Lampiran.objects.filter(versi=versi), lampiran.pk, "Baris lampiran")
    isi = bersihkan(Lampiran, {"uraian": uraian}, ("uraian",))
    ubah = terapkan(kini, isi, sunting=sunting, semula=None if semula is None else {"uraian": rapikan(semula)})
    if ubah:
        kini.save(update_fields=ubah)
        naikkan(versi)
    return kini


@transaction.atomic
def hapus_lampiran(lampiran: Lampiran, *, by: Akun | None) -> None:
    """Take a row out. Gone already: nothing happens."""
    versi = kunci_untuk_isi(lampiran.versi, by)
    if Lampiran.objects.filter(versi=versi, pk=lampiran.pk).delete()[0]:
        naikkan(versi)


@transaction.atomic
def ubah_versi(
    versi: VersiSKP,
    isi: Mapping[str, Any],
    *,
    by: Akun | None,
    sunting: int | None = None,
    semula: Mapping[str, Any] | None = None,
) -> VersiSKP:
    """Approach and notes of the dialog. Going over to the qualitative form drops the aspek of every IKI."""
    versi = kunci_untuk_isi(versi, by)
    bersih = bersihkan(VersiSKP, isi, FIELD_VERSI)
    if bersih.get("tanggal_dialog") and bersih["tanggal_dialog"] > jam.hari_ini():
        raise Ditolak("Tanggal dialog belum tiba. Isi tanggal dialog yang sudah berlangsung.")
    ubah = terapkan(versi, bersih, semula=polos(VersiSKP, semula, FIELD_VERSI))
    if ubah:
        versi.save(update_fields=ubah)
        if "pendekatan" in ubah and versi.pendekatan == Pendekatan.KUALITATIF:
            IKI.objects.filter(rhk__versi=versi).exclude(aspek="").update(aspek="")
    return versi

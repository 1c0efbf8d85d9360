"""What all acts on a form share: the lock on its version, who may type, how two edits meet, the row of a step."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import F

from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import catat_peristiwa
from kinerja.plumbing.putusan import Alasan
from kinerja.plumbing.tulisan import angka, tanggal
from skp import snapshot
from skp.aturan import TEKS_MAKS
from skp.enums import DAPAT_DISUNTING, StatusSKP
from skp.models import LangkahSKP, VersiSKP
from skp.rules import IZIN


class Bentrok(SudahBerubah):
    """Somebody typed into the same place meanwhile. ``milik_kini``: what is stored; ``kiriman``: what was sent; by field."""

    def __init__(self, milik_kini: Mapping[str, Any], kiriman: Mapping[str, Any], sunting: int) -> None:
        super().__init__("Isian ini baru saja diubah di layar lain. Bandingkan kedua isian, lalu pilih yang benar.")
        self.milik_kini = dict(milik_kini)
        self.kiriman = dict(kiriman)
        self.sunting = sunting


class BelumLengkap(Ditolak):
    """The form may not be signed yet. ``alasan``: everything that is missing, ``fakta["di"]`` names the row."""

    def __init__(self, alasan: Iterable[Alasan]) -> None:
        self.alasan = tuple(alasan)
        kalimat = " ".join(a.kalimat for a in self.alasan[:5])
        lebih = len(self.alasan) - 5
        super().__init__(kalimat + (f" Dan {angka(lebih)} hal lain." if lebih > 0 else ""))


#: Marks, embeddings, overrides and isolates of direction; zero-width blanks. Joiners stay: scripts and emoji need them.
_TAK_TERLIHAT = dict.fromkeys([0x061C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF])


def kunci_versi(versi: VersiSKP) -> VersiSKP:
    """The version as it is now, locked until the transaction ends."""
    baris = VersiSKP.objects.select_for_update(of=("self",), no_key=True)
    terkunci: VersiSKP = baris.select_related("skp__pegawai", "skp__siklus", "skp__penugasan__unit", "penilai").get(pk=versi.pk)
    return terkunci


def kunci_untuk_isi(versi: VersiSKP, by: Akun | None) -> VersiSKP:
    """Lock for typing. Raises ``SudahBerubah`` when it is not a draft any more, ``TidakBoleh`` for a stranger."""
    versi = kunci_versi(versi)
    if versi.status not in DAPAT_DISUNTING:
        kata = StatusSKP(versi.status).label.lower()
        raise SudahBerubah(f"SKP ini sudah {kata} {tanggal(versi.status_pada)}, jadi isinya tidak berubah. Muat ulang halaman.")
    pastikan(by, "isi", versi, "SKP ini diisi oleh pemiliknya, atau oleh orang yang ia izinkan membantu.")
    return versi


def pastikan(by: Akun | None, izin: str, objek: object, kalimat: str) -> None:
    """Raises ``TidakBoleh`` with ``kalimat``; ``by`` None is the application itself."""
    if by is not None and not IZIN[izin].test(by, objek):
        raise TidakBoleh(kalimat)


def naikkan(versi: VersiSKP) -> None:
    """Count the edit."""
    VersiSKP.objects.filter(pk=versi.pk).update(sunting=F("sunting") + 1)


def rapikan(teks: Any) -> str:
    """Text as it is stored: NFC, one kind of line break, no control characters, no blanks at the ends.

    Nor what turns the direction of writing or has no width: a line must read as it is stored, and an empty one must be empty.
    """
    satu = unicodedata.normalize("NFC", str(teks or "")).replace("\r\n", "\n").replace("\r", "\n").translate(_TAK_TERLIHAT)
    return "".join(c for c in satu if (c >= " " and c != "\x7f") or c in "\n\t").strip()


def periksa_panjang(nama: str, teks: str, maks: int = TEKS_MAKS) -> str:
    """``teks``, or ``Ditolak`` when it is too long."""
    if len(teks) > maks:
        raise Ditolak(f"{nama} paling panjang {angka(maks)} huruf; ini {angka(len(teks))}. Ringkas, lalu simpan lagi.")
    return teks


def bersihkan(model: type[models.Model], isi: Mapping[str, Any], boleh: Iterable[str]) -> dict[str, Any]:
    """``isi`` by column as it would be stored: texts tidied, choices checked, relations as ids.

    Raises ``Ditolak`` for a choice that does not exist or a text that is too long, ``KeyError`` for a field that is not ours.
    """
    daftar = frozenset(boleh)
    hasil: dict[str, Any] = {}
    for nama, nilai in isi.items():
        if nama not in daftar:
            raise KeyError(nama)
        kolom = model._meta.get_field(nama)
        hasil[getattr(kolom, "attname", nama)] = _nilai(kolom, nilai)
    return hasil


def _nilai(kolom: Any, nilai: Any) -> Any:
    if kolom.is_relation:
        return nilai.pk if isinstance(nilai, models.Model) else (int(nilai) if nilai not in (None, "") else None)
    if isinstance(kolom, models.BooleanField):
        return bool(nilai)
    if isinstance(kolom, models.DateField):
        return nilai or None
    teks = rapikan(nilai)
    if kolom.choices and teks and teks not in dict(kolom.flatchoices):
        raise Ditolak("Pilih salah satu yang tersedia.")
    if kolom.choices and not teks and not kolom.blank:
        raise Ditolak("Pilih salah satu yang tersedia.")
    return periksa_panjang(str(kolom.verbose_name).capitalize(), teks, kolom.max_length or TEKS_MAKS)


def terapkan(
    baris: Any, isi: Mapping[str, Any], *, sunting: int | None = None, semula: Mapping[str, Any] | None = None
) -> list[str]:
    """Write what differs into ``baris`` (unsaved) and return the names of the columns.

    A value that is stored already is no change, so what is sent twice arrives once. When somebody else typed meanwhile (the
    row's counter is not ``sunting``, or with ``semula`` the very field is not what the page showed) raises ``Bentrok``.
    """
    beda = {k: v for k, v in isi.items() if getattr(baris, k) != v}
    if semula is not None:
        rebut = [k for k in beda if k in semula and getattr(baris, k) != semula[k]]
    else:
        rebut = list(beda) if sunting is not None and sunting != baris.sunting else []
    if rebut:
        raise Bentrok({k: getattr(baris, k) for k in rebut}, {k: beda[k] for k in rebut}, baris.sunting)
    for k, v in beda.items():
        setattr(baris, k, v)
    if beda:
        baris.sunting += 1
    return [*beda, "sunting"] if beda else []


def catat_langkah(
    versi: VersiSKP,
    dari: str,
    tindakan: str,
    *,
    by: Akun | None,
    sebagai: str = "",
    catatan: str = "",
    per_baris: Mapping[str, str] | None = None,
) -> LangkahSKP:
    """The row of a step, with the content as it is at that moment."""
    return LangkahSKP.objects.create(
        versi=versi,
        dari=dari,
        tindakan=tindakan,
        ke=versi.status,
        pada=jam.sekarang(),
        oleh=by,
        nama_oleh=by.nama_tampil if by else "Aplikasi",
        sebagai=sebagai,
        catatan=catatan,
        per_baris=dict(per_baris or {}),
        isi=snapshot.isi_konten(versi),
    )


def umumkan(nama: str, versi: VersiSKP, by: Akun | None, **data: Any) -> None:
    """Write the event of a version."""
    catat_peristiwa(nama, versi, by=by, skp=versi.skp_id, pegawai=versi.skp.pegawai_id, nomor=versi.nomor, **data)


def hari_terakhir(tahun: int) -> dt.date:
    """The first day of the next year: where the range of a whole year ends."""
    return dt.date(tahun + 1, 1, 1)

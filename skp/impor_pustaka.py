"""The kind of import "Pustaka jabatan": the sheet that the library's list downloads, a row per measure (docs/impor.md).

What is not in the file stays in the library as it is, offered or not. A model RHK that is refused in one row is refused whole:
it would arrive with fewer measures than its author gave it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kinerja.organisasi.models import Akun, Jabatan
from kinerja.organisasi.peran import hak
from kinerja.plumbing.daftar import JenisImpor, KolomImpor
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.impor import BARU, BERUBAH, BarisLembar, Beda, HasilBanding, Tertahan, Ubah, baris_data
from kinerja.plumbing.lembar import Lembar
from kinerja.plumbing.tulisan import angka
from skp.actions.dasar import bersihkan
from skp.actions.pustaka import FIELD_PUSTAKA, FIELD_PUSTAKA_IKI, PUSTAKA_MAKS, tambah_pustaka, ubah_pustaka
from skp.aturan import IKI_MAKS, tingkat_kendali
from skp.enums import Aspek, Keluaran, Perspektif, TingkatKendali
from skp.kalimat import bentuk_baku, lipat
from skp.models import PustakaIKI, PustakaRHK
from skp.queries_pustaka import KOLOM_EXCEL

NAMA = "pustaka_jabatan"
_PILIHAN: dict[str, type[StrEnum]] = {
    "KELUARAN": Keluaran,
    "KENDALI": TingkatKendali,
    "ASPEK": Aspek,
    "PERSPEKTIF": Perspektif,
}
_BANTU = {
    "JABATAN": "Seperti di SIASN. Kosong bersama RHK: seperti baris di atasnya.",
    "RHK": "Hasil, bukan kegiatan. Beberapa indikator: ulangi RHK-nya, atau kosongkan.",
    "SUMBER": "Dari peraturan atau dokumen mana. Pegawai membacanya.",
    "INDIKATOR": "Satu baris satu indikator.",
    "ASPEK": "Bagi pejabat administrasi dan fungsional.",
    "PERSPEKTIF": "Bagi JPT.",
    "BUKTI": "Bukti dukung yang diharapkan.",
}
KOLOM = tuple(
    KolomImpor(k, wajib=k in ("JABATAN", "RHK"), pilihan=tuple(_PILIHAN.get(k, ())), bantu=_BANTU.get(k, ""))
    for k in KOLOM_EXCEL
)
#: Column of the sheet -> field.
_RHK = {"KELUARAN": "keluaran", "KENDALI": "kendali", "SUMBER": "sumber"}
_IKI = dict(zip(KOLOM_EXCEL[5:], ("uraian", "aspek", "perspektif", "target_teks", "satuan", "bukti"), strict=True))


@dataclass(slots=True)
class Entri:
    """A model RHK as the sheet says it. ``isi``: only columns that the sheet has; ``iki`` None: it speaks of no measures."""

    baris: int
    jabatan: str
    isi: dict[str, Any]
    iki: list[dict[str, Any]] | None
    semua: list[BarisLembar] = field(default_factory=list)
    salah: list[Tertahan] = field(default_factory=list)

    @property
    def kunci(self) -> tuple[str, str]:
        """By what it is found in the library."""
        return lipat(self.jabatan), bentuk_baku(self.isi["uraian"])


@dataclass(slots=True)
class Uraian:
    """What the sheet holds."""

    data: int = 0
    entri: dict[tuple[str, str], Entri] = field(default_factory=dict)
    ditolak: list[Tertahan] = field(default_factory=list)


def rujukan() -> dict[str, tuple[str, set[str]]]:
    """Positions by their folded name: as SIASN writes it, and their kinds."""
    hasil: dict[str, tuple[str, set[str]]] = {}
    for nama, jenis in Jabatan.objects.values_list("nama", "jenis").order_by("nama", "pk"):
        hasil.setdefault(lipat(nama), (" ".join(nama.split()), set()))[1].add(jenis)
    return hasil


def uraikan(lembar: Lembar, acuan: dt.date, jabatan: Mapping[str, tuple[str, set[str]]]) -> Uraian:
    """Entries by position and sentence, a row's measure joined to its entry."""
    hasil, atas = Uraian(), ("", "")
    for b in baris_data(lembar, KOLOM):
        hasil.data += 1
        kini = b.teks("JABATAN"), b.teks("RHK")
        atas = (kini[0] or atas[0], kini[1] or ("" if kini[0] else atas[1]))
        _masukkan(hasil, b, *atas, jabatan)
    for kunci, e in list(hasil.entri.items()):
        if e.salah:
            hasil.ditolak += e.salah + [_tahan(b, _IKUT) for b in e.semua if b.baris not in {t.baris for t in e.salah}]
            del hasil.entri[kunci]
    hasil.ditolak.sort(key=lambda t: t.baris)
    return hasil


_IKUT = "Baris lain dari RHK ini ditolak. Perbaiki barisnya, lalu unggah RHK ini seutuhnya."


def _masukkan(hasil: Uraian, b: BarisLembar, jabatan: str, rhk: str, dikenal: Mapping[str, tuple[str, set[str]]]) -> None:
    nama, jenis = dikenal.get(lipat(jabatan), ("", set()))
    if not nama or not rhk:
        kata = "Kalimat RHK masih kosong." if nama else "Tidak ada jabatan bernama itu. Tulis seperti di SIASN."
        hasil.ditolak.append(_tahan(b, kata))
        return
    e = hasil.entri.setdefault((lipat(nama), bentuk_baku(rhk)), Entri(b.baris, nama, {"uraian": rhk}, None))
    e.semua.append(b)
    try:
        _isi(e, b, jenis)
    except Ditolak as galat:
        e.salah.append(_tahan(b, galat.kalimat))


def _isi(e: Entri, b: BarisLembar, jenis: set[str]) -> None:
    baru = bersihkan(PustakaRHK, {"uraian": e.isi["uraian"], **_bidang(b, _RHK)}, FIELD_PUSTAKA)
    for k, v in baru.items():
        if e.isi.get(k) and v and e.isi[k] != v:
            raise Ditolak("Keluaran, kendali, atau sumbernya berbeda dari baris lain dari RHK yang sama. Samakan.")
        e.isi[k] = v or e.isi.get(k, "")
    if baru.get("kendali") and any(TingkatKendali(baru["kendali"]) not in tingkat_kendali(j) for j in jenis):
        raise Ditolak("Output kendali tinggi hanya untuk pejabat fungsional. Pilih tingkat kendali yang lain.")
    if "INDIKATOR" not in b.sel:
        return
    e.iki = e.iki or []
    iki = bersihkan(PustakaIKI, dict.fromkeys(FIELD_PUSTAKA_IKI, "") | _bidang(b, _IKI), FIELD_PUSTAKA_IKI)
    if any(iki.values()):
        if not iki["uraian"]:
            raise Ditolak("Tulis indikatornya, atau kosongkan target, satuan, aspek, perspektif, dan buktinya.")
        e.iki.append(iki)
    if len(e.iki) > IKI_MAKS:
        raise Ditolak(f"Satu RHK memuat paling banyak {angka(IKI_MAKS)} indikator.")


def _bidang(b: BarisLembar, kolom: Mapping[str, str]) -> dict[str, str]:
    """Fields of the columns that the sheet has. Raises ``Ditolak`` for a word that is no choice."""
    return {bidang: _pilih(k, b.teks(k)) for k, bidang in kolom.items() if k in b.sel}


def _pilih(kolom: str, teks: str) -> str:
    if not teks or kolom not in _PILIHAN:
        return teks
    for x in _PILIHAN[kolom]:
        if teks.casefold() in (x.value.casefold(), str(getattr(x, "label", "")).casefold()):
            return x.value
    raise Ditolak(f"{kolom.capitalize()} {teks[:40]} tidak dikenal. Pilih: {', '.join(_PILIHAN[kolom])}.")


def _tahan(b: BarisLembar, alasan: str) -> Tertahan:
    return Tertahan(b.baris, b.teks("JABATAN"), alasan, b.teks("RHK"), {k.nama: b.teks(k.nama) for k in KOLOM})


def bandingkan(uraian: Uraian, acuan: dt.date) -> HasilBanding:
    """Each entry against the one of the same sentence; more than a position may offer are refused. Three queries."""
    hasil = HasilBanding(uraian.data, ditolak=list(uraian.ditolak), rencana=[])
    jabatan = {k[0] for k in uraian.entri}
    pustaka = PustakaRHK.objects.filter(nama_urut__in=jabatan).prefetch_related("iki")
    lama = {(p.nama_urut, bentuk_baku(p.uraian)): p for p in pustaka}
    aktif = Counter(p.nama_urut for p in lama.values() if p.aktif)
    for kunci, e in uraian.entri.items():
        _bandingkan(hasil, e, lama.get(kunci), aktif)
    return hasil


def _bandingkan(hasil: HasilBanding, e: Entri, lama: PustakaRHK | None, aktif: Counter[str]) -> None:
    ubah = _ubah(e, lama) if lama else ()
    if lama is None:
        aktif[e.kunci[0]] += 1
        if aktif[e.kunci[0]] > PUSTAKA_MAKS:
            alasan = f"Satu jabatan memuat paling banyak {angka(PUSTAKA_MAKS)} RHK aktif. Nonaktifkan dahulu sebagian."
            hasil.ditolak += [_tahan(b, alasan) for b in e.semua]
            return
    elif not ubah:
        hasil.tetap += 1
        return
    hasil.beda.append(Beda(BERUBAH if lama else BARU, e.baris, e.jabatan, e.isi["uraian"], ubah))
    hasil.rencana.append((e, lama))


def _ubah(e: Entri, lama: PustakaRHK) -> tuple[Ubah, ...]:
    """What differs, the sentence aside: it may only be written with other capitals."""
    ubah = [
        Ubah(kolom.capitalize(), getattr(lama, k), e.isi[k])
        for kolom, k in _RHK.items()
        if k in e.isi and getattr(lama, k) != e.isi[k]
    ]
    if e.iki is not None:
        dulu = [{k: getattr(i, k) for k in FIELD_PUSTAKA_IKI} for i in lama.iki.all()]
        for n in range(max(len(dulu), len(e.iki))):
            a, b = (x[n] if n < len(x) else {} for x in (dulu, e.iki))
            if a != b:
                ubah.append(Ubah(f"Indikator {n + 1}", _kalimat(a), _kalimat(b)))
    return tuple(ubah)


def _kalimat(iki: Mapping[str, str]) -> str:
    return "; ".join(x for x in iki.values() if x)


def terapkan(hasil: HasilBanding, acuan: dt.date, *, by: Akun | None, terbuka_sejak: dt.date | None = None) -> None:
    """Each entry as BKPSDM would type it; SKP that took an older one stay as they are."""
    for e, lama in hasil.rencana:
        if lama is None:
            tambah_pustaka(e.jabatan, e.isi, e.iki or (), by=by)
            continue
        iki = e.iki if e.iki is not None else lama.iki.values(*FIELD_PUSTAKA_IKI)
        ubah_pustaka(lama, lama.nama_jabatan, e.isi | {"uraian": lama.uraian}, iki, by=by)


PUSTAKA = JenisImpor(
    nama=NAMA,
    judul="Pustaka jabatan",
    bantu="Satu baris satu indikator; RHK yang sudah ada diperbarui, yang tidak ada di berkas tidak disentuh.",
    kolom=KOLOM,
    rujukan=rujukan,
    uraikan=uraikan,
    bandingkan=bandingkan,
    terapkan=terapkan,
    boleh=lambda akun: hak(akun).admin_bkpsdm,
    tak_disimpan="Kolom di luar daftar dibuang saat dibaca.",
    kepala=("RHK", "Jabatan", "RHK"),
    bantu_acuan="Tercatat pada riwayat impor; pustaka sendiri tidak bertanggal.",
)

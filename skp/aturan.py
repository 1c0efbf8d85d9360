"""The rules of planning as pure functions: who must plan on which form, what is missing, how a link upward stands.

Sources are sections of the regulation reference (5, 6, 10); sentences are shown to people as they are.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.organisasi.enums import JenisJabatan, JenisMasaKhusus, StatusPegawai
from kinerja.plumbing.putusan import Alasan, Putusan
from skp.enums import (
    BentukSKP,
    JenisRHK,
    KeadaanInduk,
    KeadaanPerencanaan,
    Pendekatan,
    Perspektif,
    StatusSKP,
    TingkatKendali,
)
from skp.kalimat import bilangan

#: Forms F1/F2 in the Anak Lampiran of PermenPANRB 6/2022: these plan on the form of JPT.
_BENTUK_JPT = frozenset(
    {
        JenisJabatan.JPT_UTAMA,
        JenisJabatan.JPT_MADYA,
        JenisJabatan.JPT_PRATAMA,
        JenisJabatan.PIMPINAN_UNIT_MANDIRI,
    }
)
TUJUH_NILAI = 7
#: The longest text of one field, and the most rows of one form: beyond them a sentence says so, and nothing is lost.
TEKS_MAKS = 5000
RHK_MAKS = 60
IKI_MAKS = 20
LAMPIRAN_MAKS = 60

_DASAR_FORMULIR = "Anak Lampiran PermenPANRB 6/2022"
#: The column is on the form; that it must be filled is the practice of a ministry's application, no sentence of the regulation.
_DASAR_INDUK = f"{_DASAR_FORMULIR}, kolom RHK pimpinan yang diintervensi; kewajibannya mengikuti praktik, belum pasti"
_DASAR_MASA = "PermenPANRB 8/2021 (dicabut); dalam PermenPANRB 6/2022 belum pasti"
_DASAR_DIPERBANTUKAN = "Kebiasaan: pegawai yang diperbantukan dinilai pejabat di tempatnya bekerja; pasalnya belum pasti"


def bentuk_skp(jenis_jabatan: str) -> BentukSKP:
    """The form of a position (F1/F2 or F3/F4). Raises ``ValueError`` for a kepala daerah, who has no SKP."""
    jenis = JenisJabatan(jenis_jabatan)
    if jenis is JenisJabatan.KEPALA_DAERAH:
        raise ValueError("Kepala daerah tidak menyusun SKP.")
    return BentukSKP.JPT if jenis in _BENTUK_JPT else BentukSKP.JA_JF


def tingkat_kendali(jenis_jabatan: str) -> tuple[TingkatKendali, ...]:
    """What a position may say of its degree of control: the three of 10.1, and for JF a fourth, which is not certain."""
    semua = tuple(TingkatKendali)
    return (
        semua if jenis_jabatan == JenisJabatan.JF else tuple(t for t in semua if t is not TingkatKendali.OUTPUT_KENDALI_TINGGI)
    )


# -- targets

_ANGKA = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d+\.\d+|\d+"
_TARGET = re.compile(
    rf"^(?:rp\.?|<=|>=|<|>|≤|≥|min(?:imal|\.)?|maks(?:imal|\.)?)?\s*(?P<angka>-?(?:{_ANGKA}))(?P<sisa>[^\d].*)?$", re.I
)
_ANGKA_LAIN = re.compile(r"(?<![^\W_])\d")


def urai_target(teks: str) -> Decimal | None:
    """The one number in a target as written, to the four decimals of its column; None for a grade (BB), a range or nothing.

    Indonesian spelling: ``1.250`` is 1250, ``61,95 %`` is 61.95; ``3.5`` can only be a decimal. A number that belongs to the
    unit (``12 km2``) does not count.
    """
    cocok = _TARGET.match(" ".join(teks.split()))
    if cocok is None or _ANGKA_LAIN.search(cocok["sisa"] or ""):
        return None
    tanda, polos = (-1, cocok["angka"][1:]) if cocok["angka"].startswith("-") else (1, cocok["angka"])
    hasil = bilangan(polos)
    return None if hasil is None or hasil >= Decimal(10) ** 16 else tanda * round(hasil, 4)


# -- who must plan

#: 5.11: not subject to planning while this lasts; what 6/2022 says is not certain.
DIKECUALIKAN = {
    JenisMasaKhusus.TUBEL: "Tugas belajar: dinilai dari kemajuan belajar, tanpa SKP.",
    JenisMasaKhusus.CLTN: "Cuti di luar tanggungan negara: tidak menyusun SKP.",
    JenisMasaKhusus.MPP: "Masa persiapan pensiun: tidak menyusun SKP.",
    JenisMasaKhusus.DIBERHENTIKAN_SEMENTARA: "Diberhentikan sementara: tidak menyusun SKP.",
    JenisMasaKhusus.DIPERBANTUKAN: "Diperbantukan: SKP disusun dan dinilai di tempatnya bekerja.",
}
_PENDIDIK = re.compile(r"^(guru\b|kepala sekolah\b|pengawas sekolah\b)", re.I)


@dataclass(frozen=True, slots=True)
class FaktaOrang:
    """What decides whether a person plans here. ``status_versi``: of his open version, else of the one that holds."""

    status: str
    jenis_jabatan: str | None
    nama_jabatan: str = ""
    jabatan_tambahan: tuple[str, ...] = ()
    masa_khusus: tuple[str, ...] = ()
    status_versi: str | None = None


def adalah_pendidik(nama_jabatan: str) -> bool:
    """Guru, kepala sekolah, pengawas sekolah."""
    return bool(_PENDIDIK.match(nama_jabatan.strip()))


def wajib_skp(orang: FaktaOrang, *, guru_di_ruang_gtk: bool) -> Putusan[KeadaanPerencanaan]:
    """Where the person stands in planning. CPNS and PPPK plan like everybody (5.11); leave does not exempt."""
    sebab = _sebab_dikecualikan(orang)
    if sebab is not None:
        return Putusan(KeadaanPerencanaan.DIKECUALIKAN, (sebab,))
    if guru_di_ruang_gtk and any(adalah_pendidik(n) for n in (orang.nama_jabatan, *orang.jabatan_tambahan)):
        dasar = "SE Bersama Kepala BKN 17/2023 dan Mendikbudristek 9/2023"
        kalimat = "SKP guru, kepala sekolah, dan pengawas sekolah dikelola di Ruang GTK."
        return Putusan(KeadaanPerencanaan.DI_RUANG_GTK, (Alasan(kalimat, dasar, {"jabatan": orang.nama_jabatan}),))
    keadaan = KeadaanPerencanaan(orang.status_versi) if orang.status_versi else KeadaanPerencanaan.BELUM_ADA
    return Putusan(keadaan, (Alasan(f"SKP: {keadaan.label.lower()}."),))


def _sebab_dikecualikan(orang: FaktaOrang) -> Alasan | None:
    if orang.status == StatusPegawai.NON_ASN or orang.jenis_jabatan == JenisJabatan.KEPALA_DAERAH:
        return Alasan("Kepala daerah tidak menyusun SKP.", "PermenPANRB 6/2022")
    masa = next((m for m in map(JenisMasaKhusus, orang.masa_khusus) if m in DIKECUALIKAN), None)
    if masa is not None:
        dasar = _DASAR_DIPERBANTUKAN if masa is JenisMasaKhusus.DIPERBANTUKAN else _DASAR_MASA
        return Alasan(DIKECUALIKAN[masa], dasar)
    if orang.jenis_jabatan is None:
        return Alasan("Belum ada penugasan di unit mana pun.")
    return None


# -- what is missing


@dataclass(frozen=True, slots=True)
class IsiIKI:
    """A measure as plain values. ``manual``: field name -> text of its Manual Indikator; None: there is none."""

    lini: int
    uraian: str
    target: str = ""
    aspek: str = ""
    perspektif: str = ""
    manual: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class IsiRHK:
    """A result as plain values. ``berinduk``: it names the leader's RHK; ``halangan``: why that link cannot carry yet."""

    lini: int
    jenis: str
    uraian: str
    iki: tuple[IsiIKI, ...] = ()
    berinduk: bool = False
    bersasaran: bool = False
    halangan: tuple[Alasan, ...] = ()


@dataclass(frozen=True, slots=True)
class IsiSKP:
    """A form as plain values. ``pimpinan_ber_skp``: the assessor plans himself; a kepala daerah does not.

    ``halangan``: why nothing of his can be chosen yet: who blocks, since when.
    """

    bentuk: str
    pendekatan: str
    rhk: tuple[IsiRHK, ...]
    perilaku: int = TUJUH_NILAI
    berpenilai: bool = True
    pimpinan_ber_skp: bool = True
    halangan: tuple[Alasan, ...] = ()


#: 5.9, in the order of the form; formula and unit are optional in the qualitative one.
_MANUAL_WAJIB = (
    ("tujuan", "tujuan"),
    ("definisi", "definisi"),
    ("formula", "formula"),
    ("satuan", "satuan pengukuran"),
    ("kendali", "kualitas dan tingkat kendali"),
    ("sumber_data", "sumber data"),
    ("periode", "periode pelaporan"),
)
_HANYA_KUANTITATIF = frozenset({"formula", "satuan"})


def kekurangan(isi: IsiSKP) -> tuple[Alasan, ...]:
    """All that is missing before the form may be signed, in the order of the form. Source: 10.3 of the reference."""
    semua = (*_kurang_di_form(isi), *(a for r in isi.rhk for a in _kurang_di_rhk(isi, r)))
    return tuple({a.kalimat: a for a in reversed(semua)}.values())[::-1]


def kelengkapan(isi: IsiSKP) -> int:
    """Whole per cent of what the form asks for that is done: the progress bar."""
    tuntutan = 2 + sum(2 + 3 * max(1, len(r.iki)) for r in isi.rhk)
    return max(0, round(100 * (1 - len(kekurangan(isi)) / max(tuntutan, len(kekurangan(isi)), 1))))


def _kurang_di_form(isi: IsiSKP) -> Iterable[Alasan]:
    if not isi.berpenilai:
        yield Alasan(
            "Anda belum punya penilai. Admin unit Anda melihatnya di daftar perbaikan.", "PermenPANRB 6/2022 Pasal 1 angka 9"
        )
    if not any(r.jenis == JenisRHK.UTAMA for r in isi.rhk):
        yield Alasan("Tambahkan sedikitnya satu RHK utama.", _DASAR_FORMULIR)
    if isi.perilaku != TUJUH_NILAI:
        yield Alasan("Ketujuh nilai BerAKHLAK harus ada pada formulir.", _DASAR_FORMULIR)


def _kurang_di_rhk(isi: IsiSKP, r: IsiRHK) -> Iterable[Alasan]:
    di, nama = {"di": f"rhk:{r.lini}"}, _sebut(r.uraian)
    if not r.uraian.strip():
        yield Alasan("Tuliskan kalimat RHK yang masih kosong, atau hapus barisnya.", _DASAR_FORMULIR, di)
    if not r.iki:
        yield Alasan(f"RHK {nama} belum punya indikator.", _DASAR_FORMULIR, di)
    if r.jenis == JenisRHK.UTAMA and isi.bentuk == BentukSKP.JA_JF:
        yield from _kurang_induk(isi, r, nama, di)
    for iki in r.iki:
        yield from _kurang_di_iki(isi, iki, nama)


def _kurang_induk(isi: IsiSKP, r: IsiRHK, nama: str, di: Mapping[str, str]) -> Iterable[Alasan]:
    """S16 practice: whoever is no JPT names the leader's RHK. A kepala daerah has none: then the sasaran of the PK."""
    if r.berinduk:
        yield from r.halangan
    elif isi.halangan:
        yield from isi.halangan
    elif isi.pimpinan_ber_skp:
        yield Alasan(f"Pilih RHK pimpinan yang diintervensi oleh RHK {nama}.", _DASAR_INDUK, di)
    elif not r.bersasaran:
        yield Alasan(f"Pilih sasaran Perjanjian Kinerja yang didukung RHK {nama}.", _DASAR_INDUK, di)


def _kurang_di_iki(isi: IsiSKP, iki: IsiIKI, rhk: str) -> Iterable[Alasan]:
    di = {"di": f"iki:{iki.lini}"}
    nama = _sebut(iki.uraian)
    kuantitatif = isi.pendekatan == Pendekatan.KUANTITATIF
    if not iki.uraian.strip():
        yield Alasan(f"Tuliskan indikator yang masih kosong pada RHK {rhk}, atau hapus barisnya.", _DASAR_FORMULIR, di)
    if kuantitatif and not iki.target.strip():
        yield Alasan(f"Isi target indikator {nama}.", _DASAR_FORMULIR, di)
    if isi.bentuk == BentukSKP.JPT:
        if not iki.perspektif:
            yield Alasan(f"Pilih perspektif indikator {nama}.", _DASAR_FORMULIR, di)
        yield from _kurang_manual(iki, nama, kuantitatif, di)
    elif kuantitatif and not iki.aspek:
        yield Alasan(f"Pilih aspek indikator {nama}.", _DASAR_FORMULIR, di)


def _kurang_manual(iki: IsiIKI, nama: str, kuantitatif: bool, di: Mapping[str, str]) -> Iterable[Alasan]:
    dasar = "Manual Indikator Kinerja, Anak Lampiran PermenPANRB 6/2022"
    if iki.manual is None:
        yield Alasan(f"Lengkapi manual indikator {nama}.", dasar, di)
        return
    wajib = [x for x in _MANUAL_WAJIB if kuantitatif or x[0] not in _HANYA_KUANTITATIF]
    kosong = [sebutan for kunci, sebutan in wajib if not iki.manual.get(kunci, "").strip()]
    if kosong:
        yield Alasan(f"Lengkapi manual indikator {nama}: {', '.join(kosong)}.", dasar, di)


def _sebut(uraian: str) -> str:
    pendek = " ".join(uraian.split())
    return f"“{pendek[:77]}…”" if len(pendek) > 80 else f"“{pendek}”" if pendek else "yang kosong"


def perspektif_kosong(perspektif: Iterable[str]) -> tuple[Perspektif, ...]:
    """Perspectives that no indicator covers: a warning, never a block (5.6)."""
    ada = set(perspektif)
    return tuple(p for p in Perspektif if p.value not in ada)


# -- links upward


@dataclass(frozen=True, slots=True)
class FaktaInduk:
    """The leader's RHK as it stands: in his set version (``isi_sejak``), or in one still open (``terbuka``: its status)."""

    isi_sejak: int | None = None
    terbuka: str | None = None


def keadaan_induk(
    induk: FaktaInduk | None, nomor_disepakati: int | None, *, ditandatangani: bool, siapa: str = "pimpinan"
) -> Putusan[KeadaanInduk]:
    """How a link stands. ``ditandatangani``: the subordinate has signed; before that he sees what stands now.

    A text of the leader that changed after it was agreed upon waits for a confirmation; nothing is rewritten (5.4).
    """
    if induk is None:
        return Putusan(KeadaanInduk.TANPA_INDUK, (Alasan("RHK ini belum terhubung dengan RHK pimpinan."),))
    if induk.isi_sejak is None:
        return _belum_ditetapkan(induk, siapa)
    berubah = (ditandatangani and nomor_disepakati is None) or (
        nomor_disepakati is not None and induk.isi_sejak > nomor_disepakati
    )
    if berubah:
        kalimat = f"RHK {siapa} berubah setelah disepakati. Baca perubahannya, lalu konfirmasi."
        return Putusan(KeadaanInduk.MENUNGGU_KONFIRMASI, (Alasan(kalimat),))
    return Putusan(KeadaanInduk.COCOK, (Alasan(f"Sesuai RHK {siapa} yang sudah ditetapkan."),))


def _belum_ditetapkan(induk: FaktaInduk, siapa: str) -> Putusan[KeadaanInduk]:
    if induk.terbuka is None:
        return Putusan(KeadaanInduk.INDUK_HILANG, (Alasan(f"RHK {siapa} sudah dihapus. Pilih RHK pimpinan yang lain."),))
    kata = StatusSKP(induk.terbuka).label.lower()
    return Putusan(KeadaanInduk.BELUM_DITETAPKAN, (Alasan(f"SKP {siapa} masih {kata}."),))


def melingkar(anak: int, induk: int, induk_dari: Mapping[int, Sequence[int]]) -> bool:
    """Whether ``anak`` would stand above itself when it hangs on ``induk``; ``induk_dari``: lini -> what it hangs on."""
    dilihat, antre = set[int](), [induk]
    while antre:
        kini = antre.pop()
        if kini == anak:
            return True
        if kini not in dilihat:
            dilihat.add(kini)
            antre.extend(induk_dari.get(kini, ()))
    return False


def isi_sejak(nomor: int, lama: tuple[int, str] | None, sidik: str) -> int:
    """In which version the text last changed: that of the version before (number, text) while the text is the same."""
    return lama[0] if lama is not None and lama[1] == sidik else nomor

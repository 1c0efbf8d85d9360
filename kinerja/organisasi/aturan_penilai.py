"""Who assesses whom: section 3.3 of the reference, as pure functions over the organisation of one date.

Pasal 1 angka 9 PermenPANRB 6/2022: the Pejabat Penilai Kinerja is the direct superior, at the lowest a pejabat pengawas, or
another official with delegated authority. The order of search is the project's own reading of that sentence (``RANCANGAN``):
a letter first, else the nearest leader upwards who may assess.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kinerja.organisasi.enums import DAPAT_MENILAI, DasarPenilai, JenisJabatan, MasalahPenilai, SifatPenugasan
from kinerja.plumbing.putusan import Alasan, Putusan

PASAL_1_9 = "PermenPANRB 6/2022, Pasal 1 angka 9"
PLT = "SE Kepala BKN 1/SE/I/2021 tentang kewenangan Plh. dan Plt."


@dataclass(frozen=True, slots=True)
class Pemimpin:
    """Someone who leads a unit on the date. ``aktif``: at work, not on study leave, CLTN, MPP or suspended."""

    pegawai: int
    penugasan: int
    sifat: SifatPenugasan
    jenis_jabatan: JenisJabatan
    aktif: bool = True


@dataclass(frozen=True, slots=True)
class Delegasi:
    """A letter that holds on the date: to a person, or to whoever leads a unit (exactly one of them is set)."""

    surat: int
    nomor: str
    penilai: int | None = None
    unit_penilai: int | None = None


@dataclass(frozen=True, slots=True)
class PetaOrganisasi:
    """The organisation on one date; ids only, and names for the sentences.

    ``induk``: unit -> parent (None at the root) for units that hold; ``tempat``: pegawai -> unit he works in;
    ``tidak_aktif``: people who cannot act on the date.
    """

    induk: Mapping[int, int | None]
    nama_unit: Mapping[int, str]
    pemimpin: Mapping[int, tuple[Pemimpin, ...]]
    tempat: Mapping[int, int]
    delegasi: Mapping[int, Delegasi] = field(default_factory=dict)
    tidak_aktif: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Penilai:
    """An assessor: the person, the posting through which he assesses, on what basis, under which letter."""

    pegawai: int
    penugasan: int | None
    dasar: DasarPenilai
    surat: int | None = None


@dataclass(frozen=True, slots=True)
class TanpaPenilai:
    """Nobody assesses: why, and the unit where it can be mended (for PIMPINAN_KOSONG the vacant one)."""

    masalah: MasalahPenilai
    unit: int | None = None


Hasil = Putusan[Penilai | TanpaPenilai]


def dapat_menilai(pemimpin: Pemimpin) -> bool:
    """Whether a leader may assess: pengawas or above; or by letter (tugas tambahan, Plt., Pj., Plh.).

    Source: Pasal 1 angka 9 PermenPANRB 6/2022; a head by tugas tambahan acts under the letter that delegates it to him.
    """
    return pemimpin.aktif and (pemimpin.sifat is not SifatPenugasan.DEFINITIF or pemimpin.jenis_jabatan in DAPAT_MENILAI)


_TETAP = (SifatPenugasan.DEFINITIF, SifatPenugasan.TUGAS_TAMBAHAN)
_URUTAN = (
    (SifatPenugasan.DEFINITIF, DasarPenilai.STRUKTUR),
    (SifatPenugasan.TUGAS_TAMBAHAN, DasarPenilai.TUGAS_TAMBAHAN),
    (SifatPenugasan.PJ, DasarPenilai.PLT),
    (SifatPenugasan.PLT, DasarPenilai.PLT),
    (SifatPenugasan.PLH, DasarPenilai.PENUNJUKAN),
)


def pemimpin_sah(pemimpin: Iterable[Pemimpin], kecuali: int | None = None) -> tuple[Pemimpin, DasarPenilai] | None:
    """The one leader of a unit who assesses: definitive, else tugas tambahan, Pj., Plt., Plh.; None when nobody may.

    A Plh. counts only while the definitive leader is away, because then the definitive one is not active.
    """
    calon = [p for p in pemimpin if p.pegawai != kecuali and dapat_menilai(p)]
    for sifat, dasar in _URUTAN:
        for p in calon:
            if p.sifat is sifat:
                return p, dasar
    return None


def tentukan_penilai(peta: PetaOrganisasi, pegawai: int) -> Hasil:
    """The assessor of ``pegawai``, or why there is none. Source: 3.3 of the reference (Pasal 1 angka 9)."""
    unit = peta.tempat.get(pegawai)
    if unit is None:
        return _buntu(MasalahPenilai.TANPA_PENUGASAN, None, "Belum ada jabatan yang tercatat pada tanggal ini.")
    if unit not in peta.induk:
        return _buntu(MasalahPenilai.UNIT_TAK_BERLAKU, unit, "Unit tempat bertugas tidak berlaku pada tanggal ini.")
    if pegawai in peta.delegasi:
        return _menurut_surat(peta, peta.delegasi[pegawai], pegawai, unit)
    return _menurut_struktur(peta, pegawai, unit)


def _buntu(masalah: MasalahPenilai, unit: int | None, kalimat: str, *sebelum: Alasan) -> Hasil:
    return Putusan(TanpaPenilai(masalah, unit), (*sebelum, Alasan(kalimat, PASAL_1_9)))


def _menurut_surat(peta: PetaOrganisasi, surat: Delegasi, pegawai: int, unit: int) -> Hasil:
    alasan = Alasan(f"Surat {surat.nomor} mendelegasikan penilaian.", PASAL_1_9, {"nomor": surat.nomor})
    if surat.penilai is not None:
        if surat.penilai in peta.tidak_aktif or surat.penilai == pegawai:
            return _surat_buntu(alasan, unit)
        return Putusan(Penilai(surat.penilai, None, DasarPenilai.PENDELEGASIAN, surat.surat), (alasan,))
    kantor = surat.unit_penilai or 0
    sah = pemimpin_sah(peta.pemimpin.get(kantor, ()), kecuali=pegawai)
    if sah is None:
        return _surat_buntu(alasan, unit)
    ke = Alasan(f"Yang ditunjuk surat itu: pimpinan {peta.nama_unit.get(kantor, 'unit tersebut')}.", "", {"unit": kantor})
    return Putusan(Penilai(sah[0].pegawai, sah[0].penugasan, DasarPenilai.PENDELEGASIAN, surat.surat), (alasan, ke))


def _surat_buntu(alasan: Alasan, unit: int) -> Hasil:
    kalimat = "Pejabat yang ditunjuk surat itu sedang tidak dapat menilai; cabut atau ganti suratnya."
    return _buntu(MasalahPenilai.PENILAI_TIDAK_AKTIF, unit, kalimat, alasan)


def _menurut_struktur(peta: PetaOrganisasi, pegawai: int, unit: int) -> Hasil:
    alasan = [Alasan(f"Bertugas di {peta.nama_unit.get(unit, 'unit ini')}.", "", {"unit": unit})]
    dilalui: list[int] = []
    sini: int | None = unit
    while sini is not None and sini in peta.induk and sini not in dilalui:
        dilalui.append(sini)
        sah = pemimpin_sah(peta.pemimpin.get(sini, ()), kecuali=pegawai)
        if sah and not _dipimpin_sendiri(peta, sini, pegawai):
            return _ketemu(peta, sini, *sah, alasan)
        alasan.append(_mengapa_naik(peta, sini, pegawai))
        sini = peta.induk[sini]
    kalimat = "Tidak ada pimpinan yang dapat menilai di jalur atasannya."
    if sini in dilalui:
        return _buntu(MasalahPenilai.LINGKARAN, unit, kalimat, *alasan)
    kosong = _yang_kosong(peta, dilalui, pegawai)
    if peta.induk[kosong] is None:
        kalimat = "Kepala daerah belum ditetapkan, jadi tidak ada yang menilai pimpinan di bawahnya."
    return _buntu(MasalahPenilai.PIMPINAN_KOSONG, kosong, kalimat, *alasan)


def _yang_kosong(peta: PetaOrganisasi, dilalui: list[int], pegawai: int) -> int:
    """Where a leader is missing: the first unit upward that ``pegawai`` does not lead himself, at the last the topmost."""
    return next((u for u in dilalui if not _dipimpin_sendiri(peta, u, pegawai)), dilalui[-1])


def _dipimpin_sendiri(peta: PetaOrganisasi, unit: int, pegawai: int) -> bool:
    """Whoever leads a unit is assessed above it, also while a Plh. stands in for him.

    A Plh. or Plt. beside a definitive leader who is at work still has that leader as his own.
    """
    pemimpin = peta.pemimpin.get(unit, ())
    if any(p.pegawai == pegawai and p.sifat in _TETAP for p in pemimpin):
        return True
    sah = pemimpin_sah(pemimpin)
    return sah is not None and sah[0].pegawai == pegawai


def _ketemu(peta: PetaOrganisasi, unit: int, p: Pemimpin, dasar: DasarPenilai, alasan: list[Alasan]) -> Hasil:
    nama = peta.nama_unit.get(unit, "Unit itu")
    if dasar is DasarPenilai.STRUKTUR:
        alasan.append(Alasan(f"{nama} dipimpin pejabat definitif.", PASAL_1_9, {"unit": unit}))
    elif dasar is DasarPenilai.TUGAS_TAMBAHAN:
        alasan.append(Alasan(f"{nama} dipimpin pejabat fungsional dengan tugas tambahan.", PASAL_1_9, {"unit": unit}))
    else:
        alasan.append(Alasan(f"{nama} dipimpin {p.sifat.label}", PLT, {"unit": unit}))
    alasan.append(Alasan("Tidak ada surat pendelegasian yang berlaku.", PASAL_1_9))
    return Putusan(Penilai(p.pegawai, p.penugasan, dasar), tuple(alasan))


def _mengapa_naik(peta: PetaOrganisasi, unit: int, pegawai: int) -> Alasan:
    nama = peta.nama_unit.get(unit, "Unit itu")
    if _dipimpin_sendiri(peta, unit, pegawai):
        return Alasan(f"{nama} dipimpinnya sendiri, jadi penilainya satu tingkat di atas.", "", {"unit": unit})
    if not peta.pemimpin.get(unit):
        return Alasan(f"{nama} tidak mempunyai pimpinan pada tanggal ini, jadi naik satu tingkat.", "", {"unit": unit})
    return Alasan(f"Pimpinan {nama} sedang tidak dapat menilai, jadi naik satu tingkat.", PASAL_1_9, {"unit": unit})


def rantai(penilai_dari: Callable[[int], int | None], pegawai: int, paling_jauh: int = 50) -> tuple[int, ...]:
    """Assessors upward from ``pegawai`` (not included), stopping at the top or before a person comes a second time."""
    hasil: list[int] = []
    sini = penilai_dari(pegawai)
    while sini is not None and sini != pegawai and sini not in hasil and len(hasil) < paling_jauh:
        hasil.append(sini)
        sini = penilai_dari(sini)
    return tuple(hasil)


def berputar(penilai_dari: Callable[[int], int | None], pegawai: int) -> bool:
    """Whether the chain of assessors of ``pegawai`` comes back to him."""
    atas = rantai(penilai_dari, pegawai)
    return bool(atas) and penilai_dari(atas[-1]) == pegawai

"""Evaluation as pure functions: quadrant, head's rating, proposals for the unit; the pattern is in ``aturan_distribusi.py``.

Basis: PermenPANRB 6/2022 Pasal 24-25 and its lampiran (kuadran kinerja); SE MenPANRB 3/2023 (section 8 of the reference).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kinerja.plumbing.putusan import Alasan, Putusan
from predikat.aturan_distribusi import (
    BAWAAN,
    Baris,
    Geser,
    ParameterDistribusi,
    geser_terkecil,
    periksa_distribusi,
)
from predikat.enums import CapaianOrganisasi, Predikat, PredikatOrganisasi, Rating

__all__ = [
    "BAWAAN",
    "KUADRAN",
    "VERSI",
    "Baris",
    "Geser",
    "ParameterDistribusi",
    "RencanaAksiPeriode",
    "capaian_pk",
    "geser_terkecil",
    "periksa_distribusi",
    "predikat_pegawai",
    "rating_pimpinan",
    "usulan_predikat_organisasi_periodik",
    "usulan_predikat_organisasi_tahunan",
]

#: Stored with every predikat: which rules it was read off by. Raised when a rule here changes its answer.
VERSI = "kuadran-2022.1"

KUADRAN_DASAR = "PermenPANRB 6/2022, lampiran: kuadran kinerja pegawai"
SE_3_2023 = "SE MenPANRB 3/2023"

_ATAS, _SESUAI, _BAWAH = Rating

#: The nine cells, (hasil kerja, perilaku kerja) -> predikat. All copies found agree (8.4 of the reference).
KUADRAN: Mapping[tuple[Rating, Rating], Predikat] = {
    (_ATAS, _ATAS): Predikat.SANGAT_BAIK,
    (_ATAS, _SESUAI): Predikat.BAIK,
    (_ATAS, _BAWAH): Predikat.KURANG_MISCONDUCT,
    (_SESUAI, _ATAS): Predikat.BAIK,
    (_SESUAI, _SESUAI): Predikat.BAIK,
    (_SESUAI, _BAWAH): Predikat.KURANG_MISCONDUCT,
    (_BAWAH, _ATAS): Predikat.BUTUH_PERBAIKAN,
    (_BAWAH, _SESUAI): Predikat.BUTUH_PERBAIKAN,
    (_BAWAH, _BAWAH): Predikat.SANGAT_KURANG,
}


def predikat_pegawai(hasil: Rating, perilaku: Rating) -> Putusan[Predikat]:
    """The predikat of an employee from his two ratings; it is read off, never chosen. Source: 8.4 (kuadran kinerja)."""
    hasil, perilaku = Rating(hasil), Rating(perilaku)
    nilai = KUADRAN[hasil, perilaku]
    fakta = {"hasil kerja": hasil.label, "perilaku kerja": perilaku.label}
    kalimat = f"Hasil kerja {hasil.label.lower()} dan perilaku kerja {perilaku.label.lower()}: kuadran {nilai.label}."
    return Putusan(nilai, (Alasan(kalimat, KUADRAN_DASAR, fakta),))


#: Five to three: uncertain (11 no. 4 of the reference), so a dated parameter (``rating_pimpinan``) may replace it.
RATING_PIMPINAN: Mapping[PredikatOrganisasi, Rating] = {
    PredikatOrganisasi.ISTIMEWA: _ATAS,
    PredikatOrganisasi.BAIK: _SESUAI,
    PredikatOrganisasi.BUTUH_PERBAIKAN: _BAWAH,
    PredikatOrganisasi.KURANG: _BAWAH,
    PredikatOrganisasi.SANGAT_KURANG: _BAWAH,
}


def rating_pimpinan(
    predikat_organisasi: PredikatOrganisasi, padanan: Mapping[PredikatOrganisasi, Rating] = RATING_PIMPINAN
) -> Putusan[Rating]:
    """The rating hasil kerja of a unit's head: the unit's own predikat. Source: SE MenPANRB 3/2023 (8.4); mapping uncertain."""
    organisasi = PredikatOrganisasi(predikat_organisasi)
    nilai = Rating(padanan[organisasi])
    kalimat = f"Capaian unit yang dipimpinnya {organisasi.label}, ditetapkan sebagai rating hasil kerjanya: {nilai.label}."
    padan = "Padanan lima predikat organisasi ke tiga rating adalah parameter kabupaten; naskahnya belum ditemukan."
    return Putusan(nilai, (Alasan(kalimat, SE_3_2023, {"predikat organisasi": organisasi.label}), Alasan(padan)))


@dataclass(frozen=True, slots=True)
class RencanaAksiPeriode:
    """How many rencana aksi of a unit stand where at the end of a period, against the target agreed with the Pimpinan."""

    belum_berjalan: int
    di_bawah_target: int
    sesuai_target: int
    melampaui_target: int

    @property
    def jumlah(self) -> int:
        """All of them."""
        return self.belum_berjalan + self.di_bawah_target + self.sesuai_target + self.melampaui_target


_USULAN = Alasan("Usulan sistem; pimpinan satu tingkat di atas yang memutuskan.", SE_3_2023)


def usulan_predikat_organisasi_periodik(rencana: RencanaAksiPeriode) -> Putusan[PredikatOrganisasi | None]:
    """A proposal from the rencana aksi of the period; None when there is none. Source: SE MenPANRB 3/2023 (8.2).

    Istimewa (all meet the target, at least half exceed it) and Sangat Kurang (most show no progress) follow the SE's words;
    what lies between is the project's reading, so labelled.
    """
    n = rencana.jumlah
    fakta = {
        "rencana aksi": n,
        "melampaui": rencana.melampaui_target,
        "sesuai": rencana.sesuai_target,
        "di bawah": rencana.di_bawah_target,
        "belum berjalan": rencana.belum_berjalan,
    }
    if not n:
        return Putusan(None, (Alasan("Belum ada rencana aksi pada periode ini, jadi tidak ada usulan.", SE_3_2023, fakta),))
    nilai, kalimat = _periodik(rencana, n)
    return Putusan(nilai, (Alasan(kalimat, SE_3_2023, fakta), _USULAN))


def _periodik(r: RencanaAksiPeriode, n: int) -> tuple[PredikatOrganisasi, str]:
    tercapai = r.sesuai_target + r.melampaui_target
    if 2 * r.belum_berjalan > n:
        return PredikatOrganisasi.SANGAT_KURANG, "Sebagian besar rencana aksi belum berjalan."
    if tercapai == n and 2 * r.melampaui_target >= n:
        return PredikatOrganisasi.ISTIMEWA, "Semua tercapai, sedikitnya separuh melampaui target (batas ini usulan sistem)."
    if tercapai == n:
        return PredikatOrganisasi.BAIK, "Semua rencana aksi mencapai target (batas ini usulan sistem)."
    if 2 * tercapai >= n:
        return PredikatOrganisasi.BUTUH_PERBAIKAN, "Sebagian besar rencana aksi mencapai target (batas ini usulan sistem)."
    return PredikatOrganisasi.KURANG, "Sebagian besar rencana aksi di bawah target (batas ini usulan sistem)."


_ORG = PredikatOrganisasi
_C = CapaianOrganisasi
#: The table that joins the two components was not found: uncertain, a dated parameter (``predikat_organisasi_tahunan``).
TAHUNAN: Mapping[tuple[CapaianOrganisasi, CapaianOrganisasi], PredikatOrganisasi] = {
    (_C.DI_ATAS, _C.DI_ATAS): _ORG.ISTIMEWA,
    (_C.DI_ATAS, _C.SESUAI): _ORG.BAIK,
    (_C.SESUAI, _C.DI_ATAS): _ORG.BAIK,
    (_C.SESUAI, _C.SESUAI): _ORG.BAIK,
    (_C.DI_ATAS, _C.DI_BAWAH): _ORG.BUTUH_PERBAIKAN,
    (_C.DI_BAWAH, _C.DI_ATAS): _ORG.BUTUH_PERBAIKAN,
    (_C.SESUAI, _C.DI_BAWAH): _ORG.BUTUH_PERBAIKAN,
    (_C.DI_BAWAH, _C.SESUAI): _ORG.BUTUH_PERBAIKAN,
    (_C.DI_BAWAH, _C.DI_BAWAH): _ORG.KURANG,
}


def usulan_predikat_organisasi_tahunan(
    capaian_pk: CapaianOrganisasi,
    ekspektasi: CapaianOrganisasi,
    tabel: Mapping[tuple[CapaianOrganisasi, CapaianOrganisasi], PredikatOrganisasi] = TAHUNAN,
) -> Putusan[PredikatOrganisasi]:
    """A proposal from capaian PK and ekspektasi satuan organisasi. Source: SE MenPANRB 3/2023 (8.2); the table is uncertain.

    Sangat Kurang is never proposed: only the Pimpinan may set it.
    """
    capaian, harapan = CapaianOrganisasi(capaian_pk), CapaianOrganisasi(ekspektasi)
    nilai = tabel[capaian, harapan]
    sebut = {_C.DI_ATAS: "di atas", _C.SESUAI: "sesuai", _C.DI_BAWAH: "di bawah"}
    kalimat = f"Capaian Perjanjian Kinerja {sebut[capaian]} target dan ekspektasi pimpinan {sebut[harapan]}: {nilai.label}."
    fakta = {"capaian PK": capaian.value, "ekspektasi": harapan.value}
    return Putusan(nilai, (Alasan(kalimat, SE_3_2023, fakta), _USULAN))


def capaian_pk(tercapai: int, melampaui: int, jumlah: int) -> Putusan[CapaianOrganisasi | None]:
    """How the indicators of a Perjanjian Kinerja came out; None when none was reported. The limits are the project's reading.

    ``tercapai`` includes ``melampaui``. Source: SE MenPANRB 3/2023 names the component, not its limits (8.2).
    """
    fakta = {"indikator": jumlah, "tercapai": tercapai, "melampaui": melampaui}
    if not jumlah:
        return Putusan(None, (Alasan("Belum ada realisasi indikator Perjanjian Kinerja yang dilaporkan.", SE_3_2023, fakta),))
    kalimat = f"{tercapai} dari {jumlah} indikator Perjanjian Kinerja tercapai, {melampaui} di antaranya melampaui target."
    if tercapai == jumlah and 2 * melampaui >= jumlah:
        nilai = _C.DI_ATAS
    elif 4 * tercapai >= 3 * jumlah:
        nilai = _C.SESUAI
    else:
        nilai = _C.DI_BAWAH
    return Putusan(nilai, (Alasan(kalimat, SE_3_2023, fakta),))

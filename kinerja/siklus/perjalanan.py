"""The year as a line of stones: pure over a cycle whose stages and periods are loaded."""

import datetime as dt
from typing import TypedDict

from kinerja.plumbing import tulisan
from kinerja.siklus import aturan
from kinerja.siklus.enums import JenisPeriode, JenisTahap, StatusPeriode
from kinerja.siklus.models import Periode, Siklus, Tahap


class TahapPerjalanan(TypedDict):
    """One stone of the river, as ``{% sungai %}`` takes it; ``mulai`` and ``sampai`` included."""

    kunci: str
    judul: str
    waktu: str
    kalimat: str
    keadaan: str
    ikon: str
    mulai: dt.date
    sampai: dt.date


_IKON = {"PERENCANAAN": "target", "PENILAIAN": "scale", "TINDAK_LANJUT": "flag"}


def susun_perjalanan(siklus: Siklus, hari: dt.date) -> list[TahapPerjalanan]:
    """The same from a cycle with ``tahap`` and ``periode`` loaded."""
    tahap = {JenisTahap(x.jenis): x for x in siklus.tahap.all()}
    batu = [_batu_perencanaan(tahap[JenisTahap.PERENCANAAN])]
    if siklus.irama == JenisPeriode.BULAN:
        batu.append(_batu_pemantauan(tahap[JenisTahap.PEMANTAUAN]))
    batu += [_batu_periode(p, siklus) for p in sorted(siklus.periode.all(), key=lambda p: p.rentang.lower) if _ditampilkan(p)]
    if siklus.tw_iv_digabung:
        batu.append(_batu_triwulan_akhir(siklus))
    batu += [_batu_penilaian(tahap[JenisTahap.PENILAIAN]), _batu_tindak_lanjut(tahap[JenisTahap.TINDAK_LANJUT])]
    return _tandai(batu, hari)


def _ditampilkan(p: Periode) -> bool:
    """AKHIR is shown as the stage of assessment; twelve months would be too many stones."""
    return p.jenis == JenisPeriode.TRIWULAN


def _batu(kunci: str, judul: str, mulai: dt.date, sampai: dt.date, kalimat: str, ikon: str) -> TahapPerjalanan:
    return TahapPerjalanan(
        kunci=kunci,
        judul=judul,
        waktu=_waktu(mulai, sampai),
        kalimat=kalimat,
        keadaan="",
        ikon=ikon,
        mulai=mulai,
        sampai=sampai,
    )


def _waktu(mulai: dt.date, sampai: dt.date) -> str:
    """``Januari 2026``, ``Oktober-Desember 2026``, ``Desember 2025-Januari 2026``."""
    awal, akhir = tulisan.BULAN[mulai.month - 1], tulisan.BULAN[sampai.month - 1]
    if mulai.year != sampai.year:
        return f"{awal} {mulai.year}–{akhir} {sampai.year}"
    return f"{akhir} {sampai.year}" if awal == akhir else f"{awal}–{akhir} {sampai.year}"


def _batu_perencanaan(t: Tahap) -> TahapPerjalanan:
    kalimat = f"SKP ditetapkan paling lambat {tulisan.tanggal_pendek(t.sampai)}"
    return _batu("PERENCANAAN", "Perencanaan", t.mulai, t.sampai, kalimat, _IKON["PERENCANAAN"])


def _batu_periode(p: Periode, siklus: Siklus) -> TahapPerjalanan:
    nama = aturan.nama_periode(JenisPeriode(p.jenis), p.urut, tw_iv_digabung=siklus.tw_iv_digabung)
    ditutup = p.status == StatusPeriode.DITUTUP
    kalimat = f"{'Ditutup' if ditutup else 'Dinilai sampai'} {tulisan.tanggal_pendek(p.tutup_tanggal)}"
    return _batu(f"{p.jenis}_{p.urut}", nama, p.mulai, p.sampai, kalimat, "")


def _batu_pemantauan(t: Tahap) -> TahapPerjalanan:
    return _batu("PEMANTAUAN", "Pemantauan", t.mulai, t.sampai, "Dialog dan evaluasi setiap bulan", "")


def _batu_triwulan_akhir(siklus: Siklus) -> TahapPerjalanan:
    mulai, sampai = dt.date(siklus.tahun, 10, 1), dt.date(siklus.tahun, 12, 31)
    return _batu("TRIWULAN_4", "Triwulan IV", mulai, sampai, "Dinilai bersama akhir tahun", "")


def _batu_penilaian(t: Tahap) -> TahapPerjalanan:
    kalimat = f"Paling lambat {tulisan.tanggal_pendek(t.sampai)}"
    return _batu("PENILAIAN", "Evaluasi tahunan", t.mulai, t.sampai, kalimat, _IKON["PENILAIAN"])


def _batu_tindak_lanjut(t: Tahap) -> TahapPerjalanan:
    return _batu("TINDAK_LANJUT", "Tindak lanjut", t.mulai, t.sampai, "Penghargaan dan pembinaan", _IKON["TINDAK_LANJUT"])


def _tandai(batu: list[TahapPerjalanan], hari: dt.date) -> list[TahapPerjalanan]:
    """Stages overlap (planning runs into January); the first that is not over is where one stands."""
    kini = next((i for i, b in enumerate(batu) if b["mulai"] <= hari <= b["sampai"]), None)
    for i, b in enumerate(batu):
        if i == kini:
            b["keadaan"] = "kini"
            b["ikon"] = b["ikon"] or "messages"
        else:
            b["keadaan"] = "lewat" if b["sampai"] < hari else "nanti"
            b["ikon"] = "check" if b["keadaan"] == "lewat" else b["ikon"] or "circle-dashed"
    return batu

"""What the pages of documents and objections show, as one person may see it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.putusan import Alasan
from kinerja.plumbing.tulisan import tanggal, waktu
from kinerja.siklus.queries import TenggatTampil, parameter, tenggat_untuk
from predikat.access_dokumen import boleh
from predikat.actions import keberatan as kasus
from predikat.actions.jangka import AJUKAN, DOKUMEN, KEBERATAN, PUTUS, SERAH, TANDA_TANGAN
from predikat.aturan import predikat_pegawai
from predikat.aturan_jangka import akibat_diam
from predikat.aturan_rating import bila_maka
from predikat.enums import Predikat, Rating, StatusDokumen, StatusKeberatan
from predikat.models import DokumenEvaluasi, Evaluasi, Keberatan, PredikatUnit, RatingDiberikan
from predikat.reports.isi import konten_evaluasi

D, K = StatusDokumen, StatusKeberatan
CIP: dict[str, tuple[str, str]] = {
    D.DISUSUN: ("", "pencil"),
    D.DISERAHKAN: ("info", "send"),
    D.DITERIMA: ("info", "file-text"),
    D.DITANDATANGANI: ("ok", "signature"),
    D.KEBERATAN: ("awas", "scale"),
    D.DIPUTUS: ("ok", "gavel"),
    D.DIAM: ("", "clock"),
    D.DIBUKA_KEMBALI: ("awas", "arrow-back-up"),
}
KATA = {
    D.DISUSUN: "Belum diserahkan",
    D.DISERAHKAN: "Diserahkan, belum ditandatangani",
    D.DITERIMA: "Diterima, belum ditandatangani",
    D.DITANDATANGANI: "Ditandatangani",
    D.KEBERATAN: "Dalam keberatan",
    D.DIPUTUS: "Keberatan diputus",
    D.DIAM: "Selesai tanpa tanggapan",
    D.DIBUKA_KEMBALI: "Dibuka kembali",
}


@dataclass(frozen=True, slots=True)
class Simpul:
    """A point of the document's way."""

    ikon: str
    judul: str
    waktu: str = ""
    isi: str = ""


class Lembar:
    """A document as ``akun`` sees it; what a part does not show is not read."""

    def __init__(self, d: DokumenEvaluasi, akun: Akun) -> None:
        self.d, self.akun, self.e = d, akun, d.evaluasi
        self.saya = akun.pegawai_id == d.evaluasi.pegawai_id
        self.cip = CIP[d.status]
        self.keadaan = KATA[StatusDokumen(d.status)]
        self.predikat = Predikat(d.predikat)

    # -- predikat and reasons

    @cached_property
    def rating(self) -> tuple[Rating, Rating] | None:
        """The ratings that this document's predikat came from: before an objection changed them."""
        if self.keberatan is not None and self.keberatan.status == K.DIPUTUS:
            awal = RatingDiberikan.objects.filter(evaluasi=self.e, pada__lt=self.keberatan.diajukan_pada).order_by(
                "-pada", "-pk"
            )
            ada = awal.values_list("hasil", "perilaku").first()
            return (Rating(ada[0]), Rating(ada[1])) if ada else None
        return (Rating(self.e.hasil), Rating(self.e.perilaku)) if self.e.hasil and self.e.perilaku else None

    @cached_property
    def alasan(self) -> list[Alasan]:
        """Why this predikat: the cell, and what the unit was rated."""
        hasil = list(predikat_pegawai(*self.rating).alasan) if self.rating else []
        unit = PredikatUnit.objects.filter(unit=self.e.unit_dipimpin_id or self.e.unit_hitung_id, periode=self.e.periode_id)
        if ada := unit.first():
            kata = f"Predikat organisasi {ada.get_nilai_display()}, ditetapkan {tanggal(ada.ditetapkan_pada)}."
            hasil.append(Alasan(kata, "SE MenPANRB 3/2023"))
        return hasil

    @cached_property
    def bila(self) -> list[Any]:
        """The nearest other cells."""
        return list(bila_maka(*self.rating)) if self.rating else []

    # -- clocks

    @cached_property
    def jam(self) -> dict[str, TenggatTampil]:
        """Clocks of the document by kind."""
        return {n: t for (_, n), t in tenggat_untuk(DOKUMEN, [self.d.pk]).items()}

    def _jalan(self, jenis: str) -> TenggatTampil | None:
        ada = self.jam.get(jenis)
        return ada if ada is not None and ada.tenggat.selesai_pada is None else None

    @property
    def jam_serah(self) -> TenggatTampil | None:
        """Of handing over."""
        return self._jalan(SERAH)

    @property
    def jam_tanda_tangan(self) -> TenggatTampil | None:
        """Of signing."""
        return self._jalan(TANDA_TANGAN)

    @property
    def jam_keberatan(self) -> TenggatTampil | None:
        """Of objecting."""
        return self._jalan(AJUKAN)

    @property
    def sisa_keberatan(self) -> int:
        """Days left to object, in the calendar's own days."""
        return (self.jam_keberatan.tenggat.batas - jam.hari_ini()).days if self.jam_keberatan else 0

    @property
    def diam(self) -> str:
        """What silence means."""
        return akibat_diam(dianggap_menerima=parameter("diam_dianggap_menerima").ya).alasan[0].kalimat

    # -- acts

    @cached_property
    def keberatan(self) -> Keberatan | None:
        """The case, when there is one."""
        return Keberatan.objects.filter(dokumen=self.d).select_related("pemutus").first()

    @cached_property
    def dapat_keberatan(self) -> tuple[bool, str]:
        """(may he object today, why or why not)."""
        batas = self.jam[AJUKAN].tenggat if AJUKAN in self.jam else None
        return kasus.dapat_diajukan(self.d, batas, pernah=self.keberatan is not None)

    @property
    def boleh_keberatan(self) -> bool:
        """The button."""
        return self.boleh["ajukan_keberatan"] and self.dapat_keberatan[0]

    @cached_property
    def boleh(self) -> dict[str, bool]:
        """Acts that this person may do now."""
        acts = ("serahkan", "terima", "tanda_tangani", "ajukan_keberatan", "sahkan", "buka_kembali_dokumen")
        return {n: boleh(self.akun, n, self.d) for n in acts}

    @property
    def atasan_harus(self) -> bool:
        """Both clocks are over and it waits for the superior's signature."""
        t = self.jam_tanda_tangan
        return bool(self.boleh["sahkan"] and t and t.tenggat.batas < jam.hari_ini())

    # -- its way

    @cached_property
    def perjalanan(self) -> list[Simpul]:
        """What happened, and what comes."""
        d = self.d
        hasil = [Simpul("check", "Predikat ditetapkan", tanggal(self.e.ditetapkan_pada))] if self.e.ditetapkan_pada else []
        hasil += [Simpul("check", "Dokumen dibuat", tanggal(d.dibuat_pada))]
        if d.diserahkan_pada:
            hasil.append(Simpul("check", "Diserahkan", waktu(d.diserahkan_pada)))
        if d.diterima_pada:
            hasil.append(Simpul("check", "Diterima pegawai", waktu(d.diterima_pada)))
        if d.ditandatangani_pada:
            hasil.append(Simpul("signature", "Ditandatangani pegawai", waktu(d.ditandatangani_pada)))
        if self.keberatan:
            hasil.append(Simpul("scale", "Keberatan diajukan", waktu(self.keberatan.diajukan_pada)))
            if self.keberatan.diputus_pada:
                hasil.append(Simpul("gavel", "Keberatan diputus", waktu(self.keberatan.diputus_pada)))
            elif self.keberatan.status == K.DITARIK:
                hasil.append(Simpul("arrow-back-up", "Keberatan ditarik"))
        if d.status == D.DIAM:
            hasil.append(Simpul("clock", "Selesai tanpa tanda tangan", waktu(d.selesai_pada), d.alasan))
        if d.status == D.DIBUKA_KEMBALI:
            hasil.append(Simpul("arrow-back-up", f"Dibuka kembali, surat {d.surat}", waktu(d.selesai_pada), d.alasan))
        elif d.selesai_pada is None:
            hasil.append(Simpul("circle-dashed", self._berikut()))
        return hasil

    def _berikut(self) -> str:
        status = StatusDokumen(self.d.status)
        if status is D.DISUSUN:
            return f"Di meja {self.e.penilai or self.e.unit_hitung}, untuk diserahkan"
        if status in (D.DISERAHKAN, D.DITERIMA):
            siapa = self.jam_tanda_tangan.di_meja if self.jam_tanda_tangan else self.e.pegawai
            return f"Di meja {siapa}, untuk ditandatangani"
        if status is D.KEBERATAN:
            return "Menunggu putusan keberatan"
        return f"Masa keberatan sampai {tanggal(self.jam_keberatan.tenggat.batas)}" if self.jam_keberatan else "Selesai"


@dataclass(frozen=True, slots=True)
class BarisDokumen:
    """A document in a list."""

    d: DokumenEvaluasi
    cip: tuple[str, str]
    keadaan: str
    batas: dt.date | None
    sisa: int | None
    boleh_serahkan: bool


def baris_dokumen(dokumen: Iterable[DokumenEvaluasi], akun: Akun) -> list[BarisDokumen]:
    """Rows with the clock that runs; three queries for any number."""
    semua = list(dokumen)
    jalan: dict[int, TenggatTampil] = {}
    for (pk, jenis), t in tenggat_untuk(DOKUMEN, [d.pk for d in semua]).items():
        if t.tenggat.selesai_pada is None and jenis in (SERAH, TANDA_TANGAN):
            jalan[pk] = t
    return [_baris(d, jalan.get(d.pk), akun) for d in semua]


def _baris(d: DokumenEvaluasi, t: TenggatTampil | None, akun: Akun) -> BarisDokumen:
    status = StatusDokumen(d.status)
    batas, sisa = (t.tenggat.batas, t.sisa) if t else (None, None)
    return BarisDokumen(d, CIP[status], KATA[status], batas, sisa, boleh(akun, "serahkan", d))


class Berkas:
    """A case as ``akun`` sees it."""

    def __init__(self, k: Keberatan, akun: Akun) -> None:
        self.k, self.d, self.e, self.akun = k, k.dokumen, k.dokumen.evaluasi, akun
        self.saya = akun.pegawai_id == self.e.pegawai_id
        acts = ("jelaskan", "periksa_keberatan", "putus", "catat_putusan", "tarik_keberatan", "beri_bukti")
        self.boleh = {n: boleh(akun, n, k) for n in acts}

    @cached_property
    def jam(self) -> TenggatTampil | None:
        """The clock that runs."""
        semua = tenggat_untuk(KEBERATAN, [self.k.pk]).values()
        return next((t for t in semua if t.tenggat.selesai_pada is None), None)

    @property
    def bagian(self) -> str:
        """Whose turn it is, in words."""
        return {
            K.DIAJUKAN: "Menunggu penjelasan penilai",
            K.DIJELASKAN: "Menunggu putusan atasan pejabat penilai",
            K.DIPERIKSA: "Sedang diperiksa atasan pejabat penilai",
            K.DIPUTUS: "Diputus, final",
            K.DITARIK: "Ditarik",
        }[StatusKeberatan(self.k.status)]

    @property
    def cip(self) -> tuple[str, str]:
        """Kind and icon."""
        return {K.DIPUTUS: ("ok", "gavel"), K.DITARIK: ("", "arrow-back-up")}.get(
            StatusKeberatan(self.k.status), ("awas", "scale")
        )

    @cached_property
    def predikat_putusan(self) -> Predikat | None:
        """What follows from the decision."""
        if self.k.status != K.DIPUTUS:
            return None
        return predikat_pegawai(Rating(self.k.putusan_hasil), Rating(self.k.putusan_perilaku)).nilai

    @property
    def boleh_periksa(self) -> bool:
        """A hearing may be noted: after the explanation, or when its last day is over."""
        if not self.boleh["periksa_keberatan"]:
            return False
        t = self.jam
        return self.k.status != K.DIAJUKAN or t is None or t.tenggat.jenis == PUTUS or t.tenggat.batas < jam.hari_ini()


@dataclass(frozen=True, slots=True)
class BarisHasil:
    """A result as the evaluation form prints it."""

    rhk: str
    realisasi: tuple[str, ...]
    umpan: tuple[str, ...]


def baris_hasil(e: Evaluasi) -> list[BarisHasil]:
    """Results of the period with what was reached and what people said. Five queries."""
    return [
        BarisHasil(r["uraian"], tuple(i["realisasi"] for i in r["iki"] if i["realisasi"]), tuple(r["umpan"]))
        for r in konten_evaluasi(e)["rhk"]
    ]

"""What the screens of tugas belajar show: the list, one study with its semesters, extensions and clocks."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html_join

from dialog.access import boleh
from dialog.actions.perpanjangan import langkah_saya
from dialog.actions.tenggat_studi import OBJEK_LANGKAH, PROSES, akhir_berjalan
from dialog.aturan_studi import Semester, boleh_diperpanjang, semester_berjalan
from dialog.enums import StatusPerpanjanganStudi
from dialog.models import LangkahStudi, LaporanStudi, PerpanjanganStudi
from dialog.queries_studi import RingkasStudi, ringkas
from kinerja.layanan.templatetags.kinerja import cip, orang
from kinerja.organisasi.models import Akun, MasaKhusus
from kinerja.plumbing import jam
from kinerja.plumbing.putusan import Putusan
from kinerja.plumbing.tulisan import angka, tanggal, waktu
from kinerja.siklus.queries import TenggatTampil, tampilkan_tenggat, tenggat_untuk

S = StatusPerpanjanganStudi
CIP = {S.DITERBITKAN: ("ok", "check"), S.DITOLAK: ("", "circle-x"), S.DITARIK: ("", "circle-minus")}
_TUNGGU = ("awas", "hourglass")


@dataclass(frozen=True, slots=True)
class Kata:
    """The words of a step: on the button, in the past, what its note is called, what the page explains."""

    tombol: str
    lampau: str
    catatan: str
    penjelasan: str
    jenis: str = ""


#: act of ``transitions.PERPANJANGAN_STUDI`` -> its words
KATA = {
    "minta": Kata("Minta perpanjangan", "Perpanjangan diminta", "Alasan", ""),
    "catat_unit": Kata(
        "Catat dan teruskan",
        "Dicatat unit asal",
        "Catatan unit asal",
        "Catatan ini dibaca kepegawaian BKPSDM sebelum memberi rekomendasi.",
        "utama",
    ),
    "rekomendasikan": Kata(
        "Rekomendasikan", "Direkomendasikan", "Rekomendasi", "Sesudah ini SK disiapkan dan dicatat di sini.", "utama"
    ),
    "terbitkan": Kata("Catat SK", "SK terbit", "", "Masa tugas belajar langsung diperpanjang sampai tanggal pada SK.", "utama"),
    "kembalikan": Kata(
        "Kembalikan", "Dikembalikan", "Yang perlu dilengkapi", "Pegawai melengkapinya, lalu meminta lagi dari awal."
    ),
    "minta_lagi": Kata("Lengkapi dan minta lagi", "Diminta lagi", "Alasan", "Permintaan kembali ke meja unit asal.", "utama"),
    "tolak": Kata("Tolak", "Ditolak", "Alasan penolakan", "Pegawai membaca alasannya dan dapat meminta yang baru.", "polos"),
    "tarik": Kata(
        "Tarik permintaan", "Ditarik", "Alasan (boleh kosong)", "Permintaan berakhir. Anda dapat meminta lagi.", "polos"
    ),
}


@dataclass(frozen=True, slots=True)
class LaporanTampil:
    """A report; ``ubah``: I may mend it, ``catat``: I may write the unit's note."""

    isi: LaporanStudi
    ubah: bool
    catat: bool


@dataclass(frozen=True, slots=True)
class PerpanjanganTampil:
    """An extension with its steps, its clock and my buttons: (act, words)."""

    isi: PerpanjanganStudi
    cip: tuple[str, str]
    langkah: list[dict[str, Any]]
    jam: TenggatTampil | None
    tombol: list[tuple[str, Kata]]

    @property
    def meja(self) -> str:
        """Who must act, in words."""
        return _sebut(self.jam)


def _sebut(t: TenggatTampil | None) -> str:
    """At the root sits BKPSDM."""
    if t is None:
        return ""
    unit = t.tenggat.pemegang_unit
    return t.di_meja if unit is None else "BKPSDM" if unit.is_root() else f"Admin {unit}"


class LayarStudi:
    """One study as ``akun`` sees it."""

    def __init__(self, masa: MasaKhusus, akun: Akun) -> None:
        self.masa, self.akun, self.hari = masa, akun, jam.hari_ini()
        self.ringkas: RingkasStudi = ringkas([masa], self.hari)[0]
        self.diri_sendiri = masa.pegawai_id == akun.pegawai_id

    @cached_property
    def semester(self) -> list[Semester]:
        """Semesters that may be reported and were not."""
        akhir = min(self.hari, self.ringkas.selesai) if self.ringkas.selesai else self.hari
        ada = {x.semester for x in self.ringkas.laporan}
        return [s for s in semester_berjalan(self.masa.berlaku.lower, akhir) if s.nomor not in ada]

    @cached_property
    def laporan(self) -> list[LaporanTampil]:
        """Reports, the first semester first."""
        unit = boleh(self.akun, "catat_laporan_studi", self.masa)
        for x in self.ringkas.laporan:
            x.masa_khusus = self.masa
        return [LaporanTampil(x, unit or (self.diri_sendiri and not x.catatan_unit), unit) for x in self.ringkas.laporan]

    @cached_property
    def perpanjangan(self) -> list[PerpanjanganTampil]:
        """Extensions, the latest first."""
        semua = self.ringkas.perpanjangan
        langkah: dict[int, list[LangkahStudi]] = {}
        for x in LangkahStudi.objects.filter(perpanjangan__in=[p.pk for p in semua]):
            langkah.setdefault(x.perpanjangan_id, []).append(x)
        jalan = tenggat_untuk(OBJEK_LANGKAH, [x[-1].pk for x in langkah.values()], PROSES)
        return [self._perpanjangan(p, langkah.get(p.pk, []), jalan) for p in semua]

    def _perpanjangan(
        self, p: PerpanjanganStudi, langkah: list[LangkahStudi], jalan: dict[tuple[int, str], TenggatTampil]
    ) -> PerpanjanganTampil:
        p.masa_khusus = self.masa
        jam_ = jalan.get((langkah[-1].pk, PROSES)) if langkah else None
        return PerpanjanganTampil(
            p,
            CIP.get(S(p.status), _TUNGGU),
            [_butir(x) for x in langkah],
            jam_ if jam_ and jam_.tenggat.selesai_pada is None else None,
            [(x.tindakan, KATA[x.tindakan]) for x in langkah_saya(self.akun, p)],
        )

    @cached_property
    def boleh_minta(self) -> Putusan[bool]:
        """Whether an extension may be asked for now, and why not."""
        return boleh_diperpanjang(
            self.ringkas.selesai, self.hari, self.ringkas.ditagih, berjalan=self.ringkas.berjalan is not None
        )

    @property
    def boleh_lapor(self) -> bool:
        """There is a semester to report, and it is mine to do."""
        return bool(self.semester) and boleh(self.akun, "lapor_studi", self.masa)

    @cached_property
    def akhir(self) -> TenggatTampil | None:
        """The running clock of the end."""
        ada = akhir_berjalan(self.masa)
        return tampilkan_tenggat([ada])[0] if ada else None

    @property
    def meja_akhir(self) -> str:
        """With whom the end lies."""
        return _sebut(self.akhir)


def _butir(x: LangkahStudi) -> dict[str, Any]:
    kata = KATA[x.tindakan]
    isi = f"{x.nama_oleh}: {x.catatan}" if x.catatan else x.nama_oleh
    return {"ikon": "check", "judul": kata.lampau, "isi": isi, "waktu": waktu(x.pada)}


class TabelStudi(tables.Table):
    """Who studies."""

    nama = tables.Column(empty_values=(), verbose_name="Pegawai", order_by=("masa__pegawai__nama_urut",))
    akhir = tables.Column(empty_values=(), verbose_name="Hari terakhir", orderable=False)
    laporan = tables.Column(empty_values=(), verbose_name="Laporan terakhir", orderable=False)
    keadaan = tables.Column(empty_values=(), verbose_name="Keadaan", orderable=False)

    caption = "Pegawai tugas belajar"
    empty_text = "Belum ada pegawai tugas belajar"
    empty_kalimat = "Tugas belajar dicatat admin unit di halaman pegawai, bagian masa khusus."
    empty_ikon = "school"

    def render_nama(self, record: RingkasStudi) -> Any:
        """Person and unit."""
        tempat = f"{record.tugas.nama_jabatan}, {record.tugas.unit}" if record.tugas else "Tanpa penugasan"
        return orang(record.masa.pegawai.nama_gelar, tempat, reverse("dialog:studi", args=[record.masa.pk]))

    def render_akhir(self, record: RingkasStudi) -> str:
        """The last day."""
        return tanggal(record.selesai) if record.selesai else "belum tercatat"

    def render_laporan(self, record: RingkasStudi) -> str:
        """The latest semester and its IPK."""
        x = record.terakhir
        return f"Semester {x.semester}, IPK {angka(x.ipk, 2)}" if x else "belum ada"

    def render_keadaan(self, record: RingkasStudi) -> Any:
        """What waits."""
        kini = jam.hari_ini()
        butir = []
        if record.berjalan:
            butir.append(cip(record.berjalan.get_status_display(), "awas", "hourglass"))
        if terlambat := [x for x in record.ditagih if x.batas < kini]:
            butir.append(cip(f"{angka(len(terlambat))} laporan terlambat", "awas", "clock"))
        elif record.ditagih:
            butir.append(cip(f"{angka(len(record.ditagih))} laporan ditunggu", "", "clock"))
        if record.terakhir and not record.terakhir.catatan_unit:
            butir.append(cip("Belum dicatat unit", "info", "message-2"))
        return format_html_join(" ", "{}", ((x,) for x in butir)) if butir else cip("Lancar", "ok", "check")

"""What the screens of dialogues show: the room as one participant sees it, rows of lists, who else has it open."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import structlog
from django.core.cache import cache
from redis.exceptions import RedisError

from dialog.actions import tenggat
from dialog.aturan_dialog import dapat_diisi, sebutan
from dialog.enums import KeadaanKesepakatan, PeranPeserta, StatusDialog, SumberAgenda
from dialog.fakta import Fakta, KonteksFakta, Saran, belum_diagendakan, bergiliran, kumpulkan
from dialog.models import Agenda, Dialog, Kesepakatan, LangkahDialog, Peserta
from dialog.queries import IsiRuang, dialog_sebelumnya, isi_ruang, keadaan
from kinerja.organisasi.models import Pegawai, Penugasan
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing import jam
from kinerja.siklus import aturan as aturan_siklus
from kinerja.siklus.enums import JenisPeriode
from kinerja.siklus.queries import hari_kerja_unit, libur, parameter

log = structlog.get_logger(__name__)
S = StatusDialog
#: status -> kind of chip and icon
CIP: dict[str, tuple[str, str]] = {
    S.RENCANA: ("", "calendar-event"),
    S.BERLANGSUNG: ("ok", "circle-dashed"),
    S.MENUNGGU_KONFIRMASI: ("awas", "hourglass"),
    S.SELESAI: ("ok", "check"),
    S.TIDAK_TERLAKSANA: ("", "circle-minus"),
    S.DITOLAK: ("", "circle-x"),
}
_SUMBER: dict[str, tuple[str, str, str]] = {
    SumberAgenda.PESERTA: ("Usulan", "info", "message-2"),
    SumberAgenda.FAKTA: ("Dari data", "merek", "target"),
    SumberAgenda.KOMENTAR_SKP: ("Komentar SKP", "info", "message-report"),
    SumberAgenda.KESEPAKATAN: ("Komitmen", "merek", "link"),
    SumberAgenda.LANJUTAN: ("Lanjutan", "merek", "history"),
}
SARAN_TAMPIL, SEBELUMNYA_TAMPIL = 4, 4


def periode_dialog(dialog: Dialog) -> str:
    """The period in which it is planned, by the rhythm of the cycle: ``triwulan IV``, ``Maret``. Asks nothing."""
    hari = dialog.jadwal.astimezone(jam.WITA).date()
    if dialog.siklus.irama == JenisPeriode.BULAN:
        return aturan_siklus.nama_periode(JenisPeriode.BULAN, hari.month)
    return aturan_siklus.nama_periode(JenisPeriode.TRIWULAN, (hari.month + 2) // 3).replace("T", "t", 1)


def judul_dialog(dialog: Dialog, saya: int | None) -> str:
    """``Dialog triwulan IV dengan Wahyu Saputra``; of two others for whoever accompanies them."""
    if saya not in (dialog.pegawai_id, dialog.pimpinan_id):
        return f"{sebutan(dialog.jenis, periode_dialog(dialog))} {dialog.pegawai.nama} dan {dialog.pimpinan.nama}"
    return f"{sebutan(dialog.jenis, periode_dialog(dialog))} dengan {lawan_dari(dialog, saya).nama}"


def lawan_dari(dialog: Dialog, saya: int | None) -> Pegawai:
    """The other one."""
    orang: Pegawai = dialog.pimpinan if dialog.pegawai_id == saya else dialog.pegawai
    return orang


@dataclass(frozen=True, slots=True)
class ButirTampil:
    """A point of the agenda. ``milik_saya``: its eye and its deletion are mine."""

    agenda: Agenda
    teks: str
    cip: tuple[str, str, str]
    siapa: str
    milik_saya: bool


@dataclass(frozen=True, slots=True)
class SepakatTampil:
    """An agreement with how it stands."""

    kesepakatan: Kesepakatan
    keadaan: KeadaanKesepakatan
    siapa: str
    milik_saya: bool

    @property
    def lewat(self) -> bool:
        """Past its day, and open."""
        return self.keadaan is KeadaanKesepakatan.LEWAT

    @property
    def terbuka(self) -> bool:
        """Still to be kept."""
        return self.keadaan in (KeadaanKesepakatan.BERJALAN, KeadaanKesepakatan.LEWAT)


def sepakat_tampil(k: Kesepakatan, saya: int | None) -> SepakatTampil:
    """One agreement as ``saya`` sees it."""
    milik = k.pemilik_id == saya
    return SepakatTampil(k, keadaan(k, jam.hari_ini()), "Anda" if milik else k.pemilik.nama, milik)


class Ruang:
    """The room as ``saya`` sees it; what a part does not show is not read."""

    def __init__(self, dialog: Dialog, saya: int) -> None:
        self.d = dialog
        self.saya = saya
        self.hari = jam.hari_ini()
        self.memimpin = dialog.pimpinan_id == saya
        self.mendampingi = saya not in (dialog.pegawai_id, dialog.pimpinan_id)
        self.lawan = lawan_dari(dialog, saya)
        self.judul = judul_dialog(dialog, saya)
        self.cip = CIP[dialog.status]

    # -- state

    @property
    def terisi(self) -> bool:
        """Agenda and notes may be written, by me."""
        return dapat_diisi(self.d.status) and not self.mendampingi

    @property
    def hidup(self) -> bool:
        """Something may still change."""
        return dapat_diisi(self.d.status) or self.menunggu

    @property
    def rencana(self) -> bool:
        """Not begun."""
        return self.d.status == S.RENCANA

    @property
    def berlangsung(self) -> bool:
        """They talk."""
        return self.d.status == S.BERLANGSUNG

    @property
    def menunggu(self) -> bool:
        """Waits for a word."""
        return self.d.status == S.MENUNGGU_KONFIRMASI

    @property
    def selesai(self) -> bool:
        """Confirmed or locked."""
        return self.d.status == S.SELESAI

    @property
    def batal(self) -> bool:
        """Refused or not held."""
        return self.d.status in (S.DITOLAK, S.TIDAK_TERLAKSANA)

    @property
    def dapat_ditolak(self) -> bool:
        """I was invited."""
        return self.rencana and not self.mendampingi and self.d.pengundang_id != self.saya

    @property
    def menit(self) -> int:
        """For how long they have talked."""
        if self.d.mulai_pada is None:
            return 0
        return max(0, int(((self.d.berakhir_pada or jam.sekarang()) - self.d.mulai_pada).total_seconds() // 60))

    @cached_property
    def keadaan(self) -> str:
        """The words on the chip."""
        if self.berlangsung:
            return f"Berlangsung {self.menit} menit"
        if self.selesai and self.d.tanpa_tanggapan:
            return "Selesai, belum ditanggapi"
        return str(self.d.get_status_display())

    @cached_property
    def _tugas(self) -> Penugasan | None:
        return jabatan_utama([self.lawan.pk], self.hari).get(self.lawan.pk)

    @property
    def jabatan(self) -> str:
        """Position and unit of the other."""
        return f"{self._tugas.nama_jabatan}, {self._tugas.unit}" if self._tugas else ""

    # -- what is written

    @cached_property
    def isi(self) -> IsiRuang:
        """Agenda, notes, agreements."""
        return isi_ruang(self.d, self.saya)

    @property
    def catatan_saya(self) -> Any:
        """My page."""
        return self.isi.milik(self.saya)

    @property
    def catatan_lawan(self) -> Any:
        """The other's page."""
        return self.isi.milik(self.lawan.pk)

    @property
    def catatan_pimpinan(self) -> Any:
        """The leader's page, for a companion."""
        return self.isi.milik(self.d.pimpinan_id)

    @property
    def pendamping(self) -> list[Peserta]:
        """Companions: agreed upon, or proposed."""
        semua = [p for p in self.isi.peserta if p.peran == PeranPeserta.PENDAMPING]
        return [p for p in semua if p.disetujui_pada or not self.mendampingi]

    @cached_property
    def agenda(self) -> list[ButirTampil]:
        """Points that I may see."""
        return [self._butir(a) for a in self.isi.agenda]

    def _butir(self, a: Agenda) -> ButirTampil:
        milik = a.penulis_id == self.saya
        siapa = "Hanya Anda" if a.pribadi else "Anda" if milik else a.penulis.nama if a.penulis else "Aplikasi"
        return ButirTampil(a, a.teks, _SUMBER[a.sumber], siapa, milik)

    @cached_property
    def kesepakatan(self) -> list[SepakatTampil]:
        """Agreements of this talk."""
        return [sepakat_tampil(k, self.saya) for k in self.isi.kesepakatan]

    # -- facts

    @cached_property
    def sebelumnya(self) -> list[Any]:
        """Earlier talks of the two."""
        return [(sebutan(d.jenis, periode_dialog(d)), d) for d in self._sebelumnya]

    @cached_property
    def _sebelumnya(self) -> list[Any]:
        return list(dialog_sebelumnya(self.d).select_related("siklus")[:SEBELUMNYA_TAMPIL])

    @cached_property
    def fakta(self) -> Fakta:
        """What the registered sources know."""
        lalu = self._sebelumnya[0].berakhir_pada if self._sebelumnya else None
        sejak = lalu.astimezone(jam.WITA).date() if lalu else dt.date(self.d.siklus.tahun, 1, 1)
        return kumpulkan(KonteksFakta(self.d, self.hari, sejak, tuple(self.isi.lama)))

    @cached_property
    def saran(self) -> list[Saran]:
        """What facts suggest and nobody has put on the agenda, while it may still be put there."""
        return bergiliran(belum_diagendakan(self.fakta.saran, self.isi.agenda), SARAN_TAMPIL) if self.terisi else []

    # -- closing

    @cached_property
    def konfirmasi(self) -> list[tuple[str, bool]]:
        """(who, has confirmed), myself first."""
        sudah = {p.pegawai_id: p.dikonfirmasi_pada is not None for p in self.isi.peserta}
        if self.mendampingi:
            return [(p.nama, sudah.get(p.pk, False)) for p in (self.d.pegawai, self.d.pimpinan)]
        return [("Anda", sudah.get(self.saya, False)), (self.lawan.nama, sudah.get(self.lawan.pk, False))]

    @property
    def saya_belum(self) -> bool:
        """My word is missing."""
        return self.menunggu and not self.mendampingi and not self.konfirmasi[0][1]

    @cached_property
    def batas(self) -> Any:
        """The last day of confirming: of the running clock, or of one that would start now."""
        if self.menunggu:
            return max((t.batas for t in tenggat.berjalan(self.d)), default=None)
        kantor = self._tugas.unit_id if self._tugas else None
        p = parameter("risalah_setujui_batas", self.hari, kantor)
        return aturan_siklus.hitung_batas(
            self.hari,
            p.nilai,
            p.satuan,
            libur=libur(),
            hari_kerja=hari_kerja_unit(kantor, self.hari),
            tahun=None,
            dasar_hukum="",
        ).nilai

    @cached_property
    def batas_bawaan(self) -> dt.date:
        """The day that is offered for an agreement."""
        return self.hari + dt.timedelta(days=parameter("kesepakatan_batas", self.hari).bulat)

    @cached_property
    def langkah(self) -> list[LangkahDialog]:
        """What happened."""
        return list(LangkahDialog.objects.filter(dialog=self.d))

    @cached_property
    def lawan_hadir(self) -> bool:
        """The other has it open."""
        return hadir(self.d.pk, self.lawan.pk)


# -- who has it open: a matter of seconds, so it is in no table

_HADIR_DETIK = 15


def _kunci_hadir(dialog: int, pegawai: int) -> str:
    return f"dialog:hadir:{dialog}:{pegawai}"


def tandai_hadir(dialog: int, pegawai: int) -> None:
    """``pegawai`` looks at the room now. Without Redis nobody is seen; nothing else is lost."""
    try:
        cache.set(_kunci_hadir(dialog, pegawai), 1, _HADIR_DETIK)
    except RedisError:
        log.warning("kehadiran_tak_tercatat", dialog=dialog)


def hadir(dialog: int, pegawai: int) -> bool:
    """Whether ``pegawai`` looked at the room within the last seconds."""
    try:
        return bool(cache.get(_kunci_hadir(dialog, pegawai)))
    except RedisError:
        return False


# -- lists


@dataclass(frozen=True, slots=True)
class BarisDialog:
    """A dialogue in a list."""

    d: Dialog
    judul: str
    cip: tuple[str, str]
    keadaan: str

    @property
    def kapan(self) -> dt.datetime:
        """When it was held, else when it is to be."""
        return self.d.mulai_pada or self.d.jadwal


def baris_dialog(dialog: Iterable[Dialog], saya: int) -> list[BarisDialog]:
    """Rows as ``saya`` reads them."""
    return [BarisDialog(d, judul_dialog(d, saya), CIP[d.status], Ruang(d, saya).keadaan) for d in dialog]

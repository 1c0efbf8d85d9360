"""The read side of monitoring: whose dialogues, and everything a room shows in a fixed number of queries."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from dialog.aturan_dialog import keadaan_kesepakatan
from dialog.enums import DIALOG_TERBUKA, KeadaanKesepakatan, StatusDialog
from dialog.models import Agenda, CatatanDialog, CatatanPribadi, Dialog, Kesepakatan, Peserta
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai, TimKerja
from kinerja.organisasi.peran import hak
from kinerja.organisasi.queries import rantai_penilai
from kinerja.plumbing import jam
from kinerja.plumbing.sandi import buka_sandi

# -- who sees what


def visible_to(akun: Akun) -> QuerySet[Dialog]:
    """Dialogues in which one takes part: nobody else reads them, whatever his office."""
    saya = hak(akun).pegawai_id
    return dialog_dari(saya) if saya is not None else Dialog.objects.none()


def dialog_dari(pegawai_id: int) -> QuerySet[Dialog]:
    """Of one participant; of a companion, once both agreed to him."""
    ikut = Peserta.objects.filter(pegawai=pegawai_id, disetujui_pada__isnull=False).values("dialog_id")
    return Dialog.objects.filter(Q(pegawai=pegawai_id) | Q(pimpinan=pegawai_id) | Q(pk__in=ikut))


def lengkap(dialog: QuerySet[Dialog]) -> QuerySet[Dialog]:
    """With both people and the year."""
    return dialog.select_related("pegawai", "pimpinan", "pengundang", "siklus")


# -- who may talk with whom


def pasangan(pegawai_id: int, hari: dt.date) -> set[int]:
    """Who may lead a dialogue with a person: everybody above him in the chain of assessors, and who leads a team of his."""
    atas = {m.pegawai.pk for m in rantai_penilai(Pegawai(pk=pegawai_id), hari)}
    tim = TimKerja.objects.pada(hari).filter(anggota__pegawai=pegawai_id, anggota__berlaku__contains=hari)
    return (atas | set(tim.exclude(ketua=None).values_list("ketua_id", flat=True))) - {pegawai_id}


@dataclass(frozen=True, slots=True)
class Lawan:
    """Somebody to talk with. ``memimpin``: I lead the talk."""

    pegawai: Pegawai
    memimpin: bool
    terakhir: dt.date | None = None
    terbuka: Dialog | None = None


def lawan_bicara(saya: int, hari: dt.date) -> list[Lawan]:
    """My assessor first, then those whom I assess: who waits longest on top. Three queries."""
    hubungan = HubunganPenilai.objects.pada(hari).filter(Q(pegawai=saya) | Q(penilai=saya)).select_related("pegawai", "penilai")
    pasang = {(h.pegawai_id, h.penilai_id): h for h in hubungan}
    semua = Dialog.objects.filter(Q(pegawai=saya) | Q(pimpinan=saya))
    kini = {
        (d.pegawai_id, d.pimpinan_id): d
        for d in semua.filter(status__in=[StatusDialog.RENCANA, StatusDialog.BERLANGSUNG]).order_by("-status", "-jadwal")
    }
    usai = {
        (d["pegawai_id"], d["pimpinan_id"]): d["akhir"]
        for d in semua.filter(berakhir_pada__isnull=False)
        .values("pegawai_id", "pimpinan_id")
        .annotate(akhir=Max("berakhir_pada"))
    }
    hasil = [_lawan(saya, h, usai.get(k), kini.get(k)) for k, h in pasang.items()]
    return sorted(hasil, key=lambda x: (x.memimpin, x.terakhir or dt.date.min, x.pegawai.nama))


def _lawan(saya: int, h: HubunganPenilai, akhir: dt.datetime | None, terbuka: Dialog | None) -> Lawan:
    memimpin = h.penilai_id == saya
    return Lawan(h.pegawai if memimpin else h.penilai, memimpin, _hari(akhir), terbuka)


def _hari(waktu: dt.datetime | None) -> dt.date | None:
    return waktu.astimezone(jam.WITA).date() if waktu else None


# -- the room


@dataclass(slots=True)
class IsiRuang:
    """What is written in a dialogue as ``saya`` sees it. ``lama``: agreements of earlier talks of the two."""

    peserta: list[Peserta] = field(default_factory=list)
    agenda: list[Agenda] = field(default_factory=list)
    pribadi: str = ""
    pribadi_sunting: int = 0
    kesepakatan: list[Kesepakatan] = field(default_factory=list)
    lama: list[Kesepakatan] = field(default_factory=list)

    @property
    def dibahas(self) -> int:
        """Points that are ticked."""
        return sum(1 for a in self.agenda if a.selesai_pada)

    def milik(self, pegawai_id: int) -> Any:
        """The participant, with ``isi_catatan`` and ``sunting_catatan``."""
        return next((p for p in self.peserta if p.pegawai_id == pegawai_id), None)


def isi_ruang(dialog: Dialog, saya: int | None) -> IsiRuang:
    """Three queries. Private points and notes are those of ``saya`` only; None: what both share (for print)."""
    terlihat = Q(pribadi=False) if saya is None else Q(pribadi=False) | Q(penulis=saya)
    halaman = CatatanDialog.objects.filter(dialog=OuterRef("dialog"), penulis=OuterRef("pegawai"))
    pribadi = CatatanPribadi.objects.filter(dialog=OuterRef("dialog"), pemilik=OuterRef("pegawai")).filter(pemilik=saya)
    peserta: list[Any] = list(
        Peserta.objects.filter(dialog=dialog)
        .select_related("pegawai")
        .annotate(
            isi_catatan=Coalesce(Subquery(halaman.values("isi")[:1]), Value(""), output_field=TextField()),
            sunting_catatan=Coalesce(Subquery(halaman.values("sunting")[:1]), 0, output_field=IntegerField()),
            sandi=Subquery(pribadi.values("isi_tersandi")[:1]),
            sandi_sunting=Coalesce(Subquery(pribadi.values("sunting")[:1]), 0, output_field=IntegerField()),
        )
    )
    sendiri = next((p for p in peserta if p.sandi is not None), None)
    sepakat = _kesepakatan_pasangan(dialog)
    return IsiRuang(
        peserta=peserta,
        agenda=list(Agenda.objects.filter(terlihat, dialog=dialog).select_related("penulis")),
        pribadi=buka_sandi(sendiri.sandi) if sendiri else "",
        pribadi_sunting=sendiri.sandi_sunting if sendiri else 0,
        kesepakatan=[k for k in sepakat if k.dialog_id == dialog.pk],
        lama=[k for k in sepakat if k.dialog_id != dialog.pk],
    )


def _kesepakatan_pasangan(dialog: Dialog) -> list[Kesepakatan]:
    """Of this talk, and of earlier ones of the same two."""
    usai = Q(dialog__pegawai=dialog.pegawai_id, dialog__pimpinan=dialog.pimpinan_id, dialog__status=StatusDialog.SELESAI)
    semua = Kesepakatan.objects.filter(Q(dialog=dialog) | usai).select_related("pemilik")
    return list(semua.order_by("batas", "pk"))


def keadaan(k: Kesepakatan, hari: dt.date) -> KeadaanKesepakatan:
    """How an agreement stands on a date."""
    return keadaan_kesepakatan(k.batas, hari, selesai=k.selesai_pada is not None, dilepas=k.dilepas_pada is not None)


def dialog_sebelumnya(dialog: Dialog) -> QuerySet[Dialog]:
    """Earlier talks of the same two, the latest first, each with ``sepakat`` and ``tuntas``."""
    pasang = Dialog.objects.filter(pegawai=dialog.pegawai_id, pimpinan=dialog.pimpinan_id, status=StatusDialog.SELESAI)
    hitung = {
        "sepakat": Count("kesepakatan"),
        "tuntas": Count("kesepakatan", filter=Q(kesepakatan__selesai_pada__isnull=False)),
    }
    lain = pasang.exclude(pk=dialog.pk) if dialog.pk else pasang
    if dialog.mulai_pada is not None:
        lain = lain.filter(berakhir_pada__lt=dialog.mulai_pada)
    return lain.annotate(**hitung).order_by("-berakhir_pada", "-pk")


def kesepakatan_terbuka(pegawai_id: int) -> QuerySet[Kesepakatan]:
    """Agreements that a person still has to keep, the nearest first: of talks that were closed."""
    sah = [StatusDialog.MENUNGGU_KONFIRMASI, StatusDialog.SELESAI]
    buka = Kesepakatan.objects.filter(selesai_pada__isnull=True, dilepas_pada__isnull=True, dialog__status__in=sah)
    return buka.filter(pemilik=pegawai_id).select_related("dialog__pegawai", "dialog__pimpinan").order_by("batas", "pk")


def antara(pegawai_id: int, saya: int) -> QuerySet[Dialog]:
    """Talks of two people that both took part in; with oneself: all of one's own."""
    semua = lengkap(dialog_dari(saya))
    if pegawai_id != saya:
        semua = semua.filter(Q(pegawai=pegawai_id) | Q(pimpinan=pegawai_id))
    return semua.order_by("-jadwal", "-pk")


def terbuka(dialog: QuerySet[Dialog]) -> QuerySet[Dialog]:
    """Not closed yet."""
    return dialog.filter(status__in=DIALOG_TERBUKA)


def sejak_dialog_lalu(dialog: Dialog) -> dt.date:
    """The day of the last talk of the two; without one the beginning of the year."""
    lalu = dialog_sebelumnya(dialog).values_list("berakhir_pada", flat=True).first()
    return _hari(lalu) or dt.date(dialog.siklus.tahun, 1, 1)

"""The read side of feedback. Who gave it is read here for nobody but the giver himself (``diberikan``)."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from dialog.aturan_umpan import Sebutan, sebutan_tersedia
from dialog.enums import PeranPemberi
from dialog.models import PemberiUmpanBalik, PermintaanUmpanBalik, UmpanBalik
from kinerja.organisasi.models import AnggotaTim, HubunganPenilai, Pegawai, Penugasan, TimKerja
from kinerja.organisasi.queries import rantai_penilai
from kinerja.plumbing import jam
from kinerja.siklus.enums import JenisPeriode, StatusPeriode
from kinerja.siklus.models import Periode
from kinerja.siklus.queries import parameter
from skp.enums import StatusSKP
from skp.models import RHK

# -- what is read


def terbit() -> QuerySet[UmpanBalik]:
    """What has come to light by today, withdrawn and hidden ones too: their words are not shown (``terbaca``)."""
    return UmpanBalik.objects.filter(tanggal__lte=jam.hari_ini())


def terbaca() -> QuerySet[UmpanBalik]:
    """What a receiver and his assessor read today: come to light, neither withdrawn nor hidden."""
    return terbit().filter(ditarik=False, disembunyikan=False)


def diterima(pegawai_id: int) -> QuerySet[UmpanBalik]:
    """Of one receiver, the latest first; ``uraian_rhk``: the RHK in its last wording. One query."""
    return dengan_objek(terbit().filter(penerima=pegawai_id))


def dengan_objek(umpan: QuerySet[UmpanBalik]) -> QuerySet[UmpanBalik]:
    """With ``uraian_rhk``, its period and receiver."""
    rhk = RHK.objects.filter(lini=OuterRef("lini_rhk")).order_by("-versi__nomor")
    return umpan.select_related("penerima", "periode__siklus").annotate(uraian_rhk=Subquery(rhk.values("uraian")[:1]))


def terakhir_per_orang(pks: Collection[int]) -> dict[int, dt.date]:
    """Receiver -> day of his last feedback (only the day is kept); without any he is missing. One query."""
    baris = terbaca().filter(penerima__in=pks).order_by().values("penerima").annotate(akhir=Max("tanggal"))
    return {b["penerima"]: b["akhir"] for b in baris}


def diberikan(saya: int) -> QuerySet[UmpanBalik]:
    """What one gave oneself: nobody else asks this."""
    milik = PemberiUmpanBalik.objects.filter(umpan_balik=OuterRef("pk"), pegawai=saya)
    return dengan_objek(UmpanBalik.objects.filter(Exists(milik)))


def dilaporkan() -> QuerySet[UmpanBalik]:
    """What receivers reported to BKPSDM and nobody has decided on, the oldest first."""
    return dengan_objek(UmpanBalik.objects.filter(dilaporkan_pada__isnull=False)).order_by("dilaporkan_pada")


# -- requests


def permintaan_saya(saya: int) -> QuerySet[PermintaanUmpanBalik]:
    """What one asked for, with ``bernama``: answered by name. An answer without a name, and a refusal, look like waiting."""
    jawaban = PemberiUmpanBalik.objects.filter(permintaan=OuterRef("pk"), umpan_balik__tanggal__lte=jam.hari_ini())
    rhk = RHK.objects.filter(lini=OuterRef("lini_rhk")).order_by("-versi__nomor")
    milik = PermintaanUmpanBalik.objects.filter(peminta=saya, dibatalkan=False).select_related("kepada")
    return milik.annotate(
        bernama=Exists(jawaban.exclude(umpan_balik__nama_tampil="")), uraian_rhk=Subquery(rhk.values("uraian")[:1])
    )


def permintaan_kepada(saya: int) -> QuerySet[PermintaanUmpanBalik]:
    """What one is asked for and has neither answered nor declined, the first to lapse on top."""
    rhk = RHK.objects.filter(lini=OuterRef("lini_rhk")).order_by("-versi__nomor")
    hidup = berlaku().filter(kepada=saya, dijawab=False, ditolak=False).select_related("peminta")
    return hidup.annotate(uraian_rhk=Subquery(rhk.values("uraian")[:1])).order_by("berlaku_sampai", "pk")


def berlaku() -> QuerySet[PermintaanUmpanBalik]:
    """Requests that have not lapsed."""
    return PermintaanUmpanBalik.objects.filter(berlaku_sampai__gt=jam.sekarang(), dibatalkan=False)


def seobjek(p: PermintaanUmpanBalik) -> QuerySet[PermintaanUmpanBalik]:
    """Requests of the same person for the same thing that have not lapsed."""
    return berlaku().filter(peminta=p.peminta_id, lini_rhk=p.lini_rhk_id, nilai=p.nilai)


# -- who is who to whom


def peran_terhadap(pemberi: int, penerima: int, hari: dt.date) -> PeranPemberi:
    """As what ``pemberi`` speaks to ``penerima``: of several the one that stands highest."""
    if any(m.pegawai.pk == pemberi for m in rantai_penilai(Pegawai(pk=penerima), hari)):
        return PeranPemberi.PIMPINAN
    tim = TimKerja.objects.pada(hari).filter(ketua=pemberi, anggota__pegawai=penerima, anggota__berlaku__contains=hari)
    if tim.exists():
        return PeranPemberi.KETUA_TIM
    if HubunganPenilai.objects.pada(hari).filter(pegawai=pemberi, penilai=penerima).exists():
        return PeranPemberi.BAWAHAN
    return PeranPemberi.REKAN


def besar_kelompok(peran: PeranPemberi, penerima: int, hari: dt.date) -> int:
    """How many people with an account in use could give to ``penerima`` in that role.

    Colleagues are those of his units and teams: others could, too, but these are whom he would think of.
    """
    bawahan = HubunganPenilai.objects.pada(hari).filter(penilai=penerima).values("pegawai")
    berakun = Pegawai.objects.filter(akun__is_active=True, akun__aktif_sejak__isnull=False)
    if peran == PeranPemberi.BAWAHAN:
        return berakun.filter(pk__in=bawahan).count()
    tugas, tim = Penugasan.objects.pada(hari), AnggotaTim.objects.pada(hari)
    sekerja = Q(pk__in=tugas.filter(unit__in=tugas.filter(pegawai=penerima).values("unit")).values("pegawai"))
    setim = Q(pk__in=tim.filter(tim__in=tim.filter(pegawai=penerima).values("tim")).values("pegawai"))
    penilai = HubunganPenilai.objects.pada(hari).filter(pegawai=penerima).values("penilai")
    return berakun.filter(sekerja | setim).exclude(pk=penerima).exclude(pk__in=bawahan).exclude(pk__in=penilai).count()


@dataclass(frozen=True, slots=True)
class PilihanSebutan:
    """What a giver may choose to be called, and why not more. ``kelompok``: people in his role, or people asked."""

    peran: PeranPemberi
    tersedia: Sequence[Sebutan]
    kelompok: int
    minimum: int


def pilihan_sebutan(pemberi: int, penerima: int, permintaan: PermintaanUmpanBalik | None = None) -> PilihanSebutan:
    """At most seven queries."""
    hari = jam.hari_ini()
    peran = peran_terhadap(pemberi, penerima, hari)
    minimum = parameter("umpan_balik_kelompok_minimum").bulat
    if permintaan is None:
        kelompok = besar_kelompok(peran, penerima, hari)
        return PilihanSebutan(peran, sebutan_tersedia(peran, kelompok, minimum), kelompok, minimum)
    diminta = seobjek(permintaan).filter(kepada__isnull=False).aggregate(n=Count("kepada", distinct=True))["n"]
    return PilihanSebutan(peran, sebutan_tersedia(peran, 0, minimum, diminta), diminta, minimum)


def penilai_dari(pegawai_id: int, hari: dt.date) -> Pegawai | None:
    """Who assesses a person on a date, and so reads the feedback on him."""
    hubungan = HubunganPenilai.objects.pada(hari).filter(pegawai=pegawai_id).select_related("penilai").first()
    return hubungan.penilai if hubungan else None


# -- what a feedback may be about, and when


def rhk_berlaku(pegawai_id: int, hari: dt.date) -> QuerySet[RHK]:
    """RHK of the SKP that is set for a person on a date, in the order of the form."""
    berlaku_ = RHK.objects.filter(
        versi__skp__pegawai=pegawai_id, versi__skp__rentang__contains=hari, versi__status=StatusSKP.DITETAPKAN
    )
    return berlaku_.select_related("versi__skp__penugasan").order_by("jenis", "urut", "pk")


def periode_umpan(hari: dt.date) -> Periode | None:
    """The period that covers a date and is not closed: month or quarter, else the one at the end of the year."""
    semua = Periode.objects.filter(rentang__contains=hari).exclude(status=StatusPeriode.DITUTUP).select_related("siklus")
    return semua.exclude(jenis=JenisPeriode.AKHIR).first() or semua.filter(jenis=JenisPeriode.AKHIR).first()

"""The leader's team: one row per subordinate (and per member of a team that he leads), read in six queries for any number.

Each row knows its days without a talk and without feedback, its agreements, its SKP, its realisasi, and the next act.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Case, Count, F, Max, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import JSONObject

from dialog.aturan_intensitas import hari_diam, lewat_irama
from dialog.enums import DIALOG_TERBUKA
from dialog.intensitas import TERLAKSANA
from dialog.langkah_tim import LangkahTim, Tombol, berurut
from dialog.models import Dialog, Kesepakatan
from dialog.queries_umpan import terakhir_per_orang
from kinerja.organisasi.enums import JenisMasaKhusus
from kinerja.organisasi.models import AnggotaTim, HubunganPenilai, MasaKhusus, Pegawai, Penugasan
from kinerja.organisasi.queries import URUT_SIFAT
from kinerja.plumbing import jam
from kinerja.siklus.aturan import nama_periode
from kinerja.siklus.enums import JenisPeriode
from kinerja.siklus.ingatan import ingat
from kinerja.siklus.queries import parameter
from skp.aturan import DIKECUALIKAN
from skp.enums import TERBUKA, StatusSKP
from skp.models import VersiSKP

#: The IKI that hold for each person in the period that closes next (over but open still, else the one of today).
_REALISASI = """
WITH masa AS (
    SELECT p.id, p.jenis, p.urut, p.rentang, c.tahun, c.tw_iv_digabung FROM siklus_periode p
    JOIN siklus_siklus c ON c.id = p.siklus_id
    WHERE p.status <> 'DITUTUP' AND p.buka_tanggal <= %(hari)s
        AND (p.rentang @> %(hari)s::date OR (upper(p.rentang) <= %(hari)s AND p.tutup_tanggal >= %(hari)s))
    ORDER BY p.rentang @> %(hari)s::date, p.jenis = 'AKHIR', p.rentang LIMIT 1
)
SELECT s.pegawai_id, count(*), count(r.id) FILTER (WHERE r.nilai_teks <> '' OR r.cerita <> '' OR r.nilai_angka IS NOT NULL),
    count(r.dikirim_pada), max(r.dikirim_pada), m.jenis, m.urut, m.tahun, m.tw_iv_digabung
FROM masa m
JOIN skp_skp s ON s.rentang && m.rentang AND s.pegawai_id = ANY(%(orang)s)
JOIN skp_versiskp v ON v.skp_id = s.id AND v.status = 'DITETAPKAN'
JOIN skp_rhk h ON h.versi_id = v.id JOIN skp_iki i ON i.rhk_id = h.id
LEFT JOIN dialog_realisasi r ON r.lini_iki_id = i.lini_id AND r.periode_id = m.id
GROUP BY s.pegawai_id, m.jenis, m.urut, m.tahun, m.tw_iv_digabung
"""


@dataclass(frozen=True, slots=True)
class KemajuanRealisasi:
    """Of the IKI of one person in a period: how many there are, are filled, were handed in; when the last of them was."""

    iki: int
    terisi: int
    dikirim: int
    dikirim_pada: dt.datetime | None

    @property
    def lengkap(self) -> bool:
        """Everything was handed in."""
        return self.iki > 0 and self.dikirim >= self.iki


@dataclass(frozen=True, slots=True)
class JumlahKesepakatan:
    """Agreements of the two: open, of these late, done; ``milik_saya``: one that the leader himself is late with."""

    terbuka: int = 0
    lewat: int = 0
    selesai: int = 0
    milik_saya: int | None = None


@dataclass(slots=True)
class BarisTim:
    """One person of the team. ``dinilai``: I assess him; else a member of ``tim`` that I lead."""

    pegawai: Pegawai
    jabatan: str
    dinilai: bool
    tim: str
    sejak: dt.date
    masa: str
    hari: dt.date
    irama: int
    irama_umpan: int
    skp: dict[str, Any] | None = None
    terakhir: dt.date | None = None
    dialog: dict[str, Any] | None = None
    umpan: dt.date | None = None
    kesepakatan: JumlahKesepakatan = field(default_factory=JumlahKesepakatan)
    realisasi: KemajuanRealisasi | None = None
    tambahan: dict[str, Any] = field(default_factory=dict)
    langkah: LangkahTim | None = None
    tombol: Tombol | None = None

    @property
    def bertugas(self) -> bool:
        """Is at work: nothing is asked of the leader for whoever is away."""
        return not self.masa

    @property
    def hari_dialog(self) -> int:
        """Days without a talk."""
        return hari_diam(self.terakhir, self.sejak, self.hari)

    @property
    def hari_umpan(self) -> int:
        """Days without feedback."""
        return hari_diam(self.umpan, self.sejak, self.hari)

    @property
    def dialog_lewat(self) -> bool:
        """Out of the rhythm of talks; of members of a team nothing is asked."""
        return self.dinilai and self.bertugas and lewat_irama(self.terakhir, self.sejak, self.hari, self.irama)

    @property
    def umpan_lewat(self) -> bool:
        """Out of the rhythm of feedback."""
        return self.bertugas and lewat_irama(self.umpan, self.sejak, self.hari, self.irama_umpan)

    @property
    def skp_menunggu(self) -> bool:
        """His SKP waits for my word."""
        return self.dinilai and self.skp is not None and self.skp["status"] == StatusSKP.DIAJUKAN

    @property
    def di_meja_pegawai(self) -> bool:
        """His SKP lies on his own desk."""
        return self.dinilai and self.skp is not None and self.skp["status"] in (StatusSKP.DRAF, StatusSKP.DIKEMBALIKAN)

    @property
    def menunggu_saya(self) -> bool:
        """Something waits for the leader."""
        return self.langkah is not None and self.langkah.menunggu


@dataclass(slots=True)
class Tim:
    """The team of a leader today. ``periode``: of which the realisasi is counted, in words."""

    baris: list[BarisTim]
    irama: int
    irama_umpan: int
    periode: str = ""

    def sesudah(self, pk: int) -> BarisTim | None:
        """The next row below ``pk`` that waits for the leader; from the end on from the top."""
        nomor = next((n for n, b in enumerate(self.baris) if b.pegawai.pk == pk), -1)
        lain = self.baris[nomor + 1 :] + self.baris[: max(nomor, 0)]
        return next((b for b in lain if b.menunggu_saya), None)


def susun_tim(saya: int, hari: dt.date) -> Tim:
    """Six queries, and one for each registered act that reads something of its own."""
    with ingat():
        irama, irama_umpan = parameter("dialog_irama", hari).bulat, parameter("umpan_balik_irama", hari).bulat
    orang = _orang(saya, hari)
    if not orang:
        return Tim([], irama, irama_umpan)
    dialog, umpan, sepakat = _dialog(saya, orang), terakhir_per_orang(orang), _kesepakatan(saya, orang, hari)
    realisasi, periode = _realisasi(orang, hari)
    langkah = berurut()
    siap = {x.nama: x.siapkan(saya, orang) for x in langkah if x.siapkan is not None}
    hasil = [_baris(p, hari, irama, irama_umpan) for p in orang.values()]
    for b in hasil:
        pk = b.pegawai.pk
        b.terakhir, b.dialog = dialog.get(pk, (None, None))
        b.umpan, b.kesepakatan = umpan.get(pk), sepakat.get(pk, b.kesepakatan)
        b.realisasi = realisasi.get(pk) if b.dinilai else None  # who merely leads a team does not read it elsewhere either
        b.tambahan = {nama: isi[pk] for nama, isi in siap.items() if pk in isi}
        _pilih(b, langkah)
    hasil.sort(key=_urutan)
    return Tim(hasil, irama, irama_umpan, periode)


def _pilih(b: BarisTim, langkah: Collection[LangkahTim]) -> None:
    for x in langkah:
        tombol = x.pilih(b)
        if tombol is not None and tombol.url:
            b.langkah, b.tombol = x, tombol
            return


def _urutan(b: BarisTim) -> tuple[Any, ...]:
    """What waits first, then who waits longest for a talk."""
    urut = b.langkah.urut if b.langkah is not None and b.langkah.menunggu else 10**6
    return (urut, not b.bertugas, -b.hari_dialog, b.pegawai.nama_urut, b.pegawai.pk)


def _orang(saya: int, hari: dt.date) -> dict[int, Any]:
    """Whom I assess, and who is in a team that I lead, with posting, absence and the SKP of the year: one query."""
    hubungan = HubunganPenilai.objects.pada(hari).filter(penilai=saya)
    anggota = AnggotaTim.objects.pada(hari).filter(tim__ketua=saya, tim__berlaku__contains=hari)
    milik = {"pegawai": OuterRef("pk")}
    tugas = Penugasan.objects.pada(hari).filter(**milik).order_by(URUT_SIFAT, "pk")
    masa = MasaKhusus.objects.pada(hari).filter(**milik, jenis__in=[m.value for m in DIKECUALIKAN])
    # Put together, not joined by OR: for that every person of the kabupaten would be looked at.
    siapa = hubungan.values("pegawai_id").union(anggota.values("pegawai_id"))
    semua = Pegawai.objects.filter(pk__in=siapa)
    return {
        p.pk: p
        for p in semua.exclude(pk=saya).annotate(
            dinilai_sejak=Subquery(hubungan.filter(**milik).values("berlaku__startswith")[:1]),
            anggota_sejak=Subquery(anggota.filter(**milik).order_by("berlaku").values("berlaku__startswith")[:1]),
            nama_tim=ArraySubquery(anggota.filter(**milik).order_by("tim__nama").values("tim__nama")),
            nama_jabatan=Subquery(tugas.values("jabatan__nama")[:1]),
            jenis_masa=Subquery(masa.values("jenis")[:1]),
            skp_kini=ArraySubquery(_versi(hari).values(isi=JSONObject(pk="pk", status="status", nomor="nomor"))[:1]),
        )
    }


def _versi(hari: dt.date) -> Any:
    """The version that counts: of the SKP of today, the open one first."""
    mencakup = Case(When(skp__rentang__contains=hari, then=Value(0)), default=Value(1))
    terbuka = Case(When(status__in=TERBUKA, then=Value(0)), When(status=StatusSKP.DITETAPKAN, then=Value(1)), default=Value(2))
    milik = VersiSKP.objects.filter(skp__pegawai=OuterRef("pk"), skp__siklus__tahun=hari.year)
    hidup = milik.exclude(status__in=[StatusSKP.BATAL, StatusSKP.DIGANTI])
    return hidup.order_by(mencakup, "-skp__rentang", terbuka, "-nomor")


def _baris(p: Any, hari: dt.date, irama: int, irama_umpan: int) -> BarisTim:
    sejak = p.dinilai_sejak or p.anggota_sejak
    masa = JenisMasaKhusus(p.jenis_masa).label if p.jenis_masa else ""
    return BarisTim(
        p, p.nama_jabatan or "", p.dinilai_sejak is not None, ", ".join(p.nama_tim), sejak, masa, hari, irama, irama_umpan,
        skp=p.skp_kini[0] if p.skp_kini else None,
    )  # fmt: skip


def _dialog(saya: int, orang: Collection[int]) -> dict[int, tuple[dt.date | None, dict[str, Any] | None]]:
    """Per person the day of the last talk with me, and the one that is open (the nearest first)."""
    kita = Dialog.objects.filter(pimpinan=saya, pegawai__in=orang, peserta__pegawai=saya).order_by()
    isi = JSONObject(pk="pk", status="status", jadwal="jadwal", konfirmasi=F("peserta__dikonfirmasi_pada"))
    baris = kita.values("pegawai_id").annotate(
        akhir=Max("berakhir_pada", filter=Q(status__in=TERLAKSANA)),
        buka=ArrayAgg(isi, filter=Q(status__in=DIALOG_TERBUKA), order_by="jadwal", default=Value([])),
    )
    return {b["pegawai_id"]: (_hari(b["akhir"]), _terdekat(b["buka"])) for b in baris}


def _terdekat(buka: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What waits for my word before what is under way, before what is planned."""
    urut = {s: n for n, s in enumerate(("MENUNGGU_KONFIRMASI", "BERLANGSUNG", "RENCANA"))}
    saya = [d for d in buka if d["status"] != "MENUNGGU_KONFIRMASI" or d["konfirmasi"] is None]
    d = min(saya, key=lambda x: (urut[x["status"]], x["jadwal"]), default=None)
    return d and {**d, "jadwal": dt.datetime.fromisoformat(d["jadwal"]).astimezone(jam.WITA)}


def _kesepakatan(saya: int, orang: Collection[int], hari: dt.date) -> dict[int, JumlahKesepakatan]:
    kita = Kesepakatan.objects.filter(dialog__pimpinan=saya, dialog__pegawai__in=orang, dialog__status__in=TERLAKSANA)
    buka = Q(selesai_pada__isnull=True)
    lewat = buka & Q(batas__lt=hari)
    baris = kita.filter(dilepas_pada__isnull=True).order_by().values("dialog__pegawai_id")
    return {
        b["dialog__pegawai_id"]: JumlahKesepakatan(b["terbuka"], b["lewat"], b["selesai"], b["milik"])
        for b in baris.annotate(
            terbuka=Count("pk", filter=buka),
            lewat=Count("pk", filter=lewat),
            selesai=Count("pk", filter=~buka),
            milik=Min("pk", filter=lewat & Q(pemilik=saya)),
        )
    }


def _realisasi(orang: Mapping[int, Any], hari: dt.date) -> tuple[dict[int, KemajuanRealisasi], str]:
    with connection.cursor() as kursor:
        kursor.execute(_REALISASI, {"hari": hari, "orang": list(orang)})
        baris = kursor.fetchall()
    if not baris:
        return {}, ""
    jenis, urut, tahun, gabung = baris[0][5:]
    nama = nama_periode(JenisPeriode(jenis), urut, tw_iv_digabung=gabung)
    return {b[0]: KemajuanRealisasi(*b[1:5]) for b in baris}, f"{nama} {tahun}"


def _hari(waktu: dt.datetime | None) -> dt.date | None:
    return waktu.astimezone(jam.WITA).date() if waktu else None

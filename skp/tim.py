"""The leader's list: one row per subordinate of today with the state of his SKP and the next act, in six queries."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Value, When
from django.db.models.functions import JSONObject
from django.urls import reverse

from kinerja.organisasi.models import HubunganPenilai, MasaKhusus, Pegawai, Penugasan
from kinerja.plumbing import jam
from kinerja.siklus.models import Siklus
from kinerja.siklus.queries import parameter
from skp import snapshot
from skp.aturan import FaktaOrang, wajib_skp
from skp.beda import Perubahan
from skp.enums import TERBUKA, KeadaanPerencanaan, StatusSKP
from skp.meja import Meja, meja_versi
from skp.models import LangkahSKP, VersiSKP
from skp.queries import lengkap
from skp.tampilan_skp import CIP

SEMUA, MENUNGGU, PEGAWAI, BERES = "semua", "menunggu", "pegawai", "beres"
_SARING = (
    (SEMUA, "Semua"),
    (MENUNGGU, "Menunggu saya"),
    (PEGAWAI, "Di meja pegawai"),
    (BERES, "Sudah ditetapkan"),
)
_TANPA_MEJA = Meja("", None)


@dataclass(frozen=True, slots=True)
class BarisTim:
    """One subordinate. ``versi`` None: no SKP in the year, and ``keadaan`` says why."""

    pegawai: Pegawai
    jabatan: str
    versi: VersiSKP | None
    keadaan: KeadaanPerencanaan
    sebab: str
    meja: Meja
    perubahan: Sequence[Perubahan] = ()
    ringkas: str = ""
    dibaca: bool = False

    @property
    def kelompok(self) -> str:
        """In which filter it stands."""
        if self.keadaan is KeadaanPerencanaan.DIAJUKAN:
            return MENUNGGU
        if self.keadaan is KeadaanPerencanaan.DITETAPKAN:
            return BERES
        if self.keadaan in (KeadaanPerencanaan.DIKECUALIKAN, KeadaanPerencanaan.DI_RUANG_GTK):
            return ""
        return PEGAWAI

    @property
    def cip(self) -> tuple[str, str, str]:
        """(words, kind, icon)."""
        if self.versi is None:
            return (self.keadaan.label, "", "circle-dashed")
        jenis, ikon = CIP[StatusSKP(self.versi.status)]
        kata = {MENUNGGU: "Menunggu Anda"}.get(self.kelompok, StatusSKP(self.versi.status).label)
        return (kata, jenis, ikon)

    @property
    def langkah(self) -> tuple[str, str]:
        """(button, address) of the next act; the button is empty when there is none."""
        v = self.versi
        if v is None:
            return ("", "")
        if v.status == StatusSKP.DIAJUKAN:
            return ("Periksa SKP", reverse("skp:periksa", args=[v.pk]))
        return ("Lihat SKP", reverse("skp:lihat", args=[v.pk]))


@dataclass(frozen=True, slots=True)
class Tim:
    """The list of a year."""

    tahun: int
    baris: list[BarisTim]
    saring: str = SEMUA

    @property
    def tampak(self) -> list[BarisTim]:
        """Rows of the chosen filter."""
        return [b for b in self.baris if self.saring in (SEMUA, b.kelompok)]

    @property
    def menunggu(self) -> list[BarisTim]:
        """What the leader may set now."""
        return [b for b in self.baris if b.kelompok == MENUNGGU]

    @property
    def terdekat(self) -> Meja | None:
        """The nearest clock among what waits."""
        berjam = [b.meja for b in self.menunggu if b.meja.batas]
        return min(berjam, key=lambda m: m.batas or dt.date.max) if berjam else None

    @property
    def saringan(self) -> list[dict[str, Any]]:
        """The filters with their counts."""
        hitung = {n: sum(n in (SEMUA, b.kelompok) for b in self.baris) for n, _ in _SARING}
        return [{"nama": n, "judul": j, "jumlah": hitung[n], "kini": n == self.saring} for n, j in _SARING]


def susun_tim(penilai_id: int, siklus: Siklus, saring: str = SEMUA, dibaca: Sequence[str] = ()) -> Tim:
    """The team of today in a year. ``dibaca``: ``<version>:<edits>`` that the leader opened in this session. Six queries."""
    hari = jam.hari_ini()
    orang = _orang(penilai_id, hari)
    versi = _versi(list(orang), siklus, hari)
    meja = meja_versi(list(versi.values()))
    beda = _beda([v for v in versi.values() if v.status == StatusSKP.DIAJUKAN])
    gtk = parameter("guru_dikelola_ruang_gtk", hari).ya
    baris = [_baris(h, versi.get(pk), meja, beda, gtk, dibaca) for pk, h in orang.items()]
    urut = {MENUNGGU: 0, PEGAWAI: 1, BERES: 2, "": 3}
    baris.sort(key=lambda b: (urut[b.kelompok], b.meja.batas or dt.date.max, b.pegawai.nama_urut))
    return Tim(siklus.tahun, baris, saring if saring in dict(_SARING) else SEMUA)


def _orang(penilai_id: int, hari: dt.date) -> dict[int, Any]:
    """Subordinates with what decides whether they plan, in one query."""
    tugas = Penugasan.objects.pada(hari).filter(pegawai=OuterRef("pegawai_id"))
    utama = tugas.order_by(Case(When(sifat="DEFINITIF", then=Value(0)), default=Value(1)), "pk")
    masa = MasaKhusus.objects.pada(hari).filter(pegawai=OuterRef("pegawai_id"))
    baris = HubunganPenilai.objects.pada(hari).filter(penilai=penilai_id).select_related("pegawai")
    jabatan = JSONObject(nama=F("jabatan__nama"), jenis=F("jabatan__jenis"))
    semua = baris.annotate(tugas=ArraySubquery(utama.values(x=jabatan)), masa=ArraySubquery(masa.values("jenis")))
    return {h.pegawai_id: h for h in semua}


def _versi(pegawai: list[int], siklus: Siklus, hari: dt.date) -> dict[int, VersiSKP]:
    """Of each person the version that counts: of the SKP of today, the open one first."""
    semua = lengkap(VersiSKP.objects.filter(skp__pegawai__in=pegawai, skp__siklus=siklus)).defer("snapshot")
    mencakup = Case(When(skp__rentang__contains=hari, then=Value(0)), default=Value(1))
    terbuka = Case(When(status__in=TERBUKA, then=Value(0)), When(status=StatusSKP.DITETAPKAN, then=Value(1)), default=Value(2))
    hasil: dict[int, VersiSKP] = {}
    rinci = semua.exclude(status__in=[StatusSKP.BATAL, StatusSKP.DIGANTI])
    for v in rinci.order_by(mencakup, "-skp__rentang", terbuka, "-nomor"):
        hasil.setdefault(v.skp.pegawai_id, v)
    return hasil


def _beda(diajukan: Sequence[VersiSKP]) -> dict[int, tuple[list[Perubahan], str]]:
    """For each version that waits: what differs from the version before, and how big it is; from the steps, in one query."""
    if not diajukan:
        return {}
    baris = LangkahSKP.objects.filter(versi__skp__in=[v.skp_id for v in diajukan], tindakan__in=["ajukan", "tetapkan"])
    akhir: dict[tuple[int, str], dict[str, Any]] = {}
    sebelum: dict[int, dict[str, Any]] = {}
    for skp, versi, tindakan, isi in baris.order_by("pk").values_list("versi__skp_id", "versi_id", "tindakan", "isi"):
        akhir[versi, tindakan] = isi
        if tindakan == "tetapkan":
            sebelum[skp] = isi
    return {v.pk: _satu_beda(sebelum.get(v.skp_id), akhir.get((v.pk, "ajukan"), {})) for v in diajukan}


def _satu_beda(lama: dict[str, Any] | None, baru: dict[str, Any]) -> tuple[list[Perubahan], str]:
    rhk = baru.get("rhk", [])
    ringkas = f"{len(rhk)} RHK, {sum(len(r['iki']) for r in rhk)} indikator"
    return (list(snapshot.beda(lama, baru)) if lama and baru else []), ringkas


def _baris(
    h: Any,
    v: VersiSKP | None,
    meja: dict[int, Meja],
    beda: dict[int, tuple[list[Perubahan], str]],
    gtk: bool,
    dibaca: Sequence[str],
) -> BarisTim:
    p: Pegawai = h.pegawai
    utama: dict[str, Any] = h.tugas[0] if h.tugas else {"nama": "", "jenis": None}
    lain = tuple(t["nama"] for t in h.tugas[1:])
    fakta = FaktaOrang(p.status, utama["jenis"], utama["nama"], lain, tuple(h.masa), v.status if v else None)
    putusan = wajib_skp(fakta, guru_di_ruang_gtk=gtk)
    keadaan = KeadaanPerencanaan(v.status) if v else putusan.nilai
    perubahan, ringkas = beda.get(v.pk, ([], "")) if v else ([], "")
    sudah = v is not None and f"{v.pk}:{v.sunting}" in dibaca
    m = meja.get(v.pk, _TANPA_MEJA) if v else _TANPA_MEJA
    return BarisTim(p, utama["nama"], v, keadaan, putusan.alasan[0].kalimat, m, perubahan, ringkas, sudah)

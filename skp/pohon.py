"""The tree of results: Perjanjian Kinerja, sasaran, RHK of the head, RHK below; read level by level (5.2, 5.3).

What one may not read stays in the tree without its words for who oversees the unit, and is only counted for everybody else.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from kinerja.layanan.beranda import alamat
from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.organisasi.peran import hak
from kinerja.plumbing.tulisan import angka
from kinerja.siklus.models import Siklus
from skp.enums import JenisRHK, StatusPK, StatusSKP
from skp.models import IKI, RHK, PerjanjianKinerja, Sasaran
from skp.queries import versi_terlihat
from skp.temuan import dengan_temuan, hari_acuan, rhk_kini

#: A chain of results is never deeper; beyond it the data go in a circle.
TINGKAT_MAKS = 12
SASARAN, HASIL, CELAH = "s", "r", "c"
_BELUM_TERBUKA = "Isi RHK ini belum terbuka untuk Anda"
_BERLAKU_DULU = Case(When(pk_unit__status=StatusPK.BERLAKU, then=0), default=1)
_CIP = {
    StatusSKP.DITETAPKAN: ("Ditetapkan", "ok", "check"),
    StatusSKP.DIAJUKAN: ("Diajukan", "info", "send"),
    StatusSKP.DIKEMBALIKAN: ("Dikembalikan", "awas", "arrow-back-up"),
    StatusSKP.DRAF: ("Draf", "", "pencil"),
}


@dataclass(slots=True)
class Simpul:
    """A place in the tree. ``kunci``: ``s`` or ``r`` with a lineage; ``anak`` None: closed; ``anak_ada``: may be opened.

    ``tersembunyi``: how many places below it one may not read.
    """

    jenis: str
    kunci: str
    judul: str
    keterangan: str
    cip: tuple[str, str, str]
    tingkat: str
    pemilik: str = ""
    dukungan: str = ""
    url: str = ""
    anak_ada: bool = False
    anak: list["Simpul"] | None = None
    tersembunyi: int = 0
    lini: int = 0
    rhk: Any = None
    celah: list["Simpul"] = field(default_factory=list)
    alamat_buka: str = ""
    alamat_tutup: str = ""
    alamat_cabang: str = ""
    alamat_jalur: str = ""

    @property
    def warna(self) -> str:
        """The colour of its edge; the words stand in ``cip``."""
        return self.cip[1] if self.cip[1] in ("ok", "awas") else ""


@dataclass(slots=True)
class Pohon:
    """The opened part of the tree of a unit. ``pk`` None: the unit has none, and the tree begins with its leader's RHK."""

    unit: UnitKerja
    siklus: Siklus
    pk: PerjanjianKinerja | None
    akar: list[Simpul] = field(default_factory=list)
    tersembunyi: int = 0

    def semua(self) -> Iterator[tuple[int, Simpul]]:
        """(depth, place) of everything that is open, from top to bottom: the table twin."""
        antre = [(1, s) for s in reversed(self.akar)]
        while antre:
            dalam, s = antre.pop()
            yield dalam, s
            antre += [(dalam + 1, a) for a in reversed(s.anak or [])]

    @property
    def celah(self) -> list[Simpul]:
        """Gaps in the opened part."""
        return [s for _, s in self.semua() if s.cip[2] == "link-off"]


def pk_untuk(unit: UnitKerja, tahun: int, *, draf: bool) -> PerjanjianKinerja | None:
    """The Perjanjian Kinerja that the tree grows from: the one in force, else (``draf``) the one being written. One query."""
    status = [StatusPK.BERLAKU, StatusPK.DRAF] if draf else [StatusPK.BERLAKU]
    return (
        PerjanjianKinerja.objects.filter(unit=unit, tahun=tahun, status__in=status)
        .order_by(Case(When(status=StatusPK.BERLAKU, then=0), default=1))
        .first()
    )


class Pembaca:
    """Reads places of one unit's tree for one account; every method says what it costs."""

    def __init__(self, akun: Akun, unit: UnitKerja, siklus: Siklus, *, mengawasi: bool) -> None:
        self.akun, self.unit, self.siklus, self.mengawasi = akun, unit, siklus, mengawasi
        self.hari = hari_acuan(siklus)

    def pohon(self, terbuka: Collection[str] = ()) -> Pohon:
        """The tree with ``terbuka`` opened: three queries for the top, four for each further level."""
        pk = pk_untuk(self.unit, self.siklus.tahun, draf=self.mengawasi)
        hasil = Pohon(self.unit, self.siklus, pk)
        hasil.akar = self._sasaran(Sasaran.objects.filter(pk_unit=pk)) if pk else []
        lepas, hasil.tersembunyi = self._hasil(self._tanpa_sasaran(pk))
        for s in lepas if pk else ():
            s.cip = ("Celah: tanpa sasaran", "awas", "link-off")
        hasil.akar += lepas
        self._buka(hasil.akar, set(terbuka) or {s.kunci for s in hasil.akar if s.jenis == SASARAN})
        return hasil

    def cabang(self, kunci: str, *, buka: bool = True) -> Simpul | None:
        """One place with the level below it: four queries for an RHK, five for a sasaran. None: it is not there."""
        jenis, lini = kunci[:1], int(kunci[1:]) if kunci[1:].isdecimal() and len(kunci) < 19 else 0
        if jenis == SASARAN:
            status = [StatusPK.BERLAKU, StatusPK.DRAF] if self.mengawasi else [StatusPK.BERLAKU]
            milik = Sasaran.objects.filter(pk_unit__unit=self.unit, pk_unit__tahun=self.siklus.tahun)
            simpul = next(iter(self._sasaran(milik.filter(lini=lini, pk_unit__status__in=status))), None)
            if simpul is not None and buka:
                self._buka([simpul], {kunci})
            return simpul
        baris = self._rhk().filter(Q(lini=lini) | Q(induk_lini=lini)) if buka else self._rhk().filter(lini=lini)
        semua, tersembunyi = self._hasil(baris)
        simpul = next((s for s in semua if s.lini == lini), None)
        if simpul is not None and buka:
            self._pasang([simpul], [s for s in semua if s is not simpul], {lini: tersembunyi})
        return simpul

    # -- levels

    def _buka(self, atas: Sequence[Simpul], terbuka: Collection[str]) -> None:
        for _ in range(TINGKAT_MAKS):
            kini = [s for s in atas if s.kunci in terbuka and s.anak_ada and s.anak is None]
            if not kini:
                return
            sasaran = [s.lini for s in kini if s.jenis == SASARAN]
            hasil = [s.lini for s in kini if s.jenis == HASIL]
            syarat = Q(induk_lini__in=hasil)
            if sasaran:
                syarat |= self._milik_sasaran(sasaran)
            anak, tersembunyi = self._hasil(self._rhk().filter(syarat))
            self._pasang(kini, anak, {s.lini: tersembunyi for s in kini[:1]})
            atas = [a for s in kini for a in s.anak or []]

    def _milik_sasaran(self, lini: Collection[int]) -> Q:
        """Hangs on a sasaran: of who leads the unit, or of somebody who names no leader's RHK."""
        memimpin = Q(versi__skp__penugasan__unit=self.unit, versi__skp__penugasan__memimpin=True)
        return Q(sasaran__in=lini) & (Q(induk_lini__isnull=True) | memimpin)

    def _tanpa_sasaran(self, pk: PerjanjianKinerja | None) -> QuerySet[RHK]:
        """RHK utama of the leader that hang on no sasaran of this document; without a document: all of them."""
        semua = self._rhk().filter(
            versi__skp__penugasan__unit=self.unit, versi__skp__penugasan__memimpin=True, jenis=JenisRHK.UTAMA
        )
        if pk is None:
            return semua
        return semua.exclude(sasaran__in=Sasaran.objects.filter(pk_unit=pk).values("lini"))

    def _pasang(self, atas: Sequence[Simpul], anak: Iterable[Simpul], tersembunyi: Mapping[int, int]) -> None:
        per: dict[tuple[str, int], list[Simpul]] = defaultdict(list)
        for a in anak:
            per[HASIL, a.rhk.induk_lini_id or 0].append(a)
            per[SASARAN, a.rhk.sasaran_id or 0].append(a)
        for s in atas:
            bawah = per[s.jenis, s.lini]
            s.anak = [*bawah, *(_celah_indikator(s, bawah) if s.jenis == HASIL else s.celah)]
            s.tersembunyi = tersembunyi.get(s.lini, 0)

    # -- places

    def _sasaran(self, sasaran: QuerySet[Sasaran]) -> list[Simpul]:
        """Sasaran with their indicators, and which of those somebody's IKI names. One query."""
        iki = IKI.objects.filter(rhk__in=self._rhk(), indikator_pk=OuterRef("indikator__lini"))
        rhk = self._rhk().filter(sasaran=OuterRef("lini")).order_by().values("sasaran")
        baris = sasaran.annotate(
            i_urut=Coalesce("indikator__urut", 0),
            i_teks=_teks("indikator__uraian"),
            i_target=_teks("indikator__target_teks"),
            i_satuan=_teks("indikator__satuan"),
            didukung=Exists(iki),
            banyak=Coalesce(Subquery(rhk.annotate(n=Count("pk")).values("n")), 0),
        )
        per: dict[int, list[Any]] = defaultdict(list)
        for b in baris.order_by(_BERLAKU_DULU, "urut", "pk", "i_urut"):
            per[b.pk].append(b)
        return [_simpul_sasaran(n, b, self.siklus.tahun) for n, b in enumerate(per.values(), 1)]

    def _rhk(self) -> QuerySet[RHK]:
        return rhk_kini(self.siklus, self.hari)

    def _hasil(self, rhk: QuerySet[RHK]) -> tuple[list[Simpul], int]:
        """RHK as places, and how many may not be read. Four queries: rows, which may be read, support from below, measures."""
        semua = dengan_temuan(rhk, self.siklus, self.hari)
        urut = semua.select_related("versi__skp__pegawai", "versi__skp__penugasan__jabatan", "versi__skp__penugasan__unit")
        daftar: list[Any] = list(urut.order_by("versi__skp__pegawai__nama_urut", "versi_id", "urut", "pk"))
        terlihat = self._terlihat({r.versi_id for r in daftar})
        for r in daftar:
            r.terlihat = r.versi_id in terlihat
        tampak = [r for r in daftar if r.terlihat or self.mengawasi]
        lini = [r.lini_id for r in tampak]
        dukungan = self._dukungan(lini)
        iki: dict[int, list[IKI]] = defaultdict(list)
        for i in IKI.objects.filter(rhk__in=[r.pk for r in tampak]).order_by("urut", "pk") if tampak else ():
            iki[i.rhk_id].append(i)
        for r in tampak:
            r.daftar_iki = iki[r.pk]
        return [_simpul_rhk(r, dukungan.get(r.lini_id, (0, 0))) for r in tampak], len(daftar) - len(tampak)

    def _dukungan(self, lini: Collection[int]) -> dict[int, tuple[int, int]]:
        """Per lineage how many RHK support it, of how many people. One query."""
        anak = self._rhk().filter(induk_lini__in=lini).order_by().values("induk_lini")
        hitung = anak.annotate(rhk=Count("pk"), orang=Count("versi__skp__pegawai", distinct=True))
        return {b["induk_lini"]: (b["rhk"], b["orang"]) for b in hitung} if lini else {}

    def _terlihat(self, versi: Collection[int]) -> Collection[int]:
        """Which of these versions may be read. At most one query: asked row by row it would be read of everybody."""
        if not versi or hak(self.akun).admin_bkpsdm:
            return versi
        return set(versi_terlihat(self.akun).filter(pk__in=versi).order_by().values_list("pk", flat=True))


def _teks(kolom: str) -> Coalesce:
    return Coalesce(kolom, Value(""), output_field=TextField())


def _simpul_sasaran(nomor: int, baris: Sequence[Any], tahun: int) -> Simpul:
    """Rows of one sasaran, one per indicator. Its gaps wait in ``celah`` until it is opened."""
    s = baris[0]
    indikator = [b for b in baris if b.i_teks]
    ringkas = f"{indikator[0].i_teks}, target {_target(indikator[0])}" if indikator else "belum ada indikator"
    lebih = f" dan {len(indikator) - 1} indikator lain" if len(indikator) > 1 else ""
    celah = [_celah(f"s{s.lini_id}", b.i_teks, f"Target {_target(b)}. Tidak ada IKI yang menyebutnya.")
             for b in indikator if not b.didukung]  # fmt: skip
    if not s.banyak:
        cip = ("Celah: tanpa RHK", "awas", "link-off")
    elif celah:
        cip = (f"{len(celah)} dari {len(indikator)} indikator belum didukung", "awas", "link-off")
    else:
        cip = ("Semua indikator didukung", "ok", "check")
    return Simpul(
        SASARAN,
        f"{SASARAN}{s.lini_id}",
        f"Sasaran {s.urut or nomor}. {s.uraian}",
        f"Perjanjian Kinerja {tahun} · {ringkas}{lebih}",
        cip,
        "PK",
        pemilik="Perjanjian Kinerja",
        dukungan=f"{angka(s.banyak)} RHK",
        anak_ada=bool(s.banyak or celah),
        lini=s.lini_id,
        celah=celah,
    )


def _target(b: Any) -> str:
    return f"{b.i_target} {b.i_satuan}".strip() if b.i_target else "belum ditetapkan"


def _simpul_rhk(r: Any, dukungan: tuple[int, int]) -> Simpul:
    skp = r.versi.skp
    banyak, orang = dukungan
    bagian = [skp.penugasan.nama_jabatan, skp.pegawai.nama_gelar]
    if banyak:
        bagian.append(f"{angka(orang)} orang mendukung")
    if r.jenis == JenisRHK.TAMBAHAN:
        bagian.append("RHK tambahan")
    if r.sama_induk:
        bagian.append("sama persis dengan RHK pimpinan")
    return Simpul(
        HASIL,
        f"{HASIL}{r.lini_id}",
        (r.uraian or "RHK yang masih kosong") if r.terlihat else _BELUM_TERBUKA,
        " · ".join(bagian),
        cip_rhk(r),
        skp.penugasan.jabatan.get_jenis_display(),
        pemilik=skp.pegawai.nama_gelar,
        dukungan=f"{angka(banyak)} RHK" if banyak else "",
        url=alamat("skp:lihat", r.versi_id) if r.terlihat else "",
        anak_ada=bool(banyak),
        lini=r.lini_id,
        rhk=r,
    )


def cip_rhk(r: Any) -> tuple[str, str, str]:
    """The state of an RHK with its findings in words, colour and icon; what asks for attention comes first."""
    if r.tanpa_anak:
        return "Celah: belum dibagi", "awas", "link-off"
    if r.induk_berakhir:
        return "RHK pimpinan berakhir", "awas", "link-off"
    if r.menunggu:
        return "Menunggu konfirmasi", "awas", "refresh"
    return _CIP[StatusSKP(r.versi.status)]


def _celah_indikator(atas: Simpul, bawah: Sequence[Simpul]) -> list[Simpul]:
    """IKI of a leader that nobody names, where each supporter names another one: who names none supports them all."""
    disebut = {a.rhk.induk_iki_id for a in bawah}
    if not bawah or None in disebut or atas.tersembunyi or not atas.rhk.terlihat:
        return []
    lepas = [i for i in atas.rhk.daftar_iki if i.lini_id not in disebut]
    return [_celah(atas.kunci, i.uraian, f"Target {i.target}. Tidak ada RHK bawahan yang menyebutnya.") for i in lepas]


def _celah(induk: str, indikator: str, keterangan: str) -> Simpul:
    judul = f"Indikator “{indikator}” belum didukung siapa pun"
    return Simpul(CELAH, f"{CELAH}{induk}", judul, keterangan, ("Celah", "awas", "link-off"), "Indikator", pemilik="Belum ada")

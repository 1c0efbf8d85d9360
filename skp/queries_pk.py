"""The read side of Perjanjian Kinerja: which ones one may see, everything a page shows, and the content as plain values."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from kinerja.organisasi.models import Akun, MasaUnit, UnitKerja
from kinerja.organisasi.peran import SELURUH_KABUPATEN, hak
from kinerja.organisasi.queries import unit_berlaku
from kinerja.plumbing import jam
from skp.enums import StatusPK
from skp.models import IndikatorPK, PerjanjianKinerja, Program, RujukanPK, Sasaran, Simpul
from skp.pk_isi import Indikator, IsiPK, Perubahan, beda
from skp.pk_isi import Program as IsiProgram
from skp.pk_isi import Rujukan as IsiRujukan
from skp.pk_isi import Sasaran as IsiSasaran
from skp.pk_isi import Simpul as IsiSimpul

#: Keys of ``PerjanjianKinerja.lain`` that the schema knows but no column holds.
DARI_SUMBER = ("unit", "pemda")
_TERBUKA = (StatusPK.BERLAKU, StatusPK.DIGANTI)


def pk_terlihat(akun: Akun) -> QuerySet[PerjanjianKinerja]:
    """Those that hold or held, for everybody; drafts and dropped ones for who leads or administers there, and auditors.

    The same answer as the rule ``lihat_pk``.
    """
    h = hak(akun)
    if not h.masuk:
        return PerjanjianKinerja.objects.none()
    if h.admin_bkpsdm or h.auditor:
        return PerjanjianKinerja.objects.all()
    boleh = Q(status__in=_TERBUKA)
    for path in (*h.memimpin, *h.unit_admin):
        boleh |= Q(unit__path__startswith=path)
    return PerjanjianKinerja.objects.filter(boleh)


def daftar_pk(akun: Akun) -> QuerySet[PerjanjianKinerja]:
    """For the list: with unit and counts, in one query."""
    hitung = {
        "banyak_sasaran": Count("sasaran", distinct=True),
        "banyak_indikator": Count("sasaran__indikator", distinct=True),
        "banyak_program": Count("program", distinct=True),
        "tanpa_target": Count("sasaran__indikator", filter=Q(sasaran__indikator__target_teks=""), distinct=True),
    }
    return pk_terlihat(akun).select_related("unit").annotate(**hitung)


def versi_unit(unit: UnitKerja, akun: Akun) -> QuerySet[PerjanjianKinerja]:
    """All versions of a unit that one may see, the latest year and version first."""
    return daftar_pk(akun).filter(unit=unit).order_by("-tahun", "-versi")


def wilayah_isi(akun: Akun) -> Q:
    """Units whose Perjanjian Kinerja ``akun`` may type: those he leads, and those he administers."""
    h = hak(akun)
    if SELURUH_KABUPATEN in h.wilayah_admin:
        return Q()
    boleh = Q(pk__in=h.data.memimpin_id) if h.pegawai_id else Q(pk__in=[])
    for path in h.wilayah_admin:
        boleh |= Q(path__startswith=path)
    return boleh


# -- one of them, whole


@dataclass(slots=True)
class BarisSimpul:
    """A node at its place in the tree. ``dalam``: 0 below a sasaran or a program; ``di_bawah``: what it hangs on, in words."""

    simpul: Simpul
    dalam: int
    di_bawah: str
    anak: list["BarisSimpul"]


@dataclass(slots=True)
class Rincian:
    """All rows of one Perjanjian Kinerja; each sasaran, program and node has ``daftar_indikator``."""

    pk: PerjanjianKinerja
    sasaran: list[Any]
    program: list[Any]
    simpul: list[Any]
    rujukan: list[RujukanPK]

    @property
    def anggaran(self) -> Decimal | None:
        """Sum over the programs; None when none says anything."""
        ada = [p.anggaran for p in self.program if p.anggaran is not None]
        return sum(ada, Decimal()) if ada else None

    @property
    def tanpa_target(self) -> list[IndikatorPK]:
        """Indicators of the sasaran whose target is not set."""
        return [i for s in self.sasaran for i in s.daftar_indikator if not i.target_teks]

    @property
    def pohon(self) -> list[BarisSimpul]:
        """The nodes as trees, in the order of the source."""
        return list(_pohon(self.simpul))


def rincian(pk: PerjanjianKinerja) -> Rincian:
    """Everything on its page, in five queries, however many rows."""
    sasaran: list[Any] = list(Sasaran.objects.filter(pk_unit=pk).select_related("lini"))
    program: list[Any] = list(Program.objects.filter(pk_unit=pk).select_related("sasaran"))
    simpul: list[Any] = list(Simpul.objects.filter(pk_unit=pk).select_related("induk_sasaran", "induk_program"))
    per: dict[tuple[str, int], list[IndikatorPK]] = defaultdict(list)
    milik = Q(sasaran__pk_unit=pk) | Q(program__pk_unit=pk) | Q(simpul__pk_unit=pk)
    for i in IndikatorPK.objects.filter(milik).select_related("lini").order_by("urut", "pk"):
        for jenis in ("sasaran", "program", "simpul"):
            if induk := getattr(i, f"{jenis}_id"):
                per[jenis, induk].append(i)
    for jenis, daftar in (("sasaran", sasaran), ("program", program), ("simpul", simpul)):
        for x in daftar:
            x.daftar_indikator = per[jenis, x.pk]
    return Rincian(pk, sasaran, program, simpul, list(RujukanPK.objects.filter(pk_unit=pk)))


def _pohon(simpul: Iterable[Simpul]) -> Iterator[BarisSimpul]:
    semua = {s.pk: BarisSimpul(s, 0, _di_bawah(s), []) for s in simpul}
    for baris in semua.values():
        atas = semua.get(baris.simpul.induk_id or 0)
        if atas is not None:
            atas.anak.append(baris)
    for baris in semua.values():
        if baris.simpul.induk_id is None:
            _beri_dalam(baris)
            yield baris


def _beri_dalam(puncak: BarisSimpul) -> None:
    antre = [puncak]
    while antre:
        kini = antre.pop()
        for a in kini.anak:
            a.dalam = kini.dalam + 1
        antre += kini.anak


def _di_bawah(s: Simpul) -> str:
    if s.induk_sasaran is not None:
        return s.induk_sasaran.uraian
    return s.induk_program.nama if s.induk_program is not None else ""


# -- as plain values


def baca_isi(r: Rincian) -> IsiPK:
    """The content as values, equal to the file it came from. No query beyond those of ``rincian``."""
    lain = dict(r.pk.lain)
    sumber = {k: str(lain.pop(k, "")) for k in DARI_SUMBER}
    kode = {x.pk: x.kode for x in r.sasaran}
    kepala = ("jenis_dokumen", "jabatan_kepala", "sumber", "keyakinan", "catatan")
    return IsiPK(
        r.pk.tahun,
        **{k: str(getattr(r.pk, k)) for k in kepala},
        **sumber,
        sasaran=tuple(_isi_sasaran(s) for s in r.sasaran),
        program=tuple(_isi_program(p, kode.get(p.sasaran_id or 0, "")) for p in r.program),
        simpul=tuple(_isi_simpul(s, _kode_induk(s, r)) for s in r.simpul),
        rujukan=tuple(IsiRujukan(x.jenis, x.judul, x.tautan, x.halaman) for x in r.rujukan),
        lain=lain,
    )


def _kode_induk(s: Simpul, r: Rincian) -> str:
    if s.induk_id:
        return next((str(x.kode_sumber) for x in r.simpul if x.pk == s.induk_id), "")
    if s.induk_sasaran is not None:
        return s.induk_sasaran.kode
    return s.induk_program.kode_sumber if s.induk_program is not None else ""


def _isi_sasaran(s: Any) -> IsiSasaran:
    return IsiSasaran(
        kode=s.kode,
        uraian=s.uraian,
        tujuan=s.tujuan,
        sasaran_daerah=s.sasaran_daerah,
        indikator=_isi_indikator(s),
        lain=s.lain,
    )


def _isi_program(p: Any, sasaran: str) -> IsiProgram:
    return IsiProgram(
        kode_sumber=p.kode_sumber,
        nama=p.nama,
        sasaran=sasaran,
        kode=p.kode,
        anggaran=p.anggaran,
        realisasi_anggaran=p.realisasi_anggaran,
        indikator=_isi_indikator(p),
        lain=p.lain,
    )


def _isi_simpul(s: Any, induk: str) -> IsiSimpul:
    return IsiSimpul(
        kode_sumber=s.kode_sumber,
        level=s.level,
        uraian=s.uraian,
        induk=induk,
        jabatan=s.jabatan,
        anggaran=s.anggaran,
        permasalahan=s.permasalahan,
        upaya=s.upaya,
        indikator=_isi_indikator(s),
        lain=s.lain,
    )


def _isi_indikator(pemilik: Any) -> tuple[Indikator, ...]:
    kolom = ("uraian", "satuan", "arah", "pola_ukur", "cara_ukur", "peran", "keterangan", "deret", "target_triwulan")
    return tuple(
        Indikator(**{k: getattr(i, k) for k in kolom}, target=i.target_teks, target_bulanan=i.target_bulanan, lain=i.lain)
        for i in pemilik.daftar_indikator
    )


# -- which unit a file means


def cari_unit(teks: str) -> UnitKerja | None:
    """The one unit of today that ``teks`` names: by code, id of SIASN, whole name or abbreviation.

    None for none or several. A remark in brackets at the end of the name is left out when nothing else fits.
    """
    bersih = " ".join(teks.split())
    if not bersih:
        return None
    berlaku = unit_berlaku(jam.hari_ini())
    for nama in dict.fromkeys((bersih, bersih.split(" (")[0].strip())):
        singkatan = MasaUnit.objects.pada(jam.hari_ini()).filter(singkatan__iexact=nama).exclude(singkatan="")
        cocok = Q(nama_kini__iexact=nama) | Q(pk__in=singkatan.values("unit_id"))
        if nama == bersih:
            cocok |= Q(kode=nama) | Q(siasn_id=nama.lower())
        ada = list(berlaku.filter(cocok)[:2])
        if len(ada) == 1:
            return ada[0]
    return None


# -- what an import would change


@dataclass(frozen=True, slots=True)
class BandingImpor:
    """Against what a file is compared (None: nothing is there yet), and what it would change."""

    acuan: PerjanjianKinerja | None
    berubah: bool
    perubahan: tuple[Perubahan, ...]


def _acuan(unit: UnitKerja, tahun: int) -> PerjanjianKinerja | None:
    """The open draft, else the one in force."""
    semua = PerjanjianKinerja.objects.filter(unit=unit, tahun=tahun, status__in=[StatusPK.DRAF, StatusPK.BERLAKU])
    return min(semua, key=lambda p: p.status != StatusPK.DRAF, default=None)


def dengan_kepala(isi: IsiPK, unit: UnitKerja) -> IsiPK:
    """A sheet says nothing of head and references: they stay as they are."""
    acuan = _acuan(unit, isi.tahun)
    if acuan is None:
        return replace(isi, jabatan_kepala=unit.jabatan_kepala[:200])
    lama = baca_isi(rincian(acuan))
    kepala = ("unit", "pemda", "jenis_dokumen", "jabatan_kepala", "sumber", "keyakinan", "catatan", "rujukan", "lain")
    return replace(isi, **{k: getattr(lama, k) for k in kepala})


def perubahan_impor(isi: IsiPK, unit: UnitKerja, tahun: int) -> BandingImpor:
    """Compared with the open draft, else with the one in force."""
    acuan = _acuan(unit, tahun)
    if acuan is None:
        return BandingImpor(None, True, beda(IsiPK(tahun), isi))
    lama = baca_isi(rincian(acuan))
    return BandingImpor(acuan, lama != isi, beda(lama, isi))

"""The matrix as its page shows it: which cells may be typed by whom, what each says, which buttons there are and why not."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak
from kinerja.plumbing.putusan import Alasan
from skp.access import boleh
from skp.enums import StatusMPPH, StatusSKP
from skp.models import MPPH, SKP
from skp.mpph import Baris, Isi, Kolom, Matriks, Temuan, bagian, jejak, kekurangan, temuan
from skp.mpph_blok import gabung
from skp.queries_mpph import susun_matriks
from skp.transitions import MPPH as LANGKAH

#: step -> (word on the button, icon, url name)
_TOMBOL = {
    "sepakati": ("Sepakati", "checks", "skp:mpph_sepakati"),
    "finalkan": ("Finalkan", "lock", "skp:mpph_finalkan"),
    "buka_kembali": ("Buka kembali", "lock-open", "skp:mpph_buka_kembali"),
}


@dataclass(frozen=True, slots=True)
class Sel:
    """A crossing. ``url``: where it is typed without JavaScript; empty when it may not be typed."""

    baris: Baris
    kolom: Kolom
    isi: tuple[Isi, ...]
    url: str = ""

    @property
    def id(self) -> str:
        """Its name on the page."""
        return f"{self.baris.id}-{self.kolom.kunci}"

    @property
    def jejak(self) -> str:
        """What the page knows of it."""
        return jejak(self.isi)

    @property
    def teks(self) -> str:
        """As typed: one result per line."""
        return gabung(self.isi)


@dataclass(frozen=True, slots=True)
class BarisTampil:
    """A row with its cells and how many results it has. ``atur``: its own page, where it may be taken out."""

    baris: Baris
    sel: list[Sel]
    peran: int
    kosong: bool
    atur: str = ""
    anggota: str = ""


@dataclass(frozen=True, slots=True)
class KolomTampil:
    """A heading with its coverage."""

    kolom: Kolom
    pendukung: int
    belum: bool
    atur: str = ""


@dataclass(frozen=True, slots=True)
class Tombol:
    """A step: a link to its form, or why it is off."""

    teks: str
    ikon: str
    url: str
    karena: str = ""
    utama: bool = False


@dataclass(slots=True)
class Tampilan:
    """Everything the page says about one matrix to one account."""

    skp: SKP
    mpph: MPPH
    m: Matriks
    seluruh: bool
    boleh_isi: bool
    boleh_langkah: bool
    milik_saya: bool
    ketua: frozenset[int] = frozenset()
    kurang: tuple[Alasan, ...] = ()
    temuan: tuple[Temuan, ...] = ()
    belum: list[str] = field(default_factory=list)

    @property
    def boleh_ketik(self) -> bool:
        """Some cell of it may be typed by this account."""
        return self.boleh_isi or bool(self.ketua)

    @property
    def kolom(self) -> list[KolomTampil]:
        """Headings in order."""
        belum = {k.kunci for k in self.m.tanpa_pendukung}
        url = lambda k: reverse("skp:mpph_kolom", args=[self.skp.pk, k.kunci]) if self.boleh_isi else ""  # noqa: E731
        return [KolomTampil(k, self.m.pendukung[k.kunci], k.kunci in belum, url(k)) for k in self.m.kolom]

    @property
    def baris(self) -> list[BarisTampil]:
        """Rows in order."""
        kosong = {b.id for b in self.m.kosong}
        return [self.satu_baris(b, b.id in kosong) for b in self.m.baris]

    def satu_baris(self, b: Baris, kosong: bool) -> BarisTampil:
        """One row."""
        ketik = self.boleh_baris(b)
        sel = [self.satu_sel(b, k, ketik) for k in self.m.kolom]
        atur = reverse("skp:mpph_baris", args=[b.id]) if ketik else ""
        tambah = bool(b.tim) and (self.boleh_isi or b.id in self.ketua)
        anggota = reverse("skp:mpph_anggota", args=[b.id]) if tambah else ""
        return BarisTampil(b, sel, self.m.peran_baris[b.id], kosong, atur, anggota)

    def boleh_baris(self, b: Baris) -> bool:
        """Whether this account types into the row: his matrix, or members of a team that he leads."""
        return self.boleh_isi or (b.induk is not None and b.induk in self.ketua)

    def satu_sel(self, b: Baris, k: Kolom, ketik: bool) -> Sel:
        """One crossing. What stands in a removed column may only be read, moved or taken out."""
        url = reverse("skp:mpph_sel", args=[b.id, k.kunci]) if ketik and not k.hilang else ""
        return Sel(b, k, self.m.sel(b.id, k.kunci), url)

    @property
    def dikenal(self) -> dict[str, str]:
        """What a page knows of every crossing: ``"<row>:<column>"`` -> trace."""
        return {f"{b.id}:{k.kunci}": jejak(self.m.sel(b.id, k.kunci)) for b in self.m.baris for k in self.m.kolom}

    @property
    def tombol(self) -> list[Tombol]:
        """Steps possible now, from the transition table; one that would be refused says why."""
        if not self.boleh_langkah:
            return []
        langkah = LANGKAH.tindakan(self.mpph.status)
        return [self._satu_tombol(x.tindakan, utama=i == 0) for i, x in enumerate(langkah)]

    def _satu_tombol(self, tindakan: str, *, utama: bool) -> Tombol:
        teks, ikon, nama = _TOMBOL[tindakan]
        karena = "Lengkapi dahulu matriksnya." if tindakan == "sepakati" and self.kurang else ""
        return Tombol(teks, ikon, reverse(nama, args=[self.skp.pk]), karena, utama)

    @property
    def peringatan(self) -> Iterable[str]:
        """What the leader should know of his own SKP; never a block (10.2)."""
        status = getattr(self.skp, "versi_status", None)
        milik = "Anda" if self.milik_saya else str(self.skp.pegawai)
        if status != StatusSKP.DITETAPKAN:
            kata = StatusSKP(status).label.lower() if status else "belum ada"
            yield f"SKP {milik} belum ditetapkan ({kata}). Kolom matriks mengikuti RHK di draf itu dan masih dapat berubah."
        elif getattr(self.skp, "versi_nanti", False) and self.boleh_langkah:
            yield "Perubahan SKP Anda sedang disusun. Kolom mengikuti versi yang berlaku sampai perubahan itu ditetapkan."
        if any(k.berubah for k in self.m.kolom):
            yield f"RHK {milik} berubah sesudah matriks disepakati. Peran di bawahnya tetap seperti semula; periksa kembali."


def susun(akun: Akun, skp: SKP) -> Tampilan:
    """The page of a matrix for ``akun``: all of it, or before the agreement his own part."""
    mpph = skp.mpph
    mpph.skp = skp
    m = susun_matriks(skp, mpph)
    saya = hak(akun).pegawai_id
    isi = boleh(akun, "isi_mpph", mpph)
    milik = saya == skp.pegawai_id
    seluruh = isi or boleh(akun, "lihat_seluruh_mpph", mpph)
    if not seluruh and saya is not None:
        m = bagian(m, saya)
    draf = mpph.status == StatusMPPH.DRAF
    ketua = frozenset(b.id for b in m.baris if b.tim and b.orang == saya) if draf and not isi else frozenset()
    t = Tampilan(skp, mpph, m, seluruh, isi, boleh(akun, "sepakati", mpph), milik, ketua)
    if seluruh:
        t.kurang, t.temuan = kekurangan(m), temuan(m)
    if isi:
        t.belum = list(getattr(skp, "belum", ()))
    return t

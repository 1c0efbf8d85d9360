"""What the page of a session shows to one participant. His own name is not there for him: neither shown nor counted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kinerja.organisasi.models import Akun
from predikat.access_dokumen import boleh
from predikat.aturan import KUADRAN, Baris, geser_terkecil, periksa_distribusi
from predikat.enums import Predikat, PredikatOrganisasi, Rating, StatusEvaluasi
from predikat.models import Evaluasi, Geseran, PesertaSesi, PredikatUnit, SesiKalibrasi
from predikat.queries import parameter_distribusi
from predikat.queries_kalibrasi import Orang, Sel, baca_orang_ringan, geseran_sesi, hitung, orang_sesi

KEGIATAN = 12
_DATAR = tuple(reversed(Rating))


def kode_sel(sel: Sel) -> str:
    """As the form names a cell."""
    return f"{sel[0]}/{sel[1]}"


def baca_sel(teks: str) -> Sel | None:
    """The cell that a form names; None for none."""
    bagian = teks.split("/")
    if len(bagian) != 2 or any(b not in set(Rating) for b in bagian):
        return None
    return Rating(bagian[0]), Rating(bagian[1])


@dataclass(frozen=True, slots=True)
class Kotak:
    """One of the nine."""

    sel: Sel
    predikat: Predikat
    orang: tuple[Orang, ...]

    @property
    def kode(self) -> str:
        """As the form names it."""
        return kode_sel(self.sel)

    @property
    def kelas(self) -> str:
        """Its colour."""
        return self.predikat.value.lower()


@dataclass(frozen=True, slots=True)
class Tujuan:
    """An entry of "Pindahkan ke"."""

    kode: str
    kata: str
    terpilih: bool


class Ruang:
    """The session as ``akun`` sees it."""

    def __init__(self, s: SesiKalibrasi, akun: Akun, pilih: str = "", ke: str = "", tahu: str = "") -> None:
        self.s, self.akun, self._pilih, self.ke, self._tahu = s, akun, pilih, baca_sel(ke), tahu
        acts = ("geser", "bahas", "kunci", "atur_peserta", "batalkan_sesi", "buka_kembali_sesi", "cetak_sesi")
        self.boleh = {n: boleh(akun, n, s) for n in acts}

    @property
    def terbuka(self) -> bool:
        """People may move."""
        return self.s.status == "TERBUKA"

    @cached_property
    def organisasi(self) -> PredikatUnit | None:
        """The unit's predikat."""
        return PredikatUnit.objects.filter(unit=self.s.unit_id, periode=self.s.periode_id).select_related("penetap").first()

    @cached_property
    def geseran(self) -> list[Geseran]:
        """All moves, the oldest first, without those of the viewer himself."""
        return [g for g in geseran_sesi(self.s) if g.evaluasi.pegawai_id != self.akun.pegawai_id]

    @cached_property
    def _semua(self) -> list[Orang]:
        return baca_orang_ringan(self.s, self.geseran)

    @cached_property
    def orang(self) -> list[Orang]:
        """Everybody but oneself."""
        return [o for o in self._semua if o.e.pegawai_id != self.akun.pegawai_id]

    @property
    def saya_dinilai(self) -> bool:
        """The viewer is one of them."""
        return len(self.orang) < len(self._semua)

    @cached_property
    def baris_kotak(self) -> list[tuple[Rating, list[Kotak]]]:
        """Rows of hasil kerja, best first; in each, perilaku from low to high."""
        per: dict[Sel, list[Orang]] = {}
        for o in self.orang:
            if o.sel is not None and not o.terkunci:
                per.setdefault(o.sel, []).append(o)
        return [(h, [Kotak((h, p), KUADRAN[h, p], tuple(per.get((h, p), ()))) for p in _DATAR]) for h in Rating]

    @property
    def judul_kolom(self) -> tuple[Rating, ...]:
        """Heads of the columns."""
        return _DATAR

    @cached_property
    def terkunci(self) -> list[Orang]:
        """Their predikat comes from elsewhere."""
        return [o for o in self.orang if o.terkunci]

    @cached_property
    def belum(self) -> list[Orang]:
        """Without a rating."""
        return [o for o in self.orang if not o.terkunci and o.sel is None]

    # -- the pattern

    @cached_property
    def dipilih(self) -> Orang | None:
        """The person in the panel, with his whole evaluation."""
        ada = next((o for o in self.orang if str(o.e.pk) == self._pilih), None)
        if ada is None:
            return None
        return replace(ada, e=orang_sesi(self.s).select_related("pegawai", "penilai").get(pk=ada.e.pk))

    @cached_property
    def tampak(self) -> list[Orang]:
        """Everybody, the chosen one where he would be."""
        if self.ke is None or self.dipilih is None:
            return self.orang
        return [replace(o, sel=self.ke) if o.e.pk == self.dipilih.e.pk else o for o in self.orang]

    @property
    def andai(self) -> bool:
        """What is shown is a what-if."""
        return self.tampak is not self.orang

    @cached_property
    def _hitung(self) -> tuple[Mapping[Predikat, int], Mapping[Predikat, int]]:
        return hitung(self.tampak)

    @property
    def jumlah(self) -> Mapping[Predikat, int]:
        """People per predikat."""
        return self._hitung[0]

    @property
    def sebaran(self) -> list[tuple[str, int]]:
        """The picture in words."""
        return [(p.label, self.jumlah.get(p, 0)) for p in Predikat]

    @cached_property
    def baris(self) -> list[Baris]:
        """Lines of the pattern."""
        return self._periksa(*self._hitung)

    @property
    def dilewati(self) -> int:
        """Broken lines."""
        return sum(1 for b in self.baris if not b.dipenuhi)

    @property
    def petunjuk(self) -> Any:
        """The fewest steps that satisfy all lines; on request."""
        assert self.organisasi is not None, "sesi dibuka sesudah predikat organisasi"
        jumlah, kunci = hitung(self.orang)
        return geser_terkecil(PredikatOrganisasi(self.organisasi.nilai), jumlah, kunci, parameter_distribusi()[0])

    @property
    def demi_pola(self) -> int:
        """How many stand where they stand for the pattern only."""
        return sum(1 for o in self.orang if o.pindah and o.geser is not None and o.geser.demi_pola)

    @property
    def dibahas(self) -> int:
        """How many were talked about."""
        return sum(1 for o in self.orang if o.dibahas)

    @cached_property
    def menunggu(self) -> list[Orang]:
        """Moves without the assessor's yes."""
        return [o for o in self.orang if o.menunggu]

    @property
    def kegiatan(self) -> list[Geseran]:
        """The latest moves."""
        return self.geseran[::-1][:KEGIATAN]

    # -- the panel

    @property
    def tujuan(self) -> list[Tujuan]:
        """Cells to move to, the present one first."""
        kini = self.dipilih.sel if self.dipilih else None
        return [
            Tujuan(
                kode_sel((h, p)),
                f"{KUADRAN[h, p].label} (hasil {_pendek(h)}, perilaku {_pendek(p)})",
                (self.ke or kini) == (h, p),
            )
            for h in Rating
            for p in Rating
            if self.dipilih is None or not self.dipilih.e.unit_dipimpin_id or kini is None or h == kini[0]
        ]

    @property
    def urut(self) -> int:
        """The number of his last move."""
        return self.dipilih.geser.urut if self.dipilih and self.dipilih.geser else 0

    @cached_property
    def tiga_terakhir(self) -> list[Evaluasi]:
        """Predikat of three earlier periods."""
        if self.dipilih is None:
            return []
        lalu = Evaluasi.objects.filter(
            pegawai=self.dipilih.e.pegawai_id,
            periode__rentang__lt=self.s.periode.rentang,
            status__in=[StatusEvaluasi.DITETAPKAN, StatusEvaluasi.DIDOKUMENKAN],
        )
        return list(lalu.exclude(pk=self.dipilih.e.pk).select_related("periode__siklus").order_by("-periode__rentang")[:3])

    @property
    def didahului(self) -> str:
        """Who moved the chosen one after the panel on the screen was opened (``tahu``: the last move it knew); else empty."""
        akhir = self.geseran_dipilih[-1:]
        if not (self._tahu.isdecimal() and akhir) or self._tahu == str(self.urut) or akhir[0].oleh_id == self.akun.pk:
            return ""
        siapa = akhir[0].oleh.nama_tampil if akhir[0].oleh else "Peserta lain"
        return f"{siapa} lebih dahulu memindahkan nama ini. Lihat alasannya di bawah sebelum memindahkannya lagi."

    @property
    def id_alasan(self) -> str:
        """The field of the reason keeps its text while the panel is drawn again, until the viewer himself has moved."""
        saya = sum(1 for g in self.geseran_dipilih if g.oleh_id == self.akun.pk)
        return f"pn-a-{self._pilih}-{saya}"

    @property
    def geseran_dipilih(self) -> list[Geseran]:
        """His moves in this session."""
        return [g for g in self.geseran if self.dipilih and g.evaluasi_id == self.dipilih.e.pk]

    @property
    def boleh_jawab(self) -> bool:
        """His assessor may answer the last move."""
        o = self.dipilih
        return bool(
            o and o.geser and o.geser.disetujui_penilai is None and self.terbuka and o.e.penilai_id == self.akun.pegawai_id
        )

    # -- scenarios, people

    @cached_property
    def skenario(self) -> list[Any]:
        """(scenario, counts, broken lines)."""
        hasil = []
        for k in self.s.skenario.order_by("nama"):
            orang = [replace(o, sel=baca_sel("/".join(k.isi[str(o.e.pk)]))) if str(o.e.pk) in k.isi else o for o in self.orang]
            jumlah, kunci = hitung(orang)
            baris = self._periksa(jumlah, kunci)
            hasil.append((k, [jumlah.get(p, 0) for p in reversed(Predikat)], sum(1 for b in baris if not b.dipenuhi)))
        return hasil

    def _periksa(self, jumlah: Mapping[Predikat, int], kunci: Mapping[Predikat, int]) -> list[Baris]:
        if self.organisasi is None:
            return []
        return periksa_distribusi(PredikatOrganisasi(self.organisasi.nilai), jumlah, kunci, parameter_distribusi()[0])

    @cached_property
    def peserta(self) -> list[PesertaSesi]:
        """Who sits."""
        return list(PesertaSesi.objects.filter(sesi=self.s).select_related("pegawai").order_by("peran", "pegawai__nama_urut"))


def _pendek(r: Rating) -> str:
    return r.label.removesuffix(" ekspektasi").lower()

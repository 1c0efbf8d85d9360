"""What the pages of an evaluation show: the list of a penilai, the rating page, "Mengapa predikat ini?"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.urls import reverse

from kinerja.organisasi.models import Akun, Penugasan, UnitKerja
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing import jam
from kinerja.plumbing.tulisan import tanggal
from kinerja.siklus.models import Parameter, Periode
from kinerja.siklus.queries import nilai_tampil, parameter
from predikat.access import boleh
from predikat.aturan import KUADRAN
from predikat.aturan_rating import bila_maka
from predikat.enums import AspekKriteria, Predikat, Rating, StatusEvaluasi, SumberEvaluasi
from predikat.fakta import Fakta, fakta_evaluasi
from predikat.kriteria import Kriteria, kelompok, kriteria_untuk
from predikat.models import BagianEvaluasi, Evaluasi, PredikatUnit, RatingDiberikan
from predikat.queries import dengan_usulan, lengkap, periode_dinilai
from predikat.tampilan_organisasi import CIP_STATUS, PolaTampil, label_predikat, susun_pola

PERIODE_TAMPAK = 6


# -- the list


@dataclass(slots=True)
class BarisTim:
    """Somebody whom the reader rates, or sees on the page of a unit. ``tertutup``: himself, before he may see it."""

    e: Any
    tugas: Penugasan | None
    tertutup: bool = False

    @property
    def cip(self) -> tuple[str, str]:
        """State and colour; from elsewhere: the source."""
        if self.e.sumber != SumberEvaluasi.LOKAL:
            return SumberEvaluasi(self.e.sumber).label, "info"
        return CIP_STATUS[StatusEvaluasi(self.e.status)]

    @property
    def predikat(self) -> str:
        """Set, or as proposed."""
        if self.tertutup:
            return ""
        if self.e.predikat:
            return label_predikat(self.e.predikat)
        if self.e.usul_hasil and self.e.sumber == SumberEvaluasi.LOKAL:
            return KUADRAN[Rating(self.e.usul_hasil), Rating(self.e.usul_perilaku)].label
        return ""

    @property
    def diusulkan(self) -> bool:
        """May be set now."""
        return bool(self.e.status == StatusEvaluasi.DIUSULKAN and self.e.sumber == SumberEvaluasi.LOKAL)

    @property
    def langkah(self) -> tuple[str, str]:
        """(words, URL) of what comes next."""
        if self.e.sumber != SumberEvaluasi.LOKAL or self.e.status == StatusEvaluasi.TIDAK_DIEVALUASI:
            return "", ""
        if self.e.status == StatusEvaluasi.BELUM:
            return "Nilai", reverse("predikat:nilai", args=[self.e.pk])
        if self.e.status == StatusEvaluasi.DIUSULKAN:
            return "Periksa rating", reverse("predikat:nilai", args=[self.e.pk])
        return "Mengapa?", reverse("predikat:mengapa", args=[self.e.pk])


@dataclass(slots=True)
class Meja:
    """The desk of a penilai in a period, and his own evaluation."""

    periode: Periode | None
    pilihan: list[Periode] = field(default_factory=list)
    tim: list[BarisTim] = field(default_factory=list)
    saya: list[Evaluasi] = field(default_factory=list)
    serah_terima: list[BagianEvaluasi] = field(default_factory=list)
    pola: list[PolaTampil] = field(default_factory=list)

    @property
    def siap(self) -> list[BarisTim]:
        """Proposals that wait to be set."""
        return [b for b in self.tim if b.diusulkan]

    @property
    def belum(self) -> int:
        """Not rated yet."""
        return sum(1 for b in self.tim if b.e.status == StatusEvaluasi.BELUM and b.e.sumber == SumberEvaluasi.LOKAL)

    @property
    def gerbang(self) -> bool:
        """The predikat of every unit on which proposals stand is set."""
        return all(p.tetap for p in self.pola)

    @property
    def terlambat(self) -> bool:
        """The last day of the period has passed."""
        return self.periode is not None and self.periode.tutup_tanggal < jam.hari_ini()


def susun_meja(akun: Akun, diminta: str) -> Meja:
    """At most fifteen queries, however many people."""
    saya = akun.pegawai_id
    pilihan = list(periode_dinilai()[:PERIODE_TAMPAK])
    ada = _periode_milik(saya, pilihan)
    periode = next((p for p in pilihan if str(p.pk) == diminta), None) or next((p for p in pilihan if p.pk in ada), None)
    if periode is None:
        return Meja(next(iter(pilihan), None), pilihan)
    tim: list[Any] = list(dengan_usulan(lengkap(Evaluasi.objects.filter(penilai=saya, periode=periode))))
    tugas = jabatan_utama([e.pegawai_id for e in tim], jam.hari_ini())
    urut = list(StatusEvaluasi)
    tim.sort(key=lambda e: (e.sumber != SumberEvaluasi.LOKAL, urut.index(e.status), e.pegawai.nama_urut))
    unit = {e.unit_hitung_id: e.unit_hitung for e in tim if e.sumber == SumberEvaluasi.LOKAL}
    bagian = BagianEvaluasi.objects.filter(penilai=saya, evaluasi__periode=periode).exclude(evaluasi__penilai=saya)
    return Meja(
        periode,
        pilihan,
        [BarisTim(e, tugas.get(e.pegawai_id)) for e in tim],
        list(lengkap(Evaluasi.objects.filter(pegawai=saya, periode=periode))),
        list(bagian.select_related("evaluasi__pegawai", "evaluasi__periode__siklus")),
        susun_pola(list(unit.values()), periode, saya) if unit else [],
    )


def _periode_milik(saya: int | None, pilihan: Sequence[Periode]) -> set[int]:
    milik = Q(penilai=saya) | Q(pegawai=saya) | Q(bagian__penilai=saya)
    return set(Evaluasi.objects.filter(milik, periode__in=pilihan).values_list("periode_id", flat=True))


# -- the nine cells


@dataclass(frozen=True, slots=True)
class Sel:
    """One cell of the picture. ``kini``: the person is here; ``dekat``: one step that would change his predikat."""

    label: str
    kini: bool
    dekat: bool


@dataclass(frozen=True, slots=True)
class Hasilnya:
    """What two ratings give: the predikat, the cells row by row, and *bila … maka*."""

    hasil: Rating
    perilaku: Rating
    predikat: Predikat
    sel: tuple[tuple[str, tuple[Sel, ...]], ...]
    bila: tuple[dict[str, Any], ...]

    @property
    def uraian(self) -> str:
        """In words, for whoever does not see the picture."""
        dekat = "; ".join(f"bila {b['kata']}, maka {b['predikat']}" for b in self.bila if b["berubah"])
        return f"Hasil kerja {_kecil(self.hasil)}, perilaku {_kecil(self.perilaku)}: {self.predikat.label}. {dekat}."


def _kecil(r: Rating) -> str:
    return r.label.lower()


def hasilnya(hasil: str, perilaku: str, *, kepala: bool = False, kurang: Mapping[str, str] | None = None) -> Hasilnya | None:
    """None while one of the two is missing. ``kurang``: aspek -> the fact that stands in the way of one step up."""
    if hasil not in set(Rating) or perilaku not in set(Rating):
        return None
    h, p = Rating(hasil), Rating(perilaku)
    semua = bila_maka(h, p, kepala=kepala)
    dekat = {((b.rating, p) if b.aspek is AspekKriteria.HASIL else (h, b.rating)) for b in semua if b.berubah and b.naik}
    sel = tuple(
        (
            f"Hasil {baris.label.lower().removesuffix(' ekspektasi')}",
            tuple(
                Sel(KUADRAN[baris, kolom].label, (baris, kolom) == (h, p), (baris, kolom) in dekat)
                for kolom in reversed(Rating)
            ),
        )
        for baris in Rating
    )
    bila = tuple(
        {
            "ikon": ("arrow-up" if b.naik else "arrow-down") if b.berubah else "circle-minus",
            "kata": f"{'hasil kerja' if b.aspek is AspekKriteria.HASIL else 'perilaku'} {_kecil(b.rating)}",
            "predikat": b.predikat.label,
            "berubah": b.berubah,
            "catatan": (kurang or {}).get(b.aspek, "") if b.naik and b.berubah else "",
        }
        for b in semua
    )
    return Hasilnya(h, p, KUADRAN[h, p], sel, bila)


# -- the rating page


@dataclass(slots=True)
class HalamanNilai:
    """Everything the penilai sees while he rates."""

    e: Evaluasi
    fakta: Fakta
    tugas: Penugasan | None
    kriteria: tuple[Kriteria, ...]
    organisasi: PredikatUnit | None
    berikut: Evaluasi | None
    akhir: RatingDiberikan | None
    isi: dict[str, str] = field(default_factory=dict)

    @property
    def kepala(self) -> bool:
        """Leads the unit whose predikat is his rating hasil."""
        return self.e.unit_dipimpin_id is not None

    @property
    def hasilnya(self) -> Hasilnya | None:
        """What the chosen ratings give."""
        return hasilnya(
            self.isi.get("hasil", ""), self.isi.get("perilaku", ""), kepala=self.kepala, kurang=kalimat_kurang(self.fakta)
        )

    def pilihan(self, nama: str) -> list[dict[str, Any]]:
        """Radio buttons from below to above, as people read a scale."""
        return [{"nilai": r.value, "label": r.label, "kini": self.isi.get(nama) == r} for r in reversed(Rating)]

    @property
    def pilihan_hasil(self) -> list[dict[str, Any]]:
        """Of rating hasil kerja."""
        return self.pilihan("hasil")

    @property
    def pilihan_perilaku(self) -> list[dict[str, Any]]:
        """Of rating perilaku kerja."""
        return self.pilihan("perilaku")

    def _centang(self, aspek: AspekKriteria) -> list[dict[str, Any]]:
        return [
            {
                "k": k,
                "kini": f"k.{k.kode}" in self.isi,
                "sandaran": self.isi.get(f"s.{k.kode}", ""),
                "petunjuk": petunjuk(k, self.fakta),
            }
            for k in self.kriteria
            if k.aspek is aspek
        ]

    @property
    def kriteria_hasil(self) -> list[dict[str, Any]]:
        """Criteria of hasil with what the facts say about each."""
        return self._centang(AspekKriteria.HASIL)

    @property
    def kriteria_perilaku(self) -> list[dict[str, Any]]:
        """Criteria of perilaku."""
        return self._centang(AspekKriteria.PERILAKU)


def petunjuk(k: Kriteria, f: Fakta) -> str:
    """The fact beside a criterion of the shipped list; else its help."""
    if "melampaui target" in k.uraian.lower() and f.iki:
        return f"{f.melampaui} dari {len(f.iki)} IKI melampaui, {f.bukti} bukti dukung."
    if "standar unggul" in k.uraian.lower():
        return f"{f.standar} RHK punya standar unggul." if f.standar else "Tidak ada standar unggul yang disepakati."
    if "umpan balik" in k.uraian.lower() and f.umpan:
        return f"{len(f.umpan)} umpan balik: {f.ringkas_umpan}."
    return k.bantuan


def kalimat_kurang(f: Fakta) -> dict[str, str]:
    """What stands in the way of one step up, by aspek: the nearest fact that would change it."""
    return {
        AspekKriteria.HASIL: (
            f"{f.melampaui} dari {len(f.iki)} IKI melampaui target, {f.bukti} bukti dukung."
            if f.iki
            else "Belum ada realisasi."
        ),
        AspekKriteria.PERILAKU: (
            f"{len(f.umpan)} umpan balik pada periode ini: {f.ringkas_umpan}." if f.umpan else "Belum ada umpan balik."
        ),
    }


def susun_nilai(e: Evaluasi, kiriman: Mapping[str, str] | None = None) -> HalamanNilai:
    """At most sixteen queries. ``kiriman``: what was sent or is being chosen, else the rating given last."""
    fakta = fakta_evaluasi(e)
    tugas = jabatan_utama([e.pegawai_id], jam.hari_ini()).get(e.pegawai_id)
    kriteria = kriteria_untuk(kelompok(tugas.jabatan.jenis if tugas else None))
    akhir = fakta.rating[-1] if fakta.rating else None
    organisasi = PredikatUnit.objects.filter(unit=e.unit_dipimpin_id or e.unit_hitung_id, periode=e.periode_id)
    lain = Evaluasi.objects.filter(
        penilai=e.penilai_id, periode=e.periode_id, status=StatusEvaluasi.BELUM, sumber=SumberEvaluasi.LOKAL
    )
    h = HalamanNilai(
        e, fakta, tugas, kriteria, organisasi.select_related("penetap").first(),
        lain.exclude(pk=e.pk).select_related("pegawai").order_by("pegawai__nama_urut").first(), akhir,
    )  # fmt: skip
    h.isi = dict(kiriman) if kiriman is not None else _isi_lama(e, akhir, kriteria)
    if h.kepala:
        h.isi["hasil"] = _hasil_kepala(h.organisasi)
    return h


def _hasil_kepala(organisasi: PredikatUnit | None) -> str:
    return str(parameter("rating_pimpinan").peta[organisasi.nilai]) if organisasi else ""


def _isi_lama(e: Evaluasi, akhir: RatingDiberikan | None, kriteria: Sequence[Kriteria]) -> dict[str, str]:
    isi = {"alasan_tanpa_bukti": e.alasan_tanpa_bukti, "catatan": e.catatan}
    if akhir is None:
        return isi
    isi |= {"hasil": akhir.hasil, "perilaku": akhir.perilaku, "alasan": akhir.alasan}
    lama = {k["uraian"]: k["sandaran"] for k in akhir.kriteria}
    for k in kriteria:
        if k.uraian in lama:
            isi |= {f"k.{k.kode}": "ya", f"s.{k.kode}": lama[k.uraian]}
    return isi


# -- why


@dataclass(slots=True)
class Mengapa:
    """Exhibit 1 of an objection. Without ``boleh_rating`` (not to be seen yet) only facts of the process; without
    ``boleh_hasil`` only that there are results and how many evidence.
    """

    e: Evaluasi
    fakta: Fakta
    boleh_rating: bool
    organisasi: PredikatUnit | None
    unit: UnitKerja
    parameter: list[tuple[str, str]]
    hasilnya: Hasilnya | None
    boleh_hasil: bool = False

    @property
    def proses(self) -> list[dict[str, Any]]:
        """The steps of the law, done or not: what everybody may see."""
        e = self.e
        sah = e.status in (StatusEvaluasi.DITETAPKAN, StatusEvaluasi.DIDOKUMENKAN)
        organisasi = (
            f"{tanggal(self.organisasi.ditetapkan_pada)} oleh {self.organisasi.penetap}" if self.organisasi else "belum"
        )
        return [
            {"judul": "Refleksi diri", "isi": tanggal(e.refleksi_pada) if e.refleksi_pada else "tidak ditulis",
             "ada": bool(e.refleksi_pada)},
            {"judul": f"Predikat organisasi {self.unit}", "isi": organisasi, "ada": bool(self.organisasi)},
            {"judul": "Rating diberikan", "isi": self._kapan_rating(), "ada": bool(self.fakta.rating)},
            {"judul": "Predikat ditetapkan",
             "isi": f"{tanggal(e.ditetapkan_pada)} oleh {e.penetap}" if sah and e.ditetapkan_pada else "belum", "ada": sah},
        ]  # fmt: skip

    def _kapan_rating(self) -> str:
        if not self.fakta.rating:
            return "belum"
        r = self.fakta.rating[-1]
        return f"{tanggal(r.pada)} oleh {r.penilai}"

    @property
    def kriteria(self) -> list[dict[str, str]]:
        """What was ticked with the last rating that has criteria."""
        return next((r.kriteria for r in reversed(self.fakta.rating) if r.kriteria), [])


def susun_mengapa(akun: Akun, e: Evaluasi) -> Mengapa:
    """At most eighteen queries."""
    tampak = boleh(akun, "lihat_rating", e)
    fakta = fakta_evaluasi(e)
    # An earlier quarter may wait for its own hand-over still.
    fakta.periodik = [p for p in fakta.periodik if boleh(akun, "lihat_rating", p)]
    unit = e.unit_dipimpin or e.unit_hitung
    organisasi = PredikatUnit.objects.filter(unit=unit, periode=e.periode_id).select_related("penetap").first()
    akhir = fakta.rating[-1] if fakta.rating else None
    hasil, perilaku = (e.hasil, e.perilaku) if e.hasil else ((akhir.hasil, akhir.perilaku) if akhir else (None, None))
    kepala = e.unit_dipimpin_id is not None
    baca = hasilnya(hasil or "", perilaku or "", kepala=kepala, kurang=kalimat_kurang(fakta)) if tampak else None
    return Mengapa(e, fakta, tampak, organisasi, unit, _parameter(e), baca, boleh(akun, "baca_hasil", e))


def _parameter(e: Evaluasi) -> list[tuple[str, str]]:
    """The parameter rows that were used when the predikat was set: one query."""
    baris = Parameter.objects.filter(pk__in=list(e.parameter.values())).select_related("definisi").order_by("definisi__urut")
    return [(p.definisi.judul, nilai_tampil(p) or "tabel padanan") for p in baris]

"""Fields of an SKP that do not fit into a line, and both texts of a field that two people typed into."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from kinerja.organisasi.enums import JenisJabatan, StatusPegawai
from kinerja.organisasi.models.pilihan import pilihan
from kinerja.organisasi.queries import jalur
from kinerja.plumbing.isian import bidang_tanggal
from skp.aturan import tingkat_kendali
from skp.enums import (
    Arah,
    Aspek,
    JenisRHK,
    Keluaran,
    MetodeCascading,
    Pendekatan,
    PeriodeLapor,
    Perspektif,
    PolaUkur,
    StatusPK,
    StatusSKP,
    TingkatKendali,
)
from skp.isian import Baris, Hasil
from skp.layar_skp import LayarSKP
from skp.models import IKI, RHK, IndikatorPK, ManualIndikator, Sasaran

Pilihan = Sequence[tuple[str, str]]
_KOSONG = ("", "Belum dipilih")


@dataclass(frozen=True, slots=True)
class Medan:
    """One field: its name in the form, what people call it, its value; a choice when ``pilihan`` is given."""

    nama: str
    label: str
    nilai: str
    pilihan: Pilihan = ()
    bantu: str = ""
    panjang: bool = False

    @property
    def id(self) -> str:
        """In the page."""
        return self.nama.replace(".", "-")

    @property
    def kata(self) -> str:
        """Its value in words."""
        return dict(self.pilihan).get(self.nilai, self.nilai)


def _pilih(enum: Any) -> Pilihan:
    return [_KOSONG, *pilihan(enum)]


def medan_rhk(r: RHK, layar: LayarSKP) -> list[Medan]:
    """What an RHK says beside its sentence, as far as the form of the position has it (5.3, 5.4, 5.5)."""
    f = f"f.rhk.{r.pk}."
    hasil = [Medan(f"{f}jenis", "Bagian formulir", r.jenis, pilihan(JenisRHK))]
    if r.jenis == JenisRHK.TAMBAHAN:
        hasil.append(Medan(f"{f}penugasan_dari", "Ditugaskan oleh, dengan surat", r.penugasan_dari))
    else:
        hasil += _medan_induk(r, layar, f)
    if not layar.jpt:
        hasil.append(Medan(f"{f}keluaran", "Keluaran", r.keluaran, _pilih(Keluaran)))
        hasil.append(_medan_kendali(f, "Tingkat kendali", r.kendali, layar.skp.penugasan.jabatan.jenis))
    hasil.append(Medan(f"{f}untuk_plt", "Tugas sebagai Plt.", "ya" if r.untuk_plt else "", [("", "Bukan"), ("ya", "Ya")]))
    return hasil


def _medan_kendali(f: str, label: str, kini: str, jenis_jabatan: str) -> Medan:
    """What is stored stays a choice, also where the position would not have it."""
    boleh = tingkat_kendali(jenis_jabatan)
    bantu = "Output kendali tinggi hanya untuk JF dan belum pasti." if TingkatKendali.OUTPUT_KENDALI_TINGGI in boleh else ""
    pilih = [_KOSONG, *((t.value, t.label) for t in TingkatKendali if t in boleh or t.value == kini)]
    return Medan(f"{f}kendali", label, kini, pilih, bantu)


def _medan_induk(r: RHK, layar: LayarSKP, f: str) -> list[Medan]:
    if layar.jpt or (layar.penilai is not None and layar.penilai.status == StatusPegawai.NON_ASN):
        bantu = "RHK mengikuti sasaran Perjanjian Kinerja unit."
        return [Medan(f"{f}sasaran", "Sasaran Perjanjian Kinerja", str(r.sasaran_id or ""), _pilihan_sasaran(layar), bantu)]
    atas = [(str(p.rhk.lini_id), f"{_pendek(p.rhk.uraian)} ({p.rhk.versi.skp.pegawai})") for p in layar.pimpinan]
    kini = str(r.induk_lini_id or "")
    if kini and kini not in dict(atas):
        atas.append((kini, "RHK pimpinan yang sekarang"))
    hasil = [
        Medan(f"{f}induk_lini", "RHK pimpinan yang didukung", kini, [_KOSONG, *atas]),
        Medan(f"{f}metode", "Cara menurunkan", r.metode, _pilih(MetodeCascading)),
    ]
    if r.induk_lini_id:
        bantu = "Isi bila target Anda bagian dari target pimpinan."
        porsi = [_KOSONG, *_pilihan_iki(r.induk_lini_id)]
        hasil.insert(1, Medan(f"{f}induk_iki", "Indikator pimpinan yang dibagi", str(r.induk_iki_id or ""), porsi, bantu))
    else:
        bantu = "Hanya bila SKP pimpinan belum ada di aplikasi ini."
        hasil.insert(1, Medan(f"{f}rhk_pimpinan_teks", "RHK pimpinan seperti tertulis", r.rhk_pimpinan_teks, (), bantu, True))
    return hasil


def _pilihan_iki(lini_rhk: int) -> Pilihan:
    terbaca = [StatusSKP.DIAJUKAN, StatusSKP.DITETAPKAN]
    milik = IKI.objects.filter(rhk__lini=lini_rhk, rhk__versi__status__in=terbaca)
    baris = milik.order_by("-rhk__versi__nomor", "urut").select_related(None)
    hasil: dict[str, str] = {}
    for i in baris[:60]:
        hasil.setdefault(str(i.lini_id), f"{_pendek(i.uraian)}: {i.target}")
    return list(hasil.items())


def _pilihan_sasaran(layar: LayarSKP) -> Pilihan:
    unit = jalur(layar.skp.penugasan.unit.path)
    milik = Sasaran.objects.filter(pk_unit__unit__path__in=unit, pk_unit__tahun=layar.skp.siklus.tahun)
    milik = milik.filter(pk_unit__status=StatusPK.BERLAKU)
    return [_KOSONG, *((str(s.lini_id), _pendek(s.uraian)) for s in milik.order_by("pk_unit", "urut"))]


def _pendek(teks: str, batas: int = 110) -> str:
    satu = " ".join(teks.split())
    return satu if len(satu) <= batas else f"{satu[: batas - 1]}…"


def medan_iki(i: IKI, layar: LayarSKP) -> list[Medan]:
    """What an IKI says beside the line."""
    f = f"f.iki.{i.pk}."
    hasil = [
        Medan(f"{f}arah", "Arah yang lebih baik", i.arah, pilihan(Arah)),
        Medan(f"{f}pola_ukur", "Cara nilainya terjadi", i.pola_ukur, _pilih(PolaUkur)),
    ]
    if layar.jpt:
        milik = IndikatorPK.objects.filter(sasaran__lini=i.rhk.sasaran_id, sasaran__pk_unit__status=StatusPK.BERLAKU)
        daftar = [_KOSONG, *((str(x.lini_id), _pendek(x.uraian)) for x in milik.order_by("urut"))] if i.rhk.sasaran_id else []
        if daftar:
            hasil.append(Medan(f"{f}indikator_pk", "Indikator Perjanjian Kinerja", str(i.indikator_pk_id or ""), daftar))
    return hasil


def medan_manual(i: IKI) -> list[Medan]:
    """The Manual Indikator Kinerja of an IKI (5.9)."""
    m = getattr(i, "manual", None) or ManualIndikator(satuan=i.satuan)
    f = f"f.manual.{i.pk}."
    return [
        Medan(f"{f}tujuan", "Tujuan", m.tujuan, panjang=True),
        Medan(f"{f}definisi", "Definisi", m.definisi, panjang=True),
        Medan(f"{f}formula", "Formula", m.formula, bantu="Boleh kosong pada SKP kualitatif.", panjang=True),
        Medan(f"{f}satuan", "Satuan", m.satuan),
        _medan_kendali(f, "Kualitas dan tingkat kendali", m.kendali, JenisJabatan.JPT_PRATAMA),
        Medan(f"{f}sumber_data", "Sumber data", m.sumber_data, panjang=True),
        Medan(f"{f}periode", "Periode pelaporan", m.periode, _pilih(PeriodeLapor)),
        Medan(f"{f}unit_data", "Unit penyedia data", m.unit_data),
    ]


# -- two texts of one field

LABEL = {
    "uraian": "Kalimat", "jenis": "Bagian formulir", "penugasan_dari": "Ditugaskan oleh", "sasaran": "Sasaran",
    "induk_lini": "RHK pimpinan", "induk_iki": "Indikator pimpinan", "rhk_pimpinan_teks": "RHK pimpinan seperti tertulis",
    "metode": "Cara menurunkan", "keluaran": "Keluaran", "kendali": "Tingkat kendali", "untuk_plt": "Tugas sebagai Plt.",
    "aspek": "Aspek", "perspektif": "Perspektif", "target_teks": "Target", "satuan": "Satuan", "arah": "Arah",
    "pola_ukur": "Cara nilainya terjadi", "bukti_disepakati": "Bukti dukung", "indikator_pk": "Indikator Perjanjian Kinerja",
    "ekspektasi": "Ekspektasi khusus", "pendekatan": "Pendekatan", "catatan_dialog": "Catatan dialog",
    "tanggal_dialog": "Tanggal dialog", "PEGAWAI": "Standar menurut pegawai", "PIMPINAN": "Standar menurut pimpinan",
    "tujuan": "Tujuan", "definisi": "Definisi", "formula": "Formula", "sumber_data": "Sumber data",
    "periode": "Periode pelaporan", "unit_data": "Unit penyedia data",
}  # fmt: skip
_JENIS = {
    "rhk": "RHK", "iki": "Indikator", "perilaku": "Perilaku", "lampiran": "Lampiran", "versi": "SKP", "standar": "Standar",
    "strategi": "Strategi", "manual": "Manual indikator",
}  # fmt: skip
_PILIHAN: dict[str, Any] = {
    "jenis": JenisRHK, "metode": MetodeCascading, "keluaran": Keluaran, "kendali": TingkatKendali, "aspek": Aspek,
    "perspektif": Perspektif, "arah": Arah, "pola_ukur": PolaUkur, "periode": PeriodeLapor, "pendekatan": Pendekatan,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KolomBentrok:
    """A field whose text waits for a decision. ``tersimpan`` None: nobody else wrote, it was refused (``kalimat``)."""

    baris: str
    kolom: str
    tempat: str
    milik: str
    tersimpan: str | None = None
    kalimat: str = ""
    sunting: int | None = None
    induk: str = ""

    @property
    def nama(self) -> str:
        """``<kind>.<row>.<field>``."""
        return f"{self.baris}.{self.kolom}"

    @property
    def id(self) -> str:
        """In the page."""
        return self.nama.replace(".", "-")

    @property
    def label(self) -> str:
        """What people call it."""
        return LABEL.get(self.kolom, self.kolom)

    @property
    def pilihan(self) -> Pilihan:
        """Its choices; empty for a text."""
        return _pilih(_PILIHAN[self.kolom]) if self.kolom in _PILIHAN else ()

    @property
    def tersimpan_kata(self) -> str:
        """What is stored, in words."""
        return dict(self.pilihan).get(self.tersimpan or "", self.tersimpan or "") or "kosong"


def kolom_bentrok(baris: Iterable[Baris], hasil: Hasil) -> list[KolomBentrok]:
    """All fields of rows that were not written; with no result at all, every field that was sent."""
    semua = hasil.utuh
    return [k for b in baris if semua or b.nama in hasil.bentrok or b.nama in hasil.tolak for k in _kolom(b, hasil)]


def _kolom(b: Baris, hasil: Hasil) -> Iterable[KolomBentrok]:
    bentrok = hasil.bentrok.get(b.nama)
    kini = {k.removesuffix("_id"): str(v if v is not None else "") for k, v in bentrok.milik_kini.items()} if bentrok else {}
    kalimat = hasil.tolak.get(b.nama, "")
    for n, (kolom, teks) in enumerate(b.isi.items()):
        sunting = bentrok.sunting if bentrok else b.sunting
        yield KolomBentrok(b.nama, kolom, _tempat(b), teks, kini.get(kolom), kalimat if n == 0 else "", sunting, b.induk)


def _tempat(b: Baris) -> str:
    return _JENIS.get(b.jenis, b.jenis)


# -- acts


class CatatanForm(forms.Form):
    """A reason in words."""

    catatan = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class PenetapanForm(forms.Form):
    """The signed paper of an official who does not sign in."""

    nomor = forms.CharField(label="Nomor surat yang ditandatangani", max_length=80)
    tanggal = bidang_tanggal("Tanggal surat itu")
    berkas = forms.FileField(label="Surat yang sudah ditandatangani", help_text="PDF atau foto (JPG, PNG), paling besar 5 MB.")

    def isi(self) -> tuple[str, dt.date, Any]:
        """Number, date, upload."""
        return self.cleaned_data["nomor"], self.cleaned_data["tanggal"], self.cleaned_data["berkas"]

"""Shape of input. What is allowed is decided in ``actions``; a form only turns text into values."""

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from kinerja.organisasi.models import UnitKerja
from kinerja.organisasi.models.pilihan import pilihan
from kinerja.plumbing import jam, tulisan
from kinerja.plumbing.isian import bidang_tanggal
from kinerja.siklus.aturan import uraikan_tanggal_siklus
from kinerja.siklus.aturan_parameter import kata_kunci
from kinerja.siklus.enums import JenisLibur, JenisNilai, Keyakinan, Satuan
from kinerja.siklus.models import DefinisiParameter, HariLibur, Parameter
from kinerja.siklus.queries import nilai_python

_LAMA = (Satuan.HARI_KERJA, Satuan.HARI_KALENDER, Satuan.BULAN, Satuan.TAHUN)


def kiriman(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is empty: a form without data must answer, not look as if nobody had pressed the button."""
    return request.POST if request.method == "POST" else None


class BukaSiklusForm(forms.Form):
    """Which year to open."""

    tahun = forms.IntegerField(
        label="Tahun", help_text="Tahap dan periode dibuat menurut parameter tanggal 1 Januari tahun itu."
    )


class TutupPeriodeForm(forms.Form):
    """Why a period closes before its last day."""

    alasan = forms.CharField(
        label="Alasan", max_length=250, required=False, help_text="Wajib bila ditutup sebelum tanggal terakhirnya."
    )


class PerpanjangForm(forms.Form):
    """The letter, and the new last day."""

    batas_baru = bidang_tanggal("Batas baru")
    nomor = forms.CharField(label="Nomor surat", max_length=80)
    tanggal = bidang_tanggal("Tanggal surat")
    alasan = forms.CharField(label="Alasan", max_length=250)


class LiburForm(forms.Form):
    """A day off."""

    tanggal = bidang_tanggal("Tanggal")
    nama = forms.CharField(label="Nama", max_length=150)
    jenis = forms.ChoiceField(label="Jenis", choices=pilihan(JenisLibur))
    sumber = forms.CharField(label="Sumber", max_length=150, help_text="Misalnya nomor SKB tiga menteri atau keputusan Bupati.")
    perkiraan = forms.BooleanField(label="Masih perkiraan, belum ada keputusannya", required=False)

    @classmethod
    def dari(cls, libur: HariLibur) -> "LiburForm":
        """Filled with a row."""
        return cls(initial={k: getattr(libur, k) for k in cls.base_fields})


class HapusLiburForm(forms.Form):
    """Why people work on that day after all."""

    alasan = forms.CharField(label="Alasan", max_length=250, help_text="Misalnya nomor SKB yang membatalkannya.")


class ParameterForm(forms.Form):
    """A new value: the fields of ``nilai`` depend on the kind of the parameter. ``nilai()`` gives it in its Python form."""

    def __init__(self, definisi: DefinisiParameter, versi: Parameter | None, data: Any = None) -> None:
        super().__init__(data)
        self.definisi = definisi
        self.jenis = JenisNilai(definisi.jenis)
        self._satuan = Satuan(versi.satuan) if versi else Satuan.TANPA
        isi = nilai_python(versi) if versi else None
        self.fields.update(_bidang_nilai(definisi, self.jenis, isi))
        if self._satuan in _LAMA and self.jenis is JenisNilai.BULAT:
            self.fields["satuan"] = forms.ChoiceField(
                label="Satuan", choices=[(x.value, x.label) for x in _LAMA], initial=self._satuan.value
            )
        self._bidang_dasar(versi)

    def _bidang_dasar(self, versi: Parameter | None) -> None:
        self.fields["mulai"] = bidang_tanggal("Berlaku mulai", initial=jam.hari_ini(), help_text="Hari ini atau sesudahnya.")
        self.fields["unit"] = forms.ModelChoiceField(
            label="Berlaku untuk",
            queryset=UnitKerja.objects.filter(depth=2),
            required=False,
            empty_label="Seluruh kabupaten",
            help_text="Nilai khusus satu perangkat daerah berlaku juga bagi semua unit di bawahnya.",
        )
        self.fields["dasar_hukum"] = forms.CharField(
            label="Dasar hukum", max_length=250, initial=versi.dasar_hukum if versi else ""
        )
        self.fields["keyakinan"] = forms.ChoiceField(
            label="Keyakinan",
            choices=[(x.value, f"{x.label}. {x.arti}") for x in Keyakinan],
            widget=forms.RadioSelect,
            initial=versi.keyakinan if versi else Keyakinan.RANCANGAN,
        )
        self.fields["alasan"] = forms.CharField(label="Alasan perubahan", max_length=250)

    def nilai(self) -> Any:
        """What was typed, for ``actions.ubah_parameter``."""
        d = self.cleaned_data
        match self.jenis:
            case JenisNilai.YA_TIDAK:
                return d["nilai"] == "ya"
            case JenisNilai.TANGGAL:
                kapan = {"-1": "T-1", "0": "T", "1": "T+1"}[d["tahun_ke"]]
                hari = "akhir" if d["hari"] == "akhir" else f"{int(d['hari']):02d}"
                return f"{kapan}/{int(d['bulan']):02d}-{hari}"
            case JenisNilai.PETA:
                return {k: d[f"peta_{i}"] for i, k in enumerate(self.definisi.kunci)}
        return d["nilai"]

    def satuan(self) -> Satuan:
        """As chosen, or as it was."""
        return Satuan(self.cleaned_data.get("satuan") or self._satuan)


class BilanganBerkomaField(forms.CharField):
    """``10, 3, 1, 0`` -> a tuple of ints."""

    def clean(self, value: Any) -> tuple[int, ...]:
        """Raises ``ValidationError`` for anything that is not a number."""
        teks = super().clean(value)
        try:
            return tuple(int(x) for x in teks.replace(";", ",").split(",") if x.strip())
        except ValueError:
            raise forms.ValidationError("Isi dengan bilangan bulat yang dipisah koma, misalnya 10, 3, 1, 0.") from None


def _bidang_nilai(d: DefinisiParameter, jenis: JenisNilai, isi: Any) -> dict[str, forms.Field]:
    if jenis is JenisNilai.TANGGAL:
        return _bidang_tanggal(isi)
    if jenis is JenisNilai.PETA:
        return {
            f"peta_{i}": _bidang(
                d, JenisNilai(d.isi), kata_kunci(kunci), (isi or {}).get(kunci), "" if i else _kalimat_batas(d)
            )
            for i, kunci in enumerate(d.kunci)
        }
    return {"nilai": _bidang(d, jenis, "Nilai", isi, _kalimat_batas(d))}


def _bidang(d: DefinisiParameter, jenis: JenisNilai, label: str, isi: Any, batas: str) -> forms.Field:
    match jenis:
        case JenisNilai.DESIMAL:
            return forms.DecimalField(label=label, initial=isi, localize=True, help_text=batas)
        case JenisNilai.YA_TIDAK:
            pilih = [("ya", "Ya"), ("tidak", "Tidak")]
            return forms.ChoiceField(label=label, choices=pilih, initial="ya" if isi else "tidak")
        case JenisNilai.PILIHAN:
            return forms.ChoiceField(label=label, choices=[(k, v) for k, v in d.pilihan], initial=isi)
        case JenisNilai.DAFTAR_BULAT:
            return BilanganBerkomaField(label=label, initial=", ".join(map(str, isi or ())), help_text="Dipisah koma.")
    return forms.IntegerField(label=label, initial=isi, help_text=batas)


def _kalimat_batas(d: DefinisiParameter) -> str:
    if d.minimum is None or d.maksimum is None:
        return ""
    return f"Antara {tulisan.angka(d.minimum)} dan {tulisan.angka(d.maksimum)}."


def _bidang_tanggal(isi: str | None) -> dict[str, forms.Field]:
    tahun, bulan, hari = uraikan_tanggal_siklus(isi) if isi else (0, 1, 1)
    tahun_ke = [("-1", "Tahun sebelum siklus"), ("0", "Tahun siklus"), ("1", "Tahun sesudah siklus")]
    return {
        "hari": forms.ChoiceField(
            label="Tanggal",
            choices=[*((str(x), str(x)) for x in range(1, 32)), ("akhir", "Hari terakhir bulan itu")],
            initial=str(hari or "akhir"),
        ),
        "bulan": forms.ChoiceField(
            label="Bulan",
            choices=[(str(i), nama) for i, nama in enumerate(tulisan.BULAN, start=1)],
            initial=str(bulan),
        ),
        "tahun_ke": forms.ChoiceField(label="Tahun", choices=tahun_ke, initial=str(tahun)),
    }

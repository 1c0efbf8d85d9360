"""Shape of what is typed into a Perjanjian Kinerja; what is allowed is decided in ``actions``."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from kinerja.layanan.forms.bidang import BidangUnit, bidang_tanggal
from kinerja.organisasi.models.pilihan import pilihan
from skp.baca_json import TEKS_MAKS
from skp.enums import Arah, JenisRujukan, LevelSimpul, PolaUkur
from skp.models import Program, Sasaran, Simpul
from skp.pk_isi import rupiah

_BELUM = [("", "Belum dipilih")]
_BULAN = [str(n) for n in range(1, 13)]
_TRIWULAN = [str(n) for n in range(1, 5)]


def _teks(label: str, baris: int = 2, **lain: Any) -> forms.CharField:
    lain.setdefault("required", False)
    return forms.CharField(label=label, max_length=TEKS_MAKS, widget=forms.Textarea(attrs={"rows": baris}), **lain)


def _pendek(label: str, maks: int, **lain: Any) -> forms.CharField:
    lain.setdefault("required", False)
    return forms.CharField(label=label, max_length=maks, **lain)


class BidangRupiah(forms.CharField):
    """Money as people type it: ``Rp1.234.567``, ``1234567``, ``1.234.567,50``."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", "Rupiah, misalnya 1.250.000.000. Kosongkan bila belum diketahui.")
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 40}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A stored number as it is read."""
        return rupiah(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        """The amount, or None."""
        teks = str(super().to_python(value) or "").lower().replace("rp", "").replace(" ", "").strip(".-,")
        if not teks:
            return None
        try:
            if len(teks) > 40:
                raise InvalidOperation
            hasil = Decimal(teks.replace(".", "").replace(",", "."))
        except InvalidOperation as galat:
            raise forms.ValidationError("Tulis jumlah rupiah dengan angka, misalnya 1.250.000.000.") from galat
        if not hasil.is_finite() or not 0 <= hasil < 10**15 or hasil != round(hasil, 2):
            raise forms.ValidationError("Jumlah rupiah ini di luar batas. Periksa kembali angkanya.")
        return hasil


class BidangDeret(forms.CharField):
    """A few values by key, one a line (``2027: 4``): kept as typed, so that a target may be a grade."""

    def __init__(self, *, kunci: Iterable[str] = (), **kwargs: Any) -> None:
        self.kunci = frozenset(kunci)
        kwargs.setdefault("required", False)
        super().__init__(max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A stored object as lines."""
        return "\n".join(f"{k}: {'' if v is None else v}" for k, v in value.items()) if isinstance(value, Mapping) else value

    def clean(self, value: Any) -> Any:
        """Key to text."""
        hasil: dict[str, str] = {}
        for baris in str(super().clean(value) or "").splitlines():
            kunci, ada, nilai = (x.strip() for x in baris.partition(":"))
            if not kunci and not nilai:
                continue
            if not ada or not kunci:
                raise forms.ValidationError(f"Baris “{baris[:40]}” belum berbentuk kunci: nilai.")
            if self.kunci and kunci not in self.kunci:
                raise forms.ValidationError(
                    f"{kunci[:20]} tidak dikenal. Pakai {min(self.kunci, key=int)} sampai {max(self.kunci, key=int)}."
                )
            hasil[kunci] = nilai
        return hasil


class TahunForm(forms.Form):
    """For which year a new one begins."""

    tahun = forms.IntegerField(label="Tahun", min_value=2015, max_value=2100)


class KepalaForm(forms.Form):
    """The head."""

    jabatan_kepala = _pendek("Jabatan kepala", 200, help_text="Tanpa nama orang.")
    jenis_dokumen = _pendek("Jenis dokumen", 200)
    nomor = _pendek("Nomor dokumen", 80)
    tanggal = bidang_tanggal("Tanggal dokumen", required=False)
    sumber = _teks("Sumber")
    keyakinan = _pendek("Keyakinan atas sumber", TEKS_MAKS)
    catatan = _teks("Catatan")


class _BarisForm(forms.Form):
    """A row of the document ``dokumen``; ``sidik`` says what the form was filled with."""

    sidik = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, dokumen: Any, diri: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dokumen = dokumen
        self.diri = diri
        self.siapkan()

    def siapkan(self) -> None:
        """Fill choices from the document."""

    def isi(self) -> dict[str, Any]:
        """Columns for the action."""
        return {k: v for k, v in self.cleaned_data.items() if k != "sidik"}


class SasaranForm(_BarisForm):
    """A sasaran."""

    uraian = _teks("Sasaran strategis", required=True)
    kode = _pendek("Kode", 60, help_text="Seperti pada dokumen, misalnya S1.")
    tujuan = _teks("Tujuan yang dilayani")
    sasaran_daerah = _teks("Sasaran daerah (RPJMD)")


class IndikatorForm(_BarisForm):
    """An indikator."""

    uraian = _teks("Indikator", required=True)
    target_teks = _pendek("Target", 500, help_text="Seperti tertulis: angka, rentang, atau predikat. Boleh menyusul.")
    satuan = _pendek("Satuan", 120)
    arah = forms.ChoiceField(label="Arah", choices=_BELUM + pilihan(Arah), required=False)
    pola_ukur = forms.ChoiceField(
        label="Pola ukur",
        choices=_BELUM + pilihan(PolaUkur),
        required=False,
        help_text="Hitungan: dijumlahkan. Posisi: keadaan pada satu saat. Rilis: diterbitkan pihak lain.",
    )
    cara_ukur = _teks("Cara mengukur")
    keterangan = _teks("Keterangan")
    peran = _pendek("Peran", 60, help_text="Misalnya angka atau pendukung.")
    target_triwulan = BidangDeret(
        label="Target per triwulan", kunci=_TRIWULAN, help_text="Satu baris satu triwulan, misalnya 1: 25."
    )
    target_bulanan = BidangDeret(label="Target per bulan", kunci=_BULAN, help_text="Hanya bulan yang diukur, misalnya 6: 50.")
    deret = BidangDeret(label="Target tahun lain", help_text="Satu baris satu tahun, misalnya 2027: 4.")


class ProgramForm(_BarisForm):
    """A program."""

    nama = _teks("Program", required=True)
    sasaran = forms.ModelChoiceField(
        Sasaran.objects.none(), label="Sasaran yang dilayani", required=False, empty_label="Belum dipilih"
    )
    kode = _pendek("Kode rekening program", 60)
    anggaran = BidangRupiah(label="Anggaran")
    realisasi_anggaran = BidangRupiah(label="Realisasi anggaran")

    def siapkan(self) -> None:
        """The sasaran of this document."""
        bidang: Any = self.fields["sasaran"]
        bidang.queryset = Sasaran.objects.filter(pk_unit=self.dokumen)


class SimpulForm(_BarisForm):
    """A node; ``di``: what it hangs on, as ``sasaran-12``, ``program-3`` or ``simpul-9``."""

    uraian = _teks("Uraian", required=True)
    level = forms.ChoiceField(label="Tingkat", choices=pilihan(LevelSimpul))
    di = forms.ChoiceField(label="Di bawah", required=False)
    jabatan = _pendek("Jabatan penanggung jawab", 250, help_text="Tanpa nama orang.")
    anggaran = BidangRupiah(label="Anggaran")
    permasalahan = _teks("Permasalahan")
    upaya = _teks("Upaya")

    _kolom: Mapping[str, str] = {"sasaran": "induk_sasaran", "program": "induk_program", "simpul": "induk"}

    def siapkan(self) -> None:
        """Everything of this document on which a node may hang."""
        kelompok: tuple[tuple[str, str, Any], ...] = (
            ("Sasaran", "sasaran", Sasaran.objects.filter(pk_unit=self.dokumen)),
            ("Program", "program", Program.objects.filter(pk_unit=self.dokumen)),
            ("Simpul", "simpul", Simpul.objects.filter(pk_unit=self.dokumen).exclude(pk=self.diri.pk if self.diri else 0)),
        )
        self._benda = {f"{jenis}-{x.pk}": (jenis, x) for _, jenis, semua in kelompok for x in semua}
        pilih: list[tuple[str, Any]] = [("", "Langsung di bawah unit")]
        for judul, jenis, semua in kelompok:
            if anggota := [(f"{jenis}-{x.pk}", _ringkas(str(x))) for x in semua]:
                pilih.append((judul, anggota))
        bidang: Any = self.fields["di"]
        bidang.choices = pilih

    def isi(self) -> dict[str, Any]:
        """With the one parent that was chosen; the others empty."""
        isi = super().isi()
        induk: dict[str, Any] = dict.fromkeys(self._kolom.values())
        if di := isi.pop("di"):
            jenis, benda = self._benda[di]
            induk[self._kolom[jenis]] = benda
        return isi | induk


def _ringkas(teks: str) -> str:
    return teks if len(teks) <= 80 else f"{teks[:79]}…"


class RujukanForm(_BarisForm):
    """A document that it rests on."""

    jenis = forms.ChoiceField(label="Jenis dokumen", choices=pilihan(JenisRujukan))
    judul = _pendek("Judul", 250, required=True)
    halaman = _pendek("Halaman", 60)
    tautan = forms.URLField(label="Tautan", max_length=500, required=False, assume_scheme="https")


FORM_BARIS: Mapping[str, type[_BarisForm]] = {
    "sasaran": SasaranForm,
    "program": ProgramForm,
    "simpul": SimpulForm,
    "indikator": IndikatorForm,
    "rujukan": RujukanForm,
}


class AlasanForm(forms.Form):
    """Why."""

    alasan = _teks("Alasan", 3, required=True)


class BerlakuForm(forms.Form):
    """Number and date of the signed document."""

    nomor = _pendek("Nomor Perjanjian Kinerja", 80)
    tanggal = bidang_tanggal("Tanggal Perjanjian Kinerja", required=False)


class UnggahPKForm(forms.Form):
    """A file and whose it is; left empty, unit and year are those that the file names."""

    berkas = forms.FileField(
        label="Berkas",
        help_text="JSON skema pk-1, atau Excel (.xlsx) menurut templat.",
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.xlsx,.csv"}),
        error_messages={"required": "Pilih berkasnya lebih dahulu.", "empty": "Berkas ini kosong. Pilih berkas lain."},
    )
    tahun = forms.IntegerField(
        label="Tahun", min_value=2015, max_value=2100, required=False, help_text="Kosongkan untuk tahun menurut berkas."
    )

    field_order = ("berkas", "unit", "tahun")

    def __init__(self, *args: Any, wilayah: tuple[str, ...], unit_sendiri: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang = BidangUnit(
            label="Unit", wilayah=wilayah, required=False, empty_label="Menurut berkas", help_text="Unit yang dijanjikan."
        )
        if unit_sendiri is not None:
            bidang.queryset = unit_sendiri
        self.fields["unit"] = bidang
        self.order_fields(self.field_order)


class TerapkanForm(forms.Form):
    """What was previewed comes back as JSON; it is read again as if it were a new file."""

    isi = forms.CharField(widget=forms.HiddenInput)
    tahun = forms.IntegerField(widget=forms.HiddenInput, min_value=2015, max_value=2100)
    asal = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)

    def __init__(self, *args: Any, unit: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ModelChoiceField(unit, label="Unit", widget=forms.HiddenInput)

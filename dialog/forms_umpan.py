"""What is typed about feedback: the whole form, the short appreciation, the citizen's, the request."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from dialog.actions.umpan_balik import TAUTAN_SEKALI_MAKS, IsiUmpan
from dialog.aturan_umpan import NAMA_MAKS, PESAN_MAKS, TEKS_MAKS, Sebutan
from dialog.enums import JenisUmpanBalik
from dialog.queries_umpan import PilihanSebutan
from kinerja.layanan.forms.bidang import BidangPegawai
from skp.berakhlak import PANDUAN
from skp.enums import NilaiBerAKHLAK
from skp.models import RHK

_JENIS = [(j.value, j.label) for j in JenisUmpanBalik]
NILAI = [(n.value, n.label) for n in NilaiBerAKHLAK]


def _teks(label: str, baris: int, bantu: str = "", *, wajib: str = "", **lain: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(wajib),
        max_length=TEKS_MAKS,
        help_text=bantu,
        widget=forms.Textarea(attrs={"rows": baris, **lain}),
        error_messages={"required": wajib, "max_length": f"Paling panjang {TEKS_MAKS} huruf. Ringkas, lalu kirim lagi."},
    )


def _tentang(rhk: Iterable[RHK]) -> list[Any]:
    """The form's choice: RHK first, then values."""
    isi: list[Any] = [("", "Pilih RHK atau nilai")]
    baris = [(f"rhk-{r.lini_id}", f"{i}. {r.uraian}"[:160]) for i, r in enumerate(rhk, 1)]
    if baris:
        isi.append(("Rencana hasil kerja", baris))
    isi.append(("Nilai BerAKHLAK", [(f"nilai-{k}", label) for k, label in NILAI]))
    return isi


def _pilah(tentang: str) -> tuple[int | None, str]:
    """(lini_rhk, nilai) of a choice."""
    macam, _, isi = tentang.partition("-")
    return (int(isi), "") if macam == "rhk" and isi.isdecimal() else (None, isi if macam == "nilai" else "")


class TentangMixin(forms.Form):
    """Which RHK or value."""

    tentang = forms.ChoiceField(label="Tentang", error_messages={"required": "Pilih satu RHK atau satu nilai."})

    def __init__(self, *args: Any, rhk: Iterable[RHK] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["tentang"]
        bidang.choices = _tentang(rhk)


class UmpanForm(TentangMixin):
    """The whole feedback: kind, object, perilaku, and beside it situasi, dampak, harapan."""

    jenis = forms.ChoiceField(
        label="Jenis", choices=_JENIS, widget=forms.RadioSelect, error_messages={"required": "Pilih jenisnya."}
    )
    situasi = _teks("Situasi", 2, "Kapan dan di mana? Misalnya: rapat koordinasi Selasa lalu.")
    perilaku = _teks(
        "Perilaku yang terlihat", 3, "Apa yang ia lakukan atau katakan?", wajib="Tuliskan perilaku yang Anda lihat."
    )
    dampak = _teks("Dampak", 2, "Apa akibatnya bagi pekerjaan, rekan, atau masyarakat?")
    harapan = _teks("Saran atau harapan", 2, "Apa yang diteruskan, atau dilakukan lain kali?")
    sebutan = forms.ChoiceField(label="Nama Anda", widget=forms.RadioSelect, error_messages={"required": "Pilih salah satu."})
    field_order = ("jenis", "tentang", "situasi", "perilaku", "dampak", "harapan", "sebutan")

    def __init__(self, *args: Any, pilihan: PilihanSebutan, objek: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("sebutan", Sebutan.NAMA.value)
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["sebutan"]
        bidang.choices = pilihan_kata(pilihan)
        if objek:
            del self.fields["tentang"]

    def isi(self) -> IsiUmpan:
        """As the action takes it."""
        data = self.cleaned_data
        lini, nilai = _pilah(data.get("tentang", ""))
        teks = {k: data[k] for k in ("situasi", "perilaku", "dampak", "harapan")}
        return IsiUmpan(jenis=data["jenis"], lini_rhk=lini, nilai=nilai, **teks)


def pilihan_kata(p: PilihanSebutan) -> Sequence[tuple[str, str]]:
    """What each choice shows to the receiver, in his words."""
    kata = {
        Sebutan.NAMA: f"Nama saya ditampilkan, sebagai {p.peran.label.lower()}",
        Sebutan.PERAN: f"Tanpa nama, hanya “{p.peran.label}”",
        Sebutan.TANPA: "Tanpa nama dan tanpa peran",
    }
    return [(s.value, kata[s]) for s in p.tersedia]


class SingkatForm(forms.Form):
    """A short appreciation: one value, and an example for whoever has one at hand."""

    nilai = forms.ChoiceField(
        label="Nilai", choices=NILAI, widget=forms.RadioSelect, error_messages={"required": "Pilih satu nilai."}
    )
    contoh = forms.CharField(label="Contohnya", required=False, max_length=TEKS_MAKS)

    def isi(self) -> IsiUmpan:
        """Without an example the first panduan of the value stands for it."""
        nilai = NilaiBerAKHLAK(self.cleaned_data["nilai"])
        return IsiUmpan(JenisUmpanBalik.APRESIASI, self.cleaned_data["contoh"].strip() or f"{PANDUAN[nilai][0]}.", nilai=nilai)


class PublikForm(forms.Form):
    """What a service recipient writes: no account, no number, no name unless he wants to."""

    jenis = forms.ChoiceField(
        label="Yang ingin Anda sampaikan",
        choices=[("APRESIASI", "Yang sudah baik"), ("KOREKSI", "Yang perlu diperbaiki"), ("HARAPAN", "Harapan")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu."},
    )
    perilaku = _teks(
        "Ceritakan singkat",
        4,
        "Apa yang terjadi, kapan, dan apa yang sebaiknya dilakukan. Jangan menulis NIK, nomor telepon, atau data kesehatan.",
        wajib="Tuliskan yang ingin Anda sampaikan.",
    )
    nama = forms.CharField(label="Nama Anda", required=False, max_length=NAMA_MAKS)

    def isi(self) -> IsiUmpan:
        """The object is that of the link."""
        return IsiUmpan(self.cleaned_data["jenis"], self.cleaned_data["perilaku"])


class MintaForm(TentangMixin):
    """Ask a colleague."""

    kepada = BidangPegawai(label="Kepada", error_messages={"required": "Ketik nama atau NIP rekan Anda."})
    pesan = forms.CharField(label="Pesan", required=False, max_length=PESAN_MAKS, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ("kepada", "tentang", "pesan")

    def isi(self) -> IsiUmpan:
        """Only the object counts."""
        lini, nilai = _pilah(self.cleaned_data["tentang"])
        return IsiUmpan("", "", lini_rhk=lini, nilai=nilai)


class TautanForm(TentangMixin):
    """Links for service recipients."""

    pesan = forms.CharField(
        label="Mengapa Anda meminta (dibaca penerima layanan)",
        required=False,
        max_length=PESAN_MAKS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    jumlah = forms.IntegerField(
        label="Jumlah tautan",
        min_value=1,
        max_value=TAUTAN_SEKALI_MAKS,
        initial=1,
        help_text="Satu tautan untuk satu orang.",
        error_messages={"required": "Isi jumlahnya."},
    )
    field_order = ("tentang", "pesan", "jumlah")
    isi = MintaForm.isi

"""What is typed about a dialogue: when and where, and reasons."""

import datetime as dt
from typing import Any

from django import forms

from dialog.enums import JenisDialog
from kinerja.layanan.forms.bidang import BidangPegawai
from kinerja.plumbing import jam
from kinerja.plumbing.isian import bidang_tanggal

_PUKUL = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class JadwalForm(forms.Form):
    """Day, hour, place."""

    tanggal = bidang_tanggal("Tanggal", error_messages={"required": "Pilih tanggalnya."})
    pukul = forms.TimeField(label="Pukul (WITA)", widget=_PUKUL, error_messages={"required": "Isi jamnya."})
    tempat = forms.CharField(label="Tempat atau tautan pertemuan", required=False, max_length=200)

    def jadwal(self) -> dt.datetime:
        """The moment in WITA."""
        return dt.datetime.combine(self.cleaned_data["tanggal"], self.cleaned_data["pukul"], jam.WITA)


class RencanaForm(JadwalForm):
    """A new dialogue."""

    jenis = forms.ChoiceField(
        label="Jenis dialog", choices=[(j.value, j.label) for j in JenisDialog], initial=JenisDialog.PEMANTAUAN.value
    )
    field_order = ("jenis", "tanggal", "pukul", "tempat")


class AlasanForm(forms.Form):
    """Why."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tuliskan alasannya."},
    )


class PindahForm(JadwalForm, AlasanForm):
    """Another moment, and why."""

    field_order = ("tanggal", "pukul", "tempat", "alasan")


class KesepakatanForm(forms.Form):
    """What was agreed: what, who, by when. The action says what is missing."""

    isi = forms.CharField(required=False)
    pemilik = forms.IntegerField(required=False)
    batas = bidang_tanggal("Batas", required=False)


class PendampingForm(forms.Form):
    """Who is to sit with them."""

    pegawai = BidangPegawai(label="Nama atau NIP")


def jadwal_awal(hari: dt.date) -> dict[str, Any]:
    """Tomorrow at nine: changed as often as not, but never empty."""
    return {"tanggal": hari + dt.timedelta(days=1), "pukul": dt.time(9)}

"""Who holds which position where, who leads a unit, and times away."""

from typing import Any

from django import forms

from kinerja.layanan.forms.bidang import BidangPegawai, BidangUnit, bidang_tanggal
from kinerja.organisasi.enums import JenisJabatan, JenisMasaKhusus, SifatPenugasan
from kinerja.organisasi.models import Jabatan
from kinerja.organisasi.models.pilihan import pilihan

_KEPALA_DAERAH = ("Bupati", "Pj. Bupati", "Wali Kota", "Pj. Wali Kota")


class JabatanForm(forms.Form):
    """A position by name, chosen or written anew with its kind."""

    nama_jabatan = forms.CharField(label="Nama jabatan", max_length=200)
    jenis = forms.ChoiceField(
        label="Jenis jabatan", choices=[p for p in pilihan(JenisJabatan) if p[0] != JenisJabatan.KEPALA_DAERAH]
    )

    def jabatan(self) -> Jabatan:
        """The position of that name and kind, made when missing."""
        isi = {"nama": self.cleaned_data["nama_jabatan"].strip(), "jenis": self.cleaned_data["jenis"]}
        ada = Jabatan.objects.filter(**isi).order_by("pk").first()
        return ada or Jabatan.objects.create(**isi)


class PimpinForm(JabatanForm):
    """Who is to lead a unit."""

    pegawai = BidangPegawai(label="Pegawai yang ditunjuk")
    sifat = forms.ChoiceField(label="Cara menjabat", choices=pilihan(SifatPenugasan))
    sk = forms.CharField(label="Nomor SK atau surat perintah", max_length=80)
    tanggal_sk = bidang_tanggal("Tanggal SK")
    mulai = bidang_tanggal("Mulai berlaku")
    sampai = bidang_tanggal("Hari terakhir", required=False, help_text="Wajib untuk Plh. Kosongkan bila belum ditentukan.")

    field_order = ["pegawai", "sifat", "nama_jabatan", "jenis", "sk", "tanggal_sk", "mulai", "sampai"]


class KepalaDaerahForm(forms.Form):
    """The Kepala Daerah: a name, no NIP."""

    nama = forms.CharField(label="Nama", max_length=150)
    gelar_depan = forms.CharField(label="Gelar di depan", max_length=40, required=False)
    gelar_belakang = forms.CharField(label="Gelar di belakang", max_length=60, required=False)
    jabatan = forms.ChoiceField(label="Jabatan", choices=[(x, x) for x in _KEPALA_DAERAH])
    sk = forms.CharField(label="Nomor keputusan pengangkatan", max_length=80)
    sejak = bidang_tanggal("Sejak")


class AkhiriForm(forms.Form):
    """The first day on which something no longer holds."""

    sejak = bidang_tanggal("Tidak berlaku lagi mulai")


class NamaUnitForm(forms.Form):
    """Another name for a unit."""

    nama = forms.CharField(label="Nama baru", max_length=200)
    sejak = bidang_tanggal("Berlaku mulai")


class TempatkanForm(JabatanForm):
    """Where somebody works."""

    sk = forms.CharField(label="Nomor SK atau surat perintah", max_length=80)
    mulai = bidang_tanggal("Mulai berlaku")

    field_order = ["unit", "nama_jabatan", "jenis", "sk", "mulai"]

    def __init__(self, *args: Any, wilayah: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = BidangUnit(label="Unit", wilayah=wilayah)
        self.order_fields(self.field_order)


class MasaKhususForm(forms.Form):
    """A time away from the office."""

    jenis = forms.ChoiceField(label="Jenis", choices=pilihan(JenisMasaKhusus))
    sk = forms.CharField(label="Nomor SK", max_length=80)
    mulai = bidang_tanggal("Mulai")
    sampai = bidang_tanggal("Hari terakhir", required=False, help_text="Kosongkan bila belum ditentukan.")

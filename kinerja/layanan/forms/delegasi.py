"""The letter that names an assessor: whom it is about, what it says, the signed paper, its end."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from kinerja.layanan.forms.bidang import BidangPegawai, BidangUnit, bidang_tanggal
from kinerja.organisasi import queries
from kinerja.organisasi.enums import JenisJabatan, JenisUnit
from kinerja.organisasi.models import Pegawai, Penugasan
from kinerja.organisasi.models.pilihan import pilihan

_JENIS_UNIT = {
    JenisUnit.PEMDA: "Pemerintah daerah",
    JenisUnit.SETDA: "Sekretariat Daerah",
    JenisUnit.SETWAN: "Sekretariat DPRD",
    JenisUnit.IRBAN: "Inspektur pembantu",
    JenisUnit.SATPOLPP: "Satpol PP",
    JenisUnit.UPTD: "UPTD lain",
    JenisUnit.UPTD_SATPEN: "Sekolah (UPTD satuan pendidikan)",
    JenisUnit.UPTD_PUSKESMAS: "Puskesmas",
    JenisUnit.UPTD_RSUD: "RSUD",
}


def sebut_jenis_unit(jenis: JenisUnit) -> str:
    """The kind of a unit in words."""
    return _JENIS_UNIT.get(jenis) or jenis.value.replace("_", " ").capitalize()


class SaringDelegasiForm(forms.Form):
    """Whom a letter is about: by unit and kind, or by name."""

    jenis_unit = forms.ChoiceField(label="Jenis unit", required=False)
    jenis_jabatan = forms.ChoiceField(label="Jenis jabatan", required=False)
    kepala = forms.BooleanField(label="Hanya kepala unit", required=False)
    q = forms.CharField(label="NIP, nama, atau jabatan", required=False, max_length=100)

    field_order = ["unit", "jenis_unit", "kepala", "jenis_jabatan", "q"]

    def __init__(self, *args: Any, wilayah: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wilayah = wilayah
        self.fields["unit"] = BidangUnit(
            label="Unit dan di bawahnya", wilayah=wilayah, required=False, empty_label="Semua unit"
        )
        semua = [("", "Semua jenis")]
        self.fields["jenis_unit"].choices = semua + [(x.value, sebut_jenis_unit(x)) for x in JenisUnit]
        self.fields["jenis_jabatan"].choices = semua + pilihan(JenisJabatan)
        self.order_fields(self.field_order)

    def pegawai(self, hari: dt.date) -> QuerySet[Pegawai]:
        """Those who match today, within one's own area; nobody before anything was asked."""
        if not self.is_valid() or not any(self.cleaned_data.values()):
            return Pegawai.objects.none()
        isi = self.cleaned_data
        tugas = Penugasan.objects.pada(hari)
        if isi["unit"]:
            tugas = tugas.filter(unit__path__startswith=isi["unit"].path)
        if isi["jenis_unit"]:
            tugas = tugas.filter(unit__masa__jenis=isi["jenis_unit"], unit__masa__berlaku__contains=hari)
        if isi["kepala"]:
            tugas = tugas.filter(memimpin=True)
        if isi["jenis_jabatan"]:
            tugas = tugas.filter(jabatan__jenis=isi["jenis_jabatan"])
        orang = queries.pegawai_bekerja(hari).filter(pk__in=tugas.filter(_di(self.wilayah)).values("pegawai_id"))
        return queries.cari_pegawai(orang, isi["q"]) if isi["q"] else orang


def _di(wilayah: tuple[str, ...]) -> Q:
    syarat = Q(pk__in=[]) if wilayah else Q()
    for path in wilayah:
        syarat |= Q(unit__path__startswith=path)
    return syarat


class KeputusanForm(forms.Form):
    """The signed paper of an official who does not sign in."""

    pejabat = forms.ModelChoiceField(Pegawai.objects.none(), label="Pejabat yang memutus", empty_label="Pilih pejabat")
    nomor_keputusan = forms.CharField(label="Nomor surat yang ditandatangani", max_length=80)
    tanggal_keputusan = bidang_tanggal("Tanggal surat itu")
    berkas = forms.FileField(label="Surat yang sudah ditandatangani", help_text="PDF atau foto (JPG, PNG), paling besar 5 MB.")

    def __init__(self, *args: Any, pejabat: QuerySet[Pegawai], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pejabat"].queryset = pejabat


class DelegasiForm(forms.Form):
    """The letter."""

    kepada = forms.ChoiceField(
        label="Dinilai oleh",
        choices=[("ORANG", "Seorang pejabat"), ("KANTOR", "Siapa pun yang memimpin sebuah unit")],
        initial="ORANG",
    )
    penilai = BidangPegawai(label="Pejabat itu", required=False)
    nomor = forms.CharField(label="Nomor surat pendelegasian", max_length=80)
    tanggal = bidang_tanggal("Tanggal surat")
    mulai = bidang_tanggal("Mulai berlaku")
    sampai = bidang_tanggal("Hari terakhir", required=False, help_text="Kosongkan bila sampai ada surat baru.")
    tentang = forms.CharField(label="Tentang", max_length=250, required=False)
    alasan = forms.CharField(
        label="Alasan penunjukan",
        max_length=250,
        required=False,
        help_text="Wajib bila yang ditunjuk di bawah pejabat pengawas dan tidak memimpin unit.",
    )

    field_order = ["kepada", "penilai", "unit_penilai", "nomor", "tanggal", "mulai", "sampai", "tentang", "alasan"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_penilai"] = BidangUnit(label="Unit itu", wilayah=("",), required=False, empty_label="Pilih unit")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Only what was chosen counts."""
        isi = super().clean() or {}
        buang, perlu = ("unit_penilai", "penilai") if isi.get("kepada") == "ORANG" else ("penilai", "unit_penilai")
        isi[buang] = None
        if not isi.get(perlu) and perlu not in self.errors:
            self.add_error(perlu, "Isi siapa yang menilai.")
        return isi


class CabutForm(forms.Form):
    """Why a letter no longer holds."""

    sejak = bidang_tanggal("Tidak berlaku lagi mulai")
    alasan = forms.CharField(label="Alasan pencabutan", max_length=250)

"""Shape of input: turns text into values. What is allowed is decided in ``actions``."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from kinerja.layanan.enums import BagianLaporan
from kinerja.organisasi import queries
from kinerja.organisasi.enums import JenisJabatan, JenisMasaKhusus, JenisUnit, SifatPenugasan, StatusPegawai
from kinerja.organisasi.models import Jabatan, Pegawai, Penugasan, UnitKerja
from kinerja.organisasi.models.pilihan import pilihan
from kinerja.plumbing import jam
from kinerja.plumbing.tulisan import angka as tulis_angka

_DISEBUT = 4
#: People whom one list names; more is sent in parts.
BARIS_TERBANYAK = 500
_KEPALA_DAERAH = ("Bupati", "Pj. Bupati", "Wali Kota", "Pj. Wali Kota")
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
_SATU_HARI = dt.timedelta(days=1)


def sebut_jenis_unit(jenis: JenisUnit) -> str:
    """The kind of a unit in words."""
    return _JENIS_UNIT.get(jenis) or jenis.value.replace("_", " ").capitalize()


class IsianTanggal(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def bidang_tanggal(label: str, **lain: Any) -> forms.DateField:
    """A date."""
    return forms.DateField(label=label, widget=IsianTanggal(), **lain)


def awal_tidak_berlaku(sampai: dt.date | None) -> dt.date | None:
    """People write the last day; a range ends on the day after."""
    return sampai + _SATU_HARI if sampai else None


class BidangPegawai(forms.CharField):
    """One person by NIP, or by a name that only one person bears. Works without JavaScript."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Ketik NIP atau nama.")
        super().__init__(*args, max_length=150, **kwargs)

    def clean(self, value: Any) -> Any:
        """The person; an error names those among whom to choose."""
        teks = str(super().clean(value) or "")
        if not teks:
            return None
        return cari_satu(teks)


def cari_satu(teks: str) -> Pegawai:
    """The one person whom ``teks`` means. Raises ``ValidationError`` for none or several."""
    angka = re.sub(r"[\s.\-]", "", teks)
    orang = Pegawai.objects.exclude(status=StatusPegawai.NON_ASN)
    if angka.isascii() and angka.isdigit():
        ada = orang.filter(nip=angka).first()
        if ada is None:
            raise forms.ValidationError("Tidak ada pegawai dengan NIP itu. Periksa kembali 18 angkanya.")
        return ada
    persis = list(orang.filter(nama_urut=teks.strip().lower()).order_by("pk")[: _DISEBUT + 1])
    ketemu = persis or list(queries.cari_pegawai(orang, teks).order_by("nama_urut", "pk")[: _DISEBUT + 1])
    if len(ketemu) == 1:
        return ketemu[0]
    if not ketemu:
        raise forms.ValidationError("Tidak ada pegawai dengan nama itu. Coba potongan nama yang lebih pendek, atau NIP-nya.")
    raise forms.ValidationError(
        f"Lebih dari satu orang cocok: {_sebut(ketemu[:_DISEBUT])}. Tambahkan jabatannya, atau ketik NIP-nya."
    )


def _sebut(orang: list[Pegawai]) -> str:
    """Names with position and unit: a NIP is not for everybody who fills in a form."""
    tugas = queries.jabatan_utama([p.pk for p in orang], jam.hari_ini())
    return "; ".join(f"{p} ({tugas[p.pk].nama_jabatan}, {tugas[p.pk].unit})" if p.pk in tugas else str(p) for p in orang)


class BidangBanyakPegawai(forms.CharField):
    """Several people, one NIP or whole name a line."""

    widget = forms.Textarea

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 5}))
        super().__init__(*args, **kwargs)

    def clean(self, value: Any) -> Any:
        """The people in the order typed, each once; errors name the line. One query for any number of lines."""
        baris = [b.strip() for b in str(super().clean(value) or "").splitlines() if b.strip()]
        if len(baris) > BARIS_TERBANYAK:
            raise forms.ValidationError(
                f"Daftar ini memuat {tulis_angka(len(baris))} baris, paling banyak {tulis_angka(BARIS_TERBANYAK)}. "
                "Kirim sebagian dahulu, lalu sisanya."
            )
        cocok = _cari_semua(baris)
        orang: dict[int, Pegawai] = {}
        galat = []
        for b in baris:
            ketemu = cocok[_kunci(b)]
            if len(ketemu) == 1:
                orang[ketemu[0].pk] = ketemu[0]
            else:
                galat.append(f"{b}: {_mengapa_tidak(b, len(ketemu))}")
        if galat:
            raise forms.ValidationError(galat)
        return list(orang.values())


def _kunci(teks: str) -> str:
    """A NIP without its gaps, or a name as it is sorted."""
    angka = re.sub(r"[\s.\-]", "", teks)
    return angka if angka.isascii() and angka.isdigit() else " ".join(teks.lower().split())


def _cari_semua(baris: list[str]) -> dict[str, list[Pegawai]]:
    """The people of each key: by the whole NIP, or the whole name without titles."""
    kunci = {_kunci(b) for b in baris}
    cocok: dict[str, list[Pegawai]] = {k: [] for k in kunci}
    orang = Pegawai.objects.exclude(status=StatusPegawai.NON_ASN)
    for p in orang.filter(Q(nip__in=kunci) | Q(nama_urut__in=kunci)).order_by("pk") if kunci else ():
        for k in {p.nip, p.nama_urut} & kunci:
            cocok[k].append(p)
    return cocok


def _mengapa_tidak(baris: str, banyak: int) -> str:
    if banyak:
        return f"{tulis_angka(banyak)} orang bernama sama. Ketik NIP-nya."
    if _kunci(baris).isdigit():
        return "Tidak ada pegawai dengan NIP itu. Periksa kembali 18 angkanya."
    return "Tidak ada pegawai dengan nama itu. Ketik nama lengkapnya tanpa gelar, atau NIP-nya."


class BidangUnit(forms.ModelChoiceField):
    """A unit of today within ``wilayah`` (path prefixes), indented as the tree."""

    def __init__(self, *, wilayah: tuple[str, ...], **kwargs: Any) -> None:
        unit = queries.unit_berlaku(jam.hari_ini())
        if "" not in wilayah:
            di_wilayah = UnitKerja.objects.none()
            for path in wilayah:
                di_wilayah |= UnitKerja.objects.filter(path__startswith=path)
            unit = unit & di_wilayah
        super().__init__(queryset=unit.order_by("path"), **kwargs)

    def label_from_instance(self, obj: UnitKerja) -> str:
        """Deeper units stand to the right."""
        return f"{'  ' * (obj.depth - 1)}{obj.nama_kini}"


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


class TimForm(forms.Form):
    """A team."""

    nama = forms.CharField(label="Nama tim", max_length=200)
    ketua = BidangPegawai(label="Ketua tim")
    sk = forms.CharField(label="Nomor surat tugas atau SK", max_length=80)
    mulai = bidang_tanggal("Mulai")
    sampai = bidang_tanggal("Hari terakhir", required=False)
    anggota = BidangBanyakPegawai(
        label="Anggota", required=False, help_text="Satu NIP atau nama lengkap tiap baris, boleh dari unit mana pun."
    )


class AnggotaTimForm(forms.Form):
    """More members."""

    anggota = BidangBanyakPegawai(label="Anggota baru", help_text="Satu NIP atau nama lengkap tiap baris.")
    mulai = bidang_tanggal("Mulai")


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


class LaporForm(forms.Form):
    """What is wrong."""

    bagian = forms.ChoiceField(label="Yang keliru", choices=pilihan(BagianLaporan))
    uraian = forms.CharField(
        label="Apa yang keliru, dan bagaimana seharusnya",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Sebut nomor SK atau surat bila ada.",
    )


class JawabForm(forms.Form):
    """The answer to a report."""

    tindakan = forms.ChoiceField(
        label="Jawaban",
        choices=[("perbaiki_laporan", "Sudah diperbaiki"), ("tolak_laporan", "Ditolak")],
        widget=forms.RadioSelect,
    )
    jawaban = forms.CharField(
        label="Penjelasan untuk pelapor",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wajib bila ditolak.",
    )


class AlihkanForm(forms.Form):
    """Another desk."""

    catatan = forms.CharField(label="Alasan", max_length=250)

    field_order = ["unit", "catatan"]

    def __init__(self, *args: Any, unit: QuerySet[UnitKerja], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ModelChoiceField(unit, label="Ke meja admin", empty_label="Pilih unit")
        self.order_fields(self.field_order)


class BantuForm(forms.Form):
    """Consent for a helper."""

    pembantu = BidangPegawai(label="Yang boleh membantu")
    sampai = bidang_tanggal("Sampai tanggal")

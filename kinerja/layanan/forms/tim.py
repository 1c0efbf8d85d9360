"""Teams and their members."""

from django import forms

from kinerja.layanan.forms.bidang import BidangBanyakPegawai, BidangPegawai, bidang_tanggal


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

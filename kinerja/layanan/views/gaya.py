"""``/gaya/``: every component in every state, for those who build screens and those who judge them. The people are invented."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods
from django_tables2 import RequestConfig

from kinerja.layanan.middleware import halaman_galat
from kinerja.layanan.templatetags.kinerja import cip, orang
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk
from kinerja.plumbing.putusan import Alasan, Putusan

KODE_GALAT = {
    400: "Alamat atau isian yang dikirim tidak lengkap. Kembali ke halaman sebelumnya, lalu ulangi dari sana.",
    403: "Hanya admin unit Dinas Kesehatan yang boleh mencetak kode aktivasi. Minta bantuannya, atau hubungi BKPSDM.",
    404: "Halaman atau data ini tidak ditemukan, atau bukan untuk akun Anda. Periksa alamatnya, atau cari dari Beranda.",
    409: "SKP ini sudah ditetapkan pukul 10.42 oleh pejabat penilai. Muat ulang halaman, lalu periksa kembali.",
    422: "Masa perencanaan sudah ditutup. Minta perpanjangan kepada BKPSDM dengan surat, lalu ajukan lagi.",
    429: "Demi keamanan, permintaan dari sini ditahan sebentar. Tunggu lima menit, lalu coba lagi.",
    500: "",
    503: "",
}

TAHAP = [
    {"judul": "Perencanaan", "waktu": "Januari 2026", "kalimat": "SKP ditetapkan", "keadaan": "lewat", "ikon": "target"},
    {"judul": "Triwulan I", "waktu": "April", "kalimat": "Predikat: Baik", "keadaan": "lewat"},
    {"judul": "Triwulan II", "waktu": "Juli", "kalimat": "Predikat: Baik", "keadaan": "lewat"},
    {"judul": "Triwulan III", "waktu": "Oktober", "kalimat": "Predikat: Baik", "keadaan": "lewat"},
    {"judul": "Triwulan IV", "waktu": "Oktober–Desember", "kalimat": "Dialog dan realisasi", "keadaan": "kini"},
    {
        "judul": "Evaluasi tahunan",
        "waktu": "Januari 2027",
        "kalimat": "Dibuka 4 Januari",
        "keadaan": "nanti",
        "ikon": "scale",
    },
    {
        "judul": "Tindak lanjut",
        "waktu": "Februari 2027",
        "kalimat": "Penghargaan, pembinaan",
        "keadaan": "nanti",
        "ikon": "flag",
    },
]

PEGAWAI = [
    ("Ernawati", "Pengadministrasi Perkantoran", "198201012008012917", "Ditetapkan", "ok", 64),
    (
        "Drs. H. Muhammad Syahrani Fakhrurrazi, S.Sos., M.A.P.",
        "Analis SDM Aparatur Ahli Madya, Bidang Penilaian Kinerja",
        "197001011998031902",
        "Menunggu Anda",
        "awas",
        71,
    ),
    ("Wahyu Saputra", "Pranata SDM Aparatur Terampil", "199501012020121903", "Diajukan", "info", 88),
    ("Siti Mardiyah", "Arsiparis Mahir", "198801012011012904", "Dikembalikan", "awas", 82),
]

PUTUSAN = Putusan(
    "Gunawan Santosa, S.Sos., M.A.P.",
    (
        Alasan("Jabatan definitif Anda berada di Bidang Penilaian Kinerja.", fakta={"Sejak": "1 April 2023"}),
        Alasan("Bidang itu dipimpin pejabat definitif, tanpa Plt."),
        Alasan("Tidak ada pendelegasian yang berlaku.", "PermenPANRB 6/2022, Pasal 1 angka 10"),
    ),
)


class FormContoh(forms.Form):
    """One field of each kind."""

    target = forms.DecimalField(
        label="Target",
        localize=True,
        help_text="Angka saja; satuan dipilih di bawahnya.",
        error_messages={"invalid": "Tulis dengan angka, misalnya 90 atau 90,5."},
    )
    satuan = forms.ChoiceField(label="Satuan", choices=[("dok", "dokumen"), ("org", "orang"), ("persen", "persen")])
    alasan = forms.CharField(
        label="Alasan melewati pola",
        required=False,
        help_text="Tersimpan dalam berita acara, terbaca oleh Tim Penilai Kinerja.",
        widget=forms.Textarea(attrs={"placeholder": "Satu atau dua kalimat dengan fakta", "rows": 3}),
    )
    dasar = forms.ChoiceField(
        label="Dasar penilaian",
        widget=forms.RadioSelect,
        choices=[("struktur", "Struktur organisasi"), ("delegasi", "Pendelegasian dengan surat"), ("plt", "Pelaksana tugas")],
    )
    berkas = forms.FileField(label="Surat bertanda tangan", required=False)
    setuju = forms.BooleanField(label="Standar di atas ekspektasi RHK 1 terpenuhi, bukti: Laporan triwulan III")


class FormSaringan(forms.Form):
    """A filter bar."""

    q = forms.CharField(label="Cari", required=False, widget=forms.TextInput(attrs={"placeholder": "NIP, nama, jabatan"}))
    unit = forms.ChoiceField(label="Unit", required=False, choices=[("", "Semua unit"), ("1", "Dinas Kesehatan")])
    status = forms.ChoiceField(label="Status SKP", required=False, choices=[("", "Semua"), ("ok", "Ditetapkan")])


class TabelContoh(tables.Table):
    """A list as every list looks."""

    caption = "Contoh daftar pegawai"
    nama = tables.Column(verbose_name="Pegawai")
    nip = tables.TemplateColumn(
        "{% load kinerja %}{{ record.nip|nip }}", verbose_name="NIP", orderable=False, attrs={"td": {"class": "nip utuh"}}
    )
    status = tables.Column(verbose_name="SKP")
    realisasi = tables.Column(attrs={"td": {"class": "n"}})
    langkah = tables.TemplateColumn(
        '{% load kinerja %}{% tombol "Periksa SKP" url="#" sempit=True senyap=record.nama %}',
        verbose_name="Langkah berikutnya",
        orderable=False,
        attrs={"td": {"tanpa_label": True}},
    )

    def render_nama(self, record: dict[str, Any]) -> SafeString:
        """Initials, name and position."""
        return orang(record["nama"], record["jabatan"])

    def render_status(self, record: dict[str, Any]) -> SafeString:
        """The state as a pill."""
        return cip(record["status"], record["jenis"])

    def render_realisasi(self, value: int) -> str:
        """Whole percents."""
        return f"{value}%"


def _tabel(request: HttpRequest) -> TabelContoh:
    kolom = ("nama", "jabatan", "nip", "status", "jenis", "realisasi")
    tabel = TabelContoh([dict(zip(kolom, p, strict=True)) for p in PEGAWAI * 30])
    RequestConfig(request, paginate={"per_page": 4, "silent": True}).configure(tabel)
    return tabel


@cukup_masuk
@require_http_methods(["GET", "HEAD", "POST"])
def gaya(request: HttpRequest) -> HttpResponse:
    """The gallery; ``?galat=409`` shows that error page with its own status; POST changes nothing and says so in a toast."""
    if request.method == "POST":
        messages.success(request, "Ini hanya contoh: tidak ada yang berubah.")
        return redirect("layanan:gaya")
    kode = request.GET.get("galat", "")
    if kode.isdecimal() and int(kode) in KODE_GALAT:
        return halaman_galat(request, int(kode), KODE_GALAT[int(kode)])
    batas = dt.date(2026, 11, 27)
    konteks = {
        "batas": batas,
        "mulai": dt.date(2026, 11, 9),
        "sejak": dt.date(2026, 11, 23),
        "putusan": PUTUSAN,
        "tahap": TAHAP,
        "form": FormContoh({"target": "sembilan puluh", "satuan": "dok", "dasar": "struktur", "setuju": "on"}),
        "filter": SimpleNamespace(form=FormSaringan(request.GET)),
        "tabel": _tabel(request),
        "tabel_kosong": TabelContoh([], empty_text="Tidak ada pegawai yang cocok dengan saringan ini."),
        "predikat": [
            ("Sangat Baik", 4, 5),
            ("Baik", 27, 26),
            ("Butuh Perbaikan", 5, 5),
            ("Kurang", 2, 2),
            ("Sangat Kurang", 0, 0),
        ],
        "angka": [
            {"judul": "1. Perencanaan", "nilai": "756", "kalimat": "dari 760 SKP ditetapkan", "bagian": 756, "dari": 760},
            {
                "judul": "2. Pemantauan",
                "nilai": "698",
                "kalimat": "dari 757 dialog triwulan III",
                "bagian": 698,
                "dari": 757,
                "awas": True,
            },
            {"judul": "3. Penilaian", "nilai": "741", "kalimat": "dari 757 evaluasi", "bagian": 741, "dari": 757},
            {"judul": "4. Tindak lanjut", "nilai": "5", "kalimat": "dari 7 pembinaan berjalan", "bagian": 5, "dari": 7},
        ],
        "langkah": [
            {"judul": "Unggah", "kalimat": "10.02", "keadaan": "lewat"},
            {"judul": "Dibaca", "kalimat": "4.612 baris, 2,4 detik", "keadaan": "lewat"},
            {"judul": "Pratinjau", "kalimat": "Belum ada data yang berubah", "keadaan": "kini"},
            {"judul": "Diterapkan", "kalimat": "Semua atau tidak sama sekali", "keadaan": "nanti"},
        ],
        "tab": [
            {"judul": "Riwayat kinerja", "url": "#tab", "kini": True},
            {"judul": "SKP", "url": "#tab", "jumlah": 2},
            {"judul": "Dialog", "url": "#tab"},
            {"judul": "Riwayat perubahan", "url": "#tab"},
        ],
        "linimasa": [
            {
                "ikon": "briefcase",
                "judul": "Analis SDM Aparatur Ahli Muda",
                "cip": ("Sekarang", "ok"),
                "isi": "Bidang Penilaian Kinerja Aparatur dan Penghargaan, BKPSDM",
                "waktu": "1 April 2023 sampai sekarang",
            },
            {
                "ikon": "users",
                "judul": "Anggota Tim Reformasi Birokrasi, lintas unit",
                "isi": "Sekretariat Daerah · Surat Tugas 800/114/2026",
                "waktu": "2 Februari sampai 31 Desember 2026",
            },
            {
                "ikon": "calendar-event",
                "judul": "Plh. Kepala Subbidang Kinerja",
                "isi": "BKPSDM · 12 hari",
                "waktu": "5 sampai 16 Agustus 2024",
            },
        ],
        "kode_galat": list(KODE_GALAT),
    }
    return tampilkan(request, "gaya/gaya.html", konteks)

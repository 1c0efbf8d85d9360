"""What is ready for new SKP of the demo: BKPSDM's library for three positions, the Dinas' template of the lampiran."""

import datetime as dt

from kinerja.layanan.demo import pemeran
from kinerja.organisasi.models import Akun
from kinerja.plumbing.jam_basisdata import pada
from skp.actions.pustaka import tambah_pustaka
from skp.actions.templat import tambah_templat
from skp.demo.susun import akun_dari
from skp.models import PustakaRHK, TemplatLampiran

_SUMBER = "Standar kinerja jabatan, BKPSDM 2026"
#: Position -> sentence, what it delivers, measures: wording, aspect, target, unit, evidence.
_PUSTAKA = {
    "Perawat Terampil": (
        ("Meningkatnya mutu asuhan keperawatan bagi pasien", "LAYANAN", (
            ("Persentase asuhan keperawatan yang sesuai standar", "KUALITAS", "95", "%", "Hasil audit internal"),
            ("Jumlah asuhan keperawatan yang didokumentasikan", "KUANTITAS", "900", "asuhan", "Catatan keperawatan"),
        )),
        ("Berkurangnya risiko cedera pasien selama perawatan", "LAYANAN", (
            ("Persentase pasien yang dinilai risiko jatuhnya", "KUALITAS", "100", "%", "Lembar penilaian risiko"),
        )),
    ),
    "Bidan Terampil": (
        ("Meningkatnya keselamatan ibu hamil dan bersalin", "LAYANAN", (
            ("Jumlah ibu hamil yang diperiksa enam kali", "KUANTITAS", "96", "ibu", "Kohort ibu"),
            ("Persentase persalinan di fasilitas kesehatan", "KUALITAS", "97", "%", "Register persalinan"),
        )),
    ),
    "Pranata Komputer Ahli Pertama": (
        ("Terjaganya layanan informasi yang selalu dapat dipakai", "LAYANAN", (
            ("Persentase waktu layanan tersedia", "KUALITAS", "99", "%", "Catatan pemantauan"),
            ("Lama pemulihan gangguan", "WAKTU", "4", "jam", "Catatan gangguan"),
        )),
    ),
}  # fmt: skip
_TEMPLAT = (
    ("DUKUNGAN_SUMBER_DAYA", "Perangkat kerja: laptop, jaringan internet, dan akses aplikasi Dinas Kesehatan."),
    ("DUKUNGAN_SUMBER_DAYA", "Anggaran perjalanan dinas dalam daerah menurut DPA unit masing-masing."),
    ("SKEMA_PERTANGGUNGJAWABAN", "Dialog kinerja setiap bulan; realisasi dan bukti dukung diisi setiap triwulan."),
    ("KONSEKUENSI", "Kesempatan mengikuti pelatihan bila ekspektasi terlampaui; bimbingan kinerja bila belum tercapai."),
)


def pustaka_dan_templat() -> None:
    """Before anybody of the Dinas plans, so that their SKP begin with it."""
    with pada(dt.date(2026, 2, 2)):
        if not PustakaRHK.objects.exists():
            _pustaka(Akun.objects.get(peran_demo="admin_bkpsdm"))
        dinas = pemeran.unit(pemeran.DINAS)
        if not TemplatLampiran.objects.filter(unit=dinas).exists():
            by = akun_dari(pemeran.kepala(pemeran.DINAS))
            for jenis, uraian in _TEMPLAT:
                tambah_templat(dinas, jenis, uraian, by=by)


def _pustaka(by: Akun) -> None:
    for jabatan, semua in _PUSTAKA.items():
        for uraian, keluaran, iki in semua:
            isi = {"uraian": uraian, "keluaran": keluaran, "sumber": _SUMBER}
            baris = [dict(zip(("uraian", "aspek", "target_teks", "satuan", "bukti"), x, strict=True)) for x in iki]
            tambah_pustaka(jabatan, isi, baris, by=by)

"""What keeps the rhythm: in the middle of November most leaders sit down once more with their people, a few do not.

The heads in ``percakapan.ABAI`` let their teams wait since July, so that the strip shows where the talks stopped. At the end
the worker's count is made once, for the board of the kabupaten.
"""

import datetime as dt

from django.db import transaction

from dialog.actions import catatan, kesepakatan
from dialog.actions import dialog as aksi
from dialog.demo.percakapan import ABAI, PIMPINAN
from dialog.enums import DIALOG_TERBUKA
from dialog.intensitas import TERLAKSANA, ringkas
from dialog.models import Dialog, RingkasanIntensitas
from kinerja.layanan.demo import pemeran
from kinerja.organisasi.models import HubunganPenilai, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import LANGKAH_DEMO, LangkahDemo
from kinerja.plumbing.jam_basisdata import pada
from skp.demo.susun import akun_dari, bawahan

#: Beside the leaders of ``percakapan``: the other heads of the Dinas and of the kecamatan, so that there only ABAI is silent.
LAIN = ("05.3", "05.5", "31.1.1", "31.1.2", "31.2", "31.4", "31.5", "31.K1", "31.K1.1", "31.K2", "31.K2.1")
#: First day of these talks, and from when on a talk is recent enough to need none.
AWAL, CUKUP = dt.date(2026, 11, 9), dt.date(2026, 10, 28)
#: Every so-manieth is left out, and shows up amber on his leader's page.
TERLEWAT = 5
_KATA = (
    "Sisa target dua bulan dibagi per pekan; kendala data desa sudah terurai.",
    "Rekap Oktober diterima tepat waktu. Fokus berikutnya mutu analisisnya.",
    "Beban November ditata ulang supaya laporan akhir tahun tidak menumpuk.",
)
_SEPAKAT = ("Menyelesaikan rekap November sebelum tanggal 5", "Menata ulang jadwal kunjungan desa", "Mengirim draf bab capaian")


def irama() -> None:
    """One short talk per person who has waited, each in a transaction of its own."""
    urut = 0
    for kode in (*PIMPINAN, *LAIN):
        if kode in ABAI:
            continue
        pimpinan = pemeran.kepala(kode)
        for orang in bawahan(pimpinan):
            urut += 1
            if urut % TERLEWAT and not _baru_saja(orang, pimpinan):
                with transaction.atomic():
                    _bertemu(orang, pimpinan, urut)


def _baru_saja(orang: Pegawai, pimpinan: Pegawai) -> bool:
    """Talked lately, or has a talk that is still open."""
    kita = Dialog.objects.filter(pegawai=orang, pimpinan=pimpinan)
    batas = dt.datetime.combine(CUKUP, dt.time(), jam.WITA)
    return bool(
        kita.filter(status__in=DIALOG_TERBUKA).exists() or kita.filter(status__in=TERLAKSANA, berakhir_pada__gte=batas).exists()
    )


def _bertemu(orang: Pegawai, pimpinan: Pegawai, urut: int) -> None:
    hari = AWAL + dt.timedelta(days=(0, 1, 2, 3, 4, 7, 8)[urut % 7])
    if not HubunganPenilai.objects.pada(hari).filter(pegawai=orang, penilai=pimpinan).exists():
        return
    saya, atasan = akun_dari(orang), akun_dari(pimpinan)
    with pada(dt.datetime.combine(hari, dt.time(8 + urut % 7, 30), jam.WITA)):
        d = aksi.mulai_sekarang(orang, pimpinan, by=atasan)
        catatan.simpan_catatan(d, _KATA[urut % len(_KATA)], by=atasan)
        if urut % 2:
            isi = _SEPAKAT[urut % len(_SEPAKAT)]
            kesepakatan.tambah_kesepakatan(d, isi, orang.pk, hari + dt.timedelta(days=21), by=atasan)
        d = aksi.akhiri(d, by=atasan)
    with pada(dt.datetime.combine(hari, dt.time(15, 30), jam.WITA)):
        aksi.konfirmasi(d, by=saya)


def papan() -> None:
    """The count of the worker, once."""
    if not RingkasanIntensitas.objects.exists():
        ringkas(jam.hari_ini())


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    LANGKAH_DEMO.daftarkan(LangkahDemo("dialog.irama", "dialog", irama, sekaligus=False))
    LANGKAH_DEMO.daftarkan(LangkahDemo("dialog.papan_intensitas", "dialog", papan))

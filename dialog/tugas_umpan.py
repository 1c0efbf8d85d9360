"""What feedback asks of one person on Beranda: requests to him, and for BKPSDM reports that wait."""

from dialog.models import UmpanBalik
from dialog.queries_umpan import permintaan_kepada
from dialog.tampilan_umpan import tentang
from kinerja.layanan.beranda import alamat
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import Tugas
from kinerja.plumbing.serempak import Penanya, jumlah
from kinerja.plumbing.tulisan import angka

PALING_BANYAK = 5


def tugas_umpan(akun: Akun) -> Penanya:
    """Requests, the first to lapse on top; for BKPSDM one task for all reports."""
    h = hak(akun)
    if h.pegawai_id is not None:
        for p in (yield permintaan_kepada(h.pegawai_id)[:PALING_BANYAK]):
            url = f"{alamat('dialog:umpan_beri')}?permintaan={p.pk}"
            batas = p.berlaku_sampai.astimezone(jam.WITA).date()
            yield Tugas(f"{p.peminta} meminta umpan balik", f"Tentang: {tentang(p)}."[:200], "Jawab", url, batas)
    if h.admin_bkpsdm:
        [(n,)] = yield jumlah(UmpanBalik.objects.filter(dilaporkan_pada__isnull=False, diputus_pada__isnull=True))
        if n:
            yield Tugas(
                f"{angka(n)} laporan umpan balik menunggu keputusan",
                "Penerimanya merasa dirugikan oleh isinya. Sembunyikan atau biarkan, dengan alasan.",
                "Baca laporan",
                alamat("dialog:umpan_laporan"),
            )

"""The thread on a row, and advice of the SMART lint set aside. Nothing said is ever changed or deleted."""

from django.db import transaction

from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from skp.actions.dasar import pastikan, periksa_panjang, rapikan, umumkan
from skp.aturan_smart import AturanSmart
from skp.models import AbaikanSaran, Komentar, LiniIKI, LiniRHK, VersiSKP

DIKOMENTARI = "skp.dikomentari"
ISI_MAKS, ALASAN_MAKS = 2000, 250


@transaction.atomic
def tambah_komentar(versi: VersiSKP, lini_rhk: LiniRHK, teks: str, *, by: Akun, lini_iki: LiniIKI | None = None) -> Komentar:
    """A remark on an RHK, or on one IKI of it. Raises ``Ditolak`` without words, ``TidakBoleh`` for an outsider."""
    pastikan(by, "komentar", versi, "Komentar ditulis oleh pemilik SKP, pembantunya, dan atasannya.")
    if by.pegawai is None:
        raise TidakBoleh("Akun ini tidak terhubung dengan pegawai, jadi tidak dapat berkomentar.")
    if lini_rhk.skp_id != versi.skp_id or (lini_iki is not None and lini_iki.lini_rhk_id != lini_rhk.pk):
        raise Ditolak("Baris itu bukan bagian SKP ini. Muat ulang halaman.")
    isi = periksa_panjang("Komentar", rapikan(teks), ISI_MAKS)
    if not isi:
        raise Ditolak("Tuliskan komentarnya.")
    baru = Komentar.objects.create(
        versi=versi, lini_rhk=lini_rhk, lini_iki=lini_iki, penulis=by.pegawai, oleh=by, isi=isi, pada=jam.sekarang()
    )
    umumkan(DIKOMENTARI, versi, by, komentar=baru.pk)
    return baru


@transaction.atomic
def selesaikan_komentar(komentar: Komentar, *, by: Akun) -> Komentar:
    """Mark it resolved. Raises ``SudahBerubah`` when somebody else did."""
    kini = Komentar.objects.select_for_update(of=("self",)).select_related("versi__skp__pegawai").get(pk=komentar.pk)
    pastikan(by, "selesaikan_komentar", kini, "Komentar ditandai selesai oleh penulisnya, pemilik SKP, atau penilai.")
    if kini.selesai_pada is not None:
        raise SudahBerubah("Komentar ini sudah ditandai selesai. Muat ulang halaman.")
    kini.selesai_pada, kini.selesai_oleh = jam.sekarang(), by
    kini.save(update_fields=["selesai_pada", "selesai_oleh"])
    return kini


@transaction.atomic
def abaikan_saran(
    versi: VersiSKP, lini_rhk: LiniRHK, aturan: str, alasan: str, *, by: Akun, lini_iki: LiniIKI | None = None
) -> AbaikanSaran:
    """Set a piece of advice aside; the reason is shown to the assessor instead of it. Said again, the newer reason counts."""
    pastikan(by, "abaikan_saran", versi, "Saran diabaikan oleh pemilik SKP selama masih draf.")
    if lini_rhk.skp_id != versi.skp_id or (lini_iki is not None and lini_iki.lini_rhk_id != lini_rhk.pk):
        raise Ditolak("Baris itu bukan bagian SKP ini. Muat ulang halaman.")
    if aturan not in set(AturanSmart):
        raise Ditolak("Saran itu tidak dikenal. Muat ulang halaman.")
    isi = periksa_panjang("Alasan", rapikan(alasan), ALASAN_MAKS)
    if not isi:
        raise Ditolak("Tuliskan mengapa saran ini diabaikan. Penilai membaca alasan itu.")
    hasil, _ = AbaikanSaran.objects.update_or_create(
        lini_rhk=lini_rhk, lini_iki=lini_iki, aturan=aturan, defaults={"alasan": isi, "oleh": by, "pada": jam.sekarang()}
    )
    return hasil

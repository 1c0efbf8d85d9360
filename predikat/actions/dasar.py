"""What all acts on an evaluation share: the lock, who may, the row of a step, the event."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, TidakBoleh
from kinerja.plumbing.models import Peristiwa, catat_peristiwa, susun_peristiwa
from predikat.models import Evaluasi, LangkahEvaluasi
from predikat.rules import IZIN
from skp.actions.dasar import periksa_panjang, rapikan

ALASAN_MAKS = 4000
ISI = ("pegawai", "penilai", "periode__siklus", "unit_hitung", "unit_dipimpin")


def kunci_evaluasi(evaluasi: Evaluasi) -> Evaluasi:
    """The evaluation as it is now, locked until the transaction ends."""
    return kunci_banyak([evaluasi.pk])[0]


def kunci_banyak(ids: Iterable[int]) -> list[Evaluasi]:
    """Many, locked in one order (by id), so that two who set at once wait and never deadlock."""
    baris = Evaluasi.objects.select_for_update(of=("self",), no_key=True).select_related(*ISI)
    return list(baris.filter(pk__in=list(ids)).order_by("pk"))


def pastikan(by: Akun | None, izin: str, objek: object, kalimat: str) -> None:
    """Raises ``TidakBoleh`` with ``kalimat``; ``by`` None is the application itself."""
    if by is not None and not IZIN[izin].test(by, objek):
        raise TidakBoleh(kalimat)


def penulis(by: Akun) -> Pegawai:
    """The person behind an account. Raises ``TidakBoleh`` when there is none."""
    if by.pegawai is None:
        raise TidakBoleh("Akun ini tidak terhubung dengan pegawai, jadi tidak dapat menilai atau menetapkan.")
    return by.pegawai


def pastikan_penilai(e: Evaluasi, by: Akun, berdasarkan: KeputusanTercatat | None, izin: str, kalimat: str) -> Pegawai:
    """Who rates: the penilai himself, or the kepala daerah by his signed paper that BKPSDM records."""
    if berdasarkan is None:
        pastikan(by, izin, e, kalimat)
        return penulis(by)
    pastikan(by, "atur_periode", None, "Penilaian dengan surat dicatat oleh BKPSDM.")
    if e.penilai is None or e.penilai.status != StatusPegawai.NON_ASN:
        raise Ditolak(f"Penilai {e.pegawai} dapat menilai dengan akunnya sendiri, tanpa pencatatan surat.")
    if berdasarkan.pejabat_id != e.penilai_id or by.pegawai_id == e.pegawai_id:
        raise Ditolak(f"Surat itu bukan keputusan penilai {e.pegawai}.")
    return e.penilai


def teks(isi: Any, nama: str = "Alasan", maks: int = ALASAN_MAKS) -> str:
    """Tidied text. Raises ``Ditolak`` when it is too long."""
    return periksa_panjang(nama, rapikan(isi), maks)


def teks_wajib(isi: Any, kosong: str, nama: str = "Alasan", maks: int = ALASAN_MAKS) -> str:
    """Tidied text that says something. Raises ``Ditolak`` with ``kosong`` else."""
    rapi = teks(isi, nama, maks)
    if not rapi:
        raise Ditolak(kosong)
    return rapi


def susun_langkah(evaluasi: Evaluasi, dari: str, tindakan: str, *, by: Akun | None, catatan: str = "") -> LangkahEvaluasi:
    """The row of a step, not yet saved."""
    return LangkahEvaluasi(
        evaluasi=evaluasi,
        dari=dari,
        tindakan=tindakan,
        ke=evaluasi.status,
        pada=jam.sekarang(),
        oleh=by,
        nama_oleh=by.nama_tampil if by else "Aplikasi",
        catatan=catatan,
    )


def umumkan_penetapan(semua: Iterable[Evaluasi], *, by: Akun | None) -> None:
    """Write the event of each predikat that was set."""
    Peristiwa.objects.bulk_create(
        susun_peristiwa(
            "predikat.ditetapkan", Evaluasi, e.pk, by=by, pegawai=e.pegawai_id, periode=e.periode_id,
            unit_hitung=e.unit_hitung_id, predikat=str(e.predikat),
        )
        for e in semua
    )  # fmt: skip


def pindah(evaluasi: Evaluasi, ke: str, *kolom: str) -> str:
    """Save the next status with ``kolom`` and count the change; returns the status before."""
    dari, evaluasi.status = evaluasi.status, ke
    evaluasi.sunting += 1
    evaluasi.save(update_fields=["status", "sunting", *kolom])
    return dari


def naikkan(evaluasi: Evaluasi) -> None:
    """Count a change that moves no status."""
    Evaluasi.objects.filter(pk=evaluasi.pk).update(sunting=F("sunting") + 1)
    evaluasi.sunting += 1


def umumkan(nama: str, evaluasi: Evaluasi, by: Akun | None, **data: Any) -> None:
    """Write the event of an evaluation: ids, never a rating."""
    catat_peristiwa(nama, evaluasi, by=by, pegawai=evaluasi.pegawai_id, periode=evaluasi.periode_id, **data)

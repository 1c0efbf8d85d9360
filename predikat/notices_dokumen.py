"""What people are told about documents and objections: in the worker, once per event; no predikat, no reason in a message."""

from collections.abc import Iterable

from kinerja.layanan.beranda import alamat
from kinerja.layanan.pesan import kirim_pesan
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.organisasi.peran import peran_pada
from kinerja.plumbing import jam
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.tulisan import tanggal
from predikat.actions import dokumen as aksi
from predikat.actions import keberatan as kasus
from predikat.actions.dasar_dokumen import ISI
from predikat.actions.jangka import AJUKAN, DOKUMEN, TANDA_TANGAN, jam_dari
from predikat.enums import StatusDokumen
from predikat.models import DokumenEvaluasi, Keberatan


def _dokumen(p: Peristiwa) -> DokumenEvaluasi | None:
    return DokumenEvaluasi.objects.select_related(*ISI).filter(pk=p.objek_id).first()


def _kirim(orang: Pegawai | None, p: Peristiwa, judul: str, isi: str, url: str) -> None:
    akun = Akun.objects.filter(pegawai=orang, is_active=True).first() if orang else None
    if akun is not None and akun.pk != p.oleh_id:
        kirim_pesan(akun, f"{p.nama}:{p.pk}", judul, isi, url, ikon="file-text")


def kabari_diserahkan(p: Peristiwa) -> None:
    """The person: it is there, and until when he may sign or object."""
    d = _dokumen(p)
    if d is None or d.status not in (StatusDokumen.DISERAHKAN, StatusDokumen.DITERIMA):
        return
    jalan = jam_dari(DOKUMEN, d.pk)
    batas = [tanggal(jalan[n].batas) if n in jalan else "" for n in (TANDA_TANGAN, AJUKAN)]
    isi = (
        f"Baca, lalu tanda tangani paling lambat {batas[0]}. Bila tidak sependapat, ajukan keberatan paling lambat {batas[1]}."
    )
    _kirim(d.evaluasi.pegawai, p, f"Dokumen Evaluasi {d.evaluasi.periode} diserahkan", isi, alamat("predikat:dokumen", d.pk))


def kabari_jawaban(p: Peristiwa) -> None:
    """The assessor: signed, or left in silence."""
    d = _dokumen(p)
    if d is None:
        return
    kata = "ditandatangani" if p.nama == aksi.DITANDATANGANI else "selesai tanpa tanda tangan pegawai"
    judul = f"Dokumen Evaluasi {d.evaluasi.pegawai} {kata}"
    _kirim(d.evaluasi.penilai, p, judul, f"{d.evaluasi.periode}.", alamat("predikat:dokumen", d.pk))


def kabari_dibuka_kembali(p: Peristiwa) -> None:
    """The assessor and the person: it does not hold any more, and who acts now."""
    d = _dokumen(p)
    if d is None:
        return
    url = alamat("predikat:dokumen", d.pk)
    judul = f"Dokumen Evaluasi {d.evaluasi.pegawai} dibuka kembali"
    isi = "Periksa ratingnya. Predikat ditetapkan lagi dari halaman Penilaian, atau lewat sesi kalibrasinya bila terbuka."
    _kirim(d.evaluasi.penilai, p, judul, isi, url)
    if d.diserahkan_pada:
        isi = "Dokumen yang Anda terima tidak berlaku lagi. Penggantinya diserahkan penilai Anda."
        _kirim(
            d.evaluasi.pegawai,
            p,
            f"Dokumen Evaluasi {d.evaluasi.periode} dibuka kembali",
            isi,
            alamat("predikat:dokumen_daftar"),
        )


def kabari_keberatan(p: Peristiwa) -> None:
    """Each step of a case to whoever acts next, and its end to both sides."""
    k = Keberatan.objects.filter(pk=p.data.get("keberatan")).first()
    d = _dokumen(p)
    if k is None or d is None:
        return
    url, siapa = alamat("predikat:keberatan", k.pk), d.evaluasi.pegawai
    for orang, judul, isi in _isi_kabar(p.nama, d, siapa):
        _kirim(orang, p, judul, isi, url)
    if p.nama == kasus.DIAJUKAN and d.atasan_penilai is None:
        _kirim_bkpsdm(p, f"Keberatan {siapa} tanpa atasan pejabat penilai", "Putusannya dicatat BKPSDM dari surat.", url)


def _isi_kabar(nama: str, d: DokumenEvaluasi, siapa: Pegawai) -> Iterable[tuple[Pegawai | None, str, str]]:
    penilai, atasan = d.evaluasi.penilai, d.atasan_penilai
    kata = f"Keberatan {siapa} atas Dokumen Evaluasi {d.evaluasi.periode}"
    if nama == kasus.DIAJUKAN:
        yield penilai, kata, "Tuliskan penjelasan Anda."
        yield atasan, kata, "Anda memeriksanya setelah penilai memberi penjelasan."
    elif nama == kasus.DIJELASKAN:
        yield atasan, f"{kata} sudah dijelaskan penilai", "Periksa, lalu putuskan."
        yield siapa, "Penilai Anda memberi penjelasan", "Baca penjelasannya pada berkas keberatan Anda."
    elif nama == kasus.DIPERIKSA:
        yield siapa, "Keberatan Anda sedang diperiksa", "Putusannya sampai kepada Anda di sini."
    elif nama == kasus.DIPUTUS:
        yield siapa, "Keberatan Anda sudah diputus", "Putusan itu final. Baca pertimbangannya."
        yield penilai, f"{kata} sudah diputus", "Putusan itu final."
    elif nama == kasus.DITARIK:
        yield penilai, f"{kata} ditarik", "Tidak ada yang perlu Anda lakukan."
        yield atasan, f"{kata} ditarik", "Tidak ada yang perlu Anda lakukan."


def _kirim_bkpsdm(p: Peristiwa, judul: str, isi: str, url: str) -> None:
    ids = peran_pada(jam.hari_ini()).filter(peran=Peran.ADMIN_BKPSDM, unit__isnull=True).values("akun_id")
    kirim_pesan(Akun.objects.filter(pk__in=ids), f"{p.nama}:{p.pk}", judul, isi, url, ikon="scale")

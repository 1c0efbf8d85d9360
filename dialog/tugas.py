"""What dialogues ask of one person on Beranda, and where a deadline leads to."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from dialog.actions.tenggat import OBJEK, SETUJUI
from dialog.enums import PeranPeserta, StatusDialog
from dialog.models import Dialog, LangkahDialog, Peserta
from dialog.queries import kesepakatan_terbuka
from kinerja.layanan.beranda import alamat
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import Tugas
from kinerja.plumbing.serempak import Penanya
from kinerja.plumbing.tulisan import pukul, tanggal
from kinerja.siklus.models import Tenggat

#: So many agreements are tasks of their own; the others wait behind them.
PALING_BANYAK = 6


def tugas_dialog(akun: Akun) -> Penanya:
    """Minutes that wait for my word, talks under way, and those planned for today or not held on their day."""
    saya = hak(akun).pegawai_id
    if saya is None:
        return
    milik = LangkahDialog.objects.filter(dialog=OuterRef(OuterRef("pk"))).values("pk")
    jalan = Tenggat.objects.filter(objek_jenis=OBJEK, objek_id__in=milik, jenis=SETUJUI, selesai_pada__isnull=True)
    belum = Peserta.objects.filter(dialog=OuterRef("pk"), pegawai=saya, dikonfirmasi_pada__isnull=True)
    menunggu = Q(status=StatusDialog.MENUNGGU_KONFIRMASI) & Exists(belum)
    usul = Peserta.objects.filter(dialog=OuterRef("pk"), peran=PeranPeserta.PENDAMPING, disetujui_pada__isnull=True)
    usul = usul.exclude(pengusul=saya)
    terbuka = [StatusDialog.RENCANA, StatusDialog.BERLANGSUNG]
    datang = Q(status=StatusDialog.RENCANA, jadwal__date__lte=jam.hari_ini()) | Q(status=StatusDialog.BERLANGSUNG)
    baris: list[Any] = yield (
        Dialog.objects.filter(Q(pegawai=saya) | Q(pimpinan=saya))
        .annotate(usulan=Exists(usul))
        .filter(menunggu | datang | Q(usulan=True, status__in=terbuka))
        .select_related("pegawai", "pimpinan")
        .annotate(
            batas=Subquery(jalan.values("batas")[:1]),
            dasar=Subquery(jalan.values("dasar")[:1]),
            meja=Subquery(jalan.values("di_meja_sejak")[:1]),
            pekan=Subquery(jalan.values("hari_kerja")[:1]),
        )
        .order_by("jadwal", "pk")
    )
    for d in baris:
        lawan = d.pimpinan if d.pegawai_id == saya else d.pegawai
        if d.usulan and d.status in terbuka:
            rinci = "Setujui atau tolak. Sebelum itu ia tidak membaca apa pun."
            yield Tugas(
                f"{lawan} mengusulkan pendamping dialog", rinci, "Lihat usulan", f"{alamat('dialog:ruang', d.pk)}#pendamping"
            )
        if _saatnya(d):
            yield _tugas_dialog(d, lawan)


def _saatnya(d: Dialog) -> bool:
    """It waits for more than a word about a companion."""
    return d.status != StatusDialog.RENCANA or d.jadwal.astimezone(jam.WITA).date() <= jam.hari_ini()


def _tugas_dialog(d: Any, lawan: Any) -> Tugas:
    url = alamat("dialog:ruang", d.pk)
    if d.status == StatusDialog.MENUNGGU_KONFIRMASI:
        judul, rinci = f"Konfirmasi dialog dengan {lawan}", "Baca catatan dan kesepakatannya, lalu konfirmasi."
        return Tugas(judul, rinci, "Baca risalah", url, d.batas, d.dasar or "", d.meja, d.pekan)
    if d.status == StatusDialog.BERLANGSUNG:
        return Tugas(f"Dialog dengan {lawan} sedang berlangsung", "Tutup setelah selesai, lalu konfirmasi.", "Buka ruang", url)
    if d.jadwal.astimezone(jam.WITA).date() < jam.hari_ini():
        rinci = f"Dijadwalkan {tanggal(d.jadwal)}, belum dimulai. Mulai, pindahkan, atau nyatakan tidak terlaksana."
    else:
        rinci = f"Hari ini pukul {pukul(d.jadwal)} WITA{f', {d.tempat}' if d.tempat else ''}. Lengkapi agendanya."
    return Tugas(f"Dialog dengan {lawan}", rinci, "Buka ruang", url, d.jadwal.astimezone(jam.WITA).date())


def tugas_kesepakatan(akun: Akun) -> Penanya:
    """What I agreed to do, the nearest first."""
    saya = hak(akun).pegawai_id
    if saya is None:
        return
    for k in (yield kesepakatan_terbuka(saya)[:PALING_BANYAK]):
        lawan = k.dialog.pimpinan if k.dialog.pegawai_id == saya else k.dialog.pegawai
        rinci = f"Disepakati dengan {lawan} pada dialog {tanggal(k.dialog.mulai_pada)}."
        yield Tugas(k.isi[:140], rinci, "Tandai selesai", alamat("dialog:kesepakatan", k.pk), k.batas)


def url_setujui(langkah_id: int) -> str:
    """The room that a step belongs to."""
    dialog = LangkahDialog.objects.filter(pk=langkah_id).values_list("dialog_id", flat=True).first()
    return alamat("dialog:ruang", dialog or 0)

"""Predikat that are not judged here: who waits for one, a tugas belajar by its transcript, the conversion of its IPK."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dialog.models import LaporanStudi
from kinerja.layanan.tables import atur
from kinerja.layanan.views.formulir import Halaman, formulir_tindakan
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import angka, masa, tanggal
from predikat import access
from predikat.actions import luar as aksi
from predikat.aturan_luar import predikat_dari_ipk
from predikat.forms_luar import KonversiForm, KonversiStudiForm, StudiForm
from predikat.models import KonversiIPK
from predikat.queries import lengkap
from predikat.queries_luar import dari_luar, konversi_pada, tabel, transkrip
from predikat.tampilan_luar import LuarFilter, TabelLuar

_METODE = ["GET", "HEAD", "POST"]


@izin("predikat.lihat_luar")
@require_safe
def daftar(request: Permintaan, pk: int) -> HttpResponse:
    """Teachers, tugas belajar, the seconded of a period."""
    access.pastikan(request.user, "lihat_luar")
    p = access.get_periode(pk)
    saring = LuarFilter(request.GET, lengkap(dari_luar(p.pk)).order_by("sumber", "pegawai__nama_urut", "pk"))
    konteks = {"p": p, "saring": saring, "tabel": atur(TabelLuar(saring.qs, request.user), request)}
    return tampilkan(request, "predikat/luar.html", konteks, bagian="daftar")


@izin("predikat.tetapkan_studi", objek=True)
@require_http_methods(_METODE)
def studi(request: Permintaan, pk: int) -> HttpResponse:
    """Set the predikat of a tugas belajar: the conversion says it, or BKPSDM with the transcript before it."""
    e = access.get_evaluasi(request.user, pk, "tetapkan_studi")
    laporan = transkrip(e)
    putusan = predikat_dari_ipk(laporan.ipk, tabel(konversi_pada(e.periode.sampai))) if laporan else None
    bentuk = KonversiStudiForm if putusan and putusan.nilai else StudiForm
    # The conversion asks nothing, and a form without fields is valid as soon as it was sent.
    form = bentuk(request.POST if request.method == "POST" else None)
    fakta: list[tuple[str, Any]] = [("Pegawai", e.pegawai.nama_gelar), ("Periode", e.periode), *_fakta(laporan)]
    if putusan:
        fakta.append(("Konversi IPK", putusan.alasan[0].kalimat))
    url = reverse("predikat:luar", args=[e.periode_id])
    halaman = Halaman(
        judul="Predikat tugas belajar",
        tombol="Tetapkan",
        kembali=url,
        remah=[("Predikat dari luar", url), *_halaman_studi(laporan)],
        penjelasan="Menurut transkrip (KHS) yang dikirim pegawai pada halaman tugas belajarnya.",
        fakta=fakta,
    )

    def lakukan(isi: dict[str, Any]) -> None:
        aksi.tetapkan_studi(e, isi.get("nilai", ""), isi.get("alasan", ""), by=request.user)

    return formulir_tindakan(request, halaman, form, lakukan, f"Predikat {e.pegawai} ditetapkan menurut transkripnya.")


def _halaman_studi(laporan: LaporanStudi | None) -> list[tuple[str, str]]:
    """Where the transcript itself is."""
    return [("Tugas belajar", reverse("dialog:studi", args=[laporan.masa_khusus_id]))] if laporan else []


def _fakta(laporan: LaporanStudi | None) -> list[tuple[str, Any]]:
    if laporan is None:
        return [("Transkrip", "Belum ada KHS. Minta pegawai mengirim laporan semesternya lebih dahulu.")]
    semester = f"Semester {laporan.semester}, IPK {angka(laporan.ipk, 2)}"
    return [("Laporan terakhir", semester), ("Transkrip", f"{laporan.khs.nama}, dikirim {tanggal(laporan.pada)}")]


@izin("predikat.atur_periode")
@require_http_methods(_METODE)
def konversi(request: Permintaan) -> HttpResponse:
    """The table that holds, those before, and a new one."""
    access.pastikan(request.user, "atur_periode")
    form = KonversiForm(request.POST or None, initial={"mulai": jam.hari_ini()})
    halaman = Halaman(
        judul="Konversi IPK tugas belajar",
        tombol="Berlakukan tabel ini",
        kembali=reverse("predikat:periode"),
        remah=[("Penilaian", reverse("predikat:daftar")), ("Periode", reverse("predikat:periode"))],
        penjelasan="Kosong sejak awal: tanpa tabel, BKPSDM memutuskan predikat dengan melihat transkrip. "
        "Isi hanya bila ada dasar hukumnya; batas yang dikosongkan tidak dipakai.",
        fakta=[(masa(b.berlaku).capitalize(), _kata(b)) for b in KonversiIPK.objects.order_by("-berlaku", "-ipk_minimum")],
    )
    ke = reverse("predikat:konversi_ipk")
    kirim = lambda isi: aksi.atur_konversi(form.minimum(), isi["dasar_hukum"], isi["mulai"], by=request.user)  # noqa: E731
    return formulir_tindakan(request, halaman, form, kirim, "Tabel konversi berlaku. Yang sudah ditetapkan tidak berubah.", ke)


def _kata(b: KonversiIPK) -> str:
    return f"IPK {angka(b.ipk_minimum, 2)} ke atas: {b.get_predikat_display()} ({b.dasar_hukum})"

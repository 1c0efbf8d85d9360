"""Team page: one row per person, the next act is the button, and one comes back to the next row."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from dialog.pulang_tim import ingat_tempat
from dialog.queries_tim import BarisTim, Tim, susun_tim
from dialog.tampilan_dialog import CIP as CIP_DIALOG
from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.organisasi.peran import hak
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import tanggal
from skp.enums import StatusSKP
from skp.tampilan_skp import CIP

SEMUA = "semua"
#: Name in the address -> (words, which rows).
SARING: dict[str, tuple[str, Callable[[BarisTim], bool]]] = {
    SEMUA: ("Semua", lambda b: True),
    "menunggu": ("Menunggu saya", lambda b: b.menunggu_saya),
    "dialog": ("Dialog lewat {irama} hari", lambda b: b.dialog_lewat),
    "umpan": ("Umpan balik lewat {irama_umpan} hari", lambda b: b.umpan_lewat),
    "pegawai": ("Di meja pegawai", lambda b: b.di_meja_pegawai),
    "beres": ("Semua beres", lambda b: b.bertugas and not b.menunggu_saya and not b.di_meja_pegawai),
}
KOLOM = (
    "Pegawai", "Jabatan", "SKP", "Dialog terakhir", "Hari tanpa dialog", "Umpan balik terakhir", "Hari tanpa umpan balik",
    "Kesepakatan terbuka", "Kesepakatan lewat batas", "Kesepakatan selesai", "IKI terisi", "IKI", "Langkah berikutnya",
)  # fmt: skip


@izin("dialog.lihat_tim")
@require_safe
def tim(request: Permintaan) -> HttpResponse:
    """Everybody whom I assess, and the members of the teams that I lead."""
    t = susun_tim(hak(request.user).pegawai_id or 0, hak(request.user).hari)
    if request.GET.get("unduh") == "xlsx":
        return _unduh(request, t)
    saring = _saring(request)
    konteks = {
        "tim": t,
        "baris": [tampil(b) for b in t.baris if SARING[saring][1](b)],
        "saring": saring,
        "pil": _pil(t, saring),
        "menunggu": sum(b.menunggu_saya for b in t.baris),
        "skp_menunggu": sum(b.skp_menunggu for b in t.baris),
        "tahun": hak(request.user).hari.year,
    }
    return tampilkan(request, "dialog/tim.html", konteks)


@izin("dialog.lihat_tim")
@require_safe
def langkah(request: Permintaan, pk: int) -> HttpResponse:
    """Off to the next act for ``pk`` (a person), remembering the way back."""
    t = susun_tim(hak(request.user).pegawai_id or 0, hak(request.user).hari)
    b = next((x for x in t.baris if x.pegawai.pk == pk), None)
    if b is None or b.tombol is None:
        raise Http404
    ingat_tempat(request, b, t.sesudah(pk), _saring(request))
    return redirect(b.tombol.url)


def _saring(request: Permintaan) -> str:
    nama = request.GET.get("saring", SEMUA)
    return nama if nama in SARING else SEMUA


def _pil(t: Tim, kini: str) -> list[dict[str, Any]]:
    isi = {"irama": t.irama, "irama_umpan": t.irama_umpan}
    return [
        {"nama": n, "judul": judul.format(**isi), "jumlah": sum(map(cocok, t.baris)), "kini": n == kini}
        for n, (judul, cocok) in SARING.items()
    ]


def tampil(b: BarisTim) -> dict[str, Any]:
    """A row as the page shows it."""
    return {"b": b, "skp": _cip_skp(b), "dialog": _cip_dialog(b)}


def _cip_skp(b: BarisTim) -> tuple[str, str, str] | None:
    if not b.dinilai or b.masa:
        return None
    if b.skp is None:
        return ("Belum ada", "", "circle-dashed")
    jenis, ikon = CIP[StatusSKP(b.skp["status"])]
    kata = "Menunggu Anda" if b.skp_menunggu else "Di meja pegawai" if b.di_meja_pegawai else StatusSKP(b.skp["status"]).label
    return (kata, jenis, ikon)


def _cip_dialog(b: BarisTim) -> tuple[str, str, str] | None:
    """What is open with this person, if anything."""
    if b.dialog is None:
        return None
    jenis, ikon = CIP_DIALOG[b.dialog["status"]]
    kata = {
        "RENCANA": f"Dijadwalkan {tanggal(b.dialog['jadwal'])}",
        "BERLANGSUNG": "Sedang berlangsung",
        "MENUNGGU_KONFIRMASI": "Menunggu Anda",
    }
    return (kata[b.dialog["status"]], jenis, ikon)


def _unduh(request: Permintaan, t: Tim) -> HttpResponse:
    keterangan = [f"Keadaan {tanggal(hak(request.user).hari)}. Realisasi {t.periode or 'belum ada periodenya'}."]
    return unduh_daftar(request, "tim-saya", "Tim saya", KOLOM, [_excel(b) for b in t.baris], keterangan)


def _excel(b: BarisTim) -> Sequence[Any]:
    skp, r, k = _cip_skp(b), b.realisasi, b.kesepakatan
    return [
        b.pegawai.nama_gelar, b.jabatan, skp[0] if skp else b.masa, b.terakhir, b.hari_dialog, b.umpan, b.hari_umpan,
        k.terbuka, k.lewat, k.selesai, r.terisi if r else None, r.iki if r else None, b.tombol.judul if b.tombol else "",
    ]  # fmt: skip

"""The kabupaten on one page: perangkat daerah as rows, registered columns."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinerja.layanan.rekap import angka_rekap, baris_excel, baris_unit
from kinerja.layanan.reports.excel import tanggapan_excel, tulis_excel
from kinerja.layanan.tables import atur, tabel_unit
from kinerja.organisasi import queries
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import KOLOM_UNIT
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.tulisan import tanggal

PER_HALAMAN = 100


@require_safe
def kabupaten(request: HttpRequest) -> HttpResponse:
    """All perangkat daerah; ``?unduh=xlsx`` as Excel."""
    hari = jam.hari_ini()
    baris = baris_unit(queries.unit_berlaku(hari).filter(depth=2), hari)
    if request.GET.get("unduh") == "xlsx":
        judul, isi = baris_excel(baris)
        keterangan = [f"Keadaan {tanggal(hari)}. Angka mencakup semua unit di bawahnya."]
        return tanggapan_excel(tulis_excel("Perangkat daerah", judul, isi, keterangan), f"perangkat-daerah-{hari}")
    jumlah = _jumlah(baris)
    akar = queries.unit_berlaku(hari).filter(depth=1)
    konteks = {
        "hari": hari,
        "akar": akar.first(),
        "jumlah": jumlah,
        "angka": angka_rekap(queries.RekapUnit(**{k: jumlah[k] for k in queries.RekapUnit.__slots__})),
        "tabel": atur(tabel_unit(baris, list(KOLOM_UNIT), "Perangkat daerah"), request, PER_HALAMAN),
    }
    return tampilkan(request, "layanan/kabupaten.html", konteks, bagian="daftar")


def _jumlah(baris: list[dict[str, Any]]) -> dict[str, int]:
    """Totals of the ground's own columns."""
    kolom = ("orang", "berpenilai", "tanpa_penilai", "tanpa_kepala", "akun_aktif")
    return {k: sum(b.get(k, 0) for b in baris) for k in kolom} | {"unit": len(baris)}

"""The kabupaten on one page: perangkat daerah as rows, registered columns."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinerja.layanan.rekap import angka_rekap, baris_excel, baris_unit
from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.layanan.tables import atur, tabel_unit
from kinerja.organisasi import queries
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import KOLOM_UNIT
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import tanggal

PER_HALAMAN = 100


@izin("organisasi.lihat_kabupaten")
@require_safe
def kabupaten(request: HttpRequest) -> HttpResponse:
    """All perangkat daerah; ``?unduh=xlsx`` as Excel."""
    hari = jam.hari_ini()
    # The root comes first: its row is the sum of all the others.
    semua = baris_unit(queries.unit_berlaku(hari).filter(depth__lte=2), hari)
    akar, baris = (semua[0], semua[1:]) if semua else (None, [])
    if request.GET.get("unduh") == "xlsx":
        judul, isi = baris_excel(baris)
        keterangan = [f"Keadaan {tanggal(hari)}. Angka mencakup semua unit di bawahnya."]
        return unduh_daftar(request, "perangkat-daerah", "Perangkat daerah", judul, isi, keterangan)
    rekap = akar["rekap"] if akar else queries.RekapUnit()
    konteks = {
        "hari": hari,
        "akar": akar,
        "jumlah_pd": len(baris),
        "rekap": rekap,
        "angka": angka_rekap(rekap),
        "tabel": atur(tabel_unit(baris, list(KOLOM_UNIT), "Perangkat daerah"), request, PER_HALAMAN),
    }
    return tampilkan(request, "layanan/kabupaten.html", konteks, bagian="daftar")

"""The lock of a session that was signed on paper, recorded by its facilitator."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja.layanan.actions.keputusan import IsiKeputusan, menurut_surat
from kinerja.layanan.views.formulir import Halaman, formulir_tindakan
from kinerja.organisasi.models import Pegawai
from kinerja.organisasi.permintaan import Permintaan
from kinerja.plumbing import jam
from kinerja.plumbing.izin import izin
from kinerja.plumbing.tulisan import angka
from predikat import access_dokumen as access
from predikat.actions import sesi as aksi
from predikat.enums import PeranSesi
from predikat.forms_dokumen import KunciSuratForm
from predikat.models import SesiKalibrasi
from predikat.tampilan_kalibrasi import Ruang


@izin("predikat.catat_kunci", objek=True)
@require_http_methods(["GET", "HEAD", "POST"])
def catat_kunci(request: Permintaan, pk: int) -> HttpResponse:
    """Record that the leader locked the result as it stands on the page: by his signed paper."""
    s = access.get_sesi(request.user, pk, "catat_kunci")
    r = Ruang(s, request.user)
    form = KunciSuratForm(
        request.POST or None,
        request.FILES or None,
        initial={"tanggal": jam.hari_ini()},
        pengunci=Pegawai.objects.filter(pk__in=s.peserta.filter(peran=PeranSesi.PENGUNCI).values("pegawai")),
        baris=[(b.nama, b.alasan) for b in r.baris if not b.dipenuhi and not b.nasihat],
        tanpa_setuju=bool(r.menunggu),
    )

    def lakukan(isi: dict[str, Any]) -> None:
        surat = IsiKeputusan(isi["pejabat"], *form.surat())
        menurut_surat(
            "kunci_kalibrasi",
            surat,
            request.user,
            lambda k: aksi.kunci(s, form.alasan_baris(), isi.get("alasan", ""), by=request.user, berdasarkan=k),
        )

    return formulir_tindakan(request, _halaman(s, r), form, lakukan, "Penguncian tercatat. Dokumen Evaluasi segera dibuat.")


def _halaman(s: SesiKalibrasi, r: Ruang) -> Halaman:
    url = reverse("predikat:sesi", args=[s.pk])
    sebaran = ", ".join(f"{nama} {angka(n)}" for nama, n in r.sebaran)
    return Halaman(
        judul="Catat penguncian dengan surat",
        tombol="Catat dan kunci",
        kembali=url,
        remah=[("Kalibrasi", reverse("predikat:sesi_daftar")), (str(s.unit), url)],
        penjelasan="Yang mengunci pejabat pada surat; Anda mencatatnya. Cocokkan dahulu sebarannya dengan lembar itu.",
        keterangan=f"{s.unit}, {s.periode}",
        fakta=[("Sebaran sekarang", sebaran), ("Belum berating", angka(len(r.belum)))],
    )

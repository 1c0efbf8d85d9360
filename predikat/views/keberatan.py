"""The case file: exhibits, the explanation, notes of hearings, the decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.layanan.actions.keputusan import IsiKeputusan, menurut_surat
from kinerja.layanan.beranda import alamat
from kinerja.layanan.berkas import simpan_berkas
from kinerja.layanan.views.formulir import Halaman, formulir_tindakan
from kinerja.organisasi.models import Pegawai
from kinerja.organisasi.permintaan import Permintaan
from kinerja.organisasi.queries import pimpinan_pada
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import izin
from predikat import access_dokumen as access
from predikat.actions import keberatan as aksi
from predikat.forms_dokumen import BuktiForm, CatatPutusanForm, PutusanForm
from predikat.models import Keberatan
from predikat.queries import Pola, pola_unit
from predikat.tampilan_dokumen import Berkas, Lembar

_METODE = ["GET", "HEAD", "POST"]


@izin("predikat.lihat_keberatan", objek=True)
@require_safe
def lihat(request: Permintaan, pk: int) -> HttpResponse:
    """The case."""
    return _tampil(request, access.get_keberatan(request.user, pk))


def _tampil(request: Permintaan, k: Keberatan, putusan: PutusanForm | None = None, status: int = 200) -> HttpResponse:
    r = Berkas(k, request.user)
    awal = {"hasil": k.dokumen.evaluasi.hasil, "perilaku": k.dokumen.evaluasi.perilaku}
    konteks = {
        "r": r,
        "k": k,
        "lembar": Lembar(k.dokumen, request.user),
        "mengapa_url": alamat("predikat:mengapa", k.dokumen.evaluasi_id),
        "bukti": BuktiForm(),
        "putusan": putusan or PutusanForm(initial=awal),
        "pola": _pola(r, request.user.pegawai_id) if _lihat_pola(r) else None,
    }
    return tampilkan(request, "predikat/keberatan.html", konteks, status=status)


def _pola(r: Berkas, saya: int | None) -> Pola:
    return pola_unit([r.e.unit_hitung_id], r.e.periode, tanpa=saya)[r.e.unit_hitung_id]


def _lihat_pola(r: Berkas) -> bool:
    """How the unit stands to its pattern is for those who decide, after the decision."""
    return not r.saya and r.k.diputus_pada is not None


@izin("predikat.jelaskan", objek=True)
@require_POST
def jelaskan(request: Permintaan, pk: int) -> HttpResponse:
    """The assessor's explanation."""
    k = access.get_keberatan(request.user, pk, "jelaskan")
    aksi.jelaskan(k, request.POST.get("isi", ""), by=request.user)
    messages.success(request, "Penjelasan tersimpan. Sekarang di meja atasan pejabat penilai.")
    return redirect("predikat:keberatan", pk)


@izin("predikat.periksa_keberatan", objek=True)
@require_POST
def periksa(request: Permintaan, pk: int) -> HttpResponse:
    """A note of a hearing."""
    k = access.get_keberatan(request.user, pk, "periksa_keberatan")
    aksi.periksa(k, request.POST.get("isi", ""), by=request.user)
    messages.success(request, "Catatan pemeriksaan tersimpan.")
    return redirect("predikat:keberatan", pk)


@izin("predikat.putus", objek=True)
@require_POST
def putus(request: Permintaan, pk: int) -> HttpResponse:
    """The decision."""
    k = access.get_keberatan(request.user, pk, "putus")
    form = PutusanForm(request.POST)
    if form.is_valid():
        isi = form.cleaned_data
        try:
            aksi.putus(k, isi["hasil"], isi["perilaku"], isi["putusan"], by=request.user)
        except Ditolak as galat:
            form.add_error(None, galat.kalimat)
        else:
            messages.success(request, "Keberatan diputus. Pegawai dan penilainya diberi tahu.")
            return redirect("predikat:keberatan", pk)
    return _tampil(request, k, form, 422)


@izin("predikat.catat_putusan", objek=True)
@require_http_methods(_METODE)
def catat_putusan(request: Permintaan, pk: int) -> HttpResponse:
    """Record a decision that was signed on paper."""
    k = access.get_keberatan(request.user, pk, "catat_putusan")
    e = k.dokumen.evaluasi
    awal = {"hasil": e.hasil, "perilaku": e.perilaku, "tanggal": jam.hari_ini()}
    form = CatatPutusanForm(request.POST or None, request.FILES or None, initial=awal)
    pejabat = _pejabat(k)

    def lakukan(isi: dict[str, Any]) -> None:
        putusan = (isi["hasil"], isi["perilaku"], isi["putusan"])
        surat = IsiKeputusan(pejabat, *form.surat())
        menurut_surat("putus_keberatan", surat, request.user, lambda s: aksi.putus(k, *putusan, by=request.user, berdasarkan=s))

    url = reverse("predikat:keberatan", args=[pk])
    halaman = Halaman(
        judul="Catat putusan keberatan",
        tombol="Catat putusan",
        kembali=url,
        remah=[(f"Keberatan {e.pegawai}", url)],
        penjelasan="Yang memutus pejabat pada surat; Anda mencatatnya.",
        fakta=[("Pegawai", e.pegawai.nama_gelar), ("Pemutus", pejabat.nama_gelar)],
    )
    return formulir_tindakan(request, halaman, form, lakukan, f"Putusan {pejabat} tercatat.")


def _pejabat(k: Keberatan) -> Pegawai:
    """The superior, else the kepala daerah: somebody must have signed."""
    if k.dokumen.atasan_penilai is not None:
        orang: Pegawai = k.dokumen.atasan_penilai
        return orang
    kepala = pimpinan_pada(jam.hari_ini()).filter(unit__depth=1).select_related("pegawai").first()
    if kepala is None:
        raise Ditolak("Kepala daerah belum tercatat. Catat dahulu pada halaman unit.")
    ada: Pegawai = kepala.pegawai
    return ada


@izin("predikat.tarik_keberatan", objek=True)
@require_POST
def tarik(request: Permintaan, pk: int) -> HttpResponse:
    """He withdraws it."""
    k = access.get_keberatan(request.user, pk, "tarik_keberatan")
    aksi.tarik(k, by=request.user)
    messages.success(request, "Keberatan ditarik. Predikat semula tetap; dokumennya menunggu tanda tangan Anda.")
    return redirect("predikat:dokumen", k.dokumen_id)


@izin("predikat.beri_bukti", objek=True)
@require_POST
def beri_bukti(request: Permintaan, pk: int) -> HttpResponse:
    """One more exhibit."""
    k = access.get_keberatan(request.user, pk, "beri_bukti")
    form = BuktiForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Ditolak("Pilih berkasnya dan tuliskan apa yang ditunjukkannya.")
    with simpan_berkas(form.cleaned_data["bukti"], untuk=aksi.UNTUK, by=request.user) as berkas:
        aksi.beri_bukti(k, berkas, form.cleaned_data["keterangan"], by=request.user)
    messages.success(request, "Bukti ditambahkan.")
    return redirect(f"{reverse('predikat:keberatan', args=[pk])}#bukti")

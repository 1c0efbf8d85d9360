"""People: the list, and the page of one person."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from kinerja.layanan.beranda import alasan_tampil
from kinerja.layanan.filters import PegawaiFilter
from kinerja.layanan.halaman import kerangka_pegawai
from kinerja.layanan.profil import identitas, linimasa_jabatan
from kinerja.layanan.reports.excel import tanggapan_excel, tulis_excel
from kinerja.layanan.tables import TabelPegawai, atur, perangkat_daerah
from kinerja.layanan.tautan import tautan_pegawai
from kinerja.organisasi import queries
from kinerja.organisasi.access import get_pegawai
from kinerja.organisasi.enums import JenisJabatan, StatusPegawai
from kinerja.organisasi.models import AnggotaTim, HubunganPenilai, Pegawai, UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.halaman import tampilkan
from kinerja.plumbing.izin import cukup_masuk, izin
from kinerja.plumbing.tulisan import tanggal

KOLOM_EXCEL = (
    "NIP", "Nama", "Status", "Golongan", "Jabatan", "Jenis jabatan", "Unit", "Perangkat daerah", "Penilai", "NIP penilai",
    "Masa khusus",
)  # fmt: skip
SEKALI_BACA = 1000


@cukup_masuk
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Everybody whom the person may see, filtered; ``?unduh=xlsx`` exactly the filtered list as Excel."""
    hari = jam.hari_ini()
    pilihan = _pilihan_unit(request, hari)
    saring = PegawaiFilter(
        request.GET, queries.pegawai_terlihat(request.user), tanggal=hari, unit_pilihan=pilihan, saya=request.user.pegawai_id
    )
    nama_pd = {u.path: u.nama_kini for u in pilihan}
    if request.GET.get("unduh") == "xlsx":
        isi = tulis_excel("Daftar pegawai", KOLOM_EXCEL, _baris_excel(saring.qs, hari, nama_pd), [f"Keadaan {tanggal(hari)}."])
        return tanggapan_excel(isi, f"pegawai-{hari}")
    tabel = TabelPegawai(queries.dengan_keadaan(saring.qs, hari), tanggal=hari, nama_pd=nama_pd)
    konteks = {"saring": saring, "tabel": atur(tabel, request)}
    return tampilkan(request, "layanan/pegawai_daftar.html", konteks, bagian="daftar")


def _pilihan_unit(request: HttpRequest, hari: dt.date) -> list[UnitKerja]:
    """Perangkat daerah, and the deeper unit that a link chose."""
    dipilih = request.GET.get("unit", "")
    dalam = Q(pk=int(dipilih)) if dipilih.isdecimal() and len(dipilih) < 19 else Q()
    return list(queries.unit_berlaku(hari).filter(Q(depth=2) | dalam if dalam else Q(depth=2)))


def _baris_excel(pegawai: QuerySet[Pegawai], hari: dt.date, nama_pd: dict[str, str]) -> Iterator[list[Any]]:
    for p in queries.dengan_keadaan(pegawai.order_by("nama_urut", "pk"), hari).iterator(chunk_size=SEKALI_BACA):
        tugas = p.penugasan_kini[0] if p.penugasan_kini else None
        penilai = p.penilai_kini[0].penilai if p.penilai_kini else None
        yield [
            p.nip,
            p.nama_gelar,
            p.get_status_display(),
            p.golongan,
            "; ".join(t.nama_jabatan for t in p.penugasan_kini),
            JenisJabatan(tugas.jabatan.jenis).label if tugas else "",
            tugas.unit.nama_kini if tugas else "",
            nama_pd.get(perangkat_daerah(tugas.unit.path), "") if tugas else "",
            penilai.nama_gelar if penilai else "",
            penilai.nip if penilai else "",
            "; ".join(m.get_jenis_display() for m in p.masa_kini),
        ]


@izin("organisasi.lihat_direktori", objek=True)
@require_safe
def pegawai(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: positions over time, who assesses him and why, whom he assesses."""
    hari = jam.hari_ini()
    orang = get_pegawai(request.user, pk)
    kerangka = kerangka_pegawai(request.user, orang, "profil", hari)
    baris = queries.hubungan_pada(orang, hari)
    konteks = {
        **kerangka,
        "identitas": identitas(request.user, orang, kerangka["utama"], hari),
        "hubungan": baris if isinstance(baris, HubunganPenilai) else None,
        "kosong": baris if not isinstance(baris, HubunganPenilai) else None,
        "alasan": alasan_tampil(baris.alasan) if baris else [],
        "kepala_daerah": orang.status == StatusPegawai.NON_ASN,
        "rantai": queries.rantai_penilai(orang, hari),
        "linimasa": linimasa_jabatan(orang, hari),
        "bawahan": queries.dinilai_oleh(orang, hari),
        "tim": _tim(orang, hari),
        **tautan_pegawai(request.user, orang),
    }
    return tampilkan(request, "layanan/pegawai.html", konteks)


def _tim(pegawai: Pegawai, hari: dt.date) -> list[AnggotaTim]:
    return list(AnggotaTim.objects.pada(hari).filter(pegawai=pegawai).select_related("tim__ketua", "tim__unit"))


@cukup_masuk
@require_safe
def profil(request: HttpRequest) -> HttpResponse:
    """The page of the person who is signed in."""
    if request.user.pegawai_id is None:
        raise Ditolak("Akun ini tidak terhubung dengan pegawai, jadi tidak punya halaman pegawai. Kembali ke Beranda.")
    return redirect("layanan:pegawai", pk=request.user.pegawai_id)

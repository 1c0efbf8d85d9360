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
from kinerja.layanan.privasi import daftar_terunduh, dengan_hak_baca, nip_terlihat, wilayah_daftar
from kinerja.layanan.profil import identitas, linimasa_jabatan
from kinerja.layanan.reports.unduhan import unduh_daftar
from kinerja.layanan.tables import TabelPegawai, atur, perangkat_daerah, sebab_pergi
from kinerja.layanan.tautan import tautan_pegawai
from kinerja.organisasi import queries
from kinerja.organisasi.access import get_pegawai
from kinerja.organisasi.enums import JenisJabatan, StatusPegawai
from kinerja.organisasi.models import Akun, AnggotaTim, HubunganPenilai, Pegawai, UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, TidakBoleh
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
    """Everybody whom the person may see, filtered; ``?unduh=xlsx`` those of one's area as Excel."""
    hari = jam.hari_ini()
    pilihan = _pilihan_unit(request, hari)
    semua = queries.pegawai_terlihat(request.user)
    saring = PegawaiFilter(request.GET, semua, tanggal=hari, unit_pilihan=pilihan, akun=request.user)
    nama_pd = {u.path: u.nama_kini for u in pilihan}
    baris = dengan_hak_baca(queries.dengan_keadaan(saring.qs, hari), request.user)
    if request.GET.get("unduh") == "xlsx":
        return _unduh(request, baris, nama_pd)
    tabel = TabelPegawai(baris, tanggal=hari, nama_pd=nama_pd)
    konteks = {"saring": saring, "tabel": atur(tabel, request), "boleh_unduh": bool(wilayah_daftar(request.user))}
    return tampilkan(request, "layanan/pegawai_daftar.html", konteks, bagian="daftar")


def _pilihan_unit(request: HttpRequest, hari: dt.date) -> list[UnitKerja]:
    """Perangkat daerah, and the deeper unit that a link chose."""
    dipilih = request.GET.get("unit", "")
    dalam = Q(pk=int(dipilih)) if dipilih.isdecimal() and len(dipilih) < 19 else Q()
    return list(queries.unit_berlaku(hari).filter(Q(depth=2) | dalam if dalam else Q(depth=2)))


def _unduh(request: HttpRequest, pegawai: QuerySet[Pegawai], nama_pd: dict[str, str]) -> HttpResponse:
    """Raises ``TidakBoleh`` for whoever neither holds a role nor leads a unit."""
    if not wilayah_daftar(request.user):
        raise TidakBoleh("Daftar pegawai diunduh oleh admin, pengawas, dan pimpinan unit. Mintalah kepada admin unit Anda.")
    isi = list(_baris_excel(pegawai.filter(daftar_terunduh(request.user)), request.user, nama_pd))
    keterangan = [f"Keadaan {tanggal(jam.hari_ini())}. Hanya pegawai di unit yang Anda urus, awasi, atau pimpin."]
    return unduh_daftar(request, "pegawai", "Daftar pegawai", KOLOM_EXCEL, isi, keterangan)


def _baris_excel(pegawai: QuerySet[Pegawai], akun: Akun, nama_pd: dict[str, str]) -> Iterator[list[Any]]:
    ber_nip = set(Pegawai.objects.filter(nip_terlihat(akun)).values_list("pk", flat=True))
    for p in pegawai.order_by("nama_urut", "pk").iterator(chunk_size=SEKALI_BACA):
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
            penilai.nip if penilai and penilai.pk in ber_nip else "",
            sebab_pergi(p),
        ]


@izin("organisasi.lihat_direktori", objek=True)
@require_safe
def pegawai(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: positions over time, who assesses him; why, and whom he assesses, for ``lihat_rantai_penilai``."""
    hari = jam.hari_ini()
    orang = get_pegawai(request.user, pk)
    rinci = bool(request.user.has_perm("organisasi.lihat_rantai_penilai", orang))
    kerangka = kerangka_pegawai(request.user, orang, "profil", hari)
    konteks = {
        **kerangka,
        "rinci": rinci,
        "identitas": identitas(request.user, orang, kerangka["utama"], hari, rinci=rinci),
        "kepala_daerah": orang.status == StatusPegawai.NON_ASN,
        "linimasa": linimasa_jabatan(orang, hari, rinci=rinci),
        "tim": _tim(orang, hari),
        **_penilaian(orang, hari, rinci),
        **tautan_pegawai(request.user, orang),
    }
    return tampilkan(request, "layanan/pegawai.html", konteks)


def _penilaian(pegawai: Pegawai, hari: dt.date, rinci: bool) -> dict[str, Any]:
    """Who assesses: everybody reads the name; the chain, its reasons and whom he assesses only with ``rinci``."""
    baris = queries.hubungan_pada(pegawai, hari)
    hubungan = baris if isinstance(baris, HubunganPenilai) else None
    if not rinci:
        return {"hubungan": hubungan}
    return {
        "hubungan": hubungan,
        "kosong": None if hubungan else baris,
        "alasan": alasan_tampil(baris.alasan) if baris else [],
        "rantai": queries.rantai_penilai(pegawai, hari),
        "bawahan": queries.dinilai_oleh(pegawai, hari),
    }


def _tim(pegawai: Pegawai, hari: dt.date) -> list[AnggotaTim]:
    return list(AnggotaTim.objects.pada(hari).filter(pegawai=pegawai).select_related("tim__ketua", "tim__unit"))


@cukup_masuk
@require_safe
def profil(request: HttpRequest) -> HttpResponse:
    """The page of the person who is signed in."""
    if request.user.pegawai_id is None:
        raise Ditolak("Akun ini tidak terhubung dengan pegawai, jadi tidak punya halaman pegawai. Kembali ke Beranda.")
    return redirect("layanan:pegawai", pk=request.user.pegawai_id)

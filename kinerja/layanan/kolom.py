"""Columns that the ground brings to the kabupaten page and to the list of sub-units, and its source of the search box."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django.urls import reverse

from kinerja.layanan.privasi import dengan_hak_baca, kata_cari
from kinerja.layanan.templatetags.kinerja import nip as nip_berkelompok
from kinerja.organisasi import queries
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import KolomUnit

KOLOM = [
    KolomUnit("orang", "Pegawai", queries.rekap_unit, attrgetter("orang")),
    KolomUnit("berpenilai", "Punya penilai", queries.rekap_unit, attrgetter("berpenilai")),
    KolomUnit("tanpa_penilai", "Tanpa penilai", queries.rekap_unit, attrgetter("tanpa_penilai"), awas=True),
    KolomUnit("tanpa_kepala", "Unit tanpa pimpinan", queries.rekap_unit, attrgetter("tanpa_kepala"), awas=True),
    KolomUnit("akun_aktif", "Akun aktif", queries.rekap_unit, attrgetter("akun_aktif")),
]
PALING_BANYAK = 10


def cari_orang(akun: Akun, kata: str) -> Iterable[tuple[str, str, str]]:
    """People by NIP, name or position: (name, position with the NIP for those who may read it, URL)."""
    orang = queries.cari_pegawai(queries.pegawai_terlihat(akun), kata_cari(akun, kata))
    orang = dengan_hak_baca(orang, akun)
    orang = queries.dengan_nama_jabatan(orang, jam.hari_ini()).order_by("nama_urut", "pk")[:PALING_BANYAK]
    return [(p.nama_gelar, _keterangan(p), reverse("layanan:pegawai", args=[p.pk])) for p in orang]


def _keterangan(p: Any) -> str:
    """``19890101 201401 1 903 · Perawat Ahli Muda, UPTD Puskesmas Paringin``."""
    tempat = ", ".join(x for x in (p.nama_jabatan, p.nama_unit) if x)
    return " · ".join(x for x in (nip_berkelompok(p.nip) if p.boleh_nip else "", tempat) if x)


def cari_unit(akun: Akun, kata: str) -> Iterable[tuple[str, str, str]]:
    """Units by any part of their name: (name, position of the head, URL)."""
    unit = queries.cari_unit(kata, jam.hari_ini())[:PALING_BANYAK]
    return [(u.nama_kini, u.jabatan_kepala, reverse("layanan:unit", args=[u.pk])) for u in unit]

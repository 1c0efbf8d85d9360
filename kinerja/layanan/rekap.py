"""Rows of units with the registered columns, for the kabupaten page and for the list of sub-units."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from kinerja.organisasi import queries
from kinerja.organisasi.models import UnitKerja
from kinerja.plumbing.daftar import KOLOM_UNIT
from kinerja.plumbing.tulisan import angka


def baris_unit(unit: QuerySet[UnitKerja], tanggal: dt.date) -> list[dict[str, Any]]:
    """One row per unit: ``pk``, ``nama``, ``kepala``, ``rekap``, a value per column; a shared ``hitung`` runs once."""
    daftar = list(queries.dengan_pimpinan(unit, tanggal))
    ids = [u.pk for u in daftar]
    hitungan = {h: h(tanggal, ids) for h in {queries.rekap_unit, *(k.hitung for k in KOLOM_UNIT)}} if ids else {}
    return [
        {
            "pk": u.pk,
            "nama": u.nama_kini,
            "nama_urut": u.nama_kini.lower(),
            "kepala": _kepala(u.pimpinan_kini),
            "rekap": hitungan[queries.rekap_unit].get(u.pk, queries.RekapUnit()),
            **{k.nama: k.nilai(hitungan[k.hitung][u.pk]) for k in KOLOM_UNIT if u.pk in hitungan[k.hitung]},
        }
        for u in daftar
    ]


def _kepala(pimpinan: Sequence[Any]) -> str:
    """Who leads, with a word when he is away; empty: nobody."""
    if not pimpinan:
        return ""
    return f"{pimpinan[0].pegawai.nama_gelar}{f' (sedang {pimpinan[0].pergi.lower()})' if pimpinan[0].pergi else ''}"


def baris_excel(baris: Sequence[dict[str, Any]]) -> tuple[list[str], list[list[Any]]]:
    """Headings and rows for Excel."""
    kolom = list(KOLOM_UNIT)
    judul = ["Unit", "Pimpinan", *(k.judul for k in kolom)]
    return judul, [[b["nama"], b["kepala"], *(b.get(k.nama) for k in kolom)] for b in baris]


def angka_rekap(r: queries.RekapUnit, saring: str = "") -> list[dict[str, Any]]:
    """The big numbers of a unit or of the kabupaten. ``saring``: query string of the employee list for the same people."""
    daftar = reverse("layanan:pegawai_daftar") + (saring or "?")
    belum = r.tanpa_penilai
    return [
        {"judul": "Pegawai", "nilai": angka(r.orang), "kalimat": f"di {angka(r.unit)} unit.", "url": daftar},
        {
            "judul": "Punya penilai",
            "nilai": angka(r.berpenilai),
            "kalimat": f"dari {angka(r.orang)} orang. {f'{angka(belum)} belum.' if belum else 'Lengkap.'}",
            "bagian": r.berpenilai,
            "dari": r.orang,
            "awas": belum > 0,
            "url": f"{daftar}&penilai=belum" if belum else "",
        },
        {
            "judul": "Unit berpimpinan",
            "nilai": angka(r.unit - r.tanpa_kepala),
            "kalimat": f"dari {angka(r.unit)} unit. {f'{angka(r.tanpa_kepala)} kosong.' if r.tanpa_kepala else 'Lengkap.'}",
            "bagian": r.unit - r.tanpa_kepala,
            "dari": r.unit,
            "awas": r.tanpa_kepala > 0,
        },
        {
            "judul": "Akun aktif",
            "nilai": angka(r.akun_aktif),
            "kalimat": f"dari {angka(r.orang)} pegawai sudah pernah masuk.",
            "bagian": r.akun_aktif,
            "dari": r.orang,
        },
    ]

"""A made-up kabupaten of any size, written by COPY: for looking at query plans and growth, never for people.

Shape per perangkat daerah of about 80 people: a head, a sekretariat with two subbagian, three bidang with two seksi each, and
two schools. Volume per person is fixed: one posting, one assessor, so that costs can be compared between sizes. Each stage of
the year adds its own by ``TAHAP_SKALA``.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from treebeard.numconv import NumConv

from kinerja.organisasi.actions.cari import segarkan_cari
from kinerja.organisasi.models import HubunganPenilai, Jabatan, MasaUnit, Pegawai, Penugasan, UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import TAHAP_SKALA

_DEPAN = ("Ahmad", "Siti", "Rahmat", "Noor", "Hasan", "Dewi", "Yudi", "Fitri", "Rizki", "Laila", "Bambang", "Aulia")
_BELAKANG = ("Rahman", "Hidayat", "Saputra", "Anwar", "Effendi", "Ilyas", "Maulana", "Pratama", "Utami", "Wijaya")
_ANGKA = NumConv(UnitKerja.alphabet)
_KOLOM: dict[type[Any], str] = {
    UnitKerja: "id, path, depth, numchild, kode, nama_kini, jabatan_kepala",
    MasaUnit: "id, unit_id, nama, singkatan, jenis, induk_id, organisasi, hari_kerja, berlaku",
    Pegawai: "id, nip, nama, gelar_depan, gelar_belakang, jk, status, golongan, kedudukan_hukum",
    Penugasan: "id, pegawai_id, jabatan_id, unit_id, sifat, memimpin, sk, berlaku",
    HubunganPenilai: "id, pegawai_id, penilai_id, atasan_penilai_id, dasar, sumber, alasan, berlaku",
}


@dataclass(frozen=True, slots=True)
class _Unit:
    id: int
    induk: int | None
    path: str
    nama: str
    jenis: str
    kepala: str
    isi: int


@dataclass(slots=True)
class _Nomor:
    """Next free id per table, so that the rows can be written before the database has seen them."""

    awal: dict[type[Any], int] = field(default_factory=dict)

    def berikut(self, model: type[Any]) -> int:
        if model not in self.awal:
            self.awal[model] = model._default_manager.aggregate(x=Max("pk"))["x"] or 0
        self.awal[model] += 1
        return self.awal[model]


@dataclass(slots=True)
class _Rancangan:
    """Rows to copy, per table, and who leads which unit."""

    nomor: _Nomor
    jabatan: dict[str, int]
    mulai: dt.date
    baris: dict[type[Any], list[tuple[Any, ...]]] = field(
        default_factory=lambda: {UnitKerja: [], MasaUnit: [], Pegawai: [], Penugasan: [], HubunganPenilai: []}
    )


def isi(jumlah: int) -> dict[str, int]:
    """Write ``jumlah`` people and what belongs to them in one transaction; returns the rows written per table."""
    with transaction.atomic():
        rancangan = _Rancangan(_Nomor(), _jabatan(), dt.date(jam.hari_ini().year, 1, 1))
        _susun(rancangan, jumlah)
        with tanpa_pemicu(model._meta.db_table for model in rancangan.baris):
            for model, baris in rancangan.baris.items():
                _salin(model, baris)
            _hitung_anak()
            _majukan_urutan(rancangan.baris)
        tahap: dict[str, int] = {}
        for t in TAHAP_SKALA:
            tahap |= t.isi(jam.hari_ini())
        segarkan_cari(None)
    with connection.cursor() as kursor:
        kursor.execute("ANALYZE")
    return {model._meta.model_name or "": len(baris) for model, baris in rancangan.baris.items()} | tahap


@contextmanager
def tanpa_pemicu(tabel: Iterable[str]) -> Iterator[None]:
    """Our own triggers off for these tables: asked row by row whether they are to be ignored they would take most of the time.

    Only here, where whole tables are made up. A table whose foreign keys are still to be checked cannot be altered, so they
    are checked at once.
    """
    tabel = tuple(tabel)
    with connection.cursor() as kursor:
        for perintah in ("DISABLE", "ENABLE"):
            kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for nama in tabel:
                kursor.execute(f"ALTER TABLE {nama} {perintah} TRIGGER USER")
            if perintah == "DISABLE":
                yield


def _jabatan() -> dict[str, int]:
    macam = {
        "KEPALA_DAERAH": "Bupati", "JPT_PRATAMA": "Kepala Dinas", "ADMINISTRATOR": "Kepala Bidang",
        "PENGAWAS": "Kepala Seksi", "JF": "Guru Ahli Pertama", "PELAKSANA": "Pengadministrasi Perkantoran",
    }  # fmt: skip
    return {jenis: Jabatan.objects.get_or_create(nama=nama, jenis=jenis)[0].pk for jenis, nama in macam.items()}


def _susun(r: _Rancangan, jumlah: int) -> None:
    akar = _unit(r, None, UnitKerja.objects.filter(depth=1).count() + 1, "Kabupaten Skala", "PEMDA", "KEPALA_DAERAH", 1)
    bupati = _orang(r, akar, "KEPALA_DAERAH", "NON_ASN", None, None, memimpin=True)
    tersisa, ke = jumlah, 0
    while tersisa > 0:
        ke += 1
        tersisa -= _perangkat_daerah(r, akar, ke, bupati, tersisa)


def _perangkat_daerah(r: _Rancangan, akar: _Unit, ke: int, bupati: int, paling_banyak: int) -> int:
    """One perangkat daerah with its units, at most ``paling_banyak`` people; returns how many."""
    awal = len(r.baris[Pegawai])

    def sisa() -> int:
        return paling_banyak - (len(r.baris[Pegawai]) - awal)

    dinas = _unit(r, akar, ke, f"Dinas Skala {ke}", "DINAS", "JPT_PRATAMA", 3)
    atas = {dinas.id: _isi_unit(r, dinas, bupati, None, sisa())}
    for induk, bawah in _bawahan(r, dinas):
        if sisa() <= 0:
            break
        atas[bawah.id] = _isi_unit(r, bawah, atas[induk.id], bupati if induk is dinas else atas[dinas.id], sisa())
    return len(r.baris[Pegawai]) - awal


def _bawahan(r: _Rancangan, dinas: _Unit) -> Iterator[tuple[_Unit, _Unit]]:
    for b in range(1, 5):
        bidang = _unit(r, dinas, b, f"Bidang {b} {dinas.nama}", "BIDANG", "ADMINISTRATOR", 3)
        yield dinas, bidang
        for s in range(1, 3):
            yield bidang, _unit(r, bidang, s, f"Seksi {b}.{s} {dinas.nama}", "SEKSI", "PENGAWAS", 4)
    for s in range(5, 7):
        yield dinas, _unit(r, dinas, s, f"SMP {s} {dinas.nama}", "UPTD_SATPEN", "ADMINISTRATOR", 16)


def _unit(r: _Rancangan, induk: _Unit | None, ke: int, nama: str, jenis: str, kepala: str, isi: int) -> _Unit:
    path = (induk.path if induk else "") + _ANGKA.int2str(ke).rjust(UnitKerja.steplen, UnitKerja.alphabet[0])
    unit = _Unit(r.nomor.berikut(UnitKerja), induk.id if induk else None, path, nama, jenis, kepala, isi)
    r.baris[UnitKerja].append((unit.id, path, len(path) // UnitKerja.steplen, 0, "", nama, f"Kepala {nama}"))
    r.baris[MasaUnit].append(
        (r.nomor.berikut(MasaUnit), unit.id, nama, "", jenis, unit.induk, jenis == "DINAS", 5, f"[{r.mulai},)")
    )
    return unit


def _isi_unit(r: _Rancangan, unit: _Unit, penilai: int, atasan: int | None, paling_banyak: int) -> int:
    """The head and the staff of a unit; returns the head."""
    kepala = _orang(r, unit, unit.kepala, "PNS", penilai, atasan, memimpin=True)
    for _ in range(min(unit.isi, paling_banyak - 1)):
        _orang(r, unit, "JF" if unit.jenis == "UPTD_SATPEN" else "PELAKSANA", "PNS", kepala, penilai)
    return kepala


def _orang(
    r: _Rancangan, unit: _Unit, jenis: str, status: str, penilai: int | None, atasan: int | None, *, memimpin: bool = False
) -> int:
    pk = r.nomor.berikut(Pegawai)
    lahir = dt.date(1970, 1, 1) + dt.timedelta(days=pk // 1000)
    nip = None if status == "NON_ASN" else f"{lahir:%Y%m%d}2000011{pk % 1000:03d}"
    nama = f"{_DEPAN[pk % len(_DEPAN)]} {_BELAKANG[pk % len(_BELAKANG)]} {pk}"
    r.baris[Pegawai].append((pk, nip, nama, "", "", "", status, "III/a", "Aktif"))
    tugas = r.nomor.berikut(Penugasan)
    masa = f"[{r.mulai},)"
    r.baris[Penugasan].append((tugas, pk, r.jabatan[jenis], unit.id, "DEFINITIF", memimpin, "", masa))
    if penilai is not None:
        alasan = json.dumps([{"kalimat": f"Bertugas di {unit.nama}.", "dasar_hukum": "", "fakta": {}}])
        baris = (r.nomor.berikut(HubunganPenilai), pk, penilai, atasan, "STRUKTUR", "HITUNG", alasan, masa)
        r.baris[HubunganPenilai].append(baris)
    return pk


def _salin(model: type[Any], baris: list[tuple[Any, ...]]) -> None:
    with (
        connection.cursor() as kursor,
        kursor.copy(f"COPY {model._meta.db_table} ({_KOLOM[model]}) FROM STDIN") as salinan,
    ):
        for b in baris:
            salinan.write_row(b)


def _hitung_anak() -> None:
    """``numchild`` of every unit, counted from the paths."""
    langkah = UnitKerja.steplen
    with connection.cursor() as kursor:
        kursor.execute(
            "UPDATE organisasi_unitkerja u SET numchild = a.banyak FROM (SELECT left(path, length(path) - %s) AS induk,"
            " count(*) AS banyak FROM organisasi_unitkerja GROUP BY 1) a WHERE u.path = a.induk AND u.numchild <> a.banyak",
            [langkah],
        )


def _majukan_urutan(baris: dict[type[Any], list[tuple[Any, ...]]]) -> None:
    with connection.cursor() as kursor:
        for model in baris:
            tabel = model._meta.db_table
            kursor.execute(f"SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM {tabel}))", [tabel])

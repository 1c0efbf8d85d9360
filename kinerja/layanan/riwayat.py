"""The history of a person as sentences: what the database recorded, by whom and when, no more than the viewer may see."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kinerja.organisasi.enums import DasarPenilai, JenisKelamin, JenisMasaKhusus, SifatPenugasan, StatusPegawai
from kinerja.organisasi.models import Akun, HubunganPenilai, Jabatan, MasaKhusus, Pegawai, Penugasan, UnitKerja
from kinerja.plumbing.tulisan import masa, tanggal

PALING_BANYAK = 200


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One field before and after, as printed."""

    bidang: str
    dari: str
    menjadi: str


@dataclass(frozen=True, slots=True)
class Catatan:
    """One recorded change: when, by whom, about what. ``perubahan`` is empty for what was newly recorded."""

    waktu: dt.datetime
    oleh: str
    ikon: str
    judul: str
    isi: str = ""
    perubahan: tuple[Perubahan, ...] = ()


@dataclass(frozen=True, slots=True)
class _Nama:
    """Names behind ids, read once for all events."""

    orang: dict[int, str]
    jabatan: dict[int, str]
    unit: dict[int, str]
    akun: dict[str, str]


Cetak = Callable[[Any, _Nama], str]


def _teks(nilai: Any, _: _Nama) -> str:
    return str(nilai or "")


def _tanggal(nilai: Any, _: _Nama) -> str:
    return tanggal(nilai)


def _masa(nilai: Any, _: _Nama) -> str:
    return masa(nilai)


def _label(enum: Any) -> Cetak:
    return lambda nilai, _: str(enum(nilai).label) if nilai else ""


#: Fields of a person that have a history, with their names and whose eyes they are for.
BIDANG_PEGAWAI: dict[str, tuple[str, Cetak]] = {
    "nama": ("Nama", _teks),
    "gelar_depan": ("Gelar depan", _teks),
    "gelar_belakang": ("Gelar belakang", _teks),
    "status": ("Status", _label(StatusPegawai)),
    "nip": ("NIP", _teks),
    "golongan": ("Golongan", _teks),
    "berhenti_sejak": ("Berhenti sejak", _tanggal),
    "hilang_sejak": ("Tidak ada pada ekspor SIASN sejak", _tanggal),
    "tmt_golongan": ("TMT golongan", _tanggal),
    "kedudukan_hukum": ("Kedudukan hukum", _teks),
    "lahir": ("Tanggal lahir", _tanggal),
    "jk": ("Jenis kelamin", _label(JenisKelamin)),
}
#: What only the person himself and those who keep his data see.
BIDANG_PRIBADI = frozenset({"tmt_golongan", "kedudukan_hukum", "lahir", "jk"})
_BIDANG_PENUGASAN: dict[str, tuple[str, Cetak]] = {
    "jabatan_id": ("Jabatan", lambda n, x: x.jabatan.get(n, "")),
    "unit_id": ("Unit", lambda n, x: x.unit.get(n, "")),
    "sifat": ("Sifat", _label(SifatPenugasan)),
    "sk": ("Nomor SK", _teks),
    "berlaku": ("Masa berlaku", _masa),
}
_BIDANG_PENILAI: dict[str, tuple[str, Cetak]] = {
    "penilai_id": ("Pejabat penilai", lambda n, x: x.orang.get(n, "")),
    "atasan_penilai_id": ("Atasan pejabat penilai", lambda n, x: x.orang.get(n, "")),
    "dasar": ("Dasar", _label(DasarPenilai)),
    "berlaku": ("Masa berlaku", _masa),
}
_BIDANG_MASA: dict[str, tuple[str, Cetak]] = {
    "jenis": ("Jenis", _label(JenisMasaKhusus)),
    "sk": ("Nomor SK", _teks),
    "berlaku": ("Masa berlaku", _masa),
}


def riwayat_pegawai(pegawai: Pegawai, *, pribadi: bool) -> list[Catatan]:
    """What changed about ``pegawai``, newest first. ``pribadi``: the viewer may see the person's private fields.

    Eight queries at most, whatever the length.
    """
    bidang = {k: v for k, v in BIDANG_PEGAWAI.items() if pribadi or k not in BIDANG_PRIBADI}
    diri = _peristiwa(Pegawai, pgh_obj_id=pegawai.pk)
    tugas, penilai, khusus = (_peristiwa(m, pegawai_id=pegawai.pk) for m in (Penugasan, HubunganPenilai, MasaKhusus))
    nama = _baca_nama([*diri, *tugas, *penilai, *khusus])
    catatan = [
        *_ceritakan(diri, bidang, nama, "user", "Data pegawai", lambda e: ""),
        *_ceritakan(tugas, _BIDANG_PENUGASAN, nama, "briefcase", "Jabatan", lambda e: _isi_tugas(e, nama)),
        *_ceritakan(penilai, _BIDANG_PENILAI, nama, "user-check", "Pejabat penilai", lambda e: _isi_penilai(e, nama)),
        *_ceritakan(khusus, _BIDANG_MASA, nama, "school", "Masa khusus", _isi_masa),
    ]
    return sorted(catatan, key=lambda c: c.waktu, reverse=True)[:PALING_BANYAK]


def _peristiwa(model: Any, **milik: int) -> list[Any]:
    """Events in order of time, with the request they came from: asked of the events, so that rows that are gone are told of."""
    return list(model.pgh_event_model.objects.filter(**milik).select_related("pgh_context").order_by("pgh_id"))


def _baca_nama(peristiwa: Sequence[Any]) -> _Nama:
    def ids(*kolom: str) -> set[int]:
        return {getattr(e, k) for e in peristiwa for k in kolom if getattr(e, k, None)}

    pelaku = {str(e.pgh_context.metadata["user"]) for e in peristiwa if e.pgh_context and e.pgh_context.metadata.get("user")}
    akun = Akun.objects.filter(pk__in=pelaku).select_related("pegawai")
    return _Nama(
        orang={p.pk: p.nama_gelar for p in Pegawai.objects.filter(pk__in=ids("penilai_id", "atasan_penilai_id"))},
        jabatan=dict(Jabatan.objects.filter(pk__in=ids("jabatan_id")).values_list("pk", "nama")),
        unit=dict(UnitKerja.objects.filter(pk__in=ids("unit_id")).values_list("pk", "nama_kini")),
        akun={str(a.pk): a.nama_tampil for a in akun},
    )


def _ceritakan(
    peristiwa: Iterable[Any],
    bidang: dict[str, tuple[str, Cetak]],
    nama: _Nama,
    ikon: str,
    benda: str,
    isi: Callable[[Any], str],
) -> Iterator[Catatan]:
    """Each event against the one before it of the same row; an update that shows nothing to this viewer is left out.

    A row that is written and taken away by the same act (an assessor computed anew) tells both.
    """
    lalu: dict[int, Any] = {}
    for e in peristiwa:
        sebelum = lalu.get(e.pgh_obj_id)
        lalu[e.pgh_obj_id] = e
        if e.pgh_label == "delete":
            yield Catatan(e.pgh_created_at, _pelaku(e, nama), ikon, f"{benda} dihapus", isi(e))
            continue
        if sebelum is None:
            yield Catatan(e.pgh_created_at, _pelaku(e, nama), ikon, f"{benda} dicatat", isi(e))
            continue
        ubah = tuple(_beda(sebelum, e, bidang, nama))
        if ubah:
            yield Catatan(e.pgh_created_at, _pelaku(e, nama), ikon, f"{benda} diubah", isi(e), ubah)


def _beda(lama: Any, baru: Any, bidang: dict[str, tuple[str, Cetak]], nama: _Nama) -> Iterator[Perubahan]:
    for kolom, (judul, cetak) in bidang.items():
        dari, ke = getattr(lama, kolom), getattr(baru, kolom)
        if dari != ke:
            yield Perubahan(judul, cetak(dari, nama) or "kosong", cetak(ke, nama) or "kosong")


def _pelaku(e: Any, nama: _Nama) -> str:
    siapa = str(e.pgh_context.metadata.get("user", "")) if e.pgh_context else ""
    return nama.akun.get(siapa, "Sistem")


def _isi_tugas(e: Any, nama: _Nama) -> str:
    return f"{nama.jabatan.get(e.jabatan_id, '')}, {nama.unit.get(e.unit_id, '')}, {masa(e.berlaku)}"


def _isi_penilai(e: Any, nama: _Nama) -> str:
    return f"{nama.orang.get(e.penilai_id, '')}, {masa(e.berlaku)}"


def _isi_masa(e: Any) -> str:
    return f"{JenisMasaKhusus(e.jenis).label}, {masa(e.berlaku)}"

"""What the page of a person shows of him, no more than the viewer may see."""

import datetime as dt
from typing import Any

from kinerja.layanan.privasi import TIDAK_BERTUGAS
from kinerja.organisasi import queries
from kinerja.organisasi.enums import JenisMasaKhusus, SifatPenugasan
from kinerja.organisasi.models import Akun, MasaKhusus, MasaUnit, Pegawai, Penugasan, UnitKerja
from kinerja.organisasi.rules import lihat_data_pribadi
from kinerja.plumbing import tulisan
from kinerja.plumbing.tulisan import tanggal

_IKON_SIFAT = {SifatPenugasan.DEFINITIF: "briefcase", SifatPenugasan.TUGAS_TAMBAHAN: "building-community"}
_PEKAN = {5: "Senin sampai Jumat", 6: "Senin sampai Sabtu"}


def identitas(akun: Akun, pegawai: Pegawai, utama: Penugasan | None, hari: dt.date, *, rinci: bool) -> list[tuple[str, str]]:
    """(label, value) rows: position and unit for everybody; birth, rank dates and legal state for those who keep the data.

    That somebody is away everybody reads; why, only with ``rinci``.
    """
    masa = MasaUnit.objects.pada(hari).filter(unit=utama.unit).first() if utama else None
    baris = [
        ("Status", _status(pegawai, hari)),
        ("Keadaan", _keadaan(pegawai, hari, rinci)),
        ("Golongan", pegawai.golongan),
        ("Unit", utama.unit.nama_kini if utama else ""),
        ("Perangkat daerah", _perangkat_daerah(utama.unit) if utama else ""),
        ("Hari kerja", _PEKAN[masa.hari_kerja] if masa else ""),
    ]
    if lihat_data_pribadi(akun, pegawai):
        baris += [
            ("TMT golongan", tanggal(pegawai.tmt_golongan)),
            ("Kedudukan hukum", pegawai.kedudukan_hukum),
            ("Tanggal lahir", tanggal(pegawai.lahir)),
            ("Jenis kelamin", pegawai.get_jk_display() if pegawai.jk else ""),
            ("Akun", _akun(pegawai)),
        ]
    return [(judul, isi) for judul, isi in baris if isi]


def _status(pegawai: Pegawai, hari: dt.date) -> str:
    if pegawai.berhenti_sejak and pegawai.berhenti_sejak <= hari:
        return f"{pegawai.get_status_display()}, berhenti {tanggal(pegawai.berhenti_sejak)}"
    return f"{pegawai.get_status_display()}, aktif"


def _keadaan(pegawai: Pegawai, hari: dt.date, rinci: bool) -> str:
    jenis = list(MasaKhusus.objects.pada(hari).filter(pegawai=pegawai).values_list("jenis", flat=True))
    if not jenis:
        return ""
    return ", ".join(JenisMasaKhusus(j).label for j in jenis) if rinci else TIDAK_BERTUGAS


def _perangkat_daerah(unit: UnitKerja) -> str:
    if unit.depth <= 2:
        return ""
    return UnitKerja.objects.get(path=queries.jalur(unit.path)[1]).nama_kini


def _akun(pegawai: Pegawai) -> str:
    akun = Akun.objects.filter(pegawai=pegawai).first()
    if akun is None:
        return "belum dibuat"
    if not akun.is_active:
        return "dinonaktifkan"
    return f"aktif sejak {tanggal(akun.aktif_sejak)}" if akun.aktif_sejak else "belum diaktifkan"


def linimasa_jabatan(pegawai: Pegawai, hari: dt.date, *, rinci: bool) -> list[dict[str, Any]]:
    """Positions and teams as a timeline, the latest start first; with ``rinci`` also special times and the numbers of letters.

    Units bear the name of that time.
    """
    tugas = Penugasan.objects.filter(pegawai=pegawai).select_related("jabatan", "unit").prefetch_related("unit__masa")
    tim = pegawai.keanggotaan_tim.select_related("tim__unit")
    butir = [
        *((p.berlaku, _butir_tugas(p, rinci)) for p in tugas),
        *((a.berlaku, _butir_tim(a, rinci)) for a in tim),
        *((m.berlaku, _butir_masa(m)) for m in (pegawai.masa_khusus.all() if rinci else ())),
    ]
    butir.sort(key=lambda x: (x[0].lower, hari in x[0]), reverse=True)
    return [isi | {"waktu": tulisan.masa(masa), "cip": _cip(masa, hari)} for masa, isi in butir]


def _cip(masa: Any, hari: dt.date) -> tuple[str, str] | None:
    if hari in masa:
        return ("Sekarang", "ok")
    return ("Mendatang", "info") if masa.lower > hari else None


def _butir_tugas(p: Penugasan, rinci: bool) -> dict[str, Any]:
    nama_unit = queries.nama_pada(p.unit.masa.all(), p.berlaku.lower) or p.unit.nama_kini
    ikon = _IKON_SIFAT.get(SifatPenugasan(p.sifat), "calendar-event")
    sk = f"SK {p.sk}" if rinci and p.sk else ""
    return {"ikon": ikon, "judul": p.nama_jabatan, "isi": " · ".join(x for x in (nama_unit, sk) if x)}


def _butir_tim(a: Any, rinci: bool) -> dict[str, Any]:
    return {
        "ikon": "users",
        "judul": f"Anggota {a.tim.nama}",
        "isi": " · ".join(x for x in (a.tim.unit.nama_kini, a.tim.sk if rinci else "") if x),
    }


def _butir_masa(m: MasaKhusus) -> dict[str, Any]:
    return {"ikon": "school", "judul": JenisMasaKhusus(m.jenis).label, "isi": f"SK {m.sk}" if m.sk else ""}

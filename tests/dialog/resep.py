"""Objects of dialogues for the table of rights: a talk of somebody of ``unit`` with his head, or of ``luar``."""

import datetime as dt
from typing import Any

from dialog.actions import agenda as aksi_agenda
from dialog.actions import dialog as aksi
from dialog.actions import kesepakatan as aksi_kesepakatan
from dialog.actions import pendamping, perpanjangan
from dialog.models import Agenda, Dialog, Kesepakatan, LaporanStudi
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from tests import pabrik

TIADA = 2**40


def _akun(orang: Pegawai) -> Akun:
    return Akun.objects.filter(pegawai=orang).first() or pabrik.akun(orang)


def dialog(s: Any, objek: str, sampai: str = "RENCANA") -> Dialog:
    """Planned by the pegawai, so that his head is the one who was invited; brought as far as ``sampai``."""
    orang, pimpinan = {"unit": (s.k.jf, s.k.kasi), "luar": (s.k.guru, s.k.kepsek)}[objek]
    by = _akun(orang)
    d = aksi.rencanakan(orang, pimpinan, "PEMANTAUAN", jam.sekarang() + dt.timedelta(minutes=5), by=by)
    if sampai == "RENCANA":
        return d
    d = aksi.mulai(d, by=by)
    aksi_kesepakatan.tambah_kesepakatan(d, "Jemput data", pimpinan.pk, jam.hari_ini(), by=by)
    if sampai == "BERLANGSUNG":
        return d
    d = aksi.akhiri(d, by=by)
    return d if sampai == "MENUNGGU" else aksi.konfirmasi(d, by=_akun(pimpinan))


def _pk(sampai: str = "RENCANA"):
    return lambda s, o, p: {"pk": TIADA if o == "tiada" else dialog(s, o, sampai).pk}


def _sepakat(sampai: str):
    return lambda s, o, p: {"pk": Kesepakatan.objects.get(dialog=dialog(s, o, sampai)).pk}


def _butir(s: Any, objek: str, peran: str) -> dict[str, Any]:
    d = dialog(s, objek)
    a: Agenda = aksi_agenda.tambah_agenda(d, "Kendala unggah", by=_akun(d.pegawai))
    return {"pk": d.pk, "butir": a.pk}


def _pendamping(s: Any, objek: str, peran: str) -> dict[str, Any]:
    """Proposed by the pegawai, so that his head is asked."""
    d = dialog(s, objek)
    p = pendamping.usulkan_pendamping(d, s.k.rekan, by=_akun(d.pegawai))
    return {"pk": d.pk, "peserta": p.pk}


def _orang(s: Any, objek: str, peran: str) -> dict[str, Any]:
    return {"pk": s.orang[objek].pk}


# -- tugas belajar


def _masa(s: Any, objek: str, peran: str) -> Any:
    if objek == "tiada":
        return None
    orang = s.pegawai(objek, peran)
    return orang.masa_khusus.first() or pabrik.masa_khusus(orang, sejak=dt.date(2026, 9, 1), sampai=dt.date(2027, 9, 1))


def _laporan_studi(s: Any, objek: str, peran: str) -> dict[str, Any]:
    m = _masa(s, objek, peran)
    x = LaporanStudi.objects.create(masa_khusus=m, semester=1, ipk=3, pada=jam.sekarang())
    return {"pk": x.pk}


def _perpanjangan(s: Any, objek: str, peran: str) -> dict[str, Any]:
    """Asked by the pegawai; the act is the home unit's."""
    m = _masa(s, objek, peran)
    p = perpanjangan.minta_perpanjangan(m, dt.date(2028, 8, 31), "Menunggu sidang", by=_akun(m.pegawai))
    return {"pk": p.pk, "tindakan": "catat_unit"}


RESEP: dict[str, Any] = {
    "dialog:studi_pegawai": lambda s, o, p: {"pk": _masa(s, o, p).pegawai_id},
    **{
        f"dialog:{n}": lambda s, o, p: {"pk": TIADA if o == "tiada" else _masa(s, o, p).pk}
        for n in ("studi", "studi_lapor", "studi_minta")
    },
    **{f"dialog:{n}": _laporan_studi for n in ("studi_ubah", "studi_catat")},
    "dialog:studi_langkah": _perpanjangan,
    **{f"dialog:{n}": _orang for n in ("pegawai", "rencanakan", "mulai_sekarang", "tim_langkah")},
    **{
        f"dialog:{n}": _pk()
        for n in (
            "ruang",
            "jajak",
            "agenda",
            "catatan",
            "pribadi",
            "pendamping",
            "mulai",
            "pindahkan",
            "tolak",
            "nyatakan_tidak_terlaksana",
        )
    },
    "dialog:butir": _butir,
    "dialog:ubah_pendamping": _pendamping,
    **{f"dialog:{n}": _pk("BERLANGSUNG") for n in ("sepakati", "akhiri")},
    **{f"dialog:{n}": _pk("MENUNGGU") for n in ("lanjutkan", "konfirmasi")},
    "dialog:cetak": _pk("SELESAI"),
    "dialog:hapus_kesepakatan": _sepakat("BERLANGSUNG"),
    **{f"dialog:{n}": _sepakat("MENUNGGU") for n in ("kesepakatan", "selesaikan_kesepakatan", "lepaskan_kesepakatan")},
}

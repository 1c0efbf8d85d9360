"""Objects of feedback for the table of rights: received or asked for by whoever looks, or by somebody of another office."""

from typing import Any

from dialog.actions import umpan_balik as aksi
from dialog.actions.umpan_balik import IsiUmpan
from dialog.models import PermintaanUmpanBalik, UmpanBalik
from kinerja.organisasi.models import Akun, Pegawai
from tests import pabrik

TIADA = 2**40
ISI = IsiUmpan("KOREKSI", "Pada rapat Selasa datanya belum ada; sebaiknya dikirim sehari sebelumnya.", nilai="AKUNTABEL")


def _orang(s: Any, objek: str, peran: str) -> Pegawai:
    return s.pelihat(peran).pegawai if objek == "sendiri" else s.orang[objek]


def _umpan(s: Any, objek: str, peran: str) -> UmpanBalik:
    return aksi.beri(_orang(s, objek, peran), ISI, "NAMA", by=s.p.rekan)


def _terlapor(s: Any, objek: str, peran: str) -> UmpanBalik:
    umpan = _umpan(s, objek, peran)
    return aksi.laporkan(umpan, "Menghina", by=_akun(umpan.penerima))


def _akun(orang: Pegawai) -> Akun:
    return Akun.objects.filter(pegawai=orang).first() or pabrik.akun(orang)


def _permintaan(s: Any, objek: str, peran: str) -> PermintaanUmpanBalik:
    return aksi.buat_tautan(ISI, by=_akun(_orang(s, objek, peran)))[0]


def _pk(ambil):
    return lambda s, o, p: {"pk": TIADA if o == "tiada" else ambil(s, o, p).pk}


def _kode(s: Any, objek: str, peran: str) -> dict[str, Any]:
    return {"kode": "0" * 40 if objek == "tiada" else aksi.kode_tautan(_permintaan(s, objek, peran))}


RESEP: dict[str, Any] = {
    "dialog:umpan_pegawai": _pk(_orang),
    "dialog:umpan_tanggapi": _pk(_umpan),
    "dialog:umpan_laporkan": _pk(_umpan),
    "dialog:umpan_putuskan": _pk(_terlapor),
    "dialog:umpan_batal": _pk(_permintaan),
    "dialog:umpan_publik": _kode,
}

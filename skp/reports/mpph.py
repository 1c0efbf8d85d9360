"""Form F7: the matrix as a document of its own, from the rows as they stand when it is issued.

It has no snapshot of a version: it is agreed on a day of its own, and a document is issued of what was agreed.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from kinerja.layanan.dokumen import cetak, fakta, susun
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JenisDokumen, Rakitan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.tulisan import tanggal
from skp.enums import StatusMPPH
from skp.models import MPPH, SKP
from skp.mpph import Baris, Kolom, Matriks
from skp.queries_mpph import skp_matriks, susun_matriks
from skp.reports import dokumen
from skp.snapshot import pihak

NAMA = "mpph"
JUDUL = "Matriks Pembagian Peran dan Hasil"
SKEMA = 1
_TEMPLATE = "cetak/skp_mpph.html"


def isi_mpph(skp: SKP, mpph: MPPH, matriks: Matriks | None = None) -> dict[str, Any]:
    """All that F7 prints; ``skp`` from ``queries_mpph.skp_matriks``."""
    m = matriks or susun_matriks(skp, mpph)
    hari = mpph.tanggal_dialog or jam.hari_ini()
    return {
        "kop": fakta.kop(skp.penugasan.unit, hari),
        "skp": skp.pk,
        "tahun": skp.siklus.tahun,
        "periode": {"mulai": skp.mulai, "sampai": skp.sampai},
        "pegawai": pihak(skp.pegawai, skp.penugasan, hari),
        "status": mpph.status,
        "kolom": [_kolom(k) for k in m.kolom],
        "baris": [_baris(m, b) for b in m.baris],
        "ttd": {"tempat": settings.KOP_TEMPAT, "tanggal": mpph.tanggal_dialog},
    }


def _kolom(k: Kolom) -> dict[str, Any]:
    return {"nomor": k.nomor, "judul": k.judul, "sendiri": k.dikerjakan_sendiri}


def _baris(m: Matriks, b: Baris) -> dict[str, Any]:
    return {
        "nama": b.nama,
        "jabatan": b.jabatan,
        "tim": bool(b.tim),
        "tingkat": b.tingkat,
        "lintas_unit": b.lintas_unit,
        "sel": [[i.uraian for i in m.sel(b.id, k.kunci)] for k in m.kolom],
    }


def _cari(kunci: str) -> SKP | None:
    skp = skp_matriks().filter(pk=int(kunci), mpph__isnull=False).first() if kunci.isdigit() else None
    return skp


def rakit(kunci: str) -> Rakitan:
    """Raises ``Ditolak`` while nothing is agreed."""
    skp = _cari(kunci)
    if skp is None or skp.mpph.status == StatusMPPH.DRAF:
        raise Ditolak("Matriks ini belum disepakati. Sepakati lebih dahulu, lalu terbitkan.")
    matriks = susun_matriks(skp)
    isi = isi_mpph(skp, skp.mpph, matriks)
    orang = {b.orang: "anggota matriks" for b in matriks.baris if b.orang} | {skp.pegawai_id: "pimpinan"}
    return Rakitan(
        judul=judul_cetak(isi),
        isi=isi,
        tanggal=skp.mpph.tanggal_dialog,
        unit_id=skp.penugasan.unit_id,
        pihak=tuple(orang.items()),
    )


def judul_cetak(isi: Mapping[str, Any]) -> str:
    """Title of the PDF, and its file name."""
    return f"{JUDUL} {isi['tahun']} {isi['pegawai']['nama']}"


def publik(isi: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """Whose matrix, agreed when; no names of others."""
    return (
        ("Pimpinan", ", ".join(x for x in (isi["pegawai"]["nama"], isi["pegawai"]["jabatan"]) if x)),
        ("Tahun", str(isi["tahun"])),
        ("Disepakati", tanggal(dt.date.fromisoformat(isi["ttd"]["tanggal"]))),
    )


def boleh_terbit(akun: Akun, kunci: str) -> bool:
    """The leader whose matrix it is, BKPSDM, the unit's admin."""
    milik = kunci.isdigit() and SKP.objects.filter(pk=int(kunci), pegawai=hak(akun).pegawai_id).exists()
    return bool(milik) or dokumen.boleh_terbit(akun, kunci)


def gugur(kunci: str) -> str:
    """The matrix was opened again."""
    dibuka = kunci.isdigit() and MPPH.objects.filter(skp=int(kunci), status=StatusMPPH.DRAF).exists()
    return "Matriks ini dibuka kembali dan sedang diubah." if dibuka else ""


def pratinjau(isi: Mapping[str, Any]) -> cetak.HasilCetak:
    """A PDF marked DRAF, neither stored nor sealed."""
    polos = json.loads(susun.kanonik(isi, SKEMA))["isi"]
    ket = cetak.KetCetak(judul=judul_cetak(isi), lanskap=True, draf=True)
    return cetak.cetak(cetak.susun_html(_TEMPLATE, polos, ket))


JENIS = JenisDokumen(
    nama=NAMA,
    judul=JUDUL,
    template={SKEMA: _TEMPLATE},
    rakit=rakit,
    publik=publik,
    boleh_terbit=boleh_terbit,
    gugur=gugur,
    lanskap=True,
)

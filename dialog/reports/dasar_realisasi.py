"""What the forms of rencana aksi and realisasi share: the head with both people, the signatures, who may have them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q

from dialog.rules_realisasi import IZIN_REALISASI
from kinerja.layanan.dokumen import fakta
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.layanan.dokumen.queries import di_wilayah
from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Akun, Pegawai, Penugasan
from kinerja.organisasi.peran import hak
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing import jam
from kinerja.plumbing.tulisan import tanggal
from skp.models import SKP
from skp.queries import penilai_kini

_KOSONG = dict.fromkeys(("nama", "nip", "pangkat", "golongan", "jabatan", "unit"), "") | {"label_unit": "UNIT KERJA"}


def skp_dari(kunci: str) -> SKP | None:
    """The SKP that a key begins with: ``<skp>`` or ``<skp>-<periode>``."""
    nomor = kunci.partition("-")[0]
    if not nomor.isdecimal() or len(nomor) > 18:
        return None
    semua = SKP.objects.select_related("pegawai", "siklus", "penugasan__unit", "penugasan__jabatan")
    return semua.filter(pk=int(nomor)).first()


def kepala(skp: SKP, mulai: dt.date, sampai: dt.date) -> dict[str, Any]:
    """Kop, period, both people, signatures, as of today."""
    hari, penilai = jam.hari_ini(), penilai_kini(skp.pegawai_id)
    tugas = jabatan_utama([penilai.pk], hari).get(penilai.pk) if penilai else None
    return {
        "kop": fakta.kop(skp.penugasan.unit, hari),
        "tahun": skp.siklus.tahun,
        "periode": {"mulai": mulai, "sampai": sampai},
        "pegawai": _orang(skp.pegawai, skp.penugasan, hari),
        "penilai": _orang(penilai, tugas, hari) if penilai else _KOSONG,
        "ttd": {"tempat": settings.KOP_TEMPAT, "tanggal": hari},
    }


def _orang(p: Pegawai, tugas: Penugasan | None, hari: dt.date) -> dict[str, Any]:
    isi = fakta.orang(p, tugas, fakta.nama_unit(tugas.unit, hari) if tugas else "")
    if p.status != StatusPegawai.NON_ASN:
        return {**isi, "label_unit": "UNIT KERJA"}
    return {**isi, "unit": settings.NAMA_INSTANSI, "label_unit": "INSTANSI"}


def pihak(skp: SKP) -> tuple[tuple[int, str], ...]:
    """Owner and today's assessor."""
    penilai = penilai_kini(skp.pegawai_id)
    return ((skp.pegawai_id, "pegawai yang dinilai"), *(((penilai.pk, "pejabat penilai kinerja"),) if penilai else ()))


def publik(isi: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """Whose it is and for when; no content."""
    mulai, sampai = (dt.date.fromisoformat(isi["periode"][k]) for k in ("mulai", "sampai"))
    return (("Pegawai", isi["pegawai"]["nama"]), ("Periode", f"{tanggal(mulai)} sampai {tanggal(sampai)}"))


def boleh_terbit(akun: Akun, kunci: str) -> bool:
    """Whoever may read the realisasi: the owner, and those above him."""
    skp = skp_dari(kunci)
    return skp is not None and IZIN_REALISASI["lihat_realisasi"].test(akun, skp)


def terlihat(jenis: str) -> Callable[[Akun], Q]:
    """Documents of a kind: its two parties, and whoever leads the unit or one above it. No admin, no auditor (0013)."""

    def milik(akun: Akun) -> Q:
        h = hak(akun)
        if h.pegawai_id is None:
            return Q(pk__in=[])
        pihak_saya = Dokumen.objects.filter(jenis=jenis, pihak__pegawai_id=h.pegawai_id)
        return Q(pk__in=pihak_saya.values("pk")) | di_wilayah(h.memimpin)

    return milik

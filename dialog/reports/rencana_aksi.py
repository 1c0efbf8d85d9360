"""F9, Rencana Aksi (6.9): per RHK the steps, the target of each period, the evidence agreed, what came of it.

No official layout was found; the columns are those that practice uses. Months stand in one column, quarters in one each.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from dialog.enums import KeadaanRealisasi
from dialog.models import RencanaAksi
from dialog.queries_realisasi import HalamanRealisasi, periode_siklus, realisasi_orang, rencana_orang
from dialog.reports.dasar_realisasi import boleh_terbit, kepala, pihak, publik, skp_dari, terlihat
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JenisDokumen, Rakitan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.tulisan import angka
from kinerja.siklus.models import Periode
from skp.models import SKP

NAMA, JUDUL, SKEMA = "rencana_aksi", "Rencana Aksi", 1
#: More periods than this stand in one column.
BERKOLOM = 4


def rakit(kunci: str) -> Rakitan:
    """``kunci``: the SKP. Raises ``Ditolak`` while nothing is planned."""
    skp = skp_dari(kunci)
    rencana = list(rencana_orang(skp.pegawai_id, skp.siklus_id).filter(lini_rhk__skp=skp)) if skp else []
    if skp is None or not rencana:
        raise Ditolak("Rencana aksi SKP ini belum ada. Susun dahulu di halaman Rencana aksi, lalu cetak lagi.")
    semua = [p for p in periode_siklus(skp.siklus_id) if p.mulai < skp.rentang.upper and p.sampai >= skp.rentang.lower]
    isi = kepala(skp, skp.rentang.lower, skp.rentang.upper - dt.timedelta(days=1))
    isi |= {"skp": skp.pk, **isi_rencana(_halaman(skp, semua), rencana, semua)}
    return Rakitan(
        judul=f"{JUDUL} {skp.siklus.tahun} {skp.pegawai.nama}",
        isi=isi,
        tanggal=jam.hari_ini(),
        unit_id=skp.penugasan.unit_id,
        pihak=pihak(skp),
    )


def _halaman(skp: SKP, semua: Sequence[Periode]) -> HalamanRealisasi:
    """Measures at the last period that has begun."""
    mulai = [p for p in semua if p.buka_tanggal <= jam.hari_ini()]
    kini = (mulai or list(semua))[-1]
    return realisasi_orang([skp.pegawai_id], kini, semua)[skp.pegawai_id]


def isi_rencana(h: HalamanRealisasi, rencana: Iterable[RencanaAksi], semua: Sequence[Periode]) -> dict[str, Any]:
    """Columns and rows as plain values."""
    kolom = [_pendek(p) for p in semua] if len(semua) <= BERKOLOM else []
    milik: dict[int, list[RencanaAksi]] = {}
    for r in rencana:
        milik.setdefault(r.lini_rhk_id, []).append(r)
    baris: list[dict[str, Any]] = []
    for rhk, iki in h.per_rhk:
        langkah = milik.pop(rhk.lini_id, [])
        capai = [f"{b.nomor}: {b.realisasi.nilai_teks or b.realisasi.cerita}" for b in iki if b.realisasi and b.terisi]
        bukti = sum(b.bukti for b in iki)
        kelompok = _per_langkah(langkah)
        for n, (uraian, punya) in enumerate(kelompok or [("", [])]):
            baris.append(
                {
                    "no": len([x for x in baris if x["rhk"]]) + 1 if n == 0 else "",
                    "rhk": rhk.uraian if n == 0 else "",
                    "langkah": uraian or "Belum ada rencana aksi.",
                    "target": _target(punya, semua, kolom=bool(kolom)),
                    "bukti": "\n".join(dict.fromkeys(r.bukti_disepakati for r in punya if r.bukti_disepakati)) or "-",
                    "realisasi": ("\n".join(capai) or "-") if n == 0 else "",
                    "tautan": (f"{angka(bukti)} bukti" if bukti else "-") if n == 0 else "",
                    "status": "\n".join(_status(punya, jamak=len(punya) > 1)) or "-",
                }
            )
    return {"kolom": kolom, "baris": baris}


def _per_langkah(langkah: Iterable[RencanaAksi]) -> list[tuple[str, list[RencanaAksi]]]:
    """The same words in several periods are one row."""
    hasil: dict[str, list[RencanaAksi]] = {}
    for r in langkah:
        hasil.setdefault(r.uraian, []).append(r)
    return list(hasil.items())


def _target(punya: Sequence[RencanaAksi], semua: Sequence[Periode], *, kolom: bool) -> list[str]:
    isi = {r.periode_id: r.target or "x" for r in punya}
    if kolom:
        return [isi.get(p.pk, "") for p in semua]
    return ["\n".join(f"{_pendek(p)}: {isi[p.pk]}" for p in semua if p.pk in isi) or "-"]


def _status(punya: Iterable[RencanaAksi], *, jamak: bool) -> list[str]:
    return [f"{_pendek(r.periode)}: {_kata(r)}" if jamak else _kata(r) for r in punya]


def _kata(r: RencanaAksi) -> str:
    return KeadaanRealisasi(r.keadaan).label


def _pendek(p: Periode) -> str:
    """``TW II``, ``TW IV dan akhir tahun``."""
    return p.nama.replace("Triwulan", "TW")


JENIS = JenisDokumen(
    nama=NAMA,
    judul=JUDUL,
    template={SKEMA: "cetak/rencana_aksi.html"},
    rakit=rakit,
    publik=publik,
    boleh_terbit=boleh_terbit,
    terlihat=terlihat(NAMA),
    lanskap=True,
)

"""Realisasi of one SKP in a period: each measure with its target, what was reached on the ground of evidence, and how far."""

import datetime as dt
from typing import Any

from dialog.enums import KeadaanRealisasi
from dialog.models import TautBukti
from dialog.queries_realisasi import BarisIKI, HalamanRealisasi, periode_siklus, realisasi_orang
from dialog.reports.dasar_realisasi import boleh_terbit, kepala, pihak, publik, skp_dari, terlihat
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JenisDokumen, Rakitan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.tulisan import angka, tanggal
from kinerja.siklus.models import Periode
from skp.models import SKP

NAMA, JUDUL, SKEMA = "realisasi", "Realisasi Kinerja", 1


def rakit(kunci: str) -> Rakitan:
    """``kunci``: ``<skp>-<periode>``. Raises ``Ditolak`` while nothing is told."""
    skp, periode = skp_dari(kunci), _periode(kunci)
    if skp is None or periode is None or periode.siklus_id != skp.siklus_id:
        raise Ditolak("Realisasi ini tidak ditemukan. Buka lagi dari halaman Realisasi.")
    h = realisasi_orang([skp.pegawai_id], periode, periode_siklus(skp.siklus_id))[skp.pegawai_id]
    h.baris = [b for b in h.baris if b.iki.rhk.versi.skp_id == skp.pk]
    if not h.terisi:
        raise Ditolak(f"Realisasi {periode} belum diisi. Isi dahulu, lalu cetak lagi.")
    mulai, sampai = max(skp.rentang.lower, periode.mulai), min(skp.rentang.upper - dt.timedelta(days=1), periode.sampai)
    isi = kepala(skp, mulai, sampai) | {"skp": skp.pk, "nama_periode": periode.nama, **isi_realisasi(h, bukti_dari(h))}
    return Rakitan(
        judul=f"{JUDUL} {periode} {skp.pegawai.nama}",
        isi=isi,
        tanggal=jam.hari_ini(),
        unit_id=skp.penugasan.unit_id,
        pihak=pihak(skp),
    )


def _periode(kunci: str) -> Periode | None:
    nomor = kunci.partition("-")[2]
    if not nomor.isdecimal() or len(nomor) > 18:
        return None
    return Periode.objects.select_related("siklus").filter(pk=int(nomor)).first()


def bukti_dari(h: HalamanRealisasi) -> dict[int, list[str]]:
    """Realisasi -> titles of its evidence, without what was removed. One query."""
    pk = [b.realisasi.pk for b in h.baris if b.realisasi]
    taut = TautBukti.objects.filter(realisasi__in=pk, bukti__dihapus_pada__isnull=True)
    hasil: dict[int, list[str]] = {}
    for r, judul in taut.order_by("pk").values_list("realisasi_id", "bukti__judul"):
        hasil.setdefault(r, []).append(judul)
    return hasil


def isi_realisasi(h: HalamanRealisasi, bukti: dict[int, list[str]]) -> dict[str, Any]:
    """Rows by RHK as plain values."""
    rhk: list[dict[str, Any]] = [
        {"no": n, "uraian": r.uraian, "iki": [_baris(b, bukti.get(b.realisasi.pk, []) if b.realisasi else []) for b in baris]}
        for n, (r, baris) in enumerate(h.per_rhk, 1)
    ]
    return {"rhk": rhk, "dikirim": tanggal(h.dikirim), "segi": "PERSPEKTIF" if h.baris[0].iki.perspektif else "ASPEK"}


def _baris(b: BarisIKI, bukti: list[str]) -> dict[str, Any]:
    r, persen = b.realisasi, b.persen.nilai
    return {
        "nomor": b.nomor,
        "uraian": b.iki.uraian,
        "segi": b.iki.get_perspektif_display() if b.iki.perspektif else b.iki.get_aspek_display(),
        "target": b.iki.target,
        "nilai": r.nilai_teks if r else "",
        "cerita": r.cerita if r else "",
        "bukti": bukti,
        "tanpa_bukti": r.alasan_tanpa_bukti if r and not bukti else "",
        "capaian": f"{angka(persen)}%" if persen is not None else "-",
        "keadaan": KeadaanRealisasi(r.keadaan).label if r else KeadaanRealisasi.BELUM.label,
    }


def kunci_realisasi(skp: SKP, periode: Periode) -> str:
    """The key of the document."""
    return f"{skp.pk}-{periode.pk}"


JENIS = JenisDokumen(
    nama=NAMA,
    judul=JUDUL,
    template={SKEMA: "cetak/realisasi.html"},
    rakit=rakit,
    publik=publik,
    boleh_terbit=boleh_terbit,
    terlihat=terlihat(NAMA),
    lanskap=True,
)

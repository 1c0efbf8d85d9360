"""What F10 to F14 print, read once from the rows and frozen as plain values.

The SKP comes from the snapshot of its version, so that what is printed is what was agreed; realisasi and feedback beside it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import Q

from dialog.models import Realisasi, UmpanBalik
from dialog.queries_umpan import terbaca
from kinerja.layanan.dokumen import fakta, susun
from kinerja.organisasi.models import Pegawai
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing import jam
from kinerja.siklus.enums import JenisPeriode
from kinerja.siklus.models import Periode
from predikat.aturan import predikat_pegawai
from predikat.aturan_jangka import boleh_dilaporkan
from predikat.enums import Predikat, Rating, StatusDokumen, StatusEvaluasi, StatusKeberatan, SumberEvaluasi
from predikat.fakta import periode_fakta
from predikat.models import DokumenEvaluasi, Evaluasi, Keberatan, PredikatUnit, RatingDiberikan
from predikat.queries import dalam_keberatan, pola_unit
from skp.berakhlak import PANDUAN
from skp.enums import BentukSKP, Pendekatan, StatusSKP
from skp.models import VersiSKP
from skp.snapshot import pihak

_D = StatusDokumen


def periode_cetak(p: Periode) -> dict[str, Any]:
    """Range and name; the label of the form ends in AKHIR for the year, joined with the fourth quarter where they are one."""
    nama = p.nama.upper()
    if p.jenis == JenisPeriode.AKHIR:
        nama = "TRIWULAN IV-AKHIR" if p.siklus.tw_iv_digabung else "AKHIR"
    return {"mulai": p.mulai, "sampai": p.sampai, "nama": nama, "tahun": p.siklus.tahun}


def para_pihak(d: DokumenEvaluasi, hari: dt.date) -> dict[str, Any]:
    """Person, assessor, the assessor's superior as they stood."""
    e = d.evaluasi
    orang: list[tuple[str, Pegawai | None]] = [
        ("pegawai", e.pegawai), ("penilai", e.penilai), ("atasan", d.atasan_penilai),
    ]  # fmt: skip
    tugas = jabatan_utama([p.pk for _, p in orang if p is not None], hari)
    return {nama: pihak(p, tugas.get(p.pk) if p else None, hari) for nama, p in orang}


def rating_dokumen(d: DokumenEvaluasi) -> tuple[str, str]:
    """The ratings from which the document's own predikat was read; an objection changes those of the evaluation later."""
    e = d.evaluasi
    kini = (str(e.hasil or ""), str(e.perilaku or ""))
    if all(kini) and predikat_pegawai(Rating(kini[0]), Rating(kini[1])).nilai == d.predikat:
        return kini
    lama = RatingDiberikan.objects.filter(evaluasi=e).exclude(tahap="KEBERATAN").order_by("-pada", "-pk")
    return next(
        ((r.hasil, r.perilaku) for r in lama if predikat_pegawai(Rating(r.hasil), Rating(r.perilaku)).nilai == d.predikat),
        ("", ""),
    )


def _kepala(d: DokumenEvaluasi) -> dict[str, Any]:
    e, hari = d.evaluasi, _hari(d)
    unit = e.unit_dipimpin or e.unit_hitung
    organisasi = PredikatUnit.objects.filter(unit=unit, periode=e.periode_id).values_list("nilai", flat=True).first()
    return {
        "kop": fakta.kop(e.unit_hitung, hari),
        "dokumen": d.pk,
        "revisi": d.revisi,
        "periode": periode_cetak(e.periode),
        "organisasi": organisasi or "",
        **para_pihak(d, hari),
    }


def _hari(d: DokumenEvaluasi) -> dt.date:
    """The day whose names and positions are printed: of hand-over, before it of making."""
    hari: dt.date = (d.diserahkan_pada or d.dibuat_pada).astimezone(jam.WITA).date()
    return hari


# -- F10 to F12


def isi_evaluasi(d: DokumenEvaluasi) -> dict[str, Any]:
    """The evaluation form of a document."""
    hasil, perilaku = rating_dokumen(d)
    return {
        **_kepala(d),
        "konten": konten_evaluasi(d.evaluasi),
        "panduan": [{"nilai": n, "judul": n.label, "panduan": p} for n, p in PANDUAN.items()],
        "rating": {"hasil": hasil, "perilaku": perilaku},
        "predikat": d.predikat,
        "ttd": _ttd(d),
    }


def konten_evaluasi(e: Evaluasi) -> dict[str, Any]:
    """Content of the SKP that counts in the period, each row with realisasi and feedback. Five queries."""
    skp = list(e.bagian.filter(skp__isnull=False).order_by("-rentang").values_list("skp_id", flat=True))
    versi = VersiSKP.objects.filter(skp__in=skp, status=StatusSKP.DITETAPKAN).select_related("skp")
    per = {v.skp_id: susun.uraikan(v.snapshot)[0]["konten"] for v in versi if v.snapshot}
    urut = [per[pk] for pk in skp if pk in per]
    if not urut:
        kosong = {"bentuk": BentukSKP.JA_JF, "pendekatan": Pendekatan.KUANTITATIF, "rhk": [], "perilaku": [], "lampiran": []}
        return {**kosong, "perilaku": _perilaku([], _umpan_nilai(e))}
    # Two SKP in a period: the later one gives form and behaviour, results of both are printed.
    utama = urut[0]
    capai, umpan = _realisasi(e), _umpan_rhk(e)
    rhk = [_rhk(r, capai, umpan) for k in reversed(urut) for r in k["rhk"]]
    return {
        "bentuk": utama["bentuk"],
        "pendekatan": utama["pendekatan"],
        "rhk": rhk,
        "perilaku": _perilaku(utama["perilaku"], _umpan_nilai(e)),
        "lampiran": [],
    }


def _rhk(r: Mapping[str, Any], capai: Mapping[int, str], umpan: Mapping[int, list[str]]) -> dict[str, Any]:
    iki = [{**i, "realisasi": capai.get(i["lini"], "")} for i in r["iki"]]
    return {**r, "iki": iki, "umpan": umpan.get(r["lini"], [])}


def _realisasi(e: Evaluasi) -> dict[int, str]:
    """Measure -> what was reached; of a year every period on a line of its own."""
    baris = Realisasi.objects.filter(periode_fakta(e.periode), lini_iki__lini_rhk__skp__pegawai=e.pegawai_id)
    hasil: dict[int, list[str]] = defaultdict(list)
    tahunan = e.periode.jenis == JenisPeriode.AKHIR
    for r in baris.select_related("periode__siklus").order_by("periode__rentang", "pk"):
        teks = ". ".join(x.rstrip(". ") for x in (r.nilai_teks, r.cerita) if x)
        if not teks and r.alasan_tanpa_bukti:
            teks = f"Tanpa bukti: {r.alasan_tanpa_bukti}"
        if teks:
            hasil[r.lini_iki_id].append(f"{r.periode.nama}: {teks}" if tahunan else teks)
    return {k: "\n".join(v) for k, v in hasil.items()}


def _teks_umpan(u: UmpanBalik) -> str:
    siapa = f"{u.get_peran_display()} ({u.nama_tampil})" if u.nama_tampil else u.get_peran_display()
    return f"{siapa}: {' '.join(x for x in (u.perilaku, u.dampak, u.harapan) if x)}"


def _umpan(e: Evaluasi, mana: Q) -> Iterable[UmpanBalik]:
    semua: Iterable[UmpanBalik] = (
        terbaca().filter(periode_fakta(e.periode), mana, penerima=e.pegawai_id).order_by("tanggal", "pk")
    )
    return semua


def _umpan_rhk(e: Evaluasi) -> dict[int, list[str]]:
    hasil: dict[int, list[str]] = defaultdict(list)
    for u in _umpan(e, Q(lini_rhk__isnull=False)):
        hasil[u.lini_rhk_id or 0].append(_teks_umpan(u))
    return hasil


def _umpan_nilai(e: Evaluasi) -> dict[str, list[str]]:
    hasil: dict[str, list[str]] = defaultdict(list)
    for u in _umpan(e, Q(lini_rhk__isnull=True)):
        hasil[u.nilai].append(_teks_umpan(u))
    return hasil


def _perilaku(baris: Iterable[Mapping[str, str]], umpan: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    harapan = {p["nilai"]: p["ekspektasi"] for p in baris}
    return [{"nilai": str(n), "ekspektasi": harapan.get(str(n), ""), "umpan": umpan.get(str(n), [])} for n in PANDUAN]


def _ttd(d: DokumenEvaluasi) -> dict[str, Any]:
    waktu = {n: _wita(getattr(d, f"{n}_pada")) for n in ("diserahkan", "ditandatangani", "selesai")}
    return {
        "tempat": settings.KOP_TEMPAT,
        "tanggal": _hari(d),
        "status": d.status,
        **waktu,
        "diam": d.alasan if d.status == _D.DIAM else "",
    }


def _wita(waktu: dt.datetime | None) -> dt.datetime | None:
    return waktu.astimezone(jam.WITA).replace(microsecond=0) if waktu else None


# -- F13


def isi_dokumen(d: DokumenEvaluasi) -> dict[str, Any]:
    """The Dokumen Evaluasi, with the three blocks of an objection once there is one."""
    k = Keberatan.objects.filter(dokumen=d).select_related("pemutus", "keputusan").first()
    return {
        **_kepala(d),
        "predikat": d.predikat,
        "catatan": d.evaluasi.catatan,
        "keberatan": _keberatan(k) if k is not None and k.status != StatusKeberatan.DITARIK else None,
        "ttd": _ttd(d),
    }


def _keberatan(k: Keberatan) -> dict[str, Any]:
    putus = k.status == StatusKeberatan.DIPUTUS
    predikat = predikat_pegawai(Rating(k.putusan_hasil), Rating(k.putusan_perilaku)).nilai if putus else ""
    tugas = jabatan_utama([k.pemutus_id], jam.hari_ini()) if k.pemutus_id else {}
    return {
        "alasan": k.alasan,
        "diajukan_pada": _wita(k.diajukan_pada),
        "penjelasan": k.penjelasan,
        "dijelaskan_pada": _wita(k.dijelaskan_pada),
        "putusan": k.putusan,
        "predikat": predikat,
        "diputus_pada": _wita(k.diputus_pada),
        "pemutus": pihak(k.pemutus, tugas.get(k.pemutus_id or 0), jam.hari_ini()),
        "surat": k.keputusan.nomor if k.keputusan else "",
    }


# -- F14


def isi_penetapan(pu: PredikatUnit) -> dict[str, Any]:
    """The predikat of a unit, the pattern, who got what. Raises nothing: unset predikat are printed as such."""
    hari = pu.ditetapkan_pada.astimezone(jam.WITA).date()
    pola = pola_unit([pu.unit_id], pu.periode)[pu.unit_id]
    orang = Evaluasi.objects.filter(unit_hitung=pu.unit_id, periode=pu.periode).select_related("pegawai")
    orang = orang.exclude(status=StatusEvaluasi.TIDAK_DIEVALUASI).order_by("pegawai__nama_urut", "pk")
    semua = list(orang.annotate(dalam_keberatan=dalam_keberatan()))
    tugas = jabatan_utama([e.pegawai_id for e in semua], hari)
    penetap = jabatan_utama([pu.penetap_id], hari)
    n = sum(pola.jumlah.values())
    alasan = _alasan_baris(pu)
    return {
        "kop": fakta.kop(pu.unit, hari),
        "unit": fakta.nama_unit(pu.unit, hari),
        "periode": periode_cetak(pu.periode),
        "organisasi": pu.nilai,
        "usulan": pu.usulan,
        "dasar": [str(a.get("kalimat", "")) for a in pu.alasan_usulan if isinstance(a, dict)],
        "alasan": pu.alasan,
        "jumlah": n,
        "sebaran": [
            {"predikat": p, "jumlah": pola.jumlah.get(p, 0), "persen": _persen(pola.jumlah.get(p, 0), n)} for p in Predikat
        ],
        "baris": [
            {"nama": b.nama, "batas": b.batas, "nilai": b.nilai, "dipenuhi": b.dipenuhi, "informasi": b.informasi,
             "alasan": alasan.get(b.nama, "")}
            for b in pola.baris
        ],
        "pegawai": [_orang(e, tugas.get(e.pegawai_id)) for e in semua],
        "penetap": pihak(pu.penetap, penetap.get(pu.penetap_id), hari),
        "ttd": {"tempat": settings.KOP_TEMPAT, "tanggal": hari, "surat": pu.keputusan.nomor if pu.keputusan else ""},
    }  # fmt: skip


def _alasan_baris(pu: PredikatUnit) -> dict[str, str]:
    from predikat.actions.organisasi import alasan_tertulis
    from predikat.models import SesiKalibrasi

    sesi = SesiKalibrasi.objects.filter(unit=pu.unit_id, periode=pu.periode_id, status="DIKUNCI").first()
    return {**alasan_tertulis(pu.unit_id, pu.periode), **(sesi.alasan_baris if sesi else {})}


def _persen(n: int, semua: int) -> str:
    return f"{round(1000 * n / semua) / 10:g}".replace(".", ",") if semua else "0"


def tanda(e: Any) -> str:
    """Where a predikat comes from, when not from here, and that an objection runs against it."""
    asal = e.get_sumber_display() if e.sumber != SumberEvaluasi.LOKAL else ""
    return ", ".join(x for x in (asal, boleh_dilaporkan(_D.KEBERATAN).nilai if e.dalam_keberatan else "") if x)


def _orang(e: Any, tugas: Any) -> dict[str, Any]:
    return {
        "nama": e.pegawai.nama_gelar,
        "nip": e.pegawai.nip or "",
        "jabatan": tugas.nama_jabatan if tugas else "",
        "hasil": e.hasil or "",
        "perilaku": e.perilaku or "",
        "predikat": e.predikat or "",
        "sumber": tanda(e),
    }

"""What a version says, as plain values: for the difference between two moments, and frozen when it is set.

Reading is in ``isi_konten`` and ``susun_snapshot``; everything else is pure. ``beda`` lives in ``skp.beda``.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings

from kinerja.layanan.dokumen import fakta, susun
from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import HubunganPenilai, Pegawai, Penugasan
from kinerja.plumbing import jam
from skp.beda import Perubahan, beda
from skp.berakhlak import PANDUAN
from skp.enums import JenisLampiran, JenisRHK, StatusSKP
from skp.models import IKI, RHK, Lampiran, PerilakuSKP, StandarUnggul, Strategi, VersiSKP
from skp.queries import tugas_rencana

__all__ = ["SKEMA", "Perubahan", "beda", "isi_cetak", "isi_konten", "susun_snapshot"]

#: Of the snapshot of a version. A new shape gets a new number, and the forms of the old one stay.
SKEMA = 1

_RHK = ("jenis", "uraian", "penugasan_dari", "metode", "keluaran", "kendali", "untuk_plt")
_IKI = ("aspek", "perspektif", "uraian", "target_teks", "satuan", "arah", "pola_ukur", "bukti_disepakati")
_MANUAL = ("tujuan", "definisi", "formula", "satuan", "kendali", "sumber_data", "periode", "unit_data")
_URUT_JENIS = {jenis: n for n, jenis in enumerate(JenisRHK)}
_URUT_LAMPIRAN = {jenis: n for n, jenis in enumerate(JenisLampiran)}


def isi_konten(versi: VersiSKP) -> dict[str, Any]:
    """The content as stored now, ready for JSON; the same content gives an equal dict.

    ``{bentuk, pendekatan, rhk: [{lini, …, rhk_pimpinan, iki: [{lini, …, manual}], strategi, standar}], perilaku, lampiran}``.
    Seven queries. ``rhk_pimpinan`` is the leader's text in words (``_teks_pimpinan``).
    """
    rhk = list(RHK.objects.filter(versi=versi.pk).order_by("urut", "pk"))
    iki = IKI.objects.filter(rhk__versi=versi.pk).select_related("manual").order_by("urut", "pk")
    strategi = Strategi.objects.filter(rhk__versi=versi.pk).order_by("urut", "pk")
    standar = StandarUnggul.objects.filter(rhk__versi=versi.pk).order_by("penulis")
    pimpinan = _teks_pimpinan(rhk)
    bawah = (_kelompok(iki), _kelompok(strategi), _kelompok(standar))
    rhk.sort(key=lambda r: (_URUT_JENIS[JenisRHK(r.jenis)], r.urut, r.pk))
    return {
        "bentuk": str(versi.skp.bentuk),
        "pendekatan": str(versi.pendekatan),
        "rhk": [_rhk(r, pimpinan, *(b.get(r.pk, []) for b in bawah)) for r in rhk],
        "perilaku": _perilaku(PerilakuSKP.objects.filter(versi=versi.pk)),
        "lampiran": _lampiran(Lampiran.objects.filter(versi=versi.pk)),
    }


def _kelompok(baris: Iterable[Any]) -> dict[int, list[Any]]:
    hasil: dict[int, list[Any]] = {}
    for b in baris:
        hasil.setdefault(b.rhk_id, []).append(b)
    return hasil


def _rhk(
    r: RHK, pimpinan: Mapping[int, str], iki: list[IKI], strategi: list[Strategi], standar: list[StandarUnggul]
) -> dict[str, Any]:
    return {
        "lini": r.lini_id,
        **{k: _nilai(getattr(r, k)) for k in _RHK},
        "rhk_pimpinan": pimpinan.get(r.pk, r.rhk_pimpinan_teks),
        "induk_lini": r.induk_lini_id,
        "induk_iki": r.induk_iki_id,
        "sasaran": r.sasaran_id,
        "iki": [_iki(i) for i in iki],
        "strategi": [s.uraian for s in strategi],
        "standar": {str(s.penulis): s.uraian for s in standar},
    }


def _iki(i: IKI) -> dict[str, Any]:
    manual = getattr(i, "manual", None)
    return {
        "lini": i.lini_id,
        **{k: _nilai(getattr(i, k)) for k in _IKI},
        "target": i.target,
        "target_angka": _angka(i.target_angka),
        "indikator_pk": i.indikator_pk_id,
        "manual": {k: _nilai(getattr(manual, k)) for k in _MANUAL} if manual else None,
    }


def _nilai(nilai: Any) -> Any:
    return nilai if isinstance(nilai, bool) else str(nilai)


def _angka(nilai: Decimal | None) -> str | None:
    """One spelling, however many decimals the column keeps."""
    return None if nilai is None else format(Decimal(nilai).normalize(), "f")


def _perilaku(baris: Iterable[PerilakuSKP]) -> list[dict[str, str]]:
    ekspektasi = {p.nilai: p.ekspektasi for p in baris}
    return [{"nilai": str(n), "ekspektasi": ekspektasi[n]} for n in PANDUAN if n in ekspektasi]


def _lampiran(baris: Iterable[Lampiran]) -> list[dict[str, str]]:
    urut = sorted(baris, key=lambda x: (_URUT_LAMPIRAN[JenisLampiran(x.jenis)], x.urut, x.pk))
    return [{"jenis": str(x.jenis), "uraian": x.uraian} for x in urut]


def _teks_pimpinan(rhk: Iterable[RHK]) -> dict[int, str]:
    """The leader's RHK in words, by id of the RHK that intervenes it, in one query.

    Of the version that was agreed upon; without one, of the version that holds, else of the newest that was not given up.
    """
    anak = [r for r in rhk if r.induk_lini_id]
    if not anak:
        return {}
    calon: dict[int, list[RHK]] = {}
    semua = RHK.objects.filter(lini__in={r.induk_lini_id for r in anak}).exclude(versi__status=StatusSKP.BATAL)
    for r in semua.select_related("versi").order_by("versi__nomor"):
        calon.setdefault(r.lini_id, []).append(r)
    return {r.pk: _pilih(calon[r.induk_lini_id], r.induk_versi_disepakati_id) for r in anak if r.induk_lini_id in calon}


def _pilih(calon: list[RHK], disepakati: int | None) -> str:
    def bobot(r: RHK) -> tuple[bool, bool, int]:
        return (r.versi_id == disepakati, r.versi.status == StatusSKP.DITETAPKAN, r.versi.nomor)

    return max(calon, key=bobot).uraian


# -- the frozen whole: parties, period, signatures, content


def susun_snapshot(versi: VersiSKP, *, ditetapkan_pada: dt.datetime) -> tuple[str, str]:
    """(canonical JSON with its schema number, SHA-256), to be stored in ``snapshot`` and ``sha256``.

    Set ``penilai``, ``penetap``, ``diajukan_pada`` and ``keputusan`` on ``versi`` before: they are printed.
    """
    teks = susun.kanonik(isi_cetak(versi, ditetapkan_pada=ditetapkan_pada), SKEMA)
    return teks, susun.sidik(teks)


def isi_cetak(versi: VersiSKP, *, ditetapkan_pada: dt.datetime | None) -> dict[str, Any]:
    """All that the forms F1 to F6 print. Without ``ditetapkan_pada``: as it stands today, for a draft print."""
    skp = versi.skp
    hari = ditetapkan_pada.astimezone(jam.WITA).date() if ditetapkan_pada else jam.hari_ini()
    unit = skp.penugasan.unit
    return {
        "kop": fakta.kop(unit, hari),
        "skp": skp.pk,
        "versi": versi.nomor,
        "alasan": versi.alasan,
        "tahun": skp.siklus.tahun,
        "periode": {"mulai": skp.mulai, "sampai": skp.sampai},
        "pegawai": pihak(skp.pegawai, skp.penugasan, hari),
        "penilai": pihak(versi.penilai, _tugas_penilai(versi, hari), hari),
        "konten": isi_konten(versi),
        "panduan": [{"nilai": n, "judul": n.label, "panduan": p} for n, p in PANDUAN.items()],
        "ttd": _tanda_tangan(versi, ditetapkan_pada, hari),
        "penetap": _penetap(versi, hari),
        "pencatat": _pencatat(versi.keputusan),
    }


def pihak(orang: Pegawai | None, tugas: Penugasan | None, hari: dt.date) -> dict[str, Any]:
    """One column of the five-row table. A regional head is of no unit but of the instansi, and need not have a NIP (6)."""
    if orang is None:
        return {**dict.fromkeys(("nama", "nip", "pangkat", "golongan", "jabatan", "unit"), ""), "label_unit": "UNIT KERJA"}
    isi = fakta.orang(orang, tugas, fakta.nama_unit(tugas.unit, hari) if tugas else "")
    if orang.status != StatusPegawai.NON_ASN:
        return {**isi, "label_unit": "UNIT KERJA"}
    return {**isi, "unit": settings.NAMA_INSTANSI, "label_unit": "INSTANSI"}


def _tugas_penilai(versi: VersiSKP, hari: dt.date) -> Penugasan | None:
    """In which position he assesses: the one his relation rests on, else his main one."""
    if versi.penilai_id is None:
        return None
    atas = HubunganPenilai.objects.pada(hari).filter(pegawai=versi.skp.pegawai_id, penilai=versi.penilai_id)
    hubungan = atas.select_related("atas_penugasan__jabatan", "atas_penugasan__unit").first()
    if hubungan is not None and hubungan.atas_penugasan is not None:
        return hubungan.atas_penugasan
    return tugas_rencana([versi.penilai_id], hari).get(versi.penilai_id)


def _tanda_tangan(versi: VersiSKP, ditetapkan_pada: dt.datetime | None, hari: dt.date) -> dict[str, Any]:
    """A decision on paper carries the date of its letter."""
    k = versi.keputusan
    return {
        "tempat": settings.KOP_TEMPAT,
        "tanggal": (k.tanggal if k else hari) if ditetapkan_pada else None,
        "diajukan_pada": _wita(versi.diajukan_pada),
        "ditetapkan_pada": _wita(ditetapkan_pada),
    }


def _wita(waktu: dt.datetime | None) -> dt.datetime | None:
    return waktu.astimezone(jam.WITA).replace(microsecond=0) if waktu else None


def _penetap(versi: VersiSKP, hari: dt.date) -> dict[str, Any] | None:
    """Who set it, when that was not the penilai himself."""
    if versi.penetap is None or versi.penetap_id == versi.penilai_id:
        return None
    return pihak(versi.penetap, tugas_rencana([versi.penetap.pk], hari).get(versi.penetap.pk), hari)


def _pencatat(k: KeputusanTercatat | None) -> dict[str, Any] | None:
    if k is None:
        return None
    tugas = tugas_rencana([k.oleh.pegawai_id], k.tanggal).get(k.oleh.pegawai_id) if k.oleh.pegawai_id else None
    return {
        "nama": k.oleh.pegawai.nama_gelar if k.oleh.pegawai else k.oleh.nama,
        "jabatan": tugas.nama_jabatan if tugas else "",
        "pada": _wita(k.dicatat_pada),
        "nomor": k.nomor,
        "tanggal": k.tanggal,
    }

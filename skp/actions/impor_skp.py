"""Take the SKP of a file (schema skp-1) into a person's draft, by the same acts as typing; nothing of the file is lost.

What no column holds goes to ``lain`` of its row; the head of the file and its number to ``VersiSKP.lain["berkas"]``, where the
files of subordinates look for it (``rhk_pimpinan_id``).
"""

import dataclasses
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.siklus.models import Siklus
from skp.actions import isi as ketik
from skp.actions.dasar import kunci_untuk_isi, rapikan
from skp.actions.susun import buka_skp, buka_versi
from skp.enums import BentukSKP, JenisLampiran, JenisRHK, Pendekatan, PeriodeLapor, StatusSKP, TingkatKendali
from skp.kalimat import lipat
from skp.models import IKI, RHK, SKP, Lampiran, PerilakuSKP, VersiSKP
from skp.queries import pemilik_induk_sah, versi_kini
from skp.skp_json import BerkasSKP, IsiIKI, IsiPerilaku, IsiRHK, susun

_KEPALA = ("tahun", "periode", "jenis_jabatan", "jabatan", "unit_contoh", "penilai_jabatan", "sumber", "keyakinan", "catatan")
_MANUAL = ("tujuan", "definisi", "formula", "satuan", "sumber_data")


@transaction.atomic
def terapkan_skp(
    isi: BerkasSKP, nomor: str, pegawai: Pegawai, *, by: Akun | None, alasan: str = "Impor berkas."
) -> tuple[VersiSKP, bool]:
    """(version, whether anything was written). ``nomor``: the number of the file.

    An open draft gets this content; above a set version a new one begins. Raises ``Ditolak``: no cycle of that year, handed in
    already, or a person who does not plan here.
    """
    siklus = Siklus.objects.filter(tahun=isi.tahun).first()
    if siklus is None:
        raise Ditolak(f"Siklus {isi.tahun} belum dibuka. Buka siklusnya dahulu, lalu impor lagi.")
    versi = buka_skp(pegawai, siklus, by=by, isi=False)
    if sama(isi, nomor, versi):
        return versi, False
    if versi.status == StatusSKP.DIAJUKAN:
        raise Ditolak(f"SKP {pegawai} sedang diajukan. Tarik atau kembalikan dahulu, lalu impor lagi.")
    if versi.status == StatusSKP.DITETAPKAN:
        versi = buka_versi(versi.skp, alasan, by=by)
    _ganti(kunci_untuk_isi(versi, by), isi, nomor, by)
    versi.refresh_from_db()
    return versi, True


def sama(isi: BerkasSKP, nomor: str, versi: VersiSKP) -> bool:
    """Whether the version says what the file says."""
    return _baku(isi, nomor) == _baku(baca_skp(versi), versi.lain.get("berkas", {}).get("nomor"))


def _baku(isi: BerkasSKP, nomor: str | None) -> str:
    rhk = tuple(sorted(isi.rhk, key=lambda r: r.jenis != JenisRHK.UTAMA))
    perilaku = tuple(sorted(isi.perilaku, key=lambda p: p.nilai))
    kosong: dict[str, tuple[str, ...]] = dict.fromkeys((j.value for j in JenisLampiran), ())
    baku = dataclasses.replace(isi, rhk=rhk, perilaku=perilaku, lampiran={**kosong, **isi.lampiran})
    return json.dumps([nomor, _rapi(susun(baku))], sort_keys=True)


def _rapi(nilai: Any) -> Any:
    """As it would be stored, without keys that say nothing."""
    if isinstance(nilai, str):
        return rapikan(nilai)
    if isinstance(nilai, Mapping):
        return {k: _rapi(v) for k, v in nilai.items() if v not in ("", None)}
    return [_rapi(v) for v in nilai] if isinstance(nilai, list | tuple) else nilai


def versi_impor(pegawai: Pegawai, tahun: int) -> VersiSKP | None:
    """The version with which a file would be compared: of the SKP that ``buka_skp`` would give back, or None."""
    hari = jam.hari_ini()
    semua = SKP.objects.filter(pegawai=pegawai, siklus__tahun=tahun).order_by("-rentang")
    skp = semua.filter(rentang__contains=hari).first() or semua.first()
    return versi_kini([skp.pk]).get(skp.pk) if skp else None


# -- write


def _ganti(versi: VersiSKP, isi: BerkasSKP, nomor: str, by: Akun | None) -> None:
    for rhk in RHK.objects.filter(versi=versi):
        ketik.hapus_rhk(rhk, by=by)
    for baris in Lampiran.objects.filter(versi=versi):
        ketik.hapus_lampiran(baris, by=by)
    ketik.ubah_versi(versi, {"pendekatan": isi.pendekatan}, by=by)
    perilaku_lain = {p.nilai: dict(p.lain) for p in isi.perilaku if p.lain}
    kepala = {k: getattr(isi, k) for k in _KEPALA if getattr(isi, k)}
    lain = {"berkas": {**kepala, "nomor": nomor, **({"perilaku": perilaku_lain} if perilaku_lain else {})}, **isi.lain}
    VersiSKP.objects.filter(pk=versi.pk).update(lain=lain)
    versi.refresh_from_db()
    _tulis_rhk(versi, isi, by)
    _tulis_perilaku(versi, isi.perilaku, by)
    for jenis, baris_lampiran in isi.lampiran.items():
        for teks in baris_lampiran:
            ketik.tambah_lampiran(versi, jenis, teks, by=by)


def _tulis_rhk(versi: VersiSKP, isi: BerkasSKP, by: Akun | None) -> None:
    """Rows keep their lineage over imports by the id in the file."""
    atas = _calon_induk(versi)
    manual = [m for m in isi.lain.get("mik", []) if isinstance(m, Mapping)] if isinstance(isi.lain.get("mik"), list) else []
    for r in isi.rhk:
        tautan = {"id": r.kode, "rhk_pimpinan_id": ":".join(r.induk)} if r.induk else {"id": r.kode}
        rhk = ketik.tambah_rhk(
            versi,
            by=by,
            jenis=r.jenis,
            kunci=f"impor-{r.kode}"[:36] if r.kode else None,
            lain={**tautan, **r.lain},
            uraian=r.uraian,
            rhk_pimpinan_teks=r.rhk_pimpinan,
            metode=r.metode,
            keluaran=r.keluaran,
            induk_lini=_cari_induk(r, atas),
        )
        for urut, i in enumerate(r.iki, 1):
            _tulis_iki(rhk, i, urut, [m for m in manual if m.get("rhk") == r.kode], by)


def _tulis_iki(rhk: RHK, i: IsiIKI, urut: int, manual: Iterable[Mapping[str, Any]], by: Akun | None) -> None:
    jpt = rhk.versi.skp.bentuk == BentukSKP.JPT
    beraspek = not jpt and rhk.versi.pendekatan == Pendekatan.KUANTITATIF
    tak_tertampung = {
        k: v for k, v, muat in (("aspek", i.aspek, beraspek), ("perspektif", i.perspektif, jpt)) if v and not muat
    }
    iki = ketik.tambah_iki(
        rhk,
        by=by,
        kunci=f"impor-{urut}",
        lain={**tak_tertampung, **i.lain},
        uraian=i.uraian,
        aspek=i.aspek if beraspek else "",
        perspektif=i.perspektif if jpt else "",
        target_teks=i.target,
        satuan=i.satuan,
        bukti_disepakati=i.bukti_disepakati,
    )
    for m in manual if jpt else ():
        if isinstance(m.get("iki"), str) and lipat(m["iki"]) == lipat(i.uraian):
            ketik.simpan_manual(iki, _isi_manual(m), by=by)


def _isi_manual(m: Mapping[str, Any]) -> dict[str, str]:
    hasil = {k: m[k] for k in _MANUAL if isinstance(m.get(k), str)}
    if m.get("periode_pelaporan") in {x.value for x in PeriodeLapor}:
        hasil["periode"] = m["periode_pelaporan"]
    if m.get("tingkat_kendali") in {x.value for x in TingkatKendali}:
        hasil["kendali"] = m["tingkat_kendali"]
    return hasil


def _tulis_perilaku(versi: VersiSKP, perilaku: Iterable[IsiPerilaku], by: Akun | None) -> None:
    tertulis = {p.nilai: "\n".join(p.ekspektasi) for p in perilaku}
    for baris in PerilakuSKP.objects.filter(versi=versi):
        ketik.ubah_perilaku(baris, tertulis.get(baris.nilai, ""), by=by)


def _calon_induk(versi: VersiSKP) -> list[RHK]:
    """RHK utama of those whom he may intervene, drafts among them: files come from the top down."""
    sah = pemilik_induk_sah(versi.skp.pegawai_id, versi.skp.siklus_id, jam.hari_ini())
    hidup = [s.value for s in StatusSKP if s not in (StatusSKP.DIGANTI, StatusSKP.BATAL)]
    semua = RHK.objects.filter(versi__skp__pegawai__in=sah, versi__skp__siklus=versi.skp.siklus_id, versi__status__in=hidup)
    return list(semua.select_related("versi").order_by("-versi__nomor", "urut"))


def _cari_induk(r: IsiRHK, atas: Iterable[RHK]) -> int | None:
    """By file and id, else by the very words; None leaves the text as written."""
    if r.induk is not None:
        for x in atas:
            if (x.versi.lain.get("berkas", {}).get("nomor"), x.lain.get("id")) == r.induk:
                return int(x.lini_id)
    kata = lipat(r.rhk_pimpinan)
    return next((int(x.lini_id) for x in atas if kata and lipat(x.uraian) == kata), None)


# -- read


def baca_skp(versi: VersiSKP) -> BerkasSKP:
    """The version as the file it came from; four queries."""
    lain = dict(versi.lain)
    berkas = dict(lain.pop("berkas", {}))
    berkas.pop("nomor", None)
    perilaku_lain = berkas.pop("perilaku", {})
    kepala = {"tahun": versi.skp.siklus.tahun, **{k: v for k, v in berkas.items() if k in _KEPALA}}
    lampiran: dict[str, list[str]] = {}
    for x in Lampiran.objects.filter(versi=versi).order_by("urut", "pk"):
        lampiran.setdefault(x.jenis, []).append(x.uraian)
    semua = RHK.objects.filter(versi=versi).prefetch_related("iki")
    perilaku = {p.nilai: p.ekspektasi for p in PerilakuSKP.objects.filter(versi=versi)}
    return BerkasSKP(
        pendekatan=versi.pendekatan,
        **kepala,
        rhk=tuple(_baca_rhk(r) for r in sorted(semua, key=lambda r: (r.jenis != JenisRHK.UTAMA, r.urut))),
        perilaku=tuple(
            IsiPerilaku(n, tuple(x for x in e.split("\n") if x), perilaku_lain.get(n, {})) for n, e in perilaku.items()
        ),
        lampiran={k: tuple(v) for k, v in lampiran.items()},
        lain=lain,
    )


def _baca_rhk(r: RHK) -> IsiRHK:
    lain = dict(r.lain)
    nomor, _, kode = str(lain.pop("rhk_pimpinan_id", "")).partition(":")
    return IsiRHK(
        kode=str(lain.pop("id", "")),
        jenis=r.jenis,
        uraian=r.uraian,
        rhk_pimpinan=r.rhk_pimpinan_teks,
        induk=(nomor, kode) if kode else None,
        keluaran=r.keluaran,
        metode=r.metode,
        iki=tuple(_baca_iki(i) for i in sorted(r.iki.all(), key=lambda i: (i.urut, i.pk))),
        lain=lain,
    )


def _baca_iki(i: IKI) -> IsiIKI:
    lain = dict(i.lain)
    return IsiIKI(
        uraian=i.uraian,
        target=i.target_teks,
        satuan=i.satuan,
        aspek=i.aspek or str(lain.pop("aspek", "")),
        perspektif=i.perspektif or str(lain.pop("perspektif", "")),
        bukti_disepakati=i.bukti_disepakati,
        lain=lain,
    )

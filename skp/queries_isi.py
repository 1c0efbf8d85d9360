"""The whole content of a version in a fixed number of queries, and what is missing in it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Prefetch, Q
from django.db.models.functions import JSONObject

from kinerja.organisasi.models import Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.putusan import Alasan, Putusan
from kinerja.plumbing.tulisan import tanggal
from kinerja.siklus.models import Siklus
from kinerja.siklus.queries import parameter
from skp.aturan import FaktaInduk, IsiIKI, IsiRHK, IsiSKP, keadaan_induk, kekurangan
from skp.enums import TERBUKA, BentukSKP, JenisLampiran, JenisRHK, KeadaanInduk, KeadaanPerencanaan, NilaiBerAKHLAK, StatusSKP
from skp.models import IKI, RHK, AbaikanSaran, Komentar, Lampiran, LiniRHK, PerilakuSKP, StandarUnggul, Strategi, VersiSKP
from skp.queries import keadaan_orang, pemilik_induk_sah, penilai_kini

# -- the whole content of a version


@dataclass(frozen=True, slots=True)
class Induk:
    """The leader's RHK behind a link, as it stands: its text, whose it is, the version it is read from, how that stands."""

    lini_id: int
    pemilik: Pegawai
    uraian: str
    versi: VersiSKP | None
    fakta: FaktaInduk


@dataclass(slots=True)
class BarisRHK:
    """An RHK with all that hangs below it. ``nomor`` counts within its block."""

    rhk: RHK
    nomor: int
    iki: list[IKI]
    strategi: list[str]
    standar: dict[str, str]
    induk: Induk | None
    keadaan: Putusan[KeadaanInduk]

    @property
    def pk(self) -> int:
        """Of the RHK."""
        return self.rhk.pk


@dataclass(slots=True)
class IsiVersi:
    """The content of a version. ``komentar``: (lini_rhk, lini_iki or None) -> (all, still open).

    ``abaikan``: (lini_rhk, lini_iki or None) -> rule of the SMART advice set aside -> the reason.
    """

    versi: VersiSKP
    rhk: list[BarisRHK]
    perilaku: list[PerilakuSKP]
    lampiran: dict[str, list[Lampiran]]
    komentar: dict[tuple[int, int | None], tuple[int, int]] = field(default_factory=dict)
    abaikan: dict[tuple[int, int | None], dict[str, str]] = field(default_factory=dict)

    @property
    def utama(self) -> list[BarisRHK]:
        """Block A."""
        return [b for b in self.rhk if b.rhk.jenis == JenisRHK.UTAMA]

    @property
    def tambahan(self) -> list[BarisRHK]:
        """Block B."""
        return [b for b in self.rhk if b.rhk.jenis == JenisRHK.TAMBAHAN]


def isi_versi(versi: VersiSKP) -> IsiVersi:
    """Everything on the form of ``versi`` (with ``skp`` loaded), in at most four queries, however many rows."""
    semua = RHK.objects.filter(versi=versi).select_related("sasaran", "induk_lini__skp__pegawai", "induk_versi_disepakati")
    iki = Prefetch("iki", IKI.objects.select_related("manual").order_by("urut", "pk"))
    daftar = sorted(
        semua.annotate(**_bawah_rhk()).prefetch_related(iki).order_by("urut", "pk"), key=lambda r: r.jenis != JenisRHK.UTAMA
    )
    induk = induk_dari({r.induk_lini.pk: r.induk_lini for r in daftar if r.induk_lini is not None})
    samping = _sampingan(versi)
    return IsiVersi(versi, list(_susun_baris(versi, daftar, induk)), **samping)


def _bawah_rhk() -> dict[str, Any]:
    strategi = Strategi.objects.filter(rhk=OuterRef("pk")).order_by("urut", "pk").values("uraian")
    standar = StandarUnggul.objects.filter(rhk=OuterRef("pk")).values(isi=JSONObject(penulis="penulis", uraian="uraian"))
    return {"isi_strategi": ArraySubquery(strategi), "isi_standar": ArraySubquery(standar)}


def _susun_baris(versi: VersiSKP, daftar: list[RHK], induk: Mapping[int, Induk]) -> Iterable[BarisRHK]:
    nomor: dict[str, int] = defaultdict(int)
    for r in daftar:
        nomor[r.jenis] += 1
        atas = induk.get(r.induk_lini_id) if r.induk_lini_id else None
        yield BarisRHK(
            r,
            nomor[r.jenis],
            list(r.iki.all()),
            list(r.isi_strategi),  # type: ignore[attr-defined]
            {s["penulis"]: s["uraian"] for s in r.isi_standar},  # type: ignore[attr-defined]
            atas,
            keadaan_baris(versi, r, atas),
        )


def keadaan_baris(versi: VersiSKP, r: RHK, induk: Induk | None) -> Putusan[KeadaanInduk]:
    """How the link of one row stands, by ``aturan.keadaan_induk``."""
    disepakati = r.induk_versi_disepakati.nomor if r.induk_versi_disepakati else None
    tertanda = versi.status not in (StatusSKP.DRAF, StatusSKP.DIKEMBALIKAN)
    siapa = str(induk.pemilik) if induk else "pimpinan"
    return keadaan_induk(induk.fakta if induk else None, disepakati, ditandatangani=tertanda, siapa=siapa)


def induk_dari(lini: Mapping[int, LiniRHK]) -> dict[int, Induk]:
    """For each lineage (with ``skp__pegawai`` loaded) how it stands with its owner, in one query."""
    per_lini: dict[int, list[RHK]] = defaultdict(list)
    hidup = RHK.objects.filter(lini__in=lini, versi__status__in=[*TERBUKA, StatusSKP.DITETAPKAN]).select_related("versi")
    for r in hidup if lini else ():
        per_lini[r.lini_id].append(r)
    return {pk: _induk(x, per_lini[pk]) for pk, x in lini.items()}


def _induk(lini: LiniRHK, baris: list[RHK]) -> Induk:
    tetap = next((r for r in baris if r.versi.status == StatusSKP.DITETAPKAN), None)
    buka = next((r for r in baris if r.versi.status != StatusSKP.DITETAPKAN), None)
    tampil = tetap or buka
    fakta = FaktaInduk(tetap.isi_sejak if tetap else None, buka.versi.status if buka else None)
    return Induk(lini.pk, lini.skp.pegawai, tampil.uraian if tampil else "", tampil.versi if tampil else None, fakta)


_URUT_NILAI = {n.value: i for i, n in enumerate(NilaiBerAKHLAK)}


def _sampingan(versi: VersiSKP) -> dict[str, Any]:
    """What stands beside the rows, in one query. Threads live with the lineage: what was said of an earlier version stays."""
    milik, skp = OuterRef("pk"), OuterRef("skp_id")
    perilaku = PerilakuSKP.objects.filter(versi=milik)
    lampiran = Lampiran.objects.filter(versi=milik).order_by("urut", "pk")
    komentar = Komentar.objects.filter(versi__skp=skp).order_by().values("lini_rhk", "lini_iki")
    hitung = komentar.annotate(semua=Count("pk"), buka=Count("pk", filter=Q(selesai_pada__isnull=True)))
    abaikan = AbaikanSaran.objects.filter(lini_rhk__skp=skp)
    baris = VersiSKP.objects.filter(pk=versi.pk).values(
        p=ArraySubquery(perilaku.values(x=JSONObject(id="id", nilai="nilai", ekspektasi="ekspektasi", sunting="sunting"))),
        l=ArraySubquery(lampiran.values(x=JSONObject(id="id", jenis="jenis", urut="urut", uraian="uraian", sunting="sunting"))),
        k=ArraySubquery(hitung.values(x=JSONObject(rhk="lini_rhk", iki="lini_iki", semua="semua", buka="buka"))),
        a=ArraySubquery(abaikan.values(x=JSONObject(rhk="lini_rhk", iki="lini_iki", aturan="aturan", alasan="alasan"))),
    )
    isi = baris.first() or {"p": [], "l": [], "k": [], "a": []}
    blok: dict[str, list[Lampiran]] = {j.value: [] for j in JenisLampiran}
    for x in isi["l"]:
        blok[x["jenis"]].append(Lampiran(versi=versi, **x))
    saran: dict[tuple[int, int | None], dict[str, str]] = defaultdict(dict)
    for x in isi["a"]:
        saran[x["rhk"], x["iki"]][x["aturan"]] = x["alasan"]
    return {
        "perilaku": sorted((PerilakuSKP(versi=versi, **x) for x in isi["p"]), key=lambda p: _URUT_NILAI[p.nilai]),
        "lampiran": blok,
        "komentar": {(x["rhk"], x["iki"]): (x["semua"], x["buka"]) for x in isi["k"]},
        "abaikan": dict(saran),
    }


# -- what is missing

_MANUAL = ("tujuan", "definisi", "formula", "satuan", "kendali", "sumber_data", "periode")


def isi_polos(
    isi: IsiVersi,
    sah: frozenset[int],
    penilai: Pegawai | None,
    pimpinan_ber_skp: bool,
    halangan: tuple[Alasan, ...] = (),
) -> IsiSKP:
    """The form as plain values for ``aturan.kekurangan``. ``sah``: whose RHK may be intervened; ``halangan``: what blocks."""
    v = isi.versi
    return IsiSKP(
        v.skp.bentuk,
        v.pendekatan,
        tuple(_rhk_polos(b, sah) for b in isi.rhk),
        perilaku=len(isi.perilaku),
        berpenilai=penilai is not None,
        pimpinan_ber_skp=pimpinan_ber_skp,
        halangan=halangan,
    )


def _rhk_polos(b: BarisRHK, sah: frozenset[int]) -> IsiRHK:
    r = b.rhk
    iki = tuple(IsiIKI(i.lini_id, i.uraian, i.target_teks, i.aspek, i.perspektif, _manual(i)) for i in b.iki)
    return IsiRHK(
        r.lini_id, r.jenis, r.uraian, iki, r.induk_lini_id is not None, r.sasaran_id is not None, tuple(_halangan(b, sah))
    )


def _manual(i: IKI) -> Mapping[str, str] | None:
    manual = getattr(i, "manual", None)
    return {k: str(getattr(manual, k)) for k in _MANUAL} if manual is not None else None


def _halangan(b: BarisRHK, sah: frozenset[int]) -> Iterable[Alasan]:
    """Why a link cannot carry a signature: not the leader's, gone, changed, or the leader has not signed his own."""
    induk, di = b.induk, {"di": f"rhk:{b.rhk.lini_id}"}
    if induk is None:
        return
    if induk.pemilik.pk not in sah:
        yield Alasan(
            f"RHK pimpinan pada RHK {b.nomor} milik {induk.pemilik}, yang bukan pimpinan Anda. Pilih RHK pimpinan Anda.", "", di
        )
    elif b.keadaan.nilai in (KeadaanInduk.INDUK_HILANG, KeadaanInduk.MENUNGGU_KONFIRMASI):
        yield Alasan(f"RHK {b.nomor}: {b.keadaan.alasan[0].kalimat}", "", di)
    elif b.keadaan.nilai is KeadaanInduk.BELUM_DITETAPKAN and induk.fakta.terbuka != StatusSKP.DIAJUKAN:
        yield Alasan(halangan_pimpinan(induk.pemilik, induk.versi), "", di)


def halangan_pimpinan(pimpinan: Pegawai, versi: VersiSKP | None, siklus: Siklus | None = None) -> str:
    """Who blocks, since when."""
    lalu = f"Draf Anda tersimpan; ajukan setelah {pimpinan} mengajukan SKP-nya."
    if versi is not None:
        return f"SKP {pimpinan} masih {StatusSKP(versi.status).label.lower()} sejak {tanggal(versi.status_pada)}. {lalu}"
    batas = f", padahal batasnya {tanggal(parameter('skp_ajukan_batas').tanggal(siklus.tahun))}" if siklus else ""
    return f"{pimpinan} belum menyusun SKP{batas}. {lalu}"


def belum_mengajukan(penilai: Pegawai, siklus: Siklus) -> tuple[Alasan, ...]:
    """Why nothing of the assessor can be chosen yet; empty once he has handed in an SKP of the year. One query."""
    semua = VersiSKP.objects.filter(skp__pegawai=penilai, skp__siklus=siklus, status__in=[*TERBUKA, StatusSKP.DITETAPKAN])
    versi = list(semua.order_by("-skp__rentang", "-nomor"))
    if any(v.status in (StatusSKP.DIAJUKAN, StatusSKP.DITETAPKAN) for v in versi):
        return ()
    return (Alasan(halangan_pimpinan(penilai, versi[0] if versi else None, siklus)),)


def pimpinan_menyusun(penilai: Pegawai, siklus: Siklus, hari: dt.date) -> bool:
    """An assessor who is exempt, or whose SKP is elsewhere, has no RHK to hang on."""
    keadaan = keadaan_orang([penilai.pk], siklus, hari)[penilai.pk].nilai
    return keadaan not in (KeadaanPerencanaan.DIKECUALIKAN, KeadaanPerencanaan.DI_RUANG_GTK)


def polos_kini(isi: IsiVersi, hari: dt.date | None = None) -> IsiSKP:
    """``isi_polos`` with what stands above the owner on ``hari`` (default: today). At most eight queries."""
    hari, skp = hari or jam.hari_ini(), isi.versi.skp
    penilai = penilai_kini(skp.pegawai_id, hari)
    if skp.bentuk == BentukSKP.JPT or penilai is None:
        return isi_polos(isi, frozenset(), penilai, False)
    sah = pemilik_induk_sah(skp.pegawai_id, skp.siklus_id, hari)
    ber_skp = pimpinan_menyusun(penilai, skp.siklus, hari)
    return isi_polos(isi, sah, penilai, ber_skp, belum_mengajukan(penilai, skp.siklus) if ber_skp else ())


def kekurangan_versi(isi: IsiVersi, hari: dt.date | None = None) -> tuple[Alasan, ...]:
    """All that is missing before ``ajukan``, as sentences; ``hari`` default: today."""
    return kekurangan(polos_kini(isi, hari))

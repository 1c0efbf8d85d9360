"""Candidates for the rows of a draft: from the matrix, the Perjanjian Kinerja, last year, the library, a colleague."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kinerja.organisasi.models import Akun
from kinerja.organisasi.queries import jalur
from kinerja.plumbing.galat import Ditolak, TidakBoleh
from kinerja.plumbing.tulisan import tanggal
from skp.actions import isi, salin
from skp.actions.dasar import kunci_untuk_isi
from skp.enums import TERKUNCI, BentukSKP, JenisRHK, MetodeCascading, Pendekatan, StatusPK, StatusSKP
from skp.kalimat import bentuk_baku, lipat
from skp.models import (
    IKI,
    RHK,
    SKP,
    Lampiran,
    LiniIKI,
    PustakaRHK,
    Sasaran,
    TemplatLampiran,
    VersiSKP,
)
from skp.mpph_calon import calon_dari_mpph, sel_untuk
from skp.queries import versi_terlihat

SEL, PK, TAHUN_LALU, PUSTAKA, REKAN, SEBELUMNYA = "sel", "pk", "tahun_lalu", "pustaka", "rekan", "sebelumnya"
#: The first source that has anything fills a new draft; the others stay as offers beside it.
URUTAN_ISI_AWAL = (SEL, PK, TAHUN_LALU, PUSTAKA)
LABEL = {
    SEL: "Dari matriks pimpinan",
    PK: "Dari Perjanjian Kinerja unit",
    TAHUN_LALU: "Dari SKP sebelumnya",
    PUSTAKA: "Dari pustaka jabatan",
    REKAN: "Dari SKP rekan",
    SEBELUMNYA: "Dari SKP sebelum pindah",
}


@dataclass(frozen=True, slots=True)
class Calon:
    """An offer: where from, its id there, the sentence, a word on it, and whether the draft has it already."""

    sumber: str
    pk: int
    uraian: str
    keterangan: str = ""
    sudah: bool = False

    @property
    def label(self) -> str:
        """Where from."""
        return LABEL[self.sumber]


def semua(versi: VersiSKP) -> list[Calon]:
    """All offers for the owner of ``versi``, the matrix first; at most seven queries. Colleagues are asked one by one."""
    terpakai = {bentuk_baku(t) for t in RHK.objects.filter(versi=versi).values_list("uraian", flat=True)}
    sumber = [*_dari_sel(versi), *_dari_sebelumnya(versi), *_dari_pk(versi), *_dari_tahun_lalu(versi), *_dari_pustaka(versi)]
    return [Calon(s, pk, uraian, ket, bentuk_baku(uraian) in terpakai) for s, pk, uraian, ket in sumber]


def _dari_sel(versi: VersiSKP) -> Iterable[tuple[str, int, str, str]]:
    for c in calon_dari_mpph(versi.skp.pegawai_id, versi.skp.siklus_id):
        tim = f", {c.tim}" if c.tim else ""
        yield SEL, c.sel, c.uraian, f"Matriks {c.pimpinan}{tim}: {c.rhk_pimpinan}"


def sasaran_untuk(versi: VersiSKP) -> Any:
    """Sasaran of the Perjanjian Kinerja that holds in the unit that the owner leads; only JPT and heads plan from it."""
    if versi.skp.bentuk != BentukSKP.JPT or not versi.skp.penugasan.memimpin:
        return Sasaran.objects.none()
    milik = Sasaran.objects.filter(pk_unit__unit=versi.skp.penugasan.unit_id, pk_unit__tahun=versi.skp.siklus.tahun)
    return milik.filter(pk_unit__status=StatusPK.BERLAKU).prefetch_related("indikator").order_by("urut", "pk")


def _dari_pk(versi: VersiSKP) -> Iterable[tuple[str, int, str, str]]:
    for s in sasaran_untuk(versi):
        yield PK, s.pk, s.uraian, f"{len(s.indikator.all())} indikator"


def versi_sebelumnya(versi: VersiSKP) -> VersiSKP | None:
    """The last set SKP of the owner before this one, in a position of the same name."""
    skp = SKP.objects.filter(pegawai=versi.skp.pegawai_id, rentang__startswith__lt=versi.skp.mulai, bentuk=versi.skp.bentuk)
    skp = skp.filter(penugasan__jabatan__nama__iexact=versi.skp.penugasan.jabatan.nama)
    cari = VersiSKP.objects.filter(skp__in=skp, status__in=TERKUNCI).select_related("skp__siklus")
    return cari.order_by("-skp__rentang", "-nomor").first()


def _dari_tahun_lalu(versi: VersiSKP) -> Iterable[tuple[str, int, str, str]]:
    lama = versi_sebelumnya(versi)
    for r in RHK.objects.filter(versi=lama).order_by("urut", "pk") if lama else ():
        yield TAHUN_LALU, r.pk, r.uraian, f"SKP {lama.skp.siklus.tahun}" if lama else ""


def _dari_sebelumnya(versi: VersiSKP) -> Iterable[tuple[str, int, str, str]]:
    """Of the SKP that ended when he moved or went: he chooses what goes with him (5.11)."""
    for r in rhk_sebelumnya(versi):
        yield SEBELUMNYA, r.pk, r.uraian, f"SKP sampai {tanggal(r.versi.skp.sampai)}"


def rhk_sebelumnya(versi: VersiSKP) -> Any:
    """RHK of the newest version of the SKP that this one goes on from."""
    semua = VersiSKP.objects.filter(skp=versi.skp.asal_id).exclude(status=StatusSKP.BATAL).order_by("-nomor")
    return RHK.objects.filter(versi=semua.values("pk")[:1]).select_related("versi__skp").order_by("urut", "pk")


def _dari_pustaka(versi: VersiSKP) -> Iterable[tuple[str, int, str, str]]:
    nama = lipat(versi.skp.penugasan.jabatan.nama)
    for p in PustakaRHK.objects.filter(nama_urut=nama, aktif=True).order_by("urut", "pk"):
        yield PUSTAKA, p.pk, p.uraian, p.sumber


# -- taking one


@transaction.atomic
def ambil(versi: VersiSKP, sumber: str, pk: int, *, by: Akun | None) -> RHK:
    """Take an offer into the draft, with its measures. A cell that is there already gives its row.

    Raises ``Ditolak`` for an offer that is no longer there, ``TidakBoleh`` for a colleague's SKP that one may not see.
    """
    versi = kunci_untuk_isi(versi, by)
    ambil_dari = {
        SEL: _ambil_sel,
        PK: _ambil_pk,
        TAHUN_LALU: _ambil_lama,
        PUSTAKA: _ambil_pustaka,
        REKAN: _ambil_rekan,
        SEBELUMNYA: _ambil_sebelumnya,
    }
    if sumber not in ambil_dari:
        raise Ditolak("Sumber itu tidak dikenal. Pilih dari daftar.")
    hasil = ambil_dari[sumber](versi, pk, by)
    if hasil is None:
        raise Ditolak("Pilihan itu sudah tidak ada. Muat ulang halaman, lalu pilih lagi.")
    return hasil


def _ambil_sel(versi: VersiSKP, pk: int, by: Akun | None) -> RHK | None:
    sel = sel_untuk(versi.skp.pegawai_id, versi.skp.siklus_id).select_related("kolom__lini_iki").filter(pk=pk).first()
    if sel is None:
        return None
    if ada := RHK.objects.filter(versi=versi, sel=sel).first():
        return ada
    induk: LiniIKI | None = sel.kolom.lini_iki
    rhk = isi.tambah_rhk(
        versi,
        by=by,
        jenis=JenisRHK.UTAMA,
        uraian=sel.uraian,
        keluaran=sel.keluaran,
        induk_lini=sel.kolom.lini_rhk_id,
        induk_iki=induk.pk if induk else None,
        metode=MetodeCascading.DIRECT_KUANTITAS if induk else "",
        sel=sel,
    )
    atas = IKI.objects.filter(lini=induk).order_by("-rhk__versi__nomor").first() if induk else None
    if atas is not None:
        isi.tambah_iki(rhk, by=by, **_seperti(atas, versi, target=False))
    return rhk


def _seperti(i: Any, versi: VersiSKP, *, target: bool = True) -> dict[str, Any]:
    """Fields of a new IKI like ``i``, as far as the form has them."""
    jpt, kuantitatif = versi.skp.bentuk == BentukSKP.JPT, versi.pendekatan == Pendekatan.KUANTITATIF
    return {
        "uraian": i.uraian,
        "satuan": i.satuan,
        "target_teks": i.target_teks if target else "",
        "aspek": i.aspek if kuantitatif and not jpt else "",
        "perspektif": i.perspektif if jpt else "",
        **{k: getattr(i, k) for k in ("arah", "pola_ukur") if getattr(i, k, "")},
    }


def _ambil_pk(versi: VersiSKP, pk: int, by: Akun | None) -> RHK | None:
    sasaran = sasaran_untuk(versi).filter(pk=pk).first()
    if sasaran is None:
        return None
    rhk = isi.tambah_rhk(versi, by=by, jenis=JenisRHK.UTAMA, uraian=sasaran.uraian[:5000], sasaran=sasaran.lini_id)
    for i in sasaran.indikator.all():
        isi_iki = {"uraian": i.uraian, "target_teks": i.target_teks, "satuan": i.satuan, "pola_ukur": i.pola_ukur}
        if i.arah:
            isi_iki["arah"] = i.arah
        isi.tambah_iki(rhk, by=by, indikator_pk=i.lini_id, **isi_iki)
    return rhk


def _ambil_lama(versi: VersiSKP, pk: int, by: Akun | None) -> RHK | None:
    lama = versi_sebelumnya(versi)
    return _salin_satu(RHK.objects.filter(versi=lama, pk=pk), versi) if lama else None


def _ambil_sebelumnya(versi: VersiSKP, pk: int, by: Akun | None) -> RHK | None:
    """With its measures; the link upward is chosen anew. Taken twice it is there once."""
    dari = rhk_sebelumnya(versi).filter(pk=pk).first()
    if dari is None:
        return None
    if ada := RHK.objects.filter(versi=versi, lain__dibawa_dari=dari.lini_id).first():
        return ada
    baru = _salin_satu(RHK.objects.filter(pk=pk), versi)
    if baru is not None:
        baru.lain = {**baru.lain, "dibawa_dari": dari.lini_id}
        baru.save(update_fields=["lain"])
    return baru


def _ambil_rekan(versi: VersiSKP, pk: int, by: Akun | None) -> RHK | None:
    """A row of a published SKP that the one who copies may see."""
    cari = RHK.objects.filter(pk=pk, versi__status=StatusSKP.DITETAPKAN, versi__skp__bentuk=versi.skp.bentuk)
    if by is not None and not versi_terlihat(by).filter(rhk=pk).exists():
        raise TidakBoleh("SKP itu tidak terbuka bagi Anda.")
    return _salin_satu(cari, versi)


def _salin_satu(cari: Any, versi: VersiSKP) -> RHK | None:
    isi.periksa_muat(versi)
    akhir = RHK.objects.filter(versi=versi).count()
    hasil = salin.salin_rhk(cari, versi, urut_mulai=akhir)
    if hasil and versi.pendekatan == Pendekatan.KUALITATIF:
        IKI.objects.filter(rhk=hasil[0]).update(aspek="")
    return hasil[0] if hasil else None


def _ambil_pustaka(versi: VersiSKP, pk: int, by: Akun | None) -> RHK | None:
    p = PustakaRHK.objects.filter(pk=pk, aktif=True).prefetch_related("iki").first()
    if p is None:
        return None
    rhk = isi.tambah_rhk(versi, by=by, jenis=JenisRHK.UTAMA, uraian=p.uraian, keluaran=p.keluaran, kendali=p.kendali)
    for i in p.iki.all():
        isi.tambah_iki(rhk, by=by, bukti_disepakati=i.bukti, **_seperti(i, versi))
    return rhk


# -- lampiran and perilaku


def isi_lampiran(versi: VersiSKP, *, by: Akun | None) -> None:
    """The unit's template: of the nearest unit upward that has one; else what stood in the last SKP."""
    if Lampiran.objects.filter(versi=versi).exists():
        return
    path = versi.skp.penugasan.unit.path
    baris = list(
        TemplatLampiran.objects.filter(unit__path__in=jalur(path)).select_related("unit").order_by("jenis", "urut", "pk")
    )
    terdekat = max((t.unit.path for t in baris), key=len, default="")
    milik = [t for t in baris if t.unit.path == terdekat]
    if milik:
        Lampiran.objects.bulk_create(Lampiran(versi=versi, jenis=t.jenis, urut=t.urut, uraian=t.uraian) for t in milik)
    elif lama := versi_sebelumnya(versi):
        salin.salin_lampiran(lama, versi)


def isi_perilaku(versi: VersiSKP, *, by: Akun | None) -> None:
    """The leader's expectations of last year, as a beginning of the dialog."""
    if lama := versi_sebelumnya(versi):
        salin.salin_perilaku(lama, versi)

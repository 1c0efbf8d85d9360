"""What planning asks of one person on Beranda, and where a deadline leads to."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from kinerja.layanan.beranda import alamat
from kinerja.organisasi.models import Akun, HubunganPenilai
from kinerja.organisasi.peran import hak
from kinerja.plumbing.daftar import Tugas
from kinerja.plumbing.serempak import Penanya
from kinerja.plumbing.tulisan import angka
from kinerja.siklus.models import Tenggat
from skp.actions.tenggat import AJUKAN, PERBAIKI, PERIKSA
from skp.enums import DAPAT_DISUNTING, TERBUKA, StatusSKP
from skp.models import RHK, SKP, LangkahSKP, VersiSKP

#: A leader's list is one task from so many on.
_SATU_DAFTAR = 3


def tugas_saya(akun: Akun) -> Penanya:
    """My drafts, and what came back to me."""
    saya = hak(akun).pegawai_id
    if saya is None:
        return
    buka = VersiSKP.objects.filter(skp__pegawai=saya, status__in=DAPAT_DISUNTING).select_related("skp__siklus")
    draf: list[Any] = yield buka.annotate(**_batas_saya()).order_by("skp__rentang")
    for v in draf:
        kembali = v.status == StatusSKP.DIKEMBALIKAN
        yield Tugas(
            judul=f"{'Perbaiki' if kembali else 'Susun'} SKP {v.skp.siklus.tahun}",
            keterangan="Dikembalikan penilai dengan catatan." if kembali else "Lengkapi, lalu ajukan kepada penilai.",
            tombol="Perbaiki" if kembali else "Lanjutkan",
            url=alamat("skp:sunting", v.pk),
            batas=v.batas_perbaiki if kembali else v.batas_ajukan,
            dasar=(v.dasar_perbaiki if kembali else v.dasar_ajukan) or "",
            di_meja_sejak=v.status_pada.date(),
            hari_kerja=v.pekan,
        )


def tugas_konfirmasi(akun: Akun) -> Penanya:
    """Leaders' texts that changed under mine."""
    saya = hak(akun).pegawai_id
    if saya is None:
        return
    for versi, banyak in (yield _menunggu_konfirmasi(saya)):
        yield Tugas(
            judul=f"Konfirmasi {angka(banyak)} RHK pimpinan yang berubah",
            keterangan="RHK Anda terhubung dengannya. Baca perubahannya, lalu konfirmasi.",
            tombol="Baca perubahan",
            url=alamat("skp:lihat", versi),
        )


def _menunggu_konfirmasi(saya: int) -> QuerySet[Any, Any]:
    """(version, number of RHK): the same rule as ``aturan.keadaan_induk``; a test compares the two."""
    atas = RHK.objects.filter(lini=OuterRef("induk_lini"), versi__status=StatusSKP.DITETAPKAN)
    belum = Q(induk_versi_disepakati__isnull=True) & Exists(atas)
    berubah = Exists(atas.filter(isi_sejak__gt=OuterRef("induk_versi_disepakati__nomor")))
    milik = RHK.objects.filter(versi__skp__pegawai=saya, versi__status=StatusSKP.DITETAPKAN).filter(belum | berubah)
    return milik.order_by("versi").values("versi").annotate(banyak=Count("pk")).values_list("versi", "banyak")


def _batas_saya() -> dict[str, Any]:
    skp, langkah = SKP._meta.label_lower, LangkahSKP._meta.label_lower
    jalan = Tenggat.objects.filter(selesai_pada__isnull=True)
    ajukan = jalan.filter(objek_jenis=skp, objek_id=OuterRef("skp_id"), jenis=AJUKAN)
    milik = LangkahSKP.objects.filter(versi=OuterRef(OuterRef("pk"))).values("pk")
    perbaiki = jalan.filter(objek_jenis=langkah, objek_id__in=milik, jenis=PERBAIKI).order_by("-pk")
    return {
        "batas_ajukan": Subquery(ajukan.values("batas")[:1]),
        "dasar_ajukan": Subquery(ajukan.values("dasar")[:1]),
        "batas_perbaiki": Subquery(perbaiki.values("batas")[:1]),
        "dasar_perbaiki": Subquery(perbaiki.values("dasar")[:1]),
        "pekan": Subquery(ajukan.values("hari_kerja")[:1]),
    }


def tugas_periksa(akun: Akun) -> Penanya:
    """SKP handed in to me as the assessor of today: one by one, or as one list."""
    saya = hak(akun).pegawai_id
    if saya is None or not hak(akun).menilai:
        return
    bawahan = HubunganPenilai.objects.pada(hak(akun).hari).filter(penilai=saya).values("pegawai_id")
    semua = VersiSKP.objects.filter(status=StatusSKP.DIAJUKAN, skp__pegawai__in=bawahan)
    milik = LangkahSKP.objects.filter(versi=OuterRef(OuterRef("pk"))).values("pk")
    jalan = Tenggat.objects.filter(Q(objek_jenis=LangkahSKP._meta.label_lower, jenis=PERIKSA), objek_id__in=milik)
    jalan = jalan.filter(selesai_pada__isnull=True).order_by("-pk")
    versi: list[Any] = yield (
        semua.select_related("skp__pegawai", "skp__siklus")
        .annotate(
            batas=Subquery(jalan.values("batas")[:1]),
            dasar=Subquery(jalan.values("dasar")[:1]),
            sejak=Subquery(jalan.values("di_meja_sejak")[:1]),
            pekan=Subquery(jalan.values("hari_kerja")[:1]),
        )
        .order_by("batas", "pk")
    )
    if len(versi) > _SATU_DAFTAR:
        tua = versi[0]
        yield _periksa(
            f"{angka(len(versi))} SKP menunggu penetapan", f"Yang pertama: {tua.skp.pegawai}.", alamat("skp:tim"), tua
        )
        return
    for v in versi:
        yield _periksa(
            f"Tetapkan SKP {v.skp.pegawai}", f"SKP {v.skp.siklus.tahun}, sudah diajukan.", alamat("skp:periksa", v.pk), v
        )


def _periksa(judul: str, keterangan: str, url: str, v: Any) -> Tugas:
    return Tugas(judul, keterangan, "Periksa", url, v.batas, v.dasar or "", v.sejak, v.pekan)


# -- where a deadline leads to


def url_ajukan(skp_id: int) -> str:
    """The open version of an SKP, else all of mine."""
    versi = VersiSKP.objects.filter(skp=skp_id, status__in=TERBUKA).values_list("pk", flat=True).first()
    return alamat("skp:sunting", versi) if versi else alamat("skp:saya")


def url_periksa(langkah_id: int) -> str:
    """The version that a step belongs to, for the assessor."""
    return alamat("skp:periksa", _versi_dari(langkah_id))


def url_perbaiki(langkah_id: int) -> str:
    """The version that a step belongs to, for its owner."""
    return alamat("skp:sunting", _versi_dari(langkah_id))


def _versi_dari(langkah_id: int) -> int:
    return LangkahSKP.objects.filter(pk=langkah_id).values_list("versi_id", flat=True).first() or 0

"""What planning asks of one person on Beranda, each source in at most two queries; and where a deadline leads to."""

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from kinerja.layanan.beranda import alamat
from kinerja.organisasi.models import Akun, HubunganPenilai
from kinerja.organisasi.peran import hak
from kinerja.plumbing.daftar import Tugas
from kinerja.plumbing.tulisan import angka
from kinerja.siklus.models import Tenggat
from skp.actions.tenggat import AJUKAN, PERBAIKI, PERIKSA
from skp.enums import DAPAT_DISUNTING, TERBUKA, StatusSKP
from skp.models import SKP, LangkahSKP, VersiSKP

#: A leader's list is one task from so many on.
_SATU_DAFTAR = 3


def tugas_saya(akun: Akun) -> Iterable[Tugas]:
    """My drafts, what came back to me, and leaders' texts that changed under mine. Two queries."""
    saya = hak(akun).pegawai_id
    if saya is None:
        return
    buka = VersiSKP.objects.filter(skp__pegawai=saya, status__in=DAPAT_DISUNTING).select_related("skp__siklus")
    draf: Iterable[Any] = buka.annotate(**_batas_saya()).order_by("skp__rentang")
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
    yield from _menunggu_konfirmasi(saya)


def _menunggu_konfirmasi(saya: int) -> Iterable[Tugas]:
    baris: Iterable[Any] = VersiSKP.objects.raw(_MENUNGGU, [saya])
    for v in baris:
        yield Tugas(
            judul=f"Konfirmasi {angka(v.banyak)} RHK pimpinan yang berubah",
            keterangan="RHK Anda terhubung dengannya. Baca perubahannya, lalu konfirmasi.",
            tombol="Baca perubahan",
            url=alamat("skp:lihat", v.pk),
        )


#: The same rule as ``aturan.keadaan_induk``, in one query; a test compares the two.
_MENUNGGU = """
    SELECT v.id, count(*) AS banyak
    FROM skp_versiskp v
    JOIN skp_skp s ON s.id = v.skp_id AND s.pegawai_id = %s
    JOIN skp_rhk r ON r.versi_id = v.id AND r.induk_lini_id IS NOT NULL
    JOIN skp_rhk a ON a.lini_id = r.induk_lini_id
    JOIN skp_versiskp av ON av.id = a.versi_id AND av.status = 'DITETAPKAN'
    LEFT JOIN skp_versiskp d ON d.id = r.induk_versi_disepakati_id
    WHERE v.status = 'DITETAPKAN' AND (d.nomor IS NULL OR a.isi_sejak > d.nomor)
    GROUP BY v.id ORDER BY v.id
"""


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


def tugas_periksa(akun: Akun) -> Iterable[Tugas]:
    """SKP handed in to me as the assessor of today: one by one, or as one list. One query."""
    saya = hak(akun).pegawai_id
    if saya is None or not hak(akun).menilai:
        return
    bawahan = HubunganPenilai.objects.pada(hak(akun).hari).filter(penilai=saya).values("pegawai_id")
    semua = VersiSKP.objects.filter(status=StatusSKP.DIAJUKAN, skp__pegawai__in=bawahan)
    milik = LangkahSKP.objects.filter(versi=OuterRef(OuterRef("pk"))).values("pk")
    jalan = Tenggat.objects.filter(Q(objek_jenis=LangkahSKP._meta.label_lower, jenis=PERIKSA), objek_id__in=milik)
    jalan = jalan.filter(selesai_pada__isnull=True).order_by("-pk")
    versi = list(
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

"""Times in which a person is away from his office: record, end, extend."""

import datetime as dt

from django.db import transaction

from kinerja.organisasi.actions.penilai import hitung_penilai, hitung_penilai_unit
from kinerja.organisasi.enums import JenisMasaKhusus
from kinerja.organisasi.models import Akun, HubunganPenilai, MasaKhusus, Pegawai, Penugasan
from kinerja.organisasi.rules import pastikan_atas_orang
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.plumbing.tulisan import tanggal


@transaction.atomic
def catat_masa_khusus(
    pegawai: Pegawai, jenis: JenisMasaKhusus, *, mulai: dt.date, sampai: dt.date | None, sk: str, by: Akun | None
) -> MasaKhusus:
    """Record a time away; whoever this person assesses gets another assessor meanwhile.

    Raises ``Ditolak``, and ``TidakBoleh`` for oneself, a superior, or a person outside one's units.
    """
    pastikan_atas_orang(by, pegawai)
    pegawai = Pegawai.objects.select_for_update(no_key=True).get(pk=pegawai.pk)
    if not sk.strip():
        raise Ditolak("Tuliskan nomor SK-nya.")
    if sampai is not None and sampai <= mulai:
        raise Ditolak("Tanggal akhir harus sesudah tanggal mulai.")
    if pegawai.berhenti_sejak and pegawai.berhenti_sejak <= mulai:
        raise Ditolak(f"{pegawai} sudah berhenti sejak {tanggal(pegawai.berhenti_sejak)}.")
    lain = MasaKhusus.objects.filter(pegawai=pegawai, jenis=jenis, berlaku__overlap=rentang(mulai, sampai)).first()
    if lain:
        raise Ditolak(
            f"{jenis.label} sudah tercatat sejak {tanggal(lain.berlaku.lower)} (SK {lain.sk or 'tanpa nomor'}). "
            "Akhiri yang itu lebih dahulu, atau ubah tanggalnya."
        )
    masa = MasaKhusus.objects.create(pegawai=pegawai, jenis=jenis, sk=sk.strip(), berlaku=rentang(mulai, sampai))
    _hitung_ulang(pegawai, mulai, by)
    return masa


@transaction.atomic
def akhiri_masa_khusus(masa: MasaKhusus, sejak: dt.date, *, by: Akun | None) -> MasaKhusus:
    """End it: ``sejak`` is the first day back in office. Raises ``Ditolak``, ``SudahBerubah``, ``TidakBoleh``."""
    pastikan_atas_orang(by, masa.pegawai)
    kini: MasaKhusus = MasaKhusus.objects.select_for_update(of=("self",)).select_related("pegawai").get(pk=masa.pk)
    if kini.berlaku.upper is not None and kini.berlaku.upper <= sejak:
        raise SudahBerubah(f"Masa ini sudah berakhir {tanggal(kini.berlaku.upper)}. Muat ulang halaman.")
    if sejak <= kini.berlaku.lower:
        raise Ditolak(f"Masa ini baru mulai {tanggal(kini.berlaku.lower)}. Pilih tanggal kembali sesudahnya.")
    kini.berlaku = rentang(kini.berlaku.lower, sejak)
    kini.save(update_fields=["berlaku"])
    _hitung_ulang(kini.pegawai, sejak, by)
    return kini


@transaction.atomic
def perpanjang_masa_khusus(masa: MasaKhusus, sampai: dt.date, *, by: Akun | None) -> MasaKhusus:
    """It goes on: ``sampai`` is the first day on which it holds no more. Raises ``Ditolak``, ``TidakBoleh``."""
    pastikan_atas_orang(by, masa.pegawai)
    kini: MasaKhusus = MasaKhusus.objects.select_for_update(of=("self",)).select_related("pegawai").get(pk=masa.pk)
    lama = kini.berlaku.upper
    if lama is None or sampai <= lama:
        raise Ditolak("Tanggal akhir yang baru harus sesudah yang sekarang tercatat.")
    lain = MasaKhusus.objects.filter(pegawai=kini.pegawai, jenis=kini.jenis, berlaku__overlap=rentang(lama, sampai))
    if lain.exclude(pk=kini.pk).exists():
        raise Ditolak(f"{kini.get_jenis_display()} berikutnya sudah tercatat dalam masa itu. Periksa masa khususnya.")
    kini.berlaku = rentang(kini.berlaku.lower, sampai)
    kini.save(update_fields=["berlaku"])
    _hitung_ulang(kini.pegawai, lama, by)
    return kini


def _hitung_ulang(pegawai: Pegawai, sejak: dt.date, by: Akun | None) -> None:
    """He himself, the units he leads, and whom he assesses by a letter addressed to him."""
    masa = rentang(sejak)
    unit = Penugasan.objects.filter(pegawai=pegawai, memimpin=True, berlaku__overlap=masa).values_list("unit_id", flat=True)
    hitung_penilai_unit(set(unit), sejak, by=by)
    bawahan = HubunganPenilai.objects.filter(penilai=pegawai, berlaku__overlap=masa).values_list("pegawai_id", flat=True)
    surat = pegawai.pendelegasian_diterima.filter(berlaku__overlap=masa).values_list("anggota__pegawai_id", flat=True)
    hitung_penilai(sejak, {pegawai.pk, *bawahan, *(p for p in surat if p)}, by=by)

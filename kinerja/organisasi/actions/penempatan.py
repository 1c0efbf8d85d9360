"""Where somebody works: put a person without a valid post into a unit. Whoever leads is appointed by ``penugasan``."""

import datetime as dt

from django.db import transaction

from kinerja.organisasi.actions.cari import segarkan_cari
from kinerja.organisasi.actions.penilai import hitung_penilai, hitung_penilai_unit
from kinerja.organisasi.enums import SifatPenugasan
from kinerja.organisasi.models import Akun, Jabatan, MasaUnit, Pegawai, Penugasan, UnitKerja
from kinerja.organisasi.rules import pastikan_atas_orang, pastikan_atas_unit, pastikan_atas_yang_ditutup
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.plumbing.tulisan import tanggal


@transaction.atomic
def tempatkan_pegawai(
    pegawai: Pegawai, unit: UnitKerja, jabatan: Jabatan, *, mulai: dt.date, sk: str, by: Akun | None
) -> Penugasan:
    """Give ``pegawai`` the definitive post ``jabatan`` in ``unit``; his former one ends that day.

    Raises ``Ditolak``, and ``TidakBoleh`` when the person, the unit, or the post that would end is not the business of ``by``.
    """
    pastikan_atas_orang(by, pegawai)
    pastikan_atas_unit(by, unit)
    pegawai = Pegawai.objects.select_for_update(no_key=True).get(pk=pegawai.pk)
    if not sk.strip():
        raise Ditolak("Tuliskan nomor SK atau surat perintahnya.")
    if not MasaUnit.objects.pada(mulai).filter(unit=unit).exists():
        raise Ditolak(f"{unit} tidak berlaku pada {tanggal(mulai)}. Pilih unit lain, atau ubah tanggalnya.")
    if pegawai.berhenti_sejak and pegawai.berhenti_sejak <= mulai:
        raise Ditolak(f"{pegawai} sudah berhenti sejak {tanggal(pegawai.berhenti_sejak)}.")
    ditinggalkan = _akhiri_yang_lama(pegawai, mulai, by)
    baru = Penugasan.objects.create(
        pegawai=pegawai, jabatan=jabatan, unit=unit, sifat=SifatPenugasan.DEFINITIF, sk=sk.strip(), berlaku=rentang(mulai)
    )
    segarkan_cari([pegawai.pk])
    if ditinggalkan:
        hitung_penilai_unit(ditinggalkan, mulai, by=by)
    hitung_penilai(mulai, [pegawai.pk], by=by)
    return baru


def _akhiri_yang_lama(pegawai: Pegawai, mulai: dt.date, by: Akun | None) -> set[int]:
    """End the definitive post that runs on; returns the units that lose their leader by it."""
    kosong = set[int]()
    baris = Penugasan.objects.select_for_update(of=("self",)).select_related("pegawai", "jabatan", "unit")
    lama = list(baris.filter(pegawai=pegawai, sifat=SifatPenugasan.DEFINITIF, berlaku__overlap=rentang(mulai)))
    pastikan_atas_yang_ditutup(by, lama)
    for p in lama:
        if p.berlaku.lower >= mulai:
            raise Ditolak(f"{pegawai} sudah tercatat di {p.unit} mulai {tanggal(p.berlaku.lower)}. Pilih tanggal sesudahnya.")
        p.berlaku = rentang(p.berlaku.lower, mulai)
        p.save(update_fields=["berlaku"])
        kosong |= {p.unit_id} if p.memimpin else set()
    return kosong

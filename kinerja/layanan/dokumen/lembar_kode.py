"""Lembar kode aktivasi: strips to hand out, one per person; and what is archived of it, the receipt list.

A code exists in clear only between its making and the printer. So the sheet is rendered in the request that made the codes,
streamed with ``no-store`` and kept nowhere: not in the snapshot, not in storage, not in the queue (a broker is a store, too).
What is archived, sealed and verifiable is the *tanda terima*: who got a code, until when it holds, with room to sign.
A lost sheet is not printed again: new codes are made, and the old ones are void.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from kinerja.layanan.akun.actions import KodeTerbit, terbitkan_lembar
from kinerja.layanan.akun.kode import kode_tampil
from kinerja.layanan.dokumen import actions, fakta, queries
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.layanan.dokumen.qr import qr_gambar
from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.organisasi.peran import hak, mencakup
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JenisDokumen, Rakitan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.tulisan import angka

NAMA = "lembar_kode_aktivasi"
JUDUL = "Tanda terima kode aktivasi"
#: Twenty pages: the request that makes the codes waits for its sheet.
PALING_BANYAK = 200


@transaction.atomic
def cetak_lembar_kode(unit: UnitKerja, *, by: Akun, semua: bool = False) -> tuple[Dokumen, bytes]:
    """Make codes for the people of ``unit`` and below, and the sheet with them. Codes and receipt commit together.

    Raises ``Ditolak`` for nobody or too many people, ``TidakBoleh`` as ``terbitkan_lembar`` does.
    """
    kode = terbitkan_lembar(unit, by=by, semua=semua)
    if not kode:
        raise Ditolak("Semua pegawai unit ini sudah mengaktifkan akunnya. Pilih juga yang sudah aktif bila perlu kode baru.")
    if len(kode) > PALING_BANYAK:
        raise Ditolak(
            f"Unit ini memuat {angka(len(kode))} orang. Satu lembar paling banyak {PALING_BANYAK} orang: "
            "cetak per unit di bawahnya."
        )
    dokumen = actions.terbitkan_dokumen(NAMA, str(unit.pk), by=by, rakitan=_rakitan(unit, kode, by))
    alamat = f"{settings.ALAMAT_SITUS}{reverse('layanan:aktivasi')}"
    rahasia = {
        "carik": [_carik(k, dokumen) for k in kode],
        "alamat_masuk": alamat.split("//")[-1].rstrip("/"),
        "qr_masuk": qr_gambar(alamat, "Alamat halaman aktivasi"),
    }
    return dokumen, actions.cetak_sekali(dokumen, rahasia)


def _rakitan(unit: UnitKerja, kode: Sequence[KodeTerbit], by: Akun) -> Rakitan:
    hari = jam.hari_ini()
    nama = fakta.nama_unit(unit, hari)
    isi = {
        "kop": fakta.kop(unit, hari),
        "unit": nama,
        "dibuat": jam.sekarang(),
        "petugas": by.nama_tampil,
        "penerima": [_penerima(k) for k in kode],
    }
    return Rakitan(judul=f"{JUDUL} {nama}", isi=isi, tanggal=hari, unit_id=unit.pk)


def _penerima(k: KodeTerbit) -> dict[str, Any]:
    """Who gets a code, without the code."""
    orang = k.akun.pegawai
    return {
        "nama": orang.nama_gelar if orang else k.akun.nama,
        "nip": orang.nip if orang else "",
        "kedaluwarsa": k.kedaluwarsa.astimezone(jam.WITA).date(),
    }


def _carik(k: KodeTerbit, dokumen: Dokumen) -> dict[str, Any]:
    penerima = _penerima(k)
    return {
        **penerima,
        "kedaluwarsa": penerima["kedaluwarsa"].isoformat(),
        "unit": dokumen.isi["unit"],
        "kode": kode_tampil(k.kode),
    }


def rakit(kunci: str) -> Rakitan:
    """Never read from live rows: a receipt exists only together with the codes it is for."""
    raise Ditolak("Tanda terima terbit bersama lembar kodenya. Cetak lembar kode baru dari halaman unit.")


def publik(isi: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """The unit and how many, no names."""
    return (("Unit", isi["unit"]), ("Penerima", f"{len(isi['penerima'])} orang"))


def boleh_terbit(akun: Akun, kunci: str) -> bool:
    """Unit admins above the unit, BKPSDM."""
    path = UnitKerja.objects.filter(pk=int(kunci) if kunci.isdigit() else 0).values_list("path", flat=True).first()
    return path is not None and mencakup(hak(akun).wilayah_admin, path)


def terlihat(akun: Akun) -> Q:
    """Only those who hand out codes."""
    return queries.di_wilayah(hak(akun).wilayah_admin)


JENIS = JenisDokumen(
    nama=NAMA,
    judul=JUDUL,
    template={1: "cetak/tanda_terima_kode.html"},
    rakit=rakit,
    publik=publik,
    boleh_terbit=boleh_terbit,
    terlihat=terlihat,
    sekali="cetak/lembar_kode_aktivasi.html",
)

"""Small factories for tests: units, people, positions, assessors, accounts. Names and NIP are made up."""

import datetime as dt
import itertools
from dataclasses import dataclass
from typing import Any

from kinerja.organisasi.actions.penilai import hitung_penilai
from kinerja.organisasi.enums import DasarPenilai, JenisJabatan, JenisUnit, Peran, SifatPenugasan, StatusPegawai
from kinerja.organisasi.models import (
    Akun,
    HubunganPenilai,
    Jabatan,
    MasaKhusus,
    MasaUnit,
    Pegawai,
    Penugasan,
    PeranAkun,
    UnitKerja,
)
from kinerja.plumbing.rentang import sejak as rentang
from tests.cetakan import dari_cetakan

SEJAK = dt.date(2020, 1, 1)
_urut = itertools.count(1)


def nip_baru(lahir: dt.date = dt.date(1985, 3, 17), tahun_tmt: int = 2010) -> str:
    """A valid NIP of a PNS that no other test person has."""
    n = next(_urut)
    return f"{lahir + dt.timedelta(days=n // 999):%Y%m%d}{tahun_tmt}01{1 + n % 2}{n % 999 + 1:03d}"


def unit(
    nama: str = "Dinas Contoh",
    induk: UnitKerja | None = None,
    jenis: str = JenisUnit.DINAS,
    *,
    sejak: dt.date = SEJAK,
    sampai: dt.date | None = None,
    **masa: Any,
) -> UnitKerja:
    """A unit below ``induk`` (none: a root) with one dated name."""
    isi = {"nama_kini": nama, "jabatan_kepala": f"Kepala {nama}"}
    # The parent is read anew: treebeard places a child by the number of children it knows of.
    pohon = UnitKerja.objects
    baru = pohon.add_child(pohon.get(pk=induk.pk), isi) if induk else pohon.add_root(isi)
    MasaUnit.objects.create(unit=baru, nama=nama, jenis=jenis, induk=induk, berlaku=rentang(sejak, sampai), **masa)
    return baru


def pegawai(nama: str | None = None, *, nip: str | None = None, status: str = StatusPegawai.PNS, **lain: Any) -> Pegawai:
    """A person; NON_ASN has no NIP."""
    if status != StatusPegawai.NON_ASN:
        lain["nip"] = nip or nip_baru()
    return Pegawai.objects.create(nama=nama or f"Pegawai Contoh {next(_urut)}", status=status, **lain)


def jabatan(nama: str = "Pengadministrasi Perkantoran", jenis: str = JenisJabatan.PELAKSANA, **lain: Any) -> Jabatan:
    """The position of that name and kind, made when missing."""
    return Jabatan.objects.get_or_create(nama=nama, jenis=jenis, defaults=lain)[0]


def penugasan(
    orang: Pegawai,
    di: UnitKerja,
    nama_jabatan: str = "Pengadministrasi Perkantoran",
    jenis: str = JenisJabatan.PELAKSANA,
    *,
    sifat: str = SifatPenugasan.DEFINITIF,
    memimpin: bool = False,
    sejak: dt.date = SEJAK,
    sampai: dt.date | None = None,
    **lain: Any,
) -> Penugasan:
    """``orang`` holds a position in ``di``; whatever is not definitive leads and has a letter."""
    if sifat != SifatPenugasan.DEFINITIF:
        memimpin = True
        lain.setdefault("sk", f"800/{next(_urut)}/2026")
    return Penugasan.objects.create(
        pegawai=orang,
        unit=di,
        jabatan=jabatan(nama_jabatan, jenis),
        sifat=sifat,
        memimpin=memimpin,
        berlaku=rentang(sejak, sampai),
        **lain,
    )


def kepala(di: UnitKerja, nama: str | None = None, jenis: str = JenisJabatan.JPT_PRATAMA, **lain: Any) -> Pegawai:
    """A definitive head of ``di``."""
    orang = pegawai(nama, **lain)
    penugasan(orang, di, di.jabatan_kepala, jenis, memimpin=True)
    return orang


def staf(di: UnitKerja, nama: str | None = None, nama_jabatan: str = "Pengadministrasi Perkantoran", **lain: Any) -> Pegawai:
    """A person who works in ``di`` and leads nothing."""
    jenis = lain.pop("jenis", JenisJabatan.PELAKSANA)
    orang = pegawai(nama, **lain)
    penugasan(orang, di, nama_jabatan, jenis)
    return orang


def hubungan(
    orang: Pegawai,
    penilai: Pegawai,
    atasan: Pegawai | None = None,
    *,
    sejak: dt.date = SEJAK,
    sampai: dt.date | None = None,
    **lain: Any,
) -> HubunganPenilai:
    """``penilai`` assesses ``orang``, without computing."""
    lain.setdefault("dasar", DasarPenilai.STRUKTUR)
    return HubunganPenilai.objects.create(
        pegawai=orang, penilai=penilai, atasan_penilai=atasan, berlaku=rentang(sejak, sampai), **lain
    )


def masa_khusus(orang: Pegawai, jenis: str = "TUBEL", *, sejak: dt.date = SEJAK, sampai: dt.date | None = None) -> MasaKhusus:
    """A time away from the office."""
    return MasaKhusus.objects.create(pegawai=orang, jenis=jenis, sk=f"800/{next(_urut)}/2026", berlaku=rentang(sejak, sampai))


def akun(orang: Pegawai | None = None, *peran: str, di: UnitKerja | None = None, **lain: Any) -> Akun:
    """An account in use; ``peran`` are given by hand, ADMIN_UNIT for the subtree of ``di``."""
    n = next(_urut)
    if orang is None:
        lain.setdefault("nama", f"Akun {n}")
    baru = Akun.objects.buat(
        pegawai=orang, email=f"akun{n}@contoh.test", demo=True, aktif_sejak=dt.datetime(2026, 1, 2, tzinfo=dt.UTC), **lain
    )
    for p in peran:
        PeranAkun.objects.create(akun=baru, peran=p, unit=di if p == Peran.ADMIN_UNIT else None, berlaku=rentang(SEJAK))
    return baru


def peran(akun: Akun, nama: str, di: UnitKerja | None = None, *, sejak: dt.date = SEJAK) -> PeranAkun:
    """A role given by hand, past every rule of the action."""
    return PeranAkun.objects.create(akun=akun, peran=nama, unit=di, berlaku=rentang(sejak))


@dataclass(slots=True)
class Kabupaten:
    """A whole small kabupaten with the cast of every test: one chain of superiors, and people beside it."""

    akar: UnitKerja
    setda: UnitKerja
    dinas: UnitKerja
    sekretariat: UnitKerja
    bidang: UnitKerja
    seksi: UnitKerja
    sekolah: UnitKerja
    dinas_lain: UnitKerja
    bkpsdm: UnitKerja
    bupati: Pegawai
    sekda: Pegawai
    kadis: Pegawai
    sekretaris: Pegawai
    kabid: Pegawai
    kasi: Pegawai
    jf: Pegawai
    pelaksana: Pegawai
    rekan: Pegawai
    kepsek: Pegawai
    guru: Pegawai
    kadis_lain: Pegawai
    orang_luar: Pegawai
    petugas_bkpsdm: Pegawai


def kabupaten(*, hitung: bool = True) -> Kabupaten:
    """Build the cast; with ``hitung`` the rule finds everybody's assessor from ``SEJAK`` on."""
    return dari_cetakan(("kabupaten", hitung), lambda: _kabupaten(hitung))


def _kabupaten(hitung: bool) -> Kabupaten:
    j = JenisJabatan
    akar = unit("Pemerintah Kabupaten Contoh", jenis=JenisUnit.PEMDA)
    setda = unit("Sekretariat Daerah", akar, JenisUnit.SETDA, organisasi=True)
    dinas = unit("Dinas Kesehatan", akar, organisasi=True)
    sekretariat = unit("Sekretariat Dinas Kesehatan", dinas, JenisUnit.SEKRETARIAT)
    bidang = unit("Bidang Pelayanan Kesehatan", dinas, JenisUnit.BIDANG)
    seksi = unit("Seksi Pelayanan Kesehatan Primer", bidang, JenisUnit.SEKSI)
    dinas_lain = unit("Dinas Pendidikan", akar, organisasi=True)
    sekolah = unit("SDN 1 Contoh", dinas_lain, JenisUnit.UPTD_SATPEN)
    bkpsdm = unit("BKPSDM", akar, JenisUnit.BADAN, organisasi=True)
    bupati = pegawai("Bupati Contoh", status=StatusPegawai.NON_ASN)
    penugasan(bupati, akar, "Bupati", j.KEPALA_DAERAH, memimpin=True)
    kepsek = pegawai("Mariatul Kiftiah")
    penugasan(kepsek, sekolah, "Guru Ahli Madya", j.JF)
    penugasan(kepsek, sekolah, "Kepala Sekolah", j.JF, sifat=SifatPenugasan.TUGAS_TAMBAHAN)
    hasil = Kabupaten(
        akar, setda, dinas, sekretariat, bidang, seksi, sekolah, dinas_lain, bkpsdm,
        bupati=bupati,
        sekda=kepala(setda, "Sutikno Wibowo"),
        kadis=kepala(dinas, "Akhmad Fauzi"),
        sekretaris=kepala(sekretariat, "Rusmina Jannah", j.ADMINISTRATOR),
        kabid=kepala(bidang, "Gunawan Santosa", j.ADMINISTRATOR),
        kasi=kepala(seksi, "Noorlaila Azizah", j.PENGAWAS),
        jf=staf(seksi, "Rahmat Hidayatullah", "Perawat Ahli Muda", jenis=j.JF),
        pelaksana=staf(seksi, "Ernawati"),
        rekan=staf(seksi, "Hendra Maulana", "Pengelola Barang Milik Daerah"),
        kepsek=kepsek,
        guru=staf(sekolah, "Lailatul Hikmah", "Guru Ahli Pertama", jenis=j.JF),
        kadis_lain=kepala(dinas_lain, "Abdul Wahid"),
        orang_luar=staf(dinas_lain, "Siti Mardiyah"),
        petugas_bkpsdm=staf(bkpsdm, "Muhammad Hafiz", "Analis SDM Aparatur Ahli Muda", jenis=j.JF),
    )  # fmt: skip
    if hitung:
        hitung_penilai(SEJAK, by=None)
    return hasil

"""Every URL declares who may open it, and every URL answers each role as ``hak_akses.csv`` says, typed by hand.

The table is read, never written. Objects (``unit``, ``luar``, ``sendiri``) are made below, one recipe per kind of URL.
"""

import csv
import datetime as dt
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import rules
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from dialog import rules as dialog_rules
from dialog import rules_bukti, rules_realisasi
from kinerja.layanan import rules as layanan_rules
from kinerja.layanan.actions.laporan import laporkan_data
from kinerja.layanan.dokumen.actions import terbitkan_dokumen
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.layanan.enums import BagianLaporan
from kinerja.layanan.models import Berkas, Impor, IzinBantu, KeputusanTercatat, LaporanData, Pekerjaan, Pengiriman, Pesan
from kinerja.organisasi import rules as organisasi_rules
from kinerja.organisasi.actions.delegasi import IsiDelegasi, delegasikan_penilai
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, AnggotaTim, Pegawai, PeranAkun, TimKerja, UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_PEKERJAAN, Rakitan
from kinerja.plumbing.izin import CUKUP_MASUK, TERBUKA, berobjek, dinyatakan
from kinerja.plumbing.models import Konsumsi, Peristiwa
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.siklus import actions as siklus
from kinerja.siklus.models import HariLibur, Parameter, Periode, Tahap
from predikat import rules as predikat_rules
from predikat import rules_dokumen
from skp import rules as skp_rules
from skp.actions import pk as aksi_pk
from skp.actions import pk_baris as ketik_pk
from skp.models import (
    IKI,
    MPPH,
    RHK,
    BarisMPPH,
    KolomMPPH,
    Komentar,
    PerjanjianKinerja,
    PustakaRHK,
    TemplatLampiran,
    VersiSKP,
)
from tests import pabrik
from tests.dialog import resep as resep_dialog
from tests.dialog import resep_bukti, resep_realisasi, resep_umpan
from tests.pemeran import PERAN_UJI, Pemeran, buat_pemeran
from tests.predikat import resep_dokumen, resep_evaluasi
from tests.skp import isian

TABEL = Path(__file__).with_name("hak_akses.csv")
TAHUN = 2026
TIADA = 2**40
MASUK = "/akun/masuk/"


@dataclass(frozen=True)
class Baris:
    """One line of the table."""

    url: str
    cara: str
    objek: str
    jawaban: dict[str, str]


def baca_tabel() -> list[Baris]:
    with TABEL.open(encoding="utf-8", newline="") as berkas:
        baris = csv.DictReader(x for x in berkas if not x.startswith("#"))
        return [Baris(b["url"], b["cara"], b["objek"], {p: b[p] for p in PERAN_UJI}) for b in baris]


def semua_url(resolver: Any = None, awalan: str = "") -> Iterator[tuple[str, Any]]:
    for p in (resolver or get_resolver()).url_patterns:
        if isinstance(p, URLResolver):
            yield from semua_url(p, f"{awalan}{p.namespace}:" if p.namespace else awalan)
        elif isinstance(p, URLPattern):
            yield f"{awalan}{p.name}", p.callback


# -- what needs no database


@pytest.mark.parametrize(("nama", "view"), list(semua_url()), ids=lambda x: x if isinstance(x, str) else "")
def test_setiap_view_menyatakan_izinnya(nama, view):
    izin = dinyatakan(view)
    assert izin, f"{nama}: beri @terbuka, @cukup_masuk, atau @izin(...)"
    assert izin in {TERBUKA, CUKUP_MASUK} or rules.perm_exists(izin), f"{nama}: izin {izin} tidak ada"


def test_yang_tidak_menyatakan_ditolak():
    assert dinyatakan(lambda request: HttpResponse()) is None


def test_setiap_url_ada_di_tabel_dan_sebaliknya():
    ada, tertulis = {nama for nama, _ in semua_url()}, {b.url for b in baca_tabel()}
    assert ada - tertulis == set(), "tulis barisnya di tests/hak_akses.csv"
    assert tertulis - ada == set(), "alamat ini tidak ada lagi"


def test_tabel_tidak_memuat_baris_kembar():
    kunci = [(b.url, b.cara, b.objek) for b in baca_tabel()]
    assert len(kunci) == len(set(kunci))


def test_tanpa_izin_terbuka_orang_tak_dikenal_diantar_masuk():
    terbuka = {nama for nama, view in semua_url() if dinyatakan(view) == TERBUKA}
    for b in baca_tabel():
        if b.url not in terbuka:
            assert b.jawaban["anonim"] == "masuk", b


# -- objects


class Panggung:
    """The cast with everything that a URL may point to; ``di(objek, peran)`` chooses whose."""

    def __init__(self) -> None:
        self.p: Pemeran = buat_pemeran()
        k = self.k = self.p.k
        self.orang: dict[str, Pegawai] = {"unit": k.jf, "luar": k.guru}
        self.unit: dict[str, UnitKerja] = {"unit": k.seksi, "luar": k.sekolah}
        self.akun: dict[str, Akun] = {"unit": self.p.rekan, "luar": self.p.orang_luar}
        Akun.objects.update(password=make_password("empat kuda minum pagi"))
        for peran in PERAN_UJI[1:]:
            self.pelihat(peran).refresh_from_db()
        siklus.muat_parameter()
        self.siklus = siklus.buka_siklus(tahun=TAHUN, by=self.p.admin_bkpsdm)
        self.hari = jam.hari_ini()

    def pelihat(self, peran: str) -> Akun:
        return getattr(self.p, peran if peran != "anonim" else "pegawai")

    def pegawai(self, objek: str, peran: str) -> Pegawai:
        return self.pelihat(peran).pegawai if objek == "sendiri" else self.orang[objek]

    def akun_milik(self, objek: str, peran: str) -> Akun:
        return self.pelihat(peran) if objek == "sendiri" else self.akun[objek]


Resep = Callable[[Panggung, str, str], dict[str, Any]]


def _pk(ambil: Callable[[Panggung, str, str], Any]) -> Resep:
    def resep(panggung: Panggung, objek: str, peran: str) -> dict[str, Any]:
        return {"pk": TIADA if objek == "tiada" else ambil(panggung, objek, peran).pk}

    return resep


def _tetap(**isi: Any) -> Resep:
    return lambda panggung, objek, peran: isi


def _pesan(s: Panggung, objek: str, peran: str) -> Pesan:
    milik = s.pelihat(peran) if objek == "sendiri" else s.p.rekan
    return Pesan.objects.create(penerima=milik, kunci=f"uji:{peran}:{objek}", judul="Uji", dibuat_pada=jam.sekarang())


def _peran(s: Panggung, objek: str, peran: str) -> PeranAkun:
    if objek == "sendiri":
        ada = PeranAkun.objects.filter(akun=s.pelihat(peran)).first()
        return ada or pabrik.peran(s.pelihat(peran), Peran.ADMIN_UNIT, s.k.dinas, sejak=s.hari + dt.timedelta(days=9))
    return pabrik.peran(s.akun[objek], Peran.ADMIN_UNIT, s.unit[objek])


def _tim(s: Panggung, objek: str, peran: str) -> TimKerja:
    tim = TimKerja.objects.create(unit=s.unit[objek], nama="Tim uji", ketua=s.orang[objek], berlaku=rentang(pabrik.SEJAK))
    AnggotaTim.objects.create(tim=tim, pegawai=s.k.rekan, berlaku=rentang(pabrik.SEJAK))
    return tim


def _anggota_tim(s: Panggung, objek: str, peran: str) -> dict[str, Any]:
    tim = _tim(s, objek, peran)
    return {"pk": tim.pk, "anggota_pk": tim.anggota.get().pk}


def _delegasi(s: Panggung, objek: str, peran: str) -> Any:
    penilai = {"unit": s.k.kabid, "luar": s.k.kadis_lain}[objek]
    isi = IsiDelegasi(nomor="800/1", tanggal=s.hari, mulai=s.hari, penilai=penilai)
    return delegasikan_penilai(isi, [s.orang[objek].pk], by=None)


def _anggota_delegasi(s: Panggung, objek: str, peran: str) -> dict[str, Any]:
    surat = _delegasi(s, objek, peran)
    return {"pk": surat.pk, "anggota_pk": surat.anggota.get().pk}


def _laporan(s: Panggung, objek: str, peran: str) -> Any:
    pelapor = {"sendiri": s.pelihat(peran), "unit": s.p.rekan, "luar": s.p.orang_luar}[objek]
    return laporkan_data(pelapor.pegawai, BagianLaporan.PENILAI, "Penilai saya keliru.", by=pelapor)


def _izin_bantu(s: Panggung, objek: str, peran: str) -> IzinBantu:
    pemilik = s.pelihat(peran).pegawai if objek == "sendiri" else s.k.guru
    return IzinBantu.objects.create(pemilik=pemilik, pembantu=s.k.jf, dibuat_pada=jam.sekarang(), berlaku=rentang(s.hari))


def _pekerjaan(s: Panggung, objek: str, peran: str) -> Pekerjaan:
    milik = s.pelihat(peran) if objek == "sendiri" else s.p.rekan
    return Pekerjaan.objects.create(
        jenis=next(iter(JENIS_PEKERJAAN)).nama, masukan={"impor": TIADA}, pemilik=milik, dibuat_pada=jam.sekarang()
    )


def _berkas(s: Panggung, isi: bytes = b"%PDF-1.4 %%EOF") -> Berkas:
    return Berkas.objects.create(
        isi=default_storage.save("uji/hak-akses.pdf", ContentFile(isi)), nama="a.pdf", jenis="application/pdf", ukuran=len(isi),
        sha256="0" * 64, untuk="layanan.keputusan", oleh=s.p.admin_bkpsdm, dibuat_pada=jam.sekarang(),
    )  # fmt: skip


def _impor(s: Panggung, objek: str, peran: str) -> Impor:
    return Impor.objects.create(
        jenis="siasn", berkas=_berkas(s), acuan=s.hari, status="GAGAL", oleh=s.p.admin_bkpsdm, diunggah_pada=jam.sekarang()
    )


def _kiriman(s: Panggung, objek: str, peran: str) -> Pengiriman:
    pesan = Pesan.objects.create(penerima=s.p.pegawai, kunci="uji:kirim", judul="Uji", dibuat_pada=jam.sekarang())
    return Pengiriman.objects.create(pesan=pesan, saluran="surel", status="GAGAL")


def _jadwal(s: Panggung, objek: str, peran: str) -> PeriodicTask:
    jeda = IntervalSchedule.objects.create(every=1, period="days")
    return PeriodicTask.objects.create(name="Uji hak akses", task="layanan.sapu_pengiriman", interval=jeda)


def _peristiwa(s: Panggung, objek: str, peran: str) -> Konsumsi:
    kejadian = Peristiwa.objects.create(
        nama="penilai_berubah", objek_jenis="organisasi.pegawai", objek_id=s.k.jf.pk, terjadi_pada=jam.sekarang()
    )
    return Konsumsi.objects.create(peristiwa=kejadian, konsumen="layanan.kabari_penilai")


def _dokumen(s: Panggung, objek: str, peran: str) -> Dokumen:
    """A receipt list of activation codes, the strictest kind there is: of a unit, for those who hand out codes there."""
    unit = s.unit[objek]
    rakitan = Rakitan(judul="Uji", isi={"unit": unit.nama_kini, "penerima": []}, tanggal=s.hari, unit_id=unit.pk)
    return terbitkan_dokumen("lembar_kode_aktivasi", str(unit.pk), by=s.p.admin_bkpsdm, rakitan=rakitan, antrekan=False)


def _keputusan(s: Panggung, objek: str, peran: str) -> KeputusanTercatat:
    """Of a letter about people of that unit, recorded by BKPSDM."""
    return KeputusanTercatat.objects.create(
        objek_jenis="organisasi.pendelegasian", objek_id=_delegasi(s, objek, peran).pk, tindakan="delegasikan_penilai",
        pejabat=s.k.bupati, jabatan_pejabat="Bupati", nomor="800/9", tanggal=s.hari, berkas=_berkas(s),
        oleh=s.p.admin_bkpsdm, dicatat_pada=jam.sekarang(),
    )  # fmt: skip


def _penugasan(s: Panggung, objek: str, peran: str) -> Any:
    return s.orang[objek].penugasan.first()


def _masa(s: Panggung, objek: str, peran: str) -> Any:
    return pabrik.masa_khusus(s.orang[objek])


def _orang(s: Panggung, objek: str, peran: str) -> Pegawai:
    return s.pegawai(objek, peran)


def _unit(s: Panggung, objek: str, peran: str) -> UnitKerja:
    return s.unit[objek]


def _akun(s: Panggung, objek: str, peran: str) -> Akun:
    return s.akun_milik(objek, peran)


def _versi_skp(s: Panggung, objek: str, peran: str) -> VersiSKP:
    """A draft of the SKP of that person, which nobody beside his superiors and admins may know of."""
    penilai = {"unit": s.k.kasi, "luar": s.k.kepsek}.get(objek)
    return isian.versi(s.pegawai(objek, peran), penilai, tahun=TAHUN)


def _pk_versi_skp(s: Panggung, objek: str, peran: str) -> dict[str, Any]:
    return {"versi": TIADA if objek == "tiada" else _versi_skp(s, objek, peran).pk}


def _rhk_skp(s: Panggung, objek: str, peran: str) -> RHK:
    return isian.rhk(_versi_skp(s, objek, peran), "Meningkatnya mutu layanan")


def _iki_skp(s: Panggung, objek: str, peran: str) -> IKI:
    return isian.iki(_rhk_skp(s, objek, peran), "Indeks kepuasan")


def _komentar_skp(s: Panggung, objek: str, peran: str) -> Komentar:
    """Written by the assessor."""
    r = _rhk_skp(s, objek, peran)
    penulis = {"unit": s.k.kasi, "luar": s.k.kepsek}[objek]
    return Komentar.objects.create(versi=r.versi, lini_rhk=r.lini, penulis=penulis, isi="Cermati.", pada=jam.sekarang())


def _pustaka(s: Panggung, objek: str, peran: str) -> PustakaRHK:
    return PustakaRHK.objects.create(nama_jabatan="Perawat", nama_urut="perawat", uraian="RHK uji")


def _templat(s: Panggung, objek: str, peran: str) -> TemplatLampiran:
    return TemplatLampiran.objects.create(unit=s.unit[objek], jenis="KONSEKUENSI", urut=1, uraian="Baris uji")


def _draf_pk(s: Panggung, objek: str, peran: str) -> PerjanjianKinerja:
    """A Perjanjian Kinerja that may be put into force, not yet in force."""
    pk = aksi_pk.buat_pk(s.unit[objek], TAHUN, by=None)
    sasaran = ketik_pk.tambah_sasaran(pk, {"uraian": "Sasaran uji"}, by=None)
    ketik_pk.tambah_indikator(sasaran, {"uraian": "Indikator uji"}, by=None)
    return pk


def _revisi_pk(s: Panggung, objek: str, peran: str) -> PerjanjianKinerja:
    return aksi_pk.revisi_pk(aksi_pk.berlakukan_pk(_draf_pk(s, objek, peran), by=None), "Perubahan", by=None)


def _baris_pk(s: Panggung, objek: str, peran: str) -> dict[str, Any]:
    pk = _draf_pk(s, objek, peran)
    return {"pk": pk.pk, "jenis": "sasaran", "baris": pk.sasaran.get().pk}


def _mpph(s: Panggung, objek: str, peran: str) -> MPPH:
    """A draft matrix of the head, with a row for the person and one for a team below him."""
    kepala = {"unit": s.k.kasi, "luar": s.k.kepsek}[objek]
    v = isian.versi(kepala, None, tahun=TAHUN)
    lini = isian.rhk(v, "Meningkatnya mutu layanan").lini
    mpph = MPPH.objects.create(skp=v.skp, dibuat_pada=jam.sekarang())
    KolomMPPH.objects.create(mpph=mpph, lini_rhk=lini, urut=1)
    orang = [s.orang[objek], *([s.k.pelaksana] if objek == "unit" else [])]
    for i, p in enumerate(orang):
        BarisMPPH.objects.create(mpph=mpph, pegawai=p, urut=i)
    tim = TimKerja.objects.create(unit=s.unit[objek], nama="Tim uji", ketua=s.orang[objek], berlaku=rentang(s.hari))
    BarisMPPH.objects.create(mpph=mpph, tim=tim, urut=9)
    return mpph


def _skp_mpph(s: Panggung, objek: str, peran: str) -> dict[str, Any]:
    return {"pk": TIADA if objek == "tiada" else _mpph(s, objek, peran).skp_id}


def _kolom_mpph(s: Panggung, objek: str, peran: str) -> dict[str, Any]:
    mpph = _mpph(s, objek, peran)
    return {"pk": mpph.skp_id, "kolom": str(mpph.kolom.get().lini_rhk_id)}


def _sel_mpph(s: Panggung, objek: str, peran: str) -> dict[str, Any]:
    mpph = _mpph(s, objek, peran)
    return {"pk": mpph.baris.first().pk, "kolom": str(mpph.kolom.get().lini_rhk_id)}


_PEGAWAI, _UNIT, _AKUN, _TAHUN = _pk(_orang), _pk(_unit), _pk(_akun), _tetap(tahun=TAHUN)
_PERIODE = _pk(lambda s, o, p: Periode.objects.first())
_TAHAP = _pk(lambda s, o, p: Tahap.objects.first())
_VERSI = _pk(lambda s, o, p: Parameter.objects.first())
_LIBUR = _pk(lambda s, o, p: HariLibur.objects.first())

#: URL name -> its arguments. A URL without arguments needs none.
RESEP: dict[str, Resep] = {
    **resep_dialog.RESEP,
    **resep_bukti.RESEP,
    **resep_realisasi.RESEP,
    **resep_evaluasi.RESEP,
    **resep_dokumen.RESEP,
    **resep_umpan.RESEP,
    "layanan:tautan_aktivasi": _tetap(kode="7F3K92QDXM4P"),
    **dict.fromkeys(
        (
            "layanan:akun",
            "layanan:akun_kode",
            "layanan:akun_nonaktifkan",
            "layanan:akun_aktifkan",
            "layanan:akun_atur_ulang_faktor",
            "layanan:akun_beri_peran",
        ),
        _AKUN,
    ),
    **dict.fromkeys(
        (
            "layanan:akun_pegawai",
            "layanan:akun_kode_pegawai",
            "layanan:pegawai",
            "layanan:riwayat_pegawai",
            "layanan:tempatkan",
            "layanan:masa_khusus",
            "layanan:laporkan",
        ),
        _PEGAWAI,
    ),
    **dict.fromkeys(
        (
            "layanan:unit",
            "layanan:pimpin",
            "layanan:kepala_daerah",
            "layanan:akhiri_unit",
            "layanan:nama_unit",
            "layanan:tim_daftar",
            "layanan:tim_baru",
        ),
        _UNIT,
    ),
    "layanan:akun_cabut_peran": _pk(_peran),
    "layanan:buka_pesan": _pk(_pesan),
    "layanan:akhiri_penugasan": _pk(_penugasan),
    "layanan:akhiri_masa": _pk(_masa),
    **dict.fromkeys(("layanan:tim", "layanan:anggota_baru", "layanan:akhiri_tim"), _pk(_tim)),
    "layanan:keluarkan_anggota": _anggota_tim,
    **dict.fromkeys(("layanan:delegasi", "layanan:cabut_delegasi"), _pk(_delegasi)),
    "layanan:lepaskan_delegasi": _anggota_delegasi,
    **dict.fromkeys(("layanan:keputusan", "layanan:berkas_keputusan"), _pk(_keputusan)),
    **dict.fromkeys(
        ("layanan:laporan", "layanan:jawab_laporan", "layanan:tarik_laporan", "layanan:alihkan_laporan"), _pk(_laporan)
    ),
    "layanan:cabut_bantu": _pk(_izin_bantu),
    **dict.fromkeys(("layanan:pekerjaan", "layanan:pekerjaan_hentikan"), _pk(_pekerjaan)),
    **dict.fromkeys(("layanan:impor_unggah", "layanan:impor_templat"), _tetap(jenis="siasn")),
    "layanan:impor_baris": lambda s, o, p: {"pk": _impor(s, o, p).pk, "kelas": "baru"},
    **dict.fromkeys(
        (
            "layanan:impor_lihat",
            "layanan:impor_terapkan",
            "layanan:impor_batalkan",
            "layanan:impor_baca_ulang",
            "layanan:impor_ditolak",
        ),
        _pk(_impor),
    ),
    "layanan:berkas": _pk(lambda s, o, p: _keputusan(s, o, p).berkas),
    "layanan:kirim_ulang": _pk(_kiriman),
    "layanan:jalankan_jadwal": _pk(_jadwal),
    "layanan:ulangi_peristiwa": _pk(_peristiwa),
    "layanan:dokumen_terbitkan": lambda s, o, p: {"jenis": "lembar_kode_aktivasi", "kunci": str(s.unit[o].pk)},
    **dict.fromkeys(
        ("layanan:dokumen", "layanan:dokumen_unduh", "layanan:dokumen_docx", "layanan:dokumen_tarik"), _pk(_dokumen)
    ),
    "layanan:verifikasi": lambda s, o, p: {"kode": "TIADA" if o == "tiada" else _dokumen(s, o, p).kode},
    **dict.fromkeys(("siklus:tahun", "siklus:libur", "siklus:libur_tambah", "siklus:libur_muat"), _TAHUN),
    **dict.fromkeys(("siklus:buka_periode", "siklus:tutup_periode", "siklus:perpanjang"), _PERIODE),
    "siklus:perpanjang_tahap": _TAHAP,
    **dict.fromkeys(("skp:pegawai", "skp:ingatkan"), _PEGAWAI),
    **dict.fromkeys(("skp:pohon_unit", "skp:perencanaan_unit", "skp:cakupan", "skp:mutu", "skp:nama", "skp:templat"), _UNIT),
    "dialog:intensitas_unit": _UNIT,
    **dict.fromkeys(("skp:rhk", "skp:konfirmasi_induk"), _pk(_rhk_skp)),
    "skp:pengganti": _pk(_orang),
    "skp:berkas": _pk(lambda s, o, p: _versi_skp(s, o, p).skp),
    "skp:iki": _pk(_iki_skp),
    "skp:komentar_selesai": _pk(_komentar_skp),
    **dict.fromkeys(
        (
            "skp:lihat",
            "skp:sunting",
            "skp:isi",
            "skp:calon",
            "skp:komentar",
            "skp:ajukan",
            "skp:tarik",
            "skp:buka_versi",
            "skp:batalkan",
            "skp:periksa",
            "skp:kembalikan",
            "skp:sunting_penilai",
            "skp:tetapkan",
            "skp:catat_penetapan",
            "skp:plt",
        ),
        _pk_versi_skp,
    ),
    "skp:cetak": lambda s, o, p: {"versi": _versi_skp(s, o, p).pk, "formulir": "salin"},
    "siklus:parameter_konfirmasi": _VERSI,
    **dict.fromkeys(("siklus:libur_ubah", "siklus:libur_hapus", "siklus:libur_pulihkan"), _LIBUR),
    **dict.fromkeys(("skp:pk_unit", "skp:pk_baru"), _UNIT),
    **dict.fromkeys(("skp:pustaka_ubah", "skp:pustaka_aktif"), _pk(_pustaka)),
    "skp:templat_tambah": lambda s, o, p: {"pk": s.unit[o].pk, "jenis": "konsekuensi"},
    **dict.fromkeys(("skp:templat_ubah", "skp:templat_hapus"), _pk(_templat)),
    **dict.fromkeys(
        ("skp:pk", "skp:pk_unduh", "skp:pk_sunting", "skp:pk_berlakukan", "skp:pk_revisi", "skp:pk_batalkan", "skp:pk_kepala"),
        _pk(_draf_pk),
    ),
    "skp:pk_beda": _pk(_revisi_pk),
    **dict.fromkeys(
        (
            "skp:mpph",
            "skp:mpph_buka",
            "skp:mpph_tempel",
            "skp:mpph_unduh",
            "skp:mpph_riwayat",
            "skp:mpph_baris_baru",
            "skp:mpph_kolom_baru",
            "skp:mpph_sepakati",
            "skp:mpph_finalkan",
            "skp:mpph_buka_kembali",
        ),
        _skp_mpph,
    ),
    "skp:mpph_kolom": _kolom_mpph,
    "skp:mpph_sel": _sel_mpph,
    "skp:mpph_baris": _pk(lambda s, o, p: _mpph(s, o, p).baris.first()),
    "skp:mpph_anggota": _pk(lambda s, o, p: _mpph(s, o, p).baris.get(tim__isnull=False)),
    "skp:pk_tambah": lambda s, o, p: {"pk": _draf_pk(s, o, p).pk, "jenis": "sasaran"},
    **dict.fromkeys(("skp:pk_ubah", "skp:pk_hapus", "skp:pk_geser"), _baris_pk),
    **dict.fromkeys(
        ("siklus:parameter_rinci", "siklus:parameter_ubah"),
        lambda s, o, p: {"nama": Parameter.objects.select_related("definisi").first().definisi.nama},
    ),
}


def objek_url(s: Panggung, baris: Baris, peran: str) -> dict[str, Any]:
    return RESEP.get(baris.url, _tetap())(s, baris.objek, peran)


def panggil(klien: Client, s: Panggung, baris: Baris, peran: str, url: str, model: type[Any] | None) -> tuple[str, bool | None]:
    """The answer as the table spells it, and what the declared permission says of the object (``model``; None: not asked).

    Whatever the call changed is taken back.
    """
    with transaction.atomic():
        boleh = _boleh(s, baris, peran, url, model) if model else None
        # A form without anything filled in still sends its button, so it is not empty.
        jawaban = klien.post(url, {"tombol": "ya"}) if baris.cara == "POST" else klien.generic(baris.cara, url)
        if jawaban.streaming:  # a file is closed by whoever reads it to its end
            b"".join(jawaban.streaming_content)
        transaction.set_rollback(True)
    if jawaban.status_code == 302 and jawaban["Location"].startswith(MASUK):
        return "masuk", boleh
    return str(jawaban.status_code), boleh


def per_objek(baris: list[Baris]) -> Iterator[list[tuple[str, Baris]]]:
    """Roles and lines that are tried on one and the same object: to build it costs more than to call."""
    kelompok: dict[tuple[Any, str, str], list[tuple[str, Baris]]] = {}
    for b in baris:
        for peran in (p for p, harap in b.jawaban.items() if harap):  # else this role has no object of its own
            milik = peran if b.objek == "sendiri" else ""
            kelompok.setdefault((RESEP.get(b.url), b.objek, milik), []).append((peran, b))
    return iter(kelompok.values())


def _boleh(s: Panggung, baris: Baris, peran: str, url: str, model: type[Any]) -> bool | None:
    cocok = resolve(url)
    if peran == "anonim":
        return None
    pk, jenis = cocok.kwargs.get("pk"), cocok.kwargs.get("jenis", "")
    objek = model.objects.get(pk=pk) if pk else Dokumen(jenis=jenis, kunci_objek=cocok.kwargs["kunci"])
    return bool(rules.has_perm(dinyatakan(cocok.func), Akun.objects.get(pk=s.pelihat(peran).pk), objek))


class Penanya:
    """Stands before a predicate of an ``IZIN`` table and notes that an access function asked it."""

    def __init__(self, nama: str, asli: Any, ditanya: set[str]) -> None:
        self.nama, self.asli, self.ditanya = nama, asli, ditanya

    def test(self, *args: Any) -> bool:
        """As the predicate answers."""
        self.ditanya.add(self.nama)
        return bool(self.asli.test(*args))


@pytest.fixture
def ditanya(monkeypatch) -> set[str]:
    """Names of the permissions asked for since it was last cleared."""
    catatan: set[str] = set()
    for app, tabel in (
        ("organisasi", organisasi_rules.IZIN),
        ("layanan", layanan_rules.IZIN),
        ("skp", skp_rules.IZIN),
        ("dialog", dialog_rules.IZIN),
        ("dialog", rules_bukti.IZIN_BUKTI),
        ("dialog", rules_realisasi.IZIN_REALISASI),
        ("predikat", predikat_rules.IZIN),
        ("predikat", rules_dokumen.IZIN),
    ):
        for nama, asli in tabel.items():
            monkeypatch.setitem(tabel, nama, Penanya(f"{app}.{nama}", asli, catatan))
    return catatan


#: Here the list of what one may see is the question (``visible_to``), so no predicate is asked: its answer must be the same.
LEWAT_DAFTAR: dict[str, type[Any]] = {
    "layanan.lihat_dokumen": Dokumen,
    "layanan.terbitkan_dokumen": Dokumen,
    "layanan.lihat_keputusan": KeputusanTercatat,
    "layanan.lihat_laporan": LaporanData,
}
_TERTOLAK = {"403", "404"}


def _izin_tak_cocok(izin: str, baris: Baris, peran: str, jawab: str, ditanya: set[str], boleh: bool | None) -> str:
    """What is wrong with the permission of a view with ``objek=True`` for one call; empty when nothing is."""
    if peran == "anonim" or izin in ditanya or (boleh is None and jawab == "404"):
        return ""
    if boleh is None:
        return f"{baris.url} {baris.cara} {baris.objek}: {peran} tidak ditanyai {izin}"
    # Who may may still meet a kind of document without that file: 404.
    cocok = jawab != "403" if boleh else jawab in _TERTOLAK
    return "" if cocok else f"{baris.url} {baris.objek}: {peran} {jawab}, padahal {izin} {boleh}"


def _bagian(baris: Baris) -> str:
    app, pisah, _ = baris.url.partition(":")
    return app if pisah else "akun"


@pytest.fixture
def tanpa_catatan() -> Iterator[None]:
    """Thousands of refusals are expected here, and nobody reads their log lines."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("tanpa_catatan")
@pytest.mark.django_db
@pytest.mark.parametrize("bagian", sorted({_bagian(b) for b in baca_tabel()}))
def test_setiap_url_menjawab_setiap_peran_seperti_tertulis(bagian, ditanya, settings):
    settings.WA_GERBANG = "http://127.0.0.1:9/"  # a page of its own exists only with a gateway
    s = Panggung()
    klien = {peran: s.p.klien(peran) for peran in PERAN_UJI}
    tanya_objek = {nama: dinyatakan(view) for nama, view in semua_url() if berobjek(view)}
    beda = []
    for kelompok in per_objek([b for b in baca_tabel() if _bagian(b) == bagian]):
        with transaction.atomic():
            pembuat, pertama = kelompok[0]
            objek = objek_url(s, pertama, pembuat)
            for peran, baris in kelompok:
                ditanya.clear()
                izin = tanya_objek.get(baris.url)
                url = reverse(baris.url, kwargs=objek)
                dapat, boleh = panggil(_segar(klien[peran]), s, baris, peran, url, LEWAT_DAFTAR.get(izin or ""))
                if dapat not in baris.jawaban[peran].split("|"):
                    tertulis = baris.jawaban[peran]
                    beda.append(f"{baris.url} {baris.cara} {baris.objek}: {peran} tertulis {tertulis}, nyatanya {dapat}")
                if izin:
                    beda.append(_izin_tak_cocok(izin, baris, peran, dapat, ditanya, boleh))
            transaction.set_rollback(True)
    assert not any(beda), "\n" + "\n".join(x for x in beda if x)


def test_setiap_url_berobjek_diuji_dengan_milik_sendiri_dan_orang_lain():
    ada: dict[str, set[str]] = {}
    for b in baca_tabel():
        ada.setdefault(b.url, set()).add(b.objek)
    tanpa = {"layanan:tautan_aktivasi", "layanan:impor_unggah", "layanan:impor_templat"}
    kurang = []
    for nama in (RESEP.keys() & ada.keys()) - tanpa:
        # What belongs to BKPSDM or to everybody has no other owner: one real object is enough.
        milik = ada[nama] in ({"ada"}, {"-"}) or ("luar" in ada[nama] and ada[nama] & {"unit", "sendiri"})
        kurang += [] if milik else [(nama, ada[nama])]
    assert not kurang


def _segar(klien: Client) -> Client:
    """Signed in as at the start, whatever the last call did to the session's cookie."""
    kuki = klien.__dict__.setdefault("_kuki_awal", klien.cookies.output(header="", sep=";"))
    klien.raise_request_exception = False
    klien.cookies.clear()
    klien.cookies.load(kuki)
    return klien

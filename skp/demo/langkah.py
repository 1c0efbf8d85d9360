"""The year of planning in the demo: one Dinas, one puskesmas, one kecamatan, from the Bupati's paper down to staff."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kinerja.layanan.actions.keputusan import IsiKeputusan, menurut_surat
from kinerja.layanan.demo import pemeran
from kinerja.layanan.demo.surat import surat_contoh
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import LANGKAH_DEMO, LangkahDemo
from kinerja.plumbing.jam_basisdata import pada
from kinerja.siklus.actions import perpanjang_tahap
from kinerja.siklus.enums import JenisTahap
from kinerja.siklus.models import Perpanjangan, Siklus, Tahap
from skp.actions import isi, mpph, penetapan, pk, pk_baris, susun
from skp.demo.pustaka import pustaka_dan_templat
from skp.demo.resep import resep_untuk
from skp.demo.susun import akun_dari, bagi_peran, bawahan, buka_dan_isi, sendiri_bila_kosong, skp_dari, tugas_dari
from skp.enums import StatusMPPH, StatusPK, StatusSKP
from skp.models import MPPH, RHK, SKP, PerjanjianKinerja, RingkasanPerencanaan, VersiSKP
from skp.pk_json import urai
from skp.ringkasan import ringkas_semua

DATA = Path(__file__).resolve().parent.parent / "data"
CONTOH = DATA / "contoh" / "pk"
TAHUN = 2026
#: Perangkat daerah -> the real Perjanjian Kinerja that it plays with. That of a kecamatan was found only as its camat's SKP,
#: which names sasaran, indicators, and targets of the Renstra.
PK_NYATA = {
    "05": CONTOH / "dinkes_boyolali_2026.json",
    "20": CONTOH / "bkpsdm_kota_cirebon_2026.json",
    "04": CONTOH / "disdikbud_kutai_kartanegara_2025.json",
    "07": CONTOH / "dlh_pringsewu_2026_pohon.json",
    "31": DATA / "demo" / "pk_kecamatan.json",
}
#: Where people plan down to the last one: the Dinas without its other puskesmas, and one kecamatan.
_SAMPAI_STAF = ("05", "31")
_PUSKESMAS = "05.P11"
SURAT_TAHAP = "800.1.11/088/BKPSDM/2026"


def _siklus() -> Siklus:
    return Siklus.objects.get(tahun=TAHUN)


def _admin() -> Akun:
    return Akun.objects.get(peran_demo="admin_bkpsdm")


def perpanjang_perencanaan() -> None:
    """The first year with the application: BKPSDM gives planning until the end of February, by letter."""
    if Perpanjangan.objects.filter(nomor=SURAT_TAHAP).exists():
        return
    with pada(dt.date(2026, 2, 2)):
        tahap = Tahap.objects.get(siklus=_siklus(), jenis=JenisTahap.PERENCANAAN)
        perpanjang_tahap(
            tahap,
            batas_baru=dt.date(2026, 2, 28),
            nomor=SURAT_TAHAP,
            tanggal=jam.hari_ini(),
            alasan="Tahun pertama memakai aplikasi; penilai sebagian pejabat baru ditetapkan pada Februari.",
            by=_admin(),
        )


def perjanjian_kinerja() -> None:
    """Real documents as they were found; that of the Dinas is revised at once, for it names no target."""
    for kode, berkas in PK_NYATA.items():
        unit = pemeran.unit(kode)
        if PerjanjianKinerja.objects.filter(unit=unit, tahun=TAHUN).exists():
            continue
        with pada(dt.date(2026, 2, 3)):
            by = akun_dari(pemeran.kepala(kode))
            isi_pk = urai(berkas.read_bytes()).isi
            draf, _ = pk.terapkan_isi(isi_pk, unit, TAHUN, by=by, alasan="Diimpor dari berkas yang ditandatangani.")
            pk.berlakukan_pk(draf, by=by, nomor=f"PK/{kode}/{TAHUN}", tanggal=dt.date(2026, 1, 28))
    _lengkapi_pk_dinas()


def _lengkapi_pk_dinas() -> None:
    unit = pemeran.unit(pemeran.DINAS)
    berlaku = PerjanjianKinerja.objects.get(unit=unit, tahun=TAHUN, status=StatusPK.BERLAKU)
    if berlaku.versi > 1:
        return
    with pada(dt.date(2026, 2, 4)):
        kepala = pemeran.kepala(pemeran.DINAS)
        by = akun_dari(kepala)
        draf = pk.revisi_pk(berlaku, "Dokumen asal tidak memuat target; sasaran dan target dilengkapi menurut Renstra.", by=by)
        for s in list(draf.sasaran.all()):
            pk_baris.hapus_baris(s, by=by)
        for resep in resep_untuk(tugas_dari(kepala)):
            sasaran = pk_baris.tambah_sasaran(draf, {"uraian": resep.uraian}, by=by)
            for i in resep.iki:
                baris = {"uraian": i.isi["uraian"], "target_teks": i.isi["target_teks"], "satuan": i.isi["satuan"]}
                pk_baris.tambah_indikator(sasaran, baris, by=by)
        pk_baris.tambah_rujukan(
            draf, {"jenis": "RENSTRA", "judul": "Renstra Dinas Kesehatan 2025-2029", "halaman": "42"}, by=by
        )
        pk.berlakukan_pk(draf, by=by, nomor=f"PK-P/05/{TAHUN}", tanggal=jam.hari_ini())


def sekda_oleh_bupati() -> None:
    """The Bupati never signs in: his paper sets the SKP of the Sekda, recorded by BKPSDM."""
    sekda = pemeran.kepala("01")
    if skp_dari(sekda, _siklus()):
        return
    with pada(dt.date(2026, 2, 5)):
        versi = buka_dan_isi(sekda, _siklus())
        penetapan.ajukan(versi, by=akun_dari(sekda))
    with pada(dt.date(2026, 2, 6)):
        nomor = "100.3.3.2/131/BKPSDM/2026"
        bupati = pemeran.kepala("00")
        surat = surat_contoh("Penetapan SKP Sekretaris Daerah", nomor, str(bupati))
        keputusan = IsiKeputusan(pejabat=bupati, nomor=nomor, tanggal=jam.hari_ini(), unggahan=surat)
        versi.refresh_from_db()
        by = _admin()
        menurut_surat("tetapkan_skp", keputusan, by, lambda k: penetapan.tetapkan(versi, by=by, berdasarkan=k))


@dataclass
class _Giliran:
    """A leader whose SKP is set, and the day on which his people plan."""

    versi: VersiSKP
    hari: dt.date


def turun_ke_bawah() -> None:
    """Level by level: the leader divides roles, his people sign, he sets. Superiors plan first."""
    antre = [_Giliran(_ditetapkan(pemeran.kepala("01")), dt.date(2026, 2, 9))]
    while antre:
        antre += _satu_tingkat(antre.pop(0))


def _ditetapkan(pegawai: Pegawai) -> VersiSKP:
    return VersiSKP.objects.select_related("skp__pegawai", "skp__siklus").get(
        skp__pegawai=pegawai, skp__siklus=_siklus(), status=StatusSKP.DITETAPKAN
    )


def _satu_tingkat(giliran: _Giliran) -> list[_Giliran]:
    pimpinan = giliran.versi.skp.pegawai
    with pada(giliran.hari):
        semua = bawahan(pimpinan)
        orang = [p for p in semua if _ikut(p)]
        by = akun_dari(pimpinan)
        if orang and not MPPH.objects.filter(skp=giliran.versi.skp).exclude(status=StatusMPPH.DRAF).exists():
            matriks = bagi_peran(giliran.versi, semua if len(semua) < 60 else orang, by=by)
            sendiri_bila_kosong(matriks, by=by)
            mpph.sepakati(matriks, giliran.hari, by=by)
            matriks.refresh_from_db()
            mpph.finalkan(matriks, by=by)
    besok = giliran.hari + dt.timedelta(days=1)
    berikut = []
    for urut, p in enumerate(orang):
        versi = _rencanakan(p, giliran.versi, besok, _nasib(p, urut))
        if versi and versi.status == StatusSKP.DITETAPKAN and bawahan(p):
            berikut.append(_Giliran(_ditetapkan(p), besok + dt.timedelta(days=1)))
    return berikut


def _ikut(p: Pegawai) -> bool:
    kode = tugas_dari(p).unit.kode
    if kode.startswith("05.P"):
        return kode == _PUSKESMAS
    return kode.split(".")[0] in _SAMPAI_STAF


#: Every so many of a team: never begun, only begun, waiting, given back, taken in hand by the leader.
_NASIB = {10: "kosong", 6: "draf", 8: "diajukan", 4: "dikembalikan", 12: "disunting"}
_SELALU_TUNTAS = ("pegawai", "jf", "pengawas", "administrator", "kepala_dinas", "kepala_puskesmas", "camat", "admin_unit")


def _nasib(p: Pegawai, urut: int) -> str:
    if Akun.objects.filter(pegawai=p, peran_demo__in=_SELALU_TUNTAS).exists() or tugas_dari(p).memimpin:
        return "ditetapkan"
    return _NASIB.get(urut, "ditetapkan")


def _rencanakan(p: Pegawai, pimpinan: VersiSKP, hari: dt.date, nasib: str) -> VersiSKP | None:
    lama = skp_dari(p, _siklus())
    if nasib == "kosong" or lama:
        return lama.versi.order_by("-nomor").first() if lama else None
    with pada(hari):
        versi = buka_dan_isi(p, _siklus(), pimpinan)
        if nasib == "draf":
            return versi
        versi = penetapan.ajukan(versi, by=akun_dari(p))
    with pada(hari + dt.timedelta(days=1)):
        return _putuskan(versi, akun_dari(pimpinan.skp.pegawai), nasib)


def _putuskan(versi: VersiSKP, penilai: Akun, nasib: str) -> VersiSKP:
    if nasib == "dikembalikan":
        rhk = versi.rhk.first()
        per_baris = {f"rhk:{rhk.lini_id}": "Tuliskan siapa yang menerima manfaatnya, bukan hanya kegiatannya."} if rhk else {}
        return penetapan.kembalikan(versi, "Satu RHK perlu dipertajam; selebihnya sudah sesuai dialog.", per_baris, by=penilai)
    if nasib == "disunting":
        versi = penetapan.sunting_penilai(versi, by=penilai, catatan="Target saya sesuaikan dengan hasil dialog.")
        rhk = versi.rhk.first()
        iki = rhk.iki.first() if rhk else None
        if iki:
            isi.ubah_iki(iki, {"bukti_disepakati": "Laporan bulanan yang disetujui atasan"}, by=penilai)
        return versi
    if nasib == "diajukan":
        return versi
    return penetapan.tetapkan(versi, by=penilai)


#: Whoever is here leaves his returned SKP lying: the late ones of the demo.
_DIBIARKAN = ("05.1.2", _PUSKESMAS, "31.3")


def perbaikan() -> None:
    """Most of those who got their SKP back have mended it within the week; it was set."""
    dikembalikan = VersiSKP.objects.filter(status=StatusSKP.DIKEMBALIKAN, nomor=1, skp__siklus=_siklus())
    dikembalikan = dikembalikan.exclude(skp__penugasan__unit__kode__in=_DIBIARKAN).exclude(skp__penugasan__memimpin=True)
    for versi in dikembalikan.select_related("skp__pegawai", "penilai").order_by("pk"):
        assert versi.penilai is not None
        with pada(dt.date(2026, 2, 26)):
            by = akun_dari(versi.skp.pegawai)
            rhk = versi.rhk.get(urut=versi.rhk.order_by("urut").values_list("urut", flat=True)[0])
            isi.ubah_rhk(rhk, {"uraian": f"{rhk.uraian}, dirasakan oleh penerima layanan"}, by=by)
            versi = penetapan.ajukan(versi, by=by, catatan="RHK sudah dipertajam sesuai catatan.")
        with pada(dt.date(2026, 2, 27)):
            assert versi.penilai is not None, "yang diajukan selalu berpenilai"
            penetapan.tetapkan(versi, by=akun_dari(versi.penilai))


def perubahan_tengah_tahun() -> None:
    """July: the Bupati lowers the stunting target. The head's new version makes those below confirm; one has done so."""
    kadis = pemeran.kepala(pemeran.DINAS)
    skp = skp_dari(kadis, _siklus())
    if skp is None or skp.versi.count() > 1:
        return
    with pada(dt.date(2026, 7, 6)):
        by = akun_dari(kadis)
        versi = susun.buka_versi(skp, "Arahan Bupati 1 Juli 2026: target stunting diperketat menjadi 12%.", by=by)
        for rhk in versi.rhk.all():
            for iki in rhk.iki.filter(uraian__startswith="Prevalensi stunting"):
                isi.ubah_iki(iki, {"target_teks": "12"}, by=by)
        penetapan.ajukan(versi, by=by)
    with pada(dt.date(2026, 7, 8)):
        versi.refresh_from_db()
        penetapan.tetapkan(versi, by=akun_dari(pemeran.kepala("01")))
    with pada(dt.date(2026, 7, 10)):
        kabid = pemeran.kepala("05.2")
        for rhk in RHK.objects.filter(versi__skp__pegawai=kabid, versi__status=StatusSKP.DITETAPKAN, induk_lini__skp=skp):
            penetapan.konfirmasi_induk(rhk, by=akun_dari(kabid))


def menunggu_di_meja() -> None:
    """November: three of one Subbagian ask for a change; their leader finds them on his desk today."""
    pengawas = Akun.objects.select_related("pegawai").get(peran_demo="pengawas").pegawai
    assert pengawas is not None
    orang = [p for p in bawahan(pengawas) if _bisa_berubah(p)][:3]
    for p in orang:
        skp = skp_dari(p, _siklus())
        if skp is None or skp.versi.count() > 1:
            continue
        with pada(dt.date(2026, 11, 19)):
            by = akun_dari(p)
            versi = susun.buka_versi(skp, "Tambahan penugasan penyusunan rencana aksi 2027.", by=by)
            rhk = isi.tambah_rhk(versi, by=by, jenis="TAMBAHAN", uraian="Tersusunnya rencana aksi 2027 unit kerja",
                                 penugasan_dari="Kepala Subbagian")  # fmt: skip
            isi.tambah_iki(rhk, by=by, uraian="Jumlah rencana aksi yang disepakati", aspek="KUANTITAS", target_teks="1",
                           satuan="dokumen", bukti_disepakati="Rencana aksi bertanda tangan")  # fmt: skip
            penetapan.ajukan(versi, by=by)


def _bisa_berubah(p: Pegawai) -> bool:
    skp = skp_dari(p, _siklus())
    return skp is not None and skp.versi.filter(status=StatusSKP.DITETAPKAN).exists()


def draf_puskesmas_lain() -> None:
    """The other heads of puskesmas have begun and never signed: they are late."""
    if SKP.objects.filter(penugasan__unit__kode__startswith="05.P", penugasan__memimpin=True).count() > 1:
        return
    with pada(dt.date(2026, 2, 16)):
        for p in bawahan(pemeran.kepala(pemeran.DINAS)):
            kode = tugas_dari(p).unit.kode
            if kode.startswith("05.P") and kode not in (_PUSKESMAS, "05.P12"):
                susun.buka_skp(p, _siklus(), by=akun_dari(p))


def papan_perencanaan() -> None:
    """The count of the worker, once."""
    if not RingkasanPerencanaan.objects.exists():
        ringkas_semua()


def _langkah(jalankan: Callable[[], None], *, sekaligus: bool = True) -> LangkahDemo:
    return LangkahDemo(f"skp.{jalankan.__name__}", "skp", jalankan, sekaligus)


LANGKAH = (
    _langkah(perpanjang_perencanaan),
    _langkah(perjanjian_kinerja),
    _langkah(pustaka_dan_templat),
    _langkah(sekda_oleh_bupati, sekaligus=False),
    _langkah(turun_ke_bawah, sekaligus=False),
    _langkah(perbaikan),
    _langkah(draf_puskesmas_lain),
    _langkah(perubahan_tengah_tahun),
    _langkah(menunggu_di_meja),
    _langkah(papan_perencanaan),
)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for langkah in LANGKAH:
        LANGKAH_DEMO.daftarkan(langkah)

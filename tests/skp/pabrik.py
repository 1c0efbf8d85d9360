"""Factories of planning: the small kabupaten with its year, and forms brought as far as a test needs by the real actions."""

import datetime as dt
import itertools
from dataclasses import dataclass

from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.siklus.models import Siklus
from skp.actions import isi, penetapan, susun
from skp.enums import BentukSKP, JenisRHK
from skp.models import RHK, SKP, VersiSKP
from skp.queries import penilai_kini
from tests import pabrik
from tests.pabrik import Kabupaten

TAHUN = 2026
#: In planning time, before every deadline.
AWAL = dt.datetime(TAHUN, 1, 5, 9, tzinfo=jam.WITA)
MANUAL = {
    "tujuan": "Mengetahui mutu layanan.",
    "definisi": "Nilai survei kepuasan menurut Permenpan 14/2017.",
    "formula": "Jumlah nilai dibagi jumlah responden.",
    "satuan": "indeks",
    "kendali": "OUTCOME_ANTARA",
    "sumber_data": "Survei kepuasan masyarakat.",
    "periode": "TAHUNAN",
}
_urut = itertools.count(1)


@dataclass(slots=True)
class KabupatenSKP:
    """The cast with the cycle of the year; ``akun(orang)`` makes an account when there is none."""

    k: Kabupaten
    siklus: Siklus

    def akun(self, orang: Pegawai) -> Akun:
        """The account of a person."""
        return Akun.objects.filter(pegawai=orang).first() or pabrik.akun(orang)


def siklus(tahun: int = TAHUN) -> Siklus:
    """A cycle without its periods and stages."""
    isi_siklus = {"irama": "TRIWULAN", "tw_iv_digabung": True, "dibuka_pada": jam.sekarang()}
    return Siklus.objects.get_or_create(tahun=tahun, defaults=isi_siklus)[0]


def kabupaten_skp(k: Kabupaten | None = None) -> KabupatenSKP:
    """The small kabupaten with the cycle of ``TAHUN``."""
    return KabupatenSKP(k or pabrik.kabupaten(), siklus())


def skp_kosong(dunia: KabupatenSKP, orang: Pegawai, **lain) -> VersiSKP:
    """A draft without rows."""
    return susun.buka_skp(orang, dunia.siklus, by=None, isi=False, **lain)


def isi_rhk(versi: VersiSKP, uraian: str = "", induk: RHK | None = None, **lain) -> RHK:
    """A whole RHK utama with one IKI, as the form of ``versi`` wants it."""
    n = next(_urut)
    lain.setdefault("jenis", JenisRHK.UTAMA)
    if induk is not None:
        lain["induk_lini"] = induk.lini_id
    rhk = isi.tambah_rhk(versi, by=None, uraian=uraian or f"Meningkatnya mutu layanan kesehatan primer {n}", **lain)
    isi_iki(rhk)
    return rhk


def isi_iki(rhk: RHK, **lain):
    """A whole IKI."""
    jpt = rhk.versi.skp.bentuk == BentukSKP.JPT
    bawaan = {"perspektif": "PENERIMA_LAYANAN"} if jpt else {"aspek": "KUANTITAS"}
    nilai = {"uraian": "Indeks kepuasan masyarakat", "target_teks": "85", "satuan": "indeks", **bawaan, **lain}
    iki = isi.tambah_iki(rhk, by=None, **nilai)
    if jpt:
        isi.simpan_manual(iki, MANUAL, by=None)
    return iki


def rhk_utama(orang: Pegawai) -> RHK | None:
    """The first RHK utama of a person's version that is handed in or set."""
    hidup = RHK.objects.filter(versi__skp__pegawai=orang, jenis=JenisRHK.UTAMA, versi__status__in=["DIAJUKAN", "DITETAPKAN"])
    return hidup.order_by("urut", "pk").first()


def skp_draf(dunia: KabupatenSKP, orang: Pegawai, *, penuh: bool = True) -> VersiSKP:
    """A draft; ``penuh``: with everything that ``ajukan`` asks for, its superiors' SKP included."""
    versi = skp_kosong(dunia, orang)
    if not penuh or versi.rhk.exists():
        return versi
    induk = None
    if versi.skp.bentuk == BentukSKP.JA_JF and versi.penilai is not None and versi.penilai.status != StatusPegawai.NON_ASN:
        if rhk_utama(versi.penilai) is None:
            skp_diajukan(dunia, versi.penilai)
        induk = rhk_utama(versi.penilai)
    isi_rhk(versi, induk=induk)
    return versi


def skp_diajukan(dunia: KabupatenSKP, orang: Pegawai) -> VersiSKP:
    """Signed by the owner, its superiors' too."""
    return penetapan.ajukan(skp_draf(dunia, orang), by=dunia.akun(orang))


def skp_ditetapkan(dunia: KabupatenSKP, orang: Pegawai) -> VersiSKP:
    """Signed by both, and so are those of all above. A kepala daerah sets by a recorded paper."""
    penilai = penilai_kini(orang.pk)
    if penilai is not None and penilai.status != StatusPegawai.NON_ASN and rhk_utama(penilai) is None:
        skp_ditetapkan(dunia, penilai)
    versi = skp_diajukan(dunia, orang)
    return tetapkan(dunia, versi)


def tetapkan(dunia: KabupatenSKP, versi: VersiSKP) -> VersiSKP:
    """Set by today's assessor."""
    penilai = versi.penilai
    if penilai.status == StatusPegawai.NON_ASN:
        return penetapan.tetapkan(versi, by=petugas(dunia), berdasarkan=surat(dunia, penilai))
    return penetapan.tetapkan(versi, by=dunia.akun(penilai))


def petugas(dunia: KabupatenSKP) -> Akun:
    """The officer of BKPSDM with his role."""
    ada = Akun.objects.filter(pegawai=dunia.k.petugas_bkpsdm).first()
    return ada or pabrik.akun(dunia.k.petugas_bkpsdm, "ADMIN_BKPSDM")


def surat(dunia: KabupatenSKP, pejabat: Pegawai):
    """A recorded decision with its signed paper."""
    from kinerja.layanan.actions.keputusan import catat_keputusan
    from kinerja.layanan.models import Berkas

    by = petugas(dunia)
    berkas = Berkas.objects.create(
        isi="uji.pdf", nama="surat.pdf", jenis="application/pdf", ukuran=1, sha256="0" * 64, untuk="layanan.keputusan",
        oleh=by, dibuat_pada=jam.sekarang(),
    )  # fmt: skip
    return catat_keputusan(
        "tetapkan_skp", pejabat, nomor=f"800/{next(_urut)}/SKP", tanggal=jam.hari_ini(), berkas=berkas, by=by
    )


def skp_dari(versi: VersiSKP) -> SKP:
    """The SKP of a version, read anew."""
    return SKP.objects.get(pk=versi.skp_id)

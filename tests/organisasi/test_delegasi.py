"""Delegation of assessing: one letter for many, and the clear sentences that refuse."""

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from kinerja.organisasi.actions.delegasi import IsiDelegasi, cabut_delegasi, delegasikan_penilai, lepaskan_dari_surat
from kinerja.organisasi.actions.masa_khusus import catat_masa_khusus
from kinerja.organisasi.aturan_delegasi import Kepemimpinan, berwenang_mendelegasikan
from kinerja.organisasi.enums import JenisJabatan, JenisMasaKhusus, JenisUnit
from kinerja.organisasi.models import AnggotaPendelegasian, HubunganPenilai, Pegawai, Pendelegasian, Penugasan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.rentang import sejak as rentang
from tests import pabrik

pytestmark = pytest.mark.django_db
APRIL = dt.date(2026, 4, 1)
JULI = dt.date(2026, 7, 1)


@dataclass
class Keputusan:
    """A decision on paper, as ``layanan`` records it."""

    pejabat_id: int
    nomor: str = "800/77"
    tanggal: dt.date = APRIL
    objek: object = None

    def tautkan(self, objek):
        self.objek = objek


@pytest.fixture
def k():
    return pabrik.kabupaten()


def isi(k, **lain):
    return replace(IsiDelegasi(nomor="800/12", tanggal=APRIL, mulai=APRIL, penilai=k.sekretaris), **lain)


def penilai(orang, pada=APRIL):
    return HubunganPenilai.objects.pada(pada).get(pegawai=orang).penilai


def test_satu_surat_untuk_banyak_orang(k):
    surat = delegasikan_penilai(isi(k), [k.jf.pk, k.pelaksana.pk], by=None)
    for orang in (k.jf, k.pelaksana):
        baris = HubunganPenilai.objects.pada(APRIL).get(pegawai=orang)
        assert (baris.penilai, baris.surat, baris.dasar, baris.sumber) == (k.sekretaris, surat, "PENDELEGASIAN", "PUTUSAN")
    assert penilai(k.rekan) == k.kasi
    assert penilai(k.jf, APRIL - dt.timedelta(days=1)) == k.kasi


def test_atasan_penilai_bawahan_ikut_berganti(k):
    delegasikan_penilai(isi(k, penilai=k.sekretaris), [k.kasi.pk], by=None)
    assert HubunganPenilai.objects.pada(APRIL).get(pegawai=k.jf).atasan_penilai == k.sekretaris


def test_surat_kepada_pimpinan_unit_mengikuti_penggantinya(k):
    delegasikan_penilai(isi(k, penilai=None, unit_penilai=k.setda), [k.kadis.pk], by=None)
    assert penilai(k.kadis) == k.sekda


@pytest.mark.parametrize(
    ("ubah", "orang", "kalimat"),
    [
        (lambda k: {"nomor": " "}, "jf", "nomor suratnya"),
        (lambda k: {"penilai": None}, "jf", "Pilih satu penilai"),
        (lambda k: {"unit_penilai": k.dinas}, "jf", "Pilih satu penilai"),
        (lambda k: {"sampai": APRIL}, "jf", "sesudah tanggal mulai"),
        (lambda k: {"penilai": k.jf, "alasan": "ahli"}, "jf", "dirinya sendiri"),
        (lambda k: {"penilai": k.rekan}, "jf", "di bawah pejabat pengawas"),
        (lambda k: {"penilai": k.jf, "alasan": "ahli"}, "kasi", "Rantai penilai akan berputar"),
    ],
)
def test_surat_yang_keliru_ditolak_dengan_kalimat_yang_jelas(k, ubah, orang, kalimat):
    with pytest.raises(Ditolak, match=kalimat):
        delegasikan_penilai(isi(k, **ubah(k)), [getattr(k, orang).pk], by=None)
    assert not Pendelegasian.objects.exists()


def test_di_bawah_pengawas_boleh_dengan_alasan_tertulis_yang_tersimpan(k):
    surat = delegasikan_penilai(isi(k, penilai=k.jf, alasan="Ketua tim audit klinis"), [k.rekan.pk], by=None)
    assert surat.alasan == "Ketua tim audit klinis"
    assert penilai(k.rekan) == k.jf


def test_kepala_sekolah_bertugas_tambahan_setingkat_pengawas(k):
    delegasikan_penilai(isi(k, penilai=k.kepsek), [k.orang_luar.pk], by=None)
    assert penilai(k.orang_luar) == k.kepsek


def test_penilai_yang_berhenti_atau_sedang_pergi_ditolak(k):
    catat_masa_khusus(k.sekretaris, JenisMasaKhusus.CLTN, mulai=APRIL, sampai=None, sk="1", by=None)
    with pytest.raises(Ditolak, match="sedang tidak aktif"):
        delegasikan_penilai(isi(k), [k.jf.pk], by=None)
    Pegawai.objects.filter(pk=k.kabid.pk).update(berhenti_sejak=APRIL)
    k.kabid.refresh_from_db()
    with pytest.raises(Ditolak, match="sedang tidak aktif"):
        delegasikan_penilai(isi(k, penilai=k.kabid), [k.jf.pk], by=None)


def test_kantor_tanpa_pimpinan_yang_dapat_menilai_ditolak(k):
    kosong = pabrik.unit("Bagian Kosong", k.setda, "BAGIAN")
    with pytest.raises(Ditolak, match="Pimpinan Bagian Kosong tidak dapat menilai Rahmat"):
        delegasikan_penilai(isi(k, penilai=None, unit_penilai=kosong), [k.jf.pk], by=None)


def test_yang_sudah_di_bawah_surat_lain_disebut_namanya(k):
    delegasikan_penilai(isi(k, sampai=JULI), [k.jf.pk], by=None)
    with pytest.raises(Ditolak, match=r"surat lain \(800/12\): Rahmat Hidayatullah"):
        delegasikan_penilai(isi(k, nomor="800/13", mulai=dt.date(2026, 6, 1)), [k.jf.pk, k.rekan.pk], by=None)
    delegasikan_penilai(isi(k, nomor="800/13", mulai=JULI), [k.jf.pk], by=None)


def test_atasan_yang_masuk_sendiri_memutus_untuk_bawahannya_saja(k):
    akun = pabrik.akun(k.kadis)
    surat = delegasikan_penilai(isi(k), [k.jf.pk], by=akun)
    assert surat.oleh == akun
    with pytest.raises(TidakBoleh, match="tidak memimpin unit di atas semua"):
        delegasikan_penilai(isi(k, nomor="800/14"), [k.guru.pk], by=akun)


def test_admin_tidak_memutus_sendiri_ia_mencatat_keputusan_pejabat(k):
    admin = pabrik.akun(k.petugas_bkpsdm, "ADMIN_BKPSDM")
    with pytest.raises(TidakBoleh):
        delegasikan_penilai(isi(k), [k.jf.pk], by=admin)
    keputusan = Keputusan(k.bupati.pk)
    surat = delegasikan_penilai(isi(k), [k.jf.pk], by=admin, berdasarkan=keputusan)
    assert (surat.oleh, keputusan.objek) == (admin, surat)


def test_keputusan_pejabat_yang_tidak_berwenang_ditolak_walaupun_berkertas(k):
    admin = pabrik.akun(k.petugas_bkpsdm, "ADMIN_BKPSDM")
    with pytest.raises(TidakBoleh):
        delegasikan_penilai(isi(k), [k.jf.pk], by=admin, berdasarkan=Keputusan(k.kadis_lain.pk))
    delegasikan_penilai(isi(k), [k.jf.pk], by=admin, berdasarkan=Keputusan(k.sekda.pk))


def test_pimpinan_tidak_memutus_penilai_dirinya_sendiri(k):
    akun = pabrik.akun(k.kasi)
    with pytest.raises(TidakBoleh, match="pejabat di atas"):
        delegasikan_penilai(isi(k, penilai=k.kadis_lain), [k.jf.pk, k.kasi.pk], by=akun)
    admin = pabrik.akun(k.petugas_bkpsdm, "ADMIN_BKPSDM")
    with pytest.raises(TidakBoleh, match="pejabat di atas"):
        delegasikan_penilai(isi(k, penilai=k.kadis_lain), [k.kasi.pk], by=admin, berdasarkan=Keputusan(k.kasi.pk))


def test_pimpinan_tidak_memutus_penilai_atasannya_yang_bertugas_di_unitnya(k):
    HubunganPenilai.objects.filter(pegawai=k.kasi).update(penilai=k.rekan, atasan_penilai=None)
    with pytest.raises(TidakBoleh, match="pejabat di atas"):
        delegasikan_penilai(isi(k, penilai=k.kadis_lain), [k.rekan.pk], by=pabrik.akun(k.kasi))


def test_pimpinan_tidak_melepaskan_diri_dari_surat_atasannya(k):
    surat = delegasikan_penilai(isi(k), [k.kasi.pk], by=pabrik.akun(k.kadis))
    akun = pabrik.akun(k.kasi)
    with jam.pada(JULI), pytest.raises(TidakBoleh, match="pejabat di atas"):
        lepaskan_dari_surat(surat.anggota.get(), JULI, by=akun)
    with jam.pada(JULI), pytest.raises(TidakBoleh, match="pejabat di atas"):
        cabut_delegasi(surat, JULI, "Ingin penilai lama.", by=akun)
    assert penilai(k.kasi, JULI) == k.sekretaris


def test_pencatat_tidak_mencatat_surat_tentang_dirinya(k):
    admin = pabrik.akun(k.jf, "ADMIN_UNIT", di=k.dinas)
    with pytest.raises(TidakBoleh, match="memuat Anda sendiri"):
        delegasikan_penilai(isi(k), [k.jf.pk, k.pelaksana.pk], by=admin, berdasarkan=Keputusan(k.kadis.pk))
    delegasikan_penilai(isi(k), [k.pelaksana.pk], by=admin, berdasarkan=Keputusan(k.kadis.pk))


def test_akun_tanpa_pegawai_tidak_dapat_memutus(k):
    with pytest.raises(TidakBoleh, match="bukan akun pejabat"):
        delegasikan_penilai(isi(k), [k.jf.pk], by=pabrik.akun(None, "ADMIN_BKPSDM"))


def test_surat_dicabut_mengembalikan_ke_struktur_dan_mencatat_alasannya(k):
    surat = delegasikan_penilai(isi(k), [k.jf.pk], by=None)
    with pytest.raises(Ditolak, match="alasan pencabutan"):
        cabut_delegasi(surat, JULI, " ", by=None)
    cabut_delegasi(surat, JULI, "Sudah ada pejabat definitif", by=None)
    surat.refresh_from_db()
    assert (surat.dicabut_pada, surat.berlaku.upper) == (JULI, JULI)
    assert (penilai(k.jf, APRIL), penilai(k.jf, JULI)) == (k.sekretaris, k.kasi)
    with pytest.raises(SudahBerubah):
        cabut_delegasi(surat, JULI, "lagi", by=None)


def test_surat_yang_dicabut_sebelum_mulai_tidak_pernah_berlaku(k):
    surat = delegasikan_penilai(isi(k), [k.jf.pk], by=None)
    cabut_delegasi(surat, APRIL, "Salah ketik", by=None)
    assert not AnggotaPendelegasian.objects.exists()
    assert penilai(k.jf, JULI) == k.kasi


def test_satu_orang_dilepaskan_dari_surat_yang_lain_tetap(k):
    surat = delegasikan_penilai(isi(k), [k.jf.pk, k.rekan.pk], by=None)
    lepaskan_dari_surat(surat.anggota.get(pegawai=k.jf), JULI, by=None)
    assert (penilai(k.jf, JULI), penilai(k.rekan, JULI)) == (k.kasi, k.sekretaris)


def test_yang_dilepaskan_dua_kali_sebelum_suratnya_mulai_dijawab_dengan_kalimat(k):
    anggota = delegasikan_penilai(isi(k, mulai=JULI), [k.jf.pk], by=None).anggota.get()
    lepaskan_dari_surat(anggota, APRIL, by=None)
    with pytest.raises(SudahBerubah, match="sudah dilepaskan"):
        lepaskan_dari_surat(anggota, APRIL, by=None)


def test_wewenang_pejabat_menurut_tanggal_suratnya_bukan_tanggal_berlakunya(k):
    """An official who signed while he led decided, even when he leads no more on the first day; one who leads later did not."""
    admin = pabrik.akun(k.petugas_bkpsdm, "ADMIN_BKPSDM")
    Penugasan.objects.filter(pegawai=k.kadis).update(berlaku=rentang(pabrik.SEJAK, dt.date(2026, 3, 1)))
    pengganti = pabrik.pegawai("Pengganti")
    pabrik.penugasan(pengganti, k.dinas, "Kepala Dinas", "JPT_PRATAMA", memimpin=True, sejak=dt.date(2026, 3, 1))
    februari = dt.date(2026, 2, 20)
    with pytest.raises(TidakBoleh):
        delegasikan_penilai(isi(k), [k.jf.pk], by=admin, berdasarkan=Keputusan(pengganti.pk, tanggal=februari))
    delegasikan_penilai(isi(k), [k.jf.pk], by=admin, berdasarkan=Keputusan(k.kadis.pk, tanggal=februari))


def test_yang_masuk_sendiri_harus_memimpin_hari_ini(k):
    Penugasan.objects.filter(pegawai=k.kadis).update(berlaku=rentang(pabrik.SEJAK, JULI))
    akun = pabrik.akun(k.kadis)
    with jam.pada(JULI), pytest.raises(TidakBoleh):
        delegasikan_penilai(isi(k), [k.jf.pk], by=akun)
    with jam.pada(APRIL):
        delegasikan_penilai(isi(k, mulai=JULI), [k.jf.pk], by=akun)


def test_bacaan_sendiri_tidak_mengutip_pasal():
    """The regulation says who assesses, not who may delegate: that reading must not look like law."""
    setda = Kepemimpinan("0001", JenisUnit.SETDA, JenisJabatan.JPT_PRATAMA)
    dinas = Kepemimpinan("0002", JenisUnit.DINAS, JenisJabatan.JPT_PRATAMA)
    putusan = [berwenang_mendelegasikan([d], t) for d, t in ((setda, ["0009"]), (dinas, ["00020001"]), (dinas, ["0009"]))]
    assert [p.nilai for p in putusan] == [True, True, False]
    assert {p.alasan[0].dasar_hukum for p in putusan} == {"rancangan aplikasi"}

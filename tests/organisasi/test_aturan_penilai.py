"""The assessor rule (3.3 of the reference), without a database."""

from hypothesis import given
from hypothesis import strategies as st

from kinerja.organisasi.aturan_penilai import (
    Delegasi,
    Pemimpin,
    Penilai,
    PetaOrganisasi,
    TanpaPenilai,
    berputar,
    rantai,
    tentukan_penilai,
)
from kinerja.organisasi.enums import DasarPenilai, JenisJabatan, MasalahPenilai, SifatPenugasan

PEMDA, DINAS, BIDANG, SEKSI, SEKOLAH = 1, 2, 3, 4, 5
BUPATI, KADIS, KABID, KASI, STAF, KEPSEK, GURU = 10, 20, 30, 40, 50, 60, 70
D, PLT, PLH, PJ, TT = (SifatPenugasan[x] for x in ("DEFINITIF", "PLT", "PLH", "PJ", "TUGAS_TAMBAHAN"))
J = JenisJabatan


def pemimpin(orang, jenis, sifat=D, aktif=True):
    return Pemimpin(orang, orang * 10, sifat, jenis, aktif)


def peta(**ganti):
    isi = {
        "induk": {PEMDA: None, DINAS: PEMDA, BIDANG: DINAS, SEKSI: BIDANG, SEKOLAH: DINAS},
        "nama_unit": {PEMDA: "Pemda", DINAS: "Dinas", BIDANG: "Bidang", SEKSI: "Seksi", SEKOLAH: "SDN 1"},
        "pemimpin": {
            PEMDA: (pemimpin(BUPATI, J.KEPALA_DAERAH),),
            DINAS: (pemimpin(KADIS, J.JPT_PRATAMA),),
            BIDANG: (pemimpin(KABID, J.ADMINISTRATOR),),
            SEKSI: (pemimpin(KASI, J.PENGAWAS),),
            SEKOLAH: (pemimpin(KEPSEK, J.JF, TT),),
        },
        "tempat": {KADIS: DINAS, KABID: BIDANG, KASI: SEKSI, STAF: SEKSI, KEPSEK: SEKOLAH, GURU: SEKOLAH},
    }
    return PetaOrganisasi(**(isi | ganti))


def penilai(p, orang):
    nilai = tentukan_penilai(p, orang).nilai
    return (nilai.pegawai, nilai.dasar) if isinstance(nilai, Penilai) else nilai.masalah


def dengan(unit, *isi):
    dasar = peta()
    return peta(pemimpin={**dasar.pemimpin, unit: isi})


def test_rantai_struktur_dari_staf_sampai_kepala_daerah():
    p = peta()
    assert penilai(p, STAF) == (KASI, DasarPenilai.STRUKTUR)
    assert penilai(p, KASI) == (KABID, DasarPenilai.STRUKTUR)
    assert penilai(p, KABID) == (KADIS, DasarPenilai.STRUKTUR)
    assert penilai(p, KADIS) == (BUPATI, DasarPenilai.STRUKTUR)


def test_kepala_sekolah_dengan_tugas_tambahan_menilai_guru_dan_dinilai_kepala_dinas():
    p = peta()
    assert penilai(p, GURU) == (KEPSEK, DasarPenilai.TUGAS_TAMBAHAN)
    assert penilai(p, KEPSEK) == (KADIS, DasarPenilai.STRUKTUR)


def test_pejabat_fungsional_yang_memimpin_tanpa_surat_tidak_menilai():
    p = dengan(SEKSI, pemimpin(KASI, J.JF))
    assert penilai(p, STAF) == (KABID, DasarPenilai.STRUKTUR)


def test_kursi_kosong_naik_satu_tingkat_dan_alasannya_menyebut_unitnya():
    p = dengan(SEKSI)
    putusan = tentukan_penilai(p, STAF)
    assert putusan.nilai.pegawai == KABID
    assert any("Seksi tidak mempunyai pimpinan" in a.kalimat for a in putusan.alasan)


def test_plt_menilai_bila_tidak_ada_pejabat_definitif():
    p = dengan(SEKSI, pemimpin(KABID, J.ADMINISTRATOR, PLT))
    assert penilai(p, STAF) == (KABID, DasarPenilai.PLT)


def test_plh_menilai_hanya_selama_pejabat_definitif_tidak_aktif():
    hadir = dengan(SEKSI, pemimpin(KASI, J.PENGAWAS), pemimpin(STAF, J.PELAKSANA, PLH))
    assert penilai(peta(pemimpin=hadir.pemimpin, tempat={**peta().tempat, 51: SEKSI}), 51) == (KASI, DasarPenilai.STRUKTUR)
    pergi = dengan(SEKSI, pemimpin(KASI, J.PENGAWAS, aktif=False), pemimpin(STAF, J.PELAKSANA, PLH))
    p = peta(pemimpin=pergi.pemimpin, tempat={**peta().tempat, 51: SEKSI})
    assert penilai(p, 51) == (STAF, DasarPenilai.PENUNJUKAN)
    assert penilai(p, KASI) == (KABID, DasarPenilai.STRUKTUR), "pejabat definitif yang pergi tetap dinilai di atas unitnya"


def test_plh_di_samping_pejabat_definitif_tetap_dinilai_olehnya():
    p = dengan(SEKSI, pemimpin(KASI, J.PENGAWAS), pemimpin(STAF, J.PELAKSANA, PLH))
    assert penilai(p, STAF) == (KASI, DasarPenilai.STRUKTUR)


def test_plt_di_unit_atas_tidak_menilai_dirinya_sendiri():
    p = dengan(BIDANG, pemimpin(KASI, J.PENGAWAS, PLT))
    assert penilai(p, KASI) == (KADIS, DasarPenilai.STRUKTUR)


def test_surat_mendahului_struktur_dan_mengikuti_kantor():
    p = peta(delegasi={GURU: Delegasi(7, "800/1", penilai=KABID), KEPSEK: Delegasi(8, "800/2", unit_penilai=BIDANG)})
    assert penilai(p, GURU) == (KABID, DasarPenilai.PENDELEGASIAN)
    assert penilai(p, KEPSEK) == (KABID, DasarPenilai.PENDELEGASIAN)
    assert tentukan_penilai(p, KEPSEK).nilai.surat == 8


def test_surat_ke_pejabat_yang_tidak_aktif_menjadi_masalah_bukan_diam_diam_pindah():
    p = peta(delegasi={GURU: Delegasi(7, "800/1", penilai=KABID)}, tidak_aktif=frozenset({KABID}))
    assert penilai(p, GURU) is MasalahPenilai.PENILAI_TIDAK_AKTIF


def test_masalah_disebut_dengan_alasannya():
    kosong = peta(pemimpin={})
    assert penilai(kosong, STAF) is MasalahPenilai.PIMPINAN_KOSONG
    assert penilai(peta(), 999) is MasalahPenilai.TANPA_PENUGASAN
    assert penilai(peta(tempat={STAF: 99}), STAF) is MasalahPenilai.UNIT_TAK_BERLAKU
    assert penilai(peta(induk={SEKSI: BIDANG, BIDANG: SEKSI}, pemimpin={}), STAF) is MasalahPenilai.LINGKARAN


def test_yang_kosong_adalah_unit_pertama_yang_tidak_dipimpinnya_sendiri():
    kosong = peta(pemimpin={**peta().pemimpin, PEMDA: ()})
    kadis = tentukan_penilai(kosong, KADIS)
    assert kadis.nilai == TanpaPenilai(MasalahPenilai.PIMPINAN_KOSONG, PEMDA)
    assert any("Kepala daerah belum ditetapkan" in a.kalimat for a in kadis.alasan)
    semua_kosong = peta(pemimpin={SEKSI: (pemimpin(KASI, J.PENGAWAS),)})
    assert tentukan_penilai(semua_kosong, KASI).nilai.unit == BIDANG
    assert tentukan_penilai(peta(pemimpin={}), STAF).nilai.unit == SEKSI


def test_rantai_dan_lingkaran():
    atas = {1: 2, 2: 3, 3: None}.get
    assert rantai(atas, 1) == (2, 3)
    assert not berputar(atas, 1)
    putar = {1: 2, 2: 3, 3: 2}.get
    assert rantai(putar, 1) == (2, 3)
    assert not berputar(putar, 1), "yang di bawah lingkaran tidak ikut berputar"
    assert berputar(putar, 2)


@st.composite
def pohon(draw):
    """A random tree of units, some led by random people in random ways, and people placed in it."""
    banyak = draw(st.integers(1, 12))
    induk = {0: None} | {u: draw(st.integers(0, u - 1)) for u in range(1, banyak)}
    orang = list(range(100, 100 + draw(st.integers(1, 12))))
    tempat = {o: draw(st.integers(0, banyak - 1)) for o in orang}
    calon = st.builds(
        Pemimpin,
        st.sampled_from(orang),
        st.just(1),
        st.sampled_from(SifatPenugasan),
        st.sampled_from(JenisJabatan),
        st.booleans(),
    )
    return PetaOrganisasi(
        induk, {}, {u: tuple(draw(st.lists(calon, max_size=2))) for u in induk}, tempat, {}, frozenset()
    ), draw(st.sampled_from(orang))


@given(pohon())
def test_penilai_selalu_orang_lain_yang_aktif_dan_beralasan(kasus):
    p, orang = kasus
    putusan = tentukan_penilai(p, orang)
    assert putusan.alasan
    if isinstance(putusan.nilai, Penilai):
        assert putusan.nilai.pegawai != orang
        assert any(x.pegawai == putusan.nilai.pegawai and x.aktif for isi in p.pemimpin.values() for x in isi)
    else:
        assert putusan.nilai.masalah is MasalahPenilai.PIMPINAN_KOSONG

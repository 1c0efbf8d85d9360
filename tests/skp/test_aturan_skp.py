"""The pure rules of planning, by examples and by properties."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.organisasi.enums import JenisJabatan, JenisMasaKhusus, StatusPegawai
from skp.aturan import (
    DIKECUALIKAN,
    FaktaInduk,
    FaktaOrang,
    IsiIKI,
    IsiRHK,
    IsiSKP,
    bentuk_skp,
    isi_sejak,
    keadaan_induk,
    kekurangan,
    kelengkapan,
    melingkar,
    perspektif_kosong,
    urai_target,
    wajib_skp,
)
from skp.enums import BentukSKP, JenisRHK, KeadaanInduk, KeadaanPerencanaan, Pendekatan, Perspektif

MANUAL = {
    "tujuan": "t", "definisi": "d", "formula": "f", "satuan": "s", "kendali": "OUTCOME", "sumber_data": "s",
    "periode": "TAHUNAN",
}  # fmt: skip


@pytest.mark.parametrize("jenis", [j for j in JenisJabatan if j is not JenisJabatan.KEPALA_DAERAH])
def test_setiap_jabatan_punya_satu_formulir(jenis):
    mandiri = jenis.value.startswith("JPT") or jenis is JenisJabatan.PIMPINAN_UNIT_MANDIRI
    assert bentuk_skp(jenis) is (BentukSKP.JPT if mandiri else BentukSKP.JA_JF)


def test_kepala_daerah_tanpa_skp():
    with pytest.raises(ValueError, match="Kepala daerah"):
        bentuk_skp(JenisJabatan.KEPALA_DAERAH)


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("61,95%", "61.95"), ("12 Dokumen", "12"), ("1.250", "1250"), ("Rp1.500.000,50", "1500000.50"), ("≥ 80", "80"),
        ("3.5", "3.5"), ("0.125", "0.125"), ("1,23456", "1.2346"),
        ("12 km2", "12"), ("10 (sepuluh) dokumen", "10"), ("-5", "-5"), ("  100 % ", "100"),
        ("maks. 3 hari", "3"), ("0", "0"), ("2.500.000 orang", "2500000"),
    ],
)  # fmt: skip
def test_target_berangka(teks, nilai):
    assert urai_target(teks) == Decimal(nilai)


@pytest.mark.parametrize(
    "teks",
    ["BB", "A", "WTP", "", "80-90", "78,00 - 80,00", "12 dokumen dan 3 laporan", "Level 3", "1.2.3", "sepuluh", "9" * 40],
)
def test_target_tanpa_angka_tunggal(teks):
    assert urai_target(teks) is None


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_target_ejaan_indonesia_kembali_utuh(bulat, pecahan):
    teks = f"{bulat:,}".replace(",", ".") + f",{pecahan:02d}"
    assert urai_target(f"{teks} %") == Decimal(f"{bulat}.{pecahan:02d}")


@given(st.text(max_size=60))
def test_target_apa_pun_tidak_pernah_gagal(teks):
    hasil = urai_target(teks)
    assert hasil is None or hasil.is_finite()


# -- who must plan


def orang(**lain):
    isi = {"status": StatusPegawai.PNS, "jenis_jabatan": JenisJabatan.PELAKSANA, "nama_jabatan": "Pengadministrasi"}
    return FaktaOrang(**(isi | lain))


def keadaan(gtk=True, **lain):
    return wajib_skp(orang(**lain), guru_di_ruang_gtk=gtk)


@pytest.mark.parametrize("masa", list(JenisMasaKhusus))
def test_masa_khusus_mengecualikan_dengan_sebab(masa):
    hasil = keadaan(masa_khusus=(masa.value,))
    kecuali = masa is not JenisMasaKhusus.CUTI
    assert (hasil.nilai is KeadaanPerencanaan.DIKECUALIKAN) is kecuali
    assert (masa in DIKECUALIKAN) is kecuali
    assert hasil.alasan


def test_dasar_pengecualian_tidak_menyatakan_yang_belum_pasti():
    dasar = {m: keadaan(masa_khusus=(m.value,)).alasan[0].dasar_hukum for m in DIKECUALIKAN}
    assert all("belum pasti" in d for d in dasar.values())
    assert "8/2021" not in dasar[JenisMasaKhusus.DIPERBANTUKAN]


@pytest.mark.parametrize("status", [StatusPegawai.PNS, StatusPegawai.CPNS, StatusPegawai.PPPK, StatusPegawai.PPPK_PARUH_WAKTU])
def test_semua_asn_menyusun(status):
    assert keadaan(status=status).nilai is KeadaanPerencanaan.BELUM_ADA


def test_kepala_daerah_dan_tanpa_penugasan_dikecualikan():
    assert keadaan(status=StatusPegawai.NON_ASN).nilai is KeadaanPerencanaan.DIKECUALIKAN
    assert keadaan(jenis_jabatan=None).nilai is KeadaanPerencanaan.DIKECUALIKAN


@pytest.mark.parametrize(
    ("nama", "ruang_gtk"),
    [
        ("Guru Ahli Pertama", True), ("Kepala Sekolah", True), ("Pengawas Sekolah Ahli Madya", True),
        ("Gurunda", False), ("Pengawas Perikanan", False), ("Penata Kelola Guru", False),
    ],
)  # fmt: skip
def test_guru_dikelola_di_ruang_gtk(nama, ruang_gtk):
    assert (keadaan(nama_jabatan=nama).nilai is KeadaanPerencanaan.DI_RUANG_GTK) is ruang_gtk
    assert keadaan(gtk=False, nama_jabatan=nama).nilai is KeadaanPerencanaan.BELUM_ADA


def test_kepala_sekolah_sebagai_tugas_tambahan_juga_di_ruang_gtk():
    assert keadaan(jabatan_tambahan=("Kepala Sekolah",)).nilai is KeadaanPerencanaan.DI_RUANG_GTK


def test_pengecualian_mendahului_ruang_gtk_dan_status():
    assert keadaan(nama_jabatan="Guru", masa_khusus=("TUBEL",), status_versi="DRAF").nilai is KeadaanPerencanaan.DIKECUALIKAN
    assert keadaan(status_versi="DIAJUKAN").nilai is KeadaanPerencanaan.DIAJUKAN


# -- what is missing


def iki(**lain):
    return IsiIKI(**({"lini": 1, "uraian": "Indeks", "target": "85", "aspek": "KUALITAS"} | lain))


def rhk(**lain):
    isi = {"lini": 1, "jenis": JenisRHK.UTAMA, "uraian": "Meningkatnya mutu", "iki": (iki(),), "berinduk": True}
    return IsiRHK(**(isi | lain))


def form(*baris, **lain):
    isi = {"bentuk": BentukSKP.JA_JF, "pendekatan": Pendekatan.KUANTITATIF, "rhk": baris or (rhk(),)}
    return IsiSKP(**(isi | lain))


def kalimat(isi):
    return " | ".join(a.kalimat for a in kekurangan(isi))


def test_formulir_lengkap_tanpa_kekurangan():
    assert kekurangan(form()) == ()
    assert kelengkapan(form()) == 100


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (form(rhk(jenis=JenisRHK.TAMBAHAN)), "sedikitnya satu RHK utama"),
        (form(rhk(uraian="  ")), "kalimat RHK yang masih kosong"),
        (form(rhk(iki=())), "belum punya indikator"),
        (form(rhk(berinduk=False)), "Pilih RHK pimpinan"),
        (form(rhk(berinduk=False), pimpinan_ber_skp=False), "Pilih sasaran Perjanjian Kinerja"),
        (form(rhk(iki=(iki(uraian=""),))), "indikator yang masih kosong"),
        (form(rhk(iki=(iki(target=" "),))), "Isi target"),
        (form(rhk(iki=(iki(aspek=""),))), "Pilih aspek"),
        (form(perilaku=6), "Ketujuh nilai"),
        (form(berpenilai=False), "belum punya penilai"),
        (form(rhk(iki=(iki(aspek="", manual=MANUAL),)), bentuk=BentukSKP.JPT), "Pilih perspektif"),
        (form(rhk(iki=(iki(aspek="", perspektif="ANGGARAN"),)), bentuk=BentukSKP.JPT), "Lengkapi manual indikator"),
        (
            form(rhk(iki=(iki(aspek="", perspektif="ANGGARAN", manual=MANUAL | {"formula": ""}),)), bentuk=BentukSKP.JPT),
            "Lengkapi manual indikator “Indeks”: formula.",
        ),
        (
            form(
                rhk(iki=(iki(aspek="", perspektif="ANGGARAN", manual=MANUAL | {"satuan": "", "kendali": ""}),)),
                bentuk=BentukSKP.JPT,
            ),
            "Lengkapi manual indikator “Indeks”: satuan pengukuran, kualitas dan tingkat kendali.",
        ),
    ],
)
def test_setiap_kekurangan_disebut(isi, kata):
    assert kata in kalimat(isi)
    assert len(kekurangan(isi)) == 1
    assert kelengkapan(isi) < 100


def test_tambahan_boleh_tanpa_rhk_pimpinan():
    assert kekurangan(form(rhk(), rhk(lini=2, jenis=JenisRHK.TAMBAHAN, berinduk=False))) == ()


def test_pimpinan_kepala_daerah_cukup_sasaran():
    assert kekurangan(form(rhk(berinduk=False, bersasaran=True), pimpinan_ber_skp=False)) == ()


def test_kualitatif_tanpa_aspek_target_formula_dan_satuan():
    polos = iki(aspek="", target="")
    assert kekurangan(form(rhk(iki=(polos,)), pendekatan=Pendekatan.KUALITATIF)) == ()
    jpt = iki(aspek="", target="", perspektif="ANGGARAN", manual=MANUAL | {"formula": "", "satuan": ""})
    assert kekurangan(form(rhk(iki=(jpt,)), bentuk=BentukSKP.JPT, pendekatan=Pendekatan.KUALITATIF)) == ()
    tanpa = iki(aspek="", target="", perspektif="ANGGARAN", manual=MANUAL | {"kendali": ""})
    kurang = kalimat(form(rhk(iki=(tanpa,)), bentuk=BentukSKP.JPT, pendekatan=Pendekatan.KUALITATIF))
    assert "kualitas dan tingkat kendali" in kurang


def test_jpt_tanpa_rhk_pimpinan():
    lengkap = iki(aspek="", perspektif="ANGGARAN", manual=MANUAL)
    assert kekurangan(form(rhk(berinduk=False, iki=(lengkap,)), bentuk=BentukSKP.JPT)) == ()


@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9), st.sampled_from(["", "KUALITAS"])), max_size=6))
def test_mengisi_yang_kosong_tidak_menambah_kekurangan(baris):
    kosong = form(*(rhk(lini=n, uraian=u, iki=(iki(target=t, aspek=a),)) for n, (u, t, a) in enumerate(baris)))
    isi = form(
        *(rhk(lini=n, uraian=u or "Isi", iki=(iki(target=t or "1", aspek="WAKTU"),)) for n, (u, t, _) in enumerate(baris))
    )
    assert len(kekurangan(isi)) <= len(kekurangan(kosong))
    assert 0 <= kelengkapan(kosong) <= 100


def test_perspektif_yang_tak_tersentuh():
    assert perspektif_kosong(["ANGGARAN", "ANGGARAN"]) == (
        Perspektif.PENERIMA_LAYANAN, Perspektif.PROSES_BISNIS, Perspektif.PENGUATAN_INTERNAL,
    )  # fmt: skip
    assert perspektif_kosong([p.value for p in Perspektif]) == ()


# -- links upward


@pytest.mark.parametrize(
    ("induk", "disepakati", "tertanda", "hasil"),
    [
        (None, None, True, KeadaanInduk.TANPA_INDUK),
        (FaktaInduk(None, None), 1, True, KeadaanInduk.INDUK_HILANG),
        (FaktaInduk(None, "DIAJUKAN"), None, True, KeadaanInduk.BELUM_DITETAPKAN),
        (FaktaInduk(1, None), 1, True, KeadaanInduk.COCOK),
        (FaktaInduk(1, "DRAF"), 3, True, KeadaanInduk.COCOK),
        (FaktaInduk(2, None), 1, True, KeadaanInduk.MENUNGGU_KONFIRMASI),
        (FaktaInduk(2, None), 1, False, KeadaanInduk.MENUNGGU_KONFIRMASI),
        (FaktaInduk(1, None), None, True, KeadaanInduk.MENUNGGU_KONFIRMASI),
        (FaktaInduk(1, None), None, False, KeadaanInduk.COCOK),
    ],
)
def test_keadaan_induk(induk, disepakati, tertanda, hasil):
    putusan = keadaan_induk(induk, disepakati, ditandatangani=tertanda)
    assert putusan.nilai is hasil
    assert putusan.alasan


@given(st.lists(st.integers(0, 7), min_size=8, max_size=8), st.integers(0, 7), st.integers(0, 7))
def test_melingkar_sama_dengan_berjalan_kaki(induk_dari, anak, induk):
    peta = {n: [i] for n, i in enumerate(induk_dari) if n != anak}
    dilalui, kini = set(), induk
    while kini not in dilalui and kini != anak and kini in peta:
        dilalui.add(kini)
        kini = peta[kini][0]
    assert melingkar(anak, induk, peta) is (kini == anak)


def test_melingkar_melihat_semua_jalan():
    assert melingkar(1, 2, {2: [5, 3], 3: [1]})
    assert not melingkar(1, 2, {2: [5, 3], 3: [4]})


def test_isi_sejak_mengikuti_kapan_kalimat_berubah():
    assert isi_sejak(3, (1, "sama"), "sama") == 1
    assert isi_sejak(3, (1, "lama"), "baru") == 3
    assert isi_sejak(2, None, "baru") == 2

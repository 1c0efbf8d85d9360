"""Screens of the cycle: who may open them, what they say, how many queries they cost."""

import datetime as dt

import pytest
from django.urls import reverse

from kinerja.organisasi.enums import Peran
from kinerja.plumbing import jam
from kinerja.siklus import actions
from kinerja.siklus.enums import JenisLibur, JenisPeriode, JenisTahap, Keyakinan, StatusPeriode
from kinerja.siklus.models import DefinisiParameter, HariLibur, Parameter, Periode, Siklus, Tahap
from kinerja.siklus.queries import kalimat_berikut, parameter, perjalanan
from tests import pabrik

pytestmark = [pytest.mark.usefixtures("bawaan"), pytest.mark.django_db]
D = dt.date
SURAT = {"nomor": "800/77/2026", "tanggal": "2026-11-20", "alasan": "Banjir"}


@pytest.fixture
def siklus(admin):
    return actions.buka_siklus(tahun=2026, by=admin)


@pytest.fixture
def buka(client):
    """``buka(akun, nama_url, *args)`` -> response of GET; with ``kirim={...}`` of POST."""

    def _buka(akun, nama, *args, kirim=None, kueri=""):
        if akun is not None:
            client.force_login(akun)
        url = reverse(f"siklus:{nama}", args=args) + kueri
        return client.get(url) if kirim is None else client.post(url, kirim)

    return _buka


def teks(response):
    return response.content.decode()


def akhir():
    return Periode.objects.select_related("siklus").get(jenis=JenisPeriode.AKHIR)


# -- who may what


def alamat():
    periode, libur = akhir().pk, HariLibur.objects.first().pk
    return {
        "tahun": [("kini", ()), ("tahun", (2026,)), ("libur_kini", ()), ("libur", (2026,))],
        "parameter": [("parameter", ()), ("parameter_rinci", ("dialog_irama",))],
        "ubah": [
            ("buka", ()),
            ("buka_periode", (periode,)),
            ("tutup_periode", (periode,)),
            ("perpanjang", (periode,)),
            ("perpanjang_tahap", (Tahap.objects.first().pk,)),
            ("parameter_ubah", ("dialog_irama",)),
            ("parameter_konfirmasi", (parameter("keberatan_jenis_hari").versi_id,)),
            ("libur_tambah", (2026,)),
            ("libur_ubah", (libur,)),
            ("libur_hapus", (libur,)),
        ],
    }


@pytest.mark.parametrize(
    ("peran", "boleh"),
    [
        (None, {"tahun"}),
        (Peran.ADMIN_UNIT, {"tahun", "parameter"}),
        (Peran.AUDITOR, {"tahun", "parameter"}),
        (Peran.TIM_PENILAI, {"tahun", "parameter"}),
        (Peran.ADMIN_BKPSDM, {"tahun", "parameter", "ubah"}),
    ],
)
def test_siapa_boleh_membuka_apa(siklus, buka, peran, boleh):
    unit = pabrik.unit()
    akun = pabrik.akun(pabrik.pegawai(), *([peran] if peran else []), di=unit)
    for kelompok, daftar in alamat().items():
        for nama, args in daftar:
            status = buka(akun, nama, *args).status_code
            assert (status in {200, 302}) if kelompok in boleh else status == 403, (nama, status)


def test_mengirim_pun_ditolak_dan_tidak_ada_yang_berubah(siklus, buka, pegawai):
    libur = HariLibur.objects.get(tanggal=D(2026, 12, 25))
    versi = parameter("keberatan_jenis_hari").versi_id
    for nama, args, kirim in [
        ("buka", (), {"tahun": 2027}),
        ("perpanjang", (akhir().pk,), SURAT | {"batas_baru": "2027-02-28"}),
        ("parameter_konfirmasi", (versi,), {}),
        ("libur_hapus", (libur.pk,), {"alasan": "iseng"}),
        ("libur_muat", (2027,), {}),
    ]:
        assert buka(pegawai, nama, *args, kirim=kirim).status_code == 403, nama
    assert Siklus.objects.count() == 1
    assert akhir().tutup_tanggal == D(2027, 1, 31)
    assert Parameter.objects.get(pk=versi).dikonfirmasi_pada is None
    assert not HariLibur.objects.filter(batal=True).exists()


def test_tanpa_masuk_menuju_formulir_masuk(siklus, buka):
    for daftar in alamat().values():
        for nama, args in daftar:
            response = buka(None, nama, *args)
            assert response.status_code == 302, nama
            assert "next=/siklus/" in response.url, nama


def test_yang_tidak_ada_adalah_404(siklus, buka, admin, client):
    for nama, args in [
        ("tahun", (2031,)),
        ("perpanjang", (999_999,)),
        ("perpanjang_tahap", (999_999,)),
        ("parameter_rinci", ("tidak_ada",)),
        ("parameter_konfirmasi", (999_999,)),
        ("libur_ubah", (999_999,)),
    ]:
        assert buka(admin, nama, *args).status_code == 404, nama
    assert client.get("/siklus/99999/").status_code == 404
    assert client.get("/siklus/libur/0/").status_code == 404


# -- the year


def test_belum_ada_siklus_mengatakan_siapa_yang_membukanya(buka, pegawai, admin):
    assert "BKPSDM membuka siklus" in teks(buka(pegawai, "kini"))
    isi = teks(buka(admin, "kini"))
    assert reverse("siklus:buka") in isi


def test_alamat_pokok_menuju_tahun_ini_atau_yang_terakhir(siklus, buka, pegawai, admin):
    assert buka(pegawai, "kini").url == "/siklus/2026/"
    with jam.pada(D(2028, 3, 1)):
        assert buka(pegawai, "kini").url == "/siklus/2026/"


def test_halaman_tahun_memuat_sungai_periode_tahap_dan_surat(siklus, buka, pegawai, admin):
    actions.perpanjang(
        akhir(), batas_baru=D(2027, 2, 28), nomor="800/77/2026", tanggal=D(2026, 11, 20), alasan="Banjir", by=admin
    )
    isi = teks(buka(pegawai, "tahun", 2026))
    for kata in [
        "Perjalanan kinerja 2026",
        "Anda di sini",
        "Triwulan IV dan akhir tahun",
        "28 Februari 2027",
        "Surat 800/77/2026 tanggal 20 November 2026. Banjir",
        "Pelaksanaan, pemantauan, dan pembinaan",
    ]:
        assert kata in isi, kata
    assert isi.count("Surat 800/77/2026") == 1
    assert reverse("siklus:perpanjang", args=[akhir().pk]) not in isi


def test_admin_hanya_melihat_tindakan_yang_mungkin(siklus, buka, admin):
    isi = teks(buka(admin, "tahun", 2026))
    assert reverse("siklus:perpanjang", args=[akhir().pk]) in isi
    assert reverse("siklus:tutup_periode", args=[akhir().pk]) not in isi
    with jam.pada(D(2027, 1, 4)):
        assert reverse("siklus:tutup_periode", args=[akhir().pk]) in teks(buka(admin, "tahun", 2026))


@pytest.mark.parametrize("surat", [1, 3])
def test_halaman_tahun_kueri_tetap(siklus, buka, pegawai, admin, surat, django_assert_num_queries, client):
    for i in range(surat):
        actions.perpanjang(
            akhir(), batas_baru=D(2027, 2, i + 1), nomor=f"800/{i}", tanggal=D(2026, 11, 20), alasan="Banjir", by=admin
        )
    buka(pegawai, "tahun", 2026)
    with django_assert_num_queries(KUERI_TAHUN):
        client.get("/siklus/2026/")


KUERI_TAHUN = 12


# -- acts


def test_buka_siklus_dari_layar(buka, admin):
    assert 'value="2026"' in teks(buka(admin, "buka"))
    response = buka(admin, "buka", kirim={"tahun": 2026})
    assert response.url == "/siklus/2026/"
    ulang = buka(admin, "buka", kirim={"tahun": 2026})
    assert ulang.status_code == 422
    assert "Siklus 2026 sudah dibuka" in teks(ulang)
    assert 'value="2027"' in teks(buka(admin, "buka"))


def test_perpanjang_dari_layar_dan_penolakannya(siklus, buka, admin):
    ditolak = buka(admin, "perpanjang", akhir().pk, kirim=SURAT | {"batas_baru": "2027-01-31"})
    assert ditolak.status_code == 422
    assert "Batas sekarang 31 Januari 2027" in teks(ditolak)
    kosong = buka(admin, "perpanjang", akhir().pk, kirim={})
    assert kosong.status_code == 422
    assert buka(admin, "perpanjang", akhir().pk, kirim=SURAT | {"batas_baru": "2027-02-28"}).url == "/siklus/2026/"
    assert akhir().tutup_tanggal == D(2027, 2, 28)


def test_perpanjang_tahap_dari_layar(siklus, buka, admin):
    tahap = Tahap.objects.get(jenis=JenisTahap.PENILAIAN)
    assert buka(admin, "perpanjang_tahap", tahap.pk, kirim=SURAT | {"batas_baru": "2027-02-15"}).status_code == 302
    tahap.refresh_from_db()
    assert tahap.sampai == D(2027, 2, 15)


def test_buka_dan_tutup_periode_dari_layar(buka, admin):
    actions.buka_siklus(tahun=2027, by=admin)
    satu = Periode.objects.get(jenis=JenisPeriode.TRIWULAN, urut=1)
    assert "Menurut jadwal dibuka 1 Januari 2027" in teks(buka(admin, "buka_periode", satu.pk))
    assert buka(admin, "buka_periode", satu.pk, kirim={}).status_code == 302
    satu.refresh_from_db()
    assert satu.status == StatusPeriode.TERBUKA
    assert buka(admin, "buka_periode", satu.pk, kirim={}).status_code == 409
    with jam.pada(D(2027, 4, 2)):
        ditolak = buka(admin, "tutup_periode", satu.pk, kirim={"alasan": ""})
        assert ditolak.status_code == 422
        assert "Tuliskan alasan" in teks(ditolak)
        assert buka(admin, "tutup_periode", satu.pk, kirim={"alasan": "Selesai"}).status_code == 302
    satu.refresh_from_db()
    assert satu.status == StatusPeriode.DITUTUP


# -- parameters


def test_daftar_parameter_dikelompokkan_dan_menandai_yang_belum_pasti(buka, admin):
    isi = teks(buka(admin, "parameter"))
    assert "Dokumen Evaluasi dan keberatan" in isi
    assert isi.count("Tidak pasti</span>") == 20
    assert "20 nilai belum pasti" in isi
    assert "Kalkulator distribusi predikat yang resmi tidak tersedia" in isi


def test_saringan_keyakinan_kelompok_dan_kata(buka, admin):
    belum = teks(buka(admin, "parameter", kueri="?keyakinan=belum"))
    assert "Masa keberatan dihitung dalam" in belum
    assert "Dialog kinerja sekurang-kurangnya" not in belum
    versi = Parameter.objects.get(pk=parameter("keberatan_jenis_hari").versi_id)
    actions.konfirmasi_parameter(versi, by=admin)
    assert "Masa keberatan dihitung dalam" not in teks(buka(admin, "parameter", kueri="?keyakinan=belum"))
    assert "Dikonfirmasi 24 November 2026" in teks(buka(admin, "parameter", kueri="?keyakinan=TIDAK_PASTI"))
    satu = teks(buka(admin, "parameter", kueri="?q=bpasn"))
    assert "Tidak ada parameter yang cocok" in satu
    assert "1 baris" in teks(buka(admin, "parameter", kueri="?kelompok=Pemantauan&q=risalah"))


@pytest.mark.parametrize("baris", [1, 3])
def test_daftar_parameter_kueri_tetap(buka, admin, baris, django_assert_num_queries, client):
    DefinisiParameter.objects.exclude(nama__in=["dialog_irama"]).update(kelompok="Lain")
    DefinisiParameter.objects.filter(nama__in=["umpan_balik_irama", "kesepakatan_batas"][: baris - 1]).update(
        kelompok="Pemantauan"
    )
    alamat = reverse("siklus:parameter") + "?kelompok=Pemantauan"
    client.force_login(admin)
    assert f"{baris} baris" in teks(client.get(alamat))
    with django_assert_num_queries(KUERI_PARAMETER):
        client.get(alamat)


KUERI_PARAMETER = 7


def test_konfirmasi_dari_layar(buka, admin):
    versi = parameter("keberatan_jenis_hari").versi_id
    assert "LAN menulis" in teks(buka(admin, "parameter_konfirmasi", versi))
    assert buka(admin, "parameter_konfirmasi", versi, kirim={}).url == "/siklus/parameter/keberatan_jenis_hari/"
    assert Parameter.objects.get(pk=versi).dikonfirmasi_oleh == admin
    assert buka(admin, "parameter_konfirmasi", versi, kirim={}).status_code == 409


DASAR = {"dasar_hukum": "Perbup 4/2026", "keyakinan": "BERSUMBER", "alasan": "Kebijakan", "mulai": "2026-12-01", "unit": ""}


@pytest.mark.parametrize(
    ("nama", "kirim", "nilai"),
    [
        ("dialog_irama", {"nilai": "45", "satuan": "hari_kerja"}, 45),
        ("tw_iv_digabung_akhir", {"nilai": "tidak"}, False),
        ("periode_evaluasi", {"nilai": "BULAN"}, "BULAN"),
        ("pelaporan_batas", {"hari": "akhir", "bulan": "3", "tahun_ke": "1"}, "T+1/03-akhir"),
        ("skp_ajukan_batas", {"hari": "10", "bulan": "1", "tahun_ke": "0"}, "T/01-10"),
        ("pengingat_hari", {"nilai": "1, 5,0"}, (5, 1, 0)),
        (
            "ak_persen_predikat",
            {f"peta_{i}": n for i, n in enumerate(["160", "100", "75", "50", "25"])},
            {"SANGAT_BAIK": 160, "BAIK": 100, "BUTUH_PERBAIKAN": 75, "KURANG_MISCONDUCT": 50, "SANGAT_KURANG": 25},
        ),
    ],
)
def test_setiap_jenis_nilai_dapat_diubah_dari_layar(buka, admin, nama, kirim, nilai):
    assert buka(admin, "parameter_ubah", nama).status_code == 200
    response = buka(admin, "parameter_ubah", nama, kirim=DASAR | kirim)
    assert response.status_code == 302, teks(response)
    assert parameter(nama, D(2026, 12, 1)).nilai == nilai
    assert parameter(nama, D(2026, 11, 30)).nilai != nilai
    rinci = teks(buka(admin, "parameter_rinci", nama))
    assert "Direncanakan" in rinci
    assert "Perbup 4/2026" in rinci


def test_bilangan_berkoma_dibaca_seperti_orang_menulisnya(buka, admin):
    kirim = {f"peta_{i}": "12,5" for i in range(8)}
    assert buka(admin, "parameter_ubah", "ak_koefisien", kirim=DASAR | kirim).status_code == 302
    assert str(parameter("ak_koefisien", D(2026, 12, 1)).peta["PENYELIA"]) == "12.5"


@pytest.mark.parametrize(
    ("kirim", "kalimat"),
    [
        ({"nilai": "400", "satuan": "hari_kerja"}, "Paling besar 365"),
        ({"nilai": "45", "satuan": "hari_kerja", "mulai": "2026-11-01"}, "hanya berlaku ke depan"),
        ({"nilai": "", "satuan": "hari_kerja"}, "tidak boleh kosong"),
        ({"nilai": "45", "satuan": "persen"}, "pilihan yang valid"),
    ],
)
def test_nilai_yang_ditolak_kembali_bersama_kalimatnya(buka, admin, kirim, kalimat):
    response = buka(admin, "parameter_ubah", "dialog_irama", kirim=DASAR | kirim)
    assert response.status_code == 422
    assert kalimat in teks(response)
    assert Parameter.objects.filter(definisi__nama="dialog_irama").count() == 1


def test_tanggal_yang_tidak_selalu_ada_ditolak(buka, admin):
    kirim = DASAR | {"hari": "29", "bulan": "2", "tahun_ke": "0"}
    response = buka(admin, "parameter_ubah", "skp_ajukan_batas", kirim=kirim)
    assert response.status_code == 422
    assert "Februari tidak selalu mempunyai tanggal 29" in teks(response)


def test_nilai_khusus_satu_perangkat_daerah(buka, admin):
    dinas = pabrik.unit("Dinas Kesehatan", pabrik.unit("Kabupaten"))
    kirim = DASAR | {"nilai": "14", "satuan": "hari_kalender", "unit": dinas.pk, "mulai": "2026-11-24"}
    assert buka(admin, "parameter_ubah", "dialog_irama", kirim=kirim).status_code == 302
    assert parameter("dialog_irama", D(2026, 11, 24), dinas).nilai == 14
    assert parameter("dialog_irama").nilai == 30
    assert "Dinas Kesehatan" in teks(buka(admin, "parameter_rinci", "dialog_irama"))


# -- the calendar


def test_kalender_menandai_perkiraan_dan_menghitung_cuti_bersama(siklus, buka, pegawai):
    HariLibur.objects.filter(tanggal=D(2026, 12, 25)).update(perkiraan=True)
    isi = teks(buka(pegawai, "libur", 2026))
    assert "termasuk 8 cuti bersama" in isi
    assert "1 tanggal masih perkiraan" in isi
    assert "Jumat, 25 Desember 2026" in isi
    assert "Hapus" not in isi


def test_tambah_ubah_hapus_pulihkan_dari_layar(buka, admin):
    kirim = {"tanggal": "2026-12-08", "nama": "Hari Jadi", "jenis": JenisLibur.LIBUR_DAERAH, "sumber": "Kep. Bupati 3/2026"}
    assert buka(admin, "libur_tambah", 2026, kirim=kirim).url == "/siklus/libur/2026/"
    libur = HariLibur.objects.get(tanggal=D(2026, 12, 8))
    ganda = buka(admin, "libur_tambah", 2026, kirim=kirim)
    assert ganda.status_code == 422
    assert "sudah ada dalam kalender" in teks(ganda)
    assert buka(admin, "libur_ubah", libur.pk, kirim=kirim | {"tanggal": "2026-12-09"}).status_code == 302
    assert buka(admin, "libur_hapus", libur.pk, kirim={"alasan": "Dibatalkan"}).status_code == 302
    libur.refresh_from_db()
    assert (libur.tanggal, libur.batal, libur.alasan) == (D(2026, 12, 9), True, "Dibatalkan")
    assert "Dihapus dari kalender" in teks(buka(admin, "libur", 2026))
    assert buka(admin, "libur_pulihkan", libur.pk, kirim={}).status_code == 302
    libur.refresh_from_db()
    assert libur.batal is False


def test_muat_daftar_nasional_dari_layar(buka, admin):
    assert "Kalender tahun ini masih kosong" in teks(buka(admin, "libur", 2027))
    assert buka(admin, "libur_muat", 2027, kirim={}).status_code == 302
    assert HariLibur.objects.filter(tanggal__year=2027).count() > 20
    assert buka(admin, "libur_muat", 2027).status_code == 405


@pytest.mark.parametrize("baris", [1, 3])
def test_kalender_kueri_tetap(buka, admin, baris, django_assert_num_queries, client):
    for i in range(baris):
        actions.tambah_libur(
            tanggal=D(2026, 12, 8 + i), nama="Hari Jadi", jenis=JenisLibur.LIBUR_DAERAH, sumber="Kep. Bupati", by=admin
        )
    client.force_login(admin)
    assert f"{baris} hari libur" in teks(client.get("/siklus/libur/2026/"))
    with django_assert_num_queries(KUERI_LIBUR):
        client.get("/siklus/libur/2026/")


KUERI_LIBUR = 6


# -- the year as a line


@pytest.mark.parametrize(
    ("hari", "kini"),
    [
        (D(2025, 11, 30), None),
        (D(2025, 12, 15), "PERENCANAAN"),
        (D(2026, 1, 31), "PERENCANAAN"),
        (D(2026, 2, 1), "TRIWULAN_1"),
        (D(2026, 9, 30), "TRIWULAN_3"),
        (D(2026, 11, 24), "TRIWULAN_4"),
        (D(2027, 1, 5), "PENILAIAN"),
        (D(2027, 6, 1), "TINDAK_LANJUT"),
        (D(2028, 1, 1), None),
    ],
)
def test_perjalanan_menunjuk_satu_tempat(siklus, hari, kini):
    batu = perjalanan(2026, hari)
    assert [b["kunci"] for b in batu] == [
        "PERENCANAAN",
        "TRIWULAN_1",
        "TRIWULAN_2",
        "TRIWULAN_3",
        "TRIWULAN_4",
        "PENILAIAN",
        "TINDAK_LANJUT",
    ]
    assert [b["kunci"] for b in batu if b["keadaan"] == "kini"] == ([kini] if kini else [])
    urut = [b["keadaan"] for b in batu]
    assert urut == sorted(urut, key=["lewat", "kini", "nanti"].index)


def test_perjalanan_tanpa_siklus_kosong_dan_tiga_kueri(siklus, django_assert_num_queries):
    assert perjalanan(2031) == []
    with django_assert_num_queries(3):
        perjalanan(2026)


def test_kalimat_berikut_menghitung_hari_kerja(siklus):
    batu = perjalanan(2026)
    assert kalimat_berikut(batu) == "Berikutnya: Evaluasi tahunan, 25 hari kerja lagi"
    assert kalimat_berikut(perjalanan(2026, D(2027, 6, 1)), D(2027, 6, 1)) == ""


def test_perjalanan_bulanan_tidak_memuat_dua_belas_batu(admin):
    d = DefinisiParameter.objects.get(nama="periode_evaluasi")
    p = parameter("periode_evaluasi")
    actions.ubah_parameter(
        d,
        nilai="BULAN",
        satuan=p.satuan,
        mulai=D(2026, 11, 24),
        dasar_hukum="Uji",
        keyakinan=Keyakinan.RANCANGAN,
        alasan="Uji",
        by=admin,
    )
    actions.buka_siklus(tahun=2027, by=admin)
    with jam.pada(D(2027, 5, 9)):
        batu = perjalanan(2027)
    assert [b["kunci"] for b in batu] == ["PERENCANAAN", "PEMANTAUAN", "PENILAIAN", "TINDAK_LANJUT"]
    assert [b["kunci"] for b in batu if b["keadaan"] == "kini"] == ["PEMANTAUAN"]

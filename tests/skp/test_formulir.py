"""F1 to F7 against what a person typed from section 6 of the regulation reference; and what print must survive."""

import re

import pytest

from kinerja.layanan.dokumen import cetak, susun
from skp.reports import potongan
from skp.reports.salin import baris as baris_salin
from tests.layanan.uji_formulir import JUMLAH_BARIS, FormulirDiharapkan, Lembaran, gambar, periksa
from tests.skp import contoh_cetak as contoh

KODE = "7F3K92QD8MTX4PVA1C6RZJ0WN5"
MM = 72 / 25.4
LANSKAP = (15 * MM, 14 * MM, 15 * MM, 30 * MM)
POTRET = (25 * MM, 15 * MM, 20 * MM, 32 * MM)
JUDUL = "Sasaran Kinerja Pegawai 2027 Rahmat Hidayatullah, S.A.P."
PIHAK = (
    "PEMERINTAH KABUPATEN BALANGAN PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2027",
    "NO PEGAWAI YANG DINILAI NO PEJABAT PENILAI KINERJA",
    "1 NAMA Rahmat Hidayatullah, S.A.P. 1 NAMA Gunawan Santosa, S.Sos., M.A.P.",
    "2 NIP 19890101 201401 1 903 2 NIP 19770101 200301 1 902",
    "3 PANGKAT/GOL RUANG Penata (III/c) 3 PANGKAT/GOL RUANG Pembina (IV/a)",
    "4 JABATAN",
    "5 UNIT KERJA",
)
PERILAKU = (
    "NO PERILAKU KERJA",
    "1 Berorientasi Pelayanan",
    "– Memahami dan memenuhi kebutuhan masyarakat",
    "2 Akuntabel",
    "3 Kompeten",
    "– Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah",
    "4 Harmonis",
    "5 Loyal",
    "6 Adaptif",
    "7 Kolaboratif",
    "– Menggerakkan pemanfaatan berbagai sumber daya untuk tujuan bersama",
)
TTD = (
    "Paringin, 18 Januari 2027",
    "Pejabat Penilai Kinerja",
    "Gunawan Santosa, S.Sos., M.A.P.",
    "NIP 19770101 200301 1 902",
)
F1 = FormulirDiharapkan(
    judul=JUDUL,
    balok=(
        "SASARAN KINERJA PEGAWAI",
        "PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI",
        *PIHAK,
        "NO RENCANA HASIL KERJA INDIKATOR KINERJA INDIVIDU TARGET PERSPEKTIF",
        "(1) (2) (3) (4) (5)",
        "A. UTAMA",
        "B. TAMBAHAN",
        *PERILAKU,
        *TTD,
    ),
    kepala=("NO", "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU", "TARGET", "PERSPEKTIF"),
    tepi=LANSKAP,
    lanskap=True,
    larangan=("ASPEK", "DIINTERVENSI"),
)
F2 = FormulirDiharapkan(
    judul=JUDUL,
    balok=(
        "SASARAN KINERJA PEGAWAI",
        "PENDEKATAN HASIL KERJA KUALITATIF",
        "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI",
        *PIHAK,
        "NO HASIL KERJA",
        "A. UTAMA",
        "Ukuran keberhasilan/Indikator Kinerja Individu, Target, dan Perspektif:",
        "B. TAMBAHAN",
        *PERILAKU,
        *TTD,
    ),
    kepala=("NO", "HASIL KERJA"),
    tepi=LANSKAP,
    lanskap=True,
    larangan=("ASPEK", "DIINTERVENSI", "TARGET"),
)
F3 = FormulirDiharapkan(
    judul=JUDUL,
    balok=(
        "SASARAN KINERJA PEGAWAI",
        "PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
        *PIHAK,
        "NO RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI RENCANA HASIL KERJA ASPEK INDIKATOR KINERJA INDIVIDU TARGET",
        "(1) (2) (3) (4) (5) (6)",
        "A. UTAMA",
        "B. TAMBAHAN",
        *PERILAKU,
        *TTD,
    ),
    kepala=("NO", "YANG DIINTERVENSI", "RENCANA HASIL KERJA", "ASPEK", "INDIKATOR KINERJA INDIVIDU", "TARGET"),
    tepi=LANSKAP,
    lanskap=True,
    larangan=("PERSPEKTIF",),
)
F4 = FormulirDiharapkan(
    judul=JUDUL,
    balok=(
        "SASARAN KINERJA PEGAWAI",
        "PENDEKATAN HASIL KERJA KUALITATIF",
        "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
        *PIHAK,
        "NO HASIL KERJA",
        "A. UTAMA",
        "(RHK Pimpinan yang diintervensi: Meningkatnya mutu layanan)",
        "Ukuran keberhasilan/Indikator Kinerja Individu, dan Target:",
        "B. TAMBAHAN",
        *PERILAKU,
        *TTD,
    ),
    kepala=("NO", "HASIL KERJA"),
    tepi=LANSKAP,
    lanskap=True,
    larangan=("ASPEK", "PERSPEKTIF", "Perspektif"),
)
F5 = FormulirDiharapkan(
    judul="Lampiran SKP 2027 Rahmat Hidayatullah, S.A.P.",
    balok=(
        "LAMPIRAN SASARAN KINERJA PEGAWAI",
        "PEMERINTAH KABUPATEN BALANGAN PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2027",
        "DUKUNGAN SUMBER DAYA",
        "SKEMA PERTANGGUNGJAWABAN",
        "KONSEKUENSI",
        *TTD,
    ),
    kepala=("DUKUNGAN SUMBER DAYA",),
    tepi=POTRET,
)
F6 = FormulirDiharapkan(
    judul="Manual Indikator Kinerja 2027 Rahmat Hidayatullah, S.A.P.",
    balok=(
        "MANUAL INDIKATOR KINERJA",
        "1 Rencana Hasil Kerja",
        "2 Ukuran Keberhasilan/Indikator Kinerja dan Target",
        "3 Tujuan",
        "4 Deskripsi: Definisi",
        "5 Deskripsi: Formula",
        "6 Satuan Pengukuran",
        "7 Kualitas dan Tingkat Kendali Outcome",
        "X Outcome antara",
        "Output kendali rendah",
        "8 Sumber Data",
        "9 Periode Pelaporan",
        "Bulanan",
        "Triwulanan",
        "Semesteran",
        "X Tahunan",
        "10 Unit Penyedia Data",
    ),
    kepala=("Rencana",),
    tepi=POTRET,
)
F7 = FormulirDiharapkan(
    judul="Matriks Pembagian Peran dan Hasil 2027 Rahmat Hidayatullah, S.A.P.",
    balok=(
        "MATRIKS PEMBAGIAN PERAN DAN HASIL",
        "PEMERINTAH KABUPATEN BALANGAN",
        "PEGAWAI JABATAN OUTCOME ANTARA / OUTPUT / LAYANAN",
        "(1) (2) (3)",
        "Rahmat Hidayatullah, S.A.P.",
        "Paringin, 18 Januari 2027",
    ),
    kepala=("PEGAWAI", "JABATAN", "RHK 1"),
    tepi=LANSKAP,
    lanskap=True,
)
TEMPLATE = {"skp": "cetak/skp.html", "lampiran": "cetak/skp_lampiran.html", "mik": "cetak/skp_mik.html"}


def cetakkan(isi: dict, harap: FormulirDiharapkan, template: str, *, draf: bool = False) -> bytes:
    alamat = "" if draf else f"https://kinerja.contoh.test/verifikasi/{KODE}/"
    ket = cetak.KetCetak(
        judul=harap.judul, kode="" if draf else susun.kelompok(KODE), alamat=alamat, lanskap=harap.lanskap, draf=draf
    )
    return cetak.cetak(cetak.susun_html(template, isi, ket)).isi


def baris_iki(n: int, **lain: str) -> list[dict]:
    """``n`` RHK, the second half of them with two measures, one of them tambahan."""
    hasil = []
    for i in range(1, n + 1):
        ukuran = [contoh.iki(f"Awal{i:03d} jumlah laporan hasil pendampingan yang selesai tepat waktu Akhir{i:03d}", **lain)]
        if i % 2 == 0:
            ukuran.append(contoh.iki(f"Mutu laporan ke-{i}", "100", "%", **({"aspek": "KUALITAS"} | lain)))
        jenis = "TAMBAHAN" if i == n and n > 1 else "UTAMA"
        hasil.append(contoh.rhk(f"Tersusunnya laporan pendampingan ke-{i}", ukuran, jenis=jenis))
    return hasil


def tanda(n: int) -> list[tuple[str, str]]:
    return [(f"Awal{i:03d}", f"Akhir{i:03d}") for i in range(1, n + 1)]


FORMULIR = [
    ("f1", F1, "JPT", "KUANTITATIF"),
    ("f2", F2, "JPT", "KUALITATIF"),
    ("f3", F3, "JA_JF", "KUANTITATIF"),
    ("f4", F4, "JA_JF", "KUALITATIF"),
]
#: Sixty rows are printed by tests/berat/test_formulir_besar.py.
BIASA = JUMLAH_BARIS[:2]


@pytest.mark.parametrize("n", BIASA)
@pytest.mark.parametrize(("nama", "harap", "bentuk", "pendekatan"), FORMULIR)
def test_skp(nama, harap, bentuk, pendekatan, n):
    segi = {"aspek": "", "perspektif": "PROSES_BISNIS"} if bentuk == "JPT" else {}
    isi = contoh.cetakan(contoh.konten(baris_iki(n, **segi), bentuk=bentuk, pendekatan=pendekatan))
    pdf = cetakkan(isi, harap, TEMPLATE["skp"])
    if n == 12 and nama == "f3":  # the others are drawn from real examples
        gambar("skp-f3-12-baris", pdf)
    # In the narrated forms a measure is a paragraph of its RHK's cell.
    periksa(pdf, harap, tanda(n))


@pytest.mark.parametrize("n", BIASA)
def test_lampiran(n):
    lampiran = [
        {"jenis": "DUKUNGAN_SUMBER_DAYA", "uraian": f"Awal{i:03d} perangkat kerja, sarana, dan prasarana Akhir{i:03d}"}
        for i in range(1, n + 1)
    ]
    lampiran.append({"jenis": "SKEMA_PERTANGGUNGJAWABAN", "uraian": "Dialog kinerja setiap triwulan"})
    isi = contoh.cetakan(contoh.konten([], lampiran=lampiran))
    pdf = cetakkan(isi, F5, TEMPLATE["lampiran"])
    if n == 12:
        gambar("skp-f5-12-baris", pdf)
    lembar = periksa(pdf, F5, tanda(n))
    assert lembar.cari("KONSEKUENSI - -") is not None


@pytest.mark.parametrize("n", BIASA)
def test_manual_indikator_satu_halaman_satu_iki(n):
    manual = {
        "tujuan": "Mengukur meratanya kinerja baik", "definisi": "Pegawai dengan predikat tahunan Baik atau Sangat Baik",
        "formula": "", "satuan": "%", "kendali": "OUTCOME_ANTARA", "sumber_data": "e-Kinerja", "periode": "TAHUNAN",
        "unit_data": "Bidang Penilaian Kinerja",
    }  # fmt: skip
    ukuran = [
        contoh.iki(f"Awal{i:03d} pegawai berpredikat baik Akhir{i:03d}", "87", "%", manual=manual) for i in range(1, n + 1)
    ]
    isi = contoh.cetakan(contoh.konten([contoh.rhk("Meningkatnya kinerja aparatur", ukuran)], bentuk="JPT"))
    pdf = cetakkan(isi, F6, TEMPLATE["mik"])
    if n == 1:
        gambar("skp-f6", pdf)
    lembar = periksa(pdf, F6, tanda(n))
    assert lembar.halaman == n
    assert "X Output" not in lembar.teks(0)


def matriks(orang: int, kolom: int = 1, sub: int = 1) -> dict:
    """``orang`` people; the last of several columns is done by the leader himself; ``sub`` results in the first."""
    return {
        "kop": contoh.KOP,
        "skp": 1,
        "tahun": 2027,
        "periode": contoh.PERIODE,
        "pegawai": contoh.PEGAWAI,
        "status": "FINAL",
        "kolom": [_kolom_matriks(k, kolom) for k in range(1, kolom + 1)],
        "baris": [_baris_matriks(i, kolom, sub) for i in range(1, orang + 1)],
        "ttd": {"tempat": "Paringin", "tanggal": "2027-01-18"},
    }


def _kolom_matriks(k: int, kolom: int) -> dict:
    return {"nomor": f"RHK {k}", "judul": f"Meningkatnya mutu layanan ke-{k}", "sendiri": k == kolom > 1}


def _baris_matriks(i: int, kolom: int, sub: int) -> dict:
    pertama = [f"Awal{i:03d} laporan yang mendukung kolom ini Akhir{i:03d}", *["Peran tambahan"] * (sub - 1)]
    return {
        "nama": f"Pegawai ke-{i}",
        "jabatan": "Analis SDM Aparatur Ahli Muda",
        "tim": False,
        "tingkat": 1,
        "lintas_unit": i == 2,
        "sel": [pertama, *(["Bahan rumusan kebijakan"] if k % 2 else [] for k in range(1, kolom))],
    }


@pytest.mark.parametrize("n", BIASA)
def test_matriks(n):
    pdf = cetakkan(matriks(n), F7, "cetak/skp_mpph.html")
    lembar = periksa(pdf, F7, tanda(n))
    if n > 1:
        assert lembar.cari("Pegawai ke-2 (dari unit lain)") is not None


def test_matriks_kolom_banyak_menjadi_beberapa_tabel():
    pdf = cetakkan(matriks(12, kolom=12, sub=3), F7, "cetak/skp_mpph.html")
    gambar("skp-f7-12-kolom", pdf)
    lembar = Lembaran(pdf)
    for urut in range(1, 13):
        assert lembar.cari(f"RHK {urut}") is not None
    assert lembar.cari("(1) (2) (3) (4) (5) (6) (7)") is not None
    assert lembar.cari("(1) (2) (13) (14)") is not None
    assert lembar.cari("(dikerjakan sendiri)") is not None
    assert lembar.teks().count("Peran tambahan") == 24


@pytest.mark.parametrize(
    "nama",
    [
        "01_jpt_kepala_bkpsdm",
        "02_unit_mandiri_kepala_puskesmas",
        "04_jf_analis_sdm_ahli_muda",
        "08_jf_guru_smp_tiga_aspek",
        "14_administrator_camat",
    ],
)
def test_contoh_nyata_tercetak_utuh(nama):
    isi = contoh.dari_contoh(nama)
    pdf = cetakkan(isi, F3, TEMPLATE["skp"])
    if nama[:2] in ("01", "04"):
        gambar(f"skp-{'f1' if nama.startswith('01') else 'f3'}-contoh", pdf)
    polos = re.sub(r"\s+", "", Lembaran(pdf).teks())
    for r in isi["konten"]["rhk"]:
        for teks in (r["uraian"], *(x for i in r["iki"] for x in (i["uraian"], i["target"]))):
            assert re.sub(r"\s+", "", teks) in polos


def test_contoh_nyata_jf_muat_dua_halaman():
    pdf = cetakkan(contoh.dari_contoh("04_jf_analis_sdm_ahli_muda"), F3, TEMPLATE["skp"])
    assert Lembaran(pdf).halaman == 2


def test_contoh_nyata_kualitatif():
    for nama, harap in (("01_jpt_kepala_bkpsdm", F2), ("04_jf_analis_sdm_ahli_muda", F4)):
        isi = contoh.dari_contoh(nama)
        isi["konten"]["pendekatan"] = "KUALITATIF"
        pdf = cetakkan(isi, harap, TEMPLATE["skp"])
        gambar(f"skp-{'f2' if harap is F2 else 'f4'}-contoh", pdf)
        lembar = Lembaran(pdf)
        assert lembar.cari(f"– {isi['konten']['rhk'][0]['iki'][0]['uraian']};") is not None


class TestMelintasiHalaman:
    """An RHK with more than a page: whole rows, and its words again on every page."""

    @pytest.fixture
    def lembar(self):
        ukuran = [contoh.iki(f"Awal{i:03d} indikator yang panjangnya dua baris di kolomnya Akhir{i:03d}") for i in range(1, 61)]
        isi = contoh.cetakan(contoh.konten([contoh.rhk("Tersusunnya telaahan kasus disiplin", ukuran)]))
        pdf = cetakkan(isi, F3, TEMPLATE["skp"])
        gambar("skp-f3-60-indikator", pdf)
        return periksa(pdf, F3, tanda(60))

    def test_rhk_disebut_lagi_di_setiap_halaman(self, lembar):
        memuat = [h for h in range(lembar.halaman) if "Awal" in lembar.teks(h)]
        assert len(memuat) > 3
        for h in memuat[1:]:
            assert "kasus disiplin (lanjutan)" in lembar.teks(h)
            assert "Meningkatnya mutu layanan (lanjutan)" in lembar.teks(h)

    def test_yang_pendek_tidak_dipecah(self):
        assert len(potongan.pecah(["RHK"], [40], [["Kuantitas", "Jumlah", "4"]] * 6, [10, 30, 12])) == 1


PANJANG = "kata yang berulang " * 1053
TANPA_SPASI = "x" * 20_000


def test_html_tercetak_sebagai_huruf():
    jahat = '<script>alert(1)</script><img src="http://contoh.test/a.png"> <b>tebal</b> & "kutip"'
    k = contoh.konten([contoh.rhk(jahat, [contoh.iki(jahat, "<i>4</i>", "")], rhk_pimpinan=jahat)])
    k["perilaku"][0]["ekspektasi"] = jahat
    k["lampiran"] = [{"jenis": "KONSEKUENSI", "uraian": jahat}]
    for template, kali in ((TEMPLATE["skp"], 4), (TEMPLATE["lampiran"], 1), (TEMPLATE["mik"], 2)):
        polos = re.sub(r"\s+", "", Lembaran(cetakkan(contoh.cetakan(k), F3, template)).teks())
        assert polos.count("<script>alert(1)</script>") == kali, template


def test_bupati_tanpa_nip_dan_beratas_nama_instansi():
    isi = contoh.cetakan(contoh.konten(baris_iki(1)), penilai=contoh.BUPATI)
    lembar = Lembaran(cetakkan(isi, F3, TEMPLATE["skp"]))
    assert lembar.cari("2 NIP -") is not None
    assert lembar.cari("5 INSTANSI Pemerintah Kabupaten Balangan") is not None
    ttd = lembar.teks(lembar.halaman - 1).split("Pejabat Penilai Kinerja")[-1]
    assert "NIP" not in ttd
    assert lembar.cari("NIP 19890101 201401 1 903", (lembar.halaman - 1, 0)) is not None


def test_penetapan_di_atas_kertas_menyebut_pencatat_dan_suratnya():
    pencatat = {
        "nama": "Muhammad Hafiz", "jabatan": "Analis SDM Aparatur Ahli Muda", "pada": "2027-01-20T09:00:00+08:00",
        "nomor": "800/7/2027", "tanggal": "2027-01-18",
    }  # fmt: skip
    isi = contoh.cetakan(contoh.konten(baris_iki(1)), penilai=contoh.BUPATI, pencatat=pencatat)
    pdf = cetakkan(isi, F3, TEMPLATE["skp"])
    gambar("skp-f3-dicatat", pdf)
    lembar = Lembaran(pdf)
    assert lembar.cari("Penetapan ini ditandatangani di luar sistem dan dicatat oleh Muhammad Hafiz") is not None
    assert lembar.cari("surat nomor 800/7/2027 tanggal 18 Januari 2027") is not None
    assert "Ditetapkan dalam aplikasi" not in lembar.teks()


def test_versi_kedua_menyebut_alasannya():
    isi = contoh.cetakan(contoh.konten(baris_iki(1)), versi=2, alasan="Pergeseran anggaran")
    lembar = Lembaran(cetakkan(isi, F3, TEMPLATE["skp"]))
    assert lembar.cari("Alasan perubahan: Pergeseran anggaran") is not None


def test_draf_bertanda_di_setiap_halaman():
    isi = contoh.cetakan(contoh.konten(baris_iki(12)))
    isi["ttd"] = {"tempat": "Paringin", "tanggal": None, "diajukan_pada": None, "ditetapkan_pada": None}
    pdf = cetakkan(isi, F3, TEMPLATE["skp"], draf=True)
    gambar("skp-f3-draf", pdf)
    lembar = Lembaran(pdf)
    assert lembar.halaman > 1
    assert all("DRAF" in m for m in lembar.miring)
    assert "Januari 2027" not in lembar.teks()


def test_target_yang_belum_ditetapkan_disebut_pada_tabel_saja():
    baris = [contoh.rhk("Terlaksananya", [contoh.iki("Seluruh laporan selesai pada triwulan pertama", "", "")])]
    kuantitatif = Lembaran(cetakkan(contoh.cetakan(contoh.konten(baris)), F3, TEMPLATE["skp"]))
    assert kuantitatif.cari("belum ditetapkan") is not None
    narasi = contoh.cetakan(contoh.konten(baris, pendekatan="KUALITATIF"))
    assert "belum ditetapkan" not in Lembaran(cetakkan(narasi, F4, TEMPLATE["skp"])).teks()


def test_rhk_tambahan_menyebut_pemberi_tugas():
    baris = [
        contoh.rhk(
            "Tersusunnya bahan", [contoh.iki("Jumlah")], jenis="TAMBAHAN", penugasan_dari="Kepala BKPSDM", rhk_pimpinan=""
        )
    ]
    lembar = Lembaran(cetakkan(contoh.cetakan(contoh.konten(baris)), F3, TEMPLATE["skp"]))
    assert lembar.cari("A. UTAMA - -") is not None
    assert lembar.cari("B. TAMBAHAN 1 (penugasan dari Kepala BKPSDM)") is not None


def test_tugas_sebagai_plt_bertanda_di_formulir():
    baris = [contoh.rhk("Terlayaninya bidang", [contoh.iki("Jumlah")], untuk_plt=True, penugasan_dari="", rhk_pimpinan="")]
    lembar = Lembaran(cetakkan(contoh.cetakan(contoh.konten(baris)), F3, TEMPLATE["skp"]))
    assert lembar.cari("(tugas sebagai Plt.)") is not None


class TestPotong:
    """Cut text is the same text."""

    @pytest.mark.parametrize("lebar", [4, 11, 39, 152])
    @pytest.mark.parametrize("teks", [PANJANG, TANPA_SPASI, "baris\n" * 900, "", "pendek"])
    def test_tidak_ada_huruf_yang_hilang(self, teks, lebar):
        bagian = potongan.potong(teks, lebar)
        assert re.sub(r"\s", "", "".join(bagian)) == re.sub(r"\s", "", teks)
        assert all(potongan.tinggi(b, lebar) <= potongan.UTUH for b in bagian)

    def test_dipotong_di_antara_kata(self):
        assert {b.split()[-1] for b in potongan.potong(PANJANG, 39)} <= {"kata", "yang", "berulang"}


def test_paket_salin_satu_baris_satu_indikator_tanpa_sel_kosong_pada_rhk():
    isi = contoh.dari_contoh("04_jf_analis_sdm_ahli_muda")
    semua = list(baris_salin(isi))
    assert semua[1] == (
        "Utama",
        "1",
        "Meningkatnya jumlah pegawai berpredikat kinerja Baik ke atas",
        "Tersusunnya analisis distribusi predikat kinerja per OPD",
        "Kualitas",
        "OPD yang distribusinya sesuai pola atau beralasan tertulis",
        "100",
        "%",
    )
    rhk = [b for b in semua if b[0] in ("Utama", "Tambahan")]
    assert len(rhk) == 7
    assert all(b[3] for b in rhk)
    assert (next(b[:4] for b in semua if b[0] == "Ekspektasi khusus")) == (
        "Ekspektasi khusus",
        "1",
        "",
        "Berorientasi Pelayanan: Menjawab permintaan layanan paling lambat satu hari kerja",
    )

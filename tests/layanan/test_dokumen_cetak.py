"""Printed forms of the ground, against what a person typed from the official form; and what print must survive."""

import datetime as dt
import io

import pytest
from docx import Document

from kinerja.layanan.dokumen import cetak, susun
from kinerja.layanan.dokumen.surat_pendelegasian import JENIS
from tests.layanan.uji_formulir import JUMLAH_BARIS, FormulirDiharapkan, Lembaran, gambar, periksa

KODE = "7F3K92QD8MTX4PVA1C6RZJ0WN5"
KOP = {
    "instansi": "Pemerintah Kabupaten Balangan",
    "unit": "Dinas Kesehatan",
    "alamat": "Jalan A. Yani Km. 4,5 Paringin Selatan 71662",
}
MM = 72 / 25.4
SURAT = FormulirDiharapkan(
    judul="Surat pendelegasian penilaian kinerja 800.1.4/0917/2026",
    balok=(
        "PEMERINTAH KABUPATEN BALANGAN",
        "DINAS KESEHATAN",
        "Jalan A. Yani",
        "SURAT PENDELEGASIAN PENILAIAN KINERJA",
        "NOMOR 800.1.4/0917/2026",
        "Dasar",
        "Peraturan Pemerintah Nomor 30 Tahun 2019",
        "Peraturan Menteri",
        "Yang mendelegasikan",
        "Nama : dr. Akhmad Fauzi, M.Kes.",
        "NIP : 19770317 200301 1 001",
        "Pangkat, golongan ruang : Pembina Utama Muda, IV/c",
        "Jabatan : Kepala Dinas Kesehatan",
        "Mendelegasikan penilaian kinerja pegawai dalam daftar di bawah ini kepada",
        "Nama : Siti Rahmah",
        "Masa berlaku",
        "Mulai 1 Desember 2026 sampai dengan 31 Desember 2027.",
        "Daftar pegawai yang didelegasikan penilaiannya",
        "(1) (2) (3) (4)",
        "Penilai melaksanakan perencanaan",
        "Ditetapkan di Paringin",
        "pada tanggal 24 November 2026",
        "Kepala Dinas Kesehatan,",
        "dr. Akhmad Fauzi, M.Kes.",
        "NIP 19770317 200301 1 001",
        "Keputusan ini ditandatangani di luar sistem",
    ),
    kepala=("No.", "Nama dan NIP", "Pangkat, golongan ruang", "Jabatan dan unit kerja"),
    tepi=(25 * MM, 12 * MM, 20 * MM, 32 * MM),
)
TANDA_TERIMA = FormulirDiharapkan(
    judul="Tanda terima kode aktivasi Puskesmas Paringin",
    balok=(
        "PEMERINTAH KABUPATEN BALANGAN",
        "TANDA TERIMA KODE AKTIVASI AKUN KINERJA",
        "Puskesmas Paringin",
        "Kode aktivasi dicetak satu kali pada 24 November 2026",
        "Penerima",
        "Dicetak oleh Rusmina Jannah.",
    ),
    kepala=("No.", "Nama dan NIP", "Berlaku sampai", "Tanda tangan"),
    tepi=(25 * MM, 12 * MM, 20 * MM, 32 * MM),
)


def orang(i: int, **lain: str) -> dict[str, str]:
    isi = {
        "nama": f"Awal{i:03d} Hidayatullah",
        "nip": "",
        "pangkat": "Penata Muda Tingkat I",
        "golongan": "III/b",
        "jabatan": "Perawat Ahli Pertama pada Unit Gawat Darurat dan Rawat Inap",
        "unit": f"Puskesmas Paringin Akhir{i:03d}",
    }
    return isi | lain


def isi_surat(n: int, **lain: object) -> dict[str, object]:
    kepala = {
        "nama": "dr. Akhmad Fauzi, M.Kes.",
        "nip": "197703172003011001",
        "pangkat": "Pembina Utama Muda",
        "golongan": "IV/c",
        "jabatan": "Kepala Dinas Kesehatan",
        "unit": "",
    }
    ttd = {"tempat": "Paringin", "tanggal": "2026-11-24", "catatan": "", **kepala}
    isi = {
        "kop": KOP,
        "nomor": "800.1.4/0917/2026",
        "tentang": "",
        "dasar": ["Peraturan Pemerintah Nomor 30 Tahun 2019;", "Peraturan Menteri PANRB Nomor 6 Tahun 2022."],
        "pemutus": kepala,
        "penilai": orang(0, nama="Siti Rahmah", unit="Puskesmas Paringin", nip="198503172010012002"),
        "alasan": "",
        "mulai": "2026-12-01",
        "hingga": "2027-12-31",
        "pegawai": [orang(i) for i in range(1, n + 1)],
        "ttd": ttd,
        "pencatat": {
            "nama": "Muhammad Hafiz",
            "jabatan": "Analis SDM Aparatur Ahli Muda",
            "pada": "2026-11-24",
            "nomor": "800/12/2026",
            "tanggal": "2026-11-20",
        },
    }
    return isi | lain


def ket(judul: str, **lain: object) -> cetak.KetCetak:
    alamat = f"https://kinerja.contoh.test/verifikasi/{KODE}/"
    return cetak.KetCetak(judul=judul, kode=susun.kelompok(KODE), alamat=alamat, **lain)


def cetak_surat(n: int, *, draf: bool = False, **lain: object) -> bytes:
    html = cetak.susun_html("cetak/surat_pendelegasian.html", isi_surat(n, **lain), ket(SURAT.judul, draf=draf))
    return cetak.cetak(html).isi


@pytest.mark.parametrize("n", JUMLAH_BARIS)
def test_surat_pendelegasian(n: int):
    pdf = cetak_surat(n)
    gambar(f"surat-pendelegasian-{n}-baris", pdf)
    lembar = periksa(pdf, SURAT, [(f"Awal{i:03d}", f"Akhir{i:03d}") for i in range(1, n + 1)])
    assert lembar.halaman == {1: 2, 12: 2, 60: 5}[n]


@pytest.mark.parametrize("n", JUMLAH_BARIS)
def test_tanda_terima_kode(n: int):
    penerima = [{"nama": f"Awal{i:03d}", "nip": f"Akhir{i:03d}", "kedaluwarsa": "2026-12-24"} for i in range(1, n + 1)]
    isi = {
        "kop": KOP,
        "unit": "Puskesmas Paringin",
        "dibuat": "2026-11-24T10:42:00+08:00",
        "petugas": "Rusmina Jannah",
        "penerima": penerima,
    }
    pdf = cetak.cetak(cetak.susun_html("cetak/tanda_terima_kode.html", isi, ket(TANDA_TERIMA.judul))).isi
    gambar(f"tanda-terima-kode-{n}-baris", pdf)
    periksa(pdf, TANDA_TERIMA, [(p["nama"], p["nip"]) for p in penerima])


@pytest.mark.parametrize(("n", "halaman"), [(1, 1), (10, 1), (12, 2), (60, 6)])
def test_lembar_kode_memuat_sepuluh_carik_utuh_per_halaman(n: int, halaman: int):
    carik = [
        {
            "unit": "Puskesmas Paringin",
            "nama": f"Awal{i:03d} Hidayatullah, S.Kep., Ners",
            "nip": "199001012015031003",
            "kode": f"7F3K-92QD-{i:04d}",
            "kedaluwarsa": "2026-12-24",
        }
        for i in range(1, n + 1)
    ]
    isi = {"kop": KOP, "unit": "Puskesmas Paringin"}
    html = cetak.susun_html(
        "cetak/lembar_kode_aktivasi.html",
        isi,
        ket("Lembar kode"),
        carik=carik,
        alamat_masuk="kinerja.contoh.test/akun/aktivasi",
        qr_masuk=cetak.qr_gambar("https://kinerja.contoh.test/akun/aktivasi/"),
    )
    pdf = cetak.cetak(html).isi
    gambar(f"lembar-kode-{n}-carik", pdf)
    lembar = Lembaran(pdf)
    assert lembar.halaman == halaman
    for i, c in enumerate(carik):
        nama, kode = lembar.cari(f"Awal{i + 1:03d}"), lembar.cari(c["kode"])
        assert nama and kode
        assert nama.halaman == kode.halaman == i // 10
        assert 0 < kode.atas - nama.atas < 20 * MM


def test_draf_bercap_di_setiap_halaman_dan_terbit_tidak():
    assert Lembaran(cetak_surat(60, draf=True)).miring == ["DRAF"] * 5
    assert Lembaran(cetak_surat(12)).miring == [""] * 2


def test_bab_menjadi_penanda():
    semua = Lembaran(cetak_surat(1)).pembaca.outline
    penanda = [b["/Title"] for b in semua if not isinstance(b, list)]
    anak = [b["/Title"] for x in semua if isinstance(x, list) for b in x]
    assert penanda == ["SURAT PENDELEGASIAN PENILAIAN KINERJA NOMOR 800.1.4/0917/2026"]
    assert anak[:2] == ["Dasar", "Yang mendelegasikan"]


def test_tulisan_orang_tidak_pernah_menjadi_perintah():
    jahat = '<img src="file:///etc/passwd"><script>x</script>{{ isi }}{% load kinerja %}<style>*{display:none}</style>'
    teks = Lembaran(cetak_surat(1, tentang=jahat)).teks()
    assert "file:///etc/passwd" in teks
    assert "{{ isi }}" in teks
    assert "Dasar" in teks


def test_tidak_ada_yang_diambil_dari_luar(tmp_path, caplog):
    rahasia = tmp_path / "rahasia.svg"
    rahasia.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>BOCOR</text></svg>')
    html = (
        f'<html lang="id"><link rel="stylesheet" href="{rahasia.as_uri()}"><img src="{rahasia.as_uri()}" alt="kosong"></html>'
    )
    assert "BOCOR" not in Lembaran(cetak.cetak(html).isi).teks()
    for alamat in (rahasia.as_uri(), "http://127.0.0.1:9/x", "data:text/plain,x", "kinerja:KinerjaCetak-Regular.ttf"):
        with pytest.raises(ValueError, match="tidak diambil"):
            cetak.PengambilNihil().fetch(alamat)


@pytest.mark.parametrize("teks", ["kalimat panjang sekali " * 870, "x" * 20_000], ids=["kalimat", "tanpa-spasi"])
def test_dua_puluh_ribu_huruf_tetap_tercetak(teks: str):
    lembar = Lembaran(cetak_surat(1, pegawai=[orang(1, jabatan=teks + "AKHIRNYA")]))
    assert lembar.halaman > 3
    assert "AKHIRNYA" in lembar.teks().replace(" ", "")
    assert lembar.cari("Ditetapkan di Paringin")


def test_naskah_word_memuat_isi_yang_sama():
    isi = isi_surat(12)
    naskah = Document(io.BytesIO(JENIS.docx(isi).simpan()))
    teks = "\n".join(p.text for p in naskah.paragraphs)
    tabel = naskah.tables[-1]
    assert [c.text for c in tabel.rows[0].cells] == list(SURAT.kepala)
    assert len(tabel.rows) == 13
    assert "NOMOR 800.1.4/0917/2026" in teks
    assert "pada tanggal 24 November 2026" in teks
    assert tabel.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert all(b._tr.trPr.xpath("w:cantSplit") for b in tabel.rows[1:])


def test_kanonik_sama_untuk_isi_yang_sama_apa_pun_urutannya():
    a = susun.kanonik({"b": dt.date(2026, 11, 24), "a": "e\u0301"}, 1)
    assert a == susun.kanonik({"a": "\u00e9", "b": "2026-11-24"}, 1)
    assert a == '{"isi":{"a":"\u00e9","b":"2026-11-24"},"skema":1}'
    assert susun.kanonik({"a": "x"}, 1) != susun.kanonik({"a": "x"}, 2)


def test_kanonik_menolak_nilai_yang_ejaannya_tidak_tunggal():
    with pytest.raises(TypeError):
        susun.kanonik({"a": 0.1}, 1)


@pytest.mark.parametrize("ketikan", ["7f3k-92qd-8mtx-4pva-1c6r-zj0w-n5", "7F3K92QD8MTX4PVAIC6RZJOWN5", f" {KODE} "])
def test_kode_dari_kertas_dikenali_apa_pun_ketikannya(ketikan: str):
    assert susun.rapikan_kode(ketikan) == KODE


@pytest.mark.parametrize("ketikan", ["", "7F3K", KODE + "0", KODE[:-1] + "U", "é" * 26])
def test_yang_bukan_kode_ditolak(ketikan: str):
    assert susun.rapikan_kode(ketikan) == ""


def test_kode_baru_memuat_sedikitnya_128_bit():
    assert len({susun.kode_baru() for _ in range(200)}) == 200
    assert 32**susun.PANJANG_KODE >= 2**128

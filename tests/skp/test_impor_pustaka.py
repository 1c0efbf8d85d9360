"""BKPSDM's library as an Excel sheet: previewed, applied once, refused rows with their reason."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from kinerja.layanan.impor import mesin
from kinerja.plumbing.daftar import JENIS_IMPOR
from skp.actions import pustaka as pus
from skp.impor_pustaka import NAMA, PUSTAKA
from skp.models import PustakaIKI, PustakaRHK
from skp.queries_pustaka import KOLOM_EXCEL
from tests.pemeran import masuk
from tests.siasn import impor, tulis_xlsx
from tests.skp import pabrik as p

HARI = dt.date(2026, 1, 5)
JF = "Perawat Ahli Muda"
BARIS = {"JABATAN": JF, "RHK": "Meningkatnya mutu asuhan", "INDIKATOR": "Kepatuhan", "ASPEK": "KUALITAS", "TARGET": "95"}


@pytest.fixture
def berkas(dunia, tmp_path):
    return lambda *baris: tulis_xlsx(tmp_path / "p.xlsx", list(baris), kolom=list(KOLOM_EXCEL))


def pratinjau(berkas):
    return impor(NAMA, berkas, HARI, terapkan=False)


def test_pratinjau_tidak_menulis_dan_kali_kedua_tidak_ada_yang_berubah(berkas):
    satu = berkas(BARIS | {"SUMBER": "Standar 2026"}, {"INDIKATOR": "Waktu tanggap", "ASPEK": "waktu", "TARGET": "5"})
    hasil = pratinjau(satu)
    assert (hasil.data, [(b.kelas, b.baris, b.kunci) for b in hasil.beda], hasil.ditolak) == (2, [("BARU", 2, JF)], [])
    assert not PustakaRHK.objects.exists()
    impor(NAMA, satu, HARI)
    entri = PustakaRHK.objects.get()
    assert (entri.nama_jabatan, entri.sumber, entri.aktif) == (JF, "Standar 2026", True)
    assert list(entri.iki.values_list("uraian", "aspek", "target_teks")) == [
        ("Kepatuhan", "KUALITAS", "95"),
        ("Waktu tanggap", "WAKTU", "5"),
    ]
    lagi = impor(NAMA, satu, HARI)
    assert (lagi.tetap, lagi.beda, PustakaIKI.objects.count()) == (1, [], 2)


def test_yang_berubah_disebut_dan_yang_tidak_di_berkas_tidak_disentuh(berkas):
    lama = pus.tambah_pustaka(JF, {"uraian": "Meningkatnya mutu asuhan", "sumber": "Lama"}, [{"uraian": "Kepatuhan"}], by=None)
    pus.aktifkan_pustaka(lama, False, by=None)
    lain = pus.tambah_pustaka(JF, {"uraian": "RHK lain"}, [{"uraian": "IKI lain"}], by=None)
    ganti = berkas(BARIS | {"JABATAN": "perawat  AHLI muda", "RHK": "MENINGKATNYA mutu asuhan", "SUMBER": "Baru"})
    hasil = impor(NAMA, ganti, HARI)
    assert [(u.kolom, u.lama, u.baru) for u in hasil.beda[0].ubah] == [
        ("Sumber", "Lama", "Baru"),
        ("Indikator 1", "Kepatuhan", "Kepatuhan; KUALITAS; 95"),
    ]
    lama.refresh_from_db()
    assert (lama.uraian, lama.sumber, lama.aktif) == ("Meningkatnya mutu asuhan", "Baru", False)
    assert lain.iki.get().uraian == "IKI lain"


def test_kolom_yang_tidak_ada_di_lembar_tidak_mengosongkan(dunia, tmp_path):
    pus.tambah_pustaka(JF, {"uraian": "RHK", "sumber": "Lama", "keluaran": "OUTPUT"}, [{"uraian": "IKI"}], by=None)
    kolom = ["JABATAN", "RHK", "KELUARAN"]
    impor(NAMA, tulis_xlsx(tmp_path / "p.xlsx", [{"JABATAN": JF, "RHK": "RHK", "KELUARAN": "Layanan"}], kolom=kolom), HARI)
    entri = PustakaRHK.objects.get()
    assert (entri.keluaran, entri.sumber, entri.iki.get().uraian) == ("LAYANAN", "Lama", "IKI")


@pytest.mark.parametrize(
    ("isi", "alasan"),
    [
        ({"JABATAN": "Juru Terbang"}, "Tidak ada jabatan bernama itu"),
        ({"RHK": None}, "RHK masih kosong"),
        ({"INDIKATOR": None}, "Tulis indikatornya"),
        ({"ASPEK": "Rasa"}, "Aspek Rasa tidak dikenal"),
        ({"KENDALI": "Sedang"}, "Kendali Sedang tidak dikenal"),
        ({"SATUAN": "x" * 121}, "paling panjang 120"),
        ({"JABATAN": "PELAKSANA", "KENDALI": "OUTPUT_KENDALI_TINGGI"}, "hanya untuk pejabat fungsional"),
    ],
)
def test_baris_yang_ditolak_menyebut_alasannya_dan_yang_lain_jalan(dunia, berkas, isi, alasan):
    if isi.get("JABATAN") == "PELAKSANA":
        isi = isi | {"JABATAN": dunia.k.pelaksana.penugasan.get().jabatan.nama}
    hasil = impor(NAMA, berkas(BARIS | isi, BARIS | {"RHK": "Yang sah"}), HARI)
    assert [t.baris for t in hasil.ditolak] == [2] and alasan in hasil.ditolak[0].alasan
    assert [x.uraian for x in PustakaRHK.objects.all()] == ["Yang sah"]


def test_satu_baris_salah_menahan_seluruh_rhk_nya(berkas):
    hasil = impor(
        NAMA, berkas(BARIS, BARIS | {"INDIKATOR": "B", "SUMBER": "X"}, BARIS | {"SUMBER": "Y", "INDIKATOR": "C"}), HARI
    )
    assert [t.baris for t in hasil.ditolak] == [2, 3, 4]
    assert "Samakan" in hasil.ditolak[2].alasan and "seutuhnya" in hasil.ditolak[0].alasan
    assert not PustakaRHK.objects.exists()


def test_terlalu_banyak_ditolak_di_pratinjau(berkas):
    hasil = impor(NAMA, berkas(*(BARIS | {"RHK": f"RHK {n}"} for n in range(pus.PUSTAKA_MAKS + 1))), HARI)
    assert [t.baris for t in hasil.ditolak] == [pus.PUSTAKA_MAKS + 2]
    assert PustakaRHK.objects.count() == pus.PUSTAKA_MAKS
    banyak = pratinjau(berkas(*(BARIS | {"RHK": "RHK 1", "INDIKATOR": f"I{n}"} for n in range(21))))
    assert len(banyak.ditolak) == 21 and "paling banyak 20 indikator" in banyak.ditolak[20].alasan


def test_jumlah_kueri_pratinjau_tetap(dunia, berkas):
    def kueri(*baris):
        jenis = JENIS_IMPOR[NAMA]
        lembar = mesin.baca(jenis, berkas(*baris))
        with CaptureQueriesContext(connection) as tercatat:
            mesin.pratinjau(jenis, lembar, HARI)
        return len(tercatat)

    for n in range(3):
        pus.tambah_pustaka(JF, {"uraian": f"RHK {n}"}, [{"uraian": "I"}], by=None)
    assert (kueri(BARIS | {"RHK": "RHK 0"}), kueri(*(BARIS | {"RHK": f"RHK {n}"} for n in range(3)))) == (3, 3)


def test_daftar_yang_diunduh_dapat_diunggah_kembali_dan_templatnya_berpilihan(dunia, tmp_path):
    klien = masuk(p.petugas(dunia))
    pus.tambah_pustaka(
        JF, {"uraian": "RHK", "kendali": "OUTCOME"}, [{"uraian": "A", "aspek": "BIAYA"}, {"uraian": "B"}], by=None
    )
    isi = klien.get("/skp/pustaka/").content.decode()
    assert f'href="/impor/{NAMA}/unggah/"' in isi
    unduhan = tmp_path / "u.xlsx"
    unduhan.write_bytes(b"".join(klien.get("/skp/pustaka/?unduh=xlsx")))
    hasil = pratinjau(unduhan)
    assert (hasil.data, hasil.tetap, hasil.beda, hasil.ditolak) == (2, 1, [], [])
    templat = load_workbook(io.BytesIO(klien.get(f"/impor/{NAMA}/templat.xlsx").content))
    pilihan = {str(v.sqref).split(":")[0]: v.formula1 for v in templat["Data"].data_validations.dataValidation}
    assert pilihan["G2"] == '"KUANTITAS,KUALITAS,WAKTU,BIAYA"' and set(pilihan) == {"C2", "D2", "G2", "H2"}


def test_layar_memakai_kata_pustaka_bukan_pegawai(dunia, berkas):
    klien = masuk(dunia.akun(dunia.k.petugas_bkpsdm))
    assert "TMT" not in klien.get(f"/impor/{NAMA}/unggah/").content.decode()
    assert (PUSTAKA.kepala, PUSTAKA.bantu_acuan) == (
        ("RHK", "Jabatan", "RHK"),
        "Tercatat pada riwayat impor; pustaka sendiri tidak bertanggal.",
    )

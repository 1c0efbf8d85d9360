"""The export taken apart: the truth file row by row, the quirks of the format, every reason to refuse."""

import datetime as dt
import json

import pytest

from kinerja.layanan.impor import mesin
from kinerja.organisasi.enums import JenisJabatan, JenisMasaKhusus, StatusPegawai
from kinerja.organisasi.siasn.jabatan import kenali_jabatan
from kinerja.organisasi.siasn.kolom import KOLOM
from kinerja.organisasi.siasn.uraikan import PohonUnit, UnitFakta, uraikan
from kinerja.plumbing.daftar import JENIS_IMPOR
from kinerja.plumbing.galat import Ditolak
from tests.siasn import DATA, DEMO, SAH, UNIT, buat_kabupaten, orang, pohon_dari_csv, tulis_csv, tulis_xlsx

ACUAN = dt.date(2026, 1, 31)
POHON = PohonUnit.dari([(UNIT, UnitFakta(1, "99", "Dinas Contoh", "Kepala Dinas Contoh"))])
SIASN = JENIS_IMPOR["siasn"]


def baca(berkas, acuan=ACUAN, pohon=POHON):
    return uraikan(mesin.baca(SIASN, berkas), acuan, pohon)


def satu(tmp_path, **lain):
    """One valid row with changes, through a real file."""
    return baca(tulis_xlsx(tmp_path / "x.xlsx", [SAH | lain]))


def periksa_kebenaran(uraian, benar):
    buruk = {b["baris_excel"]: b for b in benar["kelas_buruk"]}
    ditolak = {t.baris: t for t in uraian.ditolak}
    assert set(ditolak) == set(buruk)
    for nomor, b in buruk.items():
        sebab = b["harapan"].removeprefix("tolak: ").split(" (")[0]
        assert sebab.lower() in ditolak[nomor].alasan.lower()
        if b["jenis"] != "nip_sebagai_angka":
            assert ditolak[nomor].kunci == (b["nip_tertulis"] or "")
    ganda = {t.baris: t for t in uraian.ganda}
    for b in benar["duplikat"]:
        persis = b["jenis"] == "sama_persis"
        assert ganda[b["baris_excel"]].alasan.startswith("Sama persis") is persis
    assert len(ganda) == 2 * len(benar["duplikat"])
    ditahan = sum(1 for b in benar["duplikat"] if b["jenis"] != "sama_persis")
    assert uraian.data == benar["ringkasan"]["baris_data"]
    assert len(uraian.orang) == benar["ringkasan"]["baris_baik"] - ditahan


def test_ekspor_contoh_tepat_seperti_kebenarannya():
    benar = json.loads((DATA / "truth.json").read_text(encoding="utf-8"))
    uraian = baca(DEMO / "ekspor_siasn.xlsx", pohon=pohon_dari_csv(DEMO / "ref_unor.csv"))
    assert len(uraian.ditolak) == 59
    periksa_kebenaran(uraian, benar)
    assert sum(o.kepala for o in uraian.orang) == sum(1 for p in benar["pimpinan_unit"].values() if p["dasar"] == "struktur")


@pytest.mark.parametrize(("n", "seed"), [(50, 1), (300, 2)])
def test_kabupaten_lain_tepat_seperti_kebenarannya(tmp_path, n, seed):
    benar = buat_kabupaten(tmp_path, n, seed)
    periksa_kebenaran(baca(tmp_path / "ekspor_siasn.xlsx", pohon=pohon_dari_csv(tmp_path / "ref_unor.csv")), benar)


def test_tanpa_kolom_eselon_tingkat_dibaca_dari_nama_dan_daftar(tmp_path):
    from openpyxl import load_workbook

    pohon = pohon_dari_csv(DEMO / "ref_unor.csv")
    dengan = {o.nip: o.jabatan for o in baca(DEMO / "ekspor_siasn.xlsx", pohon=pohon).orang}
    buku = load_workbook(DEMO / "ekspor_siasn.xlsx", read_only=True)
    baris = list(buku.worksheets[0].iter_rows(min_row=5, values_only=True))
    buku.close()
    letak = [i for i, k in enumerate(baris[0]) if k and not k.startswith("ESELON")]
    jenis = baris[0].index("JENIS JABATAN ID")
    struktural = [b for b in baris[1:] if len(b) > jenis and b[jenis] == "1"]
    kolom = [baris[0][i] for i in letak]
    isi = [dict(zip(kolom, (b[i] if i < len(b) else None for i in letak), strict=True)) for b in struktural]
    tanpa = {o.nip: o.jabatan for o in baca(tulis_xlsx(tmp_path / "x.xlsx", isi, kolom=kolom), pohon=pohon).orang}
    assert len(tanpa) == 268
    assert {n: j.jenis for n, j in tanpa.items()} == {n: dengan[n].jenis for n in tanpa}
    assert {n: j.eselon for n, j in tanpa.items()} == {n: dengan[n].eselon for n in tanpa}


@pytest.mark.parametrize(
    ("nama", "jenis"),
    [
        ("Sekretaris Daerah", JenisJabatan.JPT_PRATAMA),
        ("Kepala Dinas Perikanan", JenisJabatan.JPT_PRATAMA),
        ("Inspektur Pembantu Wilayah IX", JenisJabatan.ADMINISTRATOR),
        ("Sekretaris Dinas Perikanan", JenisJabatan.ADMINISTRATOR),
        ("Camat Baru", JenisJabatan.ADMINISTRATOR),
        ("Kepala Sub Bagian Keuangan", JenisJabatan.PENGAWAS),
        ("Lurah Baru", JenisJabatan.PENGAWAS),
        ("Sekretaris Kelurahan Baru", JenisJabatan.PENGAWAS),
    ],
)
def test_tingkat_dari_nama_saja(nama, jenis):
    jabatan = kenali_jabatan(nama, "1", "", "")
    assert jabatan is not None
    assert jabatan.jenis is jenis


# -- quirks that are no faults


@pytest.mark.parametrize(
    "nip",
    ["'199003172014021001", "’199003172014021001", " 199003172014021001 ", "19900317 201402 1 001", "\u00a0199003172014021001"],
)
def test_apostrof_dan_spasi_pada_nip_dibuang(tmp_path, nip):
    assert [o.nip for o in satu(tmp_path, **{"NIP BARU": nip}).orang] == ["199003172014021001"]


@pytest.mark.parametrize(
    "tanggal",
    ["17-03-1990", "17/03/1990", "1990-03-17", "17-03-1990 00:00:00", 32949, 32949.0, "32949", dt.date(1990, 3, 17),
     dt.datetime(1990, 3, 17, 8), "'17-03-1990"],
)  # fmt: skip
def test_tanggal_sebagai_teks_serial_atau_sel(tmp_path, tanggal):
    (o,) = satu(tmp_path, **{"TANGGAL LAHIR": tanggal, "TMT JABATAN": "01-01-2022"}).orang
    assert o.lahir == dt.date(1990, 3, 17)


def test_kata_null_berarti_kosong(tmp_path):
    (o,) = satu(
        tmp_path, **{"GELAR DEPAN": "null", "GELAR BELAKANG": "NULL", "TMT GOLONGAN": "null", "TANGGAL LAHIR": "null"}
    ).orang
    assert (o.gelar_depan, o.gelar_belakang, o.tmt_golongan) == ("", "", None)
    assert o.lahir == dt.date(1990, 3, 17)


def test_judul_kolom_berspasi_dan_baris_judul_di_atasnya(tmp_path):
    isi = {("NAMA " if k == "NAMA" else k.lower()): v for k, v in SAH.items()}
    uraian = baca(tulis_xlsx(tmp_path / "x.xlsx", [isi], judul=7))
    assert [o.baris for o in uraian.orang] == [9]


def test_baris_kosong_dan_kaki_bukan_data(tmp_path):
    kosong, null = dict.fromkeys(SAH), dict.fromkeys(SAH, "null")
    berkas = tulis_xlsx(
        tmp_path / "x.xlsx", [orang(1), kosong, null, orang(2), {"PNS ID": "JUMLAH", "NIP BARU": 2}], kolom=list(SAH)
    )
    uraian = baca(berkas)
    assert (uraian.data, [o.baris for o in uraian.orang], uraian.ditolak) == (2, [2, 5], [])


def test_kaki_di_kolom_yang_tidak_dibaca(tmp_path):
    baris = [{"NO": 1} | orang(1), {"NO": "JUMLAH", "PNS ID": 1}]
    assert baca(tulis_xlsx(tmp_path / "x.xlsx", baris)).data == 1


def test_nama_jumlah_bukan_kaki(tmp_path):
    assert [
        o.nama
        for o in baca(tulis_xlsx(tmp_path / "x.xlsx", [{"NAMA": "Jumlah Contoh"} | orang(1, NAMA="Jumlah Contoh")])).orang
    ] == ["Jumlah Contoh"]


@pytest.mark.parametrize("pemisah", [",", ";", "\t", "|"])
def test_csv(tmp_path, pemisah):
    uraian = baca(tulis_csv(tmp_path / "x.csv", [orang(1, NAMA="Siti, Contoh; A"), orang(2)], pemisah))
    assert [(o.baris, o.nama) for o in uraian.orang] == [(2, "Siti, Contoh; A"), (3, "Pegawai Contoh 2")]


def test_kolom_di_luar_daftar_tidak_pernah_dibaca(tmp_path):
    rahasia = {"NIK": "6311055801013880", "AGAMA NAMA": "Islam", "NPWP NOMOR": "831275004420533", "ALAMAT": "Jl. Contoh 1",
               "NOMOR HP": "081951631185", "EMAIL": "a@contoh.invalid", "CATATAN VERVAL": "OK"}  # fmt: skip
    berkas = tulis_xlsx(tmp_path / "x.xlsx", [orang(1, **rahasia), orang(2, NAMA=None, **rahasia)])
    uraian = baca(berkas)
    tersimpan = repr(uraian)
    assert [o.nama for o in uraian.orang] == ["Pegawai Contoh 1"]
    assert not [v for v in rahasia.values() if v in tersimpan]
    assert not {"NIK", "AGAMA NAMA", "AGAMA ID", "NPWP NOMOR", "ALAMAT", "NOMOR HP", "EMAIL"} & {k.nama for k in KOLOM}


def test_judul_lain_dikenal(tmp_path):
    isi = {"TMT GOLONGAN AKHIR" if k == "TMT GOLONGAN" else k: v for k, v in SAH.items()}
    assert baca(tulis_xlsx(tmp_path / "x.xlsx", [isi])).orang[0].tmt_golongan == dt.date(2023, 4, 1)


# -- refusals


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"NIP BARU": "19900317201402100"}, "NIP bukan 18 angka"),
        ({"NIP BARU": "19900317201402100O"}, "NIP memuat bukan angka"),
        ({"NIP BARU": 1.99003172014021e17}, "disimpan sebagai angka"),
        ({"NIP BARU": "1.99003172014021E+17"}, "disimpan sebagai angka"),
        ({"NIP BARU": "199003172014021000"}, "disimpan sebagai angka"),
        ({"NIP BARU": None}, "NIP kosong"),
        ({"NIP BARU": "199003172014131001"}, "Bulan TMT"),
        ({"NIP BARU": "199003172027011001"}, "TMT pada NIP melewati tanggal acuan"),
        ({"PNS ID": None}, "PNS ID kosong"),
        ({"NAMA": "null"}, "NAMA kosong"),
        ({"NAMA": "A" * 151}, "NAMA lebih dari 150 huruf"),
        ({"JABATAN NAMA": None}, "JABATAN NAMA kosong"),
        ({"JENIS JABATAN ID": None}, "jenis jabatan tidak diketahui"),
        ({"JENIS JABATAN ID": "9"}, "jenis jabatan tidak diketahui"),
        ({"JENIS JABATAN ID": "1"}, "tingkat jabatan struktural tidak dapat ditentukan"),
        ({"UNOR ID": None, "UNOR NAMA": None}, "UNOR ID dan UNOR NAMA kosong"),
        ({"UNOR ID": "B" * 32}, "UNOR ID tidak ada di pohon unit"),
        ({"UNOR ID": None, "UNOR NAMA": "Dinas Lain"}, "tidak menunjuk tepat satu unit"),
        ({"TANGGAL LAHIR": "18-03-1990"}, "TANGGAL LAHIR tidak cocok 8 digit awal NIP"),
        ({"TANGGAL LAHIR": "31-02-1990"}, "TANGGAL LAHIR: tanggal tidak dapat dibaca"),
        ({"TMT GOLONGAN": "31-02-2025"}, "TMT GOLONGAN: tanggal tidak dapat dibaca"),
        ({"TMT GOLONGAN": "kemarin"}, "TMT GOLONGAN: tanggal tidak dapat dibaca"),
        ({"TMT JABATAN": 99999999}, "TMT JABATAN: tanggal tidak dapat dibaca"),
        ({"TMT JABATAN": "01-02-2026"}, "TMT JABATAN melewati tanggal acuan"),
        ({"TMT GOLONGAN": "01-02-2026"}, "TMT GOLONGAN melewati tanggal acuan"),
        ({"TMT JABATAN": 9}, "TMT JABATAN mendahului tanggal lahir"),
        ({"GOL AKHIR ID": "99", "GOL AKHIR NAMA": "V/a"}, "golongan tidak ada di referensi"),
        ({"GOL AKHIR ID": None, "GOL AKHIR NAMA": None}, "golongan tidak ada di referensi"),
        ({"GOL AKHIR ID": None, "GOL AKHIR NAMA": "IX"}, "golongan tidak ada di referensi PNS"),
        ({"GOL AKHIR ID": "34", "GOL AKHIR NAMA": "III/c"}, "tidak cocok"),
        ({"STATUS CPNS PNS": "P3K"}, "tidak cocok dengan NIP"),
        ({"STATUS CPNS PNS": "X"}, "STATUS CPNS PNS tidak dikenal"),
    ],
)
def test_baris_ditolak_dengan_alasannya(tmp_path, ubah, kata):
    uraian = satu(tmp_path, **ubah)
    assert (uraian.data, uraian.orang) == (1, [])
    assert kata in uraian.ditolak[0].alasan


def test_semua_alasan_disebut_sekaligus(tmp_path):
    (t,) = satu(tmp_path, **{"NAMA": None, "PNS ID": None, "TMT GOLONGAN": "31-02-2025"}).ditolak
    assert all(kata in t.alasan for kata in ("NAMA kosong", "PNS ID kosong", "TMT GOLONGAN"))


def test_acuan_menentukan_masa_depan(tmp_path):
    berkas = tulis_xlsx(tmp_path / "x.xlsx", [SAH | {"TMT JABATAN": "01-07-2026"}])
    assert baca(berkas, dt.date(2026, 6, 30)).ditolak
    assert baca(berkas, dt.date(2026, 7, 1)).orang


def test_baris_baik_tetap_diambil_di_antara_yang_ditolak(tmp_path):
    uraian = baca(tulis_xlsx(tmp_path / "x.xlsx", [orang(1), orang(2, NAMA=None), orang(3)]))
    assert ([o.baris for o in uraian.orang], [t.baris for t in uraian.ditolak]) == ([2, 4], [3])


# -- repeats


def test_sama_persis_diambil_satu_walau_ditulis_lain(tmp_path):
    lain = orang(1, **{"NIP BARU": "'" + orang(1)["NIP BARU"], "TANGGAL LAHIR": 32949, "NAMA": " Pegawai  Contoh 1"})
    uraian = baca(tulis_xlsx(tmp_path / "x.xlsx", [orang(1), orang(2), lain]))
    assert [o.baris for o in uraian.orang] == [2, 3]
    assert [(t.baris, t.alasan) for t in uraian.ganda] == [
        (2, "Sama persis (baris 2 dan 4); baris 2 yang diambil."),
        (4, "Sama persis (baris 2 dan 4); baris 2 yang diambil."),
    ]


@pytest.mark.parametrize("ubah", [{"JABATAN NAMA": "Penelaah Teknis Kebijakan"}, {"PNS ID": "P9"}, {"NAMA": "Nama Lain"}])
def test_baris_bertentangan_semua_ditahan(tmp_path, ubah):
    uraian = baca(tulis_xlsx(tmp_path / "x.xlsx", [orang(1), orang(1, **ubah), orang(2)]))
    assert [o.baris for o in uraian.orang] == [4]
    assert [t.baris for t in uraian.ganda] == [2, 3]
    assert all("semua ditahan" in t.alasan for t in uraian.ganda)


def test_rantai_pns_id_dan_nip_satu_kelompok(tmp_path):
    baris = [orang(1), orang(2, **{"PNS ID": "P1"}), orang(3, **{"NIP BARU": orang(2)["NIP BARU"]})]
    assert [t.baris for t in baca(tulis_xlsx(tmp_path / "x.xlsx", baris)).ganda] == [2, 3, 4]


def test_orang_yang_juga_tertulis_pada_baris_ditolak_ditahan(tmp_path):
    uraian = baca(tulis_xlsx(tmp_path / "x.xlsx", [orang(1), orang(1, NAMA=None)]))
    assert uraian.orang == []
    assert [t.baris for t in uraian.ditolak] == [3]
    assert [t.baris for t in uraian.ganda] == [2, 3]


# -- what a row means


def test_pppk_dan_pppk_paruh_waktu(tmp_path):
    pppk = {"NIP BARU": "199003172023211001", "STATUS CPNS PNS": "P3K", "GOL AKHIR ID": "IX", "GOL AKHIR NAMA": "IX"}
    assert satu(tmp_path, **pppk).orang[0].status is StatusPegawai.PPPK
    paruh = pppk | {"JENIS PEGAWAI NAMA": "PPPK Paruh Waktu"}
    assert satu(tmp_path, **paruh).orang[0].status is StatusPegawai.PPPK_PARUH_WAKTU


@pytest.mark.parametrize(
    ("id_", "nama", "masa", "berhenti"),
    [
        ("01", "Aktif", None, False),
        ("03", "Tugas Belajar", JenisMasaKhusus.TUBEL, False),
        ("3", "Tugas Belajar", JenisMasaKhusus.TUBEL, False),
        (None, "Tugas Belajar", JenisMasaKhusus.TUBEL, False),
        ("02", "CLTN", JenisMasaKhusus.CLTN, False),
        ("13", "Perpanjangan CLTN", JenisMasaKhusus.CLTN, False),
        ("20", "Masa Persiapan Pensiun", JenisMasaKhusus.MPP, False),
        ("04", "Pemberhentian Sementara", JenisMasaKhusus.DIBERHENTIKAN_SEMENTARA, False),
        ("15", "PNS kena hukuman disiplin", None, False),
        ("71", "PPPK Aktif", None, False),
        ("99", "Pensiun", None, True),
        ("98", "Mencapai BUP", None, True),
    ],
)
def test_kedudukan_hukum(tmp_path, id_, nama, masa, berhenti):
    (o,) = satu(tmp_path, **{"KEDUDUKAN HUKUM ID": id_, "KEDUDUKAN HUKUM NAMA": nama}).orang
    assert (o.masa, o.berhenti, o.kedudukan_hukum) == (masa, berhenti, nama)


def test_kepala_unit_dikenali_dari_nama_jabatannya(tmp_path):
    kepala = {"JENIS JABATAN ID": "1", "ESELON NAMA": "II.b", "JABATAN NAMA": "KEPALA DINAS  CONTOH"}
    assert satu(tmp_path, **kepala).orang[0].kepala
    assert not satu(tmp_path, **kepala | {"JABATAN NAMA": "Kepala Bidang Lain"}).orang[0].kepala


def test_unor_dari_nama_bila_id_kosong(tmp_path):
    assert satu(tmp_path, **{"UNOR ID": None, "UNOR NAMA": "dinas contoh"}).orang[0].unit == 1


# -- headings


def test_kolom_wajib_yang_hilang_disebut(tmp_path):
    isi = {k: v for k, v in SAH.items() if k not in ("PNS ID", "UNOR ID")}
    with pytest.raises(Ditolak, match="PNS ID, UNOR ID"):
        baca(tulis_xlsx(tmp_path / "x.xlsx", [isi]))


def test_kolom_ganda_ditolak(tmp_path):
    kolom = [*SAH, "NAMA "]
    with pytest.raises(Ditolak, match="NAMA muncul dua kali"):
        baca(tulis_xlsx(tmp_path / "x.xlsx", [SAH | {"NAMA ": "Lain"}], kolom=kolom))

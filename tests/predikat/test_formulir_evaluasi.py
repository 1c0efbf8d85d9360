"""F10 to F14 against what a person typed from section 6 of the reference: titles, columns, order, whole rows."""

import pytest

from kinerja.layanan.dokumen import cetak, susun
from predikat import kurva
from predikat.enums import Predikat, PredikatOrganisasi
from tests.layanan.uji_formulir import JUMLAH_BARIS, FormulirDiharapkan, gambar, periksa
from tests.skp import contoh_cetak as contoh
from tests.skp.test_formulir import LANSKAP, POTRET

KODE = "7F3K92QD8MTX4PVA1C6RZJ0WN5"
ATASAN = contoh.PENILAI | {"nama": "Akhmad Fauzi, S.Sos.", "jabatan": "Sekretaris Badan"}
PERIODE = {"mulai": "2027-07-01", "sampai": "2027-09-30", "nama": "TRIWULAN III", "tahun": 2027}
TTD = {
    "tempat": "Paringin", "tanggal": "2027-10-12", "status": "DITANDATANGANI", "diserahkan": "2027-10-12T09:00:00+08:00",
    "ditandatangani": "2027-10-14T10:00:00+08:00", "selesai": None, "diam": "",
}  # fmt: skip
PIHAK = (
    "PEMERINTAH KABUPATEN BALANGAN PERIODE PENILAIAN: 1 JULI SD 30 SEPTEMBER TAHUN 2027",
    "NO PEGAWAI YANG DINILAI NO PEJABAT PENILAI KINERJA",
    "1 NAMA Rahmat Hidayatullah, S.A.P. 1 NAMA Gunawan Santosa, S.Sos., M.A.P.",
    "5 UNIT KERJA",
)
CAPAIAN = (
    "CAPAIAN KINERJA ORGANISASI ISTIMEWA / BAIK / BUTUH PERBAIKAN / KURANG / SANGAT KURANG",
    "POLA DISTRIBUSI:",
    "KURVA DISTRIBUSI PREDIKAT KINERJA PEGAWAI DENGAN CAPAIAN KINERJA ORGANISASI BAIK",
    "HASIL KERJA",
)
RATING = "DI ATAS EKSPEKTASI / SESUAI EKSPEKTASI / DI BAWAH EKSPEKTASI"
AKHIR = (
    f"RATING HASIL KERJA {RATING}",
    "PERILAKU KERJA",
    "NO PERILAKU KERJA EKSPEKTASI KHUSUS PIMPINAN UMPAN BALIK BERKELANJUTAN",
    "Berorientasi Pelayanan",
    "Kolaboratif",
    f"RATING PERILAKU KERJA {RATING}",
    "PREDIKAT KINERJA PEGAWAI SANGAT BAIK / BAIK / BUTUH PERBAIKAN / KURANG / SANGAT KURANG",
    "Pegawai yang Dinilai",
    "Rahmat Hidayatullah, S.A.P.",
)
JUDUL = "Evaluasi Kinerja Pegawai Triwulan III 2027 Rahmat Hidayatullah, S.A.P."
BAGI_JA = "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"
F10 = FormulirDiharapkan(
    judul=JUDUL,
    balok=(
        "EVALUASI KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI", "PERIODE: TRIWULAN III TAHUN 2027", *PIHAK, *CAPAIAN,
        "(1) (2) (3) (4) (5) (6) (7)", "A. UTAMA", "B. TAMBAHAN", *AKHIR,
    ),
    kepala=("NO", "RENCANA", "INDIKATOR", "TARGET", "PERSPEKTIF", "REALISASI", "UMPAN"),
    tepi=LANSKAP,
    lanskap=True,
    larangan=("ASPEK", "DIINTERVENSI"),
)  # fmt: skip
F11 = FormulirDiharapkan(
    judul=JUDUL,
    balok=(
        "EVALUASI KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUANTITATIF", BAGI_JA, "PERIODE: TRIWULAN III TAHUN 2027", *PIHAK,
        *CAPAIAN, "(1) (2) (3) (4) (5) (6) (7) (8)", "A. UTAMA", "B. TAMBAHAN", *AKHIR,
    ),
    kepala=("NO", "DIINTERVENSI", "RENCANA", "ASPEK", "INDIKATOR", "TARGET", "REALISASI", "UMPAN"),
    tepi=LANSKAP,
    lanskap=True,
    larangan=("PERSPEKTIF",),
)  # fmt: skip
F12 = FormulirDiharapkan(
    judul=JUDUL,
    balok=(
        "EVALUASI KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUALITATIF", BAGI_JA, "PERIODE: TRIWULAN III TAHUN 2027", *PIHAK,
        *CAPAIAN, "(1) (2) (3) (4)", "A. UTAMA", "B. TAMBAHAN", *AKHIR,
    ),
    kepala=("NO", "RENCANA", "REALISASI", "UMPAN"),
    tepi=LANSKAP,
    lanskap=True,
    larangan=("ASPEK", "PERSPEKTIF", "DIINTERVENSI"),
)  # fmt: skip
ORANG = ("NAMA", "NIP", "PANGKAT/GOL. RUANG", "JABATAN", "UNIT KERJA")
F13 = FormulirDiharapkan(
    judul="Dokumen Evaluasi Kinerja Pegawai Triwulan III 2027 Rahmat Hidayatullah, S.A.P.",
    balok=(
        "DOKUMEN EVALUASI KINERJA PEGAWAI", "PERIODE: TRIWULAN III", PIHAK[0], "1 PEGAWAI YANG DINILAI", *ORANG,
        "2 PEJABAT PENILAI KINERJA", *ORANG, "3 ATASAN PEJABAT PENILAI KINERJA", *ORANG, "4 EVALUASI KINERJA",
        "CAPAIAN KINERJA ORGANISASI BAIK", "PREDIKAT KINERJA PEGAWAI BAIK", "5 CATATAN/ REKOMENDASI",
    ),
    kepala=(),
    tepi=POTRET,
    larangan=("KEBERATAN", "KEPUTUSAN"),
)  # fmt: skip
F14 = FormulirDiharapkan(
    judul="Penetapan Predikat Kinerja Dinas Perpustakaan dan Kearsipan Triwulan III 2027",
    balok=(
        "PENETAPAN PREDIKAT KINERJA ORGANISASI", "DAN DISTRIBUSI PREDIKAT KINERJA PEGAWAI", "Unit", "Periode",
        "Predikat organisasi : BAIK", "Dasar", "Jumlah pegawai", "Pola distribusi", "PREDIKAT JUMLAH PERSEN POLA",
        "KETENTUAN POLA BATAS JUMLAH TERPENUHI ALASAN BILA TIDAK", "Pegawai",
        "NO NAMA, NIP, JABATAN RATING HASIL KERJA RATING PERILAKU KERJA PREDIKAT", "Ditetapkan di Paringin",
    ),
    kepala=("NO", "NAMA,", "RATING", "RATING", "PREDIKAT"),
    tepi=POTRET,
)  # fmt: skip


def _pdf(template, isi, judul, *, lanskap):
    """As in the worker: canonical snapshot, then the form."""
    baku = susun.uraikan(susun.kanonik(isi, 1))[0]
    ket = cetak.KetCetak(judul=judul, lanskap=lanskap, kode=KODE)
    return cetak.cetak(cetak.susun_html(template, baku, ket)).isi


def _konten(banyak, *, bentuk="JA_JF", pendekatan="KUANTITATIF"):
    rhk = []
    for n in range(banyak):
        i = contoh.iki(f"Indikator{n}", perspektif="PENERIMA_LAYANAN" if bentuk == "JPT" else "")
        capai = f"Capaian{n} berdasarkan hasil penilaian triwulan berjalan menurut rekap"
        umpan = [f"Pimpinan: menurut saya ini sudah cukup baik. Harapannya ditingkatkan lagi. Usai{n}"]
        rhk.append(contoh.rhk(f"Hasil{n}", [i | {"realisasi": capai}], umpan=umpan))
    isi = contoh.konten(rhk, bentuk=bentuk, pendekatan=pendekatan)
    isi["perilaku"] = [p | {"umpan": ["Rekan: selalu menjawab pada hari yang sama."]} for p in isi["perilaku"]]
    return isi


def evaluasi(banyak, **lain):
    isi = contoh.cetakan(_konten(banyak, **lain))
    return isi | {
        "periode": PERIODE, "atasan": ATASAN, "organisasi": "BAIK", "predikat": "BAIK", "ttd": TTD,
        "rating": {"hasil": "SESUAI_EKSPEKTASI", "perilaku": "DI_ATAS_EKSPEKTASI"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("harap", "nama", "lain", "banyak"),
    [
        (F10, "f10", {"bentuk": "JPT"}, 1),
        (F10, "f10", {"bentuk": "JPT"}, 12),
        *((F11, "f11", {}, n) for n in JUMLAH_BARIS),
        (F12, "f12", {"pendekatan": "KUALITATIF"}, 12),
    ],
)
def test_formulir_evaluasi(harap, nama, lain, banyak):
    pdf = _pdf("cetak/evaluasi_kinerja.html", evaluasi(banyak, **lain), JUDUL, lanskap=True)
    lembar = periksa(pdf, harap, [(f"Hasil{n}", f"Usai{n}") for n in range(banyak)])
    assert "Pimpinan: menurut saya" in lembar.teks()
    if banyak != 60:
        gambar(f"evaluasi-{nama}-{banyak}-baris", pdf)


def dokumen(**lain):
    isi = {k: evaluasi(1)[k] for k in ("kop", "periode", "pegawai", "penilai", "atasan", "organisasi", "predikat", "ttd")}
    return isi | {"catatan": "Pertahankan ketepatan waktu laporan.", "keberatan": None} | lain


def test_f13_tanpa_keberatan():
    pdf = _pdf("cetak/dokumen_evaluasi.html", dokumen(), F13.judul, lanskap=False)
    lembar = periksa(pdf, F13, [])
    # Without an objection the superior does not sign (6.13).
    assert lembar.teks().count("Akhmad Fauzi, S.Sos.") == 1
    gambar("evaluasi-f13-tanpa-keberatan", pdf)


def test_f13_dengan_keberatan():
    k = {
        "alasan": "Target terlampaui dua bulan berturut-turut.", "diajukan_pada": "2027-10-15T09:00:00+08:00",
        "penjelasan": "Bukti bulan Agustus belum diunggah.", "dijelaskan_pada": "2027-10-20T09:00:00+08:00",
        "putusan": "Bukti kemudian lengkap dan meyakinkan.", "predikat": "SANGAT_BAIK",
        "diputus_pada": "2027-10-30T09:00:00+08:00", "pemutus": ATASAN, "surat": "",
    }  # fmt: skip
    ttd = TTD | {"ditandatangani": None, "status": "DIPUTUS"}
    pdf = _pdf("cetak/dokumen_evaluasi.html", dokumen(keberatan=k, ttd=ttd), F13.judul, lanskap=False)
    # The first predikat stays in block 4; the decision names the other one.
    harap = FormulirDiharapkan(
        judul=F13.judul,
        balok=(*F13.balok, "6 KEBERATAN", "7 PENJELASAN PEJABAT PENILAI ATAS KEBERATAN",
               "8 KEPUTUSAN ATASAN PEJABAT PENILAI KINERJA", "Predikat kinerja pegawai: SANGAT BAIK", "10.",
               "Atasan Pejabat Penilai Kinerja", "Akhmad Fauzi, S.Sos."),
        kepala=(), tepi=POTRET,
    )  # fmt: skip
    periksa(pdf, harap, [])
    gambar("evaluasi-f13-dengan-keberatan", pdf)


@pytest.mark.parametrize("banyak", JUMLAH_BARIS)
def test_f14(banyak):
    orang = [
        {"nama": f"Orang{n}", "nip": contoh.PEGAWAI["nip"], "jabatan": f"Jabatan{n}", "hasil": "SESUAI_EKSPEKTASI",
         "perilaku": "SESUAI_EKSPEKTASI", "predikat": "BAIK", "sumber": ""}
        for n in range(banyak)
    ]  # fmt: skip
    baris = [
        {"nama": "Baik paling banyak 70 %", "batas": 26, "nilai": 27, "dipenuhi": False, "informasi": False,
         "alasan": "Satu orang pindahan dari unit yang melampaui target."},
        {"nama": "Selebihnya boleh Sangat Baik", "batas": None, "nilai": 7, "dipenuhi": True, "informasi": True, "alasan": ""},
    ]  # fmt: skip
    sebaran = [
        {"predikat": str(p), "jumlah": banyak if p == "BAIK" else 0, "persen": "100" if p == "BAIK" else "0"} for p in Predikat
    ]
    isi = {
        "kop": contoh.KOP, "unit": "Dinas Perpustakaan dan Kearsipan", "periode": PERIODE, "organisasi": "BAIK",
        "usulan": "BAIK", "dasar": ["Semua rencana aksi mencapai target."], "alasan": "", "jumlah": banyak, "sebaran": sebaran,
        "baris": baris, "pegawai": orang, "penetap": ATASAN,
        "ttd": {"tempat": "Paringin", "tanggal": "2027-10-12", "surat": ""},
    }  # fmt: skip
    pdf = _pdf("cetak/penetapan_predikat.html", isi, F14.judul, lanskap=False)
    periksa(pdf, F14, [(f"Orang{n}", f"Jabatan{n}") for n in range(banyak)])
    if banyak != 60:
        gambar(f"evaluasi-f14-{banyak}-baris", pdf)


# -- the curve


@pytest.mark.parametrize("organisasi", list(PredikatOrganisasi))
def test_bentuk_pola_berjumlah_24_dan_memuncak_pada_kelompok_utamanya(organisasi):
    bentuk = kurva.BENTUK[organisasi]
    assert sum(bentuk) == 24
    utama = {"ISTIMEWA": "SANGAT_BAIK", "KURANG": "KURANG_MISCONDUCT"}.get(organisasi, str(organisasi))
    assert kurva.URUT[bentuk.index(max(bentuk))] == utama


def test_batang_setinggi_bagiannya_dan_kurva_dari_kiri_ke_kanan():
    k = kurva.kurva("BAIK", {Predikat.BAIK: 10, Predikat.SANGAT_BAIK: 5})
    per = {b.predikat: b for b in k.batang}
    assert [b.label for b in k.batang] == ["Sangat Kurang", "Kurang/Misconduct", "Butuh Perbaikan", "Baik", "Sangat Baik"]
    assert per["SANGAT_BAIK"].tinggi * 2 == per["BAIK"].tinggi
    assert per["BAIK"].y == kurva.ATAS and per["SANGAT_KURANG"].tinggi == 0
    assert k.jalur.startswith("M60 ") and k.jalur.endswith("540 135")
    assert kurva.kurva(None).jalur == ""

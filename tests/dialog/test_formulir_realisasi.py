"""F9 rencana aksi and realisasi of a period against what a person typed from section 6.9 and the columns of F11; who prints."""

import json
import re

import pytest

from dialog.actions import realisasi as aksi
from dialog.actions import rencana as aksi_rencana
from dialog.enums import KeadaanRealisasi as K
from dialog.reports import realisasi as cetak_realisasi
from dialog.reports import rencana_aksi
from kinerja.layanan.dokumen.actions import terbitkan_dokumen
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from tests.dialog.pabrik_realisasi import MEI
from tests.layanan.uji_formulir import JUMLAH_BARIS, FormulirDiharapkan, gambar, periksa
from tests.skp import contoh_cetak as contoh
from tests.skp.test_formulir import LANSKAP, TTD, cetakkan, tanda

JUDUL = "Rencana Aksi 2027 Rahmat Hidayatullah, S.A.P."
PIHAK = (
    "PEMERINTAH KABUPATEN BALANGAN PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2027",
    "NO PEGAWAI YANG DINILAI NO PEJABAT PENILAI KINERJA",
    "1 NAMA Rahmat Hidayatullah, S.A.P. 1 NAMA Gunawan Santosa, S.Sos., M.A.P.",
    "5 UNIT KERJA",
)
F9 = FormulirDiharapkan(
    judul=JUDUL,
    balok=("RENCANA AKSI", "TAHUN 2027", *PIHAK, "TARGET PERIODE", "BUKTI DUKUNG", "RENCANA HASIL", "TW I", *TTD),
    kepala=("NO", "REALISASI", "BUKTI", "STATUS"),
    tepi=LANSKAP,
    lanskap=True,
)
PERIODE = FormulirDiharapkan(
    judul=JUDUL,
    balok=("REALISASI KINERJA PEGAWAI", "PERIODE: TRIWULAN III 2027", *PIHAK, "1. Meningkatnya mutu layanan", *TTD),
    kepala=("NO", "ASPEK", "INDIKATOR KINERJA INDIVIDU", "TARGET", "REALISASI BERDASARKAN BUKTI DUKUNG", "CAPAIAN", "KEADAAN"),
    tepi=LANSKAP,
    lanskap=True,
)
KEPALA = {
    "kop": contoh.KOP, "tahun": 2027, "periode": {"mulai": "2027-01-01", "sampai": "2027-12-31"}, "pegawai": contoh.PEGAWAI,
    "penilai": contoh.PENILAI, "ttd": {"tempat": "Paringin", "tanggal": "2027-01-18"},
}  # fmt: skip


def _langkah(i, target):
    return {
        "no": i, "rhk": "Meningkatnya mutu layanan", "langkah": f"Awal{i:03d} menyusun dan mengirim laporan Akhir{i:03d}",
        "target": target, "bukti": "Tanda terima", "realisasi": "1.1: 9 laporan", "tautan": "3 bukti",
        "status": "TW I: Sesuai target\nTW II: Sebagian tercapai",
    }  # fmt: skip


@pytest.mark.parametrize("n", JUMLAH_BARIS)
def test_rencana_aksi(n):
    baris = [_langkah(i, ["2 laporan", "", "x", "4 laporan"]) for i in range(1, n + 1)]
    isi = KEPALA | {"skp": 1, "kolom": ["TW I", "TW II", "TW III", "TW IV dan akhir tahun"], "baris": baris}
    pdf = cetakkan(isi, F9, "cetak/rencana_aksi.html")
    if n == 12:
        gambar("rencana-aksi-12-baris", pdf)
    periksa(pdf, F9, tanda(n))


def test_rencana_aksi_bulanan_satu_kolom_target():
    baris = [_langkah(1, ["Januari: 2\nFebruari: 3"])]
    harap = _tanpa_tw()
    pdf = cetakkan(KEPALA | {"skp": 1, "kolom": [], "baris": baris}, harap, "cetak/rencana_aksi.html")
    lembar = periksa(pdf, harap, tanda(1))
    assert lembar.cari("Januari: 2") is not None


def _tanpa_tw():
    return FormulirDiharapkan(
        F9.judul,
        tuple(b for b in F9.balok if b not in ("TW I", "BUKTI DUKUNG", "RENCANA HASIL")),
        F9.kepala,
        F9.tepi,
        lanskap=True,
    )


@pytest.mark.parametrize("n", JUMLAH_BARIS)
def test_realisasi_periode(n):
    iki = [
        {
            "nomor": f"1.{i}", "uraian": f"Awal{i:03d} jumlah laporan", "segi": "Kuantitas", "target": "12 laporan",
            "nilai": "9", "cerita": "Dua desa menyusul.", "bukti": ["Tanda terima"], "tanpa_bukti": "", "capaian": "75%",
            "keadaan": f"Akhir{i:03d}",
        }
        for i in range(1, n + 1)
    ]  # fmt: skip
    isi = KEPALA | {
        "skp": 1, "nama_periode": "Triwulan III", "dikirim": "12 Oktober 2027", "segi": "ASPEK",
        "rhk": [{"no": 1, "uraian": "Meningkatnya mutu layanan", "iki": iki}],
    }  # fmt: skip
    pdf = cetakkan(isi, PERIODE, "cetak/realisasi.html")
    if n == 12:
        gambar("realisasi-12-baris", pdf)
    periksa(pdf, PERIODE, tanda(n))


# -- from live rows


@pytest.fixture
def s(panggung_modul, dunia):
    with jam.pada(MEI):
        yield panggung_modul


def test_rencana_aksi_terbit_dari_yang_tersimpan(s, dunia):
    kunci = str(s.versi.skp_id)
    with pytest.raises(Ditolak, match="belum ada"):
        rencana_aksi.rakit(kunci)
    for p in (s.tw2, s.periode[2]):
        isi = {"uraian": "Menyusun draf", "target": f"{p.urut} laporan", "bukti_disepakati": "Tanda terima"}
        aksi_rencana.tambah_rencana(s.hitung.lini_rhk, p, isi, by=s.akun)
    s.tulis(nilai_teks="3")
    d = terbitkan_dokumen("rencana_aksi", kunci, by=s.akun, antrekan=False)
    isi = json.loads(d.snapshot)["isi"]
    (baris,) = isi["baris"]
    assert isi["kolom"] == ["TW I", "TW II", "TW III", "Akhir tahun"] or isi["kolom"][3].startswith("TW IV")
    assert baris["target"] == ["", "2 laporan", "3 laporan", ""]
    assert re.search(r"1\.\d: 3", baris["realisasi"])
    assert baris["status"].startswith("TW II: Belum ada kemajuan")
    assert set(d.pihak.values_list("pegawai_id", flat=True)) == {s.orang.pk, s.versi.penilai_id}


def test_realisasi_terbit_dan_hanya_bagi_yang_boleh_membaca(s, dunia):
    kunci = cetak_realisasi.kunci_realisasi(s.versi.skp, s.tw2)
    with pytest.raises(Ditolak, match="belum diisi"):
        cetak_realisasi.rakit(kunci)
    s.tulis(nilai_teks="6", keadaan=K.SESUAI, alasan_tanpa_bukti="Masih dicetak")
    isi = cetak_realisasi.rakit(kunci).isi
    baris = {b["uraian"]: b for r in isi["rhk"] for b in r["iki"]}["Jumlah laporan"]
    assert (baris["nilai"], baris["capaian"], baris["keadaan"]) == ("6", "50%", "Sesuai target")
    assert baris["tanpa_bukti"] == "Masih dicetak"
    jenis = cetak_realisasi.JENIS
    assert jenis.boleh_terbit(s.akun, kunci) and jenis.boleh_terbit(s.penilai, kunci)
    assert not jenis.boleh_terbit(dunia.akun(dunia.k.rekan), kunci)
    for salah in ("x", "1", f"{s.versi.skp_id}-", f"{s.versi.skp_id}-999999", "9" * 30):
        assert not jenis.boleh_terbit(dunia.akun(dunia.k.rekan), salah)
        with pytest.raises(Ditolak):
            cetak_realisasi.rakit(salah)


def test_realisasi_lengkap_menyebut_harinya(s):
    for lini in (s.hitung, s.posisi):
        aksi.isi_realisasi(lini, s.tw2, {"nilai_teks": "6", "keadaan": K.SEBAGIAN, "alasan_tanpa_bukti": "Dicetak"}, by=s.akun)
    aksi.nyatakan_lengkap(s.orang, s.tw2, by=s.akun)
    isi = cetak_realisasi.rakit(cetak_realisasi.kunci_realisasi(s.versi.skp, s.tw2)).isi
    assert isi["dikirim"] == "20 Mei 2026"

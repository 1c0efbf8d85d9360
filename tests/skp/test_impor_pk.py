"""``manage.py impor_pk``: a preview anywhere, a draft only for a chosen unit, the same file twice changes nothing."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kinerja.organisasi.models import UnitKerja
from kinerja.siklus.models import Siklus
from skp.actions.pk import berlakukan_pk
from skp.enums import StatusPK
from skp.models import IndikatorPK, LiniIndikator, LiniSasaran, PerjanjianKinerja, Sasaran
from skp.pk_json import urai
from skp.queries_pk import baca_isi, rincian
from tests import pabrik
from tests.skp.test_pk_json import CONTOH, PK, berarti, pk

pytestmark = pytest.mark.django_db
CIREBON = CONTOH / "pk" / "bkpsdm_kota_cirebon_2026.json"


def jalankan(berkas: Path, *lain: str) -> dict[str, Any]:
    keluar = io.StringIO()
    call_command("impor_pk", berkas, *lain, stdout=keluar, stderr=io.StringIO())
    return json.loads(keluar.getvalue())


def badan() -> UnitKerja:
    akar = pabrik.unit("Pemerintah Kabupaten Contoh", jenis="PEMDA")
    return pabrik.unit("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", akar, "BADAN", singkatan="BKPSDM")


@pytest.mark.parametrize("nama", PK)
def test_pratinjau_di_basis_data_kosong(nama: str) -> None:
    assert not UnitKerja.objects.exists()
    assert not Siklus.objects.exists()
    hasil = jalankan(CONTOH / "pk" / f"{nama}.json")
    assert tuple(hasil[k] for k in ("sasaran", "indikator", "program", "simpul")) == PK[nama]
    assert hasil["unit"] is None
    assert hasil["ditolak"] == []
    assert not PerjanjianKinerja.objects.exists()


@pytest.mark.parametrize("nama", PK)
def test_setiap_contoh_tersimpan_tanpa_kehilangan(nama: str) -> None:
    unit = badan()
    berkas = CONTOH / "pk" / f"{nama}.json"
    hasil = jalankan(berkas, "--unit", unit.nama_kini, "--terapkan")
    assert (hasil["diterapkan"], hasil["versi"], hasil["status"]) == (True, 1, "DRAF")
    tersimpan = PerjanjianKinerja.objects.get()
    assert baca_isi(rincian(tersimpan)) == urai(berkas.read_bytes()).isi
    tertulis = IndikatorPK.objects.filter(sasaran__pk_unit=tersimpan)
    assert tertulis.count() == PK[nama][1]


def test_unit_dikenal_dari_nama_singkatan_kode_dan_tanda_kurung() -> None:
    unit = badan()
    UnitKerja.objects.filter(pk=unit.pk).update(kode="5.03.0")
    assert jalankan(CIREBON)["unit"] == {"id": unit.pk, "kode": "5.03.0", "nama": unit.nama_kini}
    assert jalankan(CONTOH / "pk" / "bkpsdm_aceh_barat_2025_2029.json")["unit"]["id"] == unit.pk
    assert jalankan(CONTOH / "pk" / "dinkes_boyolali_2026.json")["unit"] is None
    assert jalankan(CONTOH / "pk" / "dinkes_boyolali_2026.json", "--unit", "5.03.0")["unit"]["id"] == unit.pk


def test_unit_yang_bernama_sama_tidak_ditebak() -> None:
    badan()
    akar = UnitKerja.objects.get(depth=1)
    pabrik.unit("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", akar, "BADAN")
    assert jalankan(CIREBON)["unit"] is None


def test_unit_tak_dikenal_tidak_dapat_diterapkan() -> None:
    with pytest.raises(CommandError, match="--unit KODE"):
        jalankan(CIREBON, "--terapkan")
    with pytest.raises(CommandError, match="'X' tidak ditemukan"):
        jalankan(CIREBON, "--unit", "X", "--terapkan")
    assert not PerjanjianKinerja.objects.exists()


def test_berkas_yang_sama_dua_kali_tidak_mengubah_apa_pun() -> None:
    badan()
    jalankan(CIREBON, "--terapkan")
    sebelum = list(IndikatorPK.objects.order_by("pk").values())
    hasil = jalankan(CIREBON, "--terapkan")
    assert (hasil["berubah"], hasil["diterapkan"], hasil["perubahan"]) == (False, False, 0)
    assert list(IndikatorPK.objects.order_by("pk").values()) == sebelum


def test_draf_yang_diimpor_lagi_mempertahankan_silsilah(tmp_path: Path) -> None:
    badan()
    jalankan(CIREBON, "--terapkan")
    lama = dict(IndikatorPK.objects.values_list("uraian", "lini"))
    berkas = tmp_path / "baru.json"
    isi = json.loads(CIREBON.read_text())
    isi["sasaran_strategis"][0]["indikator"][0]["target"] = "17"
    isi["sasaran_strategis"].reverse()
    berkas.write_text(json.dumps(isi))
    hasil = jalankan(berkas, "--terapkan")
    assert (hasil["versi"], hasil["perubahan"]) == (1, 2)
    assert dict(IndikatorPK.objects.values_list("uraian", "lini")) == lama
    assert IndikatorPK.objects.get(uraian__startswith="Persentase capaian kinerja").target_teks == "17"
    assert (LiniIndikator.objects.count(), LiniSasaran.objects.count()) == (9, 3)


def test_simpul_yang_bernama_sama_dikenali_dari_idnya(tmp_path: Path) -> None:
    """Both nodes of this file are called "Kartu indikator program"."""
    badan()
    jalankan(CIREBON, "--terapkan")
    isi = json.loads(CIREBON.read_text())
    isi["simpul_bawah"].reverse()
    isi["simpul_bawah"][0]["indikator"][0]["target"] = "95"
    berkas = tmp_path / "baru.json"
    berkas.write_text(json.dumps(isi))
    lama = dict(IndikatorPK.objects.values_list("uraian", "lini"))
    assert jalankan(berkas, "--terapkan")["perubahan"] == 2
    assert dict(IndikatorPK.objects.values_list("uraian", "lini")) == lama


def test_di_atas_yang_berlaku_menjadi_versi_baru_beralasan(tmp_path: Path) -> None:
    badan()
    jalankan(CIREBON, "--terapkan")
    berlaku = berlakukan_pk(PerjanjianKinerja.objects.get(), by=None)
    assert jalankan(CIREBON, "--terapkan")["diterapkan"] is False
    berkas = tmp_path / "perubahan_anggaran.json"
    isi = json.loads(CIREBON.read_text())
    isi["program"][0]["anggaran"] = 400_000_000
    berkas.write_text(json.dumps(isi))
    assert jalankan(berkas, "--terapkan")["versi"] == 2
    baru = PerjanjianKinerja.objects.get(versi=2)
    assert (baru.status, baru.alasan) == (StatusPK.DRAF, "Impor berkas perubahan_anggaran.json.")
    silsilah = Sasaran.objects.order_by("urut").values_list("lini", flat=True)
    assert list(silsilah.filter(pk_unit=berlaku)) == list(silsilah.filter(pk_unit=baru))


def test_tahun_dapat_dipilih() -> None:
    badan()
    jalankan(CONTOH / "pk" / "bkpsdm_pohuwato_2023.json", "--unit", "BKPSDM", "--tahun", "2026", "--terapkan")
    pk = PerjanjianKinerja.objects.get()
    assert (pk.tahun, pk.lain["tahun_sumber"]) == (2026, 2023)
    with pytest.raises(CommandError, match="antara 2015 dan 2100"):
        jalankan(CIREBON, "--tahun", "1999")


def test_yang_ditolak_menahan_semuanya(tmp_path: Path) -> None:
    unit = badan()
    berkas = tmp_path / "a.json"
    berkas.write_bytes(pk(program=[{"id": "P1", "nama": "x", "sasaran_id": "S9"}]))
    hasil = jalankan(berkas)
    assert [(d["di"], d["kunci"]) for d in hasil["ditolak"]][:1] == [("program ke-1", "P1")]
    with pytest.raises(CommandError, match="S9 tidak ada"):
        jalankan(berkas, "--unit", unit.nama_kini, "--terapkan")
    assert not PerjanjianKinerja.objects.exists()


@pytest.mark.parametrize(
    ("isi", "kata"),
    [(b"", "kosong"), (b"PK\x03\x04\xff", "UTF-8"), (b"{}", "skema"), (b"x" * (50 * 1024 * 1024), "lebih besar")],
    ids=["kosong", "biner", "skema", "50 MB"],
)
def test_berkas_salah_adalah_satu_kalimat(tmp_path: Path, isi: bytes, kata: str) -> None:
    berkas = tmp_path / "salah.json"
    berkas.write_bytes(isi)
    for lain in ((), ("--terapkan",)):
        with pytest.raises(CommandError, match=kata):
            jalankan(berkas, *lain)
    assert not PerjanjianKinerja.objects.exists()


def test_berkas_yang_tidak_ada(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tidak ditemukan"):
        jalankan(tmp_path / "tiada.json")


def test_contoh_dan_susunan_baku_sama() -> None:
    """What is written again can be read again."""
    from skp.pk_json import susun

    isi = urai(CIREBON.read_bytes()).isi
    assert berarti(susun(urai(json.dumps(susun(isi)).encode()).isi)) == berarti(susun(isi))

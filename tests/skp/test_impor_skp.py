"""``manage.py impor_skp``: a preview for anybody, a draft for a known person, chains of files linked by id, no key lost."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kinerja.organisasi.models import Pegawai
from kinerja.plumbing import jam
from skp.actions.impor_skp import baca_skp
from skp.enums import BentukSKP, StatusSKP
from skp.models import IKI, RHK, SKP, ManualIndikator, VersiSKP
from skp.skp_json import susun, urai
from tests.skp import pabrik
from tests.skp.pabrik import KabupatenSKP
from tests.skp.test_pk_json import CONTOH, berarti
from tests.skp.test_pk_json import SKP as CONTOH_SKP

pytestmark = pytest.mark.django_db


@pytest.fixture
def dunia() -> Any:
    with jam.pada(pabrik.AWAL):
        yield pabrik.kabupaten_skp()


def berkas(nama: str) -> Path:
    return next((CONTOH / "skp").glob(f"{nama}_*.json"))


def jalankan(jalur: Path, *lain: str) -> dict[str, Any]:
    keluar = io.StringIO()
    call_command("impor_skp", jalur, *lain, stdout=keluar, stderr=io.StringIO())
    return json.loads(keluar.getvalue())


def setahun(jalur: Path, folder: Path, **ubah: Any) -> Path:
    """The same file for the year of the test."""
    isi = json.loads(jalur.read_text()) | {"tahun": pabrik.TAHUN} | ubah
    baru = folder / jalur.name
    baru.write_text(json.dumps(isi))
    return baru


def terapkan(nama: str, orang: Pegawai, folder: Path, **ubah: Any) -> dict[str, Any]:
    return jalankan(setahun(berkas(nama), folder, **ubah), "--nip", orang.nip, "--terapkan")


@pytest.mark.parametrize("nama", CONTOH_SKP)
def test_pratinjau_tanpa_apa_pun(nama: str) -> None:
    hasil = jalankan(CONTOH / "skp" / f"{nama}.json", "--nip", "198001012005011001")
    assert tuple(hasil[k] for k in ("rhk", "iki", "perilaku", "lampiran")) == CONTOH_SKP[nama]
    assert (hasil["pegawai"], hasil["ditolak"]) == (None, [])
    assert not SKP.objects.exists()


@pytest.mark.parametrize("nama", CONTOH_SKP)
def test_tersimpan_tanpa_kehilangan_pada_formulir_mana_pun(nama: str, dunia: KabupatenSKP, tmp_path: Path) -> None:
    for orang in (dunia.k.kadis, dunia.k.pelaksana):
        hasil = terapkan(nama[:2], orang, tmp_path)
        assert (hasil["diterapkan"], hasil["versi"], hasil["status"]) == (True, 1, "DRAF")
        versi = VersiSKP.objects.get(skp__pegawai=orang)
        asal = json.loads((tmp_path / f"{nama}.json").read_bytes())
        assert _tanpa_urut(berarti(susun(baca_skp(versi)))) == _tanpa_urut(berarti(asal))
        assert versi.status == StatusSKP.DRAF


def _tanpa_urut(isi: dict[str, Any]) -> dict[str, Any]:
    return isi | {"perilaku": sorted(isi["perilaku"], key=lambda p: p["nilai"])}


def test_berkas_yang_sama_dua_kali_tidak_mengubah_apa_pun(dunia: KabupatenSKP, tmp_path: Path) -> None:
    terapkan("03", dunia.k.kabid, tmp_path)
    sebelum = VersiSKP.objects.values().get(), list(IKI.objects.values())
    hasil = terapkan("03", dunia.k.kabid, tmp_path)
    assert (hasil["berubah"], hasil["diterapkan"]) == (False, False)
    assert (VersiSKP.objects.values().get(), list(IKI.objects.values())) == sebelum
    assert jalankan(tmp_path / berkas("03").name, "--nip", dunia.k.kabid.nip)["berubah"] is False


def test_berkas_yang_berubah_mempertahankan_silsilah(dunia: KabupatenSKP, tmp_path: Path) -> None:
    terapkan("04", dunia.k.jf, tmp_path)
    lama = dict(RHK.objects.values_list("uraian", "lini"))
    rhk = json.loads(berkas("04").read_text())["rhk"]
    rhk[0]["iki"][0]["target"] = "12345"
    assert terapkan("04", dunia.k.jf, tmp_path, rhk=rhk)["diterapkan"] is True
    assert dict(RHK.objects.values_list("uraian", "lini")) == lama
    assert IKI.objects.filter(target_angka=12345).count() == 1


def test_rantai_berkas_menjadi_tautan(dunia: KabupatenSKP, tmp_path: Path) -> None:
    """01 -> 03 -> 04, down the chain of assessors."""
    terapkan("01", dunia.k.kadis, tmp_path)
    terapkan("03", dunia.k.kabid, tmp_path)
    induk = {r.lain["id"]: r.induk_lini for r in RHK.objects.filter(versi__skp__pegawai=dunia.k.kabid)}
    j4 = RHK.objects.get(versi__skp__pegawai=dunia.k.kadis, lain__id="J4")
    j3 = RHK.objects.get(versi__skp__pegawai=dunia.k.kadis, lain__id="J3")
    assert induk == {"A1": j4.lini, "A2": j3.lini, "A3": j4.lini, "A4": None}
    assert RHK.objects.get(lain__id="A1").rhk_pimpinan_teks == "Meningkatnya kinerja sumber daya aparatur (J4)"


def test_berkas_tahun_lain_untuk_tahun_ini(dunia: KabupatenSKP) -> None:
    hasil = jalankan(berkas("01"), "--nip", dunia.k.kadis.nip, "--tahun", str(pabrik.TAHUN), "--terapkan")
    assert (hasil["tahun"], hasil["diterapkan"]) == (pabrik.TAHUN, True)
    assert VersiSKP.objects.get().lain["tahun_sumber"] == 2021
    lagi = jalankan(berkas("01"), "--nip", dunia.k.kadis.nip, "--tahun", str(pabrik.TAHUN), "--terapkan")
    assert lagi["berubah"] is False


def test_tanpa_pimpinan_teksnya_tetap(dunia: KabupatenSKP, tmp_path: Path) -> None:
    terapkan("15", dunia.k.kasi, tmp_path)
    rhk = RHK.objects.filter(versi__skp__pegawai=dunia.k.kasi)
    assert {(r.induk_lini, bool(r.rhk_pimpinan_teks)) for r in rhk} == {(None, True)}


def test_manual_indikator_dan_perspektif_menurut_formulir(dunia: KabupatenSKP, tmp_path: Path) -> None:
    terapkan("01", dunia.k.kadis, tmp_path)
    manual = ManualIndikator.objects.get()
    assert (manual.periode, manual.kendali, manual.satuan) == ("TAHUNAN", "OUTCOME_ANTARA", "%")
    assert SKP.objects.get().bentuk == BentukSKP.JPT
    terapkan("01", dunia.k.pelaksana, tmp_path)
    bawahan = IKI.objects.filter(rhk__versi__skp__pegawai=dunia.k.pelaksana)
    assert {(i.perspektif, i.lain["perspektif"] != "") for i in bawahan} == {("", True)}


def test_yang_tidak_dapat_diterapkan(dunia: KabupatenSKP, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--nip NIP"):
        jalankan(berkas("03"), "--nip", "1", "--terapkan")
    with pytest.raises(CommandError, match="Siklus 2021 belum dibuka"):
        jalankan(berkas("01"), "--nip", dunia.k.kadis.nip, "--terapkan")
    assert not SKP.objects.exists()


def test_yang_ditolak_menahan_semuanya(dunia: KabupatenSKP, tmp_path: Path) -> None:
    rhk = [{"id": "A", "jenis": "LAIN", "uraian": "x", "iki": [{"uraian": "", "aspek": "WAKTU", "perspektif": "ANGGARAN"}]}]
    jalur = setahun(berkas("03"), tmp_path, rhk=rhk)
    hasil = jalankan(jalur, "--nip", dunia.k.kabid.nip)
    assert [d["di"] for d in hasil["ditolak"]] == ["RHK ke-1", "RHK ke-1, IKI ke-1", "RHK ke-1, IKI ke-1"]
    with pytest.raises(CommandError, match="3 bagian ditolak"):
        jalankan(jalur, "--nip", dunia.k.kabid.nip, "--terapkan")
    assert not SKP.objects.exists()


@pytest.mark.parametrize("isi", [b"", b"\xff\xfe", b"[]", b'{"skema": "pk-1"}', b"x" * (50 * 1024 * 1024)])
def test_berkas_salah_adalah_satu_kalimat(isi: bytes, dunia: KabupatenSKP, tmp_path: Path) -> None:
    jalur = tmp_path / "salah.json"
    jalur.write_bytes(isi)
    for lain in ((), ("--terapkan",)):
        with pytest.raises(CommandError, match=r"\.$"):
            jalankan(jalur, "--nip", dunia.k.kabid.nip, *lain)
    assert not SKP.objects.exists()


def test_isinya_dapat_dibaca_ulang() -> None:
    for nama in CONTOH_SKP:
        isi = urai((CONTOH / "skp" / f"{nama}.json").read_bytes()).isi
        assert urai(json.dumps(susun(isi)).encode()).isi == isi

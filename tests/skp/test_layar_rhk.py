"""The page of one RHK: its path up to the Perjanjian Kinerja in one line, and the leader's own standard of exceeding."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from skp.actions import isi, penetapan
from skp.enums import StatusSKP
from skp.jalur import jalur_ke_pk
from skp.layar_skp import LayarSKP
from skp.models import IKI, StandarUnggul
from tests.pemeran import masuk
from tests.skp import pabrik as p


@pytest.fixture
def rhk(dunia):
    return p.skp_draf(dunia, dunia.k.pelaksana).rhk.get()


def halaman(klien, rhk):
    return klien.get(reverse("skp:rhk", args=[rhk.pk])).content.decode()


def test_jalur_satu_baris_menyebut_rhk_pimpinan_dan_di_mana_terputus(dunia, rhk):
    badan = halaman(masuk(dunia.akun(dunia.k.pelaksana)), rhk)
    atas = p.rhk_utama(dunia.k.kasi)
    assert f"{rhk.uraian} → {atas.uraian} → " in badan
    assert "Jalur terputus" in badan


def test_kalimat_pimpinan_yang_ditarik_kembali_tidak_terbaca_dari_bawah(dunia, rhk):
    atas = p.rhk_utama(dunia.k.kasi)
    penetapan.tarik(atas.versi, by=dunia.akun(dunia.k.kasi))
    isi.ubah_rhk(atas, {"uraian": "Kalimat yang masih dipikirkan"}, by=None)
    (satu, dua, *_) = jalur_ke_pk(rhk, dari_bawah=True).mata
    assert (satu.judul, dua.judul) == (rhk.uraian, "RHK yang belum diajukan")
    assert "Kalimat yang masih dipikirkan" not in halaman(masuk(dunia.akun(dunia.k.pelaksana)), rhk)


def test_penilai_menulis_standar_lebih_dahulu_tanpa_membuka_draf(dunia, rhk):
    penilai = masuk(dunia.akun(dunia.k.kasi))
    nama = f"standar.{rhk.pk}.PIMPINAN"
    assert f'name="f.{nama}"' in halaman(penilai, rhk)
    kiriman = {f"f.{nama}": "Selesai sebulan lebih cepat", f"o.{nama}": "", "kembali": "rhk", "kembali_id": rhk.pk}
    jawab = penilai.post(reverse("skp:isi", args=[rhk.versi_id]), kiriman)
    assert jawab.url == reverse("skp:rhk", args=[rhk.pk])
    assert StandarUnggul.objects.get(rhk=rhk).uraian == "Selesai sebulan lebih cepat"
    rhk.versi.refresh_from_db()
    assert rhk.versi.status == "DRAF"


def test_pemilik_tidak_menulis_standar_pimpinan(dunia, rhk):
    pemilik = masuk(dunia.akun(dunia.k.pelaksana))
    nama = f"f.standar.{rhk.pk}.PIMPINAN"
    assert f'name="{nama}"' not in halaman(pemilik, rhk)
    assert pemilik.post(reverse("skp:isi", args=[rhk.versi_id]), {nama: "Dari pegawai"}).status_code == 403
    assert not StandarUnggul.objects.filter(rhk=rhk).exists()


def test_target_yang_dibagi_dan_kurang_disebut_di_indikator_pimpinan(dunia, rhk):
    """The amount is shared out, and what the people have signed adds up to less; their drafts do not count yet."""
    atas = p.rhk_utama(dunia.k.kasi)
    penetapan.tarik(atas.versi, by=dunia.akun(dunia.k.kasi))
    induk = atas.iki.get()
    isi.ubah_iki(induk, {"uraian": "Jumlah desa yang dibina", "target_teks": "12", "satuan": "desa"}, by=None)
    isi.ubah_rhk(rhk, {"induk_lini": atas.lini_id, "induk_iki": induk.lini_id, "metode": "DIRECT_WILAYAH"}, by=None)
    IKI.objects.filter(rhk=rhk).update(uraian="Jumlah desa yang dibina", target_teks="5", satuan="Desa")

    def kurang():
        atas.versi.refresh_from_db()
        return [s.aturan for i in LayarSKP(atas.versi).rhk[0].iki for s in i.nasihat.berdiri if s.aturan == "ANAK_KURANG"]

    assert kurang() == []
    type(rhk.versi).objects.filter(pk=rhk.versi_id).update(
        status=StatusSKP.DIAJUKAN, diajukan_pada=rhk.versi.status_pada, diajukan_oleh=dunia.akun(dunia.k.pelaksana)
    )
    assert kurang() == ["ANAK_KURANG"]
    isi.ubah_iki(induk, {"target_teks": "5"}, by=None)
    assert kurang() == []
    layar = LayarSKP(atas.versi)
    assert layar.isi.rhk
    with CaptureQueriesContext(connection) as tangkap:
        assert layar.rhk
    assert sum("induk_iki" in q["sql"] for q in tangkap.captured_queries) == 1

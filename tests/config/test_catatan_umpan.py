"""The log of giving feedback: no account, no address of a machine, no receiver."""

import json

import pytest

from tests.config.test_catatan import baris
from tests.pemeran import pemeran

__all__ = ["baris", "pemeran"]


@pytest.mark.django_db
@pytest.mark.parametrize("jalan", ["/dialog/umpan-balik/beri/?untuk={}", "/dialog/umpan-balik/tarik/?umpan={}"])
def test_log_umpan_balik_tanpa_akun_dan_tanpa_penerima(pemeran, baris, jalan):
    penerima = pemeran.k.kasi.pk
    pemeran.klien("pegawai").get(jalan.format(penerima), REMOTE_ADDR="10.99.0.7")
    semua = baris()
    selesai = next(x for x in semua if x["event"] == "request_finished")
    assert selesai["request"] == f"GET {jalan.split('?')[0]}"
    assert not any("user_id" in x or "ip" in x for x in semua)
    assert "10.99.0.7" not in json.dumps(semua)


@pytest.mark.django_db
def test_log_halaman_lain_tetap_menyebut_akunnya(pemeran, baris):
    pemeran.klien("pegawai").get("/dialog/")
    assert any(x.get("user_id") == pemeran.pegawai.pk for x in baris())

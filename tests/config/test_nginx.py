"""The proxy's file: small bodies, counted requests, one name, and no code in a log."""

import re
from pathlib import Path

import pytest

from config import catatan
from kinerja.layanan import middleware

ISI = re.sub(r"#.*", "", (Path(__file__).resolve().parents[2] / "deploy/nginx.conf").read_text())
SITUS = next(x for x in re.split(r"^server \{", ISI, flags=re.MULTILINE) if "proxy_set_header" in x)


def tempat(jalan: str) -> str:
    """What the site says about addresses that begin so."""
    return re.search(rf"location {re.escape(jalan)} \{{(.*?)\n    \}}", SITUS, re.DOTALL)[1]


def test_bodies_are_small_but_where_files_are_handed_in():
    assert re.findall(r"^    client_max_body_size (\w+);", SITUS, re.MULTILINE) == ["1m"]
    besar = set(re.findall(r"location (\S+) \{[^}]*client_max_body_size", SITUS))
    assert besar == set(middleware.BATAS_KIRIMAN)


@pytest.mark.parametrize("jalan", sorted(middleware.BATAS_KIRIMAN))
def test_the_application_says_it_before_the_proxy_does(jalan):
    mega = int(re.search(r"client_max_body_size (\d+)m", tempat(jalan))[1])
    terbesar = middleware.BATAS_KIRIMAN[jalan][0]
    assert terbesar <= mega * 1024 * 1024 <= terbesar + 2 * 1024 * 1024


@pytest.mark.parametrize("jalan", ["/akun/", "/verifikasi/"])
def test_what_strangers_ask_is_counted(jalan):
    zona = re.search(r"limit_req zone=(\w+)", tempat(jalan))[1]
    assert re.search(rf"limit_req_zone \$binary_remote_addr zone={zona}:", ISI)


def test_only_one_name_is_answered_and_none_is_reflected():
    assert "$host" not in ISI and "$http_host" not in ISI
    assert len(re.findall(r"listen \d+( ssl)? default_server;", ISI)) == 2
    assert "ssl_reject_handshake on;" in ISI and "return 444;" in ISI
    assert "proxy_set_header Host ${NAMA_SITUS};" in SITUS and "server_name ${NAMA_SITUS};" in SITUS


def test_logs_tell_neither_codes_nor_query_strings():
    bentuk = re.search(r"log_format kinerja '(.*?)';", ISI)[1]
    assert set(re.findall(r"\$\w+", bentuk)) == {
        "$remote_addr", "$time_iso8601", "$request_method", "$jalan_tercatat", "$status", "$body_bytes_sent", "$request_time",
    }  # fmt: skip
    assert re.findall(r"access_log (?!off)(.*);", ISI) == ["/var/log/nginx/access.log kinerja"]
    assert re.findall(r"error_log (.*);", ISI) == ["/var/log/nginx/error.log crit"]
    pola = re.search(r'"~(\^\(\?<awal_jalan>.*?)" "\$\{awal_jalan\}', ISI)[1].replace("(?<", "(?P<")
    for awal in catatan.JALAN_BERKODE:
        assert re.search(pola, f"{awal}ABCDEF2345678/")["awal_jalan"] == awal

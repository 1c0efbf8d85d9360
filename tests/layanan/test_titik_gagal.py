"""Every failpoint of the code is killed in some test."""

import re
from pathlib import Path

AKAR = Path(__file__).resolve().parents[2]
_TITIK = re.compile(r"^\s+titik\(\"([^\"]+)\"\)", re.M)


def test_setiap_titik_gagal_dibunuh_dalam_pengujian():
    titik = {t for p in AKAR.glob("[!.]*/**/*.py") if "tests" not in p.parts for t in _TITIK.findall(p.read_text())}
    uji = "".join(p.read_text() for p in AKAR.glob("tests/**/test_*.py") if "KINERJA_TITIK_GAGAL" in p.read_text())
    assert len(titik) >= 6
    assert {t for t in titik if f'"{t}"' not in uji} == set()

"""Dates that nobody means are refused by the field: the day after the last one does not exist."""

import pytest
from django.core.exceptions import ValidationError

from kinerja.plumbing.isian import bidang_tanggal
from tests.test_lint import AKAR, SUNGAI


@pytest.mark.parametrize("tanggal", ["0001-01-01", "1945-08-16", "2200-01-01", "9999-12-31"])
def test_tanggal_yang_tidak_mungkin_dimaksud_ditolak(tanggal: str) -> None:
    with pytest.raises(ValidationError, match="Periksa tahunnya"):
        bidang_tanggal("Mulai").clean(tanggal)


def test_tanggal_biasa_diterima() -> None:
    assert bidang_tanggal("Mulai").clean("2026-12-31").isoformat() == "2026-12-31"


def test_formulir_tidak_memakai_bidang_tanggal_lain() -> None:
    """A bare DateField takes 31 December 9999, and the act fails on the day after."""
    semua = (p for app in SUNGAI for p in (AKAR / app).rglob("*.py"))
    assert [p.name for p in semua if "forms.DateField(" in p.read_text("utf-8")] == ["isian.py"]

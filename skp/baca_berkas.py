"""The first step of the two JSON commands: a path becomes bytes, or one sentence."""

from pathlib import Path

from skp.baca_json import TERLALU_BESAR, UKURAN_MAKS, GalatBerkas


def baca_berkas(berkas: Path) -> bytes:
    """The content. Raises ``GalatBerkas`` when there is no such file, or it is too large to be one of these."""
    if not berkas.is_file():
        raise GalatBerkas(f"Berkas {berkas} tidak ditemukan.")
    if berkas.stat().st_size > UKURAN_MAKS:
        raise GalatBerkas(TERLALU_BESAR)
    return berkas.read_bytes()

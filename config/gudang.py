"""Where uploaded and printed files go: a folder, or a bucket of S3-compatible storage when one is named."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

_ISI = ("bucket", "endpoint", "region", "kunci", "rahasia", "awalan")


def susunan(lingkungan: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """The entry of ``STORAGES``. Raises ImproperlyConfigured for a bucket without keys: half a setting would lose files."""
    if not lingkungan.get("BERKAS_S3_BUCKET"):
        letak = lingkungan.get("BERKAS_ROOT") or str(folder)
        return {"BACKEND": "kinerja.plumbing.gudang.GudangFolder", "OPTIONS": {"location": letak}}
    kurang = [x for x in ("BERKAS_S3_KUNCI", "BERKAS_S3_RAHASIA") if not lingkungan.get(x)]
    if kurang:
        raise ImproperlyConfigured(f"BERKAS_S3_BUCKET terisi; isi juga {' dan '.join(kurang)}.")
    isi = {
        x: lingkungan.get(f"BERKAS_S3_{x.upper()}", "") for x in ("bucket", "endpoint", "region", "kunci", "rahasia", "awalan")
    }
    return {"BACKEND": "kinerja.plumbing.gudang.GudangS3", "OPTIONS": isi}

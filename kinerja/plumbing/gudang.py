"""Where stored files lie: a private folder, or S3-compatible storage by setting. A file is there whole or not at all.

Both raise ``FileNotFoundError`` for a file that is gone and ``GudangTakTersedia`` when the storage itself does not answer;
the folder raises ``GudangPenuh`` when there is no room.
"""

import contextlib
import errno
import fcntl
import functools
import os
import tempfile
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage

from kinerja.plumbing.galat import Galat

_SEBAGIAN = ".sebagian"
#: What a system says when a disk, a quota or a limit of file size is reached.
_PENUH = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
#: Seconds of silence after which a bucket counts as gone.
BATAS_DIAM = 30.0


class GudangTakTersedia(Galat):
    """The storage does not answer (503)."""

    status = 503

    def __init__(self) -> None:
        super().__init__("Penyimpanan berkas sedang tidak dapat dihubungi. Tunggu beberapa menit, lalu coba lagi.")


class GudangPenuh(Galat):
    """No room for the file (503); nothing of it remains."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "Penyimpanan berkas penuh, jadi berkas ini belum tersimpan. Isian lain tidak hilang. Sampaikan kepada BKPSDM, lalu "
            "unggah lagi."
        )


@contextlib.contextmanager
def bila_penuh() -> Iterator[None]:
    """Raises ``GudangPenuh`` where the system finds no room to write."""
    try:
        yield
    except OSError as galat:
        if galat.errno in _PENUH:
            raise GudangPenuh from galat
        raise


class GudangFolder(FileSystemStorage):
    """A folder. A file gets its name when its last byte is on the disk."""

    def _save(self, name: str, content: "File[bytes]") -> str:
        tujuan = Path(self.path(name))
        sementara = Path(self.location) / _SEBAGIAN / token_hex(16)
        try:
            with bila_penuh():
                self._tulis(sementara, content)
                tujuan.parent.mkdir(parents=True, exist_ok=True)
                sementara.rename(tujuan)
        except BaseException:
            sementara.unlink(missing_ok=True)
            raise
        return name.replace("\\", "/")

    def _tulis(self, ke: Path, content: "File[bytes]") -> None:
        ke.parent.mkdir(parents=True, exist_ok=True)
        with ke.open("xb") as berkas:
            fcntl.flock(berkas, fcntl.LOCK_EX)
            for potong in content.chunks():
                berkas.write(potong)
            berkas.flush()
            os.fsync(berkas.fileno())

    def utuh_di(self, awalan: str) -> Iterator[tuple[str, float]]:
        """Whole files of a folder with their age in seconds, by the clock of the disk and not by the application's."""
        sebagian = Path(self.location) / _SEBAGIAN
        sebagian.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=sebagian) as kini:
            saat = Path(kini.name).stat().st_mtime
        for berkas in Path(self.path(awalan)).glob("*"):
            with contextlib.suppress(FileNotFoundError):
                yield f"{awalan}/{berkas.name}", saat - berkas.stat().st_mtime

    def sapu(self) -> int:
        """Remove the parts that nobody writes any more, because their process was killed; returns how many."""
        return sum(_buang_terlantar(x) for x in (Path(self.location) / _SEBAGIAN).glob("*"))


def _buang_terlantar(bagian: Path) -> bool:
    with contextlib.suppress(BlockingIOError, FileNotFoundError), bagian.open("rb") as berkas:
        fcntl.flock(berkas, fcntl.LOCK_EX | fcntl.LOCK_NB)
        bagian.unlink()
        return True
    return False


@contextlib.contextmanager
def _terjemahkan(nama: str) -> Iterator[None]:
    """What boto3 raises, in the words of a storage."""
    from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

    try:
        yield
    except ClientError as galat:
        if galat.response.get("Error", {}).get("Code") in {"NoSuchKey", "404", "NotFound"}:
            raise FileNotFoundError(nama) from galat
        raise GudangTakTersedia from galat
    except (BotoCoreError, HTTPClientError) as galat:
        raise GudangTakTersedia from galat


class GudangS3(Storage):
    """A bucket. One PUT per file, which the other side keeps whole or not at all; reading streams.

    boto3 is imported with the first file, so that a folder costs nothing of it.
    """

    def __init__(
        self, *, bucket: str, endpoint: str = "", region: str = "", kunci: str, rahasia: str, awalan: str = ""
    ) -> None:
        self._bucket, self._awalan = bucket, f"{awalan.strip('/')}/" if awalan.strip("/") else ""
        self._alamat = {"endpoint_url": endpoint or None, "region_name": region or "us-east-1"}
        self._masuk = {"aws_access_key_id": kunci, "aws_secret_access_key": rahasia}

    @functools.cached_property
    def _klien(self) -> Any:
        """One client, which threads may share."""
        import boto3
        from botocore.config import Config

        susunan = Config(
            connect_timeout=5,
            read_timeout=BATAS_DIAM,
            retries={"total_max_attempts": 2},
            s3={"addressing_style": "path" if self._alamat["endpoint_url"] else "auto"},
            # Checksums in trailers are Amazon's; many a compatible storage refuses them.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        return boto3.client("s3", config=susunan, **self._alamat, **self._masuk)

    def _sasaran(self, name: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": f"{self._awalan}{name}"}

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        if mode != "rb":
            raise ValueError("Berkas tersimpan hanya dapat dibaca.")
        with _terjemahkan(name):
            return _Aliran(self._klien.get_object(**self._sasaran(name))["Body"], name)

    def _save(self, name: str, content: "File[bytes]") -> str:
        content.seek(0)
        with _terjemahkan(name):
            self._klien.put_object(**self._sasaran(name), Body=content.file, ContentLength=content.size)
        return name

    def delete(self, name: str) -> None:
        """Remove; a file that is not there is no error."""
        with _terjemahkan(name):
            self._klien.delete_object(**self._sasaran(name))

    def exists(self, name: str) -> bool:
        """Whether the bucket has it."""
        try:
            self._kepala(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        """Bytes."""
        return int(self._kepala(name)["ContentLength"])

    def _kepala(self, name: str) -> dict[str, Any]:
        with _terjemahkan(name):
            jawaban: dict[str, Any] = self._klien.head_object(**self._sasaran(name))
        return jawaban

    def utuh_di(self, awalan: str) -> Iterator[tuple[str, float]]:
        """Objects below a prefix with their age in seconds, by the clock of the bucket."""
        halaman = self._klien.get_paginator("list_objects_v2")
        with _terjemahkan(awalan):
            for isi in halaman.paginate(Bucket=self._bucket, Prefix=f"{self._awalan}{awalan}/"):
                kini = parsedate_to_datetime(isi["ResponseMetadata"]["HTTPHeaders"]["date"])
                for objek in isi.get("Contents", ()):
                    nama = objek["Key"].removeprefix(self._awalan)
                    yield nama, (kini - objek["LastModified"]).total_seconds()

    def url(self, name: str | None) -> str:
        """None: a stored file goes through the view that asks whose it is."""
        raise NotImplementedError("Berkas tersimpan tidak beralamat umum.")


class _Aliran(File):  # type: ignore[type-arg]
    """A body that is read as it comes, once, from the start."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The rest of the body."""
        while potong := self.read(chunk_size or self.DEFAULT_CHUNK_SIZE):
            yield potong

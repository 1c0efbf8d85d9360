"""The virus scanner in front of uploads: a small clamd that really listens, and real commands."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from kinerja.layanan import pemindai
from kinerja.layanan.berkas import simpan_berkas
from kinerja.layanan.pemindai import BerkasTerinfeksi, PemindaiDiam, pindai
from tests.dialog.berkas_contoh import foto

EICAR = b"tanda-virus-uji"


class _Clamd(socketserver.StreamRequestHandler):
    """INSTREAM as clamd speaks it: chunks with their length before them, a zero, one line back."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        isi = b""
        while panjang := struct.unpack(">I", self.rfile.read(4))[0]:
            isi += self.rfile.read(panjang)
        self.server.terbaca.append(len(isi))  # type: ignore[attr-defined]
        jawab = self.server.jawab or (b"stream: Uji FOUND" if EICAR in isi else b"stream: OK")  # type: ignore[attr-defined]
        self.wfile.write(jawab + b"\0")


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True
    jawab = b""


class _Unix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    jawab = b""


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, settings, tmp_path) -> Iterator[socketserver.BaseServer]:
    alamat = str(tmp_path / "clamd.ctl")
    peladen = _Tcp(("127.0.0.1", 0), _Clamd) if request.param == "tcp" else _Unix(alamat, _Clamd)
    peladen.terbaca = []
    threading.Thread(target=peladen.serve_forever, args=(0.02,), daemon=True).start()
    settings.PEMINDAI_VIRUS = f"tcp://127.0.0.1:{peladen.server_address[1]}" if request.param == "tcp" else f"unix://{alamat}"
    yield peladen
    peladen.shutdown()
    peladen.server_close()


def unggahan(isi: bytes = b"a" * 700_000) -> SimpleUploadedFile:
    return SimpleUploadedFile("a.pdf", isi)


def test_clamd_menerima_seluruh_isi_dan_memutus(clamd) -> None:
    berkas = unggahan()
    pindai(berkas)
    assert clamd.terbaca == [700_000]
    assert berkas.tell() == 0
    with pytest.raises(BerkasTerinfeksi, match="menolak berkas ini"):
        pindai(unggahan(b"x" * 300_000 + EICAR))


@pytest.mark.parametrize("jawab", [b"INSTREAM size limit exceeded. ERROR", b""])
def test_jawaban_lain_bukan_izin(clamd, jawab: bytes) -> None:
    clamd.jawab = jawab or b" "
    with pytest.raises(PemindaiDiam, match="belum diterima"):
        pindai(unggahan())


def test_pemindai_yang_mati_menahan_unggahan(settings) -> None:
    settings.PEMINDAI_VIRUS = "tcp://127.0.0.1:9"
    with pytest.raises(PemindaiDiam):
        pindai(unggahan())


def test_tanpa_pemindai_tidak_ada_yang_ditanya(settings) -> None:
    settings.PEMINDAI_VIRUS = ""
    pindai(unggahan(EICAR))


@pytest.mark.parametrize(
    ("perintah", "galat"),
    [
        ("grep -qv tanda", None),
        ("false", BerkasTerinfeksi),
        ("sh -c 'exit 2'", PemindaiDiam),
        ("/tiada/pemindai", PemindaiDiam),
    ],
)
def test_perintah_memutus_dengan_angka_akhirnya(settings, perintah: str, galat: type[Exception] | None) -> None:
    settings.PEMINDAI_VIRUS = perintah
    if galat is None:
        pindai(unggahan(b"bersih\n"))
        return
    with pytest.raises(galat):
        pindai(unggahan())


def test_perintah_yang_tidak_selesai_diputus(settings, monkeypatch) -> None:
    monkeypatch.setattr(pemindai, "BATAS_DIAM", 0.2)
    settings.PEMINDAI_VIRUS = "sleep 30"
    with pytest.raises(PemindaiDiam):
        pindai(unggahan())


def test_yang_terinfeksi_tidak_tersimpan(clamd) -> None:
    akar = Path(default_storage.location)
    sebelum = sorted(akar.rglob("*"))
    isi = foto()[:-2] + EICAR + b"\xff\xd9"
    with pytest.raises(BerkasTerinfeksi), simpan_berkas(SimpleUploadedFile("a.jpg", isi), untuk="x", by=None):
        pytest.fail("tidak sampai di sini")
    assert sorted(akar.rglob("*")) == sebelum

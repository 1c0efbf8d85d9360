"""Eight uploads of 25 MB at once, by the web server that ``make run`` starts: whole, and its memory stays flat."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from dialog.aturan_bukti import POTONGAN_MAKS, UKURAN_MAKS
from dialog.models import Bukti, Unggahan
from kinerja.layanan.models import Berkas
from tests.pekerja_sendiri import AKAR, alamat_basis_uji
from tests.skp.pabrik import kabupaten_skp

pytestmark = pytest.mark.django_db(transaction=True)
BANYAK = 8
TOKEN = "a" * 32
#: What all processes of the server together may hold more at their peak for files that are five times as big (160 MB more
#: arrive), and for 200 MB at once above their rest: what eight pieces of a megabyte need, each copied a few times on its way.
LEBIH_MAKS, SERENTAK_MAKS = 40 * 1024 * 1024, 64 * 1024 * 1024
_KEPALA = b"%PDF-1.7\n1 0 obj\n<< /Type /XObject /Subtype /Image >>\nstream\n"
_EKOR = b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"


def naskah(ke: int, besar: int = UKURAN_MAKS) -> bytes:
    """A PDF of one picture, another one each time, as big as it may be."""
    isi = b"%08d" % ke
    return _KEPALA + isi * ((besar - len(_KEPALA) - len(_EKOR)) // len(isi)) + _EKOR


def sesi(akun) -> str:
    s = SessionStore()
    s[SESSION_KEY], s[BACKEND_SESSION_KEY] = str(akun.pk), "kinerja.organisasi.masuk.NipAtauEmailBackend"
    s[HASH_SESSION_KEY] = akun.get_session_auth_hash()
    s.save()
    return f"sessionid={s.session_key}; csrftoken={TOKEN}"


class Peladen:
    """The server of ``config.gunicorn`` on the test database."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        lain = {"DATABASE_URL": alamat_basis_uji(), "KINERJA_DATA": str(data), "PORT": str(self.port), "KINERJA_DEMO": "0"}
        perintah = [sys.executable, "-m", "gunicorn", "-c", "python:config.gunicorn"]
        self.proses = subprocess.Popen(perintah, cwd=AKAR, env=os.environ | lain)

    def kirim(self, jalan: str, isi: bytes, jenis: str, kuki: str, cara: str = "POST") -> int:
        sambungan = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        with contextlib.closing(sambungan):
            sambungan.request(cara, jalan, isi, {"Content-Type": jenis, "Cookie": kuki, "X-CSRFToken": TOKEN})
            return sambungan.getresponse().status

    def siap(self) -> None:
        akhir = time.monotonic() + 60
        while time.monotonic() < akhir:
            with contextlib.suppress(OSError):
                if self.kirim("/healthz", b"", "text/plain", "", "GET") == 200:
                    return
            time.sleep(0.2)
        raise AssertionError("peladen tidak siap")

    @property
    def semua(self) -> list[int]:
        anak = Path(f"/proc/{self.proses.pid}/task/{self.proses.pid}/children").read_text()
        return [self.proses.pid, *map(int, anak.split())]

    def lupakan_puncak(self) -> None:
        for pid in self.semua:
            Path(f"/proc/{pid}/clear_refs").write_text("5")

    def puncak(self) -> int:
        """Bytes: the sum of what each process held at most since ``lupakan_puncak``."""
        baris = (b for pid in self.semua for b in Path(f"/proc/{pid}/status").read_text().splitlines())
        return sum(int(b.split()[1]) * 1024 for b in baris if b.startswith("VmHWM:"))

    def henti(self) -> None:
        self.proses.terminate()
        self.proses.wait(30)


def formulir(nama: str, isi: bytes, **medan: str) -> tuple[bytes, str]:
    """A multipart body and its type, as a browser without JavaScript sends it."""
    batas = "batas-kiriman-uji"
    bagian = [f'--{batas}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in medan.items()]
    if isi:
        kepala = (
            f'--{batas}\r\nContent-Disposition: form-data; name="berkas"; filename="{nama}"\r\nContent-Type: application/pdf'
        )
        bagian += [kepala.encode() + b"\r\n\r\n", isi, b"\r\n"]
    return b"".join(bagian) + f"--{batas}--\r\n".encode(), f"multipart/form-data; boundary={batas}"


def utuh(p: Peladen, kuki: str, ke: int, besar: int = UKURAN_MAKS) -> int:
    isi, jenis = formulir(f"laporan {ke}.pdf", naskah(ke, besar), judul=f"Laporan {ke}", kunci=f"aaaaaaaa{ke:06}")
    return p.kirim("/dialog/bukti/tambah/", isi, jenis, kuki)


def berpotong(p: Peladen, kuki: str, ke: int, besar: int = UKURAN_MAKS) -> int:
    """As the script sends it: a megabyte at a time, then the form."""
    isi, kunci, biner = naskah(ke, besar), f"bbbbbbbb{ke:06}", "application/octet-stream"
    awal = f"kunci={kunci}&nama=laporan.pdf&ukuran={len(isi)}".encode()
    assert p.kirim("/dialog/bukti/unggah/", awal, "application/x-www-form-urlencoded", kuki) == 200
    for dari in range(0, len(isi), POTONGAN_MAKS):
        assert p.kirim(f"/dialog/bukti/unggah/{kunci}/{dari}/", isi[dari : dari + POTONGAN_MAKS], biner, kuki) == 200
    badan, jenis = formulir("", b"", judul=f"Laporan {ke}", unggahan=kunci)
    return p.kirim("/dialog/bukti/tambah/", badan, jenis, kuki)


@pytest.fixture
def peladen(tmp_path):
    p = Peladen(tmp_path)
    try:
        p.siap()
        yield p
    finally:
        p.henti()


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="puncak memori dibaca dari /proc")
def test_delapan_unggahan_25_mb_sekaligus_memori_web_datar(peladen, tmp_path):
    dunia = kabupaten_skp()
    kuki = sesi(dunia.akun(dunia.k.pelaksana))
    with ThreadPoolExecutor(BANYAK) as kolam:
        for cara in (utuh, berpotong):
            puncak = {}
            for besar in (UKURAN_MAKS // 5, UKURAN_MAKS):
                peladen.lupakan_puncak()
                diam = peladen.puncak()
                nomor = range(besar // 1000, besar // 1000 + BANYAK)
                jawab = kolam.map(lambda ke, cara=cara, besar=besar: cara(peladen, kuki, ke, besar), nomor)
                assert list(jawab) == [302] * BANYAK
                puncak[besar] = peladen.puncak()
            lebih = puncak[UKURAN_MAKS] - puncak[UKURAN_MAKS // 5]
            assert lebih < LEBIH_MAKS, f"{cara.__name__}: {lebih / 2**20:.0f} MB lebih untuk berkas lima kali lebih besar"
            assert puncak[UKURAN_MAKS] - diam < SERENTAK_MAKS, f"{cara.__name__}: {(puncak[UKURAN_MAKS] - diam) / 2**20:.0f} MB"
    harap = {sha256(naskah(ke)).hexdigest() for ke in nomor}
    assert harap <= set(Berkas.objects.values_list("sha256", flat=True))
    assert (Bukti.objects.count(), Unggahan.objects.count()) == (4 * BANYAK, 0)
    assert not list((tmp_path / "berkas" / ".sebagian").glob("*")), "tidak ada separuh berkas"

"""The supervisor as people meet it: started, killed, interrupted, in awkward places. Each test runs the whole application."""

import contextlib
import http.client
import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config import pengawas, tertanam

AKAR = Path(__file__).resolve().parents[2]
BATAS_SIAP, BATAS_HENTI = 120, 20


def port_bebas() -> int:
    with socket.socket() as percobaan:
        percobaan.bind(("127.0.0.1", 0))
        return percobaan.getsockname()[1]


class Aplikasi:
    """One running supervisor."""

    def __init__(self, data: Path, *, demo: bool = False, **lingkungan: str) -> None:
        self.data, self.port = data, port_bebas()
        luar = {"DATABASE_URL", "REDIS_URL", "STATIC_ROOT", "KINERJA_HOST", "KINERJA_LINGKUNGAN", "KINERJA_DEMO"}
        bersih = {k: v for k, v in os.environ.items() if k not in luar}
        tanpa_demo = {} if demo else {"KINERJA_DEMO": "0"}  # the demo is what comes by itself
        self.lingkungan = bersih | {"KINERJA_DATA": str(data), "PORT": str(self.port)} | tanpa_demo | lingkungan
        self.catatan = data.parent / "keluaran.txt"
        with self.catatan.open("ab") as keluar:
            self.proses = subprocess.Popen(
                [sys.executable, "-m", "config.pengawas"],
                cwd=AKAR,
                env=self.lingkungan,
                stdin=subprocess.DEVNULL,
                stdout=keluar,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def minta(self, jalan: str) -> tuple[int, bytes]:
        sambungan = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            sambungan.request("GET", jalan)
            jawaban = sambungan.getresponse()
            return jawaban.status, jawaban.read()
        except OSError:
            return 0, b""
        finally:
            sambungan.close()

    def tunggu_siap(self, batas: float = BATAS_SIAP) -> float:
        mulai = time.monotonic()
        if not tertanam.tunggu(lambda: self.minta("/readyz")[0] == 200 or self.proses.poll() is not None, batas, 0.2):
            pytest.fail(f"tidak siap: {self.minta('/readyz')} {self.catatan.read_text()[-3000:]}")
        assert self.proses.poll() is None, self.catatan.read_text()[-3000:]
        return time.monotonic() - mulai

    def keturunan(self) -> dict[int, str]:
        """Living processes of this data folder, the supervisor apart: by environment, or (servers rewrite theirs) by cwd."""
        tanda = f"KINERJA_DATA={self.data}".encode()
        temuan = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                milik = tanda in (folder / "environ").read_bytes().split(b"\0")
                milik = milik or Path(os.readlink(folder / "cwd")).is_relative_to(self.data)
                if milik and int(folder.name) != self.proses.pid:
                    temuan[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        return temuan

    def anak(self, kata: str) -> int:
        for pid, perintah in self.keturunan().items():
            with contextlib.suppress(OSError):  # gone since the list was made
                induk = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
                if kata in perintah and induk == self.proses.pid:
                    return pid
        pytest.fail(f"{kata} tidak berjalan")

    def henti(self, kirim) -> float:
        mulai = time.monotonic()
        kirim()
        self.proses.wait(BATAS_HENTI + 10)
        assert self.keturunan() == {}
        return time.monotonic() - mulai


@pytest.fixture
def aplikasi(tmp_path):
    semua: list[Aplikasi] = []

    def mulai(nama: str = "data", **pilihan) -> Aplikasi:
        data = tmp_path / nama
        data.mkdir(parents=True, exist_ok=True)
        semua.append(Aplikasi(data, **pilihan))
        return semua[-1]

    yield mulai
    for satu in semua:
        with contextlib.suppress(ProcessLookupError):
            satu.proses.kill()
        satu.proses.wait()
    for satu in semua:
        # Tidying up, no promise of the application: a busy machine may take its time.
        assert tertanam.tunggu(lambda s=satu: not s.keturunan(), 60), satu.keturunan()


def test_first_start_shows_demo_accounts_and_ends_in_time(aplikasi):
    satu = aplikasi(demo=True)
    detik = satu.tunggu_siap()
    assert detik < BATAS_SIAP
    assert tertanam.tunggu(lambda: "Kinerja siap" in satu.catatan.read_text(), 60)
    perintah = [sys.executable, "manage.py", "akun_demo"]
    hasil = subprocess.run(perintah, cwd=AKAR, env=satu.lingkungan, capture_output=True, text=True, check=True)
    akun = json.loads(hasil.stdout)
    assert {"pegawai", "sekda", "admin_bkpsdm", "auditor"} <= {x["peran"] for x in akun}
    assert tertanam.tunggu(lambda: akun[0]["nip"] in satu.catatan.read_text(), 30)
    assert satu.henti(lambda: os.killpg(satu.proses.pid, signal.SIGTERM)) < BATAS_HENTI
    assert satu.proses.returncode == 0


@pytest.mark.parametrize(
    "terbuka",
    [{"KINERJA_HOST": "0.0.0.0"}, {"KINERJA_HOST": "0.0.0.0", "SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "kinerja.example"}],
)
def test_open_to_others_nothing_unsafe_starts(aplikasi, terbuka):
    """The name of the environment is missing: neither the public key nor the demo gets a port."""
    satu = aplikasi(demo=True, **terbuka)
    assert satu.proses.wait(90) == 1
    assert satu.minta("/healthz")[0] == 0
    assert ("KINERJA_DEMO" if len(terbuka) > 1 else "SECRET_KEY") in satu.catatan.read_text()
    assert satu.keturunan() == {}


def test_second_start_is_refused_and_the_first_goes_on(aplikasi):
    satu = aplikasi()
    satu.tunggu_siap()
    dua = aplikasi()
    assert dua.proses.wait(30) == 1
    assert f"pengawas {satu.proses.pid}" in dua.catatan.read_text()
    assert satu.minta("/readyz")[0] == 200
    assert satu.henti(lambda: satu.proses.send_signal(signal.SIGINT)) < BATAS_HENTI


def test_every_dead_child_comes_back(aplikasi):
    satu = aplikasi()
    satu.tunggu_siap()
    for kata in ("gunicorn", "celery -q -A config worker", "celery -q -A config beat", "redis-server", "bin/postgres"):
        lama = satu.anak(kata)
        os.kill(lama, signal.SIGKILL)
        assert tertanam.tunggu(lambda k=kata, p=lama: any(k in x for pid, x in satu.keturunan().items() if pid != p), 15), kata
    satu.tunggu_siap(60)
    assert satu.henti(lambda: satu.proses.send_signal(signal.SIGTERM)) < BATAS_HENTI


def test_kill_of_the_supervisor_leaves_nothing_and_the_next_start_works(aplikasi):
    satu = aplikasi()
    satu.tunggu_siap()
    assert len(satu.keturunan()) >= 7
    satu.proses.kill()
    satu.proses.wait()
    assert tertanam.tunggu(lambda: not satu.keturunan(), 10), satu.keturunan()
    dua = aplikasi()
    assert dua.tunggu_siap() < BATAS_SIAP
    for pid in [*dua.keturunan(), dua.proses.pid]:  # and once more, everything at once
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    tiga = aplikasi()
    assert tiga.tunggu_siap() < BATAS_SIAP


@pytest.mark.parametrize("nama", ["folder dengan spasi/data", "p" * 75 + "/" + "q" * 75])
def test_awkward_data_folders(aplikasi, nama):
    satu = aplikasi(nama)
    satu.tunggu_siap()
    assert satu.minta("/healthz")[0] == 200
    assert satu.henti(lambda: os.killpg(satu.proses.pid, signal.SIGTERM)) < BATAS_HENTI


def test_interrupted_during_the_first_start(aplikasi):
    satu = aplikasi()
    assert tertanam.tunggu(lambda: any("migrate" in x for x in satu.keturunan().values()), 30)
    assert satu.henti(lambda: satu.proses.send_signal(signal.SIGINT)) < BATAS_HENTI
    dua = aplikasi()
    assert dua.tunggu_siap() < BATAS_SIAP


def test_a_taken_port_is_named(aplikasi):
    with socket.socket() as lain:
        lain.bind(("127.0.0.1", 0))
        lain.listen()
        satu = aplikasi(PORT=str(lain.getsockname()[1]))
        assert satu.proses.wait(60) == 1
    assert "make run PORT=" in satu.catatan.read_text()


def test_with_both_addresses_nothing_embedded_starts(aplikasi, tmp_path):
    """Also the containers' way: the very commands of docker-compose.yml, against servers they did not start."""
    data = tmp_path / "server"
    data.mkdir()
    layanan = [tertanam.Postgres(data, uji=True), tertanam.Redis(data, uji=True)]
    anak = tertanam.mulai_semua(layanan, data)
    try:
        satu = aplikasi(DATABASE_URL=layanan[0].alamat, REDIS_URL=layanan[1].alamat)
        satu.tunggu_siap()
        assert not any("redis-server" in x or "bin/postgres" in x for x in satu.keturunan().values())
        assert satu.henti(lambda: satu.proses.send_signal(signal.SIGTERM)) < BATAS_HENTI
        assert all(x.siap() for x in layanan)
    finally:
        tertanam.hentikan_semua(layanan, anak)


def test_restart_pauses_grow(tmp_path):
    """A child that dies at once is not restarted in a tight loop."""
    mulai: list[float] = []

    def lahir() -> subprocess.Popen[bytes]:
        mulai.append(time.monotonic())
        return subprocess.Popen(["/bin/false"], start_new_session=True)

    anak = pengawas.Anak("gagal", lahir, lahir(), time.monotonic())
    akhir = time.monotonic() + 4
    while time.monotonic() < akhir:
        anak.rawat()
        time.sleep(0.02)
    jeda = [b - a for a, b in itertools.pairwise(mulai)]
    assert 2 <= len(jeda) <= 3
    assert jeda == sorted(jeda)

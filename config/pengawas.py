"""The small supervisor behind ``make run``: embedded services, web, worker and beat under one lock.

``python -m config.pengawas`` runs everything; ``python -m config.pengawas web`` (``worker``, ``beat``, ``persiapan``) runs one
part in the foreground, as the containers do. A child that dies is started again with growing pauses. Nothing outlives the
supervisor: the kernel tells every child when its parent is gone, however it went. An end in order takes at most 16 seconds.
"""

import argparse
import contextlib
import ctypes.util
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from config import jangkauan, proses, tanya, tertanam
from config.proses import GalatMulai

AKAR = tertanam.AKAR
PY = sys.executable
KELOLA = [PY, str(AKAR / "manage.py")]
PERINTAH = {
    "web": [PY, "-m", "gunicorn", "-c", "python:config.gunicorn"],
    "worker": [PY, "-m", "celery", "-q", "-A", "config", "worker", "-l", "WARNING", "-c", os.environ.get("WORKER_PROSES", "2")],
    "beat": [PY, "-m", "celery", "-q", "-A", "config", "beat", "-l", "WARNING", "--pidfile="],
}
# The worker's SIGQUIT is its soft shutdown: a few seconds for the task at hand, then it goes back to the queue.
SINYAL_HENTI = {"web": signal.SIGTERM, "worker": signal.SIGQUIT, "beat": signal.SIGTERM}
BATAS_APLIKASI, JEDA_TERLAMA, HIDUP_SEHAT = 8.0, 30.0, 30.0


class Berhenti(BaseException):
    """Somebody asked for the end; raised by the signal handler wherever the supervisor is."""


def tulis(kalimat: str) -> None:
    """Tell the person at the terminal."""
    print(kalimat, flush=True)  # noqa: T201


@dataclass
class Anak:
    """One supervised child."""

    nama: str
    mulai: Callable[[], subprocess.Popen[bytes]]
    proses: subprocess.Popen[bytes]
    sejak: float = 0.0
    gagal: int = 0
    mulai_lagi: float | None = None

    def rawat(self) -> None:
        """Start it again when it is gone and its pause is over."""
        kini = time.monotonic()
        if self.mulai_lagi is None and self.proses.poll() is not None:
            proses.kirim(self.proses, signal.SIGKILL, segrup=True)  # its workers would hold the port
            self.gagal = 1 if kini - self.sejak > HIDUP_SEHAT else self.gagal + 1
            jeda = min(JEDA_TERLAMA, 0.5 * 2 ** (self.gagal - 1))
            self.mulai_lagi = kini + jeda
            tulis(f"{self.nama} berhenti (kode {self.proses.returncode}); dimulai lagi dalam {jeda:g} detik.")
        elif self.mulai_lagi is not None and kini >= self.mulai_lagi:
            self.sejak, self.mulai_lagi = kini, None
            try:
                self.proses = self.mulai()
            except (OSError, GalatMulai) as galat:
                tulis(f"{self.nama}: {galat}")


def _aplikasi(nama: str) -> Callable[[], subprocess.Popen[bytes]]:
    return lambda: proses.jalankan(PERINTAH[nama], bila_induk_mati=SINYAL_HENTI[nama], folder=AKAR)


def _layanan(satu: tertanam.Layanan, data: Path) -> Callable[[], subprocess.Popen[bytes]]:
    def mulai() -> subprocess.Popen[bytes]:
        with tertanam.buka_catatan(data, satu.nama) as catatan:
            return satu.mulai(catatan)

    return mulai


def _tunggu_langkah(langkah: list[subprocess.Popen[bytes]]) -> bool:
    """Wait for the steps; on the way out none is left behind. True when all succeeded."""
    try:
        return [p.wait() for p in langkah] == [0] * len(langkah)
    finally:
        for p in langkah:
            proses.kirim(p, signal.SIGKILL)


def kelola(*argumen: str) -> subprocess.Popen[bytes]:
    """Start one manage.py command."""
    return proses.jalankan([*KELOLA, *argumen], folder=AKAR)


def _kosong() -> bool:
    with psycopg.connect(os.environ["DATABASE_URL"]) as sambungan:
        return sambungan.execute("SELECT NOT EXISTS (SELECT FROM organisasi_akun)").fetchone() == (True,)


def tolak_demo_umum() -> None:
    """Raises GalatMulai when strangers could sign in with the password that every demo has."""
    if not jangkauan.untuk_umum():
        return
    with psycopg.connect(os.environ["DATABASE_URL"]) as sambungan:
        ada = sambungan.execute("SELECT EXISTS (SELECT FROM organisasi_akun WHERE demo AND is_active)").fetchone()
    if ada == (True,):
        raise GalatMulai(
            "Basis data ini berisi akun demo yang sandinya diketahui umum, jadi tidak dibuka untuk orang lain. "
            "Pakai basis data lain, atau kosongkan KINERJA_HOST dan KINERJA_LINGKUNGAN."
        )


def persiapan() -> None:
    """Migrate and collect the static files. Raises GalatMulai when that fails, or when the demo would go public."""
    if not _tunggu_langkah([kelola("migrate", "--noinput", "-v", "0"), kelola("collectstatic", "--noinput", "-v", "0")]):
        raise GalatMulai("Persiapan basis data gagal. Baca pesan di atas, perbaiki, lalu jalankan ulang.")
    tolak_demo_umum()


def _isi_awal(penanda: Path) -> None:
    """Load the first part of the demo into an empty database; ``penanda`` remembers that the rest is to follow."""
    boleh = os.environ.get("KINERJA_DEMO", "1") != "0" and not jangkauan.untuk_umum()
    if not (boleh and _kosong()):
        return
    tulis("Mengisi data demo …")
    penanda.touch()
    if not _tunggu_langkah([kelola("isi_demo", "--awal")]):
        raise GalatMulai("Data demo gagal diisi. Baca pesan di atas; tanpa demo: KINERJA_DEMO=0 make run.")


def _umumkan(port: int, penanda: Path) -> None:
    if penanda.exists() and _tunggu_langkah([kelola("isi_demo", "--antre")]):
        penanda.unlink()
    tulis(f"\nKinerja siap: http://localhost:{port}/   (Ctrl-C untuk berhenti)")
    if jangkauan.untuk_umum():
        return
    hasil = subprocess.run([*KELOLA, "akun_demo"], cwd=AKAR, capture_output=True, text=True, check=False)
    with contextlib.suppress(ValueError, TypeError, KeyError):
        for akun in json.loads(hasil.stdout):
            tulis(f"  {akun['peran']:<18}{akun['nip']:<20}{akun['sandi']:<22}{akun['nama']}")


def _periksa_port(port: int) -> None:
    with socket.socket() as percobaan:
        percobaan.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            percobaan.bind((os.environ.get("KINERJA_HOST") or "127.0.0.1", port))
        except OSError as galat:
            raise GalatMulai(f"Port {port} tidak dapat dipakai. Pilih port lain, misalnya: make run PORT={port + 1}") from galat


def _periksa_pango() -> None:
    if not all(ctypes.util.find_library(x) for x in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")):
        pasang = "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        tulis(f"Pango belum lengkap, jadi PDF belum dapat dicetak. Pasang dengan: {pasang}")


@contextlib.contextmanager
def _terkunci(data: Path) -> Iterator[None]:
    """Hold the data folder; a short manage.py command may finish first, a second supervisor is refused."""
    kunci, akhir = tertanam.Kunci(data), time.monotonic() + 60
    while not kunci.coba("pengawas"):
        if not kunci.pemegang().startswith("perintah") or time.monotonic() > akhir:
            raise GalatMulai(f"Kinerja sudah berjalan dengan folder data {data} (proses {kunci.pemegang()}). Hentikan dulu.")
        time.sleep(0.2)
    try:
        yield
    finally:
        kunci.lepas()


def _hentikan(aplikasi: list[Anak]) -> None:
    for anak in aplikasi:
        proses.kirim(anak.proses, SINYAL_HENTI[anak.nama])
    akhir = time.monotonic() + BATAS_APLIKASI
    while any(x.proses.poll() is None for x in aplikasi) and time.monotonic() < akhir:
        time.sleep(0.05)
    for anak in aplikasi:
        proses.kirim(anak.proses, signal.SIGKILL, segrup=True)


def _pasang_sinyal() -> None:
    def akhiri(*_: object) -> None:
        for sinyal in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(sinyal, signal.SIG_IGN)  # once is enough; make passes a group's signal on a second time
        raise Berhenti

    for sinyal in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        if sinyal != signal.SIGHUP or signal.getsignal(sinyal) != signal.SIG_IGN:  # nohup is respected
            signal.signal(sinyal, akhiri)


def jalankan_semua(port: int) -> None:
    """Run until somebody asks for the end. Raises GalatMulai when the start fails, with nothing left running."""
    data = tertanam.folder_data()
    penanda = data / "demo.menunggu"
    os.environ["PORT"] = str(port)
    aplikasi: list[Anak] = []
    _periksa_pango()
    with _terkunci(data):
        _periksa_port(port)
        layanan = tertanam.layanan_perlu(data)
        semua = [
            Anak(s.nama, _layanan(s, data), p, time.monotonic())
            for s, p in zip(layanan, tertanam.mulai_semua(layanan, data), strict=True)
        ]
        tertanam.umumkan(layanan)
        try:
            persiapan()
            _isi_awal(penanda)
            for nama in PERINTAH:
                aplikasi.append(Anak(nama, _aplikasi(nama), _aplikasi(nama)(), time.monotonic()))
            _awasi(semua + aplikasi, port, penanda)
        finally:
            _hentikan(aplikasi)
            tertanam.hentikan_semua(layanan, [x.proses for x in semua])


def _awasi(semua: list[Anak], port: int, penanda: Path) -> None:
    diumumkan = False
    while True:
        for anak in semua:
            anak.rawat()
        if not diumumkan and tanya.status("/readyz") == 200:
            _umumkan(port, penanda)
            diumumkan = True
        time.sleep(0.2)


def main() -> None:
    """Entry point."""
    pilihan = argparse.ArgumentParser(prog="python -m config.pengawas", description=__doc__)
    pilihan.add_argument(
        "bagian", nargs="?", choices=[*PERINTAH, "persiapan"], help="one part in the foreground; all when omitted"
    )
    pilihan.add_argument("--ikut-induk", action="store_true", help="end when the starting process is gone (used by make)")
    argumen = pilihan.parse_args()
    os.chdir(AKAR)
    try:
        if argumen.bagian in PERINTAH:
            os.execv(PY, PERINTAH[argumen.bagian])
        _pasang_sinyal()
        if argumen.ikut_induk:
            proses.ikut_induk(signal.SIGTERM)
        persiapan() if argumen.bagian else jalankan_semua(int(os.environ.get("PORT") or 8000))
    except GalatMulai as galat:
        sys.exit(str(galat))
    except Berhenti:
        tulis("Berhenti.")


if __name__ == "__main__":
    main()

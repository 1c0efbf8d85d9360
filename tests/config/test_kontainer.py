"""The container files: valid by the compose specification, complete, without secrets, and running commands that exist.

There is no Docker engine where this was written; ``tests/berat/test_pengawas.py`` runs the very commands instead.
"""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from config import pengawas

AKAR = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((AKAR / "docker-compose.yml").read_text())
LAYANAN = COMPOSE["services"]
APLIKASI = ("persiapan", "web", "worker", "beat")


def test_follows_the_compose_specification():
    skema = json.loads((AKAR / "tests/data/compose-spec/compose-spec.json").read_text())
    pemeriksa = jsonschema.Draft7Validator(skema)
    assert list(pemeriksa.iter_errors(COMPOSE)) == []
    assert not pemeriksa.is_valid({"services": {"web": {"image": "x", "perintah": "y"}}})


def test_has_every_part():
    assert set(LAYANAN) == {"persiapan", "web", "worker", "beat", "postgres", "redis", "nginx"}


@pytest.mark.parametrize("nama", sorted(set(LAYANAN) - {"persiapan"}))
def test_each_part_is_checked_restarted_and_not_root(nama):
    satu = LAYANAN[nama]
    assert satu["healthcheck"]["test"][0] == "CMD"
    assert satu["restart"] == "unless-stopped"
    assert str(satu["user"]).split(":")[0] not in {"", "0", "root"}


def test_starts_after_what_it_needs():
    for nama in ("web", "worker", "beat"):
        assert LAYANAN[nama]["depends_on"]["persiapan"]["condition"] == "service_completed_successfully"
        assert LAYANAN[nama]["depends_on"]["postgres"]["condition"] == "service_healthy"
    assert LAYANAN["nginx"]["depends_on"]["web"]["condition"] == "service_healthy"


def test_secrets_come_from_the_environment_only():
    for satu in LAYANAN.values():
        for nama, nilai in satu.get("environment", {}).items():
            if re.search("KEY|PASSWORD|SECRET|AUTH", nama):
                assert re.fullmatch(r"\$\{\w+(:[?-][^}]*)?\}", str(nilai)), nama
    alamat = LAYANAN["web"]["environment"]["DATABASE_URL"]
    assert re.match(r"postgres://kinerja:\$\{POSTGRES_PASSWORD", alamat)


def test_redis_wants_a_password_and_is_given_it():
    perintah = LAYANAN["redis"]["command"]
    sandi = perintah[perintah.index("--requirepass") + 1]
    assert sandi == "${REDIS_PASSWORD}" == LAYANAN["redis"]["environment"]["REDISCLI_AUTH"]
    for nama in APLIKASI:
        assert re.match(r"redis://:\$\{REDIS_PASSWORD:\?[^}]+\}@redis:", LAYANAN[nama]["environment"]["REDIS_URL"])


def test_what_holds_data_is_out_of_reach():
    for nama in ("postgres", "redis"):
        assert "ports" not in LAYANAN[nama]
        assert all(COMPOSE["networks"][x]["internal"] for x in LAYANAN[nama]["networks"])
    assert not set(LAYANAN["nginx"]["networks"]) & set(LAYANAN["redis"]["networks"])
    assert {nama for nama, satu in LAYANAN.items() if "luar" in satu["networks"]} == {"nginx", "worker"}


def test_memory_for_uploads_is_limited():
    for nama in APLIKASI:
        assert all(re.search(r"size=\d+m", x) for x in LAYANAN[nama]["tmpfs"])


@pytest.mark.parametrize("nama", APLIKASI)
def test_runs_an_entry_point_of_the_supervisor(nama):
    assert LAYANAN[nama]["command"] == ["python", "-m", "config.pengawas", nama]
    assert nama in {*pengawas.PERINTAH, "persiapan"}


def test_the_image_runs_one_of_them_and_not_as_root():
    isi = (AKAR / "Dockerfile").read_text()
    perintah = json.loads(isi.strip().splitlines()[-1].removeprefix("CMD "))
    assert perintah == LAYANAN["web"]["command"]
    assert isi.index("USER kinerja") < isi.index("CMD [")
    for sumber in re.findall(r"^COPY (?!--from)(.+) \S+$", isi, re.MULTILINE):
        assert all((AKAR / x).exists() for x in shlex.split(sumber))


def test_mounted_files_exist():
    for satu in LAYANAN.values():
        for jilid in satu.get("volumes", []):
            if jilid.startswith("./"):
                assert (AKAR / jilid.split(":")[0]).is_file()


@pytest.mark.parametrize("siapa", ["worker", "beat"])
def test_health_command_follows_the_sign_of_life(siapa, settings):
    import os

    from config import denyut

    kunci = {"worker": denyut.PEKERJA, "beat": denyut.PENJADWAL}[siapa]
    perintah = [sys.executable, *LAYANAN[siapa]["healthcheck"]["test"][2:]]
    # A database of its own: the worker of another test may still renew its sign in ours.
    settings.REDIS_URL = re.sub(r"\d+$", "15", settings.REDIS_URL)
    lingkungan = os.environ | {"REDIS_URL": settings.REDIS_URL}
    with denyut._sambungan() as redis:
        redis.delete(kunci)

    def kode() -> int:
        return subprocess.run(perintah, cwd=AKAR, env=lingkungan, check=False).returncode

    assert kode() == 1
    denyut.catat(kunci)
    assert kode() == 0

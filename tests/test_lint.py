"""House rules that a machine can see: one clock, no outside addresses, strict pages, one direction of looking."""

import ast
import functools
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parent.parent
SUNGAI = ("kinerja", "skp", "dialog", "predikat", "talenta")
KODE = ("config", *SUNGAI)
# Written in two halves, so that this file does not contain what it looks for.
INANG_PAKET = [
    f"{a}{b}"
    for a, b in (
        ("pypi", ".org"),
        ("pypi.python", ".org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
        ("npm", "js.com"),
        ("yarn", "pkg.com"),
        ("ghcr", ".io"),
        ("docker", ".io"),
        ("docker", ".com"),
        ("quay", ".io"),
        ("crates", ".io"),
        ("proxy.go", "lang.org"),
        ("deb.deb", "ian.org"),
    )
]


@functools.cache
def tercatat() -> tuple[Path, ...]:
    """Files under version control; without git all but the ignored folders."""
    git = subprocess.run(["git", "ls-files", "-z"], cwd=AKAR, capture_output=True, text=True, check=False)
    if git.returncode == 0:
        return tuple(p for x in git.stdout.split("\0") if x and (p := AKAR / x).is_file())
    luar = {".venv", ".data", "node_modules", ".git"}
    return tuple(p for p in AKAR.rglob("*") if p.is_file() and not luar & set(p.relative_to(AKAR).parts))


def berkas(akhiran: str, *folder: str) -> list[Path]:
    return [p for p in tercatat() if p.suffix == akhiran and p.relative_to(AKAR).parts[0] in folder]


def letak(jalur: Path) -> str:
    return jalur.relative_to(AKAR).as_posix()


def kode() -> list[Path]:
    return [p for p in berkas(".py", *KODE) if "migrations" not in p.parts]


@functools.cache
def pohon(jalur: Path) -> ast.Module:
    return ast.parse(jalur.read_text(), str(jalur))


def teks_dalam(modul: ast.Module) -> Iterator[tuple[int, str]]:
    """String constants with their line, docstrings left out."""
    keterangan = {
        id(n.body[0].value)
        for n in ast.walk(modul)
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and n.body
        and isinstance(n.body[0], ast.Expr)
    }
    for n in ast.walk(modul):
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in keterangan:
            yield n.lineno, n.value


def test_no_tracked_file_names_a_registry():
    inang = [x.lower().encode() for x in INANG_PAKET]
    assert [letak(p) for p in tercatat() if any(map(p.read_bytes().lower().__contains__, inang))] == []


def test_locks_are_hashed_and_without_addresses():
    for nama in ("requirements.txt", "requirements-dev.txt"):
        isi = (AKAR / nama).read_text()
        paket = re.split(r"\n(?=[A-Za-z0-9])", isi.replace("\\\n", " "))
        assert [x.split()[0] for x in paket if x[:1].isalnum() and "--hash=sha256:" not in x] == []
        assert "://" not in isi and "--index-url" not in isi
    kunci = json.loads((AKAR / "package-lock.json").read_text())
    assert [nama for nama, x in kunci["packages"].items() if "resolved" in x] == []


# ── One clock ────────────────────────────────────────────────────────────────────────────────────────────────────────────

JAM_SQL = re.compile(
    r"\b(now|(statement|clock|transaction)_timestamp)\s*\(\s*\)|\bcurrent_(date|time|timestamp)\b", re.IGNORECASE
)
#: A file without any of these words is not read closely.
KATA_JAM = re.compile(r"now|today|localdate|timestamp|time\.time|current_", re.IGNORECASE)


def rantai(n: ast.expr) -> str:
    """``a.b.c`` of a name or a chain of attributes."""
    return f"{rantai(n.value)}.{n.attr}" if isinstance(n, ast.Attribute) else getattr(n, "id", "")


def jam_lain(modul: ast.Module) -> list[str]:
    """Where a module asks another clock than ``jam``: Python's, Django's or the database's."""
    temuan = [f"{baris}: {JAM_SQL.search(teks)[0]}" for baris, teks in teks_dalam(modul) if JAM_SQL.search(teks)]
    for n in ast.walk(modul):
        if isinstance(n, ast.Call):
            nama = rantai(n.func)
            if re.search(r"(^|\.)(now|utcnow|today|localdate)$", nama) or nama in {"time.time", "Now", "functions.Now"}:
                temuan.append(f"{n.lineno}: {nama}()")
        if isinstance(n, ast.keyword) and n.arg in {"auto_now", "auto_now_add"}:
            temuan.append(f"{n.value.lineno}: {n.arg}")
        if isinstance(n, ast.Attribute) and rantai(n) in {"timezone.now", "dt.date.today", "dt.datetime.now"}:
            temuan.append(f"{n.lineno}: {rantai(n)}")
    return temuan


@pytest.mark.parametrize(
    "baris",
    [
        "timezone.now()",
        "x = dt.date.today()",
        "datetime.datetime.utcnow()",
        "F(default=timezone.now)",
        "F(auto_now_add=True)",
        "Now()",
        "kursor.execute('select now()')",
        "CheckConstraint(condition='a < CURRENT_DATE')",
        "time.time()",
    ],
)
def test_the_lint_sees_another_clock(baris):
    assert jam_lain(ast.parse(baris))


def test_the_lint_lets_the_clock_and_stopwatches_be():
    assert jam_lain(ast.parse("'''Not now().'''\njam.sekarang(); time.monotonic(); f('SELECT kinerja_sekarang()')")) == []


def test_nobody_asks_another_clock():
    curiga = [p for p in kode() if letak(p) != "kinerja/plumbing/jam.py" and KATA_JAM.search(p.read_text())]
    assert curiga
    assert {letak(p): x for p in curiga if (x := jam_lain(pohon(p)))} == {}


def test_no_migration_puts_the_servers_clock_into_a_rule():
    boleh = {"kinerja/plumbing/migrations/0001_jam.py"}  # defines kinerja_sekarang() itself
    temuan = {}
    for p in berkas(".py", *SUNGAI):
        if "migrations" in p.parts and letak(p) not in boleh:
            temuan |= {letak(p): x for x in [[b for b, t in teks_dalam(pohon(p)) if JAM_SQL.search(t)]] if x}
    assert temuan == {}


def test_no_template_asks_the_clock():
    assert [letak(p) for p in berkas(".html", "templates") if re.search(r"{%\s*now\b", p.read_text())] == []


# ── Pages under the strict policy ────────────────────────────────────────────────────────────────────────────────────────

LARANGAN = {
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "event attribute": re.compile(r"\s(on[a-z]+|hx-on[:\w-]*)\s*=\s*[\"']", re.IGNORECASE),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "outside resource": re.compile(r"<(script|link|img|iframe|source)\b[^>]*(src|href)\s*=\s*[\"'](https?:)?//", re.IGNORECASE),
}


@pytest.mark.parametrize(
    "isi",
    [
        "<script>a()</script>",
        "<style>",
        '<p style="a">',
        '<a onclick="a()">',
        '<a hx-on:click="a()">',
        '<a href="javascript:a">',
        '<img src="https://a">',
    ],
)
def test_the_lint_sees_what_the_policy_forbids(isi):
    assert any(pola.search(isi) for pola in LARANGAN.values())


def test_templates_keep_to_the_policy():
    """What WeasyPrint or a mail reader renders (``cetak/``, ``surel/``) is no page and may carry its style."""
    halaman = [p for p in berkas(".html", "templates", *SUNGAI) if not {"cetak", "surel", "email"} & set(p.parts)]
    assert halaman
    temuan = [(letak(p), nama) for p in halaman for nama, pola in LARANGAN.items() if pola.search(p.read_text())]
    assert temuan == []


def test_own_scripts_evaluate_no_text():
    milik = [p for p in berkas(".js", "static") if ".min." not in p.name]
    pola = re.compile(r"\beval\(|new Function\(|document\.write|\.style\.cssText|setAttribute\(\s*[\"']style")
    assert [letak(p) for p in milik if pola.search(p.read_text())] == []


# ── Direction ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def hilir(app: str) -> tuple[str, ...]:
    return SUNGAI[SUNGAI.index(app) + 1 :]


def test_templates_name_no_url_of_a_later_app():
    temuan = []
    for p in berkas(".html", "templates"):
        bagian = p.relative_to(AKAR / "templates").parts[0]
        app = bagian if bagian in SUNGAI else "kinerja"
        nama = re.findall(r"{%\s*url\s+[\"'](\w+):", p.read_text())
        temuan += [(letak(p), x) for x in nama if x in hilir(app)]
    assert temuan == []


def test_code_names_no_url_of_a_later_app():
    temuan = []
    for p in kode():
        app = p.relative_to(AKAR).parts[0]
        pola = re.compile(rf"({'|'.join(hilir(app) if app in SUNGAI else ()) or 'tak-ada'}):[a-z_]+")
        if pola.search(p.read_text()):
            temuan += [(letak(p), baris, teks) for baris, teks in teks_dalam(pohon(p)) if pola.fullmatch(teks)]
    assert temuan == []


def test_rules_and_enums_import_without_settings():
    """Pure functions and enumerations can be read, and tested, with no Django project around them."""
    nama = [letak(p)[:-3].replace("/", ".") for p in kode() if re.fullmatch(r"(aturan\w*|enums)\.py", p.name)]
    assert nama
    lingkungan = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    perintah = f"import importlib, sys\nfor x in {nama!r}: importlib.import_module(x)"
    hasil = subprocess.run(
        [sys.executable, "-c", perintah], cwd=AKAR, env=lingkungan, capture_output=True, text=True, check=False
    )
    assert hasil.returncode == 0, hasil.stderr


def test_every_rule_is_held_to_strict_types_and_purity():
    """New ``aturan_*`` modules must be listed: neither mypy nor import-linter takes a pattern within a word."""
    atur = tomllib.loads((AKAR / "pyproject.toml").read_text())["tool"]
    ketat = {x for o in atur["mypy"]["overrides"] if o.get("disallow_untyped_defs") for x in o["module"]}
    murni = next(k for k in atur["importlinter"]["contracts"] if k["id"] == "aturan")["source_modules"]
    semua = {letak(p)[:-3].replace("/", ".") for p in kode() if re.fullmatch(r"aturan\w*\.py", p.name)}
    assert semua == set(murni)
    assert {x for x in semua if x.rpartition(".")[2] != "aturan"} <= ketat
    assert "*.aturan" in ketat


# ── Habits ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_drawer_for_everything():
    assert [letak(p) for p in kode() if p.stem in {"utils", "helpers", "misc", "common"}] == []


def test_nothing_is_left_for_later():
    pola = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    isi = [
        p for akhiran in (".py", ".html", ".js", ".css", ".md") for p in berkas(akhiran, *KODE, "templates", "static", "docs")
    ]
    assert [letak(p) for p in isi if ".min." not in p.name and pola.search(p.read_text())] == []


def test_views_write_nothing():
    """Every write is an action: no ``.save()``, ``.create()``, ``.delete()`` in a view."""
    temuan = []
    for p in kode():
        if "views" in p.parts or p.name == "views.py":
            for n in ast.walk(pohon(p)):
                if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute):
                    nama = ast.unparse(n.func)
                    if re.search(r"objects\.(\w+\.)*(create|update|delete|bulk_create)$|\.save$", nama):
                        temuan.append((letak(p), n.lineno, nama))
    assert temuan == []


def test_actions_never_see_a_request():
    temuan = []
    for p in kode():
        if "actions" in p.parts or p.name == "actions.py":
            for n in ast.walk(pohon(p)):
                if isinstance(n, ast.FunctionDef):
                    temuan += [(letak(p), n.name) for a in (*n.args.args, *n.args.kwonlyargs) if a.arg == "request"]
    assert temuan == []

"""Weights, and rules that every template keeps: icons exist, classes exist, nothing inline, nothing from outside."""

import gzip
import re
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parents[2]
STATIS = AKAR / "static"
TEMPLATE = sorted((AKAR / "templates").rglob("*.html"))
# Printed forms and mail carry their own style: a PDF is no page, and a mail reader knows no stylesheet.
HALAMAN = [t for t in TEMPLATE if not {"cetak", "surel"} & set(t.relative_to(AKAR / "templates").parts)]
KODE = [p for f in ("kinerja", "skp", "dialog", "predikat", "talenta") for p in sorted((AKAR / f).rglob("*.py"))]


def berat(jalan: str) -> int:
    isi = (STATIS / jalan).read_bytes()
    return len(isi) if jalan.endswith(".woff2") else len(gzip.compress(isi, 6))


def nama(jalan: Path) -> str:
    return str(jalan.relative_to(AKAR))


def tanpa_komentar(jalan: Path) -> str:
    return re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", jalan.read_text(), flags=re.S)


def test_first_load_leaves_room_for_the_page():
    kerangka = [
        "css/kinerja.css",
        "js/kinerja.js",
        "js/htmx.min.js",
        "ikon/sprite.svg",
        "ikon/kinerja.svg",
        "font/plus-jakarta-sans-latin.woff2",
    ]
    # 100 kB less the 25 kB a page may have.
    assert sum(map(berat, kerangka)) <= 75_000


def test_stylesheet_stays_readable_and_small():
    isi = (STATIS / "css/kinerja.css").read_text()
    assert len(isi.encode()) <= 60_000
    assert "@import" not in isi
    assert not re.findall(r"url\(\s*[\"']?(?:https?:)?//", isi)


def test_tokens_of_the_dark_theme_are_the_same_for_device_and_choice():
    isi = (STATIS / "css/kinerja.css").read_text()
    perangkat = re.search(r":root:not\(\[data-tema=terang\]\) \{(.*?)\}", isi, re.S)
    pilihan = re.search(r"\n\[data-tema=gelap\] \{(.*?)\}", isi, re.S)
    assert perangkat and pilihan
    assert perangkat[1].split() == pilihan[1].split()


def simbol() -> set[str]:
    return set(re.findall(r'<symbol id="i-([\w-]+)"', (STATIS / "ikon/sprite.svg").read_text()))


def test_sprite_holds_exactly_the_listed_icons():
    assert simbol() == set((AKAR / "config/aset/ikon.txt").read_text().split())


@pytest.mark.parametrize("jalan", [*TEMPLATE, *KODE], ids=nama)
def test_every_icon_named_is_in_the_sprite(jalan: Path):
    isi = jalan.read_text()
    dipakai = set(re.findall(r"{%\s*ikon\s+[\"']([\w-]+)[\"']", isi))
    dipakai |= set(re.findall(r"\bikon=[\"']([\w-]+)[\"']", isi))
    dipakai |= set(re.findall(r"[\"']ikon[\"']:\s*[\"']([\w-]+)[\"']", isi))
    dipakai |= set(re.findall(r"{%\s*cip\s+\S+\s+\"[\w-]*\"\s+\"([\w-]+)\"", isi))
    assert dipakai <= simbol()


@pytest.mark.parametrize("jalan", HALAMAN, ids=nama)
def test_every_class_is_in_a_stylesheet(jalan: Path):
    ada = {k for berkas in (STATIS / "css").glob("*.css") for k in re.findall(r"\.([a-zA-Z][\w-]*)", berkas.read_text())}
    dipakai: set[str] = set()
    for isi in re.findall(r'class="([^"]*)"', jalan.read_text()):
        dipakai |= set(re.sub(r"{%.*?%}|{{.*?}}", " ", isi).split())
    assert dipakai <= ada


@pytest.mark.parametrize("jalan", HALAMAN, ids=nama)
def test_nothing_inline_and_nothing_from_outside(jalan: Path):
    isi = tanpa_komentar(jalan)
    assert not re.search(r"\sstyle\s*=", isi)
    assert "<style" not in isi
    assert not re.search(r"<[^>]*\s(?:on[a-z]+|hx-on[\w:-]*)\s*=", isi)
    for skrip in re.findall(r"<script\b([^>]*)>(.*?)</script>", isi, re.S):
        assert "src=" in skrip[0] and not skrip[1].strip()
    assert "javascript:" not in isi
    assert not re.search(r"(?:src|href|action)=[\"'](?:https?:)?//", isi)


@pytest.mark.parametrize("jalan", HALAMAN, ids=nama)
def test_user_text_is_never_marked_safe(jalan: Path):
    assert not re.search(r"\|\s*safe\b|{%\s*autoescape\s+off", jalan.read_text())


def test_every_post_form_carries_its_token():
    for jalan in HALAMAN:
        for isi in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", jalan.read_text(), re.S):
            assert "csrf_token" in isi, nama(jalan)


def test_lock_file_names_no_registry():
    kunci = (AKAR / "package-lock.json").read_text()
    assert '"resolved"' not in kunci
    assert '"integrity"' in kunci

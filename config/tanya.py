"""Ask the web server of this machine a question, as probes do."""

import http.client
import os


def status(jalan: str) -> int | None:
    """The status code of ``jalan``; None when nobody answers."""
    tuan = os.environ.get("KINERJA_HOST") or "127.0.0.1"
    nama = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".") or "localhost"
    sambungan = http.client.HTTPConnection(
        "127.0.0.1" if tuan == "0.0.0.0" else tuan, int(os.environ.get("PORT") or 8000), timeout=5
    )
    try:
        sambungan.request("GET", jalan, headers={"Host": nama})
        return sambungan.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        sambungan.close()

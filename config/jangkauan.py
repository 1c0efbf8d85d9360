"""Who can reach the web server: this machine alone, or others."""

import ipaddress
import os


def hanya_mesin_ini() -> bool:
    """Whether ``KINERJA_HOST`` is a loopback address (it is when nothing is set); a name other than localhost is not."""
    tuan = os.environ.get("KINERJA_HOST") or "127.0.0.1"
    if tuan == "localhost":
        return True
    try:
        return ipaddress.ip_address(tuan.strip("[]")).is_loopback
    except ValueError:
        return False


def untuk_umum() -> bool:
    """Whether strangers may come by: production, or a host that others reach, whatever the environment calls itself."""
    return os.environ.get("KINERJA_LINGKUNGAN") == "produksi" or not hanya_mesin_ini()

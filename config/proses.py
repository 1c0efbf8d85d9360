"""Starting a child that ends with its parent, under another identity when the server refuses root."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER = 0x10000000
_LINUX = sys.platform.startswith("linux")
_libc = ctypes.CDLL(None, use_errno=True)

UID_TANPA_HAK = 65534  # nobody, on every Linux


class GalatMulai(Exception):
    """The application cannot start; the text is one sentence in Indonesian with the next step."""


def ikut_induk(sinyal: int) -> None:
    """Ask the kernel to send ``sinyal`` to this process when its parent ends (Linux only)."""
    if _LINUX:
        _libc.prctl(_PR_SET_PDEATHSIG, sinyal)


def masuk_ruang_nama() -> None:
    """Enter a user namespace in which this process is nobody, while its files stay its own.

    Raises OSError where the kernel or the container forbids it. PostgreSQL refuses uid 0; this needs no chown and works below a
    folder of mode 0700, where a real change of uid does not.
    """
    uid, gid = os.geteuid(), os.getegid()
    if _libc.unshare(_CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    for nama, isi in (
        ("setgroups", "deny"),
        ("uid_map", f"{UID_TANPA_HAK} {uid} 1"),
        ("gid_map", f"{UID_TANPA_HAK} {gid} 1"),
    ):
        Path("/proc/self", nama).write_text(isi)


def ganti_uid(uid: int) -> Callable[[], None]:
    """A step that gives up root for ``uid`` and its like-numbered group."""

    def langkah() -> None:
        os.setgroups([])
        os.setgid(uid)
        os.setuid(uid)

    return langkah


def bisa_ruang_nama() -> bool:
    """Whether a user namespace can be had here; tried in a throw-away child."""
    if not _LINUX:
        return False
    try:
        return subprocess.run(["/bin/sh", "-c", ":"], preexec_fn=masuk_ruang_nama, check=False).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def jalankan(
    perintah: Sequence[str | Path],
    *,
    bila_induk_mati: int = signal.SIGTERM,
    identitas: Callable[[], None] | None = None,
    folder: Path | None = None,
    catatan: IO[bytes] | None = None,
    lingkungan: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own.

    Its own session, because Ctrl-C reaches the whole foreground group at once and the database must be the last to go.
    """

    def sebelum_exec() -> None:
        if identitas:
            identitas()
        ikut_induk(bila_induk_mati)  # last: a change of credentials clears it

    return subprocess.Popen(
        [str(x) for x in perintah],
        preexec_fn=sebelum_exec,
        start_new_session=True,
        cwd=folder,
        env=lingkungan,
        stdin=subprocess.DEVNULL,
        stdout=catatan,
        stderr=subprocess.STDOUT if catatan else None,
    )


def kirim(anak: subprocess.Popen[bytes], sinyal: int, *, segrup: bool = False) -> None:
    """Send a signal to a child, or to all of its session; one that is gone already is no error."""
    if anak.poll() is not None and not segrup:
        return
    try:
        (os.killpg if segrup else os.kill)(anak.pid, sinyal)
    except (ProcessLookupError, PermissionError):
        return

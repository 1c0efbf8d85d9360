#!/usr/bin/env python3
"""Django's command line, on the embedded services when no address is given."""

import contextlib
import os
import sys

_TANPA_LAYANAN = {"check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages", "version"}


def _layanan() -> contextlib.AbstractContextManager[None]:
    perintah = next((x for x in sys.argv[1:] if not x.startswith("-")), "help")
    if perintah in _TANPA_LAYANAN or {"--help", "-h", "--version"} & set(sys.argv):
        return contextlib.nullcontext()
    from config.perintah import selama_perintah

    return selama_perintah()


def main() -> None:
    """Run one command; its output alone is written to stdout."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.proses import GalatMulai

    try:
        with _layanan():
            from django.core.management import execute_from_command_line

            execute_from_command_line(sys.argv)
    except GalatMulai as galat:
        sys.exit(str(galat))


if __name__ == "__main__":
    main()

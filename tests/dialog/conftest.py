"""The small kabupaten of planning, and two who talk."""

from tests.skp.conftest import dunia, dunia_modul

__all__ = ["dunia", "dunia_modul"]

"""Words for people beside the strings that the project stores."""

from collections.abc import Mapping
from enum import StrEnum

_LABEL: dict[tuple[str, str, str], str] = {}


class Berlabel(StrEnum):
    """A string as it is stored; ``label`` is what people read."""

    @property
    def label(self) -> str:
        """What the screen says; by default the string itself in sentence case."""
        kelas = type(self)
        return _LABEL.get((kelas.__module__, kelas.__name__, self.value), self.value.replace("_", " ").capitalize())


def beri_label(modul: str, label: Mapping[tuple[str, str], str]) -> None:
    """Other words for strings of that module, by (class, string)."""
    _LABEL.update({(modul, *kunci): kata for kunci, kata in label.items()})

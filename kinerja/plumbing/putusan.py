"""A computed result with its reasons: what every "Mengapa?" on a screen shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Alasan:
    """One short sentence, the article it rests on (may be empty), and the facts used (name -> printable value)."""

    kalimat: str
    dasar_hukum: str = ""
    fakta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Putusan(Generic[T_co]):
    """A value and why it is so. ``alasan`` is never empty for a result that a screen explains."""

    nilai: T_co
    alasan: tuple[Alasan, ...] = ()

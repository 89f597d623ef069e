"""What every check has, of the plan's ratings and of its money: a weight, and numbers that a plan may set.

Owns: those types. Refuses: the checks themselves (`board.assurance_checks`, `money.for_boards`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Settings = Mapping[str, int]


class Weight(StrEnum):
    """How much a check says against what is declared; the value is shown."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class CheckSetting:
    """A number that a plan may set for a check: its words, its default, and the least and most it may be."""

    name: str
    words: str
    default: int
    least: int = 0
    most: int = 365

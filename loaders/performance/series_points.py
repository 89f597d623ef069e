"""The periods of one series while it is decided what they say, and what is found on the way.

Owns: a period's figures as they are read, and naming together what was left out for one reason. Refuses:
deciding anything.
"""

from dataclasses import dataclass, field
from datetime import date

from data_model.measures.measure_vocabulary import Period
from loaders.files.issues import Issue, IssueType
from loaders.performance.figures import Figure
from loaders.performance.performance_tables import FiguresEntry, compressed, issue_at


@dataclass(slots=True)
class Point:
    """One period of a series while it is decided what it says."""

    entry: FiguresEntry
    period: Period
    value: Figure
    numerator: Figure
    denominator: Figure
    as_at: date | None = None
    points: float | None = None  # the value in the measure's unit
    decimals: int = 0
    failed: bool = False


@dataclass(slots=True)
class SeriesFindings:
    """What is found of one series of a sheet; `issues` is complete when what was left out has been said."""

    sheet: str
    name: str
    issues: list[Issue] = field(default_factory=list)
    _left: dict[tuple[str, str], tuple[IssueType, list[str]]] = field(default_factory=dict)

    def say(self, kind: IssueType, seen: str, cell: str) -> None:
        """Add an issue of the series."""
        self.issues.append(issue_at(kind, f"{self.name}: {seen}", self.sheet, cell))

    def leave(self, kind: IssueType, seen: str, entry: FiguresEntry) -> None:
        """Leave an entry's cells out; those left out for one reason are named together."""
        names = [placed.name for placed in entry.cells.values()]
        self._left.setdefault((seen, kind.code), (kind, []))[1].extend(names)

    def say_what_was_left(self) -> None:
        """Add an issue for each reason for which cells were left out."""
        for (seen, _), (kind, cells) in self._left.items():
            self.say(kind, seen, compressed(cells))

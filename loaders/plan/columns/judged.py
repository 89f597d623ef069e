"""One column while it is judged, and what an import asks about it or says that it understood.

Owns: the samples, the sentence and the meanings offered. Refuses: judging (see `settle`).
"""

from dataclasses import dataclass

from data_model.plan.import_choices import (
    KEPT_BESIDE,
    LEFT_OUT,
    ChoiceKind,
    ImportQuestion,
    earlier,
    month_of,
)
from loaders.files.grid import Grid
from loaders.plan.columns.periods import Period, When
from loaders.plan.columns.values import ColumnLook
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import Match

_SAMPLES = 3
_LONGEST_SAMPLE = 80
# What a heading of steps or milestones beside the action says.
STEP_WORDS = frozenset(("milestone", "milestones", "steps", "step", "title", "sub"))
MEANINGS = (*(field.value for field in Field), KEPT_BESIDE, LEFT_OUT)


@dataclass(slots=True)
class Column:
    """One column while it is judged. `meaning` is that of a choice; "" while nothing is known. `ticks` is the
    rating that a mark in it gives, where each of several columns is one rating."""

    at: int
    heading: str
    about: str
    look: ColumnLook
    period: Period | None = None
    how: Match = Match.EXACT
    meaning: str = ""
    why: str = ""
    chosen: bool = False
    asks: bool = False
    hidden: bool = False
    ticks: str = ""
    bare_month: bool = False  # the heading names a month and nothing else

    @property
    def words(self) -> frozenset[str]:
        return frozenset(self.about.split())

    def become(self, meaning: str, why: str, asks: bool = False) -> None:
        """Change what the column means, unless a person chose it."""
        if not self.chosen:
            self.meaning, self.why, self.asks = meaning, why, asks


def ask(grid: Grid, header_row: int, column: Column) -> ImportQuestion:
    """Put a column into the form that a page and a report show.

    A column of a time before can be given to its month; which that is must be said where its heading has no
    year, and is asked again with the next file, where "previous" speaks of another month.
    """
    month = column.period.month if _is_before(column) and column.period is not None else None
    undated = column.period.number if _is_before(column) and column.period and month is None else None
    moves = undated is not None and month_of(column.meaning) is not None
    return ImportQuestion(
        ChoiceKind.COLUMN,
        column.about,
        column.heading or column.about.capitalize(),
        grid.sheet.name,
        grid.sheet.place(header_row, column.at),
        _samples(column.look.texts),
        column.meaning,
        column.why or "No known heading is like this one.",
        MEANINGS if month is None else (earlier(month), *MEANINGS),
        must_answer=False,
        asks=(column.asks and not column.chosen) or moves,
        undated_month=undated,
    )


def _is_before(column: Column) -> bool:
    return column.period is not None and column.period.when in (When.PREVIOUS, When.DATED)


def _samples(texts: tuple[str, ...]) -> tuple[str, ...]:
    distinct = list(dict.fromkeys(" ".join(text.split()) for text in texts))[:_SAMPLES]
    return tuple(
        text if len(text) <= _LONGEST_SAMPLE else f"{text[: _LONGEST_SAMPLE - 1]}…" for text in distinct
    )

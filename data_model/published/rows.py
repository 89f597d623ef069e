"""What the reads of published figures return, and what a checked file hands to its write.

Owns: their shape and the meaning of every figure. Refuses: queries, ranks and words.
"""

from dataclasses import dataclass
from datetime import date, datetime

from data_model.published.published_vocabulary import FigureState, PlaceKind, PublishedUnit, ReleaseKind


@dataclass(frozen=True, slots=True)
class Place:
    """A council, region or nation. `code` is a council's three-digit number, which most reorganisations keep;
    "314/318" where two publish together. `region` is empty for regions and nations."""

    code: str
    name: str
    kind: PlaceKind
    region: str = ""


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """One figure of a file. `year` is the one in which the period ends, `year_text` as the file writes it.

    `value` is None unless `state` is VALUE; `symbol` is then what the file has in its place.
    """

    measure: str
    place: str
    year: int
    year_text: str
    value: float | None
    state: FigureState
    symbol: str = ""

    @property
    def key(self) -> tuple[str, str, int]:
        """By what two releases say the same figure."""
        return self.measure, self.place, self.year


@dataclass(frozen=True, slots=True)
class StatedNeighbour:
    """One statistical neighbour of a council; `position` 1 is the closest."""

    council: str
    neighbour: str
    position: int
    closeness: str


@dataclass(frozen=True, slots=True)
class PublishedMeasureRow:
    """A measure as it is published. `code` is the file's own word for it, unique within its kind of file."""

    id: int
    kind: ReleaseKind
    code: str
    name: str
    unit: PublishedUnit


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One release that was loaded. `year_ends` is the month, 1 to 12, in which its years end; None unsaid.

    `withdrawn_at`: since when it counts nowhere, because somebody took it back; None while it counts.
    `is_invented`: the demonstration brought it, and no publisher stands behind its figures.
    """

    id: int
    kind: ReleaseKind
    label: str
    published_on: date
    next_due: date | None
    year_ends: int | None
    file_name: str
    sha256: str
    recorded_at: datetime
    recorded_by: str
    figures: int
    is_invented: bool = False
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReleaseContent:
    """What a person says of a release beside its file; `withdrawn`: it is taken back and counts nowhere."""

    label: str
    published_on: date
    next_due: date | None
    year_ends: int | None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class ReleaseVersionRow:
    """What a release was said to be from a time on, by whom and why; the first version is of its loading."""

    version: int
    content: ReleaseContent
    reason: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """What a release says of one place for one year."""

    place: Place
    value: float | None
    state: FigureState
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class YearFigures:
    """One year as the newest release that has it says it: every place that it names.

    `said_before` is what the release before said of the plan's council in that year, None where it said the
    same or nothing. Where the council has a figure it is restated, where it has none there is a gap.
    """

    year: int
    year_text: str
    figures: tuple[PlaceFigure, ...]
    release: ReleaseRow
    said_before: float | None = None


@dataclass(frozen=True, slots=True)
class PublishedLinkRow:
    """That a person decided that a measure of the plan compares with a published one, and how they differ.

    `removed_at` is None while it holds.
    """

    measure_id: int
    published: PublishedMeasureRow
    note: str
    linked_at: datetime
    linked_by: str
    removed_at: datetime | None = None
    removed_by: str = ""


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """What a board is told of a measure beside what is published of it: a line, and the figures behind it.

    `text` is the whole line. Where no national figure exists it says so and all the rest is empty. Figures
    are in the unit of the published measure, None where a place has none; `rank` is in words.
    """

    measure_id: int
    text: str
    published: str = ""
    when: str = ""
    council: str = ""
    value: float | None = None
    england: float | None = None
    neighbours: float | None = None
    rank: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class StandingRow:
    """Where the council stands in what is published of a measure: each figure by itself, and the sentence.

    Where no national figure exists the sentence says so and all the rest is empty. Figures are in the unit of
    the published measure, None where a place has none; the neighbours' mean and the edges of their middle
    half have one decimal, as they are printed. `place` is 1 for the best of `of` councils, `quarter` 1 to 4.
    """

    measure: str
    sentence: str
    published: str = ""
    unit: PublishedUnit | None = None
    year: str = ""
    when: str = ""
    council: str = ""
    figure: float | None = None
    instead: str = ""
    england: float | None = None
    region: str = ""
    region_figure: float | None = None
    neighbours: float | None = None
    neighbours_counted: int | None = None
    middle_half: tuple[float, float] | None = None
    edition: str = ""
    rank: str = ""
    place: int | None = None
    of: int | None = None
    quarter: int | None = None
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class PublishedComparison:
    """A linked measure's published figures as they were published by a day, the newest year first.

    `release` is that of the newest year; a year that it lacks stands as an earlier one has it. `council` is
    None where nobody said whose plan it is. `neighbours` are the codes of its statistical neighbours, the
    closest first, of the `edition` named; both empty where none were loaded.
    """

    link: PublishedLinkRow
    release: ReleaseRow
    council: Place | None
    years: tuple[YearFigures, ...]
    neighbours: tuple[str, ...]
    edition: str

"""What reading a measure as a whole returns: how it stands, and whether it moved since a day.

Owns: their shape and the order worst first. Refuses: working them out (`measure_assessment`,
`measure_moves`).
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from data_model.measures.control_charts import Assurance, ControlChart, Variation
from data_model.measures.measure_vocabulary import Period
from data_model.measures.rows import ReadingRow, Series, TargetRow


class AttentionRank(IntEnum):
    """How much a measure needs to be looked at, the most first.

    | need | variation of the latest figure | target |
    | --- | --- | --- |
    | CONCERN_AND_FAILS | concern | consistently fails |
    | CONCERN | concern | anything else |
    | FAILS | common cause | consistently fails |
    | FAILS_BUT_IMPROVES | improvement | consistently fails, and the latest figure misses it |
    | MISSED | common cause or improvement | hit and miss, latest figure does not meet it |
    | HIT_AND_MISS | common cause or improvement | hit and miss, latest figure meets it |
    | CHANGED | special cause of a measure for information | none |
    | STEADY | common cause | none, or consistently passes |
    | IMPROVEMENT | improvement | none, consistently passes, or the latest figure meets it |
    | TOO_FEW | too few points for limits | any |
    | NO_FIGURES | no reading, or none with a figure | any |
    """

    CONCERN_AND_FAILS = 1
    CONCERN = 2
    FAILS = 3
    FAILS_BUT_IMPROVES = 4
    MISSED = 5
    HIT_AND_MISS = 6
    CHANGED = 7
    STEADY = 8
    IMPROVEMENT = 9
    TOO_FEW = 10
    NO_FIGURES = 11


@dataclass(frozen=True, slots=True)
class AssessmentWords:
    """What was said of a measure when a meeting was frozen: its chart in a sentence, variation and assurance.

    `variation` and `assurance` are words of tables, such as "common cause"; those that are shown have their
    symbol before them.
    """

    sentence: str
    variation: str
    assurance: str
    variation_shown: str
    assurance_shown: str


@dataclass(frozen=True, slots=True)
class MeasureAssessment:
    """A measure, or a part of one, read as a whole.

    `periods` are all from the first reading to the last, `readings` and `chart.points` stand beside them;
    a reading without a figure, and a period without a reading, is a gap of the chart. `latest` is the newest
    reading whatever its state, `figure` the newest with a figure: `variation`, `assurance` and `need` are of
    that one. `target` is in force for the latest period; None without one and after it was withdrawn.
    `is_met` compares `latest` with it: None without figure, target or better way. `since_month` and
    `since_year` are in the measure's unit, from one step and one year before `latest`; None where either has
    no figure, or where the definition between them marks a break. `left_out` counts readings of another
    frequency than the definition has now, which no chart can show beside the others. `words` are those that a
    board saw, kept with it; None where they follow from today's rules.
    """

    series: Series
    chart: ControlChart
    periods: tuple[Period, ...]
    readings: tuple[ReadingRow | None, ...]
    latest: ReadingRow | None
    target: TargetRow | None
    assurance: Assurance
    variation: Variation
    since_month: float | None
    since_year: float | None
    need: AttentionRank
    is_met: bool | None
    figure: ReadingRow | None = None
    left_out: int = 0
    words: AssessmentWords | None = None


class Movement(StrEnum):
    """Whether a measure stands elsewhere than before a day; HIGHER and LOWER have no better way."""

    IMPROVED = "improved since"
    WORSENED = "worsened since"
    HIGHER = "higher since"
    LOWER = "lower since"
    NO_CHANGE = "no change that is more than chance"
    TOO_FEW = "too few points"


@dataclass(frozen=True, slots=True)
class Moved:
    """How a measure moved since a day: figures counted and their means before and after, and a sentence.

    The sentence begins with a small letter, to stand behind a colon, and says nothing of the cause.
    """

    movement: Movement
    before: int
    after: int
    mean_before: float | None
    mean_after: float | None
    sentence: str

"""The straight way from a measure's baseline to a target that holds from a day after its newest figure.

Owns: which target and which baseline, whether the last six points are on the way, and the words. Refuses: any
part in ratings, limits or the reading of the chart, and a forecast: the way says where figures would have to
be, never where they will be. Of a process with special cause in its recent points no way is drawn, because
its mean is no longer the baseline's.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from data_model.measures.assessment_rows import MeasureAssessment
from data_model.measures.control_charts import meets
from data_model.measures.control_limits import mean_of
from data_model.measures.measure_looks import rule_words
from data_model.measures.measure_text import during, period_text, value_text
from data_model.measures.measure_vocabulary import Period, Polarity
from data_model.measures.rows import TargetRow
from data_model.shared.sentence_text import counted, long_day, long_month

LAST = 6  # points that are held against the way
_HOLDS_BY_NOW = "The target holds by now, and no figure since then is known yet."


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A straight way from `baseline`, the mean of a phase's first points, to a target.

    It starts at the moment at which the last of those points' periods is over and ends as the target's first
    day begins. `on` counts those of the last six points that are on the way or on its better side.
    """

    baseline: float
    starts_at: datetime
    target: float
    ends_at: datetime
    on: int

    def value_at(self, moment: datetime) -> float:
        """Return where the way stands at a moment between its two ends."""
        share = (moment - self.starts_at) / (self.ends_at - self.starts_at)
        return self.baseline + (self.target - self.baseline) * share


@dataclass(frozen=True, slots=True)
class TrajectoryReading:
    """What is said of the way to a target: the way, None where none is drawn, and a sentence either way."""

    way: Trajectory | None
    sentence: str


def read_trajectory(assessment: MeasureAssessment, as_at: date) -> TrajectoryReading | None:
    """Read the way to the next target of a measure; None without one ahead of its newest figure or without a
    better way.

    Where the target's first day is reached by `as_at` and no figure since is known, the sentence says that.
    The baseline is the mean of the points that made fixed limits, else of the first as many points of the
    phase as limits need. Six points must follow them. The sentence is plain text.
    """
    target, polarity = next_target(assessment), assessment.series.measure.definition.polarity
    if target is None or target.value is None or polarity is Polarity.INFO:
        return None
    read = _read(assessment, target, target.value)
    if target.holds_from > as_at:
        return read
    return replace(read, sentence=f"{read.sentence} {_HOLDS_BY_NOW}")


def _read(assessment: MeasureAssessment, target: TargetRow, aimed: float) -> TrajectoryReading:
    polarity = assessment.series.measure.definition.polarity
    aim = _aim(assessment, target)
    places = _places(assessment)
    made = _baseline_points(assessment)
    if len(places) < made + LAST:
        few = (
            f"{counted(made, 'point')} for a baseline and {LAST} more are needed, and there are {len(places)}"
        )
        return TrajectoryReading(None, f"No straight way to {aim} is drawn: {few} since limits began.")
    if special := _special(assessment, places[-LAST:]):
        why = f"the last {LAST} points show special cause ({special}), so that they have no steady baseline"
        return TrajectoryReading(None, f"No straight way to {aim} is drawn: {why}.")
    baseline = mean_of([_value(assessment, at) for at in places[:made]])
    if meets(baseline, aimed, polarity):
        said = f"the mean of the first {made} points, {_shown(assessment, baseline)}, meets it"
        return TrajectoryReading(None, f"No straight way to {aim} is needed: {said}.")
    last = assessment.periods[places[made - 1]]
    way = Trajectory(baseline, _over(last), aimed, datetime.combine(target.holds_from, time()), 0)
    on = sum(_is_on(assessment, way, at) for at in places[-LAST:])
    way = Trajectory(way.baseline, way.starts_at, way.target, way.ends_at, on)
    return TrajectoryReading(way, _sentence(assessment, way, made, last, aim, places[-1]))


def next_target(assessment: MeasureAssessment) -> TargetRow | None:
    """Return the first target that holds from a day after the newest figure stands; None without any.

    A figure stands at the middle of its period, so that no point is held against the way beyond its end.

    The one recorded last counts where two hold from one day; one that was withdrawn is none.
    """
    if not assessment.periods:
        return None
    newest = middle_of(assessment.periods[-1]).date()
    held = {row.holds_from: row for row in sorted(assessment.series.targets, key=lambda row: row.recorded_at)}
    ahead = [row for day, row in held.items() if day > newest and row.value is not None]
    return min(ahead, key=lambda row: row.holds_from, default=None)


def middle_of(period: Period) -> datetime:
    """Return the moment at which a period's figure stands beside the way: the middle of the period."""
    begins = datetime.combine(period.start, time())
    return begins + (_over(period) - begins) / 2


def _places(assessment: MeasureAssessment) -> list[int]:
    """Return where the figures of the newest phase stand."""
    phase = assessment.chart.phase
    if phase is None:
        return []
    points = assessment.chart.points
    return [at for at in range(phase.first, phase.last + 1) if points[at].value is not None]


def _baseline_points(assessment: MeasureAssessment) -> int:
    settings = assessment.chart.settings
    return settings.fixed_after or settings.fewest_points


def _special(assessment: MeasureAssessment, places: list[int]) -> str:
    """Say the newest special cause among some points; empty without any."""
    frequency = assessment.series.measure.definition.frequency
    for at in reversed(places):
        if words := rule_words(assessment.chart.points[at]):
            return f"{words[0]} {during(assessment.periods[at], frequency)}"
    return ""


def _value(assessment: MeasureAssessment, at: int) -> float:
    value = assessment.chart.points[at].value
    if value is None:
        raise ValueError("a point without a figure is on no way")
    return value


def _is_on(assessment: MeasureAssessment, way: Trajectory, at: int) -> bool:
    aimed = way.value_at(middle_of(assessment.periods[at]))
    polarity = assessment.series.measure.definition.polarity
    return meets(_value(assessment, at), aimed, polarity) is True


def _over(period: Period) -> datetime:
    return datetime.combine(period.end + timedelta(days=1), time())


def _shown(assessment: MeasureAssessment, value: float) -> str:
    return value_text(value, assessment.series.measure.definition.unit)


def _aim(assessment: MeasureAssessment, target: TargetRow) -> str:
    value = _shown(assessment, target.value or 0.0)
    return f"the target of {value} from {_day_text(target.holds_from)}"


def _day_text(day: date) -> str:
    return long_month(day) if day.day == 1 else long_day(day)


def _sentence(
    assessment: MeasureAssessment, way: Trajectory, made: int, last: Period, aim: str, newest: int
) -> str:
    frequency = assessment.series.measure.definition.frequency
    whole = {0: "None of the last", LAST: "All of the last"}.get(way.on, f"{way.on} of the last")
    verb = "is" if way.on == 1 else "are"
    came = (
        f"from {_shown(assessment, way.baseline)} (mean of {made} points to {period_text(last, frequency)})"
    )
    period = assessment.periods[newest]
    stands = _shown(assessment, way.value_at(middle_of(period)))
    return (
        f"{whole} {LAST} points {verb} on the straight way {came} to {aim}; the way stands at {stands} "
        f"{during(period, frequency)}."
    )

"""What checks on benefits look at, gathered: benefits, savings, returns, and what measures show.

Owns: reading them together, and telling from a control chart what a measure shows since a benefit's baseline.
Refuses: the checks (`benefit_checks`).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.measures.assessment_rows import MeasureAssessment
from data_model.measures.control_charts import Variation
from data_model.measures.queries.assessments import get_assessment
from data_model.money.benefits.benefit_checks import BenefitFacts, MeasureShows, VolumeSign
from data_model.money.benefits.benefit_content import Volume
from data_model.money.benefits.benefit_sums import programme_return
from data_model.money.benefits.rows_benefits import BenefitRow
from data_model.money.queries.benefit_returns import get_returns
from data_model.money.queries.benefits import list_benefits
from data_model.money.queries.savings import list_savings

_FOR_THE_BETTER = frozenset({Variation.IMPROVEMENT, Variation.HIGH, Variation.LOW})


def read_benefit_facts(
    session: Session,
    plan_id: int,
    as_at: date,
    *,
    moment: datetime | None = None,
    benefits: Sequence[BenefitRow] | None = None,
    assessed: Mapping[int, MeasureAssessment] | None = None,
) -> BenefitFacts:
    """Gather what every check on a plan's benefits asks, as at a day.

    `benefits`, and `assessed`, the plan's measures by id, are given where they were read already.
    """
    if benefits is None:
        benefits = list_benefits(session, plan_id, as_at, moment=moment)
    returns = get_returns(session, plan_id, as_at, moment=moment)
    counting = dict.fromkeys(each for row in benefits for each in row.content.measure_ids)
    if assessed is None:
        read = (get_assessment(session, plan_id, each, as_at) for each in counting)
        assessed = {one.series.measure.id: one for one in read if one is not None}
    return BenefitFacts(
        benefits,
        {row.id: row.content for row in list_savings(session, plan_id, as_at, moment=moment)}
        if benefits
        else {},
        {row.id: signs_of(row, assessed) for row in benefits},
        programme_return(benefits, returns),
        returns.stated,
    )


def signs_of(row: BenefitRow, assessed: Mapping[int, MeasureAssessment]) -> list[VolumeSign]:
    """Say what each measure of a benefit's volumes shows; a measure that is retired is left out."""
    found = []
    for volume in row.content.volumes:
        assessment = assessed.get(volume.measure_id) if volume.measure_id is not None else None
        if assessment is not None:
            name = assessment.series.measure.name
            found.append(VolumeSign(name, what_it_shows(assessment, volume)))
    return found


def what_it_shows(assessment: MeasureAssessment, volume: Volume) -> MeasureShows:
    """Tell what a measure shows since the volume's baseline, or in all its figures where none is known.

    A special cause for the better counts wherever it stands since then. A measure that has no better way
    counts as changed by any special cause.
    """
    since = volume.baseline_day or date.min
    shown = [
        point.variation
        for period, point in zip(assessment.periods, assessment.chart.points, strict=True)
        if period.end > since and point.value is not None
    ]
    return _summed(shown)


def _summed(shown: Sequence[Variation]) -> MeasureShows:
    judged = [one for one in shown if one is not Variation.TOO_FEW]
    if not judged:
        return MeasureShows.TOO_FEW
    if any(one in _FOR_THE_BETTER for one in judged):
        return MeasureShows.CHANGE
    return MeasureShows.WORSE if Variation.CONCERN in judged else MeasureShows.COMMON

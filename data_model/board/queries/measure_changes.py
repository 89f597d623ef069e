"""How measures stood at a moment, and which turned between two: another variation, or another assurance."""

from sqlalchemy.orm import Session

from data_model.board.movement import turns_of
from data_model.board.rows import Moment, MovedMeasure
from data_model.measures.measure_assessment import MeasureAssessment, assess
from data_model.measures.measure_sentence import sentence_of
from data_model.measures.measure_text import during, value_text
from data_model.measures.queries.performance_settings import get_settings
from data_model.measures.queries.readings import list_series


def list_assessments_at(session: Session, plan_id: int, moment: Moment) -> list[MeasureAssessment]:
    """Read every measure in use as it was known at a moment, in the catalogue's order."""
    settings = get_settings(session, plan_id, recorded_by_moment=moment.known_by)
    found = list_series(session, plan_id, moment.as_at, recorded_by_moment=moment.known_by)
    return [assess(series, settings) for series in found]


def list_turned_measures(
    session: Session, plan_id: int, earlier: Moment, later: Moment
) -> list[MovedMeasure]:
    """List the measures whose variation or assurance is another at the later moment, in their order.

    A measure that is there on one side alone, or of which nothing could be said at the earlier moment, is
    left out: nothing of it turned.
    """
    before = {one.series.measure.id: one for one in list_assessments_at(session, plan_id, earlier)}
    turned = []
    for now in list_assessments_at(session, plan_id, later):
        then = before.get(now.series.measure.id)
        if then is not None and turns_of(moved := _moved(then, now)):
            turned.append(moved)
    return turned


def _moved(then: MeasureAssessment, now: MeasureAssessment) -> MovedMeasure:
    return MovedMeasure(
        id=now.series.measure.id,
        name=now.series.measure.name,
        old_variation=then.variation.value,
        new_variation=now.variation.value,
        old_assurance=then.assurance.value,
        new_assurance=now.assurance.value,
        sentence=sentence_of(now),
        figure=_figure(now),
    )


def _figure(assessment: MeasureAssessment) -> str:
    figure, definition = assessment.figure, assessment.series.measure.definition
    if figure is None:
        return ""
    return f"{value_text(figure.value, definition.unit)} {during(figure.period, definition.frequency)}"

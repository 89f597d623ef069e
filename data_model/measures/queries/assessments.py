"""Every measure of a plan read as a whole: its control chart, its target, and how much it needs attention.

Owns: putting readings and rules together. Refuses: the rules (`measure_assessment`) and reading the rows
(`readings`).
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from data_model.measures.measure_assessment import MeasureAssessment, assess, by_frequency, in_order
from data_model.measures.measure_vocabulary import PartKind, measure_key
from data_model.measures.queries.performance_settings import get_settings, list_tiers
from data_model.measures.queries.readings import list_series
from data_model.measures.rows import Series


def list_assessments(session: Session, plan_id: int, as_at: date) -> list[MeasureAssessment]:
    """Read every measure in use as its figures were known on a day, the one that most needs attention first.

    Measures that need the same stand in the catalogue's order. A measure without figures is listed too.
    """
    return in_order(_read(session, plan_id, list_series(session, plan_id, as_at)))


def get_assessment(session: Session, plan_id: int, measure_id: int, as_at: date) -> MeasureAssessment | None:
    """Read one measure as at a day with what its readings said before; None when the plan has none such."""
    found = list_series(session, plan_id, as_at, measure_ids=[measure_id], restated=True)
    read = _read(session, plan_id, found)
    return read[0] if read else None


def list_other_frequencies(
    session: Session, plan_id: int, measure_id: int, as_at: date
) -> list[MeasureAssessment]:
    """Read the readings of one measure of other lengths of period than its chart has, each length alone."""
    found = list_series(session, plan_id, as_at, measure_ids=[measure_id], restated=True)
    return _read(session, plan_id, [other for series in found for other in by_frequency(series)[1:]])


def list_part_assessments(
    session: Session, plan_id: int, measure_id: int, as_at: date
) -> dict[PartKind, list[MeasureAssessment]]:
    """Read the tiers of one measure in their order, then its teams by name; a kind without parts is no entry.

    A tier that has no limit set stands behind those that have.
    """
    found: dict[PartKind, list[MeasureAssessment]] = {}
    parts = list_series(session, plan_id, as_at, measure_ids=[measure_id], parts=True)
    tiers = [measure_key(row.name) for row in list_tiers(session, plan_id, as_at)] if parts else []
    for kind in (PartKind.TIER, PartKind.TEAM):
        of_kind = [each for each in parts if each.part_kind is kind]
        of_kind.sort(key=lambda each: (_place(tiers, each.part), each.part.casefold()))
        if of_kind:
            found[kind] = _read(session, plan_id, of_kind)
    return found


def _place(tiers: Sequence[str], name: str) -> int:
    key = measure_key(name)
    return tiers.index(key) if key in tiers else len(tiers)


def _read(session: Session, plan_id: int, found: Sequence[Series]) -> list[MeasureAssessment]:
    settings = get_settings(session, plan_id)
    return [assess(series, settings) for series in found]

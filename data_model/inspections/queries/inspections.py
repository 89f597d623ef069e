"""Inspections and visits with what they graded and found, beside what the plan said on their last day.

Owns: putting those together as at a day. Refuses: the words (`inspection_text`), and any rating of its own.
"""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy.orm import Session

from data_model.inspections.inspection_text import area_sentence
from data_model.inspections.queries.findings import findings_as_at
from data_model.inspections.queries.gradings import gradings_as_at
from data_model.inspections.queries.visits import list_visits
from data_model.inspections.rows import (
    AreaAtVisit,
    FindingRow,
    InspectionRow,
    RatedAtVisit,
    VisitFinding,
    VisitRow,
)
from data_model.measures.assessment_text import needs_attention
from data_model.measures.measure_assessment import assess
from data_model.measures.queries.measure_links import list_measures_of_area
from data_model.measures.queries.performance_settings import get_settings
from data_model.measures.queries.readings import list_series
from data_model.plan.queries.overview import list_areas
from data_model.plan.rows import AreaRow
from data_model.plan.statuses import Status

_GREEN = frozenset({Status.COMPLETE, Status.EMBEDDED, Status.ON_TRACK})


def list_inspections(
    session: Session, plan_id: int, as_at: date, area_id: int | None = None
) -> list[InspectionRow]:
    """List the inspections and visits of a plan with grades and findings true by a day, the newest first.

    What the plan said is as at the last day of each visit, as far as is known now; an area's measures are
    those that belong to it now. With `area_id` only visits that found something of one area, each with what
    it found of it; no other area's measures are read.
    """
    findings = findings_as_at(session, plan_id, as_at)
    gradings = gradings_as_at(session, plan_id, as_at)
    known = list_areas(session, plan_id, as_at) if findings else []
    if area_id is not None:
        known = [area for area in known if area.id == area_id]
        findings = {key: _about(rows, area_id) for key, rows in findings.items()}
    return [
        InspectionRow(
            visit,
            gradings.get(visit.id),
            tuple(of_visit := findings.get(visit.id, [])),
            _areas(session, plan_id, visit, of_visit, known),
        )
        for visit in list_visits(session, plan_id, as_at)
        if area_id is None or findings.get(visit.id)
    ]


def list_findings(session: Session, plan_id: int, as_at: date) -> list[VisitFinding]:
    """List every finding true by a day beside its visit, those of the newest visit first."""
    found = findings_as_at(session, plan_id, as_at)
    return [
        VisitFinding(visit, one)
        for visit in list_visits(session, plan_id, as_at)
        for one in found.get(visit.id, [])
    ]


def _areas(
    session: Session,
    plan_id: int,
    visit: VisitRow,
    findings: Sequence[FindingRow],
    known: Sequence[AreaRow],
) -> tuple[AreaAtVisit, ...]:
    about = [area for area in known if any(one.is_about(area.id) for one in findings)]
    return tuple(one.at for one in rate_at_visit(session, plan_id, visit, findings, about))


def rate_at_visit(
    session: Session,
    plan_id: int,
    visit: VisitRow,
    findings: Sequence[FindingRow],
    areas: Sequence[AreaRow],
) -> list[RatedAtVisit]:
    """Return what plan and measures said of areas on a visit's last day, beside what it found of each."""
    if not areas:
        return []
    then = {area.id: area for area in list_areas(session, plan_id, visit.ends_on)}
    measures = _measures(session, plan_id, visit.ends_on, [area.id for area in areas])
    return [
        RatedAtVisit(
            visit,
            _at_visit(visit, area, then.get(area.id), measures[area.id], _about(findings, area.id)),
            then[area.id].statuses if area.id in then else (),
        )
        for area in areas
    ]


def _about(findings: Sequence[FindingRow], area_id: int) -> list[FindingRow]:
    return [one for one in findings if one.is_about(area_id)]


def _at_visit(
    visit: VisitRow,
    area: AreaRow,
    then: AreaRow | None,
    measures: tuple[int, int],
    findings: Sequence[FindingRow],
) -> AreaAtVisit:
    actions = then.actions if then is not None else 0
    statuses = then.statuses if then is not None else ()
    green = sum(row.count for row in statuses if row.status in _GREEN)
    read, worse = measures
    return AreaAtVisit(
        area_id=area.id,
        area=f"{area.number} {area.short_name or area.title}".strip(),
        actions=actions,
        green=green,
        measures=read,
        worse=worse,
        strengths=sum(not one.asks for one in findings),
        asks=sum(one.asks for one in findings),
        sentence=area_sentence(visit, findings, actions=actions, green=green, measures=read, worse=worse),
    )


def _measures(
    session: Session, plan_id: int, day: date, areas: Collection[int]
) -> dict[int, tuple[int, int]]:
    """Return how many measures of each area had figures by a day, and how many of them needed attention."""
    of_areas = {area: list_measures_of_area(session, plan_id, area) for area in areas}
    wanted = sorted({measure for ids in of_areas.values() for measure in ids})
    if not wanted:
        return dict.fromkeys(areas, (0, 0))
    settings = get_settings(session, plan_id)
    assessed = [assess(one, settings) for one in list_series(session, plan_id, day, measure_ids=wanted)]
    read = {one.series.measure.id: needs_attention(one) for one in assessed if one.figure is not None}
    return {
        area: (sum(key in read for key in ids), sum(read.get(key, False) for key in ids))
        for area, ids in of_areas.items()
    }

"""The plan's ratings, the measures and the findings of areas, visit by visit.

Owns: which visits and areas a timeline has. Refuses: any count of its own: each is that of `inspections`.
"""

from datetime import date

from sqlalchemy.orm import Session

from data_model.inspections.queries.findings import findings_as_at
from data_model.inspections.queries.inspections import rate_at_visit
from data_model.inspections.queries.visits import list_visits
from data_model.inspections.rows import AreaTimeline
from data_model.plan.queries.overview import list_areas

VISITS = 4  # the newest, as many as a telephone's picture can hold


def list_timelines(session: Session, plan_id: int, as_at: date) -> list[AreaTimeline]:
    """List each area that one of the newest visits found something of, on the last day of each of them.

    Visits are those that ended by the day and found something; an area is told of at a visit that found
    nothing of it too. As far as is known now.
    """
    findings = findings_as_at(session, plan_id, as_at)
    ended = [
        one for one in list_visits(session, plan_id, as_at) if one.ends_on <= as_at and one.id in findings
    ]
    visits = sorted(ended, key=lambda one: (one.ends_on, one.id))[-VISITS:]
    areas = [
        area
        for area in (list_areas(session, plan_id, as_at) if visits else ())
        if any(one.is_about(area.id) for visit in visits for one in findings[visit.id])
    ]
    told = [rate_at_visit(session, plan_id, visit, findings[visit.id], areas) for visit in visits]
    return [
        AreaTimeline(area.id, told[0][number].at.area, tuple(each[number] for each in told))
        for number, area in enumerate(areas)
    ]

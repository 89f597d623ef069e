"""What inspectors graded and found in Fernshire, as the programme office records it; all of it invented.

Owns: the grades and findings of the demo's inspections and visits, through the public writes. Refuses: when
each visit was (`board_story`), and any other way into the tables.
"""

from dataclasses import dataclass

from data_model.inspections.changes.findings import add_finding
from data_model.inspections.changes.gradings import grade_visit
from data_model.inspections.finding_content import FindingContent
from data_model.inspections.frameworks import OVERALL, PRIORITY_ACTION, STRENGTH, TO_IMPROVE, framework_on
from data_model.inspections.queries.visits import list_visits
from data_model.inspections.rows import VisitRow
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.overview import list_areas
from demo.board_cycle import BoardCycle
from demo.board_story import (
    EARLIER_INSPECTION,
    FIRST_MONITORING_VISIT,
    INSPECTION,
    SECOND_MONITORING_VISIT,
    ToldVisit,
)


@dataclass(frozen=True, slots=True)
class ToldFinding:
    """A finding as the letter has it; `about` begins the text of the action that answers it, "" for none."""

    kind: str
    paragraph: str
    area: str
    words: str
    about: str = ""


_REQUIRES, _INADEQUATE, _GOOD = "requires-improvement", "inadequate", "good"
# Visit -> judgement -> grade; a judgement that is not named has the grade of the overall effectiveness.
GRADES: dict[ToldVisit, dict[str, str]] = {
    EARLIER_INSPECTION: {OVERALL.code: _REQUIRES, "leadership": _REQUIRES, "adoption": _GOOD},
    INSPECTION: {OVERALL.code: _INADEQUATE, "children-in-care": _REQUIRES, "care-leavers": _REQUIRES},
}
FINDINGS: dict[ToldVisit, tuple[ToldFinding, ...]] = {
    INSPECTION: (
        ToldFinding(
            PRIORITY_ACTION.code, "12", "1",
            "Contacts about children wait for weeks before anybody decides what should happen next.",
            "Clear contacts open for longer than five working days",
        ),
    ),
    FIRST_MONITORING_VISIT: (
        ToldFinding(
            STRENGTH.code, "4", "1",
            "A manager is present for every shift, and urgent contacts are decided on the day they come in.",
            "Create a second service manager post",
        ),
        ToldFinding(
            TO_IMPROVE.code, "7", "1",
            "Contacts that are neither urgent nor clear still wait longer than five working days.",
            "Clear contacts open for longer than five working days",
        ),
    ),
    SECOND_MONITORING_VISIT: (
        ToldFinding(
            STRENGTH.code, "3", "3",
            "Caseloads have fallen. Social workers say that they know the children they work with.",
        ),
        ToldFinding(
            TO_IMPROVE.code, "6", "2",
            "Supervision is held every month and is seldom reflective: records say what was done, not why.",
            "Hold monthly supervision for every child",
        ),
        ToldFinding(
            TO_IMPROVE.code, "9", "3",
            "When a social worker leaves, children in need wait too long to meet the next, and plans drift.",
        ),
    ),
}  # fmt: skip


def tell_visit(cycle: BoardCycle, told: ToldVisit) -> None:
    """Record an inspection or a visit with what it graded and found, as known on the day of its letter."""
    visit_id = cycle.tell_visit(told)
    visits = list_visits(cycle.session, cycle.plan_id, cycle.known_on(told))
    visit = next(row for row in visits if row.id == visit_id)
    _grade(cycle, told, visit)
    _find(cycle, told, visit)


def _grade(cycle: BoardCycle, told: ToldVisit, visit: VisitRow) -> None:
    given = GRADES.get(told)
    if given is None:
        return
    framework = framework_on(visit.starts_on)
    grades = [(one.code, given.get(one.code, given[OVERALL.code])) for one in framework.judgements]
    grade_visit(
        cycle.session,
        visit.id,
        framework.code,
        grades,
        base_version=0,
        as_at=visit.published_on or visit.ends_on,
        actor=cycle.office,
        recorded_at=cycle.loaded_at(cycle.known_on(told)),
    )


def _find(cycle: BoardCycle, told: ToldVisit, visit: VisitRow) -> None:
    day = cycle.known_on(told)
    areas = {row.number: row.id for row in list_areas(cycle.session, cycle.plan_id, day)}
    texts = [(row.text, row.id) for row in list_actions(cycle.session, cycle.plan_id, day)]
    for one in FINDINGS.get(told, ()):
        actions = [key for text, key in texts if one.about and text.startswith(one.about)]
        content = FindingContent(one.kind, one.words, one.paragraph, (areas[one.area],), tuple(actions))
        add_finding(
            cycle.session,
            visit.id,
            content,
            as_at=visit.published_on or visit.ends_on,
            actor=cycle.office,
            recorded_at=cycle.loaded_at(day),
        )

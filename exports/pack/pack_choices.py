"""What somebody chose of a pack, and the view cut down to it.

Owns: the choices, which actions and measures belong to the areas chosen, and the pack's file name. Refuses:
writing, and any figure that the view does not hold or that does not follow from its actions.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Literal, TypeVar

from data_model.board.board_brief import brief_lines, brief_of
from data_model.board.check_lines import lines_in, lines_of
from data_model.board.movement import in_areas
from data_model.board.rows import BoardView, FollowUpRow, RaisedCheck, WhatChanged
from data_model.inspections.inspection_text import inspections_sentence
from data_model.inspections.rows import InspectionRow
from data_model.plan.due_dates import DueKind
from data_model.plan.rows import ActionDetail, AreaRow, Headlines, StatusCount
from data_model.plan.statuses import CLOCK_STOPPED, Status
from data_model.recommendations.recommendation_text import recommendations_sentence
from data_model.recommendations.rows import RecommendationRow

Detail = Literal["full", "exceptions", "summary"]
DETAILS: dict[Detail, str] = {
    "full": "In full: every area on a page of its own, and the whole plan as an appendix",
    "exceptions": "By exception: areas with something late, at risk or moved, without the appendix",
    "summary": "Summary: figures, movement, exceptions and decisions, without pages for areas",
}

# With the marks that turn the direction of writing: they can make one ending look like another.
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class PackChoices:
    """Which areas (their ids; none is all), how much, and who it is for (shown on the cover)."""

    areas: tuple[int, ...] = ()
    detail: Detail = "full"
    audience: str = ""

    def __post_init__(self) -> None:
        if self.detail not in DETAILS:
            raise ValueError(f"no detail {self.detail}; there are {', '.join(DETAILS)}")


def chosen_view(view: BoardView, choices: PackChoices) -> BoardView:
    """Cut a view down to the areas chosen; all of it without a choice.

    Figures are counted afresh from the areas and actions that are left. What no area can be told of stays:
    money, visits, sources, decisions about no area. Measures stay with an area or with an action of it. How
    many actions went from one rating to another is kept for the whole plan only. Raises ValueError for an
    area that the view has not.
    """
    if not choices.areas:
        return view
    wanted = frozenset(choices.areas)
    if missing := wanted - {area.id for area in view.areas}:
        raise ValueError(f"the view has no area {min(missing)}")
    areas = tuple(area for area in view.areas if area.id in wanted)
    actions = tuple(detail for detail in view.actions if detail.row.area_id in wanted)
    ids = {detail.row.id for detail in actions}
    measures = {series.measure.id for series in view.series if series.measure.area_id in wanted} | {
        measure for measure, action in view.measure_links if action in ids
    }
    shown = replace(
        view,
        areas=areas,
        actions=actions,
        headlines=_headlines(areas, actions),
        evidence=tuple(row for row in view.evidence if row.action_id in ids),
        challenges=tuple(row for row in view.challenges if row.comment.action_id in ids),
        changed=_changed(view, wanted, measures),
        checks=_checks(view, wanted),
        assessments=tuple(one for one in view.assessments if one.series.measure.id in measures),
        measure_links=tuple(pair for pair in view.measure_links if pair[1] in ids),
        milestones=tuple(pair for pair in view.milestones if pair[0] in measures),
        published=tuple(one for one in view.published if one.measure_id in measures),
        follow_ups=tuple(row for row in view.follow_ups if _is_told_of(row, wanted, ids)),
        recommendations=(kept := _recommendations(view, ids)),
        inspections=(seen := _inspections(view, wanted)),
    )
    # What a chair reads first counts these areas alone too; a meeting frozen without it stays without.
    brief = brief_lines(brief_of(shown)) if view.words.brief else ()
    said = recommendations_sentence(kept) if kept else ""
    since = view.changed.earlier.as_at if view.changed is not None else None
    found = inspections_sentence(seen, view.moment.as_at, since) if seen else ""
    return replace(shown, words=replace(view.words, brief=brief, recommendations=said, inspections=found))


def _inspections(view: BoardView, wanted: Collection[int]) -> tuple[InspectionRow, ...]:
    """Cut findings down to some areas; grades, and findings about no area, are of the whole council."""
    rows = []
    for row in view.inspections:
        findings = tuple(
            one
            for one in row.findings
            if any(one.is_about(area) for area in wanted) or not (one.areas or one.actions)
        )
        areas = tuple(one for one in row.areas if one.area_id in wanted)
        if row.grading is not None or findings:
            rows.append(replace(row, findings=findings, areas=areas))
    return tuple(rows)


def _recommendations(view: BoardView, actions: Collection[int]) -> tuple[RecommendationRow, ...]:
    """Keep the recommendations that an action left carries out, and those that none does yet."""
    return tuple(
        row
        for row in view.recommendations
        if not row.actions or any(one.id in actions for one in row.actions)
    )


def _checks(view: BoardView, wanted: Collection[int]) -> tuple[RaisedCheck, ...]:
    """Cut checks down to some areas; those of a frozen meeting are kept as it read them."""
    if any(row.gathered for row in view.checks):
        of_money = [row for row in view.checks if row.about]  # no area can be told of these
        return tuple(lines_of([*lines_in(view.checks, wanted), *of_money]))
    return tuple(row for row in view.checks if row.area_id in wanted or row.about)


def by_exception(actions: Iterable[ActionDetail]) -> list[ActionDetail]:
    """Return the actions that a board looks at first: delayed, at risk, or overdue."""
    return [
        detail
        for detail in actions
        if detail.row.status in (Status.DELAYED, Status.AT_RISK) or detail.row.days_overdue > 0
    ]


def in_exception_table(actions: Iterable[ActionDetail]) -> list[ActionDetail]:
    """Return what the council's exception table lists: delayed, or open with a reason for a delay."""
    return [
        detail
        for detail in actions
        if detail.row.status is Status.DELAYED
        or (
            detail.row.status not in CLOCK_STOPPED
            and bool(detail.reason_for_delay.strip() or detail.mitigation.strip())
        )
    ]


def measures_of_area(view: BoardView, area_id: int) -> set[int]:
    """Return the ids of the measures that belong to an area or to one of its actions."""
    ids = {detail.row.id for detail in view.actions if detail.row.area_id == area_id}
    return {series.measure.id for series in view.series if series.measure.area_id == area_id} | {
        measure for measure, action in view.measure_links if action in ids
    }


def moment_of(view: BoardView) -> datetime:
    """Return when the view was made: when it was frozen, else as far as it knew, else the as-at day."""
    if view.meeting is not None and view.meeting.frozen_at is not None:
        return view.meeting.frozen_at
    return view.moment.known_by or datetime.combine(view.moment.as_at, time(), tzinfo=UTC)


def pack_name(view: BoardView) -> str:
    """Name the pack's file, without an ending, so that every computer can store it."""
    plan = " ".join(_NOT_IN_A_NAME.sub(" ", view.plan.name).split()).strip(". ")[:80]
    return f"{plan or 'Plan'} - board pack {_day_of(view).isoformat()}"


def _day_of(view: BoardView) -> date:
    return view.meeting.held_on if view.meeting is not None else view.moment.as_at


def _is_told_of(row: FollowUpRow, areas: Collection[int], actions: Collection[int]) -> bool:
    if row.action_id is not None:
        return row.action_id in actions
    return row.area_id is None or row.area_id in areas


def _headlines(areas: Iterable[AreaRow], actions: Iterable[ActionDetail]) -> Headlines:
    held, areas = list(actions), list(areas)
    counts: dict[tuple[Status, str], int] = {}
    for area in areas:
        for row in area.statuses:
            counts[row.status, row.label] = counts.get((row.status, row.label), 0) + row.count
    order = list(Status)
    return Headlines(
        actions=sum(area.actions for area in areas),
        statuses=tuple(
            StatusCount(status, label, count)
            for (status, label), count in sorted(counts.items(), key=lambda pair: order.index(pair[0][0]))
        ),
        overdue=sum(area.overdue for area in areas),
        due_soon=sum(area.due_soon for area in areas),
        not_rated=sum(count for (status, _), count in counts.items() if status is Status.NOT_RATED),
        nobody_responsible=_count(held, lambda detail: not detail.row.people),
        no_due_date=_count(held, _has_no_date),
    )


def _has_no_date(detail: ActionDetail) -> bool:
    is_for_review = detail.row.due_kind in (DueKind.REVIEW, DueKind.RECURRING)
    return detail.row.due_date is None and not is_for_review


def _count(rows: Iterable[_Row], is_meant: Callable[[_Row], bool]) -> int:
    return sum(is_meant(row) for row in rows)


def _changed(view: BoardView, areas: Collection[int], measures: Collection[int]) -> WhatChanged | None:
    """Cut down what changed; of one area alone the view has the sentence, of several it is made now."""
    if view.changed is None:
        return None
    changed = in_areas(view.changed, areas, measures)
    return replace(changed, sentence=view.words.of_area(*areas).movement) if len(areas) == 1 else changed

"""The assurance checks that a plan's actions raise as at a day, with the answers that hold.

Owns: running them for any day, and their counts over time. Refuses: the rules (`assurance_checks`).
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, partial
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from data_model.board.assurance_checks import CHECKS, CheckType, asked, raise_area_checks, raise_asked
from data_model.board.check_lines import line_key, lines_of
from data_model.board.queries.board_moments import find_own_board
from data_model.board.queries.check_answers import read_answers
from data_model.board.queries.check_facts import (
    list_action_facts,
    list_area_facts,
    read_evidence,
    read_people,
    select_among,
)
from data_model.board.queries.check_history import Among, PlanHistory, Stories, read_stories
from data_model.board.queries.measure_changes import list_assessments_at
from data_model.board.rows import CheckAnswerRow, Moment, RaisedCheck
from data_model.board.tables import CheckSettingVersion, Meeting
from data_model.measures.assessment_rows import MeasureAssessment
from data_model.money.for_boards.money_checks import check_money
from data_model.money.queries.benefit_facts import read_benefit_facts
from data_model.money.queries.plan_money import get_plan_money
from data_model.plan.queries.action_rows import plan_order
from data_model.plan.queries.as_at import actions_as_at
from data_model.plan.tables import Area
from data_model.shared.check_types import Settings


def run_checks(
    session: Session,
    plan_id: int,
    moment: Moment,
    *,
    action_id: int | None = None,
    area_id: int | None = None,
) -> list[RaisedCheck]:
    """Return every check raised at a moment, in the plan's order and heaviest first in each action.

    Those that areas raise as a whole stand behind them, and those of the plan's money last. With `action_id`
    those of one action alone, with `area_id` those of one area's actions and of the area as a whole, without
    reading the history of the others.
    """
    among = select_among(session, plan_id, moment, action_id, area_id)
    settings = get_check_settings(session, plan_id, known_by=moment.known_by)
    board = last_board_day(session, plan_id, moment)
    people = read_people(session, plan_id, moment, among)
    evidence = read_evidence(session, plan_id, moment, among)
    stories = read_stories(session, plan_id, moment, evidence, among)
    facts = list_action_facts(
        session,
        plan_id,
        moment,
        stories=stories,
        evidence=evidence,
        people=people,
        last_board=board,
        among=among,
        assess=(assess := _assessing(session, plan_id, moment)),
    )
    checks = asked(settings)
    raised = {one.id: found for one in facts if (found := raise_asked(one, moment.as_at, checks))}
    every = []
    if raised:
        answers = read_answers(session, plan_id, moment)
        for row in _actions(session, plan_id, moment, among):
            of_row = tuple(people.get(row.statement_id, ()))
            for code, because, since in raised.get(row.id, ()):
                accepted = answers.get((row.id, code))
                every.append(_raised(code, row, of_row, because, since, accepted))
    if action_id is not None:
        return every
    of_areas = _of_areas(session, plan_id, moment, stories, settings, area_id)
    if area_id is not None:
        return [*every, *of_areas]
    return [*every, *of_areas, *_of_money(session, plan_id, moment, settings, assess)]


def list_checks_of_action(session: Session, plan_id: int, as_at: date, action_id: int) -> list[RaisedCheck]:
    """Return the checks that one action raises as at a day, as far as is known now."""
    return run_checks(session, plan_id, Moment(as_at), action_id=action_id)


def list_checks_of_area(session: Session, plan_id: int, as_at: date, area_id: int) -> list[RaisedCheck]:
    """Return the checks that one area's actions and the area raise as at a day, as far as is known now."""
    return run_checks(session, plan_id, Moment(as_at), area_id=area_id)


def list_check_lines(session: Session, plan_id: int, as_at: date) -> list[RaisedCheck]:
    """Return every check raised as at a day as it is read and counted, the gravest first; see `lines_of`."""
    return lines_of(list_checks(session, plan_id, as_at))


def list_checks(session: Session, plan_id: int, as_at: date) -> list[RaisedCheck]:
    """Return every check raised as at a day, as far as is known now; see `run_checks`."""
    return run_checks(session, plan_id, Moment(as_at))


def count_checks(session: Session, plan_id: int, days: Sequence[date]) -> list[tuple[date, dict[str, int]]]:
    """Count the lines of checks raised and not answered on each day, by code; every code is there.

    Each day is as it is known now, with the settings of now.
    """
    if not days:
        return []
    settings = get_check_settings(session, plan_id)
    checks = asked(settings)
    history = PlanHistory(session, plan_id, Moment(max(days)))
    return [(day, _count(session, plan_id, Moment(day), history.stories(day), checks)) for day in days]


def get_check_settings(
    session: Session, plan_id: int, *, known_by: datetime | None = None
) -> dict[str, dict[str, int]]:
    """Return the numbers that a plan set for its checks, by code and name; defaults are left out."""
    known = () if known_by is None else (CheckSettingVersion.recorded_at <= known_by,)
    rows = session.execute(
        select(CheckSettingVersion.code, CheckSettingVersion.name, CheckSettingVersion.value)
        .where(CheckSettingVersion.plan_id == plan_id, *known)
        .order_by(CheckSettingVersion.id)
    )
    settings: dict[str, dict[str, int]] = {}
    for code, name, value in rows:
        settings.setdefault(code, {})[name] = value
    return settings


def last_board_day(session: Session, plan_id: int, moment: Moment) -> date | None:
    """Return the day of the last frozen meeting of the plan's own board before the moment's day, or None."""
    board_id = find_own_board(session, plan_id, moment.as_at, known_by=moment.known_by)
    known = () if moment.known_by is None else (Meeting.frozen_at < moment.known_by,)
    return session.scalar(
        select(Meeting.held_on)
        .where(
            Meeting.board_id == board_id,
            Meeting.frozen_at.is_not(None),
            Meeting.held_on < moment.as_at,
            *known,
        )
        .order_by(Meeting.held_on.desc())
        .limit(1)
    )


def _count(
    session: Session,
    plan_id: int,
    moment: Moment,
    stories: Stories,
    checks: Sequence[tuple[CheckType, Settings]],
) -> dict[str, int]:
    board = last_board_day(session, plan_id, moment)
    people = read_people(session, plan_id, moment)
    evidence = read_evidence(session, plan_id, moment)
    assess = _assessing(session, plan_id, moment)
    facts = list_action_facts(
        session,
        plan_id,
        moment,
        stories=stories,
        evidence=evidence,
        people=people,
        last_board=board,
        assess=assess,
    )
    answers = read_answers(session, plan_id, moment)
    rows = {row.id: row for row in _actions(session, plan_id, moment)}
    lines: set[tuple[str, object]] = set()
    for one in facts:
        row = rows[one.id]
        for code, _, _ in raise_asked(one, moment.as_at, checks):
            if (one.id, code) not in answers:
                key = line_key(code, people.get(row.statement_id, ()), row.area_id)
                lines.add((code, ("action", one.id) if key is None else key))
    # A check that is not asked is not among those given.
    settings = {code: {"off": 1} for code in CHECKS} | {check.code: chosen for check, chosen in checks}
    for area in list_area_facts(session, plan_id, moment, stories):
        lines.update((code, area.id) for code, _, _ in raise_area_checks(area, moment.as_at, settings))
    found = Counter(code for code, _ in lines)
    found.update(one.code for one in _of_money(session, plan_id, moment, settings, assess))
    return {code: found[code] for code in CHECKS}


def _raised(
    code: str,
    row: Row[Any],
    people: tuple[tuple[int | None, str], ...],
    because: str,
    since: date | None,
    answer: CheckAnswerRow | None,
) -> RaisedCheck:
    area = f"{row.area_number} {row.area_short_name}".strip()
    return RaisedCheck(code, row.id, row.ref, row.text, row.area_id, area, people, because, answer, since)


def _actions(
    session: Session, plan_id: int, moment: Moment, among: Among | None = None
) -> Sequence[Row[Any]]:
    """Read what a raised check says of its action, in the plan's order."""
    state = actions_as_at(session, plan_id, moment.as_at, moment.known_by)
    chosen = () if among is None else (state.c.id.in_(among),)
    columns: list[Any] = [
        *(state.c[name] for name in ("id", "statement_id", "ref", "text", "area_id")),
        Area.number.label("area_number"),
        Area.short_name.label("area_short_name"),
    ]
    asked_for = select(*columns).join(Area, Area.id == state.c.area_id).where(*chosen)
    return session.execute(asked_for.order_by(*plan_order(state))).all()


def _of_areas(
    session: Session,
    plan_id: int,
    moment: Moment,
    stories: Stories,
    settings: Mapping[str, Settings],
    area_id: int | None,
) -> list[RaisedCheck]:
    """Return the checks that areas, or one area, raise as a whole, in their order."""
    found = {
        facts.id: raised
        for facts in list_area_facts(session, plan_id, moment, stories, area_id)
        if (raised := raise_area_checks(facts, moment.as_at, settings))
    }
    areas = session.execute(
        select(Area.id, Area.number, Area.short_name)
        .where(Area.id.in_(found))
        .order_by(Area.position, Area.id)
    )
    return [
        RaisedCheck(
            code,
            0,
            "",
            "The whole area",
            row.id,
            f"{row.number} {row.short_name}".strip(),
            (),
            because,
            None,
            since,
        )
        for row in areas
        for code, because, since in found[row.id]
    ]


def _assessing(session: Session, plan_id: int, moment: Moment) -> Callable[[], list[MeasureAssessment]]:
    """Return what reads the plan's measures at a moment: once, and not before anybody asks."""
    return cache(partial(list_assessments_at, session, plan_id, moment))


def _of_money(
    session: Session,
    plan_id: int,
    moment: Moment,
    settings: Mapping[str, Settings],
    assess: Callable[[], Sequence[MeasureAssessment]],
) -> list[RaisedCheck]:
    """Return the checks that the plan's money raises."""
    day, known_by = moment.as_at, moment.known_by
    money = get_plan_money(session, plan_id, day, moment=known_by)
    facts = None
    if money.benefits:
        counted = any(row.content.measure_ids for row in money.benefits)
        assessed = {one.series.measure.id: one for one in assess()} if counted else {}
        facts = read_benefit_facts(
            session, plan_id, day, moment=known_by, benefits=money.benefits, assessed=assessed
        )
    return [
        RaisedCheck(
            *(one.code, 0, "", one.name, 0, ""),
            ((one.owner.id, one.owner.name),) if one.owner.name else (),
            one.sentence,
            since=one.since,
            about=one.about.value,
            about_id=one.id,
        )
        for one in check_money(money, settings, facts)
    ]

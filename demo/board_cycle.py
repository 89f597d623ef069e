"""The demo's boards: their meetings held and to come, what they left, visits, and what each board saw frozen.

Owns: playing the programme office that does this on the pages, through the public writes, each as recorded on
the day it happened. Refuses: what is said (`board_story`), and any other way into the tables.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from data_model.board.changes.checks import answer_check
from data_model.board.changes.follow_ups import (
    NewFollowUp,
    add_follow_up,
    close_follow_up,
    move_follow_up,
    note_follow_up,
)
from data_model.board.changes.meetings import (
    NewBoard,
    freeze_meeting,
    plan_meetings,
    save_board,
)
from data_model.board.schedule import meeting_days
from data_model.inspections.changes.visits import NewVisit, add_visit
from data_model.plan.changes.evidence import NewEvidence, add_evidence
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.overview import list_areas
from data_model.plan.queries.responsible.people import list_people
from data_model.shared.permissions import Actor, Role
from demo.board_story import (
    ACCEPTED,
    BOARDS,
    EXECUTIVE,
    EXECUTIVE_LEFT,
    OFFICE,
    PANEL,
    PANEL_LEFT,
    SHOWN,
    Left,
    ToldVisit,
)
from demo.plan_content import EDITION_DAYS, LAST_EDITION
from demo.plan_people import people_at
from demo.since_then import OFFICER

_AHEAD = timedelta(days=190)
_FREEZES_AT, _LEAVES_AT, _LOADS_AT = time(16, 30), time(15), time(9, 30)


@dataclass(slots=True)
class BoardCycle:
    """The demo's boards while the demo is told, from the plan's submission on.

    `newest` is the moment of loading: nothing is recorded after it, whatever the given day.
    """

    session: Session
    plan_id: int
    today: date
    through: str
    newest: datetime
    meetings: dict[tuple[str, int], int] = field(default_factory=dict)
    followed: list[tuple[Left, int]] = field(default_factory=list)
    texts: dict[date, list[tuple[str, int]]] = field(default_factory=dict)

    @property
    def office(self) -> Actor:
        return Actor(OFFICER, Role.PROGRAMME_OFFICE, through=self.through)

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def loaded_at(self, day: date) -> datetime:
        """Return when what is true of a day was loaded."""
        return self._at(day, _LOADS_AT)

    def held_on(self, days: int) -> date:
        """Return the day of a meeting, moved off a weekend."""
        day = self.day(days)
        return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))

    def _at(self, day: date, hour: time) -> datetime:
        return min(datetime.combine(day, hour, tzinfo=UTC), self.newest)

    def plan_ahead(self) -> None:
        """Record the boards with the meetings they held and those to come."""
        for told in BOARDS:
            at = self.loaded_at(self.day(EDITION_DAYS[0]))
            board = NewBoard(told.name, told.kind, told.chair, told.attendees, told.recurrence)
            board_id = save_board(self.session, self.plan_id, board, actor=self.office, recorded_at=at)
            held = [self.held_on(days) for days in told.held]
            begins = held[-1] if held else self.held_on(told.first_ahead)
            ahead = meeting_days(begins, told.recurrence, self.today + _AHEAD)
            ids = plan_meetings(
                self.session, board_id, [*held, *ahead], place=told.place, actor=self.office, recorded_at=at
            )
            self.meetings |= {(told.name, number): ids[number - 1] for number in range(1, len(held) + 1)}

    def known_on(self, visit: ToldVisit) -> date:
        """Return the day on which a visit came into the dashboard, with what was published of it."""
        told = visit.published if visit.published is not None else visit.ends
        first, last = EDITION_DAYS[0], EDITION_DAYS[-1]
        return min(max(self.held_on(told), self.day(first)), self.day(last))

    def tell_visit(self, visit: ToldVisit) -> int:
        """Record an inspection or a monitoring visit and return its id."""
        starts = self.held_on(visit.starts)
        new = NewVisit(
            visit.kind,
            visit.focus,
            starts,
            starts + timedelta(days=visit.ends - visit.starts),
            visit.outcome,
            self.held_on(visit.published) if visit.published is not None else None,
            visit.will_be_published,
        )
        day = self.known_on(visit)
        at = self.loaded_at(day)
        return add_visit(self.session, self.plan_id, new, as_at=day, actor=self.office, recorded_at=at)

    def show_evidence(self, edition: int, as_at: date) -> None:
        """Add the evidence that came with an edition of the plan, counted from 1."""
        for told in SHOWN:
            if told.edition == edition:
                evidence = NewEvidence(told.kind, self.day(told.days), told.finding)
                add_evidence(
                    self.session,
                    self._action(told.about, as_at),
                    evidence,
                    actor=self.office,
                    recorded_at=self.loaded_at(as_at),
                )

    def hold_executive(self, number: int) -> None:
        """Hold an executive board, counted from 1: say what came of earlier ones, decide, ask, freeze."""
        day = self.held_on(BOARDS[0].held[number - 1])
        self._follow(number, day)
        self._hold((EXECUTIVE, number), EXECUTIVE_LEFT[number - 1], day)

    def hold_panel(self) -> None:
        """Hold the challenge panel and freeze what it saw."""
        self._hold((PANEL, 1), PANEL_LEFT, self.held_on(BOARDS[1].held[0]))

    def accept_check(self, as_at: date) -> None:
        """Accept one check for a month."""
        about, code, because = ACCEPTED
        answer_check(
            self.session,
            self._action(about, as_at),
            code,
            because,
            as_at=as_at,
            until=as_at + timedelta(days=30),
            actor=self.office,
            recorded_at=self.loaded_at(as_at),
        )

    def _hold(self, meeting: tuple[str, int], left: tuple[Left, ...], day: date) -> None:
        for one in left:
            self.followed.append((one, self._leave(one, day, self.meetings[meeting])))
        freeze_meeting(
            self.session,
            self.meetings[meeting],
            day,
            today=day,
            actor=self.office,
            recorded_at=self._at(day, _FREEZES_AT),
        )

    def _leave(self, left: Left, day: date, meeting_id: int) -> int:
        people = {row.name: row.id for row in list_people(self.session, self.plan_id, day)}
        areas = {row.number: row.id for row in list_areas(self.session, self.plan_id, day)}
        owner = (
            OFFICER
            if left.owner == OFFICE
            else people_at(LAST_EDITION)[left.owner].name
            if left.owner
            else ""
        )
        new = NewFollowUp(
            left.kind,
            left.words,
            owner,
            self.day(left.due) if left.due is not None else None,
            day,
            meeting_id=meeting_id,
            person_id=people.get(owner),
            area_id=areas.get(left.area),
            action_id=self._action(left.about, day) if left.about else None,
        )
        return add_follow_up(
            self.session, self.plan_id, new, actor=self.office, recorded_at=self._at(day, _LEAVES_AT)
        )

    def _follow(self, number: int, day: date) -> None:
        """Record what came of what earlier meetings left, as told at this executive board."""
        at = self._at(day, _LEAVES_AT)
        for left, made in self.followed:
            if left.noted and left.noted[0] == number:
                note_follow_up(self.session, made, left.noted[1], actor=self.office, recorded_at=at)
            if left.moved and left.moved[0] == number:
                _, to, why = left.moved
                move_follow_up(self.session, made, self.day(to), why, actor=self.office, recorded_at=at)
            if left.closed and left.closed[0] == number:
                close_follow_up(self.session, made, left.closed[1], actor=self.office, recorded_at=at)

    def _action(self, beginning: str, as_at: date) -> int:
        if as_at not in self.texts:
            rows = list_actions(self.session, self.plan_id, as_at)
            self.texts[as_at] = [(row.text, row.id) for row in rows]
        return next(action_id for text, action_id in self.texts[as_at] if text.startswith(beginning))

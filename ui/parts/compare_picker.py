"""Which two moments of a plan are compared, chosen at the head of a page and kept in its address.

Owns: the moments offered (frozen meetings, ends of months, typed days), their words, and the default: from
the last frozen meeting, else from 31 days before or the plan's first statement, to the as-at day; which
board's next meeting follows. Refuses: finding what changed.

In the address `since` and `until` are "meeting-3" or a day, 2022-12-12; without `until` it is the as-at day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from data_model.board.queries.board_moments import meeting_before, moment_of, next_meeting_day
from data_model.board.queries.meetings import list_meetings
from data_model.board.queries.movement_between import what_changed
from data_model.board.rows import MeetingRow, Moment, WhatChanged
from data_model.plan.rows import PlanRow
from data_model.shared.days.date_parser import DateSpan, read_day, tidy_text
from data_model.shared.sentence_text import as_sentence
from ui.shell import address
from ui.shell.database import Session
from ui.shell.dates import FIRST_DAY, LAST_DAY, read_iso_day, short_day
from ui.shell.plain_text import escape

WITHOUT_MEETING = timedelta(days=31)
_MONTH_ENDS = 12
_MEETING = "meeting-"
_SINCE, _UNTIL = "moment_since", "moment_until"
_REFUSED = "moment_refused"


@dataclass(frozen=True)
class Between:
    """Two moments, the earlier first, and the frozen meeting that either is, else None.

    `is_backwards` where the address names them the other way round; `has_nothing_before` where the plan had
    not been stated by the earlier one, or has been stated only once and no meeting saw it.
    """

    earlier: Moment
    later: Moment
    earlier_meeting: MeetingRow | None
    later_meeting: MeetingRow | None
    is_backwards: bool
    has_nothing_before: bool

    @property
    def board_id(self) -> int | None:
        """Return the board whose next meeting follows; None where neither moment is a meeting."""
        meeting = self.later_meeting or self.earlier_meeting
        return meeting.board_id if meeting is not None else None

    @property
    def seen_on(self) -> date:
        """Return the day after which the next meeting comes."""
        return self.later_meeting.held_on if self.later_meeting is not None else self.later.as_at

    def two_before(self, meetings: Sequence[MeetingRow]) -> tuple[MeetingRow, MeetingRow] | None:
        """Return the meeting compared with and the one of the same board before it; None without both."""
        last = self.earlier_meeting
        if last is None or self.later_meeting is not None:
            return None
        before = [row for row in meetings if row.board_id == last.board_id and row.held_on < last.held_on]
        return (before[0], last) if before else None


def choose_moments(
    meetings: Sequence[MeetingRow], as_at: date, before: MeetingRow | None, plan: PlanRow
) -> Between:
    """Draw the choice of two moments and return them.

    `meetings` are the frozen ones, newest first; `before` is the one that the plan is compared with.
    """
    rows = {f"{_MEETING}{row.id}": row for row in meetings}
    known = {token: moment_of(row) for token, row in rows.items()}
    refused = [st.session_state.pop(_REFUSED)] if _REFUSED in st.session_state else []
    first = plan.first_as_at or as_at
    chosen = _read("since", known, refused)
    compared = before if chosen is None else rows.get(address.read("since"))
    without = _day(min(as_at, max(as_at - WITHOUT_MEETING, first)))
    earlier = chosen or (moment_of(before) if before is not None else without)
    later = _read("until", known, refused) or _day(as_at)
    stated_once = chosen is None and before is None and first == plan.latest_as_at
    offered = _offered(known, as_at)
    with st.container(horizontal=True, key="moments", vertical_alignment="bottom"):
        _draw("From", _SINCE, "since", earlier, offered)
        _draw("To", _UNTIL, "until", later, offered, as_at)
    for words in refused:
        st.warning(f"“{escape(words[:40])}” is no moment that can be read. Write a day as 12 Dec 2022.")
    return Between(
        earlier,
        later,
        compared,
        rows.get(address.read("until")),
        earlier.as_at > later.as_at,
        stated_once or (compared is None and earlier.as_at < first),
    )


def read_moments(session: Session, plan_id: int, as_at: date) -> tuple[list[MeetingRow], MeetingRow | None]:
    """Read what `choose_moments` needs."""
    frozen = list_meetings(session, plan_id, frozen_only=True)
    return frozen, meeting_before(session, plan_id, as_at)


def read_changes(
    session: Session, plan_id: int, seen_on: date, earlier: Moment, later: Moment, board_id: int | None
) -> WhatChanged:
    """Read what changed between two moments, with what is due before the board's next meeting; for `kept`."""
    then = next_meeting_day(session, plan_id, seen_on, board_id=board_id)
    return what_changed(session, plan_id, earlier, later, next_meeting=then)


def moment_text(moment: Moment) -> str:
    """Name a moment in plain text: "the Programme Board of 14 Nov 2022", else its day."""
    return moment.words or short_day(moment.as_at)


def meeting_address(meeting_id: int) -> str:
    """Return a frozen meeting as `since` and `until` have it."""
    return f"{_MEETING}{meeting_id}"


def _day(day: date) -> Moment:
    return Moment(day, None, short_day(day))


def _read(name: str, known: Mapping[str, Moment], refused: list[str]) -> Moment | None:
    written = address.read(name)
    if not written or written in known:
        return known.get(written)
    day = read_iso_day(written)
    if day is None:
        refused.append(written)
        return None
    return _day(day)


def _offered(known: Mapping[str, Moment], as_at: date) -> dict[str, str]:
    """Map the words of each moment offered to what the address has of it: meetings, then ends of months."""
    offered: dict[str, str] = {}
    for token, moment in known.items():
        words = _title(moment)
        number = 2
        while words in offered:
            words, number = f"{_title(moment)} ({number})", number + 1
        offered[words] = token
    end = as_at.replace(day=1)
    for _ in range(_MONTH_ENDS):
        end -= timedelta(days=1)
        offered.setdefault(short_day(end), end.isoformat())
        end = end.replace(day=1)
    return offered


def _title(moment: Moment) -> str:
    """Name a meeting in a list: its words without the article that sentences need."""
    words = moment_text(moment).removeprefix("the ")
    return as_sentence(words)


def _draw(label: str, key: str, name: str, moment: Moment, offered: Mapping[str, str], *first: date) -> None:
    tokens = {token: words for words, token in offered.items()}
    written = address.read(name)
    shown = tokens.get(written) or next(
        (words for words, token in offered.items() if token.startswith(_MEETING) and _title(moment) == words),
        short_day(moment.as_at),
    )
    st.session_state[key] = shown
    choices = dict.fromkeys([*map(short_day, first), shown, *offered])
    # A list that also takes typed days, as on every page: see ui/shell/page_head.py.
    st.selectbox(
        label,
        list(choices),
        key=key,
        accept_new_options=True,
        width=340,
        on_change=_picked,
        args=(key, name, dict(offered), [day.isoformat() for day in first]),
        help="Choose a meeting or a day, or type a day: 12 Dec 2022 or 12/12/2022",
    )


def _picked(key: str, name: str, offered: Mapping[str, str], left_out: Sequence[str]) -> None:
    written = str(st.session_state[key] or "")
    token = offered.get(written)
    if token is None:
        found = read_day(tidy_text(written))
        if not isinstance(found, DateSpan) or not FIRST_DAY <= found.first <= LAST_DAY:
            st.session_state[_REFUSED] = written
            return
        token = found.first.isoformat()
    address.write(**{name: None if token in left_out else token, "all": None})

"""What a meeting saw, shown again as it was kept: the same figures for ever.

Owns: reading a kept view once for all sessions, and its words and figures. Refuses: any figure of its own,
and charts, which pages pass in.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from data_model.board.queries.frozen import UnreadableView, get_frozen_view
from data_model.board.rows import BoardView, MeetingRow, RaisedCheck
from data_model.measures.measure_assessment import MeasureAssessment, in_order
from data_model.plan.due_dates import DueKind
from data_model.plan.rows import ActionRow, Headlines
from data_model.plan.statuses import Status
from data_model.recommendations.recommendation_content import RESPONSE_NAMES
from data_model.recommendations.recommendation_text import in_order as in_order_of_need
from data_model.shared.sentence_text import counted, long_day
from ui.measures.figure_text import latest_words, met_text
from ui.measures.measure_chips import chips
from ui.money.money_pages import money_address
from ui.parts.status_chips import chip, status_list
from ui.parts.whole_links import in_lines, link_beside
from ui.plan.action_cards import show_action_link
from ui.plan.action_table import show_actions
from ui.shell import address
from ui.shell.database import open_database, reading
from ui.shell.dates import moment, short_day
from ui.shell.links import BREAK, link, step
from ui.shell.pages import Page
from ui.shell.plain_text import escape


def _has_no_date(row: ActionRow) -> bool:
    return row.due_date is None and row.due_kind not in (DueKind.REVIEW, DueKind.RECURRING)


@dataclass(frozen=True)
class _Figure:
    """A figure of a meeting that leads to the actions it counts: its words, which actions those are, the
    figure in headlines, and where those of now are listed."""

    words: str
    belongs: Callable[[ActionRow], bool]
    count: Callable[[Headlines], int]
    listed: Mapping[str, str]


_KEPT: dict[str, _Figure] = {
    "all": _Figure("Actions", lambda row: True, lambda of: of.actions, {}),
    "overdue": _Figure(
        "Overdue", lambda row: row.days_overdue > 0, lambda of: of.overdue, {"due": "overdue"}
    ),
    "soon": _Figure("Due in 30 days", lambda row: row.is_due_soon, lambda of: of.due_soon, {"due": "soon"}),
    "nobody": _Figure(
        *("Nobody responsible", lambda row: not row.people, lambda of: of.nobody_responsible),
        listed={"person": "nobody"},
    ),
    "no-date": _Figure("No due date", _has_no_date, lambda of: of.no_due_date, {"due": "no-date"}),
}
_CHECKS, _CHECKS_RAISED = "checks", "Checks raised"


def read_frozen(meeting: MeetingRow) -> BoardView | None:
    """Return what a meeting was frozen with; say why where it cannot be read, and stop the page."""
    if meeting.frozen_at is None:
        return None
    try:
        return _kept_view(str(open_database().engine.url), meeting.id, meeting.frozen_at.isoformat())
    except UnreadableView as reason:
        st.error(escape(str(reason)))
        st.stop()


def assessments_of(view: BoardView) -> list[MeasureAssessment]:
    """Return the kept measures, the one that most needs attention first."""
    return in_order(view.assessments)


def show_frozen_head(view: BoardView, meeting: MeetingRow, now: Headlines) -> None:
    """Draw since when the view is kept, the headline, the chips and the figures; `now` are those of the day
    that is looked at, said where they differ."""
    as_at = view.moment.as_at
    kept = f"Kept {moment(meeting.frozen_at)} by {meeting.frozen_by}" if meeting.frozen_at else "Kept"
    st.info(
        escape(f"{kept}: what the board saw, as at {long_day(as_at)}. Nothing recorded later changes it.")
    )
    st.header(escape(view.words.headline), anchor=False)
    with st.container(horizontal=True, key="frozen_statuses", gap="small"):
        for row in view.headlines.statuses:
            label = f"{chip(row.status, row.label)} **{row.count:,}**"
            step(label, f"frozen_{row.status.value}", "tertiary", kept=row.status.value)
    figures = [(name, one.words, one.count(view.headlines)) for name, one in _KEPT.items()]
    figures.insert(3, (_CHECKS, _CHECKS_RAISED, len(_open_checks(view))))
    with st.container(horizontal=True, key="frozen_figures"):
        for name, words, number in figures:
            with st.container(border=True, width=170, gap=None):
                st.metric(words, f"{number:,}", label_visibility="collapsed")
                step(f":blue[{words}]", f"frozen_{name}", "tertiary", kept=name)
    moved = [
        f"{one.words}: {then_and_now(one.count(view.headlines), one.count(now))}"
        for one in _KEPT.values()
        if one.count(view.headlines) != one.count(now)
    ]
    if moved:
        st.caption(f"{' · '.join(moved)}.")


def then_and_now(then: int, now: int) -> str:
    """Say a figure of a meeting beside that of now."""
    return f"{then:,} then, {now:,} now"


def show_kept_list(view: BoardView, now: Headlines) -> bool:
    """Draw what the one figure counts that the address asks for, and say whether it asks for one.

    `now` says how many there are on the day that is looked at. With an area in the address it is its part.
    """
    wanted = address.read("kept")
    labels = {row.status.value: row.label for row in view.headlines.statuses}
    if wanted not in (*_KEPT, *labels, _CHECKS):
        return False
    step("‹ Everything that the board saw", "frozen_back", kept=None, area=None)
    area = next((each for each in view.areas if each.id == address.read_number("area")), None)
    where = f" in {area.number} {area.short_name}".rstrip() if area is not None else ""
    if wanted == _CHECKS:
        raised = [one for one in _open_checks(view) if area is None or one.area_id == area.id]
        _show_kept_checks(view, raised, where)
        return True
    rows = [one.row for one in view.actions if area is None or one.row.area_id == area.id]
    if wanted in labels:
        status = Status(wanted)
        figure = _Figure(
            labels[wanted], lambda row: row.status is status, lambda of: of.count(status), {"status": wanted}
        )
    else:
        figure = _KEPT[wanted]
    chosen = [row for row in rows if figure.belongs(row)]
    said = f"{figure.words}{where} · {counted(len(chosen), 'action')}, as the board saw them"
    st.header(escape(said), anchor=False)
    title = figure.words
    if area is None and figure.count(now) != len(chosen):
        words = f"{counted(len(chosen), 'action')} then, {figure.count(now):,} now ›"
        link(Page.ACTIONS, words, **figure.listed)
    if chosen:
        st.markdown("Pressing a row leads to the action as it is known now.")
        show_actions(chosen, "frozen_list", title)
    return True


def show_frozen_areas(view: BoardView) -> None:
    """Draw each area as it stood: its actions by status, what was overdue, what was due next."""
    st.header("Areas", anchor=False)
    for area in view.areas:
        due = f" · next due {short_day(area.next_due)}" if area.next_due else ""
        checks = sum(one.area_id == area.id for one in _open_checks(view))
        counts = (
            ("all", counted(area.actions, "action")),
            ("overdue", f"{area.overdue:,} overdue"),
            (_CHECKS, counted(checks, "check")),
        )
        with st.container(gap=None):
            st.markdown(f"**{escape(f'{area.number} {area.short_name}'.strip())}**")
            st.markdown(f"{escape(status_list(area.statuses))}{due}")
            with st.container(horizontal=True, gap="medium"):
                for name, words in counts:
                    key = f"frozen_area_{area.id}_{name}"
                    step(f":blue[{words} ›]", key, "tertiary", kept=name, area=area.id)


def show_frozen_checks(view: BoardView) -> None:
    """Draw how many assurance checks were raised, and which."""
    st.header("Assurance checks", anchor=False)
    raised, answered = _open_checks(view), len(view.checks) - len(_open_checks(view))
    rest = f" {answered:,} more had an answer that held." if answered else ""
    st.markdown(f"{counted(len(raised), 'check')} raised and not answered.{rest}")
    counts = Counter(one.code for one in raised)
    lines = [f"- {escape(one.title)}: {counts[one.code]:,}" for one in view.words.checks if counts[one.code]]
    st.markdown("\n".join(lines))


def show_frozen_recommendations(view: BoardView) -> None:
    """Draw how the recommendations stood, and each with what it raised; nothing where none was kept."""
    if not view.recommendations:
        return
    st.header("Recommendations", anchor=False)
    st.markdown(escape(view.words.recommendations))
    words = f"All {counted(len(view.recommendations), 'recommendation')}"
    with st.expander(words, key="frozen_recommendations", on_change="rerun") as box:
        for row in in_order_of_need(view.recommendations) if box.open else ():
            stood = "**Closed**" if row.closed else chip(row.stands, row.stands_label)
            raised = [f"**{escape(one.because)}**" for one in row.checks]
            below = BREAK.join([f"{stood} · {escape(RESPONSE_NAMES[row.response])}", *raised])
            link_beside(Page.RECOMMENDATION, row.ref, row.words, below, id=row.id)


def show_frozen_measures(view: BoardView) -> None:
    """Draw what the measures said, in words."""
    read = [one for one in assessments_of(view) if one.latest is not None]
    if not read:
        return
    st.header("Measures", anchor=False)
    st.markdown(escape(view.words.attention))
    with st.expander(f"All {counted(len(read), 'measure')}", key="frozen_measures", on_change="rerun") as box:
        for one in read if box.open else ():
            latest = " in ".join(filter(None, latest_words(one)))
            with st.container(gap=None):
                link(Page.MEASURE, in_lines(one.series.measure.name), id=one.series.measure.id)
                st.markdown(f"{escape(latest)} · {escape(met_text(one))} · {chips(one)}")


def show_frozen_actions(view: BoardView) -> None:
    """Draw every action as it stood, in a table that is filled when it is opened."""
    words = f"All {counted(len(view.actions), 'action')} as the board saw them"
    with st.expander(words, key="frozen_actions", on_change="rerun") as box:
        if box.open:
            st.markdown("Pressing a row leads to the action as it is known now.")
            show_actions([one.row for one in view.actions], "frozen_table", "Actions as kept", height=640)


def show_frozen_sources(view: BoardView) -> None:
    """Say where the kept figures came from."""
    for source in view.sources:
        st.caption(escape(f"Source: {source}"))


def _show_kept_checks(view: BoardView, raised: Sequence[RaisedCheck], where: str) -> None:
    """Draw the checks as the meeting kept them: by kind, each with its reason and what it was about."""
    said = f"{_CHECKS_RAISED}{where} · {counted(len(raised), 'check')}, as the board saw them"
    st.header(escape(said), anchor=False)
    # A check that a later version no longer knows has the words it had.
    codes = dict.fromkeys([one.code for one in view.words.checks] + [one.code for one in raised])
    for code in codes:
        of_kind = [one for one in raised if one.code == code]
        if of_kind:
            st.markdown(f"**{escape(view.words.check_title(code))}** · {len(of_kind):,}")
        for one in of_kind:
            _show_kept_check(one)


def _show_kept_check(one: RaisedCheck) -> None:
    if one.action_id and not one.gathered:
        show_action_link(one.action_id, one.ref, one.text, escape(one.because))
        return
    if one.about:
        with st.container(gap=None):
            page, parameters = money_address(one.about, one.about_id)
            link(page, in_lines(one.text), **parameters)
            st.markdown(escape(one.because))
        return
    who = ", ".join(name for _, name in one.people) or one.area
    st.markdown(f"{escape(who)}: {escape(one.because)}")
    with st.container(horizontal=True, gap="small"):
        for each in one.gathered:
            link(Page.ACTION, f"{escape(each.ref)} ›", id=each.action_id)


def _open_checks(view: BoardView) -> list[RaisedCheck]:
    return [one for one in view.checks if one.answer is None]


# A view is never changed, so all sessions may hold the same one.
@st.cache_resource(max_entries=6, show_spinner="Reading what the meeting saw")
def _kept_view(address: str, meeting_id: int, frozen_at: str) -> BoardView | None:
    with reading() as session:
        return get_frozen_view(session, meeting_id)

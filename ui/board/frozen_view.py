"""What a meeting saw, shown again as it was kept: the same figures for ever.

Owns: reading a kept view once for all sessions, and its words and figures. Refuses: any figure of its own,
and charts, which pages pass in.
"""

from collections import Counter
from collections.abc import Callable

import streamlit as st

from data_model.board.queries.frozen import UnreadableView, get_frozen_view
from data_model.board.rows import BoardView, MeetingRow, RaisedCheck
from data_model.measures.measure_assessment import MeasureAssessment, in_order
from data_model.plan.due_dates import DueKind
from data_model.plan.rows import ActionRow
from data_model.recommendations.recommendation_content import RESPONSE_NAMES
from data_model.recommendations.recommendation_text import in_order as in_order_of_need
from data_model.shared.sentence_text import counted, long_day
from ui.measures.figure_text import latest_words, met_text
from ui.measures.measure_chips import chips
from ui.parts.status_chips import chip, status_list
from ui.parts.whole_links import in_lines, link_beside
from ui.plan.action_table import show_actions
from ui.shell import address
from ui.shell.database import open_database, reading
from ui.shell.dates import moment, short_day
from ui.shell.links import BREAK, link, step
from ui.shell.pages import Page
from ui.shell.plain_text import escape


def _has_no_date(row: ActionRow) -> bool:
    return row.due_date is None and row.due_kind not in (DueKind.REVIEW, DueKind.RECURRING)


# The figures of a meeting that lead to the actions they count: their words, and which actions those are.
_KEPT: dict[str, tuple[str, Callable[[ActionRow], bool]]] = {
    "all": ("Actions", lambda row: True),
    "overdue": ("Overdue", lambda row: row.days_overdue > 0),
    "soon": ("Due in 30 days", lambda row: row.is_due_soon),
    "nobody": ("Nobody responsible", lambda row: not row.people),
    "no-date": ("No due date", _has_no_date),
}


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


def show_frozen_head(view: BoardView, meeting: MeetingRow) -> None:
    """Draw since when the view is kept, the headline, the chips and the figures."""
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
    figures = (
        (view.headlines.actions, "all"),
        (view.headlines.overdue, "overdue"),
        (view.headlines.due_soon, "soon"),
        (len(_open_checks(view)), ""),
        (view.headlines.nobody_responsible, "nobody"),
        (view.headlines.no_due_date, "no-date"),
    )
    with st.container(horizontal=True, key="frozen_figures"):
        for number, name in figures:
            words = _KEPT[name][0] if name else "Checks raised"
            with st.container(border=True, width=170, gap=None):
                st.metric(words, f"{number:,}", label_visibility="collapsed")
                if name:
                    step(f":blue[{words}]", f"frozen_{name}", "tertiary", kept=name)
                else:
                    st.markdown(words)


def show_kept_list(view: BoardView) -> bool:
    """Draw the actions of the one figure that the address asks for, and say whether it asks for one."""
    wanted = address.read("kept")
    labels = {row.status.value: row.label for row in view.headlines.statuses}
    if wanted not in _KEPT and wanted not in labels:
        return False
    step("‹ Everything that the board saw", "frozen_back", kept=None)
    rows = [one.row for one in view.actions]
    if wanted in labels:
        title, chosen = labels[wanted], [row for row in rows if row.status.value == wanted]
    else:
        title, belongs = _KEPT[wanted]
        chosen = [row for row in rows if belongs(row)]
    st.header(escape(f"{title} · {counted(len(chosen), 'action')}, as the board saw them"), anchor=False)
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
        with st.container(gap=None):
            st.markdown(f"**{escape(f'{area.number} {area.short_name}'.strip())}**")
            st.markdown(
                f"{counted(area.actions, 'action')}: {escape(status_list(area.statuses))} · "
                f"{area.overdue:,} overdue{due} · {counted(checks, 'check')}"
            )


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


def _open_checks(view: BoardView) -> list[RaisedCheck]:
    return [one for one in view.checks if one.answer is None]


# A view is never changed, so all sessions may hold the same one.
@st.cache_resource(max_entries=6, show_spinner="Reading what the meeting saw")
def _kept_view(address: str, meeting_id: int, frozen_at: str) -> BoardView | None:
    with reading() as session:
        return get_frozen_view(session, meeting_id)

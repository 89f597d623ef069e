"""What moved between two moments, as counts that lead to lists, and as those lists.

Owns: the names and the order of the lists, what a line of each says, how much of a long one is drawn.
Refuses: finding what moved, and calling it better or worse.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from data_model.board.movement import is_listed, told_in, turns_of
from data_model.board.rows import MovedAction, MovedMeasure, WhatChanged
from data_model.plan.due_dates import DueKind
from data_model.shared.sentence_text import counted
from ui.money.money_pages import show_money_moves
from ui.parts.downloads import offer_download
from ui.parts.in_pages import show_in_pages
from ui.parts.status_chips import chip, status_text
from ui.parts.whole_links import in_lines
from ui.plan.action_cards import show_action_link
from ui.shell import address
from ui.shell.dates import moment, short_day
from ui.shell.links import link, open_action, step
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

FIRST, MOST = 5, 50  # lines of a list among others, and drawn at once of a list alone
_TABLE = 500  # rows of a table drawn at once
_MEASURES, _MONEY = "measures", "money"
MEASURES_TITLE = "Measures that changed"
Line = Callable[[MovedAction], str]


@dataclass(frozen=True)
class ListKind:
    """A list: its field in `WhatChanged`, heading, what it holds, and what a line says (Markdown).

    `all_words` follows "All 50"; without them the heading does.
    """

    name: str
    title: str
    meaning: str
    line: Line
    all_words: str = ""


def _ratings(action: MovedAction) -> str:
    """Say both ratings as chips; one that stayed is said once."""
    old = chip(action.old_status, action.old_label) if action.old_status is not None else ""
    new = chip(action.new_status, action.new_label) if action.new_status is not None else ""
    return new if old == new else " → ".join(filter(None, (old, new)))


def _dates(action: MovedAction) -> str:
    """Say both due dates and the days between; one that stayed is said once."""
    old, new = _due(action.old_due, action.old_due_kind), _due(action.new_due, action.new_due_kind)
    if not action.slip:
        return new or old or "no due date"
    way = "later" if action.slip > 0 else "earlier"
    days = f"**{counted(abs(action.slip), 'day')} {way}**"
    return (
        f"{old} → {new if action.old_due_kind != action.new_due_kind else short_day(action.new_due)}, {days}"
    )


def _due(day: date | None, kind: DueKind | None) -> str:
    """Say a due date by its kind, as every page does; a view frozen before the kind was kept says "due"."""
    words: dict[DueKind | None, str] = {DueKind.REVIEW: "Review", DueKind.RECURRING: "From"}
    return f"{words.get(kind, 'due')} {short_day(day)}" if day is not None else ""


def _rating_line(action: MovedAction) -> str:
    return f"{_ratings(action)} · {_dates(action)}"


def _date_line(action: MovedAction) -> str:
    original = action.original_due
    said = f"{_dates(action)} · {_ratings(action)}"
    if (
        original is not None
        and action.new_due is not None
        and original not in (action.old_due, action.new_due)
    ):
        said += f" · originally {short_day(original)}"
    return said


LISTS: tuple[ListKind, ...] = (
    ListKind(
        "worsened", "Worsened", "The rating went down; what was complete is under Reopened.", _rating_line
    ),
    ListKind("reopened", "Reopened", "Complete before, and not any more.", _rating_line),
    ListKind("slipped", "Slipped", "The due date moved later; the longest first.", _date_line),
    ListKind("exceptions_opened", "Exceptions opened", "Became delayed.", _rating_line),
    ListKind("completed", "Completed", "Became complete or embedded.", _rating_line),
    ListKind(
        "improved", "Improved", "The rating went up; what is complete now is under Completed.", _rating_line
    ),
    ListKind("rated_otherwise", "Rated otherwise", "Was or became paused or not rated.", _rating_line),
    ListKind("exceptions_closed", "Exceptions closed", "Were delayed and are not any more.", _rating_line),
    ListKind("brought_forward", "Brought forward", "The due date moved earlier.", _date_line),
    ListKind("added", "Added", "New in the plan.", _rating_line),
    ListKind("retired", "Taken out", "No longer in the plan.", _rating_line),
    ListKind(
        *("narratives", "Narrative updated", "Progress or impact was rewritten.", _rating_line),
        all_words="with an updated narrative",
    ),
    ListKind(
        *("stale", "No news", "Open, and nothing was said of it between the two.", _rating_line),
        all_words="with no news",
    ),
    ListKind("due_next", "Due next", "Open deadlines ahead.", _date_line),
)
_BY_NAME = {kind.name: kind for kind in LISTS}


def actions_of(changed: WhatChanged, kind: ListKind) -> tuple[MovedAction, ...]:
    """Return the actions of a list, as the sentence on what changed counts them."""
    return told_in(changed, kind.name)


def title_of(changed: WhatChanged, kind: ListKind) -> str:
    """Return the heading of a list; what is due is named by the day of the next meeting."""
    if kind.name != "due_next":
        return kind.title
    if changed.next_meeting is not None and changed.next_meeting >= changed.later.as_at:
        return f"Due by the next meeting, {short_day(changed.next_meeting)}"
    return "Due in the next 31 days"


def show_counts(changed: WhatChanged) -> None:
    """Draw how many stand in each list that has any, each a way to that list."""
    with st.container(horizontal=True, key="movement_counts"):
        for kind in LISTS:
            number = len(actions_of(changed, kind))
            if number:
                _box(number, kind.title, kind.name)
        if changed.measures:
            _box(len(changed.measures), "Measures changed", _MEASURES)
        if changed.money:
            _box(len(changed.money), "Moves of money", _MONEY)
    empty = [
        kind.title.lower()
        for kind in LISTS
        if kind.name != "due_next" and is_listed(changed, kind.name) and not actions_of(changed, kind)
    ]
    if empty:
        st.caption(f"None: {', '.join(empty)}.")


def show_lists(changed: WhatChanged) -> None:
    """Draw the beginning of every list that has any, each with the way to the whole of it."""
    for kind in LISTS:
        actions = actions_of(changed, kind)
        if not actions:
            continue
        st.header(f"{title_of(changed, kind)} · {len(actions):,}", anchor=False)
        st.caption(kind.meaning)
        for action in actions[:FIRST]:
            show_moved(action, kind)
        if len(actions) > FIRST:
            title = title_of(changed, kind)
            words = kind.all_words or f"{title[0].lower()}{title[1:]}"
            step(f"All {len(actions):,} {words} ›", f"movement_all_{kind.name}", show=kind.name)


def show_chosen(changed: WhatChanged, make_csv: Callable[[Sequence[MovedAction]], bytes], name: str) -> bool:
    """Draw the one list that the address asks for, and say whether it asks for one.

    `name` ends the name of its file.
    """
    kind = _BY_NAME.get(address.read("show"))
    if kind is None and address.read("show") not in (_MEASURES, _MONEY):
        return False
    step("‹ Everything that changed", "movement_back", show=None, all=None)
    if kind is not None:
        actions = actions_of(changed, kind)
        _show_one(changed, kind, lambda: make_csv(actions), f"{kind.title.lower()} {name}.csv")
    elif address.read("show") == _MONEY:
        show_money_moves(changed.money)
        if not changed.money:
            st.markdown("No money moved between these two moments.")
    elif changed.measures:
        show_measures(changed.measures)
    else:
        st.markdown("No measure reads otherwise than before between these two moments.")
    return True


def show_moved(action: MovedAction, kind: ListKind) -> None:
    """Draw one action of a list: its link, what moved, and who said so, when and why."""
    with st.container(gap=None):
        people = escape(action.people) or "nobody responsible"
        show_action_link(action.id, action.ref, action.text, f"{kind.line(action)} · {people}")
        if words := said_text(action):
            st.caption(escape(words))


def said_text(action: MovedAction) -> str:
    """Say in plain text who brought the change, when, as at which day, through what, and why."""
    said = action.said
    if said is None:
        return ""
    reason = f". Reason: {shorten(said.reason, 240)}" if said.reason else ""
    return f"{said.by}, {moment(said.at)}, as at {short_day(said.as_at)}, through {said.through}{reason}"


def show_measures(measures: Sequence[MovedMeasure]) -> None:
    """Draw the measures that read otherwise than before, each a way to its page."""
    if not measures:
        return
    st.header(f"{MEASURES_TITLE} · {len(measures):,}", anchor=False)
    st.caption("Their figures now differ from chance, or no longer do; or what can be said of their target.")
    for one in measures:
        with st.container(gap=None):
            link(Page.MEASURE, in_lines(one.name), id=one.id)
            lines = dict.fromkeys((turned_text(one), one.sentence))
            st.markdown("  \n".join(map(escape, filter(None, lines))))


def turned_text(one: MovedMeasure) -> str:
    """Say in plain text the newest figure, and what turned: "Its figures were …; now worse than …"."""
    figure = f"Latest {one.figure}." if one.figure else ""
    return " ".join(filter(None, (figure, *turns_of(one)))) or one.sentence


def _box(number: int, words: str, name: str) -> None:
    with st.container(border=True, width=150, gap=None):
        st.metric(words, f"{number:,}", label_visibility="collapsed")
        st.button(
            f":blue[{words}]",
            key=f"movement_count_{name}",
            type="tertiary",
            on_click=address.write,
            kwargs={"show": name, "all": None},
        )


def _show_one(changed: WhatChanged, kind: ListKind, make_csv: Callable[[], bytes], file_name: str) -> None:
    """Draw one list in lines, or as a table where that is asked for; a long one a page at a time."""
    actions = actions_of(changed, kind)
    st.header(f"{title_of(changed, kind)} · {len(actions):,}", anchor=False)
    st.caption(kind.meaning)
    if not actions:
        st.markdown("No action stands in this list between these two moments.")
        return
    with st.container(horizontal=True, key="movement_tools"):
        offer_download("Download CSV", make_csv, file_name, "movement_csv")
        if len(actions) > MOST:
            whole = address.read("all") == "1"
            words = "Show them as lines" if whole else f"Show all {len(actions):,} as a table"
            step(words, "movement_all", all=None if whole else 1)
    if len(actions) > MOST and address.read("all") == "1":
        show_in_pages(
            actions, _TABLE, f"movement_{kind.name}_table_page", partial(_show_table, name=kind.title)
        )
        return

    def show(members: Sequence[MovedAction]) -> None:
        for action in members:
            show_moved(action, kind)

    show_in_pages(actions, MOST, f"movement_{kind.name}_page", show)


def _show_table(actions: Sequence[MovedAction], name: str) -> None:
    columns = ("Ref", "Action", "From", "To", "Due before", "Due after", "Days", "Responsible", "Said by")
    frame = pd.DataFrame([_cells(action) for action in actions], columns=list(columns))
    event = st.dataframe(
        frame,
        key="movement_table",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height=640,
        placeholder="",
        alt=name,
    )
    rows = event.selection.rows
    if rows and rows[0] < len(actions):
        open_action(actions[rows[0]].id)


def _cells(action: MovedAction) -> tuple[object, ...]:
    old, new = action.old_status, action.new_status
    return (
        action.ref,
        shorten(action.text, 160),
        status_text(old, action.old_label) if old is not None else "",
        status_text(new, action.new_label) if new is not None else "",
        _due(action.old_due, action.old_due_kind).removeprefix("due "),
        _due(action.new_due, action.new_due_kind).removeprefix("due "),
        action.slip or None,
        action.people,
        said_text(action),
    )

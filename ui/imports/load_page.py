"""The steps of loading that are the same on every page: who may, into which plan, of which day, the press.

Owns: their order and their words, and that a page stops at the first that is not answered. Refuses: what a
file says, how it is previewed, and where its reader goes from there.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Protocol

import streamlit as st

from data_model.plan.queries.plans import list_plans
from data_model.plan.rows import ImportIssueRow, PlanRow
from data_model.shared.permissions import Permission, is_permitted
from ui.imports.import_choices import choose_day
from ui.imports.import_detail import show_issues
from ui.imports.import_saving import load_checked
from ui.parts.notices import leave_done, show_notices
from ui.shell.access import current_actor
from ui.shell.clock import now, today
from ui.shell.database import reading
from ui.shell.links import go, link
from ui.shell.pages import Page
from ui.shell.plain_text import escape

_WHO = {
    Permission.IMPORT: "Only the programme office may",
    Permission.MONEY: "Only the programme office and finance may",
}


class Checked(Protocol):
    """A file that was checked: whether it can be loaded, and whether that would change anything."""

    @property
    def can_load(self) -> bool: ...
    @property
    def changes_nothing(self) -> bool: ...


def choose_table(label: str, tables: Sequence[str], every: str, *, key: str) -> str:
    """Ask which table of the file is to be loaded; empty is all of them, in the words of `every`."""
    offered = {"": every, **{one: one for one in tables}}
    return st.selectbox(label, list(offered), format_func=offered.__getitem__, key=key, width=340)


def begin(things: str, words: str, permission: Permission) -> list[PlanRow]:
    """Draw the page's title and words, and return the plans that a file may go into, one or more.

    `things` are what the page loads, such as "savings". Stops the page for who may not load them, and where
    there is no plan yet.
    """
    st.title(f"Load {things}", anchor=False)
    st.markdown(words)
    stop_others(things, permission)
    show_notices()
    with reading() as session:
        plans = list_plans(session)
    if not plans:
        st.info(f"There is no plan yet that {things} could belong to.")
        link(Page.IMPORT_PLAN, "**Import a plan ›**")
        st.stop()
    return plans


def stop_others(things: str, permission: Permission, *, does: str = "load") -> None:
    """Stop the page for who may not load what it loads."""
    if not is_permitted(current_actor(), permission):
        st.warning(f"{_WHO[permission]} {does} {things}.")
        st.stop()


def ask_day(named: date | None, *, key: str) -> date:
    """Ask of which day the file is true, and return it; `named` is the day that the file names.

    Stops the page at what is no day.
    """
    return need_day(choose_day(named, today(), key=key))


def need_day(day: date | None) -> date:
    """Return the day that was chosen; stop the page at what is no day."""
    if day is None:
        st.error("That is no day. Type it like 12 Dec 2022 or 12/12/2022.")
        st.stop()
    return day


def say(report: Checked, sentence: str) -> None:
    """Say in a sentence what the file says, or why it cannot be loaded."""
    st.header("What this file says", anchor=False)
    (st.markdown if report.can_load else st.error)(escape(sentence))


def load(
    report: Checked,
    issues: Sequence[ImportIssueRow],
    label: str,
    apply: Callable[..., Any],
    *,
    key: str,
    file_name: str,
    to: tuple[Page, int],
) -> None:
    """Draw what was found in the file and the button that loads it; go on to a page of a plan once it has.

    Stops the page where the file cannot be loaded. `apply` takes the session, the report, who loads it and
    when.
    """
    show_issues(issues, f"{key}_kind")
    if not report.can_load:
        st.stop()
    st.header("Load it", anchor=False)
    if report.changes_nothing:
        st.info("All that this file says is recorded already. Loading it changes nothing.")
    if st.button(label, type="primary", key=f"{key}_load", disabled=report.changes_nothing):
        write = partial(apply, report=report, actor=current_actor(), recorded_at=now())
        if load_checked(write) is not None:
            leave_done(f"{file_name} is loaded.")
            page, plan_id = to
            go(page, plan=plan_id)

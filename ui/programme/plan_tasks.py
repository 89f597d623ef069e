"""What the programme office can do on the page that edits the plan.

Owns: the choice of a task and of the actions in the table, both in the address, and the choice after
somebody else changed the same action. Refuses: the tasks themselves.
"""

from collections.abc import Sequence

import streamlit as st

from data_model.plan.rows import AreaRow
from ui.parts.saving import Meanwhile, show_meanwhile
from ui.programme.plan_editor import Edits, start_again
from ui.programme.plan_rows import EditRow, area_labels
from ui.shell import address

TASKS = {
    "table": "Table",
    "one": "One action",
    "add": "Add",
    "split": "Split",
    "merge": "Merge",
    "retire": "Retire",
    "restore": "Restore",
}
MOST_IN_TABLE = 300  # rows of a whole plan, beyond which it is edited area by area
ROWS = 100  # rows of the table at once: each costs the line, and an area may have thousands
_MEANWHILE = "edit_plan_meanwhile"


def choose_task() -> str:
    """Draw the choice of a task and return it; the address may name one."""
    named = address.read("task")
    st.session_state["edit_plan_task"] = named if named in TASKS else "table"
    # A segmented control's choice has too little contrast in the dark.
    task = st.radio(
        "What to do",
        list(TASKS),
        format_func=TASKS.__getitem__,
        key="edit_plan_task",
        horizontal=True,
        on_change=address.write_chosen,
        kwargs={"task": "edit_plan_task"},
    )
    return task or "table"


def choose_rows(rows: Sequence[EditRow], areas: Sequence[AreaRow], *, is_locked: bool) -> Sequence[EditRow]:
    """Draw the choice of an area, and of a part of a long one, and return its actions; `is_locked` while
    something is being edited.

    A plan too long for one table starts with its first area.
    """
    labels = area_labels(areas)
    chosen = address.read_number("area")
    if address.read("area") and chosen not in labels:
        st.warning("There is no such area in this plan. Choose one of those it has.")
    if chosen not in labels and len(rows) > MOST_IN_TABLE:
        chosen = areas[0].id
    offered: dict[int | str, str] = {} if len(rows) > MOST_IN_TABLE else {"": "Every area"}
    offered.update(labels.items())
    st.session_state["edit_plan_area"] = chosen if chosen in labels else ""
    st.selectbox(
        "Area",
        list(offered),
        format_func=offered.__getitem__,
        key="edit_plan_area",
        width=340,
        on_change=_area_picked,
        disabled=is_locked,
        help="Save or throw away what was edited to choose another area." if is_locked else None,
    )
    return _part([row for row in rows if chosen not in labels or row.area_id == chosen], is_locked)


def keep_meanwhile(changed: Sequence[Meanwhile]) -> None:
    """Remember what others changed, for `ask_meanwhile` to show on the next drawing."""
    st.session_state[_MEANWHILE] = list(changed)


def ask_meanwhile(edits: Edits) -> dict[int, int]:
    """Draw what others changed of what is edited here and ask what now; return what to save on which version.

    It returns nothing while there is nothing to ask or no answer yet.
    """
    changed = [
        one
        for one in st.session_state.get(_MEANWHILE, ())
        if one.action_id in edits.fields and one.version > edits.versions[one.action_id]
    ]
    if not changed:
        return {}
    st.header("Changed by somebody else meanwhile", anchor=False)
    st.markdown("Nothing was saved yet. This is what changed after you opened these actions:")
    show_meanwhile(changed)
    newer = {one.action_id: one.version for one in changed}
    others = {each: version for each, version in edits.versions.items() if each not in newer}
    with st.container(horizontal=True, key="edit_plan_meanwhile_ways"):
        over = st.button("Save mine, keeping their other fields", key="edit_plan_over")
        rest = bool(others) and st.button("Save only the other actions", key="edit_plan_rest")
        st.button("Throw my edits away", key="edit_plan_away", on_click=forget)
    if over:
        return {**others, **newer}
    return others if rest else {}


def forget() -> None:
    """Throw away what was edited and what was to be asked about it."""
    st.session_state.pop(_MEANWHILE, None)
    start_again()


def _part(rows: Sequence[EditRow], is_locked: bool) -> Sequence[EditRow]:
    """Draw the way through rows too many for one table and return those of the part chosen."""
    last = -(-len(rows) // ROWS)
    if last <= 1:
        return rows
    number = min(address.read_number("page") or 1, last)
    shown = rows[(number - 1) * ROWS : number * ROWS]
    st.session_state["edit_plan_page"] = number
    st.markdown(f"{(number - 1) * ROWS + 1:,} to {(number - 1) * ROWS + len(shown):,} of {len(rows):,}")
    st.pagination(last, key="edit_plan_page", on_change=_page_picked, disabled=is_locked)
    return shown


def _area_picked() -> None:
    address.write(area=st.session_state["edit_plan_area"], page=None)


def _page_picked() -> None:
    number = st.session_state["edit_plan_page"]
    address.write(page=number if number > 1 else None)

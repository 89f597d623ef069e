"""The order, grouping and page of a list of actions, each in the address.

Owns: their widgets and the grouping itself. Refuses: sorting; the database does that.
"""

from collections.abc import Sequence
from enum import StrEnum

import streamlit as st

from data_model.plan.action_filter import ActionOrder
from data_model.plan.rows import ActionRow
from ui.shell import address
from ui.shell.plain_text import escape

ORDER_WORDS: dict[ActionOrder, str] = {
    ActionOrder.PLAN: "Plan order",
    ActionOrder.DUE: "Due date, earliest first",
    ActionOrder.STATUS: "Status",
    ActionOrder.UPDATED: "Newest statement first",
}


class Grouping(StrEnum):
    """What a list is parted by."""

    AREA = "area"
    PERSON = "person"


_GROUPING_WORDS = {"": "No grouping", Grouping.AREA: "By area", Grouping.PERSON: "By responsible person"}


def read_order(refused: list[str]) -> ActionOrder:
    """Read the order from the address; the plan's own when it says none."""
    found = address.read_choices("order", _order, refused)
    return found[0] if found else ActionOrder.PLAN


def read_grouping(refused: list[str]) -> Grouping | None:
    """Read the grouping from the address."""
    found = address.read_choices("group", _grouping, refused)
    return found[0] if found else None


def choose_order(page: str, order: ActionOrder) -> None:
    """Draw the choice of order."""
    key = f"{page}_order"
    st.session_state[key] = order
    st.selectbox(
        "Sort",
        list(ORDER_WORDS),
        format_func=ORDER_WORDS.__getitem__,
        key=key,
        width=220,
        on_change=_written,
        args=(key, "order", ActionOrder.PLAN),
    )


def choose_grouping(page: str, grouping: Grouping | None) -> None:
    """Draw the choice of grouping."""
    key = f"{page}_group"
    st.session_state[key] = grouping or ""
    st.selectbox(
        "Group",
        list(_GROUPING_WORDS),
        format_func=_GROUPING_WORDS.__getitem__,
        key=key,
        width=200,
        on_change=_written,
        args=(key, "group", ""),
    )


def choose_page(page: str, number: int, found: int, rows: int) -> None:
    """Draw the way to further pages of a long list."""
    key = f"{page}_page"
    st.session_state[key] = number
    last = -(-found // rows)
    st.markdown(f"Rows {(number - 1) * rows + 1:,} to {min(number * rows, found):,} of {found:,}")
    st.pagination(last, key=key, on_change=_written, args=(key, "page", 1))


def grouped(actions: Sequence[ActionRow], grouping: Grouping) -> list[tuple[str, list[ActionRow]]]:
    """Part actions in their order; names are Markdown. An action with two people stands under both."""
    groups: dict[str, list[ActionRow]] = {}
    for action in actions:
        for name in _names(action, grouping):
            groups.setdefault(name, []).append(action)
    return [(escape(name), members) for name, members in groups.items()]


def _names(action: ActionRow, grouping: Grouping) -> list[str]:
    if grouping is Grouping.AREA:
        return [f"{action.area_number} {action.area_short_name}".strip()]
    return list(dict.fromkeys(person.shown for person in action.people)) or ["Nobody responsible"]


def _order(word: str) -> ActionOrder | None:
    return ActionOrder(word) if word in set(ActionOrder) else None


def _grouping(word: str) -> Grouping | None:
    return Grouping(word) if word in set(Grouping) else None


def _written(key: str, name: str, default: object) -> None:
    value = st.session_state[key]
    address.write(**{"page": None, name: None if value == default else value})

"""Which plan a file goes into, chosen before it is compared with any.

Owns: the list, and that the first of several plans is never taken for granted. Refuses: which plans an import
may go into.
"""

from collections.abc import Sequence
from typing import overload

import streamlit as st

from data_model.plan.rows import PlanRow
from data_model.shared.sentence_text import counted
from ui.shell import address

NEW_PLAN = "A new plan"
_NEW = 0  # no plan has this id


@overload
def choose_plan(plans: Sequence[PlanRow], *, key: str) -> PlanRow: ...


@overload
def choose_plan(plans: Sequence[PlanRow], *, key: str, may_be_new: bool) -> PlanRow | None: ...


def choose_plan(plans: Sequence[PlanRow], *, key: str, may_be_new: bool = False) -> PlanRow | None:
    """Draw the choice and return the plan; None for a new one, where it `may_be_new`.

    The plan of the address is proposed, else the only one there is. Stops the page while several stand and
    none is chosen.
    """
    by_id = {plan.id: plan for plan in plans}
    offered = [*by_id, _NEW] if may_be_new else [*by_id]
    current = address.read_number("plan")
    proposed = offered.index(current) if current in by_id else 0 if len(by_id) < 2 else None
    chosen = st.selectbox(
        "Into",
        offered,
        index=proposed,
        key=key,
        width=340,
        placeholder="Choose a plan",
        format_func=lambda each: _name(by_id[each]) if each in by_id else NEW_PLAN,
    )
    if chosen is None:
        st.info(
            f"There are {counted(len(by_id), 'plan')}. Choose which one this file belongs to"
            f"{', or a new one' if may_be_new else ''}."
        )
        st.stop()
    return by_id.get(chosen)


def _name(plan: PlanRow) -> str:
    return plan.name + (" (demo)" if plan.is_demo else "")

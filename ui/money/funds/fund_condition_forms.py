"""Forms for the deliverables of a fund and for claims on its funder.

Owns: their fields, each handed to one write. Refuses: the rules.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Literal, TypeVar

import streamlit as st

from data_model.money.changes.fund_conditions import add_claim, add_condition, edit_claim, edit_condition
from data_model.money.funds.fund_sums import FundPosition
from data_model.money.funds.fund_vocabulary import STATE_NAMES, ConditionState
from data_model.money.funds.rows_funds import ClaimRow, ConditionRow
from data_model.money.funds.stated_funds import StatedClaim, StatedCondition
from ui.money.money_drafts import DraftedForm, open_form, save_form, show_draft_line
from ui.money.money_fields import (
    ask_amount,
    ask_day_or_none,
    day_or_none,
    needed_pence,
    pence_in,
    year_text,
    years_offered,
)
from ui.parts.form_fields import ask_day, day_in, field, save_once, turn_of, typed
from ui.shell.database import Session
from ui.shell.dates import short_day
from ui.shell.plain_text import shorten
from ui.shell.signature import by_as_at

Row = TypeVar("Row")
_NEW = 0  # stands in a list of choices for one still to be made
_STEPS = ("claimed", "agreed", "paid")
CONDITION_TEXTS = {
    "words": "What is to be delivered",
    "evidence": "Evidence, or where it lies",
    "reason": "Why (where it is waived or withdrawn)",
}


def condition_form(
    plan_id: int,
    position: FundPosition,
    actions: Mapping[int, str],
    measures: Mapping[int, str],
    as_at: date,
) -> DraftedForm:
    """Draw a new deliverable, or one of the fund's chosen to be changed; `actions` and `measures` by id.

    Returns the form, whose typing the page is to watch.
    """
    held = {one.id: one for one in position.conditions}
    chosen = _choose("Deliverable", "fund_condition_chosen", held, lambda one: one.deliverable)
    now = held.get(chosen)
    drafted = open_form(
        f"fund_condition_form_{position.fund.id}_{chosen}",
        plan_id,
        now.stamp.version if now else 0,
        _condition_texts(now),
    )
    form = drafted.prefix
    show_draft_line(drafted, CONDITION_TEXTS)
    with st.form(field(form, "form")):
        st.text_input(CONDITION_TEXTS["words"], key=field(form, "words"))
        _condition_fields(form, now, actions, measures, _years_of(position, now, as_at))
        st.text_input(CONDITION_TEXTS["reason"], key=field(form, "reason"))
        ask_day("True as at", field(form, "as_at"), as_at)
        with st.container(horizontal=True):
            for label, name, kind in _buttons("deliverable", now is not None):
                st.form_submit_button(
                    label,
                    type=kind,
                    key=field(form, name),
                    on_click=_save_condition,
                    args=(drafted, turn_of(form), position.fund.id, chosen, name == "withdraw"),
                )
    return drafted


def _condition_texts(now: ConditionRow | None) -> dict[str, str]:
    """Return what stands in the text fields of a deliverable's form."""
    if now is None:
        return dict.fromkeys(CONDITION_TEXTS, "")
    return {"words": now.deliverable, "evidence": now.evidence, "reason": now.reason}


def _condition_fields(
    form: str,
    now: ConditionRow | None,
    actions: Mapping[int, str],
    measures: Mapping[int, str],
    years: Sequence[int],
) -> None:
    """Draw when a deliverable is due, where it stands, what shows it and what depends on it."""
    ask_day_or_none("Due", field(form, "due"), now.due if now else None)
    states = list(ConditionState)
    st.selectbox(
        "State",
        states,
        index=states.index(now.state) if now else 0,
        format_func=STATE_NAMES.__getitem__,
        key=field(form, "state"),
        width=340,
    )
    st.text_area(CONDITION_TEXTS["evidence"], key=field(form, "evidence"))
    _select("Action that shows it", field(form, "action"), actions, now.action_id if now else None)
    _select("Measure that shows it", field(form, "measure"), measures, now.measure_id if now else None)
    offered = [None, *years]
    st.selectbox(
        "Year whose money depends on it",
        offered,
        index=offered.index(now.year_depending) if now else 0,
        format_func=year_text,
        key=field(form, "year"),
        width=210,
    )


def _years_of(position: FundPosition, now: ConditionRow | None, as_at: date) -> list[int]:
    """List the financial years whose money may depend on a deliverable."""
    years = years_offered(position.fund.starts_on, position.fund.ends_on, (), as_at)
    held = {now.year_depending} if now is not None and now.year_depending is not None else set()
    return sorted({*years, years[-1] + 1, *held})


def claim_form(position: FundPosition, as_at: date) -> None:
    """Draw a new claim, or one of the fund's chosen to be taken a step on."""
    held = {one.id: one for one in position.claims}
    chosen = _choose("Claim", "fund_claim_chosen", held, _period)
    now = held.get(chosen)
    form = f"fund_claim_form_{position.fund.id}_{chosen}"
    conditions = {
        one.id: f"{one.deliverable} ({STATE_NAMES[one.state].lower()})" for one in position.conditions
    }
    with st.form(field(form, "form")):
        with st.container(horizontal=True):
            ask_day_or_none(
                "First day", field(form, "start"), now.period_start if now else position.fund.starts_on
            )
            ask_day_or_none("Last day", field(form, "end"), now.period_end if now else None)
            ask_day_or_none("To be claimed by", field(form, "due"), now.due if now else None)
        ask_amount("Eligible spend", field(form, "eligible"), now.eligible if now else None)
        for name in _STEPS:
            with st.container(horizontal=True):
                ask_amount(name.capitalize(), field(form, name), getattr(now, name) if now else None)
                ask_day_or_none("on", field(form, f"{name}_on"), getattr(now, f"{name}_on") if now else None)
        st.multiselect(
            "Conditions it relies on",
            list(conditions),
            default=[one for one in (now.conditions if now else ()) if one in conditions],
            format_func=conditions.__getitem__,
            key=field(form, "conditions"),
        )
        ask_day("True as at", field(form, "as_at"), as_at)
        with st.container(horizontal=True):
            for label, name, kind in _buttons("claim", now is not None):
                st.form_submit_button(
                    label,
                    type=kind,
                    key=field(form, name),
                    on_click=_save_claim,
                    args=(form, turn_of(form), position.fund.id, chosen, name == "withdraw"),
                )


def _choose(label: str, key: str, held: Mapping[int, Row], words: Callable[[Row], str]) -> int:
    """Draw the choice of one to be changed, or of a new one."""
    if not held:
        return _NEW
    return st.selectbox(
        f"{label} to be changed",
        [_NEW, *held],
        format_func=lambda each: "A new one" if each == _NEW else shorten(words(held[each]), 90),
        key=key,
    )


def _select(label: str, key: str, offered: Mapping[int, str], chosen: int | None) -> None:
    ids = [None, *offered]
    st.selectbox(
        label,
        ids,
        index=ids.index(chosen) if chosen in ids else 0,
        format_func=lambda each: "None" if each is None else offered[each],
        key=key,
        filter_mode="contains",
    )


def _buttons(what: str, is_there: bool) -> list[tuple[str, str, Literal["primary", "secondary"]]]:
    if not is_there:
        return [(f"Add this {what}", "save", "primary")]
    return [(f"Save this {what}", "save", "primary"), (f"Withdraw this {what}", "withdraw", "secondary")]


def _period(claim: ClaimRow) -> str:
    return f"{short_day(claim.period_start)} to {short_day(claim.period_end)}"


def _save_condition(form: DraftedForm, turn: int, fund_id: int, chosen: int, is_withdrawn: bool) -> None:
    key = f"{form.prefix}_{turn}_{{}}".format

    def write(session: Session) -> None:
        stated = StatedCondition(
            typed(key("words")),
            day_or_none(key("due")),
            st.session_state.get(key("action")),
            st.session_state.get(key("measure")),
            st.session_state.get(key("year")),
            ConditionState(st.session_state[key("state")]),
            typed(key("evidence")),
            typed(key("reason")),
        )
        signed = by_as_at(day_in(key("as_at")))
        if chosen == _NEW:
            add_condition(session, fund_id, stated, **signed)
        else:
            edit_condition(session, chosen, stated, retired=is_withdrawn, **signed)

    save_form(form, turn, write, f"The deliverable is {'withdrawn' if is_withdrawn else 'saved'}.")


def _save_claim(form: str, turn: int, fund_id: int, chosen: int, is_withdrawn: bool) -> None:
    key = f"{form}_{turn}_{{}}".format

    def write(session: Session) -> None:
        steps: dict[str, int | date | None] = {}
        for name in _STEPS:
            steps[name] = pence_in(key(name), name.capitalize())
            steps[f"{name}_on"] = day_or_none(key(f"{name}_on"))
        stated = StatedClaim(
            day_in(key("start")),
            day_in(key("end")),
            needed_pence(key("eligible"), "Eligible spend"),
            day_or_none(key("due")),
            conditions=tuple(st.session_state.get(key("conditions"), ())),
            **steps,  # type: ignore[arg-type]
        )
        signed = by_as_at(day_in(key("as_at")))
        if chosen == _NEW:
            add_claim(session, fund_id, stated, **signed)
        else:
            edit_claim(session, chosen, stated, retired=is_withdrawn, **signed)

    save_once(form, turn, write, f"The claim is {'withdrawn' if is_withdrawn else 'saved'}.")

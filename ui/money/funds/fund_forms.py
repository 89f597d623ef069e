"""Forms to make a fund and its lines by hand, to change, retire and restore them.

Owns: their fields, each handed to one write. Refuses: the rules.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from data_model.money.changes.funds import (
    add_fund,
    add_line,
    edit_fund,
    edit_line,
    restore_fund,
    restore_line,
    retire_fund,
    retire_line,
)
from data_model.money.funds.fund_vocabulary import (
    HOW_PAID_NAMES,
    KIND_NAMES,
    SPENDING_NAMES,
    UNSPENT_NAMES,
    FundKind,
    HowPaid,
    Spending,
    UnspentRule,
    split_ids,
)
from data_model.money.funds.rows_funds import FundLineRow, FundRow
from data_model.money.funds.stated_funds import StatedFund, StatedLine
from ui.money.money_drafts import DraftedForm, open_form, save_form, show_draft_line
from ui.money.money_fields import (
    ask_amount,
    ask_day_or_none,
    choose,
    day_or_none,
    pence_in,
    year_text,
    years_offered,
)
from ui.parts.form_fields import ask_day, day_in, field, turn_of, typed
from ui.parts.saving import save
from ui.shell.database import Session
from ui.shell.dates import short_day
from ui.shell.plain_text import escape
from ui.shell.signature import by_as_at

_TEXTS = {
    "name": "Name",
    "funder": "Funder",
    "reference": "The funder’s reference",
    "owner": "Senior responsible owner",
    "finance_contact": "Finance contact",
    "decision": "Reference of the decision",
    "decision_meeting": "Who decided, and when",
}
LINE_TEXTS = {
    "activity": "What it pays for",
    "cost_centre": "Cost centre",
    "controls": "Spend control ids, parted by commas",
    "owner": "Responsible",
    "evidence": "Evidence wanted",
}
_SUMS = {
    "maximum": "Maximum sum",
    "maximum_revenue": "of it revenue",
    "maximum_capital": "of it capital",
}
_DAYS = {"starts_on": "First day", "ends_on": "Last day", "spend_by": "Spend by"}


def fund_form(plan_id: int, fund: FundRow | None, as_at: date) -> DraftedForm:
    """Draw a fund's fields, filled with one's own where it is to be changed.

    Returns the form, whose typing the page is to watch.
    """
    texts = {name: getattr(fund, name) if fund else "" for name in _TEXTS}
    name, version = f"fund_{fund.id if fund else 'new'}", fund.stamp.version if fund else 0
    drafted = open_form(name, plan_id, version, texts)
    form = drafted.prefix
    show_draft_line(drafted, _TEXTS)
    with st.form(field(form, "form")):
        for name, label in _TEXTS.items():
            st.text_input(label, key=field(form, name))
        choose("Kind", FundKind, KIND_NAMES, field(form, "kind"), fund.kind if fund else FundKind.NOT_SAID)
        with st.container(horizontal=True):
            for name, label in _SUMS.items():
                ask_amount(label, field(form, name), getattr(fund, name) if fund else None)
        with st.container(horizontal=True):
            for name, label in _DAYS.items():
                ask_day_or_none(label, field(form, name), getattr(fund, name) if fund else None)
        held = fund.how_paid if fund else HowPaid.NOT_SAID
        choose("How it is paid", HowPaid, HOW_PAID_NAMES, field(form, "how_paid"), held)
        rule = fund.unspent_rule if fund else UnspentRule.NOT_SAID
        choose("What is not spent", UnspentRule, UNSPENT_NAMES, field(form, "unspent_rule"), rule)
        ask_day("True as at", field(form, "as_at"), as_at)
        st.form_submit_button(
            "Save this fund" if fund else "Add this fund",
            type="primary",
            key=field(form, "save"),
            on_click=_save_fund,
            args=(drafted, turn_of(form), plan_id, fund),
        )
    return drafted


def line_form(
    plan_id: int, fund: FundRow, line: FundLineRow | None, actions: Mapping[int, str], as_at: date
) -> DraftedForm:
    """Draw a line's fields, filled with one's own where it is to be changed; `actions` are the plan's.

    Returns the form, whose typing the page is to watch.
    """
    name, version = f"fund_line_{fund.id}_{line.id if line else 'new'}", line.stamp.version if line else 0
    drafted = open_form(name, plan_id, version, _line_texts(line))
    form = drafted.prefix
    amounts = dict(line.amounts) if line else {}
    years = years_offered(fund.starts_on, fund.ends_on, amounts, as_at)
    show_draft_line(drafted, LINE_TEXTS)
    with st.form(field(form, "form")):
        st.text_input(LINE_TEXTS["activity"], key=field(form, "activity"))
        with st.container(horizontal=True):
            for year in years:
                ask_amount(year_text(year), field(form, f"year_{year}"), amounts.get(year))
        _line_fields(form, line)
        st.multiselect(
            "Actions it pays for",
            list(actions),
            default=[one.id for one in (line.actions if line else ()) if one.id in actions],
            format_func=actions.__getitem__,
            key=field(form, "actions"),
        )
        ask_day("True as at", field(form, "as_at"), as_at)
        st.form_submit_button(
            "Save this line" if line else "Add this line",
            type="primary",
            key=field(form, "save"),
            on_click=_save_line,
            args=(drafted, turn_of(form), fund, line, years),
        )
    return drafted


def _line_texts(line: FundLineRow | None) -> dict[str, str]:
    """Return what stands in the text fields of a line's form."""
    if line is None:
        return dict.fromkeys(LINE_TEXTS, "")
    return {
        "activity": line.activity,
        "cost_centre": line.cost_centre,
        "controls": ", ".join(line.spend_control_ids),
        "owner": line.owner,
        "evidence": line.evidence_wanted,
    }


def _line_fields(form: str, line: FundLineRow | None) -> None:
    """Draw what a line is, under whose authority, where it is booked and what it is to show."""
    held = line.spending if line else Spending.NOT_SAID
    choose("Revenue or capital", Spending, SPENDING_NAMES, field(form, "spending"), held)
    ask_amount(
        "Sum that the decision itself names",
        field(form, "authority"),
        line.authority if line else None,
        note="Only where it differs from the line’s amount.",
    )
    for name in ("cost_centre", "controls", "owner"):
        st.text_input(LINE_TEXTS[name], key=field(form, name))
    st.text_area(LINE_TEXTS["evidence"], key=field(form, "evidence"))


def show_retiring(row: FundRow | FundLineRow, as_at: date) -> None:
    """Draw the way to retire a fund or a line, or to restore a retired one."""
    is_fund = isinstance(row, FundRow)
    name = row.name if isinstance(row, FundRow) else row.activity
    what = "fund" if is_fund else "line"
    writes: dict[bool, Callable[..., None]] = (
        {False: retire_fund, True: restore_fund} if is_fund else {False: retire_line, True: restore_line}
    )
    done = "restored" if row.retired else "retired"
    st.button(
        f"{'Restore' if row.retired else 'Retire'} this {what}",
        key=f"{what}_retire_{row.id}",
        on_click=_retire,
        args=(writes[row.retired], row.id, as_at, f"{name} is {done}."),
        help=f"As at {short_day(as_at)}; its movements stay.",
    )


def show_versions(rows: Sequence[FundRow] | Sequence[FundLineRow]) -> None:
    """Draw since when each version holds and who recorded it, the newest first."""
    lines = [
        f"- {escape(f'As at {short_day(row.stamp.as_at)}: {_version_text(row)}, by {row.stamp.recorded_by}')}"
        for row in rows
    ]
    st.markdown("\n".join(lines))


def _version_text(row: FundRow | FundLineRow) -> str:
    from_file = f", from {row.stamp.file_name}" if row.stamp.file_name else ""
    return f"version {row.stamp.version}{' (retired)' if row.retired else ''}{from_file}"


def _save_fund(form: DraftedForm, turn: int, plan_id: int, fund: FundRow | None) -> None:
    key = f"{form.prefix}_{turn}_{{}}".format

    def write(session: Session) -> None:
        said: dict[str, Any] = {name: typed(key(name)) for name in _TEXTS}
        said |= {name: pence_in(key(name), label) for name, label in _SUMS.items()}
        said |= {name: day_or_none(key(name)) for name in _DAYS}
        stated = StatedFund(
            **said,
            kind=FundKind(st.session_state[key("kind")]),
            how_paid=HowPaid(st.session_state[key("how_paid")]),
            unspent_rule=UnspentRule(st.session_state[key("unspent_rule")]),
        )
        signed = by_as_at(day_in(key("as_at")))
        if fund is None:
            add_fund(session, plan_id, stated, **signed)
        else:
            edit_fund(session, fund.id, stated, **signed)

    save_form(form, turn, write, f"{typed(key('name')) or 'The fund'} is saved.")


def _save_line(
    form: DraftedForm, turn: int, fund: FundRow, line: FundLineRow | None, years: Sequence[int]
) -> None:
    key = f"{form.prefix}_{turn}_{{}}".format

    def write(session: Session) -> None:
        amounts = [(year, pence_in(key(f"year_{year}"), year_text(year))) for year in years]
        stated = StatedLine(
            typed(key("activity")),
            tuple((year, pence) for year, pence in amounts if pence is not None),
            Spending(st.session_state[key("spending")]),
            typed(key("cost_centre")),
            split_ids(typed(key("controls"))),
            typed(key("owner")),
            typed(key("evidence")),
            pence_in(key("authority"), "Sum that the decision itself names"),
        )
        actions = st.session_state.get(key("actions"), [])
        signed = by_as_at(day_in(key("as_at")))
        if line is None:
            add_line(session, fund.id, stated, actions, **signed)
        else:
            edit_line(session, line.id, stated, actions, **signed)

    save_form(form, turn, write, f"{typed(key('activity')) or 'The line'} is saved.")


def _retire(write: Callable[..., None], row_id: int, as_at: date, said: str) -> None:
    save(lambda session: write(session, row_id, **by_as_at(as_at)), said)

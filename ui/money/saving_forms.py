"""The forms of one saving: how it goes, for its owner, and who owns it, for finance.

Owns: their fields, and reading amounts that are typed. Refuses: the rules; each form is one write.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import streamlit as st

from data_model.money.amounts import exact_amount
from data_model.money.changes.saving_actions import set_saving_actions
from data_model.money.changes.savings import edit_saving, update_saving
from data_model.money.financial_years import FinancialYear
from data_model.money.money_parser import read_typed_amount
from data_model.money.rows import SavingAbout, SavingRow, SavingUpdate
from data_model.money.savings import (
    BRAG_NAMES,
    Brag,
    SavingAmount,
    SavingContent,
    SavingTerm,
)
from data_model.shared.refusals import Refused
from ui.parts.form_fields import field, save_once, turn_of, typed
from ui.shell.database import Session
from ui.shell.signature import by, by_as_at

_ASKED = (SavingAmount.FORECAST, SavingAmount.DELIVERED)
_TERMS = {
    SavingTerm.UNKNOWN: "Nobody said",
    SavingTerm.ONE_OFF: "One-off",
    SavingTerm.RECURRING: "Recurring",
}


def update_form(row: SavingRow, years: Sequence[FinancialYear], as_at: date) -> None:
    """Draw how a saving goes: rating, forecast and delivered by year, progress, impact, mitigation."""
    # A form belongs to the version it was drawn from: one saved meanwhile is refused, and keeps its words.
    form, said = f"saving_update_{row.id}", row.content
    turn = turn_of(form)
    with st.form(field(form, "form")):
        st.radio(
            "Rating",
            list(Brag),
            index=list(Brag).index(said.brag),
            format_func=BRAG_NAMES.__getitem__,
            key=field(form, "brag"),
            horizontal=True,
        )
        st.markdown("In pounds: `310,000`, `£310k` or `£0.31m`. Empty where nobody knows.")
        for year in years:
            with st.container(horizontal=True, gap="medium"):
                for kind in _ASKED:
                    st.text_input(
                        f"{kind.value.capitalize()} {year.text}",
                        value=_shown(said, kind, year),
                        key=field(form, f"{kind.value}_{year.first}"),
                        width=220,
                        max_chars=40,
                    )
        st.text_area("Progress", value=said.progress, key=field(form, "progress"))
        st.text_area("Impact on children", value=said.impact, key=field(form, "impact"))
        st.text_area("Mitigation: what is done about what is at risk", value=said.mitigation,
                     key=field(form, "mitigation"))  # fmt: skip
        st.form_submit_button(
            "Save this update",
            type="primary",
            key=field(form, "save"),
            on_click=_update,
            args=(form, turn, row, tuple(years), as_at),
        )


def about_form(row: SavingRow, people: Mapping[int, str], as_at: date) -> None:
    """Draw who owns a saving, how often it comes, and which programme counts it."""
    form, said = f"saving_about_{row.id}", row.content
    turn = turn_of(form)
    owners: list[int | None] = [None, *people]
    with st.form(field(form, "form")):
        st.selectbox(
            "Owner: the person of the plan who says how it goes",
            owners,
            index=owners.index(said.owner_id) if said.owner_id in people else 0,
            format_func=lambda each: people[each] if each is not None else "Nobody",
            key=field(form, "owner_id"),
            width=340,
        )
        st.text_input("Owner as the council writes it", value=said.owner, key=field(form, "owner"), width=340)
        st.selectbox(
            "One-off or recurring",
            list(_TERMS),
            index=list(_TERMS).index(said.term),
            format_func=_TERMS.__getitem__,
            key=field(form, "term"),
            width=220,
        )
        st.text_input(
            "Counted in another programme (empty where it is counted here)",
            value=said.taken_into,
            key=field(form, "taken_into"),
        )
        st.form_submit_button(
            "Save",
            type="primary",
            key=field(form, "save"),
            on_click=_edit,
            args=(form, turn, row, as_at),
        )


def actions_form(saving_id: int, tied: Collection[int], actions: Mapping[int, str]) -> None:
    """Draw which actions bring a saving; `tied` are those that do now."""
    form = f"saving_actions_{saving_id}"
    turn = turn_of(form)
    with st.form(field(form, "form")):
        st.multiselect(
            "Actions that bring it",
            list(actions),
            default=[one for one in tied if one in actions],
            format_func=actions.__getitem__,
            key=field(form, "actions"),
        )

        def write(session: Session) -> None:
            set_saving_actions(session, saving_id, st.session_state[field(form, "actions")], **by())

        st.form_submit_button(
            "Save the actions",
            type="primary",
            key=field(form, "save"),
            on_click=save_once,
            args=(form, turn, write, "The actions are saved."),
        )


def _shown(saving: SavingContent, kind: SavingAmount, year: FinancialYear) -> str:
    pence = saving.amount(kind, year)
    return "" if pence is None else exact_amount(pence)


def _update(form: str, turn: int, row: SavingRow, years: tuple[FinancialYear, ...], as_at: date) -> None:
    def write(session: Session) -> int:
        amounts = [
            (year.first, kind.value, _typed_pence(field(form, f"{kind.value}_{year.first}"), kind, year))
            for year in years
            for kind in _ASKED
        ]
        said = SavingUpdate(
            typed(field(form, "brag")),
            typed(field(form, "progress")),
            typed(field(form, "impact")),
            typed(field(form, "mitigation")),
            tuple(amounts),
        )
        return update_saving(session, row.id, said, version=row.version, **by_as_at(as_at))

    save_once(form, turn, write, lambda version: _said(version, row))


def _edit(form: str, turn: int, row: SavingRow, as_at: date) -> None:
    def write(session: Session) -> int:
        owner_id = st.session_state.get(field(form, "owner_id"))
        about = SavingAbout(
            typed(field(form, "owner")),
            owner_id if isinstance(owner_id, int) else None,
            typed(field(form, "term")),
            typed(field(form, "taken_into")),
        )
        return edit_saving(session, row.id, about, version=row.version, **by_as_at(as_at))

    save_once(form, turn, write, lambda version: _said(version, row))


def _said(version: int, row: SavingRow) -> str:
    return "Saved." if version != row.version else "Nothing was changed."


def _typed_pence(key: str, kind: SavingAmount, year: FinancialYear) -> int | None:
    written = typed(key)
    try:
        return read_typed_amount(written)
    except ValueError:
        raise Refused(
            f"{kind.value.capitalize()} {year.text}: “{written[:40]}” is no amount. Write 310,000, £310k or "
            "£0.31m."
        ) from None

"""The forms of one saving: how it goes, for its owner, and who owns it, for finance.

Owns: their fields, and reading amounts that are typed. Refuses: the rules; each form is one write.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import streamlit as st

from data_model.money.amounts import exact_amount, read_typed_amount
from data_model.money.changes.saving_actions import set_saving_actions
from data_model.money.changes.savings import edit_saving, update_saving
from data_model.money.financial_years import FinancialYear
from data_model.money.savings.rows_savings import SavingAbout, SavingRow, SavingUpdate, SavingVersionRow
from data_model.money.savings.saving_content import (
    BRAG_NAMES,
    Brag,
    SavingAmount,
    SavingContent,
    SavingTerm,
)
from data_model.shared.refusals import Refused
from ui.money.money_drafts import DraftedForm, keep, open_form, save_form, show_draft_line
from ui.money.savings.saving_conflict import meet
from ui.parts.form_fields import field, save_once, turn_of, typed
from ui.shell.database import Session
from ui.shell.signature import by, by_as_at

_ASKED = (SavingAmount.FORECAST, SavingAmount.DELIVERED)
_WORDS = {
    "progress": "Progress",
    "impact": "Impact on children",
    "mitigation": "Mitigation: what is done about what is at risk",
}
_TERMS = {
    SavingTerm.UNKNOWN: "Nobody said",
    SavingTerm.ONE_OFF: "One-off",
    SavingTerm.RECURRING: "Recurring",
}


def update_form(
    row: SavingRow, years: Sequence[FinancialYear], as_at: date, versions: Sequence[SavingVersionRow]
) -> DraftedForm | None:
    """Draw how a saving goes: rating, forecast and delivered by year, progress, impact, mitigation.

    Returns the form, whose typing the page is to watch; None while it is not drawn. What is typed is kept as
    a draft. Where a newer version than the draft began from stands among `versions`, both are shown first,
    field by field.
    """
    labels = _labels(years)
    form = open_form(f"saving_update_{row.id}", row.plan_id, row.version, _stands(row.content, years))
    began = next((one for one in versions if form.draft and one.version == form.draft.based_on), None)
    opened = _stands(began.content, years) if began is not None else {}
    form, must_choose = meet(form, opened, labels, max(versions, key=lambda one: one.version))
    if must_choose:
        return None
    _update_fields(form, years, labels)
    show_draft_line(form)
    st.button(
        "Save this update",
        type="primary",
        key=form.key("save"),
        on_click=_update,
        args=(form, row, tuple(years), as_at),
    )
    return form


def _update_fields(form: DraftedForm, years: Sequence[FinancialYear], labels: Mapping[str, str]) -> None:
    """Draw the fields of an update; each is kept as soon as it is left."""
    st.radio(
        "Rating",
        [one.value for one in Brag],
        format_func=lambda each: BRAG_NAMES[Brag(each)],
        key=form.key("brag"),
        horizontal=True,
        on_change=keep,
        args=(form,),
    )
    st.markdown("In pounds: `310,000`, `£310k` or `£0.31m`. Empty where nobody knows.")
    for year in years:
        with st.container(horizontal=True, gap="medium"):
            for kind in _ASKED:
                name = _amount_field(kind, year)
                st.text_input(
                    labels[name],
                    key=form.key(name),
                    width=220,
                    max_chars=40,
                    on_change=keep,
                    args=(form,),
                )
    for name in _WORDS:
        st.text_area(labels[name], key=form.key(name), on_change=keep, args=(form,))


def _stands(said: SavingContent, years: Sequence[FinancialYear]) -> dict[str, str]:
    """Return what stands in the fields of a saving's update, by name."""
    amounts = {_amount_field(kind, year): _shown(said, kind, year) for year in years for kind in _ASKED}
    return {"brag": said.brag.value, **amounts, **{name: getattr(said, name) for name in _WORDS}}


def _labels(years: Sequence[FinancialYear]) -> dict[str, str]:
    amounts = {
        _amount_field(kind, year): f"{kind.value.capitalize()} {year.text}"
        for year in years
        for kind in _ASKED
    }
    return {"brag": "Rating", **amounts, **_WORDS}


def _amount_field(kind: SavingAmount, year: FinancialYear) -> str:
    return f"{kind.value}_{year.first}"


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


def _update(form: DraftedForm, row: SavingRow, years: tuple[FinancialYear, ...], as_at: date) -> None:
    # Whatever becomes of it, a stale version or a refusal, what was typed is in the draft.
    keep(form)

    def write(session: Session) -> int:
        amounts = [
            (year.first, kind.value, _typed_pence(form.key(_amount_field(kind, year)), kind, year))
            for year in years
            for kind in _ASKED
        ]
        progress, impact, mitigation = (typed(form.key(name)) for name in _WORDS)
        brag = typed(form.key("brag"))
        said = SavingUpdate(brag, progress, impact, mitigation, tuple(amounts))
        return update_saving(session, row.id, said, version=row.version, **by_as_at(as_at))

    save_form(form, form.turn, write, lambda version: _said(version, row))


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

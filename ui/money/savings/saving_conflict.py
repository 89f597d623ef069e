"""What somebody else changed of a saving while its form was filled in, mine beside theirs, field by field.

Owns: telling which fields collide and asking for each. Refuses: choosing; nothing is dropped unasked.
"""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from data_model.money.savings.rows_savings import SavingVersionRow
from ui.money.money_drafts import DraftedForm, carried_on, rebase
from ui.parts.notices import leave_refused
from ui.shell.dates import moment
from ui.shell.plain_text import escape

MINE, THEIRS, BOTH = "Keep mine", "Take theirs", "Keep both"
_LONG = ("progress", "impact", "mitigation")


def meet(
    form: DraftedForm,
    opened: Mapping[str, str],
    labels: Mapping[str, str],
    newest: SavingVersionRow,
) -> tuple[DraftedForm, bool]:
    """Draw what changed since the draft was begun; say whether it still has to be chosen between.

    `opened` is what stood in the fields then. Where nothing collides, the draft goes on from what stands now.
    """
    draft = form.draft
    if draft is None or draft.based_on == form.version:
        return form, False
    changed = [name for name in form.stands if form.stands[name] != opened.get(name, "")]
    mine = {name: text for name, text in draft.fields.items() if text.strip() != form.stands[name].strip()}
    by = f"{newest.recorded_by} ({moment(newest.recorded_at)})"
    colliding = [name for name in changed if name in mine]
    if not colliding:
        form = carried_on(form, mine)
        said = ", ".join(labels[name] for name in changed) or "nothing that stands in this form"
        st.info(f"{escape(by)} saved this saving after you began: {escape(said)}. What you typed is kept.")
        return form, False
    with st.container(border=True, key="saving_conflict"):
        st.header("Changed since you began", anchor=False)
        st.markdown(
            f"{escape(by)} saved this saving meanwhile, and you both changed what stands below. "
            "What you typed is still here: choose for each."
        )
        for name in colliding:
            _ask(form, name, labels[name], opened.get(name, ""), mine[name])
        st.button(
            "Go on with these choices",
            key="saving_choices",
            type="primary",
            on_click=partial(_chosen, form, colliding, mine, labels),
        )
        others = [labels[name] for name in changed if name not in colliding]
        if others:
            st.markdown(f"Also changed, and taken over: {escape(', '.join(others))}.")
    return form, True


def _ask(form: DraftedForm, name: str, label: str, was: str, mine: str) -> None:
    st.markdown(f"**{escape(label)}**")
    with st.container(horizontal=True):
        for said, words in (("Was", was), ("Theirs", form.stands[name]), ("Mine", mine)):
            with st.container(gap=None, width=300):
                st.caption(said)
                st.text(words or "nothing")
    answers = [MINE, THEIRS, *([BOTH] if name in _LONG else [])]
    st.radio(f"{label}: which one?", answers, index=None, horizontal=True, key=_answer(form, name))


def _answer(form: DraftedForm, name: str) -> str:
    return form.key(f"answer_{name}")


def _chosen(
    form: DraftedForm, colliding: list[str], mine: Mapping[str, str], labels: Mapping[str, str]
) -> None:
    answers = {name: st.session_state.get(_answer(form, name)) for name in colliding}
    if None in answers.values():
        left = [labels[name] for name, answer in answers.items() if answer is None]
        leave_refused(f"Choose for each field first: {', '.join(left)}.")
        return
    kept = {name: text for name, text in mine.items() if answers.get(name) != THEIRS}
    for name in colliding:
        if answers[name] == BOTH:
            kept[name] = "\n\n".join(filter(None, (form.stands[name].strip(), mine[name].strip())))
    rebase(form, kept)

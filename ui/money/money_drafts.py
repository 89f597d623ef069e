"""What is typed into forms of money is kept: while it is typed, over a reload, and beside what others saved.

Owns: filling a form's fields with a draft, keeping what they hold, and throwing it away. Refuses: saving, and
which fields a form has.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import streamlit as st

from data_model.money.changes.money_drafts import discard_money_draft, keep_money_draft
from data_model.money.queries.money_drafts import get_money_draft
from data_model.money.rows import MoneyDraftRow
from data_model.shared.permissions import NotPermitted
from data_model.shared.refusals import Refused
from ui.parts.form_fields import field, save_once, turn_of
from ui.parts.notices import leave_refused
from ui.parts.typed_words import read_typed, watch_typing
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.database import Session, reading, writing
from ui.shell.dates import moment
from ui.shell.plain_text import escape

Saved = TypeVar("Saved")
_FORGET, _ABOUT = "money_forget", "money_typing_about"


@dataclass(frozen=True, eq=False)
class DraftedForm:
    """A form as it is drawn: its name, the version that it is of, and what stands in its fields by name.

    `draft` is what its author typed before and did not save.
    """

    name: str
    plan_id: int
    version: int
    stands: Mapping[str, str]
    draft: MoneyDraftRow | None

    @property
    def prefix(self) -> str:
        """What the names of its fields begin with; a version that others saved has fields of its own."""
        return f"{self.name}_v{self.version}" if self.version else self.name

    def key(self, name: str) -> str:
        """Name a field of the form."""
        return field(self.prefix, name)

    @property
    def turn(self) -> int:
        """How often the form was saved or emptied in this session."""
        return turn_of(self.prefix)

    def typed(self) -> dict[str, str]:
        """Return what the fields hold that is not what stands, by name."""
        held = {name: str(st.session_state.get(self.key(name)) or "") for name in self.stands}
        return {name: text for name, text in held.items() if text.strip() != self.stands[name].strip()}


def open_form(name: str, plan_id: int, version: int, stands: Mapping[str, str]) -> DraftedForm:
    """Put what its author typed before, else what stands, into the fields of a form that is to be drawn."""
    with reading() as session:
        draft = get_money_draft(session, current_actor(), plan_id, name)
    form = DraftedForm(name, plan_id, version, dict(stands), draft)
    for each, text in stands.items():
        st.session_state.setdefault(form.key(each), draft.fields.get(each, text) if draft else text)
    return form


def keep(form: DraftedForm) -> None:
    """Keep what the fields of a form hold as its draft."""
    _write(form, form.typed(), form.draft.based_on if form.draft else form.version)


def drop(form: DraftedForm) -> None:
    """Throw a draft away, also what the browser holds of it, and draw the form anew."""
    _discard(form)
    st.session_state[f"{form.prefix}_turn"] = form.turn + 1


def save_form(
    form: DraftedForm, turn: int, write: Callable[[Session], Saved], said: Callable[[Saved], str] | str
) -> None:
    """Save what a form drawn in this turn holds, and throw its draft away once it is saved."""
    save_once(form.prefix, turn, write, said)
    if form.turn != turn:
        _discard(form)


def _discard(form: DraftedForm) -> None:
    with writing() as session:
        discard_money_draft(session, form.plan_id, form.name, actor=current_actor())
    about = st.session_state.get(_ABOUT, "")
    held = {f"{form.name}:{name}": text for name, text in form.typed().items()}
    st.session_state[_FORGET] = {"about": about, "fields": held, "token": f"{about} {now().isoformat()}"}


def carried_on(form: DraftedForm, fields: Mapping[str, str]) -> DraftedForm:
    """Let the draft of a form that is being drawn go on from the version that stands now; return it so."""
    _write(form, fields, form.version)
    kept = replace(form.draft, fields=dict(fields), based_on=form.version) if form.draft and fields else None
    return replace(form, draft=kept)


def rebase(form: DraftedForm, fields: Mapping[str, str]) -> None:
    """Let a draft go on from the version that stands now, with these fields."""
    _write(form, fields, form.version)
    st.session_state[f"{form.prefix}_turn"] = form.turn + 1


def show_draft_line(form: DraftedForm, labels: Mapping[str, str] | None = None) -> None:
    """Say whether a draft is kept, with a way to throw it away.

    With `labels` of the fields, it is also said what stands now where somebody saved a version since.
    """
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"{form.name}_draft", height=44, border=False
    ):
        if form.draft is None:
            st.markdown("What you type is kept as a draft.", width="content")
        else:
            st.markdown(f"**Your draft of {moment(form.draft.saved_at)} is here.**", width="content")
            st.button("Discard", key=f"{form.name}_discard", on_click=drop, args=(form,))
    if labels is not None and form.draft is not None and form.draft.based_on != form.version:
        st.warning("Somebody saved this after you began. Your words stand in the fields; what is saved now:")
        for name in form.draft.fields:
            st.markdown(f"**{escape(labels[name])}**")
            st.text(form.stands[name] or "nothing")


def watch_forms(about: str, drawn: Mapping[DraftedForm, Sequence[str]]) -> None:
    """Keep what is typed into the text fields with these names of the forms that a page has drawn.

    A page calls it once, last; `about` names what the page is of.
    """
    fields = {f"{form.name}:{name}": (form, name) for form, names in drawn.items() for name in names}
    if not fields:
        return
    about = f"money {current_actor().key} {about}"
    st.session_state[_ABOUT] = about
    keys = {each: form.key(name) for each, (form, name) in fields.items()}
    watch_typing(
        about,
        max(form.version for form in drawn),
        keys,
        kept={
            each: form.draft.fields.get(name, "") if form.draft else ""
            for each, (form, name) in fields.items()
        },
        stands={each: form.stands[name] for each, (form, name) in fields.items()},
        forget=st.session_state.get(_FORGET),
        on_typed=lambda: _take(about, keys, fields),
    )


def _take(about: str, keys: Mapping[str, str], fields: Mapping[str, tuple[DraftedForm, str]]) -> None:
    """Keep what the browser handed over; words that the page has lost stand in its fields again."""
    sent = read_typed(about, keys)
    if sent is None:
        return
    kept: dict[str, tuple[DraftedForm, dict[str, str]]] = {}
    for each, words in sent.fields.items():
        form, name = fields[each]
        held = dict(form.draft.fields) if form.draft else {}
        texts = kept.setdefault(form.name, (form, held))[1]
        if words.strip() == form.stands[name].strip():
            texts.pop(name, None)
        else:
            texts[name] = words
        if each in sent.lost:
            st.session_state[form.key(name)] = words
    for form, texts in kept.values():
        _write(form, texts, form.draft.based_on if form.draft else form.version)


def _write(form: DraftedForm, fields: Mapping[str, str], based_on: int) -> None:
    try:
        with writing() as session:
            keep_money_draft(
                session, form.plan_id, form.name, fields, based_on, actor=current_actor(), recorded_at=now()
            )
    except (NotPermitted, Refused) as refusal:
        leave_refused(str(refusal))

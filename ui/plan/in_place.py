"""Working through actions in a list: each one's rating and one line of progress, saved where it stands.

Owns: those fields of a row, their draft and what became of a save. Refuses: what a rating needs more (a
reason for delay, a revised date, impact and evidence); the form asks for that, and opens with what was typed.

What is typed is the same draft as the form's, so that either can go on with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from data_model.plan.changes.drafts import discard_draft, save_draft
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.drafts import get_draft, list_drafts
from data_model.plan.queries.over_time.versions import list_current_versions
from data_model.plan.queries.plans import list_key
from data_model.plan.rows import ActionRow, KeyRow
from data_model.plan.rows_updates import DraftRow
from data_model.plan.statuses import Status
from data_model.plan.update_rules import DONE, ActionUpdate, NotComplete
from data_model.shared.permissions import NotPermitted, Permission, is_permitted, is_permitted_on
from data_model.shared.refusals import NoSuchAction, Refused, StaleAction
from ui.parts.notices import leave_done, leave_refused
from ui.parts.status_chips import status_text
from ui.parts.typed_words import read_typed, watch_typing
from ui.plan.rating_choice import RatingChoice, current_code, find_choice, list_choices
from ui.plan.updating.update_keeping import both_texts
from ui.plan.updating.update_state import drop_form, field_key, forget_about, forgotten
from ui.shell.access import current_actor
from ui.shell.clock import now, today
from ui.shell.database import reading, writing
from ui.shell.dates import short_day
from ui.shell.links import go
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

_OF_A_ROW = frozenset(("rating", "progress"))
_OPEN, _LEAVE, _LAST = "in_place_open", "in_place_leave", "in_place_last"


@dataclass(frozen=True)
class InPlace:
    """What a list worked through needs beside its rows: versions and the actor's drafts by action."""

    as_at: date
    key: Sequence[KeyRow]
    versions: Mapping[int, int]
    drafts: Mapping[int, DraftRow]

    def may_change(self, row: ActionRow) -> bool:
        """Say whether whoever is here may rate and comment the action in the list."""
        holders = [person.person_id for person in row.people]
        is_mine = is_permitted_on(current_actor(), Permission.UPDATE, holders)
        return is_mine and not row.awaiting_sign_off and row.id in self.versions


@dataclass(frozen=True)
class _Row:
    """One action as its fields were drawn."""

    action_id: int
    ref: str
    version: int
    as_at: date
    began: str
    status: Status
    choices: tuple[RatingChoice, ...]

    def typed(self) -> dict[str, str]:
        """Return what was typed and chosen, as a draft has it."""
        code = str(st.session_state.get(_key(self.action_id, self.version, "rating")) or "")
        words = str(st.session_state.get(_key(self.action_id, self.version, "progress")) or "").strip()
        fields = {"rating": code if code != self.began else "", "progress": words}
        return {name: value for name, value in fields.items() if value}

    def chosen(self) -> RatingChoice | None:
        """Return the rating chosen where it is another than the one that stands."""
        return find_choice(self.choices, self.typed().get("rating"))

    def needs_form(self) -> bool:
        """Say whether the rating chosen asks for more than a line."""
        chosen = self.chosen()
        return chosen is not None and (chosen.status in DONE or chosen.status is Status.DELAYED)


def open_in_place(plan_id: int, rows: Sequence[ActionRow], as_at: date, **to_form: object) -> InPlace | None:
    """Read what the fields of these rows need; None where nobody may write, or of a day still to come.

    Leaves for the form (with this in its address) where a save asked for more.
    """
    if number := st.session_state.pop(_LEAVE, None):
        go(Page.UPDATE, id=number, **to_form)
    actor = current_actor()
    if as_at > today() or not is_permitted(actor, Permission.UPDATE):
        return None
    ids = [row.id for row in rows]
    with reading() as session:
        versions = {row.id: row.version for row in list_current_versions(session, ids)}
        return InPlace(as_at, list_key(session, plan_id), versions, list_drafts(session, actor, ids))


def watch_rows(rows: Sequence[ActionRow], desk: InPlace) -> None:
    """Keep what is typed into these rows while it is typed; a line says what is not kept yet."""
    opened = {row.id: desk.versions[row.id] for row in rows if desk.may_change(row)}
    st.session_state[_OPEN] = opened
    watch_typing(
        _about(),
        0,
        {str(number): _key(number, version, "progress") for number, version in opened.items()},
        kept={str(number): draft.fields.get("progress", "") for number, draft in desk.drafts.items()},
        stands={},
        forget=forgotten(),
        on_typed=_take,
    )


def show_in_place(row: ActionRow, desk: InPlace) -> None:
    """Draw the rating, a line of progress and Save; where a longer draft was begun, the way to its form."""
    if not desk.may_change(row):
        return
    version, draft = desk.versions[row.id], desk.drafts.get(row.id)
    if draft is not None and _is_for_form(draft, version):
        st.button(
            f"Go on with the draft of {escape(row.ref)}",
            key=f"in_place_{row.id}_form",
            on_click=_to_form,
            args=(row.id,),
        )
        return
    choices = list_choices(desk.key, row.status, row.rag_label)
    began = current_code(choices, row.status, row.rag_label)
    opened = _Row(row.id, row.ref, version, desk.as_at, began, row.status, choices)
    _show_fields(opened, draft.fields if draft is not None else {})


def _show_fields(row: _Row, drafted: Mapping[str, str]) -> None:
    rating = _key(row.action_id, row.version, "rating")
    codes = {choice.code: choice for choice in row.choices}
    if rating not in st.session_state:
        chosen = drafted.get("rating", row.began)
        st.session_state[rating] = chosen if chosen in codes else row.began or None
    with st.container(horizontal=True, vertical_alignment="center", key=f"in_place_{row.action_id}"):
        # A label that is not shown is read aloud as it stands, and so is no Markdown.
        st.selectbox(
            f"Rating of {row.ref}",
            list(codes),
            format_func=lambda code: status_text(codes[code].status, codes[code].label),
            key=rating,
            placeholder="Not rated",
            label_visibility="collapsed",
            width=260,
            on_change=_keep,
            args=(row,),
        )
        _line(row, drafted.get("progress", ""))
        st.button(
            f"Go on with {escape(row.ref)} ›" if row.needs_form() else f"Save {escape(row.ref)}",
            key=f"in_place_{row.action_id}_save",
            on_click=_save,
            args=(row,),
        )
    with st.container():
        chosen_now = row.chosen()
        if chosen_now is not None and row.needs_form():
            st.markdown(f"{chosen_now.asks} The form opens with what you typed here.")


def _line(row: _Row, drafted: str) -> None:
    # The first words stay the first words: other ones later would make a new field, and lose the keyboard.
    key, first = (_key(row.action_id, row.version, name) for name in ("progress", "first"))
    begun = {} if key in st.session_state else {"value": st.session_state.setdefault(first, drafted)}
    st.text_input(
        f"Progress of {row.ref}",
        **begun,
        key=key,
        placeholder="Progress, in one line",
        label_visibility="collapsed",
        width="stretch",
        on_change=_keep,
        args=(row,),
    )


def _is_for_form(draft: DraftRow, version: int) -> bool:
    """Say whether a draft holds more than a row can show, or began from what somebody changed since."""
    progress = draft.fields.get("progress", "").strip()
    return bool(draft.fields.keys() - _OF_A_ROW) or "\n" in progress or draft.based_on != version


def _keep(row: _Row) -> None:
    """Keep what was typed as the draft; nothing typed leaves none."""
    _keep_draft(row.action_id, row.version, row.typed())


def _keep_draft(action_id: int, version: int, typed: Mapping[str, str]) -> dict[str, str]:
    """Keep a row's fields in the actor's draft, beside what else it has, and return what it holds now."""
    actor = current_actor()
    try:
        with writing() as session:
            draft = get_draft(session, actor, action_id)
            others = draft.fields if draft is not None else {}
            fields = {name: words for name, words in others.items() if name not in _OF_A_ROW} | dict(typed)
            if fields:
                based_on = draft.based_on if draft else version
                save_draft(session, action_id, fields, based_on, actor=actor, recorded_at=now())
            elif draft is not None:
                discard_draft(session, action_id, actor=actor)
    except (NotPermitted, NoSuchAction, Refused) as refusal:
        leave_refused(str(refusal))
        return {}
    drop_form(action_id)
    return fields


def _take() -> None:
    """Keep in the drafts what the browser handed over; words lost from the page come back into their row."""
    opened: dict[int, int] = st.session_state.get(_OPEN, {})
    keys = {str(number): _key(number, version, "progress") for number, version in opened.items()}
    sent = read_typed(_about(), keys)
    if sent is None:
        return
    for name, words in sent.fields.items():
        number = int(name)
        with reading() as session:
            draft = get_draft(session, current_actor(), number)
        kept = dict(draft.fields) if draft is not None else {}
        if name in sent.lost and kept.get("progress"):
            words = both_texts(kept["progress"], words)
        rest = {field: value for field, value in kept.items() if field == "rating"}
        _keep_draft(number, opened[number], rest | ({"progress": words.strip()} if words.strip() else {}))
        if name in sent.lost:
            st.session_state[keys[name]] = words


def _save(row: _Row) -> None:
    """Save what was typed, or open the form with it where the rating asks for more."""
    typed, chosen = row.typed(), row.chosen()
    if row.needs_form():
        _keep(row)
        _to_form(row.action_id)
        return
    pressed = (row.action_id, row.version, tuple(typed.items()))
    if st.session_state.get(_LAST) == pressed:
        return  # a press that came twice
    if not typed:
        leave_done(f"Nothing changed on {row.ref}, so nothing was saved.")
        return
    update = ActionUpdate(
        rag_label=chosen.label if chosen is not None and chosen.is_own else None,
        status=chosen.status if chosen is not None else None,
        progress=typed.get("progress"),
    )
    try:
        with writing() as session:
            record_update(
                session,
                row.action_id,
                update,
                base_version=row.version,
                as_at=row.as_at,
                actor=current_actor(),
                recorded_at=now(),
            )
    except (NotComplete, StaleAction) as more:
        _keep(row)
        if isinstance(more, NotComplete):
            st.session_state[field_key(row.action_id, "asked")] = more.missing
        _to_form(row.action_id)
    except (NotPermitted, NoSuchAction, Refused) as refusal:
        leave_refused(f"{row.ref} is not saved. {refusal}")
    else:
        _has_saved(row, typed, pressed)


def _has_saved(row: _Row, typed: Mapping[str, str], pressed: object) -> None:
    st.session_state[_LAST] = pressed
    drop_form(row.action_id)
    forget_about(_about(), {str(row.action_id): typed.get("progress", "")})
    said = f"{row.ref} is saved as at {short_day(row.as_at)}."
    leave_done(said)
    st.toast(escape(shorten(said, 200)))


def _to_form(action_id: int) -> None:
    st.session_state[_LEAVE] = action_id


def _about() -> str:
    return f"{current_actor().key} list"


def _key(action_id: int, version: int, name: str) -> str:
    return f"in_place_{action_id}_{version}_{name}"

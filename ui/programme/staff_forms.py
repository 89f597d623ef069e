"""Forms about people and posts: handing over, an address and a last day, a post's holder and its title.

Owns: their fields, each handed to one write. Refuses: the rules, and choosing for anybody.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import streamlit as st

from data_model.plan.changes.hand_over import NewPerson, hand_over, rename_post, set_post
from data_model.plan.changes.staff import StalePerson, set_person
from data_model.plan.rows import ActionRow
from data_model.plan.rows_updates import PostRow, StaffRow
from data_model.plan.statuses import Status
from data_model.shared.days.date_parser import DateSpan, read_day, tidy_text
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import counted
from ui.parts.saving import save
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.database import Session
from ui.shell.dates import short_day
from ui.shell.links import step
from ui.shell.plain_text import escape
from ui.shell.signature import by_as_at

# The person as the form was drawn from, and that somebody else's change of them was just told.
_SEEN, _TOLD = "staff_seen", "staff_told"
_WHO_HELP = "Choose somebody of the plan, or type the name of somebody new."


def pick_person(staff: Sequence[StaffRow]) -> StaffRow | None:
    """Draw a list of people to type a name in; who is chosen stands in the address."""
    by_id = {person.id: person for person in staff}
    chosen = address.read_number("person")
    st.session_state["handover_person"] = chosen if chosen in by_id else None
    st.selectbox(
        "Person",
        list(by_id),
        index=None,
        key="handover_person",
        on_change=address.write_chosen,
        kwargs={"person": "handover_person"},
        width=340,
        format_func=lambda each: by_id[each].name,
        placeholder="Type a name",
        filter_mode="contains",
    )
    return by_id.get(chosen) if chosen is not None else None


def show_staff(staff: Sequence[StaffRow]) -> None:
    """Draw everybody with a way to what they hold, and what is known of them."""
    for person in staff:
        with st.container(gap=None):
            step(f"{escape(person.name)} ›", f"handover_person_{person.id}", person=person.id)
            said = (
                ", ".join(person.posts),
                f"{counted(person.open_actions, 'action')} to hand over",
                person.email or "no e-mail address",
                f"gone from {short_day(person.left_on)}" if person.left_on else "",
            )
            st.markdown(escape(" · ".join(filter(None, said))))


def moving_text(moving: Sequence[ActionRow]) -> str:
    """Say in plain text how many actions would move; open means what it means on the overview."""
    paused = sum(row.status is Status.PAUSED for row in moving)
    said = counted(len(moving) - paused, "open action")
    return f"{said} and {counted(paused, 'paused action')}" if paused else said


def hand_over_form(plan_id: int, leaver: StaffRow, staff: Sequence[StaffRow], as_at: date) -> None:
    """Draw who takes over everything that the leaver has open, and why."""
    names = names_of(each for each in staff if each.id != leaver.id)
    with st.form("handover_form"):
        _ask_who("Who takes over", names, "handover_to")
        st.text_input(
            "Their post (left empty: the post of whom they follow)", key="handover_post", max_chars=200
        )
        st.text_input("Why", key="handover_reason", placeholder="Left the council")
        st.text_input(
            f"First day without {escape(leaver.name)} (left empty: they stay)",
            key="handover_left",
            placeholder="1 April 2026",
        )
        st.form_submit_button(
            f"Hand over {counted(leaver.open_actions, 'action')}",
            type="primary",
            on_click=_hand_over,
            args=(plan_id, leaver, names, as_at),
            key="handover_submit",
            disabled=not leaver.open_actions,
        )


def person_form(person: StaffRow) -> None:
    """Draw a person's e-mail address and the first day they are gone."""
    seen = _opened_on(person)
    email, left = _texts(person)
    with st.form("staff_form"):
        st.text_input("E-mail address", key=email, max_chars=254)
        st.text_input(
            "First day they are gone (left empty: they are here)", key=left, placeholder="1 April 2026"
        )
        st.form_submit_button("Save", on_click=_set_person, args=(seen,), key="staff_submit")


def _opened_on(person: StaffRow) -> StaffRow:
    """Return the person as the fields were drawn from, so that what another tab changed is not undone unseen.

    Once that was told, what was typed stays and the other fields say what is there now.
    """
    seen: StaffRow | None = st.session_state.get(_SEEN)
    before = _texts(seen) if seen is not None else {}
    was_told = st.session_state.pop(_TOLD, False)
    texts = _texts(person)
    is_open = before.keys() == texts.keys() and all(key in st.session_state for key in texts)
    if seen is not None and is_open and not was_told:
        return seen
    for key, text in texts.items():
        if not is_open or st.session_state[key] == before[key]:
            st.session_state[key] = text
    st.session_state[_SEEN] = person
    return person


def _texts(person: StaffRow) -> dict[str, str]:
    """Return what the fields of a person say, by their keys: the address, and the first day they are gone."""
    return {f"staff_email_{person.id}": person.email, f"staff_left_{person.id}": short_day(person.left_on)}


def rename_form(plan_id: int, person: StaffRow, as_at: date) -> None:
    """Draw the posts of a person, one of which gets another title."""
    with st.form("rename_form"):
        st.selectbox("Post", list(person.posts), key=f"rename_old_{person.id}")
        st.text_input("Its new title", key="rename_new", max_chars=200)
        st.text_input("Why", key="rename_reason")
        st.form_submit_button(
            "Rename this post", on_click=_rename, args=(plan_id, person, as_at), key="rename_submit"
        )


def vacant_form(plan_id: int, posts: Sequence[PostRow], staff: Sequence[StaffRow], as_at: date) -> None:
    """Draw the posts that nobody holds, one of which gets a holder."""
    titles = {post.id: f"{post.title} ({counted(post.open_actions, 'action')})" for post in posts}
    names = names_of(staff)
    with st.form("vacant_form"):
        st.selectbox("Post without a name", list(titles), format_func=titles.__getitem__, key="vacant_post")
        _ask_who("Who holds it", names, "vacant_to")
        st.text_input("Why", key="vacant_reason")
        st.form_submit_button(
            "Name them", on_click=_set_post, args=(plan_id, names, as_at), key="vacant_submit"
        )


def names_of(staff: Iterable[StaffRow]) -> dict[str, int]:
    """Name people so that no two have the same words."""
    names: dict[str, int] = {}
    for person in staff:
        name = person.name if person.name not in names else f"{person.name} ({person.id})"
        names[name] = person.id
    return names


def _ask_who(label: str, names: Mapping[str, int], key: str) -> None:
    st.selectbox(
        label,
        list(names),
        index=None,
        key=key,
        accept_new_options=True,
        placeholder="Type a name",
        help=_WHO_HELP,
    )


def _hand_over(plan_id: int, leaver: StaffRow, names: Mapping[str, int], as_at: date) -> None:
    to, post = _who("handover_to", names), _typed("handover_post")
    reason, left = _typed("handover_reason"), _typed("handover_left")

    def write(session: Session) -> int:
        moved = hand_over(session, plan_id, leaver.id, to, reason, post=post, **by_as_at(as_at))
        if left:
            day, actor = _day(left), current_actor()
            set_person(session, leaver.id, email=leaver.email, left_on=day, actor=actor, seen=leaver)
        return moved

    done = save(write, lambda moved: f"{counted(moved, 'action')} of {leaver.name} handed over.")
    _clear(done, "handover_to", "handover_post", "handover_reason", "handover_left")


def _set_person(seen: StaffRow) -> None:
    email, left = map(_typed, _texts(seen))

    def write(session: Session) -> None:
        try:
            set_person(session, seen.id, email=email, left_on=_day(left), actor=current_actor(), seen=seen)
        except StalePerson as stale:
            st.session_state[_TOLD] = True
            raise Refused(f"{stale} Press Save again to put yours in its place.") from stale

    if save(write, f"Saved: {seen.name}.") is None:
        st.session_state.pop(_SEEN, None)


def _rename(plan_id: int, person: StaffRow, as_at: date) -> None:
    old = str(st.session_state[f"rename_old_{person.id}"] or "")
    new, reason = _typed("rename_new"), _typed("rename_reason")
    done = save(
        lambda session: rename_post(session, plan_id, person.id, old, new, reason, **by_as_at(as_at)),
        lambda moved: f"The post has its new title on {counted(moved, 'action')}.",
    )
    _clear(done, "rename_new", "rename_reason")


def _set_post(plan_id: int, names: Mapping[str, int], as_at: date) -> None:
    post_id, to, reason = st.session_state["vacant_post"], _who("vacant_to", names), _typed("vacant_reason")
    done = save(
        lambda session: set_post(session, plan_id, post_id, to, reason, **by_as_at(as_at)),
        lambda moved: f"The post has a name on {counted(moved, 'action')}.",
    )
    _clear(done, "vacant_to", "vacant_reason")


def _who(key: str, names: Mapping[str, int]) -> int | NewPerson:
    written = _typed(key)
    return names[written] if written in names else NewPerson(written)


def _day(written: str) -> date | None:
    if not written:
        return None
    found = read_day(tidy_text(written))
    if not isinstance(found, DateSpan):
        raise Refused(f"“{written[:40]}” is no day. Write it as 1 April 2026 or 01/04/2026.")
    return found.first


def _typed(key: str) -> str:
    return str(st.session_state.get(key) or "").strip()


def _clear(done: object, *keys: str) -> None:
    """Empty a form that was saved; one that was not keeps what was typed."""
    if done is None:
        for key in keys:
            st.session_state[key] = None if key.endswith("_to") else ""

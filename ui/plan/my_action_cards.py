"""The actions of one person as cards, parted by why they need somebody.

Owns: choosing whose they are, the sentence of counts, the parts and a card's words. Refuses: the order; the
read has it.
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.plan.rows import PersonRow
from data_model.plan.rows_updates import STALE_DAYS, MyActionRow
from data_model.shared.sentence_text import counted
from ui.parts.in_pages import show_in_pages
from ui.parts.status_chips import action_chip
from ui.plan.action_cards import due_line
from ui.plan.in_place import InPlace, show_in_place
from ui.plan.updating.update_queue import is_open, wants_update
from ui.shell import address as page_address
from ui.shell.dates import short_day
from ui.shell.links import go, link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

_ROWS = 20  # cards of a part drawn at once; each costs the browser a dozen elements
_ORDER, _WHOSE = "my_actions_order", "my_actions_person"
_PARTS = (
    "Sent back",
    "Overdue",
    f"No update for {STALE_DAYS} days",
    "Updated lately, not overdue",
    "Nothing to do now",
)


def choose_whose(people: Sequence[PersonRow], person_id: int | None) -> None:
    """Draw the list of people whose actions the office may look at; the address has the choice."""
    names = {each.id: each.name for each in sorted(people, key=lambda each: each.name.casefold())}
    st.session_state[_WHOSE] = person_id if person_id in names else None
    st.selectbox(
        "Whose actions",
        list(names),
        format_func=names.__getitem__,
        index=None,
        key=_WHOSE,
        on_change=page_address.write_chosen,
        kwargs={"person": _WHOSE},
        placeholder="Type a name",
        width=300,
    )


def say_nobody(*, is_office: bool) -> None:
    """Say that the dashboard knows no person of the plan whose actions these are, and what to do."""
    if is_office:
        st.markdown("You are not one of the people this plan names. Choose whose actions to see.")
    else:
        st.info("The dashboard does not know yet which of the plan’s people you are.")
        st.markdown(
            "Ask the programme office to connect you with your name in the plan, on the page *Members*."
        )
    link(Page.ACTIONS, "All actions ›")


def say_nothing(as_at: date, *, is_of_other: bool) -> None:
    """Say that a person answers for nothing as at a day."""
    who = "this person" if is_of_other else "you"
    st.info(f"Nobody has made {who} responsible for an action in this plan.")
    st.markdown(f"That is so as at {short_day(as_at)}. The programme office says who is responsible.")


def counts_sentence(mine: Sequence[MyActionRow], whose: str = "") -> str:
    """Say how many there are and what they need, in plain text; `whose` is a name, or empty for "you".

    Open and overdue mean what they mean on the overview: an action that awaits sign-off still is.
    """
    still = [each for each in mine if is_open(each)]
    waiting = [each for each in mine if wants_update(each)]
    needs = [
        (sum(each.sent_back for each in waiting), "sent back"),
        (sum(each.row.days_overdue > 0 for each in still), "overdue"),
        (sum(each.is_stale for each in waiting), f"without an update for {STALE_DAYS} days"),
        (len(still) - len(waiting), "awaiting sign-off"),
    ]
    said = f"{whose or 'You'} {'answers' if whose else 'answer'} for {counted(len(mine), 'action')}"
    said += f", {len(still):,} of them open" if len(still) != len(mine) else ""
    listed = ", ".join(f"{count:,} {words}" for count, words in needs if count)
    said += f": {listed}." if listed else "."
    challenges = sum(each.open_challenges for each in mine)
    drafts = sum(each.has_draft for each in mine)
    if challenges:
        said += f" {counted(challenges, 'challenge')} {'waits' if challenges == 1 else 'wait'} for an answer."
    if drafts:
        said += f" {counted(drafts, 'draft')} {'is' if drafts == 1 else 'are'} not saved yet."
    return said


def show_my_actions(
    mine: Sequence[MyActionRow], about: object, desk: InPlace | None, *, is_new: bool, **address: object
) -> None:
    """Draw every part that has actions; what needs nothing now is folded away.

    Each action keeps its place while the page stands, so that saving one does not shuffle the rest: it is
    placed anew where `is_new`, or `about` (whose list, of which day) is another. A part counts only the
    actions that still belong to it.
    """
    kept = st.session_state.get(_ORDER)
    if is_new or kept is None or kept[0] != about:
        kept = (about, {each.row.id: (_part(each), place) for place, each in enumerate(mine)})
    st.session_state[_ORDER] = kept
    places: dict[int, tuple[str, int]] = kept[1]
    parts: dict[str, list[MyActionRow]] = {name: [] for name in _PARTS}
    for each in sorted(mine, key=lambda each: places.get(each.row.id, ("", len(places)))[1]):
        parts[places.get(each.row.id, (_part(each), 0))[0]].append(each)
    for name, members in parts.items():
        still = sum(_part(each) == name for each in members)
        if members and name == _PARTS[-1]:
            with st.expander(f"Complete, paused or awaiting sign-off · {still:,}"):
                _show(name, members, None, address)
        elif members:
            st.header(f"{name} · {still:,}", anchor=False)
            _show(name, members, desk, address)


def _show(
    name: str, members: Sequence[MyActionRow], desk: InPlace | None, address: dict[str, object]
) -> None:
    def show(some: Sequence[MyActionRow]) -> None:
        for each in some:
            _card(each, desk, address)

    show_in_pages(members, _ROWS, f"my_actions_{name}_page", show)


def _card(mine: MyActionRow, desk: InPlace | None, address: dict[str, object]) -> None:
    row = mine.row
    with st.container(border=True, key=f"mine_{row.id}"):
        words, button = st.columns([4, 1], vertical_alignment="center")
        with words, st.container(gap=None):
            # A link would be cut at the edge of a telephone's screen; words fold.
            st.markdown(f"**{escape(row.ref)}** {escape(shorten(row.text, 160))}")
            st.markdown(f"{action_chip(row)} · {due_line(row)}")
            st.markdown(_facts(mine))
        with button:
            if st.button(f"Update {escape(row.ref)}", key=f"mine_update_{row.id}", width="stretch"):
                go(Page.UPDATE, id=row.id, **address)
            link(Page.ACTION, f"Everything about {escape(row.ref)} ›", id=row.id)
        if desk is not None:
            show_in_place(row, desk)


def _facts(mine: MyActionRow) -> str:
    days = mine.days_since_update
    updated = "Updated today" if days <= 0 else f"Last update {counted(days, 'day')} ago"
    facts = [f"**{updated}**" if mine.is_stale else updated]
    if mine.sent_back:
        facts.insert(0, "**Sent back: not signed off**")
    if mine.open_challenges:
        facts.append(f"**{counted(mine.open_challenges, 'open challenge')}**")
    if mine.has_draft:
        facts.append("**Draft not saved yet**")
    return " · ".join(facts)


def _part(mine: MyActionRow) -> str:
    if not wants_update(mine):
        return _PARTS[4]
    if mine.sent_back:
        return _PARTS[0]
    if mine.row.days_overdue:
        return _PARTS[1]
    return _PARTS[2] if mine.is_stale else _PARTS[3]

"""Choosing actions: the filter in the address, its widgets, and its words.

Owns: turning an address into an `ActionFilter` and back, one row of widgets, the chips of what is chosen.
Refuses: finding the actions.

The address is the truth: widgets are set from it on every run and write to it when they are used, so that a
shared address, a link from another page and a widget all do the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import streamlit as st

from data_model.plan.action_filter import ActionFilter, DueWindow
from data_model.plan.rows import AreaRow, PersonRow, StatusCount
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.shared.name_pattern import like_words
from data_model.shared.sentence_text import long_month
from ui.parts.status_chips import status_text
from ui.shell import address
from ui.shell.dates import read_month
from ui.shell.plain_text import escape, shorten
from ui.shell.screen import is_telephone
from ui.shell.stylesheet import on_paper

Choice = TypeVar("Choice")
Kind = TypeVar("Kind", Status, DueWindow)
NOBODY = "nobody"
DUE_WORDS: dict[DueWindow, str] = {
    DueWindow.OVERDUE: "Overdue",
    DueWindow.SOON: "Due in the next 30 days",
    DueWindow.LATER: "Due later",
    DueWindow.REVIEW: "Review or recurring",
    DueWindow.NO_DATE: "No due date",
}
_LONGEST_WORDS = 200
_MOST_OFFERED = 5
# What an action may wait for, or who for it, by its name in the address.
_WAITS = {"awaiting": "Awaiting sign-off", "challenge": "Open challenge", "watched": "Watched by me"}


@dataclass(frozen=True)
class Choices:
    """What can be chosen from, in the plan's own words; `watched` are the actions that the reader watches."""

    areas: dict[int, str]
    statuses: dict[Status, str]
    people: dict[int, str]
    watched: tuple[int, ...] = ()


def choices(
    areas: Sequence[AreaRow],
    people: Sequence[PersonRow],
    statuses: Iterable[StatusCount] = (),
    watched: tuple[int, ...] = (),
) -> Choices:
    """Return what can be chosen from: areas in plan order, people by name, every status."""
    labels = {row.status: row.label for row in statuses}
    return Choices(
        areas={
            area.id: f"{area.number} {area.short_name or shorten(area.title, 60)}".strip() for area in areas
        },
        statuses={status: status_text(status, labels.get(status, "")) for status in STATUS_NAMES},
        people={person.id: person.name for person in sorted(people, key=lambda row: row.name.casefold())},
        watched=watched,
    )


def read_filter(can: Choices, *, by_person: bool = True) -> tuple[ActionFilter, list[str]]:
    """Read the filter from the address; also return the parameters that mean nothing here.

    Without `by_person` the address's person is whose page it is, and no part of the filter.
    """
    refused: list[str] = []
    person = address.read("person") if by_person else ""
    people = (
        address.read_choices("person", address.one_of(list(can.people)), refused)
        if person not in ("", NOBODY)
        else ()
    )
    months = address.read_choices("month", read_month, refused)
    windows = address.read_choices("due", partial(_of, DueWindow), refused)
    chosen = ActionFilter(
        area_ids=address.read_choices("area", address.one_of(list(can.areas)), refused),
        statuses=address.read_choices("status", partial(_of, Status), refused),
        person_id=people[0] if people else None,
        nobody=person == NOBODY,
        due=windows[0] if windows else None,
        month=months[0] if months else None,
        words=address.read("words")[:_LONGEST_WORDS],
        awaiting=address.read("awaiting") == "1",
        challenged=address.read("challenge") == "1",
        among=can.watched if address.read("watched") == "1" else None,
    )
    return chosen, refused


def choose(page: str, can: Choices, chosen: ActionFilter, only: Iterable[str] = ()) -> None:
    """Draw the widgets in one row, each set to what is chosen; `only` names those wanted (default: all).

    A telephone has them folded: it begins with what is found.
    """
    wanted = tuple(only) or ("area", "status", "person", "due", "waits", "words")
    place = st.expander("Filters", key=f"{page}_fold") if is_telephone() else st.container()
    with place, st.container(horizontal=True, key=f"{page}_filters", gap="small"):
        if "area" in wanted:
            _several(page, "area", "Area", list(can.areas), chosen.area_ids, can.areas)
        if "status" in wanted:
            _several(page, "status", "Status", list(can.statuses), chosen.statuses, can.statuses)
        if "person" in wanted:
            people = [("", "Anyone"), (NOBODY, "Nobody responsible"), *can.people.items()]
            _one(page, "person", "Responsible", people, NOBODY if chosen.nobody else chosen.person_id)
        if "due" in wanted:
            _one(page, "due", "Due", [("", "Any time"), *DUE_WORDS.items()], chosen.due)
        if "waits" in wanted:
            key = f"{page}_waits"
            st.session_state[key] = next((name for name, on in _waiting(chosen).items() if on), "")
            st.selectbox(
                "Waiting for",
                ["", *_WAITS],
                format_func=lambda name: _WAITS.get(name, "Anything"),
                key=key,
                on_change=_waits_picked,
                args=(key,),
                width=180,
            )
        if "words" in wanted:
            key = f"{page}_words"
            st.session_state[key] = chosen.words
            st.text_input(
                "Words",
                key=key,
                placeholder="in any of its texts",
                on_change=_written,
                args=(page, "words"),
                max_chars=_LONGEST_WORDS,
                width=220,
            )
    if "words" in wanted:
        _offer_people(page, chosen, can)


def filter_words(chosen: ActionFilter, can: Choices) -> dict[str, str]:
    """Say in plain text what each part of the filter chooses, by its name in the address."""
    said = {
        "area": ", ".join(can.areas[number] for number in chosen.area_ids),
        "status": ", ".join(can.statuses[status] for status in chosen.statuses),
        "person": "Nobody responsible" if chosen.nobody else can.people.get(chosen.person_id or 0, ""),
        "due": DUE_WORDS[chosen.due] if chosen.due else "",
        "month": f"Due in {long_month(chosen.month)}" if chosen.month else "",
        "words": f"“{chosen.words}”" if chosen.words else "",
        **{name: _WAITS[name] for name, on in _waiting(chosen).items() if on},
    }
    return {name: words for name, words in said.items() if words}


def show_chips(page: str, chosen: ActionFilter, can: Choices) -> None:
    """Draw a button for each thing chosen that takes it away, and one for all of them."""
    chips = [
        *_chips("area", chosen.area_ids, can.areas),
        *_chips("status", chosen.statuses, can.statuses),
    ]
    said = filter_words(chosen, can)
    chips += [(name, words, {name: ""}) for name, words in said.items() if name not in ("area", "status")]
    if not chips:
        return
    with st.container(horizontal=True, key=f"{page}_chips", gap="small"):
        for key, words, left in chips:
            st.button(
                f"{escape(shorten(words, 60))} ✕",
                key=f"{page}_without_{key}",
                help="Take this filter away",
                on_click=address.write,
                kwargs={"page": None, **left},
            )
        if len(chips) > 1:
            st.button(
                "Clear all",
                key=f"{page}_without_all",
                type="tertiary",
                on_click=address.write,
                kwargs=dict.fromkeys({*said, "page"}),
            )


def print_filter(said: Mapping[str, str]) -> None:
    """Say on paper alone what was filtered, in the words of `filter_words`; nothing where nothing was."""
    if said:
        with on_paper("filter"):
            st.markdown(escape("; ".join(said.values())))


def say_refused(refused: Sequence[str]) -> None:
    """Say which parts of an address mean nothing here."""
    if refused:
        st.warning(f"Part of the address means nothing in this plan: {escape(', '.join(refused))}")


def _offer_people(page: str, chosen: ActionFilter, can: Choices) -> None:
    """Offer the people whose name the searched words differ from in accents alone; nothing without any."""
    like = set(like_words(chosen.words, can.people.values()))
    people = [(number, name) for number, name in can.people.items() if name in like][:_MOST_OFFERED]
    if not people:
        return
    with st.container(horizontal=True, key=f"{page}_like", gap="small", vertical_alignment="center"):
        st.markdown("Perhaps the same name:")
        for number, name in people:
            st.button(
                escape(shorten(name, 60)),
                key=f"{page}_like_{number}",
                help="Show what this person answers for",
                on_click=address.write,
                kwargs={"page": None, "words": "", "person": str(number)},
            )


def _of(kind: type[Kind], word: str) -> Kind | None:
    return kind(word) if word in set(kind) else None


def _several(
    page: str,
    name: str,
    label: str,
    options: Sequence[Choice],
    chosen: Sequence[Choice],
    words: dict[Choice, str],
) -> None:
    """Draw a list that adds to what is chosen. Streamlit's own shows it in tags too small to press."""
    key = f"{page}_{name}"
    st.session_state[key] = None
    st.selectbox(
        label,
        [option for option in options if option not in chosen],
        index=None,
        format_func=words.__getitem__,
        key=key,
        on_change=_added,
        args=(page, name, chosen),
        placeholder=f"{len(chosen)} chosen" if chosen else "Any",
        width=240,
    )


def _one(page: str, name: str, label: str, choices: Sequence[tuple[object, str]], chosen: object) -> None:
    key = f"{page}_{name}"
    words = dict(choices)
    # Streamlit shows None as "nothing chosen yet", so that everything is the empty text here.
    st.session_state[key] = "" if chosen is None else chosen
    st.selectbox(
        label,
        list(words),
        format_func=words.__getitem__,
        key=key,
        on_change=_written,
        args=(page, name),
        width=200,
    )


def _chips(
    name: str, values: Sequence[Choice], words: Mapping[Choice, str]
) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield of each value chosen its key, its words and what the address says without it."""
    for value in values:
        yield f"{name}_{value}", words[value], {name: _joined(each for each in values if each != value)}


def _waiting(chosen: ActionFilter) -> dict[str, bool]:
    return {
        "awaiting": chosen.awaiting,
        "challenge": chosen.challenged,
        "watched": chosen.among is not None,
    }


def _waits_picked(key: str) -> None:
    picked = st.session_state[key]
    address.write(page=None, **{name: "1" if name == picked else None for name in _WAITS})


def _joined(values: Iterable[object]) -> str:
    return ",".join(map(str, values))


def _added(page: str, name: str, chosen: Sequence[object]) -> None:
    value = st.session_state[f"{page}_{name}"]
    if value is not None:
        address.write(**{"page": None, name: _joined((*chosen, value))})


def _written(page: str, name: str) -> None:
    address.write(**{"page": None, name: st.session_state[f"{page}_{name}"]})

"""Which recommendations a reader chose, in the address, and the counts that lead to them.

Owns: the filters, their words, and the buttons with counts. Refuses: drawing the recommendations.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from data_model.recommendations.recommendation_content import (
    ORIGIN_NAMES,
    RESPONSE_NAMES,
    Origin,
    Response,
)
from data_model.recommendations.rows import RecommendationRow
from ui.parts.status_chips import status_text
from ui.shell import address
from ui.shell.links import step
from ui.shell.plain_text import escape
from ui.shell.screen import is_telephone

EVERY = "Everything"
STATES: dict[str, tuple[str, Callable[[RecommendationRow], bool]]] = {
    "open": ("Open", lambda row: row.is_open),
    "awaited": (
        "Response awaited",
        lambda row: row.is_open and row.response is Response.AWAITED,
    ),
    "late": ("Response late", lambda row: row.days_unanswered > 0),
    "overdue": ("Past the review date", lambda row: row.days_overdue > 0),
    "without-action": (
        "Open without an action",
        lambda row: row.is_open and not row.actions,
    ),
    "checks": ("Raises a check", lambda row: bool(row.checks)),
    "closed": ("Closed", lambda row: row.closed),
}
PARAMETERS = ("state", "origin", "response", "status", "words")


@dataclass(frozen=True)
class Chosen:
    """What a reader chose; empty where everything is shown."""

    state: str = ""
    origin: str = ""
    response: str = ""
    status: str = ""
    words: str = ""

    def fits(self, row: RecommendationRow) -> bool:
        """Say whether a recommendation is among those chosen."""
        said = " ".join(
            (row.ref, row.words, row.source, row.lead_officer, row.executive_member, row.action_taken)
        )
        return (
            (not self.state or STATES[self.state][1](row))
            and self.origin in ("", row.origin.value)
            and self.response in ("", row.response.value)
            and self.status in ("", row.stands.value)
            and self.words.casefold() in said.casefold()
        )

    @property
    def said(self) -> str:
        """The choice in words, for a file."""
        parts = [
            STATES[self.state][0] if self.state else "",
            ORIGIN_NAMES[Origin(self.origin)] if self.origin else "",
            f"Response: {RESPONSE_NAMES[Response(self.response)]}" if self.response else "",
            f"Status: {self.status}" if self.status else "",
            f"“{self.words}”" if self.words else "",
        ]
        return "; ".join(filter(None, parts))


def read_chosen() -> Chosen:
    """Read what the address asks for; words that mean nothing are passed over."""
    allowed = {
        "state": STATES.keys(),
        "origin": {one.value for one in Origin},
        "response": {one.value for one in Response},
    }
    said = {name: address.read(name) for name in PARAMETERS}
    return Chosen(
        **{name: text for name, text in said.items() if name not in allowed or text in allowed[name]}
    )


def show_counts(rows: Sequence[RecommendationRow], chosen: Chosen) -> None:
    """Draw a count of each state that some recommendation is in, each the way to exactly its rows."""
    counts = {state: sum(fits(row) for row in rows) for state, (_, fits) in STATES.items()}
    with st.container(horizontal=True, key="recommendations_counts"):
        for state, (words, _) in STATES.items():
            if counts[state]:
                is_here = chosen.state == state
                label = f"{words} {counts[state]:,}" + (" ✕" if is_here else " ›")
                step(label, f"recommendations_{state}", state=None if is_here else state)


def choose(rows: Sequence[RecommendationRow], chosen: Chosen) -> None:
    """Draw the filters: by origin, response, status and words."""
    statuses = {row.stands.value: status_text(row.stands) for row in rows}
    offered = {
        "origin": {one.value: ORIGIN_NAMES[one] for one in Origin if any(row.origin is one for row in rows)},
        "response": {
            one.value: RESPONSE_NAMES[one] for one in Response if any(row.response is one for row in rows)
        },
        "status": dict(sorted(statuses.items())),
    }
    # On a telephone the list is what is looked for; the filters are folded.
    box = st.expander("Filters") if is_telephone() else st.container()
    with box, st.container(horizontal=True, vertical_alignment="bottom", key="recommendations_filter"):
        for name, words in offered.items():
            key, held = f"recommendations_{name}", getattr(chosen, name)
            st.session_state[key] = held if held in words else EVERY
            st.selectbox(
                name.capitalize(),
                [EVERY, *words],
                format_func=partial(_words_of, words),
                key=key,
                width=200,
                on_change=_picked,
                args=(name, key),
            )
        st.session_state["recommendations_words"] = chosen.words
        st.text_input(
            "Words",
            key="recommendations_words",
            width=220,
            max_chars=80,
            on_change=_picked,
            args=("words", "recommendations_words"),
        )
    if chosen.said:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"Shown: {escape(chosen.said)}", width="content")
            step("Show all", "recommendations_all", **dict.fromkeys(PARAMETERS))


def _words_of(offered: dict[str, str], one: str) -> str:
    return offered.get(one, one)


def _picked(name: str, key: str) -> None:
    value = str(st.session_state[key]).strip()
    address.write(**{name: None if value == EVERY else value})

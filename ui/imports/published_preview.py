"""What stands around a published file: what is asked of its release, whose plan it is, what was loaded.

Owns: these fields and lists, and handing the choice of a council to its write. Refuses: understanding files,
and the sentence, which the report has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from data_model.published.changes.plan_councils import set_plan_council
from data_model.published.comparison_text import attribution_text
from data_model.published.rows import Place, ReleaseRow
from data_model.shared.days.date_parser import DateSpan, read_day, tidy_text
from data_model.shared.sentence_text import MONTHS, counted, short_day
from ui.parts.saving import save
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.dates import moment
from ui.shell.plain_text import escape

_UNSAID = "As the file says"


@dataclass(frozen=True, slots=True)
class ReleaseAnswers:
    """What was said of a release on the page; the day is None where the field holds none."""

    published_on: date | None
    label: str
    next_due: date | None
    year_ends: int | None
    measures: frozenset[str]


def told_of_release(key: str) -> ReleaseAnswers:
    """Return what the fields of `ask_of_release` hold, as empty before they were drawn."""
    state = st.session_state
    ends = state.get(f"{key}_ends")
    return ReleaseAnswers(
        _day(state.get(f"{key}_day")),
        str(state.get(f"{key}_label") or ""),
        _day(state.get(f"{key}_due")),
        MONTHS.index(ends) + 1 if ends in MONTHS else None,
        frozenset(state.get(f"{key}_measures") or ()),
    )


def ask_of_release(key: str, names: Mapping[str, str], stored: Sequence[str]) -> None:
    """Draw the fields of a release: when it was published, its name, its years, and the measures to store.

    `names` are the measures of the file by code, `stored` those that would be stored.
    """
    with st.container(horizontal=True):
        st.text_input(
            "Published on", key=f"{key}_day", width=170, placeholder="30 Oct 2025",
            help="The page that you downloaded the file from names the day.",
        )  # fmt: skip
        st.text_input("Name of the release (may be empty)", key=f"{key}_label", width=280)
        st.text_input("Next one due (may be empty)", key=f"{key}_due", width=240)
    if not names:
        return
    st.selectbox("Its years end in", [_UNSAID, *MONTHS], key=f"{key}_ends", width=240)
    st.markdown(f"{counted(len(stored), 'measure')} of {len(names):,} would be stored:")
    st.markdown("\n".join(f"- {escape(names[code])}" for code in stored))
    st.multiselect(
        "Store these instead (empty: those above)",
        list(names),
        key=f"{key}_measures",
        format_func=lambda code: names[code],
    )


def show_lines(heading: str, lines: Sequence[str]) -> None:
    """Draw plain sentences as a list under a heading; nothing without any."""
    if lines:
        st.header(heading, anchor=False)
        st.markdown("\n".join(f"- {escape(line)}" for line in lines))


def show_council(council: Place | None) -> None:
    """Say whose plan it is."""
    st.header("Whose plan this is", anchor=False)
    if council is None:
        st.markdown("Nobody has said which council’s plan this is, so that nothing can be compared yet.")
    else:
        st.markdown(escape(f"{council.name} ({council.code}), {council.region}".rstrip(", ")))


def choose_council(plan_id: int, council: Place | None, councils: Sequence[Place]) -> None:
    """Draw the choice of the plan's council among those that a release named."""
    if not councils:
        st.markdown("Load a release first: the councils come from it.")
        return
    names = {one.code: f"{one.name} ({one.code})" for one in councils}
    codes = list(names)
    st.selectbox(
        "Council",
        codes,
        index=codes.index(council.code) if council is not None and council.code in names else None,
        format_func=names.__getitem__,
        placeholder="Type a name or a number",
        key="published_council",
        width=440,
    )
    st.button("This plan is of this council", key="published_council_save", on_click=_save, args=(plan_id,))


def show_releases(releases: Sequence[ReleaseRow]) -> None:
    """Draw what was loaded, the newest release first, each with its source and licence."""
    st.header("What was loaded", anchor=False)
    if not releases:
        st.markdown("No published figures were loaded yet.")
    for one in releases:
        due = f", next due {short_day(one.next_due)}" if one.next_due else ""
        facts = (
            f"published {short_day(one.published_on)}{due} · {one.figures:,} figures · {one.file_name}, "
            f"loaded {moment(one.recorded_at)} by {one.recorded_by}"
        )
        if one.withdrawn_at is not None:
            facts = f"taken back {moment(one.withdrawn_at)}, counts nowhere · {facts}"
        st.markdown(f"- **{escape(one.label)}** · {escape(attribution_text(one))} · {escape(facts)}")


def _save(plan_id: int) -> None:
    code = st.session_state.get("published_council")
    if not code:
        return
    actor, at = current_actor(), now()
    save(
        lambda session: set_plan_council(session, plan_id, str(code), actor=actor, recorded_at=at),
        lambda _none: "Saved whose plan this is.",
    )


def _day(written: object) -> date | None:
    found = read_day(tidy_text(str(written or "")))
    return found.first if isinstance(found, DateSpan) else None

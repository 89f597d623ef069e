"""Correcting what was said of a loaded release, and taking it back: the form, and the history.

Owns: its fields, handed to one write. Refuses: figures, which are never changed by hand.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from data_model.published.changes.release_corrections import correct_release
from data_model.published.published_vocabulary import KIND_NAMES, ReleaseKind
from data_model.published.rows import ReleaseContent, ReleaseRow, ReleaseVersionRow
from data_model.shared.sentence_text import MONTHS, counted, short_day
from ui.parts.form_fields import day_in, field, save_once, turn_of, typed
from ui.shell.database import Session
from ui.shell.dates import moment
from ui.shell.plain_text import escape
from ui.shell.signature import by

_FORM = "published_correction"
_UNSAID = "As the file says"
Versions = Mapping[int, Sequence[ReleaseVersionRow]]


def correct_releases(
    releases: Sequence[ReleaseRow], versions: Versions, measures: Mapping[int, Sequence[str]]
) -> None:
    """Draw, folded away, the choice of a release, the form that corrects it, and its history.

    `measures` are the names of those of which each release has figures, by its id.
    """
    if not releases:
        return
    with st.expander("Correct or take back a release", key="published_corrections", on_change="rerun") as box:
        if not box.open:
            return
        names = {one.id: _name(one, measures.get(one.id, ())) for one in releases}
        chosen = st.selectbox(
            "Release",
            list(names),
            format_func=names.__getitem__,
            key=f"{_FORM}_release",
        )
        # The list cuts a long line; here it stands whole.
        st.caption(escape(names[chosen]))
        row = next(one for one in releases if one.id == chosen)
        held = versions[row.id][0]
        _draw_form(row, held)
        _show_history(versions[row.id])


def _draw_form(row: ReleaseRow, held: ReleaseVersionRow) -> None:
    content = held.content
    # A release that was corrected meanwhile is drawn anew, with fields of its own.
    of = f"{row.id}_{held.version}"
    with st.form(field(_FORM, f"form_{of}")):
        with st.container(horizontal=True):
            st.text_input("Name", content.label, key=field(_FORM, f"label_{of}"), max_chars=120, width=280)
            st.text_input(
                "Published on", short_day(content.published_on), key=field(_FORM, f"day_{of}"), width=170
            )
            due = short_day(content.next_due) if content.next_due else ""
            st.text_input("Next one due (may be empty)", due, key=field(_FORM, f"due_{of}"), width=240)
        if row.kind is not ReleaseKind.NEIGHBOURS:
            months = [_UNSAID, *MONTHS]
            st.selectbox(
                "Its years end in", months, content.year_ends or 0, key=field(_FORM, f"ends_{of}"), width=240
            )
        st.text_input("Why", key=field(_FORM, f"reason_{of}"), placeholder="The page names another day")
        turn, whole = turn_of(_FORM), content.withdrawn
        with st.container(horizontal=True):
            for label, name, withdrawn in (
                ("Save the correction", "save", whole),
                ("Bring it back" if whole else "Take it back", "back", not whole),
            ):
                st.form_submit_button(
                    label,
                    type="primary" if name == "save" else "secondary",
                    key=field(_FORM, f"{name}_{of}"),
                    on_click=_save,
                    args=(turn, of, row, held, withdrawn),
                )


def _save(turn: int, of: str, row: ReleaseRow, held: ReleaseVersionRow, withdrawn: bool) -> None:
    def key(name: str) -> str:
        return f"{_FORM}_{turn}_{name}_{of}"

    def write(session: Session) -> None:
        ends = st.session_state.get(key("ends"))
        content = ReleaseContent(
            typed(key("label")),
            day_in(key("day")),
            _day_or_none(key("due")),
            MONTHS.index(ends) + 1 if ends in MONTHS else None,
            withdrawn,
        )
        reason = typed(key("reason"))
        correct_release(session, row.id, content, reason, base_version=held.version, **by())

    if withdrawn != held.content.withdrawn:
        said = "is taken back and counts nowhere." if withdrawn else "counts again."
    else:
        said = "is corrected."
    save_once(_FORM, turn, write, f"Release {row.label} {said}")


def _day_or_none(key: str) -> date | None:
    return day_in(key) if typed(key) else None


def _show_history(versions: Sequence[ReleaseVersionRow]) -> None:
    lines = []
    for one in versions:
        content = one.content
        due = f", next due {short_day(content.next_due)}" if content.next_due else ""
        ends = f", years end in {MONTHS[content.year_ends - 1]}" if content.year_ends else ""
        back = (
            "taken back" if content.withdrawn else f"published {short_day(content.published_on)}{due}{ends}"
        )
        why = one.reason or "as it was loaded"
        said = f"{content.label}: {back} · {moment(one.recorded_at)} by {one.recorded_by}: {why}"
        lines.append(f"- {escape(said)}")
    st.markdown("\n".join(lines))


def _name(row: ReleaseRow, measures: Sequence[str]) -> str:
    """Name a release so that it is told from another of the same name: its file, its loading, what it has."""
    back = ", taken back" if row.withdrawn_at is not None else ""
    parts = [
        f"{row.label} ({KIND_NAMES[row.kind]}{back})",
        row.file_name,
        f"loaded {moment(row.recorded_at)} by {row.recorded_by}",
        counted(row.figures, "neighbour" if row.kind is ReleaseKind.NEIGHBOURS else "figure"),
        *([f"{counted(len(measures), 'measure')}: {'; '.join(measures)}"] if measures else []),
    ]
    return " · ".join(parts)

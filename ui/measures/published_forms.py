"""The form that links a measure with a published one, and the history of its links.

Owns: its fields, what is suggested, handed to one write. Refuses: linking anything by itself.
"""

from collections.abc import Sequence

import streamlit as st

from data_model.measures.rows import MeasureRow
from data_model.published.changes.published_links import set_published_link
from data_model.published.comparison_text import NOT_PUBLISHED
from data_model.published.measure_suggestions import is_not_published, suggest
from data_model.published.published_vocabulary import KIND_NAMES
from data_model.published.rows import PublishedLinkRow, PublishedMeasureRow
from data_model.shared.refusals import Refused
from ui.parts.form_fields import field, save_once, turn_of, typed
from ui.shell.database import Session
from ui.shell.dates import moment
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape
from ui.shell.signature import by


def published_form(
    row: MeasureRow, published: Sequence[PublishedMeasureRow], links: Sequence[PublishedLinkRow]
) -> None:
    """Draw what a measure compares with and the choice of it, suggestions first; `links` newest first."""
    now = next((one for one in links if one.removed_at is None), None)
    if now is not None:
        st.markdown(f"Compares with **{escape(_name(now.published))}**. {escape(now.note)}")
    elif is_not_published(row.name):
        st.markdown(NOT_PUBLISHED)
    if not published:
        st.markdown("No published figures are loaded yet.")
        link(Page.LOAD_PUBLISHED, "Load published figures ›")
        return
    suggested = suggest(row.name, row.definition.unit, published)
    if suggested and now is None:
        names = "; ".join(_name(one) for one in suggested)
        st.markdown(escape(f"By its name and unit it may compare with: {names}."))
    others = [one for one in published if one not in suggested]
    names_of = {one.id: _name(one) for one in [*suggested, *others]}
    form = f"published_{row.id}"
    with st.form(field(form, "form")):
        st.selectbox(
            "Published measure",
            list(names_of),
            index=None,
            key=field(form, "measure"),
            format_func=names_of.__getitem__,
            placeholder="Choose one; those suggested stand first",
            filter_mode="contains",
        )
        st.text_input(
            "How the definitions differ",
            key=field(form, "note"),
            placeholder="Ours leaves out referrals of early help",
        )
        with st.container(horizontal=True):
            st.form_submit_button(
                "Compare with this one",
                type="primary",
                key=field(form, "save"),
                on_click=_link,
                args=(form, turn_of(form), row),
            )
            if now is not None:
                st.form_submit_button(
                    "Compare with none",
                    key=field(form, "end"),
                    on_click=_unlink,
                    args=(form, turn_of(form), row),
                )
    _show_history(links)


def _show_history(links: Sequence[PublishedLinkRow]) -> None:
    if not links:
        return
    st.header("What was said before and now", anchor=False)
    for one in links:
        ended = f", until {moment(one.removed_at)} by {one.removed_by}" if one.removed_at else ""
        when = f"from {moment(one.linked_at)} by {one.linked_by}{ended}"
        st.markdown(f"- {escape(_name(one.published))}: {escape(one.note)} · {escape(when)}")


def _name(row: PublishedMeasureRow) -> str:
    return f"{row.name} ({KIND_NAMES[row.kind]})"


def _link(form: str, turn: int, row: MeasureRow) -> None:
    def write(session: Session) -> None:
        chosen = st.session_state.get(f"{form}_{turn}_measure")
        if chosen is None:
            raise Refused("Choose a published measure.")
        set_published_link(session, row.id, chosen, typed(f"{form}_{turn}_note"), **by())

    save_once(form, turn, write, f"{row.name} compares with a published measure.")


def _unlink(form: str, turn: int, row: MeasureRow) -> None:
    save_once(
        form,
        turn,
        lambda session: set_published_link(session, row.id, None, "", **by()),
        f"{row.name} compares with no published measure.",
    )

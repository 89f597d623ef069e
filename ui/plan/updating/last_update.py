"""What was last said of an action, to be read beside the new update.

Owns: its order and folding long texts. Refuses: changing anything.
"""

import streamlit as st

from data_model.plan.action_fields import TEXT_FIELDS
from data_model.plan.rows import ActionDetail
from ui.parts.status_chips import action_chip
from ui.plan.action_cards import due_line, people_line
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten
from ui.shell.screen import is_telephone

_FOLDED = 480  # characters of a text that are shown before it is opened


def show_last_update(detail: ActionDetail) -> None:
    """Draw what stands: rating, dates, progress, impact and the columns of the table of exceptions.

    A telephone folds it, so that the form below it is near.
    """
    if not is_telephone():
        st.header("Last update", anchor=False)
        _show(detail)
        return
    with st.expander("Last update", key="update_last"):
        _show(detail)


def _show(detail: ActionDetail) -> None:
    row, newest = detail.row, detail.history[0]
    st.markdown(escape(f"As at {short_day(newest.as_at)}, by {newest.recorded_by}, through {newest.through}"))
    st.markdown(f"{action_chip(row)} · {due_line(row)}")
    st.markdown(people_line(row))
    for field in TEXT_FIELDS:
        if field.updatable:
            # Under the mitigating actions, the form's words say who answers "for them".
            name = field.form_label if field.in_exceptions else ""
            _said(name or field.label, getattr(detail, field.name), field.nothing)
    link(Page.ACTION, "Everything about this action ›", id=row.id)


def _said(name: str, text: str, nothing: str = "") -> None:
    words = text.strip()
    if not words and not nothing:
        return
    with st.container(gap=None):
        st.markdown(f"**{name}**")
        if len(words) <= _FOLDED:
            st.text(words or nothing)
            return
        st.text(shorten(words, _FOLDED))
        with st.expander(f"All of it: {name.lower()}"):
            st.text(words)

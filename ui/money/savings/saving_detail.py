"""One saving in words: who owns it, how it goes, and each version with what it changed.

Owns: drawing them. Refuses: forms (`saving_forms`) and wording of differences (`data_model.money`).
"""

from collections.abc import Sequence

import streamlit as st

from data_model.money.funds.rows_funds import PaidAction
from data_model.money.savings.rows_savings import SavingRow, SavingVersionRow
from data_model.money.savings.saving_content import SavingContent, differences
from data_model.money.savings.saving_text import difference_text
from data_model.plan.statuses import Status
from data_model.shared.sentence_text import counted
from ui.parts.status_chips import chip
from ui.parts.whole_links import link_beside
from ui.shell.dates import moment, short_day
from ui.shell.pages import Page
from ui.shell.plain_text import escape


def show_about(row: SavingRow) -> None:
    """Draw where a saving belongs, who owns it and where its row came from."""
    said = row.content
    places = [said.department, said.service_area, said.owner, said.term.value.capitalize()]
    st.markdown(escape(" · ".join(place for place in places if place)))
    if said.taken_into:
        st.markdown(escape(f"Counted in {said.taken_into}, not here, so that nothing is counted twice."))
    source = f"{row.file_name}, sheet “{row.sheet}”, {row.cell}" if row.file_name else "the dashboard"
    st.caption(escape(f"True as at {short_day(row.as_at)}, said by {row.recorded_by}. From {source}."))


def show_words(saving: SavingContent) -> None:
    """Draw the texts of a saving that hold something."""
    for heading, text in (
        ("What it is", saving.narrative),
        ("Progress", saving.progress),
        ("Impact on children", saving.impact),
        ("Mitigation", saving.mitigation),
    ):
        if text:
            st.header(heading, anchor=False)
            st.text(text)


def show_actions(actions: Sequence[PaidAction]) -> None:
    """Draw the actions that bring a saving, each with its rating; nothing without any."""
    if not actions:
        return
    st.header("Actions that bring it", anchor=False)
    for one in actions:
        link_beside(Page.ACTION, one.ref, one.text, chip(Status(one.status), one.rag_label), id=one.id)


def show_history(versions: Sequence[SavingVersionRow]) -> None:
    """Draw every version, newest first, with what it changed of the one before it."""
    st.header(f"History · {counted(len(versions), 'version')}", anchor=False)
    for place in range(len(versions) - 1, -1, -1):
        one = versions[place]
        source = f" from {one.file_name}, sheet “{one.sheet}”, {one.cell}" if one.file_name else ""
        st.markdown(
            f"**As at {short_day(one.as_at)}** · "
            + escape(f"recorded {moment(one.recorded_at)} by {one.recorded_by}{source}")
        )
        before = versions[place - 1].content if place else None
        lines = (
            [difference_text(each) for each in differences(before, one.content)]
            if before is not None
            else ["First stated"]
        )
        st.markdown(
            "\n".join(f"- {escape(line)}" for line in lines or ["Nothing that a reader is shown changed"])
        )

"""What a meeting saw of inspections, shown again as it was kept.

Owns: drawing it. Refuses: any figure, grade or word of its own.
"""

import streamlit as st

from data_model.board.rows import BoardView
from data_model.inspections.inspection_text import finding_label, visit_title
from data_model.inspections.rows import InspectionRow
from data_model.shared.sentence_text import counted
from ui.inspections.finding_list import show_sentence
from ui.shell.plain_text import escape


def show_frozen_inspections(view: BoardView) -> None:
    """Draw the sentence, and each visit with its grades and findings when it is opened; nothing without."""
    if not view.inspections:
        return
    st.header("Inspections", anchor=False)
    st.markdown(escape(view.words.inspections))
    many = counted(len(view.inspections), "inspection or visit", "inspections and visits")
    with st.expander(f"What they found: {many}", key="frozen_inspections", on_change="rerun") as box:
        for row in view.inspections if box.open else ():
            _show(row)


def _show(row: InspectionRow) -> None:
    st.markdown(f"**{escape(visit_title(row.visit))}**")
    if row.grading is not None:
        lines = [f"- {escape(one.judgement_words)}: {escape(one.grade_words)}" for one in row.grading.grades]
        st.markdown("\n".join(lines))
    for area in row.areas:
        st.markdown(escape(area.area))
        show_sentence(area)
    for one in row.findings:
        refs = ", ".join(action.ref for action in one.actions)
        answered = f" ({refs})" if refs else ""
        st.markdown(f"**{escape(finding_label(one))}**: {escape(one.words + answered)}")

"""The fields of what is recorded of a recommendation, in the form that adds one and the one that changes it.

Owns: drawing them filled, and reading them. Refuses: saving.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from data_model.recommendations.recommendation_content import (
    ORIGIN_NAMES,
    RESPONSE_NAMES,
    Origin,
    RecommendationContent,
    Response,
)
from ui.parts.form_fields import field, typed


def draw_fields(form: str, held: RecommendationContent, people: Sequence[str]) -> None:
    """Draw the fields of a form as they are held; `people` are offered as lead officers."""
    st.text_area("Recommendation", value=held.words, key=field(form, "words"), height=110)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Origin",
            list(Origin),
            index=list(Origin).index(held.origin),
            format_func=ORIGIN_NAMES.__getitem__,
            key=field(form, "origin"),
            width=190,
        )
        for name, label, width in (
            ("ref", "Ref (made where empty)", 170),
            ("source", "Review, report or committee", 320),
            ("made_text", "Date", 150),
        ):
            st.text_input(label, value=getattr(held, name), key=field(form, name), width=width)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Response",
            list(Response),
            index=list(Response).index(held.response),
            format_func=RESPONSE_NAMES.__getitem__,
            key=field(form, "response"),
            width=190,
        )
        st.text_input(
            "Date of response", value=held.responded_text, key=field(form, "responded_text"), width=170
        )
        st.text_input("Next review", value=held.due_text, key=field(form, "due_text"), width=170)
    st.text_area("Response in full", value=held.response_words, key=field(form, "response_words"), height=90)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = sorted({*people, *filter(None, [held.lead_officer])})
        st.selectbox(
            "Lead officer (choose, or type)",
            names,
            index=names.index(held.lead_officer) if held.lead_officer else None,
            key=field(form, "lead_officer"),
            accept_new_options=True,
            width=320,
            placeholder="Nobody yet",
        )
        st.text_input(
            "Executive member", value=held.executive_member, key=field(form, "executive_member"), width=320
        )
    st.text_area("Other", value=held.other, key=field(form, "other"), height=70)


def read_fields(form: str) -> RecommendationContent:
    """Return what the fields of a form hold."""
    texts = (
        *("ref", "source", "made_text", "responded_text", "due_text", "response_words"),
        *("lead_officer", "executive_member", "other"),
    )
    said: dict[str, Any] = {name: typed(field(form, name)) for name in texts}
    return RecommendationContent(
        origin=st.session_state[field(form, "origin")],
        words=typed(field(form, "words")),
        response=st.session_state[field(form, "response")],
        **said,
    )

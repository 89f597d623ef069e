"""Plan and data: what is brought in, looked after and looked up, each with what it is for."""

import streamlit as st

from ui.shell.access import current_actor
from ui.shell.links import Page, link, may_open
from ui.shell.navigation import PAGES

_TASKS: dict[str, dict[Page, str]] = {
    "Bring in": {
        Page.IMPORT_PLAN: "A workbook with the action plan: a new plan, or the next version of one.",
        Page.BRING_BACK: "The workbook that somebody filled in at their own desk.",
        Page.LOAD_PERFORMANCE: "A workbook of figures, or a list of contacts.",
    },
    "Look after": {
        Page.AWAITING: "Actions proposed as complete: confirm them or send them back.",
        Page.EDIT_PLAN: "Add, move, retire and restore outcomes and actions.",
        Page.MEASURES: "What is measured, the targets, and which actions are meant to move it.",
        Page.HANDOVER: "Give one person’s actions to another.",
        Page.MEMBERS: "Who may sign in, and as what.",
    },
    "Look up": {
        Page.RAG_KEY: "What each colour and word means in this plan.",
        Page.AREAS: "The areas’ titles as the plan writes them, and their short names.",
        Page.IMPORT_HISTORY: "Which file said what, who loaded it, and when.",
    },
}

st.title("Plan and data", anchor=False)
actor = current_actor()
titles = {entry.place: entry.title for entry in PAGES}
for heading, tasks in _TASKS.items():
    open_to_them = {place: meaning for place, meaning in tasks.items() if may_open(place, actor)}
    if open_to_them:
        st.header(heading, anchor=False)
    for place, meaning in open_to_them.items():
        with st.container(gap=None):
            link(place, f"**{titles[place]} ›**")
            st.markdown(meaning)

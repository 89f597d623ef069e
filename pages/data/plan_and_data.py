"""Plan and data: what is brought in, looked after and looked up, each with what it is for."""

import streamlit as st

from ui.shell.access import current_actor
from ui.shell.links import Place, link, may_open
from ui.shell.navigation import PAGES

_TASKS: dict[str, dict[Place, str]] = {
    "Bring in": {
        Place.IMPORT_PLAN: "A workbook with the action plan: a new plan, or the next version of one.",
        Place.BRING_BACK: "The workbook that somebody filled in at their own desk.",
        Place.LOAD_PERFORMANCE: "A workbook of figures, or a list of contacts.",
    },
    "Look after": {
        Place.AWAITING: "Actions proposed as complete: confirm them or send them back.",
        Place.EDIT_PLAN: "Add, move, retire and restore outcomes and actions.",
        Place.MEASURES: "What is measured, the targets, and which actions are meant to move it.",
        Place.HANDOVER: "Give one person’s actions to another.",
        Place.MEMBERS: "Who may sign in, and as what.",
    },
    "Look up": {
        Place.RAG_KEY: "What each colour and word means in this plan.",
        Place.AREAS: "The areas’ titles as the plan writes them, and their short names.",
        Place.IMPORT_HISTORY: "Which file said what, who loaded it, and when.",
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

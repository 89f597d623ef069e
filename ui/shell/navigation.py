"""The pages, their titles and addresses, and who may open them.

Owns: the one list of pages, cut down to what a role may use. Refuses: what is on a page.
"""

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from data_model.shared.permissions import Actor
from ui.shell.links import Place, may_open

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage


class Entry(NamedTuple):
    """A page with its words in the navigation; a hidden one is reached by links alone.

    The navigation holds what a board and heads of service open every month. Each entry costs a cold browser
    time, and more than a dozen would not stand beside each other: the rest is reached from *Plan and data*.
    """

    place: Place
    title: str
    url_path: str
    is_hidden: bool = False


# The first is the page that the bare address shows.
PAGES = (
    Entry(Place.OVERVIEW, "Overview", "overview"),
    Entry(Place.WHAT_CHANGED, "What changed", "what-changed"),
    Entry(Place.MY_ACTIONS, "My actions", "my-actions"),
    Entry(Place.ACTIONS, "Actions", "actions"),
    Entry(Place.FRONT_DOOR, "Front door", "front-door"),
    Entry(Place.DUE_DATES, "Due dates", "due-dates"),
    Entry(Place.PEOPLE, "People", "people"),
    Entry(Place.CHECKS, "Checks", "checks"),
    Entry(Place.MEETINGS, "Meetings", "meetings"),
    Entry(Place.PACK, "Board pack", "board-pack"),
    Entry(Place.CHALLENGE_PANEL, "Challenge panel", "challenge-panel"),
    Entry(Place.PLAN_AND_DATA, "Plan and data", "plan-and-data"),
    Entry(Place.MEETING, "Meeting", "meeting", is_hidden=True),
    Entry(Place.MEETING_VIEW, "Meeting view", "meeting-view", is_hidden=True),
    Entry(Place.ACTION, "Action", "action", is_hidden=True),
    Entry(Place.UPDATE, "Update", "update", is_hidden=True),
    Entry(Place.AREA, "Area", "area", is_hidden=True),
    Entry(Place.MEASURE, "Measure", "measure", is_hidden=True),
    Entry(Place.ADD_READING, "Add a reading", "add-a-reading", is_hidden=True),
    Entry(Place.IMPORT_PLAN, "Import a plan", "import-plan", is_hidden=True),
    Entry(Place.BRING_BACK, "Return workbook", "return-workbook", is_hidden=True),
    Entry(Place.LOAD_PERFORMANCE, "Load performance", "load-performance", is_hidden=True),
    Entry(Place.MEASURES, "Measures", "measures", is_hidden=True),
    Entry(Place.IMPORT_HISTORY, "Import history", "import-history", is_hidden=True),
    Entry(Place.RAG_KEY, "RAG key", "rag-key", is_hidden=True),
    Entry(Place.AREAS, "Areas", "areas", is_hidden=True),
    Entry(Place.AWAITING, "Sign-off", "sign-off", is_hidden=True),
    Entry(Place.EDIT_PLAN, "Edit the plan", "edit-plan", is_hidden=True),
    Entry(Place.HANDOVER, "Hand over", "hand-over", is_hidden=True),
    Entry(Place.MEMBERS, "Members", "members", is_hidden=True),
)


def pages_for(actor: Actor) -> "list[StreamlitPage]":
    """Make the pages that the actor may use; those they may not are not even registered."""
    return [
        st.Page(
            entry.place.value,
            title=entry.title,
            url_path=entry.url_path,
            default=entry is PAGES[0],
            visibility="hidden" if entry.is_hidden else "visible",
        )
        for entry in PAGES
        if may_open(entry.place, actor)
    ]

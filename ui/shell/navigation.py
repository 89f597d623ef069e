"""The pages, their titles and addresses, and who may open them.

Owns: the one list of pages, cut down to what a role may use. Refuses: what is on a page.
"""

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from data_model.shared.permissions import Actor
from ui.shell.links import Place, may_open

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage


class NavigationEntry(NamedTuple):
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
    NavigationEntry(Place.OVERVIEW, "Overview", "overview"),
    NavigationEntry(Place.WHAT_CHANGED, "What changed", "what-changed"),
    NavigationEntry(Place.MY_ACTIONS, "My actions", "my-actions"),
    NavigationEntry(Place.ACTIONS, "Actions", "actions"),
    NavigationEntry(Place.FRONT_DOOR, "Front door", "front-door"),
    NavigationEntry(Place.DUE_DATES, "Due dates", "due-dates"),
    NavigationEntry(Place.PEOPLE, "People", "people"),
    NavigationEntry(Place.CHECKS, "Checks", "checks"),
    NavigationEntry(Place.MEETINGS, "Meetings", "meetings"),
    NavigationEntry(Place.PACK, "Board pack", "board-pack"),
    NavigationEntry(Place.CHALLENGE_PANEL, "Challenge panel", "challenge-panel"),
    NavigationEntry(Place.PLAN_AND_DATA, "Plan and data", "plan-and-data"),
    NavigationEntry(Place.MEETING, "Meeting", "meeting", is_hidden=True),
    NavigationEntry(Place.MEETING_VIEW, "Meeting view", "meeting-view", is_hidden=True),
    NavigationEntry(Place.ACTION, "Action", "action", is_hidden=True),
    NavigationEntry(Place.UPDATE, "Update", "update", is_hidden=True),
    NavigationEntry(Place.AREA, "Area", "area", is_hidden=True),
    NavigationEntry(Place.MEASURE, "Measure", "measure", is_hidden=True),
    NavigationEntry(Place.ADD_READING, "Add a reading", "add-a-reading", is_hidden=True),
    NavigationEntry(Place.IMPORT_PLAN, "Import a plan", "import-plan", is_hidden=True),
    NavigationEntry(Place.BRING_BACK, "Return workbook", "return-workbook", is_hidden=True),
    NavigationEntry(Place.LOAD_PERFORMANCE, "Load performance", "load-performance", is_hidden=True),
    NavigationEntry(Place.MEASURES, "Measures", "measures", is_hidden=True),
    NavigationEntry(Place.IMPORT_HISTORY, "Import history", "import-history", is_hidden=True),
    NavigationEntry(Place.RAG_KEY, "RAG key", "rag-key", is_hidden=True),
    NavigationEntry(Place.AREAS, "Areas", "areas", is_hidden=True),
    NavigationEntry(Place.AWAITING, "Sign-off", "sign-off", is_hidden=True),
    NavigationEntry(Place.EDIT_PLAN, "Edit the plan", "edit-plan", is_hidden=True),
    NavigationEntry(Place.HANDOVER, "Hand over", "hand-over", is_hidden=True),
    NavigationEntry(Place.MEMBERS, "Members", "members", is_hidden=True),
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

"""The pages, their titles and addresses, and who may open them.

Owns: the one list of pages, cut down to what a role may use. Refuses: what is on a page.
"""

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from data_model.shared.permissions import Actor
from ui.shell.links import Page, may_open

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage


class NavigationEntry(NamedTuple):
    """A page with its words in the navigation; a hidden one is reached by links alone.

    The navigation holds what a board and heads of service open every month. Each entry costs a cold browser
    time, and more than a dozen would not stand beside each other: the rest is reached from *Plan and data*.
    """

    place: Page
    title: str
    url_path: str
    is_hidden: bool = False


# The first is the page that the bare address shows.
PAGES = (
    NavigationEntry(Page.OVERVIEW, "Overview", "overview"),
    NavigationEntry(Page.WHAT_CHANGED, "What changed", "what-changed"),
    NavigationEntry(Page.MY_ACTIONS, "My actions", "my-actions"),
    NavigationEntry(Page.ACTIONS, "Actions", "actions"),
    NavigationEntry(Page.FRONT_DOOR, "Front door", "front-door"),
    NavigationEntry(Page.DUE_DATES, "Due dates", "due-dates"),
    NavigationEntry(Page.PEOPLE, "People", "people"),
    NavigationEntry(Page.CHECKS, "Checks", "checks"),
    NavigationEntry(Page.MEETINGS, "Meetings", "meetings"),
    NavigationEntry(Page.PACK, "Board pack", "board-pack"),
    NavigationEntry(Page.CHALLENGE_PANEL, "Challenge panel", "challenge-panel"),
    NavigationEntry(Page.PLAN_AND_DATA, "Plan and data", "plan-and-data"),
    NavigationEntry(Page.MEETING, "Meeting", "meeting", is_hidden=True),
    NavigationEntry(Page.MEETING_VIEW, "Meeting view", "meeting-view", is_hidden=True),
    NavigationEntry(Page.ACTION, "Action", "action", is_hidden=True),
    NavigationEntry(Page.UPDATE, "Update", "update", is_hidden=True),
    NavigationEntry(Page.AREA, "Area", "area", is_hidden=True),
    NavigationEntry(Page.MEASURE, "Measure", "measure", is_hidden=True),
    NavigationEntry(Page.ADD_READING, "Add a reading", "add-a-reading", is_hidden=True),
    NavigationEntry(Page.IMPORT_PLAN, "Import a plan", "import-plan", is_hidden=True),
    NavigationEntry(Page.BRING_BACK, "Return workbook", "return-workbook", is_hidden=True),
    NavigationEntry(Page.LOAD_PERFORMANCE, "Load performance", "load-performance", is_hidden=True),
    NavigationEntry(Page.MEASURES, "Measures", "measures", is_hidden=True),
    NavigationEntry(Page.IMPORT_HISTORY, "Import history", "import-history", is_hidden=True),
    NavigationEntry(Page.RAG_KEY, "RAG key", "rag-key", is_hidden=True),
    NavigationEntry(Page.AREAS, "Areas", "areas", is_hidden=True),
    NavigationEntry(Page.AWAITING, "Sign-off", "sign-off", is_hidden=True),
    NavigationEntry(Page.EDIT_PLAN, "Edit the plan", "edit-plan", is_hidden=True),
    NavigationEntry(Page.HANDOVER, "Hand over", "hand-over", is_hidden=True),
    NavigationEntry(Page.MEMBERS, "Members", "members", is_hidden=True),
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

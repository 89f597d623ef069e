"""The script that Streamlit runs for every visitor: the dashboard's pages and how they hang together.

Owns: page settings, opening the database, the first start, the order of things. Refuses: everything on the
pages, and serving (`app.py`).
It lies in a folder of its own: beside a folder `pages`, Streamlit would tell the first visitor of a fresh
server who comes by a deep link that there is no such page.
"""

import logging

import streamlit as st

from data_model.plan.queries.plans import has_several_plans
from data_model.safekeeping.backup import NoBackup
from data_model.shared.engine import UnknownDatabase
from data_model.shared.faults import DatabaseFault
from data_model.shared.program import COMMAND
from data_model.shared.upgrade import NewerDatabase
from entry.faults import bring_words_back
from ui.shell.access import has_changed_hands
from ui.shell.address import carry_on
from ui.shell.browser_memory import wanted_address
from ui.shell.clock import now, today
from ui.shell.database import NotUpgraded, first_start, open_database, reading
from ui.shell.first_start import FirstStart, Progress, Teller
from ui.shell.links import follow, go
from ui.shell.navigation import note_page, pages_for
from ui.shell.pages import Page
from ui.shell.plain_text import escape
from ui.shell.screen import name_tab
from ui.shell.sign_in_pages import admit, show_who


def demo_teller() -> Teller:
    """Return how the invented council's plan is told into a database that was just made, as at today."""
    day, moment, write = today(), now(), open_database().write

    # The demonstration is imported in these: it is needed once in the life of a database.
    def plan(say: Progress) -> int:
        from demo.seed import tell_plan

        with write.begin() as session:
            return tell_plan(session, day, recorded_at=moment, on_progress=say)

    def story(plan_id: int, say: Progress) -> None:
        from demo.seed import tell_story

        tell_story(write.begin, plan_id, day, recorded_at=moment, on_progress=say)

    def undo() -> None:
        from demo.seed import take_back

        with write.begin() as session:
            take_back(session)

    return Teller(plan, story, undo)


def wait_for_plan(start: FirstStart) -> None:
    """Say how far the demo's plan is until it can be read; every visitor sees the same."""
    name_tab()
    with st.empty():
        bar = st.progress(0.0, start.words)
        while not start.wait():
            bar.progress(start.share, start.words)
        st.write("")


try:
    start = first_start(demo_teller())
    if start is not None:
        wait_for_plan(start)
except NotUpgraded as lagging:
    name_tab()
    st.title("The database needs an upgrade")
    st.markdown("Stop the dashboard, run this command, and start it again:")
    st.code(f"{COMMAND} upgrade", language=None)
    st.text(f"Database: {lagging}")
    st.stop()
except (DatabaseFault, NewerDatabase, NoBackup, UnknownDatabase) as fault:
    logging.getLogger(__name__).exception("the database cannot be opened")
    name_tab()
    st.title("The database cannot be opened")
    st.markdown(escape(str(fault)))
    st.markdown("Check that it runs and that `DATABASE_URL` is right. The console says more.")
    st.stop()

bring_words_back()
actor = admit()
carry_on(today())
with reading() as session:
    has_several = has_several_plans(session)
# One flat list: grouped pages become lists within lists on narrow screens that screen readers cannot count.
page = st.navigation(pages_for(actor, has_several_plans=has_several), position="top")
if (wanted := wanted_address()) is not None:
    follow(*wanted, actor)
if has_changed_hands():
    # Only another page takes what stands in the fields out of the browser.
    go(Page.OVERVIEW)
# Each page has a title of its own in the browser's tab, history and bookmarks.
name_tab(page.title)
show_who(actor)
note_page(page.url_path)
try:
    page.run()
finally:
    if start is not None:
        start.is_drawn.set()

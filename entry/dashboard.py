"""The script that Streamlit runs for every visitor: the dashboard's pages and how they hang together.

Owns: page settings, opening the database, the first start, the order of things. Refuses: everything on the
pages, and serving (`app.py`).
It lies in a folder of its own: beside a folder `pages`, Streamlit would tell the first visitor of a fresh
server who comes by a deep link that there is no such page.
"""

import logging

import streamlit as st
from sqlalchemy.orm import Session, sessionmaker

from data_model.shared.engine import UnknownDatabase
from data_model.shared.faults import DatabaseFault
from data_model.shared.program import COMMAND
from data_model.shared.upgrade import NewerDatabase
from entry.faults import bring_words_back
from ui.shell.access import has_changed_hands
from ui.shell.address import carry_on
from ui.shell.browser_memory import wanted_address
from ui.shell.clock import now, today
from ui.shell.database import NotUpgraded, load_first
from ui.shell.links import follow, go
from ui.shell.navigation import note_page, pages_for
from ui.shell.pages import Page
from ui.shell.plain_text import escape
from ui.shell.sign_in_pages import admit, show_who


def load_demo(write_sessions: sessionmaker[Session]) -> None:
    """Load the invented council's plan into a database that was just made, saying how far it is."""
    from demo.seed import seed_demo  # needed once in the life of a database

    with st.empty():
        bar = st.progress(0.0, "Making the demo plan")

        def tell(words: str, share: float) -> None:
            bar.progress(share, words)

        seed_demo(write_sessions, today(), recorded_at=now(), on_progress=tell)
        st.write("")


st.set_page_config(page_title="Improvement plan", layout="wide")
try:
    load_first(load_demo)
except NotUpgraded as lagging:
    st.title("The database needs an upgrade")
    st.markdown("Stop the dashboard, run this command, and start it again:")
    st.code(f"{COMMAND} upgrade", language=None)
    st.text(f"Database: {lagging}")
    st.stop()
except (DatabaseFault, NewerDatabase, UnknownDatabase) as fault:
    logging.getLogger(__name__).exception("the database cannot be opened")
    st.title("The database cannot be opened")
    st.markdown(escape(str(fault)))
    st.markdown("Check that it runs and that `DATABASE_URL` is right. The console says more.")
    st.stop()

bring_words_back()
actor = admit()
carry_on(today())
# One flat list: grouped pages become lists within lists on narrow screens that screen readers cannot count.
page = st.navigation(pages_for(actor), position="top")
if (wanted := wanted_address()) is not None:
    follow(*wanted, actor)
if has_changed_hands():
    # Only another page takes what stands in the fields out of the browser.
    go(Page.OVERVIEW)
# Each page has a title of its own in the browser's tab, history and bookmarks.
st.set_page_config(page_title=f"{page.title} · Improvement plan", layout="wide")
show_who(actor)
note_page(page.url_path)
page.run()

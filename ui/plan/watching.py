"""Watching an action or an area: the button, and where what is watched is found again.

Owns: its words. Refuses: mail; the digest tells what changed.
"""

import streamlit as st

from data_model.readers.changes.watching import set_watching
from data_model.readers.queries.watching import get_watching
from data_model.readers.rows import WatchedThing
from data_model.shared.permissions import Permission, is_permitted
from ui.parts.saving import save
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.database import reading


def show_watch_button(plan_id: int, thing: WatchedThing, name: str, key: str) -> None:
    """Draw the button that begins or stops watching; `name` is the thing's, in plain text.

    Nothing is drawn for a visitor. What became of a press waits for `show_outcome`.
    """
    actor = current_actor()
    if not is_permitted(actor, Permission.WATCH):
        return
    with reading() as session:
        watches = get_watching(session, plan_id, actor.reader).holds(thing)
    st.button(
        "Stop watching" if watches else "Watch",
        key=key,
        help="Your digest by e-mail tells what changed since the one before",
        on_click=_press,
        args=(thing, name, not watches),
    )


def _press(thing: WatchedThing, name: str, watches: bool) -> None:
    actor = current_actor()
    told = " What changes is told in your digest by e-mail." if actor.member_id is not None else ""
    said = (
        f"You watch {name}.{told} On Actions, Watched by me (under Waiting for) lists all you watch."
        if watches
        else f"You no longer watch {name}."
    )
    save(lambda session: set_watching(session, thing, watches, actor=actor, recorded_at=now()), said)

"""Members' sign-ins as the programme office controls them, and the log of access.

Owns: ending somebody's sign-ins, letting a new account in, and showing the newest lines of the log. Refuses:
who is a member (`members_form`).
"""

import pandas as pd
import streamlit as st

from data_model.access.changes.sign_ins import end_sign_ins, release_account
from data_model.access.queries.sign_ins import list_access_events
from data_model.access.rows import MemberRow
from data_model.shared.sentence_text import counted
from ui.parts.saving import save
from ui.shell.database import reading
from ui.shell.dates import moment
from ui.shell.signature import by

_MOST = 200


def show_sign_in_control(member: MemberRow) -> None:
    """Draw what can be done with the sign-ins of one member; nothing for somebody who never signed in."""
    if not member.subject:
        return
    with st.container(horizontal=True, key="members_sign_ins"):
        st.button("End their sign-ins", key=f"members_{member.id}_out", on_click=_end, args=(member,))
        st.button(
            "Let them sign in with a new account",
            key=f"members_{member.id}_release",
            on_click=_release,
            args=(member,),
            help="For somebody whose account was made anew. Until then only the account that they first "
            "signed in with is let in.",
        )


def show_access_log() -> None:
    """Draw the newest lines of the log, folded."""
    with st.expander("Log of access", key="members_log", on_change="rerun") as box:
        if not box.open:
            return
        with reading() as session:
            events = list_access_events(session, _MOST)
        if not events:
            st.markdown("Nothing is in the log yet.")
            return
        st.markdown(f"The newest {_MOST} lines at most. Nothing is ever taken out of the log.")
        lines = [(moment(one.at), one.kind.value, one.who, one.through, one.detail) for one in events]
        columns = ["When", "What", "Who", "Known by", "To whom or with what"]
        st.dataframe(pd.DataFrame(lines, columns=columns), hide_index=True, key="members_log_lines")


def _end(member: MemberRow) -> None:
    save(
        lambda session: end_sign_ins(session, member.id, **by()),
        lambda ended: f"{counted(ended, 'sign-in')} of {member.name} ended.",
    )


def _release(member: MemberRow) -> None:
    save(
        lambda session: release_account(session, member.id, **by()),
        f"The next account that signs in as {member.email} is {member.name}’s.",
    )

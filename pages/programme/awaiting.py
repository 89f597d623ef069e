"""Sign-off: what was proposed as complete, with its impact and evidence, to sign off or send back."""

import streamlit as st

from data_model.plan.queries.awaiting import list_awaiting_sign_off
from data_model.plan.queries.evidence import list_evidence
from data_model.shared.permissions import Permission, is_permitted
from data_model.shared.sentence_text import counted
from ui.parts.saving import show_outcome
from ui.plan.awaiting_list import show_awaiting
from ui.shell.access import current_actor
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.page_head import start_page

head = start_page("Sign-off", dated=False)
if not is_permitted(current_actor(), Permission.SIGN_OFF):
    st.warning("Only the programme office may sign actions off.")
    st.stop()
# What waits is decided about as it is now, whatever day the reader looks at the plan from.
as_at = max(today(), head.plan.latest_as_at or today())
with reading() as session:
    awaiting = list_awaiting_sign_off(session, head.plan.id, as_at)
    evidence = {one.row.id: list_evidence(session, one.row.id) for one in awaiting}

show_outcome()
if not awaiting:
    st.markdown(
        "Nothing awaits sign-off. An action comes here when its owner proposes it as complete, with its "
        "impact and its evidence."
    )
    st.stop()
st.markdown(
    f"{counted(len(awaiting), 'action')} proposed as complete. Signing off rates an action as complete or "
    "embedded from today; sending it back leaves its rating as it is."
)
for one in awaiting:
    show_awaiting(one, evidence[one.row.id], as_at)

"""RAG key: what each colour and word means in this plan, who decided it, and deciding it anew."""

from dataclasses import replace

import streamlit as st

from data_model.plan.changes.plans import decide_key
from data_model.plan.queries.plans import list_key
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.shared.colour_text import describe
from data_model.shared.permissions import NotPermitted, Permission, is_permitted
from ui.parts.chart_view import show_table
from ui.parts.status_chips import status_text
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.database import reading, writing
from ui.shell.dates import moment
from ui.shell.page_head import start_page

head = start_page("RAG key", dated=False)
with reading() as session:
    key = list_key(session, head.plan.id)

st.markdown(
    "A colour is not a status: each plan has its own key. What the key does not explain stays *not rated*."
)
if not key:
    st.info("This plan has no key yet. It is read from the workbook, or chosen when one is imported.")
    st.stop()
show_table(
    [
        {
            "In the workbook": describe(row.seen),
            "The plan’s words": row.label,
            "Means": status_text(row.status),
            "Decided by": f"{row.decided_by}, {moment(row.decided_at)}"
            if row.decided_by and row.decided_at
            else row.decided_by or "The workbook's own key",
        }
        for row in key
    ]
)

actor = current_actor()
if not is_permitted(actor, Permission.DECIDE_KEY):
    st.stop()
st.header("Change what an entry means", anchor=False)
st.markdown(
    "A decision holds for every import from now on, whatever key the workbook brings. Actions loaded before "
    "keep the status they were loaded with; import the workbook again to rate them anew."
)
by_seen = {row.seen: row for row in key}
entries = {row.seen: f"{describe(row.seen)}: {row.label}" for row in key}
with st.form("key_form"):
    seen = st.selectbox(
        "Entry",
        list(entries),
        key="key_entry",
        format_func=entries.__getitem__,
    )
    status = st.selectbox("Means", list(STATUS_NAMES), key="key_status", index=None, format_func=status_text)
    label = st.text_input(
        "The plan’s words for it (leave empty to keep them)", key="key_label", max_chars=120
    )
    submitted = st.form_submit_button("Decide", type="primary")
if submitted and status is None:
    st.error("Choose what the entry means.")
elif submitted and status is not None:
    entry = by_seen[seen]
    decided = replace(entry, status=Status(status), label=label.strip() or entry.label)
    try:
        with writing() as session:
            decide_key(session, head.plan.id, [decided], actor=actor, recorded_at=now())
    except NotPermitted as refused:
        st.error(str(refused))
    else:
        st.rerun()

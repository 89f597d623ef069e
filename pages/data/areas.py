"""Areas: their titles as the plan writes them, and the short names that charts and lists use."""

import streamlit as st

from data_model.plan.changes.plans import rename_area
from data_model.plan.queries.overview import list_areas
from data_model.shared.permissions import Permission, is_permitted
from data_model.shared.sentence_text import counted
from ui.parts.saving import save, show_outcome
from ui.shell.access import current_actor
from ui.shell.database import Session, reading
from ui.shell.page_head import start_page
from ui.shell.plain_text import escape

head = start_page("Areas")
show_outcome()
with reading() as session:
    areas = list_areas(session, head.plan.id, head.as_at)

st.markdown("A title can be a paragraph long. Charts and lists use the short name, which is yours to choose.")
actor = current_actor()
may_rename = is_permitted(actor, Permission.NAME_AREAS)
with st.form("areas_form", border=False):
    names = {}
    for area in areas:
        st.header(escape(f"{area.number} {area.short_name}".strip()), anchor=False)
        st.text(area.title)
        names[area.id] = st.text_input(
            f"Short name of area {escape(area.number)}".strip(),
            value=area.short_name,
            max_chars=60,
            key=f"areas_{area.id}",
            disabled=not may_rename,
        )
    submitted = st.form_submit_button("Save", type="primary", disabled=not may_rename)
if submitted:
    changed = {area.id: names[area.id] for area in areas if names[area.id].strip() != area.short_name}

    def rename(session: Session) -> None:
        for area_id, name in changed.items():
            rename_area(session, area_id, name, actor=actor)

    save(rename, f"{counted(len(changed), 'short name')} saved." if changed else "Nothing changed.")
    st.rerun()

"""Members: who may sign in, in which role, and which person of the plan they are."""

import streamlit as st

from data_model.access.changes.members import StaleMember, deactivate_member, save_member
from data_model.access.queries.members import list_members, list_people_to_add, list_person_names
from data_model.shared.email_address import NotAnAddress
from data_model.shared.name_key import LONGEST_NAME
from data_model.shared.permissions import NotPermitted, Permission, Role, is_permitted
from data_model.shared.refusals import Refused
from ui.parts.saving import show_outcome
from ui.programme.members_form import show_adding_everybody
from ui.programme.namesakes_form import show_namesakes
from ui.programme.sign_in_control import show_access_log, show_sign_in_control
from ui.shell.access import ROLE_NAMES, current_actor
from ui.shell.clock import now, today
from ui.shell.database import reading, writing
from ui.shell.dates import moment
from ui.shell.plain_text import escape

st.title("Members", anchor=False)
show_outcome()
actor = current_actor()
if not is_permitted(actor, Permission.MEMBERS):
    st.warning("Only the programme office may say who may sign in.")
    st.stop()
with reading() as session:
    members = list_members(session)
    people = list_person_names(session)
    to_add = list_people_to_add(session, today())

st.markdown(
    "A board member reads everything and may comment. A head of service also updates the actions of the "
    "person that they are. Finance keeps the programme's money. The programme office does everything. A "
    "change counts at once, also for whoever is signed in."
)
# Lines, not a table: on a telephone a table this wide would scroll sideways out of the keyboard's reach.
for each in members:
    is_person = f" · {each.person_name} in the plan" if each.person_name else ""
    enters = f"signs in as {each.email}" if each.active and each.email else "cannot sign in"
    with st.container(border=True, gap=None):
        st.markdown(f"**{escape(each.name)}** · {escape(ROLE_NAMES[each.role] + is_person)}")
        st.markdown(escape(f"{enters} · last changed {moment(each.granted_at)} by {each.granted_by}"))
if not members:
    st.info("There is no member yet. Without sign-in everybody at this computer is the programme office.")

show_namesakes()
if to_add:
    show_adding_everybody(to_add)
st.header("Add or change a member", anchor=False)
by_id = {row.id: row for row in members}
offered: dict[int | None, str] = {
    None: "Somebody new",
    **{each.id: f"{each.name} {each.email}" for each in members},
}
chosen = st.selectbox("Member", list(offered), key="members_chosen", format_func=offered.__getitem__)
row = seen = by_id.get(chosen) if chosen is not None else None
# What the form was drawn from, so that a change made in another tab is not undone by what stands in this one.
if row is not None:
    if st.session_state.get("members_opened", (None,))[0] != chosen:
        st.session_state["members_opened"] = chosen, row, row
    _, row, seen = st.session_state["members_opened"]
# Fields are named after what they hold, so that they are fresh for another member and after a change.
key = f"members_{chosen or f'new{len(members)}'}"
with st.form(f"{key}_form"):
    name = st.text_input("Name", value=row.name if row else "", key=f"{key}_name", max_chars=LONGEST_NAME)
    email = st.text_input(
        "E-mail address, as their sign-in tells it",
        value=row.email if row else "",
        key=f"{key}_email",
        max_chars=254,
    )
    roles = {role: ROLE_NAMES[role].capitalize() for role in Role}
    role = st.selectbox(
        "Role",
        list(roles),
        index=list(roles).index(row.role) if row else None,
        key=f"{key}_role",
        format_func=roles.__getitem__,
        placeholder="Choose a role",
    )
    held: dict[int | None, str] = {None: "Nobody", **{each: people[each] for each in people}}
    person_id = st.selectbox(
        "Person in the plan",
        list(held),
        index=list(held).index(row.person_id) if row else 0,
        key=f"{key}_person",
        format_func=held.__getitem__,
        help="Whose actions they update. A head of service who is nobody in the plan can update none.",
    )
    saves = st.form_submit_button(
        "Save" if row is None or row.active else "Save and let them sign in again", type="primary"
    )
ends = row is not None and row.active and st.button("End their right to sign in", key=f"{key}_end")
if row is not None:
    show_sign_in_control(row)
show_access_log()

if saves and role is None:
    st.error("Choose a role.")
elif saves or ends:
    try:
        with writing() as session:
            if ends and row is not None:
                deactivate_member(session, row.id, actor=actor, recorded_at=now(), seen=seen)
            elif role is not None:
                save_member(
                    session,
                    name,
                    role,
                    actor=actor,
                    recorded_at=now(),
                    email=email,
                    person_id=person_id,
                    member_id=chosen,
                    seen=seen,
                    is_new=chosen is None,
                )
    except StaleMember as stale:
        st.session_state["members_opened"] = chosen, row, by_id[chosen or 0]
        st.error(escape(f"Nothing was saved. {stale} Press again to put what stands here in its place."))
    except (NotPermitted, Refused, NotAnAddress) as refused:
        st.error(escape(f"Nothing was saved. {refused}"))
    else:
        st.session_state.pop("members_opened", None)
        st.toast(escape(f"{row.name} may no longer sign in." if ends and row else f"Saved: {name}"))
        st.rerun()

"""Plan and data: what is brought in, looked after and looked up, each with what it is for."""

import streamlit as st

from ui.shell.access import current_actor
from ui.shell.links import link
from ui.shell.pages import TaskGroup, list_tasks

st.title("Plan and data", anchor=False)
for group in TaskGroup:
    tasks = list_tasks(group, current_actor())
    if tasks:
        st.header(group.value, anchor=False)
    for page, purpose in tasks:
        with st.container(gap=None):
            link(page, f"**{page.value.title} ›**")
            st.markdown(purpose)

"""A page that says hello and nothing else: the least that any page of this server software costs.

Owns: one sentence. Refuses: everything else.
"""

import streamlit as st

st.set_page_config(page_title="Hello", layout="wide")
st.title("Hello", anchor=False)
st.markdown("End of the page")

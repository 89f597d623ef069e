"""What a page says when its database cannot do what was asked.

Owns: those words in place of an error page, and that what was typed is there again when the next press works.
Refuses: telling the faults apart (`data_model.shared.faults`), and faults of the program; those go to the
console.

A page that stops half way draws no field after the place where it stopped. The server keeps their words, but
the browser forgets them, and would send empty ones with the next press. So they are given to the fields anew.
"""

import streamlit as st

from data_model.shared.faults import fault_sentence
from entry.metrics import COUNTS
from ui.shell.plain_text import escape

_KEPT = "fault_kept_words"


def tell_fault(error: Exception) -> bool:
    """Say in a sentence what the database cannot do; return False for an error that is not the database's."""
    sentence = fault_sentence(error)
    COUNTS.faults["program" if sentence is None else "database"] += 1
    if sentence is None:
        return False
    words = {name: said for name, said in st.session_state.items() if isinstance(said, str) and said}
    st.session_state[_KEPT] = {**st.session_state.get(_KEPT, {}), **words}
    st.error(escape(f"{sentence} Nothing was saved, and what you typed is still here."))
    st.button("Try again", key="fault_again")
    return True


def bring_words_back() -> None:
    """Give the fields what was typed before a fault, once, before any of them is drawn."""
    for name, words in st.session_state.pop(_KEPT, {}).items():
        if st.session_state.get(name, words) == words:
            st.session_state[name] = words

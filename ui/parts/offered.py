"""What a list to choose from offers where a plan has more than a page should send.

Owns: the field that finds some of many, and how many are offered at once. Refuses: drawing the list itself.
"""

from collections.abc import Collection, Mapping

import streamlit as st

MOST = 400


def offered(
    every: Mapping[int, str], what: str, key: str, held: Collection[int | None] = ()
) -> dict[int, str]:
    """Return what can be chosen, by id: all where they are few, else the first that have the words typed.

    Draws the field for these words where there are many; it belongs above a form, not into it. `what` names
    them in the plural. Those `held` are always among them.
    """
    if len(every) <= MOST:
        return dict(every)
    typed = st.text_input(f"Find {what} by words", key=key, width=340)
    words = typed.casefold().split()
    fitting = [each for each, said in every.items() if all(word in said.casefold() for word in words)]
    if not fitting:
        st.markdown(f"None of {len(every):,} {what} has these words.")
    elif len(fitting) > MOST:
        st.caption(f"The first {MOST:,} of {len(fitting):,} {what} are offered below; words find the others.")
    shown = {*fitting[:MOST], *held}
    return {each: said for each, said in every.items() if each in shown}

"""What a file of savings would do, before it is loaded: sums, ratings, changes amount by amount.

Owns: drawing the report's tables. Refuses: understanding files, and the sentence, which the report has.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from data_model.money.savings.saving_content import SavingDifference
from data_model.money.savings.saving_text import difference_text
from data_model.shared.sentence_text import counted
from ui.shell.plain_text import escape

_MOST = 60


def show_counts(added: int, changed: int, unchanged: int, missing: int) -> None:
    """Draw how many savings a table adds, changes, repeats and lacks."""
    counts = {"New": added, "Changed": changed, "As before": unchanged, "Missing": missing}
    with st.container(horizontal=True, gap="medium"):
        for words, number in counts.items():
            st.metric(words, f"{number:,}", border=True, width=160)


def show_lines(lines: Sequence[str]) -> None:
    """Draw plain sentences as a list."""
    if lines:
        st.markdown("\n".join(f"- {escape(line)}" for line in lines))


def show_changed(
    changed: Sequence[tuple[str, Sequence[SavingDifference]]], key: str, what: str = "saving"
) -> None:
    """Draw each saving, or whatever it is, that would change, with every difference."""
    if not changed:
        return
    # Folded where it is long: what comes after it is the press that loads.
    with st.expander(f"Changed · {counted(len(changed), what)}", key=key, expanded=len(changed) <= 3):
        for title, differences in changed[:_MOST]:
            st.markdown(f"**{escape(title)}**")
            show_lines([difference_text(one) for one in differences])
        if len(changed) > _MOST:
            st.markdown(f"The first {_MOST} of {len(changed):,}.")


def choose_answers(
    *, asks_kind: bool, asks_sign: bool, kinds: Mapping[str, str], key: str
) -> tuple[str, bool | None]:
    """Draw what the file does not say, and return the kind of its amounts, empty where it is not said, and
    whether negative amounts are savings, None where that is not said."""
    kind, sign = "", None
    if asks_kind:
        chosen = st.selectbox(
            "What are the amounts? Neither the title nor the headings say it.",
            list(kinds),
            index=None,
            format_func=kinds.__getitem__,
            placeholder="Choose",
            key=f"{key}_kind",
            width=440,
        )
        kind = chosen or ""
    if asks_sign:
        signs = {True: "Negative amounts, or those in brackets", False: "Positive amounts"}
        sign = st.selectbox(
            "Which amounts are savings? Both signs stand in the table.",
            list(signs),
            index=None,
            format_func=signs.__getitem__,
            placeholder="Choose",
            key=f"{key}_sign",
            width=440,
        )
    return kind, sign

"""Which of the actions that a search found say its words no longer, and what said them.

Owns: those lines. Refuses: finding them.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from data_model.plan.rows import ActionRow
from data_model.plan.rows_updates import EarlierMention
from ui.plan.action_cards import show_action_link
from ui.shell.dates import short_day
from ui.shell.plain_text import escape, shorten

_FIRST = 5  # lines that stand open


def show_earlier_mentions(actions: Sequence[ActionRow], found: Mapping[int, EarlierMention]) -> None:
    """Draw a line for each of the actions shown that says what was looked for in an earlier text alone."""
    shown = [row for row in actions if row.id in found]
    # The container stands even when it is empty: else what follows would be drawn anew, without focus.
    with st.container(key="earlier_mentions", gap="small"):
        if not shown:
            return
        of = "1 of these says" if len(shown) == 1 else f"{len(shown):,} of these say"
        st.markdown(f"**{of} it in an earlier text or a comment alone:**")
        for row in shown[:_FIRST]:
            _line(row, found[row.id])
        if rest := shown[_FIRST:]:
            with st.expander(f"{len(rest):,} more"):
                for row in rest:
                    _line(row, found[row.id])


def _line(row: ActionRow, mention: EarlierMention) -> None:
    said = f"{mention.what}, said on {short_day(mention.said_on)} by {mention.said_by}"
    if mention.replaced_on is not None:
        said += f"; replaced on {short_day(mention.replaced_on)}"
    show_action_link(row.id, row.ref, shorten(row.text, 90), f"{escape(said)}: “{escape(mention.excerpt)}”")

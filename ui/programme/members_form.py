"""Adding everybody of the plans as members in one table.

Owns: the table, what it proposes, and which rows stood in the way. Refuses: the rules; the write has them.
"""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data_model.access.changes.members import NewMember, add_members
from data_model.access.proposed_roles import propose_role
from data_model.access.rows import PersonToAdd
from data_model.shared.name_key import LONGEST_NAME
from data_model.shared.permissions import NotPermitted, Role
from data_model.shared.refusals import Refused, RowsRefused
from data_model.shared.sentence_text import counted
from ui.shell.access import ROLE_NAMES, current_actor
from ui.shell.clock import now
from ui.shell.database import writing
from ui.shell.plain_text import escape

_MOST_ROWS, _ROW = 20, 35  # rows that are seen at once, and how high one is in pixels
_ROLES = {words.capitalize(): role for role, words in ROLE_NAMES.items()}


def show_adding_everybody(people: Sequence[PersonToAdd]) -> None:
    """Draw everybody who is no member yet, to be changed and added at once."""
    st.header(f"Add everybody of the plan · {len(people):,}", anchor=False)
    st.markdown(
        "Roles are proposed from posts. Change what is wrong, paste addresses from a list, and take the tick "
        "away from whoever is not to sign in. All are added, or nobody."
    )
    # Named after whom it holds, so that the table is fresh for whoever is left.
    key = f"members_everybody_{len(people)}"
    names = {role: words for words, role in _ROLES.items()}
    frame = pd.DataFrame(
        [(True, each.name, each.email, names[propose_role(each.posts)], _about(each)) for each in people],
        columns=["Add", "Name", "E-mail address", "Role", "Posts"],
        index=[each.id for each in people],
    )
    column = st.column_config
    edited = st.data_editor(
        frame,
        key=key,
        hide_index=True,
        num_rows="fixed",
        # Whole rows alone are seen.
        height="content" if len(people) <= _MOST_ROWS else (_MOST_ROWS + 1) * _ROW + 2,
        alt="People of the plan to add as members",
        disabled=["Posts"],
        column_config={
            "Add": column.CheckboxColumn(width=60),
            "Name": column.TextColumn(width=220, max_chars=LONGEST_NAME),
            "E-mail address": column.TextColumn(width=280, max_chars=254),
            "Role": column.SelectboxColumn(width=180, options=list(_ROLES), required=True),
            "Posts": column.TextColumn(width=320),
        },
    )
    chosen = [
        NewMember(
            int(str(number)),
            _text(row["Name"]),
            _text(row["E-mail address"]),
            _ROLES.get(_text(row["Role"]), Role.HEAD_OF_SERVICE),
        )
        for number, row in edited.iterrows()
        if bool(row["Add"])
    ]
    words = f"Add {len(chosen):,} {'member' if len(chosen) == 1 else 'members'}"
    if st.button(words, key=f"{key}_save", disabled=not chosen):
        _save(chosen)


def _save(chosen: Sequence[NewMember]) -> None:
    try:
        with writing() as session:
            add_members(session, chosen, actor=current_actor(), recorded_at=now())
    except RowsRefused as refusal:
        rows = "\n".join(f"- **{escape(row.name)}**: {escape(row.sentence)}" for row in refusal.rows)
        stand = "stands" if len(refusal.rows) == 1 else "stand"
        of_all = f"{len(refusal.rows):,} of {counted(len(chosen), 'row')}"
        st.error(f"Nobody was added: {of_all} {stand} in the way.\n\n{rows}")
    except (Refused, NotPermitted) as refusal:
        st.error(escape(f"Nobody was added. {refusal}"))
    else:
        st.toast(f"{counted(len(chosen), 'member')} added")
        st.rerun()


def _about(person: PersonToAdd) -> str:
    """Say somebody's posts, and the plans that mean them where others share their name."""
    return "; ".join((*person.posts, *(f"in the plan {plan}" for plan in person.plans)))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""

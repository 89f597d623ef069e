"""Editing actions of a plan: many in a table, or one in a form.

Owns: both sets of widgets and the snapshot they were opened on, so that an edit is compared with what the
editor saw and not with what somebody else saved since. Refuses: writing.

The table knows its rows by the actions' ids; the snapshot is taken anew whenever nothing is being edited.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from data_model.plan.rows import AreaRow
from ui.programme.plan_rows import FIELDS, Edited, EditRow, area_labels, edited_fields
from ui.shell.plain_text import escape, shorten

_KEPT, _TURN = "edit_plan_kept", "edit_plan_turn"
_ROW_HEIGHT = 76  # pixels: four lines, and none that is cut through
_LONG = ("text", "outcome", "responsible")


@dataclass(frozen=True)
class Edits:
    """What is edited and not saved, by action, and the rows that the editor was opened on."""

    fields: Mapping[int, Edited]
    opened_on: Mapping[int, EditRow]

    @property
    def versions(self) -> dict[int, int]:
        return {action_id: self.opened_on[action_id].version for action_id in self.fields}


def start_again() -> None:
    """Forget what was edited; the editors are drawn anew from what is stored."""
    st.session_state[_TURN] = _turn() + 1
    st.session_state.pop(_KEPT, None)


def is_being_edited() -> bool:
    """Say whether the table holds edits that are not saved."""
    return bool(st.session_state.get(_table_key(), {}).get("edited_rows"))


def ask_reason() -> str:
    """Draw the field for the reason that goes into the history, emptied after each save."""
    return st.text_input(
        "Why (asked for where a due date moves; it stands in the history)", key=f"edit_plan_reason_{_turn()}"
    )


def edit_table(rows: Sequence[EditRow], areas: Sequence[AreaRow]) -> Edits:
    """Draw the table of these actions and return what is edited in it."""
    shown = _kept("table", rows) if is_being_edited() else _keep("table", rows)
    labels = area_labels(areas)
    values = [{**row.values, "area_id": labels[row.area_id]} for row in shown]
    frame = pd.DataFrame(values, columns=list(FIELDS), index=[row.id for row in shown])
    column = st.column_config
    columns = {
        "ref": column.TextColumn(FIELDS["ref"], width=72, required=True),
        "text": column.TextColumn(FIELDS["text"], width=300, required=True),
        "area_id": column.SelectboxColumn(
            FIELDS["area_id"], width=216, options=list(labels.values()), required=True
        ),
        "outcome": column.TextColumn(FIELDS["outcome"], width=270),
        "responsible": column.TextColumn(FIELDS["responsible"], width=200),
        "due_text": column.TextColumn(FIELDS["due_text"], width=130),
        "place": column.NumberColumn(FIELDS["place"], width=76, min_value=1, step=1, required=True),
    }
    edited = st.data_editor(
        frame,
        key=_table_key(),
        hide_index=True,
        num_rows="fixed",
        row_height=_ROW_HEIGHT,
        height=640 if len(shown) > 8 else "auto",
        alt="Actions to edit",
        column_config=columns,
    )
    ids = {label: area_id for area_id, label in labels.items()}
    fields = {}
    for row in shown:
        now = {str(name): value for name, value in edited.loc[row.id].to_dict().items()}
        now["area_id"] = ids.get(now["area_id"], row.area_id)
        now["place"] = row.place if pd.isna(now["place"]) else int(now["place"])
        if changed := edited_fields(row, now):
            fields[row.id] = changed
    return Edits(fields, {row.id: row for row in shown})


def edit_one(row: EditRow, areas: Sequence[AreaRow]) -> Edits:
    """Draw a form with the fields of one action and return what is edited in it."""
    key = f"edit_one_{row.id}_{_turn()}"
    is_open = f"{key}_ref" in st.session_state
    opened = next(iter(_kept(key, [row]) if is_open else _keep(key, [row])))
    labels = area_labels(areas)
    now: dict[str, object] = {}
    for name, words in FIELDS.items():
        where = f"{key}_{name}"
        if name == "area_id":
            ids = list(labels)
            now[name] = st.selectbox(
                words, ids, index=ids.index(opened.area_id), format_func=labels.__getitem__, key=where
            )
        elif name == "place":
            # Typed, as its plus and minus would be too small to press.
            written = st.text_input(
                f"{words} (its place in the area, from 1)", value=str(opened.place), key=where
            )
            now[name] = _number(written, opened.place)
        elif name in _LONG:
            now[name] = st.text_area(words, value=getattr(opened, name), key=where, height="content")
        else:
            now[name] = st.text_input(words, value=getattr(opened, name), key=where)
    changed = edited_fields(opened, now)
    return Edits({row.id: changed} if changed else {}, {row.id: opened})


def show_pending(edits: Edits, areas: Sequence[AreaRow], understood: Mapping[int, str]) -> None:
    """Draw what would be saved; `understood` says whom the new words for the responsible were read as."""
    labels = area_labels(areas)
    for action_id, fields in edits.fields.items():
        opened = edits.opened_on[action_id]
        lines = []
        for name, new in fields.items():
            old = getattr(opened, name)
            if name == "area_id":
                old, new = labels[int(old)], labels[int(new)]
            lines.append(f"{FIELDS[name]}: {_shown(old)} → {_shown(new)}")
        if action_id in understood:
            lines.append(f"read as {escape(understood[action_id])}")
        st.markdown(f"**{escape(opened.ref)}** · " + " · ".join(lines))


def _shown(value: object) -> str:
    return f"“{escape(shorten(str(value), 60, as_written=True))}”" if str(value).strip() else "nothing"


def _number(written: str | None, otherwise: int) -> int:
    words = (written or "").strip()
    return int(words) if words.isascii() and words.isdigit() and 0 < len(words) < 6 else otherwise


def _turn() -> int:
    return int(st.session_state.get(_TURN, 0))


def _table_key() -> str:
    return f"edit_plan_table_{_turn()}"


def _keep(name: str, rows: Sequence[EditRow]) -> Sequence[EditRow]:
    st.session_state[_KEPT] = {name: tuple(rows)}
    return rows


def _kept(name: str, rows: Sequence[EditRow]) -> Sequence[EditRow]:
    kept: dict[str, Sequence[EditRow]] = st.session_state.get(_KEPT, {})
    return kept[name] if name in kept else _keep(name, rows)

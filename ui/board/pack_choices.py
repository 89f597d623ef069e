"""What goes into a pack.

Owns: the choices. Refuses: making it (`pack_making`), and writing the files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import streamlit as st

from data_model.board.rows import MeetingRow
from ui.shell import address
from ui.shell.dates import short_day

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Detail = Literal["full", "exceptions", "summary"]
_NONE = 0  # every area, or no meeting
PLAN_ALONE = "none"  # in the address; without it the pack is of the board's next meeting


@dataclass(frozen=True)
class ChosenPack:
    """Areas by id (none is all of them), how much of each, who it is for, and a house template's bytes."""

    areas: tuple[int, ...]
    detail: Detail
    audience: str
    template: bytes | None


def choose_meeting(frozen: Sequence[MeetingRow], meeting: MeetingRow | None, as_at: date) -> None:
    """Draw the choice of what the pack is of: a frozen meeting, the one in the address, or the plan's day."""
    offered = {one.id: one for one in ([meeting] if meeting is not None else [])}
    offered |= {one.id: one for one in frozen}
    named = {_NONE: f"The plan as at {short_day(as_at)}"} | {
        one.id: f"{one.board}, {short_day(one.held_on)}{'' if one.is_frozen else ' (not frozen)'}"
        for one in offered.values()
    }
    st.session_state["pack_of"] = meeting.id if meeting is not None else _NONE
    st.selectbox(
        "The pack of",
        list(named),
        format_func=named.__getitem__,
        key="pack_of",
        width=480,
        on_change=lambda: address.write(meeting=st.session_state["pack_of"] or PLAN_ALONE),
    )


def choose_pack(
    areas: Sequence[tuple[int, str]], details: Mapping[Detail, str], *, takes_template: bool
) -> ChosenPack:
    """Draw the choices of a pack and return them; `details` are how much there can be, with words.

    A template is asked for only where it is taken, and an area only where there are any to choose.
    """
    names = dict(areas)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        area = _choose_area(names) if names else _NONE
        audience = st.text_input(
            "Who it is for", key="pack_audience", width=300, max_chars=120, placeholder="Stands on the cover"
        )
    detail = st.radio("How much", list(details), format_func=details.__getitem__, key="pack_detail")
    given = _choose_template() if takes_template else None
    return ChosenPack(
        (area,) if area else (),
        detail or "full",
        (audience or "").strip(),
        given,
    )


def _choose_area(names: Mapping[int, str]) -> int | None:
    return st.selectbox(
        "Areas",
        [_NONE, *names],
        key="pack_area",
        width=340,
        format_func=lambda one: names.get(one, "Every area"),
    )


def _choose_template() -> bytes | None:
    with st.expander("A template of your own", key="pack_template_box", on_change="rerun") as box:
        if not box.open:
            return None
        st.markdown("Its styles, letterhead and margins are used; the pack follows what it holds.")
        given = st.file_uploader("Word document or template", type=["docx", "dotx"], key="pack_template")
    return given.getvalue() if given is not None else None

"""The evidence of an action: listed, downloaded, added, withdrawn.

Owns: its widgets. Refuses: showing a file in place; it leaves as an attachment and nothing opens it here.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from data_model.plan.changes.drafts import forget_in_draft
from data_model.plan.changes.evidence import NewEvidence, add_evidence, withdraw_evidence
from data_model.plan.queries.evidence import get_evidence_file
from data_model.plan.rows_updates import EVIDENCE_NAMES, EvidenceKind, EvidenceRow
from data_model.plan.stamps import EVIDENCE_COLUMNS
from data_model.shared.date_parser import DateSpan, read_day, tidy_text
from data_model.shared.file_kinds import LARGEST_FILE, MEDIA_TYPES, EvidenceRefused
from data_model.shared.permissions import NotPermitted
from data_model.shared.refusals import NoSuchAction, Refused
from ui.shell.access import current_actor, while_admitted
from ui.shell.clock import now
from ui.shell.database import reading, writing
from ui.shell.dates import FIRST_DAY, LAST_DAY, short_day
from ui.shell.plain_text import escape, shorten

_TYPED = ("finding", "link")


def show_evidence(evidence: Sequence[EvidenceRow], *, page: str, may_change: bool) -> None:
    """Draw each piece of evidence; what was withdrawn stands in an expander of its own."""
    in_force = [one for one in evidence if not one.is_withdrawn]
    for one in in_force:
        _show_one(one, page, may_change)
    if refused := st.session_state.pop(f"{page}_evidence_refused", ""):
        st.error(escape(refused))
    withdrawn = [one for one in evidence if one.is_withdrawn]
    if withdrawn:
        with st.expander(f"Withdrawn evidence ({len(withdrawn)})"):
            for one in withdrawn:
                st.text(one.finding)
                st.caption(escape(f"{_line(one)}, withdrawn by {one.withdrawn_by}"))


def show_adding(action_id: int, as_at: date, *, page: str, begun: Mapping[str, str] | None = None) -> None:
    """Draw the form for one more piece of evidence; what was typed stays when it is refused.

    `begun` is what a draft holds of it, by the columns of a return workbook.
    """
    keys = {name: f"{page}_evidence_{name}_{action_id}" for name in ("kind", "dated", *_TYPED)}
    # A file field is emptied only by becoming another one.
    number = st.session_state.get(f"{page}_evidence_number", 0)
    keys["file"] = f"{page}_evidence_file_{action_id}_{number}"
    _begin(keys, begun or {})
    st.session_state.setdefault(keys["dated"], short_day(as_at))
    st.selectbox("Kind", list(EvidenceKind), format_func=EVIDENCE_NAMES.__getitem__, key=keys["kind"])
    dated = st.session_state[keys["dated"]]
    st.selectbox(
        "Day it shows",
        list(dict.fromkeys(filter(None, (dated, short_day(as_at))))),
        key=keys["dated"],
        accept_new_options=True,
        help="Choose a day or type one: 12 Dec 2022 or 12/12/2022",
    )
    st.text_input("Finding, in one line", key=keys["finding"], placeholder="18 of 20 files met the standard")
    st.text_input("Link, if there is one", key=keys["link"], placeholder="https://")
    kinds = ", ".join(kind for kind in MEDIA_TYPES if kind != "jpeg")
    largest = LARGEST_FILE // 1024 // 1024
    st.file_uploader(f"File, if there is one ({kinds})", key=keys["file"], max_upload_size=largest)
    st.button("Add this evidence", key=f"{page}_evidence_add", on_click=_add, args=(action_id, keys, page))
    if refused := st.session_state.pop(f"{page}_evidence_not_added", ""):
        st.error(escape(refused))


def has_begun_evidence(begun: Mapping[str, str]) -> bool:
    """Say whether a draft holds anything of a piece of evidence."""
    return any(begun.get(name) for name in EVIDENCE_COLUMNS)


def _begin(keys: Mapping[str, str], begun: Mapping[str, str]) -> None:
    """Fill the form, once, with what was sent back and could not be added."""
    kinds = {name: kind for kind, name in EVIDENCE_NAMES.items()}
    for name in ("dated", *_TYPED):
        if words := begun.get(f"evidence_{name}", ""):
            st.session_state.setdefault(keys[name], words)
    if kind := kinds.get(begun.get("evidence_kind", "")):
        st.session_state.setdefault(keys["kind"], kind)


def _show_one(one: EvidenceRow, page: str, may_change: bool) -> None:
    with st.container(gap=None, key=f"{page}_evidence_{one.id}"):
        st.text(one.finding)
        st.caption(escape(_line(one)))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if one.link:
                st.link_button("Open the link", one.link, help=escape(shorten(one.link, 120)))
            if one.file_name:
                st.download_button(
                    f"Download {escape(shorten(one.file_name, 40))}",
                    while_admitted(lambda: _content(one.id)),
                    file_name=one.file_name,
                    mime="application/octet-stream",
                    on_click="ignore",
                    key=f"{page}_evidence_file_{one.id}",
                )
            if may_change:
                st.button(
                    "Withdraw",
                    key=f"{page}_evidence_withdraw_{one.id}",
                    on_click=_withdraw,
                    args=(one.id, page),
                    type="tertiary",
                    help=escape(shorten(one.finding, 60)),
                )


def _line(one: EvidenceRow) -> str:
    said = f"{EVIDENCE_NAMES[one.kind]}, {short_day(one.dated)}, added by {one.recorded_by}"
    return f"{said}, {_size(one.size)}" if one.size is not None else said


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024):,} kB"


def _content(evidence_id: int) -> bytes:
    with reading() as session:
        file = get_evidence_file(session, evidence_id)
    return file.content if file is not None else b""


def _add(action_id: int, keys: dict[str, str], page: str) -> None:
    state = st.session_state
    found = read_day(tidy_text(state[keys["dated"]] or ""))
    if not isinstance(found, DateSpan) or not FIRST_DAY <= found.first <= LAST_DAY:
        state[f"{page}_evidence_not_added"] = "Not added. Write the day as 12 Dec 2022 or 12/12/2022."
        return
    file = state.get(keys["file"])
    if file is not None and file.size > LARGEST_FILE:
        state[f"{page}_evidence_not_added"] = "Not added. The file is larger than 10 MB. Give a link instead."
        return
    new = NewEvidence(
        state[keys["kind"]],
        found.first,
        state[keys["finding"]] or "",
        state[keys["link"]] or "",
        file.name if file is not None else "",
        file.type if file is not None else "",
        file.getvalue() if file is not None else None,
    )
    try:
        with writing() as session:
            actor = current_actor()
            add_evidence(session, action_id, new, actor=actor, recorded_at=now())
            forget_in_draft(session, action_id, tuple(EVIDENCE_COLUMNS), actor=actor)
    except (EvidenceRefused, Refused, NoSuchAction, NotPermitted) as refusal:
        state[f"{page}_evidence_not_added"] = f"Not added. {refusal}"
        return
    for name in _TYPED:
        state[keys[name]] = ""
    state[f"{page}_evidence_number"] = state.get(f"{page}_evidence_number", 0) + 1


def _withdraw(evidence_id: int, page: str) -> None:
    try:
        with writing() as session:
            withdraw_evidence(session, evidence_id, actor=current_actor(), recorded_at=now())
    except (Refused, NoSuchAction, NotPermitted) as refusal:
        st.session_state[f"{page}_evidence_refused"] = f"Not withdrawn. {refusal}"

"""The evidence of an action: listed, downloaded, added, withdrawn.

Owns: its widgets. Refuses: showing a file in place; it leaves as an attachment and nothing opens it here.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from data_model.plan.changes.drafts import forget_in_draft
from data_model.plan.changes.evidence import NewEvidence, add_evidence, withdraw_evidence
from data_model.plan.queries.evidence import get_evidence_file
from data_model.plan.rows_updates import EVIDENCE_NAMES, EvidenceKind, EvidenceRow
from data_model.plan.stamps import EVIDENCE_COLUMNS
from data_model.shared.days.date_parser import DateSpan, read_day, tidy_text
from data_model.shared.file_kinds import LARGEST_FILE, MEDIA_TYPES, EvidenceRefused
from data_model.shared.permissions import NotPermitted
from data_model.shared.refusals import NoSuchAction, Refused
from ui.parts.refused_files import was_refused, watch_refusals
from ui.shell.access import current_actor, while_admitted
from ui.shell.clock import now
from ui.shell.database import reading, writing
from ui.shell.dates import FIRST_DAY, LAST_DAY, short_day
from ui.shell.plain_text import escape, shorten

_TYPED = ("finding", "link")


def show_evidence_of(
    action_id: int, evidence: Sequence[EvidenceRow], as_at: date, *, may_change: bool
) -> None:
    """Draw an action's evidence on its page, with the form for more where it may be changed.

    What shows a day after that of the page is counted alone.
    """
    st.header("Evidence", anchor=False)
    if not evidence:
        st.markdown("No evidence was added yet.")
    shown = [one for one in evidence if one.dated <= as_at]
    show_evidence(shown, page="action", may_change=may_change)
    if later := len(evidence) - len(shown):
        words = "1 piece of evidence shows" if later == 1 else f"{later:,} pieces of evidence show"
        st.caption(f"{words} a day after {short_day(as_at)}.")
    if may_change:
        with st.expander("Add evidence", key="action_evidence", on_change="rerun") as box:
            if box.open:
                show_adding(action_id, as_at, page="action")


def show_evidence_in_form(
    action_id: int,
    evidence: Sequence[EvidenceRow],
    as_at: date,
    *,
    begun: Mapping[str, str],
    is_wanted: bool,
    show_lack: Callable[[], None],
    keep: Callable[[], None],
) -> None:
    """Draw an action's evidence within its update, with the form for more, open where wanted or begun.

    `begun` is what the draft holds; `show_lack` says what is missing; `keep` keeps what is typed.
    """
    st.markdown(f"**Evidence of impact** ({sum(not one.is_withdrawn for one in evidence)})")
    show_evidence(evidence, page="update", may_change=True)
    show_lack()
    with st.expander(
        "Add evidence",
        expanded=is_wanted or has_begun_evidence(begun),
        key="update_evidence",
        on_change="rerun",
    ) as box:
        # Once begun it is drawn though folded: what stands in it is saved with the update.
        if box.open or is_adding(action_id, "update"):
            show_adding(action_id, as_at, page="update", begun=begun, keep=keep)


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


def show_adding(
    action_id: int,
    as_at: date,
    *,
    page: str,
    begun: Mapping[str, str] | None = None,
    keep: Callable[[], None] | None = None,
) -> None:
    """Draw the form for one more piece of evidence; what was typed stays when it is refused.

    `begun` is what a draft holds of it, by the columns of a return workbook; `keep` keeps what is typed.
    """
    keys = _keys(action_id, page)
    _begin(keys, begun or {})
    st.session_state.setdefault(keys["dated"], short_day(as_at))
    kinds, names = list(EvidenceKind), EVIDENCE_NAMES.__getitem__
    st.selectbox("Kind", kinds, format_func=names, key=keys["kind"], on_change=keep)
    dated = st.session_state[keys["dated"]]
    st.selectbox(
        "Day it shows",
        list(dict.fromkeys(filter(None, (dated, short_day(as_at))))),
        key=keys["dated"],
        accept_new_options=True,
        on_change=keep,
        help="Choose a day or type one: 12 Dec 2022 or 12/12/2022",
    )
    hint = "18 of 20 files met the standard"
    st.text_input("Finding, in one line", key=keys["finding"], placeholder=hint, on_change=keep)
    st.text_input("Link, if there is one", key=keys["link"], placeholder="https://", on_change=keep)
    file_kinds = ", ".join(kind for kind in MEDIA_TYPES if kind != "jpeg")
    # A file that is too large is refused by the write, not by the field: the words must not go without it.
    st.file_uploader(f"File of at most 10 MB, if there is one ({file_kinds})", key=keys["file"])
    watch_refusals(keys["file"])
    st.button("Add this evidence", key=f"{page}_evidence_add", on_click=_add, args=(action_id, page))
    if refused := st.session_state.pop(f"{page}_evidence_not_added", ""):
        st.error(escape(refused))


def has_evidence_typed(action_id: int, page: str) -> bool:
    """Say whether the form holds a finding, a link or a file that is not added yet."""
    state, keys = st.session_state, _keys(action_id, page)
    typed = any(str(state.get(keys[name]) or "").strip() for name in _TYPED)
    return typed or state.get(keys["file"]) is not None or was_refused(keys["file"])


def typed_evidence(action_id: int, page: str) -> NewEvidence | None:
    """Return what the form holds as a piece of evidence; None where it holds nothing.

    Raises EvidenceRefused for a day that cannot be read and for a file that is too large.
    """
    if not has_evidence_typed(action_id, page):
        return None
    state, keys = st.session_state, _keys(action_id, page)
    found = read_day(tidy_text(state.get(keys["dated"]) or ""))
    if not isinstance(found, DateSpan) or not FIRST_DAY <= found.first <= LAST_DAY:
        raise EvidenceRefused("Write the day as 12 Dec 2022 or 12/12/2022.")
    file = state.get(keys["file"])
    if was_refused(keys["file"]) or (file is not None and file.size > LARGEST_FILE):
        raise EvidenceRefused("The file is larger than 10 MB. Take it out, and give a link instead.")
    return NewEvidence(
        state.get(keys["kind"]) or next(iter(EvidenceKind)),
        found.first,
        state.get(keys["finding"]) or "",
        state.get(keys["link"]) or "",
        file.name if file is not None else "",
        file.type if file is not None else "",
        file.getvalue() if file is not None else None,
    )


def empty_evidence(action_id: int, page: str) -> None:
    """Empty the form after what it held was added."""
    keys = _keys(action_id, page)
    for name in _TYPED:
        st.session_state[keys[name]] = ""
    number = f"{page}_evidence_number"
    st.session_state[number] = st.session_state.get(number, 0) + 1


def evidence_fields(action_id: int, page: str) -> dict[str, str]:
    """Return what is typed of a piece of evidence for a draft; a file cannot be kept in one."""
    state, keys = st.session_state, _keys(action_id, page)
    typed = {name: str(state.get(keys[name]) or "") for name in ("dated", *_TYPED)}
    if not any(typed[name].strip() for name in _TYPED):
        return {}
    kind = state.get(keys["kind"])
    said = {"kind": EVIDENCE_NAMES[kind] if kind is not None else "", **typed}
    return {f"evidence_{name}": words for name, words in said.items() if words}


def is_adding(action_id: int, page: str) -> bool:
    """Say whether the form for evidence was drawn, so that the session holds its fields."""
    return _keys(action_id, page)["finding"] in st.session_state


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


def _keys(action_id: int, page: str) -> dict[str, str]:
    keys = {name: f"{page}_evidence_{name}_{action_id}" for name in ("kind", "dated", *_TYPED)}
    # A file field is emptied only by becoming another one.
    number = st.session_state.get(f"{page}_evidence_number", 0)
    return {**keys, "file": f"{page}_evidence_file_{action_id}_{number}"}


def _add(action_id: int, page: str) -> None:
    try:
        new = typed_evidence(action_id, page)
        if new is None:
            raise EvidenceRefused("Say in one line what the evidence shows.")
        with writing() as session:
            actor = current_actor()
            add_evidence(session, action_id, new, actor=actor, recorded_at=now())
            forget_in_draft(session, action_id, tuple(EVIDENCE_COLUMNS), actor=actor)
    except (EvidenceRefused, Refused, NoSuchAction, NotPermitted) as refusal:
        st.session_state[f"{page}_evidence_not_added"] = f"Not added. {refusal}"
        return
    empty_evidence(action_id, page)


def _withdraw(evidence_id: int, page: str) -> None:
    try:
        with writing() as session:
            withdraw_evidence(session, evidence_id, actor=current_actor(), recorded_at=now())
    except (Refused, NoSuchAction, NotPermitted) as refusal:
        st.session_state[f"{page}_evidence_refused"] = f"Not withdrawn. {refusal}"

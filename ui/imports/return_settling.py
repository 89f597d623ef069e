"""What a return workbook lacks, asked of whoever loads it before it is loaded.

Owns: the fields, each beginning with what the workbook says. Refuses: the rules; what is filled in is checked
as if it had stood in the workbook.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

import streamlit as st

from data_model.plan.action_content import FieldChange
from data_model.plan.action_fields import FIELD_BY_NAME, LONG_TEXTS
from data_model.plan.rows_updates import EVIDENCE_NAMES, EvidenceKind
from data_model.plan.stamps import EVIDENCE_COLUMNS, OPEN_COLUMNS
from data_model.plan.update_rules import Missing
from data_model.shared.sentence_text import counted
from ui.shell.plain_text import escape, shorten

Settled = dict[tuple[int, str], str]
_EVIDENCE = (*EVIDENCE_COLUMNS, "evidence")
_NO_KIND = EVIDENCE_NAMES[EvidenceKind.DOCUMENT]  # as a workbook is read that names none
_UNRATED = "Leave it as it was"


class Rated(Protocol):
    """An action whose rating was filled in with a word that the plan's key does not have."""

    @property
    def id(self) -> int: ...
    @property
    def ref(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def seen(self) -> str: ...


class Incomplete(Protocol):
    """An action whose row lacks something; see `loaders.return_workbook.returned_result.ReturnedAction`."""

    @property
    def id(self) -> int: ...
    @property
    def ref(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def missing(self) -> Sequence[Missing]: ...
    @property
    def waits(self) -> Sequence[FieldChange]: ...
    @property
    def filled_in(self) -> Mapping[str, str]: ...
    @property
    def suggested(self) -> Mapping[str, str]: ...


def settle_ratings(rated: Sequence[Rated], labels: Sequence[str], *, key: str) -> Settled:
    """Ask which of the plan's ratings an unknown one is; what is left alone stays as it was."""
    if not rated:
        return {}
    st.header(f"{counted(len(rated), 'rating')} not in the plan’s key", anchor=False)
    settled: Settled = {}
    for one in rated:
        with st.container(border=True):
            st.markdown(f"**{escape(one.ref)}** {escape(shorten(one.text, 90))}: “{escape(one.seen)}”")
            chosen = st.selectbox(
                f"Rating of {escape(one.ref)}",
                list(labels),
                index=None,
                placeholder=_UNRATED,
                key=f"{key}_{one.id}_rag",
            )
        if chosen:
            settled[one.id, "rag"] = chosen
    return settled


def settle_missing(incomplete: Sequence[Incomplete], author: str, *, key: str) -> Settled:
    """Ask for what rows lack; return what was filled in. What stays empty waits as a draft of `author`."""
    if not incomplete:
        return {}
    st.header(f"{counted(len(incomplete), 'row')} not complete", anchor=False)
    st.markdown(
        "Fill in what you know. What stays empty keeps back only what it belongs to, which waits as a draft "
        f"of {escape(author)}; everything else of the row is loaded."
    )
    settled: Settled = {}
    for one in incomplete:
        with st.container(border=True):
            st.markdown(f"**{escape(one.ref)}** {escape(shorten(one.text, 90))}")
            if one.waits:
                waits = "; ".join(f"{each.name}: {shorten(each.new, 120)}" for each in one.waits)
                st.markdown(escape(f"Waits: {waits}"))
            settled |= _ask(one, f"{key}_{one.id}")
    return settled


def _ask(one: Incomplete, key: str) -> Settled:
    asked = {each.field: each.sentence for each in one.missing if each.field not in _EVIDENCE}
    if "reason_for_delay" in asked:
        asked.pop("reason", None)  # it stands for the reason of the new date as well
    settled = {
        (one.id, name): words
        for name, sentence in asked.items()
        if (words := _text(one, name, sentence, key).strip()) and words != one.filled_in.get(name, "")
    }
    if any(each.field in _EVIDENCE for each in one.missing):
        for each in one.missing:
            if each.field in _EVIDENCE:
                st.markdown(escape(each.sentence))
        settled |= _ask_evidence(one, key)
    return settled


def _text(one: Incomplete, name: str, sentence: str, key: str) -> str:
    st.session_state.setdefault(f"{key}_{name}", one.filled_in.get(name) or one.suggested.get(name, ""))
    field = FIELD_BY_NAME.get(name)
    label = OPEN_COLUMNS[name] if field is None else field.form_label or field.label
    st.markdown(escape(sentence))
    draw = st.text_area if name in LONG_TEXTS else st.text_input
    return draw(f"{label} ({escape(one.ref)})", key=f"{key}_{name}") or ""


def _ask_evidence(one: Incomplete, key: str) -> Settled:
    """Ask for a piece of evidence; without a finding it is none."""
    names = list(EVIDENCE_NAMES.values())
    began = {name: one.filled_in.get(name, "") for name in EVIDENCE_COLUMNS}
    kind = began["evidence_kind"]
    st.session_state.setdefault(f"{key}_evidence_kind", kind if kind in names else _NO_KIND)
    given = {
        "evidence_kind": st.selectbox(
            f"{OPEN_COLUMNS['evidence_kind']} ({escape(one.ref)})", names, key=f"{key}_evidence_kind"
        )
    }
    for name in ("evidence_dated", "evidence_finding", "evidence_link"):
        st.session_state.setdefault(f"{key}_{name}", began[name])
        given[name] = st.text_input(f"{OPEN_COLUMNS[name]} ({escape(one.ref)})", key=f"{key}_{name}").strip()
    if not given["evidence_finding"]:
        return {}
    return {(one.id, name): words for name, words in given.items() if words != began[name]}

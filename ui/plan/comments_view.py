"""Comments and challenges on an action, and answering them.

Owns: their order, the fields to write in. Refuses: changing what was written.
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.plan.changes.comments import add_comment, answer_challenge
from data_model.plan.rows_updates import CommentKind, CommentRow
from data_model.shared.sentence_text import counted
from ui.parts.saving import save
from ui.shell.access import ROLE_NAMES, current_actor
from ui.shell.clock import now
from ui.shell.dates import moment, short_day
from ui.shell.plain_text import escape

_NAMES = {
    CommentKind.COMMENT: "Comment",
    CommentKind.CHALLENGE: "Challenge",
    CommentKind.ANSWER: "Answer",
    CommentKind.SENT_BACK: "Sent back",
}
_CHOICES = {
    CommentKind.COMMENT: "A comment, for the record",
    CommentKind.CHALLENGE: "A challenge, open until it is answered",
}


def show_comments_on(
    action_id: int, comments: Sequence[CommentRow], as_at: date, *, may_answer: bool, may_write: bool
) -> None:
    """Draw what was written on an action, on its page, with the fields for more where one may write.

    All of it on every day, since a challenge waits until it is answered; the page says so of an earlier day.
    """
    st.header("Comments and challenges", anchor=False)
    if any(each.recorded_at.date() > as_at for each in comments):
        st.caption(f"Those written after {short_day(as_at)} are shown too; each says when it was written.")
    if not comments:
        st.markdown("Nobody has written anything yet.")
    _show_comments(comments, may_answer=may_answer)
    if may_write:
        with st.expander("Write a comment or a challenge", key="action_comment", on_change="rerun") as box:
            if box.open:
                _show_writing(action_id)


def challenges_text(comments: Sequence[CommentRow]) -> str:
    """Say how many challenges are open; empty when none is."""
    number = sum(each.is_open for each in comments)
    return counted(number, "open challenge") if number else ""


def _show_comments(comments: Sequence[CommentRow], *, may_answer: bool) -> None:
    """Draw what was written, open challenges first, each with its answers and a field to answer in."""
    first = [each for each in comments if each.answers_id is None]
    for each in sorted(first, key=lambda row: not row.is_open):
        with st.container(border=True, key=f"comment_{each.id}"):
            _show_one(each)
            for answer in comments:
                if answer.answers_id == each.id:
                    _show_one(answer)
            if each.is_open and may_answer:
                key = f"answer_{each.id}"
                st.text_area("Your answer", key=key, height=90)
                st.button("Answer", key=f"{key}_send", on_click=_answer, args=(each.id, key))


def _show_writing(action_id: int) -> None:
    """Draw the field for a comment, or for a challenge that stays open until it is answered."""
    key = f"comment_on_{action_id}"
    st.radio(
        "What is it?",
        list(_CHOICES),
        format_func=_CHOICES.__getitem__,
        key=f"{key}_kind",
    )
    st.text_area("Your words", key=key, height=90)
    st.button("Send", key=f"{key}_send", on_click=_comment, args=(action_id, key))


def _show_one(row: CommentRow) -> None:
    said = f"{_NAMES[row.kind]} by {row.recorded_by}, {ROLE_NAMES[row.role]}, {moment(row.recorded_at)}"
    kind = " · **open**" if row.is_open else ""
    with st.container(gap=None):
        st.markdown(f"**{escape(said)}**{kind}")
        st.text(row.text)


def _comment(action_id: int, key: str) -> None:
    kind = st.session_state[f"{key}_kind"]
    words = str(st.session_state.get(key) or "")
    said = "Your challenge is sent." if kind is CommentKind.CHALLENGE else "Your comment is sent."
    refused = save(
        lambda session: add_comment(
            session, action_id, words, kind, actor=current_actor(), recorded_at=now()
        ),
        lambda _id: said,
    )
    if refused is None:
        st.session_state[key] = ""


def _answer(comment_id: int, key: str) -> None:
    words = str(st.session_state.get(key) or "")
    save(
        lambda session: answer_challenge(
            session, comment_id, words, actor=current_actor(), recorded_at=now()
        ),
        lambda _id: "Your answer is sent.",
    )

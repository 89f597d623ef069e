"""What a chair reads first: what moved since the last board, what to challenge, and the next meeting.

Owns: the shape of that block, and its words, which the overview, the pack's first page and the one-page
summary share. Refuses: counting it in the database (`queries.board_brief`) and drawing.
"""

from dataclasses import dataclass
from datetime import date

from data_model.board.check_lines import gravest_first
from data_model.board.movement import told_in
from data_model.board.rows import BoardView, Moment, RaisedCheck
from data_model.shared.sentence_text import counted, short_day

GRAVEST = 3
# The lists that the block counts, in its order: their names in `WhatChanged`, and the words behind a number.
MOVES: dict[str, str] = {
    "worsened": "worsened",
    "reopened": "reopened",
    "slipped": "slipped",
    "completed": "completed",
}


@dataclass(frozen=True, slots=True)
class Moves:
    """How many actions moved, each move of a rating counted once: `worsened` leaves out what is in `reopened`
    and `improved` what is in `completed`."""

    worsened: int = 0
    reopened: int = 0
    slipped: int = 0
    completed: int = 0
    improved: int = 0


@dataclass(frozen=True, slots=True)
class BoardBrief:
    """The block. `since` None: no meeting is there to compare with. `next_day` None: none is planned;
    `due_next` counts the open deadlines until it, within 31 days without one; None where it was not."""

    as_at: date
    since: Moment | None
    moves: Moves
    gravest: tuple[RaisedCheck, ...]
    next_day: date | None
    due_next: int | None


def brief_of(view: BoardView) -> BoardBrief:
    """Return the block of a view, from what the view holds, whose checks stand with the gravest first."""
    changed = view.changed
    counts = {name: len(told_in(changed, name)) for name in (*MOVES, "improved")} if changed else {}
    return BoardBrief(
        as_at=view.moment.as_at,
        since=changed.earlier if changed is not None else None,
        moves=Moves(**counts),
        gravest=tuple(gravest_first(view.checks)[:GRAVEST]),
        next_day=changed.next_meeting if changed is not None else None,
        due_next=len(changed.due_next) if changed is not None else None,
    )


def brief_lines(brief: BoardBrief) -> tuple[str, ...]:
    """Say the block in sentences, for papers: what moved, what to challenge, what comes next."""
    challenges = [f"To challenge: {challenge_text(one)}" for one in brief.gravest]
    return tuple(filter(None, (moves_text(brief), *challenges, next_text(brief))))


def since_text(since: Moment | None) -> str:
    """Name what the block compares with: "Since the board of 14 Nov 2022"; without one, that there is
    none."""
    if since is None:
        return "There is no earlier meeting to compare with"
    return f"Since {since.words or short_day(since.as_at)}"


def moves_text(brief: BoardBrief) -> str:
    """Say what moved in one sentence."""
    if brief.since is None:
        return f"{since_text(None)}."
    said = ", ".join(f"{getattr(brief.moves, name):,} {words}" for name, words in MOVES.items())
    return f"{since_text(brief.since)}: {said}."


def next_text(brief: BoardBrief) -> str:
    """Say when the board meets next and what falls due before it; nothing where that was not counted."""
    if brief.due_next is None:
        return ""
    due = f"{counted(brief.due_next, 'action')} {'falls' if brief.due_next == 1 else 'fall'} due"
    if brief.next_day is None:
        return f"No next meeting is planned; {due} in the next 31 days."
    return f"Next meeting: {short_day(brief.next_day)}; {due} before it."


def challenge_text(one: RaisedCheck) -> str:
    """Say one thing to challenge: what it is about, and why."""
    about = one.text if one.about else one.ref or ", ".join(name for _, name in one.people) or one.area
    return f"{about}: {one.because}" if about else one.because

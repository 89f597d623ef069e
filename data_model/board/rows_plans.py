"""What the reads of several plans for one board return.

Owns: their shape. Refuses: queries and drawing, and any figure over several plans: each plan's are its own.
"""

from dataclasses import dataclass
from datetime import date

from data_model.board.rows import BoardView


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """A day on which a board of one name meets, in however many of the plans it follows.

    `frozen` of its meetings in `plans` plans are frozen.
    """

    held_on: date
    board: str
    plans: int
    frozen: int


@dataclass(frozen=True, slots=True)
class SeenPlan:
    """A plan as a board sees it among others, and the day of its next meeting; None where none is known."""

    view: BoardView
    next_day: date | None

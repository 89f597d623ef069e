"""Which actions a reader has chosen to see, and in which order.

Owns: the filter that addresses, pages, reads and exports share, and the number of days that "due soon" means.
Refuses: SQL and widgets.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_model.plan.statuses import Status

DUE_SOON_DAYS = 30  # "due soon" is as_at to as_at + 30 days, both included


class DueWindow(StrEnum):
    """Where an action's due date lies, seen from the as-at day."""

    OVERDUE = "overdue"  # a deadline before as_at, clock running
    SOON = "soon"  # a deadline from as_at to as_at + 30 days, clock running
    LATER = "later"  # a deadline after as_at + 30 days, clock running
    REVIEW = "review"  # a review date or something recurring
    NO_DATE = "no-date"  # no due date, or none that could be understood


class ActionOrder(StrEnum):
    """PLAN is the plan's own order; DUE earliest first; STATUS in its listed order; UPDATED newest first."""

    PLAN = "plan"
    DUE = "due"
    STATUS = "status"
    UPDATED = "updated"


@dataclass(frozen=True)
class ActionFilter:
    """What is chosen; empty fields choose everything, several fields must all hold.

    `nobody`: only actions with neither a person nor a post responsible. `month`: any day of the month in
    which a deadline falls. `words`: each of them must occur somewhere in the action, in what was said of its
    progress or impact earlier, or in a comment. `awaiting`: only what awaits sign-off; `challenged`: only
    what has a challenge that nobody has answered yet, as of now. `among`: only these ids; None is any.
    """

    area_ids: tuple[int, ...] = ()
    statuses: tuple[Status, ...] = ()
    person_id: int | None = None
    nobody: bool = False
    due: DueWindow | None = None
    month: date | None = None
    words: str = ""
    awaiting: bool = False
    challenged: bool = False
    among: tuple[int, ...] | None = None

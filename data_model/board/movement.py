"""What moved between two moments: which way a rating went, how far due dates slipped, how a measure turned.

Owns: the order of statuses, the bands of the slippage profile, which list tells of an action whose rating
moved, the sentence that sums a change up, and the words for a measure that turned. Refuses: finding what
changed (see `queries.movement_between`).

Not rated and paused stand outside the order: a move from or to them is shown in the flow and called neither
an improvement nor a worsening, because nothing was said about how the action goes.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from data_model.board.rows import MovedAction, MovedMeasure, SlippageRow, WhatChanged
from data_model.measures.control_charts import Assurance, Variation
from data_model.plan.statuses import Status
from data_model.shared.sentence_text import counted, listed, long_day

# The order of ratings.
WORST_FIRST: tuple[Status, ...] = (
    Status.DELAYED,
    Status.AT_RISK,
    Status.NOT_STARTED,
    Status.ON_TRACK,
    Status.COMPLETE,
    Status.EMBEDDED,
)
_PLACE = {status: place for place, status in enumerate(WORST_FIRST)}
DONE = frozenset({Status.COMPLETE, Status.EMBEDDED})

# Words, first and last day of slip (both included; None is without end).
SLIPPAGE_BANDS: tuple[tuple[str, int | None, int | None], ...] = (
    ("Brought forward", None, -1),
    ("As first agreed", 0, 0),
    ("1 to 30 days later", 1, 30),
    ("31 to 90 days later", 31, 90),
    ("91 to 180 days later", 91, 180),
    ("More than 180 days later", 181, None),
)
NO_DATE = "No date to compare"
# What was completed improved as well, and what was reopened worsened: the second list tells of it, once.
_TOLD_IN = {"improved": "completed", "worsened": "reopened"}

# What a measure's chart says, to stand behind "was", "were" and "now".
_VARIATION_WORDS: dict[str, str] = {
    Variation.IMPROVEMENT: "better than chance explains",
    Variation.CONCERN: "worse than chance explains",
    Variation.COMMON: "within what chance explains",
    Variation.HIGH: "higher than chance explains (neither better nor worse)",
    Variation.LOW: "lower than chance explains (neither better nor worse)",
    Variation.TOO_FEW: "too few to tell",
}
_ASSURANCE_WORDS: dict[str, str] = {
    Assurance.PASSES: "consistently met",
    Assurance.FAILS: "consistently missed",
    Assurance.HIT_AND_MISS: "met by some figures and missed by others",
    Assurance.NONE: "no target is set",
    Assurance.TOO_FEW: "there are too few figures to tell",
}
# The lists of what moved; the others tell of words, of exceptions and of what lies ahead.
_MOVES = ("completed", "improved", "worsened", "reopened", "slipped", "brought_forward", "added", "retired")
# Nothing can turn from these: they say nothing of a measure.
_SILENT = frozenset((Variation.TOO_FEW.value, Assurance.TOO_FEW.value, Assurance.NONE.value))


def is_improved(old: Status, new: Status) -> bool:
    """Say whether a rating went up in the order of statuses."""
    return old in _PLACE and new in _PLACE and _PLACE[new] > _PLACE[old]


def is_worsened(old: Status, new: Status) -> bool:
    """Say whether a rating went down in the order of statuses."""
    return old in _PLACE and new in _PLACE and _PLACE[new] < _PLACE[old]


def is_reopened(old: Status, new: Status) -> bool:
    """Say whether an action was complete or embedded and is not any more."""
    return old in DONE and new not in DONE


def is_completed(old: Status, new: Status) -> bool:
    """Say whether an action became complete or embedded."""
    return old not in DONE and new in DONE


def is_rated_otherwise(old: Status, new: Status) -> bool:
    """Say whether a rating changed in none of these ways: it was or became paused or not rated."""
    listed_in = (is_improved, is_worsened, is_completed, is_reopened)
    return old is not new and not any(rule(old, new) for rule in listed_in)


def slippage_profile(slips: Iterable[int | None]) -> tuple[SlippageRow, ...]:
    """Count actions by days from the original to the current due date; None is no date on one side."""
    counts = [0] * len(SLIPPAGE_BANDS)
    without = 0
    for slip in slips:
        if slip is None:
            without += 1
            continue
        for place, (_, first, last) in enumerate(SLIPPAGE_BANDS):
            if (first is None or slip >= first) and (last is None or slip <= last):
                counts[place] += 1
                break
    rows = [
        SlippageRow(words, first, last, count)
        for (words, first, last), count in zip(SLIPPAGE_BANDS, counts, strict=True)
    ]
    return (*rows, SlippageRow(NO_DATE, None, None, without))


def told_in(changed: WhatChanged, name: str) -> tuple[MovedAction, ...]:
    """Return a list of what changed as it is shown and counted everywhere: each move of a rating once.

    `improved` leaves out what `completed` tells, and `worsened` what `reopened` tells.
    """
    actions: tuple[MovedAction, ...] = getattr(changed, name) or ()
    other: tuple[MovedAction, ...] = getattr(changed, _TOLD_IN[name]) if name in _TOLD_IN else ()
    elsewhere = {action.id for action in other}
    return tuple(action for action in actions if action.id not in elsewhere)


def is_listed(changed: WhatChanged, name: str) -> bool:
    """Say whether what changed has a list; a meeting frozen before a list existed has not."""
    return getattr(changed, name) is not None


def in_area(changed: WhatChanged, area_id: int) -> WhatChanged:
    """Cut what changed down to the actions of one area, without measures."""
    return in_areas(changed, (area_id,), ())


def in_areas(changed: WhatChanged, areas: Collection[int], measures: Collection[int]) -> WhatChanged:
    """Cut what changed down to the actions of some areas and to some measures, by their ids.

    How many actions went from one rating to another is known of the whole plan only; it is left out, and so
    are money and the sentence of the whole.
    """

    def mine(moved: tuple[MovedAction, ...]) -> tuple[MovedAction, ...]:
        return tuple(action for action in moved if action.area_id in areas)

    return replace(
        changed,
        flow=(),
        money=(),
        sentence=None,
        improved=mine(changed.improved),
        worsened=mine(changed.worsened),
        completed=mine(changed.completed),
        reopened=mine(changed.reopened),
        slipped=mine(changed.slipped),
        brought_forward=mine(changed.brought_forward),
        added=mine(changed.added),
        retired=mine(changed.retired),
        narratives=mine(changed.narratives),
        stale=mine(changed.stale),
        exceptions_opened=mine(changed.exceptions_opened),
        exceptions_closed=mine(changed.exceptions_closed),
        rated_otherwise=mine(changed.rated_otherwise) if changed.rated_otherwise is not None else None,
        measures=tuple(row for row in changed.measures if row.id in measures),
        due_next=mine(changed.due_next),
    )


def turns_of(measure: MovedMeasure) -> tuple[str, ...]:
    """Say how a measure turned, a sentence for each way: its figures, and whether they reach the target.

    Where nothing could be said before, for too few figures or want of a target, nothing turned. What a
    meeting was frozen with is said as it was.
    """
    if measure.turns is not None:
        return measure.turns
    turns = []
    old, new = measure.old_variation, measure.new_variation
    if old != new and old not in _SILENT:
        turns.append(f"Its figures were {_VARIATION_WORDS[old]}; now {_VARIATION_WORDS[new]}.")
    old, new = measure.old_assurance, measure.new_assurance
    if old != new and old not in _SILENT:
        was = _target_text(old, measure.old_variation)
        turns.append(f"Its target was {was}; now {_target_text(new, measure.new_variation)}.")
    return tuple(turns)


def _target_text(assurance: str, variation: str) -> str:
    """Say whether the target is met; of what improves "not yet", its limits rest on earlier figures too."""
    if assurance == Assurance.FAILS and variation == Variation.IMPROVEMENT:
        return "not yet reliably met"
    return _ASSURANCE_WORDS[assurance]


def change_sentence(changed: WhatChanged) -> str:
    """Say in one sentence what moved, leaving out what did not; as a meeting was frozen with where it was."""
    if changed.sentence is not None:
        return changed.sentence
    parts = [
        _counted(changed.completed, "was completed", "were completed"),
        _counted(told_in(changed, "improved"), "improved", "improved"),
        _counted(told_in(changed, "worsened"), "worsened", "worsened"),
        _counted(changed.reopened, "was reopened", "were reopened"),
        _number(_rated_otherwise(changed), "was rated otherwise", "were rated otherwise"),
        _counted(changed.slipped, "slipped", "slipped"),
        _counted(changed.brought_forward, "was brought forward", "were brought forward"),
        _counted(changed.added, "was added", "were added"),
        _counted(changed.retired, "was taken out", "were taken out"),
    ]
    said = [part for part in parts if part]
    since = changed.earlier.words or long_day(changed.earlier.as_at)
    if nothing_moved(changed):
        return f"Since {since}, no rating changed, no due date moved and no action was added or taken out."
    return f"Since {since}, {listed(said)}."


def nothing_moved(changed: WhatChanged) -> bool:
    """Say whether no rating and no due date moved and no action was added or taken out."""
    moves = (*_MOVES, "rated_otherwise")
    return not any(getattr(changed, name) for name in moves) and not _rated_otherwise(changed)


def _rated_otherwise(changed: WhatChanged) -> int:
    """Count the actions whose rating changed otherwise; a meeting of before has only the flow."""
    of_flow = (
        row.actions
        for row in changed.flow
        if row.old and row.new and is_rated_otherwise(Status(row.old), Status(row.new))
    )
    return sum(of_flow) if changed.rated_otherwise is None else len(changed.rated_otherwise)


def _counted(moved: Sequence[MovedAction], one: str, many: str) -> str:
    return _number(len(moved), one, many)


def _number(number: int, one: str, many: str) -> str:
    return f"{counted(number, 'action')} {one if number == 1 else many}" if number else ""

"""What looks odd only when actions are seen together.

Owns: the same action twice, a ref twice, several actions in one cell, a date a year off its neighbours, and a
name with posts that may be two people's.
Refuses: correcting any of them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from statistics import median

from data_model.plan.action_content import ActionContent
from data_model.plan.due_dates import DueKind, Precision
from data_model.shared.sentence_text import long_month
from loaders.files.issues import Issue
from loaders.plan import plan_issues as kinds
from loaders.plan.ratings.rag import fold

_LIST_MARK = re.compile(r"^\s*(?:[•▪◦‣●*\-–]|\(?[a-z0-9]{1,2}[.)])\s*\S", re.MULTILINE)
_NEIGHBOURS = 4
_WORD = re.compile(r"[^\W_]+")
_FILLING = frozenset(("of", "the", "and", "for", "in", "a", "to"))
_ALIKE = 0.5  # of the words of two posts: above it they are two ways to write one


def find_doubts(actions: Sequence[ActionContent]) -> list[Issue]:
    """List what a person should look at, in the order of the plan."""
    return [
        *_same_action_twice(actions),
        *_ref_twice(actions),
        *_several_actions(actions),
        *_a_year_off(actions),
        *_one_name_several_posts(actions),
    ]


def _same_action_twice(actions: Sequence[ActionContent]) -> list[Issue]:
    first: dict[str, ActionContent] = {}
    found = []
    for action in actions:
        known = first.setdefault(fold(action.text), action)
        if known is not action:
            seen = f"“{action.text}” also stands in {known.sheet} {known.cell}"
            found.append(Issue(kinds.SAME_ACTION_TWICE, seen, action.sheet, action.cell))
    return found


def _ref_twice(actions: Sequence[ActionContent]) -> list[Issue]:
    counts = Counter(action.ref for action in actions if action.ref)
    return [
        Issue(kinds.REF_TWICE, action.ref, action.sheet, action.cell)
        for action in actions
        if action.ref and counts[action.ref] > 1
    ]


def _several_actions(actions: Sequence[ActionContent]) -> list[Issue]:
    found = []
    for action in actions:
        lines = [line for line in action.text.split("\n") if line.strip()]
        if len(lines) < 2:
            continue
        listed = len(_LIST_MARK.findall(action.text))
        whole = sum(1 for line in lines if len(line) > 30 and line.strip()[:1].isupper())
        if listed >= 2 or whole >= 2:
            found.append(Issue(kinds.SEVERAL_ACTIONS, action.text, action.sheet, action.cell))
    return found


def _a_year_off(actions: Sequence[ActionContent]) -> list[Issue]:
    """A deadline 300 to 430 days from the middle of its neighbours in the area, which would be among them
    (within 60 days) in the year before or after."""
    by_area: dict[tuple[str, str], list[ActionContent]] = {}
    for action in actions:
        if action.due.kind is DueKind.DEADLINE and action.due.precision is Precision.DAY:
            by_area.setdefault((action.area_number, action.area), []).append(action)
    found = []
    for listed in by_area.values():
        days = [action.due.date.toordinal() for action in listed if action.due.date is not None]
        for at, action in enumerate(listed):
            near = days[max(0, at - _NEIGHBOURS) : at] + days[at + 1 : at + 1 + _NEIGHBOURS]
            if len(near) < 2 or max(near) - min(near) > 183:
                continue
            middle = median(near)
            if 300 <= abs(days[at] - middle) <= 430 and abs(abs(days[at] - middle) - 365) <= 60:
                day = date.fromordinal(int(middle))
                seen = f"“{action.due_text}”, while its neighbours fall around {long_month(day)}"
                found.append(Issue(kinds.DUE_OFF, seen, action.sheet, action.due_cell))
    return found


def _one_name_several_posts(actions: Sequence[ActionContent]) -> list[Issue]:
    """Where a name that may be several people's stands with another post than before, once for each post.

    An initial or a surname alone may be anybody's, so any other post counts; beside a whole name only one
    that is more than another way to write the first.
    """
    posts: dict[str, list[str]] = {}
    found = []
    for action in actions:
        for person in action.people:
            if not person.name or not person.post:
                continue
            known = posts.setdefault(person.key, [])
            if known and all(_may_be_two(person.key, post, person.post) for post in known):
                seen = f"“{person.name}”: “{known[0]}” and “{person.post}”"
                found.append(Issue(kinds.ONE_NAME_SEVERAL_POSTS, seen, action.sheet, action.cell))
            if person.post not in known:
                known.append(person.post)
    return found


def _may_be_two(name: str, one_post: str, other_post: str) -> bool:
    one, other = (frozenset(_WORD.findall(fold(post))) - _FILLING for post in (one_post, other_post))
    if one == other:
        return False
    parts = name.split()
    if len(parts) < 2 or len(parts[0]) == 1:
        return True
    return not (one <= other or other <= one) and len(one & other) <= _ALIKE * len(one | other)

"""Which lists of Annex A are counted, and by which headings their columns are known.

Owns: the four lists, the wordings of their columns, and telling a list by its headings, wherever its columns
stand. Refuses: every other column, so that nothing of it is ever read; close spellings; and telling a list
by the name of its sheet alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from data_model.measures.measure_vocabulary import measure_key

HEADINGS_WITHIN = 20  # rows from the top among which the headings are looked for


class ListKind(StrEnum):
    """A list of Annex A that measures are counted from, by the name that Annex A gives it."""

    CONTACTS = "List 1"
    REFERRALS = "List 3"
    ASSESSMENTS = "List 4"
    SECTION_47 = "List 5"


class Role(StrEnum):
    """What a column that is read holds, in the words of messages."""

    CONTACT = "date of contact"
    REFERRAL = "date of referral"
    EARLIER_REFERRALS = "number of referrals in the last 12 months"
    STARTED = "start date of the assessment"
    AUTHORISED = "date of authorisation"
    STRATEGY = "date of the strategy discussion"
    CONFERENCE = "date of the initial child protection conference"
    TEAM = "allocated team"


# The columns that hold days.
DAYS = frozenset((Role.CONTACT, Role.REFERRAL, Role.STARTED, Role.AUTHORISED, Role.STRATEGY, Role.CONFERENCE))
# The columns of each list; the first makes the list, without the needed ones it gives no figure.
COLUMNS: dict[ListKind, tuple[Role, ...]] = {
    ListKind.CONTACTS: (Role.CONTACT, Role.TEAM),
    ListKind.REFERRALS: (Role.REFERRAL, Role.EARLIER_REFERRALS, Role.TEAM),
    ListKind.ASSESSMENTS: (Role.AUTHORISED, Role.STARTED, Role.TEAM),
    ListKind.SECTION_47: (Role.STRATEGY, Role.CONFERENCE, Role.TEAM),
}
NEEDED: dict[ListKind, tuple[Role, ...]] = {
    ListKind.CONTACTS: (Role.CONTACT,),
    ListKind.REFERRALS: (Role.REFERRAL, Role.EARLIER_REFERRALS),
    ListKind.ASSESSMENTS: (Role.AUTHORISED, Role.STARTED),
    ListKind.SECTION_47: (Role.STRATEGY, Role.CONFERENCE),
}
# Folded as `measure_key` folds: lower case, no punctuation, single spaces.
WORDINGS: dict[Role, tuple[str, ...]] = {
    Role.CONTACT: (
        *("date of contact", "contact date", "date contact received", "contact received date"),
        *("contact start date", "date of initial contact", "date contact was received"),
    ),
    Role.REFERRAL: (
        *("date of referral", "referral date", "date referral received", "referral received date"),
        *("referral start date", "date of the referral", "date referral was received"),
    ),
    Role.EARLIER_REFERRALS: (
        *("number of referrals in last 12 months", "number of referrals in the last 12 months"),
        *("no of referrals in last 12 months", "no of referrals in the last 12 months"),
        *("number of referrals in past 12 months", "number of referrals in the past 12 months"),
        *("referrals in last 12 months", "number of previous referrals in last 12 months"),
    ),
    Role.STARTED: (
        *("continuous assessment start date", "assessment start date", "date assessment started"),
        *("start date of assessment", "start date of the assessment", "date of assessment start"),
    ),
    Role.AUTHORISED: (
        *("continuous assessment date of authorisation", "continuous assessment authorisation date"),
        *("date of authorisation", "authorisation date", "assessment authorisation date"),
        *("assessment date of authorisation", "date assessment authorised", "assessment authorised date"),
    ),
    Role.STRATEGY: (
        *("strategy discussion initiating section 47 enquiry start date", "strategy discussion date"),
        *("strategy discussion initiating section 47 enquiry", "date of strategy discussion"),
        *("strategy discussion initiating s47 enquiry start date", "date of the strategy discussion"),
        *("strategy discussion start date", "date of strategy discussion initiating section 47 enquiry"),
    ),
    Role.CONFERENCE: (
        *("date of initial child protection conference", "initial child protection conference date"),
        *("date of the initial child protection conference", "date of icpc", "icpc date"),
    ),
    Role.TEAM: ("allocated team", "team", "team name", "allocated team name", "responsible team"),
}
_ROLES = {wording: role for role, wordings in WORDINGS.items() for wording in wordings}
# The list whose own first column stands in a row; a list of enquiries may have the day of referral, too.
_IN_ORDER = (ListKind.SECTION_47, ListKind.ASSESSMENTS, ListKind.REFERRALS, ListKind.CONTACTS)
# Headings by which any sheet is a list about children, whatever else it holds.
_OF_A_CHILD = frozenset(
    (
        *("child unique id", "child unique identifier", "childs unique id", "child id", "child identifier"),
        *("date of birth", "dob", "d o b", "birth date", "childs date of birth", "child date of birth"),
        *("nhs number", "unique pupil number"),
    )
)
_FEWEST_HEADINGS = 3
_GUIDANCE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # "Date of Contact (dd/mm/yyyy)"


@dataclass(frozen=True, slots=True)
class ListColumns:
    """Where the columns of a list stand, counted from 1; `twice` are those that stand more than once, of
    which the first is read."""

    kind: ListKind
    places: Mapping[Role, int]
    twice: tuple[Role, ...] = ()

    @property
    def lacking(self) -> tuple[Role, ...]:
        """The columns that the list should have and does not."""
        return tuple(role for role in COLUMNS[self.kind] if role not in self.places)

    @property
    def is_whole(self) -> bool:
        """Say whether the columns are there without which nothing can be counted."""
        return all(role in self.places for role in NEEDED[self.kind])


def find_columns(headings: Mapping[int, str], sheet: str = "") -> ListColumns | None:
    """Find the columns of a list among headings by column number, from 1; None when they make no list.

    Where they would make several, the one that the sheet is named after is taken, else the later list.
    """
    found: dict[Role, int] = {}
    twice: dict[Role, None] = {}
    for column, heading in sorted(headings.items()):
        role = _ROLES.get(measure_key(heading)) or _ROLES.get(measure_key(_GUIDANCE.sub(" ", heading)))
        if role is not None and role in found:
            twice[role] = None
        elif role is not None:
            found[role] = column
    kinds = [kind for kind in _IN_ORDER if COLUMNS[kind][0] in found]
    if not kinds:
        return None
    named = kind_named(sheet)
    kind = named if named in kinds else kinds[0]
    places = {role: found[role] for role in COLUMNS[kind] if role in found}
    return ListColumns(kind, places, tuple(role for role in twice if role in places))


def kind_named(sheet: str) -> ListKind | None:
    """Tell the list that a sheet is named after, such as "List 4" or "List 4 - Assessments"."""
    words = measure_key(sheet).split()
    if len(words) > 1 and words[0] == "list":
        return next((kind for kind in ListKind if measure_key(kind) == f"list {words[1]}"), None)
    return None


def is_about_children(headings: Mapping[int, str]) -> bool:
    """Say whether a row of headings is that of a list about children: Annex A has eleven of them."""
    return len(headings) >= _FEWEST_HEADINGS and any(
        measure_key(heading.replace("'", "").replace("’", "")) in _OF_A_CHILD for heading in headings.values()
    )

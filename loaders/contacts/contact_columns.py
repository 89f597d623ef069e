"""Which headings make a list of contacts, and which headings end it.

Owns: the wordings of the five columns that are read, and the words by which a heading tells of a name, a date
of birth, a number, an address or another identifier of a person.
Refuses: a list with such a heading, as a whole; headings alone never say that a list is free of them, its
content is looked at too (`contact_privacy`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from loaders.contacts.contact_issues import CONTACT_IDENTIFYING
from loaders.files.issues import Issue
from loaders.files.raw_workbook import column_letters

RECEIVED, DECIDED, TIER, OUTCOME, TEAM = "received", "decided", "tier", "outcome", "team"

# Words that a heading may have besides; "contacts" is none: "Contacts received" heads a count.
_FILLER_WORDS = """
a and at by contact contacted day date datetime for in of on time the was when
"""
_FILLERS = frozenset(_FILLER_WORDS.split())
# What is left of a heading without its fillers, for each column, words sorted.
DATED: dict[str, frozenset[str]] = {
    RECEIVED: frozenset(("received", "receipt", "arrived")),
    DECIDED: frozenset(("decided", "decision", "decision made", "closed", "completed", "outcome", "triaged")),
}
# These head other lists as well, so that the heading must speak of a contact.
_DATED_OF_A_CONTACT: dict[str, frozenset[str]] = {
    RECEIVED: frozenset(("", "start", "started", "created")),
    DECIDED: frozenset(("end", "ended")),
}
WORDINGS: dict[str, tuple[str, ...]] = {
    TIER: (
        *("tier", "triage tier", "contact tier", "initial tier", "rag", "rag rating", "initial rag", "brag"),
        *("mash rag", "triage", "triage rating", "triage level", "priority", "contact priority", "urgency"),
        "level",
    ),
    OUTCOME: (
        *("outcome", "contact outcome", "outcome of contact", "outcome of the contact", "decision outcome"),
        *("decision", "contact decision", "result", "next step"),
    ),
    TEAM: (
        *("team", "team name", "contact team", "receiving team", "responsible team", "mash team", "service"),
        *("service name", "hub", "hub name", "locality", "locality name", "pod"),
    ),
}

_WORD = re.compile(r"[^\W\d_]+|\d+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PERSON_WORDS = """
child childs yp pupil person persons people client clients case family subject patient student
sibling mother father parent carer mosaic lcs ics eclipse liquidlogic carefirst azeus contact
referral record system individual episode social allocated worker young service user
"""
_PERSON = frozenset(_PERSON_WORDS.split())
_NUMBER_WORDS = """
id ids identifier identifiers no num number ref refs reference code key urn
"""
_NUMBER = frozenset(_NUMBER_WORDS.split())
_OTHER_WORDS = """
team service hub locality agency organisation organization tier outcome school ward district office
council authority source pod area department measure
"""
_OF_NO_PERSON = frozenset(_OTHER_WORDS.split())
_ALONE = {
    "child": "a name", "children": "a name", "young person": "a name", "person": "a name", "client": "a name",
    "subject": "a name", "pupil": "a name", "family": "a name", "mother": "a name", "father": "a name",
    "parent": "a name", "yp": "a name", "child yp": "a name", "known as": "a name", "service user": "a name",
    "contact id": "an identifier", "id": "an identifier", "ref": "an identifier", "ref no": "an identifier",
    "reference": "an identifier", "identifier": "an identifier", "key": "an identifier",
    "reference number": "an identifier", "unique reference": "an identifier",
}  # fmt: skip
_ANYWHERE = {
    "a name": "forename forenames surname surnames firstname lastname fullname initials alias nickname",
    "a date of birth": "dob birth born birthday birthdate dateofbirth",
    "an NHS number": "nhsnumber nhsno",
    "a unique pupil number": "upn uln",
    "a postcode": "postcode postcodes postal zipcode",
    "an e-mail address": "email emails",
    "a telephone number": "phone phones telephone telephones mobile tel fax landline",
    "an address": "address addresses street uprn",
    "an identifier": "guid uuid uin personid childid clientid caseid passport nino",
}
_KIND_OF_WORD = {word: kind for kind, words in _ANYWHERE.items() for word in words.split()}
_PHRASES = {
    "d o b": "a date of birth",
    "post code": "a postcode",
    "e mail": "an e-mail address",
    "national insurance": "an identifier",
    "unique pupil": "a unique pupil number",
    "zip code": "a postcode",
    "contact number": "a telephone number",
    "contact no": "a telephone number",
    "fore name": "a name",
    "sur name": "a name",
}


@dataclass(frozen=True, slots=True)
class ContactColumns:
    """Where the columns of a list stand, counted from 1, and its other columns with their headings."""

    received: int
    decided: int
    tier: int | None
    outcome: int | None
    team: int | None
    unread: tuple[tuple[int, str], ...]

    @property
    def read(self) -> tuple[tuple[str, int], ...]:
        """Name the columns that are read, with their places."""
        places = (
            (RECEIVED, self.received),
            (DECIDED, self.decided),
            (TIER, self.tier),
            (OUTCOME, self.outcome),
            (TEAM, self.team),
        )
        return tuple((name, place) for name, place in places if place is not None)


def find_contact_columns(headings: Mapping[int, str]) -> ContactColumns | None:
    """Find the columns of a list of contacts among headings by column number, from 1. None when it is none:
    a list of contacts says when each was received and when it was decided. Of two columns of one meaning the
    first is read, a day received or decided before a time alone."""
    found: dict[str, int] = {}
    for times_too in (False, True):
        for column, heading in sorted(headings.items()):
            meaning = _meaning(heading, times_too)
            if meaning and meaning not in found and column not in found.values():
                found[meaning] = column
    if RECEIVED not in found or DECIDED not in found:
        return None
    unread = tuple(
        (column, heading) for column, heading in sorted(headings.items()) if column not in found.values()
    )
    return ContactColumns(
        found[RECEIVED], found[DECIDED], found.get(TIER), found.get(OUTCOME), found.get(TEAM), unread
    )


def refuse_identifying(headings: Mapping[int, str], sheet: str = "") -> Issue | None:
    """Return the issue that ends a list of contacts when a heading tells of what identifies a person, naming
    the column and the kind; None when no heading does."""
    for column, heading in sorted(headings.items()):
        kind = identifying_kind(heading)
        if kind:
            return identifying_issue(heading, column, kind, sheet)
    return None


def identifying_issue(heading: str, column: int, kind: str, sheet: str, row: int = 0) -> Issue:
    """Make the issue that ends a list: it names the column by its heading and letter, never a value."""
    letter = column_letters(column)
    # A list without headings has a person's details where a heading should be: those are values, too.
    named = f"the column “{' '.join(heading.split())[:80]}” ({letter})" if heading else f"column {letter}"
    return Issue(CONTACT_IDENTIFYING, f"{named} looks like {kind}", sheet, f"{letter}{row or ''}")


def identifying_kind(heading: str) -> str:
    """Name what a heading tells of a person, such as "a date of birth"; empty when it tells nothing of
    one."""
    words = _words(heading)
    text = " ".join(words)
    if text in _ALONE:
        return _ALONE[text]
    for phrase, kind in _PHRASES.items():
        if f" {phrase} " in f" {text} ":
            return kind
    for word in words:
        if word in _KIND_OF_WORD:
            return _KIND_OF_WORD[word]
    held = set(words)
    if "nhs" in held and (len(held) == 1 or held & _NUMBER):
        return "an NHS number"
    if held & {"name", "names"} and not held & _OF_NO_PERSON:
        return "a name"
    counts = "number of" in text or "no of" in text
    if held & _NUMBER and held & _PERSON and not counts:
        return "an identifier"
    return ""


def _meaning(heading: str, times_too: bool) -> str:
    words = _words(heading)
    text = " ".join(words)
    for name, wordings in WORDINGS.items():
        if text in wordings:
            return name
    held = set(words)
    if "time" in held and not held & {"date", "datetime", "day"} and not times_too:
        return ""
    rest = " ".join(word for word in words if word not in _FILLERS)
    of_a_contact = "contact" in held and bool(held & {"date", "datetime", "day", "start", "end"})
    for name, forms in DATED.items():
        if rest in forms or (of_a_contact and rest in _DATED_OF_A_CONTACT[name]):
            return name
    return ""


def _words(heading: str) -> list[str]:
    """Part a heading into words, whatever joins them: "PersonID", "date_of_birth", "Child's name"."""
    plain = heading.replace("’", "'").replace("'s", "").replace("'", "")
    return [word.casefold() for part in _CAMEL.split(plain) for word in _WORD.findall(part)]

"""The column headings of action plans: which of the plan's fields a heading names.

Owns: the wordings that councils use, the match of one heading (exact, by its beginning, by close spelling)
and the reading of one header row, of two joined rows and of the exception table's header.
Refuses: choosing for a person. A close spelling is reported apart and must be confirmed; a heading that no
wording fits is returned unmatched.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from data_model.plan.action_fields import ACTION_FIELDS, FieldKind
from data_model.plan.import_choices import KEPT_BESIDE
from loaders.plan.heading_vocabulary import BEGINNINGS, KEPT_AS_WRITTEN, WORDINGS, Field

# A rating is read, compared and merged as one: its status with the plan's word for it.
NAME_OF_COLUMN: dict[Field, str] = {
    Field(one.heading): "rag" if one.kind is FieldKind.RATING else one.name
    for one in ACTION_FIELDS
    if one.heading
}
# In an exception table the person and the date are those of the mitigation.
EXCEPTION_NAMES: dict[Field, str] = {
    **NAME_OF_COLUMN,
    Field.RESPONSIBLE: "exception_responsible",
    Field.DUE: "revised_due_text",
}


# What a person decided of columns: folded heading -> meaning (see data_model.plan.import_choices).
Chosen = Mapping[str, str]
NOTHING_CHOSEN: Chosen = {}


class Match(StrEnum):
    """How a heading was matched; a close spelling must be confirmed by a person."""

    EXACT = "exact"
    PREFIX = "prefix"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    field: Field
    how: Match


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """One header row, by column number. `columns` are certain, `close` await confirmation, `unmatched` keeps
    the text of other headings, `duplicates` names the further columns of a field already kept elsewhere.

    Of a table whose columns were judged as wholes (see `columns`): `beside` are kept as text under their
    heading, `series` holds the older columns of a field, newest first, `earlier` those that a person gave to
    a month of the past, and `left_out` those that nobody wants. `ticked` gives, by column, the rating that a
    mark in it stands for."""

    columns: dict[int, Field]
    close: dict[int, Field]
    unmatched: dict[int, str]
    duplicates: dict[Field, tuple[int, ...]]
    beside: dict[int, str] = dataclasses.field(default_factory=dict)
    series: dict[Field, tuple[int, ...]] = dataclasses.field(default_factory=dict)
    earlier: dict[int, tuple[Field, date]] = dataclasses.field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    ticked: dict[int, str] = dataclasses.field(default_factory=dict)


_LONGEST_AS_WRITTEN = 300  # a heading with its bracketed guidance
_LONGEST = 80  # without it
_MOST_WORDS_AFTER = 5
_CLOSE_RATIO = 88
_SHORTEST_CLOSE = 6
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CAMEL_CASE = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_OPEN_BRACKET = re.compile(r"(?<=\S)\s*[(\[].*$", re.DOTALL)
_ORDER = {Match.EXACT: 0, Match.PREFIX: 1, Match.CLOSE: 2}

# A sentence that begins like a heading ("Progress has been slow") holds one of these; a heading does not.
_SENTENCE_WORDS = frozenset(
    ("has", "have", "had", "is", "are", "was", "were", "been")
    + ("will", "should", "must", "can", "not", "we", "this")
)
# The next word that shows an instruction ("Progress the …"), a key ("RAG Key") or a value ("RAG: Green").
_NO_HEADING_NEXT = frozenset(
    ("the", "key", "legend", "definitions", "green", "amber", "yellow", "red", "blue")
)
# What turns "Due …" or "Timescale …" into another date.
_OTHER_DATES = frozenset(("start", "review", "reviewed", "begin", "commence", "completed", "actual"))

_EXACT: dict[str, Field] = {
    wording: Field(field) for field, wordings in WORDINGS.items() for wording in wordings
}
_BEGINNINGS: tuple[tuple[str, Field], ...] = tuple(
    sorted(
        ((beginning, Field(field)) for field, all_ in BEGINNINGS.items() for beginning in all_),
        key=lambda pair: -len(pair[0]),
    )
)
_CLOSE_CANDIDATES = tuple(wording for wording in _EXACT if len(wording) >= _SHORTEST_CLOSE)

# The columns that planning tools export, told by a few that no other file has.
_EXPORTS: tuple[tuple[frozenset[str], Mapping[str, str]], ...] = (
    (
        frozenset(("task id", "assignee", "section column")),  # Asana
        {"name": "action", "completed at": KEPT_BESIDE, "notes": "progress", "task id": "ref"},
    ),
    (
        frozenset(("task name", "bucket name")),  # Planner
        {"task name": "action", "bucket name": "area", "progress": "rag", "priority": KEPT_BESIDE,
         "description": "progress", "completed by": KEPT_BESIDE},
    ),
    (
        frozenset(("name", "person")),  # Monday
        {"name": "action", "person": "responsible", "notes": "progress", "item id": KEPT_BESIDE,
         "last updated": KEPT_BESIDE, "timeline start": KEPT_BESIDE, "timeline end": "due"},
    ),
)  # fmt: skip
_FIRST_OF_EXPORTS = frozenset(("task id", "task name", "person"))
_DATES = frozenset(("date", "dates", "timescale", "timescales", "timeframe", "timeline"))
_SIGNS = {"#": "no"}  # headings of a single sign, and the words that they stand for
_ACTION_AND_WHY = frozenset((Field.ACTION, Field.AREA, Field.OUTCOME))
_FIELD_WORDS = frozenset(one.value for one in Field)
_MAKES_ACTION_TABLE = frozenset(Field) - {Field.ACTION, Field.REF, Field.AREA}
_MAKES_PLAN_TABLE = frozenset((Field.OUTCOME, Field.PROGRESS, Field.IMPACT, Field.RAG))


def normalise_heading(text: str) -> str:
    """Fold a heading for comparison: lower case, no punctuation, no bracketed guidance, single spaces.

    Text that stands in brackets alone is kept, since there it is the heading.
    """
    apart = _CAMEL_CASE.sub(" ", text)  # "DueDate", as lists on the web name their columns
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", apart).lower())
    bare = _OPEN_BRACKET.sub("", _BRACKETED.sub(" ", folded))
    words = _words(bare)
    return words or _words(folded) or _SIGNS.get(folded.strip(), "")


def _words(text: str) -> str:
    without_apostrophes = re.sub("['’‘ʼ`]", "", text)
    return " ".join("".join(char if char.isalnum() else " " for char in without_apostrophes).split())


def match_heading(text: str, chosen: Chosen = NOTHING_CHOSEN) -> HeadingMatch | None:
    """Match one heading to a field: exact wording first, then a known beginning, then close spelling.

    `chosen` holds what a person decided, by folded heading; it stands before all of these.
    """
    if len(text) > _LONGEST_AS_WRITTEN:
        return None
    if chosen and (meaning := chosen.get(normalise_heading(text))) is not None:
        return HeadingMatch(Field(meaning), Match.EXACT) if meaning in _FIELD_WORDS else None
    return _match(text)


def is_known(text: str, chosen: Chosen = NOTHING_CHOSEN) -> bool:
    """Say whether a heading is known for certain, not by a close spelling; far quicker than a match."""
    return _certain(text) is not None or (bool(chosen) and match_heading(text, chosen) is not None)


@lru_cache(maxsize=32768)
def _certain(text: str) -> HeadingMatch | None:
    """Match a heading by its wording or its beginning, without the long look for a close spelling."""
    heading = normalise_heading(text)
    if not heading or len(heading) > _LONGEST:
        return None
    if heading in _EXACT:
        return HeadingMatch(_EXACT[heading], Match.EXACT)
    field = _by_beginning(heading) or _by_parts(text)
    return None if field is None else HeadingMatch(field, Match.PREFIX)


def _by_parts(text: str) -> Field | None:
    """Read "Recommendation / action" by its parts, all known: one field, or the action and what it is for."""
    if text.count("/") not in (1, 2):
        return None
    fields = {_EXACT.get(normalise_heading(part)) for part in text.split("/")}
    if len(fields) == 1:
        return next(iter(fields))
    return Field.ACTION if Field.ACTION in fields and fields <= _ACTION_AND_WHY else None


@lru_cache(maxsize=4096)
def _match(text: str) -> HeadingMatch | None:
    certain = _certain(text)
    if certain is not None:
        return certain
    heading = normalise_heading(text)
    field = _by_spelling(heading) if len(heading) <= _LONGEST else None
    return HeadingMatch(field, Match.CLOSE) if field is not None else None


def preset_of(headings: Mapping[int, str]) -> Chosen:
    """Return what the headings of a planning tool's export mean; {} for any other header."""
    if not any(heading.strip().casefold() in _FIRST_OF_EXPORTS for heading in headings.values()):
        return NOTHING_CHOSEN
    folded = {normalise_heading(heading) for heading in headings.values() if len(heading) <= _LONGEST}
    return next((meanings for needed, meanings in _EXPORTS if needed <= folded), NOTHING_CHOSEN)


def _by_beginning(heading: str) -> Field | None:
    for beginning, field in _BEGINNINGS:
        if heading == beginning:
            return field
        if not heading.startswith(beginning + " "):
            continue
        rest = heading[len(beginning) + 1 :].split()
        if (
            len(rest) > _MOST_WORDS_AFTER
            or rest[0] in _NO_HEADING_NEXT
            or not _SENTENCE_WORDS.isdisjoint(rest)
        ):
            return None
        if field in (Field.DUE, Field.REVISED_DUE) and not _OTHER_DATES.isdisjoint(rest):
            return None
        return field
    return None


def _by_spelling(heading: str) -> Field | None:
    if len(heading) < _SHORTEST_CLOSE or len(heading) > 40 or heading.isdigit():
        return None
    best: tuple[float, Field] | None = None
    for wording in _CLOSE_CANDIDATES:
        if abs(len(wording) - len(heading)) > 2 or heading.startswith(wording):
            continue  # "measured", "action 1": another form of the word, or a numbered row
        ratio = fuzz.ratio(heading, wording)
        swapped = sorted(heading) == sorted(wording) and OSA.distance(heading, wording) == 1
        if (ratio >= _CLOSE_RATIO or swapped) and (best is None or ratio > best[0]):
            best = ratio, _EXACT[wording]
    return best[1] if best else None


def read_header_row(cells: dict[int, str], chosen: Chosen = NOTHING_CHOSEN) -> HeaderRow:
    """Read a header row from column number to text.

    Where one field matches several columns, the best match (exact, beginning, close) keeps it, then the first
    from the left; the others are named in `duplicates`.
    """
    chosen = {**preset_of(cells), **chosen}
    found: dict[int, HeadingMatch] = {}
    unmatched: dict[int, str] = {}
    for column, text in sorted(cells.items()):
        match = match_heading(text, chosen)
        if match is not None:
            found[column] = match
        elif text.strip():
            unmatched[column] = text
    kept: dict[Field, int] = {}
    duplicates: dict[Field, tuple[int, ...]] = {}
    for column in sorted(found, key=lambda at: (_ORDER[found[at].how], at)):
        field = found[column].field
        if field in kept:
            duplicates[field] = tuple(sorted((*duplicates.get(field, ()), column)))
        else:
            kept[field] = column
    certain = {column: field for field, column in kept.items() if found[column].how is not Match.CLOSE}
    close = {column: field for field, column in kept.items() if found[column].how is Match.CLOSE}
    return HeaderRow(dict(sorted(certain.items())), dict(sorted(close.items())), unmatched, duplicates)


def is_header_row(cells: dict[int, str], chosen: Chosen = NOTHING_CHOSEN) -> bool:
    """Say whether a row heads a table of actions or of exceptions.

    Every text must be short enough for a heading, at least one match must be certain, and beside the action
    column stands at least one of its details (who, when, RAG, progress, outcome …).
    """
    if len(cells) < 2 or any(len(text) > _LONGEST_AS_WRITTEN for text in cells.values()):
        return False
    return _heads(cells, chosen) if chosen else _heads_unchosen(tuple(cells.values()))


@lru_cache(maxsize=32768)
def _heads_unchosen(texts: tuple[str, ...]) -> bool:
    """Say whether texts head a table; a row is asked about several times, so the answer is kept."""
    return any(map(_certain, texts)) and _heads(dict(enumerate(texts)), NOTHING_CHOSEN)


def _heads(cells: dict[int, str], chosen: Chosen) -> bool:
    chosen = {**preset_of(cells), **chosen}
    found = [(text, match_heading(text, chosen)) for text in cells.values()]
    matches = [match for _, match in found if match is not None]
    if any(
        match is not None and match.field is Field.ACTION and chosen.get(normalise_heading(text)) is not None
        for text, match in found
    ):
        return True  # a person said where the actions stand
    if len(matches) < 2 or all(match.how is Match.CLOSE for match in matches):
        return False
    fields = {match.field for match in matches}
    if not _short_enough(cells):
        return False
    if Field.ACTION in fields:
        return not _MAKES_ACTION_TABLE.isdisjoint(fields)
    return _is_exception(fields) and len(fields) > 1


def _short_enough(cells: dict[int, str]) -> bool:
    return all(
        match_heading(text) is not None or len(normalise_heading(text)) <= _LONGEST for text in cells.values()
    )


def is_exception_header(header: HeaderRow) -> bool:
    """Say whether a header is that of an exception table: it gives a reason for delay or a mitigation.

    A plan whose own table has such a column beside outcome, progress, impact or RAG (two of them) is not one.
    """
    return _is_exception({*header.columns.values(), *header.close.values()})


def _is_exception(fields: set[Field]) -> bool:
    return not fields.isdisjoint((Field.REASON, Field.MITIGATION)) and len(fields & _MAKES_PLAN_TABLE) < 2


def join_header_rows(
    upper: dict[int, str], lower: dict[int, str], chosen: Chosen = NOTHING_CHOSEN
) -> dict[int, str]:
    """Join a header of two rows, column by column.

    A lower text that is a heading by itself stands alone ("Timescale" over "Due date"); otherwise the two are
    read together ("Due" over "date").
    """
    joined: dict[int, str] = {}
    for column in sorted({*upper, *lower}):
        above, below = upper.get(column, "").strip(), lower.get(column, "").strip()
        match = match_heading(below, chosen)
        certain = match is not None and match.how is not Match.CLOSE
        kept = normalise_heading(below) in KEPT_AS_WRITTEN and normalise_heading(above) not in _DATES
        alone = certain or kept
        if not above or (alone and not _is_rating_over_time(above, below)):
            joined[column] = below or above
        else:
            joined[column] = _joined_heading(above, below)
    return joined


def _joined_heading(above: str, below: str) -> str:
    """Read two texts of a header together; "Revised" under "Dates" is the revised date."""
    joined = f"{above} {below}".strip()
    if normalise_heading(above) not in _DATES or _certain(joined) is not None:
        return joined
    date_of = f"{below} date"
    known = _certain(date_of) is not None or normalise_heading(date_of) in KEPT_AS_WRITTEN
    return date_of if below and known else joined


def _is_rating_over_time(above: str, below: str) -> bool:
    """Tell "Forecast" under "RAG", which is a rating, from one that is a date."""
    upper, lower = match_heading(above), match_heading(below)
    return (
        upper is not None
        and lower is not None
        and upper.field is Field.RAG
        and lower.field is Field.REVISED_DUE
        and "date" not in normalise_heading(below).split()
    )

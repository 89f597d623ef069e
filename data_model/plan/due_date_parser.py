"""What a due date says, as people write it in plans.

Owns: turning one cell into a day, what kind of day it is and how exact it is. Words that say less than a day
give the last day they allow, so that nothing is called overdue early. Refuses: guessing. The whole text must
be recognised; what is left over becomes a doubt or makes the date unclear.
"""

import re
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache

from data_model.plan.due_dates import DueDate, DueKind
from data_model.shared.days.date_parser import (
    DateSpan,
    Precision,
    match_day_at_start,
    names_of_dates_in,
    read_day,
    read_single,
    read_span,
    tidy_text,
    without_lead,
)
from data_model.shared.sentence_text import long_day

LONGEST_TEXT = 300  # characters; a due date is never longer, and a bound keeps every pattern cheap

_REVIEW = re.compile(
    r"(?:to be reviewed|(?:(?:for|to|next|due for) )*review)\b(?: (?:date|due|by|on|in))*[ :-]*"
)
_REVIEW_AFTER = re.compile(r"(.+?)[ ,(-]+(?:for )?review(?: date)?\)?")
_FILLER_PREFIX = "•*·●▪-=–—' \""
_NO_DATE_WORD = (
    r"(?:n[/.]?a|not applicable|none|no date|(?:date )?t\.?b\.?[acd]"
    r"|(?:date )?to be (?:confirmed|agreed|announced|determined|decided)"
    r"|on[ -]?going|continuous|continual|continuing|bau|business as usual)"
)
_NO_DATE = re.compile(rf"{_NO_DATE_WORD}(?:[ ,;/()&.-]+{_NO_DATE_WORD}){{0,3}}\)?")

_UNIT = r"(?:working )?(?:day|week|month|quarter|term|year)"
_COUNT = r"(?:[1-9][0-9]?|two|three|four|five|six|eight|ten|twelve)"
# "6 weekly" counts no higher than 12, so that the year in "31/03/23 monthly" is not taken for a count.
_FEW = r"(?:1[0-2]|[1-9]|two|three|four|five|six|eight|ten|twelve)"
_REPEATS = re.compile(
    rf"(?<![0-9a-z])(?<![0-9][./-])(?:every (?:(?:other|second|{_COUNT}) )?{_UNIT}s?|each {_UNIT}"
    rf"|(?:once|twice|{_COUNT} times) (?:a|per|every|each) {_UNIT}"
    rf"|(?:(?:{_FEW}|bi|half)[ -]?)?(?:weekly|monthly|yearly|annually)"
    r"|daily|fortnightly|quarterly|termly|annual|biannually|biannual)\b"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_START_WORDS = _words(
    "start starts starting started from commence commences commencing begin begins beginning since"
)
_END_WORDS = _words("until till to ending ends")
_REPEAT_FILLER = _words(
    """and then to be for with on a an at least ongoing on-going continuous review reviews reviewed report
    reports reported reporting update updates updated meeting meetings audit audits monitored monitoring
    basis checks check thereafter"""
)
_DONE_WORDS = _words(
    "complete completed done closed achieved finished delivered actioned implemented submitted signed met"
)
_MONTH_WORDS = _words(
    """jan january feb february mar march apr april may jun june jul july aug august sep sept september oct
    october nov november dec december"""
)
# Words that may turn the day beside them into something other than the deadline.
_CHANGING_WORDS = (
    _START_WORDS
    | _DONE_WORDS
    | _END_WORDS
    | _MONTH_WORDS
    | _words(
        """after before onwards onward then thereafter earliest not no never if or was were now revised
        revise new old extended extend extension original originally previous previously moved slipped
        slip delayed delay missed overdue postponed deferred cancelled withdrawn superseded held approx
        approximately circa about around roughly provisional provisionally estimated est subject dependent
        depending pending unless week weeks wc w c month months quarter term year years day days each
        every repeat review reviews reviewed reviewing tbc tba tbd confirm confirmed ongoing going
        continuous bau mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat
        saturday sun sunday spring summer autumn winter hold paused stopped plus within last next expected
        anticipated hopefully early mid late end"""
    )
)
_PLAIN_WORDS = re.compile(r"[ ,;:()&/'\".!-][a-z ,;:()&/'\"£.!-]*")
_NOT_A_DATE = "This could not be understood as a date."
_MARKED = re.compile(r"(.*\w)\s*[*†‡]{1,3}", re.DOTALL)
_TOO_LONG = "The text is too long to be a due date."
_OUT_OF_RANGE = "The year lies outside 2000 to 2099."


def understand_due_date(written: str | int | float | bool | date | datetime | time | None) -> DueDate:
    """Understand one due-date cell; never raises, and says "unclear" with a reason rather than guess.

    A real date cell is a deadline on that day. A number is read as its digits, so 2024 is a year and 44985,
    perhaps a date that lost its format, is unclear.
    """
    if written is None:
        return _no_date("")
    if isinstance(written, str):
        if len(written) <= LONGEST_TEXT:
            return _read_marked(written) or _understand_text(written)
        folded = " ".join(written.split())
        if len(folded) > LONGEST_TEXT:
            return _unclear(written, _TOO_LONG)
        return replace(_understand_text(folded), text=written if folded else "")
    if isinstance(written, date):  # a datetime is a date too
        text = f"{written.day:02}/{written.month:02}/{written.year:04}"
        day = date(written.year, written.month, written.day)
        if not 2000 <= day.year <= 2099:
            return _unclear(text, _OUT_OF_RANGE)
        return DueDate(text, day, DueKind.DEADLINE, Precision.DAY)
    if isinstance(written, bool):
        return _unclear(str(written).upper(), _NOT_A_DATE)
    if isinstance(written, time):
        return _unclear(written.isoformat(), "This is a time of day without a date.")
    return _understand_text(_digits(written))


def _read_marked(written: str) -> DueDate | None:
    """Read "31/03/26*", a date with the mark of a footnote; None for any other text."""
    marked = _MARKED.fullmatch(written.strip())
    read = _understand_text(marked[1]) if marked else None
    if read is None or read.date is None:
        return None
    return replace(read, text=written, doubt=read.doubt or "The mark beside the date may stand for a note.")


def _no_date(text: str, doubt: str = "") -> DueDate:
    return DueDate(text, None, DueKind.NONE, Precision.NONE, doubt=doubt)


def _unclear(text: str, doubt: str) -> DueDate:
    return DueDate(text, None, DueKind.UNCLEAR, Precision.NONE, doubt=doubt)


def _digits(number: int | float) -> str:
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        number = int(number)
    # Python refuses to print an integer of more than 4,300 decimal digits.
    return str(number) if isinstance(number, float) or number.bit_length() < 10_000 else hex(number)


@lru_cache(maxsize=4096)
def _understand_text(written: str) -> DueDate:
    tidy = tidy_text(written)
    if not tidy:
        return _no_date("")
    text = tidy.lstrip(_FILLER_PREFIX).rstrip("'\" .,;:")
    if not text:
        if tidy.strip("-. "):
            return _unclear(written, _NOT_A_DATE)
        return _no_date(written, "A dash stands for the date.")
    stripped = without_lead(text)
    found = read_span(stripped)
    if isinstance(found, DateSpan):
        return DueDate(written, found.last, DueKind.DEADLINE, found.precision, doubt=found.doubt)
    if _NO_DATE.fullmatch(text) or _NO_DATE.fullmatch(stripped):
        return _no_date(written, "Words stand in place of a date; no deadline is set.")
    due = (
        _read_review(written, text)
        or _read_recurring(written, text)
        or _read_beside_words(written, text, stripped)
    )
    return due or _unclear(written, found or _reason(text))


def _match_end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def _read_review(written: str, text: str) -> DueDate | None:
    after = _match_end(_REVIEW, text)
    match = None if after else _REVIEW_AFTER.fullmatch(text)
    rest = text[after:] if after else match[1] if match else ""
    found = read_span(without_lead(rest))
    if not isinstance(found, DateSpan):
        return None
    return DueDate(written, found.last, DueKind.REVIEW, found.precision, doubt=found.doubt)


def _read_recurring(written: str, text: str) -> DueDate | None:
    """Read words that say how often, with at most a start and an end beside them."""
    matches = list(_REPEATS.finditer(text))
    if len(matches) != 1:
        return None
    before, after = text[: matches[0].start()].split(), text[matches[0].end() :].split()
    then = False
    while before and before[-1].strip(",;:/()-") in _REPEAT_FILLER | {""}:
        then = before.pop() == "then" or then
    while after and after[0].strip(",;:/()-") in _REPEAT_FILLER - {"to"} | {""}:
        after.pop(0)
    begins, later = _read_start(before, then), " ".join(after).strip(" ,;:-()")
    start_words, end_words = _split_start_and_end(later)
    if (before and begins is None) or (before and start_words) or (later and not (start_words or end_words)):
        return None
    if start_words:
        begins = _read_start(["from", start_words], then)
    end = read_span(without_lead(end_words))
    if (start_words and begins is None) or (end_words and not isinstance(end, DateSpan)):
        return None
    doubt = (
        f"It recurs only until {long_day(end.last)}; no deadline was taken."
        if isinstance(end, DateSpan)
        else ""
    )
    first, precision = (begins.first, begins.precision) if begins else (None, Precision.NONE)
    return DueDate(written, first, DueKind.RECURRING, precision, matches[0][0], doubt)


def _read_start(words: list[str], then: bool) -> DateSpan | None:
    """Read "from A", or "A then" when A is one day; A may not be a range, which would lose its end."""
    started = bool(words) and words[0].strip(":") in _START_WORDS
    text = " ".join(words[started:]).strip(" ,;:-()")
    found = read_single(re.sub(r"^(?:(?:in|on|of|the) ){1,2}", "", text))
    if not isinstance(found, DateSpan) or not (started or (then and found.precision is Precision.DAY)):
        return None
    return found


def _split_start_and_end(words: str) -> tuple[str, str]:
    """Part "from A until B" into A and B; both are empty when the words are neither."""
    first, _, rest = words.partition(" ")
    if first in _END_WORDS:
        return "", rest
    if first not in _START_WORDS:
        return "", ""
    for separator in (" until ", " till ", " to "):
        if separator in rest:
            start, _, end = rest.partition(separator)
            return start, end
    return rest, ""


def _read_beside_words(written: str, text: str, stripped: str) -> DueDate | None:
    """Read one day with other words after it, or before it and joined by "by"."""
    head, _, tail = text.rpartition(" by ")
    day = read_day(without_lead(tail)) if head else None
    others = f" {head}"
    if not isinstance(day, DateSpan):
        day, others = match_day_at_start(stripped)
    if not isinstance(day, DateSpan) or not _PLAIN_WORDS.fullmatch(others):
        return None
    words = set(re.findall("[a-z]+", others))
    if others == f" {head}":
        words.discard("to")  # "to be sent by" asks for something; "31/03/23 to" has lost its end
    if words & _CHANGING_WORDS or _REPEATS.search(others):
        return None
    doubt = "Other words stand beside the date."
    return DueDate(written, day.last, DueKind.DEADLINE, Precision.DAY, doubt=doubt)


def _reason(text: str) -> str:
    """Say why no date was taken."""
    names = list(dict.fromkeys(names_of_dates_in(text)))
    if len(names) > 1:
        return f"More than one date is written: {' and '.join(names)}. A person must say which counts."
    words = set(re.findall("[a-z]+", text))
    if words & _DONE_WORDS:
        return "This says that something was done; it is not a due date."
    if words & _START_WORDS:
        return "This gives a start, not a deadline."
    if names:
        return f"{names[0]} is written, but the words beside it may change what it means."
    if words & {"immediate", "immediately", "asap", "urgent", "urgently", "now"}:
        return "No day is named."
    if "term" in words:
        return "A school term has no exact date here."
    if re.match("(?:q|qtr|quarter) ?[1-4]", text):
        return "A quarter needs its financial year, such as Q3 2025/26."
    if words & _MONTH_WORDS or re.fullmatch("[0-9]{1,2}[/.-][0-9]{1,2}", text):
        return "The year is missing or cannot be read."
    if re.fullmatch("[0-9.,]+", text):
        return "This is a bare number; it may be a date that lost its format."
    return _NOT_A_DATE

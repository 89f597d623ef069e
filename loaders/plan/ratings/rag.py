"""RAG keys and ratings: which colour, word or letter means what in one plan.

Owns: reading words, the presets, and rating one cell by a key.
Refuses: guessing. What the key does not explain is not rated, and the caller is told what was seen.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from data_model.shared.colour_text import NO_FILL, colour_name, describe

# Words a council may put in a key or a cell, negatives first so that "not on schedule" is not "on schedule".
_STATUS_WORDS: tuple[tuple[str, Status], ...] = (
    (r"not (yet )?(started|commenced|begun|due)|yet to (start|commence|begin)"
     r"|^planning\b|^planned$|^to start$", Status.NOT_STARTED),
    (r"on hold|paused?\b|suspended|deferred|carried (over|forward)", Status.PAUSED),
    (r"(not|isn t|never) (fully |yet )?(complete|embedded|delivered)", Status.NOT_RATED),
    (r"(?<!significant )(?<!major )(?<!serious )(behind( schedule| target)?|slippage|slipped|slipping"
     r"|delay(s|ed)?|late|off (track|target|course)) (but|and)( is| are)? recover\w+"
     r"|at risk( of (delay|slippage))?|risk of (delay|slippage)|(some|minor) (slippage|delays?|issues)"
     r"|significant issues|slipping|slight(ly)? (behind|delay(s|ed)?|slippage|late|off (track|target))",
     Status.AT_RISK),
    (r"(significant|major|serious) (slippage|delays?)|will miss"
     r"|not on (schedule|track|target|course)|off (track|target|schedule|course)|\bdelay(ed)?\b"
     r"|behind( schedule)?|overdue|^(running )?late$|unachievable|not achieved|missed"
     r"|(will not|cannot|won t) be (met|achieved|delivered)",
     Status.DELAYED),
    (r"embedded|sustained", Status.EMBEDDED),
    (r"\b(completed?|done|closed|achieved|delivered|finished|implemented)\b"
     r"( (on|within) (time|schedule|track|target|timescales?))?", Status.COMPLETE),
    (r"on (schedule|track|target|course)|progressing (well|to plan)|highly likely|within timescale",
     Status.ON_TRACK),
    (r"feasible", Status.AT_RISK),
)  # fmt: skip
# Words shortly before a status that take it back, and words that put it off to a later day.
_TAKEN_BACK = re.compile(
    r"\b(not|no|nor|never|cannot|isn t|hasn t|without|longer|part|partly|partially|nearly|near|almost|mostly"
    r"|largely|mainly|half|substantially)( \w+){0,2} $"
)
_PUT_OFF = re.compile(
    r"\b(to|will|should|being|awaiting|until|before|once|if|when|may|might|must|towards|expected)( \w+)? $"
)
_PUT_OFF_AFTER = re.compile(r" (by|before|when|once|if|subject to|except|apart from|pending)\b")
_PART_OF_ALL = re.compile(r"(?<![\d.])(?!100 ?(?:%|per))\d[\d.]* ?(?:%|per ?cent)", re.IGNORECASE)
_COLOUR_AND_WORDS = re.compile(r"\s*([A-Za-z]+)\s*(?:[(:,;–—/-]|\s)\s*(\S.*?)\)?\s*", re.DOTALL)
_ENDED = frozenset((Status.COMPLETE, Status.EMBEDDED))
# Two that a label may name together, and the one that it then means; any other two are not plain.
_TOGETHER = {
    _ENDED: Status.EMBEDDED,
    frozenset((Status.AT_RISK, Status.ON_TRACK)): Status.AT_RISK,
}

_COLOUR_WORDS: dict[str, str] = {
    "green": "green", "g": "green", "amber": "amber", "a": "amber", "orange": "amber", "yellow": "yellow",
    "y": "yellow", "red": "red", "r": "red", "blue": "blue", "b": "blue", "grey": "grey", "gray": "grey",
    "purple": "purple", "p": "purple", "black": "black", "white": "white",
    "🟢": "green", "🟠": "amber", "🟡": "yellow", "🔴": "red", "🔵": "blue", "🟣": "purple", "⚪": "white",
    "⚫": "black",
}  # fmt: skip

# Ready-made keys for workbooks without one; the importing person chooses, the loader never does.
PRESETS: dict[str, tuple[KeyRow, ...]] = {
    "Progress key: green completed, amber or yellow on schedule, red delayed": (
        KeyRow("colour:green", "Completed", Status.COMPLETE),
        KeyRow("colour:yellow", "In progress and on schedule", Status.ON_TRACK),
        KeyRow("colour:amber", "In progress and on schedule", Status.ON_TRACK),
        KeyRow("colour:red", "Delayed", Status.DELAYED),
    ),
    "BRAG key: blue complete, green on track, amber at risk, red delayed": (
        KeyRow("colour:blue", "Complete", Status.COMPLETE),
        KeyRow("colour:green", "On track", Status.ON_TRACK),
        KeyRow("colour:amber", "At risk", Status.AT_RISK),
        KeyRow("colour:yellow", "At risk", Status.AT_RISK),
        KeyRow("colour:red", "Delayed", Status.DELAYED),
        KeyRow("colour:grey", "Not started", Status.NOT_STARTED),
    ),
    "Delivery confidence: green highly likely, amber feasible, red appears unachievable": (
        KeyRow("colour:green", "Delivery highly likely", Status.ON_TRACK),
        KeyRow("colour:amber", "Feasible, significant issues", Status.AT_RISK),
        KeyRow("colour:yellow", "Feasible, significant issues", Status.AT_RISK),
        KeyRow("colour:red", "Appears unachievable", Status.DELAYED),
    ),
}


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold a label for comparing: lower case, punctuation to single spaces."""
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())


@lru_cache(maxsize=4096)
def status_of_words(text: str) -> Status | None:
    """Say which status a label's words mean; None when they do not say it plainly."""
    left = fold(text[:200]).replace("appears to be ", "appears ")
    said, taken_back = set[Status](), set[Status]()
    for pattern, status in _STATUS_WORDS:
        for match in re.finditer(pattern, left):
            before, after = left[: match.start()], left[match.end() :]
            if status is Status.NOT_RATED:
                taken_back.add(Status.COMPLETE)
            elif status is Status.NOT_STARTED:
                said.add(status)
            elif _TAKEN_BACK.search(before) or (status in _ENDED and _PART_OF_ALL.search(text)):
                taken_back.add(status)
            elif not (
                _PUT_OFF.search(before) or (status is Status.COMPLETE and _put_off_after(match[0], after))
            ):
                said.add(status)
        left = re.sub(pattern, "|", left)
    if taken_back - _ENDED or (taken_back and not said.isdisjoint(_ENDED)):
        return None
    return next(iter(said)) if len(said) == 1 else _TOGETHER.get(frozenset(said))


def _put_off_after(ended: str, after: str) -> bool:
    """Tell "complete by March", which asks for it, from "completed by the team"."""
    match = _PUT_OFF_AFTER.match(after)
    return match is not None and not (ended == "completed" and match[1] in ("by", "before", "when", "once"))


@lru_cache(maxsize=4096)
def colour_of_word(text: str) -> str | None:
    """Name the colour that a word, letter or symbol stands for; None when it is none of these."""
    word = text.strip(" \n\t\xa0.,:;()[]*†‡↑↓→←↔↗↘▲▼►◄").casefold()
    return _COLOUR_WORDS.get(word)


def is_symbol(text: str) -> bool:
    """Say whether a text is a mark such as ●, ✓ or ▲ and holds no letter and no digit."""
    mark = text.strip()
    return (
        0 < len(mark) <= 3
        and any(unicodedata.category(char) in ("So", "Sm", "Po") for char in mark)
        and not any(char.isalnum() or char in ".,;:!?/&*#%+=<>|~'\"" for char in mark)
    )


@dataclass(frozen=True, slots=True)
class ReadRating:
    """How a RAG cell was understood. `seen` is what decided; `unexplained` what the key does not explain;
    `contradiction` what the colour would have meant when the word, which is kept, means another thing."""

    status: Status
    label: str
    seen: str
    unexplained: str = ""
    contradiction: str = ""


class RagKey:
    """A plan's key, ready to rate cells. A person's decision stands before what the workbook says."""

    def __init__(self, entries: tuple[KeyRow, ...]) -> None:
        self.entries = entries
        self._by_seen: dict[str, KeyRow] = {}
        self._by_label: dict[str, KeyRow] = {}
        for entry in sorted(entries, key=lambda row: not row.decided_by):
            self._by_seen.setdefault(entry.seen, entry)
            if entry.label:
                self._by_label.setdefault(fold(entry.label), entry)
        self._rated: dict[tuple[str, str | None, str | None, str], ReadRating] = {}

    @property
    def says_no_colour(self) -> bool:
        """Say whether the key, or a person, gives cells without colour and words a meaning."""
        return NO_FILL in self._by_seen

    def rate(self, text: str, fill: str | None, ink: str | None = None, icon: str = "") -> ReadRating:
        """Rate one cell by its text, the colour behind it, the colour of its letters and its icon."""
        asked = (text, fill, ink, icon)
        if asked not in self._rated:
            self._rated[asked] = self._rate(text.strip(), fill, ink, icon)
        return self._rated[asked]

    def _rate(self, text: str, fill: str | None, ink: str | None, icon: str) -> ReadRating:
        by_fill = self._fill_entry(fill) if fill else None
        if icon and (not text or not any(char.isalpha() for char in text)):
            rating = self._rate_look(f"icon:{icon}", icon.split()[0], text)
            by_number = self._by_seen.get(f"word:{text}") if rating.unexplained and text else None
            if by_number is None or by_number.status is Status.NOT_RATED:
                return rating
            return ReadRating(by_number.status, by_number.label, rating.seen)
        if not text:
            return self._rate_fill(fill, by_fill)
        if is_symbol(text) and colour_of_word(text) is None and fill is None:
            return self._rate_look(
                f"ink:{ink}" if ink else f"symbol:{text}", colour_name(ink) if ink else "", text
            )
        said = self._rate_coloured_words(text)
        if said is not None:
            return said
        seen = text
        by_word = self._word_entry(text)
        if by_word is None:
            status = status_of_words(text) if len(text) <= 60 else None
            if status is None:
                return ReadRating(Status.NOT_RATED, text, seen, unexplained=f"word:{fold(text) or text}")
            by_word = KeyRow(f"word:{fold(text)}", text, status)
        if by_word.status is Status.NOT_RATED and by_word in self.entries and not by_word.decided_by:
            return ReadRating(Status.NOT_RATED, by_word.label, seen, unexplained=by_word.seen)
        contradiction = ""
        if by_fill is not None and by_fill.status is not by_word.status:
            contradiction = f"{describe(by_fill.seen)}, which is “{by_fill.label}”"
        return ReadRating(by_word.status, by_word.label or text, seen, contradiction=contradiction)

    def _rate_look(self, look: str, colour: str, text: str) -> ReadRating:
        """Rate a mark by the colour it is drawn in, or by itself where it has none."""
        seen = " ".join(part for part in (describe(look), text if not look.endswith(text) else "") if part)
        entry = (
            self._by_seen.get(look)
            or self._ink_entry(look)
            or (self._colour_entry(colour) if colour else None)
        )
        if entry is None or (entry.status is Status.NOT_RATED and not entry.decided_by):
            return ReadRating(Status.NOT_RATED, entry.label if entry else "", seen, unexplained=look)
        return ReadRating(entry.status, entry.label, seen)

    def _ink_entry(self, look: str) -> KeyRow | None:
        """Find the key's entry whose colour the letters nearly have."""
        if not look.startswith("ink:"):
            return None
        near = [
            entry
            for seen, entry in self._by_seen.items()
            if _is_near(seen.replace("ink:", "fill:"), look[4:])
        ]
        return near[0] if len({entry.status for entry in near}) == 1 else None

    def _rate_coloured_words(self, text: str) -> ReadRating | None:
        """Rate "Green (complete)": the key says what green means, and a word against it is reported."""
        match = _COLOUR_AND_WORDS.fullmatch(text)
        colour = colour_of_word(match[1]) if match and len(text) <= 60 else None
        if match is None or colour is None or self._by_label.get(fold(text)):
            return None
        entry, said = self._colour_entry(colour), status_of_words(match[2])
        if entry is None or entry.status is Status.NOT_RATED:
            return None
        contradiction = ""
        if said is not None and said is not entry.status:
            contradiction = f"{match[1]}, which is “{entry.label}”"
        return ReadRating(entry.status, entry.label, text, contradiction=contradiction)

    def _rate_fill(self, fill: str | None, entry: KeyRow | None) -> ReadRating:
        if fill is None:
            none = self._by_seen.get(NO_FILL)
            if none is not None and none.decided_by and none.status is not Status.NOT_RATED:
                return ReadRating(none.status, none.label, "no colour")
            return ReadRating(Status.NOT_RATED, "", "no colour", unexplained=NO_FILL)
        seen = describe(f"fill:{fill}")
        if entry is None:
            return ReadRating(Status.NOT_RATED, "", seen, unexplained=f"fill:{fill}")
        if entry.status is Status.NOT_RATED and not entry.decided_by:
            return ReadRating(Status.NOT_RATED, entry.label, seen, unexplained=entry.seen)
        return ReadRating(entry.status, entry.label, seen)

    def _fill_entry(self, fill: str) -> KeyRow | None:
        exact = self._by_seen.get(f"fill:{fill}")
        if exact is not None:
            return exact
        near = [entry for seen, entry in self._by_seen.items() if _is_near(seen, fill)]
        if len({entry.status for entry in near}) == 1:
            return near[0]
        return self._by_seen.get(f"colour:{colour_name(fill)}")

    def _word_entry(self, text: str) -> KeyRow | None:
        folded = fold(text)
        entry = self._by_seen.get(f"word:{folded or text}") or self._by_label.get(folded)
        if entry is not None:
            return entry
        colour = colour_of_word(text)
        return None if colour is None else self._colour_entry(colour)

    def _colour_entry(self, colour: str) -> KeyRow | None:
        """Find what a colour's name means: as the key names it, or by the fills and inks of that name."""
        for name in (colour, *_SISTERS.get(colour, ())):
            named = [
                entry
                for seen, entry in self._by_seen.items()
                if seen == f"colour:{name}" or _has_colour(seen, name)
            ]
            if len({entry.status for entry in named}) == 1:
                return named[0]
            if named:
                return None
        return None


# A council that fills yellow says "amber", and the other way round.
_SISTERS = {"amber": ("yellow",), "yellow": ("amber",)}


def _is_fill(seen: str) -> bool:
    return seen.startswith("fill:") and seen != NO_FILL


def _has_colour(seen: str, name: str) -> bool:
    if seen.startswith("ink:"):
        return colour_name(seen[4:]) == name
    return _is_fill(seen) and colour_name(seen[5:]) == name


def _is_near(seen: str, fill: str) -> bool:
    """Tell whether a key's colour and a cell's look like one shade: at most 16 of 255 a channel apart."""
    if not _is_fill(seen):
        return False
    return all(abs(int(seen[5 + at : 7 + at], 16) - int(fill[at : at + 2], 16)) <= 16 for at in (0, 2, 4))

"""The parts of a cell of responsible people: each a name, a post, or a name with its post.

Owns: where within a part a name ends and a post begins, and what is doubtful about that.
Refuses: saying whose post a part is; loaders/plan/people/responsible.py pairs them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.plan.people.post_vocabulary import (
    PARTICLES,
    is_bare_capitals,
    is_name_word,
    is_plural_head,
    is_post_head,
    is_post_word,
    is_title,
)
from loaders.plan.people.split_people import Token, cut

_SPACE = re.compile(r"\s+")
_FUNCTION_FIRST = re.compile(r"\s*(HR)\s+(?=Heads\b|Directors\b|Managers\b)")
_SURNAME_FIRST = re.compile(r"\s*([^\s,;()]+),\s*([^\s,;()]+)\s*(?:\([^()]*\)\s*)?")
_MOST_NAME_WORDS = 4


@dataclass(slots=True)
class PeoplePart:
    """One part with its places in the shown text. `kind` is "name", "name-post", "post" or "post-name";
    `before` the separator that precedes it; `binding` "tight" where the text itself pairs name and post."""

    shown: str
    kind: str
    before: str
    start: int
    end: int
    name: str = ""
    post_start: int = 0
    post_end: int = 0
    binding: str = ""
    has_head: bool = False
    is_plural: bool = False
    has_post_word: bool = False
    maybe_name: str = ""

    @property
    def post(self) -> str:
        return _trimmed(self.shown[self.post_start : self.post_end])

    @property
    def whole(self) -> str:
        return _trimmed(self.shown[self.start : self.end])

    @property
    def has_single_head(self) -> bool:
        return self.has_head and not self.is_plural

    @property
    def is_one_word(self) -> bool:
        return self.has_head and " " not in self.post

    def as_post(self) -> None:
        """Read the whole part as a post."""
        self.kind, self.name, self.binding = "post", "", ""
        self.post_start, self.post_end = self.start, self.end

    def extend_to(self, other: "PeoplePart") -> None:
        """Take a following part into this part's post, with all that stands between them."""
        self.post_end = other.end
        if not self.has_head:
            self.is_plural = other.is_plural
        self.has_head = self.has_head or other.has_head
        self.has_post_word = self.has_post_word or other.has_post_word

    def drop_post(self) -> None:
        """Keep the name alone."""
        self.kind, self.binding, self.post_start, self.post_end = "name", "", 0, 0

    @property
    def function_first(self) -> str:
        """The "HR" of "HR Heads of Service …", which stands in a list of people before the posts; or ""."""
        found = _FUNCTION_FIRST.match(self.shown, self.post_start)
        return found[1] if found and self.kind == "post" else ""

    def split_function(self) -> str:
        """Cut a bare "HR" off before a shared post and return it; "" when there is none."""
        function = self.function_first
        if function:
            self.post_start = self.shown.index(function, self.post_start) + len(function)
        return function


@dataclass(slots=True)
class Seen:
    """The parts of a cell in order, and what was doubtful in reading them."""

    shown: str
    parts: list[PeoplePart] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def between(self, start: int, end: int) -> str:
        return _trimmed(self.shown[start:end])


def words_are_name(words: Sequence[str]) -> bool:
    """Say whether words are a whole name: one to four name words beside titles and particles."""
    return 0 < len(words) == _name_length(words)


def read_parts(shown: str) -> Seen:
    """Cut a shown text into parts and tell names from posts within each."""
    seen = Seen(shown)
    for before, tokens in cut(shown):
        _read_part(before, tokens, seen)
    return _surname_first(seen)


def _trimmed(text: str) -> str:
    text = _SPACE.sub(" ", text).strip(" ,;:/&+|•\\-–—")
    if (text[:1], text[-1:]) in (("(", ")"), ("[", "]")) and text.count(text[0]) == 1:
        text = text[1:-1].strip()
    return text if text[-2:-1].isupper() else text.rstrip(".")


def _name_length(words: Sequence[str]) -> int:
    """Count the leading words that are a name; 0 when there is none or it is too long to be one."""
    at = counted = 0
    while at < len(words) and is_title(words[at]) and at + 1 < len(words):
        at += 1
    titles = at
    if titles and not is_name_word(words[at]) and words[at].casefold() not in PARTICLES:
        return 0
    while at < len(words) and counted <= _MOST_NAME_WORDS:
        if is_name_word(words[at]):
            counted += 1
        elif words[at] not in PARTICLES:
            break
        at += 1
    while at and words[at - 1] in PARTICLES:
        at -= 1
    return at if 0 < counted <= _MOST_NAME_WORDS else 0


def _read_part(before: str, tokens: list[Token], seen: Seen) -> None:
    part = PeoplePart(seen.shown, "post", before, tokens[0].start, tokens[-1].end)
    first = _leading_words(tokens)
    length = _name_length([token.text for token in first])
    _weigh(part, tokens[length:] if length else tokens)
    seen.parts.append(part)
    if length:
        _read_name_first(part, tokens, first[:length], seen)
    else:
        _read_post_first(part, tokens, seen)


def _leading_words(tokens: list[Token]) -> list[Token]:
    words = []
    for token in tokens:
        if token.kind != "word":
            break
        words.append(token)
    return words


def _weigh(part: PeoplePart, tokens: list[Token]) -> None:
    """Note whether these words make a post, and whether of several people."""
    words = [word for token in tokens for word in (re.findall(r"[^\s()\[\]/,]+", token.text))]
    heads = [word for word in words if is_post_head(word)]
    heads = [word for word in heads if word != "HR"] or heads  # "HR consultants" is as plural as its noun
    part.has_head = bool(heads)
    part.has_post_word = bool(heads) or any(is_post_word(word) for word in words)
    part.is_plural = bool(heads) and (
        is_plural_head(heads[0]) or words[0].casefold() in ("all", "each", "every")
    )


def _read_name_first(part: PeoplePart, tokens: list[Token], name: list[Token], seen: Seen) -> None:
    part.name = seen.between(name[0].start, name[-1].end)
    _doubt_name(part.name, seen)
    rest = tokens[len(name) :]
    if not any(token.kind in ("word", "bracket") for token in rest):
        part.kind = "name"
        return
    inner = _words_of(rest)
    if rest[0].kind != "word" and words_are_name(inner):
        _read_second_name(part, rest, inner, seen)
        return
    part.kind, part.post_start, part.post_end = "name-post", rest[0].start, rest[-1].end
    part.binding = "tight" if rest[0].kind == "bracket" else ""
    counted = [token.text for token in name if len(token.text.strip(".")) > 1 and not is_title(token.text)]
    if rest[0].kind == "word" and len([word for word in counted if word not in PARTICLES]) > 2:
        seen.doubts.append(f"It is not certain where the name ends in “{part.whole}”.")
    elif not part.has_post_word or (rest[0].text.islower() and not is_post_word(rest[0].text)):
        seen.doubts.append(f"“{part.post}”, written after “{part.name}”, was not recognised as a post.")
    elif hidden := _hidden_name(rest):
        seen.doubts.append(f"“{hidden}”, read as part of the post of {part.name}, may be another name.")
    elif rest[-1].kind == "bracket" and len(rest) > 1 and words_are_name(_words_of(rest[-1:])):
        seen.doubts.append(f"{rest[-1].text} after “{part.name}” may be another name.")


def _hidden_name(tokens: list[Token]) -> str:
    """Find two or more name words running on inside a post; the words after a dash are its topic."""
    run: list[str] = []
    for token in tokens:
        if token.kind == "word" and run != ["–"] and is_name_word(token.text):
            run.append(token.text)
        elif len(run) > 1:
            break
        else:
            run = ["–"] if token.kind == "dash" or (run == ["–"] and is_name_word(token.text)) else []
    return " ".join(run) if len(run) > 1 else ""


def _words_of(tokens: list[Token]) -> list[str]:
    return [word for token in tokens if token.kind != "dash" for word in token.text.strip("()[]:").split()]


def _read_second_name(part: PeoplePart, rest: list[Token], inner: list[str], seen: Seen) -> None:
    """Two names joined by a dash, colon or bracket: two people, unless the second is one word in brackets."""
    part.kind = "name"
    shown = seen.between(rest[0].start, rest[-1].end)
    if len(inner) == 1:
        seen.doubts.append(f"“{shown}” after “{part.name}” was left out: it may be a name or a post.")
        return
    seen.doubts.append(f"“{part.name}” and “{shown}” were read as two people.")
    seen.parts.append(PeoplePart(seen.shown, "name", "/", rest[0].start, rest[-1].end, name=shown))


def _read_post_first(part: PeoplePart, tokens: list[Token], seen: Seen) -> None:
    part.post_start, part.post_end = part.start, part.end
    at = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at].kind != "word"), None)
    tail = tokens if at is None else tokens[at:] if tokens[at].kind == "bracket" else tokens[at + 1 :]
    joint = "" if at is None else tokens[at].kind
    words = _words_of(tail)
    run = 0
    while run < len(words) and is_name_word(words[-1 - run]):
        run += 1
    whole = words_are_name(words) and at is not None and at > 0
    if whole and part.has_head and (len(words) > 1 or joint == "colon") or whole and joint == "colon":
        part.kind, part.binding = "post-name", "tight"
        part.name, part.post_end = seen.between(tail[0].start, tail[-1].end), tail[0].start
        if joint == "dash":
            seen.doubts.append(f"“{part.name}” was read as a name.")
    elif run and (run > 1 or (whole and joint != "bracket")):
        part.maybe_name = " ".join(words[-run:])
    else:
        part.maybe_name = _hidden_name(tokens)


def _doubt_name(name: str, seen: Seen) -> None:
    words = name.split()
    if len(words) == 1:
        kind = "initials" if is_bare_capitals(words[0]) and len(words[0]) <= 3 else "a name"
        seen.doubts.append(f"“{name}” alone was read as {kind}.")
    elif len(words) > 2 and len(words[-1]) <= 3 and is_bare_capitals(words[-1]) and not name.isupper():
        seen.doubts.append(f"“{words[-1]}” was read as part of the name “{name}”.")


def _surname_first(seen: Seen) -> Seen:
    """Join "SAMPLE, Bo": a surname in capitals, a comma, one first name."""
    joined: list[PeoplePart] = []
    listed = _lists_surnames_first(seen.shown)
    for part in seen.parts:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.kind == "name"
            and part.before == ","
            and part.name
            and seen.shown[last.end : part.start].strip() == ","
            and (listed or _is_surname_in_capitals(last.name))
            and len(part.name.split()) == 1
            and not is_bare_capitals(part.name)
        ):
            if listed:
                seen.doubts = [one for one in seen.doubts if f"“{last.name}” alone" not in one]
                seen.doubts = [one for one in seen.doubts if f"“{part.name}” alone" not in one]
            else:
                seen.doubts.insert(0, f"“{last.name}, {part.name}” was read as one person.")
            last.name, last.kind, last.end = f"{last.name}, {part.name}", part.kind, part.end
            last.post_start, last.post_end, last.binding = part.post_start, part.post_end, part.binding
            last.has_head, last.is_plural, last.has_post_word = (
                part.has_head,
                part.is_plural,
                part.has_post_word,
            )
        else:
            joined.append(part)
    seen.parts = joined
    return seen


def _is_surname_in_capitals(name: str) -> bool:
    return len(name) > 3 and is_bare_capitals(name.replace("-", "").replace("'", ""))


def _lists_surnames_first(shown: str) -> bool:
    """Say whether people stand as a directory lists them: "Brett, Ola; Olden, Ravi"."""
    pieces = [piece for piece in shown.split(";") if piece.strip()]
    if len(pieces) < 2:
        return False
    found = [_SURNAME_FIRST.fullmatch(piece) for piece in pieces]
    return all(match is not None and is_name_word(match[1]) and is_name_word(match[2]) for match in found)

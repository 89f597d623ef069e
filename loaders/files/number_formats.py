"""Number formats of spreadsheets (ECMA-376, part 1, 18.8.31): what a value looks like on screen.

Owns: sections and their conditions, quoted words, padding, decimals, thousands, per cent, currency, the
colour a section gives its letters, and days shown as a month or a year.
Refuses: fractions, powers of ten, elapsed time, times of day and anything else it does not know: such a value
stays as it is. A day shown in full stays a day, because the order of its parts depends on the machine.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from loaders.files.colours import PALETTE

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<clock>AM/PM|A/P)|(?P<power>E[+-])|(?P<date>m+|d+|y+|h+|s+|e+)|(?P<mark>.)",
    re.I | re.S,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\Z")
_NAMED = {
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MAX_CODE = 2_000
_MAX_SECTIONS = 4


class Shown(NamedTuple):
    """What a person sees: `text` is "" where the plain value says the same; `ink` is the section's colour;
    `is_month` says of a day that only its month or year is shown."""

    text: str = ""
    ink: str | None = None
    is_month: bool = False


class _Token(NamedTuple):
    kind: str  # "words", "digit", "point", "comma", "percent", "text", "date" or "general"
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: tuple[_Token, ...]
    ink: str | None = None
    condition: tuple[str, Decimal] | None = None
    known: bool = True

    def has(self, kind: str) -> bool:
        return any(token.kind == kind for token in self.tokens)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format that changes how some value looks."""

    sections: tuple[_Section, ...]

    def show_number(self, value: int | float) -> Shown:
        """Show a number; without a text where the format is not understood."""
        try:
            number = Decimal(repr(value) if isinstance(value, int) else f"{value:.15g}")
        except InvalidOperation:
            return Shown()
        section, signed = self._section_for(number)
        if section is None or not section.known or section.has("date"):
            return Shown()
        if section.has("general"):
            return Shown(_around(section, f"{value:.11g}" if section.has("words") else ""), section.ink)
        text = _digits_shown(section, number)
        if signed and number < 0 and re.search("[1-9]", text):
            text = f"-{text}"
        return Shown(text.strip(), section.ink)

    def show_text(self, text: str) -> Shown:
        """Show a text in the format's section for texts."""
        section = next(
            (one for one in reversed(self.sections) if one.has("text")),
            self.sections[3] if len(self.sections) == _MAX_SECTIONS else None,
        )
        if section is None or not section.known:
            return Shown()
        return Shown(_around(section, text) if section.has("words") else "", section.ink)

    def show_day(self, moment: date | datetime) -> Shown:
        """Show a day where the format leaves its day out or puts words beside it."""
        section = self.sections[0]
        letters = {token.text[0].lower() for token in section.tokens if token.kind == "date"}
        if not section.known or not letters or letters & set("hse"):
            return Shown()
        is_month = "d" not in letters
        if not is_month and not any(
            token.kind == "words" and re.search(r"[^\W\d_]", token.text) for token in section.tokens
        ):
            return Shown(ink=section.ink)
        text = "".join(
            _part_of_day(token.text.lower(), moment) if token.kind == "date" else token.text
            for token in section.tokens
        )
        return Shown(text.strip(), section.ink, is_month)

    def _section_for(self, number: Decimal) -> tuple[_Section | None, bool]:
        """Choose the section for a number, and say whether a minus sign is put before it."""
        sections = [one for one in self.sections if not one.has("text")][: _MAX_SECTIONS - 1]
        if not sections:
            return None, False
        if any(one.condition for one in sections):
            for one in sections:
                if one.condition is None:
                    return one, True
                if _meets(number, *one.condition):
                    sign, limit = one.condition
                    return one, not (sign in ("<", "<=") and limit <= 0)
            return None, False
        if number < 0 and len(sections) > 1:
            return sections[1], False
        return (sections[2] if number == 0 and len(sections) > 2 else sections[0]), True


@lru_cache(maxsize=4096)
def read_number_format(code: str | None) -> NumberFormat | None:
    """Understand a format code; None for one that shows every value as it is, or is not understood at all."""
    if not code or len(code) > _MAX_CODE or code.lower() in ("general", "@"):
        return None
    sections = _sections(code)
    if len(sections) > _MAX_SECTIONS:
        return None
    understood = any(one.known and one.tokens for one in sections)
    return NumberFormat(tuple(sections)) if understood else None


def _sections(code: str) -> list[_Section]:
    sections: list[_Section] = []
    tokens: list[_Token] = []
    ink: str | None = None
    condition: tuple[str, Decimal] | None = None
    known = True
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "mark", match[match.lastgroup or "mark"]
        if kind == "mark" and text == ";":
            sections.append(_Section(tuple(tokens), ink, condition, known))
            tokens, ink, condition, known = [], None, None, True
        elif kind == "bracket":
            if found := _CONDITION.match(text):
                condition = found[1], Decimal(found[2])
            elif text.startswith("$"):
                tokens.append(_Token("words", text[1:].partition("-")[0]))
            else:
                colour = _colour_named(text)
                known = known and colour is not None
                ink = colour or None
        elif (token := _token(kind, text)) is not None:
            tokens.append(token)
        elif kind != "fill":
            known = False
    return [*sections, _Section(tuple(tokens), ink, condition, known)]


def _token(kind: str, text: str) -> _Token | None:
    if kind in ("quoted", "escaped"):
        return _Token("words", text)
    if kind == "space":
        return _Token("words", " ")
    if kind in ("date", "general"):
        return _Token(kind, text)
    if kind != "mark" or text == "/":
        # A slash is a fraction among digits and a mere mark among the parts of a day.
        return _Token("slash", text) if text == "/" else None
    return _Token(
        {".": "point", ",": "comma", "%": "percent", "@": "text"}.get(
            text, "digit" if text in "0#?" else "words"
        ),
        text,
    )


def _colour_named(text: str) -> str | None:
    """Give a section's colour, "" for black and white, None for what is no colour."""
    name = text.strip().lower()
    if name in ("black", "white"):
        return ""
    number = re.fullmatch(r"color ?(\d{1,2})", name)
    if number and 1 <= int(number[1]) <= 56:
        return PALETTE[int(number[1]) + 7]
    return _NAMED.get(name)


def _meets(number: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": number < limit,
        "<=": number <= limit,
        ">": number > limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[sign]


def _around(section: _Section, text: str) -> str:
    return "".join(
        text if token.kind in ("text", "general") else token.text for token in section.tokens
    ).strip()


def _digits_shown(section: _Section, number: Decimal) -> str:
    """Fill a section's digits with a number; "" where the section is not one for plain numbers."""
    tokens = list(section.tokens)
    if section.has("slash") or section.has("text"):
        return ""
    places = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    if not places:
        return "".join(token.text for token in tokens if token.kind != "comma")
    point = next((at for at, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    whole_places = [at for at in places if at < point]
    end = whole_places[-1] if whole_places else point
    scale = 0
    while end + 1 + scale < len(tokens) and tokens[end + 1 + scale].kind == "comma":
        scale += 1
    grouped = any(token.kind == "comma" for token in tokens[whole_places[0] : end]) if whole_places else False
    decimals = [at for at in places if at > point]
    shifted = abs(number).scaleb(2 * sum(token.kind == "percent" for token in tokens) - 3 * scale)
    if shifted.adjusted() > 20:
        return ""
    written = str(shifted.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP))
    whole, _, rest = written.partition(".")
    put = _whole_digits(tokens, whole_places, whole.lstrip("0"), grouped) | _decimal_digits(
        tokens, decimals, rest
    )
    return "".join(
        put.get(at, token.text) if token.kind == "digit" else "" if token.kind == "comma" else token.text
        for at, token in enumerate(tokens)
    )


def _whole_digits(tokens: list[_Token], places: list[int], digits: str, grouped: bool) -> dict[int, str]:
    """Share whole digits among their places from the right; the first place takes all that are left."""
    put: dict[int, str] = {}
    count = 0
    for at in reversed(places):
        taken = ""
        while not taken or (at == places[0] and digits):
            digit = digits[-1:] or {"0": "0", "?": " "}.get(tokens[at].text, "")
            digits = digits[:-1]
            if not digit:
                break
            taken = digit + ("," if grouped and count and count % 3 == 0 and digit != " " else "") + taken
            count += 1
        put[at] = taken
    return put


def _decimal_digits(tokens: list[_Token], places: list[int], digits: str) -> dict[int, str]:
    put = dict(zip(places, digits, strict=True))
    for at in reversed(places):
        if put[at] != "0" or tokens[at].text == "0":
            break
        put[at] = " " if tokens[at].text == "?" else ""
    return put


def _part_of_day(letters: str, moment: date) -> str:
    length = len(letters)
    if letters[0] == "y":
        return f"{moment.year % 100:02}" if length < 3 else f"{moment.year:04}"
    if letters[0] == "d":
        name = _DAYS[moment.weekday()]
        return (str(moment.day), f"{moment.day:02}", name[:3], name)[min(length, 4) - 1]
    name = _MONTHS[moment.month - 1]
    return (str(moment.month), f"{moment.month:02}", name[:3], name, name[:1])[min(length, 5) - 1]

"""How a cell of responsible people is cut: by slashes, commas, semicolons, "and", line breaks.

Owns: the separators, the tokens between them, and which line breaks part something.
Refuses: telling names from posts, apart from a dash that glues the two together ("Example–Head").
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from loaders.plan.people.post_vocabulary import is_name_word, is_post_head, is_post_word

_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_SPACE = re.compile(r"\s+")
_MAIL = re.compile(r"\s*<\s*(?:mailto:)?[^<>@\s]{1,80}@[^<>@\s]{1,80}>")
# "Ola Brett;#14;#Ravi Olden;#22" and "Ola Brett,#i:0#.f|membership|ola@…,#ola@…", as lists on the web export.
_LISTED = re.compile(r"[;,]#\d+(?:;#|$)|[;,]#(?:i:0#|[^;,#]*@)[^;]*?(?=;#[A-Z]|$)|i:0#\.\w\|[^|;]*\|")
_GLUED = re.compile(r"(?<=[-–—/,&:+])\n|(?<= and| the| for)\n|(?<= of)\n|\n(?=[/,&:+)(])")
_TOKEN = re.compile(r"[/\\|,;:&+•\n]|\([^()]*\)|\[[^\[\]]*\]|[()\[\]]|[^\s/\\|,;:&+•()\[\]]+")
_SEPARATORS = {
    "/": "/",
    "\\": "/",
    "|": "/",
    ",": ",",
    ";": ";",
    "•": ";",
    "&": "and",
    "+": "and",
    "\n": "\n",
}
_STRENGTH = {"": 0, "\n": 1, ",": 2, "and": 3, ";": 4, "/": 5}
_LINKS = frozenset(("and", "with", "plus", "or", "alongside"))
_DASHES = "-‐‑–—"


class Token(NamedTuple):
    kind: str  # "word", "dash", "colon", "bracket" or a separator
    start: int
    end: int
    text: str


def visible(text: str) -> str:
    """Fold white space, keeping only line breaks that part something; drop characters of no width.

    What a directory writes beside a name is dropped too: an e-mail address in angle brackets, and the numbers
    and account names of a list of people (";#14;#").
    """
    text = (
        _LISTED.sub(lambda found: ";" if found[0][-1] in "#,;" else "", _MAIL.sub("", text))
        if "#" in text or "@" in text
        else text
    )
    lines = _SPACE.sub(lambda run: "\n" if "\n" in run[0] or "\r" in run[0] else " ", _UNSEEN.sub("", text))
    return _GLUED.sub(" ", lines.strip())


def _tokens(shown: str) -> Iterator[Token]:
    line_start = True
    for found in _TOKEN.finditer(shown):
        text, start, end = found[0], found.start(), found.end()
        if text in _SEPARATORS:
            yield Token(_SEPARATORS[text], start, end, text)
        elif text.casefold() in _LINKS:
            yield Token("and", start, end, text)
        elif text == ":":
            yield Token("colon", start, end, text)
        elif text[0] in "([" and len(text) > 1:
            yield Token("bracket", start, end, text)
        elif text not in "()[]" and not (line_start and re.fullmatch(r"[-‐‑–—*·▪●o]|\d+\.", text)):
            yield from _words(text, start)
        line_start = text == "\n"


def _words(text: str, start: int) -> Iterator[Token]:
    """Cut dashes off a word's ends, and within it where a name meets a post ("Example–Head")."""
    body = text.strip(_DASHES)
    lead = len(text) - len(text.lstrip(_DASHES))
    if lead:
        yield Token("dash", start, start + lead, text[:lead])
    if not body:
        return
    here = start + lead
    found = re.fullmatch(r"(.+)([-–—])([^-–—]+)", body)
    if found and not is_post_word(body) and _parts_meet(found[1], found[2], found[3]):
        middle = here + found.start(2)
        yield Token("word", here, middle, found[1])
        yield Token("dash", middle, middle + 1, found[2])
        yield Token("word", middle + 1, here + len(body), found[3])
    else:
        yield Token("word", here, here + len(body), body)
    if here + len(body) < start + len(text):
        yield Token("dash", here + len(body), start + len(text), text[lead + len(body) :])


def _parts_meet(left: str, dash: str, right: str) -> bool:
    if dash == "-":
        return is_name_word(left) and is_post_head(right)
    return is_post_word(left) or is_post_word(right) or dash == "—"


def cut(shown: str) -> Iterator[tuple[str, list[Token]]]:
    """Cut a shown text into parts, each with the strongest separator that stands before it."""
    before, part = "", list[Token]()
    for token in _tokens(shown):
        if token.kind in _STRENGTH:
            if part:
                yield before, part
                before, part = "", []
            before = max(before, token.kind, key=_STRENGTH.__getitem__)
        elif token.kind == "word" and part and part[-1].kind == "bracket" and is_name_word(token.text):
            yield before, part
            before, part = ",", [token]
        else:
            part.append(token)
    if part:
        yield before, part

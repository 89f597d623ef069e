"""A cell of words with volumes and one amount: "141 fewer (CIN) 89 fewer (CP) children each year (£0.9m)".

Owns: parting the amount from the words, and the words into volumes with their numbers. Refuses: numbers that
stand within a sentence, ranges and two amounts: those are named, and the words are kept.
"""

import re
from dataclasses import dataclass

from data_model.money.amounts import MoneyUnit
from data_model.money.benefits.benefit_content import plain_number
from loaders.files.raw_workbook import RawCell
from loaders.money import money_issues as kinds
from loaders.money.amounts import BLANK, AmountKind, ReadAmount, read_amount

_AMOUNT = re.compile(
    r"(?P<open>\()?\s?(?P<amount>[-\u2212\u2013]?\s?£\s?[-\u2212]?\s?[0-9][0-9.,]*\s?(?:m|mn|million|k|thousand)?\b)"
    r"\s?(?P<close>\))?",
    re.IGNORECASE,
)
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\.[0-9]{1,4})?"
# A volume begins the text, or follows what ends the one before it.
_VOLUME = re.compile(
    rf"(?:^|(?<=[);,\n])|(?<=\band)|(?<=&))\s*(?P<number>{_NUMBER})"
    r"(?=[\s%-]|$)(?!\s?[-\u2013]\s?[0-9])(?P<dash>-)?\s?"
)
_RANGE = re.compile(rf"^\s*{_NUMBER}\s?(?:-|\u2013|to|or|/)\s?[0-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadVolume:
    """A volume as read: its number in plain digits, and what is counted."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class WordsAndAmount:
    """What a cell of words holds. `words` is all but the amount; `brackets` says that it stood in some."""

    words: str
    amount: ReadAmount
    volumes: tuple[ReadVolume, ...] = ()
    brackets: bool = False
    several_amounts: bool = False


def read_words(cell: RawCell, unit: MoneyUnit | None) -> WordsAndAmount:
    """Read a cell: an amount alone, or words with volumes and at most one amount in pounds."""
    alone = read_amount(cell, unit)
    if not isinstance(cell.value, str) or alone.kind is not AmountKind.UNREADABLE or len(cell.value) > 2000:
        return WordsAndAmount("", alone)
    text = cell.value.replace("\u00a0", " ")
    found = list(_AMOUNT.finditer(text))
    if not found and not re.search(r"[A-Za-z]{2}", text):
        return WordsAndAmount("", alone)  # digits that are no amount: it says why
    if len(found) > 1:
        return WordsAndAmount(" ".join(text.split()), BLANK, several_amounts=True)
    if not found:
        words = " ".join(text.split())
        return WordsAndAmount(words, BLANK, tuple(read_volumes(words)))
    match = found[0]
    in_brackets = bool(match["open"] and match["close"])
    if not in_brackets and text[match.end() :].strip(" .;)\n"):
        # "15 weeks at £400 each" names a price.
        unclear = ReadAmount(AmountKind.UNREADABLE, " ".join(text.split())[:200], why=kinds.AMOUNT_UNCLEAR)
        return WordsAndAmount(" ".join(text.split()), unclear)
    words = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split()).strip(" ,;:")
    return WordsAndAmount(
        words,
        read_amount(RawCell(" ".join(match["amount"].split())), unit),
        tuple(read_volumes(words)),
        brackets=in_brackets,
    )


def read_volumes(words: str) -> list[ReadVolume]:
    """Part words into volumes; none where they do not begin with one number.

    "141 fewer (CIN) 89 fewer (CP) children each year" is 141 "fewer (CIN) children each year" and 89 "fewer
    (CP) children each year": what follows the last bracket is said of both.
    """
    if _RANGE.match(words):
        return []
    starts = list(_VOLUME.finditer(words))
    if not starts or words[: starts[0].start()].strip():
        return []
    ends = [*(one.start() for one in starts[1:]), len(words)]
    parts = [words[one.end() : end] for one, end in zip(starts, ends, strict=True)]
    said = [re.sub(r"(?:\band|&)\s*$", "", part).strip(" ,;") for part in parts]
    tail = ""
    if len(said) > 1 and ")" in said[-1] and all(part.endswith(")") for part in said[:-1]):
        tail = said[-1].rpartition(")")[2].strip()
    found = []
    for one, part in zip(starts, said, strict=True):
        whole = f"{part} {tail}" if tail and part.endswith(")") else part
        if not whole:
            return []
        found.append(ReadVolume(plain_number(one["number"]), whole))
    return found

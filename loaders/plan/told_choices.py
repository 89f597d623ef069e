"""What a person says of a file's columns, sheets and ratings by name, on the command line or in a file.

Owns: finding what is named (a heading, a sheet, what a rating looks like), and the choices as JSON. Refuses:
applying them (see `read_plan`), storage, and a name or a meaning that is not there.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data_model.plan.import_choice_text import meaning_text
from data_model.plan.import_choices import ChoiceKind, ImportChoice, ImportQuestion, month_of
from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from data_model.shared.colour_text import NO_FILL, colour_name, describe
from loaders.plan.headings import normalise_heading
from loaders.plan.ratings.rag import fold, is_symbol

_NAMES = {ChoiceKind.COLUMN: "column", ChoiceKind.SHEET: "sheet"}
_KEYS = {ChoiceKind.COLUMN: "columns", ChoiceKind.SHEET: "sheets"}
_RATINGS = "ratings"
_FURTHER = {ChoiceKind.COLUMN: ", or earlier:YYYY-MM for a month before", ChoiceKind.SHEET: ""}


class UnknownChoice(Exception):
    """Raised for a name, a meaning or a file of choices that is not to be understood; its text says why."""


@dataclass(frozen=True, slots=True)
class ToldChoices:
    """Choices as a person names them: heading or sheet to meaning, and what a rating looks like to status."""

    columns: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    ratings: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: ChoiceKind) -> Mapping[str, str]:
        return self.columns if kind is ChoiceKind.COLUMN else self.sheets


def read_choices_file(text: str) -> ToldChoices:
    """Read a file of choices. Raises UnknownChoice for anything but the form that `choices_json` writes."""
    try:
        read: Any = json.loads(text)
    except ValueError:
        raise UnknownChoice("the file of choices is not JSON") from None
    allowed = (*_KEYS.values(), _RATINGS)
    if not isinstance(read, dict) or not set(read) <= set(allowed):
        raise UnknownChoice(f"a file of choices holds {', '.join(allowed)} and nothing else")
    for name, part in read.items():
        if not isinstance(part, dict) or not all(isinstance(value, str) for value in part.values()):
            raise UnknownChoice(f"“{name}” in the file of choices is not a list of name and meaning")
    return ToldChoices(*(read.get(name, {}) for name in allowed))


def choices_json(choices: Sequence[ImportChoice], key: Sequence[KeyRow]) -> str:
    """Write choices, and what was decided of the key, as a file that `read_choices_file` reads."""
    told: dict[str, dict[str, str]] = {
        name: {choice.written: choice.meaning for choice in choices if choice.kind is kind}
        for kind, name in _KEYS.items()
    }
    told[_RATINGS] = {row.seen: row.status.value for row in key if row.decided_by}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def settle_told(
    told: ToldChoices,
    ask: Callable[[Sequence[ImportChoice]], Sequence[ImportQuestion] | None],
    fold_name: Callable[[str], str] = normalise_heading,
) -> tuple[list[ImportChoice], ToldChoices]:
    """Turn what was told of columns and sheets into choices, and return what the file does not have.

    `ask` reads the file with choices and returns its questions, None where it cannot be read; it is asked
    again as long as a choice brings another column or sheet to light. `fold_name` folds a name as questions
    have it. Raises UnknownChoice for a meaning that a column or a sheet cannot have.
    """
    choices: list[ImportChoice] = []
    while True:
        questions = ask(choices) if told.columns or told.sheets else None
        if questions is None:
            return choices, told
        found, told = settle_choices(told, questions, fold_name)
        if not found:
            return choices, told
        choices += found


def settle_choices(
    told: ToldChoices,
    questions: Sequence[ImportQuestion],
    fold_name: Callable[[str], str] = normalise_heading,
) -> tuple[list[ImportChoice], ToldChoices]:
    """Turn what was told of columns and sheets of a file into choices; what it does not have comes back.

    Raises UnknownChoice for a meaning that a column or a sheet cannot have.
    """
    settled: list[ImportChoice] = []
    left: dict[ChoiceKind, dict[str, str]] = {kind: {} for kind in ChoiceKind}
    for kind in ChoiceKind:
        for written, meaning in told.of(kind).items():
            about = fold_name(written)
            found = [each for each in questions if each.kind is kind and about and each.about == about]
            if not found:
                left[kind][written] = meaning
                continue
            options = dict.fromkeys(option for each in found for option in each.options)
            settled.append(
                ImportChoice(kind, about, found[0].written, _meaning(kind, written, meaning, options))
            )
    return settled, ToldChoices(left[ChoiceKind.COLUMN], left[ChoiceKind.SHEET], told.ratings)


def _meaning(kind: ChoiceKind, written: str, said: str, options: Iterable[str]) -> str:
    """Find a meaning by itself or by its words; an empty one takes back what is remembered."""
    wanted = fold(said)
    for option in options:
        if wanted in (fold(option), fold(meaning_text(kind, option))):
            return option
    if kind is ChoiceKind.COLUMN and month_of(said.strip()) is not None:
        return said.strip()
    if not wanted:
        return ""
    raise UnknownChoice(
        f"{_NAMES[kind]} “{written}” cannot be “{said}”; it can be {', '.join(options)}{_FURTHER[kind]}"
    )


def say_unknown(left: ToldChoices, questions: Sequence[ImportQuestion]) -> str:
    """Say which columns and sheets a file does not have, and those it has; empty when there is none."""
    said = []
    for kind, name in _NAMES.items():
        for written in left.of(kind):
            there = dict.fromkeys(f"“{each.written}”" for each in questions if each.kind is kind)
            has = f"it has {', '.join(there)}" if there else "it has none to choose for"
            said.append(f"the file has no {name} “{written}”; {has}")
    return "; ".join(said)


def settle_ratings(ratings: Mapping[str, str], looks: Iterable[str]) -> tuple[list[KeyRow], list[str]]:
    """Turn what was told of ratings into lines of the key, and return the names of what the file lacks.

    `looks` are what was seen ("fill:00B050", "word:h"). A name is a word, a colour, or what the report
    prints; a colour means every look of it. Raises UnknownChoice for a status that there is not.
    """
    rows: dict[str, KeyRow] = {}
    left = []
    seen_all = list(dict.fromkeys(looks))
    for name, said in ratings.items():
        wanted = _compact(name)
        found = [seen for seen in seen_all if wanted in _names_of(seen)]
        if not found:  # "●green": the colour of its letters is the look
            bare = _compact("".join(char for char in name if not is_symbol(char)))
            found = [seen for seen in seen_all if bare in _names_of(seen) and seen.startswith("ink:")]
        if not found:
            left.append(name)
        status = _status(name, said)
        rows |= {seen: KeyRow(seen, _own_word(seen), status) for seen in found}
    return list(rows.values()), left


def say_unknown_ratings(left: Sequence[str], looks: Iterable[str]) -> str:
    """Say which ratings a file does not have, and those it has; empty when there is none."""
    there = ", ".join(dict.fromkeys(map(describe, looks))) or "none without a meaning"
    return "; ".join(f"the file has no rating “{name}”; it has {there}" for name in left)


def _status(name: str, said: str) -> Status:
    wanted = fold(said).replace(" ", "_")
    try:
        return Status(wanted)
    except ValueError:
        raise UnknownChoice(f"rating “{name}” cannot be “{said}”; it can be {', '.join(Status)}") from None


def _names_of(seen: str) -> set[str]:
    kind, _, value = seen.partition(":")
    words = describe(seen)
    names = {seen, value, words, words.partition(" (#")[0]}
    if seen != NO_FILL and kind in ("fill", "ink"):
        names.add(colour_name(value))
    return {_compact(name) for name in names}


def _compact(name: str) -> str:
    return "".join(char for char in name.casefold() if not char.isspace() and char not in "“”\"'")


def _own_word(seen: str) -> str:
    kind, _, value = seen.partition(":")
    return value.capitalize() if kind == "word" else ""

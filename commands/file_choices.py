"""What the options say of a workbook's columns, sheets and ratings: `--column --sheet --rating --choices`.

Owns: reading those options for plans and for figures, and what is said of a name that the workbook does not
have. Refuses: finding what is named (`loaders.plan.told_choices`).
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from commands.terminal import Usage, naming_files, now, this_person
from data_model.measures.measure_vocabulary import measure_key
from data_model.plan.import_choices import ImportChoice, ImportQuestion
from data_model.plan.rows import KeyRow
from loaders.plan.headings import normalise_heading
from loaders.plan.plan_import import PlanCheck
from loaders.plan.told_choices import (
    ToldChoices,
    UnknownChoice,
    read_choices_file,
    say_unknown,
    say_unknown_ratings,
    settle_ratings,
    settle_told,
)


def settle_options(
    check: PlanCheck, args: argparse.Namespace, decided: Sequence[KeyRow]
) -> tuple[list[ImportChoice], list[KeyRow]]:
    """Turn the options into choices, and add to `decided` what they say of ratings.

    What a file of choices names and the workbook does not have is said on standard error and passed over: it
    may be of another month. Raises Usage for an option that names something the workbook does not have, or a
    meaning that there is not.
    """
    given, told = _told(args)

    def ask(made: Sequence[ImportChoice]) -> Sequence[ImportQuestion] | None:
        understood = check.understood(decided, made)
        return None if understood is None else understood.questions

    made = _settle_named(given, told, ask, normalise_heading, args)
    understood = check.understood(decided, made)
    if understood is None:
        return [], list(decided)
    looks = [*understood.unexplained, *(row.seen for row in understood.key)]
    try:
        rows, left = settle_ratings(told.ratings, looks)
    except UnknownChoice as unknown:
        raise Usage(str(unknown)) from None
    if wrong := say_unknown_ratings([name for name in left if name in given.ratings], looks):
        raise Usage(wrong)
    _pass_over(say_unknown_ratings(left, looks), args)
    by, at = this_person().name, now()
    said = [replace(row, decided_by=by, decided_at=at) for row in rows]
    return made, [*said, *(row for row in decided if row.seen not in {each.seen for each in said})]


def settle_figures_options(
    ask: Callable[[Sequence[ImportChoice]], Sequence[ImportQuestion] | None], args: argparse.Namespace
) -> list[ImportChoice]:
    """Turn the options for a workbook of figures into choices; `ask` returns its questions.

    Such a workbook has no ratings. Otherwise as `settle_options`.
    """
    given, told = _told(args)
    _pass_over("a workbook of figures has no ratings" if told.ratings else "", args)
    return _settle_named(given, told, ask, measure_key, args)


def _settle_named(
    given: ToldChoices,
    told: ToldChoices,
    ask: Callable[[Sequence[ImportChoice]], Sequence[ImportQuestion] | None],
    fold_name: Callable[[str], str],
    args: argparse.Namespace,
) -> list[ImportChoice]:
    """Find the columns and sheets that are named; what an option names must be there, a file's may not."""
    try:
        choices, left = settle_told(told, ask, fold_name)
    except UnknownChoice as unknown:
        raise Usage(str(unknown)) from None
    questions = ask(choices) if left.columns or left.sheets else None
    if questions is not None:
        if wrong := say_unknown(_only(left, given), questions):
            raise Usage(wrong)
        _pass_over(say_unknown(left, questions), args)
    by, at = this_person().name, now()
    return [replace(choice, decided_by=by, decided_at=at) for choice in choices]


def _pass_over(note: str, args: argparse.Namespace) -> None:
    if note:
        print(f"{args.choices.name}: {note}", file=sys.stderr)


def _told(args: argparse.Namespace) -> tuple[ToldChoices, ToldChoices]:
    """Return what the options say, and all that is said: theirs stands before the file's."""
    given = ToldChoices(
        _pairs_of("--column", "HEADING=MEANING", args.column),
        _pairs_of("--sheet", "NAME=MEANING", args.sheet),
        _pairs_of("--rating", "LOOK=STATUS", getattr(args, "rating", ())),
    )
    filed = _filed(args)
    told = ToldChoices(
        {**filed.columns, **given.columns},
        {**filed.sheets, **given.sheets},
        {**filed.ratings, **given.ratings},
    )
    return given, told


def _filed(args: argparse.Namespace) -> ToldChoices:
    if args.choices is None:
        return ToldChoices()
    try:
        with naming_files(args.choices):
            written = args.choices.read_text("utf-8-sig")
        return read_choices_file(written)
    except (UnknownChoice, UnicodeDecodeError) as error:
        why = error if isinstance(error, UnknownChoice) else "the file of choices is not UTF-8"
        raise Usage(f"{args.choices}: {why}") from None


def _pairs_of(option: str, form: str, values: Sequence[str]) -> dict[str, str]:
    """Part each value of an option into name and meaning. Raises Usage for one that is not of the form."""
    pairs = {}
    for value in values:
        name, equals, meaning = (part.strip() for part in value.rpartition("="))
        if not equals or not name:
            raise Usage(f"{option} “{value}” is not {form}")
        pairs[name] = meaning
    return pairs


def _only(left: ToldChoices, given: ToldChoices) -> ToldChoices:
    """Keep of what was not found that which an option itself names."""

    def kept(names: Mapping[str, str], among: Mapping[str, str]) -> dict[str, str]:
        return {name: meaning for name, meaning in names.items() if name in among}

    return ToldChoices(kept(left.columns, given.columns), kept(left.sheets, given.sheets))

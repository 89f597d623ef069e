"""What the options say of a workbook's columns, sheets and ratings: `--column --sheet --rating --choices`.

Owns: reading those options, and what is said of a name that the workbook does not have. Refuses: finding what
is named (`loaders.plan.told_choices`).
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

from commands.terminal import Usage, now, this_person
from data_model.plan.import_choices import ImportChoice
from data_model.plan.rows import KeyRow
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
    given = _given(args)
    filed = _filed(args)
    told = ToldChoices(
        {**filed.columns, **given.columns},
        {**filed.sheets, **given.sheets},
        {**filed.ratings, **given.ratings},
    )
    try:
        choices, left = settle_told(told, lambda made: check.understood(decided, made))
        understood = check.understood(decided, choices)
        if understood is None:
            return [], list(decided)
        looks = [*understood.unexplained, *(row.seen for row in understood.key)]
        rows, ratings_left = settle_ratings(told.ratings, looks)
    except UnknownChoice as unknown:
        raise Usage(str(unknown)) from None
    questions = understood.questions
    if wrong := say_unknown(_only(left, given), questions):
        raise Usage(wrong)
    if wrong := say_unknown_ratings([name for name in ratings_left if name in given.ratings], looks):
        raise Usage(wrong)
    passed = (say_unknown(left, questions), say_unknown_ratings(ratings_left, looks))
    for note in filter(None, passed):
        print(f"{args.choices.name}: {note}", file=sys.stderr)
    by, at = this_person().name, now()
    made = [replace(choice, decided_by=by, decided_at=at) for choice in choices]
    said = [replace(row, decided_by=by, decided_at=at) for row in rows]
    return made, [*said, *(row for row in decided if row.seen not in {each.seen for each in said})]


def _given(args: argparse.Namespace) -> ToldChoices:
    return ToldChoices(
        pairs_of("--column", "HEADING=MEANING", args.column),
        pairs_of("--sheet", "NAME=MEANING", args.sheet),
        pairs_of("--rating", "LOOK=STATUS", args.rating),
    )


def _filed(args: argparse.Namespace) -> ToldChoices:
    if args.choices is None:
        return ToldChoices()
    try:
        return read_choices_file(args.choices.read_text("utf-8-sig"))
    except OSError as error:
        raise Usage(f"{args.choices}: {error.strerror}") from None
    except (UnknownChoice, UnicodeDecodeError) as error:
        why = error if isinstance(error, UnknownChoice) else "the file of choices is not UTF-8"
        raise Usage(f"{args.choices}: {why}") from None


def pairs_of(option: str, form: str, values: Sequence[str]) -> dict[str, str]:
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

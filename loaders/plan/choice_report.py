"""The part of a file's report about its columns and sheets: what is asked, what was understood, who decided.

Owns: its words and its JSON. Refuses: deciding anything.
"""

from collections.abc import Sequence
from typing import Any

from data_model.plan.import_choice_text import meaning_text
from data_model.plan.import_choices import ImportChoice, ImportQuestion
from loaders.plan.merge_report import shorten


def question_lines(questions: Sequence[ImportQuestion], choices: Sequence[ImportChoice]) -> list[str]:
    """Write for a terminal what is asked, numbered, with its meanings to choose from; then the understood.

    `choices` are those that the file was read with.
    """
    asked = [each for each in questions if each.asks]
    understood = [each for each in questions if not each.asks]
    lines: list[str] = []
    if asked:
        lines += ["", f"Columns and sheets to decide ({len(asked)})"]
    for number, each in enumerate(asked, start=1):
        samples = " · ".join(f"“{shorten(sample)}”" for sample in each.samples)
        needed = " Nothing can be loaded without an answer." if each.must_answer else ""
        lines += [
            f"  {number}. {_named(each)}{': ' if samples else ''}{samples}",
            f"     {meaning_text(each.kind, each.read_as)}: {each.why}{needed}",
            f'     --{each.kind.value} "{each.written}=…": {", ".join((*each.options, *_undated(each)))}',
        ]
    if understood:
        lines += ["", f"Columns and sheets understood ({len(understood)})"]
    by_about = {(choice.kind, choice.about): choice for choice in choices}
    for each in understood:
        choice = by_about.get((each.kind, each.about))
        decided = f", decided by {choice.decided_by}" if choice is not None and choice.decided_by else ""
        lines.append(f"  {_named(each)}: {meaning_text(each.kind, each.read_as)}{decided}")
    return lines


def questions_json(questions: Sequence[ImportQuestion]) -> list[dict[str, Any]]:
    """Give the questions, and what was understood, as plain values for `json.dumps`."""
    return [
        {
            "kind": each.kind.value,
            "name": each.written,
            "sheet": each.sheet,
            "cell": each.cell,
            "samples": list(each.samples),
            "read_as": each.read_as,
            "why": each.why,
            "options": list(each.options),
            "asks": each.asks,
            "must_answer": each.must_answer,
        }
        for each in questions
    ]


def choices_as_json(choices: Sequence[ImportChoice]) -> list[dict[str, Any]]:
    """Give the choices that a file was read with as plain values for `json.dumps`."""
    return [
        {
            "kind": choice.kind.value,
            "name": choice.written,
            "meaning": choice.meaning,
            "decided_by": choice.decided_by,
        }
        for choice in choices
    ]


def _undated(question: ImportQuestion) -> tuple[str, ...]:
    return () if question.undated_month is None else ("earlier:YYYY-MM",)


def _named(question: ImportQuestion) -> str:
    where = " ".join(filter(None, (question.sheet, question.cell))) if question.cell else ""
    return f"{question.kind.value.capitalize()} “{shorten(question.written)}”" + (
        f" ({where})" if where else ""
    )

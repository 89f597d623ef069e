"""Loading a performance workbook or a list of contacts into the measures of a plan.

Owns: what a name in the file means, as told beforehand or asked at a terminal, and what is printed.
Refuses: the work itself (`loaders`), and taking a close name for a measure.
"""

import argparse
import sys
from collections.abc import Sequence

from sqlalchemy.orm import Session

from commands.checked_load import load_checked, read_named_file
from commands.file_choices import settle_figures_options
from commands.terminal import DONE, REFUSED, Usage, print_checked, say_progress, today
from data_model.measures.measure_catalogue import entry_named
from data_model.measures.measure_vocabulary import Polarity, measure_key
from data_model.measures.queries.measures import list_measures
from data_model.measures.rows import MeasureRow
from data_model.measures.stated_measures import NewDefinition, NewMeasure
from data_model.plan.rows import PlanRow
from data_model.shared.program import COMMAND_NAME
from loaders.performance.measure_names import Answer, UnknownName
from loaders.performance.performance_check import PerformanceCheck
from loaders.performance.performance_import import (
    PerformanceFile,
    PerformanceReport,
    apply_performance,
    read_performance_file,
)
from loaders.performance.performance_report import performance_json, performance_sentence, performance_text

_NOT_TO_BE_LOADED = "-"


def run_load_performance(args: argparse.Namespace) -> int:
    """Load the figures of a file, once every name in it is explained; with `--dry-run` only report."""
    file = read_named_file(args, read_performance_file)

    def check(session: Session | None, plan: PlanRow | None) -> PerformanceReport:
        return _answered(session, plan, file, args)

    return load_checked(args, check, _print_report, apply_performance)


def _answered(
    session: Session | None, plan: PlanRow | None, file: PerformanceFile, args: argparse.Namespace
) -> PerformanceReport:
    """Check the file with what the options and, at a terminal, the person say of its names."""
    day = args.as_at or today()
    measures = list_measures(session, plan.id, day) if session is not None and plan is not None else []
    asked = PerformanceCheck(session, plan, file, say_progress)
    answers = _mapped(args.map, measures)
    if args.add and file.is_read:
        answers |= _added(args.add, asked.report(day, answers=answers).asked)
    choices = settle_figures_options(
        lambda made: (
            asked.report(day, answers=answers, choices_made=made).questions if file.is_read else None
        ),
        args,
    )

    def check(given: dict[str, Answer]) -> PerformanceReport:
        return asked.report(day, answers=given, choices_made=choices)

    report = check(answers)
    if not report.can_load or not report.unknown:
        return report
    if args.skip_unknown:
        return check(answers | {name.written: None for name in report.unknown})
    if args.dry_run or not sys.stdin.isatty():
        return report
    return check(answers | _ask(report.unknown, measures))


def _mapped(options: Sequence[str], measures: Sequence[MeasureRow]) -> dict[str, Answer]:
    """Understand each `--map`. Raises Usage for one without "=" or for a measure that is not known."""
    answers: dict[str, Answer] = {}
    for option in options:
        written, equals, wanted = (part.strip() for part in option.rpartition("="))
        if not equals or not written:
            raise Usage(f"--map “{option}” is not NAME=MEASURE")
        answers[written] = _measure_named(wanted, measures) if wanted else None
    return answers


def _added(options: Sequence[str], names: Sequence[UnknownName]) -> dict[str, Answer]:
    """Make a new measure of each `--add`, in the unit and of the length of period that the file says.

    It is for information unless the file says which way is better. Raises Usage where the file does not say
    what is needed, or has no such name.
    """
    by_key = {measure_key(one.written): one for one in names}
    answers: dict[str, Answer] = {}
    for option in options:
        written, _, called = (part.strip() for part in option.partition("="))
        found = by_key.get(measure_key(written))
        if found is None:
            raise Usage(f"--add “{written}”: no such name waits for an answer in the file")
        if found.unit is None or found.frequency is None:
            lacks = "unit" if found.unit is None else "length of period"
            raise Usage(f"--add “{written}”: the file does not say its {lacks}; add the measure on Measures")
        definition = NewDefinition(
            f"As named in the file: {found.written}",
            found.unit,
            found.polarity or Polarity.INFO,
            found.frequency,
        )
        answers[found.written] = NewMeasure(called or found.written, definition)
    return answers


def _measure_named(name: str, measures: Sequence[MeasureRow]) -> int | NewMeasure:
    """Find a measure of the plan, or of the catalogue, by a name. Raises Usage when neither has it."""
    by_key = {measure_key(row.name): row.id for row in measures}
    entry = entry_named(name)
    for key in (measure_key(name), *(sorted(entry.keys) if entry is not None else ())):
        if key in by_key:
            return by_key[key]
    if entry is None:
        raise Usage(f"there is no measure “{name}”, neither in the plan nor in the catalogue")
    return entry.new_measure


def _ask(names: Sequence[UnknownName], measures: Sequence[MeasureRow]) -> dict[str, Answer]:
    """Ask what each name means; one that gets no answer stays open."""
    answers: dict[str, Answer] = {}
    for name in names:
        place = " ".join(filter(None, (name.sheet, name.cell)))
        print(f"\n{name.written} ({place})", file=sys.stderr)
        for number, one in enumerate(name.proposals, start=1):
            print(f"  {number}  {one.name}", file=sys.stderr)
        said = input(f"Which measure? Its number or name, or {_NOT_TO_BE_LOADED} for none of them: ").strip()
        if said == _NOT_TO_BE_LOADED:
            answers[name.written] = None
        elif said:
            offered = said.isdigit() and 1 <= int(said) <= len(name.proposals)
            answers[name.written] = _measure_named(
                name.proposals[int(said) - 1].name if offered else said, measures
            )
    return answers


def _print_report(report: PerformanceReport, args: argparse.Namespace) -> int:
    refusal = "" if report.can_load else performance_sentence(report)
    if print_checked(args, performance_json(report), performance_text(report), refusal) != DONE:
        return REFUSED
    if args.dry_run:
        return DONE
    if report.unanswered:
        print(f"{COMMAND_NAME}: nothing was loaded: say what the columns are, with --column", file=sys.stderr)
        return REFUSED
    if not report.unknown:
        return DONE
    print(f"{COMMAND_NAME}: nothing was loaded: say what these names are:", file=sys.stderr)
    for name in report.unknown:
        print(f"  {name.written}", file=sys.stderr)
    print(
        'with --map "NAME=MEASURE" or --add "NAME=NEW NAME" for each, or leave them out with --skip-unknown',
        file=sys.stderr,
    )
    return REFUSED

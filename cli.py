"""The command line: upgrade, demo, check, load, export, member, remind.

Owns: parsing arguments, choosing the plan, printing, exit codes (0 done, 1 the file or data say no, 2 wrong
usage). Refuses: doing any of the work itself.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError
from sqlalchemy.orm import Session

from data_model.changes.imports import StalePlan
from data_model.changes.members import save_member
from data_model.changes.plans import PlanExists
from data_model.changes.refusals import NoSuchAction, Refused, StaleAction
from data_model.colour_words import NO_FILL
from data_model.database_place import data_folder
from data_model.email_address import NotAnAddress, fold_email
from data_model.engine import database_url, make_engine, make_sessions, make_write_sessions
from data_model.permissions import Actor, NotPermitted, Role
from data_model.queries.details import list_details
from data_model.queries.members import list_members
from data_model.queries.plans import list_key, list_plans
from data_model.rows import KeyRow, PlanRow
from data_model.statuses import Status
from data_model.update_rules import NotComplete
from data_model.upgrade import BrokenReferences, is_current, upgrade
from exports.full import full_csv, full_json, full_xlsx
from exports.own_layout import write_own_layout
from loaders.compare import ConflictMatch
from loaders.merge_report import conflict_lines
from loaders.placing import differences, place_plan
from loaders.plan_import import NotLoadable, PlanFile, Report, apply_plan, check_plan, read_plan_file
from loaders.rag import PRESETS
from loaders.report import as_json, as_text, sentence
from loaders.returned import Returned, apply_returned, check_returned, is_return_workbook
from loaders.returned_report import returned_json, returned_sentence, returned_text
from loaders.three_way import Side
from reminders.mail_server import MailNotConfigured, MailServerFails
from reminders.run import send_reminders, show_reminders

DONE, REFUSED, USAGE = 0, 1, 2
_PRESET_NAMES = dict(zip(("progress", "brag", "confidence"), PRESETS.values(), strict=True))


_REFUSALS = (
    NotLoadable,
    StalePlan,
    StaleAction,
    NoSuchAction,
    NotComplete,
    NotPermitted,
    BrokenReferences,
    Refused,
    MailServerFails,
    OSError,
)


class Usage(Exception):
    """Raised when the command cannot be understood as given; ends with exit code 2."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not be UTF-8
            stream.reconfigure(encoding="utf-8", errors="replace")
    chosen = _parser().parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
        sys.stdout.flush()
    except Usage as error:
        print(f"cli.py: {error}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # whoever read our output has read enough; what was to be done is done
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except PlanExists as error:
        print(f"cli.py: there is a plan “{error}” already; use --plan", file=sys.stderr)
        return USAGE
    except _REFUSALS as error:
        print(f"cli.py: {error}", file=sys.stderr)
        return REFUSED
    except DatabaseError as error:
        problem = "does not answer" if isinstance(error, OperationalError) else "cannot be used"
        print(f"cli.py: the database {problem}: {error.orig}", file=sys.stderr)
        return REFUSED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cli.py", description="The improvement-plan dashboard's command line."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        return added

    command("upgrade", _upgrade, "Bring the database's tables up to date.")
    command("demo", _demo, "Load the demonstration plan of an invented council.")
    for name, run, text in (
        ("check", _check, "Read, understand and compare an action plan; change nothing."),
        ("load", _load, "Load an action plan."),
    ):
        loading = command(name, run, text)
        loading.add_argument("file", type=Path, metavar="FILE")
        loading.add_argument(
            "--as-at", type=_day, metavar="DATE", help="the day the file is true of; default today"
        )
        loading.add_argument("--plan", metavar="NAME", help="the plan; default the only one, else it asks")
        loading.add_argument("--new-plan", metavar="NAME", help="begin a new plan of this name")
        loading.add_argument("--json", action="store_true", help="print the report as JSON")
        loading.add_argument(
            "--key", choices=sorted(_PRESET_NAMES), help="the RAG key, where the file has none"
        )
        loading.add_argument(
            "--no-colour", choices=[status.value for status in Status], metavar="STATUS",
            help="what a RAG cell without colour means, once for all: " + ", ".join(Status),
        )  # fmt: skip
        loading.add_argument(
            "--close-matches", choices=("same", "different"),
            help="whether closely alike texts are the same action; default: it asks",
        )  # fmt: skip
        loading.add_argument(
            "--conflicts", choices=[side.value for side in Side],
            help="which stands where dashboard and file changed the same: ours (the dashboard) or theirs "
            "(the file); default: it asks",
        )  # fmt: skip
    export = command("export", _export, "Write the actions, or the plan in its own workbook, out.")
    export.add_argument("what", choices=("actions", "plan"))
    export.add_argument("--format", choices=("json", "csv", "xlsx"), default="json")
    export.add_argument(
        "--as-at", type=_day, metavar="DATE", help="as the plan stood on this day; default today"
    )
    export.add_argument("--plan", metavar="NAME")
    export.add_argument("--out", type=Path, metavar="FILE", help="default: printed (json and csv)")
    member = command("member", _member, "Let somebody sign in, or change their name or role.")
    member.add_argument(
        "--email", required=True, type=_address, metavar="ADDRESS", help="as their sign-in tells it"
    )
    member.add_argument("--name", required=True, metavar="NAME")
    member.add_argument("--role", required=True, choices=[role.value for role in Role])
    remind = command("remind", _remind, "Mail each responsible person what their actions need of them.")
    remind.add_argument("--as-at", type=_day, metavar="DATE", help="what to tell; default today")
    remind.add_argument("--dry-run", action="store_true", help="print the mails; send and record nothing")
    remind.add_argument("--plan", metavar="NAME", help="the plan; default the only one, else it asks")
    return parser


def _address(text: str) -> str:
    with suppress(NotAnAddress):
        if folded := fold_email(text):
            return folded
    raise argparse.ArgumentTypeError(f"{text!r} is not an e-mail address")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2022-12-12") from None


def _engine() -> Engine:
    """Make the engine that DATABASE_URL names; the folder of a SQLite file is left to whoever creates it."""
    url = database_url(os.environ, data_folder())
    try:
        return make_engine(url)
    except (ArgumentError, NoSuchModuleError):
        raise Usage("DATABASE_URL is not the address of a database; see docs/configuration.md") from None


@contextmanager
def _database(*, create: bool) -> Iterator[Engine | None]:
    """Open the database; SQLite is made and upgraded when `create`, and None when it is not there."""
    engine = _engine()
    try:
        if engine.dialect.name == "sqlite":
            file = Path(str(engine.url.database))
            if create:
                file.parent.mkdir(parents=True, exist_ok=True)
                upgrade(engine)
            yield engine if create or (file.exists() and is_current(engine)) else None
        elif is_current(engine):
            yield engine
        else:
            raise Usage("the database is not up to date; run: python cli.py upgrade")
    finally:
        engine.dispose()


def _upgrade(_chosen: argparse.Namespace) -> int:
    engine = _engine()
    try:
        if engine.dialect.name == "sqlite":
            Path(str(engine.url.database)).parent.mkdir(parents=True, exist_ok=True)
        upgrade(engine)
    finally:
        engine.dispose()
    print(f"The database is up to date: {engine.url.render_as_string(hide_password=True)}")
    return DONE


def _demo(_chosen: argparse.Namespace) -> int:
    from demo.seed import seed_demo  # the content is large and no other command needs it

    with _database(create=True) as engine:
        assert engine is not None
        with make_sessions(engine)() as session:
            if any(plan.is_demo for plan in list_plans(session)):
                print("The demonstration plan is there already.")
                return DONE
        seed_demo(make_write_sessions(engine), _today(), recorded_at=_now(), on_progress=_progress)
    print("The demonstration plan is loaded.")
    return DONE


def _check(chosen: argparse.Namespace) -> int:
    file = _read_file(chosen)
    with _database(create=False) as engine:
        if engine is None:
            return _print_report(_report(None, [], file, chosen), chosen)
        with make_sessions(engine)() as session:
            if is_return_workbook(file):
                return _print_returned(_returned(session, file, chosen), chosen)
            return _print_report(_report(session, list_plans(session), file, chosen), chosen)


def _load(chosen: argparse.Namespace) -> int:
    file = _read_file(chosen)
    with _database(create=True) as engine:
        assert engine is not None
        if is_return_workbook(file):
            return _load_returned(engine, file, chosen)
        with make_sessions(engine)() as session:
            report = _report(session, list_plans(session), file, chosen)
            if report.can_load and report.comparison.unanswered:
                report = _report(session, list_plans(session), file, chosen, _ask_matches(report))
            if report.can_load and report.comparison.unresolved and sys.stdin.isatty():
                answers = {
                    match.key: match.id in report.comparison.order for match in report.comparison.close
                }
                choices = _ask_conflicts(report.comparison.conflicts)
                report = _report(session, list_plans(session), file, chosen, answers, choices)
        code = _print_report(report, chosen)
        if code != DONE:
            return code
        with make_write_sessions(engine).begin() as session:
            apply_plan(session, report, actor=_actor(), recorded_at=_now())
    if not chosen.json:
        print("\nNothing changed." if report.changes_nothing else "\nLoaded.")
    return DONE


def _load_returned(engine: Engine, file: PlanFile, chosen: argparse.Namespace) -> int:
    """Bring a return workbook back: what can be written is written, the rest is named."""
    with make_sessions(engine)() as session:
        report = _returned(session, file, chosen)
        if report.can_load and report.unresolved and sys.stdin.isatty():
            report = _returned(session, file, chosen, _ask_conflicts(report.conflicts))
    code = _print_returned(report, chosen)
    if code != DONE:
        return code
    with make_write_sessions(engine).begin() as session:
        apply_returned(session, report, actor=_actor(), recorded_at=_now())
    if not chosen.json:
        print("\nLoaded." if report.ready else "\nNothing changed.")
    return DONE


def _returned(
    session: Session, file: PlanFile, chosen: argparse.Namespace, choices: dict[str, Side] | None = None
) -> Returned:
    plan = _choose_plan(list_plans(session), chosen.plan, None) if chosen.plan else None
    side = Side(chosen.conflicts) if chosen.conflicts else None
    day = chosen.as_at or _today()
    return check_returned(session, file, day, plan=plan, choices=choices, choose_all=side)


def _read_file(chosen: argparse.Namespace) -> PlanFile:
    try:
        content = chosen.file.read_bytes()
    except OSError as error:
        raise Usage(f"{chosen.file}: {error.strerror}") from None
    _progress("Reading the workbook", 0.0)
    return read_plan_file(chosen.file.name, content)


def _report(
    session: Session | None,
    plans: list[PlanRow],
    file: PlanFile,
    chosen: argparse.Namespace,
    answers: dict[str, bool] | None = None,
    choices: dict[str, Side] | None = None,
) -> Report:
    plan = _choose_plan(plans, chosen.plan, chosen.new_plan)

    def check(given: dict[str, bool] | None, picked: dict[str, Side] | None) -> Report:
        return check_plan(
            session, plan, file, chosen.as_at or _today(),
            plan_name=chosen.new_plan or chosen.plan or "", decided=_decided(chosen), answers=given,
            choices=picked, on_progress=_progress,
        )  # fmt: skip

    report = check(answers, choices)
    if chosen.close_matches and report.comparison.unanswered:
        same = chosen.close_matches == "same"
        answers = {match.key: same for match in report.comparison.close}
        report = check(answers, choices)
    if chosen.conflicts and report.comparison.unresolved:
        side = Side(chosen.conflicts)
        report = check(answers, {one.key: side for one in report.comparison.conflicts})
    return report


def _choose_plan(plans: list[PlanRow], name: str | None, new: str | None) -> PlanRow | None:
    """Choose the plan by name, or the only one that is not the demonstration; None begins a new one."""
    if new:
        if any(plan.name == new for plan in plans):
            raise Usage(f"there is a plan “{new}” already; use --plan")
        return None
    if name:
        found = [plan for plan in plans if plan.name.casefold() == name.casefold()]
        if found:
            return found[0]
        if all(plan.is_demo for plan in plans):
            return None
        names = ", ".join(f"“{plan.name}”" for plan in plans)
        raise Usage(f"there is no plan “{name}”, only {names}; --new-plan begins one")
    real = [plan for plan in plans if not plan.is_demo]
    if len(real) < 2:
        return real[0] if real else None
    if not sys.stdin.isatty():
        raise Usage(
            "there are several plans; say which with --plan: " + ", ".join(plan.name for plan in real)
        )
    for number, plan in enumerate(real, 1):
        print(f"{number}  {plan.name}", file=sys.stderr)
    answer = input("Which plan? ").strip()
    if not answer.isdigit() or not 1 <= int(answer) <= len(real):
        raise Usage(f"“{answer}” is none of the numbers")
    return real[int(answer) - 1]


def _ask_matches(report: Report) -> dict[str, bool]:
    if not sys.stdin.isatty():
        return {}
    answers = {}
    for match in report.comparison.close:
        print(
            f"\n{match.ref}\n  in the plan: {match.old_text}\n  in the file: {match.new_text}",
            file=sys.stderr,
        )
        answers[match.key] = input("The same action? [y/n] ").strip().lower().startswith("y")
    return answers


def _ask_conflicts(conflicts: Sequence[ConflictMatch]) -> dict[str, Side]:
    """Show each conflict with all its sides and ask; an answer that is neither leaves it open."""
    chosen = {}
    for one in conflicts:
        print("\n".join(conflict_lines([one])), file=sys.stderr)
        answer = input("Which stands, (d)ashboard or (f)ile? ").strip().lower()[:1]
        if answer in ("d", "f"):
            chosen[one.key] = Side.OURS if answer == "d" else Side.THEIRS
    return chosen


def _decided(chosen: argparse.Namespace) -> list[KeyRow]:
    """Turn --key and --no-colour into decisions by the person at this terminal."""
    by, at = _actor().name, _now()
    rows = [
        KeyRow(row.seen, row.label, row.status, by, at)
        for row in (_PRESET_NAMES[chosen.key] if chosen.key else ())
    ]
    if chosen.no_colour:
        rows.append(KeyRow(NO_FILL, "", Status(chosen.no_colour), by, at))
    return rows


def _print_report(report: Report, chosen: argparse.Namespace) -> int:
    if chosen.json:
        print(json.dumps(as_json(report), ensure_ascii=False, indent=2))
    else:
        print(as_text(report))
    if not report.can_load:
        print(f"cli.py: {sentence(report)}", file=sys.stderr)
        return REFUSED
    if report.comparison.unanswered and chosen.run is _load:
        print(
            "cli.py: nothing was loaded: say what the close matches are, with --close-matches",
            file=sys.stderr,
        )
        return REFUSED
    return _say_unresolved(report.comparison.unresolved, chosen)


def _print_returned(report: Returned, chosen: argparse.Namespace) -> int:
    if chosen.json:
        print(json.dumps(returned_json(report), ensure_ascii=False, indent=2))
    else:
        print(returned_text(report))
    if not report.can_load:
        print(f"cli.py: {returned_sentence(report)}", file=sys.stderr)
        return REFUSED
    return _say_unresolved(report.unresolved, chosen)


def _say_unresolved(unresolved: int, chosen: argparse.Namespace) -> int:
    if not unresolved or chosen.run is not _load:
        return DONE
    print("cli.py: nothing was loaded: say which stands, with --conflicts ours|theirs", file=sys.stderr)
    return REFUSED


def _export(chosen: argparse.Namespace) -> int:
    whole = chosen.what == "plan"
    if chosen.out is None and (whole or chosen.format == "xlsx"):
        raise Usage("an .xlsx file needs --out FILE")
    day = chosen.as_at or _today()
    with _database(create=False) as engine:
        if engine is None:
            raise NotLoadable("there is no database yet; load a plan first")
        with make_sessions(engine)() as session:
            plan = _existing_plan(session, chosen)
            if whole:
                return _export_plan(session, plan, day, chosen.out)
            details = list_details(session, plan.id, day)
    if chosen.format == "json":
        content = full_json(details)
    else:
        content = full_csv(details) if chosen.format == "csv" else full_xlsx(details, plan.name, day)
    if chosen.out is None:
        sys.stdout.write(content.decode("utf-8-sig"))
    else:
        chosen.out.write_bytes(content)
        print(f"{len(details)} actions written to {chosen.out}", file=sys.stderr)
    return DONE


def _existing_plan(session: Session, chosen: argparse.Namespace) -> PlanRow:
    plans = list_plans(session)
    plan = _choose_plan(plans, chosen.plan, None)
    if plan is None and not chosen.plan:
        plan = next(iter(plans), None)
    if plan is None:
        if chosen.plan:
            raise Usage(f"there is no plan “{chosen.plan}”")
        raise NotLoadable("there is no plan yet; load one first")
    return plan


def _export_plan(session: Session, plan: PlanRow, day: date, out: Path) -> int:
    """Write the plan into the workbook it came from, and say what could not be kept."""
    placed = place_plan(session, plan, day)
    if placed is None:
        raise NotLoadable("no workbook is kept that this plan was loaded from; load it once more")
    written = write_own_layout(
        placed.content, placed.layout, placed.current, placed.refs, list_key(session, plan.id), placed.stamp
    )
    out.write_bytes(written.content)
    print(f"{len(placed.current)} actions written to {out}", file=sys.stderr)
    checked = check_plan(session, plan, read_plan_file(out.name, written.content), day)
    for line in (*written.lost, *differences(checked)):
        print(line)
    return DONE


def _member(chosen: argparse.Namespace) -> int:
    role = Role(chosen.role)
    with _database(create=True) as engine:
        assert engine is not None
        with make_write_sessions(engine).begin() as session:
            known = {member.email: member.person_id for member in list_members(session)}
            save_member(
                session, chosen.name, role, actor=_actor(), recorded_at=_now(), email=chosen.email,
                person_id=known.get(chosen.email),
            )  # fmt: skip
    print(f"{chosen.email} may sign in, as {role.value.replace('_', ' ')}.")
    return DONE


def _remind(chosen: argparse.Namespace) -> int:
    at = datetime.now().astimezone()
    as_at = chosen.as_at or at.date()
    with _database(create=False) as engine:
        if engine is None:
            raise NotLoadable("there is no database yet; load a plan first")
        sessions = make_sessions(engine)
        with sessions() as session:
            plan = _choose_plan(list_plans(session), chosen.plan, None)
        if plan is None:
            raise NotLoadable("there is no plan yet; load one first")
        try:
            if chosen.dry_run:
                show_reminders(sessions, plan, as_at, at, os.environ, print)
                return DONE
            write = make_write_sessions(engine)
            complete = send_reminders(sessions, write, plan, as_at, at, os.environ, print, actor=_actor())
        except MailNotConfigured as problem:
            raise Usage(str(problem)) from None
    return DONE if complete else REFUSED


def _actor() -> Actor:
    """Name whoever holds this terminal; they answer for the programme office, through the command line."""
    import getpass

    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        name = "unknown"
    return Actor(name, Role.PROGRAMME_OFFICE, through="command line")


def _progress(step: str, _done: float) -> None:
    if sys.stderr.isatty():
        print(f"  {step} …", file=sys.stderr)


def _today() -> date:
    return datetime.now().astimezone().date()


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    sys.exit(main())

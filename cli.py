"""The command line: serve, upgrade, backup, restore, demo, check, load and its like, export, pack and more.

Owns: parsing arguments and exit codes (0 done, 1 the file or data say no, 2 wrong usage). Refuses: what the
commands do and print (`commands`).
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from commands.benefits import BENEFIT_AMOUNTS, run_load_benefits
from commands.exports import EXPORT_FORMATS, EXPORT_NAMES, run_export
from commands.funds import run_load_funds
from commands.pack import run_pack
from commands.performance import run_load_performance
from commands.person import run_person
from commands.plans import PRESET_NAMES, run_check, run_load
from commands.published import run_load_published
from commands.recommendations import run_load_recommendations
from commands.reminding import run_remind
from commands.safekeeping import run_backup, run_restore, run_upgrade
from commands.savings import AMOUNTS, SIGNS, run_load_savings
from commands.serving import run_serve
from commands.setting_up import run_demo, run_member
from commands.terminal import REFUSED, USAGE, Usage, survive_broken_pipe
from data_model.plan.changes.imports import StalePlan
from data_model.plan.changes.plans import PlanExists
from data_model.plan.statuses import Status
from data_model.plan.update_rules import NotComplete
from data_model.recommendations.recommendation_content import Origin
from data_model.shared.email_address import NotAnAddress, fold_email
from data_model.shared.faults import DatabaseFault, fault_sentence
from data_model.shared.permissions import NotPermitted, Role
from data_model.shared.program import COMMAND_NAME
from data_model.shared.refusals import NoSuchAction, Refused, StaleAction
from data_model.shared.upgrade import BrokenReferences, NewerDatabase
from loaders.plan.plan_import import NotLoadable
from loaders.plan.three_way import Side
from reminders.mail_server import MailServerFails

_REFUSALS = (
    NotLoadable,
    StalePlan,
    StaleAction,
    NoSuchAction,
    NotComplete,
    NotPermitted,
    BrokenReferences,
    NewerDatabase,
    DatabaseFault,
    Refused,
    MailServerFails,
    OSError,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not be UTF-8
            stream.reconfigure(encoding="utf-8", errors="replace")
    args = _parser().parse_args(arguments)
    with survive_broken_pipe():
        return _run(args)


def _run(args: argparse.Namespace) -> int:
    try:
        code: int = args.run(args)
    except Usage as error:
        print(f"{COMMAND_NAME}: {error}", file=sys.stderr)
        return USAGE
    except PlanExists as error:
        print(f"{COMMAND_NAME}: there is a plan “{error}” already; use --plan", file=sys.stderr)
        return USAGE
    except _REFUSALS as error:
        print(f"{COMMAND_NAME}: {error}", file=sys.stderr)
        return REFUSED
    except DatabaseError as error:
        problem = fault_sentence(error) or f"The database cannot be used: {error.orig}"
        print(f"{COMMAND_NAME}: {problem} Nothing was saved.", file=sys.stderr)
        return REFUSED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=COMMAND_NAME, description="The improvement-plan dashboard's command line."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        return added

    serve = command("serve", run_serve, "Serve the dashboard to the browser until Ctrl+C.")
    serve.add_argument("--port", type=_port, metavar="PORT", help="default: 8501, or the next free one")
    serve.add_argument("--no-browser", action="store_true", help="open no browser")
    _take_care(command)
    command("demo", run_demo, "Load the demonstration plan of an invented council.")
    _take_a_plan(command("check", run_check, "Read, understand and compare an action plan; change nothing."))
    _take_a_plan(command("load", run_load, "Load an action plan."))
    _take_figures(
        command("load-performance", run_load_performance, "Load figures into the measures of a plan.")
    )
    funds = command("load-funds", run_load_funds, "Load grants, their lines, or a ledger extract.")
    _take_a_file(funds)
    funds.add_argument("--dry-run", action="store_true", help="print the report; change nothing")
    _take_a_tracker(
        command("load-recommendations", run_load_recommendations, "Load a tracker of recommendations.")
    )
    _take_savings(
        command("load-savings", run_load_savings, "Load a council's tables of savings into a plan.")
    )
    _take_benefits(
        command("load-benefits", run_load_benefits, "Load a council's benefits and its return on investment.")
    )
    _take_published(command("load-published", run_load_published, "Load published figures of every council."))
    export = command(
        "export",
        run_export,
        "Write actions, measures, money, recommendations, or the plan in its own workbook, out.",
    )
    export.add_argument("what", choices=EXPORT_NAMES)
    export.add_argument("--format", choices=EXPORT_FORMATS, default="json")
    export.add_argument("--as-at", type=_day, metavar="DATE", help="as it stood on this day; default today")
    export.add_argument("--plan", metavar="NAME")
    export.add_argument("--out", type=Path, metavar="FILE", help="default: printed (json and csv)")
    pack = command(
        "pack", run_pack, "Write the board pack of a meeting, or of the plan as at a day, as Word."
    )
    seen = pack.add_mutually_exclusive_group(required=True)
    seen.add_argument(
        "--meeting", type=_id, metavar="ID", help="as the meeting was frozen; its page names its id"
    )
    seen.add_argument("--as-at", type=_day, metavar="DATE", help="as the plan stood on this day")
    pack.add_argument("--out", type=Path, required=True, metavar="FILE.docx")
    pack.add_argument("--tables", type=Path, metavar="FILE.xlsx", help="also every table behind it")
    which = pack.add_mutually_exclusive_group()
    which.add_argument(
        "--plan", action="append", metavar="NAME", help="given more than once: one pack of these plans"
    )
    which.add_argument("--all-plans", action="store_true", help="one pack of every plan but demonstrations")
    pack.add_argument("--areas", metavar="NUMBERS", help="such as 1,2; default all")
    pack.add_argument("--detail", choices=("full", "exceptions", "summary"), default="full")
    pack.add_argument("--audience", default="", metavar="WORDS", help="who it is for; stands on the cover")
    pack.add_argument(
        "--template", type=Path, metavar="FILE.docx", help="the council's own styles and letterhead"
    )
    member = command("member", run_member, "Let somebody sign in, or change their name or role.")
    member.add_argument(
        "--email", required=True, type=_address, metavar="ADDRESS", help="as their sign-in tells it"
    )
    member.add_argument("--name", required=True, metavar="NAME")
    member.add_argument("--role", required=True, choices=[role.value for role in Role])
    person = command("person", run_person, "Write out everything that the database holds of one person.")
    person.add_argument("--name", required=True, metavar="NAME", help="as the plan writes it")
    person.add_argument(
        "--email", action="append", default=[], type=_address, metavar="ADDRESS", help="an address of theirs"
    )
    person.add_argument("--out", type=Path, required=True, metavar="FILE.json")
    remind = command("remind", run_remind, "Mail each responsible person what their actions need of them.")
    remind.add_argument("--as-at", type=_day, metavar="DATE", help="what to tell; default today")
    remind.add_argument("--dry-run", action="store_true", help="print the mails; send and record nothing")
    remind.add_argument("--plan", metavar="NAME", help="the plan; default the only one, else it asks")
    return parser


def _take_care(command: Callable[[str, object, str], argparse.ArgumentParser]) -> None:
    """Add what keeps the database safe: backup, restore, upgrade."""
    backup = command("backup", run_backup, "Write everything that the database holds to one file.")
    backup.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="or a folder, for a name with date and time"
    )
    backup.add_argument(
        "--keep",
        type=_number,
        metavar="NUMBER",
        help="remove the oldest of the folder's backups beyond so many",
    )
    restore = command("restore", run_restore, "Put a backup into the database, all or nothing.")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument(
        "--replace", action="store_true", help="in place of everything that the database holds"
    )
    upgrade = command("upgrade", run_upgrade, "Bring the database's tables up to date, after a backup.")
    where = upgrade.add_mutually_exclusive_group()
    where.add_argument(
        "--backup-to",
        type=Path,
        metavar="FOLDER",
        help="default: backups, beside the SQLite file or in your data folder",
    )
    where.add_argument("--no-backup", action="store_true", help="make no backup before")


def _take_a_plan(loading: argparse.ArgumentParser) -> None:
    """Give `check` and `load` their options, which are the same."""
    _take_a_file(loading)
    loading.add_argument("--new-plan", metavar="NAME", help="begin a new plan of this name")
    loading.add_argument("--key", choices=sorted(PRESET_NAMES), help="the RAG key, where the file has none")
    loading.add_argument(
        "--no-colour",
        choices=[status.value for status in Status],
        metavar="STATUS",
        help="what a RAG cell without colour means, once for all: " + ", ".join(Status),
    )
    loading.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="HEADING=MEANING",
        help="what a column holds; the report lists those that are asked for, with their meanings",
    )
    loading.add_argument(
        "--sheet",
        action="append",
        default=[],
        metavar="NAME=MEANING",
        help="what a sheet is: load, leave-out or key",
    )
    loading.add_argument(
        "--rating",
        action="append",
        default=[],
        metavar="LOOK=STATUS",
        help="what a word, symbol or colour of the RAG column means: " + ", ".join(Status),
    )
    loading.add_argument(
        "--choices", type=Path, metavar="FILE", help="all of these as JSON, as the import page gives them"
    )
    loading.add_argument(
        "--close-matches",
        choices=("same", "different"),
        help="whether closely alike texts are the same action; default: it asks",
    )
    loading.add_argument(
        "--retire-struck",
        action="store_true",
        help="retire the actions of the plan whose rows the file strikes out; the report lists them",
    )
    loading.add_argument(
        "--take-links",
        action="store_true",
        help="take the links behind progress and evidence as evidence; the report lists them",
    )
    loading.add_argument(
        "--conflicts",
        choices=[side.value for side in Side],
        help="which stands where dashboard and file changed the same: ours (the dashboard) or theirs "
        "(the file); default: it asks",
    )


def _take_figures(loading: argparse.ArgumentParser) -> None:
    _take_a_file(loading)
    loading.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="NAME=MEASURE",
        help="the measure that a name in the file stands for; with nothing after the =, the name is left out",
    )
    loading.add_argument(
        "--add",
        action="append",
        default=[],
        metavar="NAME[=NEW NAME]",
        help="make a new measure of a name in the file, for information, in the unit that the file says",
    )
    loading.add_argument(
        "--sheet",
        action="append",
        default=[],
        metavar="NAME=MEANING",
        help="what a sheet is: load or leave-out",
    )
    loading.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="HEADING=MEANING",
        help="what a column holds; the report lists those that are asked for, with their meanings",
    )
    loading.add_argument(
        "--choices", type=Path, metavar="FILE", help="columns and sheets as JSON, as the page gives them"
    )
    loading.add_argument(
        "--skip-unknown", action="store_true", help="leave out every name that nobody has explained"
    )
    loading.add_argument("--dry-run", action="store_true", help="print the report; change nothing")


def _take_a_tracker(loading: argparse.ArgumentParser) -> None:
    _take_a_file(loading)
    loading.add_argument(
        "--origin",
        choices=[origin.value for origin in Origin],
        help="who recommended, where no cell of the file says it",
    )
    loading.add_argument("--dry-run", action="store_true", help="print the report; change nothing")


def _take_savings(loading: argparse.ArgumentParser) -> None:
    _take_a_file(loading, "the day of a table that names none")
    loading.add_argument(
        "--sheet",
        default="",
        metavar="NAME",
        help="the sheet with the table; default: every table, earliest first",
    )
    loading.add_argument(
        "--amounts", choices=AMOUNTS, help="what the amounts are, where neither title nor headings say it"
    )
    loading.add_argument(
        "--sign", choices=SIGNS, help="which amounts are savings, where both signs stand in one table"
    )
    loading.add_argument("--dry-run", action="store_true", help="print the report; change nothing")


def _take_benefits(loading: argparse.ArgumentParser) -> None:
    _take_a_file(loading, "the day of a table that names none")
    loading.add_argument("--sheet", default="", metavar="NAME", help="one sheet alone; default: every table")
    loading.add_argument(
        "--amounts", choices=BENEFIT_AMOUNTS, help="what amounts are, where nothing says gross or net"
    )
    loading.add_argument("--first-year", metavar="YEAR", help="the first of numbered years, such as 2022/23")
    loading.add_argument("--invested", metavar="SUM", help="what the programme costs, such as £8.9m")
    loading.add_argument(
        "--stated",
        action="append",
        metavar="WORDS",
        help="a sum of the paper's text: “gross 2022/23 to 2025/26 £20.7m”; repeat for others",
    )
    loading.add_argument("--reason", default="", metavar="WORDS", help="why profiles change")
    loading.add_argument("--approved-by", default="", metavar="NAME", help="who approved that")
    loading.add_argument("--dry-run", action="store_true", help="print the report; change nothing")


def _take_published(loading: argparse.ArgumentParser) -> None:
    _take_a_file(loading, "the day on which the release was published")
    loading.add_argument("--release", default="", metavar="NAME", help="its name; default its newest year")
    loading.add_argument("--next-due", type=_day, metavar="DATE", help="when the next release is due")
    loading.add_argument(
        "--year-ends",
        type=_month,
        metavar="MONTH",
        help="the month in which its years end, 1 to 12, where the file does not say it",
    )
    loading.add_argument(
        "--measure",
        action="append",
        metavar="CODE",
        help="a measure to store, by its code in the report; repeat for others; default the usual ones",
    )
    loading.add_argument("--council", default="", metavar="CODE", help="the number of the plan's council")
    loading.add_argument("--dry-run", action="store_true", help="print the report; change nothing")


def _take_a_file(
    loading: argparse.ArgumentParser, of_day: str = "the day the file is true of; default today"
) -> None:
    loading.add_argument("file", type=Path, metavar="FILE")
    loading.add_argument("--as-at", type=_day, metavar="DATE", help=of_day)
    loading.add_argument("--plan", metavar="NAME", help="the plan; default the only one, else it asks")
    loading.add_argument("--json", action="store_true", help="print the report as JSON")


def _address(text: str) -> str:
    with suppress(NotAnAddress):
        if folded := fold_email(text):
            return folded
    raise argparse.ArgumentTypeError(f"{text!r} is not an e-mail address")


def _id(text: str) -> int:
    # Longer numbers fit no database's integer.
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not an id such as 12")


def _number(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 5 and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number such as 30")


def _month(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= 12:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a month such as 3")


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a port such as 8501")


def _day(text: str) -> date:
    with suppress(ValueError):
        day = date.fromisoformat(text)
        if 2000 <= day.year <= 2099:  # as on the pages; what is counted on from a day has to end somewhere
            return day
    raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2022-12-12")


if __name__ == "__main__":
    sys.exit(main())

"""The command line: serve, upgrade, backup, restore, demo, check, load and its like, export, pack and more.

Owns: parsing arguments and exit codes (0 done, 1 the file or data say no, 2 wrong usage). Refuses: what the
commands do and print (`commands`).
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from commands.annex_a import run_annex_a
from commands.argument_types import address, database_id, day, number, place_of_backup, port
from commands.benefits import run_load_benefits
from commands.comparisons import COMPARISON_FORMATS, run_comparisons
from commands.erasing import run_erase_person, run_remove_old_sign_ins
from commands.exports import EXPORT_FORMATS, EXPORT_NAMES, run_export
from commands.funds import run_load_funds
from commands.load_arguments import (
    take_a_plan,
    take_a_tracker,
    take_annex_a,
    take_benefits,
    take_figures,
    take_funds,
    take_published,
    take_savings,
)
from commands.pack import run_pack
from commands.performance import run_load_performance
from commands.person import run_person
from commands.plans import run_check, run_load
from commands.published import run_load_published
from commands.recommendations import run_load_recommendations
from commands.reminding import run_remind
from commands.safekeeping import run_backup, run_restore, run_upgrade
from commands.savings import run_load_savings
from commands.serving import run_serve
from commands.setting_up import run_demo, run_member
from commands.terminal import REFUSED, USAGE, Usage, survive_broken_pipe
from data_model.plan.changes.loaded_files import StalePlan
from data_model.plan.changes.plans import PlanExists
from data_model.plan.update_rules import NotComplete
from data_model.shared.faults import DatabaseFault, fault_code, fault_sentence
from data_model.shared.permissions import NotPermitted, Role
from data_model.shared.program import COMMAND_NAME
from data_model.shared.refusals import NoSuchAction, Refused, StaleAction
from data_model.shared.system_faults import file_sentence
from data_model.shared.upgrade import BrokenReferences, NewerDatabase
from loaders.files.workbook_file import NotLoadable
from reminders.mail_server import MailServerFails

AddCommand = Callable[[str, object, str], argparse.ArgumentParser]

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
        _refuse_broken_text(args)
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
    except OSError as error:
        print(f"{COMMAND_NAME}: {file_sentence(error)}", file=sys.stderr)
        return REFUSED
    except SQLAlchemyError as error:
        code_of = fault_code(error) if isinstance(error, DBAPIError) else ""
        problem = fault_sentence(error) or (
            f"The database did not take what this command asked of it{code_of and f' ({code_of})'}."
        )
        print(f"{COMMAND_NAME}: {problem} Nothing was saved.", file=sys.stderr)
        return REFUSED
    return code


def _refuse_broken_text(args: argparse.Namespace) -> None:
    """Raise Usage for words with bytes that are no text; the name of a file may have them."""
    for name, given in vars(args).items():
        for one in given if isinstance(given, list) else [given]:
            if isinstance(one, str) and any("\ud800" <= sign <= "\udfff" for sign in one):
                said = one.encode("utf-8", "replace").decode("utf-8")
                option = name.replace("_", "-")
                raise Usage(f"--{option}: “{said}” has signs that are no text (UTF-8); type it anew")


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
    serve.add_argument("--port", type=port, metavar="PORT", help="default: 8501, or the next free one")
    serve.add_argument("--no-browser", action="store_true", help="open no browser")
    _take_care(command)
    command("demo", run_demo, "Load the demonstration plan of an invented council.")
    take_a_plan(command("check", run_check, "Read, understand and compare an action plan; change nothing."))
    take_a_plan(command("load", run_load, "Load an action plan."))
    take_figures(
        command("load-performance", run_load_performance, "Load figures into the measures of a plan.")
    )
    take_annex_a(
        command("annex-a", run_annex_a, "Count Annex A into a workbook of figures; keep nothing of a row.")
    )
    take_funds(command("load-funds", run_load_funds, "Load grants, their lines, or a ledger extract."))
    take_a_tracker(
        command("load-recommendations", run_load_recommendations, "Load a tracker of recommendations.")
    )
    take_savings(command("load-savings", run_load_savings, "Load a council's tables of savings into a plan."))
    take_benefits(
        command("load-benefits", run_load_benefits, "Load a council's benefits and its return on investment.")
    )
    take_published(command("load-published", run_load_published, "Load published figures of every council."))
    _take_export(command)
    _take_comparisons(command)
    _take_pack(command)
    _take_people(command)
    _take_erasing(command)
    return parser


def _take_export(command: AddCommand) -> None:
    """Add `export`."""
    export = command(
        "export",
        run_export,
        "Write actions, measures, money, recommendations, or the plan in its own workbook, out.",
    )
    export.add_argument("what", choices=EXPORT_NAMES)
    export.add_argument("--format", choices=EXPORT_FORMATS, default="json")
    export.add_argument("--as-at", type=day, metavar="DATE", help="as it stood on this day; default today")
    export.add_argument("--plan", metavar="NAME")
    export.add_argument("--out", type=Path, metavar="FILE", help="default: printed (json and csv)")


def _take_comparisons(command: AddCommand) -> None:
    """Add `comparisons`."""
    compared = command(
        "comparisons", run_comparisons, "Print where the council stands in what is published of its measures."
    )
    compared.add_argument("--plan", metavar="NAME")
    compared.add_argument(
        "--measure", action="append", metavar="NAME", help="one of its measures; repeat for others"
    )
    compared.add_argument("--format", choices=COMPARISON_FORMATS, default="text")
    compared.add_argument("--as-at", type=day, metavar="DATE", help="as published by this day; default today")
    compared.add_argument("--out", type=Path, metavar="FILE", help="default: printed")


def _take_pack(command: AddCommand) -> None:
    """Add `pack`."""
    pack = command(
        "pack", run_pack, "Write the board pack of a meeting, or of the plan as at a day, as Word."
    )
    seen = pack.add_mutually_exclusive_group(required=True)
    seen.add_argument(
        "--meeting", type=database_id, metavar="ID", help="as the meeting was frozen; its page names its id"
    )
    seen.add_argument("--as-at", type=day, metavar="DATE", help="as the plan stood on this day")
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


def _take_people(command: AddCommand) -> None:
    """Add what is about people: who may sign in, what is held of one, and mail to them."""
    member = command("member", run_member, "Let somebody sign in, or change their name or role.")
    member.add_argument(
        "--email", required=True, type=address, metavar="ADDRESS", help="as their sign-in tells it"
    )
    member.add_argument("--name", required=True, metavar="NAME")
    member.add_argument("--role", required=True, choices=[role.value for role in Role])
    person = command("person", run_person, "Write out everything that the database holds of one person.")
    person.add_argument(
        "--name", required=True, action="append", metavar="NAME", help="also each other name they stand under"
    )
    person.add_argument(
        "--email", action="append", default=[], type=address, metavar="ADDRESS", help="an address of theirs"
    )
    person.add_argument("--out", type=Path, required=True, metavar="FILE.json")
    remind = command("remind", run_remind, "Mail each responsible person what their actions need of them.")
    remind.add_argument("--as-at", type=day, metavar="DATE", help="what to tell; default today")
    remind.add_argument("--dry-run", action="store_true", help="print the mails; send and record nothing")
    remind.add_argument("--plan", metavar="NAME", help="the plan; default the only one, else it asks")


def _take_erasing(command: AddCommand) -> None:
    """Add what takes people out of the database: erasing one, and removing old sign-ins."""
    erase = command(
        "erase-person", run_erase_person, "Put a pseudonym in place of a person everywhere; asks for --yes."
    )
    erase.add_argument(
        "--name", required=True, action="append", metavar="NAME", help="also each other name they stand under"
    )
    erase.add_argument(
        "--email", action="append", default=[], type=address, metavar="ADDRESS", help="an address of theirs"
    )
    erase.add_argument("--person", type=database_id, metavar="NUMBER", help="which of several of one name")
    erase.add_argument(
        "--keep-actions",
        action="store_true",
        help="also who answers for open actions; the pseudonym then does",
    )
    _take_yes(erase)
    old = command(
        "remove-old-sign-ins", run_remove_old_sign_ins, "Remove old sign-ins and lines of the log of access."
    )
    old.add_argument("--older-than", type=number, required=True, metavar="MONTHS", help="2 or more")
    _take_yes(old)


def _take_yes(parser: argparse.ArgumentParser) -> None:
    """Add the two ways of a command that changes nothing unless it is told to."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--yes", action="store_true", help="carry it out")
    which.add_argument("--dry-run", action="store_true", help="only say what it would do; the default")


def _take_care(command: AddCommand) -> None:
    """Add what keeps the database safe: backup, restore, upgrade."""
    backup = command("backup", run_backup, "Write everything that the database holds to one file.")
    backup.add_argument(
        "--out",
        type=place_of_backup,
        required=True,
        metavar="FILE",
        help="or a folder, for a name with date and time",
    )
    backup.add_argument(
        "--keep",
        type=number,
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


if __name__ == "__main__":
    sys.exit(main())

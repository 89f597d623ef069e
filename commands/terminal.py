"""The person at the terminal: exit codes, who they are, what day it is, and the plan and database they mean.

Owns: what every command asks before it begins, printing for whoever still reads, and writing a file.
Refuses: parsing arguments (`cli`) and the commands' own work.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TextIO, cast

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from data_model.plan.queries.plans import list_plans
from data_model.plan.rows import PlanRow
from data_model.safekeeping.backup import backup_folder, upgrade_after_backup
from data_model.shared.data_folder import data_folder
from data_model.shared.engine import UnknownDatabase, database_url, make_engine
from data_model.shared.permissions import Actor, Role
from data_model.shared.program import COMMAND, COMMAND_NAME
from data_model.shared.system_faults import file_fault
from data_model.shared.upgrade import check_not_newer, has_version, is_current
from data_model.shared.whose_database import make_folder
from loaders.files.workbook_file import NotLoadable

DONE, REFUSED, USAGE = 0, 1, 2


class PipeSafeStream:
    """What is printed to somebody who may stop reading; the work goes on all the same.

    What nobody reads any more is dropped; what is printed after that goes to `instead`, where there is one.
    """

    def __init__(self, stream: TextIO, instead: "TextIO | None" = None) -> None:
        self._stream, self._instead = stream, instead

    def write(self, words: str) -> int:
        """Print words, as a text stream does."""
        with self._while_read():
            self._stream.write(words)
        return len(words)

    def flush(self) -> None:
        """Send what was printed on its way."""
        with self._while_read():
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @contextmanager
    def _while_read(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            # What is still on its way would be tried once more when the program ends, and fail again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())
            self._stream = self._instead or self._stream


@contextmanager
def survive_broken_pipe() -> Iterator[None]:
    """Go on when the reader of our output goes away: what standard output loses goes to standard error."""
    with ExitStack() as streams:
        said = sys.stderr if sys.stderr is None else cast(TextIO, PipeSafeStream(sys.stderr))
        streams.enter_context(redirect_stderr(said))
        # A program may be started without any standard output at all.
        if sys.stdout is not None:
            streams.enter_context(redirect_stdout(cast(TextIO, PipeSafeStream(sys.stdout, said))))
        yield
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()


class Usage(Exception):
    """Raised when the command cannot be understood as given; ends with exit code 2."""


@contextmanager
def naming_files(path: Path) -> Iterator[None]:
    """Raise Usage for a file or folder, named on the command line, that cannot be read or written."""
    try:
        yield
    except OSError as error:
        raise Usage(f"{error.filename or path}: {file_fault(error)}") from None


def make_chosen_engine() -> Engine:
    """Make the engine that DATABASE_URL names; the folder of a SQLite file is left to whoever creates it."""
    url = database_url(os.environ, data_folder())
    try:
        return make_engine(url)
    except UnknownDatabase as unknown:
        raise Usage(str(unknown)) from None


@contextmanager
def open_database(*, create: bool) -> Iterator[Engine | None]:
    """Open the database; SQLite is made and upgraded when `create`, and None when it is not there.

    Raises Usage for another database that needs its upgrade.
    """
    engine = make_chosen_engine()
    try:
        if engine.dialect.name == "sqlite":
            file = Path(str(engine.url.database))
            if create:
                make_folder(engine)
                _upgrade(engine)
            elif file.exists():
                check_not_newer(engine)
                if has_version(engine) and not is_current(engine):
                    raise Usage(f"the database is not up to date; run: {COMMAND} upgrade")
            yield engine if create or (file.exists() and is_current(engine)) else None
        elif is_current(engine):
            yield engine
        else:
            check_not_newer(engine)
            raise Usage(f"the database is not up to date; run: {COMMAND} upgrade")
    finally:
        engine.dispose()


def _upgrade(engine: Engine) -> None:
    """Upgrade a SQLite file, and say where a backup from before is where one was made."""
    if made := upgrade_after_backup(engine, backup_folder(engine), now()):
        print(f"The database was upgraded; a backup from before is in {made}", file=sys.stderr)


def choose_plan(plans: list[PlanRow], name: str | None, new: str | None) -> PlanRow | None:
    """Choose the plan by name, or the only one that is not the demonstration; None begins a new one.

    Asks at a terminal where there are several. Raises Usage when the name is not to be had.
    """
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


def existing_plan(session: Session, args: argparse.Namespace) -> PlanRow:
    """Choose the plan as `choose_plan` does, the demonstration where there is no other.

    Raises NotLoadable when there is none, Usage when `--plan` names none.
    """
    plans = list_plans(session)
    plan = choose_plan(plans, args.plan, None)
    if plan is None and not args.plan:
        plan = next(iter(plans), None)
    if plan is None:
        if args.plan:
            raise Usage(f"there is no plan “{args.plan}”")
        raise NotLoadable("there is no plan yet; load one first")
    return plan


def this_person() -> Actor:
    """Name whoever holds this terminal; they answer for the programme office, through the command line."""
    import getpass

    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        name = "unknown"
    return Actor(name, Role.PROGRAMME_OFFICE, through="command line")


def print_checked(args: argparse.Namespace, record: object, words: str, refusal: str) -> int:
    """Print what a check found, as JSON where that is asked for, and return its exit code.

    `refusal` is the sentence that says why nothing can be loaded, empty where it can.
    """
    # Sent at once: whoever stopped reading it is told of the rest in another place.
    said = json.dumps(record, ensure_ascii=False, indent=2) if args.json else words
    print(f"{said}\n", end="", flush=True)
    if refusal:
        print(f"{COMMAND_NAME}: {refusal}", file=sys.stderr)
    return REFUSED if refusal else DONE


def write_out(file: Path, content: bytes, *, is_private: bool = False) -> None:
    """Write a file that somebody named.

    A private one may only its maker read, none is written over for it, and nothing of it stays where it
    could not be written whole. Raises Usage.
    """
    with naming_files(file):
        if not is_private:
            file.write_bytes(content)
            return
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(handle, "wb") as out:
                out.write(content)
        except OSError:
            file.unlink(missing_ok=True)
            raise


def say_progress(step: str, _done: float) -> None:
    """Name the step that has begun, where somebody looks on."""
    if sys.stderr.isatty():
        print(f"  {step} …", file=sys.stderr)


def today() -> date:
    """Tell the day at this terminal; what is reported or read is of this day unless told otherwise."""
    return datetime.now().astimezone().date()


def now() -> datetime:
    """Tell the moment, in UTC, at which something is recorded."""
    return datetime.now(UTC)

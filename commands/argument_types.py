"""What an argument of the command line may be: a day, a number, a port, an e-mail address.

Owns: reading those, and saying what one that can't be read should look like. Refuses: which command takes
which.
"""

import argparse
from contextlib import suppress
from datetime import date
from os import sep
from pathlib import Path

from data_model.shared.email_address import NotAnAddress, fold_email


def address(text: str) -> str:
    """Read an e-mail address, folded. Raises ArgumentTypeError."""
    with suppress(NotAnAddress):
        if folded := fold_email(text):
            return folded
    raise argparse.ArgumentTypeError(f"{text!r} is not an e-mail address")


def place_of_backup(text: str) -> Path:
    """Read where a backup goes: a file, or a folder that is there. Raises ArgumentTypeError.

    What ends as a folder's name does is a folder: a file in its stead would hide that a disk is not there.
    """
    if not text.strip():
        raise argparse.ArgumentTypeError("it names no file and no folder")
    if text.endswith(("/", sep)) and not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text}; is its disk there?")
    return Path(text)


def database_id(text: str) -> int:
    """Read the number of a row. Raises ArgumentTypeError."""
    # Longer numbers fit no database's integer.
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not an id such as 12")


def number(text: str) -> int:
    """Read a whole number above nought. Raises ArgumentTypeError."""
    if text.isascii() and text.isdigit() and len(text) < 5 and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number such as 30")


def month(text: str) -> int:
    """Read the number of a month. Raises ArgumentTypeError."""
    if text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= 12:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a month such as 3")


def calendar_month(text: str) -> date:
    """Read a month, written 2022-12, as its first day. Raises ArgumentTypeError."""
    with suppress(ValueError):
        read = date.fromisoformat(f"{text}-01")
        if 2000 <= read.year <= 2099 and len(text) == len("2022-12"):
            return read
    raise argparse.ArgumentTypeError(f"{text!r} is not a month such as 2022-12")


def port(text: str) -> int:
    """Read the number of a port. Raises ArgumentTypeError."""
    if text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a port such as 8501")


def day(text: str) -> date:
    """Read a day, written 2022-12-12, of this century. Raises ArgumentTypeError."""
    with suppress(ValueError):
        read = date.fromisoformat(text)
        if 2000 <= read.year <= 2099:  # as on the pages; what is counted on from a day has to end somewhere
            return read
    raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2022-12-12")

"""A backup's file before it has its name, and what is left of one whose maker was killed.

Owns: holding such a file while it is written, so that nobody takes it for one left behind, and removing those
that are left. Refuses: what a backup is made of (`backup_file`), and any file that no backup made.
"""

import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO, cast

if sys.platform != "win32":
    import fcntl

_BEGINS, _ENDS = ".backup-", ".part"
_NAMED = re.compile(rf"{re.escape(_BEGINS)}[a-z0-9_]{{8}}{re.escape(_ENDS)}")
# How a zip begins whose first member is a table, as each of ours does; another program's may have our name.
_ZIP, _TABLE, _TABLE_AT = b"PK\x03\x04", b"tables/", 30


@contextmanager
def part_file(folder: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """Give a new file of the folder, held while the block runs; it is gone after, unless it was renamed.

    Only whoever makes it may read it: it holds everything that the database does.
    """
    made = _new(folder)
    try:
        yield cast(BinaryIO, made), Path(made.name)
    except BaseException:
        for undo in (made.close, Path(made.name).unlink):
            with suppress(OSError):
                undo()
        raise
    made.close()


def remove_left_parts(folder: Path) -> list[Path]:
    """Remove what backups that were killed have left in a folder, and return it.

    A part that some process still writes, one that cannot be told to be ours and one that this account may
    not touch are left.
    """
    gone = []
    try:
        named = sorted(file for file in folder.iterdir() if _NAMED.fullmatch(file.name))
    except OSError:  # a folder that may only be written to
        return []
    for file in named:
        with suppress(OSError):
            if _remove_unheld(file):
                gone.append(file)
    return gone


def _new(folder: Path) -> IO[bytes]:
    while True:
        made = NamedTemporaryFile(  # noqa: SIM115 (whoever asked closes it)
            dir=folder, prefix=_BEGINS, suffix=_ENDS, delete=False
        )
        _hold(made.fileno(), wait=True)
        # Another backup may have taken the name away before it was held.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.stat(made.name), os.fstat(made.fileno())):
                return made
        made.close()


def _hold(descriptor: int, *, wait: bool) -> bool:
    """Hold an open file until it is closed or its process dies; say whether that went."""
    if sys.platform == "win32":
        return True  # what anybody has open cannot be removed there
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:  # held by another, or a disk that knows no holding
        return False
    return True


def _remove_unheld(file: Path) -> bool:
    with open(file, "r+b", buffering=0, opener=_opened_itself) as found:
        if not stat.S_ISREG(os.fstat(found.fileno()).st_mode) or not _hold(found.fileno(), wait=False):
            return False
        begins = found.read(_TABLE_AT + len(_TABLE))
        # One that was killed at once has nothing yet.
        if begins and not (begins.startswith(_ZIP) and begins.endswith(_TABLE)):
            return False
        if sys.platform != "win32":
            file.unlink()  # while it is held
            return True
    file.unlink()
    return True


def _opened_itself(name: str, flags: int) -> int:
    # No link is followed, and a pipe does not let us wait.
    return os.open(name, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))

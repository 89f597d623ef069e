"""What can be wrong with a database, in the words of whoever uses the dashboard.

Owns: telling the faults of SQLite and PostgreSQL apart, one sentence for each, and an exception that says it.
Refuses: mending any of them, and faults of the program itself, which stay what they are.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data_model.shared.program import COMMAND

LOCKED = "The database is busy with somebody else’s change. Try again in a moment."
FULL = "The disk of the database is full. Whoever runs the server has to make room."
READ_ONLY = "The database can be read and not written. Whoever runs the server has to allow writing."
UNREACHABLE = "The database does not answer. It may be starting again; try again in a moment."
REFUSES = "The database does not let the dashboard in. Whoever runs the server has to check DATABASE_URL."
NO_DATABASE = "There is no database of that name. Whoever runs the server has to check DATABASE_URL."
WRONG_ADDRESS = (
    "The database cannot be reached in the way that DATABASE_URL says. Whoever runs the server has to check "
    "its host, its options such as sslmode, and that a password writes @ and / as %40 and %2F."
)
# The driver gives no code for a connection that never stood; its words are the server's or its own.
_NEVER_STOOD = {
    "authentication failed": REFUSES,
    "no pg_hba.conf entry": REFUSES,
    'FATAL:  role "': REFUSES,
    "does not exist": NO_DATABASE,
    'FATAL:  database "': REFUSES,
    "invalid sslmode value": WRONG_ADDRESS,
    "does not support SSL": WRONG_ADDRESS,
    "invalid connection option": WRONG_ADDRESS,
    "failed to resolve host": WRONG_ADDRESS,
}
BROKEN_DISK = "The disk of the database cannot be read or written. Whoever runs the server has to look."
NO_FILE = "The database’s file cannot be opened. Whoever runs the server has to look for it."
CORRUPT = "The database’s file is damaged. Whoever runs the server has to put a backup back."
OTHER_TABLES = (
    "The database has other tables than this version of the dashboard. Start the dashboard again; if it "
    f"still says so, {COMMAND} upgrade tells what is wrong."
)
NUL = "A text has a character that the database cannot hold (NUL). Take it out and try again."
_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: BROKEN_DISK,
    sqlite3.SQLITE_CANTOPEN: NO_FILE,
    sqlite3.SQLITE_CORRUPT: CORRUPT,
    sqlite3.SQLITE_NOTADB: CORRUPT,
}
# Classes and codes of PostgreSQL, the longest that fits first (its manual, appendix A).
_OF_POSTGRESQL = {
    "08": UNREACHABLE,
    "57P": UNREACHABLE,
    "53100": FULL,
    "53": "The database has more to do than it can. Try again in a moment.",
    "25006": READ_ONLY,
    "28": REFUSES,
    "3D000": NO_DATABASE,
    "40": LOCKED,
    "55P03": LOCKED,
    "42501": REFUSES,
    "2BP01": "Something of others in the database, such as a view, is made of the dashboard’s tables. Take "
    "it away first.",
    "42P01": OTHER_TABLES,
    "42703": OTHER_TABLES,
    "XX001": CORRUPT,
    "XX002": CORRUPT,
}


class DatabaseFault(Exception):
    """Raised where a database cannot do what was asked; nothing was written. The text is one sentence."""


def fault_sentence(error: BaseException) -> str | None:
    """Return the sentence for an error of the database; None for one that is the program's own."""
    if isinstance(error, DatabaseFault):
        return str(error)
    if isinstance(error, PoolTimeout):
        return UNREACHABLE
    if not isinstance(error, DBAPIError):
        return None
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    if "NUL" in str(cause) and "0x00" in str(cause):
        return NUL
    code = getattr(cause, "sqlstate", None)
    if code:
        fits = [start for start in _OF_POSTGRESQL if code.startswith(start)]
        return _OF_POSTGRESQL[max(fits, key=len)] if fits else None
    for words, sentence in _NEVER_STOOD.items():
        if words in str(cause):
            return sentence
    # Without any code the server never answered, or the connection was lost.
    return UNREACHABLE if isinstance(error, OperationalError | InterfaceError) else None


def fault_code(error: DBAPIError) -> str:
    """Return the code that a database gave its error, which its manual explains; empty without one."""
    return str(getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None) or "")


@contextmanager
def told_faults() -> Iterator[None]:
    """Raise DatabaseFault for what a database cannot do within the block."""
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        sentence = fault_sentence(error)
        if sentence is None:
            raise
        raise DatabaseFault(sentence) from error


def _of_sqlite(error: sqlite3.Error) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in _OF_SQLITE:
        return _OF_SQLITE[code & 0xFF]
    said = str(error)
    return OTHER_TABLES if said.startswith(("no such table", "no such column")) else None

"""Whether the dashboard can do its work: what a container, a proxy or a watchman asks.

Owns: asking the database in a thread beside the server's, a bound on how long, and few words without data.
Refuses: making or upgrading a database; the first visitor does (`ui.shell.database`).
"""

import asyncio
import json
import logging
import os
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from data_model.shared.data_folder import data_folder
from data_model.shared.engine import UnknownDatabase, database_url, make_engine, takes_writes
from data_model.shared.program import COMMAND
from data_model.shared.upgrade import NewerDatabase, check_not_newer, is_current
from data_model.shared.whose_database import LacksTables, NotOurDatabase

_WAIT = 3.0  # seconds; those who ask give up after five or ten
_HOLDS = 1.0  # so many seconds an answer is given again, however often it is asked for
OK, DOWN = "ok", "does not answer"


def database_state() -> str:
    """Ask the database whether it serves this version, and takes writes; `OK`, or what is the matter."""
    try:
        engine = _engine(database_url(os.environ, data_folder()))
        is_file = engine.dialect.name == "sqlite"
        if is_file and not Path(str(engine.url.database)).exists():
            return OK  # the first visitor makes it
        if not is_current(engine):
            check_not_newer(engine)
            if not is_file:  # the first visitor upgrades a file
                return f"needs {COMMAND} upgrade"
        if not takes_writes(engine):
            return "takes no changes"
    except NewerDatabase:
        return "is of a newer version"
    except NotOurDatabase:
        return "is not the dashboard’s"
    except LacksTables:
        return "lacks tables"
    except UnknownDatabase:
        return "is not known"
    except (SQLAlchemyError, OSError):
        logging.getLogger(__name__).warning("the database does not answer", exc_info=True)
        return DOWN
    return OK


class Health:
    """Answers of one database, each asked for by `ask` in a thread and given again for a second."""

    def __init__(self, ask: Callable[[], str] = database_state, wait: float = _WAIT) -> None:
        self._ask, self._wait = ask, wait
        self._asked: asyncio.Future[str] | None = None
        self._last: tuple[float, str] = (float("-inf"), DOWN)

    async def answer(self) -> tuple[int, bytes]:
        """Return the status and JSON for whoever asks: 200, or 503 with what is the matter."""
        state = await self._state()
        said = {"status": "ok" if state == OK else "unavailable", "database": state}
        return (200 if state == OK else 503), json.dumps(said).encode()

    async def _state(self) -> str:
        at, state = self._last
        if time.monotonic() - at < _HOLDS:
            return state
        # A database that swallows what it is asked keeps one thread, not one for each who asks.
        asked = self._asked = self._asked or asyncio.ensure_future(asyncio.to_thread(self._ask))
        done, _ = await asyncio.wait((asked,), timeout=self._wait)
        state = DOWN
        if done:
            state, self._asked = asked.result(), None
        self._last = time.monotonic(), state
        return state


@cache
def _engine(url: str) -> Engine:
    return make_engine(url)

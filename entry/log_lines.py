"""The server's log as JSON, a line for each thing that happened, for those who collect it.

Owns: what a line holds, and that nothing personal is in it: no text of an exception, no address's query, no
cookie, no name. Refuses: what is logged, and the plain log, which stays Streamlit's.
"""

import contextvars
import copy
import hashlib
import json
import logging
import os
import re
import sys
import threading
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import streamlit.logger
from sqlalchemy.exc import DBAPIError
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data_model.shared.faults import DatabaseFault, fault_code, fault_sentence
from data_model.shared.program import PROGRAM

# The request that is being answered: its id.
REQUEST: contextvars.ContextVar[str] = contextvars.ContextVar("request", default="")
_LONGEST = 2_000
# Where a warning comes from and its kind; its words may hold what stands in a file.
_WARNING = re.compile(r".+?:\d+: \w+")
_FRAMES = 30
_PROGRAM = f"{PROGRAM}{os.sep}"


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record)[:_LONGEST],
        }
        if request := REQUEST.get():
            line["request"] = request
        if session := _session():
            line["session"] = session
        line |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[1] is not None:
            line["exception"] = [_exception(each) for each in _chain(record.exc_info[1])]
        return json.dumps(line, ensure_ascii=False)


def log_as_json(environ: Mapping[str, str] = os.environ) -> None:
    """Write every log as JSON where DASHBOARD_LOG is `json`."""
    if not _is_json(environ):
        return
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    handler.addFilter(is_ours_to_tell)
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    logging.captureWarnings(True)

    def as_json(logger: logging.Logger) -> None:
        # Streamlit gives each of its loggers a handler of its own, again whenever its settings are read.
        logger.handlers[:] = [handler]

    streamlit.logger.setup_formatter = as_json
    streamlit.logger.update_formatter()
    _tell_what_nobody_caught()


def _is_json(environ: Mapping[str, str]) -> bool:
    """Say whether the log is to be JSON."""
    return environ.get("DASHBOARD_LOG", "").strip().lower() == "json"


def is_ours_to_tell(record: logging.LogRecord) -> bool:
    """Say whether a record has its line: what uvicorn says of each request has addresses and queries."""
    return record.levelno >= logging.WARNING or not record.name.startswith("uvicorn")


def session_name(session: str) -> str:
    """Return a name for a session that tells it from others and lets nobody act as it."""
    return hashlib.sha256(session.encode()).hexdigest()[:12]


def _message(record: logging.LogRecord) -> str:
    """Return what a record says, of an exception only its kind: its text may hold what somebody wrote."""
    if isinstance(record.args, tuple) and any(isinstance(each, BaseException) for each in record.args):
        told = copy.copy(record)
        told.args = tuple(
            type(each).__name__ if isinstance(each, BaseException) else each for each in record.args
        )
        record = told
    message = record.getMessage()
    if record.name == "streamlit.error_util" and (error := record.exc_info and record.exc_info[1]):
        # Streamlit says of each that nobody caught it, also where the page told it in a sentence.
        return message if fault_sentence(error) is None else "a page met a fault of the database and told it"
    if record.name == "asyncio":
        # Below its first line stand the task and its exception, as Python writes them.
        return message.partition("\n")[0]
    if record.name == "py.warnings" and (found := _WARNING.match(message)):
        return found[0].removeprefix(_PROGRAM)
    return message


def _tell_what_nobody_caught() -> None:
    """Log an exception that ends a thread or the program, or that comes where none can be raised.

    Python would write it as it stands, over many lines.
    """
    log = logging.getLogger(__name__)

    def of_thread(ended: threading.ExceptHookArgs) -> None:
        if ended.exc_value is not None and not isinstance(ended.exc_value, SystemExit):
            log.error("a thread ended by an exception", exc_info=ended.exc_value)

    def of_program(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            log.critical("the program ended by an exception", exc_info=(kind, error, trace))

    def ignored(found: "sys.UnraisableHookArgs") -> None:
        if found.exc_value is not None:
            log.error("an exception was ignored", exc_info=found.exc_value)

    threading.excepthook, sys.excepthook, sys.unraisablehook = of_thread, of_program, ignored


def _session() -> str:
    context = get_script_run_ctx(suppress_warning=True)
    return session_name(context.session_id) if context is not None else ""


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found and len(found) < 5:
        found.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


def _exception(error: BaseException) -> dict[str, Any]:
    """Say of what kind an exception is and where it came from; its text may hold what somebody wrote."""
    said: dict[str, Any] = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "at": _frames(error.__traceback__),
    }
    if isinstance(error, DatabaseFault):
        said["text"] = str(error)
    if isinstance(error, DBAPIError):
        said["statement"] = (error.statement or "")[:_LONGEST]
        said["state"] = fault_code(error)
    return said


def _frames(trace: TracebackType | None) -> list[str]:
    return [
        f"{frame.filename.removeprefix(_PROGRAM)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)[-_FRAMES:]
    ]

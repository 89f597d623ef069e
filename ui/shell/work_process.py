"""A process of its own for work that would hold everybody up: what it runs, and how it is told.

Owns: starting it, what goes to it and comes back, and its end. Refuses: what is drawn meanwhile (`apart`),
and what the work is; it is a function by its name with its arguments.

One interpreter draws the pages of all sessions. The process is a fresh Python that imports the program and
no page: nothing of a session, no sign-in and no setting with a password goes into it, but the database's
address. Python's own pools of processes would run Streamlit's script again in each of them: that script is
`__main__` while a page is drawn.
"""

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any, NamedTuple, TypeVar

from sqlalchemy.orm import Session

from data_model.shared.days.days_ahead import note_today
from data_model.shared.engine import make_engine, make_sessions, make_write_sessions
from data_model.shared.program import PROGRAM
from ui.shell.clock import today

_START = "import sys; sys.path.insert(0, sys.argv[1]); from ui.shell.work_process import serve; serve()"
# What no work needs: words to sign in with, and settings of a server.
_KEPT_BACK = ("SMTP_", "STREAMLIT_", "DATABASE_URL")
Result = TypeVar("Result")
_LENGTH = 8  # bytes before each message say how long it is


class WorkDied(Exception):
    """Raised where the process ended before its work did; nothing was written."""


class WorkFailed(Exception):
    """Raised where work failed with an exception that cannot be handed over; the text is the exception's."""


class Call(NamedTuple):
    """A function to be run, as its process gets it: `function(workplace, *args, **kwargs)`."""

    function: Callable[..., object]
    args: tuple[object, ...]
    kwargs: dict[str, object]


class Told(NamedTuple):
    """How far work is: what it does now, and the share that is done, from 0 to 1."""

    words: str
    share: float


class Done(NamedTuple):
    """What work returned."""

    result: Any


class Failed(NamedTuple):
    """What work raised."""

    error: Exception


class _Ended(NamedTuple):
    """The process has ended."""


@dataclass
class Workplace:
    """Where work runs: a session that reads the database, a way to tell how far it is, and what is kept.

    `kept` is what one call leaves for the next; `read` opens one transaction for all calls.
    """

    database_url: str
    tell: Callable[[str, float], None] = lambda _words, _share: None
    kept: Any = None
    _session: Session | None = field(default=None)

    def read(self) -> Session:
        """Return the session, opened once."""
        if self._session is None:
            self._session = make_sessions(make_engine(self.database_url))()
        return self._session


class WorkProcess:
    """A process that runs one call after another until it is closed or its starter ends."""

    def __init__(self, database_url: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_KEPT_BACK)}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, str(PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=kept,
        )
        self._heard: queue.Queue[object] = queue.Queue()
        threading.Thread(target=self._listen, name="work-process", daemon=True).start()
        self._send(database_url)

    def begin(self, function: Callable[..., object], *args: object, **kwargs: object) -> None:
        """Begin a call; what it takes and returns must be of kinds that pickle knows."""
        self._send(Call(function, args, kwargs))

    def hear(self, seconds: float) -> Told | Done | Failed | None:
        """Return what the work says next, or None after so many seconds. Raises WorkDied."""
        try:
            said = self._heard.get(timeout=seconds)
        except queue.Empty:
            return None
        if isinstance(said, Told | Done | Failed):
            return said
        raise WorkDied(f"The work stopped before it was done (code {self._process.wait()}).")

    def close(self) -> None:
        """End the process at once, whatever it does."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _send(self, message: object) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # it has ended; `hear` says so
            _write(self._process.stdin, message)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while True:
            try:
                self._heard.put(_read(self._process.stdout))
            except (EOFError, OSError, ValueError):
                self._heard.put(_Ended())
                return


def read_then(
    workplace: Workplace, read: Callable[[Session], Any], then: Callable[[Any], Result], doing: str
) -> Result:
    """Read something from the database and make something of it; `doing` says what, while it is made."""
    workplace.tell("Reading the plan", 0.1)
    found = read(workplace.read())
    workplace.tell(doing, 0.4)
    return then(found)


def write(workplace: Workplace, change: Callable[[Session], Result]) -> Result:
    """Make one change of the database, all or nothing."""
    workplace.tell("Loading", 0.3)
    with make_write_sessions(make_engine(workplace.database_url)).begin() as session:
        note_today(session, today())
        return change(session)


def keep(workplace: Workplace, make: Callable[..., object], *args: object) -> None:
    """Make something that the next calls ask: `make(session, *args, tell)`."""
    workplace.kept = make(workplace.read(), *args, workplace.tell)


def ask_kept(workplace: Workplace, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Call a method of what was kept."""
    return getattr(workplace.kept, name)(*args, **kwargs)


def serve() -> None:
    """Run calls from standard input until it ends, and answer on standard output."""
    # What libraries print goes where the server's own words go.
    answers, sys.stdout = os.fdopen(os.dup(sys.stdout.fileno()), "wb"), sys.stderr
    os.dup2(sys.stderr.fileno(), 1)
    if hasattr(os, "nice"):
        os.nice(5)  # the pages of everybody else go first
    calls = sys.stdin.buffer
    workplace = Workplace(_read(calls), tell=lambda words, share: _write(answers, Told(words, share)))
    with contextlib.suppress(EOFError):
        while True:
            call: Call = _read(calls)
            _write(answers, _answer(call, workplace))


def _answer(call: Call, workplace: Workplace) -> Done | Failed:
    try:
        return Done(call.function(workplace, *call.args, **call.kwargs))
    except Exception as error:
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:
            return Failed(WorkFailed(str(error)))
        return Failed(error)


def _write(stream: IO[bytes], message: object) -> None:
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(len(content).to_bytes(_LENGTH, "big"))
    stream.write(content)
    stream.flush()


def _read(stream: IO[bytes]) -> Any:
    length = int.from_bytes(_whole(stream, _LENGTH), "big")
    return pickle.loads(_whole(stream, length))


def _whole(stream: IO[bytes], length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content

"""The first start of an installation: the demonstration is told while its first visitors wait, then read.

Owns: that it is told once, however many arrive, by one process alone and in a thread of its own; how far it
is; and telling anew what was cut off half-way. Refuses: the demonstration itself, which whoever starts it
hands over, and words about it on pages (`demo_banner`).

A file beside the database stands until the demonstration is whole. The process that tells it holds a lock on
that file, and the lock ends with the process: a file that nobody holds was left by one that was killed.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from data_model.plan.changes.plans import NoSuchPlan

Progress = Callable[[str, float], None]
_LOOKS_EVERY = 0.2  # seconds
_STANDS_WITHIN = 20.0  # seconds in which the first page is drawn before the story takes the processor


@dataclass(frozen=True)
class Teller:
    """How the demonstration is told: the plan alone, whose id comes back, then the story around it.

    `undo` takes away what was told before and was cut off.
    """

    plan: Callable[[Progress], int]
    story: Callable[[int, Progress], None]
    undo: Callable[[], None]


@dataclass
class FirstStart:
    """A demonstration that is not whole yet. `words` and `share` say how far the plan or the story is.

    `is_readable` is set once the plan is there. Whoever has drawn a page sets `is_drawn`: the story waits for
    the first, which would take twice as long.
    """

    mark: Path
    words: str = "Making the demo plan"
    share: float = 0.0
    is_over: bool = False
    thread: threading.Thread | None = None
    is_readable: threading.Event = field(default_factory=threading.Event)
    is_drawn: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, teller: Teller, is_there: Callable[[], bool]) -> None:
        """Start telling, unless this process does so already; `is_there` looks for the plan."""
        with self._lock:
            if self.thread is None:
                self.thread = threading.Thread(target=self._run, args=(teller, is_there), daemon=True)
                self.thread.start()

    def wait(self) -> bool:
        """Wait a moment for the plan; say whether pages can be drawn."""
        return self.is_readable.wait(_LOOKS_EVERY)

    def _say(self, words: str, share: float) -> None:
        self.words, self.share = words, share

    def _run(self, teller: Teller, is_there: Callable[[], bool]) -> None:
        try:
            with self._alone(is_there) as is_ours:
                if is_ours:
                    teller.undo()
                    plan_id = teller.plan(self._say)
                    self._say("", 0.0)
                    self.is_readable.set()
                    self.is_drawn.wait(_STANDS_WITHIN)
                    try:
                        teller.story(plan_id, self._say)
                    except NoSuchPlan:
                        logging.getLogger(__name__).info("the demonstration was removed while it was told")
        except Exception:
            # The file stays: the next start tells it anew.
            logging.getLogger(__name__).exception("the demonstration could not be told to its end")
        finally:
            self.is_over = True
            self.is_readable.set()

    @contextmanager
    def _alone(self, is_there: Callable[[], bool]) -> Iterator[bool]:
        """Hold the lock until the block ends, and take the file away; False where another process did it."""
        while self.mark.exists():
            if (held := self._take()) is None:
                self._look_at_anothers(is_there)
                continue
            with closing(held):
                is_told = held.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 0
                yield not is_told
                if not is_told:
                    # Whoever takes the lock before the file is gone knows by this that nothing is left to do.
                    held.execute("CREATE TABLE told (it TEXT)")
                held.execute("COMMIT")
            self.mark.unlink(missing_ok=True)
            return
        yield False

    def _take(self) -> sqlite3.Connection | None:
        """Return a connection that holds the lock; None where another process has it or the file is gone."""
        # Opened for writing alone: a file that is gone is not made again.
        address = f"{self.mark.resolve().as_uri()}?mode=rw"
        held: sqlite3.Connection | None = None
        try:
            held = sqlite3.connect(address, timeout=0, isolation_level=None, uri=True)
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            if held is not None:
                held.close()
            return None
        return held

    def _look_at_anothers(self, is_there: Callable[[], bool]) -> None:
        self.words = "Another server makes the demo plan"
        if is_there():
            self.is_readable.set()
        threading.Event().wait(_LOOKS_EVERY)

"""Work of more than a moment, done beside the server while a page waits for it.

Owns: how far it is, on the page, the button that ends it, that one work of a kind runs at a time, and the
words when its process ends. Refuses: the process itself (`work_process`), and the work.

Whoever presses anything meanwhile, or leaves, ends the work of their own page with it.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, TypeVar, get_args

import streamlit as st

from ui.shell.database import open_database
from ui.shell.work_process import Done, Failed, Told, WorkDied, WorkProcess

Result = TypeVar("Result")
# How often a page that waits looks whether it is still wanted.
_LOOK = 0.2
Kind = Literal["pack", "check", "import", "export"]
_TURNS: dict[Kind, threading.Semaphore] = {kind: threading.Semaphore(1) for kind in get_args(Kind)}
_DIED = (
    "The work was stopped by the computer before it was done, perhaps for want of memory. Nothing was "
    "changed. Try again; if it stops again, tell whoever runs the server."
)


class Apart:
    """A workplace in a process of its own, as one page has it.

    `ask` runs a call there and waits for what it returns.
    """

    def __init__(self, process: WorkProcess, bar: Any) -> None:
        self._process, self._bar = process, bar
        self._told = Told("Starting", 0.0)

    def ask(self, function: Callable[..., Result], *args: object, **kwargs: object) -> Result:
        """Run `function(workplace, *args, **kwargs)` and return what it returns, or raise what it raises.

        Raises WorkDied where the process ends first.
        """
        self._process.begin(function, *args, **kwargs)
        while True:
            said = self._process.hear(_LOOK)
            # Drawing is where Streamlit ends a page that is no longer wanted.
            self._bar.progress(self._told.share, self._told.words)
            if isinstance(said, Told):
                self._told = said
            elif isinstance(said, Done):
                self._bar.empty()
                result: Result = said.result
                return result
            elif isinstance(said, Failed):
                raise said.error


@contextmanager
def apart(kind: Kind, *, key: str, on_cancel: Callable[[], None] | None = None) -> Iterator[Apart]:
    """Give a workplace in a process of its own until the block ends; the page stops here where it dies.

    `kind` is what is done, such as "pack": one at a time for all sessions, the others wait. `key` names the
    button that ends it; `on_cancel` is called when it is pressed, before the page is drawn again.
    """
    with st.container(key=f"{key}_apart"):
        bar = st.progress(0.0, "Starting")
        place = st.empty()
    place.button("Cancel", key=f"{key}_cancel", on_click=on_cancel)
    with _turn(kind, bar):
        process = WorkProcess(open_database().engine.url.render_as_string(hide_password=False))
        try:
            yield Apart(process, bar)
        except WorkDied:
            bar.empty()
            st.error(_DIED)
            st.stop()
        finally:
            process.close()
    bar.empty()
    place.empty()


def can_work_apart() -> bool:
    """Say whether another process can read the database: one in memory it cannot."""
    engine = open_database().engine
    return engine.dialect.name != "sqlite" or bool(engine.url.database)


@contextmanager
def _turn(kind: Kind, bar: Any) -> Iterator[None]:
    turn = _TURNS[kind]
    while not turn.acquire(timeout=_LOOK):
        bar.progress(0.0, "Somebody else's work of this kind is being done; yours is next.")
    try:
        yield
    finally:
        turn.release()

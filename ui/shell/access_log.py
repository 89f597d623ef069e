"""Noting in the log of access which files somebody takes away.

Owns: when a line is added: where people sign in. Refuses: the log (`data_model.access`), and what is in a
file.
"""

from collections.abc import Callable

from data_model.access.changes.access_events import log_access
from data_model.access.rows import AccessKind
from data_model.shared.permissions import Actor
from ui.shell.access import current_actor, is_sign_in_configured
from ui.shell.clock import now
from ui.shell.database import writing


def note_file(kind: AccessKind, name: str) -> None:
    """Note that whoever is here made a file, by its name."""
    if is_sign_in_configured():
        _note(kind, name, current_actor())


def noting(kind: AccessKind, name: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return `make` so that it notes its file when it is called, which draws no page."""
    if not is_sign_in_configured():
        return make
    actor = current_actor()

    def make_and_note() -> bytes:
        content = make()
        _note(kind, name, actor)
        return content

    return make_and_note


def _note(kind: AccessKind, name: str, actor: Actor) -> None:
    with writing() as session:
        log_access(session, kind, name, actor=actor, recorded_at=now())

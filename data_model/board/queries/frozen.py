"""Board views as bytes, and the ones that meetings were frozen with.

Owns: writing a view out whole and reading it back equal. Refuses: making one (see `board_view`).

A view is kept as JSON, so that it can be read without this program; `FORM` counts changes of its form.
"""

import hashlib
import zlib
from functools import lru_cache

from cattrs.preconf.json import JsonConverter, make_converter
from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.board.rows import BoardView
from data_model.board.tables import MeetingView
from data_model.measures.rows import EarlierReading

FORM = 1


class UnreadableView(Exception):
    """Raised when a kept view is of another form than this version of the dashboard reads, or was changed."""


def packed_view(view: BoardView) -> tuple[bytes, str]:
    """Return a view's bytes and their SHA-256; the same view gives the same bytes."""
    text = _converter().dumps(view, sort_keys=True, ensure_ascii=False).encode()
    return zlib.compress(text, 6), hashlib.sha256(text).hexdigest()


def unpacked_view(content: bytes, digest: str) -> BoardView:
    """Read a view's bytes back. Raises UnreadableView when they are not what was kept."""
    try:
        text = zlib.decompress(content)
    except zlib.error:
        text = b""
    if hashlib.sha256(text).hexdigest() != digest:
        raise UnreadableView("What was kept of this meeting was changed outside the dashboard.")
    return _converter().loads(text, BoardView)


def get_frozen_view(session: Session, meeting_id: int) -> BoardView | None:
    """Return what a frozen meeting saw; None for a meeting that is not frozen. Raises UnreadableView."""
    row = session.execute(
        select(MeetingView.form, MeetingView.sha256, MeetingView.content).where(
            MeetingView.meeting_id == meeting_id
        )
    ).one_or_none()
    if row is None:
        return None
    if row.form != FORM:
        raise UnreadableView(f"This meeting was kept in form {row.form}; this version reads form {FORM}.")
    return unpacked_view(row.content, row.sha256)


@lru_cache(maxsize=1)
def _converter() -> JsonConverter:
    converter = make_converter()
    # A row that names another before it is defined leaves its name where the class would stand.
    named = {EarlierReading.__name__: EarlierReading}
    converter.register_structure_hook_func(
        lambda kind: isinstance(kind, str) and kind in named,
        lambda value, kind: converter.structure(value, named[kind]),
    )
    converter.register_unstructure_hook_func(
        lambda kind: isinstance(kind, str) and kind in named,
        lambda value: converter.unstructure(value, type(value)),
    )
    return converter

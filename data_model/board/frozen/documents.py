"""Frozen views as bytes: the newest form is written, every form is read.

Owns: the numbers of the forms, the way from each to the next, compression and the digest. Refuses: what a
form holds (`form_1`, `form_2`), making a view (`board_view`) and where it is stored (`queries.frozen`).

A document is plain JSON, so that it can be read without this program, and is never written again. A form that
was written once is read for ever: to change what is kept, add `form_3` and `form_2.to_form_3`, leave the
forms before it as they are, and commit a golden file of it (`tests/golden`).
"""

import hashlib
import json
import zlib
from collections.abc import Callable
from typing import Any, NoReturn

from data_model.board.frozen import form_1, form_2
from data_model.board.frozen.kinds import Wrong
from data_model.board.rows import BoardView

NEWEST = 2
_TO_THE_NEXT: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: form_1.to_form_2}


class UnreadableView(Exception):
    """Raised when what was kept of a meeting cannot be read; says why in a sentence for a person."""


def packed_view(view: BoardView) -> tuple[bytes, str]:
    """Return a view's bytes in the newest form and their SHA-256; the same view gives the same bytes."""
    text = json.dumps(
        form_2.VIEW.write(view), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()
    return zlib.compress(text, 6), hashlib.sha256(text).hexdigest()


def unpacked_view(content: bytes, digest: str, form: int = NEWEST) -> BoardView:
    """Read a view's bytes back, of whichever form. Raises UnreadableView when that is not possible."""
    if not 1 <= form <= NEWEST:
        raise UnreadableView(
            f"This meeting was kept in form {form}; this version reads forms 1 to {NEWEST}. "
            "A newer version of the dashboard may read it."
        )
    try:
        text = zlib.decompress(content)
    except zlib.error:
        text = b""
    if hashlib.sha256(text).hexdigest() != digest:
        raise UnreadableView("What was kept of this meeting was changed outside the dashboard.")
    try:
        return read_document(json.loads(text, parse_constant=_refuse), form)
    except Wrong as wrong:
        reason = str(wrong)
    # What is well formed may still not be what a board saw: rules fail on it in ways that nobody foresaw.
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError, AttributeError) as error:
        reason = type(error).__name__
    raise UnreadableView(f"What was kept of this meeting in form {form} cannot be read ({reason}).")


def read_document(document: Any, form: int) -> BoardView:
    """Read plain data of a form. Raises Wrong for what is not of the form."""
    for number in range(form, NEWEST):
        document = _TO_THE_NEXT[number](document)
    view: BoardView = form_2.VIEW.read(document)
    return view


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)

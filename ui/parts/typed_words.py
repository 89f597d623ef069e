"""What is typed into text fields and has not left them: kept in the browser until the server has it.

Owns: handing it over every few seconds, and offering it again after a reload or a lost session. Refuses: what
becomes of it; and keeping more than that: what the server says it holds leaves the browser. Nothing goes
anywhere else.

Streamlit sends a text when its field is left, and not before.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_MOST = 100_000  # characters of one text
_HTML = '<span style="font-size: 0.875rem"></span>'


@dataclass(frozen=True)
class TypedWords:
    """What a browser holds: of which version of what, by field; `lost` are no longer in the page's fields."""

    version: int
    fields: Mapping[str, str]
    lost: frozenset[str]


def watch_typing(
    about: str,
    version: int,
    fields: Mapping[str, str],
    *,
    kept: Mapping[str, str],
    stands: Mapping[str, str],
    forget: Mapping[str, Any] | None,
    on_typed: Callable[[], None],
) -> None:
    """Watch the text fields with these keys and say, in a line of its own, what is not kept yet.

    `about` names author and thing; `kept` and `stands` are the words that the server has already; `forget`
    names what was saved or thrown away, with a token that is new each time.
    """
    data = {"about": about, "version": version, "fields": dict(fields), "kept": dict(kept)}
    st.components.v2.component("typed_words", html=_HTML, js=_script())(
        data={**data, "stands": dict(stands), "forget": forget},
        key=_KEY,
        height=24,
        on_typed_change=on_typed,
    )


def read_typed(about: str, fields: Mapping[str, str]) -> TypedWords | None:
    """Return what the browser handed over just now; None where it is of something else or nothing."""
    sent = (st.session_state.get(_KEY) or {}).get("typed")
    if not isinstance(sent, dict) or sent.get("about") != about:
        return None
    words = sent.get("fields")
    version = sent.get("version")
    if not isinstance(words, dict) or not isinstance(version, int):
        return None
    taken = {name: text[:_MOST] for name, text in words.items() if name in fields and isinstance(text, str)}
    lost = sent.get("lost")
    return TypedWords(version, taken, frozenset(lost if isinstance(lost, list) else ()) & taken.keys())


_KEY = "typed_words"


@cache
def _script() -> str:
    return Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

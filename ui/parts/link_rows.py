"""Rows of links, drawn as one element of a page.

Owns: drawing them, and following the one that was pressed. Refuses: what a row says, and any words that are
not plain text: nothing of a row is read as Markdown or HTML.

What a browser draws costs it by the element: the links of the overview, each an element of its own, took a
tab as long as all the rest of the page. Each is a real link with an address, reached by keyboard and opened
beside by whoever wants that; an ordinary press stays in the session.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from data_model.plan.status_looks import Look
from ui.shell.access import current_actor
from ui.shell.links import address_of, follow
from ui.shell.pages import Page, may_open

_HTML = '<ul class="link-rows"></ul>'


@dataclass(frozen=True)
class Words:
    """Plain words of one manner: usual, bold, or as a chip in the colours of a status."""

    text: str
    is_strong: bool = False
    look: Look | None = None


@dataclass(frozen=True)
class Cell:
    """A part of a row: words or, in their stead, a picture (SVG) of what they say.

    With a `page` it is a link there. It is as wide as its words, as `width` pixels, or as all that is left.
    """

    words: Sequence[Words]
    page: Page | None = None
    address: Mapping[str, object] = field(default_factory=dict)
    picture: str = ""
    width: int | None = None
    is_rest: bool = False
    below: str = ""


def plain(text: str) -> tuple[Words]:
    """Return words of the usual manner."""
    return (Words(text),)


def strong(text: str, then: str = "") -> tuple[Words, ...]:
    """Return bold words, and usual ones after them."""
    return (Words(text, is_strong=True), *([Words(then)] if then else []))


def show_link_rows(key: str, rows: Sequence[Sequence[Cell]]) -> None:
    """Draw a list with an item a row; links to pages that are not for whoever is here are left out."""
    drawn = [[_drawn(cell) for cell in row if _may_press(cell)] for row in rows]
    st.components.v2.component(
        "link_rows", html=_HTML, css=_part(".css"), js=_part(".js"), isolate_styles=False
    )(
        data={"rows": [row for row in drawn if row]},
        key=key,
        on_pressed_change=lambda: _follow(key),
    )


def _drawn(cell: Cell) -> dict[str, Any]:
    """Write a cell for the browser, without what it has not."""
    drawn = {
        "words": [_said(words) for words in cell.words],
        "page": cell.page.value.url_path if cell.page is not None else "",
        "address": address_of(cell.address) if cell.page is not None else {},
        "picture": cell.picture,
        "width": cell.width,
        "rest": cell.is_rest,
        "below": cell.below,
    }
    return {name: value for name, value in drawn.items() if value}


def _said(words: Words) -> dict[str, Any]:
    said: dict[str, Any] = {"text": words.text}
    if words.is_strong:
        said["strong"] = True
    if words.look is not None:
        said |= {"fill": words.look.fill, "colour": words.look.text}
    return said


def _may_press(cell: Cell) -> bool:
    return cell.page is None or cell.page.value.permission is None or may_open(cell.page, current_actor())


def _follow(key: str) -> None:
    """Leave for what was pressed; what a browser sends that names no page of theirs leads nowhere."""
    pressed = st.session_state[key].get("pressed")
    if isinstance(pressed, dict) and isinstance(address := pressed.get("address"), dict):
        parameters = {str(name): str(value) for name, value in address.items()}
        follow(str(pressed.get("page")), parameters, current_actor())


@cache
def _part(suffix: str) -> str:
    return Path(__file__).with_suffix(suffix).read_text(encoding="utf-8")

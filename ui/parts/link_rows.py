"""Rows of links, and parts of a page that are made of them, drawn as one element.

Owns: drawing them, and following the one that was pressed. Refuses: what a row says, and any words that are
not plain text: nothing of a row is read as Markdown or HTML.

What a browser draws costs it by the element: the links of the overview, each an element of its own, took a
tab as long as all the rest of the page, and their headings and columns a quarter of it. Each link is a real
one with an address, reached by keyboard and opened beside by whoever wants that; an ordinary press stays in
the session. Each heading is one that a screen reader finds.
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

_HTML = '<div class="link-rows"></div>'


@dataclass(frozen=True)
class Words:
    """Plain words of one manner: usual, bold, as a chip in the colours of a status, or as a badge.

    `badge` names a colour of the theme, as in Streamlit's own badges: "blue".
    """

    text: str
    is_strong: bool = False
    look: Look | None = None
    badge: str = ""


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


@dataclass(frozen=True)
class Section:
    """A part of a page: a heading with what leads on beside it, and its rows.

    `name` tells it from the others of the page. It takes `share` of the width beside its neighbours. With
    `are_cards` each row is a card, its cells one below the other, and cards stand side by side; words that
    `are_small` are those of a caption.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    heading: str = ""
    beside: Cell | None = None
    share: int = 1
    are_cards: bool = False
    are_small: bool = False


def plain(text: str) -> tuple[Words]:
    """Return words of the usual manner."""
    return (Words(text),)


def strong(text: str, then: str = "") -> tuple[Words, ...]:
    """Return bold words, and usual ones after them."""
    return (Words(text, is_strong=True), *([Words(then)] if then else []))


def show_link_rows(key: str, rows: Sequence[Sequence[Cell]]) -> None:
    """Draw a list with an item a row; links to pages that are not for whoever is here are left out."""
    show_sections(key, [[Section(key, rows)]])


def show_sections(key: str, bands: Sequence[Sequence[Section]]) -> None:
    """Draw bands one below the other, each of sections side by side, which a narrow screen stacks.

    Links to pages that are not for whoever is here are left out.
    """
    st.components.v2.component(
        "link_rows", html=_HTML, css=_part(".css"), js=_part(".js"), isolate_styles=False
    )(
        data={"bands": [[_section(each) for each in band] for band in bands]},
        key=key,
        on_pressed_change=lambda: _follow(key),
    )


def _section(section: Section) -> dict[str, Any]:
    drawn = [[_drawn(cell) for cell in row if _may_press(cell)] for row in section.rows]
    beside = section.beside
    return {
        "name": section.name,
        "heading": section.heading,
        "beside": _drawn(beside) if beside is not None and _may_press(beside) else None,
        "share": section.share,
        "cards": section.are_cards,
        "small": section.are_small,
        "rows": [row for row in drawn if row],
    }


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
    elif words.badge:
        of_theme = f"var(--st-{words.badge}-{{}}-color)"
        said |= {"fill": of_theme.format("background"), "colour": of_theme.format("text")}
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

"""Packs as LibreOffice prints them: nothing is cut, no page lacks its head or foot or ends in a heading."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock

from data_model.board.rows import BoardView
from exports.pack.pack_choices import DETAILS, Detail, PackChoices
from exports.pack.pack_docx import pack_docx
from exports.pack.summary_docx import summary_docx
from tests.pack_views import board_view, draw, empty_view, headings, large_view

NEEDED = ("soffice", "pdftotext")
pytestmark = pytest.mark.skipif(
    any(shutil.which(program) is None for program in NEEDED) and "CI" not in os.environ,
    reason="LibreOffice or pdftotext is not installed",
)
VIEWS = {"usual": board_view(), "empty": empty_view(), "large": large_view()}
FOOT = re.compile(r"\s*Nottingshire improvement plan, as at 12 Dec 2022 · Page (\d+) of (\d+)\s*")


def pack(view: BoardView, detail: Detail = "full") -> bytes:
    return pack_docx(view, PackChoices(detail=detail), draw)


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    **{f"{view}-{detail}": partial(pack, VIEWS[view], detail) for view in VIEWS for detail in DETAILS},
    "long": lambda: pack(large_view(areas=1, actions_of_an_area=4)),
    **{f"summary-{view}": partial(summary_docx, VIEWS[view]) for view in VIEWS},
    "summary-more": lambda: summary_docx(large_view(areas=14)),
}


class Printed(NamedTuple):
    """A .docx file, and the lines of each of its pages as LibreOffice prints it, blank lines left out."""

    content: bytes
    pages: list[list[str]]


@pytest.fixture(scope="module")
def printed(folder_of_run: Path) -> dict[str, Printed]:
    """Every document, printed once a run: LibreOffice takes longer to start than to print most of them."""
    folder = folder_of_run / "printed-packs"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            unfinished = folder.with_name("printing-packs")
            unfinished.mkdir(exist_ok=True)
            for name, make in DOCUMENTS.items():
                (unfinished / f"{name}.docx").write_bytes(make())
            _print(unfinished)
            unfinished.rename(folder)
    return {name: Printed((folder / f"{name}.docx").read_bytes(), _pages(folder, name)) for name in DOCUMENTS}


def _print(folder: Path) -> None:
    sources = sorted(str(each) for each in folder.glob("*.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *sources)
    for name in DOCUMENTS:
        _run("pdftotext", "-layout", str(folder / f"{name}.pdf"), str(folder / f"{name}.txt"))


def _pages(folder: Path, name: str) -> list[list[str]]:
    text = (folder / f"{name}.txt").read_text("utf-8")
    return [[line for line in page.splitlines() if line.strip()] for page in text.split("\f")[:-1]]


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=600)


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("view", VIEWS)
def test_every_page_has_its_foot_and_none_is_blank_or_ends_in_a_heading(
    printed: dict[str, Printed], view: str, detail: Detail
) -> None:
    content, pages = printed[f"{view}-{detail}"]
    titles = {text for _, text in headings(content)}
    for number, lines in enumerate(pages, 1):
        foot = FOOT.fullmatch(lines[-1])
        assert foot is not None
        assert (int(foot[1]), int(foot[2])) == (number, len(pages))
        assert len(lines) > 2 or lines[0].strip() not in titles
        assert lines[-2].strip() not in titles


def test_tables_repeat_their_heads_on_every_page(printed: dict[str, Printed]) -> None:
    pages = printed["large-full"].pages
    appendix = next(
        number for number, lines in enumerate(pages) if lines[0].strip() == "Appendix: the plan in full"
    )
    heads = [
        number
        for number, lines in enumerate(pages)
        if any(
            re.match(r"\s*No\. +Action +Responsible +Due +Rating +Progress +Impact", line) for line in lines
        )
    ]
    last = next(number for number, lines in enumerate(pages) if lines[0].strip() == "About this pack")
    assert last - appendix > 20
    assert heads == list(range(appendix, last))


def test_nothing_that_was_written_is_cut_off(printed: dict[str, Printed]) -> None:
    text = " ".join(" ".join(line.split()) for lines in printed["long"].pages for line in lines)
    # The longest progress runs over the end of a page: each of its sentences is there, in area and appendix.
    for number in range(14):
        assert text.count(f"Sentence {number} of") >= 8


@pytest.mark.parametrize("view", [*VIEWS, "more"])
def test_the_summary_is_one_page(printed: dict[str, Printed], view: str) -> None:
    assert len(printed[f"summary-{view}"].pages) == 1

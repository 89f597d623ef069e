"""Packs as LibreOffice prints them: nothing is cut, no page lacks its head or foot or ends in a heading."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

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

Pages = Callable[[bytes], list[list[str]]]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Return the lines of each page of a .docx file as LibreOffice prints it, blank lines left out."""
    folder = tmp_path_factory.mktemp("office")

    def printed(content: bytes) -> list[list[str]]:
        source = folder / "pack.docx"
        source.write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source))
        run("pdftotext", "-layout", str(folder / "pack.pdf"), str(folder / "pack.txt"))
        text = Path(folder / "pack.txt").read_text("utf-8")
        (folder / "pack.pdf").unlink()
        return [[line for line in page.splitlines() if line.strip()] for page in text.split("\f")[:-1]]

    return printed


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def pack(view: BoardView, detail: Detail = "full") -> bytes:
    return pack_docx(view, PackChoices(detail=detail), draw)


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("view", VIEWS)
def test_every_page_has_its_foot_and_none_is_blank_or_ends_in_a_heading(
    pages: Pages, view: str, detail: Detail
) -> None:
    content = pack(VIEWS[view], detail)
    titles = {text for _, text in headings(content)}
    printed = pages(content)
    for number, lines in enumerate(printed, 1):
        foot = FOOT.fullmatch(lines[-1])
        assert foot is not None
        assert (int(foot[1]), int(foot[2])) == (number, len(printed))
        assert len(lines) > 2 or lines[0].strip() not in titles
        assert lines[-2].strip() not in titles


def test_tables_repeat_their_heads_on_every_page(pages: Pages) -> None:
    printed = pages(pack(large_view()))
    appendix = next(
        number for number, lines in enumerate(printed) if lines[0].strip() == "Appendix: the plan in full"
    )
    heads = [
        number
        for number, lines in enumerate(printed)
        if any(
            re.match(r"\s*No\. +Action +Responsible +Due +Rating +Progress +Impact", line) for line in lines
        )
    ]
    last = next(number for number, lines in enumerate(printed) if lines[0].strip() == "About this pack")
    assert last - appendix > 20
    assert heads == list(range(appendix, last))


def test_nothing_that_was_written_is_cut_off(pages: Pages) -> None:
    view = large_view(areas=1, actions_of_an_area=4)
    text = " ".join(" ".join(line.split()) for lines in pages(pack(view)) for line in lines)
    # The longest progress runs over the end of a page: each of its sentences is there, in area and appendix.
    for number in range(14):
        assert text.count(f"Sentence {number} of") >= 8


@pytest.mark.parametrize("view", [*VIEWS, "more"])
def test_the_summary_is_one_page(pages: Pages, view: str) -> None:
    assert len(pages(summary_docx({**VIEWS, "more": large_view(areas=14)}[view]))) == 1

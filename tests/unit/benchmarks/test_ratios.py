"""What a benchmark may write into the documentation."""

import re
from pathlib import Path

import pytest

from benchmarks.measuring import ratios
from benchmarks.measuring.ratios import PAGE, Compared, report

HOLDS = Compared("quick", [1.0, 1.2], [1.0, 1.0], bound=1.5)
BREAKS = Compared("slow", [2.0, 2.0], [1.0, 1.0], bound=1.5)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "benchmarks.md"
    made.write_text("before\n<!-- one -->\nas it was\n<!-- end of one -->\nafter\n", "utf-8")
    monkeypatch.setattr(ratios, "PAGE", made)
    return made


def test_a_result_that_holds_is_written_into_its_section(page: Path) -> None:
    assert report("one", [HOLDS], ["Said."], write=True) == 0
    written = page.read_text("utf-8")
    assert "| quick | 1.10 | 1.00 to 1.20 | 1.5, holds | 2 |" in written
    assert written.startswith("before\n<!-- one -->\n")
    assert "as it was" not in written


def test_a_broken_bound_is_printed_and_never_written(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = page.read_text("utf-8")
    assert report("one", [HOLDS, BREAKS], [], write=True) == 1
    assert page.read_text("utf-8") == before
    printed = capsys.readouterr()
    assert "| slow | 2.00 | 2.00 to 2.00 | 1.5, BROKEN | 2 |" in printed.out
    assert "Bound broken; docs/benchmarks.md stays as it was: slow" in printed.err


def test_the_page_records_no_broken_bound_and_no_empty_section() -> None:
    text = PAGE.read_text("utf-8")
    assert "BROKEN" not in text
    sections = re.findall(r"<!-- (?!end of )(.+?) -->\n(.*?)<!-- end of \1 -->", text, re.DOTALL)
    assert len(sections) == text.count("<!-- end of ")
    assert [name for name, held in sections if not held.strip()] == []

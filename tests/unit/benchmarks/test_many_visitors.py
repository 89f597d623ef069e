"""What is reported of many visitors' times."""

from collections.abc import Sequence
from typing import cast

import pytest

from benchmarks.fifty_people import ends_of
from benchmarks.serving.many_visitors import PageFailed, open_pages, percentile
from benchmarks.serving.visiting import View, Visitor


class Quick:
    """A visitor whose pages are drawn at once; those named in `faults` say a fault."""

    def __init__(self, faults: Sequence[str] = ()) -> None:
        self.faults = faults
        self.opened: list[str] = []

    def view(self, page: str, query: str = "") -> View:
        self.opened.append(page)
        return View(1, "a fault" if page in self.faults else "")


@pytest.mark.parametrize(("share", "expected"), [(0.5, 10), (0.95, 19), (1.0, 20), (0.01, 1)])
def test_a_percentile_is_a_time_that_was_measured(share: float, expected: int) -> None:
    assert percentile(range(20, 0, -1), share) == expected


def test_each_visitor_opens_their_own_pages_and_no_more_than_they_may() -> None:
    visitors = [Quick(), Quick()]
    opened = open_pages(
        cast(list[Visitor], visitors), lambda who, n: (f"{who}-{n}", ""), seconds=60, every=0, most=3
    )
    assert [each.opened for each in visitors] == [["0-0", "0-1", "0-2"], ["1-0", "1-1", "1-2"]]
    assert len(opened) == 6


def test_a_page_that_says_a_fault_is_no_figure() -> None:
    visitor = cast(Visitor, Quick(["broken"]))
    with pytest.raises(PageFailed, match="broken"):
        open_pages([visitor], lambda _, n: ("broken" if n else "whole", ""), seconds=60, every=0, most=3)


def test_memory_is_compared_from_the_beginning_to_the_end_of_the_last_minutes() -> None:
    samples = [(float(at), 100.0 if at < 60 else 200.0 + at) for at in range(0, 120, 10)]
    assert ends_of(samples, last=60) == (265.0, 305.0)

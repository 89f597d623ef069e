"""A year's savings as a bar: parts as wide as their amounts, in the ratings' colours, digits alone."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from charts.money.savings_bar import WIDTH, savings_bar_svg
from data_model.money.financial_years import FinancialYear
from data_model.money.savings.saving_content import Brag
from data_model.money.savings.saving_text import BRAG_LOOKS
from data_model.money.savings.saving_totals import RatedSum

YEAR = FinancialYear(2025)
RECT = "{http://www.w3.org/2000/svg}rect"


def rated(brag: Brag | None, pence: int) -> RatedSum:
    return RatedSum(brag, "", 1, ((YEAR, pence),))


def test_parts_bear_their_millions_in_the_order_and_colours_of_their_ratings() -> None:
    drawn = savings_bar_svg([rated(Brag.AT_RISK, 25_000_000), rated(Brag.ON_TRACK, 75_000_000)], YEAR)
    assert re.findall(r">([0-9.]+)</text>", drawn) == ["0.250", "0.750"]
    assert [part.get("fill") for part in ElementTree.fromstring(drawn).iter(RECT)] == [
        BRAG_LOOKS[Brag.AT_RISK].fill,
        BRAG_LOOKS[Brag.ON_TRACK].fill,
    ]


def test_a_year_without_savings_is_an_empty_frame() -> None:
    assert "<text" not in savings_bar_svg([rated(Brag.AT_RISK, 0), rated(None, -5)], YEAR)


@given(
    st.lists(st.integers(-(10**9), 10**10), max_size=len(Brag)),
    st.integers(0, 10**11),
)
def test_no_bar_is_broader_than_its_picture(pence: list[int], widest: int) -> None:
    sums = [rated(brag, amount) for brag, amount in zip(Brag, pence, strict=False)]
    drawn = ElementTree.fromstring(savings_bar_svg(sums, YEAR, widest))
    for part in drawn.iter(RECT):
        assert float(part.get("x") or 0) + float(part.get("width") or 0) <= WIDTH + 1

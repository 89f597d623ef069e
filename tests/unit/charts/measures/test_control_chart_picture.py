"""The control chart as a PNG."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import matplotlib as mpl
import pytest
from PIL import Image

from charts.measures.control_chart_marks import scale_of
from charts.measures.control_chart_picture import control_chart_png
from charts.measures.published_lines import published_marks
from charts.measures.published_picture import published_note
from charts.measures.scale_room import with_room
from charts.parts.picture_font import drawable
from data_model.measures.measure_assessment import MeasureAssessment
from data_model.measures.measure_vocabulary import Polarity, Unit
from data_model.measures.rows import MilestoneRow
from tests.unit.charts.measures.test_published_lines import compared

MakeStanding = Callable[..., MeasureAssessment]
FALLEN = [20, 22] * 10 + [2]
IMPROVEMENT, CONCERN, TARGET = (0x1F, 0x7A, 0xB8), (0xD9, 0x58, 0x0D), (0xB5, 0x47, 0x8A)
MILESTONES = (
    MilestoneRow(1, date(2021, 9, 14), "post filled", "Head of Service began", None, "Ada Invented"),
    MilestoneRow(2, date(2021, 9, 15), "other", "$\\frac{1}{0}$", None, "Ada Invented"),
    MilestoneRow(3, date(2019, 9, 15), "other", "Long before", None, "Ada Invented"),
)


def opened(content: bytes) -> Any:
    return Image.open(BytesIO(content))


def colours(content: bytes) -> set[tuple[int, ...]]:
    return {colour for _, colour in opened(content).convert("RGB").getcolors(1 << 24)}


def test_it_has_the_size_that_was_asked_for(assessment: MakeStanding) -> None:
    fallen = assessment(FALLEN)
    assert opened(control_chart_png(fallen)).size == (1260, 580)
    assert opened(control_chart_png(fallen, width=4, height=3, dpi=100)).size == (400, 300)


def test_the_same_input_gives_the_same_bytes_without_time_or_program(assessment: MakeStanding) -> None:
    fallen = assessment(FALLEN, targets=[(date(2021, 4, 1), 15)])
    content = control_chart_png(fallen, MILESTONES)
    assert content == control_chart_png(fallen, MILESTONES)
    assert set(opened(content).info) <= {"dpi"}


@pytest.mark.parametrize(
    ("polarity", "here", "elsewhere"),
    [(Polarity.LOWER, IMPROVEMENT, CONCERN), (Polarity.HIGHER, CONCERN, IMPROVEMENT)],
)
def test_a_special_cause_is_drawn_in_its_colour(
    assessment: MakeStanding, polarity: Polarity, here: tuple[int, ...], elsewhere: tuple[int, ...]
) -> None:
    found = colours(control_chart_png(assessment(FALLEN, polarity=polarity)))
    assert here in found
    assert elsewhere not in found


def test_a_target_is_drawn_only_where_there_is_one(assessment: MakeStanding) -> None:
    assert TARGET in colours(control_chart_png(assessment(FALLEN, targets=[(date(2021, 4, 1), 15)])))
    assert TARGET not in colours(control_chart_png(assessment(FALLEN)))


def test_the_page_is_white_or_dark(assessment: MakeStanding) -> None:
    fallen = assessment(FALLEN)
    assert opened(control_chart_png(fallen)).convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    assert opened(control_chart_png(fallen, dark=True)).convert("RGB").getpixel((0, 0)) == (0x12, 0x16, 0x1B)


@pytest.mark.parametrize(
    "name",
    [
        "$x_1$ and $\\undefined",
        "100% \\alpha ^ _ {",
        "😀 家庭 \x07 \ud83d",
        "Long " * 60,
        "One\nabove\tanother",
        "",
    ],
)
def test_odd_names_are_drawn_as_text_and_warn_of_nothing(assessment: MakeStanding, name: str) -> None:
    odd = assessment(
        [*FALLEN, "s", "m", None, 4],
        name=name,
        restated={3: (9, date(2021, 8, 2))},
        rebaselines=[(date(2022, 4, 1), name or "x"), (date(2022, 6, 1), name or "x")],
        unit=Unit.PERCENT,
    )
    assert opened(control_chart_png(odd, MILESTONES)).size == (1260, 580)


def test_a_dollar_is_no_formula(assessment: MakeStanding) -> None:
    formula, word = (control_chart_png(assessment([4, 6], name=name)) for name in ("$a$", "a"))
    assert formula != word


def test_a_letter_that_the_font_has_not_is_replaced() -> None:
    assert drawable("Ünïcode – ≤ 5\n家") == "Ünïcode – ≤ 5 \ufffd"


def test_a_series_without_figures_still_has_a_picture(assessment: MakeStanding) -> None:
    assert opened(control_chart_png(assessment([]))).size == (1260, 580)
    assert opened(control_chart_png(assessment(["s", "m"]))).size == (1260, 580)


def test_settings_that_threads_share_stay_as_they_were(assessment: MakeStanding) -> None:
    before = dict(mpl.rcParams)
    control_chart_png(assessment(FALLEN))
    assert dict(mpl.rcParams) == before


def test_neither_pyplot_nor_pandas_is_imported() -> None:
    code = (
        "import sys, charts.measures.control_chart_picture;"
        "sys.exit(bool({'matplotlib.pyplot', 'pandas'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_picture_has_england_where_the_screen_has_it_and_says_whose_figures(
    assessment: MakeStanding,
) -> None:
    measured = assessment([10, 12] * 6, unit=Unit.PERCENT)
    plain, compared_with = control_chart_png(measured), compared()
    drawn = control_chart_png(measured, published=compared_with)
    assert plain != drawn
    marks = published_marks(measured, compared_with)
    assert marks is not None
    scale = scale_of(measured)
    assert scale.high < 40.4 < with_room(scale, marks.values).high
    said = published_note(marks, compared_with)
    assert said.startswith(
        "England of 2024/25 is the dotted line, the middle half of the statistical neighbours"
    )
    assert "Open Government Licence" in said
    counted = assessment([10, 12] * 6, unit=Unit.COUNT)
    assert control_chart_png(counted) == control_chart_png(counted, published=compared_with)

"""The chart as small as a word."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date

import pytest

from charts.measures.sparkline import sparkline_svg, sparkline_text
from data_model.measures.measure_assessment import MeasureAssessment
from data_model.measures.measure_vocabulary import Polarity

MakeStanding = Callable[..., MeasureAssessment]
FALLEN = [20, 22] * 10 + [2]
TARGETS = [(date(2021, 4, 1), 15.0)]
HOSTILE = '</svg><script>alert("x")</script>'


def tags(svg: str) -> list[str]:
    return [element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in ET.fromstring(svg).iter()]


def test_it_is_one_svg_of_shapes_alone(assessment: MakeStanding) -> None:
    svg = sparkline_svg(assessment(FALLEN, targets=TARGETS))
    assert tags(svg) == ["svg", "rect", "path", "path", "path", "polygon"]
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="160" height="44" ')
    assert "".join(ET.fromstring(svg).itertext()) == ""


def test_no_name_reaches_it(assessment: MakeStanding) -> None:
    plain = sparkline_svg(assessment(FALLEN, targets=TARGETS))
    assert sparkline_svg(assessment(FALLEN, targets=TARGETS, name=HOSTILE, part="")) == plain


def test_every_part_lies_inside(assessment: MakeStanding) -> None:
    root = ET.fromstring(sparkline_svg(assessment([*FALLEN, "s"], targets=TARGETS)))
    path = next(each.get("d", "") for each in root if each.get("stroke-linecap"))
    places = [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", path)]
    assert len(places) == 21
    assert all(0 < x < 160 and 0 < y < 44 for x, y in places)


@pytest.mark.parametrize(
    ("polarity", "colour", "corners"), [(Polarity.LOWER, "#1F7AB8", 4), (Polarity.HIGHER, "#D9580D", 3)]
)
def test_the_last_figure_has_shape_and_colour_of_its_variation(
    assessment: MakeStanding, polarity: Polarity, colour: str, corners: int
) -> None:
    mark = list(ET.fromstring(sparkline_svg(assessment(FALLEN, polarity=polarity))))[-1]
    assert (mark.get("fill"), len(mark.get("points", "").split())) == (colour, corners)


def test_common_cause_ends_in_a_circle(assessment: MakeStanding) -> None:
    assert tags(sparkline_svg(assessment([4, 6])))[-1] == "circle"


def test_a_gap_lifts_the_pen(assessment: MakeStanding) -> None:
    root = ET.fromstring(sparkline_svg(assessment([4, "s", 6, 7, None, 5])))
    path = next(each.get("d", "") for each in root if each.get("stroke-linecap"))
    assert re.sub(r"[\d. ]", "", path) == "MMLM"


def test_a_newest_period_without_a_figure_is_a_hollow_square(assessment: MakeStanding) -> None:
    square = list(ET.fromstring(sparkline_svg(assessment([4, 6, "s"]))))[-1]
    assert (square.tag.endswith("rect"), square.get("fill")) == (True, "none")


def test_nothing_is_drawn_of_nothing(assessment: MakeStanding) -> None:
    assert tags(sparkline_svg(assessment([]))) == ["svg"]
    assert tags(sparkline_svg(assessment(["s"]))) == ["svg", "rect"]


def test_the_words_say_what_is_drawn(assessment: MakeStanding) -> None:
    assert sparkline_text(assessment(FALLEN, targets=TARGETS)) == (
        "Open contacts: 2 in December 2022; improvement: below the limits; "
        "mean 20.1, limits 14.8 to 25.4; target 15, hit and miss."
    )
    assert sparkline_text(assessment([4, 6, "s"])) == (
        "Open contacts: suppressed in June 2021; 6 before, too few points."
    )
    assert sparkline_text(assessment(["s"])) == "Open contacts: suppressed in April 2021."
    assert sparkline_text(assessment([])) == "Open contacts: no figures."

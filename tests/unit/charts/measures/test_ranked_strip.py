"""The strip of all councils: its order, who is marked and how, and its sentence."""

from dataclasses import replace
from typing import Any

from charts.measures.ranked_strip import ranked_strip, strip_sentence
from data_model.measures.measure_vocabulary import Polarity
from data_model.published.published_vocabulary import FigureState, PlaceKind
from data_model.published.rows import Place, PlaceFigure, YearFigures
from tests.unit.data_model.published.test_published_rules import FIGURES, HILLSIDE, RELEASE, comparison


def traces(chart: Any) -> dict[str, Any]:
    return {trace.name: trace for trace in chart.figure.data if trace.name}


def test_the_best_stands_first_and_a_council_without_a_figure_has_no_bar() -> None:
    lower = traces(ranked_strip(comparison(), Polarity.LOWER))
    assert (list(lower["Hillside"].x), list(lower["Hillside"].y)) == ([2], [27.2])
    assert list(lower["Statistical neighbours"].x) == [0, 1]
    assert list(lower["Other councils"].x) == [3]
    higher = traces(ranked_strip(comparison(), Polarity.HIGHER))
    assert list(higher["Hillside"].x) == [0]
    assert list(lower["England 22.6%"].y) == [22.6, 22.6]


def test_council_and_neighbours_are_marked_by_shape_and_name_too() -> None:
    figure = ranked_strip(comparison(), Polarity.LOWER).figure
    shapes = {one.marker.symbol: list(one.x) for one in figure.data if one.type == "scatter" and not one.name}
    assert shapes == {"diamond": [0, 1], "triangle-down": [2]}
    said = [one.text for one in figure.layout.annotations]
    assert said == ["▼ Hillside", "best", "worst", "England 22.6%"]
    said = [words for one in figure.data if one.type == "bar" for (words,) in one.customdata]
    assert "Hillside, 27.2%, joint 3rd of 4" in said


def test_the_sentence_says_where_the_council_and_its_neighbours_stand() -> None:
    assert strip_sentence(comparison(), Polarity.LOWER) == (
        "4 councils in the year to March 2025, the best first: Hillside (▼) has 27.2%, joint 3rd of 4; its "
        "two statistical neighbours stand (◆) between 1st and 2nd from the left."
    )
    info = strip_sentence(comparison(), Polarity.INFO)
    assert "the lowest first: Hillside (▼) has 27.2%, 3rd from the left" in info
    hidden = tuple(
        replace(one, value=None, state=FigureState.SUPPRESSED) if one.place == HILLSIDE else one
        for one in FIGURES
    )
    assert "Hillside has no figure and no bar" in strip_sentence(comparison(hidden), Polarity.LOWER)
    nobody = replace(comparison(), council=None, neighbours=())
    assert strip_sentence(nobody, Polarity.LOWER) == ("4 councils in the year to March 2025, the best first.")


def test_too_few_bars_are_no_strip_and_names_are_no_markup() -> None:
    lonely = replace(comparison(), years=(YearFigures(2025, "2025", FIGURES[:2], RELEASE),))
    chart = ranked_strip(lonely, Polarity.LOWER)
    assert (chart.sentence, len(chart.figure.data)) == (
        "Too few councils have a figure to be put in order.",
        0,
    )
    named = PlaceFigure(Place("807", "<b>$x$</b>", PlaceKind.COUNCIL), 30.0, FigureState.VALUE)
    hostile = replace(comparison((*FIGURES, named)), council=named.place)
    assert "<b>" not in str(ranked_strip(hostile, Polarity.LOWER).figure.to_json())

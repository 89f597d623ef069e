"""The colour of a chart's words against the page and the band of a control chart."""

import tomllib
from types import SimpleNamespace
from typing import Any

import plotly.graph_objects as go
import pytest

from charts.parts.chart import BAND, OPEN, new_figure
from tests.places import ROOT
from ui.parts import chart_view
from ui.parts.chart_view import WORDS_IN_LIGHT, colour_words, draw_figure

PAGES = {
    name: str(
        tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"][name][
            "backgroundColor"
        ]
    )
    for name in ("light", "dark")
}


def light_of(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def contrast(first: list[float], second: list[float]) -> float:
    """Work out the ratio of two colours as WCAG defines it."""
    bright, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: list[float]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def figure() -> go.Figure:
    made = new_figure([go.Scatter(x=[1, 2], y=[3, 4])], 200, yaxis={"title": "Contacts"})
    made.add_annotation(x=1, y=3, text="as at", font={"size": 12})
    made.add_annotation(x=2, y=4, text="1", font={"color": OPEN.text})
    return made


def test_words_of_charts_stand_out_from_the_light_page_and_from_a_band_on_it() -> None:
    page = light_of(PAGES["light"])
    assert BAND == "rgba(128,128,128,0.10)"
    band = [0.9 * part + 0.1 * 128 / 255 for part in page]
    assert contrast(light_of(WORDS_IN_LIGHT), page) >= 4.5
    assert contrast(light_of(WORDS_IN_LIGHT), band) >= 4.5


def test_words_of_the_light_page_can_still_be_read_when_the_system_turns_dark() -> None:
    assert contrast(light_of(WORDS_IN_LIGHT), light_of(PAGES["dark"])) >= 3


def test_ticks_titles_and_annotations_are_darkened_in_the_light_theme() -> None:
    layout = colour_words(figure(), "light").layout
    coloured = (
        layout.font,
        layout.hoverlabel.font,
        layout.xaxis.tickfont,
        layout.yaxis.tickfont,
        layout.yaxis.title.font,
        layout.annotations[0].font,
    )
    assert [each.color for each in coloured] == [WORDS_IN_LIGHT] * 6
    assert layout.annotations[0].font.size == 12
    assert layout.xaxis.tickfont.size == 13


def test_an_annotation_and_a_legend_keep_the_colour_they_have() -> None:
    layout = colour_words(figure(), "light").layout
    assert layout.annotations[1].font.color == OPEN.text
    assert layout.legend.font.color is None


@pytest.mark.parametrize("theme", ["dark", None])
def test_nothing_is_coloured_in_the_dark_theme_or_where_the_theme_is_not_known(theme: str | None) -> None:
    assert colour_words(figure(), theme) == figure()


def test_a_chart_is_drawn_in_the_colours_of_the_readers_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Any] = []

    def draw(shown: Any, **_: Any) -> None:
        drawn.append(shown)

    context = SimpleNamespace(theme=SimpleNamespace(type="light"))
    monkeypatch.setattr(chart_view, "st", SimpleNamespace(plotly_chart=draw, context=context))
    draw_figure(SimpleNamespace(figure=figure(), sentence="Two contacts."), "contacts")
    assert [each.layout.xaxis.tickfont.color for each in drawn] == [WORDS_IN_LIGHT]


def test_the_tool_bar_is_hidden() -> None:
    assert chart_view._CONFIG["displayModeBar"] is False

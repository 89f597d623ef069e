"""What all charts share."""

import subprocess
import sys

import pytest

from charts.parts.chart import COMPLETE, NEUTRAL, OPEN, OVERDUE, SOON, BarLook, named_rows, room_for
from data_model.plan.status_looks import STATUS_LOOKS


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio that WCAG 2.2 defines, for two colours as "#RRGGBB"."""

    def luminance(colour: str) -> float:
        parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("look", [COMPLETE, OPEN, SOON, OVERDUE])
def test_a_bar_stands_out_from_both_pages_and_its_figure_from_the_bar(look: BarLook) -> None:
    assert contrast(look.fill, "#FFFFFF") >= 3
    assert contrast(look.fill, "#0E1117") >= 3
    assert contrast(look.text, look.fill) >= 4.5
    assert contrast(look.text, look.pattern.get("fgcolor", look.fill)) >= 4.5


@pytest.mark.parametrize("look", STATUS_LOOKS.values())
def test_the_figure_of_every_status_stands_out_from_its_segment(look: tuple[str, str, str]) -> None:
    assert contrast(look[1], look[2]) >= 4.5


def test_the_neutral_outline_stands_out_from_both_pages() -> None:
    assert contrast(NEUTRAL, "#FFFFFF") >= 3
    assert contrast(NEUTRAL, "#0E1117") >= 3


def test_charts_do_not_import_pandas() -> None:
    code = (
        "import sys, charts.plan.status_by_area, charts.plan.due_by_month, charts.plan.load_by_person;"
        "import charts.plan.due_timeline;"
        "sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("line", "room"),
    [("Homes", 56), ("W" * 17, 211), ("i" * 17, 92), ("R&amp;D", 39), ("\u5150\u7ae5", 44), ("Ő", 24)],
)
def test_a_label_has_room_for_its_letters(line: str, room: int) -> None:
    assert room_for([line]) == room


def test_the_widest_line_of_all_names_makes_the_margin() -> None:
    layout = named_rows(["Homes", "Oversight of practice everywhere", "Help"])
    assert layout["yaxis"]["ticktext"] == ["Homes", "Oversight of<br>practice…", "Help"]
    assert layout["margin"] == {"l": room_for(["Oversight of", "practice…"]), "r": 8, "t": 8, "b": 8}
    assert layout["yaxis"]["automargin"] is False

"""Sentences, dates, statuses and colours as the pages write them."""

import tomllib
from datetime import date

import pytest

from data_model.plan.headline_text import headline_sentence
from data_model.plan.rows import Headlines, StatusCount
from data_model.plan.status_looks import STATUS_LOOKS
from data_model.plan.statuses import Status
from data_model.shared.sentence_text import long_day
from tests.places import ROOT
from ui.parts.status_chips import BADGE_COLOURS, chip, status_list, status_text
from ui.shell.dates import read_iso_day, read_month, short_day


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def headlines(**counts: int) -> Headlines:
    statuses = tuple(
        StatusCount(Status(name), "", count) for name, count in counts.items() if name in set(Status)
    )
    return Headlines(
        sum(row.count for row in statuses),
        statuses,
        counts.get("overdue", 0),
        counts.get("due_soon", 0),
        0,
        0,
        0,
    )


def test_the_sentence_says_every_figure() -> None:
    said = headline_sentence(
        headlines(complete=8, on_track=13, not_rated=55, overdue=5, due_soon=17), date(2022, 12, 12)
    )
    assert said == (
        "8 of 76 actions are complete, 13 on track and 55 not rated. "
        "5 are overdue; 17 fall due by 11 January 2023."
    )


def test_the_sentence_counts_embedded_as_complete_and_speaks_of_one() -> None:
    said = headline_sentence(headlines(embedded=1, overdue=1, due_soon=1), date(2025, 1, 1))
    assert said == "1 of 1 action is complete. 1 is overdue; 1 falls due by 31 January 2025."


def test_the_sentence_of_nothing() -> None:
    said = headline_sentence(headlines(), date(2025, 1, 1))
    assert said == "0 of 0 actions are complete. None is overdue; none falls due by 31 January 2025."


def test_days_are_british() -> None:
    assert short_day(date(2017, 6, 4)) == "4 Jun 2017"
    assert long_day(date(2017, 6, 4)) == "4 June 2017"
    assert short_day(None) == ""


@pytest.mark.parametrize("text", ["", "yesterday", "2022-13-01", "0001-01-01", "2100-01-01", "12/12/2022"])
def test_an_address_holds_only_iso_days_of_this_century(text: str) -> None:
    assert read_iso_day(text) is None


def test_an_address_holds_a_month() -> None:
    assert read_month("2022-12") == date(2022, 12, 1)
    assert read_month("2022-12-12") is None


def test_a_chip_is_symbol_word_and_colour() -> None:
    assert chip(Status.DELAYED) == ":red-badge[▲ Delayed]"
    assert chip(Status.ON_TRACK, "On [schedule]") == r":yellow-badge[● On \[schedule\]]"
    assert status_text(Status.COMPLETE, "Completed") == "✓ Completed"
    assert (
        status_list([StatusCount(Status.COMPLETE, "Done", 3), StatusCount(Status.PAUSED, "", 0)])
        == "✓ Done 3"
    )


def test_every_status_has_a_badge_colour() -> None:
    assert set(BADGE_COLOURS) == set(Status)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_status_is_one_colour_in_chips_tables_and_charts(theme: str) -> None:
    said = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][theme]
    badges = {
        status: (said[f"{colour}BackgroundColor"], said[f"{colour}TextColor"])
        for status, colour in BADGE_COLOURS.items()
    }
    looks = {status: (look.fill, look.text) for status, look in STATUS_LOOKS.items()}
    # The blue of badges is that of links, and one grey serves two statuses.
    assert {status for status in Status if badges[status] != looks[status]} == {
        Status.EMBEDDED,
        Status.NOT_RATED,
    }


@pytest.mark.parametrize("status", list(Status))
def test_the_text_on_a_chip_in_a_table_has_contrast(status: Status) -> None:
    # The grid writes black above mid luminance and white below.
    fill = luminance(STATUS_LOOKS[status].fill)
    text = 0.0 if fill > 0.5 else 1.0
    assert (max(fill, text) + 0.05) / (min(fill, text) + 0.05) >= 4.5
    assert STATUS_LOOKS[status].text == ("#000000" if text == 0.0 else "#FFFFFF")

"""Sentences, dates, statuses and colours as the pages write them."""

from datetime import date

import pytest

from data_model.plan.headline_text import headline_sentence
from data_model.plan.rows import Headlines, StatusCount
from data_model.plan.status_looks import AWAITING_LOOK, STATUS_LOOKS
from data_model.plan.statuses import Status
from data_model.shared.sentence_text import long_day
from ui.parts.status_chips import chip, status_list, status_text
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
    assert chip(Status.DELAYED) == ':color[▲ Delayed]{foreground="#FFFFFF" background="#D4351C"}'
    assert chip(Status.ON_TRACK, "On [schedule]").startswith(r":color[● On \[schedule\]]{")
    assert status_text(Status.COMPLETE, "Completed") == "✓ Completed"
    assert (
        status_list([StatusCount(Status.COMPLETE, "Done", 3), StatusCount(Status.PAUSED, "", 0)])
        == "✓ Done 3"
    )


LOOKS = {**STATUS_LOOKS, "awaiting": AWAITING_LOOK}


def test_a_chip_has_the_colours_of_bars_and_no_two_are_alike() -> None:
    for status, look in STATUS_LOOKS.items():
        assert chip(status).endswith(f'{{foreground="{look.text}" background="{look.fill}"}}')
    assert len({look.fill for look in LOOKS.values()}) == len(LOOKS)
    assert len({look.symbol for look in LOOKS.values()}) == len(LOOKS)


@pytest.mark.parametrize("name", list(LOOKS))
def test_the_words_of_a_chip_stand_out_from_it(name: Status | str) -> None:
    # A chip brings both of its colours, so that it is the same in either theme.
    fill, text = sorted((luminance(LOOKS[name].fill), luminance(LOOKS[name].text)))
    assert (text + 0.05) / (fill + 0.05) >= 4.5


@pytest.mark.parametrize("status", list(Status))
def test_the_text_on_a_chip_in_a_table_has_contrast(status: Status) -> None:
    # The grid writes black above mid luminance and white below.
    fill = luminance(STATUS_LOOKS[status].fill)
    text = 0.0 if fill > 0.5 else 1.0
    assert (max(fill, text) + 0.05) / (min(fill, text) + 0.05) >= 4.5
    assert STATUS_LOOKS[status].text == ("#000000" if text == 0.0 else "#FFFFFF")

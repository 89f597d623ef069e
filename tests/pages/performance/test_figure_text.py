"""Figures of measures in words, as the pages write them."""

from datetime import UTC, date, datetime

import pytest

from data_model.measures.measure_vocabulary import ReadingState, Unit
from data_model.measures.rows import EarlierReading
from ui.measures.figure_text import written_text


@pytest.mark.parametrize(
    ("value", "numbers", "written", "words"),
    [
        (1367.0, (None, None), "1367", ""),
        (1367.0, (None, None), "1,367", ""),
        (1367.0, (None, None), "", ""),
        (95.3, (None, None), "95.3", ""),
        (61.268, (802.0, 1309.0), "61.3% (802 of 1309)", ""),
        (95.3, (None, None), "0.953", ", written “0.953”"),
        (81.25, (39.0, 48.0), "81.2% (39 of 48)", ", written “81.2% (39 of 48)”"),
    ],
)
def test_how_a_figure_was_written_is_said_only_where_it_differs(
    value: float, numbers: tuple[float | None, float | None], written: str, words: str
) -> None:
    unit = Unit.COUNT if value == 1367 else Unit.PERCENT
    source = (
        date(2025, 3, 10),
        datetime(2025, 3, 10, tzinfo=UTC),
        "Orla Finch",
        "figures.xlsx",
        "Data",
        "B2",
    )
    assert written_text(EarlierReading(ReadingState.VALUE, value, *numbers, written, *source), unit) == words

"""A list of what moved as .csv."""

import csv
from datetime import UTC, date, datetime
from io import StringIO

from data_model.board.rows import MovedAction, Said
from data_model.plan.statuses import Status
from exports.pack.moved_actions import COLUMNS, moved_actions_csv

SAID = Said("Orla Finch", datetime(2025, 3, 3, 9, tzinfo=UTC), date(2025, 3, 1), "update", "=No staff")
MOVED = MovedAction(
    7, "1.01", "Publish the guide", 1, "1 Help", "Hal Pickering", Status.ON_TRACK, "Green", Status.DELAYED,
    "Red", date(2025, 2, 28), date(2025, 3, 31), date(2025, 1, 31), SAID,
)  # fmt: skip


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_moved_action_has_both_ratings_both_dates_and_who_said_so() -> None:
    assert rows(moved_actions_csv([MOVED])) == [
        {
            "Ref": "1.01",
            "Area": "1 Help",
            "Action": "Publish the guide",
            "Responsible": "Hal Pickering",
            "Rating before": "Green",
            "Rating after": "Red",
            "Due before": "2025-02-28",
            "Due after": "2025-03-31",
            "Days moved": "31",
            "Original due date": "2025-01-31",
            "Said by": "Orla Finch",
            "As at": "2025-03-01",
            "Through": "update",
            "Reason": "'=No staff",
        }
    ]


def test_an_action_that_was_not_there_has_empty_cells_on_that_side() -> None:
    added = MovedAction(
        8, "1.02", "New", 1, "1 Help", "", None, "", Status.ON_TRACK, "Green", None, None, None, None
    )
    (row,) = rows(moved_actions_csv([added]))
    assert (row["Rating before"], row["Due before"], row["Said by"], row["Days moved"]) == ("", "", "", "0")


def test_without_actions_the_headings_stand_alone() -> None:
    content = moved_actions_csv([]).decode("utf-8-sig")
    assert content.strip().split(",") == [column.heading for column in COLUMNS]

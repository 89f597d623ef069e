"""What is said of the due date in force, by how it is written and what it is for."""

from dataclasses import replace
from datetime import date

import pytest

from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.due_text import due_as_written, due_text
from data_model.plan.rows import ActionRow
from data_model.plan.statuses import Status
from tests.pack_views import action

FIRST = action(1, 1, Status.ON_TRACK).row


def due(written: str, revised: str = "") -> ActionRow:
    """An action as it stands once its dates were understood; without a revised one the first is in force."""
    found = understand_due_date(revised or written)
    return replace(
        FIRST,
        due_text=written,
        revised_due_text=revised,
        due_date=found.date,
        due_kind=found.kind.value,
        due_precision=found.precision.value,
        original_due_date=understand_due_date(written).date,
    )


@pytest.mark.parametrize(
    ("written", "revised", "said"),
    [
        ("15/10/26", "", "15 Oct 2026"),
        ("15/10/26", "28/02/27", "28 Feb 2027"),
        ("15/10/26", "End Feb 27", "End Feb 27"),
        ("15/10/26", "Ongoing", "Ongoing"),
        ("15/10/26", "TBC\nby the board", "TBC by the board"),
        ("End Sept\n25", "", "End Sept 25"),
        ("Review 30/09/23", "", "30 Sep 2023 (review)"),
        ("15/10/26", "Review Sept 27", "Review Sept 27"),
        (
            "Start Oct 22, then monthly",
            "",
            "Start Oct 22, then monthly",
        ),
        ("Monthly from 01/04/25", "", "1 Apr 2025 (recurring)"),
        ("", "", ""),
    ],
)
def test_the_date_in_force_is_said_and_never_the_first_one(written: str, revised: str, said: str) -> None:
    assert due_text(due(written, revised)) == said
    assert due_as_written(due(written, revised)) == " ".join((revised or written).split())


def test_a_revised_date_that_sets_none_leaves_the_first_in_force() -> None:
    row = replace(due("End Feb 27"), revised_due_text="TBC")
    assert (due_text(row), due_as_written(row)) == ("End Feb 27", "End Feb 27")


def test_a_plan_that_gives_a_day_has_no_words_beside_it() -> None:
    assert due_text(replace(FIRST, due_date=date(2027, 1, 5), due_text="by 5.1.27")) == "5 Jan 2027"

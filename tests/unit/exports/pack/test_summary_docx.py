"""The plan on one page: what finds room, and that what does not is counted."""

from dataclasses import replace

from data_model.board.rows import FollowUpKind
from exports.pack.summary_docx import summary_docx
from tests.pack_views import board_view, empty_view, follow_up, headings, large_view, part, tables, text_of


def test_it_has_figures_areas_movement_exceptions_and_decisions() -> None:
    content = summary_docx(board_view())
    assert headings(content) == [
        (1, "Nottingshire improvement plan"),
        (2, "Actions by rating"),
        (2, "Areas"),
        (2, "Exceptions"),
        (2, "Measures"),
        (2, "Open decisions and requests"),
    ]
    text = text_of(part(content)).split("\n")
    assert text[1] == "Summary for the Improvement Board, 14 Dec 2022: the plan as at 12 Dec 2022."
    assert (
        "10 actions: 2 past their due date and not complete or paused (overdue); 0 due within 30 days; "
        "2 not rated; 0 with nobody responsible; 0 without a due date that could be understood."
    ) in text
    assert tables(content)["Areas"][1] == ["1 Area of tests 1", "5", "1", "1", "1", "31 Jan 2023"]
    assert tables(content)["Exceptions"][1] == [
        "1.03",
        "Review procedure 3",
        "A vacancy",
        "End of November 2022",
    ]


def test_an_empty_plan_says_so() -> None:
    text = text_of(part(summary_docx(empty_view()))).split("\n")
    for sentence in (
        "Summary: the plan as at 12 Dec 2022.",
        "The plan has no area.",
        "No action is delayed.",
        "There is no earlier meeting to compare with.",
        "Nothing is open.",
    ):
        assert sentence in text


def test_what_finds_no_room_is_counted_and_long_texts_are_cut() -> None:
    content = summary_docx(large_view(areas=12))
    text = text_of(part(content)).split("\n")
    assert {"2 more areas in the full pack.", "8 more decisions or requests in the full pack."} <= set(text)
    found = tables(content)
    assert (len(found["Areas"]), len(found["Exceptions"]), len(found["Open decisions and requests"])) == (
        11,
        3,
        4,
    )
    assert max(len(cell) for row in found["Exceptions"] for cell in row) <= 90
    assert found["Exceptions"][1][1].endswith(" …")


def test_closed_ones_are_left_out_and_the_first_due_comes_first() -> None:
    late = follow_up(1, FollowUpKind.REQUEST, "Second")
    rows = (
        replace(late, due_date=None, words="Third"),
        late,
        follow_up(
            2, FollowUpKind.REQUEST, "First", due_date=board_view().visits[0].starts_on.replace(year=2021)
        ),
        follow_up(3, FollowUpKind.REQUEST, "Closed", closed_at=board_view().moment.known_by),
    )
    written = tables(summary_docx(replace(board_view(), follow_ups=rows)))["Open decisions and requests"]
    assert [row[1] for row in written[1:]] == ["First", "Second", "Third"]


def test_the_same_view_gives_the_same_bytes() -> None:
    assert summary_docx(large_view()) == summary_docx(large_view())

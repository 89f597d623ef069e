"""Raised checks as they are read: the gravest first, one line where many say the same, nothing lost."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data_model.board.check_lines import actions_of, age_text, count_lines, gravest_first, lines_in, lines_of
from data_model.board.rows import CheckAnswerRow, RaisedCheck

HAL, IVY = (1, "Hal Pickering"), (2, "Ivy Stanton")
ACCEPTED = CheckAnswerRow(1, "Agreed", date(2025, 7, 1), datetime(2025, 6, 1, tzinfo=UTC), "Orla Finch")
AS_AT = date(2025, 6, 30)


def raised(
    code: str,
    action: int,
    *people: tuple[int | None, str],
    area: int = 1,
    since: date | None = None,
    answer: CheckAnswerRow | None = None,
) -> RaisedCheck:
    return RaisedCheck(
        code, action, f"{area}.{action:02}", f"Action {action}", area, f"{area} Area", people, "Because.",
        answer, since,
    )  # fmt: skip


def test_the_gravest_comes_first_by_weight_then_age_and_what_was_accepted_last() -> None:
    old, new = date(2025, 1, 1), date(2025, 6, 1)
    checks = [
        raised("nobody", 1),
        raised("no-evidence", 2, since=old),
        raised("past-due", 3, since=new),
        raised("reopened", 4, since=old),
        raised("past-due", 5, since=old, answer=ACCEPTED),
        raised("red-unexplained", 6),
        raised("gone", 7, since=old),
    ]
    assert [one.action_id for one in lines_of(checks)] == [4, 3, 6, 2, 1, 7, 5]


def test_of_what_a_board_challenges_one_line_is_of_money_while_something_else_is_grave() -> None:
    old, new = date(2024, 1, 1), date(2025, 6, 1)
    overspent = replace(raised("fund-line-overspent", 0, since=old), about="fund", about_id=1)
    due = replace(raised("fund-condition-due", 0, since=old), about="fund", about_id=2)
    late, reopened = raised("past-due", 3, since=new), raised("reopened", 4, since=new)
    answered = raised("past-due", 5, since=old, answer=ACCEPTED)
    medium = raised("no-evidence", 6, since=old)
    lines = lines_of([overspent, due, late, reopened, answered, medium])
    assert gravest_first(lines) == [overspent, late, reopened, due, medium]
    # Where nothing else is grave, money is not held back.
    assert gravest_first(lines_of([overspent, due, medium])) == [overspent, due, medium]


def test_no_update_is_one_line_a_person_that_names_how_many() -> None:
    checks = [
        raised("no-update", 1, HAL, IVY, since=date(2025, 3, 1)),
        raised("no-update", 2, HAL, area=2, since=date(2025, 2, 3)),
        raised("no-update", 3, IVY, since=date(2025, 3, 1)),
        raised("no-update", 4, since=date(2025, 3, 1)),
        raised("no-update", 5, HAL, since=date(2025, 1, 1), answer=ACCEPTED),
    ]
    lines = lines_of(checks)
    hal = lines[0]
    assert (hal.action_id, hal.people, hal.area, hal.text) == (2, (HAL,), "2 areas", "2 actions: 1.01, 2.02")
    assert hal.because == "2 actions without an update; the one that waits longest since 3 February 2025."
    # One action alone keeps its own words; what was accepted stands by itself.
    assert [one.action_id for one in lines[1:]] == [3, 4, 5]
    assert lines[1] == checks[2]
    assert actions_of(lines) == {1, 2, 3, 4, 5}
    # A line of lines is the same line.
    assert lines_of(lines) == lines
    assert count_lines(checks) == count_lines(lines) == len(lines)


def test_not_rated_is_one_line_an_area() -> None:
    checks = [raised("not-rated", number, HAL, area=number % 2) for number in range(1, 20)]
    lines = lines_of(checks)
    assert [len(one.gathered) for one in lines] == [10, 9]
    assert lines[0].text == "10 actions: 1.01, 1.03, 1.05, 1.07, 1.09, 1.11 and 4 more"
    assert (lines[0].because, lines[0].people) == ("10 actions not rated.", ())


def test_of_a_line_of_several_areas_one_area_sees_its_own_part() -> None:
    checks = [
        raised("no-update", 1, HAL, since=date(2025, 3, 1)),
        raised("no-update", 2, HAL, area=2, since=date(2025, 2, 3)),
    ]
    assert lines_in(lines_of(checks), (1,)) == [checks[0]]
    assert lines_in(lines_of(checks), (3,)) == []


def test_an_area_as_a_whole_counts_as_no_action() -> None:
    assert actions_of([replace(raised("no-voice", 1), action_id=0)]) == set()


@pytest.mark.parametrize(
    ("since", "words"),
    [(date(2025, 6, 29), "for 1 day"), (date(2025, 5, 26), "for 35 days"), (AS_AT, ""), (None, "")],
)
def test_an_age_is_said_where_it_is_known(since: date | None, words: str) -> None:
    assert age_text(raised("no-evidence", 1, since=since), AS_AT) == words


def test_an_age_that_is_the_reason_is_said_once() -> None:
    late = raised("past-due", 1, since=date(2025, 5, 26))
    assert age_text(replace(late, because="Due 26 May 2025, 35 days ago, and not rated."), AS_AT) == ""
    assert age_text(replace(late, because="Due 22 Jan 2025, 135 days ago."), AS_AT) == "for 35 days"

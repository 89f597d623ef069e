"""The chart of people by what they answer for."""

from charts.plan.load_by_person import load_by_person
from data_model.plan.rows import PersonRow, StatusCount
from data_model.plan.statuses import Status


def person(id: int, name: str, *, done: int = 0, open: int = 0, overdue: int = 0, soon: int = 0) -> PersonRow:
    statuses = (StatusCount(Status.COMPLETE, "Done", done), StatusCount(Status.NOT_RATED, "Not rated", open))
    return PersonRow(id, name, (), done + open, statuses, overdue, soon, None)


PEOPLE = [
    person(1, "Ada Invented", done=5, open=1),
    person(2, "Ben Example", open=7, overdue=2, soon=1),
    person(3, "Cy Imaginary", open=7, overdue=1),
]


def test_the_person_with_most_open_actions_is_on_top_then_the_one_with_more_overdue() -> None:
    axis = load_by_person(PEOPLE).figure.layout.yaxis
    assert list(axis.ticktext) == ["Ben Example", "Cy Imaginary", "Ada Invented"]
    assert list(axis.range) == [2.5, -0.5]


def test_bars_are_parted_into_overdue_soon_other_open_and_complete() -> None:
    traces = load_by_person(PEOPLE).figure.data
    assert {trace.name: list(trace.x) for trace in traces} == {
        "! Overdue": [2, 1, 0],
        "◔ Due in 30 days": [1, 0, 0],
        "○ Other open": [4, 6, 1],
        "✓ Complete or paused": [0, 0, 5],
    }


def test_paused_and_embedded_actions_are_not_open() -> None:
    statuses = (StatusCount(Status.PAUSED, "On hold", 2), StatusCount(Status.EMBEDDED, "Embedded", 1))
    traces = load_by_person([PersonRow(1, "Ada Invented", (), 3, statuses, 0, 0, None)]).figure.data
    assert [list(trace.x) for trace in traces] == [[0], [0], [0], [3]]


def test_a_click_carries_the_person() -> None:
    overdue = load_by_person(PEOPLE).figure.data[0]
    assert list(overdue.customdata[0]) == [2, "Ben Example", "2 of 7 actions"]


def test_twelve_people_are_drawn_and_the_sentence_counts_the_others() -> None:
    chart = load_by_person([person(number, f"Person {number}", open=number) for number in range(1, 15)])
    assert len(chart.figure.data[0].x) == 12
    assert chart.sentence == (
        "14 people answer for actions; Person 14 has the most open, 14 (0 overdue); 2 others are not shown."
    )


def test_one_other_is_in_the_singular() -> None:
    chart = load_by_person([person(number, f"Person {number}", open=number) for number in range(1, 14)])
    assert chart.sentence.endswith("; 1 other is not shown.")


def test_the_sentence_names_nobody_where_several_have_the_most() -> None:
    assert load_by_person(PEOPLE).sentence == (
        "3 people answer for actions; 2 of them have the most open, 7 each."
    )


def test_the_sentence_says_when_nothing_is_open() -> None:
    chart = load_by_person([person(1, "Ada Invented", done=2)])
    assert chart.sentence == "1 person answers for actions, none of which is open."


def test_without_people_the_sentence_says_so() -> None:
    for nothing in ([], [person(1, "Ada Invented")]):
        chart = load_by_person(nothing)
        assert chart.sentence == "Nobody is named as responsible for an action."
        assert len(chart.figure.data) == 0


def test_markup_in_a_name_is_shown_not_obeyed() -> None:
    figure = load_by_person([person(1, "<i>Ada</i>", open=1)]).figure
    assert figure.layout.yaxis.ticktext[0] == "&lt;i&gt;Ada&lt;/i&gt;"
    assert figure.data[0].customdata[0][1] == "&lt;i&gt;Ada&lt;/i&gt;"

"""The timeline of due dates by area."""

from datetime import date, timedelta
from typing import Any

from charts.plan.due_timeline import due_timeline
from data_model.plan.rows import ActionRow, PersonOnAction
from data_model.plan.statuses import Status

AS_AT = date(2022, 12, 12)


def action(id: int, due: date | None, **changes: Any) -> ActionRow:
    values: dict[str, Any] = {
        "id": id, "ref": f"1.0{id}", "area_id": 1, "area_number": "1", "area_short_name": "MASH response",
        "outcome": "", "text": f"Do thing {id}", "status": Status.NOT_RATED, "rag_label": "Not rated",
        "people": (PersonOnAction(5, "Ada Invented", "Head of Service"),), "responsible": "Ada Invented",
        "due_text": "", "due_date": due, "due_kind": "deadline", "due_precision": "day",
        "original_due_date": due, "days_overdue": 0, "is_due_soon": False, "as_at": AS_AT,
    }  # fmt: skip
    return ActionRow(**{**values, **changes})


NOV, JAN = date(2022, 11, 7), date(2023, 1, 20)
PLAIN = action(1, JAN)
SLIPPED = action(2, JAN, original_due_date=NOV, status=Status.DELAYED, rag_label="Late")
OVERDUE = action(3, NOV, days_overdue=35, area_id=2, area_number="2", area_short_name="Oversight")


def test_an_action_that_did_not_move_is_one_mark_of_its_status() -> None:
    (trace,) = due_timeline([PLAIN], AS_AT).figure.data
    assert (trace.name, trace.marker.symbol, trace.marker.color) == ("? Not rated", "x", "#C0C3C5")
    assert list(trace.x) == ["2023-01-20"]
    assert list(trace.customdata[0]) == [1, "1.01", "Do thing 1", "Due 20 Jan 2023", "Ada Invented"]


def test_a_moved_action_has_a_hollow_mark_at_its_original_date_and_a_line_between() -> None:
    line, original, current = due_timeline([SLIPPED], AS_AT).figure.data
    assert list(line.x) == ["2022-11-07", "2023-01-20", None]
    assert (list(original.x), original.marker.symbol) == (["2022-11-07"], "circle-open")
    assert (list(current.x), current.marker.symbol) == (["2023-01-20"], "triangle-up")
    assert current.customdata[0][3] == "Due 20 Jan 2023<br>originally 7 Nov 2022, moved 74 days later"
    assert original.customdata[0][0] == current.customdata[0][0] == 2


def test_a_date_that_was_brought_forward_says_so() -> None:
    chart = due_timeline([action(1, NOV, original_due_date=NOV + timedelta(days=1))], AS_AT)
    assert (
        chart.figure.data[-1].customdata[0][3]
        == "Due 7 Nov 2022<br>originally 8 Nov 2022, moved 1 day earlier"
    )
    assert chart.sentence == (
        "1 action with a due date: 0 are overdue; none has moved later than first planned."
    )


def test_a_review_is_not_called_due() -> None:
    (trace,) = due_timeline([action(1, JAN, due_kind="review")], AS_AT).figure.data
    assert trace.customdata[0][3] == "20 Jan 2023 (review)"


def test_lanes_follow_the_order_of_areas_and_marks_on_one_day_do_not_cover_each_other() -> None:
    figure = due_timeline([PLAIN, action(4, JAN), action(5, JAN), OVERDUE], AS_AT).figure
    assert list(figure.layout.yaxis.ticktext) == ["1 MASH response", "2 Oversight"]
    (trace,) = figure.data
    assert sorted(trace.y) == [0, 1, 2, 3]
    assert list(figure.layout.yaxis.tickvals) == [1.0, 3.5]


def test_marks_far_apart_share_a_row() -> None:
    (trace,) = due_timeline([action(1, NOV), action(2, JAN)], AS_AT).figure.data
    assert list(trace.y) == [0, 0]


def test_a_line_marks_the_as_at_date() -> None:
    layout = due_timeline([PLAIN], AS_AT).figure.layout
    assert [shape.x0 for shape in layout.shapes if shape.type == "line"] == ["2022-12-12"]
    assert [note.text for note in layout.annotations] == ["as at 12 Dec 2022"]


def test_the_sentence_gives_every_number() -> None:
    actions = [PLAIN, SLIPPED, OVERDUE, action(6, None)]
    assert due_timeline(actions, AS_AT).sentence == (
        "3 actions with a due date: 1 is overdue; 1 moved later than first planned, by 74 days; "
        "1 more has no due date and is not drawn."
    )


def test_of_very_many_actions_the_nearest_are_drawn_and_the_sentence_says_so() -> None:
    actions = [action(number, AS_AT + timedelta(days=number)) for number in range(1, 403)]
    chart = due_timeline(actions, AS_AT)
    (trace,) = chart.figure.data
    assert len(trace.x) == 400
    assert max(trace.x) == "2024-01-16"
    assert chart.sentence.endswith("; only the 400 due nearest to the as-at date are drawn.")


def test_without_dates_the_sentence_says_so() -> None:
    assert due_timeline([], AS_AT).sentence == "There are no actions to show by due date."
    assert due_timeline([action(1, None)], AS_AT).sentence == (
        "The action has no due date, so there is nothing to draw."
    )
    assert due_timeline([action(1, None)] * 2, AS_AT).sentence == (
        "None of the 2 actions has a due date, so there is nothing to draw."
    )


def test_markup_and_placeholders_of_users_are_shown_not_obeyed() -> None:
    hostile = "<a href=javascript:alert(1)>%{x}</a>"
    escaped = "&lt;a href=javascript:alert(1)&gt;%{x}&lt;/a&gt;"
    row = action(
        1,
        JAN,
        ref=hostile,
        text=hostile,
        rag_label=hostile,
        area_short_name="<b>x</b>",
        people=(PersonOnAction(1, hostile, ""),),
    )
    figure = due_timeline([row], AS_AT).figure
    (trace,) = figure.data
    assert list(trace.customdata[0]) == [1, escaped, escaped, "Due 20 Jan 2023", escaped]
    assert trace.name == "? &lt;a href=javascript:alert(1)&gt;%{x}&lt;…"
    assert figure.layout.yaxis.ticktext[0] == "1 &lt;b&gt;x&lt;/b&gt;"
    assert "alert" not in trace.hovertemplate


def test_a_date_years_away_does_not_squeeze_the_others_and_the_sentence_says_what_is_drawn() -> None:
    chart = due_timeline([PLAIN, action(2, date(2202, 11, 7))], AS_AT)
    (trace,) = chart.figure.data
    assert list(trace.x) == ["2023-01-20"]
    assert chart.figure.layout.xaxis.range[1] == "2023-01-27"
    assert chart.sentence.endswith("; only the 1 due nearest to the as-at date is drawn.")


def test_the_last_and_first_day_that_a_date_can_have_are_drawn_where_there_is_no_other() -> None:
    axis = due_timeline([action(1, date.max), action(2, date.min)], AS_AT).figure.layout.xaxis
    assert list(axis.range) == ["0001-01-01", "9999-12-31"]

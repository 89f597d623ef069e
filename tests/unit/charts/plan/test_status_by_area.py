"""The chart of areas by status."""

from charts.plan.status_by_area import status_by_area
from data_model.plan.rows import AreaRow, StatusCount
from data_model.plan.status_looks import STATUS_LOOKS
from data_model.plan.statuses import Status


def area(id: int, name: str, *counts: tuple[Status, str, int], overdue: int = 0) -> AreaRow:
    statuses = tuple(StatusCount(*count) for count in counts)
    total = sum(row.count for row in statuses)
    return AreaRow(id, str(id), f"{name} in full", name, total, statuses, overdue, 0, None)


DONE, LATE, GREY = (
    (Status.COMPLETE, "Completed"),
    (Status.DELAYED, "Delayed"),
    (Status.NOT_RATED, "Not rated"),
)
AREAS = [
    area(11, "MASH response", (*GREY, 4), (*DONE, 2), overdue=1),
    area(12, "Management oversight", (*DONE, 1), (*LATE, 3)),
    area(13, "MASH response"),
]


def test_each_status_has_its_own_colour_symbol_and_the_plans_word_in_the_order_of_statuses() -> None:
    traces = status_by_area(AREAS).figure.data
    assert [trace.name for trace in traces] == ["✓ Completed", "▲ Delayed", "? Not rated"]
    assert [trace.marker.color for trace in traces] == ["#00703C", "#D4351C", "#C0C3C5"]
    assert [trace.textfont.color for trace in traces] == ["#FFFFFF", "#FFFFFF", "#000000"]


def test_every_status_is_drawn_in_its_shared_colour() -> None:
    every = area(1, "All", *((status, status.value, 1) for status in Status))
    traces = status_by_area([every]).figure.data
    assert [trace.marker.color for trace in traces] == [STATUS_LOOKS[status].fill for status in Status]


def test_counts_stand_in_the_segments_and_empty_segments_are_blank() -> None:
    completed = status_by_area(AREAS).figure.data[0]
    assert list(completed.x) == [2, 1, 0]
    assert list(completed.text) == ["2", "1", ""]


def test_the_first_area_is_on_top_and_areas_of_one_name_keep_rows_of_their_own() -> None:
    axis = status_by_area(AREAS).figure.layout.yaxis
    assert list(axis.range) == [2.5, -0.5]
    assert list(axis.tickvals) == [0, 1, 2]
    assert list(axis.ticktext) == ["11 MASH response", "12 Management<br>oversight", "13 MASH response"]


def test_a_click_carries_the_area_and_the_status() -> None:
    delayed = status_by_area(AREAS).figure.data[1]
    assert list(delayed.customdata[1]) == [12, "delayed", "12 Management oversight", "3 of 4 actions"]


def test_the_figure_grows_with_its_areas() -> None:
    assert status_by_area(AREAS * 2).figure.layout.height > status_by_area(AREAS).figure.layout.height + 100


def test_the_sentence_gives_every_number() -> None:
    assert status_by_area(AREAS).sentence == (
        "10 actions in 3 areas: 3 Completed, 3 Delayed and 4 Not rated; 1 is overdue."
    )


def test_the_sentence_of_one_action_is_in_the_singular() -> None:
    chart = status_by_area([area(1, "Only", (*DONE, 1))])
    assert chart.sentence == "1 action in 1 area: 1 Completed; 0 are overdue."


def test_without_actions_the_sentence_says_so_and_nothing_is_drawn() -> None:
    for nothing in ([], [area(1, "Empty")]):
        chart = status_by_area(nothing)
        assert chart.sentence == "There are no actions to show by area."
        assert len(chart.figure.data) == 0


def test_markup_and_placeholders_of_users_are_shown_not_obeyed() -> None:
    hostile = area(1, "<b>x</b> %{y}", (Status.COMPLETE, "<a href=javascript:alert(1)>D</a>", 1))
    trace = status_by_area([hostile]).figure.data[0]
    assert trace.name == "✓ &lt;a href=javascript:alert(1)&gt;D&lt;/a&gt;"
    assert trace.customdata[0][2] == "1 &lt;b&gt;x&lt;/b&gt; %{y}"
    assert "%{y}" not in trace.hovertemplate
    assert "<b>x" not in status_by_area([hostile]).figure.layout.yaxis.ticktext[0]


def test_neither_background_nor_text_outside_bars_has_a_colour_of_its_own() -> None:
    layout = status_by_area(AREAS).figure.layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert (layout.font.color, layout.legend.font.color, layout.yaxis.tickfont.color) == (None, None, None)
    assert layout.font.size == layout.legend.font.size == layout.yaxis.tickfont.size == 13

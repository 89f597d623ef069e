"""The flow of ratings between two moments: its bars, its bands, its sentence and its table."""

import pytest

from charts.board.movement_flow import flow_table, movement_flow
from data_model.board.movement_text import flow_sentence
from data_model.board.rows import FlowRow

STAYED = FlowRow("on_track", "On schedule", "on_track", "On schedule", 6)
WORSENED = FlowRow("on_track", "On schedule", "delayed", "Off <b>schedule</b>", 3)
COMPLETED = FlowRow("on_track", "On schedule", "complete", "Done", 1)
CAME = FlowRow("", "Not in the plan", "not_rated", "Not rated", 2)
WENT = FlowRow("delayed", "Off <b>schedule</b>", "", "Not in the plan", 1)
FLOW = (STAYED, WORSENED, COMPLETED, CAME, WENT)


def test_each_rating_is_a_bar_on_each_side_in_the_order_of_the_statuses() -> None:
    node = movement_flow(FLOW, "12 Dec 2024", "3 Mar 2025").figure.data[0].node
    assert list(node.customdata) == [
        "● On schedule",
        "▲ Off &lt;b&gt;schedule&lt;/b&gt;",
        "– Not in the plan",
        "✓ Done",
        "● On schedule",
        "▲ Off &lt;b&gt;schedule&lt;/b&gt;",
        "? Not rated",
        "– Not in the plan",
    ]
    assert list(node.color) == [
        "#FFDD00",
        "#D4351C",
        "#808080",
        "#00703C",
        "#FFDD00",
        "#D4351C",
        "#C0C3C5",
        "#808080",
    ]


def test_a_band_joins_its_two_ratings_as_thick_as_its_actions_and_says_so() -> None:
    link = movement_flow(FLOW, "", "").figure.data[0].link
    assert list(zip(link.source, link.target, link.value, strict=True)) == [
        (0, 4, 6),
        (0, 5, 3),
        (0, 3, 1),
        (2, 6, 2),
        (1, 7, 1),
    ]
    assert link.customdata[1] == "3 actions: ● On schedule → ▲ Off &lt;b&gt;schedule&lt;/b&gt;"


def test_what_moved_is_stronger_than_what_stayed_and_has_the_colour_it_went_to() -> None:
    link = movement_flow(FLOW, "", "").figure.data[0].link
    assert link.color[0] == "rgba(255,221,0,0.22)"
    assert link.color[1] == "rgba(212,53,28,0.62)"


def test_labels_with_their_counts_stand_beside_the_bars_at_their_height() -> None:
    figure = movement_flow([STAYED, WORSENED], "the Board of 12 Dec 2024", "3 Mar 2025").figure
    texts = {note.text: note for note in figure.layout.annotations}
    assert "<b>Board of 12 Dec 2024</b>" in texts
    assert texts["● On schedule <b>9</b>"].xanchor == "right"
    assert texts["● On schedule <b>6</b>"].xanchor == "left"
    assert texts["● On schedule <b>6</b>"].y > texts["▲ Off<br>&lt;b&gt;schedule&lt;/b&gt; <b>3</b>"].y


def test_bars_of_one_column_never_meet() -> None:
    rows = [FlowRow("on_track", "On", status, status, 1) for status in ("complete", "delayed", "paused")]
    rows.append(FlowRow("on_track", "On", "on_track", "On", 997))
    figure = movement_flow(rows, "", "").figure
    heights = sorted(figure.data[0].node.y[1:])
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    assert min(b - a for a, b in zip(heights, heights[1:], strict=False)) * plot >= 35


def test_the_sentence_says_what_stayed_the_moves_and_who_came_and_went() -> None:
    assert flow_sentence(FLOW) == (
        "6 of 10 actions kept their rating; 3 went from On schedule to Off <b>schedule</b> and 1 went from "
        "On schedule to Done; 2 are new; 1 is no longer in the plan."
    )


def test_the_sentence_names_three_moves_and_counts_the_others() -> None:
    moves = [FlowRow("on_track", "On", status, status, 2) for status in ("complete", "delayed", "paused")]
    moves.append(FlowRow("on_track", "On", "at_risk", "at_risk", 1))
    assert flow_sentence(moves).endswith("2 went from On to paused and 1 moved otherwise.")


def test_the_table_has_every_band_what_moved_first() -> None:
    assert flow_table(FLOW) == [
        {"From": "● On schedule", "To": "▲ Off <b>schedule</b>", "Actions": 3},
        {"From": "● On schedule", "To": "✓ Done", "Actions": 1},
        {"From": "– Not in the plan", "To": "? Not rated", "Actions": 2},
        {"From": "▲ Off <b>schedule</b>", "To": "– Not in the plan", "Actions": 1},
        {"From": "● On schedule", "To": "● On schedule", "Actions": 6},
    ]


@pytest.mark.parametrize("flow", [(), (FlowRow("on_track", "On", "on_track", "On", 0),)])
def test_without_actions_the_sentence_says_so(flow: tuple[FlowRow, ...]) -> None:
    chart = movement_flow(flow, "", "")
    assert chart.sentence == "There are no actions at either moment."
    assert len(chart.figure.data) == 0


def test_of_actions_that_all_came_or_all_went_none_is_said_to_have_kept_its_rating() -> None:
    assert flow_sentence([CAME]) == "2 actions are new."
    assert flow_sentence([WENT]) == "1 action is no longer in the plan."
    assert flow_sentence([CAME, WENT]) == "2 actions are new; 1 is no longer in the plan."


def test_an_action_that_is_alone_is_said_in_the_singular() -> None:
    assert flow_sentence([FlowRow("delayed", "Late", "delayed", "Late", 1)]) == (
        "1 of 1 action kept its rating."
    )

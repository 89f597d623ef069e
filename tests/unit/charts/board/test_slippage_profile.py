"""The bars of how far due dates slipped from the original ones."""

from charts.board.slippage_profile import slippage_profile_chart, slippage_sentence, slippage_table
from data_model.board.movement import slippage_profile

ROWS = slippage_profile([-5, 0, 0, 0, 12, 40, 95, 200, 400, None])


def test_there_is_one_bar_a_band_in_their_order_with_its_number_at_its_end() -> None:
    figure = slippage_profile_chart(ROWS).figure
    assert list(figure.layout.yaxis.ticktext) == [
        "Brought forward",
        "As first agreed",
        "1 to 30 days later",
        "31 to 90 days later",
        "91 to 180 days later",
        "More than 180 days later",
        "No date to compare",
    ]
    assert list(figure.data[0].x) == [1, 3, 1, 1, 1, 2, 1]
    assert list(figure.data[0].text) == ["1", "3", "1", "1", "1", "2", "1"]
    assert list(figure.layout.yaxis.range) == [6.5, -0.5]


def test_later_dates_have_stripes_and_a_colour_of_their_own() -> None:
    marker = slippage_profile_chart(ROWS).figure.data[0].marker
    assert list(marker.pattern.shape) == ["", "", "\\", "\\", "\\", "\\", ""]
    assert set(marker.color[2:6]) == {"#F46A25"}


def test_the_sentence_counts_what_stands_what_slipped_and_what_came_forward() -> None:
    assert slippage_sentence(ROWS) == (
        "Of 9 due dates, 3 stand as first agreed, 5 slipped (2 by more than 180 days) and 1 was brought "
        "forward; 1 has no date to compare."
    )


def test_the_sentence_leaves_out_what_there_is_none_of() -> None:
    assert slippage_sentence(slippage_profile([0])) == ("Of 1 due date, 1 stands as first agreed.")


def test_without_two_dates_the_sentence_says_so() -> None:
    assert slippage_sentence(slippage_profile([None, None])) == "2 actions without two dates to compare."


def test_without_actions_nothing_is_drawn() -> None:
    chart = slippage_profile_chart(slippage_profile([]))
    assert chart.sentence == "There are no actions whose dates could be compared."
    assert len(chart.figure.data) == 0


def test_the_table_says_each_band() -> None:
    assert slippage_table(ROWS)[2] == {"Due date now": "1 to 30 days later", "Actions": 1}

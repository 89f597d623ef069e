"""Which way a rating went, how far dates slipped, and the sentence that sums a change up."""

from dataclasses import fields, replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from data_model.board.movement import (
    change_sentence,
    is_completed,
    is_improved,
    is_listed,
    is_rated_otherwise,
    is_reopened,
    is_worsened,
    nothing_moved,
    slippage_profile,
    told_in,
    turns_of,
)
from data_model.board.rows import FlowRow, Moment, MovedAction, MovedMeasure, WhatChanged
from data_model.measures.control_charts import Assurance, Variation
from data_model.plan.statuses import Status

ORDER = (
    *(Status.DELAYED, Status.AT_RISK, Status.NOT_STARTED),
    *(Status.ON_TRACK, Status.COMPLETE, Status.EMBEDDED),
)
ANY = MovedAction(
    id=1, ref="1.1", text="Train every social worker", area_id=1, area="1 Help", people="Hal Pickering",
    old_status=Status.ON_TRACK, old_label="", new_status=Status.ON_TRACK, new_label="", old_due=None,
    new_due=None, original_due=None, said=None,
)  # fmt: skip


def test_every_pair_of_statuses_goes_the_way_of_the_order() -> None:
    for (i, old), (j, new) in product(enumerate(ORDER), repeat=2):
        assert (is_improved(old, new), is_worsened(old, new)) == (j > i, j < i), (old, new)


@pytest.mark.parametrize("outside", [Status.PAUSED, Status.NOT_RATED])
def test_a_move_from_or_to_paused_or_not_rated_is_neither_better_nor_worse(outside: Status) -> None:
    for other in Status:
        for pair in ((outside, other), (other, outside)):
            assert not is_improved(*pair)
            assert not is_worsened(*pair)


def test_completed_and_reopened_cross_the_line_of_being_done() -> None:
    assert is_completed(Status.NOT_RATED, Status.COMPLETE)
    assert is_completed(Status.DELAYED, Status.EMBEDDED)
    assert not is_completed(Status.COMPLETE, Status.EMBEDDED)
    assert is_reopened(Status.EMBEDDED, Status.PAUSED)
    assert not is_reopened(Status.EMBEDDED, Status.COMPLETE)


def test_the_bands_of_slippage_meet_without_a_gap() -> None:
    slips = [-400, -1, 0, 1, 30, 31, 90, 91, 180, 181, 2000, None, None]
    assert [(row.words, row.days_from, row.days_to, row.actions) for row in slippage_profile(slips)] == [
        ("Brought forward", None, -1, 2),
        ("As first agreed", 0, 0, 1),
        ("1 to 30 days later", 1, 30, 2),
        ("31 to 90 days later", 31, 90, 2),
        ("91 to 180 days later", 91, 180, 2),
        ("More than 180 days later", 181, None, 2),
        ("No date to compare", None, None, 2),
    ]


def test_an_action_slips_by_the_days_between_its_two_dates() -> None:
    moved = replace(ANY, old_due=date(2025, 1, 31), new_due=date(2025, 3, 1))
    assert (moved.slip, replace(moved, new_due=date(2025, 1, 30)).slip) == (29, -1)
    assert replace(moved, old_due=None).slip == 0


def changed(words: str = "the board of 14 Nov 2022", **lists: Any) -> WhatChanged:
    empty: dict[str, Any] = {one.name: () for one in fields(WhatChanged)}
    moments: dict[str, Any] = {
        "earlier": Moment(date(2022, 11, 14), None, words),
        "later": Moment(date(2022, 12, 12)),
        "actions_before": 9,
        "actions_after": 9,
        "next_meeting": None,
        "sentence": None,
        "rated_otherwise": None,
    }
    return WhatChanged(**{**empty, **moments, **lists})


def some(*ids: int) -> tuple[MovedAction, ...]:
    return tuple(replace(ANY, id=one) for one in ids)


def test_nothing_that_moved_is_said_to_have_not_moved() -> None:
    assert change_sentence(changed()) == (
        "Since the board of 14 Nov 2022, no rating changed, no due date moved and no action was added or "
        "taken out."
    )
    assert change_sentence(changed(words="")).startswith("Since 14 November 2022, no rating")


def test_an_action_is_counted_once_by_what_is_strongest() -> None:
    said = change_sentence(
        changed(completed=some(1), improved=some(1, 2, 3), reopened=some(4), worsened=some(4))
    )
    assert said == (
        "Since the board of 14 Nov 2022, 1 action was completed, 2 actions improved and "
        "1 action was reopened."
    )


def test_what_another_list_tells_stands_in_that_one_alone() -> None:
    found = changed(
        completed=some(1), improved=some(1, 2, 3), reopened=some(4), worsened=some(4, 5), slipped=some(1, 4)
    )
    names = ("improved", "completed", "worsened", "reopened", "slipped", "added")
    assert {name: [one.id for one in told_in(found, name)] for name in names} == {
        "improved": [2, 3],
        "completed": [1],
        "worsened": [5],
        "reopened": [4],
        "slipped": [1, 4],
        "added": [],
    }


def measure(old: str, new: str, old_target: str = "no target", new_target: str = "no target") -> MovedMeasure:
    return MovedMeasure(1, "Open contacts", old, new, old_target, new_target, "")


def test_a_measure_that_turned_says_so_in_plain_words() -> None:
    assert turns_of(measure("common cause", "special cause, low")) == (
        "Its figures were within what chance explains; now lower than chance explains (neither better nor "
        "worse).",
    )
    assert turns_of(measure("special cause, high", "concern", "consistently fails", "hit and miss")) == (
        "Its figures were higher than chance explains (neither better nor worse); now worse than chance "
        "explains.",
        "Its target was consistently missed; now met by some figures and missed by others.",
    )
    assert turns_of(measure("concern", "too few points", "consistently passes", "no target")) == (
        "Its figures were worse than chance explains; now too few to tell.",
        "Its target was consistently met; now no target is set.",
    )


def test_the_target_of_a_measure_that_improves_is_not_yet_reliably_met() -> None:
    assert turns_of(measure("common cause", "improvement", "hit and miss", "consistently fails"))[1] == (
        "Its target was met by some figures and missed by others; now not yet reliably met."
    )


def test_every_word_of_a_chart_has_its_plain_words() -> None:
    for old, new in product(Variation, repeat=2):
        silent = old is new or old is Variation.TOO_FEW
        assert len(turns_of(measure(old.value, new.value))) == (not silent), (old, new)
    for before, after in product(Assurance, repeat=2):
        silent = before is after or before in (Assurance.TOO_FEW, Assurance.NONE)
        found = turns_of(measure("common cause", "common cause", before.value, after.value))
        assert len(found) == (not silent), (before, after)
        assert not any(word in text for text in found for word in ("hit and miss", "common cause"))


def test_every_kind_of_movement_has_its_words() -> None:
    flow = (
        FlowRow("on_track", "Amber", "paused", "On hold", 2),
        FlowRow("not_rated", "Not rated", "complete", "Green", 1),
        FlowRow("on_track", "Amber", "on_track", "Yellow", 5),
        FlowRow("", "Not in the plan", "not_rated", "Not rated", 1),
    )
    said = change_sentence(
        changed(
            completed=some(1, 2),
            improved=some(3),
            worsened=some(4, 5),
            reopened=some(6),
            slipped=some(7, 8),
            brought_forward=some(9),
            added=some(10),
            retired=some(11, 12),
            flow=flow,
        )
    )
    assert said == (
        "Since the board of 14 Nov 2022, 2 actions were completed, 1 action improved, 2 actions worsened, "
        "1 action was reopened, 2 actions were rated otherwise, 2 actions slipped, "
        "1 action was brought forward, 1 action was added and 2 actions were taken out."
    )


def test_what_was_rated_otherwise_is_counted_as_it_is_listed() -> None:
    paused = FlowRow("on_track", "Amber", "paused", "On hold", 1)
    told = "Since the board of 14 Nov 2022, 1 action was rated otherwise."
    assert change_sentence(changed(rated_otherwise=some(4), flow=(paused,))) == told
    assert change_sentence(changed(flow=(paused,))) == told  # a meeting frozen before it was listed
    assert not nothing_moved(changed(flow=(paused,)))
    assert nothing_moved(changed(narratives=some(1), stale=some(2), rated_otherwise=()))
    assert [is_listed(changed(**given), "rated_otherwise") for given in ({}, {"rated_otherwise": ()})] == [
        False,
        True,
    ]
    for old, new in product(Status, repeat=2):
        ways = (is_improved, is_worsened, is_completed, is_reopened, is_rated_otherwise)
        assert any(way(old, new) for way in ways) is (old is not new), (old, new)


def test_one_kind_of_movement_stands_alone() -> None:
    assert change_sentence(changed(added=some(*range(1200)))) == (
        "Since the board of 14 Nov 2022, 1,200 actions were added."
    )

"""Refs made for actions that have none are new, and count on within their area."""

from data_model.plan.changes.refs import RefMaker


def test_numbers_go_on_from_the_highest_in_use() -> None:
    refs = RefMaker(["1.02", "1.9", "2.1", "A", "1.1.30", ""])
    assert [refs.make("1", 0), refs.make("1", 0), refs.make("2", 1), refs.make("1.1", 0)] == [
        "1.10",
        "1.11",
        "2.02",
        "1.1.31",
    ]


def test_an_area_without_a_number_lends_its_place_counted_from_one() -> None:
    assert RefMaker([]).make("  ", 3) == "4.01"


def test_a_ref_in_use_is_never_made_again() -> None:
    refs = RefMaker(["3.01"])
    assert len({refs.make("3.", 0) for _ in range(150)} | {"3.01"}) == 151

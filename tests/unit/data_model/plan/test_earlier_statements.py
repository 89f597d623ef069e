"""Which statement of a month before becomes a version, and what that version says."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data_model.plan.earlier_statements import EarlierStatement, HistoryFit, place_statements

FILE_DAY = date(2024, 6, 15)


def version(as_at: date, progress: str, *, retired: bool = False) -> dict[str, Any]:
    return {
        "as_at": as_at,
        "text": "Recruit",
        "progress": progress,
        "impact": "Fewer wait",
        "status": "complete",
        "rag_label": "Done",
        "rag_as_seen": "Done",
        "retired": retired,
        "awaiting_sign_off": True,
    }


def of(month: int, progress: str) -> EarlierStatement:
    return EarlierStatement(date(2024, month, 1), {"progress": progress})


def standings(versions: list[dict[str, Any]], *told: EarlierStatement) -> list[str]:
    return [one.fit.value for one in place_statements(versions, told, FILE_DAY)]


def test_before_all_that_is_known_the_wording_stands_and_nothing_of_its_time_is_made_up() -> None:
    (placed,) = place_statements([version(date(2024, 6, 1), "Two appointed")], [of(2, "Advert")], FILE_DAY)
    assert placed.fit is HistoryFit.NEW
    said = {name: placed.values[name] for name in ("as_at", "text", "progress", "impact", "status")}
    assert said == {
        "as_at": date(2024, 2, 29),
        "text": "Recruit",
        "progress": "Advert",
        "impact": "",
        "status": "not_rated",
    }


def test_after_something_known_the_rest_stays_as_it_stood() -> None:
    versions = [version(date(2024, 1, 10), "Begun"), version(date(2024, 6, 1), "Two appointed")]
    (placed,) = place_statements(versions, [of(2, "Advert")], FILE_DAY)
    assert (placed.values["progress"], placed.values["impact"], placed.values["status"]) == (
        "Advert",
        "Fewer wait",
        "complete",
    )
    assert placed.values["awaiting_sign_off"] is False


def test_what_the_dashboard_says_of_the_month_stands() -> None:
    versions = [version(date(2024, 2, 10), "Begun")]
    assert standings(versions, of(2, "Advert")) == ["otherwise"]
    assert standings(versions, of(2, "Begun")) == ["said"]
    retired = [version(date(2024, 1, 10), "Begun", retired=True)]
    assert standings(retired, of(2, "Advert")) == ["otherwise"]


def test_a_month_that_is_not_over_before_the_files_day_is_none_before_it() -> None:
    assert standings([], of(5, "a"), of(6, "b"), of(7, "c")) == ["new", "not before", "not before"]


def test_of_two_months_that_say_the_same_the_first_says_it() -> None:
    assert standings([], of(3, "Advert"), of(2, "Advert"), of(4, "Interviews")) == ["new", "said", "new"]


@given(
    st.lists(st.tuples(st.integers(1, 12), st.sampled_from("ab")), max_size=5),
    st.lists(st.tuples(st.integers(1, 6), st.sampled_from("ab")), max_size=5, unique_by=lambda one: one[0]),
)
def test_what_was_placed_once_is_placed_no_second_time(
    held: list[tuple[int, str]], told: list[tuple[int, str]]
) -> None:
    versions = [version(date(2024, month, 5), text) for month, text in sorted(held)]
    statements = [of(month, text) for month, text in told]
    new = [
        dict(one.values)
        for one in place_statements(versions, statements, FILE_DAY)
        if one.fit is HistoryFit.NEW
    ]
    after = sorted([*versions, *new], key=lambda one: one["as_at"])
    assert HistoryFit.NEW not in {one.fit for one in place_statements(after, statements, FILE_DAY)}

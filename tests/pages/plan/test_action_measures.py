"""The measures on the page of an action, and whether they moved since it was completed."""

from datetime import date

from sqlalchemy.orm import Session, sessionmaker

from data_model.measures.changes.measure_targets import link_actions
from tests.integration.cast import batch, load
from tests.pages.conftest import AREAS, DONE, KEY, Open, words
from tests.pages.measuring import BY
from tests.pages.performing import OPEN, RE_REFERRALS, load_all

PAGE = "plan/action.py"
Sessions = sessionmaker[Session]


def linked(sessions: Sessions, plan_id: int, *pairs: tuple[str, int]) -> None:
    measures = load_all(sessions, plan_id)
    with sessions.begin() as session:
        for name, action_id in pairs:
            link_actions(session, measures[name], [action_id], **BY)


def headers(at: object) -> list[str]:
    return [header.value for header in at.header]  # type: ignore[attr-defined]


def test_an_action_without_measures_has_no_such_heading(open_page: Open, ids: dict[str, int]) -> None:
    at = open_page(PAGE, id=str(ids["1.01"]))
    assert not at.exception
    assert "Measures it should move" not in headers(at)


def test_an_open_action_shows_what_its_measure_says(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    linked(sessions, plan_id, (RE_REFERRALS, ids["1.01"]))
    at = open_page(PAGE, id=str(ids["1.01"]))
    assert not at.exception
    assert "Measures it should move" in headers(at)
    said = words(at).replace("\\", "")
    assert "31.5% in February 2025" in said
    assert "Since the action was completed" not in said


def test_a_completed_action_says_whether_its_measure_moved_since(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    linked(sessions, plan_id, (OPEN, ids["2.01"]))
    at = open_page(PAGE, id=str(ids["2.01"]))
    assert not at.exception
    assert "Since the action was completed on 3 Mar 2025:" in words(at).replace("\\", "")


def test_the_measure_of_an_action_completed_long_ago_has_improved_since(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    earlier = date(2024, 6, 30)
    load(sessions, plan_id, batch(earlier, changed=((ids["2.01"], DONE),), areas=AREAS, key=KEY))
    linked(sessions, plan_id, (OPEN, ids["2.01"]))
    said = words(open_page(PAGE, id=str(ids["2.01"]))).replace("\\", "")
    assert "Since the action was completed on 30 Jun 2024:" in said
    assert "mproved" in said.partition("30 Jun 2024:")[2]

"""One reading by hand: added, restated with what it said before, and refused with nothing lost."""

from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.measures.measure_vocabulary import Frequency, PartKind, ReadingState, period_of
from data_model.measures.rows import ReadingRow
from data_model.shared.permissions import Role
from tests.databases import OneFile
from tests.pages.conftest import TODAY, Open, told, words
from tests.pages.measuring import current, key, press
from tests.pages.office import member, said, type_into
from tests.pages.performing import DECIDED, OPEN, load_all

PAGE = "performance/add_reading.py"
FEBRUARY = period_of(date(2025, 2, 1), Frequency.MONTH)
Sessions = sessionmaker[Session]


@pytest.fixture
def measures(one_file: OneFile, sessions: Sessions, plan_id: int) -> dict[str, int]:
    return one_file.made_once(load_all, sessions, plan_id)


def fill(at: AppTest, measure_id: int, **typed: str) -> AppTest:
    for name, text in typed.items():
        at.text_input(key=key(at, f"reading_{measure_id}", name)).set_value(text)
    return at


def reading(sessions: Sessions, plan_id: int, measure_id: int, part: str = "") -> ReadingRow:
    kind = PartKind.TEAM if part else PartKind.WHOLE
    return current(sessions, plan_id)[measure_id, kind, part, FEBRUARY]


def test_without_a_measure_the_page_asks_for_one(open_page: Open, measures: dict[str, int]) -> None:
    at = open_page(PAGE)
    assert not at.exception
    assert not at.button
    at.selectbox(key="reading_measure").set_value(measures[OPEN]).run()
    assert at.query_params["id"] == str(measures[OPEN])
    assert "So far it says 220, front-door.xlsx, Data L2, as at 5 Mar 2025, recorded" in told(at)


def test_another_figure_restates_what_it_says_and_needs_a_reason(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    one = measures[OPEN]
    at = open_page(PAGE, id=str(one))
    assert "Another figure restates it; this one stays in the history." in words(at).replace("\\", "")
    press(fill(at, one, value="1,203"), f"reading_{one}")
    assert "Nothing was saved. Another figure is there for this period: say why it changes." in said(at)
    assert at.text_input(key=key(at, f"reading_{one}", "value")).value == "1,203"
    press(fill(at, one, reason="Counted twice"), f"reading_{one}")
    assert not at.exception
    assert "Open contacts: February 2025 is saved." in said(at)
    found = reading(sessions, plan_id, one)
    assert (found.value, found.as_written, found.reason, found.as_at, found.through) == (
        1203,
        "1,203",
        "Counted twice",
        TODAY,
        "by hand",
    )
    assert at.text_input(key=key(at, f"reading_{one}", "value")).value == ""
    assert "So far it says 1,203" in words(at).replace("\\", "")


def test_a_figure_that_is_no_number_is_named_as_its_field_is(
    open_page: Open, measures: dict[str, int]
) -> None:
    one = measures[OPEN]
    at = open_page(PAGE, id=str(one))
    assert at.text_input(key=key(at, f"reading_{one}", "value")).label == "Figure"
    press(fill(at, one, value="abc"), f"reading_{one}")
    assert "Nothing was saved. Figure: “abc” is no number. Write it like 1,203 or 95.3." in said(at)


def test_the_head_asks_for_no_day_besides_that_of_the_reading(
    open_page: Open, measures: dict[str, int]
) -> None:
    at = open_page(PAGE, id=str(measures[OPEN]), as_at="2025-03-03")
    assert not at.exception
    assert "head_as_at" not in [box.key for box in at.selectbox]
    assert "True as at" in [box.label for box in at.selectbox]


def test_the_figure_that_is_there_is_refused(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    one = measures[OPEN]
    at = press(fill(open_page(PAGE, id=str(one)), one, value="220", reason="Again"), f"reading_{one}")
    assert "Nothing was saved. This figure is there already." in said(at)
    assert reading(sessions, plan_id, one).through == "import"


def test_a_percentage_is_worked_out_of_what_is_counted(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    one = measures[DECIDED]
    at = open_page(PAGE, id=str(one))
    fill(at, one, numerator="212", denominator="200", reason="Counted anew")
    press(at, f"reading_{one}")
    assert "Nothing was saved. 212 of 200 is more than all" in said(at)
    press(fill(at, one, numerator="181"), f"reading_{one}")
    assert not at.exception
    found = reading(sessions, plan_id, one)
    assert (found.value, found.numerator, found.denominator) == (90.5, 181, 200)


def test_a_suppressed_figure_is_no_number_and_a_team_can_be_named(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    one = measures[OPEN]
    at = open_page(PAGE, id=str(one))
    type_into(at, f"reading_part_{one}", "Night team")
    at.run()
    assert "There is no reading of it yet." in words(at)
    at.radio(key=key(at, f"reading_{one}", "state")).set_value(ReadingState.SUPPRESSED).run()
    assert [each.label for each in at.text_input] == ["Where it comes from"]
    press(at, f"reading_{one}")
    assert not at.exception
    found = reading(sessions, plan_id, one, "Night team")
    assert (found.state, found.value) == (ReadingState.SUPPRESSED, None)


def test_a_typed_month_is_a_period_and_other_words_are_none(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    one = measures[OPEN]
    at = open_page(PAGE, id=str(one))
    type_into(at, f"reading_period_{one}", "5 June 2019")
    at.run()
    assert at.button(key=key(at, f"reading_{one}", "save")).label == "Add June 2019"
    type_into(at, f"reading_period_{one}", "soon")
    at.run()
    assert "That is no period." in said(at)
    type_into(at, f"reading_period_{one}", "December 2150")
    at.run()
    assert "“December 2150” cannot be taken: the year lies outside 2000 to 2099." in said(at)
    assert not [button for button in at.button if "save" in str(button.key)]


def test_a_period_that_is_not_over_is_refused(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    one = measures[OPEN]
    at = open_page(PAGE, id=str(one))
    type_into(at, f"reading_period_{one}", "March 2025")
    press(fill(at.run(), one, value="5"), f"reading_{one}")
    assert "Nothing was saved. The period ends on 31 March 2025" in said(at)


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.HEAD_OF_SERVICE])
def test_whoever_loses_the_role_while_the_page_is_open_adds_nothing(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int], role: Role
) -> None:
    one = measures[OPEN]
    at = fill(open_page(PAGE, id=str(one)), one, value="5", reason="Not mine to say")
    at.session_state["working_as"] = member(sessions, role)
    press(at, f"reading_{one}")
    assert "may open this page" in words(at)
    assert list(at.text_input) == []
    assert reading(sessions, plan_id, one).value == 220

"""What the overview says of measures: the three that most need attention, in words, and never old."""

from sqlalchemy.orm import Session, sessionmaker

from tests.pages.conftest import Open, headings, ways, words
from tests.pages.measuring import key, press
from tests.pages.performing import RE_REFERRALS, load_all

Sessions = sessionmaker[Session]
HEADING = "Measures that most need attention"


def test_a_plan_without_figures_says_nothing_of_measures(open_page: Open, plan_id: int) -> None:
    at = open_page()
    assert not at.exception
    assert HEADING not in headings(at)


def test_the_worst_measure_stands_first_with_its_words_and_no_chart(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    charts = len(open_page().get("plotly_chart"))
    load_all(sessions, plan_id)
    at = open_page()
    assert not at.exception
    assert HEADING in headings(at)
    said = words(at).replace("\\", "")
    assert f"{RE_REFERRALS} (getting worse" in said
    assert "31.5% in February 2025" in said
    assert len(at.get("plotly_chart")) == charts
    assert RE_REFERRALS in next(way.said for way in ways(at) if "measure" in way.page)


def test_a_new_reading_is_seen_at_the_next_look(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    one = load_all(sessions, plan_id)[RE_REFERRALS]
    assert "31.5% in February 2025" in words(open_page()).replace("\\", "")
    at = open_page("performance/add_reading.py", id=str(one))
    at.text_input(key=key(at, f"reading_{one}", "value")).set_value("36.5")
    at.text_input(key=key(at, f"reading_{one}", "reason")).set_value("Late records")
    press(at, f"reading_{one}")
    assert "36.5% in February 2025" in words(open_page()).replace("\\", "")


def test_an_areas_name_leads_to_the_area(open_page: Open, plan_id: int) -> None:
    at = open_page()
    assert not at.exception
    (way,) = [way for way in ways(at) if way.said == "1 Help at the right time ›"]
    assert (way.page, "id=" in way.query) == ("area", True)

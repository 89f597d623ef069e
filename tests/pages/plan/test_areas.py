"""Areas are renamed on their page; charts and lists then use the new short name."""

from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.queries.overview import list_areas
from data_model.plan.tables import Area
from tests.pages.conftest import TODAY, Open, words
from ui.shell.plain_text import escape


def test_a_short_name_is_saved_and_read_back(
    open_page: Open, sessions: sessionmaker[Session], plan_id: int
) -> None:
    page = open_page("data/areas.py")
    assert "Help at the right time" in words(page)
    page.text_input[0].set_value("Early help")
    page.button[-1].click().run()
    assert not page.exception
    assert [one.value for one in page.success] == [escape("1 short name saved.")]
    with sessions() as session:
        assert [area.short_name for area in list_areas(session, plan_id, TODAY)][0] == "Early help"
    assert "Early help" in words(page)


def test_an_empty_short_name_is_refused_and_nothing_is_saved(
    open_page: Open, sessions: sessionmaker[Session], plan_id: int
) -> None:
    page = open_page("data/areas.py")
    before = [each.value for each in page.text_input]
    page.text_input[1].set_value(" ")
    page.button[-1].click().run()
    assert "Nothing was saved" in page.error[0].value
    with sessions() as session:
        assert [area.short_name for area in list_areas(session, plan_id, TODAY)] == before


def test_a_number_that_is_markdown_is_shown_as_text(
    open_page: Open, sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions.begin() as session:
        session.execute(update(Area).where(Area.number == "1").values(number=":red[1]"))
    labels = [each.label for each in open_page("data/areas.py").text_input]
    assert f"Short name of area {escape(':red[1]')}" in labels

"""Published figures on pages: loading, whose plan it is, linking, and what stands beside our own figures."""

import io
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.measures.changes.measure_targets import link_actions
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.overview import list_areas
from data_model.published.changes.plan_councils import set_plan_council
from data_model.published.changes.published_links import set_published_link
from data_model.published.published_chip import NONE_EXISTS, PublishedChip
from data_model.published.queries.published_comparisons import list_published_links
from data_model.published.queries.releases import (
    get_plan_council,
    list_published_measures,
    list_releases,
)
from loaders.published.published_import import ToldOfRelease, apply_published, check_published
from loaders.published.published_read import read_published_file
from tests.databases import OneFile
from tests.pages.conftest import HOSTILE, Open, told, words
from tests.pages.measuring import BY, key, press
from tests.pages.performing import DECIDED, start_measures
from ui.measures.published_column import chip_cells
from ui.shell.plain_text import escape

Sessions = sessionmaker[Session]
FILE = (
    b"Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n"
    b"Late,Percentage of caseload percent in no further action referral,2024,Hillside,88,801,North\n"
    b"Late,,2024,Lowton,91,802,North\n"
    b"Late,,2024,Newton,c,803,North\n"
    b"Late,,2024,England,85.5,970,NA\n"
    b"Late,,2024,North,86.1,980,NA\n"
)
NEWEST_ALONE = b"\n".join(
    line.replace(b"2024", b"2025") for line in FILE.split(b"\n") if b"Lowton" not in line
)


@pytest.fixture
def measures(one_file: OneFile, sessions: Sessions, plan_id: int) -> dict[str, int]:
    return one_file.made_once(start_measures, sessions, plan_id)


def load(sessions: Sessions, content: bytes = FILE, published_on: date = date(2024, 10, 31)) -> int:
    """Load the file and return the id of its one measure."""
    with sessions.begin() as session:
        file = read_published_file("f.csv", io.BytesIO(content))
        report = check_published(session, file, ToldOfRelease(published_on, year_ends=3))
        apply_published(session, report, **BY)
        return list_published_measures(session)[0].id


def test_a_release_is_loaded_once_its_day_is_said(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    page = open_page("data/load_published.py")
    page.file_uploader[0].set_value(("f.csv", FILE, "text/csv"))
    page.run()
    assert not page.exception
    assert "when the release was published" in " ".join(each.value for each in page.error)
    next(one for one in page.text_input if one.label == "Published on").set_value("31 Oct 2024").run()
    assert "1 measure, 2024, of 3 councils; 1 to store. 5 new" in told(page)
    assert "c: suppressed, 1" in told(page)
    page.button(key="published_load").click().run()
    assert not page.exception
    assert [each.value.replace("\\", "") for each in page.success] == ["f.csv is loaded."]
    with sessions() as session:
        assert [row.label for row in list_releases(session)] == ["2024"]
    page = open_page("data/load_published.py")
    assert "Open Government Licence v3.0" in told(page)
    page.selectbox(key="published_council").select("801")
    page.button(key="published_council_save").click().run()
    with sessions() as session:
        council = get_plan_council(session, plan_id)
    assert council is not None
    assert council.name == "Hillside"


def test_a_person_links_a_measure_with_a_note(
    open_page: Open, sessions: Sessions, measures: dict[str, int]
) -> None:
    published = load(sessions)
    page = open_page("performance/measures.py", id=measures[DECIDED], task="published")
    form = f"published_{measures[DECIDED]}"
    press(page, form)
    assert "Choose a published measure" in " ".join(each.value for each in page.error)
    page.selectbox(key=key(page, form, "measure")).select(published)
    page.text_input(key=key(page, form, "note")).set_value(HOSTILE)
    press(page, form)
    assert not page.exception
    assert "Compares with" in told(page)
    press(page, form, "end")
    with sessions() as session:
        links = list_published_links(session, measures[DECIDED])
    assert [link.removed_at is None for link in links] == [False]


def test_the_measure_and_the_front_door_say_how_the_council_compares(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    published = load(sessions)
    with sessions.begin() as session:
        set_plan_council(session, plan_id, "801", **BY)
        set_published_link(session, measures[DECIDED], published, "Ours is monthly.", **BY)
    page = open_page("performance/measure.py", id=measures[DECIDED])
    assert not page.exception
    said = told(page)
    assert "In the year to March 2024, Hillside had 88%" in said
    assert "more than England (85.5%) and North (86.1%), 2nd of 2 councils" in said
    assert "How the definitions differ: Ours is monthly." in said
    table = next(one.value for one in page.table if "Compared with" in one.value)
    assert [*table.columns] == ["Year", "Hillside", "Compared with"]
    shown = ["2023/24", "88%, 2nd of 2", "England 85.5% · North 86.1%"]
    assert [cell.replace("\\", "") for cell in table.iloc[0]] == shown
    page = open_page("performance/front_door.py")
    said = words(page).replace("\\", "")
    assert (
        "England 2023/24: **85.5%**  \nPublished for us: 88%  \n:gray-badge[2nd of 2] third quarter" in said
    )
    # Of the others of the catalogue nobody publishes most, and nobody linked the rest: they say nothing.
    assert said.count("England 2023/24") == 1
    assert said.count("No national figure exists") == 13
    page.session_state["front_door_table"] = True
    table = page.run().table[0].value.rename(columns=lambda name: name.replace("\\", ""))
    row = table.loc[table["Measure"].str.replace("\\", "") == DECIDED].iloc[0]
    assert row["England 2023/24"].replace("\\", "") == "85.5%"
    assert row["Published for us"].replace("\\", "") == "88%, 2nd of 2, third quarter"


def test_a_councils_name_is_shown_as_it_is_written(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    published = load(sessions, FILE.replace(b"Hillside", b"*Hill* [side](x)"))
    with sessions.begin() as session:
        set_plan_council(session, plan_id, "801", **BY)
        set_published_link(session, measures[DECIDED], published, "The same.", **BY)
    page = open_page("performance/measure.py", id=measures[DECIDED])
    table = next(one.value for one in page.table if "Compared with" in one.value)
    assert list(table.columns)[1] == escape("*Hill* [side](x)")


def test_of_a_plan_of_which_nothing_is_published_the_list_has_no_such_column() -> None:
    assert chip_cells(None, []) == {}
    one, other = (
        PublishedChip("2024/25", "22.6%"),
        PublishedChip("2024", "15", "16", "3rd of 5", "third quarter"),
    )
    assert chip_cells(one, [one, NONE_EXISTS]) == {"England 2024\\/25": "22.6%", "Published for us": ""}
    assert chip_cells(NONE_EXISTS, [one]) == {
        "England 2024\\/25": "No national figure exists",
        "Published for us": "",
    }
    # Of several years each cell says its own.
    assert [chip_cells(each, [one, other])["England"] for each in (one, other, None)] == [
        "22.6% (2024/25)",
        "15 (2024)",
        "",
    ]


def test_the_measure_says_of_each_year_which_release_it_is_from(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    published = load(sessions)
    load(sessions, NEWEST_ALONE, date(2024, 12, 1))
    with sessions.begin() as session:
        set_plan_council(session, plan_id, "801", **BY)
        set_published_link(session, measures[DECIDED], published, "Ours is monthly.", **BY)
    page = open_page("performance/measure.py", id=measures[DECIDED])
    assert not page.exception
    table = next(one.value for one in page.table if "Compared with" in one.value)
    assert [*table["Year"]] == ["2024\\/25", "2023\\/24"]
    said = [cell.replace("\\", "") for cell in table["Compared with"]]
    assert said[0].endswith(" · published 1 Dec 2024")
    assert said[1] == "England 85.5% · North 86.1% · published 31 Oct 2024"
    assert "2023/24: Release 2024, published 31 Oct 2024." in told(page)


def test_the_area_says_in_a_line_where_the_council_stands(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    published = load(sessions)
    with sessions.begin() as session:
        set_plan_council(session, plan_id, "801", **BY)
        set_published_link(session, measures[DECIDED], published, "Ours is monthly.", **BY)
        area = list_areas(session, plan_id, date(2025, 3, 31))[0].id
        actions = [row.id for row in list_actions(session, plan_id, date(2025, 3, 31)) if row.area_id == area]
        link_actions(session, measures[DECIDED], actions[:1], **BY)
    said = told(open_page("plan/area.py", id=area))
    assert "88% in the year to March 2024; England 85.5%; 2nd of 2." in said


def test_where_nothing_is_published_the_page_says_so(open_page: Open, measures: dict[str, int]) -> None:
    page = open_page("performance/measure.py", id=measures[DECIDED])
    assert "No national figure exists for this measure." in told(page)


def test_two_releases_of_one_name_are_told_apart_where_they_are_corrected(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    load(sessions)
    load(sessions, FILE.replace(b"Late", b"Later").replace(b"Percentage of c", b"Percent of c"))
    page = open_page("data/load_published.py")
    page.session_state["published_corrections"] = True
    page.run()
    names = page.selectbox(key="published_correction_release").options
    assert len(names) == len(set(names)) == 2
    for said in ("f.csv · loaded ", f" by {BY['actor'].name} · 5 figures · 1 measure: "):
        assert all(said in name for name in names)


def test_a_loaded_release_is_corrected_and_taken_back_on_the_page(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    load(sessions)
    page = open_page("data/load_published.py")
    form = "published_correction"

    def change(name: str, label: str, reason: str, version: int) -> None:
        page.session_state["published_corrections"] = True
        page.run()
        page.text_input(key=key(page, form, f"label_1_{version}")).set_value(label)
        page.text_input(key=key(page, form, f"reason_1_{version}")).set_value(reason)
        page.button(key=key(page, form, f"{name}_1_{version}")).click().run()
        assert not page.exception

    change("save", HOSTILE, "Named wrongly", 1)
    assert "Named wrongly" in told(page)
    with sessions() as session:
        (row,) = list_releases(session)
        assert row.label == " ".join(HOSTILE.split())
        assert (row.published_on, row.year_ends) == (date(2024, 10, 31), 3)
    change("back", HOSTILE, "Another file", 2)
    assert "counts nowhere" in told(page)
    with sessions() as session:
        assert list_releases(session)[0].withdrawn_at is not None

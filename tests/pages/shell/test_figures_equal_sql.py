"""The figures that pages say large equal SQL written for this test, and each leads to exactly its rows.

On the demonstration and, where it lies beside this project, the published plan. Owns: SQL that shares nothing
with the queries of the program. Refuses: what the pages look like.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from streamlit.testing.v1 import AppTest

from data_model.board.rows import BoardKind
from data_model.shared.engine import make_engine, make_write_sessions
from loaders.plan.plan_import import apply_plan, check_plan, read_plan_file
from tests.databases import OneFile, ReadyFiles, sqlite_url
from tests.integration.cast import OFFICE
from tests.pages.conftest import Open, figures, headings, links, told, ways
from tests.places import REAL_PLAN

DEMO_DAY, REAL_DAY = date(2025, 3, 3), date(2022, 12, 12)
RUNNING = "status NOT IN ('complete', 'embedded', 'paused')"
DEADLINE = "due_kind = 'deadline' AND due_date IS NOT NULL"
# Each figure of a plan and the rows it stands for; :day is the as-at day, :soon thirty days later.
ROWS: dict[str, str] = {
    "": "1 = 1",
    "due=overdue": f"{DEADLINE} AND {RUNNING} AND due_date < :day",
    "due=soon": f"{DEADLINE} AND {RUNNING} AND due_date >= :day AND due_date <= :soon",
    "status=not_rated": "status = 'not_rated'",
    "person=nobody": "NOT EXISTS (SELECT 1 FROM responsibility r WHERE r.statement_id = a.statement_id)",
    "due=no-date": "due_date IS NULL AND due_kind NOT IN ('review', 'recurring')",
}
FIGURES = {
    "Actions": "",
    "Overdue": "due=overdue",
    "Due in 30 days": "due=soon",
    "Nobody responsible": "person=nobody",
    "No due date": "due=no-date",
}


def put_demo(ready_files: ReadyFiles, file: Path) -> date:
    """Put the demonstration into a file and return its day."""
    ready_files.copy_demo(file, DEMO_DAY, datetime(2025, 3, 3, 18, 0, tzinfo=UTC))
    return DEMO_DAY


def put_real(ready_files: ReadyFiles, file: Path) -> date:
    """Put the published plan into a file and return its day."""
    if not REAL_PLAN.exists():
        pytest.skip("the shared plan is not beside this project")
    ready_files.copy_empty(file)
    engine = make_engine(sqlite_url(file))
    with make_write_sessions(engine).begin() as session:
        read = read_plan_file(REAL_PLAN.name, REAL_PLAN.read_bytes())
        at = datetime(2022, 12, 13, 9, 14, tzinfo=UTC)
        apply_plan(session, check_plan(session, None, read, REAL_DAY), actor=OFFICE, recorded_at=at)
    engine.dispose()
    return REAL_DAY


class Counted:
    """A plan in a file, counted by SQL."""

    def __init__(self, connection: Connection, day: date) -> None:
        self.connection, self.day = connection, day
        self.bound = {"day": day.isoformat(), "soon": (day + timedelta(days=30)).isoformat()}

    def of(self, condition: str, **more: object) -> int:
        asked = text(f"SELECT count(*) FROM action a WHERE NOT a.retired AND {condition}")
        return int(self.connection.execute(asked, {**self.bound, **more}).scalar_one())

    def ids(self, asked: str) -> list[tuple[int, int]]:
        found = self.connection.execute(text(asked), self.bound).all()
        return [(int(row[0]), int(row[1])) for row in found]


@pytest.fixture(params=[put_demo, put_real], ids=["demo", "published"])
def plan(
    request: pytest.FixtureRequest,
    ready_files: ReadyFiles,
    one_file: OneFile,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator["Counted"]:
    put: Callable[[ReadyFiles, Path], date] = request.param
    day = put(ready_files, one_file.file)
    monkeypatch.setenv("DASHBOARD_TODAY", day.isoformat())
    with one_file.engine.connect() as connection:
        yield Counted(connection, day)


def address_of(link: str) -> dict[str, str]:
    return dict(part.split("=") for part in link.split("&")) if link else {}


def found_in(at: AppTest) -> int:
    """Return how many actions the list of actions says it found."""
    said = re.match(r"([\d,]+) of [\d,]+ action", at.header[0].value)
    assert said is not None, at.header[0].value
    return int(said[1].replace(",", ""))


def links_of(at: AppTest, beginning: str) -> list[str]:
    """Return where the links of a page lead whose address names this page, without what goes along."""
    return [way.query for way in ways(at) if way.page == "actions" and way.query.startswith(beginning)]


def test_the_overviews_figures_equal_sql_and_each_leads_to_its_rows(open_page: Open, plan: Counted) -> None:
    at = open_page()
    expected = {name: f"{plan.of(ROWS[link]):,}" for name, link in FIGURES.items()}
    for name, number in expected.items():
        assert f"{number} {name}" in links(at)
    for link, rows in ROWS.items():
        assert found_in(open_page("plan/actions.py", **address_of(link))) == plan.of(rows), link
    assert links_of(at, "status=")
    for link in links_of(at, "status="):
        status = link.removeprefix("status=")
        assert found_in(open_page("plan/actions.py", status=status)) == plan.of("status = :s", s=status)


def test_each_areas_and_persons_figures_equal_sql(open_page: Open, plan: Counted) -> None:
    areas = plan.ids(
        "SELECT area_id, count(*) FROM action WHERE NOT retired GROUP BY area_id ORDER BY area_id"
    )
    assert areas
    for area, actions in areas[:3]:
        for link in ("", "due=overdue", "due=soon"):
            at = open_page("plan/actions.py", area=str(area), **address_of(link))
            expected = plan.of(f"area_id = :area AND {ROWS[link]}", area=area)
            assert found_in(at) == expected, (area, link)
            if link:
                words = f"**{expected:,}** {'overdue' if link == 'due=overdue' else 'due in 30 days'}"
                page = open_page("plan/area.py", id=str(area))
                assert words in " ".join(each.proto.label for each in page.get("page_link"))
        assert plan.of("area_id = :area", area=area) == actions
    people = plan.ids(
        "SELECT r.person_id, count(DISTINCT a.id) FROM responsibility r JOIN action a "
        "ON a.statement_id = r.statement_id WHERE NOT a.retired AND r.person_id IS NOT NULL "
        "GROUP BY r.person_id ORDER BY 2 DESC, 1"
    )
    everybody = open_page("plan/people.py")
    assert f"{len(people)} " in headings(everybody)[0]
    held = (
        "EXISTS (SELECT 1 FROM responsibility r WHERE r.statement_id = a.statement_id AND r.person_id = :p)"
    )
    for person, actions in people[:2]:
        labels = [
            each.proto.label for each in open_page("plan/people.py", person=str(person)).get("page_link")
        ]
        for link, words in (("due=overdue", "overdue"), ("due=soon", "due in 30 days")):
            expected = plan.of(f"{held} AND {ROWS[link]}", p=person)
            assert f":blue[**{expected:,}** {words}]" in labels
            at = open_page("plan/actions.py", person=str(person), **address_of(link))
            assert found_in(at) == expected
        assert found_in(open_page("plan/actions.py", person=str(person))) == actions


def test_the_bands_of_due_dates_equal_sql(open_page: Open, plan: Counted) -> None:
    said = headings(open_page("plan/due_dates.py"))
    found = filter(None, (re.fullmatch(r"(.+) · ([\d,]+) actions?", each) for each in said))
    counts = {match[1]: int(match[2].replace(",", "")) for match in found}
    assert counts.get("Overdue", 0) == plan.of(ROWS["due=overdue"])
    undated = f"{RUNNING} AND due_date IS NULL"
    assert counts.get("No due date understood", 0) == plan.of(undated)
    ahead = sum(number for name, number in counts.items() if name.startswith("Due in "))
    assert ahead == plan.of(f"{DEADLINE} AND {RUNNING} AND due_date >= :day")


def test_what_changed_counts_what_sql_finds_changed(open_page: Open, plan: Counted) -> None:
    asked = text(
        "SELECT m.id, m.frozen_as_at, m.frozen_at, b.kind FROM meeting m JOIN board b ON b.id = m.board_id "
        "WHERE m.frozen_at IS NOT NULL AND m.held_on < :day ORDER BY m.held_on DESC"
    )
    met = plan.connection.execute(asked, {"day": plan.day.isoformat()}).all()
    at = open_page("board/what_changed.py")
    if not met:
        assert "there is nothing before it to compare with" in headings(at)[0]
        return
    board = next(row for row in met if row.kind == BoardKind.EXECUTIVE.value)
    last = (
        "SELECT v.{} FROM action_statement v WHERE v.action_id = a.id AND v.as_at <= :{} {} "
        "ORDER BY v.as_at DESC, v.id DESC LIMIT 1"
    )
    sides = {
        "old": ("then", "AND v.recorded_at <= :known"),
        "new": ("day", ""),
    }
    parts = [
        f"({last.format(column, bound, known)}) AS {name}_{column}"
        for name, (bound, known) in sides.items()
        for column in ("status", "due_date", "retired")
    ]
    rows = plan.connection.execute(
        text(f"SELECT a.id, {', '.join(parts)} FROM action a"),
        {"day": plan.day.isoformat(), "then": board.frozen_as_at, "known": board.frozen_at},
    ).all()
    both = [row for row in rows if row.old_retired == 0 and row.new_retired == 0]
    done = ("complete", "embedded")
    later = [row for row in both if row.old_due_date and (row.new_due_date or "") > row.old_due_date]
    expected = {
        "Slipped": len(later),
        "Completed": sum(row.new_status in done and row.old_status not in done for row in both),
        "Reopened": sum(row.old_status in done and row.new_status not in done for row in both),
        "Added": sum(row.old_retired != 0 and row.new_retired == 0 for row in rows),
        "Taken out": sum(row.old_retired == 0 and row.new_retired != 0 for row in rows),
    }
    shown = figures(at)
    assert {name: int(shown.get(name, "0")) for name in expected} == expected
    moved = sum(row.old_status != row.new_status for row in both)
    told_of = ("Improved", "Worsened", "Completed", "Reopened", "Rated otherwise")
    assert sum(int(shown.get(name, "0")) for name in told_of) == moved
    assert "None: " in told(at)

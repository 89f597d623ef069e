"""The first start tells the demonstration once, alone, and anew where it was cut off."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.plans import NoSuchPlan, create_plan
from tests.integration.cast import OFFICE, RECORDED_AT, batch, load
from tests.pages.conftest import AREAS, DONE, KEY, OVERDUE, STATED_ON, Open, told
from ui.shell import database, demo_banner
from ui.shell.first_start import FirstStart, Progress, Teller


class Told:
    """A demonstration in three words, and what becomes of its story."""

    def __init__(self, story: Exception | None = None) -> None:
        self.calls: list[str] = []
        self._story = story
        self.teller = Teller(self._plan, self._tell, lambda: self.calls.append("undo"))

    def _plan(self, say: Progress) -> int:
        say("Loading", 0.5)
        self.calls.append("plan")
        return 1

    def _tell(self, plan_id: int, say: Progress) -> None:
        say("Holding", 0.5)
        self.calls.append(f"story of {plan_id}")
        if self._story is not None:
            raise self._story


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """The file that stands while a demonstration is not whole."""
    file = tmp_path / "plan.db-demo"
    file.touch()
    return file


def run(mark: Path, demo: Told, visitors: int = 1) -> FirstStart:
    """Let visitors arrive and one draw a page; return the start once it is over."""
    start = FirstStart(mark)
    for _ in range(visitors):
        start.begin(demo.teller, lambda: False)
    start.is_drawn.set()
    assert start.thread is not None
    start.thread.join()
    assert start.is_over
    assert start.wait()
    return start


def test_however_many_arrive_it_is_told_once_and_the_file_goes(mark: Path) -> None:
    demo = Told()
    start = run(mark, demo, visitors=3)
    assert demo.calls == ["undo", "plan", "story of 1"]
    assert start.words == "Holding"
    assert not mark.exists()


def test_a_demo_removed_while_it_is_told_is_not_told_again(mark: Path) -> None:
    run(mark, Told(NoSuchPlan("removed")))
    assert not mark.exists()


def test_what_failed_is_told_anew_by_the_next_start(mark: Path, caplog: pytest.LogCaptureFixture) -> None:
    run(mark, Told(RuntimeError("no room left")))
    assert "could not be told to its end" in caplog.text
    assert mark.exists()
    demo = Told()
    run(mark, demo)
    assert demo.calls == ["undo", "plan", "story of 1"]
    assert not mark.exists()


@pytest.mark.parametrize("is_told", [True, False], ids=["told by the other", "the other was killed"])
def test_while_another_process_tells_it_this_one_waits(mark: Path, is_told: bool) -> None:
    looked = threading.Event()

    def look() -> bool:
        looked.set()
        return False

    demo, start = Told(), FirstStart(mark)
    start.is_drawn.set()
    with closing(sqlite3.connect(mark, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        start.begin(demo.teller, look)
        assert looked.wait(60)
        assert demo.calls == []
        assert not start.is_over
        if is_told:
            other.execute("CREATE TABLE told (it TEXT)")
            other.execute("COMMIT")
    assert start.thread is not None
    start.thread.join()
    assert demo.calls == ([] if is_told else ["undo", "plan", "story of 1"])
    assert not mark.exists()


def test_while_the_story_is_told_each_page_says_so(
    open_page: Open, sessions: sessionmaker[Session], mark: Path
) -> None:
    with sessions.begin() as session:
        plan_id = create_plan(session, "Demo", True, actor=OFFICE, recorded_at=RECORDED_AT)
    load(sessions, plan_id, batch(STATED_ON, [OVERDUE, DONE], areas=AREAS, key=KEY))
    start = FirstStart(mark, words="Holding the board of 14 Nov 2022", thread=threading.current_thread())
    start.is_readable.set()
    database.open_database().first_start = start
    said = "Its measures and past boards are still being written. Holding the board of 14 Nov 2022."
    assert said in told(open_page("plan/actions.py"))
    overview = told(open_page())
    assert "Past boards are still being written." in overview
    assert "Meetings are still being written." in overview
    assert "There is no earlier meeting" not in overview
    assert "None is planned." not in overview
    assert start.is_drawn.is_set()
    start.is_over = True
    assert said not in told(open_page("plan/actions.py"))
    assert "None is planned." in told(open_page())


@pytest.mark.parametrize("is_pressed", [False, True], ids=["on arrival", "after a press"])
def test_what_a_press_brought_stays_when_the_story_ends(
    open_page: Open,
    sessions: sessionmaker[Session],
    mark: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_pressed: bool,
) -> None:
    with sessions.begin() as session:
        plan_id = create_plan(session, "Demo", True, actor=OFFICE, recorded_at=RECORDED_AT)
    load(sessions, plan_id, batch(STATED_ON, [OVERDUE, DONE], areas=AREAS, key=KEY))
    start = FirstStart(mark, thread=threading.current_thread())
    answers = [start] * 2 * is_pressed
    # It ends between the page, which is drawn while it is told, and the line that looks every second.
    answers += [start, None]
    monkeypatch.setattr(demo_banner, "still_told", lambda: answers.pop(0) if answers else None)
    at = open_page("board/pack.py")
    if is_pressed:
        assert "still being written" in told(at)
        next(each for each in at.button if "summary on one page" in each.label).click().run()
    offered = [each.proto.label for each in at.get("download_button")]
    said = "Its measures and past boards are written now."
    assert not at.exception
    assert ("Show them" in [each.label for each in at.button], said in told(at), bool(offered)) == (
        (True,) * 3 if is_pressed else (False,) * 3
    )
    if is_pressed:
        at.button(key="demo_show_whole").click().run()
        assert said not in told(at)

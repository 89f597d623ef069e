"""What a page sends does not grow with the plan: none lists every action at once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import local_script_runner
from streamlit.testing.v1.element_tree import ElementTree

from data_model.plan.changes.plans import create_plan
from data_model.plan.statuses import Status
from tests.databases import OneFile
from tests.integration.cast import HAL, OFFICE, RECORDED_AT, batch, due_on, load, stated
from tests.pages.conftest import AREAS, STATED_ON, TODAY, Open

ACTIONS = 1_200
MOST = 260_000  # bytes; a list of all actions would send a kilobyte and more of each
WORDS = "Agree with every partner who sends contacts what they are told, by whom, and within how many days "
VIEWS: tuple[tuple[str, dict[str, str]], ...] = (
    ("board/overview.py", {}),
    ("board/what_changed.py", {"since": "2025-03-02", "show": "added", "all": "1"}),
    ("board/what_changed.py", {"since": "2025-03-02", "show": "added"}),
    ("board/checks.py", {"check": "no-evidence"}),
    ("board/checks.py", {"check": "not-rated"}),
    ("board/challenge_panel.py", {}),
    ("plan/actions.py", {}),
    ("plan/actions.py", {"view": "list"}),
    ("plan/actions.py", {"view": "work"}),
    ("plan/area.py", {"id": "1"}),
    ("plan/due_dates.py", {}),
    ("plan/my_actions.py", {"person": "1"}),
    ("plan/people.py", {"person": "1"}),
    ("programme/handover.py", {"person": "1"}),
)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The bytes of every run of a page, in order."""
    weighed: list[int] = []
    parse = local_script_runner.parse_tree_from_messages

    def weigh(messages: list[ForwardMsg]) -> ElementTree:
        weighed.append(sum(message.ByteSize() for message in messages))
        return parse(messages)

    monkeypatch.setattr(local_script_runner, "parse_tree_from_messages", weigh)
    yield weighed
    monkeypatch.undo()


def _large_plan(sessions: sessionmaker[Session]) -> int:
    """A plan of one long area and one short, all of one person, with every kind of due date and rating."""
    with sessions.begin() as session:
        made = create_plan(session, "Borough plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
    statuses = (Status.ON_TRACK, Status.NOT_RATED, Status.DELAYED, Status.COMPLETE)
    actions = [
        replace(
            stated(f"{WORDS}{number}", ref=f"1.{number:04}", cell=f"C{number + 5}"),
            due=due_on(TODAY + timedelta(days=number % 500 - 40)),
            status=statuses[number % len(statuses)],
            people=(HAL,),
            outcome=f"{WORDS}{number // 2}",
        )
        for number in range(ACTIONS)
    ]
    load(sessions, made, batch(STATED_ON, actions, areas=AREAS))
    return made


def test_no_page_lists_every_action_of_a_long_plan(
    open_page: Open, one_file: OneFile, sessions: sessionmaker[Session], sent: list[int]
) -> None:
    one_file.made_once(_large_plan, sessions)
    found = {}
    for script, asked in VIEWS:
        at = open_page(script, **asked)
        assert not at.exception, script
        found[script, *asked.values()] = sent[-1]
    assert {view: bytes_sent for view, bytes_sent in found.items() if bytes_sent > MOST} == {}

"""Twenty actions updated one after the other, as a head of service does on a Friday afternoon.

A press is one press of the mouse, or of a key that types nothing (Tab, Enter, an arrow). Waiting is the time
from a press of *Save and next* until the next action's form stands; it depends on the machine, so it is
printed and not asserted.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import Engine, select

from data_model.access.changes.members import save_member
from data_model.plan.action_content import NamedPerson
from data_model.plan.changes.plans import create_plan
from data_model.plan.queries.actions import get_action, list_actions
from data_model.plan.rows import ActionDetail
from data_model.plan.statuses import Status
from data_model.plan.tables import Person
from data_model.shared.engine import make_engine, make_sessions, make_write_sessions
from data_model.shared.permissions import Role
from tests.browser.conftest import TODAY
from tests.browser.serving import Server
from tests.browser.test_updating import work_as
from tests.browser.visiting import PATIENCE, arrive, settle, still, words_of
from tests.integration.cast import OFFICE, batch, due_on, load, stated
from tests.integration.updating import KEY

NAME = "Wyn Walker"
DAY = date.fromisoformat(TODAY)
ACTIONS, MOST_PRESSES = 20, 70
RED, DONE = (3, 9, 14), (6, 17)  # their places in the queue; the first of the red ones stands as red already
IN_VIEW = """target => {
    const box = target.getBoundingClientRect();
    const there = document.elementFromPoint(box.x + Math.min(box.width, 40) / 2, box.y + box.height / 2);
    return !!there && (target.contains(there) || there.contains(target));
}"""


@dataclass
class Hand:
    """The hand on the mouse: it counts its presses, and what it had to scroll to before it could press it."""

    page: Page
    presses: int = 0
    waited: float = 0.0
    out_of_view: list[str] = field(default_factory=list)

    def press(self, target: Locator, name: str) -> None:
        """Press something, once it stands."""
        target.wait_for(timeout=PATIENCE)
        if not target.evaluate(IN_VIEW):
            self.out_of_view.append(name)
            # Somebody scrolls until it stands whole, and then presses: a browser moves the page for a field
            # that is half below its edge, and a list that opens while the page moves closes again.
            target.evaluate("target => target.scrollIntoView({block: 'center'})")
            still(self.page)
        target.click()
        self.presses += 1

    def write(self, label: str, words: str, name: str) -> None:
        """Press into a field and type."""
        self.press(self.page.get_by_label(label, exact=True), name)
        self.page.keyboard.insert_text(words)

    def choose(self, status: str, name: str) -> None:
        """Press a rating."""
        self.press(self.page.get_by_role("radiogroup").get_by_text(status), name)


@dataclass(frozen=True)
class Round:
    """A plan on the server whose twenty open actions one head of service answers for."""

    address: str
    engine: Engine
    plan_id: int
    ids: tuple[int, ...]

    def detail(self, action_id: int) -> ActionDetail:
        with make_sessions(self.engine)() as session:
            found = get_action(session, self.plan_id, action_id, DAY)
        assert found is not None
        return found


@pytest.fixture(scope="module")
def friday(workplace: Server) -> Iterator[Round]:
    """The plan, put beside the others of the server."""
    engine = make_engine(workplace.database_url)
    sessions = make_write_sessions(engine)
    at = datetime(2025, 3, 3, 8, tzinfo=UTC)
    with sessions.begin() as session:
        plan_id = create_plan(session, "Friday's plan", False, actor=OFFICE, recorded_at=at)
    wyn = NamedPerson(NAME, NAME.casefold(), "Head of Service")
    known = {"people": (wyn,), "responsible": NAME, "area_number": "1", "progress": "As of last month."}
    actions = [
        stated(
            f"Hold the review of team {place}",
            ref=f"1.{place:02}",
            due=due_on(DAY + timedelta(days=place)),
            status=Status.DELAYED if place == RED[0] else Status.ON_TRACK,
            rag_label="Late" if place == RED[0] else "In progress",
            **known,
        )
        for place in range(1, ACTIONS + 1)
    ]
    load(sessions, plan_id, batch(DAY - timedelta(days=30), actions, key=KEY))
    with sessions.begin() as session:
        person = session.scalars(select(Person.id).where(Person.name == NAME)).one()
        save_member(session, NAME, Role.HEAD_OF_SERVICE, person_id=person, actor=OFFICE, recorded_at=at)
        ids = tuple(row.id for row in list_actions(session, plan_id, DAY))
    yield Round(workplace.address, engine, plan_id, ids)
    engine.dispose()


def test_twenty_actions_are_updated_with_few_presses_and_no_scrolling_between_them(
    friday: Round, page: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    arrive(page, f"{friday.address}/?plan={friday.plan_id}")
    work_as(page, NAME)
    page.get_by_role("link", name="My actions", exact=True).click()
    hand = Hand(page)
    hand.press(page.get_by_role("button", name="Begin with 1.01 (1 of 20)"), "begin")
    for place in range(1, ACTIONS + 1):
        expect(page.get_by_role("heading", level=1, name=f"1.{place:02} ")).to_be_visible(timeout=PATIENCE)
        settle(page)
        still(page)
        _update(hand, place)
        last = place == ACTIONS
        name = "Save and finish" if last else f"Save and next ({place + 1} of {ACTIONS})"
        began = time.monotonic()
        hand.press(page.get_by_role("button", name=name), f"save of {place}")
        saved = page.get_by_text(f"1.{place:02} is saved as at 3 Mar 2025.")
        expect(saved).to_be_visible(timeout=PATIENCE)
        settle(page)
        hand.waited += time.monotonic() - began
    expect(page.get_by_role("heading", level=1, name="My actions")).to_be_visible(timeout=PATIENCE)
    assert "1.20 is saved" in words_of(page)

    with capsys.disabled():
        print(
            f"\n{ACTIONS} actions: {hand.presses} presses, {hand.waited:.1f} s of waiting, "
            f"scrolled within an action to: {', '.join(hand.out_of_view) or 'nothing'}"
        )
    _check_saved(friday)
    assert hand.presses <= MOST_PRESSES
    # Within a long form somebody may scroll; between two actions, and in a plain update, never.
    long_forms = tuple(str(place) for place in (*RED, *DONE))
    assert [name for name in hand.out_of_view if name.split()[-1] not in long_forms] == []
    assert [name for name in hand.out_of_view if name.startswith("save")] == []


def _update(hand: Hand, place: int) -> None:
    """Say of the action at this place what there is to say."""
    page = hand.page
    if place in RED:
        if place != RED[0]:
            hand.choose("Late", f"rating of {place}")
        hand.write("Reason for delay", "Two vacancies", f"reason of {place}")
        hand.write("Mitigating actions", "Agency cover", f"mitigation of {place}")
        hand.press(page.get_by_role("combobox", name="Revised due date"), f"revised date of {place}")
        hand.press(page.get_by_role("option", name="30 Jun 2025"), f"day of {place}")
    elif place in DONE:
        hand.choose("Completed", f"rating of {place}")
        hand.write("Impact achieved", "Children wait a week less", f"impact of {place}")
        hand.write("Finding, in one line", "18 of 20 reviews were in time", f"finding of {place}")
    else:
        hand.write("Progress", f"Held by team {place}.", f"progress of {place}")


def _check_saved(friday: Round) -> None:
    for place, action_id in enumerate(friday.ids, 1):
        saved = friday.detail(action_id)
        assert saved.history[0].recorded_by == NAME, place
        if place in RED:
            assert (saved.row.status, saved.row.due_date) == (Status.DELAYED, date(2025, 6, 30)), place
            assert (saved.reason_for_delay, saved.mitigation) == ("Two vacancies", "Agency cover")
            assert saved.exception_responsible == saved.row.people_shown
        elif place in DONE:
            assert saved.awaiting_sign_off, place
            assert saved.impact == "Children wait a week less"
        else:
            assert saved.progress == f"Held by team {place}."

"""Every page for every role in a browser: it opens, or says whose it is, and leads nowhere that is refused.

Without any plan, with the demonstration, and as at a day past. Each role signs in once to a server; its pages
follow in one tab without a reload, as a click goes, since a reload costs several times what a page does.
With the demonstration and at the past day each page is opened by one of the roles that may, in turn; with the
demonstration also by one that may not, where there is one; without a plan by any of them in turn. Every page
for every role, where its links lead, what it offers and what comes of pressing it is asked without a browser
(tests/pages/shell/test_roles_and_pages.py).
"""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page

from data_model.shared.permissions import Actor
from tests.browser.conftest import TODAY
from tests.browser.serving import Server
from tests.browser.signing_in import MEMBERS, running_service, sign_in
from tests.browser.visiting import CHARTS_STAND, HAS_RUN, PATIENCE, address_of, arrive, forget
from tests.databases import ReadyFiles, sqlite_url
from ui.shell.pages import FIRST, may_open
from ui.shell.pages import Page as RegisteredPage

ROLES = ("bea", "hal", "fin", "orla")
PAST = "2024-12-31"
LATE = 3000  # milliseconds
REFUSAL = "may open this page. If you need it, ask"
AT = {"/" if page is FIRST else f"/{page.value.url_path}": page for page in RegisteredPage}
# As pressing Back goes: Streamlit draws the page of the address, and the scripts and the session stay.
GO = """address => {
    window.runsOfTheScript.asked = true;
    history.pushState({}, '', address);
    window.dispatchEvent(new PopStateEvent('popstate'));
}"""
# What stands on a page, once all of it does.
SHOWN = f"""() => {{
    const all = name => [...document.querySelectorAll(name)];
    const state = all('[data-testid=stApp]')[0].dataset.testScriptState;
    if (!({HAS_RUN}) || state !== 'notRunning') return false;
    if (all('[data-testid=stSkeleton]').length || !({CHARTS_STAND})) return false;
    return {{
        titles: all('h1').map(each => each.textContent),
        words: all('[data-testid=stMain]')[0].textContent,
        faults: all('[data-testid=stException], [data-testid=stAlertContentError], [role=dialog]').length,
        ways: all('a[href]').map(each => each.href).filter(each => each.startsWith(location.origin)),
    }};
}}"""


class Walk:
    """One tab in which members come and go, and what its console says."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self.said: list[str] = []
        self.past = 0  # pages that said so of their day
        self._cookies: dict[tuple[str, str], Sequence[Any]] = {}
        self._here = ("", "", "")

    def note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.said.append(message.text)

    def note_fault(self, fault: object) -> None:
        self.said.append(str(fault))

    def come(self, server: Server, who: str, day: str = "") -> None:
        """Be this member on this server at this day, with the cookies of before or by signing in."""
        if self._here != (server.address, who, day):
            known = self._cookies.get((server.address, who))
            self.tab.context.clear_cookies()
            if known is None:
                sign_in(self.tab, server, who)
                self._cookies[server.address, who] = self.tab.context.cookies(server.address)
            else:
                self.tab.context.add_cookies(known)  # type: ignore[arg-type]
            if known is not None:
                arrive(self.tab, server.address)
        self._here = server.address, who, day
        self.said.clear()  # the provider's own page asks for a font elsewhere

    def wrong_with(self, page: RegisteredPage, who: str) -> list[str]:
        """Go to a page and list what is not as it should be for this member."""
        day = self._here[2]
        address = address_of(page)
        if day:
            address += f"{'&' if '?' in address else '?'}as_at={day}"
        self.tab.evaluate(GO, address)
        wrong = list(self._wrong_now(page, address, who))
        if wrong and not self.said:
            # A slow server may not have begun: what stands is the page before.
            self.tab.wait_for_timeout(LATE)
            wrong = list(self._wrong_now(page, address, who))
        wrong += [f"{address} writes to the console: {said}" for said in self.said]
        self.said.clear()
        return wrong

    def _wrong_now(self, page: RegisteredPage, address: str, who: str) -> Iterator[str]:
        shown = self.tab.wait_for_function(SHOWN, polling=50, timeout=PATIENCE).json_value()
        is_open = may_open(page, actor_of(who))
        if (REFUSAL in shown["words"]) is is_open:
            yield f"{address} is {'refused' if is_open else 'open'}"
        if len(shown["titles"]) != 1 or not (is_open or shown["titles"] == [page.value.title]):
            yield f"{address} is headed {shown['titles']}"
        self.past += "a day past" in shown["words"]
        if shown["faults"]:
            yield f"{address} shows a fault: {shown['words'][:400]}"
        for way in {urlsplit(way).path for way in shown["ways"]}:
            # A link to what is on the page itself leads nowhere else.
            if way in AT and AT[way] is not page and not may_open(AT[way], actor_of(who)):
                yield f"{address} leads to {way}, which is refused"


def actor_of(who: str) -> Actor:
    name, role = MEMBERS[who]
    return Actor(name, role, "sign-in")


@pytest.fixture(scope="module")
def walk(tab: Page) -> Iterator[Walk]:
    """The worker's tab, its console listened to."""
    made = Walk(tab)
    tab.on("console", made.note)
    tab.on("pageerror", made.note_fault)
    yield made
    tab.remove_listener("console", made.note)
    tab.remove_listener("pageerror", made.note_fault)
    forget(tab, {tab.url})


@pytest.fixture(scope="module")
def bare(ready_files: ReadyFiles, issuer: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server to which people sign in, with the members and no plan."""
    folder = tmp_path_factory.mktemp("bare")
    ready_files.copy_empty(folder / "plan.db")
    with running_service(folder, sqlite_url(folder / "plan.db"), issuer, TODAY) as server:
        yield server


@pytest.mark.parametrize("who", ROLES)
def test_each_page_of_a_plan_opens_for_who_may_and_says_whose_it_is(
    walk: Walk, service: Server, who: str
) -> None:
    walk.come(service, who)
    # Not the one to whom it falls at the past day, where there are several.
    opens = [page for number, page in enumerate(RegisteredPage) if in_turn(page, number + 1) == who]
    closed = [page for page in RegisteredPage if not all(may_open(page, actor_of(one)) for one in ROLES)]
    refused = [page for number, page in enumerate(closed) if in_turn(page, number, may=False) == who]
    assert [wrong for page in (*opens, *refused) for wrong in walk.wrong_with(page, who)] == []


@pytest.mark.parametrize("who", ROLES)
def test_each_page_as_at_a_day_past_opens_for_who_may(walk: Walk, service: Server, who: str) -> None:
    walk.come(service, who, PAST)
    walk.past = 0
    pages = [page for number, page in enumerate(RegisteredPage) if in_turn(page, number) == who]
    assert [wrong for page in pages for wrong in walk.wrong_with(page, who)] == []
    assert walk.past > 0


@pytest.mark.parametrize("who", ROLES)
def test_each_page_without_any_plan_opens_or_says_whose_it_is(walk: Walk, bare: Server, who: str) -> None:
    walk.come(bare, who)
    pages = list(RegisteredPage)[ROLES.index(who) :: len(ROLES)]
    assert [wrong for page in pages for wrong in walk.wrong_with(page, who)] == []


def in_turn(page: RegisteredPage, number: int, *, may: bool = True) -> str:
    """Name one of those who may open a page, or of those who may not, the next one for each number."""
    found = [who for who in ROLES if may_open(page, actor_of(who)) is may]
    return found[number % len(found)]

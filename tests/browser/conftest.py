"""A real server, a real browser, and visitors without any memory.

A browser that meets the program for the first time reads megabytes of scripts, which takes longer than any
page. So one tab stays open for a whole run, and between two tests forgets all but those scripts; servers that
come and go do so at one address.
"""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect, sync_playwright

from tests.browser.serving import NoBrowser, Server, free_port, launch_browser, running_server
from tests.browser.signing_in import provider, running_service
from tests.browser.visiting import DESK, PATIENCE, arrive, forget, new_visitor
from tests.databases import ReadyFiles, sqlite_url

# The demo lays its dates around this day, so that it is the same whenever the tests run.
TODAY = "2025-03-03"
DEMO_LOADED_AT = datetime(2025, 3, 3, 18, 0, tzinfo=UTC)  # in the evening: what is of that day has happened

PutDemo = Callable[[Path], str]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the browser; keep those of one opened page together if a plugin mixes tests."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
    first: dict[object, int] = {}
    for place, item in enumerate(items):
        first.setdefault(_opened(item), place)
    items.sort(key=lambda item: first[_opened(item)])


def _opened(item: pytest.Item) -> object:
    """What of an item must not be parted: the page it looks at, which is opened once, or itself."""
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    return parameters.get("opened", item.nodeid)


# One for each worker. While Playwright runs, nothing else in its thread can start an event loop.
@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that is installed; without one the test is skipped, but fails under CI."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        try:
            browser = launch_browser(playwright)
        except NoBrowser as reason:
            if os.environ.get("CI"):
                raise
            pytest.skip(str(reason))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def put_demo(ready_files: ReadyFiles) -> PutDemo:
    """Puts a database that holds the demo into a folder, and returns its address for a server."""

    def put(folder: Path) -> str:
        file = folder / "plan.db"
        ready_files.copy_demo(file, date.fromisoformat(TODAY), DEMO_LOADED_AT)
        return sqlite_url(file)

    return put


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Page]:
    """The tab of this worker, which stays open; tests take it as `page`."""
    with new_visitor(browser, color_scheme="light", viewport=DESK) as context:
        yield context.new_page()


@pytest.fixture(scope="session")
def passing_port() -> int:
    """Where each server stands that lives for one test: the tab has its scripts from the one before."""
    return free_port()


@pytest.fixture(scope="session")
def demo(tab: Page, put_demo: PutDemo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a database with the demo plan, which no test changes."""
    folder = tmp_path_factory.mktemp("demo")
    with running_server(folder, {"DASHBOARD_TODAY": TODAY}, database=put_demo(folder)) as server:
        open_doors(tab, server)
        yield server


@pytest.fixture(scope="session")
def workplace(tab: Page, put_demo: PutDemo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a database of its own, into which tests load plans under names of their own."""
    folder = tmp_path_factory.mktemp("workplace")
    with running_server(folder, {"DASHBOARD_TODAY": TODAY}, database=put_demo(folder)) as server:
        open_doors(tab, server)
        yield server


@pytest.fixture(scope="session")
def issuer() -> Iterator[str]:
    """The identity provider's address."""
    with provider() as address:
        yield address


@pytest.fixture(scope="session")
def service(put_demo: PutDemo, issuer: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server to which people sign in, with the demo plan and the members."""
    folder = tmp_path_factory.mktemp("service")
    with running_service(folder, put_demo(folder), issuer, TODAY) as server:
        yield server


def open_doors(tab: Page, server: Server) -> None:
    """Be the first visitor, whom Streamlit greets with a notice if they come by a deep link."""
    arrive(tab, f"{server.address}/")
    forget(tab, {server.address})


@pytest.fixture
def newcomer(browser: Browser) -> Iterator[Callable[[], BrowserContext]]:
    """Makes visitors, each with an empty cache and a session of their own, at a desk's screen."""
    contexts: list[BrowserContext] = []

    def come() -> BrowserContext:
        contexts.append(new_visitor(browser, viewport=DESK))
        return contexts[-1]

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """A blank page of a visitor whom no server knows and who knows none, at a desk's screen."""
    addresses: set[str] = set()

    def note(frame: Frame) -> None:
        addresses.add("{0.scheme}://{0.netloc}".format(urlsplit(frame.url)))

    tab.on("framenavigated", note)
    yield tab
    tab.remove_listener("framenavigated", note)
    forget(tab, addresses)

"""A real server before other sites and behind a database that fails, and what it asks of the network."""

import base64
import http.client
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from data_model.shared.engine import make_engine
from tests.browser.conftest import TODAY, PutDemo
from tests.browser.serving import Server, running_server
from tests.browser.visiting import arrive, words_of

OTHER_SITE = "https://elsewhere.example"


class Outside:
    """All the world beyond this machine, as a proxy that takes every request and answers none."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        self._kept = []
        while True:
            try:
                connection, _ = self._listener.accept()
                self._kept.append(connection)
                self.asked.append(connection.recv(400))
            except OSError:
                return

    def close(self) -> None:
        self._listener.close()


@contextmanager
def outside() -> Iterator[Outside]:
    world = Outside()
    yield world
    world.close()


@pytest.fixture(scope="module")
def watched(put_demo: PutDemo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Outside]]:
    """A server on the demo whose way out leads to `Outside`."""
    folder = tmp_path_factory.mktemp("watched")
    with outside() as world:
        ways = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), world.address)
        settings = {"DASHBOARD_TODAY": TODAY, **ways, "NO_PROXY": "", "no_proxy": ""}
        with running_server(folder, settings, database=put_demo(folder)) as server:
            yield server, world


def shake_hands(server: Server, **headers: str) -> int:
    """Begin a connection as a browser does; return the status of the answer."""
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=60)
    said = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Protocol": "streamlit",
        **headers,
    }
    connection.request("GET", "/_stcore/stream", headers=said)
    status = connection.getresponse().status
    connection.close()
    return status


def ask(server: Server, method: str, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=60)
    connection.request(method, path, body=b"x" if method == "PUT" else None, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_other_sites_are_turned_away_and_nothing_leaves_the_machine(
    page: Page, watched: tuple[Server, Outside]
) -> None:
    server, world = watched
    # Somebody who never signed in. The world outside answers nothing, and would hold everybody up.
    assert [shake_hands(server, Origin=OTHER_SITE) for _ in range(5)] == [403] * 5
    assert shake_hands(server, Origin=server.address) == 101
    arrive(page, f"{server.address}/actions")
    assert "Demo data" in words_of(page)
    assert world.asked == []


def test_what_changes_something_is_refused_to_other_sites_and_to_whoever_has_no_page(
    watched: tuple[Server, Outside],
) -> None:
    server, _ = watched
    upload = "/_stcore/upload_file/nobody/file"
    assert ask(server, "PUT", upload, Origin=OTHER_SITE).status == 403
    assert ask(server, "PUT", upload, Origin=server.address).status == 403
    assert ask(server, "GET", "/_stcore/metrics").status == 404
    answer = ask(server, "GET", "/")
    assert (answer.status, answer.getheader("X-Content-Type-Options")) == (200, "nosniff")
    assert answer.getheader("Content-Security-Policy") == "frame-ancestors 'self'"


def test_a_database_that_fails_is_told_in_a_sentence_and_what_was_typed_is_there_again(
    page: Page, watched: tuple[Server, Outside]
) -> None:
    server, _ = watched
    arrive(page, f"{server.address}/board-pack")
    page.get_by_label("Who it is for").fill("The scrutiny panel")
    engine = make_engine(server.database_url)
    with engine.begin() as connection:
        connection.execute(text("alter table plan rename to plan_away"))
    page.get_by_label("Who it is for").press("Tab")
    expect(page.get_by_text("The database has other tables than this version")).to_be_visible()
    expect(page.get_by_text("what you typed is still here")).to_be_visible()
    with engine.begin() as connection:
        connection.execute(text("alter table plan_away rename to plan"))
    engine.dispose()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_label("Who it is for")).to_have_value("The scrutiny panel")
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)


def test_the_watching_would_see_what_leaves(tmp_path: Path) -> None:
    with outside() as world:
        host, port = world.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(b"GET http://elsewhere.example/ HTTP/1.1\r\n\r\n")
            connection.shutdown(socket.SHUT_WR)
            for _ in range(1_000_000):
                if world.asked:
                    break
        assert world.asked[0].startswith(b"GET http://elsewhere.example/")

"""What the committed proxy does about a server whose machine is gone without a word: packets go nowhere."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from benchmarks.serving.behind_proxy import NoProxy, Proxy, ask, running_proxy

BROWSERS = 12  # so many that some belong to either server
CONNECTS_WITHIN = 3.0  # seconds, of deploy/nginx.conf; without it nginx waits for a minute


class _Well(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def well() -> Iterator[str]:
    """Serve an empty answer at an address of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Well)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def silent() -> Iterator[str]:
    """Be an address that answers no attempt to connect: its queue is full, and nobody takes from it."""
    with ExitStack() as stack:
        listens = stack.enter_context(socket.socket())
        listens.bind(("127.0.0.1", 0))
        listens.listen(0)
        for _ in range(10):
            waits = stack.enter_context(socket.socket())
            waits.settimeout(0.3)
            try:
                waits.connect(listens.getsockname())
            except TimeoutError:
                break
        else:
            pytest.skip("this system answers although the queue is full")
        yield f"127.0.0.1:{listens.getsockname()[1]}"


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    with silent() as gone, well() as here, ExitStack() as stack:
        try:
            proxy = stack.enter_context(running_proxy(tmp_path, [gone, here]))
        except NoProxy as reason:
            if os.environ.get("CI"):
                raise
            pytest.skip(str(reason))
        yield proxy


def test_who_belongs_to_a_machine_that_is_gone_is_at_the_other_after_three_seconds(proxy: Proxy) -> None:
    took = []
    for number in range(BROWSERS):
        begun = time.monotonic()
        status, _, _ = ask(proxy, "/", {"Cookie": f"plan_server=browser-{number}"})
        took.append(time.monotonic() - begun)
        assert status == 200
    # One finds out; for ten seconds then nobody is sent there.
    waited = [seconds for seconds in took if seconds > CONNECTS_WITHIN - 0.5]
    assert len(waited) == 1, took
    assert waited[0] < 10 * CONNECTS_WITHIN

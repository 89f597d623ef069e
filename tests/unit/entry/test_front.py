"""What every request passes before Streamlit sees it."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from entry.addresses import Addresses, read_addresses
from entry.front import Front, Message, Receive, Scope, Send
from entry.uploads import UploadRoom, read_room

HOST = "plan.example.org"
KEY = "a key of the tests"
UPLOAD = "/_stcore/upload_file/tab-1/file-1"
SERVICE = {"DASHBOARD_ADDRESS": f"https://{HOST}"}


class Streamlit:
    """Stands for Streamlit: notes the requests that reach it, and sets a cookie in its answers."""

    def __init__(self) -> None:
        self.asked: list[Scope] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(scope)
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        headers = [(b"set-cookie", b"_streamlit_user=a; HttpOnly"), (b"X-Frame-Options", b"ALLOWALL")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def ask(
    settings: Mapping[str, str] | Addresses = SERVICE,
    *,
    path: str = "/_stcore/stream",
    kind: str = "websocket",
    method: str = "GET",
    scheme: str = "",
    room: UploadRoom | None = None,
    metrics_key: str = "",
    streamlit: Streamlit | None = None,
    **headers: str,
) -> tuple[list[Message], list[Scope]]:
    """Make one request; return what was answered and what reached Streamlit."""
    reached, answers = streamlit or Streamlit(), []
    found = settings if isinstance(settings, Addresses) else read_addresses(settings)
    front = Front(reached, lambda: found, lambda: room or UploadRoom(10, 10), metrics_key=metrics_key)
    scope: dict[str, Any] = {
        "type": kind,
        "scheme": scheme or ("ws" if kind == "websocket" else "http"),
        "path": path,
        "method": method,
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items() if value
        ],
    }

    async def send(message: Message) -> None:
        answers.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    asyncio.run(front(scope, receive, send))
    return answers, reached.asked


def is_let_in(settings: Mapping[str, str] = SERVICE, **headers: str) -> bool:
    """Say whether a connection with these headings reaches Streamlit."""
    answers, reached = ask(settings, **headers)
    assert (answers[0]["type"] == "websocket.accept") == bool(reached)
    return bool(reached)


@pytest.mark.parametrize(
    "origin",
    [
        "https://elsewhere.example",
        "null",
        "file://",
        f"https://{HOST}.elsewhere.example",
        "nonsense",
    ],
)
def test_a_connection_of_another_site_is_closed_before_streamlit_sees_it(origin: str) -> None:
    answers, reached = ask(host=HOST, origin=origin)
    assert answers == [{"type": "websocket.close", "code": 1008, "reason": ""}]
    assert reached == []


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        (HOST, f"https://{HOST}"),
        (f"{HOST}:443", f"https://{HOST}"),
        (HOST.upper(), f"https://{HOST}"),
        (f"{HOST}:8443", f"https://{HOST}:8443"),
        ("127.0.0.1:8501", "http://127.0.0.1:8501"),
        ("localhost:8501", "http://localhost:8501"),
        ("[::1]:8501", "http://[::1]:8501"),
        # A proxy that asks for us under a name of its own.
        ("127.0.0.1:8501", f"https://{HOST}"),
    ],
)
def test_a_connection_of_the_dashboards_own_pages_goes_on(host: str, origin: str) -> None:
    assert is_let_in(host=host, origin=origin)


def test_a_laptop_without_any_setting_takes_its_own_pages_alone() -> None:
    assert is_let_in({}, host="localhost:8501", origin="http://localhost:8501")
    assert not is_let_in({}, host="localhost:8501", origin="http://localhost:3000")
    assert not is_let_in({}, host="localhost:8501", origin="https://elsewhere.example")


def test_programs_that_are_no_browser_name_no_site() -> None:
    assert is_let_in(host=HOST)


def test_streamlit_is_asked_under_the_origins_own_name_so_that_it_looks_for_no_other() -> None:
    # Were the names not the same, Streamlit would ask an outside server for this machine's address.
    _, reached = ask(host="127.0.0.1:8501", origin=f"https://{HOST}")
    (seen,) = reached
    assert [value for name, value in seen["headers"] if name == b"host"] == [HOST.encode()]
    assert (b"origin", f"https://{HOST}".encode()) in seen["headers"]


def test_a_setting_that_names_this_computer_lets_no_page_of_another_program_in() -> None:
    settings = {"DASHBOARD_OTHER_ADDRESSES": "http://localhost:3000"}
    assert not is_let_in(settings, host=HOST, origin="http://localhost:3000")


def test_other_addresses_are_those_that_a_setting_or_sign_in_names() -> None:
    settings = {"DASHBOARD_OTHER_ADDRESSES": "https://plan.council.example, http://plan.internal:8080"}
    assert is_let_in(settings, host="plan.internal", origin="http://plan.internal:8080")
    assert is_let_in(settings, host="plan.internal", origin="https://plan.council.example")
    assert not is_let_in(settings, host="plan.internal", origin="http://plan.internal:8081")
    named = read_addresses({}, "https://plan.example.org:8443/oauth2callback")
    # nginx's $host has no port.
    assert named.is_origin("https://plan.example.org:8443", HOST)


def test_what_a_proxy_says_is_believed_only_where_a_setting_says_that_there_is_one() -> None:
    said = {"host": "127.0.0.1:8501", "x_forwarded_host": "plan.internal", "origin": "https://plan.internal"}
    assert not is_let_in({}, **said)
    assert is_let_in({"DASHBOARD_BEHIND_PROXY": "1"}, **said)
    # The proxy next to us writes last; whoever asks can write anything before it.
    said |= {"x_forwarded_host": "elsewhere.example, plan.internal", "origin": "https://elsewhere.example"}
    assert not is_let_in({"DASHBOARD_BEHIND_PROXY": "1"}, **said)


def test_a_name_that_no_setting_knows_is_not_served_and_health_is() -> None:
    answers, reached = ask(kind="http", path="/", host="elsewhere.example")
    assert (answers[0]["status"], reached) == (421, [])
    assert not is_let_in(host="elsewhere.example", origin="https://elsewhere.example")
    answers, _ = ask(kind="http", path="/_stcore/health", host="10.0.0.7:8501")
    assert answers[0]["status"] == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST", "PATCH"])
def test_a_page_of_another_site_changes_nothing(method: str) -> None:
    said = {"host": HOST, "origin": "https://elsewhere.example", "content_length": "1"}
    answers, reached = ask(kind="http", method=method, path=UPLOAD, **said)
    assert (answers[0]["status"], reached) == (403, [])
    assert ask(kind="http", method="GET", path="/", **said)[1]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/base/_stcore/metrics/", "/_stcore/agent/interact"])
def test_figures_of_the_server_and_the_way_in_for_programs_are_closed(path: str) -> None:
    answers, reached = ask(kind="http", path=path, host=HOST)
    assert (answers[0]["status"], reached) == (404, [])
    for said, is_let in ((f"Bearer {KEY}", True), ("Bearer wrong", False), ("", False)):
        reached = ask(kind="http", path=path, host=HOST, metrics_key=KEY, authorization=said)[1]
        assert bool(reached) == (is_let and "metrics" in path)


def test_every_answer_says_what_a_browser_may_do_with_it() -> None:
    for path in ("/", "/_stcore/metrics"):
        answers, _ = ask(kind="http", path=path, host=HOST)
        headers = [(name.decode().lower(), value.decode()) for name, value in answers[0]["headers"]]
        assert len([name for name, _ in headers if name == "x-frame-options"]) == 1
        said = dict(headers)
        assert said["content-security-policy"] == "frame-ancestors 'self'"
        assert said["x-content-type-options"] == "nosniff"
        assert said["referrer-policy"] == "same-origin"
        assert "camera=()" in said["permissions-policy"]


@pytest.mark.parametrize(
    ("redirect_uri", "scheme", "behind", "proto", "expected"),
    [
        ("https://plan.example.org/oauth2callback", "http", "", "", True),
        ("", "https", "", "", True),
        ("", "http", "1", "https", True),
        ("", "http", "", "https", False),
        ("http://localhost:8501/oauth2callback", "http", "", "", False),
    ],
)
def test_cookies_keep_to_tls_where_people_come_over_it(
    redirect_uri: str, scheme: str, behind: str, proto: str, expected: bool
) -> None:
    addresses = read_addresses({"DASHBOARD_BEHIND_PROXY": behind}, redirect_uri)
    answers, _ = ask(addresses, kind="http", path="/", scheme=scheme, host=HOST, x_forwarded_proto=proto)
    (cookie,) = [value for name, value in answers[0]["headers"] if name == b"set-cookie"]
    assert (b"; Secure" in cookie) == expected


def upload(room: UploadRoom, length: str, session: str = "tab-1") -> int:
    path = UPLOAD.replace("tab-1", session)
    answers, reached = ask(kind="http", method="PUT", path=path, room=room, host=HOST, content_length=length)
    assert (answers[0]["status"] == 200) == bool(reached)
    status: int = answers[0]["status"]
    return status


def test_nobody_uploads_before_they_have_signed_in() -> None:
    room = UploadRoom(100, 100, dict, lambda session: session == "tab-1")
    assert (upload(room, "5"), upload(room, "5", "tab-2")) == (200, 403)


def test_a_session_and_a_server_hold_no_more_than_their_bounds() -> None:
    held = {"tab-1": 60}
    room = UploadRoom(100, 150, lambda: held, lambda _: True)
    assert (upload(room, "40"), upload(room, "41")) == (200, 413)
    held["tab-2"] = 60
    assert (upload(room, "30"), upload(room, "31"), upload(room, "31", "tab-3")) == (200, 503, 503)


def test_what_is_on_its_way_counts_until_it_has_come() -> None:
    room = UploadRoom(100, 100, dict, lambda _: True)
    with room.taken("tab-1", 60) as first, room.taken("tab-1", 60) as second:
        assert first is None
        assert second is not None
    assert upload(room, "100") == 200


def test_an_upload_that_does_not_say_how_long_it_is_is_refused() -> None:
    room = UploadRoom(100, 100, dict, lambda _: True)
    assert [upload(room, said) for said in ("", "-1", "1e3", "9" * 20)] == [411] * 4


def test_the_bounds_are_settings_in_megabytes() -> None:
    read = read_room({"DASHBOARD_UPLOADS_SESSION_MB": "300", "DASHBOARD_UPLOADS_SERVER_MB": " 900 "})
    assert (read.of_session, read.of_all) == (300_000_000, 900_000_000)
    with pytest.raises(ValueError, match="DASHBOARD_UPLOADS_SERVER_MB has to be a whole number"):
        read_room({"DASHBOARD_UPLOADS_SERVER_MB": "many"})

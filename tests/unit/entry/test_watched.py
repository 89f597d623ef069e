"""What is counted, timed and logged of each request, and what machines are answered."""

import asyncio
import gc
import io
import json
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit.logger
from sqlalchemy import create_engine, text

from data_model.shared.faults import DatabaseFault, told_faults
from entry import log_lines
from entry.health import DOWN, OK, Health, database_state
from entry.log_lines import JsonLines, is_ours_to_tell, log_as_json, session_name
from entry.metrics import Counts, metrics_key
from entry.watched import Watched
from tests.databases import ReadyFiles, sqlite_url
from tests.unit.entry.test_front import KEY, Message, Receive, Scope, Send, Streamlit

UPLOAD = "/_stcore/upload_file/session-of-somebody/file"


def ask(
    path: str,
    *,
    kind: str = "http",
    key: str = KEY,
    counts: Counts | None = None,
    health: Callable[[], str] = lambda: OK,
    app: Any = None,
    **headers: str,
) -> tuple[list[Message], Counts]:
    counted, answers = counts or Counts(0), []
    scope = {
        "type": kind,
        "path": path,
        "method": "GET",
        "query_string": b"q=Ada+Byron",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }

    async def send(message: Message) -> None:
        answers.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    asyncio.run(Watched(app or Streamlit(), counted, key, Health(health, 0.05))(scope, receive, send))
    return answers, counted


@pytest.mark.parametrize(
    ("state", "status", "said"),
    [
        (OK, 200, {"status": "ok", "database": "ok"}),
        (DOWN, 503, {"status": "unavailable", "database": "does not answer"}),
    ],
)
def test_health_says_in_few_words_whether_the_database_answers(
    state: str, status: int, said: dict[str, str]
) -> None:
    answers, _ = ask("/healthz", health=lambda: state)
    assert answers[0]["status"] == status
    assert json.loads(answers[1]["body"]) == said


def test_a_database_that_swallows_what_it_is_asked_is_waited_for_once() -> None:
    let_go, asked = threading.Event(), []

    def swallow() -> str:
        asked.append(1)
        let_go.wait(60)
        return OK

    async def several() -> list[tuple[int, bytes]]:
        health = Health(swallow, 0.01)
        found = list(await asyncio.gather(*(health.answer() for _ in range(5))))
        let_go.set()
        return found

    assert {status for status, _ in asyncio.run(several())} == {503}
    assert len(asked) == 1


def test_the_database_is_asked_and_never_made(
    tmp_path: Path, ready_files: ReadyFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def state(url: str) -> str:
        monkeypatch.setenv("DATABASE_URL", url)
        return database_state()

    file = tmp_path / "plan.db"
    assert state(sqlite_url(file)) == OK
    assert not file.exists()
    ready_files.copy_empty(file)
    assert state(sqlite_url(file)) == OK
    newer = create_engine(sqlite_url(file))
    with newer.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    newer.dispose()
    assert state(sqlite_url(file)) == "is of a newer version"
    assert state("postgresql://plan:word@127.0.0.1:1/plan") == DOWN
    assert state("nonsense") == "is not known"


@pytest.mark.parametrize("path", ["/healthz", "/metrics"])
def test_what_machines_ask_has_the_policies_of_every_answer(path: str) -> None:
    answers, _ = ask(path)
    said = dict(answers[0]["headers"])
    assert said[b"x-content-type-options"] == b"nosniff"
    assert said[b"content-security-policy"] == b"frame-ancestors 'self'"


def test_metrics_are_read_with_the_key_alone() -> None:
    counts = Counts(began=1_700_000_000, sessions=3)
    counts.faults["database"] += 2
    assert ask("/metrics", counts=counts)[0][0]["status"] == 404
    assert ask("/metrics", counts=counts, authorization="Bearer wrong")[0][0]["status"] == 404
    assert ask("/metrics", counts=counts, key="", authorization="Bearer ")[0][0]["status"] == 404
    answers, _ = ask("/metrics", counts=counts, authorization=f"Bearer {KEY}")
    said = answers[1]["body"].decode().splitlines()
    assert "improvement_plan_sessions 3" in said
    assert 'improvement_plan_requests_total{status="4xx"} 3' in said
    assert 'improvement_plan_faults_total{of="database"} 2' in said
    assert 'improvement_plan_faults_total{of="program"} 0' in said


def test_a_key_that_can_be_guessed_counts_as_none(caplog: pytest.LogCaptureFixture) -> None:
    assert metrics_key({"DASHBOARD_METRICS_KEY": " 1 "}) == ""
    assert "nobody reads the metrics" in caplog.text
    assert metrics_key({"DASHBOARD_METRICS_KEY": KEY}) == KEY


def test_connections_count_while_they_last_and_what_fails_counts_as_500() -> None:
    counts, seen = Counts(0), []

    async def connected(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        seen.append(counts.sessions)

    async def refused(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.close", "code": 1008})

    async def fails(scope: Scope, receive: Receive, send: Send) -> None:
        raise ValueError("of the program")

    ask("/_stcore/stream", kind="websocket", counts=counts, app=connected)
    assert (seen, counts.sessions) == ([1], 0)
    ask("/_stcore/stream", kind="websocket", counts=counts, app=refused)
    with pytest.raises(ValueError, match="of the program"):
        ask("/", counts=counts, app=fails)
    assert counts.requests == {"1xx": 1, "4xx": 1, "5xx": 1}


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What is logged as JSON."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    handler.addFilter(is_ours_to_tell)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


def test_a_request_is_a_line_without_its_query_or_session(
    lines: Callable[[], list[dict[str, Any]]],
) -> None:
    answers, _ = ask("/actions", cookie="secret")
    ask(UPLOAD)
    ask("/static/app.js")
    logging.getLogger("uvicorn.access").info('10.0.0.7:4040 - "GET /actions?q=Ada+Byron HTTP/1.1" 200')
    (request, upload) = [line for line in lines() if line["logger"] == "entry.watched"]
    assert (request["path"], request["status"], request["method"]) == ("/actions", 200, "GET")
    assert (b"x-request-id", request["request"].encode()) in answers[0]["headers"]
    assert upload["path"] == "/_stcore/upload_file"
    assert request["request"] != upload["request"]
    assert "Ada" not in json.dumps(lines())
    assert "secret" not in json.dumps(lines())


def test_a_fault_of_the_database_that_a_page_told_is_not_called_uncaught() -> None:
    def said(error: Exception) -> object:
        about = (type(error), error, None)
        record = logging.LogRecord(
            "streamlit.error_util", logging.ERROR, "", 0, "Uncaught app execution", None, about
        )
        return json.loads(JsonLines().format(record))["message"]

    assert said(DatabaseFault("The database is busy.")) == "a page met a fault of the database and told it"
    assert said(KeyError("Ada Byron")) == "Uncaught app execution"


def test_an_exception_is_told_without_its_text_and_a_statement_without_its_values(
    lines: Callable[[], list[dict[str, Any]]],
) -> None:
    log = logging.getLogger("somewhere")
    engine = create_engine("sqlite://", hide_parameters=True)
    try:
        with told_faults(), engine.connect() as connection:
            connection.execute(text("select * from nowhere where name = :name"), {"name": "Ada Byron"})
    except DatabaseFault:
        log.exception("a fault")
    engine.dispose()
    try:
        raise KeyError("Ada Byron")
    except KeyError:
        log.exception("another")
    fault, other = lines()
    assert fault["exception"][0]["text"].startswith("The database has other tables")
    assert fault["exception"][1]["statement"] == "select * from nowhere where name = ?"
    assert fault["exception"][1]["state"] == "SQLITE_ERROR"
    assert other["exception"][0]["type"] == "builtins.KeyError"
    assert "tests/unit/entry/test_watched.py" in other["exception"][0]["at"][-1]
    assert "Ada" not in json.dumps(lines())


def test_what_others_say_of_an_exception_is_told_without_its_text(
    lines: Callable[[], list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, module in (("excepthook", threading), ("excepthook", sys), ("unraisablehook", sys)):
        monkeypatch.setattr(module, name, getattr(module, name))
    log_lines._tell_what_nobody_caught()

    def fail() -> None:
        raise ValueError("Ada Byron")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    try:
        fail()
    except ValueError as error:
        logging.getLogger("streamlit.web").warning("not sent: %s", error)
        sys.excepthook(ValueError, error, error.__traceback__)

    class Ends:
        def __del__(self) -> None:
            fail()

    Ends()

    async def forgotten() -> None:
        asyncio.ensure_future(asyncio.to_thread(fail))
        await asyncio.sleep(0.05)

    asyncio.run(forgotten())
    gc.collect()
    logging.getLogger("py.warnings").warning("%s", "/x/cell.py:9: UserWarning: Ada Byron\n  a()")
    told = lines()
    assert "Ada" not in json.dumps(told)
    assert [line["message"] for line in told] == [
        "a thread ended by an exception",
        "not sent: ValueError",
        "the program ended by an exception",
        "an exception was ignored",
        "Task exception was never retrieved",
        "/x/cell.py:9: UserWarning",
    ]
    assert [line["exception"][0]["type"] for line in told if "exception" in line] == [
        "builtins.ValueError"
    ] * 4


def test_the_whole_log_is_json_where_a_setting_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    for name, module in (("excepthook", threading), ("excepthook", sys), ("unraisablehook", sys)):
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(streamlit.logger, "setup_formatter", streamlit.logger.setup_formatter)
    log_as_json({})
    assert root.handlers == before
    try:
        log_as_json({"DASHBOARD_LOG": "json"})
        ours = streamlit.logger.get_logger("streamlit.of.the.tests")
        assert [type(handler.formatter) for handler in (*ours.handlers, *root.handlers)] == [JsonLines] * 2
    finally:
        root.handlers[:] = before
        root.setLevel(level)
        logging.captureWarnings(False)
        monkeypatch.undo()
        streamlit.logger.update_formatter()


def test_a_session_is_named_so_that_nobody_can_act_as_it() -> None:
    assert session_name("a") != session_name("b")
    assert len(session_name("session-of-somebody")) == 12

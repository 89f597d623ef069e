"""A process whose children begin where it stands and die, as in a power cut, at a statement of their choice.

Owns: importing the program once, and one fork for each death instead of a new Python that imports it again.
Refuses: what the children do.
"""

import json
import os
import subprocess
import sys
from types import TracebackType
from typing import NamedTuple, Self

from tests.places import ROOT

KILLED = 137
# After this a preamble stands that defines act(arguments) and returns an exit code.
_HEAD = """
import json, os, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
"""
# A child counts what it sends to its database, and ends without any clean-up when the n-th is about to run.
_LOOP = """
def child(dies_at, arguments):
    seen = 0
    @event.listens_for(Engine, "before_cursor_execute")
    def count(*_):
        nonlocal seen
        seen += 1
        if seen == dies_at:
            os._exit(137)
    sys.stdout = sys.stderr
    code = act(arguments)
    os.write(told, str(seen).encode())
    return code
for line in sys.stdin:
    reads, told = os.pipe()
    one = os.fork()
    if one == 0:
        code = 99  # of an exception
        try:
            code = child(*json.loads(line))
        finally:
            sys.stderr.flush()
            os._exit(code)
    os.close(told)
    seen = b"".join(iter(lambda: os.read(reads, 99), b""))
    os.close(reads)
    _, status = os.waitpid(one, 0)
    print(os.waitstatus_to_exitcode(status), int(seen or 0), flush=True)
"""


class Ended(NamedTuple):
    """How a child ended, and how many statements it ran; 0 when it died."""

    code: int
    statements: int


class Mortals:
    """Children of one process, each told at which statement it dies (0: never); use it in a `with`."""

    def __init__(self, preamble: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _HEAD + preamble + _LOOP],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def act(self, dies_at: int, *arguments: object) -> Ended:
        """Let a new child act with these arguments, and wait for its end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps([dies_at, [str(each) for each in arguments]])}\n")
        self._process.stdin.flush()
        code, statements = self._process.stdout.readline().split()
        return Ended(int(code), int(statements))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

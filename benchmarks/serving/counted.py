"""The dashboard as a server runs it, which also tells what its views cost.

Owns: counting statements and processor time of its own process, and forgetting what was kept. Refuses:
everything on the pages. `benchmarks.pages` runs it.
"""

import json
import time
from pathlib import Path

import streamlit as st
from sqlalchemy import Engine, event
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.shell.cache import kept_answers

counts = {"statements": 0}


@event.listens_for(Engine, "before_cursor_execute")
def _count(*_: object) -> None:
    counts["statements"] += 1


async def spent(_: Request) -> Response:
    """Say how many statements were sent so far and how many seconds of processor time were taken."""
    return Response(json.dumps({**counts, "seconds": time.process_time()}), media_type="application/json")


async def forget(_: Request) -> Response:
    """Drop every figure that was kept."""
    kept_answers.clear()
    return Response("forgotten")


app = st.App(
    Path(__file__).resolve().parents[2] / "entry" / "dashboard.py",
    routes=[Route("/spent", spent), Route("/forget", forget, methods=["POST"])],
)

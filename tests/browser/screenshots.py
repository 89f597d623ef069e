"""The pictures of docs/screenshots.md and docs/overview.png, taken of the demonstration plan.

Owns: which screens, their sizes and colours, and files small enough for the repository. Refuses: what the
pictures show; the words beside them stand in docs/screenshots.md.

Run `python -m tests.browser.screenshots` (or `just screenshots`), then open the pictures and look at them.
The day is fixed, so that a picture changes only where a screen does.
"""

import io
import tempfile
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.upgrade import upgrade
from demo.seed import seed_demo
from tests.browser.serving import launch_browser, running_server
from tests.browser.visiting import arrive, new_visitor
from tests.places import ROOT

TODAY = "2025-03-03"
MOST_BYTES = 150_000
DESK, TELEPHONE = 1440, 390


class Screenshot(NamedTuple):
    """A picture: its file in docs/, the page's address, and the window in pixels."""

    file: str
    address: str
    height: int = 1000
    width: int = DESK
    theme: Literal["light", "dark"] = "light"


SCREENSHOTS = (
    Screenshot("overview.png", "/", height=1240),
    Screenshot("screenshots/overview-dark.png", "/", height=1240, theme="dark"),
    Screenshot("screenshots/overview-telephone.png", "/", height=1600, width=TELEPHONE),
    Screenshot("screenshots/actions.png", "/actions"),
    Screenshot("screenshots/update.png", "/update?id=4", height=1240),
    Screenshot("screenshots/front-door.png", "/front-door"),
    Screenshot("screenshots/measure.png", "/measure?id=2", height=1240),
    Screenshot("screenshots/what-changed.png", "/what-changed?since=2024-12-31", height=1240),
    Screenshot("screenshots/checks.png", "/checks"),
    Screenshot("screenshots/meeting.png", "/meeting?id=4"),
)


def main() -> None:
    """Take every picture anew and name it with its size."""
    (ROOT / "docs" / "screenshots").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch_browser(playwright)
        database = told(Path(folder) / "demo.db")
        with running_server(Path(folder), {"DASHBOARD_TODAY": TODAY}, database=database) as server:
            for each in SCREENSHOTS:
                content = small(take(browser, server.address, each))
                (ROOT / "docs" / each.file).write_bytes(content)
                print(f"docs/{each.file}  {len(content) / 1000:.0f} kB")
        browser.close()


def told(file: Path) -> str:
    """Tell the whole demonstration into a new database and return its address."""
    engine = make_engine(f"sqlite:///{file.as_posix()}")
    upgrade(engine)
    day = date.fromisoformat(TODAY)
    recorded_at = datetime.combine(day, time(9), tzinfo=UTC)
    seed_demo(make_write_sessions(engine), day, recorded_at=recorded_at)
    engine.dispose()
    return str(engine.url)


def take(browser: Browser, address: str, wanted: Screenshot) -> bytes:
    """Open a page as a new visitor and return what the window shows, as PNG."""
    with new_visitor(
        browser,
        viewport={"width": wanted.width, "height": wanted.height},
        color_scheme=wanted.theme,
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        arrive(page, f"{address}{wanted.address}")
        page.evaluate("document.fonts.ready")
        return page.screenshot(animations="disabled")


def small(picture: bytes) -> bytes:
    """Write a PNG with as many colours as MOST_BYTES allow. Raises ValueError when even 16 are too many."""
    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGB")
    for colours in (256, 128, 64, 32, 16):
        written = io.BytesIO()
        # Without dithering: flat areas stay flat, and letters clean.
        image.quantize(colours, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
        if len(written.getvalue()) <= MOST_BYTES:
            return written.getvalue()
    raise ValueError(f"{len(written.getvalue())} bytes with 16 colours; make the window smaller")


if __name__ == "__main__":
    main()

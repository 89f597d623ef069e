"""Every page of the product, opened by its address in each role, as text, and every file that it offers.

Owns: which addresses are opened and which buttons are pressed. Refuses: writing into the plan.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.sameness.drawn import words_of
from tests.sameness.files import store
from tests.sameness.project import APP, FIRST_PAGE, list_pages

_PRESSED = re.compile(r"Make |The plan in its own layout")  # buttons that make a file and write nothing
_OF_SCREENS = re.compile(r"\*\*1 of (\d+)\*\*")
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEMBER = "SELECT id FROM member WHERE role = ? AND active ORDER BY id LIMIT 1"
_TIMEOUT = 300  # seconds, for a machine that does other things besides
Address = dict[str, str]


class Pages:
    """The pages on one filled database, written into one folder."""

    def __init__(self, database: Path, folder: Path, figures: tuple[str, bytes] | None) -> None:
        self.database, self.folder, self.figures = database, folder, figures
        self.returned: tuple[str, bytes] | None = None
        self.scripts = {name: str(script) for name, script in list_pages()}

    def collect(self) -> None:
        """Write every page for the programme office with its files, and each page once for other roles."""
        addresses = self._addresses()
        for name in self.scripts:
            for address in addresses.get(name, [{}]):
                self._write("office", None, name, address, with_files=True)
        self._screens()
        self._uploads()
        for role in ("board_member", "head_of_service"):
            for member in self._ids(
                "SELECT id FROM member WHERE role = ? AND active ORDER BY id LIMIT 1", role
            ):
                for name in self.scripts:
                    self._write(role, member, name, addresses.get(name, [{}])[0])

    def _addresses(self) -> dict[str, list[Address]]:
        """List the addresses of each page; one that is not named is opened without any parameter."""
        actions = self._ids("SELECT MIN(id) FROM action WHERE NOT retired GROUP BY status ORDER BY 1")
        actions += self._ids("SELECT id FROM action WHERE awaiting_sign_off ORDER BY id LIMIT 1")
        people = self._ids("SELECT id FROM person ORDER BY id LIMIT 2")
        areas = self._ids("SELECT id FROM area ORDER BY id")
        measures = self._ids("SELECT id FROM measure ORDER BY id")
        frozen = self._ids("SELECT id FROM meeting WHERE frozen_at IS NOT NULL ORDER BY held_on DESC, id")
        ahead = self._ids("SELECT id FROM meeting WHERE frozen_at IS NULL ORDER BY held_on, id LIMIT 1")
        imports = self._ids("SELECT id FROM plan_import ORDER BY id")
        figures = self._ids("SELECT id FROM performance_import ORDER BY id")
        lists = ("worsened", "slipped", "completed", "narratives", "due_next", "measures")
        found: dict[str, list[Address]] = {
            "what-changed": [{}, *({"since": f"meeting-{frozen[-1]}", "show": each} for each in lists)],
            "my-actions": [{}, *({"person": f"{each}"} for each in people)],
            "actions": [
                {}, {"view": "list"}, {"group": "person"}, {"group": "area", "order": "due"},
                {"status": "delayed,at_risk"}, {"due": "overdue"}, {"person": "nobody"},
            ],
            "front-door": [{}, {"only": "attention"}],
            "people": [{}, {"view": "list"}, *({"person": f"{each}"} for each in people)],
            "meetings": [{}, {"task": "board"}, {"task": "visit"}],
            "board-pack": [*({"meeting": f"{each}"} for each in frozen[:1] + ahead), {}],
            "challenge-panel": [{"area": f"{each}"} for each in areas[:2]],
            "meeting": [{"id": f"{each}"} for each in frozen + ahead],
            "meeting-view": [{"id": f"{each}"} for each in frozen[:1] + ahead],
            "action": [{"id": f"{each}"} for each in actions],
            "update": [{"id": f"{each}"} for each in actions[:3]],
            "area": [{"id": f"{each}"} for each in areas],
            "measure": [{"id": f"{each}", "milestones": "1"} for each in measures] or [{}],
            "add-a-reading": [{}, *({"id": f"{each}"} for each in measures[:1])],
            "measures": [{}, *({"id": f"{each}"} for each in measures[:1])],
            "import-history": [
                {}, *({"import": f"{each}"} for each in imports),
                *({"performance": f"{each}"} for each in figures[:2]),
            ],
            "edit-plan": [{}, *({"id": f"{each}"} for each in actions[:1])],
        }  # fmt: skip
        return found

    def _screens(self) -> None:
        """Write every screen of the newest frozen meeting as it is shown in the room."""
        for meeting in self._ids(
            "SELECT id FROM meeting WHERE frozen_at IS NOT NULL ORDER BY held_on DESC, id LIMIT 1"
        ):
            first = self._write("office", None, "meeting-view", {"id": f"{meeting}", "at": "1"})
            found = _OF_SCREENS.search("\n".join(str(each.value) for each in first.markdown))
            for at in range(2, int(found[1]) + 1 if found else 2):
                self._write("office", None, "meeting-view", {"id": f"{meeting}", "at": f"{at}"})

    def _uploads(self) -> None:
        """Write what the pages say of the first files once more: what each would change now."""
        with closing(sqlite3.connect(self.database)) as asked:
            first = asked.execute("SELECT content FROM import_file ORDER BY import_id LIMIT 1").fetchone()
        if first is not None:
            self._write("office", None, "import-plan", {}, given=("plan.xlsx", first[0], _SHEET))
        if self.figures is not None:
            self._write("office", None, "load-performance", {}, given=(*self.figures, _SHEET))
        if self.returned is not None:
            # The page of imports hands it over to the page for return workbooks.
            self._write("office", None, "import-plan", {}, given=(*self.returned, _SHEET))

    def _write(
        self, role: str, member: int | None, page: str, address: Address, *,
        with_files: bool = False, given: tuple[str, bytes, str] | None = None,
    ) -> AppTest:  # fmt: skip
        """Open a page and write what it drew, then what it draws after each button that makes a file."""
        name = " ".join([page, *(f"{key}={value}" for key, value in address.items())])
        with _watched() as watched:
            at = AppTest.from_file(str(APP), default_timeout=_TIMEOUT)
            if member is not None:
                at.session_state["working_as"] = member
            at.run()  # the router needs one run before it knows its pages
            if page not in watched.ways:
                store(self.folder / "pages" / role, f"{name}.txt", "This page is not there for this role.\n")
                return at
            watched.begin()
            self._turn_to(at, page, address)
            if given is not None:
                name += f" with {given[0]}"
                at.file_uploader[0].set_value(given)
                watched.begin()
                at.run()
            drawn = _said(at, watched)
            for label in [each.label for each in at.button if with_files and _PRESSED.match(each.label)]:
                next(each for each in at.button if each.label == label).click()
                at.run()
                drawn += f"\n\n=== after “{label}”\n\n{_said(at, watched)}"
        store(self.folder / "pages" / role, f"{name}.txt", drawn)
        if with_files:
            self._store_files(name, watched)
        return at

    def _turn_to(self, at: AppTest, page: str, address: Address) -> None:
        at.switch_page(self.scripts[page])
        for key in list(at.query_params):
            del at.query_params[key]
        for key, value in address.items():
            at.query_params[key] = value
        at.run()

    def _store_files(self, name: str, watched: "_Watched") -> None:
        for label, (file_name, make) in watched.files.items():
            content = make() if callable(make) else make
            store(self.folder / "downloads" / name, f"{label} - {file_name}", content)
            if label == "Return workbook" and self.returned is None:
                self.returned = file_name, content

    def _ids(self, asked: str, *values: object) -> list[int]:
        with closing(sqlite3.connect(self.database)) as connection:
            return [number for (number,) in connection.execute(asked, values)]


class _Watched:
    """What a page hands to Streamlit that its tree of elements does not show."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Forget what earlier runs handed over."""
        self.files: dict[str, tuple[str, bytes | Callable[[], bytes]]] = {}
        self.open: list[str] = []
        self.ways: list[str] = []
        self.menu = ""
        self.title = ""


@contextmanager
def _watched() -> Iterator[_Watched]:
    """Open every expander, and note which were open anyway, files, pages of the menu, the tab's title."""
    watched = _Watched()
    download, expand, navigate, configure = (
        st.download_button, st.expander, st.navigation, st.set_page_config
    )  # fmt: skip

    def download_button(label: str, data: Any, file_name: str = "", **more: Any) -> Any:
        watched.files[label] = (str(file_name), data)
        return download(label, data, file_name=file_name, **more)

    def expander(label: str, expanded: bool = False, **more: Any) -> Any:
        watched.open += [label] if expanded else []
        return expand(label, expanded=True, **more)

    def navigation(pages: Any, **more: Any) -> Any:
        # The first page has no address of its own.
        # What no script draws says that the page is another role's.
        scripts = [each for each in pages if isinstance(each._page, Path)]
        watched.ways = [each.url_path or FIRST_PAGE for each in scripts]
        watched.menu = "; ".join(each.title for each in pages if each.visibility == "visible")
        return navigate(pages, **more)

    def set_page_config(**more: Any) -> Any:
        watched.title = str(more.get("page_title", ""))
        return configure(**more)

    with (
        mock.patch.object(st, "download_button", download_button),
        mock.patch.object(st, "expander", expander),
        mock.patch.object(st, "navigation", navigation),
        mock.patch.object(st, "set_page_config", set_page_config),
    ):
        yield watched


def _said(at: AppTest, watched: _Watched) -> str:
    said = [
        f"title of the tab: {watched.title}",
        f"address: {dict(sorted(at.query_params.items()))}",
        f"menu: {watched.menu}",
        f"pages: {' '.join(watched.ways)}",
        f"open without being pressed: {'; '.join(watched.open)}",
        *(f"file: {label}: {name}" for label, (name, _) in watched.files.items()),
        "",
        *words_of(at.main),
        *words_of(at.sidebar),
    ]
    return "\n".join(said) + "\n"

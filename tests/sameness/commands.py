"""Every file and every word of the command line on a filled database.

Owns: which commands are run. Refuses: the files that pages offer (see `pages`).
"""

import re
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from tests.sameness.files import store
from tests.sameness.project import main

_TEMPORARY = re.compile(re.escape(tempfile.gettempdir()) + r"[\\/]\w+")
_DETAILS = ("full", "exceptions", "summary")


class Commands:
    """The command line on the database that DATABASE_URL names, written into one folder."""

    def __init__(self, plan: str, day: str, folder: Path) -> None:
        self.plan, self.day, self.folder = plan, day, folder / "commands"

    def collect(self, frozen: Sequence[int], loaded: bytes, figures: tuple[str, bytes] | None) -> None:
        """Write every export in every form, packs of the day and of frozen meetings, reports and mails."""
        for what in ("actions", "measures"):
            for form in ("json", "csv", "xlsx"):
                self._run(f"export {what} {form}", ["export", what, "--format", form], f"{what}.{form}")
        self._run("export plan", ["export", "plan"], "plan.xlsx")
        with tempfile.TemporaryDirectory() as folder:
            # Not the file just written: the digest of its bytes holds the clock of its container.
            file = Path(folder) / "plan.xlsx"
            file.write_bytes(loaded)
            self._run("check json", ["check", str(file), "--json"], "", is_dated=True)
            self._run("check", ["check", str(file)], "", is_dated=True)
            if figures is not None:
                workbook = Path(folder) / figures[0]
                workbook.write_bytes(figures[1])
                asked = ["load-performance", str(workbook), "--dry-run", "--skip-unknown"]
                self._run("load-performance", asked, "", is_dated=True)
                self._run("load-performance json", [*asked, "--json"], "", is_dated=True)
        for detail in _DETAILS:
            self._pack(f"pack {detail}", ["--as-at", self.day, "--detail", detail, "--audience", "The board"])
        for meeting in frozen:
            # Their tables, and the charts of the newest in full, are all that the packs of the others hold.
            detail = "full" if meeting == frozen[-1] else "summary"
            self._pack(f"pack of meeting {meeting}", ["--meeting", str(meeting), "--detail", detail])
        self._pack("pack of two areas", ["--as-at", self.day, "--areas", "1,3"])
        self._run("remind", ["remind", "--dry-run"], "", is_dated=True)

    def _pack(self, name: str, asked: list[str]) -> None:
        self._run(name, ["pack", *asked], "pack.docx", tables="tables.xlsx")

    def _run(
        self, name: str, asked: list[str], file_name: str, *, tables: str = "", is_dated: bool = False
    ) -> None:
        """Run a command and write what it printed and what it wrote."""
        with tempfile.TemporaryDirectory() as folder:
            out, more = Path(folder) / file_name, Path(folder) / tables
            arguments = [*asked, "--plan", self.plan]
            if asked[0] == "export" or is_dated:
                arguments += ["--as-at", self.day]
            arguments += ["--out", str(out)] if file_name else []
            arguments += ["--tables", str(more)] if tables else []
            said, complained = StringIO(), StringIO()
            with redirect_stdout(said), redirect_stderr(complained):
                code = main(arguments)
            told = f"{said.getvalue()}\n=== standard error\n{complained.getvalue()}\n=== exit code {code}\n"
            for written in (out, more) if tables else (out,) if file_name else ():
                told = told.replace(str(written), written.name)
                if written.exists():
                    store(self.folder / name, written.name, written.read_bytes())
            store(self.folder / name, "said.txt", _TEMPORARY.sub("TEMPORARY", told))

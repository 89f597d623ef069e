"""Who may import whom, and what no layer may do: read from the syntax trees and the committed files."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

from tests.places import DASHBOARD, ROOT

LAYERS = (
    "app",
    "cli",
    "installed",
    "entry",
    "commands",
    "pages",
    "ui",
    "charts",
    "exports",
    "reminders",
    "loaders",
    "data_model",
    "demo",
)
OUTSIDE_THE_PROGRAM = ("tests", "benchmarks")
# What benchmarks share; what lies directly beside these folders is run by its name.
ROOMS_OF_BENCHMARKS = ("inputs", "measuring", "serving")

# Every arrow there may be between layers; within a layer anything but a page may be imported.
MAY_IMPORT: dict[str, frozenset[str]] = {
    # It names the script that is run for every visitor, and what every request passes before.
    "app": frozenset(("entry",)),
    "entry": frozenset(("ui", "charts", "exports", "loaders", "data_model", "demo")),
    "pages": frozenset(("ui", "charts", "exports", "loaders", "data_model")),
    # The way into an installed copy.
    "installed": frozenset(("cli",)),
    "cli": frozenset(("commands", "loaders", "reminders", "data_model")),
    # A pack has pictures of its charts.
    "commands": frozenset(("loaders", "demo", "charts", "exports", "reminders", "data_model")),
    "reminders": frozenset(("exports", "data_model")),
    "ui": frozenset(("data_model",)),
    "loaders": frozenset(("data_model",)),
    "demo": frozenset(("data_model", "loaders")),
    "charts": frozenset(("data_model",)),
    "exports": frozenset(("data_model",)),
    "data_model": frozenset(),
}
# Every arrow there may be between the rooms of a layer; a room may always import itself.
ROOMS: dict[str, dict[str, frozenset[str]]] = {
    "data_model": {
        "shared": frozenset(),
        "safekeeping": frozenset(("shared",)),
        "plan": frozenset(("shared",)),
        "access": frozenset(("shared", "plan", "published")),
        "people": frozenset(("shared", "safekeeping", "plan", "access", "migrations")),
        "readers": frozenset(("shared", "plan")),
        "measures": frozenset(("shared", "plan")),
        "money": frozenset(("shared", "plan", "measures")),
        "recommendations": frozenset(("shared", "plan")),
        "inspections": frozenset(("shared", "plan", "measures", "recommendations")),
        "published": frozenset(("shared", "plan", "measures")),
        "board": frozenset(
            ("shared", "plan", "measures", "money", "recommendations", "inspections", "published")
        ),
        "migrations": frozenset(
            (
                *("shared", "plan", "access", "readers", "measures", "money", "recommendations"),
                *("published", "inspections", "board"),
            )
        ),
    },
    "charts": {
        "parts": frozenset(),
        "plan": frozenset(("parts",)),
        "measures": frozenset(("parts",)),
        "board": frozenset(("parts",)),
        "inspections": frozenset(("parts",)),
        "money": frozenset(("parts",)),
    },
    "exports": {
        "formats": frozenset(),
        "plan": frozenset(("formats",)),
        "own_workbook": frozenset(("formats",)),
        "measures": frozenset(("formats",)),
        "pack": frozenset(("formats", "measures")),
        "money": frozenset(("formats",)),
        "recommendations": frozenset(("formats",)),
        "inspections": frozenset(("formats",)),
        "register": frozenset(("plan", "measures", "money", "recommendations", "inspections", "pack")),
    },
    "loaders": {
        "files": frozenset(),
        "plan": frozenset(("files",)),
        "return_workbook": frozenset(("files", "plan")),
        "contacts": frozenset(("files",)),
        "annex_a": frozenset(("files", "contacts")),
        "performance": frozenset(("files", "plan", "contacts", "annex_a")),
        "recommendations": frozenset(("files", "plan")),
        "money": frozenset(("files", "plan")),
        "published": frozenset(("files", "plan")),
    },
    "ui": {
        "shell": frozenset(),
        "parts": frozenset(("shell",)),
        "plan": frozenset(("shell", "parts")),
        "measures": frozenset(("shell", "parts", "plan")),
        "imports": frozenset(("shell", "parts", "measures")),
        "programme": frozenset(("shell", "parts")),
        "recommendations": frozenset(("shell", "parts")),
        "inspections": frozenset(("shell", "parts")),
        "board": frozenset(("shell", "parts", "plan", "measures", "money")),
        "money": frozenset(("shell", "parts")),
    },
}
# A register is one module above the rooms of its layer.
REGISTERS = {"exports": ["register.py"]}
MOST_MODULES = 30  # in one room; about 25 is the habit
# What of a room of data_model has to do with storage; all the rest are rows and rules.
STORAGE_FOLDERS = frozenset(("queries", "changes", "migrations"))
STORAGE_MODULES = frozenset(
    (
        "shared.as_at_versions",
        "shared.base",
        "shared.engine",
        "shared.faults",
        "shared.stored_rows",
        "shared.upgrade",
        "shared.data_folder",
        "shared.whose_database",
        "safekeeping",
        "people.person_search",
    )
)
# What charts and exports may not know of data_model although it is a rule: who may do what.
NOT_TO_BE_DRAWN = "data_model.shared.permissions"
# Where each of these packages may be imported. Pages ask named queries; two modules hold the database open.
ONLY_IN: dict[str, tuple[str, ...]] = {
    "streamlit": ("app", "entry", "pages", "ui"),
    "starlette": ("app", "entry"),
    "websockets": ("entry",),
    "pandas": ("pages", "ui"),
    "plotly": ("charts",),
    "matplotlib": ("charts",),
    "sqlalchemy": (
        "data_model",
        "loaders",
        "demo",
        "reminders",
        "cli",
        "commands",
        "entry",
        "ui.shell.database",
        "ui.shell.work_process",
    ),
    "smtplib": ("reminders",),
    "alembic": ("data_model",),
    "openpyxl": ("loaders", "exports", "demo"),
    "docx": ("exports",),
}
TAKES_ITS_DATES_AS_ARGUMENTS = ("data_model", "loaders", "charts", "exports", "reminders", "demo")
CLOCKS = ("today", "now", "utcnow")
DATA_ENDINGS = (
    ".xlsx",
    ".xlsm",
    ".xls",
    ".xlsb",
    ".ods",
    ".csv",
    ".tsv",
    ".db",
    ".sqlite",
    ".sqlite3",
    ".parquet",
    ".env",
)
LISTED_FILES = Path("tests/listed_files.txt")


class Module(NamedTuple):
    """A Python file of the project: its dotted name, its layer (the first part of it) and its syntax tree."""

    name: str
    layer: str
    tree: ast.Module


class Import(NamedTuple):
    """One import: the module it stands in, its line, and the dotted name that is imported."""

    module: Module
    line: int
    target: str

    def __str__(self) -> str:
        return f"{self.module.name}, line {self.line}: {self.target}"


def committed_files() -> list[PurePosixPath]:
    """List what git holds or would take with `git add .`; nothing in a folder that git does not know."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return []
    listed = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return [PurePosixPath(name) for name in listed.stdout.split("\0") if name]


@lru_cache(maxsize=1)
def modules() -> tuple[Module, ...]:
    """Read every Python file of every layer."""
    files = [path for layer in LAYERS for path in (ROOT / layer).rglob("*.py")]
    files += [path for layer in LAYERS if (path := ROOT / f"{layer}.py").exists()]
    found = []
    for path in sorted(files):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Module(name, parts[0], ast.parse(path.read_text("utf-8"))))
    return tuple(found)


@cache
def imports(module: Module) -> tuple[Import, ...]:
    """List a module's imports, those inside functions included; `from a import b` is "a.b".

    A module of ours that is handed to a call by its dotted name is imported there, later.
    """
    return tuple(_imports(module))


def _imports(module: Module) -> Iterator[Import]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (Import(module, node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            yield from (Import(module, node.lineno, f"{start}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call):
            named = (each.value for each in node.args if isinstance(each, ast.Constant))
            yield from (Import(module, node.lineno, name) for name in named if name in module_names())


@cache
def module_names() -> frozenset[object]:
    return frozenset(module.name for module in modules() if "." in module.name)


def all_imports() -> Iterator[Import]:
    for module in modules():
        yield from imports(module)


def first(dotted: str) -> str:
    return dotted.split(".")[0]


def second(dotted: str) -> str:
    return dotted.partition(".")[2].split(".")[0]


def is_within(name: str, places: tuple[str, ...]) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def test_every_layer_is_there_and_every_python_file_belongs_to_one() -> None:
    assert {module.layer for module in modules()} == set(LAYERS)
    known = set(LAYERS + OUTSIDE_THE_PROGRAM)
    others = [
        str(path)
        for path in committed_files()
        if path.suffix == ".py" and path.parts[0].removesuffix(".py") not in known
    ]
    assert others == []


def test_no_import_goes_against_the_arrows() -> None:
    wrong = [
        str(found)
        for found in all_imports()
        if first(found.target) in (*LAYERS, *OUTSIDE_THE_PROGRAM)
        and first(found.target) != found.module.layer
        and first(found.target) not in MAY_IMPORT[found.module.layer]
    ]
    assert wrong == []


def test_imports_name_their_module_in_full() -> None:
    assert [str(found) for found in all_imports() if found.target.startswith(".")] == []


def is_storage(dotted: str) -> bool:
    """Say whether a dotted name of data_model is one of its tables, reads, writes or the database itself."""
    parts = dotted.split(".")[1:]
    return (
        not parts
        or not STORAGE_FOLDERS.isdisjoint(parts)
        or any(part.startswith("tables") for part in parts)
        or any(is_within(dotted, (f"data_model.{module}",)) for module in STORAGE_MODULES)
    )


def test_each_module_of_a_layer_with_rooms_lies_in_one() -> None:
    for layer, rooms in ROOMS.items():
        found = {second(module.name) for module in modules() if module.layer == layer}
        assert found - {""} == set(rooms), layer
        loose = [path.name for path in (ROOT / layer).glob("*.py") if path.name != "__init__.py"]
        assert loose == REGISTERS.get(layer, []), f"{layer} has modules outside its rooms"


def test_rooms_import_downwards_alone() -> None:
    wrong = [
        str(found)
        for found in all_imports()
        if found.module.layer in ROOMS
        and first(found.target) == found.module.layer
        and second(found.target) != second(found.module.name)
        and second(found.target) not in ROOMS[found.module.layer].get(second(found.module.name), frozenset())
    ]
    assert wrong == []


def test_no_arrow_between_rooms_is_permitted_that_nothing_uses() -> None:
    used = {
        (found.module.layer, second(found.module.name), second(found.target))
        for found in all_imports()
        if first(found.target) == found.module.layer
    }
    unused = [
        f"{layer}: {room} to {target}"
        for layer, rooms in ROOMS.items()
        for room, targets in rooms.items()
        for target in targets
        if (layer, room, target) not in used
    ]
    assert unused == []


def test_rooms_have_no_circle() -> None:
    for layer, rooms in ROOMS.items():
        below: set[str] = set()
        while len(below) < len(rooms):
            free = {room for room, targets in rooms.items() if room not in below and targets <= below}
            assert free, f"the rooms of {layer} import one another in a circle"
            below |= free


def test_no_room_is_too_large_to_be_taken_in() -> None:
    folders = {
        path.parent
        for layer in LAYERS
        for path in (ROOT / layer).rglob("*.py")
        if "versions" not in path.parts  # migrations grow for ever, one a change of the tables
    }
    large = {
        str(folder.relative_to(ROOT)): count
        for folder in folders
        if (count := len([path for path in folder.glob("*.py") if path.name != "__init__.py"])) > MOST_MODULES
    }
    assert large == {}


def test_a_benchmark_is_run_by_its_name_and_what_it_shares_lies_in_a_room() -> None:
    files = [path.relative_to(ROOT) for path in (ROOT / "benchmarks").rglob("*.py")]
    assert {path.parts[1] for path in files if len(path.parts) == 3} == set(ROOMS_OF_BENCHMARKS)
    is_run = {path: '__name__ == "__main__"' in (ROOT / path).read_text("utf-8") for path in files}
    assert [str(path) for path, runs in is_run.items() if runs is not (len(path.parts) == 2)] == []
    said = "".join(path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md"))
    unsaid = [path.stem for path, runs in is_run.items() if runs and f"-m benchmarks.{path.stem}" not in said]
    assert unsaid == []


def test_charts_and_exports_know_only_rows_and_rules() -> None:
    wrong = [
        str(found)
        for found in all_imports()
        if found.module.layer in ("charts", "exports")
        and first(found.target) == "data_model"
        and (is_storage(found.target) or is_within(found.target, (NOT_TO_BE_DRAWN,)))
    ]
    assert wrong == []


def test_rules_import_the_standard_library_and_one_another_alone() -> None:
    rules = [
        module
        for module in modules()
        if module.layer == "data_model" and module.name.count(".") > 1 and not is_storage(module.name)
    ]
    assert len(rules) > 30
    wrong = [
        str(found)
        for module in rules
        for found in imports(module)
        if first(found.target) not in sys.stdlib_module_names
        and (first(found.target) != "data_model" or is_storage(found.target))
    ]
    assert wrong == []


def test_migrations_know_nothing_of_the_program() -> None:
    # What is stored for ever never depends on today's classes.
    wrong = [
        str(found)
        for found in all_imports()
        if is_within(found.module.name, ("data_model.migrations.versions",)) and first(found.target) in LAYERS
    ]
    assert wrong == []


@pytest.mark.parametrize("package", ONLY_IN)
def test_a_package_is_imported_only_where_it_belongs(package: str) -> None:
    users = [found for found in all_imports() if first(found.target) == package]
    assert users, f"nothing imports {package} any more; take it out of ONLY_IN"
    assert [str(found) for found in users if not is_within(found.module.name, ONLY_IN[package])] == []


def test_nobody_imports_a_page() -> None:
    assert [str(found) for found in all_imports() if first(found.target) == "pages"] == []


def test_no_script_lies_directly_in_pages() -> None:
    # Streamlit serves such a script by its address without ever running the one that signs people in.
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == []
    assert len(list((ROOT / "pages").glob("*/*.py"))) > 0


def test_no_folder_of_pages_lies_beside_the_script_that_is_run_for_every_visitor() -> None:
    # With one, Streamlit says "Page not found" to the first visitor of a server who comes by a deep link.
    assert DASHBOARD.parent != ROOT
    assert [path.name for path in DASHBOARD.parent.iterdir() if path.is_dir() and path.name == "pages"] == []


def test_every_module_says_what_it_is_for() -> None:
    assert [module.name for module in modules() if not ast.get_docstring(module.tree)] == []


# The few scripts of our own, each for what Streamlit has no way to do (docs/development/decisions/0001).
SCRIPTED = {
    "ui.parts.focus",
    "ui.parts.link_rows",
    "ui.parts.refused_files",
    "ui.parts.typed_words",
    "ui.shell.browser_memory",
}


def test_no_field_or_button_keeps_what_a_page_read() -> None:
    """A function that a page defines holds all that the page read, and Streamlit keeps what a widget was
    given for as long as the tab is open: a page's rows would stay with everybody who once opened it."""
    found = []
    for module in modules():
        if first(module.name) != "pages":
            continue
        own = {each.name for each in ast.walk(module.tree) if isinstance(each, ast.FunctionDef)}
        given = [
            (each.arg, each.value)
            for call in ast.walk(module.tree)
            if isinstance(call, ast.Call)
            for each in call.keywords
            if each.arg in ("format_func", "on_change", "on_click", "on_select")
        ]
        found += [
            f"{module.name}:{value.lineno} {name}"
            for name, value in given
            if isinstance(value, ast.Lambda) or (isinstance(value, ast.Name) and value.id in own)
        ]
    assert found == []


def test_no_page_writes_raw_html() -> None:
    wrong = []
    for module in modules():
        if module.name in SCRIPTED:
            continue
        for node in ast.walk(module.tree):
            if (
                (isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html")
                or (
                    isinstance(node, ast.Attribute)
                    and ast.unparse(node) in ("st.html", "st.components")
                    and (module.name, ast.unparse(node)) != ("ui.shell.stylesheet", "st.html")
                )
                or (isinstance(node, ast.ImportFrom) and "components" in (node.module or ""))
            ):
                wrong.append(f"{module.name}: {ast.unparse(node)}")
    assert wrong == []


def test_no_script_of_ours_writes_markup_or_sends_anything() -> None:
    for name in SCRIPTED:
        for file in ROOT.glob(f"{name.replace('.', '/')}.*"):
            said = file.read_text(encoding="utf-8")
            for word in (
                "innerHTML",
                "outerHTML",
                "eval(",
                "fetch(",
                "XMLHttp",
                "sendBeacon",
                "://",
                "import(",
                "url(",
            ):
                assert word not in said, f"{file.name}: {word}"


def test_no_layer_below_the_pages_reads_the_clock() -> None:
    wrong = [
        f"{module.name}, line {node.lineno}: {ast.unparse(node.func)}"
        for module in modules()
        if module.layer in TAKES_ITS_DATES_AS_ARGUMENTS
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and ast.unparse(node.func.value).split(".")[-1] in ("date", "datetime")
    ]
    wrong += [
        str(found)
        for found in all_imports()
        if found.module.layer in TAKES_ITS_DATES_AS_ARGUMENTS and first(found.target) == "time"
    ]
    assert wrong == []


def test_no_data_file_is_committed_that_nobody_listed() -> None:
    listed = (ROOT / LISTED_FILES).read_text("utf-8").split() if (ROOT / LISTED_FILES).exists() else []
    data = [str(path) for path in committed_files() if path.name.lower().endswith(DATA_ENDINGS)]
    assert [name for name in data if name not in listed] == []

"""Who may import whom, and what no layer may do: read from the syntax trees and the committed files."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAYERS = (
    "app",
    "cli",
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

# Every arrow there may be between layers; within a layer anything but a page may be imported.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "app": frozenset(("ui", "charts", "exports", "loaders", "data_model", "demo")),
    "pages": frozenset(("ui", "charts", "exports", "loaders", "data_model")),
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
RULES = frozenset(
    ("statuses", "due_dates", "date_words", "short_names", "action_filter", "stated", "rows", "status_looks")
    + ("permissions", "colour_words")
    + ("rows_updates", "update_rules", "file_kinds", "email_address")
    + ("stamps", "layouts")
    + ("measures", "rows_performance", "measure_catalogue", "stated_measures", "rows_standing")
    + ("control_charts", "control_limits", "measure_standing", "measure_sentence", "measure_moves")
    + ("measure_words", "measure_looks")
    + ("rows_board", "movement", "assurance_checks", "schedule", "confidence")
    + ("working_days", "bank_holidays", "clocks")
)
STORAGE = frozenset(
    ("tables_base", "tables_updates", "tables_performance", "tables_board")
    + ("tables", "engine", "upgrade", "database_place", "migrations", "queries", "changes", "data_model")
)
# What charts and exports may know of data_model: the rows they draw from and the words for them.
ROWS_AND_RULES = RULES - {"permissions"}
# Where each of these packages may be imported. Pages ask named queries; two modules hold the database open.
ONLY_IN: dict[str, tuple[str, ...]] = {
    "streamlit": ("app", "pages", "ui"),
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
        "app",
        "ui.shell.database",
    ),
    "smtplib": ("reminders",),
    "alembic": ("data_model",),
    "cattrs": ("data_model",),
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


def imports(module: Module) -> Iterator[Import]:
    """List a module's imports, those inside functions included; `from a import b` is "a.b"."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (Import(module, node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            yield from (Import(module, node.lineno, f"{start}.{alias.name}") for alias in node.names)


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


def test_charts_and_exports_know_only_rows_and_rules() -> None:
    wrong = [
        str(found)
        for found in all_imports()
        if found.module.layer in ("charts", "exports")
        and first(found.target) == "data_model"
        and second(found.target) not in ROWS_AND_RULES
    ]
    assert wrong == []


def test_rules_import_the_standard_library_and_one_another_alone() -> None:
    rules = [module for module in modules() if module.name in {f"data_model.{rule}" for rule in RULES}]
    assert len(rules) == len(RULES)
    others = {second(module.name) or module.name for module in modules() if module.layer == "data_model"}
    assert others - RULES - STORAGE == set(), "say whether it is a rule or has to do with storage"
    wrong = [
        str(found)
        for module in rules
        for found in imports(module)
        if first(found.target) not in sys.stdlib_module_names
        and not (first(found.target) == "data_model" and second(found.target) in RULES)
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
    # Streamlit serves such a script by its address without ever running app.py.
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == []
    assert len(list((ROOT / "pages").glob("*/*.py"))) > 0


def test_every_module_says_what_it_is_for() -> None:
    assert [module.name for module in modules() if not ast.get_docstring(module.tree)] == []


def test_no_page_writes_raw_html() -> None:
    wrong = []
    for module in modules():
        for node in ast.walk(module.tree):
            if (
                (isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html")
                or (isinstance(node, ast.Attribute) and ast.unparse(node) in ("st.html", "st.components"))
                or (isinstance(node, ast.ImportFrom) and "components" in (node.module or ""))
            ):
                wrong.append(f"{module.name}: {ast.unparse(node)}")
    assert wrong == []


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

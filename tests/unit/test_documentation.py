"""What the documentation must hold: every command, option, setting, field, issue, heading and date form."""

import argparse
import ast
import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import ModuleType

import pytest

import cli
import loaders.annex_a.annex_a_issues
import loaders.contacts.contact_issues
import loaders.files.issues
import loaders.money.benefits.benefit_issues
import loaders.money.funds.fund_issues
import loaders.money.money_issues
import loaders.performance.performance_issues
import loaders.plan.compare_issues
import loaders.plan.plan_issues
import loaders.plan.ratings.rating_issues
import loaders.published.published_issues
import loaders.recommendations.tracker_issues
import loaders.return_workbook.returned_issues
from commands.terminal import DONE, REFUSED, USAGE
from data_model.board.assurance_checks import CHECKS
from data_model.measures.assessment_rows import AttentionRank
from data_model.measures.control_charts import Assurance, ChartSettings, Rule, Variation
from data_model.measures.measure_catalogue import CATALOGUE, CatalogueEntry
from data_model.measures.measure_text import value_text
from data_model.measures.measure_vocabulary import Polarity
from data_model.measures.rows import PerformanceSettings
from data_model.migrations.metadata import METADATA
from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.due_dates import DueKind
from data_model.plan.statuses import Status
from data_model.recommendations.recommendation_checks import CHECKS as RECOMMENDATION_CHECKS
from data_model.shared.days.bank_holidays import FIRST_KNOWN, LAST_KNOWN
from data_model.shared.permissions import (
    ON_OWN_ACTIONS,
    ON_OWN_BENEFITS,
    ON_OWN_SAVINGS,
    Actor,
    Permission,
    Role,
    is_permitted,
)
from exports.plan.full import HEADINGS
from exports.register import EXPORTS
from loaders.annex_a import annex_a_figures, annex_a_lists
from loaders.contacts import contact_columns, contact_figures
from loaders.files.issues import ISSUE_TYPES, IssueType
from loaders.money.benefits.benefit_headings import BENEFIT_WORDINGS
from loaders.money.benefits.benefit_report import BENEFITS_KEYS
from loaders.money.funds.fund_headings import FUND_HEADINGS, LEDGER_HEADINGS
from loaders.money.savings.savings_report import SAVINGS_KEYS
from loaders.performance import performance_headings
from loaders.plan.heading_vocabulary import BEGINNINGS, WORDINGS
from loaders.published.published_report import PUBLISHED_KEYS
from loaders.recommendations.tracker_vocabulary import BEGINNINGS as TRACKER_BEGINNINGS
from loaders.recommendations.tracker_vocabulary import WORDINGS as TRACKER_WORDINGS
from tests.browser.screenshots import MOST_BYTES, SCREENSHOTS
from tests.integration.commands.test_command_line import RECORD_KEYS, REPORT_KEYS
from tests.integration.commands.test_command_line_funds import FUND_REPORT_KEYS
from tests.integration.commands.test_command_line_performance import FIGURES_REPORT_KEYS, READING_KEYS
from tests.places import ROOT

PROGRAM = (
    "app.py",
    "cli.py",
    "installed.py",
    "entry",
    "commands",
    "pages",
    "ui",
    "charts",
    "exports",
    "loaders",
    "reminders",
    "data_model",
    "demo",
)


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def section(name: str, heading: str) -> str:
    """Give the part of a document under one heading, up to the next of the same or a higher level."""
    level = heading.split(" ")[0]
    found = re.search(
        rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", read(name), re.MULTILINE | re.DOTALL
    )
    assert found, f"{name} has no heading “{heading}”"
    return found[1]


def rows(text: str) -> list[list[str]]:
    """Give the cells of the table rows whose first cell is code."""
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def first_cells(text: str) -> list[str]:
    return [row[0].strip("`") for row in rows(text)]


def commands() -> dict[str, argparse.ArgumentParser]:
    (sub,) = [action for action in cli._parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(sub.choices)


def program_files() -> Iterator[Path]:
    """List the program's Python files."""
    for place in PROGRAM:
        path = ROOT / place
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def settings_read_by_the_program() -> Iterator[str]:
    """List the environment variables that the program asks for by name."""
    for file in program_files():
        if "environ" not in (code := file.read_text("utf-8")):
            continue
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.Call | ast.Subscript) and "environ" in ast.unparse(node):
                texts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
                yield from (text for text in texts if isinstance(text, str) and text.isupper())


@pytest.mark.parametrize("command", commands())
def test_every_command_has_a_section_that_names_each_of_its_options(command: str) -> None:
    told = section("docs/command-line.md", f"## `{command}`")
    assert f"python cli.py {command}" in told
    for action in commands()[command]._actions:
        if "--help" in action.option_strings:
            continue
        for option in action.option_strings:
            assert re.search(rf"^\| `{option}[ `]", told, re.MULTILINE), f"{option} of {command}"
        for choice in action.choices or ():
            assert f"`{choice}`" in told or command == "load", f"{choice} of {command}"


def test_no_command_is_documented_that_is_not_there() -> None:
    told = re.findall(r"^## `([\w-]+)`$", read("docs/command-line.md"), re.MULTILINE)
    assert sorted(told) == sorted(commands())
    for command in commands():
        assert f"`{command}`" in read("README.md")


def test_the_exit_codes_are_documented() -> None:
    told = section("docs/command-line.md", "## Exit codes")
    assert re.findall(r"^\| (\d) \|", told, re.MULTILINE) == [str(c) for c in (DONE, REFUSED, USAGE)]


def test_the_reports_fields_are_documented_in_their_order() -> None:
    assert first_cells(section("docs/command-line.md", "## The report as JSON")) == REPORT_KEYS


def test_the_performance_reports_fields_are_documented_in_their_order() -> None:
    told = section("docs/command-line.md", "## The performance report as JSON")
    assert first_cells(told) == FIGURES_REPORT_KEYS


def test_the_savings_reports_fields_are_documented_in_their_order() -> None:
    told = section("docs/command-line.md", "## The savings report as JSON")
    assert first_cells(told) == list(SAVINGS_KEYS)


def test_the_benefits_reports_fields_are_documented_in_their_order() -> None:
    told = section("docs/command-line.md", "## The benefits report as JSON")
    assert first_cells(told) == list(BENEFITS_KEYS)


def test_the_published_reports_fields_are_documented_in_their_order() -> None:
    told = section("docs/command-line.md", "## The published report as JSON")
    assert first_cells(told) == list(PUBLISHED_KEYS)


def test_every_heading_of_a_table_of_benefits_is_documented() -> None:
    told = section("docs/money.md", "## Loading benefits")
    for column, wordings in BENEFIT_WORDINGS.items():
        assert f"| {column.value} | {', '.join(f'`{each}`' for each in wordings)} |" in told


def test_every_export_is_documented_with_its_formats() -> None:
    expected = [
        [
            f"`{each.name}`",
            each.holds,
            ", ".join(f"`{form}`" for form in each.formats),
            "yes" if each.is_on_command_line else "no",
        ]
        for each in EXPORTS.values()
    ]
    assert rows(section("docs/command-line.md", "### Every export")) == expected


def test_an_exported_readings_fields_are_documented_in_their_order() -> None:
    assert first_cells(section("docs/command-line.md", "## An exported reading")) == READING_KEYS


def test_an_exported_actions_fields_are_documented_in_their_order() -> None:
    told = section("docs/command-line.md", "## An exported action")
    assert first_cells(told) == RECORD_KEYS
    for heading in HEADINGS:
        assert f"`{heading}`" in told
    for value in (*Status, *DueKind):
        assert f"`{value}`" in told


def test_every_setting_is_documented() -> None:
    settings = set(settings_read_by_the_program())
    assert settings == {
        "DATABASE_URL",
        "DASHBOARD_TODAY",
        "DASHBOARD_OPEN_DEMO",
        "DASHBOARD_ADDRESS",
        "DASHBOARD_OTHER_ADDRESSES",
        "DASHBOARD_BEHIND_PROXY",
        "DASHBOARD_METRICS_KEY",
        "DASHBOARD_LOG",
        "DASHBOARD_SIGN_IN_HOURS",
        "DASHBOARD_IDLE_MINUTES",
        "DASHBOARD_UPLOADS_SESSION_MB",
        "DASHBOARD_UPLOADS_SERVER_MB",
        "SMTP_HOST",
        "SMTP_PORT",
        "SMTP_USER",
        "SMTP_PASSWORD",
        "SMTP_FROM",
        "SMTP_SECURITY",
    }
    for setting in settings:
        assert f"| `{setting}` |" in read("README.md")
        assert f"| `{setting}` |" in section("docs/configuration.md", "## Environment variables")


def test_the_table_of_roles_says_what_the_permissions_say() -> None:
    told = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section("docs/sign-in.md", "## Roles").splitlines()
        if line.startswith("| ")
    ]

    def word(role: Role, permission: Permission) -> str:
        if not is_permitted(Actor("Somebody", role, through="test"), permission):
            return "no"
        if role is not Role.HEAD_OF_SERVICE:
            return "yes"
        own = {
            **dict.fromkeys(ON_OWN_ACTIONS, "own actions"),
            **dict.fromkeys(ON_OWN_SAVINGS, "own savings"),
            **dict.fromkeys(ON_OWN_BENEFITS, "own benefits"),
        }
        return own.get(permission, "yes")

    expected = [[each.value, *(word(role, each) for role in Role)] for each in Permission]
    assert sorted(told[3:]) == sorted(expected)


def test_the_secrets_shown_are_what_streamlit_reads() -> None:
    alone, several = (
        tomllib.loads(text)["auth"]
        for text in re.findall(r"```toml\n(.*?)```", read("docs/sign-in.md"), re.DOTALL)
    )
    provider = {"client_id", "client_secret", "server_metadata_url"}
    assert set(alone) == {"redirect_uri", "cookie_secret", *provider}
    assert set(several) == {"redirect_uri", "cookie_secret", "council", "partners"}
    assert set(several["council"]) == set(several["partners"]) == provider
    assert alone["redirect_uri"].endswith("/oauth2callback")


def test_every_line_of_the_servers_configuration_is_documented_with_its_value() -> None:
    told = {
        row[0].strip("`"): row[2]
        for row in rows(section("docs/configuration.md", "## `.streamlit/config.toml`"))
    }
    delivered = tomllib.loads(read(".streamlit/config.toml"))
    for group, values in delivered.items():
        for name, value in {} if group == "theme" else values.items():
            shown = str(value).lower() if isinstance(value, bool) else str(value)
            assert told.pop(f"{group}.{name}").startswith(f"`{shown}`"), f"{group}.{name}"
    assert list(told) == ["theme"]


def issues_of(*modules: ModuleType) -> list[list[str]]:
    """Give the rows that document the issues which modules define."""
    kinds = [kind for module in modules for kind in vars(module).values() if isinstance(kind, IssueType)]
    return [[f"`{kind.code}`", kind.title, kind.severity.value, kind.what_to_do] for kind in kinds]


# Where the kinds of issue that a module defines are documented.
ISSUES_DOCUMENTED: dict[str, tuple[ModuleType, ...]] = {
    "docs/loading.md": (
        loaders.files.issues,
        loaders.plan.plan_issues,
        loaders.plan.ratings.rating_issues,
        loaders.plan.compare_issues,
        loaders.return_workbook.returned_issues,
    ),
    "docs/loading-performance.md": (
        loaders.performance.performance_issues,
        loaders.contacts.contact_issues,
    ),
    "docs/annex-a.md": (loaders.annex_a.annex_a_issues,),
    "docs/published.md": (loaders.published.published_issues,),
    "docs/recommendations.md": (loaders.recommendations.tracker_issues,),
    "docs/money.md": (
        loaders.money.money_issues,
        loaders.money.funds.fund_issues,
        loaders.money.benefits.benefit_issues,
    ),
}


@pytest.mark.parametrize(("name", "modules"), ISSUES_DOCUMENTED.items())
def test_every_issue_is_documented_with_its_words(name: str, modules: tuple[ModuleType, ...]) -> None:
    expected = issues_of(*modules)
    told = rows(section(name, "## Every issue"))
    lacking = ["| " + " | ".join(row) + " |" for row in expected if row not in told]
    assert lacking == [], "add or mend these lines:\n" + "\n".join(lacking)
    assert len(told) == len(expected)


def test_every_kind_of_issue_is_defined_in_a_module_whose_issues_are_documented() -> None:
    modules = [module for some in ISSUES_DOCUMENTED.values() for module in some]
    delivered = {str(path) for path in (ROOT / "loaders").rglob("*issues.py")}
    assert {module.__file__ for module in modules} == delivered
    assert sorted(row[0] for row in issues_of(*modules)) == sorted(f"`{code}`" for code in ISSUE_TYPES)


def test_every_heading_of_funds_and_ledgers_is_documented() -> None:
    told = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section("docs/money.md", "## Loading funds and a ledger").splitlines()
        if line.startswith("| ") and "`" in line
    ]
    headings = [*FUND_HEADINGS.items(), *LEDGER_HEADINGS.items()]
    assert told == [[name, ", ".join(f"`{word}`" for word in words)] for name, words in headings]


def test_the_report_on_funds_is_documented_field_by_field() -> None:
    told = rows(section("docs/command-line.md", "## The report on funds as JSON"))
    named = [name for row in told for name in re.findall(r"`(\w+)`", row[0])]
    assert named == FUND_REPORT_KEYS


def test_every_heading_of_a_tracker_is_documented() -> None:
    told = section("docs/recommendations.md", "### Headings")
    expected = [[f"`{column.value}`", ", ".join(words)] for column, words in TRACKER_WORDINGS.items()]
    assert rows(told) == expected
    assert all(f"*{one}*" in told for beginnings in TRACKER_BEGINNINGS.values() for one in beginnings)


def test_every_check_of_recommendations_is_documented_by_its_title() -> None:
    told = section("docs/recommendations.md", "## What is checked")
    assert all(f"| {check.title} |" in told for check in RECOMMENDATION_CHECKS.values())


def test_every_heading_of_tables_of_measures_is_documented() -> None:
    told = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section("docs/loading-performance.md", "### Headings").splitlines()
        if line.startswith("| ") and "`" in line
    ]
    expected = [
        [role.value, ", ".join(f"`{wording}`" for wording in wordings)]
        for role, wordings in performance_headings.WORDINGS.items()
    ]
    assert told == expected


def test_every_heading_and_measure_of_a_list_of_contacts_is_documented() -> None:
    told = {row[0].strip("`"): row[1] for row in rows(section("docs/contact-list.md", "## Columns"))}
    assert list(told) == [*contact_columns.DATED, *contact_columns.WORDINGS]
    for column, wordings in contact_columns.WORDINGS.items():
        assert told[column] == ", ".join(f"`{wording}`" for wording in wordings)
    for column, forms in contact_columns.DATED.items():
        assert [form for form in forms if f"`{form}`" not in told[column]] == []
    measures = first_cells(section("docs/contact-list.md", "## Measures"))
    assert measures == [
        *(contact_figures.CONTACTS, contact_figures.OPEN_CONTACTS),
        contact_figures.open_longer_name(PerformanceSettings()),
        *(contact_figures.DECISION, contact_figures.TRIAGE),
        *(contact_figures.REFERRAL, contact_figures.NO_ACTION),
    ]


def test_every_heading_and_measure_of_annex_a_is_documented() -> None:
    told = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section("docs/annex-a.md", "## What stays where it is").splitlines()
        if line.startswith("| ") and "`" in line
    ]
    assert told == [
        [role.value, ", ".join(f"`{wording}`" for wording in wordings)]
        for role, wordings in annex_a_lists.WORDINGS.items()
    ]
    measures = first_cells(section("docs/annex-a.md", "## What is counted"))
    assert measures == [name for names in annex_a_figures.MEASURES_OF.values() for name in names]


def test_every_measure_of_the_catalogue_is_documented_with_its_target() -> None:
    told = [
        [row[0].strip("`"), *row[1:]] for row in rows(section("docs/performance.md", "### The catalogue"))
    ]

    def target(entry: CatalogueEntry) -> str:
        said = value_text(entry.target, entry.definition.unit) if entry.target is not None else ""
        return f"{said} for {entry.target_part}" if entry.target_part else said

    better = {Polarity.HIGHER: "higher", Polarity.LOWER: "lower", Polarity.INFO: "for information"}
    assert told == [
        [entry.name, better[entry.definition.polarity], entry.definition.frequency.value, target(entry)]
        for entry in CATALOGUE
    ]


@pytest.mark.parametrize(
    ("heading", "words"),
    [("### The rules", Rule), ("### Variation", Variation), ("### Assurance", Assurance)],
)
def test_every_word_of_a_control_chart_is_explained(heading: str, words: type[StrEnum]) -> None:
    assert first_cells(section("docs/performance.md", heading)) == [word.value for word in words]


def test_the_settings_of_a_chart_are_documented_as_they_are() -> None:
    told = section("docs/performance.md", "## Reading a chart")
    settings = ChartSettings()
    assert f"{settings.trend_length} figures in a row, each strictly higher" in told
    assert f"{settings.run_length} figures in a row on one side of the mean" in told
    assert f"**Fewer than {settings.fewest_points} figures**" in told
    assert f"{FIRST_KNOWN.year} to {LAST_KNOWN.year}" in section("docs/performance.md", "## Clocks and tiers")


def test_the_order_of_need_is_documented_in_full() -> None:
    told = re.findall(r"^\d+\. ", section("docs/performance.md", "### Worst first"), re.MULTILINE)
    assert told == [f"{need.value}. " for need in AttentionRank]


@pytest.mark.parametrize("code", CHECKS)
def test_every_check_is_documented_with_its_words(code: str) -> None:
    check = CHECKS[code]
    told = section("docs/assurance-checks.md", f"## {check.title}")
    assert told.strip().startswith(f"{check.explanation}\n")
    assert rows(told) == [
        [f"`{one.name}`", f"{one.words}: {one.default}; from {one.least} to {one.most}"]
        for one in check.settings
    ]
    for line in (
        f"| Code | `{check.code}` |",
        f"| Weight | {check.weight.value} |",
        f"| Question for a panel | {check.question} |",
    ):
        assert line in told.splitlines()
    assert "\nFor example: " in told


def test_no_check_is_documented_that_is_not_there() -> None:
    told = re.findall(r"^\| Code \| `(.*)` \|$", read("docs/assurance-checks.md"), re.MULTILINE)
    assert told == list(CHECKS)


def public_classes() -> dict[str, str]:
    """Give the room of each public class of data_model."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "data_model").rglob("*.py")):
        if "versions" in path.parts:
            continue
        room = path.relative_to(ROOT / "data_model").parts[0]
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                assert node.name not in found, f"{node.name} is the name of two classes"
                found[node.name] = room
    return found


def test_every_public_class_of_the_data_model_stands_in_the_glossary() -> None:
    told = rows(section("docs/development/glossary.md", "## Names in the code"))
    expected = public_classes()
    assert len(expected) > 150
    listed = {row[0].strip("`"): row[1].strip("`") for row in told}
    lacking = [f"| `{name}` | `{room}` | … |" for name, room in expected.items() if name not in listed]
    assert lacking == [], "add these lines with a meaning:\n" + "\n".join(lacking)
    assert listed == expected
    assert len(told) == len(listed)
    assert [row for row in told if len(row[2]) < 15 or not row[2].endswith(".")] == []
    names = [name.casefold() for name in listed]
    assert names == sorted(names)


def test_every_table_is_documented() -> None:
    before_the_first_section = read("docs/tables.md").split("\n## ")[0]
    assert sorted(first_cells(before_the_first_section)) == sorted(METADATA.tables)


def test_every_status_is_documented_with_its_name() -> None:
    told = section("docs/loading.md", "### The plan's own RAG key")
    for status in Status:
        assert f"| `{status}` |" in told


def test_every_heading_that_is_recognised_is_documented() -> None:
    sections = re.split(r"^## .*$", read("docs/headings.md"), flags=re.MULTILINE)[1:]
    assert len(sections) == len(WORDINGS)
    for told, (field, wordings) in zip(sections, WORDINGS.items(), strict=True):
        beginnings = [f"{beginning} …" for beginning in BEGINNINGS.get(field, ())]
        assert re.findall(r"`([^`]+)`", told) == [*wordings, *beginnings], field


def documented_dates() -> list[list[str]]:
    return rows(section("docs/loading.md", "### What each form becomes"))


@pytest.mark.parametrize("row", documented_dates(), ids=lambda row: row[0])
def test_a_documented_date_form_becomes_what_is_said(row: list[str]) -> None:
    written, becomes, kind, precision, said = row
    due = understand_due_date(written.strip("`"))
    day = f"{due.date.day} {due.date:%B %Y}" if due.date else "no date"
    repeats = f"Repeats {due.repeats}." if due.repeats else ""
    assert [becomes, kind, precision, said] == [
        day,
        due.kind.value,
        due.precision.value,
        f"{repeats} {due.doubt}".strip(),
    ]


def test_the_date_table_shows_every_kind_and_every_precision() -> None:
    shown = documented_dates()
    assert {row[2] for row in shown} == {kind.value for kind in DueKind}
    assert {row[3] for row in shown} == {"day", "week", "month", "quarter", "season", "year", "none"}


def test_every_link_between_the_documents_leads_somewhere() -> None:
    broken = []
    for path in (*ROOT.glob("*.md"), *(ROOT / ".github").rglob("*.md"), *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
            if target.startswith("https://"):
                continue
            name, _, anchor = target.partition("#")
            file = path.parent / name if name else path
            if not file.exists() or (anchor and anchor not in anchors(file)):
                broken.append(f"{path.name}: {target}")
    assert broken == []


def anchors(file: Path) -> set[str]:
    """Name the headings of a document as links name them."""
    headings = re.findall(r"^#+ (.*)$", file.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_everything_that_just_does_is_told_without_it() -> None:
    recipes = re.findall(r"^([a-z]+)(?: \*\w+)?:", read("justfile"), re.MULTILINE)
    told = [row[0].strip("`") for row in rows(section("CONTRIBUTING.md", "## Set up"))]
    assert told == [f"just {recipe}" for recipe in recipes if recipe != "default"]


def test_every_decision_is_listed_and_short() -> None:
    decisions = sorted((ROOT / "docs" / "development" / "decisions").glob("*.md"))
    assert len(decisions) >= 5
    listed = re.findall(r"\(decisions/([^)]+)\)", read("docs/development/README.md"))
    assert listed == [path.name for path in decisions]
    for path in decisions:
        text = path.read_text("utf-8")
        assert len(text.splitlines()) <= 40, path.name
        headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences", "What would change our mind"], path.name


def test_every_screenshot_is_shown_with_words_and_small() -> None:
    shown = re.findall(r"^!\[.{20,}\]\((.+)\)$", read("docs/screenshots.md"), re.MULTILINE)
    assert shown == [each.file for each in SCREENSHOTS]
    there = {f"screenshots/{path.name}" for path in (ROOT / "docs" / "screenshots").iterdir()}
    assert there | {"overview.png"} == set(shown)
    assert [name for name in shown if (ROOT / "docs" / name).stat().st_size > MOST_BYTES] == []


def test_every_path_that_the_architecture_names_is_there() -> None:
    told = read("docs/development/architecture.md")
    named = [name for name in re.findall(r"`([\w./]+\.py)`", told) if "/" in name]
    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).is_file()] == []
    files = {path.name for path in program_files()}
    assert set(re.findall(r"`(\w+\.py)`", told)) - files == set()


def test_every_name_that_the_walks_use_is_defined() -> None:
    defined = {
        node.name
        for file in program_files()
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    walks = read("docs/development/architecture.md").partition("## The walk of a workbook")[2]
    named = {name for name in re.findall(r"`(\w+)`", walks) if "_" in name or name[:1].isupper()}
    named -= {"as_at", "recorded_at", "data_model"}
    assert len(named) > 12
    assert named - defined == set()

"""The options of the commands that check and load a file.

Owns: their names, what each may be and its help. Refuses: what the commands do with them.
"""

import argparse
from pathlib import Path

from commands.argument_types import calendar_month, day, month
from commands.benefits import BENEFIT_AMOUNTS
from commands.plans import PRESET_NAMES
from commands.savings import AMOUNTS, SIGNS
from data_model.plan.statuses import Status
from data_model.recommendations.recommendation_content import Origin
from loaders.plan.three_way import Side


def take_a_plan(loading: argparse.ArgumentParser) -> None:
    """Give `check` and `load` their options, which are the same."""
    take_a_file(loading)
    loading.add_argument("--new-plan", metavar="NAME", help="begin a new plan of this name")
    loading.add_argument("--key", choices=sorted(PRESET_NAMES), help="the RAG key, where the file has none")
    loading.add_argument(
        "--no-colour",
        choices=[status.value for status in Status],
        metavar="STATUS",
        help="what a RAG cell without colour means, once for all: " + ", ".join(Status),
    )
    _take_several(
        loading,
        "--column",
        "HEADING=MEANING",
        "what a column holds; the report lists those that are asked for, with their meanings",
    )
    _take_several(loading, "--sheet", "NAME=MEANING", "what a sheet is: load, leave-out or key")
    _take_several(
        loading,
        "--rating",
        "LOOK=STATUS",
        "what a word, symbol or colour of the RAG column means: " + ", ".join(Status),
    )
    loading.add_argument(
        "--choices", type=Path, metavar="FILE", help="all of these as JSON, as the import page gives them"
    )
    loading.add_argument(
        "--close-matches",
        choices=("same", "different"),
        help="whether closely alike texts are the same action; default: it asks",
    )
    loading.add_argument(
        "--retire-struck",
        action="store_true",
        help="retire the actions of the plan whose rows the file strikes out; the report lists them",
    )
    loading.add_argument(
        "--take-links",
        action="store_true",
        help="take the links behind progress and evidence as evidence; the report lists them",
    )
    loading.add_argument(
        "--conflicts",
        choices=[side.value for side in Side],
        help="which stands where dashboard and file changed the same: ours (the dashboard) or theirs "
        "(the file); default: it asks",
    )


def take_figures(loading: argparse.ArgumentParser) -> None:
    """Give `load-performance` its options."""
    take_a_file(loading)
    _take_several(
        loading,
        "--map",
        "NAME=MEASURE",
        "the measure that a name in the file stands for; with nothing after the =, the name is left out",
    )
    _take_several(
        loading,
        "--add",
        "NAME[=NEW NAME]",
        "make a new measure of a name in the file, for information, in the unit that the file says",
    )
    _take_several(loading, "--sheet", "NAME=MEANING", "what a sheet is: load or leave-out")
    _take_several(
        loading,
        "--column",
        "HEADING=MEANING",
        "what a column holds; the report lists those that are asked for, with their meanings",
    )
    loading.add_argument(
        "--choices", type=Path, metavar="FILE", help="columns and sheets as JSON, as the page gives them"
    )
    loading.add_argument(
        "--skip-unknown", action="store_true", help="leave out every name that nobody has explained"
    )
    take_dry_run(loading)


def take_annex_a(counting: argparse.ArgumentParser) -> None:
    """Give `annex-a` its options."""
    counting.add_argument(
        "file", type=Path, nargs="+", metavar="FILE", help="a workbook, or the lists as text files"
    )
    counting.add_argument(
        "--out", type=Path, required=True, metavar="FILE.xlsx", help="the workbook of counts"
    )
    counting.add_argument(
        "--as-at", type=day, metavar="DATE", help="the day the lists were drawn; default their last day"
    )
    counting.add_argument(
        "--from", dest="first", type=calendar_month, metavar="MONTH", help="the first month to be counted"
    )
    counting.add_argument(
        "--to", dest="last", type=calendar_month, metavar="MONTH", help="the last month to be counted"
    )
    counting.add_argument(
        "--counts-itself",
        action="store_true",
        help="the number of referrals in the last 12 months counts the referral itself",
    )


def take_a_tracker(loading: argparse.ArgumentParser) -> None:
    """Give `load-recommendations` its options."""
    take_a_file(loading)
    loading.add_argument(
        "--origin",
        choices=[origin.value for origin in Origin],
        help="who recommended, where no cell of the file says it",
    )
    take_dry_run(loading)


def take_savings(loading: argparse.ArgumentParser) -> None:
    """Give `load-savings` its options."""
    take_a_file(loading, "the day of a table that names none")
    loading.add_argument(
        "--sheet",
        default="",
        metavar="NAME",
        help="the sheet with the table; default: every table, earliest first",
    )
    loading.add_argument(
        "--amounts", choices=AMOUNTS, help="what the amounts are, where neither title nor headings say it"
    )
    loading.add_argument(
        "--sign", choices=SIGNS, help="which amounts are savings, where both signs stand in one table"
    )
    take_dry_run(loading)


def take_benefits(loading: argparse.ArgumentParser) -> None:
    """Give `load-benefits` its options."""
    take_a_file(loading, "the day of a table that names none")
    loading.add_argument("--sheet", default="", metavar="NAME", help="one sheet alone; default: every table")
    loading.add_argument(
        "--amounts", choices=BENEFIT_AMOUNTS, help="what amounts are, where nothing says gross or net"
    )
    loading.add_argument("--first-year", metavar="YEAR", help="the first of numbered years, such as 2022/23")
    loading.add_argument("--invested", metavar="SUM", help="what the programme costs, such as £8.9m")
    loading.add_argument(
        "--stated",
        action="append",
        metavar="WORDS",
        help="a sum of the paper's text: “gross 2022/23 to 2025/26 £20.7m”; repeat for others",
    )
    loading.add_argument("--reason", default="", metavar="WORDS", help="why profiles change")
    loading.add_argument("--approved-by", default="", metavar="NAME", help="who approved that")
    take_dry_run(loading)


def take_published(loading: argparse.ArgumentParser) -> None:
    """Give `load-published` its options."""
    take_a_file(loading, "the day on which the release was published")
    loading.add_argument("--release", default="", metavar="NAME", help="its name; default its newest year")
    loading.add_argument("--next-due", type=day, metavar="DATE", help="when the next release is due")
    loading.add_argument(
        "--year-ends",
        type=month,
        metavar="MONTH",
        help="the month in which its years end, 1 to 12, where the file does not say it",
    )
    loading.add_argument(
        "--measure",
        action="append",
        metavar="CODE",
        help="a measure to store, by its code in the report; repeat for others; default the usual ones",
    )
    loading.add_argument("--council", default="", metavar="CODE", help="the number of the plan's council")
    take_dry_run(loading)


def take_funds(loading: argparse.ArgumentParser) -> None:
    """Give `load-funds` its options."""
    take_a_file(loading)
    take_dry_run(loading)


def take_a_file(
    loading: argparse.ArgumentParser, of_day: str = "the day the file is true of; default today"
) -> None:
    """Add the file, its day, its plan and how its report is printed; `of_day` says which day is meant."""
    loading.add_argument("file", type=Path, metavar="FILE")
    loading.add_argument("--as-at", type=day, metavar="DATE", help=of_day)
    loading.add_argument("--plan", metavar="NAME", help="the plan; default the only one, else it asks")
    loading.add_argument("--json", action="store_true", help="print the report as JSON")


def take_dry_run(loading: argparse.ArgumentParser) -> None:
    """Add the option that only reports."""
    loading.add_argument("--dry-run", action="store_true", help="print the report; change nothing")


def _take_several(command: argparse.ArgumentParser, option: str, metavar: str, words: str) -> None:
    """Give a command an option that may be said several times."""
    command.add_argument(option, action="append", default=[], metavar=metavar, help=words)

"""Imports of savings, and of funds and ledgers, in the import history: listed, and one of them.

Owns: their words and their way in the address. Refuses: loading.
"""

from collections.abc import Sequence

import streamlit as st

from data_model.money.funds.rows_funds import FundImportRow
from data_model.money.queries.fund_imports import list_fund_import_issues, list_fund_imports
from data_model.money.queries.savings import list_saving_import_issues, list_saving_imports
from data_model.money.savings.rows_savings import SavingImportRow
from data_model.plan.rows import ImportIssueRow
from data_model.shared.sentence_text import counted
from ui.imports.import_detail import show_issues
from ui.imports.loaded_by import loaded_by
from ui.shell import address
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import link, step
from ui.shell.pages import Page
from ui.shell.plain_text import escape

MoneyImport = SavingImportRow | FundImportRow
ADDRESSES = ("savings", "funds")  # how the address names an import of either kind
_HEADINGS = {"savings": "Savings", "funds": "Funds and ledgers"}
_WAYS = {
    "savings": (Page.SAVINGS, "What the savings say now ›"),
    "funds": (Page.MONEY, "What the funds come to now ›"),
}


def show_chosen_money(plan_id: int) -> bool:
    """Draw the import of money that the address names; say whether there is one."""
    for kind in ADDRESSES:
        wanted = address.read_number(kind)
        with reading() as session:
            rows: Sequence[MoneyImport] = []
            if wanted and kind == "savings":
                rows = list_saving_imports(session, plan_id)
            elif wanted:
                rows = list_fund_imports(session, plan_id)
            found = next((row for row in rows if row.id == wanted), None)
            issues: list[ImportIssueRow] = []
            if found is not None:
                of_import = list_saving_import_issues if kind == "savings" else list_fund_import_issues
                issues = of_import(session, found.id)
        if found is not None:
            _show(kind, found, issues)
            return True
    return False


def list_money(plan_id: int) -> None:
    """Draw every table of savings and every file of funds that was loaded, the newest first."""
    with reading() as session:
        by_kind: dict[str, Sequence[MoneyImport]] = {
            "savings": list_saving_imports(session, plan_id),
            "funds": list_fund_imports(session, plan_id),
        }
    for kind, rows in by_kind.items():
        if rows:
            st.header(_HEADINGS[kind], anchor=False)
        for row in rows:
            with st.container(border=True, gap=None):
                words = f"{escape(row.file_name)} as at {short_day(row.as_at)} ›"
                step(words, f"{kind}_{row.id}", kind=None, **{kind: row.id, "import": None})
                st.markdown(escape(loaded_by(row.recorded_at, row.recorded_by, row.through)))
                st.markdown(escape(counts_text(row)))


def _show(kind: str, row: MoneyImport, issues: Sequence[ImportIssueRow]) -> None:
    step("‹ All imports", f"{kind}_all", kind=None, **{kind: None})
    st.header(escape(row.file_name), anchor=False)
    said = f"True as at {short_day(row.as_at)}. {loaded_by(row.recorded_at, row.recorded_by, row.through)}. "
    st.markdown(escape(f"{said}Sheets: {row.sheets or 'not named'}. Size: {row.size:,} bytes."))
    st.markdown("SHA-256 of the file:")
    st.code(row.sha256, language=None, wrap_lines=True)
    st.markdown(escape(counts_text(row)))
    page, words = _WAYS[kind]
    link(page, words)
    show_issues(issues, f"{kind}_kind")


def counts_text(row: MoneyImport) -> str:
    """Say in one line what an import of money did."""
    if isinstance(row, SavingImportRow):
        return (
            f"{counted(row.added, 'saving')} added · {row.changed:,} changed · {row.unchanged:,} as before · "
            f"{row.missing:,} missing from the file"
        )
    counts = ((row.funds, "fund"), (row.lines, "line"), (row.movements, "movement"))
    said = [counted(number, word) for number, word in counts if number]
    return " · ".join([*(said or ["nothing new"]), f"{row.unchanged:,} as before"])

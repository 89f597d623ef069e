"""The headings and words of tables of funds and of ledger extracts.

Owns: what a column means by its heading, and the words for kinds of movement, of fund, of payment and of
spending. Refuses: near spellings and guesses: a heading that is not listed is named in the report.

Columns may stand in any order. Headings are compared without case, punctuation, units and what stands in
brackets. "Type" and "Reference" mean one thing in a table of funds and another in a ledger.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from data_model.money.funds.fund_vocabulary import FundKind, FundMovementKind, HowPaid, Spending, UnspentRule


class Column(StrEnum):
    """What a column of either kind of table holds."""

    FUND = "fund"
    DECISION = "decision"
    MEETING = "meeting"
    FUNDER = "funder"
    FUND_REFERENCE = "reference of the fund"
    FUND_KIND = "kind of fund"
    MAXIMUM = "maximum sum"
    STARTS = "first day"
    ENDS = "last day"
    SPEND_BY = "spend-by date"
    HOW_PAID = "how it is paid"
    UNSPENT = "what becomes of unspent money"
    SRO = "senior responsible owner"
    FINANCE = "finance contact"
    YEAR = "financial year"
    LINE = "line"
    AMOUNT = "amount"
    AUTHORITY = "sum that the decision names"
    CONTROL = "spend control id"
    COST_CENTRE = "cost centre"
    SPENDING = "revenue or capital"
    RESPONSIBLE = "responsible"
    EVIDENCE = "evidence wanted"
    ACTIONS = "actions"
    DATE = "day"
    POSTED = "day posted"
    MOVEMENT = "kind of movement"
    LEDGER_REFERENCE = "ledger reference"
    WORDS = "description"
    REVERSES = "reference that is reversed"
    DEBIT = "debit"
    CREDIT = "credit"
    RECEIVED = "received"
    COMMITTED = "committed"
    SPENT = "spent"
    RETURNED = "returned"
    ACCRUAL = "accrual"


# The amount columns of a ledger that has one for each kind.
KIND_COLUMNS: dict[Column, FundMovementKind] = {
    Column.RECEIVED: FundMovementKind.RECEIVED,
    Column.COMMITTED: FundMovementKind.COMMITTED,
    Column.SPENT: FundMovementKind.SPENT,
    Column.RETURNED: FundMovementKind.RETURNED,
    Column.ACCRUAL: FundMovementKind.ACCRUAL,
}
_BOTH: dict[Column, tuple[str, ...]] = {
    Column.FUND: (
        "fund", "fund name", "grant", "grant name", "name of grant", "funding stream", "funding",
        "name of fund", "grant title",
    ),
    Column.FUNDER: (
        "funder", "grantor", "awarding body", "funding body", "granted by", "paid by", "source of funding",
    ),
    Column.LINE: (
        "line", "grant line", "budget line", "activity", "approved activity", "line of spend", "purpose",
        "item", "project", "workstream", "what it pays for", "spend line",
    ),
    Column.CONTROL: (
        "spend control id", "spend control ids", "spend control", "spend control no", "spend control number",
        "spend control ref", "spend control reference", "spending control id", "sc id", "scp id",
    ),
    Column.COST_CENTRE: (
        "cost centre", "cost center", "cost centre code", "cc", "cost code", "budget code", "ledger code",
        "gl code", "objective code",
    ),
}  # fmt: skip
_OF_FUNDS: dict[Column, tuple[str, ...]] = {
    **_BOTH,
    Column.DECISION: (
        "decision ref", "decision reference", "decision", "decision no", "decision number",
        "delegated decision", "delegated decision ref", "dd ref", "approval ref",
    ),
    Column.MEETING: ("meeting", "decision meeting", "approved at", "approved by", "decision maker"),
    Column.FUND_REFERENCE: (
        "reference", "ref", "grant reference", "grant ref", "fund reference", "fund ref", "grant number",
        "grant agreement ref", "agreement reference",
    ),
    Column.FUND_KIND: (
        "kind", "type", "kind of fund", "type of fund", "grant type", "type of grant", "kind of grant",
    ),
    Column.MAXIMUM: (
        "maximum sum", "maximum", "maximum grant", "total award", "award", "grant award", "total grant",
        "sum accepted", "amount accepted", "accepted", "maximum amount", "grant total",
    ),
    Column.STARTS: ("start", "start date", "starts", "from", "period start", "first day"),
    Column.ENDS: ("end", "end date", "ends", "to", "period end", "last day"),
    Column.SPEND_BY: (
        "spend by", "spend by date", "to be spent by", "spend deadline", "deadline for spend",
        "must be spent by",
    ),
    Column.HOW_PAID: ("how paid", "payment", "payment terms", "payment method", "paid"),
    Column.UNSPENT: (
        "unspent", "unspent rule", "unspent money", "underspend", "unspent funds", "carry forward",
    ),
    Column.SRO: ("sro", "senior responsible owner", "senior responsible officer", "accountable owner"),
    Column.FINANCE: ("finance contact", "finance lead", "finance", "finance officer", "accountant"),
    Column.YEAR: ("year", "financial year", "fy", "for year", "period"),
    Column.LINE: (*_BOTH[Column.LINE], "description", "details", "allocation for"),
    Column.AMOUNT: (
        "amount", "sum", "value", "budget", "allocation", "approved", "approved amount", "cost",
        "amount approved", "grant amount", "line amount",
    ),
    Column.AUTHORITY: (
        "authority", "decision amount", "amount in decision", "decision names", "authorised",
        "amount authorised", "delegated amount", "amount of decision",
    ),
    Column.SPENDING: (
        "revenue or capital", "revenue capital", "capital or revenue", "capital revenue", "rev cap",
        "spending", "type of spend", "spend type",
    ),
    Column.RESPONSIBLE: (
        "responsible", "responsible officer", "lead", "lead officer", "owner", "line owner", "budget holder",
        "budget manager",
    ),
    Column.EVIDENCE: ("evidence", "evidence wanted", "evidence required", "evidence needed"),
    Column.ACTIONS: (
        "action", "actions", "action ref", "action refs", "plan action", "plan actions",
        "improvement plan ref", "actions it pays for",
    ),
}  # fmt: skip
_OF_LEDGERS: dict[Column, tuple[str, ...]] = {
    **_BOTH,
    Column.DATE: (
        "date", "day", "transaction date", "trans date", "invoice date", "effective date", "value date",
        "accounting date", "gl date", "document date", "doc date", "tax date",
    ),
    Column.POSTED: (
        "posted", "posting date", "date posted", "posted on", "posted date", "entered", "entry date",
    ),
    Column.MOVEMENT: (
        "kind", "type", "movement", "movement type", "kind of movement", "transaction type", "trans type",
        "entry type", "category", "status",
    ),
    Column.AMOUNT: (
        "amount", "value", "net", "net amount", "sum", "transaction amount", "line amount", "net value",
        "amount net", "base amount",
    ),
    Column.LEDGER_REFERENCE: (
        "reference", "ref", "ledger reference", "ledger ref", "transaction", "trans no", "transaction no",
        "transaction number", "transaction id", "transaction ref", "document no", "doc no",
        "document number", "journal", "journal no", "journal ref", "invoice no", "invoice number", "invoice",
        "voucher", "voucher no", "order no", "po number", "po no", "document",
    ),
    Column.WORDS: (
        "description", "narrative", "details", "detail", "text", "supplier", "comment", "notes",
        "transaction description", "line description",
    ),
    Column.REVERSES: (
        "reverses", "reversal of", "reversed reference", "original reference", "original ref", "corrects",
        "reverses ref",
    ),
    Column.DEBIT: ("debit", "dr", "debits"),
    Column.CREDIT: ("credit", "cr", "credits"),
    Column.RECEIVED: ("received", "income", "receipts", "grant received"),
    Column.COMMITTED: ("committed", "commitment", "commitments", "orders", "on order"),
    Column.SPENT: ("spent", "spend", "actual", "actuals", "expenditure", "paid", "invoiced"),
    Column.RETURNED: ("returned", "repaid", "clawback"),
    Column.ACCRUAL: ("accrual", "accruals", "accrued"),
}  # fmt: skip
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_UNITS = re.compile(r"£\s?(?:m|mn|million|k|'?000s?)?\b|£|\bgbp\b", re.IGNORECASE)
_OTHER = re.compile(r"[^\w]+")

Word = TypeVar("Word", bound=StrEnum)
_MOVEMENTS: dict[FundMovementKind, tuple[str, ...]] = {
    FundMovementKind.RECEIVED: (
        "received", "receipt", "grant received", "income", "grant income", "grant receipt", "inc",
    ),
    FundMovementKind.COMMITTED: (
        "committed", "commitment", "order", "purchase order", "po", "commit", "contract",
        "commitment released",
    ),
    FundMovementKind.SPENT: (
        "spent", "spend", "expenditure", "invoice", "payment", "actual", "exp", "paid", "credit note",
        "journal", "payroll", "refund",
    ),
    FundMovementKind.RETURNED: (
        "returned", "repaid", "repayment", "clawback", "returned to funder", "grant returned",
    ),
    FundMovementKind.VIREMENT_OUT: ("virement out", "vired out", "virement from", "transfer out"),
    FundMovementKind.VIREMENT_IN: ("virement in", "vired in", "virement to", "transfer in"),
    FundMovementKind.ACCRUAL: ("accrual", "accrued", "accruals", "acc"),
}  # fmt: skip
_FUND_KINDS: dict[FundKind, tuple[str, ...]] = {
    FundKind.SECTION_31: (
        "section 31", "s31", "section 31 ringfenced", "section 31 grant", "s31 grant",
        "section 31 ring fenced", "section 31 grant ringfenced",
    ),
    FundKind.GRANT_AGREEMENT: ("grant agreement", "grant", "agreement", "grant funding agreement"),
    FundKind.IN_ARREARS: (
        "claimed in arrears", "arrears", "in arrears", "grant claimed in arrears", "claim",
    ),
    FundKind.RESERVE: ("reserve", "council reserve", "reserves", "earmarked reserve"),
}  # fmt: skip
_HOW_PAID: dict[HowPaid, tuple[str, ...]] = {
    HowPaid.LUMP_SUM: (
        "lump sum", "single payment", "upfront", "up front", "one payment", "paid as a lump sum",
    ),
    HowPaid.INSTALMENTS: (
        "instalments", "installments", "quarterly", "monthly", "in instalments", "tranches",
    ),
    HowPaid.ARREARS: ("arrears", "in arrears", "claimed in arrears", "paid in arrears", "on claim"),
}  # fmt: skip
_UNSPENT: dict[UnspentRule, tuple[str, ...]] = {
    UnspentRule.RETURNED: ("returned", "return", "repaid", "to be returned", "repay", "clawback"),
    UnspentRule.CARRIED: (
        "carried forward", "carry forward", "carried forward with consent", "with consent",
        "carry forward with consent",
    ),
    UnspentRule.KEPT: ("kept", "keep", "retained", "retain"),
}  # fmt: skip
_SPENDING: dict[Spending, tuple[str, ...]] = {
    Spending.REVENUE: ("revenue", "rev", "r"),
    Spending.CAPITAL: ("capital", "cap", "c"),
}
VIREMENT_WORDS = frozenset(("virement", "vire", "vired", "budget virement", "transfer"))
REVERSAL_WORDS = frozenset(("reversal", "reversed", "reverse", "correction"))


def fold(text: str) -> str:
    """Return a heading or a word as these lists are compared."""
    bare = _OTHER.sub(" ", _UNITS.sub(" ", _BRACKETS.sub(" ", text.casefold().replace("’", "'"))))
    return " ".join(bare.replace("_", " ").split())


def _by_words(lists: Mapping[Word, tuple[str, ...]]) -> dict[str, Word]:
    return {word: kind for kind, words in lists.items() for word in words}


_FUND_HEADINGS, _LEDGER_HEADINGS = _by_words(_OF_FUNDS), _by_words(_OF_LEDGERS)
_MOVEMENT_WORDS = _by_words(_MOVEMENTS)
FUND_KIND_WORDS, HOW_PAID_WORDS = _by_words(_FUND_KINDS), _by_words(_HOW_PAID)
UNSPENT_WORDS, SPENDING_WORDS = _by_words(_UNSPENT), _by_words(_SPENDING)


def fund_column(heading: str) -> Column | None:
    """Tell what a column of a table of funds holds by its heading; None for one that is not listed."""
    return _FUND_HEADINGS.get(fold(heading))


def ledger_column(heading: str) -> Column | None:
    """Tell what a column of a ledger extract holds by its heading; None for one that is not listed."""
    return _LEDGER_HEADINGS.get(fold(heading))


def movement_kind(word: str) -> FundMovementKind | None:
    """Tell the kind of a movement by a ledger's word; None for others, also for a bare virement."""
    return _MOVEMENT_WORDS.get(fold(word))


def choice(words: Mapping[str, Word], text: str) -> Word | None:
    """Tell one of a list's choices by a word; None for one that is not listed."""
    return words.get(fold(text))


FUND_HEADINGS: dict[str, tuple[str, ...]] = {column.value: words for column, words in _OF_FUNDS.items()}
LEDGER_HEADINGS: dict[str, tuple[str, ...]] = {column.value: words for column, words in _OF_LEDGERS.items()}

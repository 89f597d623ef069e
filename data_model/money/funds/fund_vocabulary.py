"""The words of money to be spent: kinds of fund, of movement, of condition, and what each does to a sum.

Owns: the closed lists that tables, rules, loaders and pages share, with the words they are shown by.
Refuses: how people write them in files (`loaders.money.funds.fund_headings`).

The terms are those of Section 31 grant determinations and the Cabinet Office model grant funding agreement.
"""

from enum import StrEnum


class FundKind(StrEnum):
    """By what right the money is there. `NOT_SAID` where a file does not tell."""

    SECTION_31 = "section_31"
    GRANT_AGREEMENT = "grant_agreement"
    IN_ARREARS = "in_arrears"
    RESERVE = "reserve"
    NOT_SAID = "not_said"


class HowPaid(StrEnum):
    """How a funder pays."""

    LUMP_SUM = "lump_sum"
    INSTALMENTS = "instalments"
    ARREARS = "arrears"
    NOT_SAID = "not_said"


class UnspentRule(StrEnum):
    """What becomes of money that is not spent in time."""

    RETURNED = "returned"
    CARRIED = "carried"
    KEPT = "kept"
    NOT_SAID = "not_said"


class Spending(StrEnum):
    """Whether a line is revenue or capital; a sum for the one may not be spent on the other."""

    REVENUE = "revenue"
    CAPITAL = "capital"
    NOT_SAID = "not_said"


class FundMovementKind(StrEnum):
    """What happened to money. Pence are positive in the kind's own direction.

    `COMMITTED` is ordered or contracted and not yet spent; a negative one releases a commitment. `ACCRUAL` is
    spent and not yet invoiced. A virement moves the authority to spend from one line of a fund to another.
    """

    RECEIVED = "received"
    COMMITTED = "committed"
    SPENT = "spent"
    RETURNED = "returned"
    VIREMENT_OUT = "virement_out"
    VIREMENT_IN = "virement_in"
    ACCRUAL = "accrual"


class ConditionState(StrEnum):
    """Where a deliverable stands; only `EVIDENCED` and `WAIVED` satisfy the funder."""

    NOT_DUE = "not_due"
    MET = "met"
    EVIDENCED = "evidenced"
    WAIVED = "waived"


KIND_NAMES = {
    FundKind.SECTION_31: "Section 31 grant, ringfenced",
    FundKind.GRANT_AGREEMENT: "Grant agreement",
    FundKind.IN_ARREARS: "Grant claimed in arrears",
    FundKind.RESERVE: "Council reserve",
    FundKind.NOT_SAID: "Kind not said",
}
HOW_PAID_NAMES = {
    HowPaid.LUMP_SUM: "paid as a lump sum",
    HowPaid.INSTALMENTS: "paid in instalments",
    HowPaid.ARREARS: "paid in arrears",
    HowPaid.NOT_SAID: "not said how it is paid",
}
UNSPENT_NAMES = {
    UnspentRule.RETURNED: "what is not spent is returned",
    UnspentRule.CARRIED: "what is not spent is carried forward with the funder’s consent",
    UnspentRule.KEPT: "what is not spent is kept",
    UnspentRule.NOT_SAID: "not said what becomes of money not spent",
}
SPENDING_NAMES = {
    Spending.REVENUE: "Revenue",
    Spending.CAPITAL: "Capital",
    Spending.NOT_SAID: "Not said",
}
MOVEMENT_NAMES = {
    FundMovementKind.RECEIVED: "Received",
    FundMovementKind.COMMITTED: "Committed",
    FundMovementKind.SPENT: "Spent",
    FundMovementKind.RETURNED: "Returned",
    FundMovementKind.VIREMENT_OUT: "Virement out",
    FundMovementKind.VIREMENT_IN: "Virement in",
    FundMovementKind.ACCRUAL: "Accrual",
}
STATE_NAMES = {
    ConditionState.NOT_DUE: "Not due",
    ConditionState.MET: "Met",
    ConditionState.EVIDENCED: "Evidenced",
    ConditionState.WAIVED: "Waived",
}
VIREMENTS = frozenset({FundMovementKind.VIREMENT_OUT, FundMovementKind.VIREMENT_IN})
SATISFIED = frozenset({ConditionState.EVIDENCED, ConditionState.WAIVED})


def fund_key(name: str) -> str:
    """Return a name of a fund or of a line as two of them are compared: case and white space folded."""
    return " ".join(name.casefold().split())


def split_ids(text: str) -> tuple[str, ...]:
    """Return the spend control ids that a text holds, one a line or parted by commas, semicolons or "/"."""
    for mark in ",;/&\n":
        text = text.replace(mark, "\n")
    return tuple(dict.fromkeys(" ".join(one.split()) for one in text.split("\n") if one.strip()))

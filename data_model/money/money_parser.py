"""Amounts as people type them into a form: "310,000", "£310k", "£0.31m", "-1,344.37".

Owns: reading such a text into pence. Refuses: cells of workbooks (`loaders.money.amounts`).
"""

import re

from data_model.money.amounts import MoneyUnit, to_pence

_TYPED = re.compile(
    r"(?P<minus>[-\u2212\u2013])?\s*£?\s*(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,8})?)"
    r"\s*(?P<scale>m|million|k)?",
    re.IGNORECASE,
)
_SCALES = {
    "": MoneyUnit.POUNDS,
    "k": MoneyUnit.THOUSANDS,
    "m": MoneyUnit.MILLIONS,
    "million": MoneyUnit.MILLIONS,
}


def read_typed_amount(text: str) -> int | None:
    """Read a typed amount in pounds into pence; None for an empty text. Raises ValueError for anything else.

    Parts of a penny are refused: what is typed is stored as it is.
    """
    if not text.strip():
        return None
    match = _TYPED.fullmatch(text.strip())
    if match is None:
        raise ValueError("no amount")
    sign = "-" if match["minus"] else ""
    return to_pence(sign + match["number"].replace(",", ""), _SCALES[(match["scale"] or "").lower()])

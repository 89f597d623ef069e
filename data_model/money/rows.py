"""The row of what is typed into forms of money and not saved.

Owns: that frozen class, which funds, savings and benefits share. Refuses: rules and storage.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class MoneyDraftRow:
    """What somebody typed into a form of money and has not saved, by field; see `tables.MoneyDraft`."""

    form: str
    fields: Mapping[str, str]
    based_on: int
    saved_at: datetime

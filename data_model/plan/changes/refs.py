"""Refs for actions whose workbook gives none.

Owns: making a ref that no action of the plan has. Refuses: changing a ref that is in use.
"""

import re
from collections.abc import Iterable

from data_model.shared.typed_text import typed

_NUMBERED = re.compile(r"(.*)\.([0-9]{1,6})", re.DOTALL)


class RefMaker:
    """Hands out "<area number>.<nn>", counting on from the highest number in use under that area number."""

    def __init__(self, in_use: Iterable[str]) -> None:
        self._in_use = set(in_use)
        self._highest: dict[str, int] = {}
        for ref in self._in_use:
            numbered = _NUMBERED.fullmatch(ref)
            if numbered is not None:
                prefix, number = numbered[1], int(numbered[2])
                self._highest[prefix] = max(self._highest.get(prefix, 0), number)

    def make(self, area_number: str, area_position: int) -> str:
        """Return a new ref; an area without a number lends its place in the plan, from 1."""
        prefix = typed(area_number).rstrip(".") or str(area_position + 1)
        while True:
            number = self._highest[prefix] = self._highest.get(prefix, 0) + 1
            ref = f"{prefix}.{number:02}"
            if ref not in self._in_use:
                self._in_use.add(ref)
                return ref

"""All the ratings of one workbook, and the issues they raise together.

Owns: gathering cells by what was seen, so that fifty-five blanks are one issue and not fifty-five.
Refuses: what a colour or word means (see `rag`).
"""

from data_model.shared.colour_text import NO_FILL, describe
from loaders.files.grid import shown_text
from loaders.files.issues import Issue
from loaders.files.raw_workbook import RawCell
from loaders.plan.ratings import rating_issues as kinds
from loaders.plan.ratings.rag import RagKey, ReadRating

_MOST_CELLS = 60


class Ratings:
    """Rates cells by one key and remembers where the key had no answer."""

    def __init__(self, key: RagKey) -> None:
        self.key = key
        self._unexplained: dict[tuple[str, str], list[str]] = {}
        self._contradictions: list[Issue] = []

    def rate(self, raw: RawCell, sheet: str, cell: str) -> ReadRating:
        """Rate one RAG cell."""
        text = shown_text(raw)
        rating = self.key.rate(text, raw.fill, raw.ink, raw.icon)
        if rating.unexplained:
            self._unexplained.setdefault((rating.unexplained, sheet), []).append(cell)
        if rating.contradiction:
            seen = f"“{text}” on {rating.contradiction}"
            self._contradictions.append(Issue(kinds.RAG_CONTRADICTS, seen, sheet, cell))
        return rating

    def unexplained(self) -> dict[str, int]:
        """Count the actions for each thing seen that the key does not explain, most first."""
        counts: dict[str, int] = {}
        for (seen, _), cells in self._unexplained.items():
            counts[seen] = counts.get(seen, 0) + len(cells)
        return dict(sorted(counts.items(), key=lambda item: -item[1]))

    def issues(self) -> list[Issue]:
        """Say what was not explained, gathered by what was seen."""
        found = list(self._contradictions)
        for (seen, sheet), cells in self._unexplained.items():
            where = ", ".join(cells[:_MOST_CELLS])
            if len(cells) > _MOST_CELLS:
                where += f" and {len(cells) - _MOST_CELLS} more"
            found.append(self._issue(seen, sheet, len(cells), where))
        return found

    def _issue(self, seen: str, sheet: str, count: int, where: str) -> Issue:
        actions = f"{count} actions" if count > 1 else "1 action"
        if seen == NO_FILL:
            none = next((entry for entry in self.key.entries if entry.seen == NO_FILL), None)
            hint = f"; the key gives “{none.label}” no colour, so they may be that" if none else ""
            return Issue(kinds.RAG_NO_COLOUR, f"{actions} without colour or word{hint}", sheet, where)
        kind = kinds.RAG_WORD_UNKNOWN if seen.startswith(("word:", "symbol:")) else kinds.RAG_COLOUR_UNKNOWN
        if not self.key.entries:
            kind = kinds.RAG_KEY_MISSING
        return Issue(kind, f"{actions} rated {describe(seen)}", sheet, where)

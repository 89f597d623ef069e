"""What was read of a workbook until now, sheet by sheet and row by row.

Owns: gathering it. Refuses: reading.
"""

from dataclasses import dataclass, field
from datetime import date

from data_model.plan.action_content import ActionContent
from data_model.plan.earlier_statements import EarlierStatement
from loaders.files.issues import Issue, IssueType
from loaders.files.raw_workbook import RawCell, RawSheet
from loaders.plan.offers import LinkInFile
from loaders.plan.people.known_people import KnownPeople
from loaders.plan.ratings.rag import ReadRating
from loaders.plan.ratings.ratings import Ratings


@dataclass(slots=True)
class PlanSoFar:
    """What was read of a workbook until now. `earlier` holds what its older columns say of months before, by
    the action's place in `actions` and by month."""

    ratings: Ratings
    people: KnownPeople
    issues: list[Issue] = field(default_factory=list)
    actions: list[ActionContent] = field(default_factory=list)
    areas: dict[tuple[str, str], None] = field(default_factory=dict)
    earlier: dict[tuple[int, date], EarlierStatement] = field(default_factory=dict)
    links: list[LinkInFile] = field(default_factory=list)

    def say(self, kind: IssueType, seen: str, sheet: str = "", cell: str = "") -> None:
        self.issues.append(Issue(kind, seen, sheet, cell))

    def rate(self, sheet: RawSheet, row: int, column: int, cell: RawCell) -> ReadRating:
        """Rate a cell as it is seen."""
        return self.ratings.rate(cell, sheet.name, sheet.place(row, column))

"""The evidence in a row of a return workbook: one finding with its kind, its day and a link.

Owns: whether it is whole, and what it lacks. Refuses: files (a cell holds none), and storing it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from data_model.plan.changes.evidence import NewEvidence
from data_model.plan.rows_updates import EVIDENCE_NAMES, EvidenceKind, EvidenceRow
from data_model.plan.stamps import EVIDENCE_COLUMNS
from data_model.plan.update_rules import Missing
from data_model.shared.days.date_parser import DateSpan, Precision, read_day, tidy_text
from data_model.shared.file_kinds import EvidenceRefused, check_link
from data_model.shared.sentence_text import short_day
from loaders.plan.ratings.rag import fold


@dataclass(frozen=True, slots=True)
class ReadEvidence:
    """What a row says of evidence: `new` when it is whole, else what is `missing`; `cells` as filled in."""

    cells: Mapping[str, str]
    new: NewEvidence | None = None
    missing: tuple[Missing, ...] = field(default_factory=tuple)

    @property
    def shown(self) -> str:
        """The piece of evidence in one line."""
        if self.new is None:
            return " · ".join(self.cells.values())
        one = self.new
        said = f"{EVIDENCE_NAMES[one.kind]}, {short_day(one.dated)}: {one.finding}"
        return f"{said} ({one.link})" if one.link else said


def read_evidence(edits: Mapping[str, str]) -> ReadEvidence | None:
    """Read the evidence in the filled-in cells of a row; None where nothing was filled in.

    An empty kind is a document, the kind of anything that is none of the others.
    """
    cells = {name: text for name in EVIDENCE_COLUMNS if (text := edits.get(name, "").strip())}
    if not cells:
        return None
    missing = []
    kind = _kind(cells.get("evidence_kind", ""))
    if kind is None:
        names = ", ".join(EVIDENCE_NAMES.values())
        said = f"“{cells['evidence_kind']}” is no kind of evidence. These are: {names}."
        missing.append(Missing("evidence_kind", said))
    dated = _day(cells.get("evidence_dated", ""))
    if dated is None:
        words = cells.get("evidence_dated")
        said = f"“{words}” is not understood as the day of the evidence." if words else ""
        missing.append(Missing("evidence_dated", said or "Say which day the evidence shows."))
    finding = " ".join(cells.get("evidence_finding", "").split())
    if not finding:
        missing.append(Missing("evidence_finding", "Say in one line what the evidence shows."))
    link = cells.get("evidence_link", "")
    try:
        link = check_link(link) if link else ""
    except EvidenceRefused as refused:
        missing.append(Missing("evidence_link", str(refused)))
    if missing or kind is None or dated is None:
        return ReadEvidence(cells, missing=tuple(missing))
    return ReadEvidence(cells, NewEvidence(kind, dated, finding, link))


def is_there(new: NewEvidence, stored: Sequence[EvidenceRow]) -> bool:
    """Tell whether an action has this evidence already, so that a workbook can come back twice."""
    asked = (new.kind, new.dated, new.finding, new.link)
    return any((one.kind, one.dated, one.finding, one.link) == asked for one in stored)


def _kind(text: str) -> EvidenceKind | None:
    if not text:
        return EvidenceKind.DOCUMENT
    asked = fold(text)
    return next((kind for kind, name in EVIDENCE_NAMES.items() if asked in (fold(name), kind.value)), None)


def _day(text: str) -> date | None:
    found = read_day(tidy_text(text))
    return found.first if isinstance(found, DateSpan) and found.precision is Precision.DAY else None

"""Inspections and visits in sentences: their names, what they found, and what the plan said that day.

Owns: those sentences, in plain text. Refuses: counting actions and reading measures.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from data_model.inspections.frameworks import FINDING_KINDS
from data_model.inspections.rows import FindingRow, InspectionRow, VisitKind, VisitRow
from data_model.inspections.visit_state import visits_since
from data_model.shared.sentence_text import as_sentence, counted, is_or_are, listed, long_day, short_day

_SEVERAL = {
    VisitKind.INSPECTION: "inspections",
    VisitKind.FOCUSED_VISIT: "focused visits",
    VisitKind.MONITORING_VISIT: "monitoring visits",
}


def visit_title(visit: VisitRow) -> str:
    """Name a visit in plain text: "Monitoring visit, 6 Feb 2025 to 7 Feb 2025"."""
    days = short_day(visit.starts_on)
    if visit.ends_on != visit.starts_on:
        days += f" to {short_day(visit.ends_on)}"
    return f"{visit.kind.value.capitalize()}, {days}"


def visit_name(visit: VisitRow) -> str:
    """Name a visit within a sentence, by its last day: "the monitoring visit of 7 February 2025"."""
    return f"the {visit.kind.value} of {long_day(visit.ends_on)}"


def finding_label(finding: FindingRow) -> str:
    """Say what a finding is and where it stands: "▲ Area for priority action, paragraph 7"."""
    where = f", paragraph {finding.paragraph}" if finding.paragraph else ""
    known = FINDING_KINDS.get(finding.kind)
    sign = known.sign if known is not None else "•"
    return f"{sign} {finding.kind_words}{where}"


def found_text(findings: Sequence[FindingRow]) -> str:
    """Count findings by kind, the gravest first: "1 area for priority action and 2 strengths"."""
    words = {one.kind: _lower(one.kind_words) for one in findings}
    codes = sorted(words, key=[*FINDING_KINDS, *words].index)
    said = []
    for code in codes:
        several = FINDING_KINDS[code].several if code in FINDING_KINDS else ""
        said.append(counted(sum(one.kind == code for one in findings), words[code], several))
    return listed(said) or "nothing that is recorded here"


def inspections_sentence(rows: Sequence[InspectionRow], as_at: date, since: date | None = None) -> str:
    """Say how many visits began by a day, what the newest found, and what no action answers; newest first.

    Of those with findings the newest is told; with `since` each that is new since that day and the newest
    before.
    """
    begun = [row for row in rows if row.visit.starts_on <= as_at]
    if not begun:
        return "No inspection or visit is recorded yet."
    kinds = [row.visit.kind for row in begun]
    said = listed(
        [counted(kinds.count(kind), kind.value, _SEVERAL[kind]) for kind in VisitKind if kind in kinds]
    )
    sentence = f"{said} {is_or_are(len(begun))} recorded."
    found = [row for row in begun if row.findings]
    told = {visit.id for visit in visits_since((row.visit for row in found), since, as_at)}
    for row in found:
        if row.visit.id in told:
            sentence += f" {as_sentence(visit_name(row.visit))} found {found_text(row.findings)}."
    lacking = len(unanswered(begun))
    if lacking:
        verb = "asks for better and has" if lacking == 1 else "ask for better and have"
        sentence += f" {counted(lacking, 'finding')} {verb} no action."
    return sentence


def unanswered(rows: Iterable[InspectionRow]) -> list[FindingRow]:
    """List the findings that ask for better and that no action of the plan answers."""
    return [one for row in rows for one in row.findings if one.is_unanswered]


def area_sentence(
    visit: VisitRow, findings: Sequence[FindingRow], *, actions: int, green: int, measures: int, worse: int
) -> str:
    """Say what the plan and its measures said of an area on a visit's last day beside what was found."""
    day = long_day(visit.ends_on)
    found = f"inspectors found {found_text(findings)}"
    if not actions:
        return f"The plan had no action of this area on {day}; {found}."
    joined = ", while" if green * 2 > actions and any(one.asks for one in findings) else ";"
    called = f"{green or 'none'} of {counted(actions, 'action')} complete or on track"
    said = f"On {day} the plan called {called}"
    sentence = f"{said}{joined} {found}."
    if measures:
        target = "their targets" if worse > 1 else "its target"
        of_all = f"{worse or 'None'} of {counted(measures, 'measure')}"
        sentence += f" {of_all} got worse or consistently failed {target}."
    return sentence


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]

"""Which published measure a measure of a plan may compare with, by its name and what it counts.

Owns: the subjects that both a front door and the national publications count, in the words of each, and those
that no national publication counts. Refuses: deciding; a person links, and says how the definitions differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data_model.measures.measure_vocabulary import Unit, measure_key
from data_model.published.published_vocabulary import PublishedUnit
from data_model.published.rows import PublishedMeasureRow

Words = tuple[tuple[str, ...], ...]  # any of these, each of whose words all stand in the name


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that is counted: the words of our names, those of published names, and its unit there."""

    ours: Words
    theirs: Words
    unit: PublishedUnit


_PERCENT, _NUMBER = PublishedUnit.PERCENT, PublishedUnit.NUMBER
SUBJECTS = (
    Subject(
        (("rereferral",), ("repeat referral",)), (("rereferral percent",), ("previous referral",)), _PERCENT
    ),
    Subject((("assessment", "45"),), (("assessment", "45"), ("continuous assess",)), _PERCENT),
    Subject((("conference", "15"),), (("conf", "15"),), _PERCENT),
    Subject(
        (("caseload",), ("cases per", "social worker")),
        (("caseload",), ("average number of cases",)),
        _NUMBER,
    ),
    Subject(
        (("looked after",),), (("looked after", "10 000"), ("looked after", "10000")), PublishedUnit.RATE
    ),
    Subject((("referral", "no further action"),), (("no further action", "referral"),), _PERCENT),
    Subject((("agency",),), (("agency rate",),), _PERCENT),
    Subject((("vacanc",),), (("vacancy rate",),), _PERCENT),
    Subject((("turnover",),), (("turnover rate",),), _PERCENT),
    Subject((("sickness",), ("absence rate",)), (("absence rate",),), _PERCENT),
)
# Nothing that every council sends to the department counts these.
_NOT_PUBLISHED: Words = (
    *(("contact",), ("triage",), ("dip sample",), ("return home",), ("return interview",)),
    *(("audit",), ("strategy discussion",), ("decision within",), ("decisions reviewed",)),
)


def is_comparable(code: str, name: str, unit: PublishedUnit) -> bool:
    """Say whether a published measure counts something that plans usually measure."""
    theirs = _folded(f"{code} {name}")
    return any(subject.unit is unit and _says(theirs, subject.theirs) for subject in SUBJECTS)


def suggest(name: str, unit: Unit, published: Sequence[PublishedMeasureRow]) -> list[PublishedMeasureRow]:
    """List the published measures that a measure of a plan may compare with, in their order.

    A percentage compares with a percentage alone; the same name counts too.
    """
    ours = _folded(name)
    subjects = [subject for subject in SUBJECTS if _says(ours, subject.ours)]
    found = []
    for row in published:
        if (unit is Unit.PERCENT) is not (row.unit is PublishedUnit.PERCENT):
            continue
        theirs = _folded(f"{row.code} {row.name}")
        same = ours in (_folded(row.name), _folded(row.code))
        if same or any(one.unit is row.unit and _says(theirs, one.theirs) for one in subjects):
            found.append(row)
    return found


def is_not_published(name: str) -> bool:
    """Say whether a measure counts what no national publication counts: contacts, triage, dip samples."""
    ours = _folded(name)
    return _says(ours, _NOT_PUBLISHED) and not any(_says(ours, subject.ours) for subject in SUBJECTS)


def _says(folded: str, words: Words) -> bool:
    return any(all(word in folded for word in every) for every in words)


def _folded(text: str) -> str:
    return measure_key(text).replace("re referral", "rereferral")

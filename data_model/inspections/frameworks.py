"""The register of inspection frameworks: which judgements each grades, with which grades, and from when.

Owns: the judgements and grades that a form offers, and the kinds of a finding. Refuses: what was stored: a
grade and a judgement are kept with their words, so that one which this register has no more is still read.

A new framework is one more entry here; no table changes. Sources: Ofsted's single inspection framework
(November 2013 to December 2017); the ILACS framework of January 2018, its judgement of care leavers of their
own since January 2023, and Ofsted's announcement of 27 November 2025 that inspections from April 2026 have no
overall effectiveness grade. A children and families framework is to follow in 2027.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is graded: the code by which frameworks share it, the words of the report, and a short name."""

    code: str
    words: str
    name: str


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade of a framework."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework for inspections that began from `first` to `last` (None: until another follows)."""

    code: str
    name: str
    first: date
    last: date | None
    judgements: tuple[Judgement, ...]
    grades: tuple[Grade, ...]

    @property
    def has_overall(self) -> bool:
        """Whether it gives an overall effectiveness grade."""
        return OVERALL in self.judgements

    def judgement(self, code: str) -> Judgement | None:
        """Return one of its judgements; None for a code that it has not."""
        return next((one for one in self.judgements if one.code == code), None)

    def grade(self, code: str) -> Grade | None:
        """Return one of its grades; None for a code that it has not."""
        return next((one for one in self.grades if one.code == code), None)


@dataclass(frozen=True, slots=True)
class FindingKind:
    """What a finding says: its code, its words and its sign; `asks` where something has to get better."""

    code: str
    words: str
    several: str
    sign: str
    asks: bool


OVERALL = Judgement("overall", "Overall effectiveness", "Overall effectiveness")
_HELP = Judgement(
    "help-and-protection",
    "The experiences and progress of children who need help and protection",
    "Help and protection",
)
_CARE = Judgement("children-in-care", "The experiences and progress of children in care", "Children in care")
_LEAVERS = Judgement("care-leavers", "The experiences and progress of care leavers", "Care leavers")
_LEADERS = Judgement(
    "leaders",
    "The impact of leaders on social work practice with children and families",
    "Impact of leaders",
)
_GRADES = (
    Grade("outstanding", "Outstanding"),
    Grade("good", "Good"),
    Grade("requires-improvement", "Requires improvement to be good"),
    Grade("inadequate", "Inadequate"),
)
FRAMEWORKS: dict[str, Framework] = {
    one.code: one
    for one in (
        Framework(
            "ilacs-2026",
            "ILACS since April 2026",
            date(2026, 4, 1),
            None,
            (_HELP, _CARE, _LEAVERS, _LEADERS),
            _GRADES,
        ),
        Framework(
            "ilacs-2023",
            "ILACS, January 2023 to March 2026",
            date(2023, 1, 1),
            date(2026, 3, 31),
            (_HELP, _CARE, _LEAVERS, _LEADERS, OVERALL),
            _GRADES,
        ),
        Framework(
            "ilacs-2018",
            "ILACS, January 2018 to December 2022",
            date(2018, 1, 1),
            date(2022, 12, 31),
            (
                _HELP,
                Judgement(
                    "children-in-care-and-care-leavers",
                    "The experiences and progress of children in care and care leavers",
                    "Children in care and care leavers",
                ),
                _LEADERS,
                OVERALL,
            ),
            _GRADES,
        ),
        Framework(
            "sif",
            "Single inspection framework, to December 2017",
            date(2013, 11, 1),
            date(2017, 12, 31),
            (
                _HELP,
                Judgement(
                    "looked-after-and-permanence",
                    "Children looked after and achieving permanence",
                    "Looked after and permanence",
                ),
                Judgement("adoption", "Adoption performance", "Adoption"),
                _LEAVERS,
                Judgement("leadership", "Leadership, management and governance", "Leadership and governance"),
                OVERALL,
            ),
            _GRADES,
        ),
    )
}
NEWEST = next(iter(FRAMEWORKS.values()))

STRENGTH = FindingKind("strength", "Strength", "strengths", "✓", asks=False)
TO_IMPROVE = FindingKind("to-improve", "Area for improvement", "areas for improvement", "△", asks=True)
PRIORITY_ACTION = FindingKind(
    "priority-action", "Area for priority action", "areas for priority action", "▲", asks=True
)
# The gravest first.
FINDING_KINDS: dict[str, FindingKind] = {one.code: one for one in (PRIORITY_ACTION, TO_IMPROVE, STRENGTH)}


def framework_on(day: date) -> Framework:
    """Return the framework by which an inspection that began on a day was made; the oldest known before."""
    for one in FRAMEWORKS.values():
        if day >= one.first:
            return one
    return list(FRAMEWORKS.values())[-1]


def framework_name(code: str) -> str:
    """Name a framework; one that this register has not by its code."""
    return FRAMEWORKS[code].name if code in FRAMEWORKS else code


def judgement_name(code: str, words: str) -> str:
    """Return the short name of a judgement; the words it was kept with where no framework has it."""
    for framework in FRAMEWORKS.values():
        if (found := framework.judgement(code)) is not None:
            return found.name
    return words

"""What is said of a finding, as a form states it, and what assurance checks look at of findings.

Owns: those two shapes. Refuses: storage.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FindingContent:
    """A finding as stated: its words, what kind it is, its paragraph in the letter, and what it is about.

    `kind` is a code of the register (`frameworks.FINDING_KINDS`). `areas` and `actions` are ids of the plan,
    `recommendation_id` that of the recommendation it became.
    """

    kind: str
    words: str
    paragraph: str = ""
    areas: tuple[int, ...] = ()
    actions: tuple[int, ...] = ()
    recommendation_id: int | None = None


@dataclass(frozen=True, slots=True)
class FindingAgainst:
    """That the newest visit which found something of an action asked for better: which visit, its last day.

    `kinds` are what the findings are called, `paragraphs` where they stand in the letter.
    """

    visit: str
    ends_on: date
    kinds: tuple[str, ...]
    paragraphs: tuple[str, ...]

"""What the reads of inspections and visits return: visits, grades, findings, and the plan on that day.

Owns: their shape and the meaning of every figure. Refuses: queries, words and drawing.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data_model.plan.action_content import FieldChange
from data_model.plan.rows import StatusCount
from data_model.plan.statuses import Status


class VisitKind(StrEnum):
    INSPECTION = "inspection"
    FOCUSED_VISIT = "focused visit"
    MONITORING_VISIT = "monitoring visit"


@dataclass(frozen=True, slots=True)
class VisitRow:
    """An inspection or visit as it stood on a day. `plan_due` is 70 working days after publication of an
    inspection's report; `plan_due_known` is False where it falls beyond the bank holidays known."""

    id: int
    kind: VisitKind
    focus: str
    starts_on: date
    ends_on: date
    outcome: str
    published_on: date | None
    will_be_published: bool
    plan_due: date | None
    plan_due_known: bool
    recorded_by: str


@dataclass(frozen=True, slots=True)
class VisitVersionRow:
    """One line of a visit's own history: as at which day, who said so when, why, and what changed."""

    version: int
    as_at: date
    recorded_at: datetime
    recorded_by: str
    reason: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class RemovedVisit:
    """A visit off the lists: the version that says so, as at which day, why; `visit` names by whom."""

    visit: VisitRow
    version: int
    as_at: date
    reason: str


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One judgement of an inspection with its grade, in the words it was recorded with."""

    judgement: str
    judgement_words: str
    grade: str
    grade_words: str


@dataclass(frozen=True, slots=True)
class GradingRow:
    """All grades of an inspection as recorded at once, by which framework, true as at which day.

    `version` counts how often grades were recorded for the visit or taken back; without `grades` it takes
    back those before it.
    """

    version: int
    framework: str
    framework_words: str
    grades: tuple[GradeRow, ...]
    as_at: date
    recorded_at: datetime
    recorded_by: str
    reason: str

    def grade_of(self, judgement: str) -> GradeRow | None:
        """Return the grade of a judgement; None where the inspection gave none."""
        return next((one for one in self.grades if one.judgement == judgement), None)


@dataclass(frozen=True, slots=True)
class ActionOfFinding:
    """An action that answers a finding, rated as the plan says on the day looked at.

    `then` and `then_label` are its rating on the last day of the visit; None where the plan had it not yet.
    """

    id: int
    ref: str
    text: str
    area_id: int
    status: Status
    label: str
    then: Status | None
    then_label: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding of a visit as it stood on a day.

    `areas` are the areas it is about, by id and name; `recommendation` names the one it became, by its ref.
    `kind` is a code of the register of frameworks, `kind_words` what it was recorded as; `asks` says whether
    something has to get better. `since` is the day its first statement is true of.
    """

    id: int
    version: int
    visit_id: int
    paragraph: str
    kind: str
    kind_words: str
    asks: bool
    words: str
    areas: tuple[tuple[int, str], ...]
    actions: tuple[ActionOfFinding, ...]
    recommendation_id: int | None
    recommendation: str
    since: date
    as_at: date
    recorded_at: datetime
    recorded_by: str

    @property
    def is_unanswered(self) -> bool:
        """Whether something has to get better and no action of the plan answers it."""
        return self.asks and not self.actions

    def is_about(self, area_id: int) -> bool:
        """Say whether it is about an area, or answered by one of its actions."""
        return any(key == area_id for key, _ in self.areas) or any(
            one.area_id == area_id for one in self.actions
        )


@dataclass(frozen=True, slots=True)
class VisitFinding:
    """A finding beside the visit that found it, for a list of findings."""

    visit: VisitRow
    finding: FindingRow


@dataclass(frozen=True, slots=True)
class FindingVersionRow:
    """One line of a finding's history: who, when, as at which day, why, and what changed."""

    version: int
    as_at: date
    recorded_at: datetime
    recorded_by: str
    reason: str
    withdrawn: bool
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class WithdrawnFinding:
    """A finding that was taken back: its words, who did so, why, and the version that says so."""

    id: int
    version: int
    words: str
    as_at: date
    recorded_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class AreaAtVisit:
    """What the plan and its measures said of an area on the last day of a visit, and what inspectors found.

    `actions` counts those that the plan had then, `green` those rated complete, embedded or on track.
    `measures` are those of the area with figures by then, `worse` those that got worse or kept failing their
    target. `sentence` says it all.
    """

    area_id: int
    area: str
    actions: int
    green: int
    measures: int
    worse: int
    strengths: int
    asks: int
    sentence: str

    @property
    def disagrees(self) -> bool:
        """Whether more than half of the actions were rated green where inspectors asked for better."""
        return self.asks > 0 and self.green * 2 > self.actions


@dataclass(frozen=True, slots=True)
class RatedAtVisit:
    """An area on the last day of a visit, found fault with or not: `statuses` are the plan's ratings then."""

    visit: VisitRow
    at: AreaAtVisit
    statuses: tuple[StatusCount, ...]


@dataclass(frozen=True, slots=True)
class AreaTimeline:
    """An area on the last day of each visit of a timeline, the earliest first."""

    area_id: int
    area: str
    visits: tuple[RatedAtVisit, ...]


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """An inspection or visit with what it graded and found as at a day, and each area it was about then."""

    visit: VisitRow
    grading: GradingRow | None
    findings: tuple[FindingRow, ...]
    areas: tuple[AreaAtVisit, ...]

    @property
    def asks(self) -> tuple[FindingRow, ...]:
        """The findings that ask for something to get better."""
        return tuple(one for one in self.findings if one.asks)

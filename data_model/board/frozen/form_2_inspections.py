"""The record of form 2 that is an inspection or visit with its grades, its findings, and the plan that day.

Owns: what a document of form 2 holds of them. Refuses: what rows hold today (they change), and reading (see
`kinds`). Meetings frozen before have none. Judgements, grades and kinds of finding are kept as codes and
words, as they were recorded.
"""

from data_model.board.frozen.form_1_board import VISIT
from data_model.board.frozen.form_1_plan import STATUS
from data_model.board.frozen.kinds import DAY, TEXT, TIME, TRUTH, WHOLE, Fixed, ListOf, Maybe, Record
from data_model.inspections.rows import (
    ActionOfFinding,
    AreaAtVisit,
    FindingRow,
    GradeRow,
    GradingRow,
    InspectionRow,
)

GRADE = Record(GradeRow, judgement=TEXT, judgement_words=TEXT, grade=TEXT, grade_words=TEXT)
GRADING = Record(
    GradingRow,
    version=WHOLE,
    framework=TEXT,
    framework_words=TEXT,
    grades=ListOf(GRADE),
    as_at=DAY,
    recorded_at=TIME,
    recorded_by=TEXT,
    reason=TEXT,
)
ACTION = Record(
    ActionOfFinding,
    id=WHOLE,
    ref=TEXT,
    text=TEXT,
    area_id=WHOLE,
    status=STATUS,
    label=TEXT,
    then=Maybe(STATUS),
    then_label=TEXT,
)
FINDING = Record(
    FindingRow,
    id=WHOLE,
    version=WHOLE,
    visit_id=WHOLE,
    paragraph=TEXT,
    kind=TEXT,
    kind_words=TEXT,
    asks=TRUTH,
    words=TEXT,
    areas=ListOf(Fixed(WHOLE, TEXT)),
    actions=ListOf(ACTION),
    recommendation_id=Maybe(WHOLE),
    recommendation=TEXT,
    since=DAY,
    as_at=DAY,
    recorded_at=TIME,
    recorded_by=TEXT,
)
AREA = Record(
    AreaAtVisit,
    area_id=WHOLE,
    area=TEXT,
    actions=WHOLE,
    green=WHOLE,
    measures=WHOLE,
    worse=WHOLE,
    strengths=WHOLE,
    asks=WHOLE,
    sentence=TEXT,
)
INSPECTION = Record(
    InspectionRow,
    visit=VISIT,
    grading=Maybe(GRADING),
    findings=ListOf(FINDING),
    areas=ListOf(AREA),
)

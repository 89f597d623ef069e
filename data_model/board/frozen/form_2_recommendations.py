"""The record of form 2 that is a recommendation, with the actions that carry it out and what it raises.

Owns: what a document of form 2 holds of a recommendation, and the words of its enumerations. Refuses: what
rows hold today (they change), and reading (see `kinds`). Meetings frozen before have none.
"""

from data_model.board.frozen.form_1_plan import STATUS
from data_model.board.frozen.kinds import DAY, TEXT, TIME, TRUTH, WHOLE, ListOf, Maybe, OneOf, Record
from data_model.recommendations.recommendation_content import Origin, Response
from data_model.recommendations.rows import (
    ActionOfRecommendation,
    RaisedRecommendationCheck,
    RecommendationRow,
)

ORIGIN = OneOf(Origin, "scrutiny", "inspection", "diagnostic-review", "peer")
RESPONSE = OneOf(Response, "awaited", "accepted", "accepted-in-part", "rejected", "otherwise")
ACTION = Record(
    ActionOfRecommendation,
    id=WHOLE,
    ref=TEXT,
    text=TEXT,
    area_id=WHOLE,
    area=TEXT,
    status=STATUS,
    label=TEXT,
    due_date=Maybe(DAY),
    days_overdue=WHOLE,
    made=TRUTH,
)
CHECK = Record(RaisedRecommendationCheck, code=TEXT, title=TEXT, because=TEXT)
RECOMMENDATION = Record(
    RecommendationRow,
    origin=ORIGIN,
    words=TEXT,
    ref=TEXT,
    source=TEXT,
    made_text=TEXT,
    response=RESPONSE,
    response_words=TEXT,
    responded_text=TEXT,
    lead_officer=TEXT,
    executive_member=TEXT,
    action_taken=TEXT,
    status=STATUS,
    status_label=TEXT,
    due_text=TEXT,
    closed=TRUTH,
    closed_text=TEXT,
    closing_words=TEXT,
    other=TEXT,
    id=WHOLE,
    version=WHOLE,
    made_on=Maybe(DAY),
    responded_on=Maybe(DAY),
    due_date=Maybe(DAY),
    closed_on=Maybe(DAY),
    lead_person_id=Maybe(WHOLE),
    as_at=DAY,
    recorded_at=TIME,
    recorded_by=TEXT,
    words_since=Maybe(DAY),
    response_due=Maybe(DAY),
    days_unanswered=WHOLE,
    days_overdue=WHOLE,
    actions=ListOf(ACTION),
    checks=ListOf(CHECK),
)

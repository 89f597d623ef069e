"""The register of what may name a person: every column of text or bytes, and in which way it does.

Owns: that one list, by which a person is looked for, named and erased; a test compares it with the tables,
and fails on a column that it lacks. Texts of a fixed length are codes and are not in it. Refuses: finding
anybody (`person_search`), and rewriting (`data_model.people`).
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache


class Holds(StrEnum):
    """In which way a column may name a person."""

    NAME = "one name alone, as of who did something"
    NAME_KEY = "one name, folded"
    PEOPLE = "people and posts as somebody wrote them"
    ADDRESS = "an e-mail address"
    ACCOUNT = "an account of an identity provider"
    AUTHOR = "whose the row is, as `Actor.key` and `Actor.reader` say it"
    MADE_TEXT = "a sentence that the dashboard made"
    CELLS = "what a file said, field by field, as JSON"
    FREE_TEXT = "words that somebody wrote, or a file had"
    DOCUMENT = "a frozen document"
    FILE = "the bytes of a file"
    NOBODY = "words of the dashboard's own, or of publications; no person"


# What an erasure writes anew. The rest is left as it is and said.
REWRITTEN = frozenset((Holds.NAME, Holds.PEOPLE, Holds.MADE_TEXT, Holds.CELLS))

# By table, its columns parted by spaces.
_REGISTER: Mapping[Holds, Mapping[str, str]] = {
    Holds.NAME: {
        "access_event": "who",
        "action_statement": "recorded_by",
        "benefit_import": "recorded_by",
        "benefit_profile": "recorded_by",
        "benefit_reading": "recorded_by",
        "benefit_return": "recorded_by",
        "benefit_stated_sum": "recorded_by",
        "benefit_version": "recorded_by",
        "board": "recorded_by",
        "check_answer": "recorded_by withdrawn_by",
        "check_setting": "recorded_by",
        "claim_version": "recorded_by",
        "comment": "recorded_by",
        "comparison": "recorded_by",
        "erasure": "recorded_by",
        "evidence": "recorded_by withdrawn_by",
        "finding_version": "recorded_by",
        "follow_up_event": "recorded_by",
        "fund_condition_version": "recorded_by",
        "fund_import": "recorded_by",
        "fund_line_action": "linked_by removed_by",
        "fund_line_version": "recorded_by",
        "fund_movement": "recorded_by",
        "fund_version": "recorded_by",
        "import_choice": "decided_by",
        "measure_definition": "recorded_by",
        "measure_link": "linked_by removed_by",
        "measure_name": "decided_by",
        "measure_statement": "recorded_by",
        "measure_target": "recorded_by",
        "meeting": "recorded_by frozen_by",
        "meeting_item_version": "recorded_by",
        "member": "name granted_by",
        "milestone": "recorded_by withdrawn_by",
        "performance_import": "recorded_by",
        "performance_settings": "recorded_by",
        "person": "name",
        "person_joining": "recorded_by",
        "plan_council": "recorded_by",
        "plan_import": "recorded_by",
        "plan_person": "name",
        "published_link": "linked_by removed_by",
        "published_release": "recorded_by",
        "published_release_version": "recorded_by",
        "rag_key_entry": "decided_by",
        "reading": "recorded_by",
        "rebaseline": "recorded_by withdrawn_by",
        "recommendation_action": "linked_by removed_by",
        "recommendation_import": "recorded_by",
        "recommendation_version": "recorded_by",
        "saved_filter": "recorded_by",
        "saving_action": "linked_by removed_by",
        "saving_import": "recorded_by",
        "saving_version": "recorded_by",
        "sign_in": "ended_by",
        "tier": "recorded_by",
        "visit": "recorded_by",
        "visit_grading": "recorded_by",
        "visit_version": "recorded_by",
        "watch": "recorded_by",
    },
    Holds.NAME_KEY: {
        "person": "key",
        "plan_person": "key",
    },
    Holds.PEOPLE: {
        "action": "responsible exception_responsible",
        "action_statement": "responsible exception_responsible",
        "benefit_profile": "approved_by",
        "benefit_return": "approved_by",
        "benefit_version": "owner",
        "board": "chair attendees",
        "follow_up": "owner",
        "fund_line_version": "owner",
        "fund_version": "owner finance_contact",
        "measure_definition": "answers",
        "meeting": "chair attendees",
        "meeting_item_version": "brought_by",
        "post": "title",
        "recommendation_version": "lead_officer executive_member",
        "saving_version": "owner",
    },
    Holds.ADDRESS: {
        "member": "email",
        "person": "email",
        "sign_in": "email",
    },
    Holds.ACCOUNT: {
        "member": "issuer subject",
    },
    Holds.AUTHOR: {
        "draft": "who",
        "money_draft": "who",
        "saved_filter": "who",
        "watch": "who",
        "watch_told": "who",
    },
    Holds.MADE_TEXT: {
        "access_event": "detail",
        "benefit_import_issue": "title seen what_to_do",
        "fund_import_issue": "title seen what_to_do",
        "import_issue": "title seen what_to_do",
        "performance_import_issue": "title seen what_to_do",
        "person_joining": "dropped",
        "published_release_issue": "title seen what_to_do",
        "recommendation_import_issue": "title seen what_to_do",
        "saving_import_issue": "title seen what_to_do",
    },
    Holds.CELLS: {
        "recommendation_version": "file_says",
    },
    Holds.FREE_TEXT: {
        "action": (
            "ref text due_text revised_due_text rag_label progress impact measure assurance "
            "reason_for_delay mitigation other"
        ),
        "action_statement": (
            "sheet reason ref text due_text revised_due_text rag_label progress impact measure "
            "assurance reason_for_delay mitigation other"
        ),
        "area": "number title short_name",
        "benefit": "key",
        "benefit_import": "file_name sheets",
        "benefit_import_issue": "sheet",
        "benefit_profile": "reason",
        "benefit_profile_volume": "number",
        "benefit_reading": "volume words",
        "benefit_return": "invested_source reason",
        "benefit_stated_sum": "source",
        "benefit_version": "reason ref title description service",
        "benefit_volume": "words baseline unit_source",
        "board": "name",
        "check_answer": "because",
        "comment": "text",
        "comparison": "name as_written sheet",
        "draft": "fields",
        "evidence": "finding link file_name media_type",
        "finding_version": "paragraph words reason",
        "follow_up": "words",
        "follow_up_event": "words",
        "fund": "key",
        "fund_condition_version": "deliverable evidence reason",
        "fund_import": "file_name sheets",
        "fund_import_issue": "sheet",
        "fund_line": "key",
        "fund_line_version": "activity cost_centre spend_control_ids evidence_wanted sheet",
        "fund_movement": "ledger_reference words sheet",
        "fund_version": "name funder reference decision decision_meeting sheet",
        "import_choice": "about written meaning",
        "import_issue": "sheet",
        "measure": "key",
        "measure_definition": "meaning numerator denominator source_system reason",
        "measure_name": "key written part",
        "measure_statement": "name",
        "measure_target": "part reason sheet",
        "meeting": "place notes",
        "meeting_item_version": "words outcome",
        "milestone": "words",
        "money_draft": "form fields",
        "outcome": "text",
        "performance_import": "file_name sheets",
        "performance_import_issue": "sheet",
        "person_joining": "plans reason",
        "plan": "name",
        "plan_import": "file_name sheets",
        "published_link": "note",
        "published_neighbour": "closeness",
        "published_release": "label file_name",
        "published_release_issue": "sheet",
        "published_release_version": "label reason",
        "rag_key_entry": "label",
        "reading": "part as_written reason sheet",
        "rebaseline": "reason",
        "recommendation_import": "file_name sheets",
        "recommendation_import_issue": "sheet",
        "recommendation_version": (
            "ref source made_text words response_words responded_text action_taken status_label "
            "due_text closed_text closing_words other reason sheet"
        ),
        "saved_filter": "name asked",
        "saving": "key",
        "saving_import": "file_name sheets",
        "saving_import_issue": "sheet",
        "saving_version": (
            "reason ref department service_area title narrative progress impact mitigation taken_into"
        ),
        "tier": "name",
        "visit": "focus outcome",
        "visit_grading": "reason",
        "visit_version": "focus outcome reason",
    },
    Holds.DOCUMENT: {
        "meeting_view": "content",
    },
    Holds.FILE: {
        "evidence_file": "content",
        "import_file": "content",
    },
    Holds.NOBODY: {
        "access_event": "through",
        "action": "due_repeats rag_as_seen",
        "action_statement": "through cell identified due_repeats rag_as_seen",
        "benefit_import": "through",
        "benefit_import_issue": "code severity cell",
        "benefit_profile": "through cell",
        "benefit_reading": "through cell",
        "benefit_return": "through cell",
        "benefit_stated_sum": "through cell",
        "benefit_version": "through cell",
        "comment": "through",
        "comparison": "cell",
        "erasure": "through",
        "evidence": "through",
        "finding_version": "kind_words",
        "fund_import": "layout through",
        "fund_import_issue": "code severity cell",
        "fund_line_version": "cell",
        "fund_movement": "through cell",
        "fund_version": "cell",
        "import_issue": "code severity cell",
        "measure_target": "cell",
        "performance_import": "layout through",
        "performance_import_issue": "code severity cell",
        "person_joining": "through",
        "plan_import": "through",
        "published_figure": "year_text symbol",
        "published_measure": "code name",
        "published_place": "name region",
        "published_release": "through",
        "published_release_issue": "code severity cell",
        "published_release_version": "through",
        "rag_key_entry": "seen",
        "reading": "through cell",
        "recommendation_import": "through",
        "recommendation_import_issue": "code severity cell",
        "recommendation_version": "through cell",
        "saved_filter": "through",
        "saving_import": "through",
        "saving_import_issue": "code severity cell",
        "saving_version": "through cell brag_seen",
        "visit_grade": "judgement_words grade_words",
        "visit_grading": "framework_words",
        "watch": "through",
    },
}


def columns_that_hold(holds: Holds) -> dict[str, tuple[str, ...]]:
    """Return the columns of one kind by table."""
    return {table: tuple(columns.split()) for table, columns in _REGISTER.get(holds, {}).items()}


@cache
def registered_columns() -> Mapping[tuple[str, str], Holds]:
    """Return what each column, by table and name, holds. Raises ValueError where one stands twice."""
    found: dict[tuple[str, str], Holds] = {}
    for holds in Holds:
        for table, columns in columns_that_hold(holds).items():
            for column in columns:
                if (table, column) in found:
                    raise ValueError(f"{table}.{column} is registered twice")
                found[table, column] = holds
    return found

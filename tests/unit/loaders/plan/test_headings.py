import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.plan.heading_vocabulary import BEGINNINGS, WORDINGS, Field
from loaders.plan.headings import (
    HeaderRow,
    HeadingMatch,
    Match,
    is_exception_header,
    is_header_row,
    join_header_rows,
    match_heading,
    normalise_heading,
    read_header_row,
)

EXACT = {
    Field.REF: "No.|Ref|ID|Action no|Ofsted para no|Ref.|Action ref",
    Field.AREA: "Area for improvement|Ofsted area for improvement|Priority|Recommendation|Theme|Workstream",
    Field.OUTCOME: "Outcomes for Children and Families|Outcome|Objective|What we want to achieve",
    Field.ACTION: "Action needed|Action|Actions|What we will do|Activity|Task|Milestone|Outstanding Action",
    Field.RESPONSIBLE: "Responsible|Responsible officer|Lead|Lead officer|Owner|Accountable|SRO|Who|Who?"
    "|Lead Officer(s)|Owner / Lead|Responsible\nOfficer|Lead\u00a0Officer",
    Field.DUE: "Due date|By when|Timescale"
    "|Deadline|Target date|Completion date|When|By when?|Target completion date",
    Field.REVISED_DUE: "Revised due date|Forecast date|Revised date",
    Field.PROGRESS: "Progress|Progress including evidence (include data)|Update|Progress update|Commentary"
    "|Latest position|Progress to date|Narrative|Status update",
    Field.IMPACT: "Impact|Impact (anticipated impact - to be updated later)|What impact will this have?"
    "|Evidence of impact|So what?",
    Field.MEASURE: "Success measure|Success criteria|KPI|How will we know|How will we know?",
    Field.ASSURANCE: "Evidence|Source of assurance|Monitoring and evaluation",
    Field.RAG: "RAG|R/A/G|BRAG|RAGB|RAG rating|RAG status|Status|RAG (BRAG)|(B)RAG|(RAG)",
    Field.REASON: "Reason for delay",
    Field.MITIGATION: "Mitigating actions in progress|Mitigation",
}


@pytest.mark.parametrize(
    ("field", "text"), [(field, one) for field, all_ in EXACT.items() for one in all_.split("|")]
)
def test_a_wording_that_councils_use_matches_exactly(field, text):
    assert match_heading(text) == HeadingMatch(field, Match.EXACT)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Progress as at December 2022", Field.PROGRESS),
        ("RAG rating Nov 22", Field.RAG),
        ("Impact on staff", Field.IMPACT),
        ("Actions to be taken by partners", Field.ACTION),
        ("Due date for board", Field.DUE),
    ],
)
def test_a_longer_heading_matches_by_its_beginning(text, field):
    assert match_heading(text) == HeadingMatch(field, Match.PREFIX)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Responisble", Field.RESPONSIBLE),
        ("Porgress", Field.PROGRESS),
        ("Due Dat", Field.DUE),
        ("Actons", Field.ACTION),
    ],
)
def test_a_slip_of_spelling_matches_closely_and_must_be_confirmed(text, field):
    assert match_heading(text) == HeadingMatch(field, Match.CLOSE)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "-",
            "1.",
            "Act",
            "Impacted",
            "Measured",
            "Leadership",
            "Completed",
            "Start date",
            "Review date",
        ),
        *(
            "Action plan",
            "Action 1",
            "Outcome 1",
            "Priority 1: Front door",
            "Timescale start",
            "Due to staffing",
        ),
        *("RAG Key:", "RAG: Green", "Lead on recruitment", "Status: on track"),
        *("Action plan submitted 12th December 2022", "Actions taken this month include a new rota"),
        *("Progress has been slow", "Progress the recruitment of social workers"),
        *("Impact of the new rota is being watched", "Update the strategy for next year", "progress " * 40),
    ],
)
def test_what_only_begins_or_sounds_like_a_heading_matches_nothing(text):
    assert match_heading(text) is None


def test_every_wording_stands_folded_and_under_one_field_only():
    wordings = [one for all_ in WORDINGS.values() for one in all_]
    assert len(wordings) == len(set(wordings))
    assert [one for one in wordings if normalise_heading(one) != one] == []
    assert [one for all_ in BEGINNINGS.values() for one in all_ if normalise_heading(one) != one] == []
    assert {*WORDINGS} == {*BEGINNINGS} == {*Field}


def test_folding_drops_case_punctuation_guidance_and_line_breaks():
    assert (
        normalise_heading(" Progress\u00a0including\nEVIDENCE: (include [data] reports)")
        == "progress including evidence"
    )
    assert normalise_heading("Impact (anticipated, cut off here") == "impact"
    assert normalise_heading("Children’s outcome?") == "childrens outcome"


PLAN = {
    1: "Outcomes",
    2: "Action needed",
    3: "Responsible",
    4: "Due Date",
    5: "Progress",
    6: "Impact",
    7: "RAG",
}
EXCEPTIONS = {
    2: "Outstanding Action",
    3: "Reason for delay",
    4: "Mitigating actions in progress",
    5: "Responsible Officer",
    6: "Revised due date",
}


def test_a_header_row_gives_each_column_its_field():
    assert read_header_row({**PLAN, 8: "Cost", 9: " "}) == HeaderRow(
        {
            1: Field.OUTCOME,
            2: Field.ACTION,
            3: Field.RESPONSIBLE,
            4: Field.DUE,
            5: Field.PROGRESS,
            6: Field.IMPACT,
            7: Field.RAG,
        },
        {},
        {8: "Cost"},
        {},
    )


def test_the_better_match_keeps_a_field_and_the_first_of_equals():
    header = read_header_row({1: "Porgress", 2: "Progress in May", 3: "Progress", 4: "Update", 5: "Actons"})
    assert header == HeaderRow({3: Field.PROGRESS}, {5: Field.ACTION}, {}, {Field.PROGRESS: (1, 2, 4)})


@pytest.mark.parametrize(
    "cells",
    [PLAN, EXCEPTIONS, {1: "Action", 2: "Owner"}, {1: "Acton", 2: "What we will do", 3: "By when?"}],
)
def test_these_rows_head_a_table(cells):
    assert is_header_row(cells)


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {1: "Action"},
        {1: "Action no", 2: "Responsible"},
        {1: "Action no", 2: "Action"},
        {1: "Responisble", 2: "Actons"},
        {1: "RAG Key:", 2: "Action"},
        {1: "Reason for delay"},
        {1: "Action", 2: "Owner", 3: "A sentence that goes on " * 20},
        {1: "Action", 2: "Owner", 3: "A sentence that goes on " * 5},
        {1: "Recruit more staff", 2: "Lead", 3: "Progress"},
    ],
)
def test_these_rows_do_not_head_a_table(cells):
    assert not is_header_row(cells)


def test_an_exception_table_is_told_from_a_plan_that_also_has_mitigation():
    assert is_exception_header(read_header_row(EXCEPTIONS))
    assert not is_exception_header(read_header_row(PLAN))
    assert not is_exception_header(read_header_row({**PLAN, 8: "Mitigation"}))


def test_two_header_rows_are_read_together_unless_the_lower_is_a_heading_itself():
    upper = {1: "Action", 2: "Due", 3: "Timescale", 4: "Timescale", 5: "Impact", 6: "RAG"}
    lower = {1: "", 2: "date", 3: "Due date", 4: "Revised due date", 5: "(anticipated)", 7: "Cost"}
    joined = join_header_rows(upper, lower)
    assert joined == {
        1: "Action",
        2: "Due date",
        3: "Due date",
        4: "Revised due date",
        5: "Impact (anticipated)",
        6: "RAG",
        7: "Cost",
    }


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert normalise_heading(normalise_heading(text)) == normalise_heading(text)


_HEADING = st.one_of(st.text(), st.sampled_from([one for all_ in WORDINGS.values() for one in all_]))


@given(st.dictionaries(st.integers(1, 20), _HEADING))
def test_every_column_with_text_is_accounted_for_once(cells):
    header = read_header_row(cells)
    spare = [column for columns in header.duplicates.values() for column in columns]
    seen = [*header.columns, *header.close, *header.unmatched, *spare]
    assert sorted(seen) == sorted(column for column, text in cells.items() if text.strip())
    is_header_row(cells)
    join_header_rows(cells, {column + 1: text for column, text in cells.items()})


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Recommendation / action", Field.ACTION),
        ("Objective/Outcome", Field.OUTCOME),
        ("Owner / Lead officer", Field.RESPONSIBLE),
        ("Lead / Deadline", None),
        ("Moon / action", None),
    ],
)
def test_a_heading_of_parts_is_known_where_all_of_them_are_and_agree(
    heading: str, field: Field | None
) -> None:
    match = match_heading(heading)
    assert (match.field if match and match.how is not Match.CLOSE else None) is field

"""Which headings make a list of contacts, and what ends one: headings and content that tell of a person."""

from datetime import date

import pytest

from data_model.measures.rows import PerformanceSettings
from loaders.contacts.contact_columns import find_contact_columns, identifying_kind, refuse_identifying
from loaders.contacts.contact_list import ContactMeasures, compute_contacts, read_contacts
from loaders.contacts.contact_vocabulary import Ending, ending_of
from loaders.files.raw_workbook import RawCell, RawSheet, RawWorkbook
from tests.workbooks import build_xlsx


def headings(*texts: str) -> dict[int, str]:
    return dict(enumerate(texts, start=1))


def compute(text: str) -> ContactMeasures:
    file = read_contacts(text.encode(), "contacts.csv")
    return compute_contacts(file, date(2023, 5, 31), PerformanceSettings(), ())


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        (("Received", "Decided", "Tier", "Outcome", "Team"), (1, 2, 3, 4, 5)),
        (("Team name", "RAG", "Date/time received", "Decision date", "Decision"), (3, 4, 2, 5, 1)),
        (("Contact date", "Contact outcome", "Outcome date"), (1, 3, None, 2, None)),
        (("ContactReceivedDate", "contact_decision_date", "Priority"), (1, 2, 3, None, None)),
        (("Time received", "Date received", "Date closed"), (2, 3, None, None, None)),
        (("Contact start date", "Contact end date", "Level"), (1, 2, 3, None, None)),
        (("When received", "Decision made on"), (1, 2, None, None, None)),
    ],
)
def test_the_columns_are_found_by_their_headings(
    texts: tuple[str, ...], places: tuple[int | None, ...]
) -> None:
    found = find_contact_columns(headings(*texts))
    assert found is not None
    assert (found.received, found.decided, found.tier, found.outcome, found.team) == places


@pytest.mark.parametrize(
    "texts",
    [
        ("Measure", "Target", "April 2023"),
        ("Date", "Contacts received", "Contacts decided"),
        ("Action", "Due date", "Completed", "RAG"),
        ("Start date", "End date", "Team"),
        ("Received", "Tier"),
        (),
    ],
)
def test_other_tables_are_no_list_of_contacts(texts: tuple[str, ...]) -> None:
    assert find_contact_columns(headings(*texts)) is None


def test_daily_counts_under_the_same_headings_are_no_list_of_contacts() -> None:
    file = read_contacts(b'Date,Received,Decided\n01/04/2023,41,38\n02/04/2023,"1,012",40\n', "daily.csv")
    assert (file.columns, file.problem) == (None, None)


KINDS = {
    "a name": ("Name", "Child's name", "Forename", "Surname", "First Name", "Child", "Full names", "Known as",
               "Social worker name", "ChildName", "Young person", "Mother's name"),
    "a date of birth": ("DOB", "D.O.B.", "Date of birth", "DateOfBirth", "Born", "child_dob"),
    "an NHS number": ("NHS number", "NHS No.", "NHS", "NHSNumber"),
    "a unique pupil number": ("UPN", "Unique Pupil Number"),
    "an identifier": ("ID", "Person ID", "PersonID", "Child ref", "Client no", "Case number", "Mosaic ID",
                      "LCS number", "Contact ID", "CaseID", "case_id", "Reference", "Referral ref"),
    "an address": ("Address", "Home address", "Street"),
    "a postcode": ("Postcode", "Post code", "Home postcode"),
    "a telephone number": ("Phone", "Mobile", "Telephone no", "Contact number"),
    "an e-mail address": ("Email", "E-mail", "Email address"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "heading"), [(kind, each) for kind, those in KINDS.items() for each in those]
)
def test_a_heading_that_tells_of_a_person_is_named_with_its_kind(kind: str, heading: str) -> None:
    assert identifying_kind(heading) == kind
    issue = refuse_identifying({3: heading}, "List")
    assert issue is not None
    assert issue.seen == f"the column “{heading}” (C) looks like {kind}"
    assert (issue.type.code, issue.sheet, issue.cell) == ("contact-identifying", "List", "C")


@pytest.mark.parametrize(
    "heading",
    [
        "Team name",
        "Source",
        "Number of children",
        "Age",
        "Ethnicity",
        "Ward name",
        "No of contacts",
        "Method",
        "School name",
        "Days open",
        "Category of need",
    ],
)
def test_other_headings_tell_of_nobody(heading: str) -> None:
    assert identifying_kind(heading) == ""


ROW = "03/04/2023 09:00,03/04/2023 12:00,NFA,{}"
NAMES = ("Farah Garvey", "GARVEY, Farah", "Hester O’Brightwell", "Callum Cawston-Dunmore")
CONTENT = {
    "an e-mail address": ["police", "write to farah@example.org"],
    "a postcode": ["police", "12 High Road, ZZ1 1ZZ"],
    "an NHS number": ["police", "943 476 5919"],
    "a unique pupil number": ["police", "A123456789012"],
    "a telephone number": ["police", "07700 900123"],
    "a name": list(NAMES),
    "a date of birth": ["01/02/2011", "13/05/2015", "30/09/2019", "03/04/2023"],
    "an identifier": ["P10012", "P10013", "P10014"],
    "an identifier: it differs in every row": [f"wording {chr(65 + number)}" for number in range(22)],
}


@pytest.mark.parametrize("kind", CONTENT)
@pytest.mark.parametrize("heading", ["Source", ""])
def test_content_that_tells_of_a_person_ends_the_list_whatever_its_heading(kind: str, heading: str) -> None:
    values = CONTENT[kind]
    rows = [ROW.format(f'"{value}"') for value in values]
    found = compute("\n".join((f"Received,Decided,Outcome,{heading}", *rows)))
    assert found.problem is not None
    assert found.problem.type.code == "contact-identifying"
    named = f"the column “{heading}” (D)" if heading else "column D"
    assert found.problem.seen == f"{named} looks like {kind}"
    assert (found.readings, found.rows, found.used, found.left_out) == ((), 0, 0, {})
    assert not any(value in repr(found) for value in values)


@pytest.mark.parametrize("place", ["Tier", "Outcome", "Team"])
def test_names_in_a_column_that_is_read_end_the_list(place: str) -> None:
    rows = [f'03/04/2023,03/04/2023,"{name}"' for name in NAMES]
    found = compute("\n".join((f"Received,Decided,{place}", *rows)))
    assert found.problem is not None
    assert found.problem.seen == f"the column “{place}” (C) looks like a name"
    assert "Garvey" not in repr(found)


def test_too_many_values_in_a_column_that_is_read_end_the_list() -> None:
    rows = [f"03/04/2023,03/04/2023,word{number} of{number}" for number in range(61)]
    found = compute("\n".join(("Received,Decided,Team", *rows)))
    assert found.problem is not None
    assert found.problem.seen.startswith("the column “Team” (C) looks like names or sentences")
    assert compute("\n".join(("Received,Decided,Team", *rows[:60]))).problem is None


def test_names_where_a_date_should_be_end_the_list() -> None:
    rows = [f'03/04/2023,"{name}"' for name in NAMES]
    found = compute("\n".join(("Received,Decided", *rows)))
    assert found.problem is not None
    assert found.problem.seen == "the column “Decided” (B) looks like a name"


def test_dates_of_birth_where_a_decision_should_be_end_the_list() -> None:
    found = compute("Received,Completed\n03/04/2023,01/02/2011\n03/04/2023,01/02/2012\n03/04/2023,03/04/2023")
    assert found.problem is not None
    assert found.problem.seen == "the column “Completed” (B) looks like a date of birth"


def test_a_person_in_the_very_last_row_ends_the_whole_list() -> None:
    rows = [ROW.format("police")] * 30_000 + [ROW.format("943 476 5919")]
    found = compute("\n".join(("Received,Decided,Outcome,Source", *rows)))
    assert (found.readings, found.used) == ((), 0)
    assert found.problem is not None


def test_ordinary_columns_do_not_end_a_list() -> None:
    sources = [
        "Police",
        "Health Visitor",
        "School",
        "Member of Public",
        "Youth Justice",
        "Other Local Authority",
    ]
    rows = [
        f"{day:02}/04/2023 09:00,{day:02}/04/2023 12:00,No Further Action,{source},{day},East Team,14/03/2023"
        for day in range(3, 28)
        for source in sources
    ]
    titles = "Received,Decided,Outcome,Source,Hours,Team,Previous contact"
    assert compute("\n".join((titles, *rows))).problem is None


def test_a_heading_ends_a_list_before_it_is_counted() -> None:
    file = read_contacts(b"Received,Decided,Date of birth\n03/04/2023,,01/02/2011\n", "contacts.csv")
    assert file.columns is not None
    assert file.problem is not None
    assert file.problem.seen == "the column “Date of birth” (C) looks like a date of birth"
    found = compute_contacts(file, date(2023, 5, 31), PerformanceSettings(), ())
    assert (found.readings, found.problem) == ((), file.problem)


def test_a_person_on_another_sheet_ends_the_list_too() -> None:
    contacts = [("Received", "Decided"), (date(2023, 4, 3), date(2023, 4, 3))]
    content = build_xlsx({"List": contacts, "Children": [("Child", "NHS number"), ("A", 1)]})
    file = read_contacts(content, "contacts.xlsx")
    assert file.problem is not None
    assert (file.problem.sheet, file.problem.type.code) == ("Children", "contact-identifying")


def test_cells_beside_the_table_of_a_sheet_are_looked_at() -> None:
    rows = {
        1: {1: RawCell("Received"), 2: RawCell("Decided")},
        2: {1: RawCell(date(2023, 4, 3)), 5: RawCell("farah@example.org")},
    }
    file = read_contacts(RawWorkbook("contacts.xlsx", (RawSheet("List", rows),)))
    found = compute_contacts(file, date(2023, 5, 31), PerformanceSettings(), ())
    assert found.problem is not None
    assert found.problem.seen == "column E looks like an e-mail address"


@pytest.mark.parametrize(
    ("outcome", "ending"),
    [
        ("Referral", Ending.REFERRAL),
        ("Progress to referral", Ending.REFERRAL),
        ("Referral to Children’s Social Care", Ending.REFERRAL),
        ("NFA", Ending.NO_ACTION),
        ("No further action", Ending.NO_ACTION),
        ("NFA - closed", Ending.NO_ACTION),
        ("Information and advice", Ending.OTHER),
        ("Early help", Ending.OTHER),
        ("Not a referral", Ending.DOUBT),
        ("Referral to early help", Ending.DOUBT),
        ("Rejected referral", Ending.DOUBT),
        (" - ", Ending.BLANK),
    ],
)
def test_an_outcome_counts_by_its_whole_wording(outcome: str, ending: Ending) -> None:
    assert ending_of(outcome) is ending

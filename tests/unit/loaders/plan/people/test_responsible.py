import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.shared.name_key import name_key
from loaders.plan.people.responsible import PersonAndPost, understand_responsible
from tests.places import REAL_PLAN


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(person.name, person.post) for person in understand_responsible(text).people]


CERTAIN = {
    "Ann Example": [("Ann Example", "")],
    "Ann\u00a0 Example": [("Ann Example", "")],
    "Ann Example; Bo Sample": [("Ann Example", ""), ("Bo Sample", "")],
    "Ann Example\nBo Sample": [("Ann Example", ""), ("Bo Sample", "")],
    "Ann Example, Bo Sample & Di Model": [("Ann Example", ""), ("Bo Sample", ""), ("Di Model", "")],
    "- Ann Example\n- Bo Sample": [("Ann Example", ""), ("Bo Sample", "")],
    "Mary-Jane O’Sample": [("Mary-Jane O’Sample", "")],
    "Ann van der Model Deputy Head": [("Ann van der Model", "Deputy Head")],
    "J. Sample": [("J. Sample", "")],
    "Ann SAMPLE": [("Ann SAMPLE", "")],
    "Zoë Łukasiewicz": [("Zoë Łukasiewicz", "")],
    "Cllr Bo Sample, Lead Member": [("Cllr Bo Sample", "Lead Member")],
    "Ann Example Head of Service – First Response": [("Ann Example", "Head of Service – First Response")],
    "Ann Example Interim Principal Social Worker": [("Ann Example", "Interim Principal Social Worker")],
    "Ann Example Practice Education Specialist": [("Ann Example", "Practice Education Specialist")],
    "Ann Example\nChair of the Safeguarding Partnership Strategic Leadership Group": [
        ("Ann Example", "Chair of the Safeguarding Partnership Strategic Leadership Group")
    ],
    "ANN EXAMPLE HEAD OF SERVICE": [("ANN EXAMPLE", "HEAD OF SERVICE")],
    "Ann Example, Head of Service": [("Ann Example", "Head of Service")],
    "Ann Example - Head of Service": [("Ann Example", "Head of Service")],
    "Ann Example–Head of Service": [("Ann Example", "Head of Service")],
    "Ann Example (HoS)": [("Ann Example", "HoS")],
    "HoS: Ann Example": [("Ann Example", "HoS")],
    "Ann Example Head of Service – Safeguarding, Partnerships and Quality Assurance": [
        ("Ann Example", "Head of Service – Safeguarding, Partnerships and Quality Assurance")
    ],
    "Ann Example Head of Service –\nSafeguarding, Partnerships and Quality Assurance": [
        ("Ann Example", "Head of Service – Safeguarding, Partnerships and Quality Assurance")
    ],
    "Ann Example Head of Service and Principal Social Worker": [
        ("Ann Example", "Head of Service and Principal Social Worker")
    ],
    "Ann Example / Bo Sample Head of Service – X / HR consultant": [
        ("Ann Example", "Head of Service – X"),
        ("Bo Sample", "HR consultant"),
    ],
    "Ann Example and Bo Sample Head of Service – Virtual Schools / "
    "Service Manager Education Welfare Service": [
        ("Ann Example", "Head of Service – Virtual Schools"),
        ("Bo Sample", "Service Manager Education Welfare Service"),
    ],
    "Ann Example Head of Service – Fieldwork/ Bo Sample Interim Principal Social Worker": [
        ("Ann Example", "Head of Service – Fieldwork"),
        ("Bo Sample", "Interim Principal Social Worker"),
    ],
    "Ann Example (HoS) and Bo Sample (Team Manager)": [("Ann Example", "HoS"), ("Bo Sample", "Team Manager")],
    "HoS: Ann Example; Team Manager: Bo Sample": [("Ann Example", "HoS"), ("Bo Sample", "Team Manager")],
    "Ann Example/Bo Sample/Cy Model/Di Specimen\nHeads of Service – Fieldwork/First Response/ CiC, Care "
    "leavers and Regulated Services/ Safeguarding, Partnerships and Quality Assurance": [
        ("Ann Example", "Head of Service – Fieldwork"),
        ("Bo Sample", "Head of Service – First Response"),
        ("Cy Model", "Head of Service – CiC, Care leavers and Regulated Services"),
        ("Di Specimen", "Head of Service – Safeguarding, Partnerships and Quality Assurance"),
    ],
    "Ann Example and Bo Sample, Team Managers": [
        ("Ann Example", "Team Managers"),
        ("Bo Sample", "Team Managers"),
    ],
    "Ann Example / HR": [("Ann Example", ""), ("", "HR")],
    "Ann Example and team managers": [("Ann Example", ""), ("", "team managers")],
    "Ann Example Head of Service / All team managers": [
        ("Ann Example", "Head of Service"),
        ("", "All team managers"),
    ],
    "Head of Service – Fieldwork": [("", "Head of Service – Fieldwork")],
    "Head of Service – Safeguarding, Partnerships and Quality Assurance": [
        ("", "Head of Service – Safeguarding, Partnerships and Quality Assurance")
    ],
    "Head of Service and Team Manager": [("", "Head of Service"), ("", "Team Manager")],
    "Team and Service Managers": [("", "Team and Service Managers")],
    "HR": [("", "HR")],
    "All team managers": [("", "All team managers")],
    "HR consultants": [("", "HR consultants")],
    "": [],
    " \n": [],
    "-": [],
}


@pytest.mark.parametrize(("text", "pairs"), CERTAIN.items())
def test_a_clear_cell_gives_these_people_and_posts_without_a_doubt(text, pairs):
    assert _pairs(text) == pairs
    assert understand_responsible(text).doubt == ""
    assert understand_responsible(text).text == text


DOUBTFUL = {
    "TBC": ([], "“TBC” names nobody yet."),
    "n/a": ([], "“n/a” names nobody yet."),
    "Ann Example / TBC": (
        [("Ann Example", "")],
        "“TBC” stands where a name or a post is still to come.",
    ),
    "Head of Service (TBC)": (
        [("", "Head of Service (TBC)")],
        "“Head of Service (TBC)” is still to be filled.",
    ),
    "Priya": ([("Priya", "")], "“Priya” alone was read as a name."),
    "AB": ([("AB", "")], "“AB” alone was read as initials."),
    "SAMPLE, Bo": ([("SAMPLE, Bo", "")], "“SAMPLE, Bo” was read as one person."),
    "ann example": ([("", "ann example")], "“ann example” was not recognised as a name or as a post."),
    "Head of Service - Ann Example": (
        [("Ann Example", "Head of Service")],
        "“Ann Example” was read as a name.",
    ),
    "Head of Service Ann Example": (
        [("", "Head of Service Ann Example")],
        "“Ann Example” may be a name, but was read as part of a post.",
    ),
    "Head of Service, Ann Example": (
        [("", "Head of Service"), ("Ann Example", "")],
        "“Ann Example”, written after a post, was read as a name without a post.",
    ),
    "Ann Example Head of Service / HR consultant": (
        [("Ann Example", "Head of Service / HR consultant")],
        "“Head of Service / HR consultant” may be the posts of more than one person.",
    ),
    "Ann Example and Bo Sample Head of Service": (
        [("Ann Example", ""), ("Bo Sample", "")],
        "The posts cannot be told apart for each person: “Head of Service”.",
    ),
    "Ann Example/ Bo Sample/ Cy Model Director CIS / "
    "Head of Service – Fieldwork / HR business lead / HR consultant": (
        [("Ann Example", ""), ("Bo Sample", ""), ("Cy Model", "")],
        "The posts cannot be told apart for each person: "
        "“Director CIS / Head of Service – Fieldwork / HR business lead / HR consultant”.",
    ),
    "Ann Example / Bo Sample / HR Heads of Service First Response / Fieldwork and HR consultants": (
        [("Ann Example", ""), ("Bo Sample", ""), ("", "HR")],
        "The posts cannot be told apart for each person: "
        "“Heads of Service First Response / Fieldwork and HR consultants”.",
    ),
    "Ann Example Head of Service Bo Sample Team Manager": (
        [("Ann Example", "Head of Service Bo Sample Team Manager")],
        "“Bo Sample”, read as part of the post of Ann Example, may be another name.",
    ),
    "Ann Example to lead": (
        [("Ann Example", "to lead")],
        "“to lead”, written after “Ann Example”, was not recognised as a post.",
    ),
    "and .": ([], "No name or post was recognised in “and .”."),
    "Ann Example - Bo Sample": (
        [("Ann Example", ""), ("Bo Sample", "")],
        "“Ann Example” and “Bo Sample” were read as two people.",
    ),
}


@pytest.mark.parametrize(("text", "expected"), DOUBTFUL.items())
def test_an_unclear_cell_keeps_what_is_certain_and_says_what_is_not(text, expected):
    assert (_pairs(text), understand_responsible(text).doubt) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Example", " ANN\u00a0 example"),
        ("Mary-Jane O'Sample", "Mary–Jane O’Sample"),
        ("Dr Ann Example", "Ann Example"),
        ("Cllr. Bo Sample", "Bo Sample"),
        ("SAMPLE, Bo", "Bo Sample"),
        ("J. Sample", "J Sample"),
    ],
)
def test_the_same_person_has_one_key_however_written(one, other):
    assert name_key(one) == name_key(other)


def test_other_people_have_other_keys_and_a_title_alone_is_kept():
    assert name_key("Ann Example") != name_key("Anna Example")
    assert name_key("Sam Model") != name_key("Sam Sample")
    assert name_key("Dr") == "dr"


_WORDS = st.sampled_from(
    [
        "Ann",
        "Example",
        "Bo",
        "Sample",
        "Priya",
        "AB",
        "HR",
        "Head",
        "Heads",
        "of",
        "Service",
        "Fieldwork",
        "MASH",
        "Team",
        "Managers",
        "TBC",
        "and",
        "the",
        "/",
        "&",
        ",",
        ";",
        ":",
        "-",
        "–",
        "(",
        ")",
        "[",
        "]",
        "\n",
        "\xa0",
        "O’Model",
        "SAMPLE,",
        "van",
        "de",
        "consultants",
        "Rainbow",
        "House",
        "(HoS)",
        "Dr",
        ".",
        "1.",
        "•",
        "N/A",
        "?",
    ]
)
_CELLS = st.one_of(st.text(), st.lists(_WORDS, max_size=14).map(" ".join))


@given(_CELLS)
def test_any_text_is_kept_and_nothing_is_invented(text):
    understood = understand_responsible(text)
    written = " ".join(
        text.translate(dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))).split()
    )
    assert understood.text == text
    for person in understood.people:
        assert person != PersonAndPost("", "")
        assert person.name in written
        if person.post.casefold().startswith("head ") and person.post not in written:
            assert all(word in written for word in person.post.split()[3:])
        else:
            assert person.post in written
        name_key(person.name)


@given(_CELLS)
def test_a_cell_with_letters_names_somebody_or_says_why_not(text):
    understood = understand_responsible(text)
    assert understood.people or understood.doubt or not any(char.isalnum() for char in text)


@given(st.text())
def test_the_key_of_a_key_is_itself(name):
    assert name_key(name_key(name)) == name_key(name)


@pytest.mark.skipif(not REAL_PLAN.exists(), reason="shared real data file absent")
def test_the_real_plan_names_fourteen_people_and_two_cells_are_doubtful():
    sheet = openpyxl.load_workbook(REAL_PLAN).worksheets[0]
    cells = [cell for (cell,) in sheet.iter_rows(min_col=3, max_col=3, max_row=103, values_only=True)]
    read = [understand_responsible(cell) for cell in cells if cell and cell != "Responsible"]
    keys = {name_key(person.name) for one in read for person in one.people if person.name}
    assert len(keys) == 14
    assert "hr" not in keys
    assert len({one.text for one in read if one.doubt}) == 2


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Service Manager, Assessment: Ola Brett", [("Ola Brett", "Service Manager, Assessment")]),
        ("Service Manager, Assessment – Ola Brett", [("Ola Brett", "Service Manager, Assessment")]),
        (
            "Head of Service: Ola Brett\nTeam Manager, Front Door: Ravi Olden",
            [("Ola Brett", "Head of Service"), ("Ravi Olden", "Team Manager, Front Door")],
        ),
        ("Ola Brett; Health: Ravi Olden", [("Ola Brett", ""), ("Ravi Olden", "Health")]),
        ("ola.brett@example.gov.uk", [("ola.brett@example.gov.uk", "")]),
        (
            "ola.brett@example.gov.uk; r.olden@example.gov.uk",
            [("ola.brett@example.gov.uk", ""), ("r.olden@example.gov.uk", "")],
        ),
    ],
)
def test_a_post_with_a_comma_before_its_person_and_an_address_are_read(
    text: str, people: list[tuple[str, str]]
) -> None:
    assert [(one.name, one.post) for one in understand_responsible(text).people] == people

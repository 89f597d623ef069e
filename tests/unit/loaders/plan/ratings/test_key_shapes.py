"""RAG keys without a title "RAG key", ratings by ink and symbol, and words against the key."""

from dataclasses import replace

import pytest

from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from loaders.files.raw_workbook import RawCell, RawWorkbook
from loaders.plan.ratings.rag import RagKey
from loaders.plan.read_plan import UnderstoodPlan, understand
from tests.unit.loaders.plan.test_columns import codes, sheet

GREEN, AMBER, RED = "00B050", "FFC000", "FF0000"
TABLE = [["Action", "Lead", "Due date", "RAG"]]
ON_TRACK, DELAYED = ("fill:00B050", Status.ON_TRACK), ("fill:FF0000", Status.DELAYED)


def action(text: str, rag: object) -> list[object]:
    return [text, "Priya Sample", "31/03/27", rag]


def key_of(plan: UnderstoodPlan) -> list[tuple[str, Status]]:
    return [(row.seen, row.status) for row in plan.key]


def read(rows: list[list[object]], *more: list[list[object]]) -> UnderstoodPlan:
    sheets = [sheet(rows), *(sheet(one, f"Sheet{at}") for at, one in enumerate(more, start=2))]
    return understand(RawWorkbook("plan.xlsx", tuple(sheets)))


def filled(colour: str) -> RawCell:
    return RawCell(None, colour)


@pytest.mark.parametrize(
    "title", [["BRAG rating", "Meaning"], ["RAG definitions"], ["Colour", "Definition"], []]
)
def test_a_small_table_of_colours_on_another_sheet_is_the_key(title: list[object]) -> None:
    key: list[list[object]] = [title, [filled(GREEN), "On track"], [filled(RED), "Delayed"]]
    plan = read([*TABLE, action("Recruit", filled(RED))], key)
    assert key_of(plan) == [ON_TRACK, DELAYED]
    assert plan.actions[0].status is Status.DELAYED
    assert "text-not-loaded" not in codes(plan)


def test_a_key_below_the_table_and_one_beside_it_are_read_and_are_no_actions() -> None:
    rows = [*TABLE, action("Recruit", "G"), [], ["Green", "On track"], ["Red", "Delayed"]]
    plan = read(rows)
    assert [(one.text, one.status) for one in plan.actions] == [("Recruit", Status.ON_TRACK)]
    beside = [[*TABLE[0], None, "Green", "On track"], [*action("Recruit", "R"), None, "Red", "Delayed"]]
    plan = read(beside)
    assert [(one.text, one.status) for one in plan.actions] == [("Recruit", Status.DELAYED)]


@pytest.mark.parametrize(
    "line",
    [
        "B = complete, G = on track, R = delayed",
        "Blue means complete, green means on track, red means delayed.",
        "BRAG: Blue: complete, Green: on track, Red: delayed",
        "Progress indicator: Blue - complete; Green - on track; Red - delayed",
        "Blue: complete | Green: on track | Red: delayed",
        "Key to ratings: Blue – complete, Green – on track, Red – delayed.",
    ],
)
def test_one_line_of_marks_and_meanings_is_a_key(line: str) -> None:
    plan = read([[line], [], *TABLE, action("Recruit", "Blue"), action("Train", "R")])
    assert [one.status for one in plan.actions] == [Status.COMPLETE, Status.DELAYED]


def test_a_key_on_its_side_is_read() -> None:
    key: list[list[object]] = [["Green", "Amber", "Red"], ["On track", "At risk", "Delayed"]]
    plan = read([*TABLE, action("Recruit", "Amber")], key)
    assert plan.actions[0].status is Status.AT_RISK


def test_numbers_and_symbols_in_a_key_rate_like_colours() -> None:
    plan = read([*TABLE, action("Recruit", "2")], [["1", "On track"], ["2", "Delayed"]])
    assert plan.actions[0].status is Status.DELAYED
    plan = read([*TABLE, action("Recruit", "✗")], [["✓", "Complete"], ["✗", "Delayed"]])
    assert plan.actions[0].status is Status.DELAYED


def test_a_list_whose_words_say_no_status_is_no_key() -> None:
    plan = read(
        [*TABLE, action("Recruit", "Green")], [["Red", "The north team"], ["Green", "The south team"]]
    )
    assert plan.key == []


def test_rows_of_actions_are_no_key() -> None:
    rows: list[list[object]] = [["RAG", "Progress", "Action", "Lead"]]
    rows += [["Green", "On track", "Recruit", "Priya Sample"], ["Red", "Delayed", "Train", "Priya Sample"]]
    plan = read(rows)
    assert len(plan.actions) == 2
    assert plan.key == []


KEY = RagKey(
    (KeyRow("fill:00B050", "On track", Status.ON_TRACK), KeyRow("fill:FF0000", "Late", Status.DELAYED))
)


def test_the_colour_of_the_letters_counts_where_the_mark_is_the_same() -> None:
    green, red = KEY.rate("●", None, "00B050"), KEY.rate("●", None, "FE0101")
    assert (green.status, red.status) == (Status.ON_TRACK, Status.DELAYED)
    unknown = KEY.rate("●", None, "7030A0")
    assert (unknown.status, unknown.unexplained) == (Status.NOT_RATED, "ink:7030A0")


def test_a_mark_without_colour_waits_for_a_decision_of_its_own() -> None:
    assert KEY.rate("▲", None).unexplained == "symbol:▲"
    decided = RagKey((KeyRow("symbol:▲", "Late", Status.DELAYED, "Hester Dunmore"),))
    assert decided.rate("▲", None).status is Status.DELAYED


def test_an_icon_rates_by_its_colour() -> None:
    assert KEY.rate("", None, None, "red circle").status is Status.DELAYED


def test_a_words_own_meaning_against_the_key_is_reported_and_the_key_stands() -> None:
    rating = KEY.rate("Green (complete)", None)
    assert (rating.status, bool(rating.contradiction)) == (Status.ON_TRACK, True)
    assert not KEY.rate("Green (on track)", None).contradiction


def test_a_key_over_the_cells_of_one_row_is_no_action() -> None:
    numbers = [["Action", "Lead", "Due date", "Score"], action("Recruit", "1"), action("Write", "3")]
    plan = read([*numbers, [], ["Score", "1 = off track", "2 = at risk", "3 = on track"]])
    assert [one.text for one in plan.actions] == ["Recruit", "Write"]
    assert key_of(plan) == [
        ("word:1", Status.DELAYED),
        ("word:2", Status.AT_RISK),
        ("word:3", Status.ON_TRACK),
    ]


def test_a_key_of_one_column_row_by_row_is_read() -> None:
    plan = read([*TABLE, action("Recruit", "G"), [], ["Green - on track"], ["Red - slightly behind"]])
    assert key_of(plan) == [("colour:green", Status.ON_TRACK), ("colour:red", Status.AT_RISK)]
    assert [one.status for one in plan.actions] == [Status.ON_TRACK]


def test_icons_are_a_rating_and_stand_for_the_number_that_the_key_explains() -> None:
    headings: list[list[object]] = [["Action", "Lead", "Due date", "Score"]]
    icons = [RawCell(1, icon="red circle"), RawCell(3, icon="green circle")]
    rows = [action(f"Action {at}", icon) for at, icon in enumerate(icons)]
    plan = read([*headings, *rows], [["1 = off track"], ["2 = at risk"], ["3 = on track"]])
    assert [one.status for one in plan.actions] == [Status.DELAYED, Status.ON_TRACK]


def test_a_key_among_the_paragraphs_of_a_document_is_read_and_not_named() -> None:
    raw = sheet([*TABLE, action("Recruit", "G")])
    around = replace(raw, margins=("Key: R = delayed; G = on track", "Draft"))
    plan = understand(RawWorkbook("plan.docx", (around,)))
    assert [one.status for one in plan.actions] == [Status.ON_TRACK]
    assert [issue.seen for issue in plan.issues if issue.type.code == "text-not-loaded"] == ["Draft"]


@pytest.mark.parametrize("title", [["RAG rating", "What it means"], ["RAG key"]])
@pytest.mark.parametrize(
    ("mark", "seen"),
    [
        ("W", "word:w"),
        ("NS", "word:ns"),
        ("No colour", "fill:none"),
        ("Blank", "fill:none"),
        (None, "fill:none"),
    ],
)
def test_a_line_of_a_key_may_have_a_word_of_its_own_or_no_colour(
    title: list[object], mark: str | None, seen: str
) -> None:
    key: list[list[object]] = [
        title,
        [filled(GREEN), "On track"],
        [filled(RED), "Delayed"],
        [mark, "Not started"],
    ]
    plan = read([*TABLE, action("Recruit", mark)], key)
    assert key_of(plan) == [ON_TRACK, DELAYED, (seen, Status.NOT_STARTED)]
    assert "key-label-unknown" not in codes(plan)
    rated = Status.NOT_RATED if seen == "fill:none" else Status.NOT_STARTED  # a blank waits for a person
    assert plan.actions[0].status is rated


def test_a_row_below_a_key_that_says_no_status_is_no_line_of_it() -> None:
    plan = read(
        [*TABLE, action("Recruit", "G")], [["Green", "On track"], ["Red", "Delayed"], ["W", "Ward names"]]
    )
    assert key_of(plan) == [("colour:green", Status.ON_TRACK), ("colour:red", Status.DELAYED)]


def test_a_label_that_says_no_status_plainly_is_asked_for_with_the_actions_it_rates() -> None:
    plan = read(
        [*TABLE, action("Recruit", "R"), action("Train", "G")], [["Green", "On track"], ["Red", "Moving"]]
    )
    assert plan.actions[0].status is Status.NOT_RATED
    assert plan.unexplained == {"colour:red": 1}
    assert "D2" in [issue.cell for issue in plan.issues]


def test_a_key_that_begins_in_the_row_of_the_headings_is_read_beside_the_table() -> None:
    rows = [
        ["Ref", "Theme", *TABLE[0], "Progress", None, "Key"],
        ["1. Front door", None, None, None, None, None, None, None, filled(GREEN), "Action complete"],
        ["1.1", "Front door", *action("Recruit", filled(GREEN)), "Begun", None, filled(RED), "Overdue"],
        [None, None, None, None, None, None, "Then more", None, filled(AMBER), "At risk"],
        ["1.2", "Front door", *action("Train", filled(RED)), "Begun"],
    ]
    rows[0] = [*rows[0][:8], "Key"]
    plan = read(rows)
    assert key_of(plan) == [
        ("fill:00B050", Status.COMPLETE),
        ("fill:FF0000", Status.DELAYED),
        ("fill:FFC000", Status.AT_RISK),
    ]
    assert [(one.text, one.progress, one.status) for one in plan.actions] == [
        ("Recruit", "Begun\nThen more", Status.COMPLETE),
        ("Train", "Begun", Status.DELAYED),
    ]


@pytest.mark.parametrize("words", ["Green*", "G ↑", "green ", "G †"])
def test_a_mark_beside_a_colour_is_that_colour(words: str) -> None:
    plan = read([*TABLE, action("Recruit", words)], [["Green", "On track"], ["Red", "Delayed"]])
    assert plan.actions[0].status is Status.ON_TRACK


def test_a_rating_of_the_table_is_no_mark_of_a_key_beside_it() -> None:
    rows = [
        ["Action", "Lead", "RAG", None, None],
        ["Recruit", "Priya Sample", filled(GREEN), None, "Front door"],
        ["Train", "Priya Sample", filled(RED), None, "Completed"],
    ]
    plan = read([list(one) for one in rows])
    assert key_of(plan) == []
    assert [issue.cell for issue in plan.issues if issue.type.code == "column-not-loaded"] == ["E2:E3"]


def coloured(text: str, colour: str) -> RawCell:
    return RawCell(text, colour)


@pytest.mark.parametrize("across", [True, False])
def test_labels_in_their_colours_without_a_title_are_a_key(across: bool) -> None:
    labels = [coloured("On track", GREEN), coloured("At risk", AMBER), coloured("Delayed", RED)]
    key = [["RAG", *labels]] if across else [[None, one] for one in labels]
    plan = read([*key, [], *TABLE, action("Recruit", filled(RED))])
    assert key_of(plan) == [ON_TRACK, ("fill:FFC000", Status.AT_RISK), DELAYED]
    assert plan.actions[0].status is Status.DELAYED


def test_labels_of_which_two_have_one_colour_are_none() -> None:
    labels = [coloured("On track", GREEN), coloured("Complete", GREEN), coloured("Delayed", RED)]
    plan = read([labels, [], *TABLE, action("Recruit", filled(RED))])
    assert key_of(plan) == []
    assert plan.actions[0].status is Status.NOT_RATED


@pytest.mark.parametrize("gap", ["  ", "\t", "    "])
def test_a_line_whose_marks_are_parted_by_space_alone_is_a_key(gap: str) -> None:
    line = gap.join(("R = off track", "A = at risk", "G = on track"))
    plan = read([*TABLE, action("Recruit", "R"), [], [line]])
    assert plan.actions[0].status is Status.DELAYED
    assert len(plan.key) == 3

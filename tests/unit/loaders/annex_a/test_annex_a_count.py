"""Lists of Annex A become figures: the same ones that pandas counts, and none that cannot be counted."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy
import pandas
import pytest

from data_model.shared.days.bank_holidays import BANK_HOLIDAYS
from loaders.annex_a.annex_a_count import AnnexACounts, ToldOfLists, count_annex_a
from loaders.annex_a.annex_a_figures import ASSESSMENTS, CONFERENCES, CONTACTS, RE_REFERRALS, SECTION_47
from loaders.annex_a.annex_a_text import about_rows, counts_text, table_rows
from tests.annex_a_lists import FIRST, HEADINGS, LAST, TEAMS, Row, annex_a, as_text, made_rows

TODAY = date(2022, 11, 30)
Key = tuple[str, str, str]
Lists = dict[str, list[list[Any]]]


def counted(path: Path, *others: Path, **told: Any) -> AnnexACounts:
    return count_annex_a((path, *others), ToldOfLists(**told), TODAY)


def of_lists(folder: Path, lists: Mapping[str, Sequence[Row]], **told: Any) -> AnnexACounts:
    path = folder / "annex-a.xlsx"
    path.write_bytes(annex_a(lists))
    return counted(path, **told)


def cells_of(counts: AnnexACounts) -> dict[Key, tuple[int, ...] | None]:
    return {(one.measure, one.team, f"{one.month.start:%Y-%m}"): one.cell for one in counts.figures}


def codes(counts: AnnexACounts) -> list[str]:
    return [issue.type.code for issue in counts.issues]


def found(counts: AnnexACounts, code: str) -> list[tuple[str, str, str]]:
    return [(one.seen, one.sheet, one.cell) for one in counts.issues if one.type.code == code]


def rows_of(name: str, dated: Sequence[Any], column: int, **others: Any) -> list[list[Any]]:
    """Make rows of a list with these values in one column, and in others by number, such as c9="Team"."""
    made = []
    for value in dated:
        row: list[Any] = [None] * len(HEADINGS[name])
        row[column] = value
        for place, other in others.items():
            row[int(place[1:])] = other
        made.append(row)
    return made


def every_day(count: int = 1) -> list[date]:
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    return [day for day in days for _ in range(count)]


@pytest.fixture(scope="module")
def made() -> Lists:
    sizes = {"List 1": 9000, "List 3": 5000, "List 4": 4000, "List 5": 2000}
    return {name: list(made_rows(name, size)) for name, size in sizes.items()}


@pytest.fixture(scope="module")
def counts(made: Lists, tmp_path_factory: pytest.TempPathFactory) -> AnnexACounts:
    return of_lists(tmp_path_factory.mktemp("annex-a"), made)


def by_pandas(made: Lists) -> dict[Key, tuple[int, ...]]:
    """Count the same rows with pandas: by month for the whole, and by month and team."""

    def days(frame: pandas.DataFrame, column: str) -> Any:
        return frame[column].to_numpy(dtype="datetime64[D]")

    def in_time(frame: pandas.DataFrame, start: str, end: str, limit: int) -> Any:
        # A day that is no working day is day 0 like the one before it.
        last = numpy.busday_offset(days(frame, start), limit, roll="backward", holidays=BANK_HOLIDAYS)
        return days(frame, end) <= last

    frames = {name: pandas.DataFrame(rows, columns=list(HEADINGS[name])) for name, rows in made.items()}
    start, end = "Continuous Assessment Start Date", "Continuous Assessment Date of Authorisation"
    held, began = HEADINGS["List 5"][8], HEADINGS["List 5"][6]
    contacts, referrals = frames["List 1"], frames["List 3"]
    authorised = frames["List 4"].dropna(subset=[end])
    enquiries = frames["List 5"]
    conferences = enquiries.dropna(subset=[held])
    tables = (
        (CONTACTS, contacts, "Date of Contact", None),
        (RE_REFERRALS, referrals, "Date of Referral", referrals["Number of Referrals in Last 12 Months"] > 0),
        (ASSESSMENTS, authorised, end, in_time(authorised, start, end, 45)),
        (SECTION_47, enquiries, began, enquiries[held].notna()),
        (CONFERENCES, conferences, held, in_time(conferences, began, held, 15)),
    )
    told: dict[Key, tuple[int, ...]] = {}
    for measure, frame, day, is_met in tables:
        months = pandas.to_datetime(frame[day]).dt.strftime("%Y-%m")
        has_team = "Allocated Team" in frame
        keys = [months, frame["Allocated Team"]] if has_team else [months]
        met = pandas.Series(True, frame.index) if is_met is None else pandas.Series(is_met, frame.index)
        for places in ([months], keys):
            sums = met.groupby(places).agg(["sum", "count"])
            for place, (above, of) in zip(sums.index, sums.to_numpy().tolist(), strict=True):
                month, team = place if isinstance(place, tuple) else (place, "")
                told[measure, team, month] = (of,) if is_met is None else (above, of - above)
    return told


def test_twenty_thousand_rows_give_the_counts_that_pandas_gives(made: Lists, counts: AnnexACounts) -> None:
    assert counts.problem is None
    told, mine = by_pandas(made), cells_of(counts)
    shown = {key: cell for key, cell in mine.items() if cell is not None}
    assert {key: told[key] for key in shown} == shown
    months = [f"2022-{month:02}" for month in range(4, 10)]
    # Each measure has its months: enquiries once they can be judged, conferences from the second month on.
    for measure, expected in (
        *((name, months) for name in (CONTACTS, RE_REFERRALS, ASSESSMENTS)),
        (SECTION_47, months[:-1]),
        (CONFERENCES, months[1:]),
    ):
        assert [month for name, team, month in mine if (name, team) == (measure, "")] == expected
    assert {team for _, team, _ in mine} <= {"", *TEAMS}
    assert len(shown) > 80


def test_no_withheld_cell_is_what_is_left_of_the_whole(made: Lists, counts: AnnexACounts) -> None:
    told, mine = by_pandas(made), cells_of(counts)
    withheld = 0
    for (measure, team, month), whole in mine.items():
        if team:
            continue
        teams = (
            {name: told.get((measure, name, month), (0, 0)) for name in TEAMS} if measure != CONTACTS else {}
        )
        shown = {name for name in teams if mine.get((measure, name, month)) is not None}
        hidden = {name: cell for name, cell in teams.items() if name not in shown and any(cell)}
        assert whole is not None
        assert all(part >= 5 for cell in (whole, *(teams[name] for name in shown)) for part in cell)
        if not hidden:
            continue
        rest = tuple(part - sum(teams[name][at] for name in shown) for at, part in enumerate(whole))
        assert all(part >= 5 for part in rest)
        assert rest not in hidden.values() or not shown
        withheld += len(hidden)
    assert withheld > 10


def test_numbers_of_rows_are_never_said_exactly(counts: AnnexACounts, made: Lists) -> None:
    said = counts_text(counts) + repr(counts.issues) + repr(about_rows(counts))
    for rows in made.values():
        assert str(len(rows)) not in said.replace(",", "")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_lists_in_files_of_their_own_say_the_same(
    delimiter: str, made: Lists, counts: AnnexACounts, tmp_path: Path
) -> None:
    paths = []
    for name, rows in made.items():
        # Fewer rows are enough: the first have both ends of the months.
        paths.append(tmp_path / f"{name} of the council.csv")
        told = b"sep=;\r\n" if delimiter == ";" else b""  # as Excel tells it
        paths[-1].write_bytes(told + as_text(name, rows[:700], delimiter))
    in_texts = counted(*paths)
    together = of_lists(tmp_path, {name: rows[:700] for name, rows in made.items()})
    assert cells_of(in_texts) == cells_of(together) != {}
    assert in_texts.lists[0][1].sheet == "List 1 of the council"


def test_columns_may_stand_in_any_order_and_rows_below_a_title(made: Lists, tmp_path: Path) -> None:
    path, plain = tmp_path / "swapped.xlsx", {name: rows[:700] for name, rows in made.items()}
    swapped = {
        name: [
            ["Annex A"],
            [],
            [one.upper() for one in reversed(HEADINGS[name])],
            *(row[::-1] for row in rows),
        ]
        for name, rows in plain.items()
    }
    path.write_bytes(annex_a({**swapped, "Notes": [["For inspectors"]]}, {}))
    mine = counted(path)
    assert cells_of(mine) == cells_of(of_lists(tmp_path, plain)) != {}
    assert found(mine, "annex-a-sheet-other") == [("1 sheet", "", "")]


def test_days_as_text_and_as_bare_numbers(tmp_path: Path) -> None:
    days = every_day(2)
    serials = [(day - date(1899, 12, 30)).days for day in days]
    texts = [f"{day:%d/%m/%Y}" for day in days]
    as_dates = cells_of(of_lists(tmp_path, {"List 1": rows_of("List 1", days, 5)}))
    assert as_dates[CONTACTS, "", "2022-05"] == (62,)
    for values in (serials, texts):
        assert cells_of(of_lists(tmp_path, {"List 1": rows_of("List 1", values, 5)})) == as_dates


def test_rows_with_missing_and_impossible_dates_are_left_out_and_named(tmp_path: Path) -> None:
    good = rows_of("List 4", every_day(2), 8, c6=date(2022, 3, 1), c10="North Team")
    bad = [
        ("soon", date(2022, 5, 3)),
        (date(2022, 5, 3), "later"),
        (None, date(2022, 5, 3)),
        (date(2022, 5, 4), date(2022, 5, 3)),
        (date(2022, 5, 3), date(2031, 5, 3)),
        (date(2022, 5, 3), None),  # not authorised yet, and nothing is wrong with it
    ]
    rows = good + [rows_of("List 4", [end], 8, c6=start, c10="North Team")[0] for start, end in bad]
    mine = of_lists(tmp_path, {"List 4": rows})
    at = len(good) + 2
    start, end = (
        "start date of the assessment: fewer than 10 rows",
        "date of authorisation: fewer than 10 rows",
    )
    assert found(mine, "annex-a-date-unreadable") == [
        (start, "List 4", f"G{at}"),
        (end, "List 4", f"I{at + 1}"),
    ]
    assert found(mine, "annex-a-date-missing") == [(start, "List 4", f"G{at + 2}")]
    assert found(mine, "annex-a-dates-swapped") == [(end, "List 4", f"I{at + 3}")]
    assert found(mine, "annex-a-date-later") == [(end, "List 4", f"I{at + 4}")]
    # 62 in May, all within 45 working days or not as the good rows are.
    assert (
        cells_of(mine)[ASSESSMENTS, "", "2022-05"]
        == cells_of(of_lists(tmp_path, {"List 4": good}))[ASSESSMENTS, "", "2022-05"]
    )


def test_many_bad_rows_are_named_by_the_first_cells_and_about_how_many(tmp_path: Path) -> None:
    rows = rows_of("List 1", [*every_day(), *["x"] * 123], 5)
    said = found(of_lists(tmp_path, {"List 1": rows}), "annex-a-date-unreadable")
    assert said == [("date of contact: about 120 rows", "List 1", "F185, F186, F187, F188, F189 …")]


def test_the_working_day_clock_has_the_bank_holidays(tmp_path: Path) -> None:
    # 5 September 2022 and 15 working days is 27 September: the 19th was a holiday.
    spent = [(date(2022, 9, 27), 7), (date(2022, 9, 28), 6)]
    rows = rows_of("List 5", every_day(), 6, c12="North Team")
    for held, times in spent:
        rows += rows_of("List 5", [date(2022, 9, 5)] * times, 6, c8=held)
    assert cells_of(of_lists(tmp_path, {"List 5": rows}))[CONFERENCES, "", "2022-09"] == (7, 6)


def test_a_number_of_referrals_that_never_is_nought_may_count_the_referral_itself(tmp_path: Path) -> None:
    rows = rows_of("List 3", every_day(2), 5, c8=1) + rows_of("List 3", every_day(), 5, c8=2)
    doubted = of_lists(tmp_path, {"List 3": rows, "List 1": rows_of("List 1", every_day(), 5)})
    assert "annex-a-itself-counted" in codes(doubted)
    assert {measure for measure, _, _ in cells_of(doubted)} == {CONTACTS}
    told = of_lists(tmp_path, {"List 3": rows}, counts_itself=True)
    assert cells_of(told)[RE_REFERRALS, "", "2022-05"] == (31, 62)
    contradicted = of_lists(
        tmp_path, {"List 3": [*rows, *rows_of("List 3", [LAST], 5, c8=0)]}, counts_itself=True
    )
    assert "annex-a-itself-not-counted" in codes(contradicted)
    assert contradicted.figures == ()


def test_referrals_without_a_number_count_in_no_figure(tmp_path: Path) -> None:
    rows = rows_of("List 3", every_day(2), 5, c8=1) + rows_of("List 3", every_day(), 5, c8=0)
    rows += rows_of("List 3", [LAST] * 3, 5, c8="many") + rows_of("List 3", [LAST], 5)
    mine = of_lists(tmp_path, {"List 3": rows})
    assert cells_of(mine)[RE_REFERRALS, "", "2022-09"] == (60, 30)
    assert found(mine, "annex-a-number-missing")[0][2] == "I551, I552, I553, I554"


def test_what_looks_like_a_person_is_no_team(tmp_path: Path) -> None:
    rows = [
        row
        for team in ("North Team", "South Team")
        for before in (0, 1)
        for row in rows_of("List 3", every_day(), 5, c8=before, c9=team)
    ]
    some = rows + rows_of("List 3", [LAST] * 20, 5, c8=1, c9="Wynn Achterberg")
    mine = of_lists(tmp_path, {"List 3": some})
    assert {team for _, team, _ in cells_of(mine)} == {"", "North Team", "South Team"}
    assert found(mine, "annex-a-team-left") == [("1 word", "List 3", "")]
    most = rows[:100] + rows_of("List 3", every_day(), 5, c8=1, c9="Wynn Achterberg")
    wrong = of_lists(tmp_path, {"List 3": most})
    assert "annex-a-teams-wrong" in codes(wrong)
    assert {team for _, team, _ in cells_of(wrong)} == {""}


def test_a_part_of_a_month_is_not_a_month(tmp_path: Path) -> None:
    days = [day for day in every_day(2) if date(2022, 4, 12) <= day <= date(2022, 9, 14)]
    mine = of_lists(tmp_path, {"List 1": rows_of("List 1", days, 5)})
    assert [month for _, _, month in cells_of(mine)] == ["2022-05", "2022-06", "2022-07", "2022-08"]
    tells = "the lists tell of 12 April 2022 to 14 September 2022"
    said = [seen for seen, _, _ in found(mine, "annex-a-month-partial")]
    assert said == [f"April 2022; {tells}", f"September 2022; {tells}"]
    told = of_lists(
        tmp_path, {"List 1": rows_of("List 1", days, 5)}, first=date(2022, 4, 1), last=date(2022, 6, 1)
    )
    assert [month for _, _, month in cells_of(told)] == ["2022-04", "2022-05", "2022-06"]
    assert [seen for seen, _, _ in found(told, "annex-a-month-told")] == [f"April 2022; {tells}"]


def test_a_list_that_ends_before_the_others_has_no_figures_after_it(tmp_path: Path) -> None:
    days = every_day(2)
    short = rows_of("List 4", [day for day in days if day < date(2022, 8, 10)], 8, c6=date(2022, 3, 1))
    mine = of_lists(tmp_path, {"List 1": rows_of("List 1", days, 5), "List 4": short})
    assert [month for measure, _, month in cells_of(mine) if measure == ASSESSMENTS][-1] == "2022-07"
    assert found(mine, "annex-a-list-short") == [("August 2022 and September 2022", "List 4", "")]


def test_a_file_without_headings_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "bare.xlsx"
    path.write_bytes(annex_a({"List 1": rows_of("List 1", every_day(), 5, c0="Zq")}, {}))
    mine = counted(path)
    assert codes(mine)[:2] == ["annex-a-no-list", "annex-a-headings-lacking"]
    assert mine.problem is not None
    assert "Zq" not in repr(mine.issues)


def test_empty_lists_have_no_figures(tmp_path: Path) -> None:
    mine = of_lists(tmp_path, dict.fromkeys(HEADINGS, ()))
    assert (mine.problem and mine.problem.type.code, mine.figures) == ("annex-a-no-month", ())
    one = of_lists(tmp_path, {"List 1": rows_of("List 1", every_day(), 5), "List 5": ()})
    assert {measure for measure, _, _ in cells_of(one)} == {CONTACTS}


def test_lists_and_columns_that_are_lacking_are_named(tmp_path: Path) -> None:
    headings = {"List 1": HEADINGS["List 1"], "List 4": ["Date of authorisation", "Allocated Team"]}
    path = tmp_path / "lacking.xlsx"
    rows = {"List 1": rows_of("List 1", every_day(), 5), "List 4": [[LAST, "North Team"]]}
    path.write_bytes(annex_a(rows, headings))
    mine = counted(path)
    assert {measure for measure, _, _ in cells_of(mine)} == {CONTACTS}
    assert found(mine, "annex-a-column-lacking") == [
        (f"start date of the assessment; not counted: {ASSESSMENTS}", "List 4", "")
    ]
    assert found(mine, "annex-a-list-lacking") == [
        (f"List 3: {RE_REFERRALS}", "", ""),
        (f"List 5: {SECTION_47} and {CONFERENCES}", "", ""),
    ]
    assert found(mine, "annex-a-team-lacking") == [("", "List 1", "")]


def test_a_list_that_stands_twice_is_not_counted_twice(tmp_path: Path) -> None:
    path, other = tmp_path / "annex-a.xlsx", tmp_path / "contacts.csv"
    rows = rows_of("List 1", every_day(), 5)
    path.write_bytes(annex_a({"List 1": rows}))
    other.write_bytes(as_text("List 1", rows))
    mine = counted(path, other)
    assert mine.figures == ()
    assert found(mine, "annex-a-list-twice") == [("List 1, in contacts.csv", "contacts", "")]


def test_a_row_of_a_text_with_more_cells_than_headings_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "list 1.csv"
    spare = b"\r\n" + b",".join([b"1"] * 5) + b",30/09/2022,Police, Zq Street\r\n"
    path.write_bytes(as_text("List 1", rows_of("List 1", every_day(), 5)).rstrip() + spare)
    mine = counted(path)
    assert cells_of(mine)[CONTACTS, "", "2022-09"] == (30,)
    assert found(mine, "annex-a-row-too-long") == [("fewer than 10 rows", "list 1", "A185")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"PK\x03\x04 Zq", "file-damaged"),
        (b"%PDF-1.7 Zq", "file-pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Zq", "file-old-xls"),
        (b"Child,Zq\x00\x01", "file-not-workbook"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_nothing_of_it(
    content: bytes, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "odd.dat"
    path.write_bytes(content)
    mine = counted(path)
    assert [(issue.type.code, issue.seen) for issue in mine.issues] == [(code, "odd.dat")]


def contacts_text(changes: Mapping[int, str]) -> bytes:
    """Write contacts of every day, with other lines instead of some, by the number of the line."""
    lines = as_text("List 1", rows_of("List 1", every_day(), 5, c0="Zq", c6="Police")).decode().split("\r\n")
    return "\r\n".join(changes.get(number, line) for number, line in enumerate(lines, start=1)).encode()


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({40: 'Zq,,,,,09/05/2022,"Police'}, 40),  # never closed
        ({40: 'Zq,,,,,09/05/2022,"Police" Zq'}, 40),  # not doubled
        # Between two marks twenty rows look like a text.
        ({40: 'Zq,,,,,09/05/2022,"Police', 60: 'Zq,,,,,29/05/2022,Police"'}, 40),
        ({40: 'Zq,"F,,,,09/05/2022,Police', 60: 'Zq,M",,,,29/05/2022,Police'}, 40),
        # A text of several lines is one, and lines are counted as an editor does.
        ({30: 'Zq,,,,,29/04/2022,"Police, or\n\nnot, Zq"', 40: 'Zq,,,,,09/05/2022,"Police'}, 42),
        ({1: 'Child Unique ID,"Gender,Ethnicity,Date of Birth,Age,Date of Contact,Contact Source'}, 1),
        ({1: 'Child Unique ID,A,B,C,D,Date of Contact,"Source', 3: 'Zq,,,,,02/04/2022,Police"'}, 1),
    ],
)
def test_a_stray_quotation_mark_is_named_with_its_line_and_nothing_of_the_row(
    changes: Mapping[int, str], line: int, tmp_path: Path
) -> None:
    path = tmp_path / "contacts.csv"
    path.write_bytes(contacts_text(changes))
    mine = counted(path)
    assert [(issue.type.code, issue.seen) for issue in mine.issues] == [
        ("file-quotation-mark", f"contacts.csv, the row that begins on line {line}")
    ]
    assert mine.figures == ()


@pytest.mark.parametrize(
    ("codec", "said"), [("utf-8", []), ("utf-16", ["utf-16"]), ("cp1252", ["windows-1252"])]
)
def test_a_list_in_another_encoding_is_said_to_be_in_it(codec: str, said: list[str], tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_bytes(contacts_text({3: "Café – 2"}).decode().encode(codec))
    assert [seen for seen, _, _ in found(counted(path), "encoding")] == said


def test_a_text_of_several_lines_is_no_row_of_the_list(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    text = 'Zq,,,,,09/05/2022,"Seen on:\r\n09/05/2022, 10/05/2022, and\r\na, b, c, d, e, f"'
    path.write_bytes(contacts_text({40: text}))
    assert cells_of(counted(path))[CONTACTS, "", "2022-05"] == (31,)


def test_the_table_is_what_the_loader_of_figures_takes(tmp_path: Path) -> None:
    rows = rows_of("List 1", [FIRST, *every_day(1)[30:]], 5)
    mine = of_lists(
        tmp_path, {"List 1": rows, "List 4": rows_of("List 4", every_day(), 8, c6=date(2022, 1, 4))}
    )
    table = list(table_rows(mine))
    assert table[0] == (CONTACTS, "April 2022", "", "c", None, None)
    assert table[1] == (CONTACTS, "May 2022", "", 31, None, None)
    assert table[6] == (ASSESSMENTS, "April 2022", "", None, "c", "c")
    assert ("As at", LAST) in about_rows(mine)


def test_a_day_with_a_time_is_that_day(tmp_path: Path) -> None:
    days = [datetime(day.year, day.month, day.day, 23, 50) for day in every_day()]  # noqa: DTZ001
    assert cells_of(of_lists(tmp_path, {"List 1": rows_of("List 1", days, 5)}))[CONTACTS, "", "2022-04"] == (
        30,
    )

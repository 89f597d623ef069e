"""Releases stored beside each other, a plan's council, links with their history, and what is read of them."""

import io
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.measures.changes.measures import add_measure, retire_measure
from data_model.measures.measure_vocabulary import Polarity
from data_model.published.changes.plan_councils import set_plan_council
from data_model.published.changes.published_links import set_published_link
from data_model.published.changes.release_corrections import correct_release
from data_model.published.changes.releases import ReleaseBatch, record_release
from data_model.published.comparison_text import comparison_sentence, own_text, published_text
from data_model.published.published_vocabulary import ENGLAND, FigureState, PlaceKind, ReleaseKind
from data_model.published.queries.published_comparisons import (
    list_published_comparisons,
    list_published_links,
)
from data_model.published.queries.published_lines import (
    get_published_state,
    list_published_chips,
    list_published_lines,
)
from data_model.published.queries.releases import (
    get_plan_council,
    list_neighbours,
    list_published_measures,
    list_release_versions,
    list_releases,
)
from data_model.published.ranking import neighbours_mean, rank_of, value_of
from data_model.published.rows import Place, ReleaseContent, StatedNeighbour
from data_model.shared.days.days_ahead import note_today
from data_model.shared.refusals import Refused
from loaders.published.published_import import (
    PublishedReport,
    ToldOfRelease,
    apply_published,
    check_published,
)
from loaders.published.published_read import read_published_file
from loaders.published.published_report import restated_lines
from tests.integration.cast import OFFICE
from tests.integration.measuring import A_SHARE, LEARNT
from tests.places import SHARED_DATA

PUBLISHED = SHARED_DATA / "published"
OCTOBER, NEXT_OCTOBER = date(2024, 10, 31), date(2025, 10, 30)
HEADING = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"


def long_data(*rows: tuple[str, str, str, str]) -> bytes:
    """A file of re-referrals: year, name, value and number of each place."""
    lines = [f"Again,Percentage re-referral percent,{y},{n},{v},{c},North" for y, n, v, c in rows]
    return "\n".join((HEADING, *lines)).encode()


FIRST = long_data(
    ("2024", "Hillside", "27.2", "801"), ("2024", "Lowton", "c", "802"), ("2024", "England", "22.6", "970")
)
SECOND = long_data(
    *(("2025", "Hillside", "25", "801"), ("2025", "Newton", "20", "803"), ("2025", "England", "22", "970")),
    *(
        ("2024", "Hillside", "27.4", "801"),
        ("2024", "Lowton", "c", "802"),
        ("2024", "England", "22.6", "970"),
    ),
)


def check(session: Session, content: bytes, published_on: date, name: str = "f.csv") -> PublishedReport:
    file = read_published_file(name, io.BytesIO(content))
    return check_published(session, file, ToldOfRelease(published_on, year_ends=3))


def load(session: Session, content: bytes, published_on: date, name: str = "f.csv") -> PublishedReport:
    report = check(session, content, published_on, name)
    apply_published(session, report, actor=OFFICE, recorded_at=LEARNT)
    return report


def test_loading_twice_changes_nothing_and_a_new_release_stands_beside_the_old(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as session:
        assert load(session, FIRST, OCTOBER).compared.new == 3
        assert load(session, FIRST, OCTOBER).changes_nothing
        assert len(list_releases(session)) == 1
        second = load(session, SECOND, NEXT_OCTOBER)
        assert (second.compared.new, len(second.compared.restated), second.compared.unchanged) == (3, 1, 2)
        assert [issue.type.code for issue in second.issues] == [
            "published-council-new",
        ]
        # The older file once more, after the newer one.
        assert load(session, FIRST, OCTOBER).changes_nothing
        assert [row.label for row in list_releases(session)] == ["2025", "2024"]


def test_other_measures_of_a_loaded_file_are_added_and_the_same_ones_change_nothing(
    sessions: sessionmaker[Session],
) -> None:
    # As many figures of each measure: numbers of figures do not tell the choices apart.
    two = FIRST + b"\nOther,Money spent,2024,Hillside,5,801,North\nOther,,2024,England,6,970,NA\n"
    two += b"Other,,2024,Lowton,c,802,North\n"
    with sessions.begin() as session:

        def choose(*codes: str) -> PublishedReport:
            file = read_published_file("f.csv", io.BytesIO(two))
            report = check_published(session, file, ToldOfRelease(OCTOBER, measures=frozenset(codes)))
            apply_published(session, report, actor=OFFICE, recorded_at=LEARNT)
            return report

        assert choose("Again").compared.new == 3
        assert choose("Again").changes_nothing
        both = choose("Again", "Other")
        assert (both.compared.new, both.compared.unchanged, both.changes_nothing) == (3, 3, False)
        assert choose("Again", "Other").changes_nothing
        assert choose("Other").changes_nothing
        assert choose().changes_nothing
        newest, first = list_releases(session)
        assert (newest.figures, first.figures) == (3, 3)
        assert {row.code for row in list_published_measures(session)} == {"Again", "Other"}
        # Taken back, its measures are to be had again.
        as_loaded = ReleaseContent(first.label, OCTOBER, None, None, withdrawn=True)
        correct_release(
            session, first.id, as_loaded, "Wrong", base_version=1, actor=OFFICE, recorded_at=LEARNT
        )
        assert choose("Again", "Other").compared.new == 3


def test_what_is_restated_never_reads_the_same_before_and_after(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        load(session, long_data(("2024", "Hillside", "1234567.1", "801")), OCTOBER)
        report = load(session, long_data(("2024", "Hillside", "1234567.2", "801")), NEXT_OCTOBER)
    assert restated_lines(report) == ["Again, Hillside, 2024: 1234567.1, now 1234567.2"]


def test_an_older_release_loaded_later_is_compared_with_what_was_published_by_its_day(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as session:
        load(session, SECOND, NEXT_OCTOBER)
        older = load(session, FIRST, OCTOBER)
        assert (older.compared.new, older.compared.restated, older.compared.missing) == (3, (), 0)


def test_councils_of_the_release_before_that_the_new_one_lacks_are_named(
    sessions: sessionmaker[Session],
) -> None:
    both = FIRST.replace(b"Again,", b"Late,").replace(b",c,", b",9,") + b"\n" + FIRST.partition(b"\n")[2]
    # Hillside is gone altogether; Lowton, which had a figure of one measure, is in the file with the other.
    without = b"\n".join(
        line
        for line in both.split(b"\n")
        if b"Hillside" not in line and b"Late,Percentage re-referral percent,2024,Lowton" not in line
    ).replace(b"2024", b"2025")
    with sessions.begin() as session:
        for content, published_on in ((both, OCTOBER), (without, NEXT_OCTOBER)):
            report = load(session, content, published_on)
        assert report.compared.missing == 0
    found = [issue.seen for issue in report.issues if issue.type.code == "published-council-lacking"]
    assert found == ["Hillside (801)", "Lowton (802): Late"]


def test_a_stored_name_stays_unless_the_file_gives_one(sessions: sessionmaker[Session]) -> None:
    unnamed = SECOND.replace(b"Percentage re-referral percent", b"")
    with sessions.begin() as session:
        load(session, FIRST, OCTOBER)
        load(session, unnamed, NEXT_OCTOBER)
        assert [row.name for row in list_published_measures(session)] == ["Percentage re-referral percent"]
        renamed = SECOND.replace(b"Percentage re-referral percent", b"Referred again").replace(b"25", b"26")
        load(session, renamed, date(2026, 10, 30))
        assert [row.name for row in list_published_measures(session)] == ["Referred again"]


def test_a_linked_measure_compares_with_what_was_published_by_the_day(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions.begin() as session:
        load(session, FIRST, OCTOBER)
        load(session, SECOND, NEXT_OCTOBER)
        measure = add_measure(session, plan_id, "Re-referrals", A_SHARE, actor=OFFICE, recorded_at=LEARNT)
        published = list_published_measures(session)[0]
        set_plan_council(session, plan_id, "801", actor=OFFICE, recorded_at=LEARNT)
        set_published_link(
            session, measure, published.id, "Ours is monthly.", actor=OFFICE, recorded_at=LEARNT
        )
    with sessions() as session:
        before = list_published_comparisons(session, plan_id, date(2025, 10, 1))[measure]
        assert (before.years[0].year, value_of(before.years[0].figures, "801")) == (2024, 27.2)
        newest = list_published_comparisons(session, plan_id, NEXT_OCTOBER)[measure]
        assert [year.year for year in newest.years] == [2025]
        one = list_published_comparisons(session, plan_id, NEXT_OCTOBER, measure)[measure]
        assert [(year.year, year.said_before) for year in one.years] == [(2025, None), (2024, 27.2)]
        hidden = next(figure for figure in one.years[1].figures if figure.place.code == "802")
        assert (hidden.value, hidden.state, hidden.symbol) == (None, FigureState.SUPPRESSED, "c")
        assert "Hillside had 25%" in comparison_sentence(one, Polarity.LOWER)
        assert list_published_comparisons(session, plan_id, date(2024, 1, 1)) == {}


NEWEST_ALONE = long_data(("2025", "Hillside", "25", "801"), ("2025", "England", "22", "970"))
WITHOUT_IT = long_data(("2025", "England", "22", "970"), ("2024", "Lowton", "20", "802"))


@pytest.fixture
def linked(sessions: sessionmaker[Session], plan_id: int) -> int:
    """A measure that compares with the re-referrals of Hillside, of which one release is loaded."""
    said = {"actor": OFFICE, "recorded_at": LEARNT}
    with sessions.begin() as session:
        load(session, FIRST, OCTOBER)
        measure = add_measure(session, plan_id, "Re-referrals", A_SHARE, **said)
        set_plan_council(session, plan_id, "801", **said)
        set_published_link(session, measure, list_published_measures(session)[0].id, "The same", **said)
    return measure


def test_a_release_of_the_newest_year_alone_leaves_the_earlier_years(
    sessions: sessionmaker[Session], plan_id: int, linked: int
) -> None:
    with sessions.begin() as session:
        report = load(session, NEWEST_ALONE, NEXT_OCTOBER)
        one = list_published_comparisons(session, plan_id, NEXT_OCTOBER, linked)[linked]
    assert (report.compared.new, report.compared.missing) == (2, 0)
    assert [(year.year, year.release.label) for year in one.years] == [(2025, "2025"), (2024, "2024")]
    assert one.release.label == "2025"
    assert [year.said_before for year in one.years] == [None, None]


def test_a_gap_is_no_restatement(sessions: sessionmaker[Session], plan_id: int, linked: int) -> None:
    with sessions.begin() as session:
        load(session, WITHOUT_IT, NEXT_OCTOBER)
        one = list_published_comparisons(session, plan_id, NEXT_OCTOBER, linked)[linked]
        newest = list_published_comparisons(session, plan_id, NEXT_OCTOBER)[linked]
    assert [(year.year, own_text(one, year)) for year in one.years] == [
        (2025, "not in this release"),
        (2024, "not in this release; 27.2% in the one before"),
    ]
    assert "Hillside has no figure for “Percentage re-referral percent” (it is not in this release)" in (
        comparison_sentence(newest, Polarity.LOWER)
    )


def test_a_year_without_any_figure_leaves_its_place_to_the_one_before(
    sessions: sessionmaker[Session], plan_id: int, linked: int
) -> None:
    with sessions.begin() as session:
        load(
            session, long_data(("2025", "Hillside", "c", "801"), ("2026", "Lowton", "-", "802")), NEXT_OCTOBER
        )
        newest = list_published_comparisons(session, plan_id, NEXT_OCTOBER)[linked]
        one = list_published_comparisons(session, plan_id, NEXT_OCTOBER, linked)[linked]
    assert [year.year for year in newest.years] == [year.year for year in one.years] == [2024]
    assert newest.release.label == "2024"


def test_a_link_is_decided_with_a_note_and_keeps_its_history(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions.begin() as session:
        load(session, FIRST, OCTOBER)
        measure = add_measure(session, plan_id, "Re-referrals", A_SHARE, actor=OFFICE, recorded_at=LEARNT)
        published = list_published_measures(session)[0].id
        said = {"actor": OFFICE, "recorded_at": LEARNT}
        for wrong in ((published, " "), (99, "The same"), (None, "")):
            with pytest.raises(Refused):
                set_published_link(session, measure, *wrong, **said)
        set_published_link(session, measure, published, "The same", **said)
        with pytest.raises(Refused):
            set_published_link(session, measure, published, "The same", **said)
        set_published_link(session, measure, published, "Ours leaves out early help.", **said)
        set_published_link(session, measure, None, "", **said)
        links = list_published_links(session, measure)
        assert [link.note for link in links] == ["Ours leaves out early help.", "The same"]
        assert all(link.removed_by == OFFICE.name for link in links)
        assert list_published_comparisons(session, plan_id, NEXT_OCTOBER) == {}


def test_a_plan_is_of_the_council_that_a_person_says(sessions: sessionmaker[Session], plan_id: int) -> None:
    with sessions.begin() as session:
        load(session, FIRST, OCTOBER)
        for wrong in ("999", ENGLAND):
            with pytest.raises(Refused):
                set_plan_council(session, plan_id, wrong, actor=OFFICE, recorded_at=LEARNT)
        assert get_plan_council(session, plan_id) is None
        for code in ("801", "802"):
            set_plan_council(session, plan_id, code, actor=OFFICE, recorded_at=LEARNT)
        with pytest.raises(Refused):
            set_plan_council(session, plan_id, "802", actor=OFFICE, recorded_at=LEARNT)
        found = get_plan_council(session, plan_id)
        assert found is not None
        assert found.name == "Lowton"


def test_a_release_of_a_day_to_come_is_refused(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        note_today(session, date(2024, 1, 1))
        with pytest.raises(Refused):
            load(session, FIRST, OCTOBER)


def test_a_release_is_corrected_taken_back_and_brought_back_with_who_when_and_why(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    said = {"actor": OFFICE, "recorded_at": LEARNT}
    with sessions.begin() as session:
        load(session, FIRST, OCTOBER)
        load(session, SECOND, NEXT_OCTOBER)
        measure = add_measure(session, plan_id, "Re-referrals", A_SHARE, **said)
        set_plan_council(session, plan_id, "801", **said)
        set_published_link(session, measure, list_published_measures(session)[0].id, "The same", **said)
        newest, first = list_releases(session)

        states = [get_published_state(session)]

        def compared(day: date = NEXT_OCTOBER) -> int | None:
            found = list_published_comparisons(session, plan_id, day).get(measure)
            return found.years[0].year if found is not None else None

        as_loaded = ReleaseContent("2025", NEXT_OCTOBER, None, 3)
        early = replace(as_loaded, label=" 2025  again ", published_on=date(2025, 9, 1))
        for wrong, why in ((as_loaded, "Why not"), (early, " "), (replace(early, label=" "), "Because")):
            with pytest.raises(Refused):
                correct_release(session, newest.id, wrong, why, base_version=1, **said)
        assert compared(date(2025, 9, 2)) == 2024
        correct_release(session, newest.id, early, "Published earlier", base_version=1, **said)
        assert compared(date(2025, 9, 2)) == 2025
        states.append(get_published_state(session))
        with pytest.raises(Refused):  # somebody else had it open
            correct_release(session, newest.id, as_loaded, "Wrong", base_version=1, **said)
        back = replace(early, label="2025 again", withdrawn=True)
        correct_release(session, newest.id, back, "Another file", base_version=2, **said)
        assert compared() == 2024
        states.append(get_published_state(session))
        assert len(set(states)) == 3  # answers kept of the states before are old
        assert list_published_chips(session, plan_id, NEXT_OCTOBER)[measure].year == "2023/24"
        assert [row.withdrawn_at is None for row in list_releases(session)] == [False, True]
        # The same file can be loaded again, as if it had never been.
        assert not check(session, SECOND, NEXT_OCTOBER).changes_nothing
        correct_release(
            session, newest.id, replace(back, withdrawn=False), "It was right", base_version=3, **said
        )
        assert compared() == 2025
        versions = list_release_versions(session)
        assert [(one.version, one.reason, one.content.withdrawn) for one in versions[newest.id]] == [
            (4, "It was right", False),
            (3, "Another file", True),
            (2, "Published earlier", False),
            (1, "", False),
        ]
        assert versions[newest.id][-1].content == as_loaded
        assert {one.recorded_by for one in versions[newest.id]} == {OFFICE.name}
        assert len(versions[first.id]) == 1
        retire_measure(session, measure, **said)
        assert list_published_chips(session, plan_id, NEXT_OCTOBER)[measure].exists
        assert list_published_lines(session, plan_id, NEXT_OCTOBER) == ()


@pytest.fixture(scope="module")
def real_files() -> list[tuple[str, bytes]]:
    """Real files: long data, neighbours and statistics."""
    if not PUBLISHED.exists():
        pytest.skip("the published files are not here")
    names = ("lait-long-extract.csv", "lait-statistical-neighbours-2025-05.xlsx")
    return [(name, (PUBLISHED / name).read_bytes()) for name in names]


# Code, figure, England, East Midlands, neighbours' mean, rank, polarity.
REAL = [
    ("ReReferral", 27.2, 22.6, 24.7, "20.8%", (144, 153), Polarity.LOWER),
    ("Continue_Assess_Comp", 80.9, 85.7, 90.9, "81.8%", (105, 152), Polarity.HIGHER),
    ("CP_conf_15days", 87.8, 81.4, 84.2, "81.2%", (42, 151), Polarity.HIGHER),
    ("Work_Force_AvgNumCase_SW", 14.7, 15.2, 15.3, "15.8", (53, 151), Polarity.LOWER),
    ("LAC", 93.0, 67.0, 62.0, "93.2 per 10,000", None, Polarity.INFO),
]


def test_the_figures_of_a_real_council_come_out_to_the_decimal(
    real_files: list[tuple[str, bytes]], sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions.begin() as session:
        for name, content in real_files:
            assert load(session, content, NEXT_OCTOBER, name).can_load
        set_plan_council(session, plan_id, "892", actor=OFFICE, recorded_at=LEARNT)
        published = {row.code: row.id for row in list_published_measures(session)}
        ids = {}
        for code, *_ in REAL:
            ids[code] = add_measure(session, plan_id, code, A_SHARE, actor=OFFICE, recorded_at=LEARNT)
            set_published_link(
                session, ids[code], published[code], "The same", actor=OFFICE, recorded_at=LEARNT
            )
    with sessions() as session:
        found = list_published_comparisons(session, plan_id, NEXT_OCTOBER)
    for code, own, england, region, mean, rank, polarity in REAL:
        comparison = found[ids[code]]
        figures, unit = comparison.years[0].figures, comparison.link.published.unit
        assert value_of(figures, "892") == own
        assert value_of(figures, ENGLAND) == england
        assert value_of(figures, "E12000004") == region
        average = neighbours_mean(figures, comparison.neighbours)
        assert average is not None
        assert published_text(average, unit) == mean
        placed = rank_of(figures, "892", polarity)
        assert (placed and (placed.place, placed.of)) == rank
    said = comparison_sentence(found[ids["ReReferral"]], Polarity.LOWER)
    assert (
        "more than England (22.6%), East Midlands (24.7%) and its ten neighbours’ average (20.8%), "
        "144th of 153 councils"
    ) in said


def test_a_councils_neighbours_are_those_of_the_newest_edition_that_names_it(
    sessions: sessionmaker[Session],
) -> None:
    def edition(council: str, others: str, published_on: date) -> None:
        named = tuple(Place(code, f"Town {code}", PlaceKind.COUNCIL) for code in (council, others))
        pairs = (StatedNeighbour(council, others, 1, "Close"),)
        batch = ReleaseBatch(
            *(ReleaseKind.NEIGHBOURS, f"of {council}", published_on, None, None, "n.xlsx", council, 1),
            *((), named, (), pairs),
        )
        record_release(session, batch, actor=OFFICE, recorded_at=LEARNT)

    with sessions.begin() as session:
        edition("801", "802", OCTOBER)
        edition("803", "804", NEXT_OCTOBER)
        assert list_neighbours(session, NEXT_OCTOBER, "801")[1] == "of 801"
        assert [one.neighbour for one in list_neighbours(session, NEXT_OCTOBER, "803")[0]] == ["804"]
        assert list_neighbours(session, OCTOBER, "803") == ((), "")
        assert list_neighbours(session, NEXT_OCTOBER)[1] == "of 803"


def test_the_first_real_file_beside_the_demonstration_names_no_council_as_new(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as session:
        load(session, long_data(("2024", "Ashbury (invented)", "20", "500")), OCTOBER)
        report = load(session, FIRST, OCTOBER)
        codes = [issue.type.code for issue in report.issues]
        assert not {"published-council-new", "published-council-lacking"} & {*codes}

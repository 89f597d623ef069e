"""Front door performance as a visitor meets it: reading measures, loading figures, correcting one by hand."""

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from data_model.measures.measure_assessment import MeasureAssessment, sentence_of
from data_model.measures.queries.assessments import get_assessment, list_assessments
from data_model.measures.queries.measures import list_measures
from data_model.plan.queries.plans import list_plans
from data_model.shared.engine import make_engine, make_sessions
from demo.performance_figures import AGAIN
from tests.browser.conftest import TODAY
from tests.browser.plans import KNOWN, plan_workbook
from tests.browser.serving import Server
from tests.browser.test_every_page import BACKGROUND, ColorScheme, violations
from tests.browser.test_importing import choose_file, load, pick
from tests.browser.test_keyboard import tab_to
from tests.browser.visiting import PATIENCE, arrive, open_list, settle, until_said, words_of
from tests.performance_workbooks import PUBLISHED, workbook

DAY = date.fromisoformat(TODAY)
OPEN = "Open contacts"
CONFERENCE = "Initial child protection conference within 15 working days"
# The colour of every word of the charts, and of the page: what a milestone's number stands on is its own.
WORDS_OF_CHARTS = """[...new Set([...document.querySelectorAll('.js-plotly-plot text')]
    .map(each => getComputedStyle(each).fill))]"""


def demo_assessments(server: Server) -> list[MeasureAssessment]:
    """Read the measures of a server's first plan, worst first."""
    engine = make_engine(server.database_url)
    try:
        with make_sessions(engine)() as session:
            return list_assessments(session, list_plans(session)[0].id, DAY)
    finally:
        engine.dispose()


def demo_measure(server: Server, name: str) -> tuple[int, MeasureAssessment]:
    """Read one measure of the first plan, what its readings said before too."""
    engine = make_engine(server.database_url)
    try:
        with make_sessions(engine)() as session:
            plan = list_plans(session)[0].id
            (found,) = [row.id for row in list_measures(session, plan, DAY) if row.name == name]
            assessment = get_assessment(session, plan, found, DAY)
            assert assessment is not None
            return found, assessment
    finally:
        engine.dispose()


def download(page: Page, label: str) -> tuple[str, bytes]:
    """Press a button that downloads; return the file's name and content."""
    with page.expect_download() as got:
        page.get_by_role("button", name=label, exact=True).click()
    return got.value.suggested_filename, got.value.path().read_bytes()


def test_the_front_door_names_the_measures_worst_first(demo: Server, page: Page) -> None:
    arrive(page, f"{demo.address}/front-door")
    cards = page.locator("[class*=st-key-measure_card_]")
    keys = [
        re.search(r"st-key-measure_card_(\d+)", card.get_attribute("class") or "") for card in cards.all()
    ]
    assert [int(key[1]) for key in keys if key] == [each.series.measure.id for each in demo_assessments(demo)]
    heading = page.get_by_role("heading", level=2).first.inner_text()
    assert heading.startswith(f"7 of 22 measures need attention: {CONFERENCE} (getting worse), ")
    first = cards.first.inner_text()
    assert "▼ Concern" in first
    assert "Target at least 90%: ✕ not met" in first
    assert cards.first.get_by_role("img").get_attribute("alt", timeout=PATIENCE)


def test_a_measure_is_opened_and_its_milestones_are_switched_on(demo: Server, page: Page) -> None:
    number, assessment = demo_measure(demo, OPEN)
    arrive(page, f"{demo.address}/front-door")
    page.locator(f".st-key-measure_card_{number}").get_by_role("link", name=OPEN).click()
    expect(page.get_by_role("heading", level=1, name=OPEN)).to_be_visible(timeout=PATIENCE)
    said = until_said(page, sentence_of(assessment))
    assert "huddle" not in said.split("Actions meant to move it")[0]

    page.get_by_text("Milestones from the plan").click()
    page.wait_for_url("**milestones=1*", timeout=PATIENCE)
    said = until_said(page, "1 · ")
    assert "huddle" in said.split("Actions meant to move it")[0]
    numbers = page.locator(".js-plotly-plot .annotation-text").all_text_contents()
    assert {"1", "2", "3", "4"} <= set(numbers)


def test_a_restated_figure_is_shown_with_what_it_said_before(demo: Server, page: Page) -> None:
    number, assessment = demo_measure(demo, OPEN)
    (restated,) = [row for row in assessment.series.readings if row.restated_from]
    arrive(page, f"{demo.address}/measure?id={number}")
    if restated.period not in [row.period for row in assessment.series.readings[-6:]]:
        page.get_by_text(re.compile(r"^Earlier \(")).click()
    said = until_said(page, "↻ Restated: was")
    # It was written as it is said, and so is said once.
    assert f"↻ Restated: was {restated.restated_from[0].as_written}, " in said
    assert "36 periods with a reading, 1 restated." in said


def test_the_files_of_a_measure_hold_its_picture_and_its_figures(demo: Server, page: Page) -> None:
    number, assessment = demo_measure(demo, OPEN)
    latest = assessment.series.readings[-1]
    arrive(page, f"{demo.address}/measure?id={number}")
    name, picture = download(page, "Download picture")
    assert name == f"{OPEN} as at {TODAY}.png"
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(picture) > 20_000
    name, text = download(page, "Download CSV")
    assert name == f"{OPEN} as at {TODAY}.csv"
    lines = text.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Period,From,To,Value,")
    assert lines[-1].startswith(f"February 2025,2025-02-01,2025-02-28,{latest.value:g},")
    name, content = download(page, "Download Excel")
    assert name == f"{OPEN} as at {TODAY}.xlsx"
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert sheet.max_row >= 37


def test_the_front_doors_files_hold_every_reading(demo: Server, page: Page) -> None:
    arrive(page, f"{demo.address}/front-door")
    name, text = download(page, "Readings as CSV")
    assert name == f"readings as at {TODAY}.csv"
    lines = text.decode("utf-8-sig").splitlines()
    assert sum(line.startswith(f"{OPEN},") for line in lines) == 36
    _, content = download(page, "Readings as Excel")
    assert load_workbook(BytesIO(content)).worksheets[0].max_row >= len(lines)


def test_an_area_shows_what_the_plan_says_beside_what_the_measures_say(demo: Server, page: Page) -> None:
    number, _ = demo_measure(demo, CONFERENCE)
    arrive(page, f"{demo.address}/front-door")
    said = words_of(page)
    page.locator(f".st-key-measure_card_{number}").get_by_role("link", name="Initial child").click()
    expect(page.get_by_role("heading", level=1, name="Initial child")).to_be_visible(timeout=PATIENCE)
    settle(page)
    page.locator(".st-key-measure_neighbours").get_by_role("link").nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d+ "), timeout=PATIENCE)
    said = until_said(page, "What the measures say")
    assert re.search(r"\d+ of \d+ actions (is|are) complete or on schedule", said)
    assert "1 of 3 measures is getting worse" in said
    assert said.index("What the plan says") < said.index("What the measures say")
    expect(page.locator(f".st-key-measure_line_{number}")).to_contain_text("Concern")


def test_the_published_years_of_a_measure_stand_whole_on_a_telephone(demo: Server, page: Page) -> None:
    number, _ = demo_measure(demo, AGAIN)
    page.set_viewport_size({"width": 390, "height": 1000})
    arrive(page, f"{demo.address}/measure?id={number}")
    table = page.get_by_test_id("stTable")
    expect(table).to_contain_text("(invented)", timeout=PATIENCE)
    beyond = table.evaluate(
        "box => [...box.querySelectorAll('*')].map(each => each.scrollWidth - each.clientWidth)"
    )
    assert max(beyond) == 0


def test_a_measure_is_reached_and_its_milestones_switched_on_by_keyboard(demo: Server, page: Page) -> None:
    arrive(page, f"{demo.address}/front-door")
    tab_to(page, f"^{OPEN}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=OPEN)).to_be_visible(timeout=PATIENCE)
    settle(page)
    tab_to(page, "^Milestones from the plan")
    page.keyboard.press("Space")
    page.wait_for_url("**milestones=1*", timeout=PATIENCE)
    until_said(page, "1 · ")


def test_a_chart_is_read_without_being_seen(demo: Server, page: Page) -> None:
    number, assessment = demo_measure(demo, OPEN)
    arrive(page, f"{demo.address}/measure?id={number}")
    assert sentence_of(assessment) in words_of(page)
    figure = page.get_by_role("figure", name=sentence_of(assessment))
    expect(figure).to_have_count(1)
    tab_to(page, r"^(\w+\s+)?Show as a table")
    page.keyboard.press("Enter")
    table = page.get_by_role("table")
    expect(table).to_have_count(1, timeout=PATIENCE)
    settle(page)
    rows = [row.split() for row in table.get_by_role("row").all_inner_texts()]
    assert len(rows) == 1 + 36
    assert rows[0][:2] == ["Period", "Value"]
    assert rows[-1][:3] == ["February", "2025", "141"]
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_of_charts_stand_out_from_the_page(scheme: ColorScheme, demo: Server, page: Page) -> None:
    number, _ = demo_measure(demo, "Triage within the tier’s time")
    page.emulate_media(color_scheme=scheme)
    arrive(page, f"{demo.address}/measure?id={number}")
    page_colour = luminance(page.evaluate(BACKGROUND))
    words = page.evaluate(WORDS_OF_CHARTS)
    assert len(words) > 0
    assert {each: ratio for each in words if (ratio := contrast(luminance(each), page_colour)) < 4.5} == {}


def luminance(colour: str) -> float:
    """Work out the luminance of "rgb(1, 2, 3)" as WCAG defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: float, second: float) -> float:
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def test_figures_are_loaded_on_the_page_and_one_is_restated_by_hand(workplace: Server, page: Page) -> None:
    name = "Plan with a front door"
    choose_file(page, workplace, "door.xlsx", plan_workbook(name, KNOWN))
    pick(page, "Into", "A new plan")
    load(page)
    plan = re.search(r"plan=(\d+)", page.url)
    assert plan is not None

    arrive(page, f"{workplace.address}/load-performance?plan={plan[1]}")
    file = {"name": "figures.xlsx", "mimeType": "", "buffer": workbook(PUBLISHED)}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("heading", name="What this file says")).to_be_visible(timeout=PATIENCE)
    settle(page)
    pick(page, "Into", name)
    said = until_said(page, "1 name that is no measure yet")
    assert "“Share of open contacts longer than 6 days”" in said
    expect(page.get_by_role("button", name=re.compile("^Load "))).to_be_disabled()
    pick(page, "What it means", "Not to be loaded")
    button = page.get_by_role("button", name="Load 4 figures as at 3 Mar 2025")
    expect(button).to_be_enabled(timeout=PATIENCE)
    button.click()
    expect(page.get_by_role("heading", level=1, name="Import history")).to_be_visible(timeout=PATIENCE)
    until_said(page, "figures.xlsx")

    arrive(page, f"{workplace.address}/front-door?plan={plan[1]}")
    said = until_said(page, "196 in November 2022")
    assert "November 2022" in said
    page.get_by_role("link", name=OPEN).first.click()
    expect(page.get_by_role("heading", level=1, name=OPEN)).to_be_visible(timeout=PATIENCE)
    said = until_said(page, "3 figures so far; limits need 12")
    assert "November 2022 has the very same figure as October 2022, 196" in said

    page.get_by_role("link", name="Add a reading by hand ›").click()
    expect(page.get_by_role("heading", level=1, name="Add a reading")).to_be_visible(timeout=PATIENCE)
    settle(page)
    choose_typed(page, "Period", "November 2022")
    until_said(page, "So far it says 196")
    page.get_by_label("Figure", exact=True).fill("203")
    page.get_by_label("Why it differs from what it said").fill("October was carried over")
    page.get_by_role("button", name="Restate November 2022").click()
    until_said(page, f"{OPEN}: November 2022 is saved.")
    page.get_by_role("link", name="What its figures say ›").click()
    expect(page.get_by_role("heading", level=1, name=OPEN)).to_be_visible(timeout=PATIENCE)
    said = until_said(page, "3 periods with a reading, 1 restated.")
    assert "↻ Restated: was 196, figures.xlsx" in said
    assert ": October was carried over" in said
    assert "the very same figure" not in said


def choose_typed(page: Page, label: str, words: str) -> None:
    """Type into a list that takes words of one's own."""
    box = page.get_by_test_id("stSelectbox").filter(has_text=label).get_by_role("combobox")
    open_list(box)
    box.fill(words)
    box.press("Enter")
    settle(page)

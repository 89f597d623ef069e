"""What a reader meets first, the ways on from there, and what an address brings back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from data_model.plan.action_filter import ActionFilter
from data_model.plan.queries.actions import count_actions
from data_model.plan.queries.overview import get_headlines
from data_model.plan.queries.plans import list_plans
from data_model.plan.rows import Headlines
from data_model.plan.statuses import Status
from data_model.shared.engine import make_engine, make_sessions
from tests.browser.conftest import TODAY, PutDemo
from tests.browser.serving import Server, running_server
from tests.browser.visiting import IDS, PATIENCE, arrive, settle, words_of
from ui.shell.pages import Page as RegisteredPage

MONTH_LATER = date(2025, 4, 7)


def stored(server: Server, as_at: date) -> tuple[Headlines, int]:
    """Read from the server's database the headlines and the number of delayed actions as at a day."""
    engine = make_engine(server.database_url)
    try:
        with make_sessions(engine)() as session:
            plan = list_plans(session)[0]
            delayed = count_actions(session, plan.id, as_at, ActionFilter(statuses=(Status.DELAYED,)))
            return get_headlines(session, plan.id, as_at), delayed
    finally:
        engine.dispose()


def figures_on(page: Page) -> dict[str, str]:
    """Read the figures of the row below the ratings, by the words beside each."""
    row = page.locator(".st-key-overview_figures li").nth(1)
    parts = (words.partition(" ") for words in row.get_by_role("link").all_inner_texts())
    return {words: number for number, _, words in parts}


def expected(headlines: Headlines) -> dict[str, str]:
    return {
        "Actions": f"{headlines.actions}",
        "Overdue": f"{headlines.overdue}",
        "Due in 30 days": f"{headlines.due_soon}",
        "Nobody responsible": f"{headlines.nobody_responsible}",
        "No due date": f"{headlines.no_due_date}",
    }


def test_the_first_visit_of_a_new_database_shows_the_demo_plan_and_then_all_of_it(
    page: Page, passing_port: int, tmp_path: Path
) -> None:
    with running_server(tmp_path, {"DASHBOARD_TODAY": TODAY}, port=passing_port) as server:
        arrive(page, server.address)
        expect(page.get_by_text("Demo data: an invented council.")).to_be_visible(timeout=PATIENCE)
        headlines, _ = stored(server, date.fromisoformat(TODAY))
        assert 60 <= headlines.actions <= 90
        assert figures_on(page) == expected(headlines)
        complete = headlines.count(Status.COMPLETE) + headlines.count(Status.EMBEDDED)
        assert words_of(page).count(f"{complete} of {headlines.actions} actions are complete") == 1
        # The page completes itself once the past boards and the measures are there.
        expect(page.get_by_role("link", name="slipped ›")).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_role("heading", name="Measures that most need attention")).to_be_visible()
        expect(page.get_by_text("are still being written")).to_have_count(0)
        assert not (tmp_path / "plan.db-demo").exists()


def test_the_first_visitor_of_a_server_may_arrive_at_any_page_and_goes_back_with_one_press(
    page: Page, put_demo: PutDemo, passing_port: int, tmp_path: Path
) -> None:
    # With a folder "pages" beside its script, Streamlit says "Page not found" over the page that the first
    # visitor of a fresh server asked for, and to nobody after.
    database = put_demo(tmp_path)
    with running_server(tmp_path, {"DASHBOARD_TODAY": TODAY}, database=database, port=passing_port) as server:
        arrive(page, f"{server.address}/actions?status=delayed")
        expect(page.get_by_role("heading", level=1, name="Actions")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert page.url == f"{server.address}/actions?status=delayed"
        arrive(page, f"{server.address}/overview")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.locator(".st-key-overview_figures")).to_be_visible()
        page.get_by_role("link", name="People", exact=True).click()
        expect(page.get_by_role("heading", level=1, name="People")).to_be_visible()
        settle(page)
        page.go_back()
        expect(page.locator(".st-key-overview_figures")).to_be_visible()
        assert page.url == f"{server.address}/overview"


def test_no_label_of_a_chart_is_cut_at_its_left(demo: Server, page: Page) -> None:
    arrive(page, f"{demo.address}/due-dates")
    rooms = page.evaluate("""[...document.querySelectorAll('.js-plotly-plot')].map(chart => Math.min(
        ...[...chart.querySelectorAll('.ytick text')].map(each => each.getBoundingClientRect().left)
    ) - chart.getBoundingClientRect().left)""")
    assert len(rooms) == 2  # by month, by area
    assert all(0 <= room <= 45 for room in rooms), rooms


def test_no_screen_of_a_meeting_scrolls_on_the_display_of_the_room(demo: Server, page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    arrive(page, f"{demo.address}/meeting-view?id={IDS[RegisteredPage.MEETING_VIEW]}")
    onward = page.get_by_role("button", name="Next ›")
    beyond: dict[str, int] = {}
    screens = 0
    while True:
        screens += 1
        main = page.get_by_test_id("stMain")
        for _ in range(20):  # a slow server's stylesheet or picture may come after the words
            if not (more := main.evaluate("each => each.scrollHeight - each.clientHeight")):
                break
            page.wait_for_timeout(250)
        if more:
            beyond[page.locator("h1").inner_text()] = more
        if onward.is_disabled():
            break
        onward.click()
        settle(page)
    assert screens > 10
    assert beyond == {}


def test_the_as_at_day_in_the_address_is_obeyed(demo: Server, page: Page) -> None:
    arrive(page, f"{demo.address}/?as_at={MONTH_LATER.isoformat()}")
    now, _ = stored(demo, date.fromisoformat(TODAY))
    later, _ = stored(demo, MONTH_LATER)
    assert later.overdue > now.overdue
    assert figures_on(page) == expected(later)


def test_an_address_with_a_day_that_cannot_be_read_says_so_and_shows_today(demo: Server, page: Page) -> None:
    arrive(page, f"{demo.address}/?as_at=yesterday<b>")
    said = page.get_by_test_id("stAlert").inner_text().replace("\u2060", "")
    assert "no day that can be read (yesterday<b>)" in said
    assert figures_on(page) == expected(stored(demo, date.fromisoformat(TODAY))[0])


def test_an_address_with_parts_that_mean_nothing_says_so(demo: Server, page: Page) -> None:
    arrive(page, f"{demo.address}/actions?status=purple&area=99999&order=odd")
    said = page.get_by_test_id("stAlert").inner_text().replace("\u2060", "")
    assert [part for part in ("status=purple", "area=99999", "order=odd") if part not in said] == []
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_figure_leads_to_the_actions_it_counts(demo: Server, page: Page) -> None:
    arrive(page, demo.address)
    headlines, _ = stored(demo, date.fromisoformat(TODAY))
    page.locator(".st-key-overview_figures").get_by_role("link", name="Overdue").click()
    expect(
        page.get_by_role("heading", name=f"{headlines.overdue} of {headlines.actions} actions")
    ).to_be_visible(timeout=PATIENCE)


def test_a_link_in_a_row_opens_beside_as_any_other_link_does(demo: Server, page: Page) -> None:
    arrive(page, f"{demo.address}/?as_at={MONTH_LATER.isoformat()}")
    way = page.locator(".overview_areas").get_by_role("link", name="overdue").first
    with page.context.expect_page() as opened:
        way.click(modifiers=["ControlOrMeta"])
    beside = opened.value
    expect(beside.get_by_role("heading", level=1, name="Actions")).to_be_visible(timeout=PATIENCE)
    for part in ("area=", "due=overdue", f"as_at={MONTH_LATER.isoformat()}"):
        assert part in beside.url
    expect(page.locator(".st-key-overview_figures")).to_be_visible()  # where it was pressed nothing moved


def test_a_shared_address_opens_the_same_view_for_somebody_else(
    demo: Server, newcomer: Callable[[], BrowserContext]
) -> None:
    first = newcomer().new_page()
    arrive(first, f"{demo.address}/?as_at={MONTH_LATER.isoformat()}")
    first.locator(".st-key-overview_figures").get_by_role("link", name="Delayed").click()
    headlines, delayed = stored(demo, MONTH_LATER)
    count = f"{delayed} of {headlines.actions} actions"
    expect(first.get_by_role("heading", name=count)).to_be_visible(timeout=PATIENCE)
    settle(first)
    assert f"as_at={MONTH_LATER.isoformat()}" in first.url
    second = newcomer().new_page()
    arrive(second, first.url)
    expect(second.get_by_role("heading", name=count)).to_be_visible()
    assert words_of(second) == words_of(first)


def test_the_as_at_day_goes_along_from_page_to_page(demo: Server, page: Page) -> None:
    arrive(page, f"{demo.address}/?as_at={MONTH_LATER.isoformat()}")
    page.get_by_role("link", name="Due dates", exact=True).click()
    page.wait_for_url("**/due-dates?*", timeout=PATIENCE)
    page.wait_for_url(f"**as_at={MONTH_LATER.isoformat()}*", timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1, name="Due dates")).to_be_visible(timeout=PATIENCE)


def test_back_and_forward_walk_through_the_pages(demo: Server, page: Page) -> None:
    arrive(page, demo.address)
    page.get_by_role("link", name="Actions", exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name="Actions")).to_be_visible(timeout=PATIENCE)
    settle(page)
    page.get_by_role("link", name="People", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="People")).to_be_visible(timeout=PATIENCE)
    settle(page)
    for step, title in ((page.go_back, "Actions"), (page.go_forward, "People"), (page.go_back, "Actions")):
        walk(page, step, title)


def walk(page: Page, step: Callable[[], object], title: str) -> None:
    """Go back or forward to a page, with one press."""
    step()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible(timeout=PATIENCE)
    settle(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_however_many_filters_a_press_takes_away_back_takes_one_press(demo: Server, page: Page) -> None:
    arrive(page, f"{demo.address}/overview")
    page.locator(".overview_areas").get_by_role("link", name="overdue").first.click()
    expect(page.get_by_role("heading", level=1, name="Actions")).to_be_visible(timeout=PATIENCE)
    settle(page)
    filtered = page.url
    assert "area=" in filtered
    assert "due=overdue" in filtered
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_url("**/actions", timeout=PATIENCE)
    settle(page)
    page.go_back()
    page.wait_for_url(filtered, timeout=PATIENCE)
    settle(page)
    page.go_back()
    expect(page.locator(".st-key-overview_figures")).to_be_visible(timeout=PATIENCE)

"""The register of pages holds every page, once, and each can be reached."""

import ast

from ui.shell.pages import FOLDER, Page, PageGroup

MOST_IN_THE_NAVIGATION = 13


def test_every_script_is_in_the_register_and_every_entry_has_its_script() -> None:
    scripts = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.py"))
    assert sorted(page.value.script for page in Page) == scripts


def test_no_two_pages_share_a_title_or_an_address() -> None:
    for values in ([page.value.title for page in Page], [page.value.url_path for page in Page]):
        assert len(values) == len(set(values)) == len(Page)


def test_every_page_is_reached_in_one_way() -> None:
    ways = {
        page: (
            page.value.is_in_navigation,
            page.value.task is not None,
            page.value.group is not None,
            page.value.needs_id,
        )
        for page in Page
    }
    assert {page: way for page, way in ways.items() if sum(way) != 1} == {}


def test_the_navigation_holds_no_more_than_stand_beside_each_other() -> None:
    held = [page for page in Page if page.value.is_in_navigation]
    alone = sum(not page.value.for_several_plans for page in held)
    assert alone + len(PageGroup) <= MOST_IN_THE_NAVIGATION
    assert len(held) + len(PageGroup) <= MOST_IN_THE_NAVIGATION + 1


def test_every_page_begins_with_what_it_is_for() -> None:
    said = {page: ast.get_docstring(ast.parse(page.value.path.read_text("utf-8"))) for page in Page}
    assert [page.name for page, words in said.items() if not words] == []

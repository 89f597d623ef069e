"""The money part of a pack: the tables as the view holds them, and none of it without money."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from data_model.board.frozen.documents import packed_view, unpacked_view
from data_model.board.rows import BoardView, RaisedCheck
from data_model.money.for_boards.money_moves import MOVES, MoneyMove
from data_model.money.for_boards.money_parts import NO_MONEY, BoardMoney, MoneyColumn, MoneyLine, MoneyPart
from exports.pack.pack_choices import PackChoices, chosen_view
from exports.pack.pack_docx import pack_docx
from exports.pack.pack_xlsx import pack_xlsx
from exports.pack.summary_docx import summary_docx
from tests.frozen_golden import golden_view
from tests.pack_views import board_view, draw, headings, part, tables, text_of, what_changed

MONEY = BoardMoney(
    "£800 accepted, £500.05 spent.",
    (
        MoneyPart(
            "Funds",
            "Funds",
            "What became of each fund.",
            "1 fund.",
            (
                MoneyColumn("Fund", "The grant.", 30),
                MoneyColumn("Spent", "Spent.", 14, is_pence=True),
                MoneyColumn("Last day", "Its last day.", 14),
                MoneyColumn("Lines", "How many.", 10),
            ),
            (MoneyLine("fund", 7, ("=Grant", 500_05, date(2023, 3, 31), 2)),),
        ),
    ),
)
MOVE = MoneyMove("claim", MOVES["claim"], "fund", 7, "=Grant", "Claimed.")
CHECK = RaisedCheck(
    *("fund-behind", 0, "", "=Grant", 0, "", (), "40 points behind.", None), about="fund", about_id=7
)


def with_money(view: BoardView) -> BoardView:
    changed = replace(view.changed, money=(MOVE,)) if view.changed is not None else what_changed()
    return replace(view, money=MONEY, changed=changed, checks=(*view.checks, CHECK))


def test_the_document_has_the_sentence_the_tables_what_moved_and_the_checks() -> None:
    content = pack_docx(with_money(board_view()), PackChoices(), draw)
    of_money = [words for _, words in headings(content)]
    at = of_money.index("Money")
    assert of_money[at : at + 4] == ["Money", "Funds", "Money that moved", "Checks of the money"]
    assert tables(content)["Funds"][1] == ["=Grant", "£500.05", "31 Mar 2023", "2"]
    assert tables(content)["Money that moved"][1] == [MOVES["claim"], "=Grant", "Claimed."]
    text = text_of(part(content))
    assert "£800 accepted, £500.05 spent." in text
    assert "=Grant: 40 points behind." in text


def test_the_workbook_has_numbers_of_pounds_days_and_no_formula() -> None:
    book = load_workbook(BytesIO(pack_xlsx(with_money(board_view()), PackChoices())))
    row = [cell.value for cell in book["Funds"][2]]
    assert (row[0], row[1], row[2].date(), row[3]) == ("=Grant", 500.05, date(2023, 3, 31), 2)
    assert book["Funds"]["A2"].data_type == "s"
    assert [cell.value for cell in book["Money moved"][2]] == [MOVES["claim"], "=Grant", "Claimed."]
    reasons = [cell.value for cell in book["Checks"]["D"]]
    assert "=Grant: 40 points behind." in reasons


def test_without_money_there_is_no_part_of_it() -> None:
    assert "Money" not in [words for _, words in headings(pack_docx(board_view(), PackChoices(), draw))]
    assert "Money:" not in text_of(part(summary_docx(board_view())))


def test_money_and_its_checks_stay_where_areas_are_chosen() -> None:
    view = with_money(board_view())
    shown = chosen_view(view, PackChoices(areas=(view.areas[0].id,)))
    assert (shown.money, CHECK in shown.checks) == (MONEY, True)


def test_the_summary_says_the_money_in_a_line() -> None:
    assert "Money: £800 accepted, £500.05 spent." in text_of(part(summary_docx(with_money(board_view()))))


def test_money_is_kept_with_a_meeting_and_none_is_read_of_those_before() -> None:
    for form in (1, 2):
        before = golden_view(form)
        assert (before.money, before.changed.money if before.changed else None) == (NO_MONEY, ())
    kept = with_money(golden_view(2))
    assert unpacked_view(*packed_view(kept)) == kept

"""A ledger loaded again and again: whatever it says last is what its movements add up to."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.money.funds.fund_vocabulary import FundMovementKind
from data_model.money.funds.rows_funds import FundMovementRow
from loaders.money.funds.ledger_compare import ComparedLedger, LedgerComparison
from loaders.money.funds.ledger_places import KnownLine
from loaders.money.funds.ledger_rows import LedgerRow

DAY, MAY = date(2024, 4, 30), date(2024, 5, 31)
AS_AT = date(2024, 12, 31)
LINE = KnownLine(7, 1, "Training", "C100", ())


def entry(
    reference: str, pence: int, dated: date = DAY, *, line: str = "Training", reverses: str = ""
) -> LedgerRow:
    spent = FundMovementKind.SPENT
    return LedgerRow("Fund", line, "", "", spent, dated, None, pence, reference, "", reverses, "Ledger", "A1")


class Book:
    """The movements of one fund as they would be stored, in memory."""

    def __init__(self) -> None:
        self.rows: list[FundMovementRow] = []

    def load(self, *entries: LedgerRow) -> ComparedLedger:
        """Compare a ledger with what is stored, and store what is new of it."""
        found = LedgerComparison({1: ["Fund"]}, [LINE], self.rows, AS_AT).compare(entries)
        places: list[int] = []
        for one in found.by_fund[1].movements if found.by_fund else ():
            reverses = one.reverses_id if one.reverses_new is None else places[one.reverses_new]
            places.append(self.add(one.pence, one.dated, one.ledger_reference, reverses, one.line_id))
        return found

    def add(
        self,
        pence: int,
        dated: date,
        reference: str,
        reverses: int | None,
        line_id: int | None = 7,
        through: str = "import",
    ) -> int:
        number = len(self.rows) + 1
        if reverses is not None:
            old = self.rows[reverses - 1]
            self.rows[reverses - 1] = replace(old, reversed_by_id=number)
        new = FundMovementRow(
            id=number,
            fund_id=1,
            fund="Fund",
            line_id=line_id,
            line="",
            kind=FundMovementKind.SPENT,
            dated=dated,
            pence=pence,
            ledger_reference=reference,
            words="",
            reverses_id=reverses,
            reversed_by_id=None,
            virement_id=None,
            as_at=dated,
            recorded_at=datetime(2024, 6, 1, tzinfo=UTC),
            recorded_by="Una",
            through=through,
            file_name="ledger.xlsx",
            sheet="",
            cell="",
        )
        self.rows.append(new)
        return number

    def by_reference(self) -> dict[str, int]:
        sums: Counter[str] = Counter()
        for row in self.rows:
            sums[row.ledger_reference] += row.pence
        return {reference: pence for reference, pence in sums.items() if pence}


def test_an_amount_that_changes_and_changes_back_ends_where_it_began() -> None:
    book = Book()
    for pence in (100_00, 120_00, 100_00, 120_00, 120_00):
        book.load(entry("INV-1", pence), entry("INV-2", 5_00))
        assert book.by_reference() == {"INV-1": pence, "INV-2": 5_00}
    assert book.load(entry("INV-1", 120_00), entry("INV-2", 5_00)).unchanged == 2


def test_a_ledger_that_has_an_entry_and_its_reversal_on_one_day_has_both_when_it_comes_again() -> None:
    book = Book()
    both = (entry("INV-1", 100_00), entry("INV-1", -100_00))
    book.load(*both)
    assert book.load(*both).unchanged == 2
    assert book.by_reference() == {}
    # The ledger takes its reversal out again: the entry counts.
    book.load(both[0])
    assert book.by_reference() == {"INV-1": 100_00}


def test_a_reversal_of_a_later_day_leaves_the_extract_of_the_first_day_as_it_was() -> None:
    book = Book()
    book.load(entry("INV-1", 100_00))
    book.load(entry("INV-1", -100_00, MAY))
    assert book.load(entry("INV-1", 100_00)).unchanged == 1
    assert book.by_reference() == {}


def test_what_was_taken_back_by_hand_is_there_already() -> None:
    book = Book()
    book.load(entry("INV-1", 100_00))
    book.add(-100_00, DAY, "INV-1", 1, through="by hand")
    assert book.load(entry("INV-1", 100_00)).unchanged == 1
    assert book.by_reference() == {}


def test_an_entry_that_got_a_line_keeps_it_when_an_extract_without_lines_comes() -> None:
    book = Book()
    for line, held in (("", None), ("Training", 7), ("", 7), ("Training", 7)):
        book.load(entry("INV-1", 100_00, line=line))
        on_line = {row.line_id for row in book.rows if row.reverses_id is None and row.reversed_by_id is None}
        assert on_line == {held}  # an extract without lines takes none away
        assert book.by_reference() == {"INV-1": 100_00}


REFERENCES = st.sampled_from(("INV-1", "INV-2", "INV-3"))
STATES = st.lists(st.dictionaries(REFERENCES, st.integers(1, 10_000_000), min_size=1), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(STATES)
def test_whatever_a_ledger_said_before_its_last_word_counts_to_the_penny(
    states: list[dict[str, int]],
) -> None:
    book, known = Book(), dict[str, int]()
    for state in states:
        book.load(*(entry(reference, pence) for reference, pence in state.items()))
        known |= state  # what an extract lacks stays
        assert book.by_reference() == known
    assert book.load(*(entry(reference, pence) for reference, pence in known.items())).unchanged == len(known)

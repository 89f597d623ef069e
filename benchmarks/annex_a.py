"""How long lists of Annex A with 200,000 rows take to be counted, against others reading the same workbook.

Twice: against `openpyxl` reading the columns that are counted from, row by row, and against
`pandas.read_excel` of the same columns; both give cells and count nothing. All in processor time. The most
memory that counting takes is measured in a process of its own. Run `python -m benchmarks.annex_a`.
"""

import sys
import tempfile
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pandas
import xlsxwriter
from openpyxl import load_workbook

from benchmarks.loading import seconds
from benchmarks.measuring.peak_memory import peak_memory
from benchmarks.measuring.ratios import Compared, in_turn, options, report
from loaders.annex_a.annex_a_count import ToldOfLists, count_annex_a
from tests.annex_a_lists import HEADINGS, made_rows

ROWS = 200_000
ROUNDS = 3
BOUND = 1.0
TODAY = date(2022, 11, 30)
_SHARES = {"List 1": 0.4, "List 3": 0.25, "List 4": 0.2, "List 5": 0.15}
# The columns that are counted from, from 0.
_COLUMNS = {"List 1": (5,), "List 3": (5, 8, 9), "List 4": (6, 8, 10), "List 5": (6, 8, 12)}
_EPOCH = date(1899, 12, 30)


def write_lists(path: Path, rows: int) -> None:
    """Write that many invented rows, in texts of which no two are the same where nothing is counted."""
    # Texts stand in a list that the sheets share, as Excel writes them.
    book = xlsxwriter.Workbook(path, {"constant_memory": False})
    shown = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, share in _SHARES.items():
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, HEADINGS[name])
        for number, row in enumerate(made_rows(name, round(rows * share)), start=1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_number(number, column, (value - _EPOCH) // timedelta(days=1), shown)
                elif value is not None and column not in _COLUMNS[name] and column % 3 == 0:
                    sheet.write_string(number, column, f"{name} {column} {value}")
                elif value is not None:
                    sheet.write(number, column, value)
    book.close()


def count(path: Path) -> None:
    """Count every measure of every list."""
    found = count_annex_a((path,), ToldOfLists(), TODAY)
    if found.problem is not None or len({one.measure for one in found.figures}) != 5:
        raise AssertionError(f"not every measure was counted: {found.problem}")


def read_with_openpyxl(path: Path) -> int:
    """Read the cells of the same columns; return how many there are."""
    cells = 0
    book = load_workbook(path, read_only=True)
    for name, columns in _COLUMNS.items():
        for row in book[name].iter_rows(values_only=True):
            cells += sum(1 for column in columns if row[column] is not None)
    book.close()
    return cells


def read_with_pandas(path: Path) -> int:
    """Read the same columns; return how many rows there are."""
    with pandas.ExcelFile(path, engine="openpyxl") as book:
        return sum(
            len(pandas.read_excel(book, sheet_name=name, usecols=list(columns)))
            for name, columns in _COLUMNS.items()
        )


def compare(path: Path, rounds: int, rows: int) -> list[Compared]:
    """Measure both in turn, on the same file."""
    results = []
    for name, reading, bound in (
        ("`openpyxl`, read only", read_with_openpyxl, BOUND),
        ("`pandas.read_excel`", read_with_pandas, BOUND),
    ):
        mine, other = in_turn(
            rounds, lambda: seconds(lambda: count(path)), partial(seconds, partial(reading, path))
        )
        results.append(Compared(f"{rows:,} rows of Annex A / {name}", mine, other, bound=bound))
    return results


_COUNT = """
from datetime import date

from loaders.annex_a.annex_a_count import ToldOfLists, count_annex_a

print_peak()
assert count_annex_a((Path(sys.argv[1]),), ToldOfLists(), date(2022, 11, 30)).problem is None
assert "pandas" not in sys.modules
print_peak()
"""


def main() -> int:
    """Print the result; 1 when a bound is broken."""
    parser = options(__doc__, ROUNDS)
    parser.add_argument("--rows", type=int, default=ROWS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "annex-a.xlsx"
        write_lists(path, given.rows)
        size = path.stat().st_size / 2**20
        before, after = peak_memory(_COUNT, path)
        said = f"Peak memory: {after:.0f} MB, {before:.0f} MB before anything was read."
        results = compare(path, given.rounds, given.rows)
    return report("annex a", results, [f"The file has {size:.0f} MB.", said], write=given.write)


if __name__ == "__main__":
    sys.exit(main())

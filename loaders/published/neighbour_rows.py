"""The table of statistical neighbours: for each council the ten that are most like it.

Owns: finding its headings and its rows, those of councils that are no more among them. Refuses: every other
sheet.
"""

from data_model.published.published_vocabulary import PlaceKind
from data_model.published.rows import Place, StatedNeighbour
from loaders.files.issues import Issue
from loaders.files.raw_workbook import RawCell, RawSheet, RawWorkbook
from loaders.published import published_issues as kinds
from loaders.published.published_cells import council_code

_DEEP = 30  # rows in which the headings stand


def is_neighbour_workbook(workbook: RawWorkbook) -> bool:
    """Say whether a sheet of the workbook is a table of statistical neighbours."""
    return any(_heading(sheet) for sheet in workbook.sheets)


def read_neighbours(
    workbook: RawWorkbook,
) -> tuple[tuple[StatedNeighbour, ...], dict[str, Place], tuple[Issue, ...]]:
    """Return the neighbours of every council, the councils, and what could not be read."""
    neighbours: list[StatedNeighbour] = []
    places: dict[str, Place] = {}
    issues: list[Issue] = []
    for sheet in workbook.sheets:
        found = _heading(sheet)
        if found is None:
            continue
        heading, columns = found
        for number, row in sheet.rows.items():
            code = council_code(_text(row.get(columns["la num"])))
            if number <= heading or code is None or code in places:
                continue
            region = _text(row.get(columns["goreg"])) if "goreg" in columns else ""
            places[code] = Place(code, _text(row.get(columns["la name"])), PlaceKind.COUNCIL, region)
            for position in range(1, 11):
                column = columns.get(f"sn{position}")
                written = _text(row.get(column)) if column else ""
                other = council_code(written)
                if other is not None and column:
                    closeness = _text(row.get(column + 1))
                    neighbours.append(StatedNeighbour(code, other, position, closeness))
                elif written:
                    place = sheet.place(number, column or 1)
                    issues.append(Issue(kinds.NEIGHBOUR_ROW_UNCLEAR, written[:60], sheet.name, place))
        break
    return tuple(neighbours), places, tuple(issues)


def _heading(sheet: RawSheet) -> tuple[int, dict[str, int]] | None:
    """Find the row of headings and the first column of each; None where the sheet has none."""
    for number, row in list(sheet.rows.items())[:_DEEP]:
        columns: dict[str, int] = {}
        for column, cell in row.items():
            columns.setdefault(_text(cell).casefold(), column)
        if {"la num", "la name", "sn1"} <= columns.keys():
            return number, columns
    return None


def _text(cell: RawCell | None) -> str:
    if cell is None or cell.value is None:
        return ""
    value = cell.value
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()

"""Which area a table is about, when no column says it.

Owns: choosing between the title above a table and the name of its sheet. Refuses: finding titles.
"""

from loaders.files.default_names import is_default_name
from loaders.files.grid import split_number
from loaders.plan.heading_vocabulary import Field
from loaders.plan.sheets.card_tables import names_a_card
from loaders.plan.tables.scan import ActionTable, SheetScan

NO_AREA = "No area given"


class AreaNamer:
    """Which area a table is about, when no area column says it."""

    def __init__(self, scan: SheetScan, several_sheets: bool, beside: bool = False) -> None:
        """`beside`: the sheet has several tables side by side, each under a title of its own."""
        name = scan.grid.sheet.name
        # A program's own name ("Sheet1") or a table's number in a document names no area.
        self.names_nothing = scan.grid.sheet.is_document or is_default_name(name)
        self.names_nothing |= bool(scan.grid.sheet.places) and names_a_card(name)
        self.from_sheet = ("", NO_AREA) if self.names_nothing else split_number(name)
        titles = {table.area.text for table in scan.action_tables if table.area is not None}
        # A lone title without a number above the only table is the title of the sheet or of the plan.
        self.titles_are_areas = (
            scan.grid.sheet.is_document
            or beside
            or len(titles) > 1
            or not several_sheets
            and any(
                table.area is not None and (table.area.wide or table.area.number)
                for table in scan.action_tables
            )
        )

    def name(self, table: ActionTable) -> tuple[str, str] | None:
        if Field.AREA in table.meanings.values():
            return None
        if table.area is not None and self.uses_title(table):
            return split_number(table.area.text)
        return self.from_sheet

    def uses_title(self, table: ActionTable) -> bool:
        if table.area is None or Field.AREA in table.meanings.values():
            return False
        inside = table.area.row > table.header_row  # a title between rows heads those below it
        return bool(table.area.number) or inside or self.titles_are_areas

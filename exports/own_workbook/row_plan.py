"""Which rows of a plan's own workbook go, and which are added where.

Owns: finding the table of each action, the rows of actions that left, and the blocks of new ones. Refuses:
touching the workbook.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from data_model.plan.action_content import ActionContent
from data_model.plan.workbook_layout import ActionPlace, WorkbookLayout


@dataclass(slots=True)
class Block:
    """Rows to be added after a row: actions of a table, or a new area with its title and headings. `start` is
    its first row once all rows have moved."""

    table: int
    actions: list[int]
    area: tuple[str, str] | None = None
    start: int = 0


@dataclass(slots=True)
class SheetRowChanges:
    """The rows of one sheet that go, and the blocks that are added after others. `emptied` are rows that stay
    for the action of a table beside, with the first and last column in which nothing is left."""

    removed: set[int] = field(default_factory=set)
    emptied: set[tuple[int, int, int]] = field(default_factory=set)
    blocks: dict[int, list[Block]] = field(default_factory=dict)


class RowPlan:
    """Works out all of it at once; `lost` says what that leaves behind, `elsewhere` holds actions of
    new areas in a workbook whose areas are sheets."""

    def __init__(
        self,
        sheets: Iterable[str],
        layout: WorkbookLayout,
        current: Mapping[int, ActionContent],
        refs: Mapping[int, str],
    ) -> None:
        self.layout, self.current, self.refs = layout, current, refs
        self.sheets: dict[str, SheetRowChanges] = {name: SheetRowChanges() for name in sheets}
        self.places: dict[int, int] = {
            place.action_id: at
            for at, place in enumerate(layout.actions)
            if place.action_id is not None and self.stays(place)
        }
        self._kept: dict[str, set[int]] = {}  # rows of actions that stay, by sheet
        for at in self.places.values():
            stays = layout.actions[at]
            self._kept.setdefault(layout.tables[stays.table].sheet, set()).update(stays.rows)
        self.elsewhere: list[int] = []
        self.lost: list[str] = []
        self._plan()

    def stays(self, place: ActionPlace) -> bool:
        """Tell whether an action's row stays: it is in the plan, and its area is still that of its table."""
        now = self.current.get(place.action_id) if place.action_id is not None else None
        if now is None:
            return False
        table = self.layout.tables[place.table]
        return table.area is None or _same_area(place.area, now) or self.table_for(now) == place.table

    def table_for(self, action: ActionContent) -> int | None:
        """Find the last table of an action's area, else one whose rows name their area themselves."""
        found = None
        for at, table in enumerate(self.layout.tables):
            if table.area is not None and _same_area(table.area, action):
                found = at
        if found is not None:
            return found
        return next((at for at, table in enumerate(self.layout.tables) if table.area is None), None)

    def take_out(self, sheet: str, rows: Iterable[int], span: tuple[int, int]) -> None:
        """Let rows go; one that holds an action that stays is emptied between two columns instead."""
        for row in rows:
            if row in self._kept.get(sheet, ()):
                self.sheets[sheet].emptied.add((row, *span))
            else:
                self.sheets[sheet].removed.add(row)

    def _plan(self) -> None:
        for place in self.layout.actions:
            if self.stays(place):
                continue
            table = self.layout.tables[place.table]
            self.take_out(table.sheet, place.rows, table.span)
            text = place.said.get("text", "")
            if place.action_id is None or place.action_id not in self.current:
                self.lost.append(f"Taken out, because the plan no longer has it: “{_short(text)}”.")
            else:
                self.lost.append(
                    f"{self.refs[place.action_id]} moved to another area; what stood beside its row in "
                    "columns that the dashboard does not know stayed behind."
                )
        new_areas: dict[tuple[str, str], Block] = {}
        for action_id, action in self.current.items():
            if action_id in self.places:
                continue
            at = self.table_for(action)
            if at is None:
                area = (action.area_number, action.area)
                titled = [place for place, table in enumerate(self.layout.tables) if table.title is not None]
                if not titled:
                    self.elsewhere.append(action_id)
                    continue
                at = titled[-1]
                if area in new_areas:
                    new_areas[area].actions.append(action_id)
                    continue
                block = new_areas[area] = Block(at, [action_id], area)
                self._blocks_after(at).append(block)
                continue
            blocks = self._blocks_after(at)
            same = next((block for block in blocks if block.table == at and block.area is None), None)
            if same is None:
                same = Block(at, [])
                blocks.insert(0, same)
            same.actions.append(action_id)

    def _blocks_after(self, at: int) -> list[Block]:
        table = self.layout.tables[at]
        return self.sheets[table.sheet].blocks.setdefault(table.last_row, [])

    def size(self, block: Block) -> int:
        """Count the rows that a block needs."""
        extra = 2 + self.layout.tables[block.table].header_rows if block.area is not None else 0
        return len(block.actions) + extra


def _same_area(area: tuple[str, str], action: ActionContent) -> bool:
    if area[0] or action.area_number:
        return area[0] == action.area_number
    return " ".join(area[1].split()).casefold() == " ".join(action.area.split()).casefold()


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 120 else folded[:119] + "…"

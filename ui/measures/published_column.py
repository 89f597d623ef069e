"""What is published of the measures of a list: a column of its own, beside their figures and never in them.

Owns: its heading, its words in a card and its cells in a table. Refuses: the figures and ranks, and colours
of better or worse: a published figure is of a year, and no rating.
"""

from collections.abc import Collection

from data_model.published.published_chip import PublishedChip
from ui.shell.plain_text import escape

_ENGLAND, _OWN = "England", "Published for us"
_NONE_EXISTS = "No national figure exists"


def chip_lines(chip: PublishedChip) -> str:
    """Write what is published of one measure as lines of Markdown, England and its year first."""
    if not chip.exists:
        return f":small[{_NONE_EXISTS}]"
    lines = [f"{_heading(chip.year)}: **{escape(chip.england)}**"]
    if chip.own:
        lines.append(f"{_OWN}: {escape(chip.own)}")
    if chip.rank:
        lines.append(f":gray-badge[{escape(chip.rank)}] {escape(chip.quarter)}")
    return "  \n".join(lines)


def chip_cells(chip: PublishedChip | None, every: Collection[PublishedChip]) -> dict[str, object]:
    """Return what is published of one measure as cells of a table; `every` is what the whole table has.

    Where all are of one year the heading says it, else each cell does. Nothing of any measure is no column.
    """
    if not every:
        return {}
    years = {each.year for each in every if each.year}
    heading = _heading(years.pop()) if len(years) == 1 else _ENGLAND
    if chip is None or not chip.exists:
        return {heading: "" if chip is None else _NONE_EXISTS, _OWN: ""}
    england = chip.england if heading != _ENGLAND else f"{chip.england} ({chip.year})"
    return {heading: england, _OWN: ", ".join(filter(None, (chip.own, chip.rank, chip.quarter)))}


def _heading(year: str) -> str:
    return f"{_ENGLAND} {escape(year)}"

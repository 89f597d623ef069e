"""England's figure and the neighbours' middle half on the picture of a control chart.

Owns: drawing the two in matplotlib's terms, and the words of whose figures they are. Refuses: which marks
there are (`published_lines`), limits, and all that the chart says.
"""

from typing import Any

from matplotlib.axes import Axes

from charts.measures.published_lines import PublishedMarks
from data_model.measures.measure_looks import COMMON
from data_model.published.comparison_text import about_text
from data_model.published.rows import PublishedComparison

_BAND = "#1D70B8"


def draw_published(axes: Axes, marks: PublishedMarks | None) -> dict[str, Any]:
    """Draw the marks across the plot and return what a legend shows of them, by name."""
    handles: dict[str, Any] = {}
    if marks is None:
        return handles
    if marks.band is not None:
        low, high = marks.band
        handles["Neighbours"] = axes.fill_between([0, 1], low, high, color=_BAND, alpha=0.14, linewidth=0)
    if marks.england is not None:
        line = axes.plot([0, 1], [marks.england] * 2, color=COMMON, linewidth=1.2, linestyle=":")
        handles["England"] = line[0]
    return handles


def published_note(marks: PublishedMarks | None, found: PublishedComparison | None) -> str:
    """Say of which year the marks are and whose figures; empty where nothing is drawn."""
    if marks is None or found is None:
        return ""
    parts = [f"England of {marks.year_text} is the dotted line"] if marks.england is not None else []
    if marks.band is not None:
        parts.append(f"the middle half of the statistical neighbours ({found.edition}) the blue band")
    said = ", ".join(parts)
    return f"{said[0].upper()}{said[1:]}. {about_text(found)}"

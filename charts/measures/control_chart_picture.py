"""A control chart as a PNG for documents and slides, drawn on the server without a browser.

Owns: the same marks and lines as the chart on screen, in matplotlib's terms. Refuses: the sentence that reads
the chart, which is the picture's alternative text; state that threads share (no pyplot, no settings); text
read as a formula.
"""

from collections.abc import Sequence
from io import BytesIO
from textwrap import fill, shorten
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse
from matplotlib.ticker import MaxNLocator

from charts.measures.control_chart_marks import (
    breaks,
    limit_spans,
    line_labels,
    middle,
    milestones_inside,
    packed,
    rooms,
    scale_of,
    share_of,
    state_of,
    target_steps,
    ticks,
    unit_of,
)
from charts.measures.control_chart_text import MARK_NAMES, note_of
from charts.measures.published_lines import published_marks
from charts.measures.published_picture import draw_published, published_note
from charts.measures.scale_room import with_room
from charts.measures.trajectory_line import draw_trajectory, values_of
from charts.parts.chart import NEUTRAL, OPEN
from charts.parts.picture_font import drawable, font
from data_model.measures.measure_assessment import MeasureAssessment
from data_model.measures.measure_looks import COMMON, TARGET, look_of
from data_model.measures.measure_text import name_of
from data_model.measures.measure_vocabulary import MONEY_UNITS, ReadingState, Unit
from data_model.measures.rows import MilestoneRow
from data_model.measures.trajectory import TrajectoryReading
from data_model.published.rows import PublishedComparison

WIDTH, HEIGHT, DPI = 6.3, 2.9, 200
_MARKS = {"circle": "o", "diamond": "D", "triangle-up": "^", "triangle-down": "v", "hexagon": "h"}
# A diamond spreads wide, a hexagon looks like a circle unless it is larger.
_LARGER = {"circle": -1.2, "hexagon": 2.0}
_GAPS = {ReadingState.SUPPRESSED: ("Suppressed", "s"), ReadingState.MISSING: ("Missing", "x")}
_TITLE, _TEXT, _NOTE = 9.5, 7.0, 6.5


class _Ink(NamedTuple):
    page: str
    text: str
    grid: str


_LIGHT, _DARK = _Ink("#FFFFFF", "#12161A", "#E3E7EB"), _Ink("#12161B", "#EDF1F4", "#2C343C")


def control_chart_png(
    assessment: MeasureAssessment,
    milestones: Sequence[MilestoneRow] = (),
    *,
    dark: bool = False,
    width: float = WIDTH,
    height: float = HEIGHT,
    dpi: int = DPI,
    published: PublishedComparison | None = None,
    trajectory: TrajectoryReading | None = None,
) -> bytes:
    """Draw the chart of an assessment as a PNG of a width and height in inches at so many dots an inch.

    The title is the measure's name, the note below says the settings. The same input gives the same bytes.
    Milestones are numbered from 1 in the order given; those outside the periods are left out. England and
    the neighbours' middle half of `published` are drawn as on screen, and the note says whose figures; so is
    the way of `trajectory`, as far as the figures go.
    """
    ink = _DARK if dark else _LIGHT
    figure = Figure(figsize=(width, height), dpi=dpi, facecolor=ink.page)
    canvas = FigureCanvasAgg(figure)
    _Picture(figure, assessment, ink, published, trajectory).draw(milestones)
    stream = BytesIO()
    # The program's name would change with each version of it. Matplotlib gives this method no types.
    canvas.print_png(stream, metadata={"Software": None})  # type: ignore[no-untyped-call]
    return stream.getvalue()


class _Room(NamedTuple):
    """Where the plot lies, in inches, and how high what stands over it is."""

    left: float
    width: float
    low: float
    top: float
    strip: float  # bottom of the strip of periods without a figure; 0 where there is none
    numbers: float  # height of the milestones' rows


class _Picture:
    """A figure being drawn: its own places are inches from lower left, those inside the plot are shares."""

    def __init__(
        self,
        figure: Figure,
        assessment: MeasureAssessment,
        ink: _Ink,
        published: PublishedComparison | None,
        trajectory: TrajectoryReading | None,
    ) -> None:
        self.figure, self.assessment, self.ink = figure, assessment, ink
        self.width, self.height = figure.get_size_inches()
        self.published, self.trajectory = published, trajectory
        self.compared = published_marks(assessment, published)
        beside = (*(self.compared.values if self.compared else ()), *values_of(assessment, trajectory))
        self.scale = with_room(scale_of(assessment), beside)
        points = assessment.chart.points
        self.gaps = [index for index, point in enumerate(points) if point.value is None]

    def draw(self, milestones: Sequence[MilestoneRow]) -> None:
        title = shorten(
            drawable(name_of(self.assessment.series)), self._characters(_TITLE, 0.6), placeholder="…"
        )
        self._say(0.1, self.height - 0.07, title, _TITLE, bold=True, va="top")
        note = self._note()
        if len(self.gaps) == len(self.assessment.chart.points):
            self._say(0.1, self.height / 2, "There are no figures to draw.", _TEXT)
            return
        labels = line_labels(self.assessment, 1, 0.1)
        left = 0.55
        width = self.width - left - (0.9 if labels else 0.15)
        numbered = self._numbered(milestones, width)
        reasons = self._reasons(width)
        legend_top = note + 0.05 + 0.14 * self._legend_rows()
        strip = legend_top + 0.3 if self.gaps else 0.0
        numbers = 0.17 * (max((row for *_, row in numbered), default=-1) + 1)
        over = numbers + 0.13 * (max((row for *_, row in reasons), default=-1) + 1)
        low = strip + 0.15 if strip else legend_top + 0.3
        room = _Room(left, width, low, self.height - 0.31 - over, strip, numbers)
        axes = self._axes(room.low, room.top - room.low, room)
        handles = {**draw_published(axes, self.compared), **self._lines(axes), **self._values(axes)}
        handles |= draw_trajectory(axes, self.assessment, self.trajectory)
        if strip:
            handles |= self._gap_marks(self._axes(strip, 0.13, room))
        self._scale_words(axes, room)
        self._over(axes, room, numbered, reasons)
        self._legend(handles, note + 0.03)

    def _axes(self, bottom: float, height: float, room: _Room) -> Axes:
        box = (room.left / self.width, bottom / self.height, room.width / self.width, height / self.height)
        axes = self.figure.add_axes(box, facecolor="none", xlim=(0, 1), xticks=[], yticks=[])
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(NEUTRAL)
        return axes

    def _say(self, x: float, y: float, words: str, size: float, *, bold: bool = False, **places: Any) -> None:
        style: dict[str, Any] = {"va": "center", "ha": "left", "color": self.ink.text, **places}
        self.figure.text(
            x / self.width,
            y / self.height,
            words,
            fontproperties=font(size, bold),
            parse_math=False,
            **style,
        )

    def _characters(self, size: float, share: float) -> int:
        """Return how many letters fit across the picture, a letter as wide as a share of its size."""
        return max(int((self.width - 0.2) / (size * share / 72)), 10)

    def _note(self) -> float:
        """Write the note at the foot and return the height at which it ends."""
        way = self.trajectory.sentence if self.trajectory and self.trajectory.way else ""
        parts = (note_of(self.assessment), published_note(self.compared, self.published), way)
        words = fill(drawable(" ".join(filter(None, parts))), self._characters(_NOTE, 0.53))
        self._say(0.1, 0.06, words, _NOTE, va="bottom", linespacing=1.2)
        return 0.06 + (words.count("\n") + 1) * _NOTE * 1.25 / 72

    def _numbered(self, milestones: Sequence[MilestoneRow], width: float) -> list[tuple[int, float, int]]:
        inside = milestones_inside(self.assessment, milestones)
        placed = sorted((share_of(self.assessment, moment), number) for number, moment, _ in inside)
        rows = packed([(share, share + 0.17 / width) for share, _ in placed])
        return [(number, share, row) for (share, number), row in zip(placed, rows, strict=True)]

    def _reasons(self, width: float) -> list[tuple[str, float, bool, int]]:
        found = []
        all_breaks = breaks(self.assessment)
        shares = [share_of(self.assessment, each.at) for each in all_breaks]
        letter = _TEXT * 0.56 / 72 / width
        for each, share, (is_left, room) in zip(all_breaks, shares, rooms(shares), strict=True):
            words = shorten(drawable(each.words), max(int(room / letter), 16), placeholder="…")
            wide = len(words) * letter
            found.append((words, share, is_left, (share - wide, share) if is_left else (share, share + wide)))
        rows = packed([extent for *_, extent in found])
        return [(*each[:3], row) for each, row in zip(found, rows, strict=True)]

    def _lines(self, axes: Axes) -> dict[str, Any]:
        assessment, scale, handles = self.assessment, self.scale, {}
        for span in limit_spans(assessment):
            start, end = share_of(assessment, span.start), share_of(assessment, span.end)
            lower, upper = span.limits.lower, span.limits.upper
            axes.fill_between(
                [start, end],
                max(lower, scale.low),
                min(upper, scale.high),
                color=NEUTRAL,
                alpha=0.12,
                linewidth=0,
            )
            handles["Mean"] = axes.plot([start, end], [span.limits.mean] * 2, color=NEUTRAL, linewidth=1)[0]
            for value in (lower, upper):
                if scale.low <= value <= scale.high:
                    line = axes.plot(
                        [start, end], [value] * 2, color=NEUTRAL, linewidth=1, linestyle=(0, (5, 3))
                    )
                    handles["Limits"] = line[0]
        for step in target_steps(assessment):
            ends_at = [share_of(assessment, step.start), share_of(assessment, step.end)]
            dashes = (0, (6, 2, 1, 2))
            line = axes.plot(ends_at, [step.value] * 2, color=TARGET, linewidth=1.3, linestyle=dashes)
            handles["Target"] = line[0]
        return handles

    def _middle(self, index: int) -> float:
        return share_of(self.assessment, middle(self.assessment.periods[index]))

    def _values(self, axes: Axes) -> dict[str, Any]:
        points = self.assessment.chart.points
        handles: dict[str, Any] = {}
        nothing = float("nan")
        values = [nothing if point.value is None else point.value for point in points]
        places = [self._middle(index) for index in range(len(points))]
        axes.plot(places, values, color=COMMON, linewidth=1.3)
        size = 5.5 if len(points) <= 40 else 3.5
        for index, (point, reading) in enumerate(zip(points, self.assessment.readings, strict=True)):
            if point.value is None:
                continue
            name, look = MARK_NAMES[point.variation], look_of(point)
            own = size + _LARGER.get(look.mark, 0.0)
            style: dict[str, Any] = {"marker": _MARKS[look.mark], "markersize": own, "color": look.colour}
            mark = axes.plot(
                places[index], point.value, linestyle="", markeredgewidth=0, clip_on=False, **style
            )
            handles[name] = mark[0]
            if reading and reading.restated_from:
                ring: dict[str, Any] = {
                    "marker": "o",
                    "markersize": size + 4,
                    "fillstyle": "none",
                    "color": COMMON,
                }
                handles["Restated"] = axes.plot(
                    places[index], point.value, linestyle="", clip_on=False, **ring
                )[0]
        return handles

    def _gap_marks(self, axes: Axes) -> dict[str, Any]:
        handles = {}
        axes.set_ylim(0, 1)
        for index in self.gaps:
            name, marker = _GAPS[state_of(self.assessment, index)]
            style: dict[str, Any] = {"marker": marker, "markersize": 4, "fillstyle": "none", "color": COMMON}
            handles[name] = axes.plot(self._middle(index), 0.5, linestyle="", clip_on=False, **style)[0]
        return handles

    def _scale_words(self, axes: Axes, room: _Room) -> None:
        scale, high = self.scale, room.top - room.low
        axes.set_ylim(scale.low, scale.high)
        unit = unit_of(self.assessment)
        prefix, suffix = "£" if unit in MONEY_UNITS else "", "%" if unit is Unit.PERCENT else ""

        def height(value: float) -> float:
            return room.low + (value - scale.low) / (scale.high - scale.low) * high

        for value in MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]).tick_values(scale.low, scale.high):
            if scale.low <= value <= scale.high:
                axes.axhline(value, color=self.ink.grid, linewidth=0.6, zorder=0)
                words = f"{prefix}{round(value, 9):,.10g}{suffix}"
                self._say(room.left - 0.06, height(value), words, _TEXT, ha="right")
        for label in line_labels(self.assessment, high, 0.12, self.scale):
            place = height(label.value) + label.raised
            self._say(room.left + room.width + 0.06, place, label.words, _TEXT)
        foot = room.strip or room.low
        for moment, first, second in ticks(self.assessment):
            x = room.left + share_of(self.assessment, moment) * room.width
            self._say(
                x, foot - 0.04, f"{first}\n{second}".strip(), _TEXT, ha="center", va="top", linespacing=1.1
            )
        if room.strip:
            self._say(room.left - 0.06, room.strip + 0.065, "no figure", _NOTE, ha="right")

    def _over(
        self,
        axes: Axes,
        room: _Room,
        numbered: Sequence[tuple[int, float, int]],
        reasons: Sequence[tuple[str, float, bool, int]],
    ) -> None:
        """Draw breaks and milestones: a line through the plot each, words and numbers above it."""
        high = room.top - room.low
        for words, share, is_left, row in reasons:
            place = room.numbers + 0.13 * row + 0.07
            reach = 1 + (place + 0.05) / high
            axes.axvline(share, ymax=reach, color=NEUTRAL, linewidth=1.2, clip_on=False)
            x = room.left + share * room.width + (-0.05 if is_left else 0.05)
            self._say(x, room.top + place, words, _TEXT, ha="right" if is_left else "left")
        for number, share, row in numbered:
            axes.axvline(share, color=NEUTRAL, linewidth=0.7, linestyle=":", zorder=0)
            x, y = room.left + share * room.width, room.top + 0.09 + 0.17 * row
            centre = (x / self.width, y / self.height)
            size = (0.15 / self.width, 0.15 / self.height)
            circle = Ellipse(centre, *size, transform=self.figure.transFigure, color=OPEN.fill, linewidth=0)
            self.figure.add_artist(circle)
            self._say(x, y - 0.004, str(number), _NOTE, bold=True, color=OPEN.text, ha="center", zorder=9)

    def _legend_rows(self) -> int:
        is_long = bool(self.gaps and limit_spans(self.assessment)) or self.compared or self.trajectory
        return 1 if self.width >= 6 and not is_long else 2

    def _legend(self, handles: dict[str, Any], bottom: float) -> None:
        columns = -(-len(handles) // self._legend_rows())
        self.figure.legend(
            list(handles.values()),
            list(handles),
            ncols=columns,
            loc="lower left",
            frameon=False,
            bbox_to_anchor=(0.1 / self.width, bottom / self.height),
            prop=font(_TEXT),
            labelcolor=self.ink.text,
            borderpad=0,
            borderaxespad=0,
            handlelength=2.2,
            handletextpad=0.4,
            columnspacing=1.2,
            labelspacing=0.25,
        )

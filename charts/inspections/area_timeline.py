"""An area visit by visit: the plan's ratings on each visit's last day, and what inspectors found, as one SVG.

Owns: the drawing, which holds days, signs and digits alone, so that no name can reach it, and which stands
on a white card, so that it reads alike in the light and in the dark. Each rating has its sign beside its
colour.
Refuses: scripts, fonts, outside addresses, and any count of its own.
"""

from collections.abc import Sequence

from charts.parts.plain_text import plain
from data_model.inspections.frameworks import STRENGTH, TO_IMPROVE
from data_model.inspections.rows import AreaAtVisit, AreaTimeline, RatedAtVisit, VisitKind
from data_model.plan.rows import StatusCount
from data_model.plan.status_looks import STATUS_LOOKS
from data_model.shared.sentence_text import short_day

SLOT, HEIGHT = 100, 206
_COLUMN, _TOP, _TALL = 58, 36, 96
_LEAST, _GAP = 15, 1  # the least height of a part, and the gap between two
_INK, _PALE, _EDGE, _CARD = "#0B0C0C", "#505A5F", "#8A9299", "#FFFFFF"
_KINDS = {
    VisitKind.INSPECTION: "inspection",
    VisitKind.FOCUSED_VISIT: "focused visit",
    VisitKind.MONITORING_VISIT: "monitoring",
}


def area_timeline_svg(timeline: AreaTimeline) -> str:
    """Draw one column a visit, the earliest first; give `area_timeline_text` as its alternative text.

    Above a column stand the findings that ask for better and the strengths, after "≠" on black where most
    actions were rated complete or on track; below it how many were, and how many measures got worse.
    """
    width = SLOT * len(timeline.visits)
    parts = [
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{HEIGHT - 1}" rx="4" fill="{_CARD}" '
        f'stroke="{_EDGE}"/>'
    ]
    for number, one in enumerate(timeline.visits):
        parts += _slot(one, SLOT * number + SLOT / 2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{HEIGHT}" '
        f'viewBox="0 0 {width} {HEIGHT}">{"".join(parts)}</svg>'
    )


def area_timeline_text(timeline: AreaTimeline) -> str:
    """Say what the picture shows, visit by visit; not escaped."""
    return f"{timeline.area}. {' '.join(one.at.sentence for one in timeline.visits)}"


def _slot(one: RatedAtVisit, middle: float) -> list[str]:
    at = one.at
    greens = f"{at.green} of {at.actions}" if at.actions else "no action"
    return [
        *_found(at, middle),
        *_column(one.statuses, middle),
        _text(middle, 150, greens, 14, weight="bold"),
        _text(middle, 167, f"↘ {at.worse} of {at.measures}" if at.measures else "", 12),
        _text(middle, 184, short_day(one.visit.ends_on), 12),
        _text(middle, 199, _KINDS[one.visit.kind], 11, _PALE),
    ]


def _found(at: AreaAtVisit, middle: float) -> list[str]:
    counts = ((TO_IMPROVE.sign, at.asks), (STRENGTH.sign, at.strengths))
    said = [f"{sign} {count}" for sign, count in counts if count]
    if not said:
        return [_text(middle, 22, "–", 14, _PALE)]
    words = " ".join(["≠", *said] if at.disagrees else said)
    fill, ink = (_INK, _CARD) if at.disagrees else (_CARD, _INK)
    return [
        f'<rect x="{middle - 47:.1f}" y="7" width="94" height="22" rx="11" fill="{fill}" stroke="{_EDGE}"/>',
        _text(middle, 23, words, 14, ink, weight="bold"),
    ]


def _column(statuses: Sequence[StatusCount], middle: float) -> list[str]:
    """Draw ratings above one another, the first at the foot: what is complete grows from the ground."""
    held = [one for one in statuses if one.count]
    left, foot = middle - _COLUMN / 2, float(_TOP + _TALL)
    if not held:
        return [
            f'<rect x="{left:.1f}" y="{_TOP}" width="{_COLUMN}" height="{_TALL}" fill="none" '
            f'stroke="{_EDGE}" stroke-dasharray="4 3"/>'
        ]
    room = _TALL - (_LEAST + _GAP) * len(held) + _GAP
    every = sum(one.count for one in held)
    parts = []
    for one in held:
        look, tall = STATUS_LOOKS[one.status], _LEAST + room * one.count / every
        foot -= tall
        parts.append(
            f'<rect x="{left:.1f}" y="{foot:.1f}" width="{_COLUMN}" height="{tall:.1f}" rx="2" '
            f'fill="{look.fill}" stroke="{_EDGE}" stroke-width="0.5"/>'
        )
        parts.append(_text(middle, foot + tall / 2 + 4.5, f"{look.symbol} {one.count}", 12, look.text))
        foot -= _GAP
    return parts


def _text(x: float, y: float, words: str, size: int, ink: str = _INK, *, weight: str = "normal") -> str:
    if not words:
        return ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-family="sans-serif" font-size="{size}" '
        f'font-weight="{weight}" fill="{ink}">{plain(words)}</text>'
    )

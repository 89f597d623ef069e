"""Where a pack comes from, in sentences: who made it, as at which day, frozen when, from which files.

Owns: those sentences. Refuses: anything that the view does not hold.
"""

from zoneinfo import ZoneInfo

from data_model.board.rows import BoardView
from data_model.shared.sentence_text import short_day
from exports.pack.pack_choices import DETAILS, PackChoices
from exports.pack.pack_published import published_sources

_LONDON = ZoneInfo("Europe/London")


def about_lines(view: BoardView, choices: PackChoices) -> list[str]:
    """Return the sentences, the most important first; times are those of London."""
    settings, meeting, lines = view.settings, view.meeting, []
    lines.append(f"Plan: {view.plan.name}, as at {short_day(view.moment.as_at)}.")
    if meeting is not None:
        lines.append(f"Meeting: {meeting.board} on {short_day(meeting.held_on)}.")
        if meeting.frozen_at is not None:
            at = meeting.frozen_at.astimezone(_LONDON)
            by = f" by {meeting.frozen_by}" if meeting.frozen_by else ""
            lines.append(
                f"Frozen on {short_day(at.date())} at {at:%H:%M}{by}: "
                "what is recorded later does not change it."
            )
        else:
            lines.append("Not frozen yet: what is recorded later may change these figures.")
    else:
        lines.append("Made outside a meeting: what is recorded later may change these figures.")
    if view.changed is not None:
        earlier = view.changed.earlier
        named = f"{earlier.words}, " if earlier.words else ""
        lines.append(f"Movement is counted from {named}as at {short_day(earlier.as_at)}.")
    else:
        lines.append("There was no earlier meeting to count movement from.")
    lines.append(f"Choice: {DETAILS[choices.detail][0].lower()}{DETAILS[choices.detail][1:]}.")
    if view.series:
        lines.append(
            f"Control charts: a trend is {settings.trend_length} points, a run {settings.run_length}; limits "
            f"are {'screened' if settings.screening else 'not screened'}; "
            "a period without a figure is no point."
        )
    lines.append("Overdue and due soon count deadlines of actions that are not complete or paused.")
    lines += [f"Source: {source}." for source in view.sources] or ["No file was loaded into this plan."]
    lines += [f"Published figures: {source}" for source in published_sources(view)]
    lines.append("Made by the improvement plan dashboard from what was recorded in it.")
    return lines

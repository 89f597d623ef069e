"""Where an inspection or visit stands on a day, in words: to come, under way, published, the action plan due.

Owns: those words, in plain text, and which visits a board has not seen yet. Refuses: what it found.
"""

from collections.abc import Iterable
from datetime import date

from data_model.inspections.plan_due_date import PLAN_DUE_WORKING_DAYS
from data_model.inspections.rows import VisitRow
from data_model.shared.days.working_days import LAST_KNOWN
from data_model.shared.sentence_text import counted, short_day


def published_text(visit: VisitRow, as_at: date) -> str:
    """Say whether what the inspectors found is published; of a visit to come, when it begins."""
    if visit.published_on is not None:
        # A day of publication can be announced before it comes.
        words = "published" if visit.published_on <= as_at else "to be published"
        return f"{words} {short_day(visit.published_on)}"
    if not visit.will_be_published:
        rest = "will not be published"
    else:
        rest = "not yet published" if visit.ends_on < as_at else ""
    if visit.starts_on > as_at:
        when = f"in {counted((visit.starts_on - as_at).days, 'day')}"
    else:
        when = "under way" if visit.ends_on >= as_at else ""
    return ", ".join(filter(None, (when, rest)))


def plan_due_text(visit: VisitRow, as_at: date) -> str:
    """Say by when the action plan is due; nothing where none is asked for or the report is not published."""
    if visit.plan_due is None:
        return ""
    left = (visit.plan_due - as_at).days
    away = f"in {counted(left, 'day')}" if left > 0 else "today" if not left else "that day has passed"
    said = (
        f"Action plan due by {short_day(visit.plan_due)}, {PLAN_DUE_WORKING_DAYS} working days after "
        f"publication ({away})."
    )
    if not visit.plan_due_known:
        said += f" Bank holidays are known to {short_day(LAST_KNOWN)} only, so it may fall later."
    return said


def visits_since(visits: Iterable[VisitRow], since: date | None, as_at: date) -> list[VisitRow]:
    """List the visits of which something is new since a day, and the newest of those before; newest first.

    New is what ended, goes on or was published after `since`; without it the newest visit alone is listed.
    Those that begin after `as_at` are left out.
    """
    begun = [one for one in visits if one.starts_on <= as_at]
    begun.sort(key=lambda one: (one.starts_on, one.id), reverse=True)
    new = [one for one in begun if since is not None and _is_new(one, since, as_at)]
    newest_before = [one for one in begun if one not in new][:1]
    return [one for one in begun if one in new or one in newest_before]


def _is_new(visit: VisitRow, since: date, as_at: date) -> bool:
    return visit.ends_on > since or (visit.published_on is not None and since < visit.published_on <= as_at)

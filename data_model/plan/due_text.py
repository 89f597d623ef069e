"""What is said of the due date that is in force: the one way on pages, in documents, calendars and mails.

Owns: those words, in plain text, and which words of the plan stand behind the date. Refuses: understanding
what a plan writes (`due_dates`), how many days it is over, and what it was before.
"""

from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.due_dates import DueKind, Precision
from data_model.plan.rows import ActionRow
from data_model.shared.sentence_text import short_day


def due_text(row: ActionRow) -> str:
    """Say when an action is due: as a day, else in the words that are in force; nothing without either.

    Words that allow several days, such as "End Feb 27", stand as they are. A review or something recurring is
    named as that.
    """
    if row.due_date is None or row.due_precision != Precision.DAY:
        return due_as_written(row)
    day = short_day(row.due_date)
    return day if row.due_kind == DueKind.DEADLINE else f"{day} ({row.due_kind})"


def due_as_written(row: ActionRow) -> str:
    """Return the words of the due date in force: those of the revised date unless they set none.

    A plan may write "TBC" as a revised date and so leave the first one in force.
    """
    revised = row.revised_due_text.strip()
    sets_it = row.due_date is None or understand_due_date(revised).date == row.due_date
    return " ".join((revised if revised and sets_it else row.due_text).split())

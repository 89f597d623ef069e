"""What is said of a plan's linked measures in a line, and the state on which that depends beside the plan.

Owns: small answers that can be kept: they hold words, not every council's figures. Refuses: the words
(`published_chip`, `published_line`).
"""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_model.measures.queries.measures import list_measures
from data_model.published.measure_suggestions import is_not_published
from data_model.published.published_chip import NONE_EXISTS, PublishedChip, published_chip
from data_model.published.published_line import published_lines
from data_model.published.queries.published_comparisons import list_published_comparisons
from data_model.published.rows import PublishedLine, StandingRow
from data_model.published.standing import standings
from data_model.published.tables import PublishedReleaseVersion


def get_published_state(session: Session) -> str:
    """Name the present state of all releases: another one after any is loaded, corrected or removed.

    Links and whose plan it is are of the plan, whose version they raise.
    """
    newest, count = session.execute(
        select(func.max(PublishedReleaseVersion.id), func.count(PublishedReleaseVersion.id))
    ).one()
    return f"{newest or 0} {count}"


def list_published_chips(
    session: Session, plan_id: int, as_at: date, _state: str = ""
) -> dict[int, PublishedChip]:
    """Return what a list says of each measure that compares with something or that nobody publishes, by id.

    An answer may be kept as long as the plan and `_state`, of `get_published_state`, stay as they are.
    """
    found = list_published_comparisons(session, plan_id, as_at)
    chips: dict[int, PublishedChip] = {}
    for row in list_measures(session, plan_id, as_at, retired=True):
        compared = found.get(row.id)
        if compared is not None:
            if (chip := published_chip(compared, row.definition.polarity)) is not None:
                chips[row.id] = chip
        elif is_not_published(row.name):
            chips[row.id] = NONE_EXISTS
    return chips


def list_published_lines(
    session: Session, plan_id: int, as_at: date, _state: str = ""
) -> tuple[PublishedLine, ...]:
    """Return the line of each measure that compares with something or that nobody publishes; see chips."""
    found = list_published_comparisons(session, plan_id, as_at)
    return published_lines(list_measures(session, plan_id, as_at), found)


def list_standings(session: Session, plan_id: int, as_at: date) -> list[StandingRow]:
    """Return where the council stands in what is published of each measure; of those without a line none."""
    found = list_published_comparisons(session, plan_id, as_at)
    return standings(list_measures(session, plan_id, as_at), found)

"""Loading the demo plan through the real loader, edition by edition.

Owns: playing the person who imports it. Refuses: any way into the tables but the loader's.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session, sessionmaker

from data_model.changes.plans import DEMONSTRATION, create_plan
from data_model.permissions import Actor, Role
from data_model.queries.plans import get_plan
from demo.plan_content import DEMO_PLAN_NAME
from demo.since_then import tell_what_followed
from demo.workbook import DemoEdition, demo_editions
from loaders.plan_import import apply_plan, check_plan, read_plan_file

SEEDING_ACTOR = Actor(DEMONSTRATION, Role.PROGRAMME_OFFICE, through="demonstration")


def seed_demo(
    write_sessions: sessionmaker[Session],
    today: date,
    *,
    recorded_at: datetime,
    on_progress: Callable[[str, float], None] | None = None,
) -> int:
    """Load every edition of the demo plan, in one transaction, and return the plan's id.

    Dates lie around `today`; `recorded_at` is when it is loaded.
    """
    editions = demo_editions(today)
    with write_sessions.begin() as session:
        plan_id = create_plan(session, DEMO_PLAN_NAME, True, actor=SEEDING_ACTOR, recorded_at=recorded_at)
        for number, edition in enumerate(editions):
            if on_progress is not None:
                on_progress(f"Loading the demo plan as at {edition.as_at:%d/%m/%Y}", number / len(editions))
            _load(session, plan_id, edition, recorded_at)
        tell_what_followed(session, plan_id, today, actor=SEEDING_ACTOR, recorded_at=recorded_at)
    return plan_id


def _load(session: Session, plan_id: int, edition: DemoEdition, recorded_at: datetime) -> None:
    """Import one edition, answering that a reworded action is still the same action."""
    plan = get_plan(session, plan_id)
    file = read_plan_file(edition.file_name, edition.content)
    check = partial(check_plan, session, plan, file, edition.as_at)
    report = check()
    if report.comparison.unanswered:
        report = check(answers={match.key: True for match in report.comparison.close})
    apply_plan(session, report, actor=SEEDING_ACTOR, recorded_at=recorded_at)

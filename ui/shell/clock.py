"""The one place where the dashboard reads the clock.

Owns: today's date and the moment a change is recorded. Refuses: any other date; rules, queries and charts
take theirs as arguments.
"""

import os
from datetime import UTC, date, datetime


def today() -> date:
    """Return this computer's day, or the day that DASHBOARD_TODAY (2022-12-12) names, for demonstrations.

    Raises ValueError when DASHBOARD_TODAY is set to something that is no date.
    """
    given = os.environ.get("DASHBOARD_TODAY", "").strip()
    return date.fromisoformat(given) if given else datetime.now().astimezone().date()


def now() -> datetime:
    """Return the present moment in UTC, for the history; DASHBOARD_TODAY does not change it."""
    return datetime.now(UTC)

"""Who makes a change and when, as every write takes it.

Owns: saying both from the page's own actor and clock. Refuses: asking what they may do; writes do.
"""

from datetime import date, datetime
from typing import TypedDict

from data_model.shared.permissions import Actor
from ui.shell.access import current_actor
from ui.shell.clock import now


class Signature(TypedDict):
    """The arguments of a write that say who makes a change and when it is recorded (UTC)."""

    actor: Actor
    recorded_at: datetime


class DatedSignature(Signature):
    """A signature with the day from which the change holds."""

    as_at: date


def by() -> Signature:
    """Say who makes a change, and that they make it now. Raises NotPermitted for somebody shown no data."""
    return {"actor": current_actor(), "recorded_at": now()}


def by_as_at(as_at: date) -> DatedSignature:
    """Say who makes a change that holds from a day. Raises NotPermitted for somebody shown no data."""
    return {"as_at": as_at, **by()}

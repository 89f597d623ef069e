"""Who is using the dashboard.

Owns: the one answer to that question. Refuses: what they may do; every write checks that itself.
"""

from data_model.permissions import Actor, Role

ON_A_LAPTOP = Actor(name="This laptop", role=Role.PROGRAMME_OFFICE, through="page")


def current_actor() -> Actor:
    """Return who makes a change from a page; on one's own computer that is the programme office."""
    return ON_A_LAPTOP

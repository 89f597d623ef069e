"""The role that posts propose."""

import pytest

from data_model.access.proposed_roles import propose_role
from data_model.shared.permissions import Role


@pytest.mark.parametrize(
    ("posts", "role"),
    [
        ((), Role.HEAD_OF_SERVICE),
        (("",), Role.HEAD_OF_SERVICE),
        (("Head of Service – Safeguarding",), Role.HEAD_OF_SERVICE),
        (("Programme Manager",), Role.PROGRAMME_OFFICE),
        (("Improvement Lead",), Role.PROGRAMME_OFFICE),
        (("Independent Chair",), Role.BOARD_MEMBER),
        (("Lead Member for Children", "Cabinet Member"), Role.BOARD_MEMBER),
        # Whoever also answers for a service has to update it.
        (("Independent Chair", "Head of Service"), Role.HEAD_OF_SERVICE),
        (("Improvement Lead", "Head of Service"), Role.HEAD_OF_SERVICE),
        (("Head of Service Improvement",), Role.HEAD_OF_SERVICE),
    ],
)
def test_posts_propose_a_role(posts: tuple[str, ...], role: Role) -> None:
    assert propose_role(posts) is role

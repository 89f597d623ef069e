"""Which role is proposed for somebody by the posts they hold; a person decides.

Owns: the words of posts. Refuses: granting anything.
"""

import re
from collections.abc import Iterable

from data_model.shared.permissions import Role

_OFFICE = re.compile(r"\b(programme|project|pmo|improvement (?:manager|lead|officer)|transformation)\b", re.I)
_BOARD = re.compile(
    r"\b(chair|councillor|cllr|cabinet member|lead member|elected member|independent|commissioner"
    r"|chief executive|non-executive|inspector)\b",
    re.I,
)


def propose_role(posts: Iterable[str]) -> Role:
    """Return the role that somebody with these posts most likely needs; a head of service where none tells.

    Whoever a plan names answers for actions, and so updates them. The programme office is proposed only where
    every post of theirs is one of it.
    """
    held = [post for post in posts if post.strip()]
    if held and all(_OFFICE.search(post) for post in held):
        return Role.PROGRAMME_OFFICE
    if held and all(_BOARD.search(post) for post in held):
        return Role.BOARD_MEMBER
    return Role.HEAD_OF_SERVICE

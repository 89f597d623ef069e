"""Parts of a long list, for queries that name each of its members.

Owns: how many fit into one query. Refuses: queries. (`itertools.batched` needs Python 3.12.)
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

AT_ONCE = 2000  # ids in one query; both databases take ten times as many


def chunks(members: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """Return the members in their order, in parts of `size` of which the last may be shorter."""
    for start in range(0, len(members), size):
        yield members[start : start + size]

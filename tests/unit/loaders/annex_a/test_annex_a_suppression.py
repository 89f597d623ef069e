"""Nothing that is withheld can be had from what is written, even by somebody who knows the rule."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.annex_a.annex_a_suppression import FEWEST, Cell, is_large, teams_written


def parts_of(total: int, count: int) -> Iterator[tuple[int, ...]]:
    """Part a number into so many others, of nought or more, in every way."""
    if count == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in parts_of(total - first, count - 1):
            yield (first, *rest)


@pytest.mark.parametrize(
    ("teams", "wholes", "nobodys"),
    [
        (2, [(whole,) for whole in range(5, 26)], True),
        (3, [(whole,) for whole in range(5, 22)], True),
        (4, [(whole,) for whole in range(5, 17)], True),
        (3, [(whole,) for whole in range(5, 26)], False),
        (2, [(met, late) for met in range(5, 10) for late in range(met, 11)], True),
        (3, [(5, 5), (5, 7), (6, 8)], False),
    ],
    ids=str,
)
def test_whoever_knows_the_rule_cannot_tell_a_withheld_count(
    teams: int, wholes: list[Cell], nobodys: bool
) -> None:
    # Every table there may be is sorted by what is written of it. Where all tables of one look agree on a
    # count that is withheld, somebody who knows the rule knows the count.
    count = teams + nobodys
    for whole in wholes:
        looks: dict[tuple[Cell | None, ...], dict[tuple[int, int], set[int]]] = {}
        for parts in product(*(list(parts_of(total, count)) for total in whole)):
            cells = list(zip(*parts, strict=True))
            named = {str(number): cell for number, cell in enumerate(cells[:teams])}
            written = teams_written(whole, named)
            assert written is not None
            look = tuple(cell if name in written else None for name, cell in named.items())
            found = looks.setdefault(look, defaultdict(set))
            for place, cell in enumerate(cells):
                for part, number in enumerate(cell):
                    found[place, part].add(number)
        for look, found in looks.items():
            for (place, part), of_part in found.items():
                is_team = place < teams
                if len(of_part) > 1 or (is_team and look[place] is not None):
                    continue
                assert not is_team, (whole, look, place, part)
                assert not 0 < min(of_part) < FEWEST, (whole, look, place, part)


numbers = st.one_of(st.integers(0, 12), st.integers(0, 400))


@st.composite
def tables(draw: st.DrawFn) -> tuple[Cell, dict[str, Cell]]:
    parts = draw(st.integers(1, 2))
    cell = st.tuples(*[numbers] * parts)
    teams = draw(st.lists(cell, max_size=9))
    nobodys = draw(st.one_of(st.just((0,) * parts), cell))
    whole = tuple(sum(each) for each in zip(nobodys, *teams, strict=True))
    return whole, {f"Team {number}": team for number, team in enumerate(teams)}


@settings(max_examples=150, deadline=None)
@given(tables())
def test_no_withheld_count_is_the_whole_less_the_others(table: tuple[Cell, dict[str, Cell]]) -> None:
    whole, teams = table
    written = teams_written(whole, teams)
    if written is None:
        assert not is_large(whole)
        # Nothing of the month is written, the teams as little as the whole.
        return
    assert is_large(whole)
    assert all(is_large(teams[name]) for name in written)
    withheld = [cell for name, cell in teams.items() if name not in written]
    rest = tuple(part - sum(teams[name][at] for name in written) for at, part in enumerate(whole))
    nobodys = tuple(part - sum(cell[at] for cell in withheld) for at, part in enumerate(rest))
    groups = [cell for cell in (*withheld, nobodys) if any(cell)]
    if withheld:
        # Two groups or more share what is left, and each of them may have had none of it or all; or no team
        # is written, and any team may have had some of the whole.
        assert len(groups) > 1 or not written
        assert is_large(rest)
    elif any(nobodys):
        assert is_large(nobodys)


@settings(max_examples=80, deadline=None)
@given(tables())
def test_nothing_is_withheld_where_nothing_is_small(table: tuple[Cell, dict[str, Cell]]) -> None:
    whole, teams = table
    nobodys = tuple(part - sum(cell[at] for cell in teams.values()) for at, part in enumerate(whole))
    cells = [*teams.values(), *([nobodys] if any(nobodys) else [])]
    if all(is_large(cell) for cell in cells) and is_large(whole):
        assert teams_written(whole, teams) == frozenset(teams)


@pytest.mark.parametrize(
    ("whole", "teams", "written"),
    [
        ((20,), {"A": (20,)}, {"A"}),
        ((4,), {"A": (4,)}, None),
        ((0,), {}, None),
        # 30 less 16 and 10 would be 4, so that the next smallest is withheld with it.
        ((30,), {"A": (16,), "B": (10,), "C": (4,)}, {"A"}),
        # 1 and 2 would be at most two ways of 3.
        ((33,), {"A": (20,), "B": (10,), "C": (1,), "D": (2,)}, {"A"}),
        # Four and four are the most that two small ones make.
        ((38,), {"A": (20,), "B": (10,), "C": (4,), "D": (4,)}, {"A"}),
        # Three of nobody's team would be had in the same way.
        ((33,), {"A": (20,), "B": (10,)}, {"A"}),
        # A team of nobody hides nothing.
        ((30,), {"A": (16,), "B": (10,), "C": (4,), "D": (0,)}, {"A"}),
        # The smallest two are of one size: which of them stands beside the small one is not told.
        ((44,), {"A": (20,), "B": (10,), "C": (10,), "D": (4,)}, {"A"}),
        # All were in time but three: the share would tell of the three.
        ((20, 3), {"A": (20, 3)}, None),
        ((40, 20), {"A": (30, 8), "B": (10, 12)}, {"A", "B"}),
        # 2 late ones of B, and with them all of A.
        ((40, 20), {"A": (30, 18), "B": (10, 2)}, set()),
    ],
    # A set has no order of its own, and every worker has to name the tests alike.
    ids=lambda each: " and ".join(sorted(each)) if isinstance(each, set) else str(each),
)
def test_teams_that_are_written(whole: Cell, teams: dict[str, Cell], written: set[str] | None) -> None:
    assert teams_written(whole, teams) == written

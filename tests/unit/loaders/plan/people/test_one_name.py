"""A name with several posts is read as one person, and named where it may be two."""

import pytest

from data_model.plan.action_content import NamedPerson
from data_model.shared.name_key import name_key
from loaders.plan import plan_issues as kinds
from loaders.plan.plausibility import find_doubts
from tests.integration.cast import stated

IN_TWO_WAYS = (
    "Head of Service - Strategy and Improvement",
    "Head of Service – Strategy and Improvement",
)
SHORTENED = (
    "Head of Service – Children in Care, Care Leavers and Regulated Services",
    "Head of Service – CiC, Care leavers and Regulated Services",
)


@pytest.mark.parametrize(
    ("name", "posts", "is_named"),
    [
        ("J. Example", ("Team Manager, Duty", "Team Manager, Fostering"), True),
        ("Example", ("Team Manager", "Chief Nurse"), True),
        ("Jo Example", ("Team Manager", "Chief Nurse"), True),
        ("Jo Example", ("Head of Service – Duty", "Head of Service – Fostering"), True),
        ("Jo Example", ("Head of Service", "Head of Service – Fostering"), False),
        ("Jo Example", IN_TWO_WAYS, False),
        ("J. Example", IN_TWO_WAYS, False),
        ("Jo Example", SHORTENED, False),
        ("Jo Example", ("", "Chief Nurse"), False),
        ("", ("Team Manager", "Chief Nurse"), False),
    ],
)
def test_a_name_whose_posts_may_be_two_peoples_is_named_once(
    name: str, posts: tuple[str, ...], is_named: bool
) -> None:
    actions = [
        stated(f"Action {number}", people=(NamedPerson(name, name_key(name), post),), cell=f"C{number}")
        for number, post in enumerate((*posts, *posts), 1)
    ]
    found = [one for one in find_doubts(actions) if one.type is kinds.ONE_NAME_SEVERAL_POSTS]
    assert [(one.seen, one.cell) for one in found] == (
        [(f"“{name}”: “{posts[0]}” and “{posts[1]}”", "C2")] if is_named else []
    )

"""A meeting keeps a challenge whoever made it: every role of today can be frozen and read back."""

from datetime import UTC, datetime

import pytest

from data_model.board.frozen import form_2
from data_model.plan.rows_updates import ChallengeRow, CommentKind, CommentRow
from data_model.shared.permissions import Role


@pytest.mark.parametrize("role", Role)
def test_a_challenge_of_every_role_is_read_back_as_it_was_frozen(role: Role) -> None:
    comment = CommentRow(
        id=1,
        action_id=2,
        kind=CommentKind.CHALLENGE,
        text="How do you know?",
        answers_id=None,
        recorded_at=datetime(2025, 3, 3, 9, 30, tzinfo=UTC),
        recorded_by="Fin Aldous",
        role=role,
        is_open=True,
    )
    challenge = ChallengeRow(comment=comment, ref="1.01", action_text="Publish the guide")
    assert form_2.CHALLENGE.read(form_2.CHALLENGE.write(challenge)) == challenge

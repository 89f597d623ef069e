"""How long a sign-in holds, and which account a member is."""

from datetime import UTC, datetime, timedelta

import pytest

from data_model.access.sign_in_rules import (
    Over,
    SignInTimes,
    is_account,
    read_limits,
    read_token,
    why_over,
)

BEGAN = datetime(2025, 3, 3, 8, 0, tzinfo=UTC)
LIMITS = read_limits({})


def times(seen_after: float, ended: bool = False) -> SignInTimes:
    return SignInTimes(BEGAN, BEGAN + timedelta(minutes=seen_after), BEGAN if ended else None)


@pytest.mark.parametrize(
    ("seen_after", "minutes", "ended", "expected"),
    [
        (0, 60, False, None),
        (0, 61, False, Over.IDLE),
        (700, 720, False, None),
        (719, 721, False, Over.TOO_OLD),
        (0, 1, True, Over.ENDED),
    ],
)
def test_a_sign_in_holds_for_12_hours_and_an_hour_without_a_press(
    seen_after: float, minutes: float, ended: bool, expected: Over | None
) -> None:
    assert why_over(times(seen_after, ended), BEGAN + timedelta(minutes=minutes), LIMITS) is expected


def test_the_limits_are_settings() -> None:
    limits = read_limits({"DASHBOARD_SIGN_IN_HOURS": " 8 ", "DASHBOARD_IDLE_MINUTES": "15"})
    assert limits == (timedelta(hours=8), timedelta(minutes=15))
    for wrong in ("0", "-1", "1.5", "long", "100000"):
        with pytest.raises(ValueError, match="DASHBOARD_IDLE_MINUTES has to be a whole number"):
            read_limits({"DASHBOARD_IDLE_MINUTES": wrong})


def test_each_sign_in_of_one_account_is_known_by_itself() -> None:
    claims = {"iss": "https://id.example.org", "sub": "7", "email": "a@example.org", "nonce": "x", "iat": 1}
    first, again, other = (read_token(each) for each in (claims, dict(claims), {**claims, "nonce": "y"}))
    assert (first, first.key == again.key, first.key == other.key) == (again, True, False)
    assert first.issued_at == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    assert read_token({}).issued_at is None
    assert is_account(first, "", "")
    assert is_account(first, "https://id.example.org", "7")
    assert not is_account(first, "https://elsewhere.example", "7")
    assert not is_account(first, "https://id.example.org", "8")

"""How long a sign-in holds, and which account a member is."""

from datetime import UTC, datetime, timedelta

import pytest

from data_model.access.sign_in_rules import (
    Over,
    SignInTimes,
    is_account,
    read_limits,
    read_token,
    says_unverified,
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


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (1_700_000_000, datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ("1700000000", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        # A number of seconds may have a fraction (RFC 7519).
        (1_700_000_000.5, datetime(2023, 11, 14, 22, 13, 20, 500_000, tzinfo=UTC)),
        (-5, datetime(1969, 12, 31, 23, 59, 55, tzinfo=UTC)),
        *((odd, None) for odd in (None, "", "²", "soon", [1], 10**20, "9" * 5_000, float("nan"))),
    ],
)
def test_a_sign_in_was_issued_when_the_provider_says_if_it_says_a_moment(
    said: object, expected: datetime | None
) -> None:
    assert read_token({"sub": "7", "iat": said}).issued_at == expected


def test_claims_that_are_no_texts_or_that_no_database_holds_are_none() -> None:
    odd = (["a@example.org"], {"a": 1}, True, "a\x00b", "a\ud800b")
    for claim in odd:
        token = read_token({"iss": claim, "sub": claim, "email": claim})
        assert (token.issuer, token.subject, token.email) == ("", "", "")
    # They are told apart all the same.
    assert len({read_token({"sub": claim}).key for claim in odd}) == len(odd)
    assert read_token({"sub": 7}).subject == "7"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        *((yes, False) for yes in (True, "true", "True", 1, "1", None)),
        *((no, True) for no in (False, "false", "False", " FALSE ", 0, "0", "no", "", [], [True], "unknown")),
    ],
)
def test_an_address_is_believed_unless_the_provider_says_that_it_is_not_verified(
    said: object, expected: bool
) -> None:
    assert says_unverified({"email_verified": said}) is expected
    assert not says_unverified({})

"""E-mail addresses as people are recognised by."""

import pytest

from data_model.shared.email_address import NotAnAddress, fold_email


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Hal.Pickering@Example.ORG", "hal.pickering@example.org"),
        ("  o'hara+plan@council.example.org\n", "o'hara+plan@council.example.org"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_an_address_is_folded(written: str, folded: str) -> None:
    assert fold_email(written) == folded


@pytest.mark.parametrize(
    "written",
    [
        "hal",
        "hal@",
        "@example.org",
        "hal@example",
        "a@b@example.org",
        "hal pickering@example.org",
        "hal@example.org\nBcc: ivy@example.org",
        "hal@example.org,ivy@example.org",
        "Hal <hal@example.org>",
        "hal@example.org;",
        "a" * 250 + "@example.org",
        "hal@example.",
        "\u202ehal@example.org",
    ],
)
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(NotAnAddress, match="not an e-mail address"):
        fold_email(written)


@pytest.mark.parametrize(
    "written",
    [
        "h\u0430l@example.org",  # a Cyrillic letter
        "\u0445\u0430\u043b@example.org",  # all of them
        "hal@ex\u03b1mple.org",  # a Greek one
        "\u212aim@example.org",  # the Kelvin sign, whose small letter is k
        "\uff48al@example.org",  # a broad letter
        "hal@examp\u0131\u0301e.org",  # a mark of its own
        "adm\u0131n@example.org",  # Latin letters that look like others: i without its dot
        "h\u0251l@example.org",  # and those of phonetics
        "\u0261race@example.org",
        "h\u1d00l@example.org",
        "\u0130vy@example.org",  # whose small letter is i and a mark
    ],
)
def test_letters_that_look_like_others_are_refused(written: str) -> None:
    with pytest.raises(NotAnAddress, match="look like others"):
        fold_email(written)


def test_latin_letters_with_their_marks_are_letters() -> None:
    assert fold_email("Zo\u00eb@Example.org") == "zo\u00eb@example.org"

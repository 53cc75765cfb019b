import pytest

from taxes.registration import registration_warning


@pytest.mark.parametrize(
    "number",
    [
        "",
        "123456782 RT0001",
        "123456782RT0001",
        "12345 6782 rt 0001",
        "1234567890 TQ0001",
        "1234567890tq0001",
    ],
)
def test_a_good_number_is_not_warned_about(number: str) -> None:
    assert registration_warning(number) == ""


def test_a_wrong_check_digit_is_said() -> None:
    assert registration_warning("123456789 RT0001") == (
        "The registration number 123456789 RT0001 has a wrong check digit: compare it"
        " with your registration."
    )


@pytest.mark.parametrize(
    "number", ["123456782", "123456782 RC0001", "123456789 TQ0001", "inscrit"]
)
def test_an_unusual_number_is_said(number: str) -> None:
    assert registration_warning(number) == (
        f"The registration number {number} looks unusual: a GST/HST number is like"
        " 123456789 RT0001, a QST number like 1234567890 TQ0001."
    )

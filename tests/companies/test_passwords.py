"""Which passwords a person may choose, and what she is told of the others."""

import pytest
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils import translation

from companies.models import User

LUC = User(email="luc.tremblay@example.com", name="Luc Tremblay")
GUESSED = "password_guessable"


def refusals(password: str) -> set[str | None]:
    try:
        validate_password(password, LUC)
    except ValidationError as error:
        return {each.code for each in error.error_list}
    return set()


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa",
        "éééééééééééé",
        "abcabcabcabc",
        "121212121212",
        "bonjourbonjour",
        "abcdefghijkl",
        "qwertyuiopas",
        "azertyuiop12",
        "motdepasse123",
        "plannitplannit",
        "ab" * 500,
    ],
)
def test_a_password_that_repeats_or_follows_is_refused(password: str) -> None:
    assert GUESSED in refusals(password)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("x9!kQ2#vLp0", "password_too_short"),
        ("manchesterunited", "password_too_common"),
        ("luc.tremblay", "password_too_similar"),
        ("Luc Tremblay1", "password_too_similar"),
        ("example.com1", "password_too_similar"),
    ],
)
def test_what_is_short_common_or_like_the_person_is_refused(
    password: str, reason: str
) -> None:
    assert reason in refusals(password)


@pytest.mark.parametrize(
    "password",
    [
        "a long and quiet password",
        "lapin vert sur la lune",
        "x9!kQ2#vLp0z",
        "un chat gris dort",
        "a long and quiet password " * 20,
    ],
)
def test_a_few_words_that_do_not_go_together_are_accepted(password: str) -> None:
    assert refusals(password) == set()


def test_the_rules_are_said_in_both_languages() -> None:
    with translation.override("fr-ca"):
        french = password_validators_help_texts()
    english = password_validators_help_texts()

    assert english[-1] == (
        "Your password can’t repeat the same characters or follow the keys of a"
        " keyboard."
    )
    assert french[-1] == (
        "Votre mot de passe ne peut pas répéter les mêmes caractères ni suivre les"
        " touches d’un clavier."
    )

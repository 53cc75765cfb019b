from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn_rs_py import zxcvbn

from companies.models import User

STRONG_ENOUGH = 3  # of 4: no fewer than 100 million guesses
LOOKED_AT = 64  # characters: more take long to judge, and are strong by then


class GuessablePasswordValidator:
    """Refuses what is guessed soon: repeats, sequences, rows of keys, known words."""

    def validate(self, password: str, user: User | None = None) -> None:
        known = ["plannit"]
        if user is not None:
            known += [user.email, user.name]
        if int(zxcvbn(password[:LOOKED_AT], known).score) < STRONG_ENOUGH:
            raise ValidationError(
                _(
                    "This password is easy to guess: take a few words that do not go"
                    " together."
                ),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        return _(
            "Your password can’t repeat the same characters or follow the keys of a"
            " keyboard."
        )

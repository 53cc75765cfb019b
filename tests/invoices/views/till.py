"""A person of the company at the pages of money, and what the pages answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.messages import get_messages
from django.db.models import Model
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.invoices.counter import Counter
from tests.pages import form_of

BAD_AMOUNTS = {
    "-5": "Ensure this value is greater than or equal to 0.01.",
    "0": "Ensure this value is greater than or equal to 0.01.",
    "1.0000001": "Ensure that there are no more than 2 decimal places.",
    "99999999.99": "Ensure this value is less than or equal to 9999999.99.",
    "beaucoup": "Enter a number.",
    "": "This field is required.",
}
TYPED_AMOUNTS = [typed for typed in BAD_AMOUNTS if typed]
"""For a field that may stay empty."""


def ago(days: int) -> date:
    """So many days before today; a negative number is a day to come."""
    return timezone.localdate() - timedelta(days=days)


@dataclass(frozen=True)
class Till:
    client: Client
    counter: Counter

    def at(self, name: str, *rows: Model) -> str:
        keys = [row.pk for row in rows]
        return reverse(f"invoices:{name}", args=["cote", *keys])

    def open(self, name: str, *rows: Model) -> Any:
        return self.client.get(self.at(name, *rows))

    def read(self, name: str, *rows: Model) -> str:
        """The words of the page, without what breaks its lines."""
        answer = self.open(name, *rows)
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    def send(
        self, name: str, /, *rows: Model, on: date | None = None, **sent: Any
    ) -> Any:
        """Send the form of the page, dated today unless another day is given."""
        fields = {"day": (on or ago(0)).isoformat()}
        fields |= {key: _typed(value) for key, value in sent.items()}
        return self.client.post(self.at(name, *rows), fields)


def _typed(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value


def refused(answer: HttpResponseBase) -> list[str]:
    """The sentences beside the form, each once."""
    assert answer.status_code == 200
    errors = form_of(answer).errors
    return [sentence for sentences in errors.values() for sentence in sentences]


def refuses_bad_amounts(
    send: Callable[[str], HttpResponseBase], amounts: Iterable[str] = BAD_AMOUNTS
) -> bool:
    """Whether each bad amount is answered with its own sentence, and that alone."""
    told = {typed: refused(send(typed)) for typed in amounts}
    assert told == {typed: [BAD_AMOUNTS[typed]] for typed in amounts}
    return True


def said(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]

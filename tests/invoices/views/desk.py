"""A person at the screen: what they open, send and read."""

import html
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.invoices.counter import Counter
from tests.invoices.shop import Shop
from tests.pages import form_of

BAD_AMOUNTS = ["", "0", "-5.00", "0.0000001", "1.2345678", "dix", "99999999999"]


def days_ago(count: int = 0) -> date:
    return timezone.localdate() - timedelta(days=count)


@dataclass(frozen=True)
class Desk:
    client: Client
    shop: Shop

    @property
    def counter(self) -> Counter:
        return Counter(self.shop)

    def at(self, name: str, *args: object) -> str:
        return reverse(f"invoices:{name}", args=[self.shop.company.slug, *args])

    def open(self, name: str, /, *args: object, **query: str) -> HttpResponseBase:
        return self.client.get(self.at(name, *args), query)

    def read(self, name: str, /, *args: object, **query: str) -> str:
        """The words of the page, each run of blanks as one."""
        return words_of(self.open(name, *args, **query))

    def send(self, name: str, /, *args: object, **data: Any) -> HttpResponseBase:
        sent = {
            key: value.isoformat() if isinstance(value, date) else value
            for key, value in data.items()
        }
        return self.client.post(self.at(name, *args), sent)


def words_of(answer: HttpResponseBase) -> str:
    assert answer.status_code == 200
    content = getattr(answer, "content").decode()  # noqa: B009 - a page is no stream
    return " ".join(html.unescape(content).split())


def errors_of(answer: HttpResponseBase) -> dict[str, list[str]]:
    """What the form said, by field; `__all__` is the whole form."""
    assert answer.status_code == 200
    return {name: list(errors) for name, errors in form_of(answer).errors.items()}

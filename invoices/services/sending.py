"""Forms that are done once, however often they are sent."""

from uuid import UUID

from companies.models import Company
from invoices.models import SentForm


def page_of_sent_form(*, company: Company, key: UUID) -> str | None:
    """Where the form of this key led, if it was done; ask under the company's lock."""
    done = SentForm.objects.for_company(company).filter(key=key).first()
    return done.led_to if done else None


def keep_sent_form(*, company: Company, key: UUID, led_to: str) -> None:
    """In the transaction of what the form recorded: both stay, or neither."""
    SentForm.objects.create(company=company, key=key, led_to=led_to)

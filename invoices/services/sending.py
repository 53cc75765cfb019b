"""Forms that are done once, however often they are sent."""

from datetime import date, timedelta
from uuid import UUID

from companies.models import Company
from invoices.models import SentForm

KEPT = timedelta(days=30)


def page_of_sent_form(*, company: Company, key: UUID) -> str | None:
    """Where the form of this key led, if it was done; ask under the company's lock."""
    done = SentForm.objects.for_company(company).filter(key=key).first()
    return done.led_to if done else None


def keep_sent_form(*, company: Company, key: UUID, led_to: str, sent_on: date) -> None:
    """In the transaction of what the form recorded: both stay, or neither.

    Nobody sends a page again that was open for a month: those of before go.
    """
    forms = SentForm.objects.for_company(company)
    forms.filter(sent_on__lt=sent_on - KEPT).delete()
    SentForm.objects.create(company=company, key=key, led_to=led_to, sent_on=sent_on)

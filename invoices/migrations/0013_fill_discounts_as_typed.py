"""Where prices include taxes, issuing kept discounts without them: find what was typed.

A discount in percent is typed again from the price. One in dollars was rounded once its
taxes were out: one or two amounts round to it. Of these, the nearest to the discount with
its taxes; then the total says which, since it was what was typed: cents are moved until
the lines make it. The parts of a job are left at the nearest, since their totals could be
a cent off.
"""

from decimal import ROUND_HALF_UP, Decimal

from django.db import migrations
from django.db.models import F

CENT = Decimal("0.01")


def to_cents(value):
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def typed_discounts(lines, total):
    """The discounts of lines (gross, rate, net discount, factor) that make this total.

    `factor` is what a price without taxes is multiplied by to have them inside; `total`
    is None where it is not to be trusted.
    """
    typed = [nearest(*line) for line in lines]
    if total is None:
        return typed
    missing = sum(line[0] for line in lines) - sum(typed) - total
    step = CENT if missing > 0 else -CENT
    for place, (gross, rate, net, factor) in enumerate(lines):
        is_typed_in_dollars = net and rate is None
        while missing and is_typed_in_dollars:
            other = typed[place] + step
            if other > gross or to_cents(other / factor) != net:
                break
            typed[place], missing = other, missing - step
    return typed


def nearest(gross, rate, net, factor):
    if rate is not None:
        return to_cents(gross * rate)
    return min(to_cents(net * factor), gross) if net else net


def fill(apps, schema_editor):
    lines = apps.get_model("invoices", "InvoiceLine").objects
    lines.update(net_discount=F("discount"))
    invoices = apps.get_model("invoices", "Invoice").objects.exclude(status="DRAFT")
    inclusive = invoices.filter(prices_include_taxes=True, lines__discount__gt=0)
    rows = inclusive.distinct().prefetch_related("lines", "taxes")
    for invoice in rows.iterator(chunk_size=500):
        rates = {str(tax.position): tax.rate for tax in invoice.taxes.all()}
        sold = list(invoice.lines.all())
        facts = [
            (
                to_cents(line.quantity * line.unit_price.amount),
                line.discount_rate,
                line.discount.amount,
                1 + sum(rates[p] for p in line.taxes_borne.split(",") if p),
            )
            for line in sold
        ]
        total = invoice.total.amount + invoice.discount.amount
        is_part = invoice.progress_of_id is not None
        typed = typed_discounts(facts, None if is_part else total)
        for line, discount in zip(sold, typed):
            if line.discount.amount:
                lines.filter(pk=line.pk).update(discount=discount)


def empty(apps, schema_editor):
    """Without taxes again, as the earlier version reads them."""
    apps.get_model("invoices", "InvoiceLine").objects.update(discount=F("net_discount"))


class Migration(migrations.Migration):
    dependencies = [("invoices", "0012_keep_discounts_as_typed")]

    operations = [migrations.RunPython(fill, empty)]

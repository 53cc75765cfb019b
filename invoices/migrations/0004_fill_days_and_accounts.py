from django.db import migrations
from django.db.models import F, OuterRef, Subquery



def fill(apps, schema_editor):
    """What earlier documents froze without a column of its own."""
    allocations = apps.get_model("invoices", "PaymentAllocation").objects
    payments = apps.get_model("invoices", "Payment").objects
    received = payments.filter(pk=OuterRef("payment")).values("received_on")
    allocations.filter(allocated_on=None).update(allocated_on=Subquery(received))
    settings = apps.get_model("accounting", "AccountingSettings").objects
    deposits = settings.filter(company=OuterRef("company")).values("deposits")
    payments.filter(deposits_account=None).update(deposits_account=Subquery(deposits))
    invoices = apps.get_model("invoices", "Invoice").objects
    invoices.filter(tax_on=None).exclude(status="DRAFT").update(tax_on=F("issued_on"))
    fill_taxes_borne(apps)


def fill_taxes_borne(apps):
    """Which taxes each line bears, by the groups as they are: they named no line."""
    members = apps.get_model("taxes", "TaxGroupMember").objects
    groups = {}
    for group, tax, treatment in members.values_list("group", "tax", "treatment"):
        groups.setdefault(group, set()).add((tax, treatment))
    taxes = apps.get_model("invoices", "InvoiceTax").objects.order_by("position")
    lines = apps.get_model("invoices", "InvoiceLine").objects
    for group, terms in groups.items():
        borne = {}
        rows = taxes.filter(invoice__lines__tax_group=group).distinct()
        for invoice, position, tax, treatment in rows.values_list(
            "invoice", "position", "tax", "treatment"
        ).iterator():
            if (tax, treatment) in terms:
                borne.setdefault(invoice, []).append(str(position))
        for invoice, positions in borne.items():
            found = lines.filter(invoice=invoice, tax_group=group)
            found.update(taxes_borne=",".join(positions))


class Migration(migrations.Migration):
    dependencies = [("invoices", "0003_every_document")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

import accounting.fields
from django.db import migrations


class Migration(migrations.Migration):
    """`discount` will be what was typed, taxes inside where prices include them."""

    dependencies = [("invoices", "0011_owe_returned_payments")]

    operations = [
        migrations.RemoveConstraint("invoiceline", "invoiceline_net_adds_up"),
        migrations.AddField(
            "invoiceline",
            "net_discount",
            accounting.fields.AmountField(
                currency_field_name="currency",
                decimal_places=2,
                default=0,
                default_currency="CAD",
                editable=False,
                max_digits=13,
            ),
        ),
    ]

from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Round


class Migration(migrations.Migration):
    dependencies = [("invoices", "0013_fill_discounts_as_typed")]

    operations = [
        migrations.AddConstraint(
            "invoiceline",
            models.CheckConstraint(
                condition=models.Q(
                    net=Round(F("gross") - F("net_discount") - F("shared_discount"), 2)
                ),
                name="invoiceline_net_adds_up",
            ),
        ),
    ]

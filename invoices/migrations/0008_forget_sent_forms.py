import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """The forms that are here count as sent on the day of the upgrade."""

    dependencies = [
        ("invoices", "0007_keep_tax_rounding"),
    ]

    operations = [
        migrations.AddField(
            model_name="sentform",
            name="sent_on",
            field=models.DateField(default=django.utils.timezone.localdate),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="sentform",
            index=models.Index(fields=["company", "sent_on"], name="sentform_by_day"),
        ),
    ]

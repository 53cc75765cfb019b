from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("invoices", "0004_fill_days_and_accounts")]

    operations = [
        migrations.AlterField(
            "paymentallocation",
            "allocated_on",
            models.DateField(verbose_name="date"),
        ),
    ]

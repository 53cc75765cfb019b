from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companies", "0004_company_requires_second_factor")]

    operations = [
        migrations.AddField(
            model_name="company",
            name="lock_count",
            field=models.PositiveBigIntegerField(default=0, editable=False),
        )
    ]

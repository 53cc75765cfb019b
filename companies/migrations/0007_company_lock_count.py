from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companies", "0006_sign_in_events")]

    operations = [
        migrations.AddField(
            model_name="company",
            name="lock_count",
            field=models.PositiveBigIntegerField(default=0, editable=False),
        )
    ]

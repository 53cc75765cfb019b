from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companies", "0002_name_the_user_of_a_member")]

    operations = [
        migrations.AddField(
            model_name="company",
            name="lock_count",
            field=models.PositiveBigIntegerField(default=0, editable=False),
        )
    ]

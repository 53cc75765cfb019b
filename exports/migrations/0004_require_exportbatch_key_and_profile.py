from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exports", "0003_fill_exportbatch_key_and_profile")]

    operations = [
        migrations.AlterField(
            model_name="exportbatch",
            name="key",
            field=models.UUIDField(editable=False),
        ),
        migrations.AlterField(
            model_name="exportbatch",
            name="language",
            field=models.CharField(max_length=5),
        ),
        migrations.AlterField(
            model_name="exportbatch",
            name="profile",
            field=models.JSONField(),
        ),
        migrations.AddConstraint(
            model_name="exportbatch",
            constraint=models.UniqueConstraint(
                fields=("company", "key"), name="exportbatch_key_unique"
            ),
        ),
    ]

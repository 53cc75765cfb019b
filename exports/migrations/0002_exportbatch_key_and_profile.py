from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exports", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="exportbatch",
            name="key",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="exportbatch",
            name="language",
            field=models.CharField(max_length=5, null=True),
        ),
        migrations.AddField(
            model_name="exportbatch",
            name="profile",
            field=models.JSONField(null=True),
        ),
    ]

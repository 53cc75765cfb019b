from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounting", "0003_books_reopening")]

    operations = [
        migrations.AlterField(
            model_name="accountingsettings",
            name="detail",
            field=models.CharField(
                choices=[
                    ("detailed", "one line per invoice line"),
                    ("summary", "one line per account"),
                    (
                        "daily",
                        "one line per account, for all that a day has of a kind",
                    ),
                ],
                default="detailed",
                max_length=10,
                verbose_name="an entry in the file has",
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("invoices", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("invoicenumbering", "invoicenumbering_one"),
        migrations.RenameModel("InvoiceNumbering", "DocumentNumbering"),
        migrations.AlterModelOptions(
            "documentnumbering", {"verbose_name": "numbering"}
        ),
        migrations.AddField(
            "documentnumbering",
            "series",
            models.CharField(
                choices=[("INVOICE", "invoices"), ("CREDIT_NOTE", "credit notes")],
                default="INVOICE",
                max_length=12,
                verbose_name="series",
            ),
        ),
        migrations.AddField(
            "documentnumbering",
            "suffix",
            models.CharField(blank=True, max_length=3, verbose_name="suffix"),
        ),
        migrations.AddConstraint(
            "documentnumbering",
            models.UniqueConstraint(
                fields=("company", "series"), name="documentnumbering_one_per_series"
            ),
        ),
        migrations.AddConstraint(
            "documentnumbering",
            models.CheckConstraint(
                condition=models.Q(("next_number__lte", 9999999)),
                name="documentnumbering_fits_the_file",
            ),
        ),
    ]

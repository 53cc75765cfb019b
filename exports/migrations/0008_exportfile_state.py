import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exports", "0007_exportbatch_begun"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="exportbatch",
            name="is_begun",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="exportfile",
            name="state",
            field=models.CharField(
                choices=[
                    ("PRODUCED", "produced"),
                    ("IMPORTED", "imported"),
                    ("REJECTED", "rejected"),
                    ("CANCELLED", "cancelled"),
                ],
                max_length=10,
                null=True,
                verbose_name="state",
            ),
        ),
        migrations.AddField(
            model_name="exportfile",
            name="imported_at",
            field=models.DateTimeField(null=True, verbose_name="imported"),
        ),
        migrations.AddField(
            model_name="exportfile",
            name="imported_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exportfile",
            name="acomba_period",
            field=models.CharField(
                blank=True, max_length=20, verbose_name="period in Acomba"
            ),
        ),
        migrations.AddField(
            model_name="exportfile",
            name="rejected_at",
            field=models.DateTimeField(null=True, verbose_name="rejected"),
        ),
        migrations.AddField(
            model_name="exportfile",
            name="rejected_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exportfile",
            name="error_report",
            field=models.TextField(blank=True, verbose_name="errors of Acomba"),
        ),
        migrations.AddField(
            model_name="exportfile",
            name="errors",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="exportfile",
            name="cancelled_at",
            field=models.DateTimeField(null=True, verbose_name="cancelled"),
        ),
        migrations.AddField(
            model_name="exportfile",
            name="cancelled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="download",
            name="user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="TakenBackImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("imported_at", models.DateTimeField(verbose_name="confirmed")),
                (
                    "acomba_period",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="period in Acomba"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("taken_back_at", models.DateTimeField(verbose_name="taken back")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back",
                        to="exports.exportfile",
                    ),
                ),
                (
                    "imported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "confirmation of an import taken back",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file", "imported_at"), name="takenbackimport_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="takenbackimport_has_a_reason",
                    ),
                ],
            },
        ),
    ]

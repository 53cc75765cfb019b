from django.db import migrations, models

GONE = [
    "status",
    "imported_at",
    "imported_by",
    "acomba_period",
    "rejected_at",
    "rejected_by",
    "error_report",
    "cancelled_at",
    "cancelled_by",
]


class Migration(migrations.Migration):
    dependencies = [("exports", "0009_fill_exportfile_state")]

    operations = [
        migrations.RemoveConstraint(
            model_name="exportbatch", name="exportbatch_imported_at_says_its_status"
        ),
        migrations.RemoveConstraint(
            model_name="exportbatch", name="exportbatch_rejected_at_says_its_status"
        ),
        migrations.RemoveConstraint(
            model_name="exportbatch", name="exportbatch_cancelled_at_says_its_status"
        ),
        *(migrations.RemoveField(model_name="exportbatch", name=name) for name in GONE),
        migrations.AddConstraint(
            model_name="exportfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("format", "glimport"), ("state__isnull", False)),
                    models.Q(
                        models.Q(("format", "glimport"), _negated=True),
                        ("state", None),
                    ),
                    _connector="OR",
                ),
                name="exportfile_copy_has_no_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("imported_at__isnull", False), ("state", "IMPORTED")),
                    models.Q(
                        models.Q(("state", "IMPORTED"), _negated=True),
                        ("acomba_period", ""),
                        ("imported_at", None),
                        ("imported_by", None),
                    ),
                    _connector="OR",
                ),
                name="exportfile_imported_at_says_its_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rejected_at__isnull", False), ("state", "REJECTED")),
                    models.Q(
                        models.Q(("state", "REJECTED"), _negated=True),
                        ("error_report", ""),
                        ("errors__isnull", True),
                        ("rejected_at", None),
                        ("rejected_by", None),
                    ),
                    _connector="OR",
                ),
                name="exportfile_rejected_at_says_its_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_at__isnull", False), ("state", "CANCELLED")),
                    models.Q(
                        models.Q(("state", "CANCELLED"), _negated=True),
                        ("cancelled_at", None),
                        ("cancelled_by", None),
                    ),
                    _connector="OR",
                ),
                name="exportfile_cancelled_at_says_its_state",
            ),
        ),
    ]

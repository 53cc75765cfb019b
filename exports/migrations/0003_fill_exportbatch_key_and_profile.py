from uuid import uuid4

from django.db import migrations

PROFILE = [
    "base_name",
    "encoding",
    "trailing_blank_lines",
    "max_entries_per_file",
    "one_period_per_file",
    "length_line",
    "account_width",
    "account_justify",
    "header_width",
    "entry_number",
    "decimal_mark",
    "department_width",
    "split_large_amounts",
]


def fill(apps, schema_editor):
    """Give each batch the settings of its company as they are now."""
    using = schema_editor.connection.alias
    settings = apps.get_model("exports", "GLImportSettings").objects.using(using)
    profiles = {row.pop("company"): row for row in settings.values("company", *PROFILE)}
    batches = apps.get_model("exports", "ExportBatch").objects.using(using)
    for batch in batches.select_related("company").iterator(chunk_size=500):
        batch.key = uuid4()
        batch.language = batch.company.language
        batch.profile = profiles[batch.company_id]
        batch.save(update_fields=["key", "language", "profile"])


class Migration(migrations.Migration):
    dependencies = [
        ("exports", "0002_exportbatch_key_and_profile"),
        ("companies", "0001_initial"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

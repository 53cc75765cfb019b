from django.core.management import call_command
from django.db import migrations

TABLE = "companies_cache"


def make(apps, schema_editor):
    call_command(
        "createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0
    )


def drop(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {TABLE}")


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0004_company_requires_second_factor'),
    ]

    operations = [migrations.RunPython(make, drop)]

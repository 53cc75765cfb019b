from django.db import migrations


def let_them(apps, schema_editor):
    members = apps.get_model('companies', 'Membership').objects
    members.filter(role__in=['ADMIN', 'ACCOUNTANT']).update(may_reverse=True)


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0008_membership_may_reverse'),
    ]

    operations = [migrations.RunPython(let_them, migrations.RunPython.noop)]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exports', '0005_batch_states'),
    ]

    operations = [
        migrations.AddField(
            model_name='exportbatch',
            name='statement',
            field=models.JSONField(editable=False, null=True),
        ),
    ]

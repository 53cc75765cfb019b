from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounting', '0004_daily_detail'),
    ]

    operations = [
        migrations.AlterField(
            model_name='accountingsettings',
            name='target',
            field=models.CharField(choices=[('acomba', 'Acomba')], default='acomba', max_length=10, verbose_name='accounting system'),
        ),
    ]

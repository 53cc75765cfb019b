import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('taxes', '0002_taxgroup_province'),
    ]

    operations = [
        migrations.AlterField(
            model_name='taxgroupmember',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='taxes.taxgroup', verbose_name='tax group'),
        ),
        migrations.AlterField(
            model_name='taxgroupmember',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='taxgroupmember',
            name='tax',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='taxes.tax', verbose_name='tax'),
        ),
        migrations.AlterField(
            model_name='taxrate',
            name='tax',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rates', to='taxes.tax', verbose_name='tax'),
        ),
    ]

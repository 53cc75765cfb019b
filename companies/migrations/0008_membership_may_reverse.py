from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0007_company_lock_count'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='may_reverse',
            field=models.BooleanField(default=False, help_text='Void, credit or correct a document that was exported, or a payment of it; refund, write off, keep a deposit, hand over tips. The role does not matter.', verbose_name='may undo what was exported'),
        ),
    ]

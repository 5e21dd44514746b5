from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('joint_sessions', '0002_left'),
    ]

    operations = [
        migrations.AddField(
            model_name='sessionpart',
            name='stops_clock',
            field=models.BooleanField(db_default=False, default=False, help_text='the clock of its case stands still for this session'),
        ),
    ]

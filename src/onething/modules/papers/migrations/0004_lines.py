from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('papers', '0003_body_kind'),
    ]

    operations = [
        migrations.AddField(
            model_name='paper',
            name='lines',
            field=models.JSONField(db_default=[], default=list, help_text='of case logs, by public id: what caused it'),
        ),
    ]

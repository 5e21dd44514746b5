from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0002_worker_in_hand"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="put_off_at",
            field=models.DateTimeField(
                help_text="when, by the clock of then, the next attempt was dated", null=True
            ),
        ),
    ]

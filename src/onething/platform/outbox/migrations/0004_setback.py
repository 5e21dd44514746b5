from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0003_put_off_at"),
    ]

    operations = [
        migrations.CreateModel(
            name="Setback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("duty", models.CharField(max_length=80)),
                ("subject", models.UUIDField(help_text="public id of what the duty was done for")),
                ("error", models.CharField(help_text="kind of the last error", max_length=80)),
                ("times", models.PositiveIntegerField()),
                ("since", models.DateTimeField()),
                ("tried_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("duty", "subject"), name="outbox_setback_once")],
            },
        ),
    ]

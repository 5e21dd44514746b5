from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("papers", "0006_kept_by_successors"),
    ]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="told_to",
            field=models.TextField(
                blank=True, db_default="", default="", help_text="bodies whose cases it is about, besides the one that keeps it"
            ),
        ),
    ]

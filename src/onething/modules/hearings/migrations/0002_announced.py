from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hearings", "0001_initial")]

    operations = [
        migrations.AddIndex(
            "hearing",
            models.Index(
                fields=["on", "id"],
                condition=models.Q(state="summoned", cause__in=["prescribed", "public"]),
                name="hearings_hearing_announced",
            ),
        )
    ]

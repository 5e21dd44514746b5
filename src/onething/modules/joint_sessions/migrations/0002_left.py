from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("joint_sessions", "0001_initial")]

    operations = [
        migrations.AddField(
            "sessionpart",
            "left_on",
            models.DateField(null=True, help_text="when its case ended before anything was found"),
        )
    ]

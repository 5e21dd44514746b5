"""Whether a room above goes along with the case, so that a grant that nobody accompanies asks nobody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("handling", "0007_more_points"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="accompanied",
            field=models.BooleanField(
                default=False,
                db_default=False,
                help_text="a room above wrote into its log, and is asked before it is granted",
            ),
        ),
    ]

from django.db import migrations, models

from onething.platform.encryption.fields import EncryptedTextField


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_initial")]

    operations = [
        migrations.AddField("supervisiontask", "settled", EncryptedTextField(blank=True, default=""), preserve_default=False),
        migrations.AddField(
            "supervisiontask",
            "settled_at",
            models.DateTimeField(help_text="null again when something new was reported", null=True),
        ),
        migrations.AddField("supervisiontask", "settled_by", models.UUIDField(help_text="account", null=True)),
    ]

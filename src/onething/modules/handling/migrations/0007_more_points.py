"""What a second correction notice would ask, while the head of the body has not answered."""

from django.db import migrations, models

import onething.platform.encryption.fields


class Migration(migrations.Migration):
    dependencies = [
        ("handling", "0006_approvals"),
    ]

    operations = [
        migrations.AddField(
            model_name="approval",
            name="points",
            field=onething.platform.encryption.fields.EncryptedTextField(
                null=True, help_text="of a second correction notice: all that it asks"
            ),
        ),
        migrations.AlterField(
            model_name="approval",
            name="action",
            field=models.CharField(
                choices=[
                    ("extend", "延长办理期限"),
                    ("terminate", "终止办理"),
                    ("revoke", "撤销决定"),
                    ("recall", "撤回决定"),
                    ("cancel", "注销"),
                    ("ask_correction", "再次补正时增加内容"),
                ],
                max_length=16,
            ),
        ),
    ]

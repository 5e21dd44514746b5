from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('handling', '0011_late'),
    ]

    operations = [
        migrations.AlterField(
            model_name='approval',
            name='action',
            field=models.CharField(choices=[('extend', '延长办理期限'), ('terminate', '终止办理'), ('revoke', '撤销决定'), ('recall', '撤回决定'), ('cancel', '注销'), ('ask_correction', '再次补正时增加内容'), ('reopen', '重新办理'), ('lengthen_joint', '延长联合办理的期限')], max_length=16),
        ),
    ]

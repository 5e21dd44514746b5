"""What is gathered for a correction stands with its application: the step that puts it in place touches one row less."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from onething.platform.encryption.fields import EncryptedTextField


def move_in(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    applications = apps.get_model("intake", "Application").objects
    for held in apps.get_model("intake", "Correction").objects.iterator():
        applications.filter(pk=held.application_id).update(gathered=held.content)


class Migration(migrations.Migration):
    stop = "正在补正的内容搬到申请，旧版本还在原来的地方读写"
    dependencies = [("intake", "0008_shown")]

    operations = [
        migrations.AddField("application", "gathered", EncryptedTextField(default="")),
        migrations.RunPython(move_in, elidable=True),
        migrations.DeleteModel("Correction"),
    ]

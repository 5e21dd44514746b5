"""File names are sealed: people write names of people into them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from onething.platform.encryption.fields import EncryptedTextField


def seal(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    files = apps.get_model("files", "StoredFile").objects
    for row in files.only("pk", "plain_name").iterator():
        files.filter(pk=row.pk).update(name=row.plain_name)


class Migration(migrations.Migration):

    dependencies = [("files", "0001_initial")]

    operations = [
        migrations.RenameField("storedfile", "name", "plain_name"),
        migrations.AddField("storedfile", "name", EncryptedTextField(default=""), preserve_default=False),
        migrations.RunPython(seal, elidable=True),
        migrations.RemoveField("storedfile", "plain_name"),
    ]

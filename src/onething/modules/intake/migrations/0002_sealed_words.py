"""File names and the words of correction notices are sealed: both quote what people wrote."""

import json

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from onething.platform.encryption.fields import EncryptedTextField


def seal(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    for model, name in (("ApplicationMaterial", "files"), ("Correction", "targets")):
        rows = apps.get_model("intake", model).objects
        for row in rows.only("pk", f"plain_{name}").iterator():
            told = json.dumps(getattr(row, f"plain_{name}"), ensure_ascii=False)
            rows.filter(pk=row.pk).update(**{name: told})


class Migration(migrations.Migration):

    dependencies = [("intake", "0001_initial")]

    operations = [
        migrations.RenameField("applicationmaterial", "files", "plain_files"),
        migrations.AddField("applicationmaterial", "files", EncryptedTextField(default="[]")),
        migrations.RenameField("correction", "targets", "plain_targets"),
        migrations.AddField("correction", "targets", EncryptedTextField(default="[]"), preserve_default=False),
        migrations.RunPython(seal, elidable=True),
        migrations.RemoveField("applicationmaterial", "plain_files"),
        migrations.RemoveField("correction", "plain_targets"),
    ]

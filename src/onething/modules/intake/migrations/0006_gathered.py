"""Of a correction intake keeps what is gathered, until it is supplied; what is asked has moved to the cases."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def drop_supplied(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("intake", "Correction").objects.filter(supplied_at__isnull=False).delete()


class Migration(migrations.Migration):
    stop = "补正通知搬到办件，旧版本还在原来的地方读写"
    dependencies = [
        ("intake", "0005_consent"),
        ("handling", "0003_notice"),
    ]

    operations = [
        migrations.RunPython(drop_supplied, elidable=True),
        migrations.RemoveIndex("correction", "intake_correction_open"),
        migrations.RemoveField("correction", "targets"),
        migrations.RemoveField("correction", "asked_at"),
        migrations.RemoveField("correction", "due_on"),
        migrations.RemoveField("correction", "term"),
        migrations.RemoveField("correction", "supplied_at"),
        migrations.RemoveField("correction", "closed_at"),
    ]

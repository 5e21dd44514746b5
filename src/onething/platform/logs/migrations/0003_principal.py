"""Whose things were dealt with stands beside who did it, and is as unchangeable as the rest of the row."""

from typing import Any

from django.db import migrations, models

TABLES = ("logs_action", "logs_access")
SQLITE = (
    "CREATE TRIGGER {table}_principal BEFORE UPDATE OF actor_principal ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'log rows are never changed'); END"
)
POSTGRESQL = (
    "CREATE TRIGGER {table}_principal BEFORE UPDATE OF actor_principal ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION logs_refuse()"
)
COLUMN = {"null": True, "help_text": "public id of the person or enterprise acted for"}


def guard(apps: Any, schema_editor: Any) -> None:
    statement = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for table in TABLES:
        schema_editor.execute(statement.format(table=table))


class Migration(migrations.Migration):
    rolling = "新列可以为空，触发器只管新列"
    dependencies = [("logs", "0002_append_only")]
    operations = [
        migrations.AddField("accessrow", "actor_principal", models.UUIDField(**COLUMN)),
        migrations.AddField("actionrow", "actor_principal", models.UUIDField(**COLUMN)),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]

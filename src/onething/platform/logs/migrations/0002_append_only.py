"""Let the database refuse what nobody may do: change, remove or reseal a row of the logs."""

from typing import Any

from django.db import migrations

CONTENT = {
    "logs_action": (
        "id, public_id, at, actor_account, actor_person, actor_post, actor_role, channel, subject_kind, subject_id, "
        "digest, seq, kind, body_code, legal_ground, document, payload"
    ),
    "logs_access": (
        "id, public_id, at, actor_account, actor_person, actor_post, actor_role, channel, subject_kind, subject_id, "
        "digest, data_of, purpose, case_ref, fields"
    ),
}
SEAL = "chain_day, chain_place, chain_digest"

SQLITE = (
    "CREATE TRIGGER {table}_content BEFORE UPDATE OF {content} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'log rows are never changed'); END",
    "CREATE TRIGGER {table}_seal BEFORE UPDATE OF {seal} ON {table} WHEN OLD.chain_digest IS NOT NULL "
    "BEGIN SELECT RAISE(ABORT, 'log rows are sealed once'); END",
    "CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'log rows are never removed'); END",
)
POSTGRESQL_FUNCTION = (
    "CREATE FUNCTION logs_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'log rows are only added' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)
POSTGRESQL = (
    "CREATE TRIGGER {table}_content BEFORE UPDATE OF {content} ON {table} FOR EACH ROW EXECUTE FUNCTION logs_refuse()",
    "CREATE TRIGGER {table}_seal BEFORE UPDATE OF {seal} ON {table} FOR EACH ROW "
    "WHEN (OLD.chain_digest IS NOT NULL) EXECUTE FUNCTION logs_refuse()",
    "CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION logs_refuse()",
    "CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION logs_refuse()",
)


def guard(apps: Any, schema_editor: Any) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(POSTGRESQL_FUNCTION)
    for table, content in CONTENT.items():
        for statement in POSTGRESQL if postgresql else SQLITE:
            schema_editor.execute(statement.format(table=table, content=content, seal=SEAL))


class Migration(migrations.Migration):
    dependencies = [("logs", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]

"""The database refuses to change or delete what is only ever added to."""

from typing import Any

from django.db import migrations

TABLES = ("review_auditentry", "review_decision", "review_remark", "review_problemevent")

_SQLITE = """
CREATE TRIGGER {table}_no_{event} BEFORE {EVENT} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE FUNCTION review_only_added_to() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION review_only_added_to()
"""


def guard(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_POSTGRESQL_FUNCTION, params=None)
        for table in TABLES:
            schema_editor.execute(_POSTGRESQL.format(table=table))
        return
    for table in TABLES:
        for event in ("update", "delete"):
            schema_editor.execute(_SQLITE.format(table=table, event=event, EVENT=event.upper()))


def release(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION review_only_added_to() CASCADE")
        return
    for table in TABLES:
        for event in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{event}")


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial")]
    operations = [migrations.RunPython(guard, release)]

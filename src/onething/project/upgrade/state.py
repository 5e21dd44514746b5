"""Where the database stands between releases: what lies ahead of it, and what it has that this release does not know."""

from collections.abc import Iterable

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration

from onething.project.upgrade.breaks import Break, find_breaks


def migrations_ahead() -> list[Migration]:
    """What `migrate` would do, in its order."""
    executor = MigrationExecutor(connection)
    return [migration for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def migrations_unknown() -> list[str]:
    """What stands in the database and not in this release: a newer release has been here."""
    loader = MigrationLoader(connection)
    applied = loader.applied_migrations or {}
    # A squashed migration may have taken the place of others that were recorded.
    replaced = {key for migration in loader.replacements.values() for key in migration.replaces}
    known = set(loader.disk_migrations) | replaced
    rooms = {app for app, _ in loader.disk_migrations}
    return sorted(f"{app}.{name}" for app, name in applied if app in rooms and (app, name) not in known)


def breaks_ahead(released: Iterable[tuple[str, str]] | None = None) -> list[Break]:
    """What keeps the release before from working on beside; its migrations are those applied, unless they are given."""
    loader = MigrationLoader(connection if released is None else None)
    before = set(loader.applied_migrations or {}) if released is None else set(released)
    nodes = [node for node in loader.graph.nodes if node in before]
    state = loader.project_state(nodes)
    ahead = [node for leaf in sorted(loader.graph.leaf_nodes()) for node in loader.graph.forwards_plan(leaf)]
    plan = [loader.graph.nodes[node] for node in dict.fromkeys(ahead) if node not in before]
    return find_breaks(plan, state=state)

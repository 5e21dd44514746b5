"""What an upgrade does to the database, and whether the previous release can go on beside it meanwhile."""

from onething.project.upgrade.breaks import Break, find_breaks
from onething.project.upgrade.state import breaks_ahead, migrations_ahead, migrations_unknown

__all__ = ["Break", "breaks_ahead", "find_breaks", "migrations_ahead", "migrations_unknown"]

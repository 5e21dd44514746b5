"""Saving that notices when somebody else saved first: `UPDATE ... WHERE row_version =`."""

from collections.abc import Sequence
from uuid import UUID

from onething.platform.database.rows import Row


class Conflict(Exception):
    """The row was changed by somebody else since it was read."""

    code = "conflict"

    def __init__(self, *, kind: str, public_id: UUID) -> None:
        self.kind = kind
        self.public_id = public_id
        super().__init__("这条记录刚刚被别人改过，您的改动没有保存。请刷新页面看最新情况，再决定是否重做。")


def save_guarded(row: Row, *, fields: Sequence[str]) -> None:
    """Write these fields if the row is still as it was read, else raise Conflict; nothing else is written."""
    values = {name: getattr(row, name) for name in fields}
    unchanged = type(row)._default_manager.filter(pk=row.pk, row_version=row.row_version)
    if not unchanged.update(**values, row_version=row.row_version + 1):
        raise Conflict(kind=row._meta.label_lower, public_id=row.public_id)
    row.row_version += 1

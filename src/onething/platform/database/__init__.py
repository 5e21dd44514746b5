"""What every table and list stands on: the base row, guarded saving, keyset pages and capped counts."""

from onething.platform.database.guard import Conflict, save_guarded
from onething.platform.database.ids import new_public_id
from onething.platform.database.pages import BadPageToken, Page, count_each_up_to, count_up_to, page_after
from onething.platform.database.prepared import Columns, put_in
from onething.platform.database.rows import Row

__all__ = [
    "BadPageToken",
    "Columns",
    "Conflict",
    "Page",
    "Row",
    "count_each_up_to",
    "count_up_to",
    "new_public_id",
    "page_after",
    "put_in",
    "save_guarded",
]

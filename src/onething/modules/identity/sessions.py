"""Sessions: a row that knows its account, so that its owner can see it and end it, and a disabled account is out.

Row and store name each other, so they stand together, as in Django's documentation ("Extending database-backed session
engines"). SESSION_ENGINE names this file.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import connection, models

from onething.platform.database import Columns

STARTED_AT, USED_AT, DEVICE = "started_at", "used_at", "device"
POST = "post"
ACTING = "acting"  # the public id of the authority under which a citizen acts
ENDED_BECAUSE = "ended_because"


class Session(AbstractBaseSession):
    """A session with its owner, its times and its device in columns of their own."""

    account_id = models.BigIntegerField(null=True, db_index=True)
    started_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=120, blank=True)

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "会话"
        verbose_name_plural = "会话"

    @classmethod
    def get_session_store_class(cls) -> type["SessionStore"]:
        """Django's way from the row to its store."""
        return SessionStore


_SESSION = Columns(Session)
_SELECT = (
    f"SELECT {_SESSION.named} FROM {Session._meta.db_table} WHERE session_key = %s AND expire_date > CURRENT_TIMESTAMP"  # noqa: S608 - ours
)


class SessionStore(DatabaseStore):
    """Sessions of this house."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        """As Django does, by a statement made once: every request of somebody who is logged in begins with it."""
        with connection.cursor() as cursor:
            cursor.execute(_SELECT, [self.session_key])
            found = _SESSION.read(cursor.fetchall())
        if not found:
            self._session_key = None
        return found[0] if found else None

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row for these data."""
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            account_id=int(data[SESSION_KEY]) if SESSION_KEY in data else None,
            started_at=instant_of(data.get(STARTED_AT)),
            used_at=instant_of(data.get(USED_AT)),
            device=str(data.get(DEVICE, "")),
        )


def instant_of(text: object) -> datetime | None:
    """An instant written by `isoformat`, or None."""
    return datetime.fromisoformat(text) if isinstance(text, str) else None

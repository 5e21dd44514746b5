"""The session store: Django's database store, with the owner, the times and the device in columns of their own.

Source: Django documentation, "Extending database-backed session engines"; named by SESSION_ENGINE.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from onething.modules.identity.models import Session

STARTED_AT, USED_AT, DEVICE = "started_at", "used_at", "device"
POST = "post"
ENDED_BECAUSE = "ended_because"


class SessionStore(DatabaseStore):
    """Sessions of this house."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

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

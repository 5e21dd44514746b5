"""The line of one answered request: JSON, without personal data. Logging loads this file before Django knows its tables."""

import json
import logging
from dataclasses import asdict, dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One answered request; `id` also stands in the answer's X-Request-ID."""

    method: str
    route: str
    status: int
    ms: float
    id: str


class RequestLine(logging.Formatter):
    """One JSON object a line, UTC."""

    def format(self, record: logging.LogRecord) -> str:
        """The request that is the record's message."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        seen = record.msg
        return json.dumps({"at": at, **(asdict(seen) if isinstance(seen, Seen) else {"message": record.getMessage()})})

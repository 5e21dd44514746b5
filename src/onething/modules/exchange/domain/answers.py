"""Judging what a source sent back: only a whole, matching, clean answer becomes a record."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, NoReturn

from onething.modules.exchange.domain.queries import Query
from onething.modules.exchange.domain.results import Cause, Found, NotFound, Result, make_unavailable

ABSENT = ((404, "person_unknown"), (404, "record_missing"), (422, "id_number_invalid"))
CLOCK_SKEW = timedelta(minutes=5)
LONGEST_SOURCE_NAME = 100


def decide_result(*, query: Query, status: int, body: bytes, now: datetime) -> Result:
    """Turn a status and a body into a result; whatever cannot be trusted is Unavailable."""
    content = _read_object(body)
    if status == 200:
        found = _read_found(content, query=query, now=now)
        return found or make_unavailable(cause=Cause.BROKEN_ANSWER, label=query.label)
    # A bare 404 may come from a wrong address: only the source's own code says that there is no such record.
    if (status, content.get("code")) in ABSENT:
        return NotFound()
    return make_unavailable(cause=_cause_of(status), label=query.label)


def _cause_of(status: int) -> Cause:
    if status >= 500 or status == 429:
        return Cause.SERVER_ERROR
    return Cause.REFUSED if status in {400, 401, 403, 422} else Cause.BROKEN_ANSWER


def _read_object(body: bytes) -> Mapping[str, Any]:
    try:
        content = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _read_found(content: Mapping[str, Any], *, query: Query, now: datetime) -> Found | None:
    if (content.get("request_id"), content.get("resource")) != (query.request_id, query.resource):
        return None
    record, source, as_of = content.get("record"), content.get("source"), _read_instant(content.get("as_of"))
    if not isinstance(record, dict) or not record or not _is_clean(content):
        return None
    if not isinstance(source, str) or not 0 < len(source.strip()) <= LONGEST_SOURCE_NAME:
        return None
    if as_of is None or as_of > now + CLOCK_SKEW:
        return None
    return Found(record=MappingProxyType(record), source=source.strip(), as_of=as_of)


def _read_instant(text: Any) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return instant if instant.tzinfo else None


def _is_clean(content: Mapping[str, Any]) -> bool:
    """Say whether every text can be stored: no U+0000, no lone surrogates."""
    waiting: list[Any] = [content]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value, *value.values()]
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str) and any(char == "\x00" or "\ud800" <= char <= "\udfff" for char in value):
            return False
    return True

"""Ask what another body already knows about a person or firm, and note in the access log that it was asked."""

import re
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.exchange.connectors.configured import find_source
from onething.modules.exchange.domain.queries import Query
from onething.modules.exchange.domain.results import Cause, Found, Result, Unavailable, make_unavailable
from onething.modules.exchange.errors import UnfoundedQuery
from onething.platform.database import new_public_id
from onething.platform.logs.api import append_access
from onething.platform.permissions import Actor

FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,23}")
MOST_FIELDS = 12  # with 24 characters each they fit the 300 of the log
NOTHING_SENT = {Cause.NOT_CONFIGURED, Cause.SUSPENDED}


def look_up(
    *,
    resource: str,
    label: str,
    subject_number: str,
    purpose: str,
    reference: UUID,
    actor: Actor,
    now: datetime,
    data_of: UUID | None = None,
) -> Result:
    """Return the record, or why there is none. Never call it inside a transaction: it may wait five seconds.

    `purpose` is a code such as `prefill.birth_registration` (at most 60 characters); `reference` is the public id of
    the draft or case; `data_of` is the public id of the person or firm asked about, when the caller knows it.
    """
    if not (subject_number.strip() and purpose.strip()):
        raise UnfoundedQuery
    source = find_source()
    if source is None:
        return make_unavailable(cause=Cause.NOT_CONFIGURED, label=label)
    request_id = new_public_id()
    query = Query(
        resource=resource,
        label=label,
        subject_number=subject_number,
        purpose=purpose,
        reference=str(reference),
        request_id=str(request_id),
    )
    result = source.query(query, now=now)
    if isinstance(result, Unavailable) and result.cause in NOTHING_SENT:
        return result
    # Durable: the note is on record before anybody sees the answer, whatever happens to the caller's work.
    with transaction.atomic(durable=True):
        append_access(
            actor=actor,
            at=now,
            subject_kind=f"exchange.{resource}",
            subject_id=request_id,
            data_of=data_of,
            purpose=purpose,
            case_ref=reference,
            fields=_name_fields(result),
        )
    return result


def _name_fields(result: Result) -> tuple[str, ...]:
    """Name what was told; field names come from outside, so odd ones and all beyond the log's width are left out."""
    names = [name for name in result.record if FIELD_NAME.fullmatch(name)] if isinstance(result, Found) else []
    return tuple(names[:MOST_FIELDS])

"""What the outbox asks of papers."""

import json
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from onething.modules.papers.domain.registry import kind_named
from onething.modules.papers.events import PaperMade
from onething.modules.papers.models import Paper
from onething.modules.papers.services.render import keep_pdf
from onething.platform.events import record
from onething.platform.outbox.api import Work


def render_paper(work: Work) -> None:
    """Make the PDF of an issued paper and tell of it; doing it again changes nothing. One revoked meanwhile is no news."""
    row = Paper.objects.get(public_id=UUID(work.payload["paper"]))
    keep_pdf(row, now=work.now)
    if row.revoked_at is None:
        with transaction.atomic():
            record(_made(row, now=work.now))


def _made(row: Paper, *, now: datetime) -> PaperMade:
    kind = kind_named(row.kind)
    until = json.loads(row.data)["contents"].get(kind.answer_by)
    return PaperMade(
        paper=row.public_id,
        kind=row.kind,
        title=row.title,
        served=kind.served,
        application=row.application,
        case=row.case,
        owner=row.owner,
        issued_at=row.issued_at,
        at=now,
        answer_by=date.fromisoformat(until) if until else None,
    )

"""Make a paper's PDF and keep it, once: whoever comes second finds the first one's file."""

import json
from datetime import date, datetime
from io import BytesIO
from typing import Any

import segno
from django.conf import settings
from django.db import transaction
from django.db.models import F

from onething.modules.papers.domain.registry import kind_named
from onething.modules.papers.models import Paper
from onething.modules.papers.services.tokens import verify_address
from onething.platform.clock import legal_day
from onething.platform.files.api import InspectedUpload, keep_file
from onething.platform.typesetting import render_pdf

PDF = "application/pdf"
QUIET_ZONE = 4


def keep_pdf(row: Paper, *, now: datetime) -> None:
    """Give the paper its file when it has none; the row knows file and digest afterwards. Raises TypesettingError."""
    if row.file is not None:
        return
    content = make_pdf(row)
    upload = InspectedUpload(name=f"{row.title}.pdf", media_type=PDF, content=content)
    with transaction.atomic():
        kept = keep_file(upload=upload, now=now)
        fileless = Paper.objects.filter(pk=row.pk, file__isnull=True)
        first = fileless.update(file=kept.public_id, digest=kept.digest, row_version=F("row_version") + 1)
        transaction.set_rollback(not first)
    row.refresh_from_db(fields=["file", "digest", "row_version"])


def make_pdf(row: Paper) -> bytes:
    """The paper as PDF; the same row always gives the same bytes."""
    kind, day = kind_named(row.kind), legal_day(row.issued_at)
    facts: dict[str, Any] = json.loads(row.data)
    address = facts["contents"][kind.leads_by] if kind.leads_by else verify_address(row)
    more = printed_with(row.title, number=row.number, on=day, address=address, demonstration=settings.DEMONSTRATION)
    return render_pdf(template=kind.template, data=facts | more, made_on=day)


def printed_with(title: str, *, number: str, on: date, address: str, demonstration: bool) -> dict[str, Any]:
    """What stands on every paper beside its own facts."""
    return {
        "title": title,
        "number": number,
        "issued_on": on.isoformat(),
        "address": address,
        "qr": _qr(address),
        "demonstration": demonstration,
    }


def _qr(address: str) -> str:
    """The address as SVG, level M, quiet zone included."""
    drawing = BytesIO()
    segno.make(address, error="m", boost_error=False, micro=False).save(drawing, kind="svg", border=QUIET_ZONE)
    return drawing.getvalue().decode()

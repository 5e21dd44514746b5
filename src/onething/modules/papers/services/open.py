"""Open a paper, or print it again: access is checked and logged, and what is kept stays as it is."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from uuid import UUID

import pikepdf
from django.db import transaction
from django.db.models import F

from onething.modules.papers.domain.registry import kind_named
from onething.modules.papers.errors import PaperNotFound, PaperUnreadable
from onething.modules.papers.models import Paper
from onething.modules.papers.services.render import make_pdf
from onething.platform.clock import legal_day
from onething.platform.encryption import DecryptionFailed
from onething.platform.files.api import BlobMissing, read_file
from onething.platform.logs.api import NewAction, append_access, append_action
from onething.platform.permissions import Action, Actor, Role, allowed
from onething.platform.typesetting import render_pdf

SUBJECT = "paper"
READING, REPRINTING = "查阅文书", "重印文书"
REPRINTED = "paper.reprinted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPdf:
    """A paper's PDF and the name under which people save it."""

    name: str
    content: bytes


def open_pdf(*, paper: UUID, actor: Actor, now: datetime, purpose: str = READING) -> PaperPdf:
    """The paper as it was issued. Looking stores nothing but the look."""
    row = _access_paper(paper, actor, Action.PAPER_READ)
    _log_access(row, actor=actor, purpose=purpose, now=now)
    return PaperPdf(name=_name(row), content=_content(row))


def reprint(*, paper: UUID, actor: Actor, now: datetime) -> PaperPdf:
    """The kept file with 重印 and the count laid over every page; the count is on record before anything is printed."""
    row = _access_paper(paper, actor, Action.PAPER_REPRINT)
    content = _content(row)
    with transaction.atomic():
        Paper.objects.filter(pk=row.pk).update(reprints=F("reprints") + 1, row_version=F("row_version") + 1)
        row.refresh_from_db(fields=["reprints"])
        append_action(_reprinted(row, actor=actor, now=now))
        _log_access(row, actor=actor, purpose=REPRINTING, now=now)
    return PaperPdf(name=_name(row), content=_marked(content, count=row.reprints, now=now))


def _access_paper(paper: UUID, actor: Actor, action: Action) -> Paper:
    row = Paper.objects.filter(public_id=paper).first()
    if row is None or not allowed(actor, action, row) or not _may_know(row, actor, action):
        raise PaperNotFound
    return row


def _may_know(row: Paper, actor: Actor, action: Action) -> bool:
    """What is the applicant's alone is opened by nobody else; a window prints it, which is counted and on record."""
    if actor.role is Role.CITIZEN or not kind_named(row.kind).confidential:
        return True
    return actor.role is Role.WINDOW_CLERK and action is Action.PAPER_REPRINT


def _content(row: Paper) -> bytes:
    """The kept file; before the worker has kept it, the same bytes made now."""
    if row.file is None:
        return make_pdf(row)
    try:
        kept, content = read_file(public_id=row.file)
    except (BlobMissing, DecryptionFailed) as error:
        raise PaperUnreadable from error
    if kept.digest != row.digest:
        raise PaperUnreadable
    return content


def _marked(content: bytes, *, count: int, now: datetime) -> bytes:
    day = legal_day(now)
    mark = render_pdf(template="papers/reprint", data={"count": count, "on": day.isoformat()}, made_on=day)
    marked = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf, pikepdf.open(BytesIO(mark)) as overlay:
        for page in pdf.pages:
            page.add_overlay(overlay.pages[0], pikepdf.Rectangle(page.mediabox))
        pdf.save(marked)
    return marked.getvalue()


def _reprinted(row: Paper, *, actor: Actor, now: datetime) -> NewAction:
    return NewAction(
        subject_kind=SUBJECT,
        subject_id=row.public_id,
        kind=REPRINTED,
        actor=actor,
        at=now,
        document=row.number[:100],
        payload={"count": row.reprints},
    )


def _log_access(row: Paper, *, actor: Actor, purpose: str, now: datetime) -> None:
    append_access(
        actor=actor,
        at=now,
        subject_kind=SUBJECT,
        subject_id=row.public_id,
        data_of=row.owner,
        purpose=purpose,
        case_ref=row.case or row.application,
        fields=(row.kind,),
    )


def _name(row: Paper) -> str:
    return f"{row.title} {row.number}.pdf"

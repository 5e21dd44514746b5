"""Whom a decision concerns states their views before it is undone (陈述、申辩): on the page, or on paper at a window.

Source: 行政许可法 第七条.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from onething.modules.handling.docket import Docket, load_docket_to_correct
from onething.modules.handling.domain.approvals import ApprovalState
from onething.modules.handling.domain.writing import Gaps, decide_received, decide_words
from onething.modules.handling.errors import CaseNotFound, MoveRefused
from onething.modules.handling.models import Approval, Writing
from onething.platform.clock import legal_day
from onething.platform.database import save_guarded
from onething.platform.files.api import InspectedUpload, UploadRefused, inspect_upload, keep_file
from onething.platform.permissions import Actor

TOO_LATE = "陈述、申辩的期限已经过了，或者这件事已经有了结果。有异议的，可以依法申请行政复议或提起诉讼。"
NO_SCAN = "没有上传书面意见的扫描件。请扫描或者拍照后上传。"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """What came to a window: the day of it, and its scan (name, content)."""

    received_on: date | None
    scan: tuple[str, bytes] | None = field(repr=False)


@transaction.atomic
def state_views(*, application: UUID, approval: UUID, statement: str, actor: Actor, now: datetime) -> None:
    """Keep the statement beside the request; said again within the time, the later one stands."""
    docket, asked = _asked(application, approval, actor, now)
    if gaps := _late(asked, on=docket.day) or decide_words(statement, "statement", "您的意见"):
        raise MoveRefused(gaps)
    asked.statement = statement.strip()
    _note(docket, asked)


def take_views(
    *, application: UUID, approval: UUID, statement: str, paper: OnPaper, actor: Actor, now: datetime
) -> None:
    """Keep what came on paper beside what was said before; in time is what came in time, whenever it is entered."""
    upload, wrong = _inspect(paper)
    with transaction.atomic():
        docket, asked = _asked(application, approval, actor, now)
        day = paper.received_on
        gaps = decide_received(day, told_on=legal_day(asked.asked_at), today=docket.day)
        gaps |= decide_words(statement, "statement", "书面意见的内容") | wrong
        gaps = _late(asked, on=day or docket.day) or gaps
        if gaps or day is None or upload is None:
            raise MoveRefused(gaps)
        kept = keep_file(upload=upload, now=now)
        Writing.objects.create(
            approval=asked, statement=statement.strip(), received_on=day, file=kept.public_id,
            taken_by=actor.account, at=now,
        )  # fmt: skip
        _note(docket, asked, received_on=day)


def _asked(application: UUID, approval: UUID, actor: Actor, now: datetime) -> tuple[Docket, Approval]:
    docket = load_docket_to_correct(application=application, actor=actor, now=now)
    asked = Approval.objects.select_for_update().filter(public_id=approval, case__in=docket.rows).first()
    if asked is None or asked.speak_by is None:
        raise CaseNotFound
    return docket, asked


def _late(asked: Approval, *, on: date) -> Gaps:
    over = asked.state != ApprovalState.OPEN or asked.speak_by is None or on > asked.speak_by
    return {"": TOO_LATE} if over else {}


def _note(docket: Docket, asked: Approval, *, received_on: date | None = None) -> None:
    asked.stated_at = docket.now
    save_guarded(asked, fields=["statement", "stated_at"])  # whoever has the request before them has not read this
    row = next(row for row in docket.rows if row.pk == asked.case_id)
    docket.note(row, "statement_made", payload={"received_on": received_on.isoformat()} if received_on else {})
    docket.save()


def _inspect(paper: OnPaper) -> tuple[InspectedUpload | None, Gaps]:
    """Before anything is locked: it takes time."""
    if paper.scan is None:
        return None, {"scan": NO_SCAN}
    name, content = paper.scan
    try:
        return inspect_upload(name=name, content=content), {}
    except UploadRefused as refused:
        return None, {"scan": str(refused)}

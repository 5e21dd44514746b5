"""Whom a decision concerns states their views before it is undone (陈述、申辩).

Source: 行政许可法 第七条.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.handling.docket import load_docket_to_correct
from onething.modules.handling.domain.approvals import ApprovalState
from onething.modules.handling.domain.writing import decide_words
from onething.modules.handling.errors import CaseNotFound, MoveRefused
from onething.modules.handling.models import Approval
from onething.platform.database import save_guarded
from onething.platform.permissions import Actor

TOO_LATE = "陈述、申辩的期限已经过了，或者这件事已经有了结果。有异议的，可以依法申请行政复议或提起诉讼。"


@transaction.atomic
def state_views(*, application: UUID, approval: UUID, statement: str, actor: Actor, now: datetime) -> None:
    """Keep the statement beside the request; said again within the time, the later one stands."""
    docket = load_docket_to_correct(application=application, actor=actor, now=now)
    asked = Approval.objects.select_for_update().filter(public_id=approval, case__in=docket.rows).first()
    if asked is None or asked.speak_by is None:
        raise CaseNotFound
    gaps = decide_words(statement, "statement", "您的意见")
    if asked.state != ApprovalState.OPEN or docket.day > asked.speak_by:
        gaps = {"": TOO_LATE}
    if gaps:
        raise MoveRefused(gaps)
    asked.statement, asked.stated_at = statement.strip(), now
    save_guarded(asked, fields=["statement", "stated_at"])  # whoever has the request before them has not read this
    row = next(row for row in docket.rows if row.pk == asked.case_id)
    docket.note(row, "statement_made", payload={})
    docket.save()

"""A person looks at what was decided by rule, because the applicant asks for it (人工复核).

Source: 个人信息保护法 第二十四条第三款.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.handling.docket import load_docket_of, load_docket_to_correct
from onething.modules.handling.domain.writing import decide_words
from onething.modules.handling.errors import CaseNotFound, MoveRefused
from onething.modules.handling.models import AutomaticDecision
from onething.modules.handling.telling import Occasion, tell_applicant
from onething.modules.notify.api import MessageKind
from onething.platform.permissions import Action, Actor

TOO_LATE = "申请人工复核的期限已经过了。有异议的，可以依法申请行政复议或提起诉讼。"
ASKED = "已经申请过人工复核，不用再申请。请在办理进度里看答复。"
ANSWERED = "这个申请已经答复过了。请刷新页面看最新情况。"


@transaction.atomic
def ask_person(*, application: UUID, case: UUID, request: str, actor: Actor, now: datetime) -> None:
    """Once, within the days that the decision names; the decision stands meanwhile."""
    docket = load_docket_to_correct(application=application, actor=actor, now=now)
    row = next((row for row in docket.rows if row.public_id == case), None)
    made = AutomaticDecision.objects.select_for_update().filter(case=row).first() if row else None
    if row is None or made is None:
        raise CaseNotFound
    gaps = decide_words(request, "request", "希望复核什么")
    if made.asked_at:
        gaps = {"": ASKED}
    elif docket.day > made.ask_by:
        gaps = {"": TOO_LATE}
    if gaps:
        raise MoveRefused(gaps)
    made.request, made.asked_at = request.strip(), now
    made.save(update_fields=["request", "asked_at"])
    docket.note(row, "person_asked", payload={})
    docket.save()


@transaction.atomic
def answer_request(*, case: UUID, answer: str, actor: Actor, now: datetime) -> None:
    """An officer of the body looked at it, and the applicant is told that there is an answer; undoing the decision is asked of the head (报批), as ever."""
    docket, row = load_docket_of(case=case, action=Action.CASE_REEXAMINE, version=None, actor=actor, now=now)
    made = AutomaticDecision.objects.select_for_update().filter(case=row, asked_at__isnull=False).first()
    if made is None:
        raise CaseNotFound
    gaps = {"": ANSWERED} if made.answered_at else decide_words(answer, "answer", "复核的答复")
    if gaps:
        raise MoveRefused(gaps)
    made.answer, made.answered_at, made.answered_by = answer.strip(), now, actor.account
    made.save(update_fields=["answer", "answered_at", "answered_by"])
    docket.note(row, "person_answered", payload={})
    docket.save()
    tell_applicant(row, MessageKind.PERSON_ANSWERED, Occasion(key=f"person:{row.public_id}", at=now), now=now)

"""The window answers; whoever asked is told that there is an answer to read."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.consultation.domain.decisions import decide_answer
from onething.modules.consultation.domain.life import WAITS, ConsultationAct
from onething.modules.consultation.errors import ConsultationRefused
from onething.modules.consultation.models import Consultation
from onething.modules.consultation.storing import follow, lock, note
from onething.modules.consultation.telling import tell_answered
from onething.platform.permissions import Action, Actor

ALREADY = "这个问题已经有人答复，或者不用再答复。请刷新页面看现在的情况。"


@transaction.atomic
def answer(*, consultation: UUID, words: str, version: int, actor: Actor, now: datetime) -> None:
    """Answer the question that waits. ConsultationRefused without words, or when nothing waits."""
    row = lock(
        Consultation.objects.all(), consultation, action=Action.CONSULTATION_ANSWER, actor=actor, version=version
    )
    gaps = decide_answer(words) if row.state in WAITS else {"": ALREADY}
    if gaps:
        raise ConsultationRefused(gaps)
    turn = row.turns.latest("place")
    turn.answer, turn.answered_at, turn.answered_by = words.strip(), now, actor.account
    turn.save(update_fields=["answer", "answered_at", "answered_by"])
    follow(row, ConsultationAct.ANSWER)
    note(row, "consultation.answered", place=turn.place, actor=actor, now=now)
    tell_answered(row, turn=turn.place, now=now)

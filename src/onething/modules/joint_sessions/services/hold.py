"""On the day of a session that the law does not count, the clocks of its licences stop; done by the worker, whoever looks."""

from datetime import date, datetime, time

from django.db import transaction

from onething.modules.joint_sessions.clocks import stop_clocks
from onething.modules.joint_sessions.domain.decisions import uncounted_ground
from onething.modules.joint_sessions.domain.terms import SessionKind, SessionState
from onething.modules.joint_sessions.models import JointSession
from onething.modules.joint_sessions.storing import lock_again
from onething.platform.clock import SHANGHAI
from onething.platform.outbox.api import GiveUp, NewWork, NotNow, Work, enqueue_all

HELD = "joint_sessions.held"


def await_day(session: JointSession) -> None:
    """Have the worker look at it when its day begins, in the transaction that confirms it."""
    if uncounted_ground(SessionKind.of(session.kind)):
        payload = {"on": session.on.isoformat()}
        enqueue_all(
            [NewWork(topic=HELD, payload=payload, subject=session.public_id, not_before=_beginning(session.on))]
        )


@transaction.atomic
def begin_day(work: Work) -> None:
    """Nothing when the appointment was moved or called off meanwhile, or has its conclusions; never before its day."""
    if work.subject is None:
        raise GiveUp("没有写明是哪一次安排")
    begins = _beginning(date.fromisoformat(work.payload["on"]))
    if work.now < begins:
        raise NotNow(begins)
    session = lock_again(JointSession.objects.get(public_id=work.subject))
    if session.state == SessionState.CONFIRMED and session.on.isoformat() == work.payload["on"]:
        stop_clocks(session, now=work.now)


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)

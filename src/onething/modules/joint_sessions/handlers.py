"""Reactions inside the transaction: no department grants what its own visit did not find in order."""

from onething.modules.handling.api import CaseDecided, CaseEnded, MoveRefused
from onething.modules.joint_sessions.domain.decisions import blocking_words
from onething.modules.joint_sessions.domain.terms import SessionKind, SessionState
from onething.modules.joint_sessions.models import SessionPart
from onething.modules.joint_sessions.services.leave import leave


def when_decided(event: CaseDecided) -> None:
    """MoveRefused while the latest session of a granted case says no, or has not said anything yet."""
    if not (event.granted and event.accompanied):
        return
    parts = SessionPart.objects.filter(case=event.case, left_on=None).exclude(session__state=SessionState.CANCELLED)
    latest = parts.order_by("-pk").values_list("verdict", "session__kind").first()
    if latest and (words := blocking_words(latest[0], SessionKind.of(latest[1]))):
        raise MoveRefused({"": words})


def when_ended(event: CaseEnded) -> None:
    """Nobody goes to see what is not handled any more."""
    leave(case=event.case, actor=event.actor, now=event.at)

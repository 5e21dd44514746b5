"""Reactions inside the transaction: no department decides against what its own visit found, or gave time for."""

from datetime import date

from django.db.models import F

from onething.modules.handling.api import BodySucceeded, CaseDecided, CaseEnded, MoveRefused
from onething.modules.joint_sessions.domain.decisions import binding_words, blocking_words
from onething.modules.joint_sessions.domain.terms import SessionKind, SessionState
from onething.modules.joint_sessions.models import SessionPart
from onething.modules.joint_sessions.services.leave import leave
from onething.platform.clock import legal_day


def when_decided(event: CaseDecided) -> None:
    """MoveRefused while the latest session of the case says otherwise, gave time that still runs, or said nothing yet."""
    if not event.accompanied:
        return
    parts = SessionPart.objects.filter(case=event.case, left_on=None).exclude(session__state=SessionState.CANCELLED)
    latest = parts.order_by("-pk").values_list("verdict", "session__kind", "until").first()
    if latest and (words := _against(event, *latest)):
        raise MoveRefused({"": words})


def _against(event: CaseDecided, verdict: str, kind: str, until: date | None) -> str:
    if event.granted:
        return blocking_words(verdict, SessionKind.of(kind))
    return binding_words(verdict, SessionKind.of(kind), until=until, on=legal_day(event.at))


def when_ended(event: CaseEnded) -> None:
    """Nobody goes to see what is not handled any more."""
    leave(case=event.case, actor=event.actor, now=event.at)


def when_succeeded(event: BodySucceeded) -> None:
    """The successor comes, and reads what was found; a conclusion stays that of the body that wrote it."""
    parts = SessionPart.objects.filter(case=event.case)
    parts.filter(verdict="").update(body_name=event.body_name)
    parts.update(body_code=event.body_code, row_version=F("row_version") + 1)

"""Forget sessions that are over: nobody can use them any more, and they say who was here when."""

from datetime import datetime

from onething.modules.identity.models import Session


def forget_sessions(now: datetime) -> int:
    """Remove the rows of sessions that are over; returns how many."""
    return Session.objects.filter(expire_date__lte=now).delete()[0]

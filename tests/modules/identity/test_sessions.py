"""The rows of sessions: those that are over do not stay."""

from datetime import datetime, timedelta

import pytest

from onething.modules.identity.models import Session
from onething.modules.identity.services.forget import forget_sessions
from onething.modules.identity.sessions import SessionStore
from onething.project.composition import DUTIES

pytestmark = pytest.mark.django_db


def stored(*, key: str, until: datetime) -> Session:
    return Session.objects.create(session_key=key, session_data="", expire_date=until)


def test_only_sessions_that_are_over_are_forgotten(clock: datetime) -> None:
    stored(key="over", until=clock)
    stored(key="open", until=clock + timedelta(seconds=1))

    forgotten = forget_sessions(clock)

    assert forgotten == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


def test_the_worker_forgets_sessions_every_hour(clock: datetime) -> None:
    stored(key="over", until=clock - timedelta(days=1))
    (duty,) = [duty for duty in DUTIES if duty.run is forget_sessions]

    duty.run(clock)

    assert duty.every == timedelta(hours=1)
    assert not Session.objects.exists()


def test_row_and_store_lead_to_each_other() -> None:
    store = SessionStore()
    store["step"] = 3
    store.save()

    row = Session.objects.get(session_key=store.session_key)

    assert Session.get_session_store_class() is SessionStore
    assert row.get_decoded() == {"step": 3}

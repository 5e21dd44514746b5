"""Carry out a request with an idempotency key once: begin, keep the answer, or let the key go again."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from oauth2_provider.models import AccessToken

from onething.modules.clients.domain.answers import KEPT_FOR, Again, KeptResponse, decide_again
from onething.modules.clients.errors import KeyBusy, KeyReused
from onething.modules.clients.models import KeptAnswer


def begin(*, client: UUID, key: str, digest: str, now: datetime) -> KeptResponse | None:
    """None: carry it out. Otherwise the answer of the first time; KeyBusy or KeyReused when there can be none."""
    try:
        with transaction.atomic():
            KeptAnswer.objects.create(client=client, key=key, request_digest=digest, begun_at=now)
    except IntegrityError:
        return _again(client, key, digest, now)
    return None


def keep(*, client: UUID, key: str, answer: KeptResponse) -> None:
    """The same request gets this answer from now on."""
    rows = KeptAnswer.objects.filter(client=client, key=key)
    row = rows.first()
    if row is not None:
        row.status, row.headers, row.body = answer.status, answer.headers, answer.body
        row.save(update_fields=["status", "headers", "body"])


def let_go(*, client: UUID, key: str) -> None:
    """Nothing was done under this key: it may be used again."""
    KeptAnswer.objects.filter(client=client, key=key, status__isnull=True).delete()


def forget_answers(now: datetime) -> int:
    """Remove kept answers after a day, and tokens that are over; returns how many."""
    tokens, _ = AccessToken.objects.filter(expires__lt=now).delete()
    return int(tokens) + KeptAnswer.objects.filter(begun_at__lt=now - KEPT_FOR).delete()[0]


@transaction.atomic
def _again(client: UUID, key: str, digest: str, now: datetime) -> KeptResponse | None:
    row = KeptAnswer.objects.select_for_update().filter(client=client, key=key).first()
    if row is None:
        raise KeyBusy  # let go in this very moment
    same, answered = row.request_digest == digest, row.status is not None
    match decide_again(same_request=same, answered=answered, begun_at=row.begun_at, now=now):
        case Again.OTHER_BODY:
            raise KeyReused
        case Again.BUSY:
            raise KeyBusy
        case Again.TAKE_OVER:
            row.begun_at = now
            row.save(update_fields=["begun_at"])
            return None
        case Again.REPLAY:
            return KeptResponse(status=row.status or 0, headers=row.headers, body=row.body)

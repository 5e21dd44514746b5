"""Who stands behind a token, and how often it may ask."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from oauth2_provider.oauth2_backends import get_oauthlib_core

from onething.modules.clients.domain.views import Pass
from onething.modules.clients.models import Client, ClientUse
from onething.modules.identity.api import Account
from onething.platform.permissions import Actor, Role

MINUTE = timedelta(minutes=1)
CHANNEL = "api"
COUNT = (
    "INSERT INTO clients_clientuse (client, minute, count) VALUES (%s, %s, 1) ON CONFLICT (client) DO UPDATE SET "
    "count = CASE WHEN clients_clientuse.minute = excluded.minute THEN clients_clientuse.count + 1 ELSE 1 END, "
    "minute = excluded.minute RETURNING count"
)


def admit(request: HttpRequest) -> Pass | None:
    """The pass behind the request's bearer token; None for whatever is not a living token of a living client."""
    valid, found = get_oauthlib_core().verify_request(request, scopes=[])
    client = getattr(found, "client", None)
    if not valid or not isinstance(client, Client) or not isinstance(client.user, Account):
        return None
    actor = Actor(
        role=Role.CLIENT,
        account=client.user.public_id,
        body_code=client.body_code,
        region_path=client.region_path,
        channel=CHANNEL,
    )
    held = set(found.access_token.scope.split()) & set(client.scopes)
    return Pass(client=client.public_id, actor=actor, scopes=frozenset(held))


def seconds_to_wait(*, client: str, now: datetime, limit: int | None = None) -> int:
    """Count one request: 0 when it may be answered, else the seconds until the next minute begins."""
    if _count(client, now) <= (settings.API_PER_MINUTE if limit is None else limit):
        return 0
    return int(MINUTE.total_seconds()) - int(now.timestamp() % MINUTE.total_seconds())


def forget_uses(now: datetime) -> int:
    """Remove the counts of minutes that are over; returns how many."""
    return ClientUse.objects.filter(minute__lt=_minute(now)).delete()[0]


def _count(client: str, now: datetime) -> int:
    """One upsert, so that several processes count together."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [client[:64], _minute(now)])
        (count,) = cursor.fetchone()
    return int(count)


def _minute(now: datetime) -> int:
    return int(now.timestamp() // MINUTE.total_seconds())

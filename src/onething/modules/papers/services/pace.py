"""How often one address tried codes of ours in its latest minute; counted in the database, so by all processes together."""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.db import connection

from onething.modules.papers.models import VerifyAttempts
from onething.platform.encryption import blind_index

MINUTE = timedelta(minutes=1)
COUNT = (
    "INSERT INTO papers_verifyattempts (address, minute, count) VALUES (%s, %s, 1) ON CONFLICT (address) DO UPDATE SET "
    "count = CASE WHEN papers_verifyattempts.minute = excluded.minute THEN papers_verifyattempts.count + 1 ELSE 1 END, "
    "minute = excluded.minute RETURNING count"
)


def count_tries(*, address: str, purpose: str, now: datetime) -> int:
    """This try included; each purpose counts for itself. One upsert."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [blind_index(_neighbourhood(address), purpose=purpose), _minute(now)])
        (count,) = cursor.fetchone()
    return int(count)


def forget_attempts(now: datetime) -> int:
    """Remove the counts of minutes that are over; returns how many."""
    return VerifyAttempts.objects.filter(minute__lt=_minute(now)).delete()[0]


def _neighbourhood(address: str) -> str:
    """An IPv4 address, or the 64 bits that one IPv6 subscriber holds; what is no address counts as itself."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((read, 64), strict=False)) if isinstance(read, IPv6Address) else str(read)


def _minute(now: datetime) -> int:
    return int(now.timestamp() // MINUTE.total_seconds())

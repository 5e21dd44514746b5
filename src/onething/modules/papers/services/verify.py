"""Verify a paper by what its QR says, at most ten times a minute from one address."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address, ip_network

from django.db import connection

from onething.modules.papers.domain.registry import kind_named
from onething.modules.papers.errors import TooManyChecks
from onething.modules.papers.models import Paper, VerifyAttempts
from onething.modules.papers.services.tokens import find_by_token
from onething.platform.clock import legal_day
from onething.platform.encryption import blind_index

MOST_A_MINUTE = 10
MINUTE = timedelta(minutes=1)
INDEX_PURPOSE = "papers.verify.address"
COUNT = (
    "INSERT INTO papers_verifyattempts (address, minute, count) VALUES (%s, %s, 1) ON CONFLICT (address) DO UPDATE SET "
    "count = CASE WHEN papers_verifyattempts.minute = excluded.minute THEN papers_verifyattempts.count + 1 ELSE 1 END, "
    "minute = excluded.minute RETURNING count"
)


class Standing(StrEnum):
    """What a paper is worth on the day it is verified."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedPaper:
    """What strangers may learn about a paper that they hold in their hands."""

    title: str
    number: str
    body_name: str
    matter: str
    applicant_masked: str
    issued_on: date
    standing: Standing
    valid_until: date | None
    revoked_on: date | None
    revoked_for: str


def verify(*, token: str, address: str, now: datetime) -> VerifiedPaper | None:
    """The paper, or None for whatever is not a true token; TooManyChecks for the eleventh try of a minute."""
    if _count(address, now) > MOST_A_MINUTE:
        raise TooManyChecks
    row = find_by_token(token)
    return _verified(row, today=legal_day(now)) if row else None


def decide_standing(*, revoked: bool, valid_until: date | None, today: date) -> Standing:
    """A revoked paper stays revoked; the last day of validity still counts."""
    if revoked:
        return Standing.REVOKED
    return Standing.EXPIRED if valid_until and today > valid_until else Standing.VALID


def forget_attempts(now: datetime) -> int:
    """Remove the counts of minutes that are over; returns how many."""
    return VerifyAttempts.objects.filter(minute__lt=_minute(now)).delete()[0]


def _verified(row: Paper, *, today: date) -> VerifiedPaper:
    return VerifiedPaper(
        title=kind_named(row.kind).title,
        number=row.number,
        body_name=row.body_name,
        matter=row.matter,
        applicant_masked=row.applicant_masked,
        issued_on=legal_day(row.issued_at),
        standing=decide_standing(revoked=row.revoked_at is not None, valid_until=row.valid_until, today=today),
        valid_until=row.valid_until,
        revoked_on=legal_day(row.revoked_at) if row.revoked_at else None,
        revoked_for=row.revoked_for,
    )


def _count(address: str, now: datetime) -> int:
    """One upsert, so that several processes count together."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [blind_index(_neighbourhood(address), purpose=INDEX_PURPOSE), _minute(now)])
        (count,) = cursor.fetchone()
    return int(count)


def _neighbourhood(address: str) -> str:
    """An IPv4 address, or the 64 bits that one IPv6 subscriber holds; what is no address counts as itself."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((read, 64), strict=False)) if isinstance(read, IPv6Address) else str(read)


def _minute(now: datetime) -> int:
    return int(now.timestamp() // MINUTE.total_seconds())

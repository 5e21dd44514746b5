"""Verify a paper by what its QR says, at most ten times a minute from one address."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from onething.modules.papers.errors import TooManyChecks
from onething.modules.papers.models import Paper
from onething.modules.papers.services.pace import count_tries
from onething.modules.papers.services.tokens import find_by_token
from onething.platform.clock import legal_day

MOST_A_MINUTE = 10
INDEX_PURPOSE = "papers.verify.address"


class Standing(StrEnum):
    """What a paper is worth on the day it is verified."""

    VALID = "valid"
    EXPIRED = "expired"
    IN_PART = "in_part"
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
    void_items: tuple[str, ...]


def verify(*, token: str, address: str, now: datetime) -> VerifiedPaper | None:
    """The paper, or None for whatever is not a true token; TooManyChecks for the eleventh try of a minute."""
    if count_tries(address=address, purpose=INDEX_PURPOSE, now=now) > MOST_A_MINUTE:
        raise TooManyChecks
    row = find_by_token(token)
    return _verified(row, today=legal_day(now)) if row else None


def decide_standing(*, revoked: bool, in_part: bool, valid_until: date | None, today: date) -> Standing:
    """A revoked paper stays revoked; the last day of validity still counts; of some items it may no longer hold."""
    if revoked:
        return Standing.REVOKED
    if valid_until and today > valid_until:
        return Standing.EXPIRED
    return Standing.IN_PART if in_part else Standing.VALID


def _verified(row: Paper, *, today: date) -> VerifiedPaper:
    return VerifiedPaper(
        title=row.title,
        number=row.number,
        body_name=row.body_name,
        matter=row.matter,
        applicant_masked=row.applicant_masked,
        issued_on=legal_day(row.issued_at),
        standing=decide_standing(
            revoked=row.revoked_at is not None,
            in_part=bool(row.void_items),
            valid_until=row.valid_until,
            today=today,
        ),
        valid_until=row.valid_until,
        revoked_on=legal_day(row.revoked_at) if row.revoked_at else None,
        revoked_for=row.revoked_for,
        void_items=tuple(row.void_items),
    )

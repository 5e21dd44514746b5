"""What stands in a QR of ours: an opaque id and a short keyed digest, no personal data; that of a paper covers what it says."""

from hmac import compare_digest
from uuid import UUID

from django.conf import settings

from onething.modules.papers.models import Paper
from onething.platform.clock import legal_day
from onething.platform.encryption import get_provider

PURPOSE = "paper"
MAC_BYTES = 8
ID_DIGITS = 32


def token_of(row: Paper) -> str:
    """`id-mac`: 32 and 16 hexadecimal digits."""
    return f"{row.public_id.hex}-{mac_of(row)}"


def mac_of(row: Paper) -> str:
    """Over what the verify page shows: a row changed behind our back verifies no more."""
    shown = (row.public_id.hex, row.kind, row.number, row.issuer_code, row.body_name, row.matter, row.applicant_masked)
    return short_mac(*shown, f"{legal_day(row.issued_at)}", f"{row.valid_until}", purpose=PURPOSE)


def short_mac(*parts: str, purpose: str) -> str:
    """HMAC-SM3 of the lines, cut to 64 bits."""
    return get_provider().tag("\n".join(parts).encode(), purpose=purpose)[:MAC_BYTES].hex()


def split_token(token: str) -> tuple[UUID, str] | None:
    """Its id and its mac, still to be compared; none for what has not the shape of a token."""
    identity, _, mac = token.partition("-")
    if len(identity) != ID_DIGITS or not mac.isascii() or not set(identity) <= set("0123456789abcdef"):
        return None
    return UUID(hex=identity), mac


def find_by_token(token: str) -> Paper | None:
    """The paper to which the token belongs; none for an unknown id and for a wrong mac alike."""
    parts = split_token(token)
    row = Paper.objects.defer("data").filter(public_id=parts[0]).first() if parts else None
    return row if row and parts and compare_digest(mac_of(row), parts[1]) else None


def verify_address(row: Paper) -> str:
    """The whole address that the QR leads to."""
    return f"{settings.PUBLIC_URL}/verify/{token_of(row)}"

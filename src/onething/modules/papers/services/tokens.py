"""What stands in the QR of a paper: its opaque id and a short keyed digest of what it says, no personal data."""

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
    """HMAC-SM3 over what the verify page shows, cut to 64 bits: a row changed behind our back verifies no more."""
    shown = (row.public_id.hex, row.kind, row.number, row.body_code, row.body_name, row.matter, row.applicant_masked)
    content = "\n".join((*shown, f"{legal_day(row.issued_at)}", f"{row.valid_until}"))
    return get_provider().tag(content.encode(), purpose=PURPOSE)[:MAC_BYTES].hex()


def find_by_token(token: str) -> Paper | None:
    """The paper to which the token belongs; none for an unknown id and for a wrong mac alike."""
    identity, _, mac = token.partition("-")
    if len(identity) != ID_DIGITS or not mac.isascii() or not set(identity) <= set("0123456789abcdef"):
        return None
    row = Paper.objects.defer("data").filter(public_id=UUID(hex=identity)).first()
    return row if row and compare_digest(mac_of(row), mac) else None


def verify_address(row: Paper) -> str:
    """The whole address that the QR leads to."""
    return f"{settings.PUBLIC_URL}/verify/{token_of(row)}"

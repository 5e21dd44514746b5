"""What stands in the QR of a rating slip: the application's opaque id and a keyed digest of it and the stage."""

from dataclasses import dataclass
from hmac import compare_digest
from uuid import UUID

from django.conf import settings

from onething.modules.papers.api import short_mac, split_token
from onething.modules.rating.domain.stages import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What is rated."""

    application: UUID
    stage: Stage


def rating_path(occasion: Occasion) -> str:
    """Where it is rated, without a log-in."""
    return f"/rate/{occasion.application.hex}-{_mac(occasion)}"


def rating_address(occasion: Occasion) -> str:
    """The whole address, for paper."""
    return f"{settings.PUBLIC_URL}{rating_path(occasion)}"


def occasion_of(token: str) -> Occasion | None:
    """What the token stands for; none for whatever this house did not make."""
    parts = split_token(token)
    if parts is None:
        return None
    application, mac = parts
    occasions = [Occasion(application=application, stage=stage) for stage in Stage]
    return next((one for one in occasions if compare_digest(_mac(one), mac)), None)


def _mac(occasion: Occasion) -> str:
    return short_mac(occasion.application.hex, occasion.stage.value, purpose="rating")

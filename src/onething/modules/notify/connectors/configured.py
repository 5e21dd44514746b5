"""The gateway of this deployment, from its settings; one with its breaker in this process."""

from functools import lru_cache

from django.conf import settings

from onething.modules.notify.connectors.http_gateway import HttpSmsGateway
from onething.modules.notify.ports import SmsGateway


def find_gateway() -> SmsGateway | None:
    """Return the gateway; None when no address is set (ONETHING_SMS_URL): messages stand in people's own space alone."""
    url, token, signature = settings.SMS_URL, settings.SMS_TOKEN, settings.SMS_SIGNATURE
    return _gateway_at(url, token, signature) if url else None


@lru_cache(maxsize=4)
def _gateway_at(url: str, token: str, signature: str) -> SmsGateway:
    return HttpSmsGateway(url=url, token=token, signature=signature)

"""The gateway of this deployment, from its settings; one with its breaker in this process."""

from functools import lru_cache

from django.conf import settings

from onething.modules.exchange.api import is_secret
from onething.modules.payments.connectors.http_gateway import HttpPaymentGateway
from onething.modules.payments.ports import PaymentGateway

NAMES = ("PAYMENT_URL", "PAYMENT_TOKEN", "PAYMENT_SECRET")


def find_gateway() -> PaymentGateway | None:
    """Return the gateway; None when no address is set (ONETHING_PAYMENT_URL): people pay at the window."""
    url, token, secret = (getattr(settings, name) for name in NAMES)
    return _gateway_at(url, token, secret) if url else None


def find_secret() -> str:
    """The secret that notifications are signed with; empty without a gateway, or when it cannot sign."""
    return settings.PAYMENT_SECRET if settings.PAYMENT_URL and is_secret(settings.PAYMENT_SECRET) else ""


def unused_settings() -> tuple[str, ...]:
    """What is set although no address is: somebody meant to switch the gateway on."""
    return () if settings.PAYMENT_URL else tuple(f"ONETHING_{name}" for name in NAMES if getattr(settings, name))


@lru_cache(maxsize=4)
def _gateway_at(url: str, token: str, secret: str) -> PaymentGateway:
    return HttpPaymentGateway(url=url, token=token, secret=secret)

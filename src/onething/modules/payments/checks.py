"""What must be right about paying online before the house serves."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution

from onething.modules.payments.connectors.configured import find_gateway, unused_settings

NO_ADDRESS = "设了 {}，但没有设 ONETHING_PAYMENT_URL，网上支付没有开通。请补上地址，或者去掉它们。"


@register(Tags.security)
def check_payments(**_options: Any) -> list[CheckMessage]:
    """E001: the gateway that is named can be used. W001: it is set by half; a demonstration always sets the other half."""
    gateway, unused = find_gateway(), unused_settings()
    found: list[CheckMessage] = [
        Error(said, id="payments.E001") for said in (gateway.check_config() if gateway else ())
    ]
    if unused and not settings.DEMONSTRATION:
        found.append(Caution(NO_ADDRESS.format("、".join(unused)), id="payments.W001"))
    return found

"""What must be right about paying online before the house serves."""

from typing import Any

from django.core.checks import Error, Tags, register

from onething.modules.payments.connectors.configured import find_gateway, unused_settings

NO_ADDRESS = "设了 {}，但没有设 ONETHING_PAYMENT_URL，网上支付没有开通。请补上地址，或者去掉它们。"


@register(Tags.security)
def check_payments(**_options: Any) -> list[Error]:
    """E001: the gateway that is named can be used; E002: it is set whole or not at all."""
    gateway, unused = find_gateway(), unused_settings()
    faults = [Error(fault, id="payments.E001") for fault in (gateway.check_config() if gateway else ())]
    if unused:
        faults.append(Error(NO_ADDRESS.format("、".join(unused)), id="payments.E002"))
    return faults

"""What must be right about SMS before the house serves."""

from typing import Any

from django.core.checks import Error, Tags, register

from onething.modules.notify.connectors.configured import find_gateway


@register(Tags.security)
def check_sms(**_options: Any) -> list[Error]:
    """E001: the gateway that is named can be used."""
    gateway = find_gateway()
    return [Error(fault, id="notify.E001") for fault in (gateway.check_config() if gateway else ())]

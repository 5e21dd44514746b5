"""What must be right about the data sources and webhooks before the house serves."""

from typing import Any

from django.core.checks import Error, Tags, register

from onething.modules.exchange.connectors.configured import find_source, reach_of_webhooks


@register(Tags.security)
def check_sources(**_options: Any) -> list[Error]:
    """Ask the configured source what is wrong with its configuration."""
    source = find_source()
    return [Error(fault, id="exchange.E001") for fault in (source.check_config() if source else ())]


@register(Tags.security)
def check_webhooks(**_options: Any) -> list[Error]:
    """E002: the networks that webhooks may reach can be read."""
    try:
        reach_of_webhooks()
    except ValueError as error:
        hint = "写成 CIDR，用逗号隔开，例如 59.192.0.0/10。"
        return [Error(f"ONETHING_WEBHOOK_NETWORKS 看不懂：{error}。", hint=hint, id="exchange.E002")]
    return []

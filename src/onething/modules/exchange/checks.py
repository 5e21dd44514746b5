"""What must be right about the data sources, webhooks and uploads before the house serves."""

from typing import Any

from django.core.checks import Error, Tags, register
from yaml import YAMLError

from onething.modules.exchange.connectors.configured import find_platform, find_source, reach_of_webhooks
from onething.modules.exchange.services.upload import upload_table


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


@register(Tags.security)
def check_upload(**_options: Any) -> list[Error]:
    """E003, E004: the national platform is configured well, and the mapping can be read."""
    platform = find_platform()
    if platform is None:
        return []
    found = [Error(fault, id="exchange.E003") for fault in platform.check_config()]
    try:
        upload_table()
    except (OSError, ValueError, YAMLError) as error:
        hint = "照自带的 upload.yaml 改正后重新启动。"
        found.append(Error(f"ONETHING_UPLOAD_MAPPING 不能用：{error}。", hint=hint, id="exchange.E004"))
    return found

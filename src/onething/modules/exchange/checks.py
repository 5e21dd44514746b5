"""What must be right about the data sources before the house serves."""

from typing import Any

from django.core.checks import Error, Tags, register

from onething.modules.exchange.connectors.configured import find_source


@register(Tags.security)
def check_sources(**_options: Any) -> list[Error]:
    """Ask the configured source what is wrong with its configuration."""
    source = find_source()
    return [Error(fault, id="exchange.E001") for fault in (source.check_config() if source else ())]

"""What exchange refuses.

ExchangeError
├── UnfoundedQuery   exchange-unfounded-query    a query that does not say whose data or for what purpose
├── WebhookRefused   exchange-webhook-refused    a subscription that cannot be kept: field to message
└── WebhookUnknown   exchange-webhook-unknown    no such subscription, or not the actor's (the same words)
"""

from collections.abc import Mapping


class ExchangeError(Exception):
    """Base of this room's errors; `code` is stable."""

    code = "exchange"


class UnfoundedQuery(ExchangeError):
    """Personal data may be asked for only with a purpose and for a filing. 个人信息保护法 6, 34."""

    code = "exchange-unfounded-query"

    def __init__(self) -> None:
        super().__init__("查询他人信息必须写明查谁和用途，这次查询没有发出。请补上用途代码后再查。")


class WebhookRefused(ExchangeError):
    """Nothing was kept; `reasons` names every field at once."""

    code = "exchange-webhook-refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("".join(self.reasons.values()))


class WebhookUnknown(ExchangeError):
    """Never tells whether somebody else's exists."""

    code = "exchange-webhook-unknown"

    def __init__(self) -> None:
        super().__init__("没有找到这个订阅。请用 onething webhook list 核对编号。")

"""What exchange refuses.

ExchangeError
└── UnfoundedQuery   exchange-unfounded-query   a query that does not say whose data or for what purpose
"""


class ExchangeError(Exception):
    """Base of this room's errors; `code` is stable."""

    code = "exchange"


class UnfoundedQuery(ExchangeError):
    """Personal data may be asked for only with a purpose and for a filing. 个人信息保护法 6, 34."""

    code = "exchange-unfounded-query"

    def __init__(self) -> None:
        super().__init__("查询他人信息必须写明查谁和用途，这次查询没有发出。请补上用途代码后再查。")

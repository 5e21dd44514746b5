"""The door of exchange."""

from onething.modules.exchange.domain.results import Cause, Found, NotFound, Result, Unavailable
from onething.modules.exchange.errors import ExchangeError, UnfoundedQuery
from onething.modules.exchange.services.look_up import look_up

__all__ = [
    "Cause", "ExchangeError", "Found", "NotFound", "Result", "Unavailable", "UnfoundedQuery", "look_up",
]  # fmt: skip

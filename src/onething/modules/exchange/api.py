"""The door of exchange."""

from onething.modules.exchange.domain.acts import Act, Step, ToldCase
from onething.modules.exchange.domain.announcing import WebhookKind
from onething.modules.exchange.domain.results import Cause, Found, NotFound, Result, Unavailable
from onething.modules.exchange.domain.subscriptions import WebhookInfo
from onething.modules.exchange.errors import ExchangeError, UnfoundedQuery, WebhookRefused, WebhookUnknown
from onething.modules.exchange.services.dead_letters import DeadLetter, dead_letters, replay_letters
from onething.modules.exchange.services.deliver_webhook import ping
from onething.modules.exchange.services.look_up import look_up
from onething.modules.exchange.services.subscribe import disable, enable, list_webhooks, replace_secret, subscribe
from onething.modules.exchange.services.tell import tell

__all__ = [
    "Act", "Cause", "DeadLetter", "ExchangeError", "Found", "NotFound", "Result", "Step", "ToldCase", "Unavailable",
    "UnfoundedQuery", "WebhookInfo", "WebhookKind", "WebhookRefused", "WebhookUnknown",
    "dead_letters", "disable", "enable", "list_webhooks", "look_up", "ping", "replace_secret", "replay_letters",
    "subscribe", "tell",
]  # fmt: skip

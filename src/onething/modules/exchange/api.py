"""The door of exchange."""

from onething.modules.exchange.connectors.configured import find_platform
from onething.modules.exchange.domain.acts import Act, Step, ToldCase
from onething.modules.exchange.domain.announcing import WebhookKind
from onething.modules.exchange.domain.results import Cause, Found, NotFound, Result, Unavailable
from onething.modules.exchange.domain.subscriptions import WebhookInfo
from onething.modules.exchange.domain.uploaded import NotReached
from onething.modules.exchange.domain.uploading import ActFacts, UploadRecord
from onething.modules.exchange.errors import ExchangeError, UnfoundedQuery, WebhookRefused, WebhookUnknown
from onething.modules.exchange.services.dead_letters import DeadLetter, dead_letters, replay_letters
from onething.modules.exchange.services.deliver_webhook import ping
from onething.modules.exchange.services.look_up import look_up
from onething.modules.exchange.services.subscribe import disable, enable, list_webhooks, replace_secret, subscribe
from onething.modules.exchange.services.tell import tell
from onething.modules.exchange.services.upload import UPLOAD, is_uploaded, records_of, upload

__all__ = [
    "UPLOAD", "Act", "ActFacts", "Cause", "DeadLetter", "ExchangeError", "Found", "NotFound", "NotReached", "Result",
    "Step", "ToldCase", "Unavailable", "UnfoundedQuery", "UploadRecord", "WebhookInfo", "WebhookKind",
    "WebhookRefused", "WebhookUnknown", "dead_letters", "disable", "enable", "find_platform", "is_uploaded",
    "list_webhooks", "look_up", "ping", "records_of", "replace_secret", "replay_letters", "subscribe", "tell",
    "upload",
]  # fmt: skip

"""The door of exchange."""

from onething.modules.exchange.connectors.calling import Call, Resting, call_guarded
from onething.modules.exchange.connectors.configured import find_platform
from onething.modules.exchange.connectors.fuse import Fuse
from onething.modules.exchange.connectors.line import open_line
from onething.modules.exchange.connectors.posting import (
    AnswerTooLarge,
    Patience,
    faults_of_address,
    post_once,
    read_json,
    write_json,
)
from onething.modules.exchange.domain.acts import Act, Step, ToldCase
from onething.modules.exchange.domain.announcing import WebhookKind
from onething.modules.exchange.domain.deliveries import DeliveryInfo, DeliveryState
from onething.modules.exchange.domain.results import Cause, Found, NotFound, Result, Unavailable
from onething.modules.exchange.domain.signing import LEAST_SECRET_BYTES, is_secret, is_signed, sign
from onething.modules.exchange.domain.subscriptions import WebhookInfo
from onething.modules.exchange.domain.uploaded import NotReached
from onething.modules.exchange.domain.uploading import ActFacts, UploadRecord
from onething.modules.exchange.errors import ExchangeError, UnfoundedQuery, WebhookRefused, WebhookUnknown
from onething.modules.exchange.services.dead_letters import DeadLetter, dead_letters, replay_letters
from onething.modules.exchange.services.deliver_webhook import ping
from onething.modules.exchange.services.health import WebhookHealth, health_of
from onething.modules.exchange.services.journal import delivery_info, find_delivery, page_of_deliveries
from onething.modules.exchange.services.keep import assign, change_webhook, disable, enable
from onething.modules.exchange.services.look_up import look_up
from onething.modules.exchange.services.subscribe import (
    get_webhook,
    info_of,
    list_webhooks,
    page_of_webhooks,
    replace_secret,
    subscribe,
)
from onething.modules.exchange.services.tell import tell
from onething.modules.exchange.services.trial import order_trial
from onething.modules.exchange.services.upload import UPLOAD, is_uploaded, records_of, upload

__all__ = [
    "LEAST_SECRET_BYTES",
    "UPLOAD",
    "Act",
    "ActFacts",
    "AnswerTooLarge",
    "Call",
    "Cause",
    "DeadLetter",
    "DeliveryInfo",
    "DeliveryState",
    "ExchangeError",
    "Found",
    "Fuse",
    "NotFound",
    "NotReached",
    "Patience",
    "Resting",
    "Result",
    "Step",
    "ToldCase",
    "Unavailable",
    "UnfoundedQuery",
    "UploadRecord",
    "WebhookHealth",
    "WebhookInfo",
    "WebhookKind",
    "WebhookRefused",
    "WebhookUnknown",
    "assign",
    "call_guarded",
    "change_webhook",
    "dead_letters",
    "delivery_info",
    "disable",
    "enable",
    "faults_of_address",
    "find_delivery",
    "find_platform",
    "get_webhook",
    "health_of",
    "info_of",
    "is_secret",
    "is_signed",
    "is_uploaded",
    "list_webhooks",
    "look_up",
    "open_line",
    "order_trial",
    "page_of_deliveries",
    "page_of_webhooks",
    "ping",
    "post_once",
    "read_json",
    "records_of",
    "replace_secret",
    "replay_letters",
    "sign",
    "subscribe",
    "tell",
    "upload",
    "write_json",
]  # fmt: skip

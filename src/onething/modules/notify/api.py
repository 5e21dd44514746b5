"""The door of notify: tell people something, and read what they were told."""

from onething.modules.notify.domain.sending import SmsState
from onething.modules.notify.domain.wording import About, MessageKind
from onething.modules.notify.models import Message
from onething.modules.notify.queries import Told, last_told, mark_read, page_of_messages
from onething.modules.notify.services.choose import choose_sms
from onething.modules.notify.services.tell import SEND, News, sends_sms, tell, wants_sms

__all__ = [
    "SEND", "About", "Message", "MessageKind", "News", "SmsState", "Told", "choose_sms", "last_told", "mark_read", "page_of_messages",
    "sends_sms", "tell", "wants_sms",
]  # fmt: skip

"""The errors of clients; each text is for people.

ClientsError
├── ClientRefused     client-refused            a client cannot be made so (all reasons)
├── ClientGone        client-gone               no such client, or revoked already
└── KeyTrouble        an idempotency key cannot be used
    ├── KeyBusy       idempotency.busy          the first request with this key is still at work
    └── KeyReused     idempotency.other_body    the key was used for another request
"""

from collections.abc import Sequence


class ClientsError(Exception):
    """Base of this room's errors."""

    code = "clients"


class ClientRefused(ClientsError):
    """Nothing was made; `reasons` are pairs of field and message."""

    code = "client-refused"

    def __init__(self, reasons: Sequence[tuple[str, str]]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("".join(message for _, message in self.reasons))


class ClientGone(ClientsError):
    """There is nothing to revoke."""

    code = "client-gone"

    def __init__(self) -> None:
        super().__init__("没有这个接入系统，或者它已经停用。请刷新名单再看。")


class KeyTrouble(ClientsError):
    """The request was not carried out."""

    code = "idempotency"


class KeyBusy(KeyTrouble):
    """Come again in a moment."""

    code = "idempotency.busy"

    def __init__(self) -> None:
        super().__init__("用这个幂等键的第一次请求还在办理。请稍候用同一个键、同样的内容再试。")


class KeyReused(KeyTrouble):
    """A key names one request for ever."""

    code = "idempotency.other_body"

    def __init__(self) -> None:
        super().__init__("这个幂等键已经用于另一个请求，内容或地址不同，没有办理。请换一个新的键。")

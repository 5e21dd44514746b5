"""The door of clients."""

from onething.modules.clients.domain.answers import KeptResponse
from onething.modules.clients.domain.reach import ApiScope
from onething.modules.clients.domain.views import ClientInfo, NewClient, Pass
from onething.modules.clients.errors import ClientGone, ClientRefused, ClientsError, KeyBusy, KeyReused, KeyTrouble
from onething.modules.clients.services.admit import admit, seconds_to_wait
from onething.modules.clients.services.answer_once import begin, keep, let_go
from onething.modules.clients.services.register import AT_THE_MACHINE, create_client, list_clients, revoke_client

__all__ = [
    "AT_THE_MACHINE", "ApiScope", "ClientGone", "ClientInfo", "ClientRefused", "ClientsError", "KeptResponse", "KeyBusy",
    "KeyReused", "KeyTrouble", "NewClient", "Pass",
    "admit", "begin", "create_client", "keep", "let_go", "list_clients", "revoke_client", "seconds_to_wait",
]  # fmt: skip

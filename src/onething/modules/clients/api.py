"""The door of clients."""

from onething.modules.clients.domain.answers import KeptResponse
from onething.modules.clients.domain.reach import ApiScope
from onething.modules.clients.domain.views import ClientInfo, NewClient, Pass
from onething.modules.clients.errors import ClientGone, ClientRefused, ClientsError, KeyBusy, KeyReused, KeyTrouble
from onething.modules.clients.events import ClientRevoked
from onething.modules.clients.queries import clients_by_id, list_clients
from onething.modules.clients.services.admit import admit, seconds_to_wait
from onething.modules.clients.services.answer_once import begin, keep, let_go
from onething.modules.clients.services.register import AT_THE_MACHINE, change_client, create_client, revoke_client

__all__ = [
    "AT_THE_MACHINE", "ApiScope", "ClientGone", "ClientInfo", "ClientRefused", "ClientRevoked", "ClientsError",
    "KeptResponse", "KeyBusy", "KeyReused", "KeyTrouble", "NewClient", "Pass",
    "admit", "begin", "change_client", "clients_by_id", "create_client", "keep", "let_go", "list_clients",
    "revoke_client", "seconds_to_wait",
]  # fmt: skip

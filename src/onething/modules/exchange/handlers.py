"""What exchange does, inside the transaction, when something happened in a lower room."""

from onething.modules.clients.api import ClientRevoked
from onething.modules.exchange.services.keep import stop_all_of


def when_client_revoked(event: ClientRevoked) -> None:
    """Its subscriptions fall silent with it."""
    stop_all_of(client=event.client, actor=event.actor, now=event.at)

"""Which scopes the token endpoint may grant: those of the client, and all of them when none is asked for."""

from typing import Any

from oauth2_provider.scopes import BaseScopes

from onething.modules.clients.domain.reach import ApiScope
from onething.modules.clients.models import Client


class ClientScopes(BaseScopes):  # type: ignore[misc] # the library is not typed
    """The library's question, answered from the client's row."""

    def get_all_scopes(self) -> dict[str, str]:
        """Every scope with its words."""
        return {scope.value: scope.label for scope in ApiScope}

    def get_available_scopes(self, application: Client | None = None, *_args: Any, **_named: Any) -> list[str]:
        """Asking for more than this is refused (invalid_scope)."""
        return list(application.scopes) if application else []

    def get_default_scopes(self, application: Client | None = None, *_args: Any, **_named: Any) -> list[str]:
        """Who asks for none gets what the client has."""
        return self.get_available_scopes(application)

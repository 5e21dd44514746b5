"""What clients adds to the settings: OAuth 2 with client credentials and nothing else (RFC 6749 4.4, RFC 9700).

Environment: `ONETHING_API_PER_MINUTE`.
"""

import os
from datetime import timedelta

__all__ = ["API_PER_MINUTE", "OAUTH2_PROVIDER", "OAUTH2_PROVIDER_APPLICATION_MODEL", "TOKEN_LIFE"]


def _read(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


APPS = ("oauth2_provider",)
API_PER_MINUTE = int(_read("ONETHING_API_PER_MINUTE", "600"))
TOKEN_LIFE = timedelta(minutes=15)
OAUTH2_PROVIDER_APPLICATION_MODEL = "clients.Client"
OAUTH2_PROVIDER = {
    "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",  # client credentials; there is no other grant
    "SCOPES_BACKEND_CLASS": "onething.modules.clients.scopes.ClientScopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": int(TOKEN_LIFE.total_seconds()),
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,  # a token stands in the database only as its digest
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,  # never in the address
}

"""Who may log in by password, and whose session still counts."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from onething.modules.identity.models import Account, AccountKind


class AccountBackend(ModelBackend):
    """Passwords are for active staff; an inactive account has no session at all."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_more: Any
    ) -> Account | None:
        """The staff account, or None after the same amount of hashing whether or not it exists."""
        account = super().authenticate(request, username=username, password=password)
        return account if isinstance(account, Account) and account.kind == AccountKind.STAFF else None

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session with its person, in one query; None once it is disabled."""
        return Account.objects.select_related("person").filter(pk=user_id, is_active=True).first()

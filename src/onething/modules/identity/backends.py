"""Who may log in by password, and whose session still counts."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import connection
from django.http import HttpRequest

from onething.modules.identity.models import Account, AccountKind, Person
from onething.platform.database import Columns

_ACCOUNT, _PERSON = Columns(Account), Columns(Person)
_WIDTH = len(Account._meta.concrete_fields)
_ACCOUNTS, _PEOPLE = Account._meta.db_table, Person._meta.db_table
_SELECT = (
    f"SELECT {_ACCOUNT.named}, {_PERSON.named} FROM {_ACCOUNTS} "  # noqa: S608 - our columns
    f"LEFT JOIN {_PEOPLE} ON {_PEOPLE}.account_id = {_ACCOUNTS}.id WHERE {_ACCOUNTS}.id = %s AND {_ACCOUNTS}.is_active"
)


class AccountBackend(ModelBackend):
    """Passwords are for active staff; an inactive account has no session at all."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_more: Any
    ) -> Account | None:
        """The staff account, or None after the same amount of hashing whether or not it exists."""
        account = super().authenticate(request, username=username, password=password)
        return account if isinstance(account, Account) and account.kind == AccountKind.STAFF else None

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session with its person, in one query made once; None once it is disabled."""
        with connection.cursor() as cursor:
            cursor.execute(_SELECT, [user_id])
            found = cursor.fetchone()
        if found is None:
            return None
        (account,) = _ACCOUNT.read([found[:_WIDTH]])
        person = _PERSON.read([found[_WIDTH:]])[0] if found[_WIDTH] else None
        Account.person.related.set_cached_value(account, person)
        return account

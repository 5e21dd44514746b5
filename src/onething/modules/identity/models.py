"""Tables of identity. An account is a login and nothing more: who the person is stands elsewhere."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from onething.platform import clock
from onething.platform.database import Row


class AccountKind(models.TextChoices):
    """Who logs in with an account."""

    CITIZEN = "citizen", "群众"
    STAFF = "staff", "工作人员"
    SERVICE = "service", "系统"


class AccountStore(BaseUserManager["Account"]):
    """Makes accounts with a hashed password, or with none for those who log in elsewhere."""

    def create_account(self, *, login: str, kind: AccountKind, password: str | None = None) -> "Account":
        """Store a new account; without a password it can only be used through an identity provider."""
        account = self.model(login=login, kind=kind)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser, Row):
    """A login (账号)."""

    login = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=8, choices=AccountKind.choices)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = AccountStore()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["kind"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=AccountKind.values), name="identity_account_kind"),
        ]

"""Tables of identity. An account is a login and nothing more; a person, an enterprise and a post are different things."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from onething.modules.identity.domain.authorities import AuthorityKind, AuthoritySource, EndedBy
from onething.modules.identity.domain.claims import Assurance
from onething.modules.identity.domain.enterprises import EnterpriseKind
from onething.modules.identity.sessions import Session
from onething.platform import clock
from onething.platform.database import Row
from onething.platform.encryption import EncryptedTextField
from onething.platform.permissions import ObjectKind, Role, ScopeColumns

__all__ = [
    "Account",
    "AccountKind",
    "Authority",
    "Enterprise",
    "Person",
    "Session",
    "StaffPost",
]  # Django finds its tables in this file


class AccountKind(models.TextChoices):
    """Who logs in with an account."""

    CITIZEN = "citizen", "群众"
    STAFF = "staff", "工作人员"
    SERVICE = "service", "系统"


class AccountStore(BaseUserManager["Account"]):
    """Makes accounts with a hashed password, or with none for those who log in elsewhere."""

    def create_account(
        self, *, login: str, kind: AccountKind, password: str | None = None, display_name: str = ""
    ) -> "Account":
        """Store a new account; without a password it can only be used through an identity provider."""
        account = self.model(login=login, kind=kind, display_name=display_name)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser, Row):
    """A login (账号). The display name is that of staff; a citizen's name stands encrypted in Person alone."""

    object_kind = ObjectKind.ACCOUNT
    scope_columns = ScopeColumns()

    login = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=8, choices=AccountKind.choices)
    display_name = models.CharField("姓名", max_length=64, blank=True)
    is_active = models.BooleanField("在用", default=True)
    created_at = models.DateTimeField("开立时间", default=clock.now, editable=False)

    objects = AccountStore()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["kind"]

    class Meta:
        verbose_name = "工作人员账号"
        verbose_name_plural = "工作人员账号"
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=AccountKind.values), name="identity_account_kind"),
        ]


class Person(Row):
    """A natural person (自然人). Found by the blind index of the number; readable through `api.person_of` alone."""

    object_kind = ObjectKind.PROFILE
    scope_columns = ScopeColumns(owner="public_id")

    account = models.OneToOneField(Account, on_delete=models.PROTECT, null=True, related_name="person")
    name = EncryptedTextField()
    id_number = EncryptedTextField()
    id_number_index = models.CharField(max_length=64, unique=True)
    phone = EncryptedTextField(blank=True)
    assurance = models.CharField(max_length=16, choices=[(level.value, level.value) for level in Assurance])
    registered_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)


class StaffPost(Row):
    """A post (岗位): in which role, body, place and region an account acts, on days [from_day, until_day)."""

    object_kind = ObjectKind.POST
    scope_columns = ScopeColumns()

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=60)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    body_code = models.CharField(max_length=64, blank=True)
    site_code = models.CharField(max_length=64, blank=True)
    window_number = models.CharField(max_length=20, blank=True)
    region_path = models.CharField(max_length=120)
    from_day = models.DateField()
    until_day = models.DateField(null=True)
    is_active = models.BooleanField(default=True)


class Enterprise(Row):
    """A legal person or other organisation (法人和其他组织), found by the blind index of its code.

    Its name is sealed as well: the names of many small businesses are those of people.
    """

    object_kind = ObjectKind.PROFILE
    scope_columns = ScopeColumns(owner="public_id")

    name = EncryptedTextField()
    uscc = EncryptedTextField()
    uscc_index = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.label) for kind in EnterpriseKind])
    registered_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)


class Authority(Row):
    """An authority (授权): the holder may act for the principal, in these bundles (none named: in all), on these days.

    The holder is named by number and name, not by a key: naming somebody must not tell whether they were ever here.
    """

    object_kind = ObjectKind.AUTHORITY
    scope_columns = ScopeColumns(owner="principal")

    principal = models.UUIDField(help_text="public id of the enterprise or person below")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    holder_index = models.CharField(max_length=64)
    holder_name = EncryptedTextField()
    holder_number = EncryptedTextField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in AuthorityKind])
    source = models.CharField(max_length=8, choices=[(source.value, source.label) for source in AuthoritySource])
    bundles = models.JSONField()
    from_day = models.DateField()
    until_day = models.DateField(null=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=9, blank=True, choices=[(one.value, one.label) for one in EndedBy])

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=AuthorityKind.AGENT.value, person__isnull=False, enterprise__isnull=True)
                | models.Q(
                    kind__in=[AuthorityKind.LEGAL_REPRESENTATIVE.value, AuthorityKind.HANDLER.value],
                    person__isnull=True,
                    enterprise__isnull=False,
                ),
                name="identity_authority_principal",
            ),
            models.UniqueConstraint(
                fields=["principal", "holder_index", "kind", "source"],
                condition=models.Q(ended_at__isnull=True),
                name="identity_authority_once",
            ),
        ]
        indexes = [models.Index(fields=["holder_index"], name="identity_authority_holder")]

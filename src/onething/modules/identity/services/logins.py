"""Log a citizen in after an identity provider confirmed them: one person per identity number, whatever comes at once."""

from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction

from onething.modules.identity.domain.claims import Refusal, RefusalCode, VerifiedIdentity
from onething.modules.identity.errors import LoginRefused
from onething.modules.identity.models import Account, AccountKind, Person
from onething.modules.identity.services.confirmed import keep_in_step
from onething.modules.identity.services.registration import INDEX_PURPOSE
from onething.platform.database import new_public_id, save_guarded
from onething.platform.encryption import blind_index

OTHER_PERSON = Refusal(
    RefusalCode.OTHER_PERSON,
    "这个登录账号此前登记的是另一个证件号码。为保护双方信息，系统没有登录。请带证件到政务服务中心窗口核对。",
)
DISABLED = Refusal(RefusalCode.DISABLED, "您的账号已停用。请拨打 12345 或到政务服务中心窗口咨询。")


def log_in_citizen(*, identity: VerifiedIdentity, provider: str, now: datetime) -> SocialAccount:
    """The provider's account linked to our account of this person, both made when new; LoginRefused otherwise."""
    try:
        return _link(identity, provider, now)
    except IntegrityError:
        return _link(identity, provider, now)  # somebody made the same person in this moment: now it is there


@transaction.atomic
def _link(identity: VerifiedIdentity, provider: str, now: datetime) -> SocialAccount:
    person = _person_of(identity, now)
    account = person.account
    if account is None or not account.is_active:
        raise LoginRefused([DISABLED])
    linked = SocialAccount.objects.filter(provider=provider, uid=identity.subject).select_related("user").first()
    if linked is not None and linked.user_id != account.pk:
        raise LoginRefused([OTHER_PERSON])
    keep_in_step(person, account, identity.enterprises, now=now)
    return linked or SocialAccount.objects.create(provider=provider, uid=identity.subject, user=account)


def _person_of(identity: VerifiedIdentity, now: datetime) -> Person:
    """The one person of this number, with an account."""
    index = blind_index(identity.id_number, purpose=INDEX_PURPOSE)
    person = Person.objects.select_for_update().filter(id_number_index=index).first()
    if person is None:
        person = Person(id_number=identity.id_number, id_number_index=index, registered_at=now, account=_new_account())
        _confirm(person, identity, now)
        person.save(force_insert=True)
    else:
        person.account = person.account or _new_account()
        _confirm(person, identity, now)
        save_guarded(person, fields=["account", "name", "phone", "assurance", "verified_at"])
    return person


def _confirm(person: Person, identity: VerifiedIdentity, now: datetime) -> None:
    """What the provider confirmed just now replaces what was known; a phone it does not know stays."""
    person.name = identity.name
    person.phone = identity.phone or person.phone
    person.assurance = identity.assurance
    person.verified_at = now


def _new_account() -> Account:
    return Account.objects.create_account(login=f"citizen-{new_public_id()}", kind=AccountKind.CITIZEN)

"""Register an enterprise for which somebody files at the counter, and read an enterprise's data for a named purpose."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from onething.core.identifiers import check_uscc
from onething.modules.identity.domain.enterprises import (
    BAD_NAME,
    EnterpriseKind,
    EnterpriseView,
    RegisteredEnterprise,
    kind_of,
    read_enterprise_name,
)
from onething.modules.identity.errors import EnterpriseRefused, NotYours
from onething.modules.identity.models import Enterprise
from onething.modules.identity.services.reading import log_reading
from onething.modules.identity.services.registration import FOR_OTHERS
from onething.platform.encryption import blind_index
from onething.platform.permissions import Action, Actor, ObjectKind, Role, Scope, allowed, scope_of

INDEX_PURPOSE = "identity.enterprise.uscc"
AT_COUNTER, BY_SYSTEM = "综合窗口登记申请单位", "接入系统登记申请单位"
MISMATCH = "单位名称与统一社会信用代码对不上。请对照营业执照逐字核对；执照刚变更的，请单位经办人登录一次后再办。"


def register_enterprise(*, name: str, uscc: str, actor: Actor, now: datetime) -> RegisteredEnterprise:
    """Find the enterprise by its code or make one; the clerk learns nothing beyond what was typed."""
    if scope_of(actor.role, Action.DRAFT_EDIT, ObjectKind.DRAFT) not in FOR_OTHERS:
        raise NotYours
    typed_name, typed_uscc = _read_typed(name, uscc)
    try:
        enterprise_id = _find_or_make(typed_name, typed_uscc, actor, now)
    except IntegrityError:
        enterprise_id = _find_or_make(typed_name, typed_uscc, actor, now)  # registered elsewhere in this moment
    if enterprise_id is None:
        raise EnterpriseRefused({"enterprise_name": MISMATCH})
    return RegisteredEnterprise(public_id=enterprise_id, name=typed_name, uscc=typed_uscc)


@transaction.atomic
def find_enterprise(*, uscc: str, purpose: str, actor: Actor, now: datetime) -> UUID | None:
    """Whose code it is, for the clerk who has the licence in hand; nothing else is told, and the look is logged."""
    if scope_of(actor.role, Action.DRAFT_EDIT, ObjectKind.DRAFT) is not Scope.SITE:
        raise NotYours
    checked = check_uscc(uscc)
    if checked.value is None:
        raise EnterpriseRefused({"uscc": "".join(failure.message for failure in checked.failures)})
    row = Enterprise.objects.filter(uscc_index=index_of(checked.value)).only("public_id").first()
    if row is None:
        return None
    log_reading(row, actor, purpose, now, fields=("uscc",))
    return row.public_id


def enterprise_of(actor: Actor, *, purpose: str, now: datetime, case_ref: UUID | None = None) -> EnterpriseView:
    """The enterprise that the actor acts for; NotYours when they act for no enterprise."""
    return access_enterprise(actor.acting_for, actor=actor, purpose=purpose, now=now, case_ref=case_ref)


def acts_for_enterprise(actor: Actor) -> bool:
    """Whether the principal is an enterprise."""
    return actor.acting_for is not None and Enterprise.objects.filter(public_id=actor.acting_for).exists()


@transaction.atomic
def access_enterprise(
    enterprise_id: UUID | None, *, actor: Actor, purpose: str, now: datetime, case_ref: UUID | None = None
) -> EnterpriseView:
    """An enterprise's data for whom the permission table allows it; NotYours for everybody else, existing or not."""
    row = Enterprise.objects.filter(public_id=enterprise_id).first() if enterprise_id else None
    if row is None or not allowed(actor.unlimited(), Action.PROFILE_READ, row):
        raise NotYours
    log_reading(row, actor, purpose, now, fields=("name", "uscc"), case_ref=case_ref)
    return EnterpriseView(public_id=row.public_id, name=row.name, uscc=row.uscc, kind=EnterpriseKind.of(row.kind))


def index_of(uscc: str) -> str:
    """The blind index under which an enterprise is found."""
    return blind_index(uscc, purpose=INDEX_PURPOSE)


def new_enterprise(*, name: str, uscc: str, now: datetime) -> Enterprise:
    """A row not yet stored, for a code that was checked."""
    return Enterprise(name=name, uscc=uscc, uscc_index=index_of(uscc), kind=kind_of(uscc), registered_at=now)


def _read_typed(name: str, uscc: str) -> tuple[str, str]:
    typed_name, checked = read_enterprise_name(name), check_uscc(uscc)
    reasons = {} if typed_name else {"enterprise_name": BAD_NAME}
    if checked.value is None:
        reasons["uscc"] = "".join(failure.message for failure in checked.failures)
    if reasons:
        raise EnterpriseRefused(reasons)
    return typed_name, checked.value or ""


@transaction.atomic
def _find_or_make(name: str, uscc: str, actor: Actor, now: datetime) -> UUID | None:
    """The enterprise's public id; None when the code belongs to another name (the attempt is logged all the same)."""
    row = Enterprise.objects.filter(uscc_index=index_of(uscc)).first()
    if row is None:
        row = new_enterprise(name=name, uscc=uscc, now=now)
        row.save(force_insert=True)
    log_reading(row, actor, BY_SYSTEM if actor.role is Role.CLIENT else AT_COUNTER, now, fields=("name", "uscc"))
    return row.public_id if row.name == name else None

"""Grant, revoke and decline authorities, and choose one to act under; each stands on the log of the authority."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from onething.core.identifiers import check_citizen_id, check_name
from onething.modules.identity.domain.authorities import (
    NOT_YOURS_TO_GRANT,
    AuthorityInfo,
    AuthorityKind,
    AuthoritySource,
    EndedBy,
    decide_terms,
)
from onething.modules.identity.errors import AuthorityGone, AuthorityRefused
from onething.modules.identity.models import Authority, Enterprise, Person
from onething.modules.identity.queries import find_acting_person, find_held, may_grant
from onething.modules.identity.services.registration import INDEX_PURPOSE
from onething.platform.clock import legal_day
from onething.platform.encryption import blind_index
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Action, Actor, visible

SUBJECT = "authority"
CONFIRMED_ELSEWHERE = (
    "这项身份由统一身份认证平台按登记信息确认，不能在这里结束。请到登记机关办理变更，变更后下次登录就会更新。"
)
NO_NUMBER = "还没有填写身份证号码，请填写。"
AT_ONCE = "刚才有人同时给这个人授权，没有保存。请看一眼名单，再决定要不要重新授权。"
LASTING = ("holder_name", "bundles", "from_day", "until_day")


def grant_authority(
    *,
    name: str,
    id_number: str,
    last_day: date | None,
    bundles: Collection[str],
    offered: Collection[str],
    actor: Actor,
    now: datetime,
) -> UUID:
    """Let somebody act for the actor's principal up to and including the last day; AuthorityRefused with all reasons.

    `offered` are the codes of bundles that may be named. A new grant to the same person takes the place of the former.
    """
    today, person = legal_day(now), find_acting_person(actor)
    if person is None or not may_grant(actor, on=today):
        raise AuthorityRefused({"": NOT_YOURS_TO_GRANT})
    wanted, reasons = _named(name, id_number, today)
    is_oneself = wanted.holder_index == person.id_number_index
    reasons |= decide_terms(same_person=is_oneself, last_day=last_day, bundles=bundles, offered=offered, today=today)
    if reasons or last_day is None:
        raise AuthorityRefused(reasons)
    wanted.source, wanted.bundles, wanted.created_at = AuthoritySource.GRANTED, sorted(set(bundles)), now
    wanted.from_day, wanted.until_day = today, last_day + timedelta(days=1)
    try:
        return _grant(wanted, person, actor, now)
    except IntegrityError as error:
        raise AuthorityRefused({"": AT_ONCE}) from error


@transaction.atomic
def revoke_authority(*, authority: UUID, actor: Actor, now: datetime) -> None:
    """The principal takes it back; whoever acts under it acts no longer."""
    if not may_grant(actor, on=legal_day(now)):
        raise AuthorityRefused({"": NOT_YOURS_TO_GRANT})
    rows = visible(actor, Action.AUTHORITY_GRANT, Authority.objects.filter(public_id=authority, ended_at__isnull=True))
    _end(rows.select_for_update().first(), EndedBy.PRINCIPAL, actor, now)


@transaction.atomic
def decline_authority(*, authority: UUID, actor: Actor, now: datetime) -> None:
    """The one who was named does not want to act, or no longer."""
    held = _held_now(str(authority), actor, now)
    _end(Authority.objects.select_for_update().filter(public_id=held.public_id).first(), EndedBy.HOLDER, actor, now)


@transaction.atomic
def choose_authority(*, authority: str, actor: Actor, now: datetime) -> AuthorityInfo:
    """The authority under which the actor acts from now on; AuthorityGone when it is not theirs today."""
    held = _held_now(authority, actor, now)
    row = Authority.objects.select_for_update().get(public_id=held.public_id)
    log_authority(row, "authority.choose", actor, now)
    return held


def end_authority(row: Authority, ended_by: EndedBy, actor: Actor, now: datetime) -> None:
    """Mark the row as ended and say so on its log; the caller holds its lock."""
    row.ended_at, row.ended_by = now, ended_by
    row.save(update_fields=["ended_at", "ended_by"])
    log_authority(row, "authority.end", actor, now, ended_by=ended_by.value)


def log_authority(row: Authority, what: str, actor: Actor, now: datetime, **payload: Any) -> None:
    """What happened to the authority, as codes and days."""
    action = NewAction(subject_kind=SUBJECT, subject_id=row.public_id, kind=what, actor=actor, at=now, payload=payload)
    append_action(action)


def _held_now(authority: str, actor: Actor, now: datetime) -> AuthorityInfo:
    person = find_acting_person(actor)
    held = find_held(person, authority=authority, on=legal_day(now)) if person else None
    if held is None:
        raise AuthorityGone
    return held


def _named(name: str, id_number: str, today: date) -> tuple[Authority, dict[str, str]]:
    """An authority for the one named so, and what is wrong with the naming."""
    checks = {"name": check_name(name), "id_number": check_citizen_id(id_number, today=today)}
    reasons = {
        field: "".join(failure.message for failure in checked.failures)
        for field, checked in checks.items()
        if checked.value is None
    }
    if not id_number.strip():
        reasons["id_number"] = NO_NUMBER
    number = checks["id_number"].value or ""
    index = blind_index(number, purpose=INDEX_PURPOSE)
    return Authority(holder_name=checks["name"].value or "", holder_number=number, holder_index=index), reasons


@transaction.atomic
def _grant(row: Authority, person: Person, actor: Actor, now: datetime) -> UUID:
    """By the person for themselves, or by the legal representative for the enterprise."""
    if actor.acting_for is None:
        row.principal, row.person, row.kind = person.public_id, person, AuthorityKind.AGENT
    else:
        enterprise = Enterprise.objects.get(public_id=actor.acting_for)
        row.principal, row.enterprise, row.kind = enterprise.public_id, enterprise, AuthorityKind.HANDLER
    return _put_in_place(row, actor, now)


def _put_in_place(row: Authority, actor: Actor, now: datetime) -> UUID:
    """Store it in place of the former one of the same kind; pressed twice, the first stands."""
    same = {name: getattr(row, name) for name in ("principal", "holder_index", "kind", "source")}
    former = Authority.objects.select_for_update().filter(**same, ended_at__isnull=True).first()
    if former and all(getattr(former, name) == getattr(row, name) for name in LASTING):
        return former.public_id
    if former:
        end_authority(former, EndedBy.REPLACED, actor, now)
    row.save(force_insert=True)
    log_authority(
        row,
        "authority.grant",
        actor,
        now,
        kind=row.kind,
        bundles=row.bundles,
        from_day=row.from_day.isoformat(),
        until_day=row.until_day.isoformat() if row.until_day else "",
    )
    return row.public_id


def _end(row: Authority | None, ended_by: EndedBy, actor: Actor, now: datetime) -> None:
    if row is None or row.ended_at is not None:
        raise AuthorityGone
    if row.source != AuthoritySource.GRANTED:
        raise AuthorityRefused({"": CONFIRMED_ELSEWHERE})
    end_authority(row, ended_by, actor, now)

"""Reads of identity: posts of an account, its open sessions, accounts of staff, and authorities from both their sides."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import Q, QuerySet

from onething.core.identifiers import check_name, mask_citizen_id
from onething.modules.identity.domain.authorities import (
    AuthorityInfo,
    AuthorityKind,
    AuthoritySource,
    AuthorityState,
    EndedBy,
)
from onething.modules.identity.domain.devices import device_words
from onething.modules.identity.domain.posts import Officer, PostInfo
from onething.modules.identity.models import Account, AccountKind, Authority, Person, Session, StaffPost
from onething.modules.organisation.api import body_name_in
from onething.platform.permissions import Action, Actor, Role, visible

MOST_AUTHORITIES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """A session as its owner sees it; `handle` names it without giving its key away."""

    handle: str
    device: str
    started_at: datetime | None
    used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAccount:
    """An account of staff with its posts of today."""

    login: str
    display_name: str
    is_active: bool
    posts: tuple[PostInfo, ...]


def list_posts(account: Account, *, on: date) -> tuple[PostInfo, ...]:
    """The posts the account holds on this legal day, oldest first."""
    return tuple(post for _, post in _posts(on, account=account))


def _posts(on: date, **only: Account) -> Iterator[tuple[int, PostInfo]]:
    """Account and post of all that count on this day, oldest first, each with the name of its body; one query."""
    current = Q(until_day__isnull=True) | Q(until_day__gt=on)
    rows = StaffPost.objects.filter(current, is_active=True, from_day__lte=on, **only)
    for row in rows.annotate(body_name=body_name_in("body_code")).order_by("id"):
        yield row.account_id, post_info(row, body_name=row.body_name or "")


def posts_named(public_ids: Collection[UUID]) -> dict[UUID, PostInfo]:
    """Posts by their ids, held or not any more, each with the name of its body; one query."""
    rows = StaffPost.objects.filter(public_id__in=public_ids).annotate(body_name=body_name_in("body_code"))
    return {row.public_id: post_info(row, body_name=row.body_name or "") for row in rows}


def post_info(row: StaffPost, *, body_name: str = "") -> PostInfo:
    """The post as a frozen value."""
    return PostInfo(
        public_id=row.public_id,
        title=row.title,
        role=Role(row.role),
        body_code=row.body_code,
        site_code=row.site_code,
        window_number=row.window_number,
        region_path=row.region_path,
        from_day=row.from_day,
        until_day=row.until_day,
        body_name=body_name,
    )


def list_staff(*, on: date) -> tuple[StaffAccount, ...]:
    """All accounts of staff by login; two queries."""
    posts: dict[int, list[PostInfo]] = {}
    for account_id, post in _posts(on):
        posts.setdefault(account_id, []).append(post)
    return tuple(
        StaffAccount(
            login=account.login,
            display_name=account.display_name,
            is_active=account.is_active,
            posts=tuple(posts.get(account.pk, ())),
        )
        for account in Account.objects.filter(kind=AccountKind.STAFF).order_by("login")
    )


def officers_of(body_code: str, *, on: date) -> tuple[Officer, ...]:
    """Who holds a post as approver in this body that day, by name; one query."""
    posts = StaffPost.objects.filter(
        Q(until_day__isnull=True) | Q(until_day__gt=on),
        body_code=body_code, role=Role.APPROVER, is_active=True, from_day__lte=on, account__is_active=True,
    )  # fmt: skip
    found = posts.order_by("account__display_name", "id").values_list("account__public_id", "account__display_name")
    return tuple(Officer(account=account, name=name) for account, name in dict.fromkeys(found))


def active_sessions(account: Account, *, now: datetime) -> tuple[OpenSession, ...]:
    """Where the account is logged in, latest use first."""
    rows = Session.objects.filter(account_id=account.pk, expire_date__gt=now).order_by("-used_at")
    return tuple(
        OpenSession(
            handle=handle_of(row.session_key),
            device=device_words(row.device),
            started_at=row.started_at,
            used_at=row.used_at,
        )
        for row in rows
    )


def handle_of(session_key: str) -> str:
    """A name for a session that cannot be turned back into its key."""
    return sha256(f"session handle {session_key}".encode()).hexdigest()[:32]


def authorities_held(*, actor: Actor, on: date) -> tuple[AuthorityInfo, ...]:
    """For whom the one who really acts may act today or later, confirmed ones first; two queries."""
    person = find_acting_person(actor)
    return held_by(person, on=on) if person else ()


def held_by(person: Person, *, on: date) -> tuple[AuthorityInfo, ...]:
    """The same for a person; one query."""
    rows = _held(person).filter(Q(until_day__isnull=True) | Q(until_day__gt=on)).order_by("-source", "id")
    return tuple(authority_info(row) for row in rows[:MOST_AUTHORITIES] if row.holder_name == person.name)


def find_held(person: Person, *, authority: str, on: date) -> AuthorityInfo | None:
    """The authority by which this person may act today; one query."""
    try:
        row = _held(person).filter(public_id=UUID(authority)).first()
    except ValueError:
        return None
    info = authority_info(row) if row and row.holder_name == person.name else None
    return info if info and info.state(on) is AuthorityState.VALID else None


def names_acting_for(principal: UUID, *, bundle: str, on: date) -> frozenset[str]:
    """The names of those who may act for this person or enterprise in this bundle today; one query."""
    rows = Authority.objects.select_related("enterprise", "person").filter(principal=principal, ended_at__isnull=True)
    held = [authority_info(row) for row in rows.order_by("-id")[:MOST_AUTHORITIES]]
    return frozenset(
        one.holder_name
        for one in held
        if one.state(on) is AuthorityState.VALID and (not one.bundles or bundle in one.bundles)
    )


def find_bearer(document: str, *, principal: UUID, name: str, bundle: str, on: date) -> str | None:
    """The name on a document as it reads, if it is the principal's or that of one who acts for it today; else None.

    A firm has no other hands.
    """
    read = check_name(document).value
    may = read is not None and (read == name or read in names_acting_for(principal, bundle=bundle, on=on))
    return read if may else None


def authorities_given(*, actor: Actor) -> tuple[AuthorityInfo, ...]:
    """Who may act for the actor's principal, or might until lately, latest first."""
    rows = visible(actor, Action.AUTHORITY_GRANT, Authority.objects.select_related("enterprise", "person"))
    return tuple(authority_info(row) for row in rows.order_by("-id")[:MOST_AUTHORITIES])


def may_grant(actor: Actor, *, on: date) -> bool:
    """One grants for oneself; for an enterprise only its legal representative does."""
    if actor.acting_for is None:
        return actor.person is not None
    person = find_acting_person(actor)
    rows = _held(person).filter(principal=actor.acting_for, kind=AuthorityKind.LEGAL_REPRESENTATIVE) if person else ()
    return any(authority_info(row).state(on) is AuthorityState.VALID for row in rows)


def find_acting_person(actor: Actor) -> Person | None:
    """Who really acts; None for staff and strangers."""
    return Person.objects.filter(public_id=actor.person).first() if actor.person else None


def authority_info(row: Authority) -> AuthorityInfo:
    """The authority as a frozen value."""
    return AuthorityInfo(
        public_id=row.public_id,
        principal=row.principal,
        principal_name=row.enterprise.name if row.enterprise else row.person.name if row.person else "",
        for_enterprise=row.enterprise is not None,
        holder_name=row.holder_name,
        holder_number_masked=mask_citizen_id(row.holder_number),
        kind=AuthorityKind.of(row.kind),
        source=AuthoritySource.of(row.source),
        bundles=frozenset(row.bundles),
        from_day=row.from_day,
        until_day=row.until_day,
        ended_at=row.ended_at,
        ended_by=EndedBy.of(row.ended_by) if row.ended_by else None,
    )


def _held(person: Person) -> "QuerySet[Authority]":
    """What was given to the number of this person and has not been ended; whether the name fits, the caller asks."""
    rows = Authority.objects.filter(holder_index=person.id_number_index, ended_at__isnull=True)
    return rows.select_related("enterprise", "person")

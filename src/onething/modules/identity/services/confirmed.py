"""Keep the authorities that an identity provider confirms in step with what it claims at a login."""

from collections.abc import Sequence
from datetime import datetime

from onething.modules.identity.domain.authorities import AuthorityKind, AuthoritySource, EndedBy
from onething.modules.identity.domain.claims import EnterpriseClaim
from onething.modules.identity.models import Account, Authority, Enterprise, Person
from onething.modules.identity.services.authorities import end_authority, log_authority
from onething.modules.identity.services.enterprises import index_of, new_enterprise
from onething.platform.clock import legal_day
from onething.platform.database import save_guarded
from onething.platform.permissions import Actor, Role

ONLINE = "portal"


def keep_in_step(person: Person, account: Account, claims: Sequence[EnterpriseClaim], *, now: datetime) -> None:
    """What is claimed and not there begins; what is there and no longer claimed ends.

    Inside the login's transaction, which has locked the person. Enterprises are taken in the order of their codes, so
    that two logins of the same firms never wait for each other.
    """
    actor = Actor(role=Role.CITIZEN, account=account.public_id, person=person.public_id, channel=ONLINE)
    enterprises = [(_confirm(claim, now), claim.kind) for claim in claims]
    claimed = {(enterprise.public_id, kind.value) for enterprise, kind in enterprises}
    standing = set()
    live = Authority.objects.filter(
        holder_index=person.id_number_index, source=AuthoritySource.PROVIDER, ended_at__isnull=True
    )
    for row in live.select_for_update().order_by("id"):
        fits = (row.principal, row.kind) in claimed and row.holder_name == person.name
        if fits:
            standing.add((row.principal, row.kind))
        else:
            end_authority(row, EndedBy.PROVIDER, actor, now)
    for enterprise, kind in enterprises:
        if (enterprise.public_id, kind.value) not in standing:
            _begin(person, enterprise, kind, actor, now)


def _confirm(claim: EnterpriseClaim, now: datetime) -> Enterprise:
    """The enterprise with the name that the provider confirmed just now."""
    row = Enterprise.objects.select_for_update().filter(uscc_index=index_of(claim.uscc)).first()
    if row is None:
        row = new_enterprise(name=claim.name, uscc=claim.uscc, now=now)
        row.verified_at = now
        row.save(force_insert=True)
    elif row.name != claim.name or row.verified_at is None:
        row.name, row.verified_at = claim.name, now
        save_guarded(row, fields=["name", "verified_at"])
    return row


def _begin(person: Person, enterprise: Enterprise, kind: AuthorityKind, actor: Actor, now: datetime) -> None:
    row = Authority.objects.create(
        principal=enterprise.public_id,
        enterprise=enterprise,
        holder_index=person.id_number_index,
        holder_name=person.name,
        holder_number=person.id_number,
        kind=kind,
        source=AuthoritySource.PROVIDER,
        bundles=[],
        from_day=legal_day(now),
        created_at=now,
    )
    log_authority(row, "authority.confirm", actor, now, kind=kind.value)

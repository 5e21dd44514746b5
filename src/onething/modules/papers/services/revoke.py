"""Revoke a paper: it stays on file, and whoever verifies it is told so."""

import json
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from onething.modules.papers.domain.contents import blank_parts
from onething.modules.papers.domain.told import items_told
from onething.modules.papers.errors import PaperIncomplete, PaperNotFound, PaperSettled
from onething.modules.papers.events import PaperRevoked
from onething.modules.papers.models import Paper
from onething.modules.papers.queries import PaperInfo, paper_info
from onething.modules.papers.services.open import SUBJECT
from onething.platform.database import save_guarded
from onething.platform.events import record
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Action, Actor, allowed

REVOKED = "paper.revoked"
LONGEST_REASON = 300


@transaction.atomic
def revoke(*, paper: UUID, reason: str, actor: Actor, now: datetime) -> PaperInfo:
    """Revoke once, with a reason that the verify page shows; raises PaperNotFound, PaperSettled, Conflict."""
    row = Paper.objects.filter(public_id=paper).first()
    if row is None or not allowed(actor, Action.PAPER_REVOKE, row):
        raise PaperNotFound
    if gaps := blank_parts(撤销理由=reason):
        raise PaperIncomplete(gaps)
    if row.revoked_at is not None:
        raise PaperSettled
    return _mark(row, reason, actor, now)


def void(*, paper: PaperInfo, reason: str, actor: Actor, now: datetime) -> None:
    """The decision that this paper says was undone, in the caller's transaction, which checked who may; once."""
    row = Paper.objects.get(public_id=paper.public_id)
    if row.revoked_at is None:
        _mark(row, reason, actor, now)


def void_told(
    *, application: UUID, case: UUID, item: str, kinds: Collection[str], reason: str, actor: Actor, now: datetime
) -> None:
    """What papers of these kinds told of this case no longer holds; one that told of other items goes on holding for them."""
    about = Paper.objects.filter(Q(case=case) | Q(case__isnull=True), application=application, kind__in=kinds)
    for row in about.filter(revoked_at__isnull=True).order_by("id"):
        _fall(row, item, reason, actor, now)


def void_item(*, paper: PaperInfo, item: str, reason: str, actor: Actor, now: datetime) -> None:
    """The same of one paper, which still holds."""
    _fall(Paper.objects.get(public_id=paper.public_id), item, reason, actor, now)


def _fall(row: Paper, item: str, reason: str, actor: Actor, now: datetime) -> None:
    told = items_told(json.loads(row.data)["contents"]) if row.case is None else frozenset({item})
    if item in told and item not in row.void_items:
        row.void_items = sorted({*row.void_items, item})
        if told <= set(row.void_items):
            _mark(row, reason, actor, now)
        else:
            _mark_item(row, item, actor, now)


def _mark_item(row: Paper, item: str, actor: Actor, now: datetime) -> None:
    save_guarded(row, fields=["void_items"])
    append_action(_marked(row, actor, now, payload={"item": item}))


def _mark(row: Paper, reason: str, actor: Actor, now: datetime) -> PaperInfo:
    row.revoked_at, row.revoked_for = now, reason.strip()[:LONGEST_REASON]
    save_guarded(row, fields=["revoked_at", "revoked_for", "void_items"])
    append_action(_marked(row, actor, now, payload={}))
    record(PaperRevoked(paper=row.public_id))
    return paper_info(row)


def _marked(row: Paper, actor: Actor, now: datetime, *, payload: dict[str, str]) -> NewAction:
    return NewAction(
        subject_kind=SUBJECT,
        subject_id=row.public_id,
        kind=REVOKED,
        actor=actor,
        at=now,
        document=row.number[:100],
        payload=payload,
    )

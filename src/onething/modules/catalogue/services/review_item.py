"""Confirm an item of the implementation list, or return it: body, basis and level against the powers-and-duties list."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, QuerySet

from onething.modules.catalogue.domain.checklist.standing import REVIEW, ItemAct, ItemState
from onething.modules.catalogue.errors import ItemMissing, ReviewRefused
from onething.modules.catalogue.models import ChecklistItem
from onething.platform.database import save_guarded
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Action, Actor, visible

SUBJECT = "checklist_item"
LONGEST_REASON = 500
BY_HAND = (ItemAct.CONFIRM, ItemAct.RETURN)


@transaction.atomic
def review_item(code: str, *, act: ItemAct, seen: int, because: str, actor: Actor, now: datetime) -> ItemState:
    """Make the move; `seen` is the row version the reviewer read. ItemMissing, ReviewRefused, IllegalMove."""
    row = reviewable(actor).select_for_update().filter(code=code).first()
    if row is None:
        raise ItemMissing
    if act not in BY_HAND:
        raise ReviewRefused("没有说明是确认还是退回，什么也没有改变。请重新选择。")
    if row.row_version != seen:
        raise ReviewRefused("这个事项刚刚被改过，没有按您看到的内容办理。请看过新的内容再确认或退回。")
    if act is ItemAct.RETURN and not because.strip():
        raise ReviewRefused("退回要写明理由，填报的人才知道改什么。")
    row.state = REVIEW.follow(ItemState.of(row.state), act)
    row.reason = because.strip()[:LONGEST_REASON] if act is ItemAct.RETURN else ""
    save_guarded(row, fields=["state", "reason"])
    payload = {"code": row.code, "duties": row.duties, "digest": row.digest, "because": row.reason}
    append_action(
        NewAction(
            subject_kind=SUBJECT,
            subject_id=row.public_id,
            kind=f"checklist.{act}",
            actor=actor,
            at=now,
            payload=payload,
        )
    )
    return ItemState.of(row.state)


def reviewable(actor: Actor) -> QuerySet[ChecklistItem]:
    """The rows that this reviewer reaches."""
    return visible(actor, Action.CHECKLIST_REVIEW, ChecklistItem.objects.all())


def next_to_review(actor: Actor, *, after: str) -> str:
    """The code of the next row that waits for a review; empty when none does."""
    waiting = reviewable(actor).filter(state=ItemState.READY).order_by("code")
    return waiting.filter(code__gt=after).values_list("code", flat=True).first() or ""


def review_progress(actor: Actor) -> tuple[tuple[ItemState, int], ...]:
    """How many rows of this reviewer stand in each state."""
    counted = dict(reviewable(actor).order_by().values_list("state").annotate(rows=Count("pk")))
    return tuple((state, counted.get(state.value, 0)) for state in ItemState)

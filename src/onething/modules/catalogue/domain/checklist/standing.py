"""Where a stored row stands: to be completed, to be reviewed, confirmed or returned (权责清单逐项复核)."""

import json

from cryptography.hazmat.primitives import hashes

from onething.core.states import Labelled, Move, StateTable
from onething.modules.catalogue.domain.checklist.terms import Row

DUTIES = (
    "task_name", "task_type", "by_law", "power_source", "use_level", "dept_name", "dept_code", "dept_type",
    "entrust_name",
)  # fmt: skip


class ItemState(Labelled):
    """Where a row stands."""

    INCOMPLETE = "incomplete", "待补全"
    READY = "ready", "待复核"
    CONFIRMED = "confirmed", "已确认"
    RETURNED = "returned", "已退回"


class ItemAct(Labelled):
    """What happens to a row."""

    COMPLETE = "complete", "补全"
    BREAK = "break", "改后有缺"
    CONFIRM = "confirm", "确认"
    RETURN = "return", "退回"


REVIEW = StateTable(
    start=ItemState.INCOMPLETE,
    final=frozenset({ItemState.CONFIRMED}),
    rows=(
        Move(ItemState.INCOMPLETE, ItemAct.COMPLETE, ItemState.READY, "再导入后没有必须改正的问题"),
        Move(ItemState.INCOMPLETE, ItemAct.RETURN, ItemState.RETURNED, "写明理由，由实施主体改正后再导入"),
        Move(ItemState.READY, ItemAct.CONFIRM, ItemState.CONFIRMED, "主体、依据、层级与权责清单一致"),
        Move(ItemState.READY, ItemAct.RETURN, ItemState.RETURNED, "写明理由，由实施主体改正后再导入"),
        Move(ItemState.READY, ItemAct.BREAK, ItemState.INCOMPLETE, "再导入后有必须改正的问题"),
        Move(ItemState.CONFIRMED, ItemAct.RETURN, ItemState.RETURNED, "写明理由，由实施主体改正后再导入"),
        Move(ItemState.CONFIRMED, ItemAct.COMPLETE, ItemState.READY, "主体、依据或层级改了，要再复核"),
        Move(ItemState.CONFIRMED, ItemAct.BREAK, ItemState.INCOMPLETE, "再导入后有必须改正的问题"),
        Move(ItemState.RETURNED, ItemAct.COMPLETE, ItemState.READY, "改正后再导入"),
        Move(ItemState.RETURNED, ItemAct.BREAK, ItemState.INCOMPLETE, "改正后仍有必须改正的问题"),
    ),
)


def decide_state(*, before: ItemState, complete: bool, same_duties: bool) -> ItemState:
    """The state after other content was imported; what was confirmed stays so while body, basis and level stay."""
    if before is ItemState.CONFIRMED and complete and same_duties:
        return before
    stays = before is (ItemState.READY if complete else ItemState.INCOMPLETE)
    return before if stays else REVIEW.follow(before, ItemAct.COMPLETE if complete else ItemAct.BREAK)


def canonical(row: Row) -> str:
    """Canonical JSON: sorted keys, no spaces, no floats."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """SM3 (GB/T 32905) of a canonical row, 64 hexadecimal digits."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(text.encode())
    return digest.finalize().hex()


def duties_digest(row: Row) -> str:
    """The digest of what a reviewer confirms: item, body, basis and level."""
    return digest_of(canonical({element: row.get(element) for element in DUTIES}))

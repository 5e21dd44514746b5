"""Reading the implementation list (实施清单): what its rows consist of today, and the rows that are stored."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from onething.modules.catalogue.domain.checklist.bundle_items import LinkedItem
from onething.modules.catalogue.domain.checklist.specification import Specification, read_specification
from onething.modules.catalogue.domain.checklist.standing import ItemState
from onething.modules.catalogue.domain.problems import PackFinding
from onething.modules.catalogue.domain.records import Record, RecordKind
from onething.modules.catalogue.errors import PackRefused
from onething.modules.catalogue.models import ChecklistItem, Definition
from onething.modules.catalogue.queries import StoredPack, bundles_in_force, packs_in_force

KINDS = (RecordKind.DICTIONARY, RecordKind.ITEM_ELEMENT, RecordKind.REGION)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedItem:
    """A stored row with what it says."""

    public_id: UUID
    code: str
    name: str
    body_name: str
    body_uscc: str
    use_level: str
    task_type: str
    state: ItemState
    refused: int
    warned: int
    reason: str
    row: dict[str, Any]


def current_specification(*, on: date) -> Specification:
    """Elements, dictionaries and regions of the packs in force; PackRefused when no pack brings any."""
    specification = _specification(packs_in_force(on=on))
    if not specification.elements:
        message = "还没有实施清单的要素。请先运行 onething pack import packs/national。"
        raise PackRefused((PackFinding(code="no_item_elements", message=message),))
    return specification


@lru_cache(maxsize=4)
def _specification(packs: tuple[StoredPack, ...]) -> Specification:
    infos = {pack.row: pack.info for pack in packs}
    rows = Definition.objects.filter(pack_id__in=infos, kind__in=KINDS).order_by("id")
    return read_specification(
        Record(kind=RecordKind.of(kind), code=code, data=json.loads(data), pack=infos[pack])
        for pack, kind, code, data in rows.values_list("pack_id", "kind", "code", "data")
    )


def linked_items(*, on: date) -> dict[str, list[LinkedItem]]:
    """The items of bundles that name their row, by its code; the local layer's word goes before the item's."""
    found: dict[str, list[LinkedItem]] = {}
    for compiled in bundles_in_force(on=on):
        for entry in compiled.bundle.items:
            item = compiled.library.items[entry.item]
            code = compiled.parameters.checklists.get(item.code, item.checklist)
            if code:
                link = LinkedItem(
                    code=code,
                    bundle=compiled.bundle.title,
                    item=item,
                    promise=compiled.parameters.item_promises.get(item.code) or entry.promise or item.promise,
                    materials=tuple(compiled.library.materials[need.material].name for need in item.materials),
                )
                found.setdefault(code, []).append(link)
    return found


def stored_items(*, state: str = "", body: str = "", code: str = "") -> QuerySet[ChecklistItem]:
    """The stored rows in the order of their codes, all or those in this state, of this body, of this code."""
    rows = ChecklistItem.objects.order_by("code")
    wanted = {"state": state, "body_uscc": body, "code": code}
    return rows.filter(**{column: value for column, value in wanted.items() if value})


def each_item(rows: QuerySet[ChecklistItem]) -> Iterator[ListedItem]:
    """Row by row, without holding all of them."""
    yield from (listed_item(row) for row in rows.iterator(chunk_size=500))


def listed_item(row: ChecklistItem) -> ListedItem:
    """A row as others see it."""
    return ListedItem(
        public_id=row.public_id,
        code=row.code,
        name=row.name,
        body_name=row.body_name,
        body_uscc=row.body_uscc,
        use_level=row.use_level,
        task_type=row.task_type,
        state=ItemState.of(row.state),
        refused=row.refused,
        warned=row.warned,
        reason=row.reason,
        row=json.loads(row.data),
    )

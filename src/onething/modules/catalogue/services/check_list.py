"""Check the stored rows by today's elements, dictionaries and rules, and against the items of bundles that name them."""

from collections.abc import Iterator
from datetime import date

from onething.modules.catalogue.checklists import (
    ListedItem,
    current_specification,
    each_item,
    linked_items,
    stored_items,
)
from onething.modules.catalogue.domain.checklist.bundle_items import compare_item
from onething.modules.catalogue.domain.checklist.checking import check_item
from onething.modules.catalogue.domain.checklist.terms import ItemFinding, warn


def check_list(*, on: date, code: str = "") -> Iterator[tuple[ListedItem, tuple[ItemFinding, ...]]]:
    """Every stored row (or the one with this code) with everything found in it."""
    specification, linked = current_specification(on=on), linked_items(on=on)
    for item in each_item(stored_items(code=code)):
        differences = (found for link in linked.get(item.code, ()) for found in compare_item(link, item.row))
        yield item, (*check_item(item.row, specification), *differences)


def unlisted_items(*, on: date) -> tuple[ItemFinding, ...]:
    """Items of bundles that name a row which is not in the list."""
    linked = linked_items(on=on)
    stored = set(stored_items().filter(code__in=linked).values_list("code", flat=True))
    return tuple(
        warn(
            "B5",
            "",
            f"一件事“{link.bundle}”的“{link.item.name}”写的清单编码 {code} 不在清单里。",
            "请导入清单，或改正编码。",
        )
        for code, links in linked.items()
        if code not in stored
        for link in links
    )

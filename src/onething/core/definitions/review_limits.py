"""Publication review: promises against statute, 45 working days for what is licensed jointly, and terms of continuation.

Source: 行政许可法 26, 42, 50; rule Q03 of the item checks (a promise is not longer than the statutory limit).
"""

from collections.abc import Iterator

from onething.core.calendar import Span, Unit
from onething.core.definitions.bundles import Bundle, BundleItem
from onething.core.definitions.items import Item, ItemType
from onething.core.definitions.library import Library, Parameters
from onething.core.definitions.limits import LimitKind, Promise
from onething.core.definitions.review_flow import Edges, dependencies, find_ring
from onething.core.definitions.review_terms import Finding, note, refuse, warn

JOINT_HALF_DAYS = 90  # 45 working days
LICENSING_HALF_DAYS = 40  # 20 working days, 行政许可法 42, when no other law says otherwise


def review_limits(bundle: Bundle, library: Library, parameters: Parameters) -> Iterator[Finding]:
    """Promises over the law, terms nobody could keep, and paths over 45 working days."""
    entries = [entry for entry in bundle.items if entry.item in library.items]
    for entry in entries:
        yield from _over_statute(library.items[entry.item], entry, parameters)
        yield from _renewal(library.items[entry.item])
    edges = dependencies(bundle, library)
    if not find_ring(edges):
        yield from _over_45(bundle, library, _ends(entries, library, parameters, edges))


def _over_statute(item: Item, entry: BundleItem, parameters: Parameters) -> Iterator[Finding]:
    promises: tuple[tuple[str, Promise | None, tuple[str, ...]], ...] = (
        ("单项承诺", item.promise, ("item", item.code, "promise")),
        ("一件事内承诺", entry.promise, ("item", item.code, "promise")),
        (
            "本地承诺",
            parameters.item_promises.get(item.code),
            ("parameters", parameters.region, "item_promises", item.code),
        ),
    )
    law = item.statutory.span
    if item.statutory.kind is LimitKind.ON_THE_SPOT:
        law = Span.spot()
    for name, promise, where in promises:
        if promise and law and _longer(promise.span, law):
            message = f"Q03：“{item.name}”的{name} {promise.span.label}，长于法定 {law.label}。办理期限以法定为准；请缩短承诺。"
            yield warn("promise_over_statute", where, message)


def _renewal(item: Item) -> Iterator[Finding]:
    term, where = item.renewal, ("item", item.code, "renewal")
    if term is None:
        return
    if item.type is not ItemType.LICENSING:
        message = f"“{item.name}”不是行政许可，行政许可法第五十条的延续不适用。请去掉 renewal，或改正事项类型。"
        yield refuse("renewal_without_licence", where, message)
    if term.earliest and not _longer(term.earliest, term.latest):
        message = (
            f"“{item.name}”的延续要{term.words}申请，没有一天申请得了。请用同一单位写，earliest 要比最迟的期限长。"
        )
        yield refuse("renewal_never", where, message)
    if not term.basis.confirmed:
        message = f"“{item.name}”申请延续的期限待核，只标出来，按行政许可法第五十条的三十日算。核对原文后请改 mark。"
        yield note("unconfirmed_renewal", where, message)


def _longer(promised: Span, law: Span) -> bool:
    """Compared in one unit only; anything is longer than 当场."""
    if law.unit is Unit.SPOT:
        return promised.amount > 0
    return promised.unit is law.unit and promised.amount > law.amount


def _ends(entries: list[BundleItem], library: Library, parameters: Parameters, edges: Edges) -> dict[str, int]:
    """The half-day on which each item ends when all of them are handled, earliest first."""
    lengths = {entry.item: _half_days(library.items[entry.item], entry, parameters) for entry in entries}
    ends: dict[str, int] = {}
    todo = list(lengths)
    while todo:
        code = todo[-1]
        waiting = [before for before in edges[code] if before not in ends]
        if waiting:
            todo.extend(waiting)
        else:
            ends[code] = lengths[code] + max((ends[before] for before in edges[code]), default=0)
            todo.pop()
    return ends


def _half_days(item: Item, entry: BundleItem, parameters: Parameters) -> int:
    promise = parameters.item_promises.get(item.code) or entry.promise or item.promise
    span = promise.span if promise else item.statutory.binding
    if span is None and item.type is ItemType.LICENSING:
        return LICENSING_HALF_DAYS
    return span.amount if span and span.unit is Unit.WORKING_DAY else 0


def _over_45(bundle: Bundle, library: Library, ends: dict[str, int]) -> Iterator[Finding]:
    for code, end in ends.items():
        if end <= JOINT_HALF_DAYS:
            continue
        item, where = library.items[code], ("bundle", bundle.code, "items", code)
        reached = Span(end, Unit.WORKING_DAY).label
        if item.type is ItemType.LICENSING:
            message = f"许可“{item.name}”要到第 {reached}才办结，联合办理不得超过 45 个工作日（行政许可法第26条、第42条）。请缩短前面各项的承诺。"
            yield refuse("licensing_over_45", where, message)
        else:
            message = f"“{item.name}”要到第 {reached}才办结，超过 45 个工作日。它不是许可，不违法，但请确认要这样公布。"
            yield warn("over_45", where, message)

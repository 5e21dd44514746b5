"""Review what would apply: on the day a version begins or ends, and on every later day on which something turns."""

from datetime import date
from functools import lru_cache

from onething.modules.catalogue.domain.collecting import PackContent, merge
from onething.modules.catalogue.domain.compiling import CompiledCatalogue, compile_catalogue
from onething.modules.catalogue.domain.problems import PackFinding, refusals
from onething.modules.catalogue.errors import MoveRefused, PackRefused
from onething.modules.catalogue.models import PackVersion
from onething.modules.catalogue.queries import (
    StoredPack,
    in_order_of_layers,
    packs_in_force,
    records_of,
    turning_days,
)


def review_entering(content: PackContent, *, on: date) -> CompiledCatalogue:
    """Compile the content with the packs it will meet; PackRefused with everything that stops it."""
    compiled = _compile_with(content, packs_in_force(on=on))
    for day in turning_days(after=on):
        others = packs_in_force(on=day)
        if not _is_superseded(content.info.code, others, since=on):
            _compile_with(content, others)
    return compiled


def review_leaving(row: PackVersion, *, on: date) -> str:
    """The label of the version that then applies again (empty: none); MoveRefused when what stays does not hold."""
    for day in (on, *turning_days(after=on)):
        before, after = packs_in_force(on=day), packs_in_force(on=day, without=row.pk)
        if before != after and after:
            try:
                compile_catalogue(merge(records_of(after)), tuple(pack.info for pack in after))
            except PackRefused as refused:
                message = f"{day} 起如果没有 {row}，其余的包不再完整，所以没有停用。请先停用或更新下面这些：\n{refused}"
                raise MoveRefused(message) from refused
    return next((pack.info.label for pack in packs_in_force(on=on, without=row.pk) if pack.info.code == row.code), "")


def find_outgrown(*, on: date) -> tuple[PackFinding, ...]:
    """What this release would refuse in the packs in force on that day; they were published by an earlier one."""
    packs = packs_in_force(on=on)
    return _outgrown(packs) if packs else ()


@lru_cache(maxsize=1)
def _outgrown(packs: tuple[StoredPack, ...]) -> tuple[PackFinding, ...]:
    try:
        compile_catalogue(merge(records_of(packs)), tuple(pack.info for pack in packs))
    except PackRefused as refused:
        return refusals(refused.findings)
    return ()


def _compile_with(content: PackContent, packs: tuple[StoredPack, ...]) -> CompiledCatalogue:
    others = tuple(pack for pack in packs if pack.info.code != content.info.code)
    infos = in_order_of_layers([*(pack.info for pack in others), content.info])
    return compile_catalogue(merge([*records_of(others), (content.info, content.records)]), infos)


def _is_superseded(code: str, packs: tuple[StoredPack, ...], *, since: date) -> bool:
    return any(pack.info.code == code and pack.since > since for pack in packs)

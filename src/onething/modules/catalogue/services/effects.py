"""What a version would cause when it comes into force: review, open drafts it may not touch, the local layer."""

from collections.abc import Iterator
from datetime import date, datetime

from onething.modules.catalogue.domain.collecting import PackContent
from onething.modules.catalogue.domain.conflicts import bundles_touched, find_conflicts, forbidden
from onething.modules.catalogue.domain.diff import Change, diff_records
from onething.modules.catalogue.domain.problems import PackFinding, refusals
from onething.modules.catalogue.domain.records import PackLayer, Record, RecordKind, Records
from onething.modules.catalogue.errors import PackRefused
from onething.modules.catalogue.models import PackVersion
from onething.modules.catalogue.ports import open_drafts
from onething.modules.catalogue.queries import StoredPack, packs_in_force, records_of
from onething.modules.catalogue.services.reviewing import review_entering
from onething.modules.catalogue.services.settle import try_bodies
from onething.modules.catalogue.services.stored import content_of


def findings_of_entering(
    content: PackContent, *, on: date, now: datetime, only_read: bool = False
) -> tuple[PackFinding, ...]:
    """Everything to be told before it is published; raises PackRefused with what stops it.

    With `only_read` organisation is not asked, which can only be done by trying.
    """
    packs = packs_in_force(on=on)
    before = next((pack for pack in packs if pack.info.code == content.info.code), None)
    stored = [record for _, records in records_of((before,)) for record in records] if before else []
    changes = diff_records(stored, content.records) if before else ()
    told = (*_for_drafts(changes, stored, content, now), *_for_the_local_layer(changes, content, packs))
    if refused := refusals(told):
        raise PackRefused(refused)
    compiled = review_entering(content, on=on)
    if not only_read:
        try_bodies(content, now)
    return (*compiled.findings, *told)


def local_records(packs: tuple[StoredPack, ...]) -> tuple[Record, ...]:
    """What the local packs among these say, with the lines of their files."""
    local = [pack.row for pack in packs if pack.info.layer is PackLayer.LOCAL]
    return tuple(record for row in PackVersion.objects.filter(pk__in=local) for record in content_of(row).records)


def _for_the_local_layer(
    changes: tuple[Change, ...], content: PackContent, packs: tuple[StoredPack, ...]
) -> tuple[PackFinding, ...]:
    is_local = content.info.layer is PackLayer.LOCAL
    return () if is_local or not changes else find_conflicts(changes, local_records(packs))


def _for_drafts(
    changes: tuple[Change, ...], before: list[Record], content: PackContent, now: datetime
) -> Iterator[PackFinding]:
    """A code that takes on another meaning would turn what people have written into something they did not say."""
    records = {(record.kind, record.code): record for record in before}
    new = {(record.kind, record.code): record for record in content.records}
    for change in forbidden(changes):
        counted = {code: open_drafts(code, now=now) for code in bundles_touched(change, records)}
        told = "、".join(f"{_name_of(records, code)} {count} 份" for code, count in counted.items() if count)
        if told:
            message = f"“{change.name}”的 {change.field}：{change.why}现在有未提交的草稿（{told}）会受影响。"
            yield new[change.kind, change.code].finding(
                "forbidden_for_drafts", message, tuple(change.field.split("."))[:1]
            )


def _name_of(records: Records, code: str) -> str:
    return records[RecordKind.BUNDLE, code].name

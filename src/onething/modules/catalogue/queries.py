"""Reading published packs. Compiled catalogues are kept in the process by the digests they were built from."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet

from onething.core.calendar import Calendar, calendar_from_facts
from onething.core.definitions import PartyKind
from onething.modules.catalogue.domain.collecting import merge
from onething.modules.catalogue.domain.compiling import CompiledBundle, CompiledCatalogue, compile_catalogue
from onething.modules.catalogue.domain.life import PackState, Reign
from onething.modules.catalogue.domain.records import PackInfo, PackLayer, Record, RecordKind
from onething.modules.catalogue.errors import BundleUnknown, VersionUnknown
from onething.modules.catalogue.models import APPLIED, Definition, PackVersion

MOST_COMPILED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPack:
    """A published pack version as it stands in the database."""

    row: int
    digest: str
    since: date
    info: PackInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class PackStanding:
    """A version of a pack, where it stands in its life, and whether it applies on the day that was asked about."""

    info: PackInfo
    public_id: UUID
    digest: str
    state: PackState
    effective_on: date | None
    retired_on: date | None
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleSummary:
    """A bundle as the front page lists it."""

    code: str
    name: str
    title: str
    summary: str
    stage: str
    subject: str
    lead: str
    aliases: tuple[str, ...]
    items: tuple[str, ...]
    applicant: PartyKind = PartyKind.PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionSummary:
    """One line of `pack list`."""

    code: str
    kind: str
    name: str
    version: str


def published_bundle(code: str, *, on: date) -> CompiledBundle:
    """The bundle in force on that day; one query when it is compiled already, two when not."""
    packs = packs_in_force(on=on)
    compiled = _compiled(packs).bundles.get(code) if packs else None
    if compiled is None:
        raise BundleUnknown(code, on=on)
    return compiled


def list_bundles(*, on: date) -> tuple[BundleSummary, ...]:
    """The bundles in force on that day, in the order of their packs."""
    return tuple(summarise(compiled) for compiled in bundles_in_force(on=on))


def summarise(compiled: CompiledBundle) -> BundleSummary:
    """What the front page says of the bundle."""
    bundle = compiled.bundle
    return BundleSummary(
        code=bundle.code,
        name=bundle.name,
        title=bundle.title,
        summary=bundle.summary,
        stage=bundle.stage,
        subject=bundle.subject,
        lead=bundle.lead,
        aliases=bundle.aliases,
        items=tuple(compiled.library.items[entry.item].name for entry in bundle.items),
        applicant=bundle.applicant_kind,
    )


def bundle_of_version(code: str, *, version: str) -> CompiledBundle:
    """The bundle as it was under these packs (`national@2026.1+demo@2026.3`), whatever applies today."""
    labels = [label.partition("@") for label in version.split("+")]
    wanted = Q(pk__in=())
    for pack, _, number in labels:
        wanted |= Q(code=pack, version=number)
    packs = _in_order(_stored(row) for row in PackVersion.objects.filter(wanted, state__in=APPLIED))
    compiled = _compiled(packs).bundles.get(code) if len(packs) == len(labels) else None
    if compiled is None:
        raise VersionUnknown(code, version=version)
    return compiled


def bundles_in_force(*, on: date) -> tuple[CompiledBundle, ...]:
    """Every compiled bundle of that day."""
    packs = packs_in_force(on=on)
    return tuple(_compiled(packs).bundles.values()) if packs else ()


def calendar_in_force(*, on: date) -> Calendar | None:
    """The working-day calendar by which cases are counted from that day on; None before any pack applies."""
    return next((one.calendar for one in bundles_in_force(on=on)), None)


def calendar_of_version(version: str) -> Calendar:
    """The calendar of this version, whatever applies today."""
    found = Definition.objects.filter(kind=RecordKind.CALENDAR.value, pack__state__in=APPLIED).order_by("-id")
    for data in found.values_list("data", flat=True):
        facts = json.loads(data)
        if facts["version"] == version:
            return calendar_from_facts(facts)
    raise VersionUnknown("calendar", version=version)


def list_packs(*, on: date) -> tuple[PackStanding, ...]:
    """Every version of every pack, by code and then newest first."""
    rows = list(PackVersion.objects.order_by("code", "-imported_at", "-id"))
    applied = {pack.row for pack in _newest(_begun(rows, on))}
    return tuple(_standing(row, applied) for row in rows)


def list_definitions(*, on: date) -> tuple[DefinitionSummary, ...]:
    """The packs in force on that day and everything they define, by kind and code."""
    packs = packs_in_force(on=on)
    versions = {pack.row: pack.info.version for pack in packs}
    rows = Definition.objects.filter(pack_id__in=versions).order_by("kind", "code", "pack_id")
    listed = [
        DefinitionSummary(code=row.code, kind=row.kind, name=row.name, version=versions[row.pack_id])
        for row in rows.only("kind", "code", "name", "pack_id")
    ]
    about = [
        DefinitionSummary(code=pack.info.code, kind="pack", name=pack.info.name, version=pack.info.version)
        for pack in packs
    ]
    return (*about, *listed)


def packs_in_force(*, on: date, without: int = 0) -> tuple[StoredPack, ...]:
    """Of every pack the version that applies on that day (or would, without that row), national ones first; one query."""
    rows = PackVersion.objects.filter(effective_on__lte=on, state__in=APPLIED).exclude(pk=without)
    return _newest(_begun(rows.filter(Q(retired_on__isnull=True) | Q(retired_on__gt=on)), on))


def turning_days(*, after: date) -> tuple[date, ...]:
    """The later days on which a version begins or ends: what holds until then need not hold afterwards."""
    rows: QuerySet[PackVersion] = PackVersion.objects.filter(state__in=APPLIED)
    days = {day for pair in rows.values_list("effective_on", "retired_on") for day in pair if day and day > after}
    return tuple(sorted(days))


def in_order_of_layers(infos: Iterable[PackInfo]) -> tuple[PackInfo, ...]:
    """National packs first, then by code."""
    return tuple(sorted(infos, key=lambda info: (info.layer is PackLayer.LOCAL, info.code)))


def records_of(packs: tuple[StoredPack, ...]) -> list[tuple[PackInfo, list[Record]]]:
    """The definitions of stored packs, ready to be merged; one query."""
    found: dict[int, list[Record]] = {pack.row: [] for pack in packs}
    infos = {pack.row: pack.info for pack in packs}
    rows = Definition.objects.filter(pack_id__in=found).order_by("id").values_list("pack_id", "kind", "code", "data")
    for row, kind, code, data in rows:
        found[row].append(Record(kind=RecordKind.of(kind), code=code, data=json.loads(data), pack=infos[row]))
    return [(infos[row], records) for row, records in found.items()]


@lru_cache(maxsize=MOST_COMPILED)
def _compiled(packs: tuple[StoredPack, ...]) -> CompiledCatalogue:
    return compile_catalogue(merge(records_of(packs)), tuple(pack.info for pack in packs), reviewed=True)


def _begun(rows: Iterable[PackVersion], on: date) -> list[PackVersion]:
    """Those that cover the day, the one that began last first; of one day the one published last."""
    covering = [
        row
        for row in rows
        if row.effective_on and Reign(effective_on=row.effective_on, retired_on=row.retired_on).covers(on)
    ]
    return sorted(covering, key=lambda row: (row.effective_on, row.published_at, row.pk), reverse=True)


def _newest(rows: Iterable[PackVersion]) -> tuple[StoredPack, ...]:
    newest: dict[str, StoredPack] = {}
    for row in rows:
        newest.setdefault(row.code, _stored(row))
    return _in_order(newest.values())


def _in_order(packs: Iterable[StoredPack]) -> tuple[StoredPack, ...]:
    return tuple(sorted(packs, key=lambda pack: (pack.info.layer is PackLayer.LOCAL, pack.info.code)))


def _standing(row: PackVersion, applied: set[int]) -> PackStanding:
    return PackStanding(
        info=info_of(row),
        public_id=row.public_id,
        digest=row.digest,
        state=PackState.of(row.state),
        effective_on=row.effective_on,
        retired_on=row.retired_on,
        in_force=row.pk in applied,
    )


def _stored(row: PackVersion) -> StoredPack:
    return StoredPack(row=row.pk, digest=row.digest, since=row.effective_on or row.from_date, info=info_of(row))


def info_of(row: PackVersion) -> PackInfo:
    """What the version says about itself."""
    return PackInfo(
        code=row.code,
        name=row.name,
        version=row.version,
        from_date=row.from_date,
        layer=PackLayer(row.layer),
        region=row.region,
        demonstration=row.demonstration,
        description=row.description,
    )

"""Reading published packs. Compiled catalogues are kept in the process by the digests they were built from."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from onething.core.definitions import PartyKind
from onething.modules.catalogue.domain.collecting import merge
from onething.modules.catalogue.domain.compiling import CompiledBundle, CompiledCatalogue, compile_catalogue
from onething.modules.catalogue.domain.records import PackInfo, PackLayer, Record, RecordKind
from onething.modules.catalogue.errors import BundleUnknown
from onething.modules.catalogue.models import Definition, PackVersion

MOST_COMPILED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPack:
    """A published pack version as it stands in the database."""

    row: int
    digest: str
    info: PackInfo


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
    packs = packs_in_force(on=on)
    found = [(one.bundle, one.library) for one in _compiled(packs).bundles.values()] if packs else []
    return tuple(
        BundleSummary(
            code=bundle.code,
            name=bundle.name,
            title=bundle.title,
            summary=bundle.summary,
            stage=bundle.stage,
            subject=bundle.subject,
            lead=bundle.lead,
            aliases=bundle.aliases,
            items=tuple(library.items[entry.item].name for entry in bundle.items),
            applicant=bundle.applicant_kind,
        )
        for bundle, library in found
    )


def list_packs() -> tuple[PackInfo, ...]:
    """Every published pack version, by code and then newest first."""
    rows = PackVersion.objects.order_by("code", "-from_date", "-id")
    return tuple(_stored(row).info for row in rows)


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


def packs_in_force(*, on: date) -> tuple[StoredPack, ...]:
    """The newest version of every pack that has begun, national ones first."""
    newest: dict[str, StoredPack] = {}
    for row in PackVersion.objects.filter(from_date__lte=on).order_by("-from_date", "-id"):
        newest.setdefault(row.code, _stored(row))
    return tuple(sorted(newest.values(), key=lambda pack: (pack.info.layer is PackLayer.LOCAL, pack.info.code)))


def records_of(packs: tuple[StoredPack, ...]) -> list[tuple[PackInfo, list[Record]]]:
    """The definitions of stored packs, ready to be merged; one query."""
    found: dict[int, list[Record]] = {pack.row: [] for pack in packs}
    infos = {pack.row: pack.info for pack in packs}
    rows = Definition.objects.filter(pack_id__in=found).order_by("id").values_list("pack_id", "kind", "code", "data")
    for row, kind, code, data in rows:
        found[row].append(Record(kind=RecordKind(kind), code=code, data=json.loads(data), pack=infos[row]))
    return [(infos[row], records) for row, records in found.items()]


@lru_cache(maxsize=MOST_COMPILED)
def _compiled(packs: tuple[StoredPack, ...]) -> CompiledCatalogue:
    return compile_catalogue(merge(records_of(packs)), tuple(pack.info for pack in packs))


def _stored(row: PackVersion) -> StoredPack:
    info = PackInfo(
        code=row.code,
        name=row.name,
        version=row.version,
        from_date=row.from_date,
        layer=PackLayer(row.layer),
        region=row.region,
        demonstration=row.demonstration,
        description=row.description,
    )
    return StoredPack(row=row.pk, digest=row.digest, info=info)

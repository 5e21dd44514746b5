"""Compare two packs: published versions, drafts or folders, and list what the local layer says about the same."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onething.modules.catalogue.domain.collecting import PackContent
from onething.modules.catalogue.domain.conflicts import find_conflicts
from onething.modules.catalogue.domain.diff import Change, diff_records, heaviest
from onething.modules.catalogue.domain.problems import PackFinding
from onething.modules.catalogue.domain.records import PackLayer, Record, RecordKind
from onething.modules.catalogue.domain.weights import Weight
from onething.modules.catalogue.errors import VersionMissing
from onething.modules.catalogue.files import read_folder
from onething.modules.catalogue.models import PackVersion
from onething.modules.catalogue.queries import packs_in_force
from onething.modules.catalogue.services.effects import local_records
from onething.modules.catalogue.services.stored import content_of, get_version, read_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """From which pack to which, what changed, and what the local layer says about the same."""

    before: str
    after: str
    changes: tuple[Change, ...]
    conflicts: tuple[PackFinding, ...]

    @property
    def weight(self) -> Weight | None:
        """The heaviest of the changes; None when there are none."""
        return heaviest(self.changes)

    def count(self, weight: Weight) -> int:
        """How many changes weigh this much."""
        return sum(change.weight is weight for change in self.changes)


def compare_packs(first: str, second: str, *, on: date) -> Comparison:
    """Each is `code@version`, a code (what applies on that day) or a folder; PackRefused, VersionMissing."""
    before, after = _content(first, on), _content(second, on)
    changes = diff_records((*before.records, *_sites(before)), (*after.records, *_sites(after)))
    local = () if after.info.layer is PackLayer.LOCAL else local_records(packs_in_force(on=on))
    return Comparison(
        before=before.info.label,
        after=after.info.label,
        changes=changes,
        conflicts=find_conflicts(changes, local),
    )


def get_applied(code: str, *, on: date) -> PackVersion:
    """The version of this pack that applies on that day, or the named one of `code@version`."""
    if "@" in code:
        return get_version(code)
    row = next((pack.row for pack in packs_in_force(on=on) if pack.info.code == code), None)
    if row is None:
        raise VersionMissing(code)
    return PackVersion.objects.get(pk=row)


def _sites(content: PackContent) -> list[Record]:
    """Sites that stand beside the bodies are no definitions of plans, but people go there: they are compared as well."""
    return [
        Record(kind=RecordKind.BODY, code=f"site/{site['code']}", data=site, pack=content.info)
        for document in content.documents
        if document.kind == "bodies"
        for site in document.data.get("sites", ())
    ]


def _content(name: str, on: date) -> PackContent:
    folder = Path(name)
    if folder.is_dir():
        return read_files(folder.name, read_folder(folder)).content
    return content_of(get_applied(name, on=on))

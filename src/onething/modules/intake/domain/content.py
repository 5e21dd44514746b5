"""What a draft holds while it is being filled: typed values, uploads, consents, and what registers told."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What asking a register about a person came to."""

    FOUND = "found"
    ABSENT = "absent"
    UNAVAILABLE = "unavailable"
    MISMATCH = "mismatch"  # the name given does not belong to the number; nothing else was asked or kept


@dataclass(frozen=True, slots=True)
class Told:
    """One register's answer about one person: only the fields that the bundle uses, and who said so as of when."""

    outcome: Outcome
    source: str = ""
    as_of: str = ""
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    note: str = ""

    @property
    def instant(self) -> datetime | None:
        """As of when the register stated it."""
        return datetime.fromisoformat(self.as_of) if self.as_of else None


@dataclass(frozen=True, slots=True)
class Upload:
    """A kept file handed in for a material; `id` is its public id in files."""

    id: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Proven:
    """Who a party is, as a login, an authority or a clerk with the document in hand established it."""

    name: str = field(repr=False)
    number: str = field(repr=False)
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Reused:
    """Copies of what was handed in before for the same material of the same party, which `party` is the number of."""

    party: str = field(repr=False)
    source: str
    filed_on: str
    files: tuple[Upload, ...]


@dataclass(frozen=True, slots=True)
class DraftContent:
    """Everything written into a draft: `proven` by role, `told` by identity number and resource, `consents` by party,
    and by material in which way it is promised or from which earlier filing it is taken."""

    proven: Mapping[str, Proven] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    files: Mapping[str, tuple[Upload, ...]] = field(default_factory=dict)
    consents: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, Mapping[str, Told]] = field(default_factory=dict, repr=False)
    promises: Mapping[str, str] = field(default_factory=dict)
    reused: Mapping[str, Reused] = field(default_factory=dict)

    def with_values(self, changes: Mapping[str, str]) -> "DraftContent":
        """The content with these values; an empty one takes the old one away."""
        merged = {**self.values, **changes}
        return replace(self, values={key: value for key, value in merged.items() if value})

    def with_files(self, key: str, uploads: tuple[Upload, ...]) -> "DraftContent":
        """The content with these files for a material."""
        merged = {**self.files, key: uploads}
        return replace(self, files={name: kept for name, kept in merged.items() if kept})

    def with_promise(self, key: str, kind: str) -> "DraftContent":
        """The content with this material promised in this way; without a kind, promised no more."""
        merged = {**self.promises, key: kind}
        return replace(self, promises={name: chosen for name, chosen in merged.items() if chosen})

    def with_reused(self, key: str, reused: Reused | None) -> "DraftContent":
        """The content with this material taken from an earlier filing; with None, no more."""
        others = {name: kept for name, kept in self.reused.items() if name != key}
        return replace(self, reused={**others, key: reused} if reused else others)

    def with_told(self, number: str, answers: Mapping[str, Told]) -> "DraftContent":
        """The content with what registers told about the person of this number."""
        return replace(self, told={**self.told, number: {**self.told.get(number, {}), **answers}})

    def all_files(self) -> tuple[Upload, ...]:
        """Every file that the draft keeps, uploaded or taken from an earlier filing."""
        kept = (*self.files.values(), *(reused.files for reused in self.reused.values()))
        return tuple(upload for uploads in kept for upload in uploads)

    def upload_count(self) -> int:
        """How many files there are in all."""
        return len(self.all_files())


def write_content(content: DraftContent) -> str:
    """The content as canonical JSON."""
    return json.dumps(asdict(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_content(text: str) -> DraftContent:
    """The content that `write_content` wrote."""
    data: dict[str, Any] = json.loads(text)
    return DraftContent(
        proven=_proven(data["proven"]),
        values=data["values"],
        files={key: read_uploads(kept) for key, kept in data["files"].items()},
        consents=data["consents"],
        promises=data.get("promises", {}),
        reused={key: _reused(kept) for key, kept in data.get("reused", {}).items()},
        told={
            number: {name: _told(told) for name, told in answers.items()} for number, answers in data["told"].items()
        },
    )


def write_uploads(uploads: Iterable[Upload]) -> str:
    """Uploads of one material as JSON."""
    return json.dumps([asdict(upload) for upload in uploads], ensure_ascii=False)


def read_uploads(rows: str | list[dict[str, Any]]) -> tuple[Upload, ...]:
    """Uploads of one material, from their JSON or what was read of it."""
    return tuple(Upload(**row) for row in (json.loads(rows) if isinstance(rows, str) else rows))


def _proven(data: dict[str, Any]) -> dict[str, Proven]:
    """By role; drafts written before there were authorities tell of the applicant alone."""
    if "id_number" in data:
        return {"applicant": Proven(data["name"], data["id_number"], data["source"], data["as_of"])}
    return {role: Proven(**proven) for role, proven in data.items()}


def _reused(data: dict[str, Any]) -> Reused:
    return Reused(**{**data, "files": read_uploads(data["files"])})


def _told(data: dict[str, Any]) -> Told:
    return Told(**{**data, "outcome": Outcome(data["outcome"])})

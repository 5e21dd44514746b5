"""What a correction notice asks, and whether what was gathered answers all of it. 行政许可法 32(1)(四): told once."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from onething.modules.intake.domain.content import Upload, read_uploads


class TargetKind(StrEnum):
    """What has to be put right."""

    MATERIAL = "material"
    FIELD = "field"


UNWRITTEN = {"problem": "请写明“{}”有什么问题。", "remedy": "请写明“{}”怎样改正。"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionTarget:
    """One material or field to put right: its key in the plan, what is wrong, how to put it right, which items wait."""

    key: str
    label: str
    problem: str
    how: str
    items: tuple[str, ...]

    @property
    def kind(self) -> TargetKind:
        """Field keys join party and element by a dot; material keys never hold one."""
        return TargetKind.FIELD if "." in self.key else TargetKind.MATERIAL

    @property
    def element(self) -> str:
        """The code of a field, without its party."""
        return self.key.rpartition(".")[2]


class Defect(Protocol):
    """One point of a notice as handling writes it."""

    @property
    def case(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def target_name(self) -> str: ...
    @property
    def problem(self) -> str: ...
    @property
    def remedy(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the applicant has put together so far."""

    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    files: Mapping[str, tuple[Upload, ...]] = field(default_factory=dict)


def gather_targets(defects: Iterable[Defect]) -> tuple[CorrectionTarget, ...]:
    """What the applicant has to do: one target for each material or field, however many items complain about it."""
    groups: dict[str, list[Defect]] = {}
    for defect in defects:
        groups.setdefault(defect.target, []).append(defect)
    return tuple(
        CorrectionTarget(
            key=key,
            label=group[0].target_name,
            problem="；".join(dict.fromkeys(defect.problem for defect in group)),
            how="；".join(dict.fromkeys(defect.remedy for defect in group)),
            items=tuple(dict.fromkeys(defect.case for defect in group)),
        )
        for key, group in groups.items()
    )


def unwritten(key: str, label: str, *, problem: str, remedy: str) -> dict[str, str]:
    """Control to message for the words that a mark lacks: what is wrong, and how to put it right."""
    said = {"problem": problem, "remedy": remedy}
    return {f"{key}-{part}": UNWRITTEN[part].format(label) for part, words in said.items() if not words.strip()}


def missing_targets(targets: Iterable[CorrectionTarget], gathered: Gathered) -> dict[str, str]:
    """Key to message for everything that the notice names and that is not there yet."""
    missing: dict[str, str] = {}
    for target in targets:
        held = gathered.files if target.kind is TargetKind.MATERIAL else gathered.values
        if not held.get(target.key):
            act = "还没有重新上传" if target.kind is TargetKind.MATERIAL else "还没有重新填写"
            missing[target.key] = f"“{target.label}”{act}。"
    return missing


def write_gathered(gathered: Gathered) -> str:
    """As canonical JSON."""
    return json.dumps(asdict(gathered), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_gathered(text: str) -> Gathered:
    """What `write_gathered` wrote, or nothing yet."""
    if not text:
        return Gathered()
    data: dict[str, Any] = json.loads(text)
    return Gathered(values=data["values"], files={key: read_uploads(rows) for key, rows in data["files"].items()})

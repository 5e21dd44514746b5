"""Which records of the national interface an act of a case becomes; the table itself is data (`upload.yaml`).

Source: 国家政务服务平台办件归集, groups 受理, 办理过程, 特别程序, 办结, 材料; names of fields are unconfirmed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from onething.core.lifecycle import CaseAction

SHANGHAI = timezone(timedelta(hours=8))
ACTIONS = {action.value: action for action in CaseAction}
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadField:
    """One field: its name there, where its value comes from here, and for a list the fields of each row."""

    name: str
    source: str
    required: bool = False
    rows: tuple["UploadField", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A group that an act goes into, with the codes it has there."""

    group: str
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadTable:
    """The whole mapping."""

    groups: Mapping[str, tuple[UploadField, ...]]
    acts: Mapping[CaseAction, tuple[Target, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFacts:
    """An act of a case with what the interface asks about it; `case` and `materials` are by the names of the table."""

    action: CaseAction
    seq: int
    at: datetime
    ground: str
    case: Values = field(repr=False)
    materials: Sequence[Values] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadRecord:
    """What is sent; case number, group and sequence name it for ever, so that sending it twice does no harm."""

    case_number: str
    group: str
    sequence: int
    fields: Mapping[str, Any] = field(repr=False)


class BadTable(ValueError):
    """The mapping cannot be used; the message says where and why."""


def read_table(content: Any) -> UploadTable:
    """Read the mapping; BadTable names the first thing that is wrong."""
    try:
        groups = {name: tuple(map(_read_field, group["fields"])) for name, group in content["groups"].items()}
        acts = {
            ACTIONS[action]: tuple(Target(group=one["group"], codes=one.get("codes", {})) for one in targets)
            for action, targets in content["acts"].items()
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise BadTable(f"缺少或不认识：{error}") from error
    unknown = {target.group for targets in acts.values() for target in targets} - set(groups)
    if unknown:
        raise BadTable(f"没有这个分组：{'、'.join(sorted(unknown))}")
    return UploadTable(groups=groups, acts=acts)


def map_act(facts: ActFacts, *, table: UploadTable) -> tuple[UploadRecord, ...]:
    """Return the records of an act: none when the interface has no place for it. Absent optional values are left out."""
    return tuple(_record(facts, target, table) for target in table.acts.get(facts.action, ()))


def _record(facts: ActFacts, target: Target, table: UploadTable) -> UploadRecord:
    values = {
        **facts.case,
        **{f"code.{name}": code for name, code in target.codes.items()},
        "act.at": facts.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S"),
        "act.name": facts.action.label,
        "act.ground": facts.ground,
    }
    fields: dict[str, Any] = {}
    for one in table.groups[target.group]:
        if one.rows:
            fields[one.name] = [_plain(one.rows, material) for material in facts.materials]
        else:
            fields.update(_plain((one,), values))
    return UploadRecord(case_number=facts.case["case.number"], group=target.group, sequence=facts.seq, fields=fields)


def _plain(fields: Sequence[UploadField], values: Values) -> dict[str, str]:
    """A required field is sent also when it is empty: that the other side refuses it is better than silence."""
    return {one.name: values.get(one.source, "") for one in fields if one.required or values.get(one.source)}


def _read_field(content: Mapping[str, Any]) -> UploadField:
    return UploadField(
        name=content["name"],
        source=content["from"],
        required=bool(content.get("required", False)),
        rows=tuple(map(_read_field, content.get("rows", ()))),
    )

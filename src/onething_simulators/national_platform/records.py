"""What the platform asks of a record: the fields of its group, the codes, the case number and the sequence."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from onething_simulators.messages import Reply, problem

# Case numbers: 31 characters of the item, the day, four of a serial.
CASE_NUMBER = re.compile(r"[0-9A-Z]{31}[0-9]{8}[0-9]{4}")
TIME = "%Y-%m-%d %H:%M:%S"
STAGES = frozenset({"1", "2", "3", "4", "11", "12", "99"})
RESULTS = frozenset({"1", "2", "3", "4", "5", "6", "7", "9"})
SPECIAL_KINDS = frozenset("ABCDEFGH")
LONGEST = 500
MOST_SEQUENCE = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The fields of a group: those that must be there, those that may be, times among them, and closed lists of codes."""

    required: frozenset[str]
    optional: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    codes: Mapping[str, frozenset[str]]


GROUPS: Mapping[str, Group] = {
    "acceptance": Group(
        required=frozenset(
            {"case_no", "group_no", "item_code", "item_name", "body_name", "applicant_name", "accept_time"}
        ),
        optional=frozenset({"promise_date"}),
        times=frozenset({"accept_time"}),
        codes={},
    ),
    "process": Group(
        required=frozenset({"case_no", "stage_code", "stage_name", "stage_time", "body_name"}),
        optional=frozenset({"ground"}),
        times=frozenset({"stage_time"}),
        codes={"stage_code": STAGES},
    ),
    "special": Group(
        required=frozenset({"case_no", "kind", "ground", "start_time"}),
        times=frozenset({"start_time"}),
        codes={"kind": SPECIAL_KINDS},
    ),
    "conclusion": Group(
        required=frozenset({"case_no", "result_code", "conclude_time", "body_name"}),
        optional=frozenset({"result_name", "result_no", "ground"}),
        times=frozenset({"conclude_time"}),
        codes={"result_code": RESULTS},
    ),
    "materials": Group(
        required=frozenset({"case_no", "submit_time", "materials"}), times=frozenset({"submit_time"}), codes={}
    ),
}
MATERIAL_FIELDS = frozenset({"material_code", "material_name", "obtain_way"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record that may be kept."""

    case_number: str
    group: str
    sequence: int
    fields: Mapping[str, Any]

    @property
    def name(self) -> dict[str, Any]:
        """What every answer about it repeats."""
        return {"case_number": self.case_number, "group": self.group, "sequence": self.sequence}


def parse_record(body: bytes) -> Record | Reply:
    """Return the record, or the refusal that names everything wrong with it."""
    content = parse_object(body)
    if isinstance(content, Reply):
        return content
    number, group, sequence = content.get("case_number"), content.get("group"), content.get("sequence")
    named = {"case_number": number, "group": group, "sequence": sequence}
    fields = content.get("fields")
    if not isinstance(number, str) or not CASE_NUMBER.fullmatch(number) or not _is_day(number[31:39]):
        return _refusal(named, "办件编号应当是 31 位事项编码、8 位日期和 4 位流水")
    if isinstance(sequence, bool) or not isinstance(sequence, int) or not 0 < sequence < MOST_SEQUENCE:
        return _refusal(named, "序号应当是正整数")
    if not isinstance(group, str) or group not in GROUPS or not isinstance(fields, dict):
        return _refusal(named, f"分组应当是：{'、'.join(GROUPS)}，并带有 fields")
    if faults := find_faults(GROUPS[group], fields, number):
        return _refusal(named, "；".join(faults))
    return Record(case_number=number, group=group, sequence=sequence, fields=fields)


def parse_object(body: bytes) -> dict[str, Any] | Reply:
    """Return the JSON object of a request."""
    try:
        content: Any = json.loads(body)
    except (ValueError, RecursionError):
        return problem(status=400, code="not_json", detail="请求正文不是 JSON。")
    return content if isinstance(content, dict) else problem(status=400, code="not_json", detail="应当是 JSON 对象。")


def find_faults(group: Group, fields: Mapping[str, Any], number: str) -> list[str]:
    """Everything that is wrong with the fields of a record."""
    faults = [f"缺少 {name}" for name in sorted(group.required) if not fields.get(name) and fields.get(name) != []]
    faults += [f"没有 {name} 这个字段" for name in sorted(set(fields) - group.required - group.optional)]
    faults += [
        f"{name} 不是不超过 {LONGEST} 字的文本"
        for name, value in fields.items()
        if name != "materials" and not _is_text(value)
    ]
    faults += [f"{name} 应当是 yyyy-MM-dd HH:mm:ss" for name in sorted(group.times) if not _is_time(fields.get(name))]
    faults += [f"{name} 没有这个代码" for name, known in group.codes.items() if fields.get(name) not in known]
    if fields.get("case_no") != number:
        faults.append("case_no 与办件编号不一致")
    if "materials" in group.required and not _are_materials(fields.get("materials")):
        faults.append("materials 应当是材料列表，每项有代码、名称和取得方式")
    return faults


def _refusal(named: Mapping[str, Any], detail: str) -> Reply:
    reply = {"code": "record_invalid", "detail": f"{detail}。", **named}
    return Reply(status=422, body=json.dumps(reply, ensure_ascii=False).encode())


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and value.isprintable()


def _is_time(value: Any) -> bool:
    try:
        datetime.strptime(value, TIME)  # noqa: DTZ007 - the interface writes local time
    except (TypeError, ValueError):
        return False
    return True


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _are_materials(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(row, dict) and set(row) == MATERIAL_FIELDS and all(map(_is_text, row.values())) for row in value
    )

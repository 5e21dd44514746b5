"""What a caller must say to be answered: whose data, which data, for what purpose and for which filing."""

import json
import re
from dataclasses import dataclass
from typing import Any

from onething_simulators.id_numbers import is_valid_id_number
from onething_simulators.messages import Reply, problem
from onething_simulators.organisation_codes import is_valid_uscc

PURPOSE = re.compile(r"[a-z][a-z0-9._-]{1,63}")
TEXT_FIELDS = ("resource", "subject_number", "purpose", "reference", "request_id")
LONGEST_TEXT = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One well-formed question to the register."""

    resource: str
    subject_number: str
    purpose: str
    reference: str
    request_id: str


def parse_query(body: bytes, *, resources: frozenset[str]) -> Query | Reply:
    """Return the question, or the refusal: 400 for what is missing, 422 for what cannot be right."""
    try:
        content: Any = json.loads(body)
    except (ValueError, RecursionError):
        return problem(status=400, code="not_json", detail="请求正文不是 JSON。")
    if not isinstance(content, dict):
        return problem(status=400, code="not_an_object", detail="请求正文应当是一个 JSON 对象。")
    if missing := [name for name in TEXT_FIELDS if not _is_text(content.get(name))]:
        return problem(
            status=400, code=f"{missing[0]}_missing", detail=f"缺少或填写有误：{'、'.join(missing)}。请补全后再查询。"
        )
    query = Query(**{name: content[name] for name in TEXT_FIELDS})
    return _refusal(query, resources) or query


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_TEXT and value.isprintable()


def _refusal(query: Query, resources: frozenset[str]) -> Reply | None:
    if not PURPOSE.fullmatch(query.purpose):
        return problem(
            status=422, code="purpose_unknown", detail="查询用途应当是用途代码，例如 prefill.birth_registration。"
        )
    if query.resource not in resources:
        return problem(
            status=422, code="resource_unknown", detail=f"没有这种数据。可以查询：{'、'.join(sorted(resources))}。"
        )
    if not (is_valid_id_number(query.subject_number) or is_valid_uscc(query.subject_number)):
        return problem(status=422, code="id_number_invalid", detail="证件号码的位数、日期或校验位不对，请核对。")
    return None

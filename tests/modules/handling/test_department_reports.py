"""Which reports of a department's system are read at all, and what becomes of them: pure."""

import json

import pytest

from builders.department import DENIED, GRANTED, report_of
from onething.core.definitions import Basis, Mark
from onething.core.lifecycle import CaseState
from onething.modules.handling.domain.departments import BadDepartments, WayOfWork, read_departments
from onething.modules.handling.domain.reports import (
    DepartmentReport,
    Outcome,
    Unreadable,
    decide_report,
    read_report,
)

CASE = "01a204e1-2f96-74e6-9ad9-5e863303df96"
S = CaseState
GOOD = report_of(CASE, "result", **GRANTED)


def read(content: object) -> DepartmentReport | Unreadable:
    return read_report(json.dumps(content))


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        report_of(CASE, "result", **DENIED),
        report_of(CASE, "progress", text="在办"),
        report_of(CASE, "correction", points=[{"target": "a", "problem": "b", "remedy": "c"}]),
        {**GOOD, "later_versions_may_add": 1},
    ],
)
def test_what_the_protocol_allows_is_read(content: object) -> None:
    assert isinstance(read(content), DepartmentReport)


@pytest.mark.parametrize(
    "spoiled",
    [
        {"opinion": "a\x00b"},
        {"opinion": "\ud800"},
        {"opinion": " "},
        {"opinion": "字" * 2001},
        {"result_number": "1\n2"},
        {"granted": "yes"},
        {"granted": False},
        {"seq": 0},
        {"seq": True},
        {"seq": 2**70},
        {"version": "2"},
        {"type": "verdict"},
        {"case": "0" * 36},
        {"case": CASE.upper()},
        {"at": "昨天"},
        {"number": ""},
    ],
)
def test_what_breaks_the_protocol_is_not(spoiled: dict[str, object]) -> None:
    found = read({**GOOD, **spoiled})

    assert isinstance(found, Unreadable)
    assert len(found.reason) <= 300


@pytest.mark.parametrize("text", ["", "null", "[]", "[" * 100_000, '{"version": "1"}', "NaN", "1e999999"])
def test_what_is_no_report_is_not_read(text: str) -> None:
    assert isinstance(read_report(text), Unreadable)


@pytest.mark.parametrize(
    ("kind", "seq", "state", "expected"),
    [
        ("progress", 3, S.ACCEPTED, Outcome.APPLIED),
        ("progress", 2, S.ACCEPTED, Outcome.LATE),
        ("correction", 1, S.REVIEWING, Outcome.LATE),
        ("result", 2, S.REVIEWING, Outcome.REFUSED),
        ("result", 3, S.REVIEWING, Outcome.APPLIED),
        ("result", 3, S.WAITING, Outcome.REFUSED),
        ("result", 3, S.RECEIVED, Outcome.REFUSED),
        ("result", 3, S.CORRECTING, Outcome.REFUSED),
        ("result", 3, S.WITHDRAWN, Outcome.LATE),
        ("result", 3, S.TERMINATED, Outcome.LATE),
        ("result", 3, S.GRANTED, Outcome.LATE),
        ("progress", 3, S.CONCLUDED, Outcome.LATE),
    ],
)
def test_what_becomes_of_a_report_after_the_second_one_counted(
    kind: str, seq: int, state: CaseState, expected: Outcome
) -> None:
    told = {"progress": {"text": "在办"}, "result": GRANTED}.get(
        kind, {"points": [{"target": "a", "problem": "b", "remedy": "c"}]}
    )
    report = read(report_of(CASE, kind, seq, **told))  # type: ignore[arg-type]
    assert isinstance(report, DepartmentReport)

    assert decide_report(report, state=state, last_seq=2).outcome is expected


@pytest.mark.parametrize("state", [S.ACCEPTED, S.REVIEWING, S.TERMINATED])
def test_of_a_case_that_was_taken_up_anew_nothing_counts_any_more(state: CaseState) -> None:
    report = read(report_of(CASE, "result", 9, **GRANTED))
    assert isinstance(report, DepartmentReport)

    assert decide_report(report, state=state, last_seq=2, over=True).outcome is Outcome.LATE


def test_law_that_the_item_knows_keeps_its_mark() -> None:
    doubtful = Basis("母婴保健法", "第23条", Mark.UNCONFIRMED)
    report = read(report_of(CASE, "result", **DENIED))
    assert isinstance(report, DepartmentReport)

    assert report.rejection(bases=[doubtful]).law == (doubtful,)


def test_the_setting_says_how_each_body_works() -> None:
    text = '{"a": {"way": "rekey", "name": "旧系统"}, "b": {"way": "desk"}}'
    found = read_departments(text)

    assert [(code, one.way) for code, one in found.items()] == [("a", WayOfWork.REKEY), ("b", WayOfWork.DESK)]
    assert read_departments("") == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "不是 JSON"),
        ("[]", "JSON 对象"),
        ('{"a": "desk"}', "a：只能写"),
        ('{"a": {"way": "post"}}', "a：way 应当是 desk、connector、rekey"),
        ('{"a": {"way": []}}', "a：way 应当是"),
        ('{"a": {"way": "rekey", "name": ""}}', "name"),
        ('{"a": {"way": "connector"}}', "url"),
        ('{"a": {"way": "connector", "url": "https://a.cn", "secret": "whsec_c2hvcnQ="}}', "secret"),
        ('{"a": {"way": "connector", "url": "https://a.cn", "secret": []}}', "secret"),
        ('{"a": {"way": "connector", "url": "https://a.cn"}}', "secret"),
    ],
)
def test_a_setting_that_cannot_be_used_says_where(text: str, words: str) -> None:
    with pytest.raises(BadDepartments, match=words):
        read_departments(text)

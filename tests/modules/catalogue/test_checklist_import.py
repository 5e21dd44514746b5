"""Taking a flat list of items over: formats, findings beside rows, all or nothing, and the same again changes nothing."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from builders.checklist import BODY, SOUND, as_csv, as_workbook, line
from builders.remembering import remembered
from onething.modules.catalogue.api import import_pack
from onething.modules.catalogue.checklists import current_specification, each_item, stored_items
from onething.modules.catalogue.domain.checklist import grid, workbook
from onething.modules.catalogue.domain.checklist.grid import ListRefused
from onething.modules.catalogue.errors import ListForbidden
from onething.modules.catalogue.models import ChecklistImport, ChecklistItem
from onething.modules.catalogue.services.import_list import Outcome, TakenList, import_list
from onething.modules.catalogue.services.list_files import write_items, write_report
from onething.platform.logs.api import ActionRow
from onething.platform.permissions import Actor, Role

SYSTEM = Actor(role=Role.SYSTEM)
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
PARTS = ("dictionaries.yaml", "item_elements.yaml", "regions.yaml")
pytestmark = pytest.mark.django_db


@remembered
def _published(pack: Any, national: Path) -> None:
    for name in PARTS:
        pack.write(name, (national / name).read_text(encoding="utf-8"))
    import_pack(pack.path, actor=SYSTEM, now=NOW)


@pytest.fixture(autouse=True)
def elements(db: None, pack: Any, national: Path) -> None:
    """A small published pack with the elements, dictionaries and regions of the national one."""
    _published(pack, national)


def take(content: bytes, **more: Any) -> TakenList:
    """Import the content as the system."""
    return import_list("清单.csv", content, actor=SYSTEM, now=NOW, **more)


def counts(done: TakenList) -> dict[str, int]:
    """How many rows ended how, noughts left out."""
    return {outcome.value: done.count(outcome) for outcome in Outcome if done.count(outcome)}


def rules(done: TakenList, row: int = 0) -> list[str]:
    """rule and field of what was found in a row."""
    return [f"{one.rule} {one.field}" for one in done.rows[row].findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_file_is_read_in_the_encodings_that_occur(encoding: str) -> None:
    done = take(as_csv([line()], encoding=encoding, title="示例市政务服务事项清单"))
    assert counts(done) == {"added": 1}
    assert rules(done) == []
    (stored,) = each_item(stored_items())
    assert stored.row == SOUND
    assert (stored.code, stored.state, stored.body_uscc) == (SOUND["handle_code"], "ready", BODY)


def test_a_workbook_is_read_with_its_tables_from_sheets_of_their_own() -> None:
    sound = line(materials=None, faqs=None)
    materials = [
        [
            "实施编码",
            *(
                "材料名称",
                "材料类型",
                "材料形式",
                "材料必要性",
                "来源渠道",
                "纸质材料份数",
                "空白表格",
                "要求提供材料的依据",
            ),
        ],
        [SOUND["task_code"], "申请表", "申请表格文书", "纸质", "必要", "申请人自备", 1, "FORM-1", "某细则第二十三条"],
        ["", "没有主的材料", "其他", "纸质", "必要", "申请人自备", 1, "", "某细则第二十三条"],
    ]
    faqs = [["业务办理项编码", "问题", "解答"], [SOUND["handle_code"], "几天", "十个工作日"]]
    done = take(as_workbook([sound], {"申请材料": materials, "常见问题": faqs, "说明": [["随便写"]]}))
    assert counts(done) == {"added": 1}
    (stored,) = each_item(stored_items())
    assert [material["name"] for material in stored.row["materials"]] == ["申请表"]
    assert stored.row["faqs"] == [{"question": "几天", "answer": "十个工作日"}]
    told = [finding.message for finding in done.findings]
    assert any("有 1 条没有写编码" in message for message in told)
    assert any("“说明”没有采用" in message for message in told)


def test_a_dry_run_stores_nothing() -> None:
    assert counts(take(as_csv([line()]), dry_run=True)) == {"added": 1}
    assert ChecklistItem.objects.count() == ChecklistImport.objects.count() == 0
    assert not ActionRow.objects.filter(kind="checklist.import").exists()


def test_the_same_list_again_changes_nothing() -> None:
    take(as_csv([line(), line(1)]))
    before = list(ChecklistItem.objects.values_list("code", "digest", "row_version", "source_id"))
    assert counts(take(as_csv([line(), line(1)], encoding="gb18030"))) == {"unchanged": 2}
    assert list(ChecklistItem.objects.values_list("code", "digest", "row_version", "source_id")) == before
    assert ChecklistImport.objects.count() == ActionRow.objects.filter(kind="checklist.import").count() == 1


def test_an_import_stands_in_the_action_log_with_its_figures() -> None:
    take(as_csv([line(), line(1, task_code="123")]))
    payload = ActionRow.objects.get(kind="checklist.import").payload
    assert {key: payload[key] for key in ("added", "changed", "unchanged", "kept_out")} == {
        "added": 1, "changed": 0, "unchanged": 0, "kept_out": 1,
    }  # fmt: skip


def test_what_lacks_something_is_stored_as_to_be_completed() -> None:
    done = take(as_csv([line(transact_time=None)]))
    assert rules(done) == ["R1 transact_time"]
    stored = ChecklistItem.objects.get()
    assert (stored.state, stored.refused, stored.warned) == ("incomplete", 1, 0)
    take(as_csv([line()]))
    assert ChecklistItem.objects.get().state == "ready"


def test_what_was_confirmed_stays_so_until_body_basis_or_level_change() -> None:
    take(as_csv([line()]))
    ChecklistItem.objects.update(state="confirmed")
    take(as_csv([line(transact_time="工作日全天")]))
    assert ChecklistItem.objects.get().state == "confirmed"
    take(as_csv([line(by_law="《某条例》第9条")]))
    assert ChecklistItem.objects.get().state == "ready"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"task_code": None}, "C2 task_code"),
        ({"task_code": "11410100DEMA00013M3000123020000"}, "C2 task_code"),
        ({"use_level": "5"}, "C5 use_level"),
        ({"promise_day": "尽快"}, "V1 promise_day"),
        ({"effective_date": "2026年2月30日"}, "V1 effective_date"),
        ({"is_online": "大概"}, "V1 is_online"),
        ({"online_url": "javascript:alert(1)"}, "V1 online_url"),
        ({"task_type": "许可"}, "V2 task_type"),
        ({"transact_time": '=HYPERLINK("http://x")'}, "V5 transact_time"),
        ({"catalog_code": "1.15018E+08"}, "V4 catalog_code"),
        ({"task_name": "名" * 501}, "V3 task_name"),
        ({"materials": "身份证、户口簿"}, "V1 materials"),
        ({"materials": '[{"材料名称": "甲", "颜色": "红"}]'}, "V1 materials"),
        ({"materials": "[" * 5000}, "V1 materials"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_kept_out_and_the_others_are_stored(changes: Any, expected: str) -> None:
    done = take(as_csv([line(**changes), line(1)]))
    assert counts(done) == {"added": 1, "kept_out": 1}
    assert expected in rules(done)
    assert ChecklistItem.objects.get().name == "示例事项第 1 号"


def test_of_two_rows_with_one_code_the_first_is_taken() -> None:
    done = take(as_csv([line(), line(task_name="另一个名称")]))
    assert counts(done) == {"added": 1, "kept_out": 1}
    assert rules(done, 1) == ["F4 task_code"]
    assert ChecklistItem.objects.get().name == SOUND["task_name"]


def test_an_older_version_never_overwrites_a_newer_one() -> None:
    take(as_csv([line()]))
    done = take(as_csv([line(task_version=2, transact_time="上午")]))
    assert counts(done) == {"kept_out": 1}
    assert rules(done) == ["F5 task_version"]
    assert ChecklistItem.objects.get().item_version == 3


def test_what_a_spreadsheet_did_to_codes_is_mended_or_told() -> None:
    good, lost = line(catalog_code=123020000), line(1, task_code=1.14101e30)
    done = take(as_workbook([good, lost]))
    assert counts(done) == {"added": 1, "kept_out": 1}
    assert rules(done) == []
    assert "V4 task_code" in rules(done, 1)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_is_exported_can_be_imported_as_it_is(suffix: str, tmp_path: Path) -> None:
    take(as_csv([line(link_way="+86-371-00000001"), line(1)]))
    path = tmp_path / f"out{suffix}"
    write_items(path, tuple(each_item(stored_items())), current_specification(on=NOW.date()))
    assert counts(take(path.read_bytes())) == {"unchanged": 2}


def test_the_report_puts_the_findings_beside_each_row_and_no_formula(tmp_path: Path) -> None:
    done = take(as_csv([line(), line(1, transact_time="=1+1", link_way="@SUM(1)")]), dry_run=True)
    path = tmp_path / "报告.csv"
    write_report(path, done)
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    assert [row[1] for row in rows] == ["结果", "新增", "没有采用"]
    assert rows[2][2] == "2"
    assert "[拒绝] V5 “办理时间”是公式" in rows[2][4]
    assert [text for row in rows for text in row if text.startswith(("=", "@"))] == []
    assert {"'=1+1", "'@SUM(1)"} <= set(rows[2])


def test_the_report_as_a_workbook_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "报告.xlsx"
    write_report(path, take(as_csv([line(transact_time="=1+1")]), dry_run=True))
    sheet = load_workbook(path).worksheets[0]
    assert [one.coordinate for row in sheet.iter_rows() for one in row if one.data_type == "f"] == []


def bomb(size: int) -> bytes:
    """A workbook whose one sheet unpacks to that many bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * size)
    return content.getvalue()


def entities() -> bytes:
    """A workbook whose sheet declares entities."""
    sound, content = io.BytesIO(as_workbook([line()])), io.BytesIO()
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(content, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                text = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + text[text.index(b"<worksheet") :]
            new.writestr(part.filename, text)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "没有找到表头"),
        ("甲,乙,丙\n1,2,3\n".encode(), "没有找到表头"),
        ("事项名称,基本编码,事项类型\n甲,乙,丙\n".encode(), "没有“实施编码”一列"),
        ("事项名称,实施编码,基本编码\n".encode(), "只有表头"),
        ('事项名称,实施编码,基本编码\n"没有关上,2,3\n'.encode(), "CSV 写法有误"),
        ("事项名称,实施编码".encode("utf-16"), "UTF-16"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "旧的 XLS"),
        (b"\x89PNG\r\n\x1a\n\x00\xff\xff", "不是文本文件"),
        (b"PK\x03\x04broken", "打不开"),
        ("事项名称,实施编码,基本编码\n".encode() + b"," * 400 + b"x\n", "超过 300 列"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_whole(content: bytes, expected: str) -> None:
    with pytest.raises(ListRefused, match=expected):
        take(content)
    assert ChecklistItem.objects.count() == 0


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (lambda: bomb(workbook.MOST_UNPACKED + 1), "解开后太大"),
        (entities, "打不开"),
        (lambda: b"a," * (grid.MOST_BYTES // 2 + 1), "超过 30 MB"),
        (lambda: "事项名称,实施编码,基本编码\n".encode() + b"a,b,c\n" * (grid.MOST_ROWS + 20), "超过 50000 行"),
    ],
    ids=["unpacks too far", "declares entities", "too large", "too long"],
)
def test_a_list_that_would_break_the_reader_is_refused_whole(made: Callable[[], bytes], expected: str) -> None:
    with pytest.raises(ListRefused, match=expected):
        take(made())
    assert ChecklistItem.objects.count() == 0


def test_a_sheet_that_claims_a_row_a_million_lines_down_is_given_up(tmp_path: Path) -> None:
    sound, content = io.BytesIO(as_workbook([line()])), io.BytesIO()
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(content, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            new.writestr(part.filename, text.replace(b'<row r="2"', b'<row r="1048576"'))
    with pytest.raises(ListRefused, match="超过 50000 行"):
        take(content.getvalue())


def test_who_may_not_import_stores_nothing() -> None:
    approver = Actor(role=Role.APPROVER, body_code="health", region_path="990100/")
    with pytest.raises(ListForbidden):
        import_list("清单.csv", as_csv([line()]), actor=approver, now=NOW)
    assert ChecklistItem.objects.count() == 0


def test_a_thousand_rows_take_a_bounded_number_of_statements() -> None:
    lines = [line(number) for number in range(1, 1001)]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert counts(take(as_csv(lines))) == {"added": 1000}
    assert len(asked) <= 60
    with CaptureQueriesContext(connection) as asked:
        assert counts(take(as_csv(lines))) == {"unchanged": 1000}
    assert len(asked) <= 8


def test_the_row_belongs_to_the_region_of_its_body() -> None:
    take(as_csv([line()]))
    assert ChecklistItem.objects.get().region_path == "/410000/410100/"
    assert json.loads(ChecklistItem.objects.get().data)["dept_code"] == BODY

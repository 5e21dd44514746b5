"""Codes of a row: each sound in itself, and all of them about the same item. Formats: GB/T 39554.1 as seen, 待核."""

from collections.abc import Callable, Iterator, Mapping

from onething.core.definitions import Severity
from onething.core.identifiers import Checked, check_base_code, check_handling_code, check_item_code, check_uscc
from onething.modules.catalogue.domain.checklist.specification import Specification
from onething.modules.catalogue.domain.checklist.terms import ItemFinding, Row, refuse, warn

_CHECKS: Mapping[str, tuple[str, Callable[[str], Checked]]] = {
    "catalog_code": ("C1", check_base_code),
    "task_code": ("C2", check_item_code),
    "handle_code": ("C3", check_handling_code),
    "dept_code": ("C4", check_uscc),
}
_REMEDY = "请从编目系统里重新导出这个编码。"


def check_codes(row: Row, specification: Specification) -> Iterator[ItemFinding]:
    """Format and check characters, then agreement; without a code nobody knows which item it is."""
    if "task_code" not in row:
        yield refuse("C2", "task_code", "缺少“实施编码”，不知道是哪个事项。", "请填写 31 位实施编码。")
    sound = True
    for element, (rule, check) in _CHECKS.items():
        if element in row:
            checked = check(row[element])
            sound = sound and checked.value is not None
            failures = [*checked.failures] if checked.value is None else []
            yield from (refuse(rule, element, failure.message, _REMEDY) for failure in failures)
            yield from (warn(rule, element, told.message, "请对照基本目录核对。") for told in checked.notices)
    if sound and "task_code" in row:
        yield from _disagreements(row)
        yield from _place(row["task_code"], specification)


def _disagreements(row: Row) -> Iterator[ItemFinding]:
    code = row["task_code"]
    said = (
        ("catalog_code", "基本编码", code[19:], "实施编码的后 12 位"),
        ("dept_code", "实施主体统一社会信用代码", code[:18], "实施编码的前 18 位"),
        ("use_level", "行使层级", code[18], "实施编码的第 19 位"),
        ("task_type", "事项类型", code[21:23], "实施编码里的事项类型"),
    )
    for element, name, expected, where in said:
        if row.get(element, expected) != expected:
            message = f"“{name}”是 {row[element]}，{where}是 {expected}，两者不一致。"
            yield refuse("C5", element, message, "请查清哪一个对，改成一致。")
    if row.get("handle_code", code)[:31] != code:
        yield refuse("C5", "handle_code", "业务办理项编码的前 31 位不是本行的实施编码。", "请查清哪一个对，改成一致。")


def _place(code: str, specification: Specification) -> Iterator[ItemFinding]:
    """The body's region, from its 统一社会信用代码 (digits 3 to 8), against the level at which it acts."""
    region, level = code[2:8], code[18]
    if not specification.regions:
        return
    if region not in specification.regions and region != "100000":
        message = f"实施主体的登记区划 {region} 不在现行区划代码表里。"
        yield warn("C6", "task_code", message, "如果是已撤并的旧代码或功能区，可以保留，请核对一遍。")
    elif _highest(region) > int(level):
        name = specification.regions.get(region, "全国")
        message = f"实施主体登记在{name}（{region}），行使层级却是{specification.label('use_level', level)}。"
        yield ItemFinding(
            rule="C6", severity=Severity.WARN, field="use_level", message=message, remedy="请核对行使层级。"
        )


def _highest(region: str) -> int:
    """The highest level at which a body registered here can act: 1 national, 2 province, 3 city, 4 county."""
    if region == "100000":
        return 1
    return 2 if region.endswith("0000") else 3 if region.endswith("00") else 4

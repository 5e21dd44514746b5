"""What a right one looks like, beside each point of a correction notice: the pack's words first, else what it must show."""

from dataclasses import dataclass

from onething.core.definitions import Element, ElementKind, Material

LEGIBLE = "四角都在画面里，字能看清"
_KINDS = {
    ElementKind.NAME: "和身份证件上的一字不差，例如“欧阳明月”",
    ElementKind.CITIZEN_ID: "18 位，照身份证件填，最后一位可能是 X",
    ElementKind.DATE: "年、月、日都填，例如“2026年3月8日”",
    ElementKind.DATETIME: "写到几点几分，例如“2026-03-08 08:15”",
    ElementKind.TIME: "24 小时制，例如“08:15”",
    ElementKind.CHOICE: "从给出的选项里选一个",
    ElementKind.PHONE: "11 位手机号，例如“139 0000 0000”",
    ElementKind.ADDRESS: "写到门牌号，例如“某市某区某街道某路12号3幢201室”",
    ElementKind.BANK_ACCOUNT: "只写数字，照银行卡一位不少",
    ElementKind.USCC: "18 位，照营业执照上的填",
    ElementKind.MONEY: "以元为单位，最多两位小数，例如“500000”",
}


@dataclass(frozen=True, slots=True)
class Example:
    """The words, and for a material what will be looked at."""

    text: str
    points: tuple[str, ...] = ()


def example_of_field(element: Element) -> Example:
    """How a value of this kind is written; the pack's own hint stands at the control itself."""
    return Example(_KINDS.get(element.kind) or _measure(element))


def example_of_material(material: Material) -> Example:
    """The note of the list, and the points by which it is reviewed."""
    return Example(material.note, (*material.review_points, LEGIBLE))


def _measure(element: Element) -> str:
    if element.kind is ElementKind.NUMBER:
        return f"填整数，例如“{element.minimum or 1}”" + (f"，单位是{element.unit}" if element.unit else "")
    if element.maximum:
        return f"最多 {element.maximum} 个字"
    return "" if element.hint else "照证件或者凭证上的写，不用简称"

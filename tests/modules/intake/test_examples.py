"""Beside every point of a correction stands what a right one looks like."""

import pytest

from onething.core.definitions import Element, ElementKind, Material, MaterialNature, MaterialOrigin
from onething.modules.intake.domain.examples import LEGIBLE, Example, example_of_field, example_of_material

K = ElementKind


@pytest.mark.parametrize(
    ("element", "text"),
    [
        (Element("a", "姓名", K.NAME), "和身份证件上的一字不差，例如“欧阳明月”"),
        (Element("a", "籍贯", hint="写到县（市、区）"), ""),
        (Element("a", "单位"), "照证件或者凭证上的写，不用简称"),
        (Element("a", "说明", maximum=50), "最多 50 个字"),
        (Element("a", "面积", K.NUMBER, minimum=20, unit="平方米"), "填整数，例如“20”，单位是平方米"),
        (Element("a", "人数", K.NUMBER), "填整数，例如“1”"),
    ],
)
def test_a_field_says_how_it_is_written(element: Element, text: str) -> None:
    assert example_of_field(element) == Example(text)


def test_every_kind_of_field_has_an_example() -> None:
    assert [kind for kind in K if not example_of_field(Element("a", "甲", kind)).text] == []


def test_a_material_says_what_will_be_looked_at() -> None:
    plan = Material(
        "floor-plan", "平面图", MaterialNature.OTHER, MaterialOrigin.APPLICANT,
        review_points=("标明面积", "标明各区域用途"), note="手绘也可以",
    )  # fmt: skip

    assert example_of_material(plan) == Example("手绘也可以", ("标明面积", "标明各区域用途", LEGIBLE))

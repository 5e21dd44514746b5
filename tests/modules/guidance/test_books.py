"""Procedure, handbook and review points say what the definitions say, and the paper says what the page says."""

from datetime import date

import pytest

from builders.newborn import PACKS, packs_of_the_house
from builders.pdf_text import read_text
from onething.modules.catalogue.api import load_packs
from onething.modules.guidance.api import handbook_pdf, procedure_pdf, read_handbook, read_procedure, review_pdf

CATALOGUE = packs_of_the_house()
CODES = sorted(CATALOGUE.bundles)
MONDAY = date(2026, 11, 23)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_procedure_says_who_does_what_by_when_and_on_which_basis() -> None:
    moves = {
        (move.name, move.becomes): move for move in read_procedure(CATALOGUE.bundle("newborn"), start=MONDAY).otherwise
    }
    asked = moves["一次性告知补正", "待补正"]
    assert (asked.who, asked.basis) == ("综合窗口、部门审批", "行政许可法 第三十二条第一款第四项")
    assert moves["撤回", "已撤回"].who == "申请人、综合窗口"
    assert moves["视为受理", "已受理"].who == "系统"
    assert moves["不予决定", "不予"].who == "部门审批"


def test_a_licence_without_a_limit_of_its_own_is_told_with_the_article_that_sets_it() -> None:
    sheets = {sheet.code: sheet for sheet in read_procedure(CATALOGUE.bundle("restaurant"), start=MONDAY).items}

    told = sheets["small-catering-permit"]

    assert (told.statutory, told.statutory_basis) == ("20 个工作日", "《行政许可法》第四十二条第一款")


def test_an_item_hands_its_result_to_who_waits_for_it() -> None:
    procedure = read_procedure(CATALOGUE.bundle("newborn"), start=MONDAY)
    sheets = {sheet.code: sheet for sheet in procedure.items}
    assert sheets["birth-certificate"].hands_to == (
        "禾丰市公安局（出生登记）",
        "禾丰市医疗保障局（生育医疗费用报销）",
        "禾丰市卫生健康委员会（科学育儿指导服务登记）",
        "综合窗口（统一出件）",
    )
    assert sheets["birth-registration"].opens == ("“出生医学证明首次签发”办结后开始，依据《户口登记条例》第7条。",)
    assert sheets["social-security-card"].statutory == "10 个工作日"
    assert procedure.computed == "4.5 个工作日"


def test_the_deadline_for_a_correction_is_the_regions_or_none() -> None:
    told = {deadline.what: deadline for deadline in read_procedure(CATALOGUE.bundle("newborn"), start=MONDAY).deadlines}
    assert told["申请人补正"].span == "15 个工作日"
    national = load_packs([PACKS / "national"]).bundle("newborn")
    plain = {deadline.what: deadline for deadline in read_procedure(national, start=MONDAY).deadlines}
    assert plain["申请人补正"].span == "没有规定"


def test_marks_stand_beside_what_nobody_has_confirmed() -> None:
    sheets = {sheet.code: sheet for sheet in read_procedure(CATALOGUE.bundle("newborn"), start=MONDAY).items}
    assert sheets["childcare-subsidy"].bases == ("《育儿补贴制度实施方案（2025）》（待核）",)
    assert sheets["childcare-subsidy"].promise_mark == "演示"
    assert sheets["birth-registration"].bases == ("《户口登记条例》第7条",)


def test_a_material_that_an_answer_adds_stands_with_its_answer() -> None:
    sheets = {sheet.code: sheet for sheet in read_handbook(CATALOGUE.bundle("newborn"), start=MONDAY).items}
    materials = {material.name: material for material in sheets["birth-certificate"].materials}
    assert materials["母亲授权委托书"].conditions == ("“由谁来申请”选“父亲”的，才要：父亲代办签发，要有母亲的授权。",)
    assert materials["母亲授权委托书"].to_submit


def test_what_to_say_depends_on_where_the_material_comes_from() -> None:
    sheets = {sheet.code: sheet for sheet in read_handbook(CATALOGUE.bundle("newborn"), start=MONDAY).items}
    own = next(m for m in sheets["maternity-reimbursement"].materials if m.name.startswith("医疗收费票据"))
    form = next(m for m in sheets["birth-certificate"].materials if m.name == "一件事联办申请表")
    made = next(m for m in sheets["birth-registration"].materials if m.name == "出生医学证明")
    assert own.points[0].say.endswith("您这份对不上；请补一份对得上的，其他材料不用重交。")
    assert "请在表单里改过来" in form.points[0].say
    assert "我们请前面的部门核对" in made.points[0].say


def test_the_handbook_tells_how_to_refuse_and_where_to_go_instead() -> None:
    refusals = read_handbook(CATALOGUE.bundle("newborn"), start=MONDAY).refusals
    elsewhere = refusals[0]
    assert elsewhere.when == "“父母现在是夫妻吗”选“不是”"
    assert elsewhere.then[0] == "带上父母身份证、户口簿和医院的出生记录"
    unfit = next(refusal for refusal in refusals if "不符合“出生不超过六个月”" in refusal.when)
    assert unfit.basis == "《母婴保健法》第23条"


@pytest.mark.parametrize("code", CODES)
def test_every_item_stands_in_every_book_and_under_one_body(code: str) -> None:
    source = CATALOGUE.bundle(code)
    codes = [entry.item for entry in source.bundle.items]
    handbook = read_handbook(source, start=MONDAY)
    assert sorted(sheet.code for sheet in read_procedure(source, start=MONDAY).items) == sorted(codes)
    assert sorted(sheet.code for chapter in handbook.bodies for sheet in chapter.items) == sorted(codes)
    assert [question.text for question in handbook.questions] == [question.text for question in source.bundle.questions]
    for chapter in handbook.bodies:
        assert {sheet.body for sheet in chapter.items} == {chapter.body}


@pytest.mark.parametrize("code", ["newborn", "after-death", "second-hand-home"])
def test_the_papers_hold_every_item_material_deadline_and_sentence(code: str) -> None:
    source = CATALOGUE.bundle(code)
    procedure, handbook = read_procedure(source, start=MONDAY), read_handbook(source, start=MONDAY)
    rules = squeezed(read_text(procedure_pdf(source, start=MONDAY, region="禾丰市")))
    window = squeezed(read_text(handbook_pdf(source, start=MONDAY)))
    review = squeezed(read_text(review_pdf(source, start=MONDAY)))
    for sheet in procedure.items:
        for said in (
            sheet.name,
            sheet.body,
            sheet.result,
            *sheet.opens,
            *sheet.hands_to,
            *(m.name for m in sheet.materials),
        ):
            assert squeezed(said) in rules
        for point in (*sheet.points, *(p for m in sheet.materials for p in m.points)):
            assert squeezed(point.point) in review
    for deadline in procedure.deadlines:
        assert squeezed(deadline.source) in rules
    for question in handbook.questions:
        assert squeezed(question.text) in window
    for refusal in handbook.refusals:
        assert squeezed(refusal.say) in window
    assert "演示环境" in rules


def test_the_same_definitions_give_the_same_paper() -> None:
    source = CATALOGUE.bundle("freight")
    assert procedure_pdf(source, start=MONDAY) == procedure_pdf(source, start=MONDAY)

"""What the guide says about money: every fee with its source, and never more than is known."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from builders.newborn import ANSWERS, packs_of_the_house
from builders.pdf_text import read_text
from onething.core.definitions import Basis, Blocks, Item, ItemType, Mark, Relief
from onething.modules.guidance.api import FeesTold, Guide, guide_from, guide_pdf, tell_fees
from onething.modules.guidance.domain.outline import outline

ARTICLE = Basis("某条例", "第9条", Mark.CONFIRMED)
HOME = {
    "transfer_by": "sale", "mortgaged": "no", "buyers": "one", "homes": "first", "buyer_married": "yes",
    "supervised": "no", "present": "both",
}  # fmt: skip
TRANSFER = "property-transfer"


def guide(bundle: str = "second-hand-home", answers: dict[str, str] = HOME, items: tuple[Item, ...] = ()) -> Guide:
    source = packs_of_the_house().bundle(bundle)
    library = replace(source.library, items={**source.library.items, **{item.code: item for item in items}})
    return guide_from(source=replace(source, library=library), answers=answers, leave_out=(), start=date(2026, 11, 23))


def told_by(made: Guide) -> FeesTold:
    return tell_fees(made.plan, made.source.library)


def charged(**changed: Any) -> Guide:
    """The transfer of a home, with its fee changed."""
    item = packs_of_the_house().bundle("second-hand-home").library.items[TRANSFER]
    return guide(items=(replace(item, fees=(replace(item.fees[0], **changed),)),))


def test_a_fee_nobody_has_checked_is_for_reference_and_stops_nothing() -> None:
    told = told_by(guide())

    (line,) = told.lines
    assert (line.name, line.price) == ("不动产登记费（住宅）", "80 元/件")
    assert line.told == (
        "没交不影响受理和办理。可以减免：小微企业（含个体工商户）申请登记的免收，凭营业执照由窗口核定（待核）。"
    )
    assert [source.mark for source in line.sources] == [Mark.UNCONFIRMED]
    assert told.summary == "合计 80 元，不含税款。标“待核”的只供参考，以办理部门公布的标准为准。"


def test_what_waits_for_the_money_names_the_article() -> None:
    (line,) = told_by(charged(blocks=Blocks.DELIVERY, blocks_by=ARTICLE, exempt=())).lines

    assert line.told == "交清后送达结果。"
    assert line.sources[-1] == ARTICLE


def test_a_relief_that_something_is_shown_for_is_told_with_its_source() -> None:
    spared = Relief("低保家庭免收", ARTICLE, proof="低保证")
    (line,) = told_by(charged(exempt=(spared,))).lines

    assert line.told == "没交不影响受理和办理。可以减免：低保家庭免收，凭低保证。"
    assert line.sources[-1] == ARTICLE
    assert "可以减免" not in told_by(charged(exempt=(spared, Relief("首套住房免收", ARTICLE)))).lines[0].told


def test_who_is_let_off_reads_why() -> None:
    told = told_by(charged(basis=ARTICLE, exempt=(Relief("首套住房免收", ARTICLE),)))

    assert told.lines[0].told == "不用交：首套住房免收"
    assert told.summary == "合计 0 元，不含税款。"


@pytest.mark.parametrize(
    ("licences", "said", "source"),
    [(True, "办行政许可不收费。", "《行政许可法》第58条"), (False, "没有列出收费项目", "")],
)
def test_no_fee_listed_is_no_fee_only_for_licences(licences: bool, said: str, source: str) -> None:
    items = packs_of_the_house().bundle("newborn").library.items
    kinds = [replace(item, type=ItemType.LICENSING) if licences else item for item in items.values()]
    told = told_by(guide("newborn", ANSWERS, tuple(kinds)))

    assert told.summary.startswith(said)
    assert (told.source.citation if told.source else "") == source


def test_paper_and_terminal_tell_the_same() -> None:
    made = guide()
    paper = "".join(read_text(guide_pdf(guide=made, address="https://example.invalid/", region="禾丰市")).split())
    lines = "\n".join(outline(made.plan))

    for said in ("不动产登记费（住宅）", "没交不影响受理和办理。"):
        assert said in paper
        assert said in lines
    assert "合计80元，不含税款。" in paper

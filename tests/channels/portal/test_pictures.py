"""Timeline and flow chart draw the plan: bars after the filing day, arrows only where one case lets another begin."""

from dataclasses import replace
from datetime import date

from builders.newborn import ANSWERS, newborn
from onething.channels.portal.guide.page import item_cards
from onething.channels.portal.guide.pictures import draw_flow, draw_timeline, starters
from onething.core.definitions import Basis, Mark, Tie
from onething.core.planning import Schedule
from onething.modules.guidance.api import Guide, guide_from

LAW = Basis("某条例", "第一条", Mark.CONFIRMED)


def guide(*leave_out: str) -> Guide:
    return guide_from(source=newborn(), answers=ANSWERS, leave_out=leave_out, start=date(2026, 11, 27))  # Friday


def schedule_of(made: Guide) -> Schedule:
    assert made.plan.schedule is not None
    return made.plan.schedule


def test_bars_begin_on_the_first_working_day_that_counts() -> None:
    made = guide()
    drawn = draw_timeline(made.plan, schedule_of(made), newborn().calendar)
    bars = {placed.row.label: (b.bar.start, b.bar.last) for placed in drawn.rows for b in placed.bars}
    assert bars == {
        "出生医学证明首次签发": (date(2026, 11, 30), date(2026, 11, 30)),
        "预防接种证办理": (date(2026, 11, 30), date(2026, 11, 30)),
        "出生登记": (date(2026, 12, 1), date(2026, 12, 1)),
        "社会保障卡申领": (date(2026, 12, 2), date(2026, 12, 4)),
        "城乡居民基本医疗保险参保登记": (date(2026, 12, 2), date(2026, 12, 2)),
        "生育医疗费用报销": (date(2026, 11, 30), date(2026, 12, 2)),
        "科学育儿指导服务登记": (date(2026, 12, 1), date(2026, 12, 1)),
        "育儿补贴申领": (date(2026, 12, 2), date(2026, 12, 3)),
    }
    milestones = [(m.milestone.label, m.milestone.day) for placed in drawn.rows for m in placed.milestones]
    assert milestones == [("提交", date(2026, 11, 27)), ("承诺全部办好", date(2026, 12, 4))]


def test_an_arrow_stands_only_where_a_case_lets_another_begin() -> None:
    after = starters(schedule_of(guide()))
    certificate, registration = "birth-certificate:child[1]", "birth-registration:child[1]"
    assert {key: waits for key, waits in after.items() if waits} == {
        registration: (certificate,),
        "social-security-card:child[1]": (registration,),
        "resident-medical-insurance:child[1]": (registration,),
        "parenting-guidance:child[1]": (certificate,),
        "childcare-subsidy:child[1]": (registration,),
    }


def test_the_flow_leads_from_one_filing_to_one_delivery() -> None:
    made = guide("birth-registration")
    drawn = draw_flow(made.plan, schedule_of(made))
    names = [[box.node.label for box in layer] for layer in drawn.layers]
    assert (names[0], names[-1]) == (["一次申请"], ["统一出件"])
    assert sorted(names[1]) == ["出生医学证明首次签发", "生育医疗费用报销", "预防接种证办理"]
    assert sorted(names[2]) == ["科学育儿指导服务登记", "育儿补贴申领"]


def test_items_that_law_ties_together_are_locked_with_the_law() -> None:
    source = newborn()
    tied = replace(source.bundle, ties=(Tie(("birth-certificate", "vaccination-certificate"), LAW),))
    made = guide_from(source=replace(source, bundle=tied), answers=ANSWERS, start=date(2026, 11, 27))
    assert [card.name for card in item_cards(made) if card.tie == LAW] == ["出生医学证明首次签发", "预防接种证办理"]

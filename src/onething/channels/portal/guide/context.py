"""What each page of the guide gives its template."""

from typing import Any

from onething.channels.design.swimlanes import draw_lanes
from onething.channels.portal.guide.addresses import Told, address, answer_pairs, filing_address
from onething.channels.portal.guide.page import (
    form_rows,
    item_cards,
    item_groups,
    legal_bases,
    materials_to_submit,
    of_treatment,
    promise_mark,
    saving_tiles,
    spared_rows,
)
from onething.channels.portal.guide.pictures import draw_flow, draw_timeline
from onething.core.definitions import AfterCheck, Question, Risk
from onething.core.planning import UNSURE, Schedule, Standing, Treatment
from onething.modules.catalogue.api import CompiledBundle
from onething.modules.guidance.api import Asked, Guide, outer_chart, possible_fees, reachable, tell_fees
from onething.modules.pledge.api import Offer, PromiseKind, published_lists

Context = dict[str, Any]
WHAT_IT_IS = {
    PromiseKind.DEFERRAL: "书面承诺以后可以先受理、先审查，材料在承诺的时间内补齐；补齐以前不作出准予决定。",
    PromiseKind.PLEDGE: "书面承诺符合条件，就不用再交证明，或者当场办好；以后按风险核查。可以不选，按一般程序办。",
}
RISKS = {Risk.LOW: "风险低", Risk.HIGH: "风险高"}
ALL_OF_THEM = 100


def about_start(guide: Guide) -> Context:
    """The start page, from the plan of somebody who has not answered anything yet."""
    bundle, plan = guide.source.bundle, guide.plan
    return {
        "bundle": bundle,
        "plan": plan,
        "begin": address("questions", bundle),
        "guide_address": address("guide", bundle),
        "questions": len(reachable(bundle, {})),
        "submit": of_treatment(plan, Treatment.SUBMIT),
        "exempt": of_treatment(plan, Treatment.EXEMPT),
        "lead": guide.source.library.bodies[bundle.lead].name,
        "fees": possible_fees(bundle, guide.source.library),
        "no_fees": tell_fees(plan, guide.source.library).summary,
        "joint": [guide.source.library.bodies[code].name for code in bundle.joint],
        "demonstration": guide.source.demonstration,
    } | _promise(guide)


def about_question(guide: Guide, told: Told, asked: Asked, *, missing: bool) -> Context:
    """One question with the answers so far carried along."""
    bundle, question = guide.source.bundle, asked.question
    kept = answer_pairs(bundle, told, without=question.code)
    back = address("questions", bundle, answer_pairs(bundle, told), change=asked.previous)
    return {
        "bundle": bundle,
        "asked": asked,
        "options": _options(question),
        "kept": kept,
        "action": address("questions", bundle),
        "back": back if asked.previous else address("start", bundle),
        "guide_address": address("guide", bundle, answer_pairs(bundle, told)),
        "errors": {question.code: "请选择一项，再继续。"} if missing else {},
        "demonstration": guide.source.demonstration,
    }


def _options(question: Question) -> list[dict[str, str]]:
    options = [{"value": option.code, "label": option.label, "hint": option.hint} for option in question.options]
    if question.unsure:
        options += [{"divider": "或"}, {"value": UNSURE, "label": "不确定", "hint": question.unsure}]
    return options


def about_guide(guide: Guide, told: Told) -> Context:
    """The guide page, or the page that leads elsewhere."""
    bundle, plan = guide.source.bundle, guide.plan
    pairs = answer_pairs(bundle, told)
    return {
        "bundle": bundle,
        "plan": plan,
        "answers": _answer_rows(guide, told),
        "continue_address": address("questions", bundle, pairs),
        "back": _back(guide, told),
        "file_address": filing_address(bundle, pairs),
        "pdf_address": address("guide-pdf", bundle, pairs),
        "json_address": address("guide-json", bundle, pairs),
        "page_address": address("guide", bundle),
        "flow_address": address("flow", bundle, pairs),
        "kept": [pair for pair in pairs if pair[0] != "leave_out"],
        "demonstration": guide.source.demonstration,
    } | (_plan_parts(guide, plan.schedule) if plan.schedule else {})


def about_flow(guide: Guide, told: Told) -> Context:
    """The outer flow chart in the figures of these answers."""
    bundle, pairs = guide.source.bundle, answer_pairs(guide.source.bundle, told)
    return {
        "bundle": bundle,
        "drawing": draw_lanes(outer_chart(guide.source, guide.plan)),
        "complete": guide.plan.complete,
        "begin": address("questions", bundle, pairs),
        "guide_address": address("guide", bundle, pairs),
        "demonstration": guide.source.demonstration,
    }


def _plan_parts(guide: Guide, schedule: Schedule) -> Context:
    plan, cards = guide.plan, tuple(item_cards(guide))
    return {
        "groups": item_groups(guide, cards),
        "without": [c for c in cards if c.standing in {Standing.FALLS, Standing.NOT_APPLICABLE}],
        "submit": materials_to_submit(guide),
        "exempt": spared_rows(plan, Treatment.EXEMPT),
        "earlier": len([m for m in plan.materials if m.hangs_on_earlier_copy]),
        "doubtful": spared_rows(plan, Treatment.OPEN),
        "unneeded": spared_rows(plan, Treatment.NOT_NEEDED),
        "fees": tell_fees(plan, guide.source.library),
        "form": form_rows(plan),
        "timeline": draw_timeline(plan, schedule, guide.source.calendar),
        "flow": draw_flow(plan, schedule),
        "savings": saving_tiles(plan),
        "bases": legal_bases(guide),
        "schedule": schedule,
    } | _promise(guide)


def _promise(guide: Guide) -> Context:
    """The bundle's promise with what may be doubted about it."""
    schedule, promise = guide.plan.schedule, guide.source.promise
    mark = promise_mark(guide, confirmed=promise.basis.confirmed, layer=promise.layer)
    return {
        "promised_on": schedule.declared_on if schedule else None,
        "promise": promise.span.label,
        "promise_mark": mark,
    }


def _answer_rows(guide: Guide, told: Told) -> list[dict[str, str]]:
    """Each answer given, with the way to change it."""
    bundle = guide.source.bundle
    pairs = answer_pairs(bundle, told)
    return [
        {
            "label": question.text,
            "value": _label(question, told.answers.get(question.code, "")),
            "href": address("questions", bundle, pairs, change=question.code),
        }
        for question in reachable(bundle, told.answers)
        if _label(question, told.answers.get(question.code, ""))
    ]


def _label(question: Question, answer: str) -> str:
    option = question.option(answer)
    return option.label if option else "不确定" if question.unsure and answer == UNSURE else ""


def _back(guide: Guide, told: Told) -> str:
    """To the last question answered."""
    rows = _answer_rows(guide, told)
    return rows[-1]["href"] if rows else address("start", guide.source.bundle)


def about_promises(source: CompiledBundle) -> Context:
    """Both lists, each entry with the days, the consequence, how it is looked at afterwards, and its source."""
    offers = published_lists(source.bundle, source.library)
    return {
        "bundle": source.bundle,
        "demonstration": source.demonstration,
        "lists": [
            (kind, WHAT_IT_IS[kind], [_listed(offer) for offer in offers if offer.kind is kind]) for kind in PromiseKind
        ],
    }


def _listed(offer: Offer) -> Context:
    return {"offer": offer, "check": _check_words(offer.check) if offer.check else ""}


def _check_words(check: AfterCheck) -> str:
    share = "件件核查" if check.share == ALL_OF_THEM else f"抽查 {check.share}%"
    return f"{RISKS[check.risk]}，办结后 {check.within.label}内{share}"

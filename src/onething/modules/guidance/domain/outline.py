"""A guide as aligned lines for a terminal: the same plan, in the same order as the page."""

from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

from onething.core.planning import Plan, PlannedItem, PlannedMaterial, Standing, Treatment
from onething.modules.guidance.domain.fees import fee_lines
from onething.modules.guidance.domain.words import day_words, item_names, saving_words

STANDINGS = {
    Standing.APPLIES: "办",
    Standing.OPEN: "待定",
    Standing.LEFT_OUT: "不办",
    Standing.FALLS: "办不了",
    Standing.NOT_APPLICABLE: "不涉及",
}
TREATMENTS = {
    Treatment.SUBMIT: "要交",
    Treatment.EXEMPT: "免提交",
    Treatment.OPEN: "待定",
    Treatment.NOT_NEEDED: "用不到",
}


def outline(plan: Plan) -> Iterator[str]:
    """All lines."""
    yield f"{plan.name}（{plan.bundle_version}）"
    yield from _warnings(plan)
    if plan.route:
        yield f"不走一件事：{plan.route.title}。{plan.route.because}"
        yield from (f"  {number}. {step}" for number, step in enumerate(plan.route.steps, start=1))
        return
    if plan.schedule:
        yield f"{day_words(plan.start)}提交，{day_words(plan.schedule.declared_on)}前办好（{plan.schedule.declared_label}）"
    yield from _titled("事项", _columns(_items(plan)))
    yield from _titled("材料", _columns(_material(m) for t in TREATMENTS for m in plan.materials if m.treatment is t))
    yield from _titled("收费", _columns((f.name, f.price, f.item, f.told) for f in fee_lines(plan)))
    yield from _titled("一张表", _columns((s.label, f"{len(s.fields)} 项") for s in plan.form))
    yield from _titled("省了什么", _columns(_savings(plan)))
    yield from _titled("还要回答", (f"  {question.text}" for question in plan.open_questions))


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield title
        yield from found


def _items(plan: Plan) -> Iterator[tuple[str, ...]]:
    names = item_names(plan)
    days = (
        {s.item: f"{day_words(s.opens_on)} → {day_words(s.promised_on)}" for s in plan.schedule.slots}
        if plan.schedule
        else {}
    )
    for item in plan.items:
        yield STANDINGS[item.standing], names[item.key], days.get(item.key, ""), item.body_name, _why(item)


def _material(material: PlannedMaterial) -> tuple[str, ...]:
    return TREATMENTS[material.treatment], material.name, material.party_label, _why(material)


def _why(thing: PlannedItem | PlannedMaterial) -> str:
    return " ".join(reason.text for reason in thing.reasons)


def _savings(plan: Plan) -> Iterator[tuple[str, ...]]:
    for saving in plan.saved:
        before, after, unit = saving_words(saving)
        yield saving.label, f"{before} → {after} {unit}"


def _warnings(plan: Plan) -> Iterator[str]:
    yield from (f"请留意：{warning.text}" for warning in plan.warnings)


def _columns(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Rows with their columns aligned; the last column runs free."""
    table = list(rows)
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)

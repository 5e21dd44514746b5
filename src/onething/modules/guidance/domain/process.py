"""A bundle's flow as the elements of a business process: what BPMN calls lanes, tasks, gateways, events and flows. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onething.core.lifecycle import CASE, CaseAction, CaseState
from onething.modules.catalogue.api import CompiledBundle
from onething.modules.guidance.domain.charts import WINDOW
from onething.modules.guidance.domain.flow import FlowStep
from onething.modules.guidance.domain.sheets import ItemSheet, Sheets, read_sheets

TASK, GATEWAY, EVENT = (120, 80), (50, 50), (36, 36)
WITHDRAWAL = (200, 100)
FIRST_ITEM = 4
ALWAYS = "总是"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A flow node: `tag` is its BPMN element, `event` what triggers or ends it."""

    id: str
    tag: str
    name: str
    lane: str
    column: int
    size: tuple[int, int]
    row: int | None = None
    event: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceFlow:
    """`target` follows `source`; the condition is in words."""

    source: str
    target: str
    name: str = ""
    condition: str = ""

    @property
    def id(self) -> str:
        return f"Flow_{self.source}_{self.target}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What goes between the applicant and the process; `into` says in which direction."""

    element: str
    name: str
    into: bool

    @property
    def id(self) -> str:
        return f"Message_{self.element}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text beside several elements."""

    id: str
    text: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """The whole process; `withdrawal` names the sub-process that an applicant starts at any time before the decision."""

    code: str
    name: str
    version: str
    lanes: tuple[str, ...]
    elements: tuple[Element, ...]
    flows: tuple[SequenceFlow, ...]
    messages: tuple[Message, ...]
    notes: tuple[Note, ...]
    withdrawal: Element


def read_process(source: CompiledBundle, *, start: date) -> Process:
    """The process of the whole bundle."""
    sheets = read_sheets(source, start=start)
    columns, last = _columns(sheets)
    split = "inclusiveGateway" if any(step.conditions for step in sheets.flow.steps) else "parallelGateway"
    return Process(
        code=source.bundle.code,
        name=source.bundle.title,
        version=source.version,
        lanes=(WINDOW, *sheets.flow.bodies),
        elements=(*_intake(split), *_items(sheets, columns), *_ending(split, last)),
        flows=(*_intake_flows(), *_item_flows(sheets), *_ending_flows(sheets)),
        messages=MESSAGES,
        notes=tuple(_notes(sheets)),
        withdrawal=_withdrawal(),
    )


MESSAGES = (
    Message(element="Start", name="一张表和材料", into=True),
    Message(element="Ask", name="一次性补正告知书", into=False),
    Message(element="Corrected", name="补正材料", into=True),
    Message(element="Refused", name="不予受理通知书", into=False),
    Message(element="Deliver", name="办理结果", into=False),
    Message(element="Withdraw_start", name="撤回申请", into=True),
)


def _told(action: CaseAction, state: CaseState = CaseState.RECEIVED) -> str:
    """What the table of a case says about the move."""
    row = next(row for row in CASE.rows if (row.source, row.action) == (state, action))
    return f"{row.note}（{row.basis}）" if row.basis else row.note


def _intake(split: str) -> Iterator[Element]:
    def at(id_: str, tag: str, name: str, place: tuple[int, int], size: tuple[int, int], *said: str) -> Element:
        event, told = (*said, "", "")[:2]
        return Element(
            id=id_, tag=tag, name=name, lane=WINDOW, column=place[0], row=place[1], size=size, event=event, told=told
        )

    lapse = _told(CaseAction.LAPSE, CaseState.CORRECTING)
    yield at("Start", "startEvent", "收到申请", (0, 0), EVENT, "message")
    yield at("Receive", "userTask", "收件核验", (1, 0), TASK, "", _told(CaseAction.ACCEPT))
    yield at("Check", "exclusiveGateway", "能受理吗", (2, 0), GATEWAY)
    yield at("Ask", "sendTask", CaseAction.ASK_CORRECTION.label, (2, 1), TASK, "", _told(CaseAction.ASK_CORRECTION))
    yield at("Corrected", "intermediateCatchEvent", "收到补正", (1, 1), EVENT, "message", lapse)
    yield at("Refused", "endEvent", CaseAction.REFUSE.label, (3, 1), EVENT, "message", _told(CaseAction.REFUSE))
    yield at("Split", split, "分送各部门", (3, 0), GATEWAY)


def _intake_flows() -> Iterator[SequenceFlow]:
    yield SequenceFlow(source="Start", target="Receive")
    yield SequenceFlow(source="Receive", target="Check")
    yield SequenceFlow(source="Check", target="Split", name=CaseAction.ACCEPT.label, condition=_told(CaseAction.ACCEPT))
    yield SequenceFlow(source="Check", target="Ask", name="要补正", condition="材料不齐全或不符合法定形式")
    yield SequenceFlow(
        source="Check", target="Refused", name=CaseAction.REFUSE.label, condition=_told(CaseAction.REFUSE)
    )
    yield SequenceFlow(source="Ask", target="Corrected")
    yield SequenceFlow(source="Corrected", target="Receive")


def _columns(sheets: Sheets) -> tuple[dict[int, int], int]:
    """The column of each group, one more before it where some item of it waits for several; and the first free one."""
    columns, column = {}, FIRST_ITEM
    for number, group in enumerate(sheets.flow.groups, start=1):
        column += any(len(step.after) > 1 for step in group)
        columns[number] = column
        column += 1
    return columns, column


def _items(sheets: Sheets, columns: dict[int, int]) -> Iterator[Element]:
    by_code = {sheet.code: sheet for sheet in sheets.items}
    conditional = {step.key for step in sheets.flow.steps if step.conditions}
    for step in sheets.flow.steps:
        column = columns[step.group]
        if len(step.after) > 1:
            tag = "inclusiveGateway" if conditional & set(step.after) else "parallelGateway"
            yield Element(id=_join_id(step), tag=tag, name="", lane=step.body, column=column - 1, size=GATEWAY)
        told = item_words(by_code[step.item])
        yield Element(id=_id(step), tag="userTask", name=step.name, lane=step.body, column=column, size=TASK, told=told)


def item_words(sheet: ItemSheet) -> str:
    """Who, by when, from what, to what, on which basis."""
    mark = f"（{sheet.promise_mark}）" if sheet.promise_mark else ""
    lines = [f"承办：{sheet.body}", f"承诺：{sheet.promise}{mark}", f"法定：{sheet.statutory}，{sheet.statutory_basis}"]
    lines += [f"情形：{words}" for words in sheet.situations]
    lines += [f"开始：{words}" for words in sheet.opens]
    lines += [f"材料：{material.name}（{material.party}）" for material in sheet.materials]
    lines += [f"结果：{sheet.result}", f"送往：{'、'.join(sheet.hands_to)}", f"依据：{'；'.join(sheet.bases)}"]
    return "\n".join(lines)


def _item_flows(sheets: Sheets) -> Iterator[SequenceFlow]:
    """From the split or from what comes before; the condition stands where the item first comes into reach."""
    any_condition = any(step.conditions for step in sheets.flow.steps)
    for step in sheets.flow.steps:
        condition = "\n".join(step.conditions)
        if not step.after:
            condition = condition or (ALWAYS if any_condition else "")
            yield SequenceFlow(source="Split", target=_id(step), condition=condition)
        elif len(step.after) == 1:
            yield SequenceFlow(source=_item_id(sheets, step.after[0]), target=_id(step), condition=condition)
        else:
            for key in step.after:
                yield SequenceFlow(source=_item_id(sheets, key), target=_join_id(step), condition=condition)
            yield SequenceFlow(source=_join_id(step), target=_id(step))


def _ending(join: str, column: int) -> Iterator[Element]:
    yield Element(id="Join", tag=join, name="全部办结", lane=WINDOW, column=column, row=0, size=GATEWAY)
    told = _told(CaseAction.DELIVER, CaseState.GRANTED)
    yield Element(
        id="Deliver", tag="userTask", name="统一出件", lane=WINDOW, column=column + 1, row=0, size=TASK, told=told
    )
    name = CaseState.CONCLUDED.label
    yield Element(id="End", tag="endEvent", name=name, lane=WINDOW, column=column + 2, row=0, size=EVENT)


def _ending_flows(sheets: Sheets) -> Iterator[SequenceFlow]:
    awaited = {key for step in sheets.flow.steps for key in step.after}
    for step in sheets.flow.steps:
        if step.key not in awaited:
            yield SequenceFlow(source=_id(step), target="Join")
    yield SequenceFlow(source="Join", target="Deliver")
    yield SequenceFlow(source="Deliver", target="End")


def _withdrawal() -> Element:
    told = _told(CaseAction.WITHDRAW)
    return Element(
        id="Withdraw", tag="subProcess", name="撤回", lane=WINDOW, column=1, row=2, size=WITHDRAWAL, told=told
    )


def _notes(sheets: Sheets) -> Iterator[Note]:
    for number, visit in enumerate(sheets.flow.visits, start=1):
        about = tuple(_item_id(sheets, key) for key in visit.items)
        yield Note(id=f"Visit_{number}", text=f"{visit.topic}：{'、'.join(visit.bodies)}合并为一次", about=about)
    for step in sheets.flow.steps:
        for key in step.soft:
            other = sheets.flow.step(key)
            text = f"可以先开始，“{other.name}”办结后才能办结"
            yield Note(id=f"Soft_{step.item}_{other.item}", text=text, about=(_id(step), _id(other)))


def _id(step: FlowStep) -> str:
    return f"Item_{step.item}"


def _join_id(step: FlowStep) -> str:
    return f"Before_{step.item}"


def _item_id(sheets: Sheets, key: str) -> str:
    return _id(sheets.flow.step(key))

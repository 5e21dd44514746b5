"""A process as BPMN 2.0 XML with its diagram, readable by any tool that follows the standard. Pure.

Source: OMG formal/2011-01-03 (BPMN 2.0), ISO/IEC 19510:2013; element order as in its XML Schema.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from xml.etree import ElementTree as ET

from onething.modules.catalogue.api import CompiledBundle
from onething.modules.guidance.domain.lanes import Box, LaneLayout, LaneNode, Point, layout_lanes, shift
from onething.modules.guidance.domain.process import EVENT, Element, Message, Note, Process, SequenceFlow, read_process

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
TARGET = "urn:onething:bpmn"
PREFIXES = {"bpmn": MODEL, "bpmndi": DIAGRAM, "dc": DC, "di": DI, "xsi": XSI}
HEAD = 30
APPLICANT_BAND = 60
BETWEEN = 70
NOTE_SIZE = (220, 60)
EXCLUSIVE = "exclusiveGateway"


def bpmn_xml(source: CompiledBundle, *, start: date) -> bytes:
    """The bundle's flow as a BPMN 2.0 document; the same definitions always give the same bytes."""
    process = read_process(source, start=start)
    for prefix, space in PREFIXES.items():
        ET.register_namespace(prefix, space)
    root = ET.Element(
        _m("definitions"),
        {"id": f"Definitions_{process.code}", "name": process.name, "targetNamespace": TARGET, "exporter": "onething"},
    )
    _collaboration(root, process)
    _process(root, process)
    _diagram(root, process)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _m(tag: str) -> str:
    return f"{{{MODEL}}}{tag}"


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, _m(tag), {key.rstrip("_"): value for key, value in attributes.items() if value})
    made.text = text or None
    return made


def _documented(element: ET.Element, text: str) -> None:
    if text:
        _add(element, "documentation", text)


def _collaboration(root: ET.Element, process: Process) -> None:
    made = _add(root, "collaboration", id=f"Collaboration_{process.code}")
    _add(made, "participant", id="Applicant", name="申请人")
    _add(made, "participant", id="House", name=process.name, processRef=f"Process_{process.code}")
    for message in process.messages:
        ends = ("Applicant", message.element) if message.into else (message.element, "Applicant")
        _add(made, "messageFlow", id=message.id, name=message.name, sourceRef=ends[0], targetRef=ends[1])


def _process(root: ET.Element, process: Process) -> None:
    made = _add(root, "process", id=f"Process_{process.code}", name=process.name, isExecutable="false")
    _documented(made, f"由定义版本 {process.version} 生成，含全部事项；各事项的情形写在连线的条件里。")
    lanes = _add(made, "laneSet", id="Lanes")
    for number, name in enumerate(process.lanes):
        lane = _add(lanes, "lane", id=f"Lane_{number}", name=name)
        for element in (*process.elements, process.withdrawal):
            if element.lane == name:
                _add(lane, "flowNodeRef", element.id)
    for element in process.elements:
        _node(made, element, process.flows)
    _withdrawal(made, process.withdrawal)
    for flow in process.flows:
        _flow(made, flow)
    for note in process.notes:
        _note(made, note)


def _node(parent: ET.Element, element: Element, flows: Sequence[SequenceFlow]) -> None:
    incoming = [flow.id for flow in flows if flow.target == element.id]
    outgoing = [flow.id for flow in flows if flow.source == element.id]
    direction = ("Diverging" if len(outgoing) > 1 else "Converging") if element.tag.endswith("Gateway") else ""
    made = _add(parent, element.tag, id=element.id, name=element.name, gatewayDirection=direction)
    _documented(made, element.told)
    for flow in incoming:
        _add(made, "incoming", flow)
    for flow in outgoing:
        _add(made, "outgoing", flow)
    if element.event:
        _add(made, f"{element.event}EventDefinition", id=f"{element.id}_event")


def _withdrawal(parent: ET.Element, element: Element) -> None:
    """An event sub-process: the applicant may withdraw at any time before the decision, and everything ends."""
    made = _add(parent, "subProcess", id=element.id, name=element.name, triggeredByEvent="true")
    _documented(made, element.told)
    flow = SequenceFlow(source=f"{element.id}_start", target=f"{element.id}_end")
    for end, tag, name, event in (
        ("start", "startEvent", "申请撤回", "message"),
        ("end", "endEvent", "已撤回", "terminate"),
    ):
        one = Element(
            id=f"{element.id}_{end}", tag=tag, name=name, lane=element.lane, column=0, size=EVENT, event=event
        )
        _node(made, one, (flow,))
    _flow(made, flow)


def _flow(parent: ET.Element, flow: SequenceFlow) -> None:
    made = _add(parent, "sequenceFlow", id=flow.id, name=flow.name, sourceRef=flow.source, targetRef=flow.target)
    if flow.condition:
        _add(made, "conditionExpression", flow.condition).set(f"{{{XSI}}}type", "bpmn:tExpression")


def _note(parent: ET.Element, note: Note) -> None:
    _add(_add(parent, "textAnnotation", id=note.id), "text", note.text)
    for element in note.about:
        _add(parent, "association", id=f"{note.id}_{element}", sourceRef=note.id, targetRef=element)


def _diagram(root: ET.Element, process: Process) -> None:
    diagram = ET.SubElement(root, f"{{{DIAGRAM}}}BPMNDiagram", {"id": f"Diagram_{process.code}"})
    plane = ET.SubElement(
        diagram, f"{{{DIAGRAM}}}BPMNPlane", {"id": "Plane", "bpmnElement": f"Collaboration_{process.code}"}
    )
    layout = _layout(process)
    top = APPLICANT_BAND + BETWEEN
    width = layout.width + HEAD
    _shape(plane, "Applicant", Box(0, 0, width, APPLICANT_BAND), isHorizontal="true")
    _shape(plane, "House", Box(0, top, width, layout.height), isHorizontal="true")
    for number, lane in enumerate(layout.lanes):
        _shape(plane, f"Lane_{number}", lane.box, isHorizontal="true")
    for element in process.elements:
        marker = {"isMarkerVisible": "true"} if element.tag == EXCLUSIVE else {}
        _shape(plane, element.id, layout.boxes[element.id], **marker)
    _draw_withdrawal(plane, process.withdrawal, layout.boxes[process.withdrawal.id])
    for flow in process.flows:
        _edge(plane, flow.id, layout.routes[flow.source, flow.target])
    _draw_messages(plane, process, layout)
    _draw_notes(plane, process.notes, layout, bottom=top + layout.height)


def _layout(process: Process) -> LaneLayout:
    """The lanes' geometry, moved beside the pool's name and below the applicant."""
    nodes = [
        LaneNode(key=e.id, lane=e.lane, column=e.column, row=e.row, width=e.size[0], height=e.size[1])
        for e in (*process.elements, process.withdrawal)
    ]
    edges = [(flow.source, flow.target) for flow in process.flows]
    laid = layout_lanes(lanes=process.lanes, nodes=nodes, edges=edges, head=HEAD)
    return shift(laid, x=HEAD, y=APPLICANT_BAND + BETWEEN)


def _shape(plane: ET.Element, element: str, box: Box, **attributes: str) -> None:
    shape = ET.SubElement(
        plane, f"{{{DIAGRAM}}}BPMNShape", {"id": f"{element}_di", "bpmnElement": element, **attributes}
    )
    bounds = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    ET.SubElement(shape, f"{{{DC}}}Bounds", {key: f"{value:g}" for key, value in bounds.items()})


def _edge(plane: ET.Element, element: str, points: Iterable[Point]) -> None:
    edge = ET.SubElement(plane, f"{{{DIAGRAM}}}BPMNEdge", {"id": f"{element}_di", "bpmnElement": element})
    for x, y in points:
        ET.SubElement(edge, f"{{{DI}}}waypoint", {"x": f"{x:g}", "y": f"{y:g}"})


def _draw_withdrawal(plane: ET.Element, element: Element, box: Box) -> None:
    begin, end = _inside(element, box)
    _shape(plane, element.id, box, isExpanded="true")
    _shape(plane, f"{element.id}_start", begin)
    _shape(plane, f"{element.id}_end", end)
    flow = SequenceFlow(source=f"{element.id}_start", target=f"{element.id}_end")
    _edge(plane, flow.id, ((begin.x + begin.width, begin.middle[1]), (end.x, end.middle[1])))


def _inside(element: Element, box: Box) -> tuple[Box, Box]:
    """The two events of the sub-process."""
    width, height = EVENT
    y = box.y + (box.height - height) / 2
    return Box(box.x + 24, y, width, height), Box(box.x + element.size[0] - 24 - width, y, width, height)


def _draw_messages(plane: ET.Element, process: Process, layout: LaneLayout) -> None:
    boxes = {**layout.boxes}
    boxes[f"{process.withdrawal.id}_start"], _ = _inside(process.withdrawal, boxes[process.withdrawal.id])
    rows = {element.id: element.row for element in process.elements}
    for message in process.messages:
        points = tuple(_message_points(message, boxes[message.element], below=rows.get(message.element) != 0))
        _edge(plane, message.id, points if message.into else reversed(points))


def _message_points(message: Message, box: Box, *, below: bool) -> Iterator[Point]:
    """Straight down from the applicant, or beside what stands above it."""
    if not below:
        yield box.middle[0], APPLICANT_BAND
        yield box.middle[0], box.y
        return
    x = box.x + box.width + 20 if not message.into else box.x - 30
    yield x, APPLICANT_BAND
    yield x, box.middle[1]
    yield (box.x if message.into else box.x + box.width), box.middle[1]


def _draw_notes(plane: ET.Element, notes: Sequence[Note], layout: LaneLayout, *, bottom: float) -> None:
    """Below the pool, one beside the other, with a line to each element they speak of."""
    width, height = NOTE_SIZE
    for number, note in enumerate(notes):
        box = Box(HEAD + number * (width + 40), bottom + 40, width, height)
        _shape(plane, note.id, box)
        for element in note.about:
            target = layout.boxes[element]
            ends = ((box.middle[0], box.y), (target.middle[0], target.y + target.height))
            _edge(plane, f"{note.id}_{element}", ends)

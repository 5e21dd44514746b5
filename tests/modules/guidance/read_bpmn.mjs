// Read BPMN 2.0 from standard input with an independent reader and tell what it found as JSON.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { BpmnModdle } = await import(pathToFileURL(process.argv[2]).href);
const read = await new BpmnModdle().fromXML(readFileSync(0, 'utf8'));
const root = read.rootElement;
const process_ = root.rootElements.find((element) => element.$type === 'bpmn:Process');
const collaboration = root.rootElements.find((element) => element.$type === 'bpmn:Collaboration');
const plane = root.diagrams[0].plane.planeElement;
const flows = process_.flowElements.filter((element) => element.$type === 'bpmn:SequenceFlow');
const nodes = process_.flowElements.filter((element) => element.$type !== 'bpmn:SequenceFlow');
const shape = ({ x, y, width, height }) => ({ x, y, width, height });

console.log(JSON.stringify({
  warnings: read.warnings.map((warning) => warning.message),
  unresolved: read.references.filter((reference) => !read.elementsById[reference.id]).map((reference) => reference.id),
  nodes: nodes.map((node) => ({
    id: node.id,
    type: node.$type,
    name: node.name,
    incoming: (node.incoming ?? []).map((flow) => flow.id),
    outgoing: (node.outgoing ?? []).map((flow) => flow.id),
    documentation: (node.documentation ?? []).map((documentation) => documentation.text).join(''),
  })),
  flows: flows.map((flow) => ({
    id: flow.id,
    source: flow.sourceRef.id,
    target: flow.targetRef.id,
    condition: flow.conditionExpression?.body ?? '',
  })),
  lanes: process_.laneSets[0].lanes.map((lane) => ({ name: lane.name, nodes: lane.flowNodeRef.map((node) => node.id) })),
  messages: collaboration.messageFlows.map((flow) => [flow.sourceRef.id, flow.targetRef.id, flow.name]),
  notes: (process_.artifacts ?? []).filter((artifact) => artifact.text).map((artifact) => artifact.text),
  shapes: Object.fromEntries(plane.filter((drawn) => drawn.bounds).map((drawn) => [drawn.bpmnElement.id, shape(drawn.bounds)])),
  edges: Object.fromEntries(
    plane.filter((drawn) => drawn.waypoint).map((drawn) => [drawn.bpmnElement.id, drawn.waypoint.map(({ x, y }) => [x, y])]),
  ),
}));

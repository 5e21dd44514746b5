"""Lays out a flow chart as a layered graph: longest path from the start, orthogonal edges, labels wrapped. Pure.

Method: Sugiyama, Tagawa, Toda (1981): layers, stand-ins for long edges, order by barycentre.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from onething.channels.design.measure import wrap

NODE_WIDTH = 172
NODE_GAP = 28
LINE = 22
NODE_PADDING = 26
BEND = 16
CHANNEL = 40
TRACK = 12
CORNER = 7
LABEL_EM = 9.4
SUBLABEL_EM = 11.5
SWEEPS = 4


class NodeKind(StrEnum):
    """The shape of a node: its outline differs, not its colour alone."""

    START = "start"
    STEP = "step"
    RESULT = "result"
    END = "end"


@dataclass(frozen=True, slots=True)
class FlowNode:
    """One step: what happens, and who does it."""

    key: str
    label: str
    sublabel: str = ""
    kind: NodeKind = NodeKind.STEP
    critical: bool = False


@dataclass(frozen=True, slots=True)
class FlowEdge:
    """`target` waits for `source`."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node with its box and its wrapped lines, in pixels."""

    node: FlowNode
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    sublines: tuple[str, ...]
    waits_for: tuple[str, ...]

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def first_line(self) -> float:
        """The baseline of the first line, so that all lines stand in the middle of the box."""
        return self.y + (self.height - LINE * (len(self.lines) + len(self.sublines))) / 2 + 16


@dataclass(frozen=True, slots=True)
class PlacedEdge:
    """An edge as the `d` of an SVG path."""

    edge: FlowEdge
    path: str
    critical: bool


@dataclass(frozen=True, slots=True)
class FlowchartLayout:
    """The picture in pixels, and its layers for the list twin: what stands in one layer runs at the same time."""

    width: float
    height: float
    layers: tuple[tuple[PlacedNode, ...], ...]
    edges: tuple[PlacedEdge, ...]


class UnlayeredFlow(ValueError):
    """The edges run in a circle or name a node that is not there; a published bundle cannot have this."""


Place = tuple[float, float, float]
"""Middle, top, bottom."""


def layout_flowchart(*, nodes: Sequence[FlowNode], edges: Sequence[FlowEdge]) -> FlowchartLayout:
    """Place nodes in layers from top to bottom. Raises UnlayeredFlow for circles and unknown keys."""
    by_key = {node.key: node for node in nodes}
    depth = _depths(by_key, edges)
    chains = {edge: _chain(edge, depth) for edge in edges}
    layers = _order(_layers(depth, chains.values()), chains.values())
    width = max((_layer_width(layer, by_key) for layer in layers), default=0)
    places = _places(layers, by_key, width)
    waits = {key: tuple(by_key[e.source].label for e in edges if e.target == key) for key in by_key}
    return FlowchartLayout(
        width=width,
        height=max((bottom for _, _, bottom in places.values()), default=0),
        layers=tuple(tuple(_box(by_key[k], places[k], waits[k]) for k in layer if k in by_key) for layer in layers),
        edges=tuple(_draw(edge, chain, places, layers, by_key) for edge, chain in chains.items()),
    )


def _depths(by_key: Mapping[str, FlowNode], edges: Sequence[FlowEdge]) -> dict[str, int]:
    """Layer of each node: one below the lowest of those it waits for."""
    unknown = {key for edge in edges for key in (edge.source, edge.target)} - by_key.keys()
    if unknown:
        msg = f"Edges name nodes that are not there: {', '.join(sorted(unknown))}"
        raise UnlayeredFlow(msg)
    before: dict[str, list[str]] = {key: [] for key in by_key}
    for edge in edges:
        before[edge.target].append(edge.source)
    depth: dict[str, int] = {}
    try:
        for key in TopologicalSorter(before).static_order():
            depth[key] = max((depth[source] + 1 for source in before[key]), default=0)
    except CycleError as error:
        raise UnlayeredFlow("Edges run in a circle: " + " -> ".join(error.args[1])) from error
    return {key: depth[key] for key in by_key}


def _chain(edge: FlowEdge, depth: Mapping[str, int]) -> tuple[str, ...]:
    """The edge as a chain of neighbours: a stand-in key for every layer it passes through."""
    passed = range(depth[edge.source] + 1, depth[edge.target])
    return (edge.source, *(f"{edge.source}\0{edge.target}\0{layer}" for layer in passed), edge.target)


def _layers(depth: Mapping[str, int], chains: Iterable[Sequence[str]]) -> list[list[str]]:
    layers: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for key, level in depth.items():
        layers[level].append(key)
    for chain in chains:
        for offset, key in enumerate(chain[1:-1], start=1):
            layers[depth[chain[0]] + offset].append(key)
    return layers


def _order(layers: list[list[str]], chains: Iterable[Sequence[str]]) -> list[list[str]]:
    """Sort each layer by the mean place of its neighbours, down and up in turn; ties keep the given order."""
    pairs = [pair for chain in chains for pair in pairwise(chain)]
    above: dict[str, list[str]] = {key: [] for layer in layers for key in layer}
    below: dict[str, list[str]] = {key: [] for layer in layers for key in layer}
    for upper, lower in pairs:
        above[lower].append(upper)
        below[upper].append(lower)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for layer in layers if down else reversed(layers):
            _sort_layer(layer, above if down else below, layers)
    return layers


def _sort_layer(layer: list[str], neighbours: Mapping[str, list[str]], layers: Sequence[Sequence[str]]) -> None:
    rank = {key: index - (len(row) - 1) / 2 for row in layers for index, key in enumerate(row)}
    layer.sort(
        key=lambda key: sum(rank[n] for n in neighbours[key]) / len(neighbours[key]) if neighbours[key] else rank[key]
    )


def _slot(key: str, by_key: Mapping[str, FlowNode]) -> int:
    return NODE_WIDTH if key in by_key else BEND


def _layer_width(layer: Sequence[str], by_key: Mapping[str, FlowNode]) -> int:
    return sum(_slot(key, by_key) for key in layer) + NODE_GAP * (len(layer) - 1)


def _node_height(node: FlowNode) -> int:
    return NODE_PADDING + LINE * (len(wrap(node.label, LABEL_EM)) + len(wrap(node.sublabel, SUBLABEL_EM)))


def _places(layers: Sequence[Sequence[str]], by_key: Mapping[str, FlowNode], width: float) -> dict[str, Place]:
    """Middle, top and bottom of every node and stand-in; each layer centred, as high as its highest node."""
    places: dict[str, Place] = {}
    top = 0.0
    for layer in layers:
        height = max(_node_height(by_key[key]) for key in layer if key in by_key)
        left = (width - _layer_width(layer, by_key)) / 2
        for key in layer:
            slot = _slot(key, by_key)
            places[key] = (left + slot / 2, top, top + height)
            left += slot + NODE_GAP
        top += height + CHANNEL + TRACK * (len(layer) - 1)
    return places


def _box(node: FlowNode, place: Place, waits_for: tuple[str, ...]) -> PlacedNode:
    middle, top, bottom = place
    return PlacedNode(
        node=node,
        x=middle - NODE_WIDTH / 2,
        y=top,
        width=NODE_WIDTH,
        height=bottom - top,
        lines=wrap(node.label, LABEL_EM),
        sublines=wrap(node.sublabel, SUBLABEL_EM),
        waits_for=waits_for,
    )


def _draw(
    edge: FlowEdge,
    chain: Sequence[str],
    places: Mapping[str, Place],
    layers: Sequence[Sequence[str]],
    by_key: Mapping[str, FlowNode],
) -> PlacedEdge:
    start = places[chain[0]]
    path = [f"M{start[0]:g} {start[2]:g}"]
    for upper, lower in pairwise(chain):
        level = next(index for index, layer in enumerate(layers) if upper in layer)
        track = places[upper][2] + CHANNEL / 2 - 4 + TRACK * layers[level].index(upper)
        path.append(_step(places[upper][0], places[lower][0], track, places[lower][1]))
        if lower in by_key:
            continue
        path.append(f"V{places[lower][2]:g}")
    critical = by_key[edge.source].critical and by_key[edge.target].critical
    return PlacedEdge(edge=edge, path="".join(path), critical=critical)


def _step(x: float, to_x: float, track: float, bottom: float) -> str:
    """Down to the track, along it, down to the next layer, with rounded corners."""
    if x == to_x:
        return f"V{bottom:g}"
    turn = min(CORNER, abs(to_x - x) / 2) * (1 if to_x > x else -1)
    drop = abs(turn)
    return (
        f"V{track - drop:g}Q{x:g} {track:g} {x + turn:g} {track:g}"
        f"H{to_x - turn:g}Q{to_x:g} {track:g} {to_x:g} {track + drop:g}V{bottom:g}"
    )

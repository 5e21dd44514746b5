"""Draws a flow in swim lanes: labels wrapped into their boxes, arrows with rounded corners. Pure.

The geometry is the one that paper and BPMN use too (guidance/domain/lanes.py); only text has a width here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onething.channels.design.measure import wrap
from onething.modules.guidance.api import Box, Chart, ChartNode, LaneNode, layout_lanes

NODE_WIDTH = 160
LINE, SUBLINE = 20, 18
PADDING = 22
LABEL_EM, DETAIL_EM, LANE_EM = 9.4, 10.8, 5.6
CORNER = 6
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A box with its wrapped lines, and what comes right before it."""

    node: ChartNode
    box: Box
    lines: tuple[str, ...]
    sublines: tuple[str, ...]
    before: tuple[str, ...]

    @property
    def first_line(self) -> float:
        """The baseline of the first line, so that all lines stand in the middle of the box."""
        height = LINE * len(self.lines) + SUBLINE * len(self.sublines)
        return self.box.y + (self.box.height - height) / 2 + 15


@dataclass(frozen=True, slots=True)
class DrawnLane:
    """A lane's band and its name in lines."""

    box: Box
    lines: tuple[str, ...]

    @property
    def first_line(self) -> float:
        return self.box.y + (self.box.height - LINE * len(self.lines)) / 2 + 15


@dataclass(frozen=True, slots=True)
class DrawnArrow:
    """The `d` of an SVG path."""

    path: str
    critical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LanesDrawing:
    """The picture in pixels; `steps` is the same as a list, in which what runs at the same time is one step."""

    title: str
    width: float
    height: float
    head: float
    lanes: tuple[DrawnLane, ...]
    nodes: tuple[DrawnNode, ...]
    arrows: tuple[DrawnArrow, ...]
    notes: tuple[str, ...]
    parallel: bool

    @property
    def steps(self) -> tuple[tuple[DrawnNode, ...], ...]:
        if not self.parallel:
            return tuple((drawn,) for drawn in self.nodes)
        numbers = sorted({drawn.node.column for drawn in self.nodes})
        return tuple(tuple(d for d in self.nodes if d.node.column == number) for number in numbers)


def draw_lanes(chart: Chart) -> LanesDrawing:
    """The chart as boxes, bands and arrows."""
    words = {node.key: (wrap(node.label, LABEL_EM), _details(node)) for node in chart.nodes}
    placed = [_lane_node(node, *words[node.key]) for node in chart.nodes]
    layout = layout_lanes(lanes=chart.lanes, nodes=placed, edges=chart.edges)
    critical = {node.key for node in chart.nodes if node.critical}
    return LanesDrawing(
        title=chart.title,
        width=layout.width,
        height=layout.height,
        head=layout.head,
        lanes=tuple(DrawnLane(lane.box, wrap(lane.name, LANE_EM)) for lane in layout.lanes),
        nodes=tuple(
            DrawnNode(node, layout.boxes[node.key], *words[node.key], chart.before(node.key)) for node in chart.nodes
        ),
        arrows=tuple(DrawnArrow(rounded(points), set(edge) <= critical) for edge, points in layout.routes.items()),
        notes=chart.notes,
        parallel=chart.parallel,
    )


def _details(node: ChartNode) -> tuple[str, ...]:
    return tuple(line for part in node.detail.split("\n") for line in wrap(part, DETAIL_EM))


def _lane_node(node: ChartNode, lines: tuple[str, ...], sublines: tuple[str, ...]) -> LaneNode:
    height = PADDING + LINE * len(lines) + SUBLINE * len(sublines)
    return LaneNode(key=node.key, lane=node.lane, column=node.column, width=NODE_WIDTH, height=height)


def rounded(points: Sequence[Point]) -> str:
    """A path through the points with its corners rounded."""
    path = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for before, (corner, after) in zip(points, pairwise(points[1:]), strict=False):
        enter, leave = _towards(corner, before), _towards(corner, after)
        path.append(f"L{enter[0]:g} {enter[1]:g}Q{corner[0]:g} {corner[1]:g} {leave[0]:g} {leave[1]:g}")
    return "".join([*path, f"L{points[-1][0]:g} {points[-1][1]:g}"])


def _towards(corner: Point, other: Point) -> Point:
    """A point near the corner in the direction of the other, at most half way."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = abs(dx) + abs(dy)
    step = min(CORNER, length / 2) / length if length else 0
    return corner[0] + dx * step, corner[1] + dy * step

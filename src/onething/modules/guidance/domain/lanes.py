"""Places a flow in swim lanes: lanes from top to bottom, time from left to right, arrows with right angles. Pure.

One geometry for the page (SVG), the paper (typst) and the exchange format (BPMN diagram interchange).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

GUTTER = 48
ROW_GAP = 26
LANE_PADDING = 14
TRACK = 6
TRACKS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneNode:
    """Something to place: in which lane and column; `row` only where the order within the lane matters."""

    key: str
    lane: str
    column: int
    width: int
    height: int
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


Point = tuple[float, float]
Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane with its band."""

    name: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneLayout:
    """The picture: `head` is the width of the column with the lanes' names."""

    width: float
    height: float
    head: float
    lanes: tuple[Lane, ...]
    boxes: Mapping[str, Box]
    routes: Mapping[Edge, tuple[Point, ...]]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where each node stands, and where each column and row begins."""

    nodes: Mapping[str, LaneNode]
    rows: Mapping[str, int]
    lefts: Sequence[float]
    widths: Sequence[float]
    tops: Sequence[float]
    heights: Sequence[float]

    def spot(self, key: str) -> tuple[int, int]:
        return self.nodes[key].column, self.rows[key]


def layout_lanes(
    *, lanes: Sequence[str], nodes: Sequence[LaneNode], edges: Sequence[Edge], head: int = 112
) -> LaneLayout:
    """Place every node and draw every edge; nodes of one lane and column stand below each other."""
    placed, first_rows, count = _rows(lanes, nodes, edges)
    grid = _grid(placed, nodes, count, first_rows, head)
    boxes = {node.key: _box(node, grid) for node in nodes}
    width = grid.lefts[-1] + grid.widths[-1] + GUTTER / 2
    bands = _bands(lanes, first_rows, grid, count, width)
    return LaneLayout(
        width=width,
        height=bands[-1].box.y + bands[-1].box.height if bands else 0,
        head=head,
        lanes=bands,
        boxes=boxes,
        routes={edge: _route(edge, grid, boxes, edges) for edge in edges},
    )


def _rows(
    lanes: Sequence[str], nodes: Sequence[LaneNode], edges: Sequence[Edge]
) -> tuple[dict[str, int], dict[str, int], int]:
    """The row of every node counted over all lanes, the first row of every lane, and how many rows there are."""
    local = _local_rows(nodes, edges)
    first, total = {}, 0
    for lane in lanes:
        first[lane] = total
        total += max((local[node.key] + 1 for node in nodes if node.lane == lane), default=1)
    return {node.key: first[node.lane] + local[node.key] for node in nodes}, first, total


def _local_rows(nodes: Sequence[LaneNode], edges: Sequence[Edge]) -> dict[str, int]:
    """Row within the lane: as given, else beside what it comes from when that place is free, else the next free one."""
    before: dict[str, list[str]] = {node.key: [] for node in nodes}
    for source, target in edges:
        before[target].append(source)
    lane_of = {node.key: node.lane for node in nodes}
    rows: dict[str, int] = {node.key: node.row for node in nodes if node.row is not None}
    taken = {(node.lane, node.column, node.row) for node in nodes if node.row is not None}
    for node in sorted((n for n in nodes if n.row is None), key=lambda n: n.column):
        wished = [rows[key] for key in before[node.key] if key in rows and lane_of[key] == node.lane]
        free = (row for row in (*wished, *range(len(nodes))) if (node.lane, node.column, row) not in taken)
        rows[node.key] = next(free)
        taken.add((node.lane, node.column, rows[node.key]))
    return rows


def _grid(
    rows: Mapping[str, int], nodes: Sequence[LaneNode], count: int, first_rows: Mapping[str, int], head: int
) -> _Grid:
    columns = range(max((node.column for node in nodes), default=0) + 1)
    widths = [max((node.width for node in nodes if node.column == column), default=0) for column in columns]
    heights = [max((node.height for node in nodes if rows[node.key] == row), default=40) for row in range(count)]
    lefts: list[float] = []
    x = head + GUTTER / 2
    for width in widths:
        lefts.append(x)
        x += width + GUTTER
    tops: list[float] = []
    y = 0.0
    for row, height in enumerate(heights):
        y += LANE_PADDING + ROW_GAP / 2 if row in first_rows.values() else ROW_GAP
        tops.append(y)
        y += height
        y += LANE_PADDING if row + 1 in {*first_rows.values(), count} else 0
    return _Grid({node.key: node for node in nodes}, rows, lefts, widths, tops, heights)


def _box(node: LaneNode, grid: _Grid) -> Box:
    column, row = grid.spot(node.key)
    x = grid.lefts[column] + (grid.widths[column] - node.width) / 2
    y = grid.tops[row] + (grid.heights[row] - node.height) / 2
    return Box(x, y, node.width, node.height)


def _bands(
    lanes: Sequence[str], first_rows: Mapping[str, int], grid: _Grid, count: int, width: float
) -> tuple[Lane, ...]:
    ends = [*(first_rows[lane] for lane in lanes[1:]), count]
    bands: list[Lane] = []
    y = 0.0
    for lane, end in zip(lanes, ends, strict=True):
        bottom = grid.tops[end - 1] + grid.heights[end - 1] + LANE_PADDING
        bands.append(Lane(lane, Box(0, y, width, bottom - y)))
        y = bottom
    return tuple(bands)


def _route(edge: Edge, grid: _Grid, boxes: Mapping[str, Box], edges: Sequence[Edge]) -> tuple[Point, ...]:
    """Straight where nothing stands between; else through the gutters beside the columns and above the target's row."""
    source, target = edge
    (column, row), (to_column, to_row) = grid.spot(source), grid.spot(target)
    start, end = boxes[source], boxes[target]
    if column == to_column:
        return _upright(start, end)
    if to_column < column:
        return (start.x, start.middle[1]), (end.x + end.width, end.middle[1])
    first = (start.x + start.width, start.middle[1])
    last = (end.x, end.middle[1])
    between = {grid.spot(key) for key in grid.nodes}
    if row == to_row and not any((c, row) in between for c in range(column + 1, to_column)):
        return first, last
    turn = grid.lefts[column] + grid.widths[column] + TRACK * (2 + _rank(source, grid, edges))
    entry = grid.lefts[to_column] - TRACK * 2
    if to_column == column + 1:
        turn = entry if _gathers(edge, edges) else turn
        return first, (turn, first[1]), (turn, last[1]), last
    above = grid.tops[to_row] - ROW_GAP / 2 + TRACK * (_rank(target, grid, edges) - 1)
    return first, (turn, first[1]), (turn, above), (entry, above), (entry, last[1]), last


def _gathers(edge: Edge, edges: Sequence[Edge]) -> bool:
    """Whether more arrows end where this one ends than begin where it begins: then they share the last upright."""
    source, target = edge
    return sum(end == target for _, end in edges) > sum(start == source for start, _ in edges)


def _upright(start: Box, end: Box) -> tuple[Point, ...]:
    x = start.middle[0]
    if end.y > start.y:
        return (x, start.y + start.height), (x, end.y)
    return (x, start.y), (x, end.y + end.height)


def _rank(key: str, grid: _Grid, edges: Iterable[Edge]) -> int:
    """Which track of the gutter is this node's: its place among those of its column that have arrows."""
    column, _ = grid.spot(key)
    touched = {end for edge in edges for end in edge}
    peers = sorted((k for k in touched if grid.nodes[k].column == column), key=lambda k: grid.rows[k])
    return peers.index(key) % TRACKS


def shift(layout: LaneLayout, *, x: float = 0, y: float = 0) -> LaneLayout:
    """The same picture elsewhere."""

    def moved(box: Box) -> Box:
        return Box(box.x + x, box.y + y, box.width, box.height)

    return replace(
        layout,
        lanes=tuple(Lane(lane.name, moved(lane.box)) for lane in layout.lanes),
        boxes={key: moved(box) for key, box in layout.boxes.items()},
        routes={edge: tuple((px + x, py + y) for px, py in points) for edge, points in layout.routes.items()},
    )

"""Procedure, handbook and review points as PDF: the same values as their pages, typeset."""

from dataclasses import asdict
from datetime import date
from typing import Any

from onething.modules.catalogue.api import CompiledBundle
from onething.modules.guidance.domain.charts import Chart, ChartNode, inner_chart
from onething.modules.guidance.domain.handbook import read_handbook
from onething.modules.guidance.domain.lanes import LaneNode, layout_lanes
from onething.modules.guidance.domain.procedure import read_procedure
from onething.platform.typesetting import render_pdf

NODE_WIDTH = 150
PADDING = 18
LABEL, DETAIL = (10, 20), (12, 17)  # signs a line, height of a line


def procedure_pdf(source: CompiledBundle, *, start: date, region: str = "") -> bytes:
    """工作规程 with the inner flow chart. Raises TypesettingError."""
    procedure = read_procedure(source, start=start)
    chart = _drawn(inner_chart(procedure.sheets.flow))
    book = asdict(procedure) | {"sheets": {"items": [asdict(sheet) for sheet in procedure.items]}}
    data = {"book": book, "chart": chart, **_frame(start, region)}
    return render_pdf(template="guidance/procedure", data=data, made_on=start)


def handbook_pdf(source: CompiledBundle, *, start: date, region: str = "") -> bytes:
    """窗口手册. Raises TypesettingError."""
    data = {"book": asdict(read_handbook(source, start=start)), **_frame(start, region)}
    return render_pdf(template="guidance/handbook", data=data, made_on=start)


def review_pdf(source: CompiledBundle, *, start: date, region: str = "") -> bytes:
    """审查要点, a chapter for each body. Raises TypesettingError."""
    data = {"book": asdict(read_handbook(source, start=start)), **_frame(start, region)}
    return render_pdf(template="guidance/review", data=data, made_on=start)


def _frame(start: date, region: str) -> dict[str, str]:
    return {"day": start.isoformat(), "region": region}


def _height(node: ChartNode) -> int:
    """Room for the lines that the typesetter will need; Chinese signs are as wide as high."""
    texts = ((node.label, LABEL), *((part, DETAIL) for part in node.detail.split("\n")))
    return PADDING + sum(-(-len(text) // most) * line for text, (most, line) in texts)


def _drawn(chart: Chart) -> dict[str, Any]:
    """Boxes, bands and lines in the units of the geometry; the paper scales them to its width."""
    nodes = [
        LaneNode(key=node.key, lane=node.lane, column=node.column, width=NODE_WIDTH, height=_height(node))
        for node in chart.nodes
    ]
    laid = layout_lanes(lanes=chart.lanes, nodes=nodes, edges=chart.edges)
    critical = {node.key for node in chart.nodes if node.critical}
    return {
        "width": laid.width,
        "height": laid.height,
        "head": laid.head,
        "lanes": [asdict(lane) for lane in laid.lanes],
        "nodes": [asdict(node) | {"box": asdict(laid.boxes[node.key])} for node in chart.nodes],
        "lines": [
            {"points": [list(point) for point in points], "critical": set(edge) <= critical}
            for edge, points in laid.routes.items()
        ],
        "notes": list(chart.notes),
    }

"""The flow of a whole bundle, and its pictures: who waits for whom, in which lane, and nothing runs through a box."""

from datetime import date
from itertools import pairwise

import pytest

from builders.newborn import packs_of_the_house
from onething.modules.guidance.api import (
    Box,
    LaneNode,
    guide_from,
    inner_chart,
    layout_lanes,
    outer_chart,
    read_flow,
)

CATALOGUE = packs_of_the_house()
MONDAY = date(2026, 11, 23)
ANSWERED = {
    "married": "yes",
    "births": "two",
    "applicant": "father",
    "household_of": "mother",
    "household_place": "here",
    "same_ethnicity": "no",
    "maternity_insurance": "no",
}


def test_the_flow_of_the_newborn_bundle_in_groups_with_its_longest_way() -> None:
    flow = read_flow(CATALOGUE.bundle("newborn"), start=MONDAY)
    assert [[step.item for step in group] for group in flow.groups] == [
        ["birth-certificate", "vaccination-certificate", "maternity-reimbursement"],
        ["birth-registration", "parenting-guidance"],
        ["social-security-card", "resident-medical-insurance", "childcare-subsidy"],
    ]
    assert [step.item for step in flow.steps if step.critical] == [
        "birth-certificate",
        "birth-registration",
        "social-security-card",
    ]
    assert flow.computed == 9
    assert (flow.promise, flow.promise_mark) == ("5 个工作日", "演示")
    assert flow.bodies[0] == "禾丰市卫生健康委员会"
    reimbursed = next(step for step in flow.steps if step.item == "maternity-reimbursement")
    assert (reimbursed.after, reimbursed.soft) == ((), ("birth-certificate:child[1]",))


def test_who_waits_for_an_item_waits_for_its_substitute_too() -> None:
    flow = read_flow(CATALOGUE.bundle("second-hand-home"), start=MONDAY)
    water = next(step for step in flow.steps if step.item == "water-transfer")
    assert water.after == ("property-transfer", "mortgaged-transfer")
    assert water.visits == ("水电气一次上门抄表（演示）",)


@pytest.mark.parametrize("code", sorted(CATALOGUE.bundles))
def test_every_item_of_a_bundle_has_its_box_in_the_lane_of_its_body(code: str) -> None:
    source = CATALOGUE.bundle(code)
    chart = inner_chart(read_flow(source, start=MONDAY))
    boxes = {node.key.partition(":")[0]: node for node in chart.nodes}
    for entry in source.bundle.items:
        item = source.library.items[entry.item]
        assert boxes[entry.item].lane == source.library.bodies[item.body].name
        assert boxes[entry.item].label == item.name
    starts, ends = {edge[0] for edge in chart.edges}, {edge[1] for edge in chart.edges}
    assert starts | ends == {node.key for node in chart.nodes}
    assert "apply" not in ends
    assert "deliver" not in starts


@pytest.mark.parametrize("code", sorted(CATALOGUE.bundles))
def test_boxes_never_overlap_and_no_arrow_runs_through_one(code: str) -> None:
    chart = inner_chart(read_flow(CATALOGUE.bundle(code), start=MONDAY))
    nodes = [LaneNode(key=n.key, lane=n.lane, column=n.column, width=160, height=80) for n in chart.nodes]
    laid = layout_lanes(lanes=chart.lanes, nodes=nodes, edges=chart.edges)
    boxes = list(laid.boxes.items())
    assert [(a, b) for n, (a, one) in enumerate(boxes) for b, other in boxes[n + 1 :] if overlap(one, other)] == []
    lanes = {lane.name: lane.box for lane in laid.lanes}
    assert all(inside(laid.boxes[node.key], lanes[node.lane]) for node in chart.nodes)
    for edge, points in laid.routes.items():
        for first, second in pairwise(points):
            assert first[0] == second[0] or first[1] == second[1], f"{edge} is not drawn with right angles"
            assert [key for key, box in boxes if key not in edge and crosses(first, second, box)] == []
        assert min(y for _, y in points) >= 0


def test_an_empty_lane_and_a_given_row_keep_their_places() -> None:
    nodes = [
        LaneNode(key="a", lane="one", column=0, width=100, height=50, row=1),
        LaneNode(key="b", lane="one", column=1, width=100, height=50),
    ]
    laid = layout_lanes(lanes=("one", "two"), nodes=nodes, edges=[("a", "b")])
    assert laid.boxes["a"].y == laid.boxes["b"].y > 50
    assert laid.lanes[1].box.height > 40
    assert len(laid.routes["a", "b"]) == 2


def test_the_outer_chart_tells_the_figures_of_these_answers() -> None:
    source = CATALOGUE.bundle("newborn")
    plan = guide_from(source=source, answers=ANSWERED, start=MONDAY).plan
    chart = outer_chart(source, plan)
    details = {node.key: (node.label, node.detail) for node in chart.nodes}
    submit = [material for material in plan.materials if material.treatment == "submit"]
    assert details["file"][1].startswith(f"交 {len(submit)} 份材料")
    assert details["handled"] == ("5 个部门一起办", "承诺 5 个工作日")
    assert chart.lanes == ("您", "政府部门")
    assert [node.lane for node in chart.nodes if node.kind in {"start", "end"}] == ["您", "您"]
    assert "最多" in str(outer_chart(source, guide_from(source=source, answers={}, start=MONDAY).plan).nodes)


def overlap(one: Box, other: Box) -> bool:
    apart = (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )
    return not apart


def inside(box: Box, band: Box) -> bool:
    return band.y <= box.y and box.y + box.height <= band.y + band.height and box.x + box.width <= band.width


def crosses(first: tuple[float, float], second: tuple[float, float], box: Box) -> bool:
    """Whether a horizontal or vertical line runs through the inside of a box."""
    (x, y), (to_x, to_y) = first, second
    if y == to_y:
        return box.y < y < box.y + box.height and min(x, to_x) < box.x + box.width and box.x < max(x, to_x)
    return box.x < x < box.x + box.width and min(y, to_y) < box.y + box.height and box.y < max(y, to_y)

"""Layers by longest path, long edges led around nodes, circles refused."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onething.channels.design.flowchart import (
    FlowchartLayout,
    FlowEdge,
    FlowNode,
    PlacedNode,
    UnlayeredFlow,
    layout_flowchart,
)


def chart(names: str, *edges: str, critical: str = "") -> FlowchartLayout:
    return layout_flowchart(
        nodes=[FlowNode(name, name, critical=name in critical) for name in names],
        edges=[FlowEdge(source, target) for source, target in edges],
    )


def layers(layout: FlowchartLayout) -> list[list[str]]:
    return [[box.node.key for box in layer] for layer in layout.layers]


def boxes(layout: FlowchartLayout) -> list[PlacedNode]:
    return [box for layer in layout.layers for box in layer]


def test_what_can_run_at_the_same_time_stands_in_one_layer() -> None:
    assert layers(chart("abcd", "ab", "ac", "bd", "cd")) == [["a"], ["b", "c"], ["d"]]


def test_a_node_stands_below_the_longest_way_to_it() -> None:
    assert layers(chart("abc", "ab", "bc", "ac")) == [["a"], ["b"], ["c"]]


def test_branches_are_ordered_so_that_edges_do_not_cross() -> None:
    layout = chart("rabcd", "ra", "rb", "ad", "bc")
    assert layers(layout) == [["r"], ["a", "b"], ["d", "c"]]


def test_an_edge_over_a_layer_is_led_beside_its_nodes() -> None:
    layout = chart("abc", "ab", "bc", "ac")
    (passed,) = [box for box in boxes(layout) if box.node.key == "b"]
    (long,) = [edge for edge in layout.edges if edge.edge == FlowEdge("a", "c")]
    lane = 208.0  # the stand-in's middle: node 172, gap 28, half of 16
    assert f"{lane:g} " in long.path
    assert lane > passed.x + passed.width


def test_a_straight_edge_goes_down_from_box_to_box() -> None:
    (edge,) = chart("ab", "ab").edges
    assert edge.path == "M86 48V88"


def test_an_edge_is_critical_between_two_critical_nodes() -> None:
    layout = chart("abc", "ab", "ac", critical="ab")
    assert {edge.edge.target: edge.critical for edge in layout.edges} == {"b": True, "c": False}


def test_the_list_twin_knows_what_each_step_waits_for() -> None:
    layout = chart("abc", "ac", "bc")
    assert {box.node.key: box.waits_for for box in boxes(layout)} == {"a": (), "b": (), "c": ("a", "b")}


def test_a_circle_is_refused_and_named() -> None:
    with pytest.raises(UnlayeredFlow, match="circle"):
        chart("ab", "ab", "ba")


def test_an_edge_to_nowhere_is_refused_and_named() -> None:
    with pytest.raises(UnlayeredFlow, match="z"):
        chart("a", "az")


def test_nothing_at_all_is_an_empty_picture() -> None:
    layout = chart("")
    assert (layout.width, layout.height, layout.layers, layout.edges) == (0, 0, (), ())


@settings(max_examples=100)
@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1])))
def test_boxes_never_overlap_and_stay_in_the_picture(pairs: set[tuple[int, int]]) -> None:
    edges = [f"{source}{target}" for source, target in sorted(pairs)]
    layout = chart("0123456789", *edges)
    for layer in layout.layers:
        for left, right in pairwise(layer):
            assert left.x + left.width < right.x
    for box in boxes(layout):
        assert 0 <= box.x <= box.x + box.width <= layout.width
        assert 0 <= box.y <= box.y + box.height <= layout.height

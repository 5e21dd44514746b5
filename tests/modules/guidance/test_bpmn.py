"""The BPMN file is what the standard says: its XML Schema accepts it, and an independent reader finds all of it."""

import json
import subprocess
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from builders.newborn import packs_of_the_house
from onething.modules.guidance.api import bpmn_xml, read_flow

ROOT = Path(__file__).parents[3]
READER = ROOT / "node_modules/bpmn-moddle"
CATALOGUE = packs_of_the_house()
CODES = sorted(CATALOGUE.bundles)
MONDAY = date(2026, 11, 23)


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(READER / "resources/bpmn/xsd/BPMN20.xsd"))


def written(code: str) -> bytes:
    return bpmn_xml(CATALOGUE.bundle(code), start=MONDAY)


@cache
def read(code: str) -> dict[str, Any]:
    command = ["node", str(Path(__file__).with_name("read_bpmn.mjs")), str(READER / "dist/index.js")]
    done = subprocess.run(command, input=written(code), capture_output=True, check=True, timeout=30)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("code", CODES)
def test_the_schema_of_the_standard_accepts_every_bundle(code: str) -> None:
    document = etree.fromstring(written(code))
    assert schema().validate(document), schema().error_log.last_error


def test_the_schema_refuses_what_is_not_bpmn() -> None:
    document = etree.fromstring(written("newborn").replace(b"bpmn:userTask", b"bpmn:clerkTask"))
    assert not schema().validate(document)


@pytest.mark.parametrize("code", CODES)
def test_an_independent_reader_finds_no_fault_and_no_dangling_reference(code: str) -> None:
    found = read(code)
    assert found["warnings"] == []
    assert found["unresolved"] == []
    ids = {node["id"] for node in found["nodes"]}
    assert {end for flow in found["flows"] for end in (flow["source"], flow["target"])} <= ids
    for node in found["nodes"]:
        assert node["incoming"] == [flow["id"] for flow in found["flows"] if flow["target"] == node["id"]]
        assert node["outgoing"] == [flow["id"] for flow in found["flows"] if flow["source"] == node["id"]]


@pytest.mark.parametrize("code", CODES)
def test_every_item_is_a_task_in_the_lane_of_its_body(code: str) -> None:
    source, found = CATALOGUE.bundle(code), read(code)
    lane_of = {node: lane["name"] for lane in found["lanes"] for node in lane["nodes"]}
    tasks = {node["id"]: node for node in found["nodes"] if node["type"] == "bpmn:UserTask"}
    for entry in source.bundle.items:
        item = source.library.items[entry.item]
        assert tasks[f"Item_{entry.item}"]["name"] == item.name
        assert f"结果：{item.result.name}" in tasks[f"Item_{entry.item}"]["documentation"]
        assert lane_of[f"Item_{entry.item}"] == source.library.bodies[item.body].name
    assert sorted(lane_of) == sorted(node["id"] for node in found["nodes"])


@pytest.mark.parametrize("code", CODES)
def test_everything_can_be_reached_and_comes_to_an_end(code: str) -> None:
    found = read(code)
    after: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    for flow in found["flows"]:
        after.setdefault(flow["source"], set()).add(flow["target"])
        before.setdefault(flow["target"], set()).add(flow["source"])
    nodes = {node["id"] for node in found["nodes"]} - {"Withdraw"}
    assert walk("Start", after) == nodes
    assert walk("End", before) | walk("Refused", before) == nodes


def walk(first: str, steps: dict[str, set[str]]) -> set[str]:
    """Everything that can be reached."""
    seen, todo = {first}, [first]
    while todo:
        fresh = steps.get(todo.pop(), set()) - seen
        seen |= fresh
        todo.extend(fresh)
    return seen


@pytest.mark.parametrize("code", CODES)
def test_everything_is_drawn_inside_its_lane_and_arrows_touch_their_ends(code: str) -> None:
    found = read(code)
    assert {node["id"] for node in found["nodes"]} < found["shapes"].keys()
    assert {flow["id"] for flow in found["flows"]} < found["edges"].keys()
    for number, lane in enumerate(found["lanes"]):
        band = found["shapes"][f"Lane_{number}"]
        for node in lane["nodes"]:
            box = found["shapes"][node]
            assert band["y"] <= box["y"]
            assert box["y"] + box["height"] <= band["y"] + band["height"]
    for flow in found["flows"]:
        first, *_, last = found["edges"][flow["id"]]
        assert touches(first, found["shapes"][flow["source"]])
        assert touches(last, found["shapes"][flow["target"]])


def touches(point: list[float], box: dict[str, float]) -> bool:
    return (
        box["x"] <= point[0] <= box["x"] + box["width"]
        and box["y"] <= point[1] <= box["y"] + box["height"]
        and (point[0] in (box["x"], box["x"] + box["width"]) or point[1] in (box["y"], box["y"] + box["height"]))
    )


def test_correction_refusal_and_withdrawal_stand_in_the_flow() -> None:
    found = read("newborn")
    types = {node["id"]: node["type"] for node in found["nodes"]}
    pairs = {(flow["source"], flow["target"]) for flow in found["flows"]}
    assert {("Check", "Ask"), ("Ask", "Corrected"), ("Corrected", "Receive"), ("Check", "Refused")} <= pairs
    assert types["Refused"] == "bpmn:EndEvent"
    assert types["Withdraw"] == "bpmn:SubProcess"
    assert ["Applicant", "Withdraw_start", "撤回申请"] in found["messages"]
    assert ["Ask", "Applicant", "一次性补正告知书"] in found["messages"]


def test_an_item_of_some_situations_has_its_condition_on_the_arrow() -> None:
    conditions = {flow["id"]: flow["condition"] for flow in read("restaurant")["flows"]}
    told = conditions["Flow_Item_restaurant-licence-check_Item_small-catering-permit"]
    assert told.startswith("“店里使用面积多大”选“不超过 50 平方米”的，才办。")
    assert conditions["Flow_Split_Item_restaurant-licence-check"] == "总是"


def test_who_waits_for_several_has_a_gateway_before_it_and_joint_visits_are_noted() -> None:
    found = read("second-hand-home")
    types = {node["id"]: node["type"] for node in found["nodes"]}
    assert types["Before_water-transfer"] == "bpmn:InclusiveGateway"
    steps = read_flow(CATALOGUE.bundle("second-hand-home"), start=MONDAY).steps
    assert {f"Before_{step.item}" for step in steps if len(step.after) > 1} == {i for i in types if i[:7] == "Before_"}
    assert any(note.startswith("水电气一次上门抄表（演示）：") for note in found["notes"])


def test_the_same_definitions_give_the_same_bytes() -> None:
    assert written("retirement") == written("retirement")

# ruff: noqa: PLC0415 - a script for another environment; its SQL is written here
"""SpiffWorkflow as a web worker uses it: load, complete one task, run on, serialise, save; each step one commit.

Run with the peers' Python: `spiff.py postgresql URL` or `spiff.py sqlite FILE`; reads how many cases, a line each time.
"""

import json
import logging
import sqlite3
import sys
import time
import uuid
from pathlib import Path

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

STEPS = ("a", "b", "c", "d", "e", "f", "g")
FORM = {"applicant": "林知夏", "fields": {f"bench-field-{number:02d}": "文字" for number in range(40)}}


def connect(kind, where):
    """The connection and its mark for a parameter."""
    if kind == "sqlite":
        connection = sqlite3.connect(where, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        return connection, "?"
    import psycopg

    return psycopg.connect(where, autocommit=True), "%s"


CONNECTION, MARK = connect(*sys.argv[1:3])
SERIAL = "INTEGER PRIMARY KEY" if MARK == "?" else "bigserial PRIMARY KEY"
CONNECTION.execute("CREATE TABLE peer_flow (id text PRIMARY KEY, state text)")
CONNECTION.execute(f"CREATE TABLE peer_event (n {SERIAL}, id text, what text, at double precision)")
PARSER = BpmnParser()
PARSER.add_bpmn_file(str(Path(__file__).with_name("join.bpmn")))
SPEC, SERIALISER = PARSER.get_spec("join"), BpmnWorkflowSerializer()


def save(flow, state, what, *, new=False):
    """One durable transaction: the state and an event."""
    CONNECTION.execute("BEGIN" if MARK == "%s" else "BEGIN IMMEDIATE")
    if new:
        CONNECTION.execute(f"INSERT INTO peer_flow (id, state) VALUES ({MARK}, {MARK})", (flow, state))
    else:
        CONNECTION.execute(f"UPDATE peer_flow SET state = {MARK} WHERE id = {MARK}", (state, flow))
    CONNECTION.execute(
        f"INSERT INTO peer_event (id, what, at) VALUES ({MARK}, {MARK}, {MARK})", (flow, what, time.time())
    )
    CONNECTION.execute("COMMIT")


def case():
    """From the start to the end."""
    flow = str(uuid.uuid4())
    workflow = BpmnWorkflow(SPEC)
    workflow.data.update(FORM)
    workflow.do_engine_steps()
    save(flow, SERIALISER.serialize_json(workflow), "start", new=True)
    for step in STEPS:
        state = CONNECTION.execute(f"SELECT state FROM peer_flow WHERE id = {MARK}", (flow,)).fetchone()[0]
        workflow = SERIALISER.deserialize_json(state)
        task = next(t for t in workflow.get_tasks(state=TaskState.READY) if t.task_spec.bpmn_id == step)
        task.data[step] = "ok"
        task.run()
        workflow.do_engine_steps()
        save(flow, SERIALISER.serialize_json(workflow), step)
    if not workflow.is_completed():
        raise RuntimeError("the join did not come")


logging.disable(logging.CRITICAL)
for line in sys.stdin:
    wall, cpu = time.perf_counter_ns(), time.process_time_ns()
    for _ in range(int(line)):
        case()
    print(json.dumps({"wall": time.perf_counter_ns() - wall, "cpu": time.process_time_ns() - cpu}), flush=True)

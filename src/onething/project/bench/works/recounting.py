"""`recount`: a calendar notice comes out, and open cases are counted anew, each change logged (PostgreSQL), against bare SQL.

On the cases of `row4`, which it fills when they are not there. The floor moves one date and writes one line a case.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from django.db import connection

from onething.core.calendar import Calendar
from onething.modules.catalogue.api import calendar_in_force
from onething.modules.handling.api import RECOUNT_BATCH, recount_by
from onething.modules.handling.models import COUNTED, Case
from onething.platform import clock
from onething.platform.clock import legal_day
from onething.platform.logs.api import ActionRow
from onething.platform.logs.sealer import seal_logs
from onething.project.bench.measuring import Figure, Goal, Row, row_of
from onething.project.bench.open_cases import fill_open, make_floor, tidy
from onething.project.bench.sizes import chosen
from onething.project.bench.works.due import STATES

MOST_SECONDS = 60.0
A_HUNDRED_THOUSAND = 100_000
LONGEST_LOCK = 1.0
MILLI = 1_000
FLOOR = """
WITH moved AS (
  UPDATE floor_open SET due_at = due_at + interval '1 day' WHERE id IN (
    SELECT id FROM floor_open WHERE id > %s ORDER BY id LIMIT %s) RETURNING id, due_at)
INSERT INTO floor_log SELECT id, due_at - interval '1 day', due_at FROM moved RETURNING id"""


def measure() -> Iterator[Row]:
    """Both sides go on in batches of the same size, each batch a transaction, until so many are done."""
    if connection.vendor != "postgresql":
        return
    now, wanted = clock.now(), chosen().recounted
    if Case.objects.filter(state__in=COUNTED).count() < wanted:
        fill_open(wanted, now=now)
        make_floor(STATES)
        tidy()
    while seal_logs(now):  # what earlier works left
        pass
    before = ActionRow.objects.filter(kind="recounted").count()
    batches, cpu, moved = _ours(_noticed(), wanted)
    logged = ActionRow.objects.filter(kind="recounted").count() - before
    began = time.perf_counter()
    while seal_logs(now):
        pass
    counts = {
        "changed": moved,
        "logged": logged,
        "ms of the longest lock": round(max(batches) * MILLI),
        "ms to seal": round((time.perf_counter() - began) * MILLI),
    }
    each = sum(batches) * MILLI / wanted
    ours = Figure(wall=round(each, 4), cpu=round(cpu * MILLI / wanted, 4), best=round(cpu * MILLI / wanted, 4))
    floor = _floor(wanted) * MILLI / wanted
    theirs = Figure(wall=round(floor, 4), cpu=0.0, best=0.0)
    judge = partial(_judge, counts)
    yield row_of(f"recount: {wanted:,} open cases, each", ours, "bare SQL", theirs, counts=counts, judge=judge)


def _judge(counts: dict[str, int], ours: Figure, _ratio: float) -> tuple[Goal, ...]:
    seconds = ours.wall * A_HUNDRED_THOUSAND / MILLI
    lock = counts["ms of the longest lock"]
    return (
        Goal(text="every change logged", met=0 < counts["changed"] == counts["logged"], counted=True),
        Goal(text=f"100,000 in {MOST_SECONDS:g} s", met=seconds <= MOST_SECONDS),
        Goal(text=f"no lock over {LONGEST_LOCK:g} s", met=lock <= LONGEST_LOCK * MILLI),
    )


def _noticed() -> Calendar:
    """A working day in the next week is off: it lies within the limit of nearly every open case."""
    today = legal_day(clock.now())
    known = calendar_in_force(on=today)
    if known is None:
        raise LookupError("no pack is in force")
    days = (today + timedelta(days=ahead) for ahead in range(2, 12))
    day = next(day for day in days if known.is_working_day(day))
    return replace(known, version="bench", holidays=known.holidays | {day}, makeup=known.makeup - {day})


def _ours(calendar: Calendar, wanted: int) -> tuple[list[float], float, int]:
    """Seconds of each batch, processor seconds of all, and how many cases changed."""
    batches, moved, began, seen = [], 0, time.process_time(), 0
    while seen < wanted:
        start = time.perf_counter()
        done = recount_by(calendar, clock.now(), most=RECOUNT_BATCH)
        batches.append(time.perf_counter() - start)
        seen, moved = seen + done.seen, moved + done.moved
        if not done.seen:
            raise LookupError("fewer open cases than wanted")
    return batches, time.process_time() - began, moved


def _floor(wanted: int) -> float:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS floor_log")
        cursor.execute("CREATE TABLE floor_log (id bigint, old timestamptz, new timestamptz)")
        began, after, done = time.perf_counter(), 0, 0
        while done < wanted:
            cursor.execute(FLOOR, [after, RECOUNT_BATCH])
            keys = [key for (key,) in cursor.fetchall()]
            if not keys:
                break
            after, done = max(keys), done + len(keys)
        return time.perf_counter() - began

"""Processes are killed and the database crashes while citizens submit: nothing is lost, nothing is doubled."""

import sys
import time
from collections import Counter

from chaos.clients import Record, load
from chaos.cluster import Cluster
from chaos.conftest import City, Scale

DRAFTS_A_SECOND = 20
LONGEST_SECONDS = 240
DATABASE_AWAY_SECONDS = 1.0
READY_AFTER_CRASH_SECONDS = 15
READY_AFTER_KILL_SECONDS = 2


def test_nothing_is_lost_and_nothing_is_doubled(city: City, cluster: Cluster | None, scale: Scale) -> None:
    drafts = drafts_by_session(city, int(scale.load_seconds * DRAFTS_A_SECOND))

    with load(city.house.url, drafts, browsers=scale.browsers, pause=scale.pause) as record:
        shaken = shake(city, cluster, scale)
    city.house.stop("worker")
    verdict = city.house.ask("judge", answers=single(record.answers))
    tell(record, shaken, verdict["counts"])

    assert record.strange == []
    assert [draft for draft, found in record.answers.items() if len(found) != 1] == []
    assert verdict["faults"] == []
    city.house.start("worker")
    assert shaken["web"] >= 1
    assert shaken["worker"] >= 1


def test_a_killed_web_process_is_replaced_within_two_seconds(city: City) -> None:
    while not city.house.kill_web_child():
        time.sleep(0.2)

    assert city.house.wait_until_ready(seconds=READY_AFTER_KILL_SECONDS) < READY_AFTER_KILL_SECONDS


def drafts_by_session(city: City, wanted: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in city.house.ask("drafts", count=wanted):
        found.setdefault(city.sessions[one["owner"]], []).append(one["draft"])
    return found


def single(answers: dict[str, set[str]]) -> dict[str, str]:
    return {draft: min(found) for draft, found in answers.items()}


def shake(city: City, cluster: Cluster | None, scale: Scale) -> Counter[str]:
    """Kill what answers and what works as soon as it stands again, each at least once; crash the database in between."""
    done: Counter[str] = Counter()
    began = time.monotonic()
    crashes = [scale.load_seconds * (n + 0.5) / scale.crashes for n in range(scale.crashes)] if cluster else []
    while (passed := time.monotonic() - began) < scale.load_seconds or (
        passed < LONGEST_SECONDS and not (done["web"] and done["worker"])
    ):
        time.sleep(0.5)
        city.house.keep()
        done["web"] += city.house.kill_web_child()
        done["worker"] += city.house.kill_worker()
        if cluster and crashes and passed > crashes[0]:
            crashes.pop(0)
            crash(city, cluster)
            done["database"] += 1
    return done


def crash(city: City, cluster: Cluster) -> None:
    cluster.crash()
    time.sleep(DATABASE_AWAY_SECONDS)
    cluster.start()
    city.house.wait_until_ready(seconds=READY_AFTER_CRASH_SECONDS)


def tell(record: Record, shaken: Counter[str], counts: dict[str, int]) -> None:
    sys.stdout.write(
        f"\nkilled: {dict(shaken)}; {record.tries} tries, {record.failed_share:.1%} failed {dict(record.met)}; "
        f"longest silence {record.longest_silence:.1f} s; {counts}\n"
    )

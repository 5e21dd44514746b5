"""The checks, in the order they are told: each sends real letters and says what is wrong, or nothing."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from onething.modules.handling.contract.endpoint import Endpoint, Reaction, Silent, new_delivery
from onething.modules.handling.domain.letters import NotArrived, NotWanted, Received, decide_answer, faults_of

OTHER_SECRET = "whsec_bm90IHRoZSByaWdodCBzZWNyZXQgYXQgYWxsIQ=="  # noqa: S105 - known to nobody, for being refused
SLOW_SECONDS = 5.0
AT_ONCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check: what it asks, and what is wrong (empty: nothing)."""

    name: str
    words: str
    fault: str = ""


def run(endpoint: Endpoint) -> Iterator[Finding]:
    """Ask everything; a check that meets silence says so and the next one goes on."""
    for name, words, check in CHECKS:
        try:
            fault = check(endpoint)
        except Silent as silent:
            fault = str(silent)
        yield Finding(name=name, words=words, fault=fault)


def _answers_a_ping(endpoint: Endpoint) -> str:
    letter = endpoint.ping()
    return _received(letter, endpoint.send(letter))


def _takes_a_case(endpoint: Endpoint) -> str:
    letter = endpoint.hand_over(endpoint.case())
    reaction = endpoint.send(letter)
    fault = _received(letter, reaction)
    if not fault and reaction.seconds > SLOW_SECONDS:
        return f"答复用了 {reaction.seconds:.1f} 秒，应当在 {SLOW_SECONDS:g} 秒内先答复、后办理"
    return fault or ("" if reaction.content.get("number") else "答复里没有受理号 number")


def _knows_a_delivery(endpoint: Endpoint) -> str:
    letter = endpoint.hand_over(endpoint.case())
    return _same_case(letter, endpoint.send(letter), letter, endpoint.send(letter))


def _knows_a_case(endpoint: Endpoint) -> str:
    case = endpoint.case()
    first, second = endpoint.hand_over(case), endpoint.hand_over(case)
    return _same_case(first, endpoint.send(first), second, endpoint.send(second))


def _takes_one_of_several_at_once(endpoint: Endpoint) -> str:
    letter = endpoint.hand_over(endpoint.case())
    with ThreadPoolExecutor(AT_ONCE) as pool:
        reactions = list(pool.map(lambda _: endpoint.send(letter), range(AT_ONCE)))
    if fault := next(filter(None, (_received(letter, one) for one in reactions)), ""):
        return fault
    numbers = {one.content.get("number") for one in reactions}
    new = sum(one.content["status"] == "received" for one in reactions)
    return "" if len(numbers) == 1 and new == 1 else f"同一消息同时到 {AT_ONCE} 次，新收了 {new} 个"


def _hears_of_an_end(endpoint: Endpoint) -> str:
    case = endpoint.case()
    before, letter = endpoint.hand_over(case), endpoint.end(case.id)
    return _received(before, endpoint.send(before)) or _received(letter, endpoint.send(letter))


def _bears_an_end_that_comes_first(endpoint: Endpoint) -> str:
    case = endpoint.case()
    letter, late = endpoint.end(case.id), endpoint.hand_over(case)
    return _received(letter, endpoint.send(letter)) or _received(late, endpoint.send(late))


def _refuses_a_foreign_signature(endpoint: Endpoint) -> str:
    return _unsigned(endpoint.send(endpoint.hand_over(endpoint.case()), secret=OTHER_SECRET))


def _refuses_changed_bytes(endpoint: Endpoint) -> str:
    """The signature of one letter over the body of another."""
    letter = endpoint.ping()
    changed = json.dumps({**letter, "trial": False}).encode()
    return _unsigned(endpoint.send(letter, instead=changed))


def _refuses_an_old_letter(endpoint: Endpoint) -> str:
    return _unsigned(endpoint.send(endpoint.ping(), age=timedelta(minutes=10)))


def _refuses_garbage(endpoint: Endpoint) -> str:
    return _refused(endpoint.post(b'{"version": "1", "type"', delivery=new_delivery()))


def _refuses_what_it_does_not_know(endpoint: Endpoint) -> str:
    return _refused(endpoint.send({**endpoint.ping(), "type": "case.exploded"}))


def _refuses_half_a_case(endpoint: Endpoint) -> str:
    letter = endpoint.hand_over(endpoint.case())
    return _refused(endpoint.send({name: value for name, value in letter.items() if name != "case"}))


def _bears_fields_of_later_versions(endpoint: Endpoint) -> str:
    letter = {**endpoint.hand_over(endpoint.case()), "later": {"version": "may add"}}
    return _received(letter, endpoint.send(letter))


def _received(letter: dict[str, Any], reaction: Reaction) -> str:
    match decide_answer(letter, status=reaction.status, content=reaction.content):
        case Received():
            return ""
        case NotWanted(reason=reason) | NotArrived(reason=reason):
            faults = faults_of(reaction.content, shape="answer")
            return "；".join((reason, *faults))[:300]
        case _:
            return "没有发出"


def _same_case(first: dict[str, Any], one: Reaction, second: dict[str, Any], other: Reaction) -> str:
    if fault := _received(first, one) or _received(second, other):
        return fault
    if other.content["status"] != "known":
        return "第二次应当答复 known"
    numbers = one.content.get("number"), other.content.get("number")
    return "" if numbers[0] == numbers[1] else f"同一办件有了两个受理号：{numbers[0]}、{numbers[1]}"


def _unsigned(reaction: Reaction) -> str:
    return "" if reaction.status in {401, 403} else f"应当答复 401，实际 {reaction.status}"


def _refused(reaction: Reaction) -> str:
    if not 400 <= reaction.status < 500 or reaction.status in {401, 403, 429}:
        return f"应当答复 400 或 422，实际 {reaction.status}"
    faults = faults_of(reaction.content, shape="problem")
    return f"答复不合协议：{'；'.join(faults)}"[:300] if faults else ""


CHECKS: tuple[tuple[str, str, Callable[[Endpoint], str]], ...] = (
    ("ping", "试通消息得到答复", _answers_a_ping),
    ("case", "收下办件，5 秒内答复受理号", _takes_a_case),
    ("same-delivery", "同一消息发两次，只收一次，受理号不变", _knows_a_delivery),
    ("same-case", "同一办件换消息再发，不另收一件", _knows_a_case),
    ("at-once", "同一消息同时到四次，只收一件", _takes_one_of_several_at_once),
    ("ended", "收下“已结束”的告知", _hears_of_an_end),
    ("ended-first", "“已结束”先到、办件后到，也都答复", _bears_an_end_that_comes_first),
    ("foreign-signature", "别人的签名不收", _refuses_a_foreign_signature),
    ("changed", "改动过的正文不收", _refuses_changed_bytes),
    ("old", "十分钟前的消息不收", _refuses_an_old_letter),
    ("garbage", "读不懂的正文答复 400 或 422，说明原因", _refuses_garbage),
    ("unknown-type", "不认识的消息答复 400 或 422", _refuses_what_it_does_not_know),
    ("half", "缺内容的办件答复 400 或 422", _refuses_half_a_case),
    ("later-fields", "多出的字段不影响收件", _bears_fields_of_later_versions),
)

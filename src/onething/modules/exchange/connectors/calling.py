"""One call to a system that is given a token: under a deadline, told apart when it fails, and left in peace after failures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import httpx

from onething.modules.exchange.connectors.failures import failure_words
from onething.modules.exchange.connectors.fuse import Fuse
from onething.modules.exchange.connectors.line import open_line
from onething.modules.exchange.connectors.posting import AnswerTooLarge, Patience, post_once, read_json, write_json
from onething.modules.exchange.domain.uploaded import NotReached

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """The other side failed several times and is left in peace."""

    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What is posted where, to whom (as people call it), and how long is waited."""

    peer: str
    url: str
    path: str
    token: str = field(repr=False)
    content: Mapping[str, Any] = field(repr=False)
    patience: Patience


def call_guarded(
    call: Call, fuse: Fuse, *, read: Callable[[int, Any], Answer], now: datetime
) -> Answer | NotReached | Resting:
    """What `read` makes of status and JSON; never raises for what the other side does."""
    if not fuse.admits(now=now):
        return Resting(until=fuse.rests_until or now)
    answered = _post(call)
    answer = read(*answered) if isinstance(answered, tuple) else answered
    fuse.note(failed=isinstance(answer, NotReached), now=now)
    return answer


def _post(call: Call) -> tuple[int, Any] | NotReached:
    headers = {"Authorization": f"Bearer {call.token}"}
    address, body = f"{call.url.rstrip('/')}{call.path}", write_json(call.content)
    try:
        status, raw = open_line().run(
            partial(post_once, url=address, body=body, headers=headers, patience=call.patience)
        )
    except (TimeoutError, httpx.TimeoutException):
        return NotReached(reason=f"{call.peer}没有在 {call.patience.total:g} 秒内答复")
    except AnswerTooLarge:
        return NotReached(reason=f"{call.peer}的答复太长")
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        return NotReached(reason=f"连不上{call.peer}：{failure_words(error)}")
    return status, read_json(raw)

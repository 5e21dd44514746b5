"""Reports to the house: signed, sent again until they are taken, or spoiled on demand."""

import json
import threading
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onething_simulators.department_system.cabinet import Cabinet, Held
from onething_simulators.sending import post_signed

ATTEMPTS, PAUSE_SECONDS = 6, 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Sends what the body's officers do in this system."""

    secret: str
    cabinet: Cabinet

    def send(self, held: Held, order: Mapping[str, Any], *, now: datetime) -> list[dict[str, Any]]:
        """Send the report that was ordered, `times` times under one delivery; returns every answer."""
        delivery = str(order.get("delivery") or uuid.uuid4())
        body = self._body(held, order, now)
        return [
            post_signed(held.report_to, body, secret=self.secret, delivery=delivery, now=now)
            for _ in range(int(order.get("times", 1)))
        ]

    def work(self, held: Held, *, seconds: float) -> None:
        """Play the officers: progress at once, and the result after a while, each until it is taken."""
        first = {"type": "progress", "text": "业务系统已收到，正在办理。"}
        last = {
            "type": "result",
            "granted": True,
            "opinion": "经业务系统审查，符合条件，准予办理。",
            "result_number": f"{held.number}-1",
        }
        threading.Thread(target=self._play, args=(held, first, last, seconds), daemon=True).start()

    def _play(self, held: Held, first: Mapping[str, Any], last: Mapping[str, Any], seconds: float) -> None:
        self._insist(held, first)
        threading.Event().wait(seconds)
        if not held.ended:
            self._insist(held, last)

    def _insist(self, held: Held, report: Mapping[str, Any]) -> None:
        """The same bytes under the same delivery each time: the house may have had them already."""
        delivery, begun = str(uuid.uuid4()), datetime.now().astimezone()  # noqa: TID251 - it has a clock of its own
        body = self._body(held, report, begun)
        for _ in range(ATTEMPTS):
            now = datetime.now().astimezone()  # noqa: TID251
            if post_signed(held.report_to, body, secret=self.secret, delivery=delivery, now=now)["status"] in {
                200,
                422,
            }:
                return
            threading.Event().wait(PAUSE_SECONDS)

    def _body(self, held: Held, order: Mapping[str, Any], now: datetime) -> bytes:
        if "raw" in order:
            return str(order["raw"]).encode("utf-8", "surrogatepass")
        told = {key: value for key, value in order.items() if key not in {"times", "delivery"}}
        seq = told.pop("seq", None) or self.cabinet.next_seq(held)
        at = now.isoformat(timespec="seconds")
        report = {"version": "1", "case": held.case, "seq": seq, "at": at, "number": held.number, **told}
        return json.dumps(report, ensure_ascii=False).encode()

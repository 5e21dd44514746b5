"""`POST /v1/letters` takes letters of the house; `/desk/cases` and `/desk/reports` are where its officers would sit."""

import json
from dataclasses import dataclass
from typing import Any

from onething_simulators.department_system.cabinet import Cabinet
from onething_simulators.department_system.letters import BadLetter, read_letter
from onething_simulators.department_system.reporting import Reporter
from onething_simulators.messages import Reply, Request, json_reply, problem
from onething_simulators.serving import Routes
from onething_simulators.signing import is_genuine


@dataclass(slots=True, kw_only=True)
class DepartmentService:
    """One body's system; with `decides_after` its officers decide by themselves after so many seconds."""

    secret: str
    cabinet: Cabinet
    reporter: Reporter
    decides_after: float | None = None

    def routes(self) -> Routes:
        """Return the addresses this service answers."""
        return {
            ("POST", "/v1/letters"): self.take,
            ("GET", "/desk/cases"): self.show,
            ("POST", "/desk/reports"): self.report,
        }

    def take(self, request: Request) -> Reply:
        """201 when it is new, 200 when it is known; never a second case."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        if not is_genuine(self.secret, headers, request.body, now=request.received_at):
            return problem(status=401, code="unsigned", detail="签名不对，或时间相差超过 5 分钟。")
        delivery = headers.get("webhook-id", "")
        try:
            letter = read_letter(request.body, message_id=delivery)
        except BadLetter as error:
            return json_reply({"code": "bad_letter", "detail": str(error), "delivery": delivery}, status=422)
        return self._answer(letter, delivery)

    def show(self, _request: Request) -> Reply:
        """What is here."""
        return json_reply({"cases": self.cabinet.list_cases()})

    def report(self, request: Request) -> Reply:
        """Report about a case as ordered: `{"case": …, "type": …, …}`, with `times`, `delivery`, `seq`, `raw` to go wrong."""
        order: Any = json.loads(request.body)
        held = self.cabinet.find(str(order.pop("case", "")))
        if held is None:
            return problem(status=404, code="case_unknown", detail="这里没有这个办件。")
        return json_reply({"answers": self.reporter.send(held, order, now=request.received_at)})

    def _answer(self, letter: dict[str, Any], delivery: str) -> Reply:
        if letter["type"] == "ping":
            return json_reply({"delivery": delivery, "status": "received"})
        handed = letter["type"] == "case.handed_over"
        held, known = self.cabinet.take(letter) if handed else self.cabinet.end(letter)
        if handed and not known and not held.ended and not letter.get("trial") and self.decides_after is not None:
            self.reporter.work(held, seconds=self.decides_after)
        answer = {"delivery": delivery, "case": held.case, "number": held.number}
        return json_reply({**answer, "status": "known" if known else "received"}, status=200 if known else 201)

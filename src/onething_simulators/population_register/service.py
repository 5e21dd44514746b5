"""`POST /v1/query`: a client with a token asks for one record of one person or firm, for a stated purpose."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from onething_simulators.messages import Reply, Request, json_reply, problem
from onething_simulators.people import Population
from onething_simulators.population_register.query import Query, parse_query
from onething_simulators.population_register.records import REGISTERS
from onething_simulators.serving import Routes

LEGAL_TIME_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterService:
    """The register of one population; `today` fixes the day births are counted back from."""

    population: Population
    token: str
    today: date | None = None

    def routes(self) -> Routes:
        """Return the addresses this service answers."""
        answer: Callable[[Request], Reply] = self.answer
        return {("POST", "/v1/query"): answer}

    def answer(self, request: Request) -> Reply:
        """Check the client, then the question, then answer."""
        if not self._is_client(request.headers.get("Authorization", "")):
            return problem(
                status=401,
                code="client_unknown",
                detail="访问令牌缺失或不正确。",
                headers={"WWW-Authenticate": 'Bearer realm="population-register"'},
            )
        query = parse_query(request.body, resources=frozenset(REGISTERS))
        return query if isinstance(query, Reply) else self._answer_query(query, request.received_at)

    def _is_client(self, authorization: str) -> bool:
        return hmac.compare_digest(authorization.encode(), f"Bearer {self.token}".encode())

    def _answer_query(self, query: Query, now: datetime) -> Reply:
        register = REGISTERS[query.resource]
        known = self.population.by_uscc if register.of_firms else self.population.by_id_number
        subject = known.get(query.subject_number)
        if subject is None:
            return problem(status=404, code="person_unknown", detail="没有查到这个号码。")
        record = register.find(self.population, subject, self.today or now.astimezone(LEGAL_TIME_ZONE).date())
        if record is None:
            return problem(status=404, code="record_missing", detail="查到了这个号码，但没有这种记录。")
        return json_reply(
            {
                "request_id": query.request_id,
                "resource": query.resource,
                "source": register.source,
                "as_of": now.isoformat(timespec="seconds"),
                "record": record,
            }
        )

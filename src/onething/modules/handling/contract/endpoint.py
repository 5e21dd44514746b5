"""The address that is tried: signed letters go there, and every answer is kept with how long it took."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from onething.modules.exchange.api import read_json
from onething.modules.handling.connectors.department import TOTAL_SECONDS, signed_headers
from onething.modules.handling.domain.letters import CaseFacts, Content, ended, handed_over, ping
from onething.platform.database import new_public_id

NUMBER = "11990100DEM000014J39907004480000"
REPORT_TO = "https://onething.invalid/api/v1/department-systems/trial/reports"


class Silent(Exception):
    """No answer came; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """One answer."""

    status: int
    content: Any
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Somebody's address; `clock` says what time it is, `report_to` where reports about trial cases may go."""

    url: str
    secret: str = field(repr=False)
    clock: Callable[[], datetime]
    client: httpx.Client
    report_to: str = REPORT_TO

    def send(self, letter: Mapping[str, Any], **how: Any) -> Reaction:
        """Send a letter as the house does."""
        body = json.dumps(letter, ensure_ascii=False).encode()
        return self.post(body, delivery=letter["delivery"], **how)

    def post(
        self, body: bytes, *, delivery: str, secret: str = "", age: timedelta = timedelta(), instead: bytes = b""
    ) -> Reaction:
        """Send bytes, signed with this secret and as old as said; or other bytes `instead`, under that signature."""
        now = self.clock() - age
        headers = signed_headers(secrets=(secret or self.secret,), delivery=delivery, body=body, now=now)
        begun = time.monotonic()
        try:
            answer = self.client.post(self.url, content=instead or body, headers=headers, timeout=TOTAL_SECONDS)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise Silent(f"没有答复：{type(error).__name__}") from error
        return Reaction(status=answer.status_code, content=read_json(answer.content), seconds=time.monotonic() - begun)

    def case(self) -> CaseFacts:
        """An invented case, another one each time."""
        case = new_public_id()
        today = self.clock().date()
        return CaseFacts(
            id=case,
            number=(NUMBER[:31] + today.strftime("%Y%m%d") + f"{case.int % 10000:04d}"),
            application_number="99010020260302000001J",
            body="trial",
            bundle="对接试验",
            item="trial",
            item_name="对接试验事项",
            subject="",
            applicant="试验人",
            accepted_on=today,
            due_on=date(today.year + 1, 1, 4),
        )

    def hand_over(self, case: CaseFacts, *, delivery: str = "") -> dict[str, Any]:
        """The letter that hands this case over."""
        return handed_over(
            case, TRIAL, delivery=delivery or new_delivery(), report_to=self.report_to, now=self.clock(), trial=True
        )

    def end(self, case: UUID) -> dict[str, Any]:
        """The letter that says the case was withdrawn."""
        return ended(
            case=case, number=self.case().number, state="withdrawn", state_label="已撤回", delivery=new_delivery(),
            now=self.clock(), trial=True,
        )  # fmt: skip

    def ping(self) -> dict[str, Any]:
        """The letter that says nothing."""
        return ping(delivery=new_delivery(), now=self.clock())


TRIAL = Content(
    fields=({"key": "applicant.full-name", "label": "姓名", "party": "申请人", "value": "试验人", "shown": "试验人"},),
    materials=({"key": "applicant:id", "name": "居民身份证", "treatment": "submit", "files": []},),
    results=(),
)


def new_delivery() -> str:
    """The name of a new letter."""
    return str(new_public_id())

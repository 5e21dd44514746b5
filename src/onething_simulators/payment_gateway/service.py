"""`/v1/payments`, `/v1/payments/find` and the page `/pay`: a purchase is known by its id, which nobody can guess; no money moves."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock
from typing import Any

from onething_simulators.messages import Reply, Request, json_reply, problem, read_asked, read_authorised
from onething_simulators.payment_gateway.notifying import Notifier
from onething_simulators.payment_gateway.pages import pay_page
from onething_simulators.serving import Routes
from onething_simulators.styling import style_sheet

TEXTS = ("id", "subject", "expires_at", "return_url", "notify_url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """One purchase that was taken, and what became of it."""

    id: str
    amount_fen: int
    subject: str
    expires_at: str
    return_url: str
    notify_url: str
    state: str = "waiting"
    number: str = ""

    def at(self, now: datetime) -> "Purchase":
        """As it stands at this moment."""
        late = self.state == "waiting" and datetime.fromisoformat(self.expires_at) <= now
        return replace(self, state="expired") if late else self


@dataclass(slots=True, kw_only=True)
class GatewayService:
    """What was taken so far, in memory. `extra_fen` is added to every amount it tells of: a lie."""

    url: str
    token: str
    notifier: Notifier
    extra_fen: int
    _lock: Lock = field(default_factory=Lock)
    _kept: dict[str, Purchase] = field(default_factory=dict)

    def routes(self) -> Routes:
        """Return the addresses this service answers."""
        return {
            ("POST", "/v1/payments"): self.take,
            ("POST", "/v1/payments/find"): self.find,
            ("GET", "/pay"): self.show,
            ("POST", "/pay"): self.pay,
            ("GET", "/page.css"): lambda _request: style_sheet(),
        }

    def take(self, request: Request) -> Reply:
        """201 when it is new, 200 when it is known, 422 when it is another purchase under a known id, or none at all."""
        content = read_authorised(request, token=self.token)
        if isinstance(content, Reply):
            return content
        purchase = _purchase(content)
        if purchase is None:
            return json_reply({"id": content.get("id"), "code": "refused", "detail": "内容不全"}, status=422)
        with self._lock:
            known = self._kept.setdefault(purchase.id, purchase)
        if known.amount_fen != purchase.amount_fen:
            return json_reply({"id": purchase.id, "code": "other", "detail": "同一编号金额不同"}, status=422)
        address = f"{self.url}/pay?id={purchase.id}"
        return json_reply(
            {"id": purchase.id, "state": "waiting", "address": address}, status=201 if known is purchase else 200
        )

    def find(self, request: Request) -> Reply:
        """What became of these; what still waits is left out."""
        ids = read_asked(request, token=self.token)
        if isinstance(ids, Reply):
            return ids
        with self._lock:
            found = [self._kept[one].at(request.received_at) for one in ids if one in self._kept]
        return json_reply({"payments": [self._news(one) for one in found if one.state != "waiting"]})

    def show(self, request: Request) -> Reply:
        """The page to pay on."""
        found = self._find(request.query.get("id", [""])[0], request.received_at)
        if found is None:
            return problem(status=404, code="no_such_payment", detail="没有这一笔。")
        return pay_page(
            payment_id=found.id,
            subject=found.subject,
            amount_fen=found.amount_fen,
            state=found.state,
            return_url=found.return_url,
        )

    def pay(self, request: Request) -> Reply:
        """The person pressed a button: the first time counts; back to where they came from."""
        form = request.form()
        state = form.get("act", [""])[0]
        with self._lock:
            kept = self._kept.get(form.get("id", [""])[0])
            if kept is None or state not in {"paid", "failed"}:
                return problem(status=404, code="no_such_payment", detail="没有这一笔。")
            if pressed := kept.at(request.received_at).state == "waiting":
                kept = self._kept[kept.id] = replace(kept, state=state, number=f"T{secrets.token_hex(8)}")
        if pressed:
            self.notifier.tell(kept.notify_url, self._news(kept))
        return Reply(status=303, headers={"Location": kept.return_url})

    def _find(self, payment_id: str, now: datetime) -> Purchase | None:
        with self._lock:
            found = self._kept.get(payment_id)
        return found.at(now) if found else None

    def _news(self, one: Purchase) -> dict[str, Any]:
        return {"id": one.id, "state": one.state, "amount_fen": one.amount_fen + self.extra_fen, "number": one.number}


def _purchase(content: Mapping[str, Any]) -> Purchase | None:
    amount = content.get("amount_fen")
    texts = {name: content.get(name) for name in TEXTS}
    if not isinstance(amount, int) or amount <= 0 or not all(isinstance(one, str) and one for one in texts.values()):
        return None
    try:
        aware = datetime.fromisoformat(str(texts["expires_at"])).tzinfo is not None
    except ValueError:
        return None
    return Purchase(amount_fen=amount, **{name: str(one) for name, one in texts.items()}) if aware else None

"""`/metrics` in Prometheus' text format: requests as the web processes counted them, and the state of the house.

Requests are counted by every process that answers, see `shared_counters`; the state is read from the database by the one
that is asked, so it stands there once and also tells about the worker. Nothing here names a person or a case.
"""

import logging
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from hmac import compare_digest
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from onething.modules.handling.api import ReportOutcome
from onething.modules.handling.models import OPEN_AT_DESK, Case, Report
from onething.modules.payments.api import count_orders
from onething.platform import clock
from onething.platform.files.api import scanner_answers
from onething.platform.logs.models import AccessRow, ActionRow
from onething.platform.outbox.api import count_alive, setbacks
from onething.platform.outbox.models import Message
from onething.platform.permissions import public
from onething.project.shared_counters import FOLDER

log = logging.getLogger(__name__)
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
ALIVE = timedelta(seconds=30)
FORWARDED = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")

own = CollectorRegistry()
requests = Counter("onething_requests", "answered requests", ["method", "route", "status"], registry=own)
durations = Histogram("onething_request_seconds", "time to answer", ["route"], buckets=BUCKETS, registry=own)


def count_request(*, method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request; where that fails, the answer still goes out."""
    try:
        requests.labels(method, route, str(status)).inc()
        durations.labels(route).observe(seconds)
    except OSError:
        log.exception("a request could not be counted")


@public
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Everything, for whoever holds the token or, without a token, sits on this machine; nobody else learns of it."""
    if not may_look(request):
        raise Http404
    content = generate_latest(_counted()) + generate_latest(_state(clock.now()))
    return HttpResponse(content, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def may_look(request: HttpRequest) -> bool:
    """Whether this is the collector. A request that came through a proxy is never from this machine."""
    if settings.METRICS_TOKEN:
        wanted = f"Bearer {settings.METRICS_TOKEN}"
        return compare_digest(request.headers.get("Authorization", "").encode(), wanted.encode())
    if settings.PROXY_COUNT or any(name in request.headers for name in FORWARDED):
        return False
    return _is_loopback(request.META.get("REMOTE_ADDR", "")) and _is_loopback(_host(request))


def _host(request: HttpRequest) -> str:
    """The name asked for, without its port: people outside ask for the public one, also through an undeclared proxy."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return "127.0.0.1" if host == "localhost" else host.strip("[]")


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _counted() -> CollectorRegistry:
    if FOLDER not in os.environ:
        return own
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together


def _state(now: datetime) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(_House(now))
    return registry


class _House(Collector):
    """The state at one instant."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """All of it, or that the database is away."""
        try:
            read = [*self._outbox(), *self._logs(), *self._cases(), *self._orders()]
        except DatabaseError:
            read = []
        yield GaugeMetricFamily("onething_database_up", "1 while the database answers", value=float(bool(read)))
        yield from read
        if settings.CLAMD:
            up = float(scanner_answers())
            yield GaugeMetricFamily("onething_scanner_up", "1 while uploads can be scanned for viruses", value=up)

    def _outbox(self) -> Iterator[GaugeMetricFamily]:
        waiting = Q(done_at__isnull=True, dead_at__isnull=True)
        depth = Message.objects.filter(waiting).aggregate(rows=Count("id"), oldest=Min("next_attempt_at"))
        dead = Message.objects.filter(dead_at__isnull=False).count()
        workers = count_alive(now=self._now, within=ALIVE)
        yield GaugeMetricFamily("onething_outbox_waiting", "work not yet done", value=depth["rows"])
        yield GaugeMetricFamily(
            "onething_outbox_oldest_seconds", "how long the oldest of it has been due", value=self._age(depth)
        )
        yield GaugeMetricFamily("onething_outbox_dead", "work given up, to be looked at and replayed", value=dead)
        refused = Report.objects.filter(outcome=ReportOutcome.REFUSED, settled_at__isnull=True).count()
        yield GaugeMetricFamily(
            "onething_reports_refused", "reports of departments' systems to be looked at", value=refused
        )
        aside = setbacks().count()
        yield GaugeMetricFamily("onething_duties_set_back", "what duties put aside, to be looked at", value=aside)
        yield GaugeMetricFamily("onething_workers", "workers heard of in the last 30 seconds", value=workers)

    def _logs(self) -> Iterator[GaugeMetricFamily]:
        family = GaugeMetricFamily("onething_log_unsealed_seconds", "age of the oldest unsealed row", labels=["log"])
        for log, model in (("action", ActionRow), ("access", AccessRow)):
            rows = model.objects.filter(chain_digest__isnull=True)
            family.add_metric([log], self._age(rows.aggregate(oldest=Min("at"))))
        yield family

    def _cases(self) -> Iterator[GaugeMetricFamily]:
        overdue = Case.objects.filter(state__in=OPEN_AT_DESK, due_on__isnull=False, due_at__lt=self._now).count()
        yield GaugeMetricFamily("onething_cases_overdue", "open cases past their legal limit", value=overdue)

    def _orders(self) -> Iterator[GaugeMetricFamily]:
        family = GaugeMetricFamily("onething_orders", "orders with money to come or to go", labels=["waiting"])
        for waiting, count in count_orders().items():
            family.add_metric([waiting], count)
        yield family

    def _age(self, read: dict[str, datetime | None]) -> float:
        oldest = read["oldest"]
        return max(0.0, (self._now - oldest).total_seconds()) if oldest else 0.0

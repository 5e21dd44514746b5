"""A first visit in a real browser over a slow line: what it fetched, when it had drawn the most, how long it was stuck.

Line and processor are those of Lighthouse's mobile profile (slow 4G: 1.6 Mbit/s down, 150 ms; four times slower), but
applied while loading: each request waits 150 ms; connections to loopback cost nothing.
"""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from onething.project.bench.places import PEERS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4
PHONE = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75, "is_mobile": True, "has_touch": True}
QUIET_MS = 600
SETTLE_MS = 800
"""A new window has work of its own, which is not the page's."""
LONG_MS = 50
LIGHTHOUSE_SECONDS = 90
CHROME = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
WATCH = """
window.seen = {lcp: 0, fcp: 0, tasks: []};
const watch = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take)).observe({type, buffered: true});
watch('largest-contentful-paint', entry => { seen.lcp = entry.startTime; });
watch('paint', entry => { if (entry.name === 'first-contentful-paint') seen.fcp = entry.startTime; });
watch('longtask', entry => { seen.tasks.push([entry.startTime, entry.duration]); });
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One first load, in milliseconds and bytes; `busy` is processor time of the page's main thread, slowed as it was."""

    lcp: float
    blocked: float
    busy: float
    size: int
    requests: int
    fonts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Two of Lighthouse's scores, of 100."""

    performance: int
    accessibility: int


def chromium() -> str | None:
    """The browser of the system; None where playwright, a tool of development, or the browser is missing."""
    try:
        import playwright.sync_api  # noqa: F401, PLC0415
    except ImportError:
        return None
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@contextmanager
def browser(program: str) -> "Iterator[Browser]":
    """A browser that draws nothing on a screen. Its driver keeps a loop in this thread: no database meanwhile."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


def visit(opened: "Browser", url: str, cookies: Mapping[str, str]) -> Visit:
    """With an empty cache, on a phone."""
    context = opened.new_context(**PHONE)  # type: ignore[arg-type]
    try:
        context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])
        context.add_init_script(WATCH)
        page = context.new_page()
        session = context.new_cdp_session(page)
        page.wait_for_timeout(SETTLE_MS)
        fetched = _watched(session)
        answer = page.goto(url, wait_until="load")
        if answer is None or answer.status != 200:
            raise LookupError(f"{url}: {answer and answer.status}")
        page.wait_for_timeout(QUIET_MS)
        return _told(page.evaluate("window.seen"), session, fetched)
    finally:
        context.close()


def _watched(session: "CDPSession") -> dict[str, list[Any]]:
    """Slow line and processor, and what comes over the line from now on."""
    fetched: dict[str, list[Any]] = {"bytes": [], "kinds": []}

    def asked(event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            fetched["kinds"].append(event["type"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", lambda event: fetched["bytes"].append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    session.send("Performance.enable")
    return fetched


def _told(seen: dict[str, Any], session: "CDPSession", fetched: dict[str, list[Any]]) -> Visit:
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return Visit(
        lcp=seen["lcp"],
        blocked=sum(max(0.0, lasted - LONG_MS) for began, lasted in seen["tasks"] if began + lasted > seen["fcp"]),
        busy=metrics["TaskDuration"] * 1000,
        size=int(sum(fetched["bytes"])),
        requests=len(fetched["kinds"]),
        fonts=fetched["kinds"].count("Font"),
    )


def lighthouse(program: str, url: str, cookies: Mapping[str, str]) -> Score | None:
    """What Lighthouse of the peers' environment says; None where it is not, or where it fails."""
    tool = Path(os.environ.get(PEERS, "")) / "node_modules" / ".bin" / "lighthouse"
    if not os.environ.get(PEERS) or not tool.exists():
        return None
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        options = ["--quiet", "--output=json", f"--output-path={report}", "--only-categories=performance,accessibility"]
        sent = json.dumps({"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())})
        command = [str(tool), url, *options, f"--extra-headers={sent}", f"--chrome-flags={' '.join(CHROME)}"]
        _run_tool(command, {**os.environ, "CHROME_PATH": program})
        if not report.exists():
            return None
        found = json.loads(report.read_text(encoding="utf-8"))["categories"]
    scores = {name: round((found[name]["score"] or 0) * 100) for name in ("performance", "accessibility")}
    return Score(**scores)


def _run_tool(command: list[str], environment: dict[str, str]) -> None:
    """Interrupted when it hangs: then it ends its own browser."""
    with subprocess.Popen(  # noqa: S603 - named by whoever runs the bench
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            process.wait(LIGHTHOUSE_SECONDS)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)

"""Citizens who press 提交申请 over real HTTP, try again when something fails, and now and then press twice at once."""

import logging
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

import httpx

PRESSED_TWICE = 0.2
PATIENCE_SECONDS = 60
PAUSE_SECONDS = 0.3
TRY_SECONDS = 20
logging.getLogger("httpx").setLevel(logging.WARNING)  # it would tell of every request


@dataclass
class Record:
    """What all clients met."""

    answers: dict[str, set[str]] = field(default_factory=dict)
    met: Counter[str] = field(default_factory=Counter)
    strange: list[str] = field(default_factory=list)
    answered_at: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, draft: str, answer: httpx.Response) -> bool:
        """True when the answer settles the draft; anything but success and 5xx is strange."""
        with self.lock:
            self.met[str(answer.status_code)] += 1
            if answer.status_code == 302 and answer.headers["location"].endswith("/submitted/"):
                self.answers.setdefault(draft, set()).add(answer.headers["location"].split("/")[-3])
                self.answered_at.append(time.monotonic())
                return True
            if answer.status_code < 500:
                self.strange.append(f"{answer.status_code} {answer.headers.get('location', '')} for {draft}")
            elif answer.status_code != 503:
                self.strange.append(f"{answer.status_code} for {draft}: {answer.text[:200]}")
            return answer.status_code < 500

    def note_failure(self, error: httpx.HTTPError) -> None:
        with self.lock:
            self.met[type(error).__name__] += 1

    @property
    def tries(self) -> int:
        return sum(self.met.values())

    @property
    def failed_share(self) -> float:
        return 1 - self.met["302"] / self.tries

    @property
    def longest_silence(self) -> float:
        """Seconds without any success."""
        return max((b - a for a, b in zip(self.answered_at, self.answered_at[1:], strict=False)), default=0.0)


@dataclass(frozen=True)
class Citizen:
    """One browser, logged in."""

    url: str
    session: str
    record: Record
    pause: float  # seconds between one draft and the next

    def work_through(self, drafts: "SimpleQueue[str]", over: threading.Event) -> None:
        with httpx.Client(base_url=self.url, timeout=TRY_SECONDS, cookies={"session": self.session}) as browser:
            while not over.is_set():
                try:
                    draft = drafts.get_nowait()
                except Empty:
                    return
                self.press(browser, draft)
                over.wait(self.pause)

    def press(self, browser: httpx.Client, draft: str) -> None:
        if random.random() >= PRESSED_TWICE:
            self.submit(browser, draft)
            return
        with ThreadPoolExecutor(2) as both:
            for done in [both.submit(self.submit, browser, draft) for _ in range(2)]:
                done.result()

    def submit(self, browser: httpx.Client, draft: str) -> None:
        """One POST a try, always the same form, until it is answered."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                if "csrf" not in browser.cookies:
                    browser.get(f"/drafts/{draft}/check/").raise_for_status()
                form = {"declaration": "yes", "csrfmiddlewaretoken": browser.cookies["csrf"]}
                if self.record.note(draft, browser.post(f"/drafts/{draft}/check/", data=form)):
                    return
            except (httpx.HTTPError, KeyError) as error:
                self.record.note_failure(error)
            time.sleep(PAUSE_SECONDS)
        self.record.strange.append(f"no answer for {draft} in {PATIENCE_SECONDS} s")


@contextmanager
def load(url: str, drafts: Mapping[str, Sequence[str]], *, browsers: int, pause: float = 0) -> Iterator[Record]:
    """Submit the drafts of each session, several browsers a session, until the block ends; what they met."""
    record, over, threads = Record(), threading.Event(), []
    for session, own in drafts.items():
        queue: SimpleQueue[str] = SimpleQueue()
        for draft in own:
            queue.put(draft)
        for _ in range(browsers):
            citizen = Citizen(url, session, record, pause)
            threads.append(threading.Thread(target=citizen.work_through, args=(queue, over)))
    for thread in threads:
        thread.start()
    try:
        yield record
    finally:
        over.set()
        for thread in threads:
            thread.join(timeout=2 * PATIENCE_SECONDS)

"""Send what an act of a case becomes to the national platform; what it may already have is sent again without harm."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import yaml
from django.conf import settings

from onething.core.lifecycle import CaseAction
from onething.modules.exchange.connectors.configured import find_platform
from onething.modules.exchange.domain.failing import Standing, after_failure, is_resting
from onething.modules.exchange.domain.uploaded import NotReached, NotTaken
from onething.modules.exchange.domain.uploading import ActFacts, UploadRecord, UploadTable, map_act, read_table
from onething.platform.outbox.api import GiveUp, NotNow

UPLOAD = "exchange.upload"
OWN_TABLE = Path(__file__).parents[1] / "domain" / "upload.yaml"


class NotUploaded(Exception):
    """The platform could not be reached; it is tried again."""


class _Guard:
    """How the platform has been answering this process: after a failure it rests, the longer the longer it fails."""

    def __init__(self) -> None:
        self.lock, self.standing = Lock(), Standing()

    def admit(self, *, now: datetime) -> None:
        """NotNow while the platform is left in peace."""
        until = self.standing.rests_until
        if until is not None and is_resting(until, now=now):
            raise NotNow(until)

    def note(self, *, failed: bool, now: datetime) -> None:
        """Count what came of it."""
        with self.lock:
            self.standing = after_failure(self.standing, now=now) if failed else Standing()


guard = _Guard()


def upload_table() -> UploadTable:
    """The mapping of this deployment."""
    return _table_at(Path(settings.UPLOAD_MAPPING) if settings.UPLOAD_MAPPING else OWN_TABLE)


def is_uploaded(action: CaseAction) -> bool:
    """Whether this deployment uploads at all, and the interface has a place for this act."""
    return bool(settings.UPLOAD_URL) and action in upload_table().acts


def records_of(facts: ActFacts) -> tuple[UploadRecord, ...]:
    """What the act becomes."""
    return map_act(facts, table=upload_table())


def upload(facts: ActFacts, *, now: datetime) -> None:
    """Send all records of the act. GiveUp when the platform refuses one, NotUploaded or NotNow to come again."""
    platform = find_platform()
    if platform is None:
        raise GiveUp("没有设置 ONETHING_UPLOAD_URL")
    refused = []
    for record in records_of(facts):
        guard.admit(now=now)
        answer = platform.push(record)
        guard.note(failed=isinstance(answer, NotReached), now=now)
        if isinstance(answer, NotReached):
            raise NotUploaded(answer.reason)
        if isinstance(answer, NotTaken):
            refused.append(f"{record.group}：{answer.reason}")
    if refused:
        raise GiveUp("；".join(refused))


@lru_cache(maxsize=4)
def _table_at(path: Path) -> UploadTable:
    content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read_table(content)

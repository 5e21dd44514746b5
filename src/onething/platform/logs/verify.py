"""Verify the logs independently: this file shares no code with the writer and the sealer, only the tables.

Row digest: SM3 over JSON with sorted keys, without blanks. Chain: SM3(previous head + row digest). Head: HMAC-SM3.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SM3, Hash
from cryptography.hazmat.primitives.hmac import HMAC
from django.db.models import Count, F, Max, Min

from onething.platform.logs.models import AccessRow, ActionRow, Seal

LONGEST_TAIL = timedelta(seconds=60)
SHARED = ["actor_account", "actor_person", "actor_post", "actor_role", "at", "channel", "public_id", "subject_id", "subject_kind"]  # fmt: skip
COVERED = {
    "action": [*SHARED, "body_code", "document", "kind", "legal_ground", "payload", "seq"],
    "access": [*SHARED, "case_ref", "data_of", "fields", "purpose"],
}
LATER = "actor_principal"  # a column younger than the first rows: it counts in a digest only where it holds something
CHAIN = ["id", "digest", "chain_day", "chain_place", "chain_digest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong: its code, the log, the first bad row where there is one, and what it means."""

    code: str
    log: str
    row: int | None
    message: str


def verify_logs(*, now: datetime, seal_key: bytes, witnesses: Sequence[Mapping[str, Any]] = ()) -> tuple[Finding, ...]:
    """Everything that is wrong with both logs; for each log only the first bad row is named."""
    findings: list[Finding] = []
    for log in ("action", "access"):
        seals = {seal.day: seal for seal in Seal.objects.filter(log=log).order_by("day")}
        findings += _check_chain(log, seals)
        findings += _check_heads(log, seals, seal_key)
        findings += _check_witnesses(log, seals, witnesses)
        findings += _check_tail(log, now)
    return (*findings, *_check_places())


def read_witnesses(path: Path) -> list[dict[str, Any]]:
    """The heads copied outside the database; none when there is no such file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def _rows(log: str) -> Any:
    model: type[ActionRow | AccessRow] = ActionRow if log == "action" else AccessRow
    return model.objects.values(*COVERED[log], LATER, *CHAIN)


def _check_chain(log: str, seals: Mapping[date, Seal]) -> list[Finding]:
    """Walk the sealed rows day by day; stop at the first that does not fit."""
    ends: dict[date, tuple[int, str]] = {}
    before = "0" * 64
    day: date | None = None
    for row in _rows(log).filter(chain_day__isnull=False).order_by("chain_day", "chain_place").iterator():
        if row["chain_day"] != day:
            day = row["chain_day"]
            ends[day] = (0, before)
        length, head = ends[day]
        if bad := _misfit(log, row, length, head):
            return [bad]
        before = row["chain_digest"]
        ends[day] = (length + 1, before)
    return list(_unequal_ends(log, ends, seals))


def _misfit(log: str, row: Mapping[str, Any], length: int, head: str) -> Finding | None:
    if row["digest"] != _digest(log, row):
        return Finding(code="changed", log=log, row=row["id"], message="这一行的内容在写入后被改动")
    if row["chain_place"] != length + 1:
        return Finding(code="missing", log=log, row=row["id"], message=f"这一行之前缺少第 {length + 1} 环")
    if row["chain_digest"] != _sm3(head + row["digest"]):
        return Finding(code="broken", log=log, row=row["id"], message="这一行与前一行接不上:有行被插入、调换或替换")
    return None


def _unequal_ends(log: str, ends: Mapping[date, tuple[int, str]], seals: Mapping[date, Seal]) -> Iterator[Finding]:
    """A chain that ends before its sealed head was truncated; one without a head was made up."""
    for day in sorted({*ends, *seals}):
        length, head = ends.get(day, (0, ""))
        seal = seals.get(day)
        if seal is None:
            yield Finding(code="unsigned", log=log, row=None, message=f"{day} 的链没有签名的链头")
        elif length < seal.length:
            text = f"{day} 的链应有 {seal.length} 行，只剩 {length} 行：末尾被截去"
            yield Finding(code="truncated", log=log, row=None, message=text)
        elif head != seal.head:
            yield Finding(code="head", log=log, row=None, message=f"{day} 的链尾与签名的链头不一致")


def _check_heads(log: str, seals: Mapping[date, Seal], key: bytes) -> Iterator[Finding]:
    before = "0" * 64
    for day, seal in seals.items():
        text = f"{log}|{day.isoformat()}|{seal.length}|{seal.head}|{seal.previous}"
        if seal.signature != _hmac(key, text) or seal.previous != before:
            yield Finding(code="signature", log=log, row=None, message=f"{day} 的链头签名不符，或与前一天接不上")
        before = seal.head


def _check_witnesses(log: str, seals: Mapping[date, Seal], witnesses: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """A head in the table may be later than its copy, never earlier; and on every copied place the chain must agree."""
    latest = {date.fromisoformat(copy["day"]): copy for copy in witnesses if copy["log"] == log}
    for day, copy in latest.items():
        seal = seals.get(day)
        if seal is None or seal.length < copy["length"]:
            text = f"{day} 的链头被退回:库外副本记有 {copy['length']} 行"
            yield Finding(code="rewound", log=log, row=None, message=text)
        elif not _rows(log).filter(chain_day=day, chain_place=copy["length"], chain_digest=copy["head"]).exists():
            yield Finding(code="rewritten", log=log, row=None, message=f"{day} 的链与库外副本不一致:整条链被重写")


def _check_tail(log: str, now: datetime) -> Iterator[Finding]:
    """Rows that wait for their seal: unchanged, and not for long."""
    waiting = _rows(log).filter(chain_digest__isnull=True)
    for row in waiting.order_by("id").iterator():
        if row["digest"] != _digest(log, row):
            yield Finding(code="changed", log=log, row=row["id"], message="这一行的内容在写入后被改动")
            break
    oldest = waiting.aggregate(oldest=Min("at"))["oldest"]
    if oldest and now - oldest > LONGEST_TAIL:
        text = f"有 {waiting.count()} 行超过 60 秒没有封存，请检查后台任务进程"
        yield Finding(code="tail", log=log, row=None, message=text)


def _check_places() -> Iterator[Finding]:
    """Each subject's actions are numbered 1, 2, 3 ...: a gap means a row is gone, sealed or not."""
    gaps = (
        ActionRow.objects.values("subject_kind", "subject_id")
        .annotate(rows=Count("id"), last=Max("seq"), row=Min("id"))
        .exclude(rows=F("last"))
        .order_by("row")
    )
    for gap in gaps[:1]:
        text = f"{gap['subject_kind']} {gap['subject_id']} 应有 {gap['last']} 步，只剩 {gap['rows']} 步"
        yield Finding(code="gap", log="action", row=gap["row"], message=text)


def _digest(log: str, row: Mapping[str, Any]) -> str:
    content = {name: row[name] for name in COVERED[log]}
    if row[LATER] is not None:
        content[LATER] = row[LATER]
    return _sm3(json.dumps(content, default=_as_text, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)


def _sm3(text: str) -> str:
    digest = Hash(SM3())
    digest.update(text.encode("utf-8"))
    return digest.finalize().hex()


def _hmac(key: bytes, text: str) -> str:
    mac = HMAC(key, SM3())
    mac.update(text.encode("utf-8"))
    return mac.finalize().hex()

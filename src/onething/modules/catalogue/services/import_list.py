"""Take over a flat list of items: read it, check every row, and store what is new or changed, all or nothing.

A row that cannot be read, or of which nobody knows which item it is, is kept out and told; a row that lacks something is
stored as one to be completed. The same content again changes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives import hashes
from django.db import transaction

from onething.core.definitions import Severity
from onething.core.states import Labelled
from onething.modules.catalogue.checklists import current_specification
from onething.modules.catalogue.domain.checklist.checking import check_item
from onething.modules.catalogue.domain.checklist.grid import WORKBOOK, read_csv
from onething.modules.catalogue.domain.checklist.reading import ReadList, ReadRow, read_list
from onething.modules.catalogue.domain.checklist.specification import Specification
from onething.modules.catalogue.domain.checklist.standing import (
    ItemState,
    canonical,
    decide_state,
    digest_of,
    duties_digest,
)
from onething.modules.catalogue.domain.checklist.terms import ItemFinding, is_complete, refuse
from onething.modules.catalogue.domain.checklist.workbook import read_workbook
from onething.modules.catalogue.errors import ListForbidden
from onething.modules.catalogue.models import ChecklistImport, ChecklistItem
from onething.modules.organisation.api import bodies_by_uscc, region_paths
from onething.platform.clock import legal_day
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Action, Actor, allowed

BATCH = 200
LOOKED_UP = 500
OLDER = "请确认导入的是最新的一份；确实要改回去的，请提高事项版本。"


class Outcome(Labelled):
    """What became of a row."""

    ADDED = "added", "新增"
    CHANGED = "changed", "更新"
    UNCHANGED = "unchanged", "没有变化"
    KEPT_OUT = "kept_out", "没有采用"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenRow:
    """One row of the list with everything found and what became of it."""

    read: ReadRow
    findings: tuple[ItemFinding, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenList:
    """What an import did, or on a dry run would do."""

    header: tuple[str, ...]
    rows: tuple[TakenRow, ...]
    findings: tuple[ItemFinding, ...]
    specification: Specification

    def count(self, outcome: Outcome) -> int:
        """How many rows ended so."""
        return sum(row.outcome is outcome for row in self.rows)


def import_list(name: str, content: bytes, *, actor: Actor, now: datetime, dry_run: bool = False) -> TakenList:
    """Take the list over; raises ListRefused or ListForbidden, and then stores nothing."""
    if not allowed(actor, Action.CHECKLIST_IMPORT, ChecklistItem()):
        raise ListForbidden
    specification = current_specification(on=legal_day(now))
    listed = read_list(read_workbook(content) if content.startswith(WORKBOOK) else read_csv(content), specification)
    found = [(row, (*row.findings, *check_item(row.row, specification))) for row in listed.rows]
    with transaction.atomic():
        stored = _stored(row.code for row in listed.rows)
        taken = tuple(_taken(row, findings, stored.get(row.code)) for row, findings in found)
        done = _told(listed, taken, specification)
        if not dry_run and any(row.outcome in (Outcome.ADDED, Outcome.CHANGED) for row in taken):
            _store(name, content, done, stored, actor=actor, now=now)
    return done


def _told(listed: ReadList, taken: tuple[TakenRow, ...], specification: Specification) -> TakenList:
    return TakenList(header=listed.header, rows=taken, findings=listed.findings, specification=specification)


def _stored(codes: Iterable[str]) -> dict[str, ChecklistItem]:
    """The rows with these codes, locked, by code."""
    wanted = sorted({code for code in codes if code})
    found: dict[str, ChecklistItem] = {}
    for start in range(0, len(wanted), LOOKED_UP):
        rows = ChecklistItem.objects.select_for_update().filter(code__in=wanted[start : start + LOOKED_UP])
        found |= {row.code: row for row in rows.order_by("code")}
    return found


def _taken(read: ReadRow, findings: tuple[ItemFinding, ...], stored: ChecklistItem | None) -> TakenRow:
    if any(finding.keeps_out for finding in findings):
        outcome = Outcome.KEPT_OUT
    elif stored is None:
        outcome = Outcome.ADDED
    elif stored.digest == digest_of(canonical(read.row)):
        outcome = Outcome.UNCHANGED
    elif int(read.row.get("task_version", stored.item_version)) < stored.item_version:
        message = f"事项版本是 {read.row['task_version']}，已有的是 {stored.item_version}。"
        findings = (*findings, refuse("F5", "task_version", message, OLDER))
        outcome = Outcome.KEPT_OUT
    else:
        outcome = Outcome.CHANGED
    return TakenRow(read=read, findings=findings, outcome=outcome)


def _store(
    name: str, content: bytes, done: TakenList, stored: Mapping[str, ChecklistItem], *, actor: Actor, now: datetime
) -> None:
    counts = {outcome.value: done.count(outcome) for outcome in Outcome}
    source = ChecklistImport.objects.create(file_name=name[:200], digest=_digest(content), imported_at=now, **counts)
    changing = [row for row in done.rows if row.outcome in (Outcome.ADDED, Outcome.CHANGED)]
    paths = _Paths.of(str(row.read.row["task_code"])[:18] for row in changing)
    rows = [_row(one, stored.get(one.read.code), source, paths, now) for one in changing]
    ChecklistItem.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["code"], update_fields=UPDATED
    )
    payload = {"digest": source.digest, **counts}
    append_action(
        NewAction(
            subject_kind="checklist_import",
            subject_id=source.public_id,
            kind="checklist.import",
            actor=actor,
            at=now,
            payload=payload,
        )
    )


def _row(
    taken: TakenRow, before: ChecklistItem | None, source: ChecklistImport, paths: "_Paths", now: datetime
) -> ChecklistItem:
    row, findings = taken.read.row, taken.findings
    data, duties = canonical(row), duties_digest(row)
    code = str(row["task_code"])
    state = decide_state(
        before=ItemState.of(before.state) if before else ItemState.INCOMPLETE,
        complete=is_complete(findings),
        same_duties=before is not None and before.duties == duties,
    )
    return ChecklistItem(
        code=taken.read.code,
        task_code=code,
        catalog_code=code[19:],
        name=row.get("task_name", ""),
        task_type=code[21:23],
        use_level=code[18],
        body_name=row.get("dept_name", ""),
        body_uscc=code[:18],
        region_path=paths.path_of(code[:18]),
        item_version=row.get("task_version", before.item_version if before else 0),
        data=data,
        digest=digest_of(data),
        duties=duties,
        state=state,
        refused=sum(finding.severity is Severity.REFUSE for finding in findings),
        warned=sum(finding.severity is Severity.WARN for finding in findings),
        reason=before.reason if before and state is ItemState.of(before.state) else "",
        source=source,
        source_line=taken.read.number,
        changed_at=now,
        row_version=before.row_version + 1 if before else 1,
    )


UPDATED = [
    "name", "body_name", "region_path", "item_version", "data", "digest", "duties", "state", "refused", "warned",
    "reason", "source", "source_line", "changed_at", "row_version",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Paths:
    """Where a body belongs: as organisation knows it, else by the region of its registration."""

    bodies: Mapping[str, str]
    regions: Mapping[str, str]

    @classmethod
    def of(cls, usccs: Iterable[str]) -> "_Paths":
        known = bodies_by_uscc(usccs)
        return cls({uscc: body.region_path for uscc, body in known.items()}, region_paths())

    def path_of(self, uscc: str) -> str:
        if uscc in self.bodies:
            return self.bodies[uscc]
        region = uscc[2:8]
        chain = list(dict.fromkeys([f"{region[:2]}0000", f"{region[:4]}00", region]))
        for place in range(len(chain) - 1, -1, -1):
            if chain[place] in self.regions:
                return self.regions[chain[place]] + "".join(f"{code}/" for code in chain[place + 1 :])
        return "/" + "".join(f"{code}/" for code in chain)


def _digest(content: bytes) -> str:
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()

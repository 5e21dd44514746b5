"""What was granted on trust is looked at afterwards: planned by a job, recorded by an officer, undone by the head.

Source: the lists of the packs (risk, time, share); 行政许可法 69 (undoing what was obtained by deceit) goes by approval.
"""

import secrets
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.lifecycle import UNDECIDED, CaseAction
from onething.modules.handling import check_notices
from onething.modules.handling.docket import Docket, file_of, load_docket, load_docket_of
from onething.modules.handling.domain.cases import read_file
from onething.modules.handling.domain.stored import STATES
from onething.modules.handling.models import Case
from onething.modules.handling.procedure_notices import decided_on
from onething.modules.papers.api import PaperInfo
from onething.modules.pledge.api import (
    CHECK_STATES,
    CheckAction,
    CheckPlan,
    CheckRefused,
    CheckState,
    Finding,
    GrantedCase,
    PromiseInfo,
    PromiseKind,
    PromiseState,
    case_of_check,
    checks_of,
    decide_finding,
    end_promises,
    is_drawn,
    keep_finding,
    lock_check,
    longest,
    mark_planned,
    move_check,
    open_check_of,
    plan_check,
    promises_of,
    to_plan,
    write_check,
)
from onething.platform.files.api import UploadRefused, inspect_upload, keep_file
from onething.platform.outbox.api import one_by_one, resting
from onething.platform.permissions import HOUSE, Action, Actor

DUTY = "plan after-checks"
AT_ONCE = 500
SEED_BYTES = 16
MOST_FILES = 10
TOO_MANY = f"一次最多上传 {MOST_FILES} 个文件。请合成一个 PDF 再交。"


def plan_after_checks(now: datetime) -> int:
    """Plan what was decided since; every run draws with a seed of its own. Returns how many applications it planned."""
    seed = secrets.token_hex(SEED_BYTES)
    decided = tuple(_decided(but=resting(DUTY, now=now)))
    return one_by_one(decided, lambda one: plan_application(one, now=now, seed=seed), duty=DUTY, now=now)


def _decided(*, but: Iterable[UUID]) -> Iterator[UUID]:
    """Applications with unplanned promises of which a case is decided; two statements for 500 promises."""
    after = 0
    while found := to_plan(after=after, but=but, most=AT_ONCE):
        after = found[-1][0]
        waiting = dict.fromkeys(application for _, application in found)
        closed = Case.objects.filter(application_ref__in=waiting, closed_at__isnull=False)
        decided = set(closed.values_list("application_ref", flat=True))
        yield from (application for application in waiting if application in decided)


@transaction.atomic
def plan_application(application: UUID, *, now: datetime, seed: str) -> bool:
    """The checks of its granted cases; promises on which nothing waits any more need no further look."""
    docket = load_docket(application=application, actor=HOUSE, now=now)
    standing = (PromiseState.STANDING, PromiseState.KEPT)
    promises = [one for one in promises_of(application) if not one.check_planned and one.state in standing]
    before = {check.case for check in checks_of(application) if not check.fallen}
    planned = [row for row in docket.rows if row.public_id not in before and _plan(docket, row, promises, seed)]
    if planned:
        docket.save()
    return _close(docket, promises) or bool(planned)


def _plan(docket: Docket, row: Case, promises: Sequence[PromiseInfo], seed: str) -> bool:
    mine = [one for one in promises if row.key in one.items and one.check]
    day = decided_on(row)
    if not mine or day is None or not _granted(docket, row):
        return False
    plan = plan_check((one.check for one in mine if one.check), decided_on=day, calendar=docket.calendar)
    if plan is None:
        return False
    drawn = is_drawn(row.public_id, seed=seed, share=plan.share)
    about = GrantedCase(
        case=row.public_id,
        application=row.application_ref,
        number=row.number,
        title=row.title,
        bundle=row.bundle,
        owner=row.owner,
        applicant_masked=row.applicant_masked,
        body_code=row.body_code,
        site_code=row.site_code,
        region_path=row.region_path,
        decided_on=day,
        materials=tuple(one.material for one in mine),
    )
    write_check(about, plan, seed=seed, drawn=drawn, now=docket.now)
    docket.note(row, "check_planned" if drawn else "check_spared", payload=_told(plan, seed))
    return True


def _told(plan: CheckPlan, seed: str) -> dict[str, str]:
    return {"risk": plan.risk.value, "share": str(plan.share), "seed": seed, "until": plan.due_on.isoformat()}


def _granted(docket: Docket, row: Case) -> bool:
    return read_file(file_of(row), docket.calendar).granted


def _close(docket: Docket, promises: Sequence[PromiseInfo]) -> bool:
    """Promises of which every case is decided; a pledge that nobody looks at ends here."""
    application = docket.rows[0].application_ref
    looked_at = {key for check in checks_of(application) if check.to_do for key in check.materials}
    closed = [one for one in promises if not any(_undecided(row) for row in docket.rows if row.key in one.items)]
    for one in closed:
        if one.kind is PromiseKind.PLEDGE and one.material not in looked_at:
            granted = any(_granted(docket, row) for row in docket.rows if row.key in one.items)
            _end(docket, [one.material], PromiseState.UNCHECKED if granted else PromiseState.VOID)
    mark_planned(application=application, materials=[one.material for one in closed])
    return bool(closed)


def _undecided(row: Case) -> bool:
    return STATES[row.state] in UNDECIDED


def record_finding(
    *, check: UUID, given: Finding, files: Sequence[tuple[str, bytes]], version: int | None, actor: Actor, now: datetime
) -> PaperInfo | None:
    """Put down what was found with its files (name, content); an order is a paper. Inspected before anything is locked."""
    if len(files) > MOST_FILES:
        raise CheckRefused({"files": TOO_MANY})
    try:
        uploads = [inspect_upload(name=name, content=content) for name, content in files]
    except UploadRefused as refused:
        raise CheckRefused({"files": str(refused)}) from refused
    with transaction.atomic():
        docket, row = load_docket_of(
            case=case_of_check(check), action=Action.CASE_REVIEW, version=None, actor=actor, now=now
        )
        held = lock_check(check, actor=actor, version=version)
        rested = [one for one in promises_of(row.application_ref) if one.material in held.materials]
        rectify = longest([one.rectify for one in rested], today=docket.day, calendar=docket.calendar)
        gaps = decide_finding(
            given,
            state=CHECK_STATES[held.state],
            ordered_until=held.ordered_until,
            today=docket.day,
            rectify=rectify,
            calendar=docket.calendar,
        )
        if gaps or given.action is None:
            raise CheckRefused(gaps)
        keep_finding(held, given, files=[keep_file(upload=one, now=now) for one in uploads], actor=actor, now=now)
        state = move_check(held, given.action, now=now)
        until = {"until": given.until.isoformat()} if given.until and state is CheckState.ORDERED else {}
        docket.note(row, f"check_{given.action.value}", payload={"check": str(check), "state": state.value, **until})
        docket.save()
        if state in {CheckState.TRUE, CheckState.PUT_RIGHT}:
            _end(docket, [one.material for one in rested], PromiseState.KEPT)
        return check_notices.order(docket, row, given, rested) if state is CheckState.ORDERED else None


def decision_undone(docket: Docket, row: Case, action: CaseAction) -> None:
    """The decision fell: because its check failed, and then the promise is broken; or else nobody need look any more."""
    check = open_check_of(row.public_id)
    if check is None:
        return
    broken = action is CaseAction.REVOKE and CHECK_STATES[check.state] is CheckState.FAILED
    move_check(check, CheckAction.REVOKE if broken else CheckAction.DROP, now=docket.now)
    _end(docket, check.materials, PromiseState.BROKEN if broken else PromiseState.VOID, even_kept=broken)


def _end(docket: Docket, materials: Collection[str], state: PromiseState, *, even_kept: bool = False) -> None:
    end_promises(
        application=docket.rows[0].application_ref,
        materials=materials,
        as_state=state,
        now=docket.now,
        calendar=docket.calendar,
        even_kept=even_kept,
    )

"""Reads of after-checks, as frozen values."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from onething.core.definitions import Risk
from onething.modules.pledge.domain.checks import STATES, TO_DO, CheckState
from onething.modules.pledge.errors import CheckNotFound
from onething.modules.pledge.models import AfterCheck, CheckFile
from onething.platform.database import Page, page_after
from onething.platform.files.api import KeptFile, read_file
from onething.platform.logs.api import append_access
from onething.platform.permissions import Action, Actor, allowed, visible

PAGE_SIZE = 30
SUBJECT = "after_check"
PURPOSE = "事后核查"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A file that shows what was found."""

    file: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInfo:
    """One after-check: of which case, on which plan, how it stands."""

    public_id: UUID
    case: UUID
    application: UUID
    number: str
    title: str
    applicant_masked: str
    body_code: str
    materials: tuple[str, ...]
    risk: Risk
    share: int
    seed: str
    planned_at: datetime
    decided_on: date
    next_on: date
    state: CheckState
    finding: str = field(repr=False)
    demand: str = field(repr=False)
    second: str = field(repr=False)
    ordered_until: date | None
    checked_at: datetime | None
    ended_at: datetime | None
    fallen: bool
    version: int
    files: tuple[Evidence, ...] = ()

    @property
    def to_do(self) -> bool:
        """True while the department owes a step."""
        return self.state in TO_DO


def list_checks(*, actor: Actor, done: bool, after: str | None = None) -> Page[AfterCheck]:
    """Those to do, the most urgent first; or those that are over and the ones spared, the latest planned first."""
    rows = visible(actor, Action.CASE_READ, AfterCheck.objects.all())
    to_do = [state.value for state in TO_DO]
    if done:
        return page_after(rows.exclude(state__in=to_do), order=("-planned_at", "-id"), after=after, size=PAGE_SIZE)
    return page_after(rows.filter(state__in=to_do), order=("next_on", "id"), after=after, size=PAGE_SIZE)


def check_for(public_id: UUID, *, actor: Actor, now: datetime) -> CheckInfo:
    """One after-check opened for work, the look on the access log; CheckNotFound when it is not this actor's."""
    row = AfterCheck.objects.filter(public_id=public_id).prefetch_related("files").first()
    if row is None or not allowed(actor, Action.CASE_READ, row):
        raise CheckNotFound
    _log_look(row, actor, now, fields=("promises",))
    return check_info(row, files=[Evidence(file=one.file, name=one.name) for one in row.files.all()])


def checks_of(application: UUID) -> tuple[CheckInfo, ...]:
    """All after-checks of an application; the caller has checked the right to it."""
    return tuple(check_info(row) for row in AfterCheck.objects.filter(application=application).order_by("id"))


def open_evidence(file: UUID, *, check: UUID, actor: Actor, now: datetime) -> tuple[KeptFile, bytes]:
    """A file of an after-check that this actor may see, the look on the access log."""
    row = CheckFile.objects.filter(file=file, after_check__public_id=check).select_related("after_check").first()
    if row is None or not allowed(actor, Action.CASE_READ, row.after_check):
        raise CheckNotFound
    _log_look(row.after_check, actor, now, fields=(f"file:{file}",))
    return read_file(public_id=row.file)


def _log_look(row: AfterCheck, actor: Actor, now: datetime, *, fields: tuple[str, ...]) -> None:
    append_access(
        actor=actor, at=now, subject_kind=SUBJECT, subject_id=row.public_id, data_of=row.owner, purpose=PURPOSE,
        case_ref=row.case, fields=fields,
    )  # fmt: skip


def check_info(row: AfterCheck, *, files: list[Evidence] | None = None) -> CheckInfo:
    """The row as a frozen value."""
    return CheckInfo(
        public_id=row.public_id,
        case=row.case,
        application=row.application,
        number=row.number,
        title=row.title,
        applicant_masked=row.applicant_masked,
        body_code=row.body_code,
        materials=tuple(row.materials),
        risk=Risk(row.risk),
        share=row.share,
        seed=row.seed,
        planned_at=row.planned_at,
        decided_on=row.decided_on,
        next_on=row.next_on,
        state=STATES[row.state],
        finding=row.finding,
        demand=row.demand,
        second=row.second,
        ordered_until=row.ordered_until,
        checked_at=row.checked_at,
        ended_at=row.ended_at,
        fallen=row.fallen,
        version=row.row_version,
        files=tuple(files or ()),
    )

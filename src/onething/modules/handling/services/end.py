"""How cases end otherwise than by a decision: the applicant withdraws, or the result reached the applicant."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from onething.core.identifiers import mask_name
from onething.core.lifecycle import CaseAction, CaseState
from onething.modules.handling import procedure_notices as notices
from onething.modules.handling.docket import check_version, load_docket, within_reach
from onething.modules.handling.errors import CaseNotFound, MoveRefused
from onething.modules.handling.models import Case
from onething.modules.handling.services.settle import settle
from onething.modules.handling.withdrawing import plan_withdrawal
from onething.modules.identity.api import find_bearer
from onething.platform.outbox.api import step
from onething.platform.permissions import Action, Actor, Role, visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded:
    """A case whose result reached the applicant, with what the one who hands it over has to compare."""

    case: UUID
    key: str
    accompanied: bool
    result_name: str
    owner: UUID
    bundle: str
    site_code: str
    region_path: str
    applicant: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """To whom the papers of an application go, for the one who compares a document with it."""

    owner: UUID
    bundle: str
    applicant: str = field(repr=False)


DENIAL = "不予办理的文书"
NOT_THEIRS = (
    "证件上的姓名不是申请人，也不是现在有权代申请人办这件事的人（单位是法定代表人、经办人）。"
    "没有撤回，请对照身份证原件逐字核对。"
)
TOO_LATE = "要撤回的事项都已经作出决定或已经终结，不能再撤回。对决定有异议的，可以依法申请行政复议或提起诉讼。"


@step()
def withdraw(
    *, application: UUID, actor: Actor, now: datetime, cases: Collection[UUID] = (), version: int | None = None,
    came: str = "",
) -> tuple[str, ...]:  # fmt: skip
    """The applicant takes back the application, or these cases of it, before they are decided; names what ended.

    What law handles together with a chosen case is taken back with it. At a window `came` is the name on the document
    of the person there: the applicant, or one who may act for the applicant today.
    """
    docket = load_docket(application=application, actor=actor, now=now)
    rows = within_reach(docket, Action.CASE_WITHDRAW)
    check_version(docket, version)
    payload = {} if actor.role is Role.CITIZEN else _came(rows[0], came, docket.day)
    plan = plan_withdrawal(docket.rows, cases=cases, now=now)
    open_rows = [row for row in rows if row.key in plan.taken_back]
    if not open_rows:
        raise MoveRefused({"": TOO_LATE})
    for row in open_rows:
        docket.move(row, CaseAction.WITHDRAW, payload=payload)
    settle(docket)
    notices.withdrawn(docket, open_rows)
    return tuple(row.item_name for row in docket.rows if row.state in {CaseState.WITHDRAWN, CaseState.TERMINATED})


def _came(row: Case, document: str, on: date) -> dict[str, str]:
    """Who took it back at the window; MoveRefused when the person there may not."""
    name = find_bearer(document, principal=row.owner, name=row.applicant, bundle=row.bundle, on=on)
    if name is None:
        raise MoveRefused({"came": NOT_THEIRS})
    return {"came": mask_name(name)}


def addressee_of(application: UUID, *, actor: Actor) -> Addressee:
    """Whom the papers concern; CaseNotFound unless the actor may read the application's cases. Called by delivery."""
    row = visible(actor, Action.CASE_READ, Case.objects.filter(application_ref=application)).order_by("place").first()
    if row is None:
        raise CaseNotFound
    return Addressee(owner=row.owner, bundle=row.bundle, applicant=row.applicant)


def conclude(
    *,
    application: UUID,
    cases: Collection[UUID],
    actor: Actor,
    now: datetime,
    way: str,
) -> tuple[Concluded, ...]:
    """These results, or the written decisions that deny them, reach the applicant. Called by delivery in its transaction, which checks who may do so."""
    docket = load_docket(application=application, actor=actor, now=now)
    rows = [row for row in docket.rows if row.public_id in cases]
    denied = {row for row in rows if row.state == CaseState.DENIED}
    for row in rows:
        docket.move(row, CaseAction.DELIVER, payload={"way": way})
    if rows:
        settle(docket)
    return tuple(
        Concluded(
            case=row.public_id,
            key=row.key,
            accompanied=row.accompanied and row not in denied,  # nothing keeps back a denial
            result_name=DENIAL if row in denied else row.result_name,
            owner=row.owner,
            bundle=row.bundle,
            site_code=row.site_code,
            region_path=row.region_path,
            applicant=row.applicant,
        )
        for row in rows
    )

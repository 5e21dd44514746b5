"""What handling does after the commit: an act of a case goes to the national platform, and what is missing there is found."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from onething.core.lifecycle import CaseAction
from onething.modules.exchange.api import (
    UPLOAD,
    ActFacts,
    NotReached,
    find_platform,
    is_uploaded,
    records_of,
    upload,
)
from onething.modules.handling.docket import PROMISED_ON, SUBJECT
from onething.modules.handling.models import Case
from onething.modules.intake.api import materials_for_items
from onething.platform.logs.api import ActionRow, actions_of, append_access
from onething.platform.outbox.api import GiveUp, NewWork, Work, enqueue_all
from onething.platform.permissions import HOUSE

PURPOSE = "办件归集到国家平台"
ITEM_CODE = slice(0, 31)  # a case number is its item's code of 31 characters, the day and a serial
ACTIONS = {action.value: action for action in CaseAction}


def upload_act(work: Work) -> None:
    """One act of one case, read from the log as it stands there; who was told what is in the access log."""
    row = Case.objects.filter(public_id=work.subject).first() if work.subject else None
    entry = _log(row).filter(seq=work.payload["seq"]).first() if row else None
    if row is None or entry is None or entry.kind not in ACTIONS:
        raise GiveUp("办理记录里没有这一步")
    upload(_facts(row, entry), now=work.now)
    append_access(
        actor=HOUSE, at=work.now, subject_kind=SUBJECT, subject_id=row.public_id, data_of=row.owner, purpose=PURPOSE,
        case_ref=row.public_id, fields=("applicant",),
    )  # fmt: skip


def missing_there(case_number: str) -> tuple[int, ...] | NotReached | None:
    """Places in the log of the case that the platform does not hold; None when there is no such case or no platform."""
    row, platform = Case.objects.filter(number=case_number).first(), find_platform()
    if row is None or platform is None:
        return None
    held = platform.held(case_number)
    if isinstance(held, NotReached):
        return held
    wanted = {entry.seq: records_of(_facts(row, entry)) for entry in _uploaded(row)}
    return tuple(seq for seq, records in wanted.items() if {(one.group, one.sequence) for one in records} - held)


def send_again(case_number: str, *, places: tuple[int, ...]) -> UUID:
    """Put these acts of the case into the outbox once more; what the platform has already, it knows."""
    case = Case.objects.values_list("public_id", flat=True).get(number=case_number)
    enqueue_all([NewWork(topic=UPLOAD, subject=case, payload={"seq": place}) for place in places])
    return case


def _uploaded(row: Case) -> Iterator[ActionRow]:
    for entry in _log(row):
        action = ACTIONS.get(entry.kind)
        if action and is_uploaded(action):
            yield entry


def _log(row: Case) -> QuerySet[ActionRow]:
    return actions_of(subject_kind=SUBJECT, subject_id=row.public_id)


def _facts(row: Case, entry: ActionRow) -> ActFacts:
    action = ACTIONS[entry.kind]
    return ActFacts(
        action=action,
        seq=entry.seq,
        at=entry.at,
        ground=entry.legal_ground,
        case=_case_values(row, entry),
        materials=_materials(row) if action is CaseAction.FILE else (),
    )


def _case_values(row: Case, entry: ActionRow) -> dict[str, str]:
    """Only what no later act changes: a record that is sent again must be the same, or the platform refuses it."""
    return {
        "case.number": row.number,
        "case.application_number": row.application_number,
        "case.item_code": row.number[ITEM_CODE],
        "case.item_name": row.title,
        "case.body_name": row.body_name,
        "case.applicant": row.applicant,
        "case.promised_on": _promised_on(row, entry),
        "case.result_name": row.result_name if row.result_number else "",
        "case.result_number": row.result_number,
    }


def _promised_on(row: Case, entry: ActionRow) -> str:
    """As the last acceptance up to this act tells it; one from before that was told was promised on the day of filing."""
    told = _log(row).filter(seq__lte=entry.seq, payload__has_key=PROMISED_ON).order_by("seq").last()
    return str(told.payload[PROMISED_ON]) if told else row.declared_on.isoformat()


def _materials(row: Case) -> list[dict[str, str]]:
    materials = materials_for_items(row.application_ref, items=[row.item])
    return [
        {"material.code": one.material, "material.name": one.name, "material.treatment": one.treatment}
        for one in materials
    ]
